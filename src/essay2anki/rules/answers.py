"""Answers: not given away, short enough, worth recalling."""

from __future__ import annotations

import re

from essay2anki.lexicon import EVENT_HEADS
from essay2anki.model import BLANK, Card, Essay, Kind
from essay2anki.rules.reference import BARE, shown
from essay2anki.words import content, share, stem, word_set

LONGEST = {Kind.CAUSE: 30, Kind.CONSEQUENCE: 30, Kind.JUDGMENT: 40, Kind.LIST: 10, Kind.PLAN: 12}
"""Words an answer may have; eight where a name or date is asked, which must be recalled to the letter."""
OTHERWISE = 8
DEFINITION = 30
VIEW = 28
"""Words of what an author holds; a verdict may be longer, since its question is known."""
SHARED = word_set("""
    act treaty war battle pact law crisis revolution king lord general president party league government
    conference campaign agreement land first second third movement early late mid january february march april
    may june july august september october november december summer spring national great reform assembly united
    south north east west union emperor plan report society theory
""") | {stem(head) for head in EVENT_HEADS}
"""Words that many names have in common: on the front they give nothing away."""
DEICTIC = re.compile(
    r"(?:this|these|those(?! (?:that|which|who|of)\b)|such|that(?! (?!same\b))|that is(?=,)|there|some|"
    r"certain|particular|further|various|more than(?! [£$€]?\d)|another|a further)\b",
    re.IGNORECASE,
)
MEANT = re.compile(
    r"\b(?:this|these)\b|\bthe (?:former|latter)\b|\bsuch (?!as |an? )|\bsuch an? [a-z]+$|\bthose [a-z]+s$"
    r"|\b(?:to|of|in|for|with|by|from|on) that [a-z]+$",
    re.IGNORECASE,
)
SOMEONE = re.compile(r"An? (?:[a-z-]+ )+who (?:had|has|have|did|do|does|was|were)\b(?!.*[A-Z])")
"""`A judge who did not know the country`: a remark on somebody, not who it was."""
DEED = re.compile(r"[’']s? (?:[a-z]+ )?[a-z]+$")
"""`F. R. Tennant’s aesthetic argument` is nobody."""
ROW = re.compile(r"[\w-]+(?: [\w-]+){0,2}(?:, [\w-]+(?: [\w-]+){0,2}){2,}")
"""`Labour mobility, wage flexibility, fiscal transfers`: what belongs to it, not what it is."""
NEARLY_ALL = 0.75
"""Share of a long answer's words in the title above which the title is the answer."""
MOST = 0.6
"""Share of a long answer's words on the front above which nothing is left to recall."""
OF_A_VIEW = 0.7
"""The same for a view, whose answer repeats what it is about."""
POINTING = re.compile(
    r"(?:That )?(?:the|this) (?:distinction|difference|argument|claim|theory|view|idea|question|problem|approach) "
    r"(?:is|was|seems|has|had)\b",
    re.IGNORECASE,
)
"""An answer that judges what only the sentences before it name."""
PASSIVE = re.compile(r"be \w+(?:ed|en|n|t)\b", re.IGNORECASE)
"""Nobody does it: `What did the Act allow them to do? Be released`."""
SAYING = re.compile(
    r"(?:makes?|made|raises?|raised) (?:an?|the) (?:\w+ )?(?:point|case|claim|argument|question|difference)\b",
    re.IGNORECASE,
)
"""To say something has no effect yet."""
OPEN = re.compile(r"^What (?:do|does|did|can) \w+ (?:reduce|increase|raise|improve|limit|affect|cause|create)\?$")
"""A question that one word cannot answer: `What does protection reduce?`"""
SHORTEST_WORD = 3
"""Letters; shorter words give nothing away."""
SHORT_NAME = 2
"""Words; a longer name is worth recalling however often it stands in the essay."""
PRAISED = re.compile(
    r"(?:(?:gives?|gave|provides?|provided|offers?|offered) )?an? (?:more |very |much )?(?:useful|accurate|valuable|"
    r"helpful|clear|good|better|powerful|interesting) "
    r"|helps? (?:to )?(?:explain|understand|clarify|show|increase accuracy)\b",
    re.IGNORECASE,
)
"""How good a thing is, and not what it did."""
BEHIND = re.compile(r"(?P<words>(?:[\w’'-]+ ){0,5}[\w’'-]+)(?:, | \()$")
"""The words that a short form in commas or brackets may stand for."""
OFFICE = re.compile(r"(?:Prime Minister|President|Chancellor|Secretary of State|Foreign Secretary)$")
"""An office, without who held it."""
UNDERSTOOD = re.compile(r"It is (?:understandable|clear|likely|possible|fair|reasonable|arguable)\b", re.IGNORECASE)
"""The writer’s comment, and no reason."""
THEM = re.compile(
    r"\bma(?:k|d)es? it (?:seem|look|feel|appear|sound)\b|"
    r"\b(?:them|him|he|she|they|his|her)\b|^(?:it|its|their)\b|\bit (?:\w+ )?(?:im)?possible$",
    re.IGNORECASE,
)
"""In what something led to, it stands for somebody of the sentence before."""
DONE_TO_IT = re.compile(r"\w+ it\b")
"""`Gave it to the poorer peasants`, of which no premise tells."""
PREMISE = re.compile(r"[^?]\. What (?:is|was) the result\?$")
OWN = re.compile(r"^(?:its|their) ", re.IGNORECASE)
"""Behind a premise it stands for what that is about."""
EMPTY = word_set("""
    make difference wide wider benefit change problem issue effect impact thing way part role step progress great big
    damage attitude situation condition society life relation position
""")
"""Words that say nothing as an answer."""
TELLING = re.compile(r" (?:of|about|that|which|who|whose|in|for|to|by|where|when|from|with|without|between|on|at|as) ")
"""What tells a thing apart; `a teleological theory` says only of what sort it is."""
SORT = 5
"""Words of an answer that may say only of what sort a thing is; a longer one tells more."""
ABBREVIATED = re.compile(r"\b[A-Z]{2,}\b")
QUOTES = "‘'“\""
"""What opens the translation of a foreign word, however short."""
OWNED = re.compile(r"(?:Its|His|Her|Their)\b")
"""What is ranked first belongs to something that only the sentence before names."""
SOMEBODY = re.compile(r"^(?:in order )?to \w+ (?:her|him)$", re.IGNORECASE)
"""`To support her`: who, only the sentence before tells; it is not the one who did it."""
CALLED = re.compile(r"^Who\b|\b(?:call|label|term|dub|brand)\b")
"""What somebody calls a thing may be one word, and so may who holds a view."""
VIEWS = ("views", "citations")
"""Finders of what an author holds."""
CHOICES = ("verdicts", "sides", "rankings")
"""Finders whose questions name what there is to choose from."""
NAMED = re.compile(r"(?<=[a-z,] )[A-Z]")
ORDINAL = re.compile(r"[A-Z]|(?:\w+-)?(?:First|Second|Third|Fourth|[A-Z][a-z]*(?:fth|xth|nth|ghth|tieth))")
"""A single letter, or `Fifteenth` for `Fifteenth Amendment`."""
COMMON = 3
"""A name that stands more often is what the essay is about."""


def in_title(card: Card, essay: Essay) -> str | None:
    """The title, which stands above every card, holds the answer."""
    if card.kind is Kind.JUDGMENT or "/terms" in card.rule:
        return None
    if card.kind is Kind.CAUSE and share(essay.title, card.question) >= NEARLY_ALL:
        return "the essay question itself"
    if card.kind in LONGEST:
        return "all of the answer" if share(card.answer, f"{essay.title} {essay.topic}") >= NEARLY_ALL else None
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", essay.title)).upper()
    if card.answer.isupper() and len(card.answer) >= SHORTEST_WORD and card.answer in initials:
        return f"{card.answer}, in full"
    if " " in card.answer and card.answer.lower() in f"{essay.title} {essay.topic}".lower():
        return card.answer  # `Great Reform Act`: many names have these words, but only one has all of them
    given, distinctive = _given(card, f"{essay.title} {essay.topic}")
    # Of `Government of India Act` a title on India gives one word of three.
    whole = distinctive if card.kind in {Kind.DATE, Kind.PERSON} else content(card.answer)
    return given[0] if given and 2 * len(given) >= len(whole) else None


def on_front(card: Card, essay: Essay) -> str | None:
    """The front holds the answer, or so many of its words that nothing is left to recall."""
    if card.rule.startswith(CHOICES):
        return None
    front = shown(card, essay).replace(BLANK, " ")
    if card.kind in LONGEST or "/terms" in card.rule:
        most = OF_A_VIEW if card.rule.startswith(VIEWS) else MOST
        return "most of the answer" if share(card.answer, front) >= most else None
    given, _ = _given(card, front)
    if card.answer.isupper() and re.search(rf"\b{re.escape(card.answer)}\b", front):
        return card.answer  # `AV`, which is too short a word for the rest
    if card.answer.isupper() and _abbreviates(card):
        return "what it stands for"
    return given[0] if given else None


def _abbreviates(card: Card) -> bool:
    """True for the blank of a short form behind the words that it is made of: `the lysine enzyme A gene, [...],`."""
    before, _, behind = card.question.partition(BLANK)
    found = BEHIND.search(before)
    if not found or not re.match(r"[,)]", behind):
        return False
    letters = "".join(word[0] for word in found["words"].split()).upper()
    return card.answer[0] in letters and card.answer[-1] in letters[letters.index(card.answer[0]) :]


def _given(card: Card, text: str) -> tuple[list[str], list[str]]:
    """The distinctive words of the answer that a text shows, and all of them; a date counts as one word."""
    if card.kind is Kind.DATE:
        date = card.answer.lower().removeprefix("the ")
        found = re.search(rf"(?<![\w–-]){re.escape(date)}(?![\w–-])", text.lower())
        return [date] if found else [], [date]
    shown = set(content(text))
    distinctive = [word for word in content(card.answer) if word not in SHARED and len(word) >= SHORTEST_WORD]
    return [word for word in distinctive if word in shown], distinctive


def too_long(card: Card, _essay: Essay) -> str | None:
    """More words than can be recalled."""
    limit = DEFINITION if "terms" in card.rule else LONGEST.get(card.kind, OTHERWISE)
    limit = VIEW if card.rule.startswith(VIEWS) else limit
    count = len(card.answer.split())
    return f"{count} words, at most {limit}" if count > limit else None


def vague(card: Card, _essay: Essay) -> str | None:
    """An answer that points elsewhere, or says nothing."""
    leaning = THEM.search(OWN.sub("", card.answer) if PREMISE.search(card.question) else card.answer)
    done = None if card.rule.startswith("results") else DONE_TO_IT.match(card.answer)
    if card.kind is Kind.CONSEQUENCE and (leaning or done or set(content(card.answer)) <= EMPTY):
        return card.answer
    pointing = _pointing(card)
    if pointing and not (card.rule.startswith("verdicts") and POINTING.match(card.answer)):
        return pointing.group()
    ranked = card.question.startswith("According") and not NAMED.search(card.question)
    owned = OWNED.match(card.answer) if ranked else None
    telling = TELLING.search(card.answer) or card.answer.startswith("That ") or len(card.answer.split()) > SORT
    apart = len(content(card.answer)) >= SORT - 1 and not ABBREVIATED.search(card.answer)
    telling = telling or apart or card.answer.startswith(tuple(QUOTES))
    short = "/terms" in card.rule and card.question.startswith("What ") and not telling
    office = card.kind is Kind.PERSON and OFFICE.search(card.answer)
    remark = card.question.startswith("Who ") and (SOMEONE.match(card.answer) or DEED.search(card.answer))
    row = "/terms" in card.rule and ROW.fullmatch(card.answer)
    if short or owned or office or remark or row or ORDINAL.fullmatch(card.answer):
        return card.answer
    count = len(content(card.answer))
    if count == 1 and card.kind is Kind.CONSEQUENCE and OPEN.search(card.question):
        return "one of many things that it does"
    viewed = card.rule.startswith(VIEWS) and not CALLED.search(card.question)
    if count == 1 and (viewed or card.question.endswith(" do?")):
        return "one word is no view and no deed"
    # One word may be the whole effect, `disease`; `the damage` is not.
    least = 2 if card.kind is Kind.CONSEQUENCE and card.answer.lower().startswith("the ") else 1
    return None if count >= least else "too little to be the one answer"


def _pointing(card: Card) -> re.Match[str] | None:
    """The words of an answer that point at something outside the card."""
    meant = None if card.rule.startswith("verdicts") else MEANT.search(card.answer)
    if card.rule.startswith(VIEWS) and card.answer.startswith("That "):
        return meant
    bare = BARE.match(card.answer) if card.kind is Kind.CONSEQUENCE else None
    passive = PASSIVE.match(card.answer) if " do?" in card.question else None
    said = (DEICTIC, SAYING, POINTING, UNDERSTOOD, SOMEBODY, *([PRAISED] if card.kind is Kind.CONSEQUENCE else []))
    opening = next(filter(None, (pattern.match(card.answer) for pattern in said)), None)
    return meant or opening or bare or passive


def topic_term(card: Card, essay: Essay) -> str | None:
    """The name that the whole essay is about."""
    # A person who is not in the title is worth knowing however often the essay comes back to them.
    if card.kind in LONGEST or card.kind in {Kind.DATE, Kind.PERSON}:
        return None
    if len(card.answer.split()) > SHORT_NAME or essay.text.count(card.answer) <= COMMON:
        return None
    count = len(re.findall(rf"\b{re.escape(card.answer)}\b", essay.text))
    return f"stands {count} times in the source" if count > COMMON else None
