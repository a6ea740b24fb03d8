"""Checks of what a person worded. They know less of it than of a drafted card, and must not cry wolf.

A maker's rules know which words it puts in a row, and so what a pronoun or a comma in them means. A teacher may word a
card in any way; what is told of it must be wrong however it is meant.
"""

from __future__ import annotations

import re

from essay2anki.lexicon import NOT_NAMES, ROLES, TRIVIAL
from essay2anki.model import BLANK, Card, Essay, Kind
from essay2anki.rules.texts import EXAMINER, PAIRS
from essay2anki.words import STOP, word_set, words

LONGEST_ANSWER = 50
LONGEST_PROMPT = 60
"""Words. No learner recalls more, or takes in more at a glance; a list is a card with `items:`."""
MARKUP = re.compile(
    r"&(?:#\d+|#x[0-9a-fA-F]+|amp|nbsp|quot|apos|lt|gt|[lr][sd]quo|[mn]dash|hellip|pound|eacute);"
    r"|</?(?:b|i|u|p|br|hr|em|strong|span|div|li|ul|ol|sup|sub|a|h\d|font|img|table|td|tr)\b[^<>]*>"
    r"|\*\*\w[^*]*\*\*|__\w[^_]*__|\{\{c?\d*::|\ufffd",
    re.IGNORECASE,
)
"""Only what is markup for certain: an arrow, `2 ** 3` and `a < b` may be meant."""
LEVEL = re.compile(r"levels? ", re.IGNORECASE)
COUNTED = re.compile(r"(?:^|(?<=[\s;,]))\w{1,3}\)")
"""`a)`, `1)`, `iv)`: a bracket that needs no partner."""
SMILEY = re.compile(r"[:;]-?[()]")
INCHES = re.compile(r"\d\"")
LOOSE = word_set("he she him his her hers himself herself they them their theirs themselves")
"""Pronouns that stand for somebody. `It` often stands for nothing, and `you` and `we` for everybody."""
HOLDER = re.compile(r"\b(?:[Ww]ho|[Ww]hose|[Ww]hom|[Ss]ome(?:body|one)|[Aa]ny(?:body|one)|[Ee]very(?:body|one))\b")
"""What a pronoun may stand for besides nouns and names."""
UNSAID = re.compile(r"[\"“][^\"”]*[\"”]|[‘'][^’']*[’'](?!\w)|\bthey (?:say|call|speak|used to)\b", re.IGNORECASE)
"""What is quoted, `What does "their" refer to?`, and the `they` that is everybody."""
EXAMPLE = re.compile(rf"\b(?:such as|including|for example,?|for instance,?|e\.g\.,?) (?:the )?{re.escape(BLANK)}")
CHOICE = re.compile(r"\bor\b|/")
SHORTEST = 3
"""Letters of an answer that can be given away."""


def examiner(card: Card, _essay: Essay) -> str | None:
    """Words to examiners; `level 3` may be one of a pyramid or of a storm."""
    text = f"{card.front}\n{card.answer}"
    found = (text[slice(*match.span())] for match in EXAMINER.finditer(text.lower()))
    return next((said for said in found if not LEVEL.match(said)), None)


def markup(card: Card, _essay: Essay) -> str | None:
    """Markup that Anki would show as it is."""
    found = MARKUP.search(f"{card.front}\n{card.answer}")
    return found.group() if found else None


def unbalanced(card: Card, _essay: Essay) -> str | None:
    """A bracket or double quotation mark without its partner; what a single one is, `the ’45`, nobody can say."""
    for text in (card.front.replace(BLANK, "X"), card.answer):
        bare = INCHES.sub("", SMILEY.sub("", text))
        found = _alone(bare) and _alone(COUNTED.sub("", bare))
        if found:
            return found
    return None


def _alone(text: str) -> str | None:
    """The mark that is there more often than its partner."""
    for opening, closing in PAIRS:
        if text.count(opening) != text.count(closing):
            return max(opening, closing, key=text.count)
    return '"' if text.count('"') % 2 else None


def orphan(card: Card, _essay: Essay) -> str | None:
    """A person's pronoun with no name and no noun before it, and none behind it either: `Why did he resign?`."""
    front = UNSAID.sub(" X ", card.heading.replace(BLANK, "Somebody"))
    said = words(front)
    place = next((place for place, word in enumerate(said) if word in LOOSE), None)
    if place is None or HOLDER.search(front) or _names(front):
        return None
    known = [word for word in said if word not in STOP and word not in LOOSE]
    before = [word for word in said[:place] if word not in STOP]
    return said[place] if not before and not ROLES & set(known) else None


def _names(text: str) -> list[str]:
    """The words that are names: any capital but that of a word which opens a sentence."""
    found = re.findall(r"(?<![.?!…:] )(?<=[\w,;’'“\"(] )[A-Z][\w’'-]*|(?<=[\s(“\"‘'])[A-Z][\w’'-]+", text)
    return [name for name in found if name not in NOT_NAMES]


def in_title(card: Card, essay: Essay) -> str | None:
    """The whole answer in the name of the deck's topic, which stands above the card."""
    return card.answer if card.kind is not Kind.JUDGMENT and _within(card.answer, essay.topic) else None


def on_front(card: Card, _essay: Essay) -> str | None:
    """The whole answer on the front, unless that offers a choice."""
    if card.kind is Kind.JUDGMENT or CHOICE.search(card.front):
        return None
    return card.answer if _within(card.answer, card.front.replace(BLANK, " / ")) else None


def _within(answer: str, text: str) -> bool:
    """True where the words of an answer stand in a text in a row; a figure alone is none, nor is `the way`."""
    said = [word for word in words(answer) if word not in {"the", "a", "an"}]
    telling = [word for word in said if word not in STOP and not word.isdecimal() and len(word) >= SHORTEST]
    if not telling or set(said) <= TRIVIAL:
        return False
    return f" {' '.join(said)} " in f" {' '.join(words(text))} "


def long_answer(card: Card, _essay: Essay) -> str | None:
    """More words than anybody recalls."""
    return _too_many(card.answer, LONGEST_ANSWER)


def long_prompt(card: Card, _essay: Essay) -> str | None:
    """More words than anybody takes in."""
    return _too_many(card.heading, LONGEST_PROMPT)


def _too_many(text: str, limit: int) -> str | None:
    count = len(text.split())
    return f"{count} words, at most {limit}" if count > limit else None


def example(card: Card, _essay: Essay) -> str | None:
    """A blank for an example: others would do as well."""
    found = EXAMPLE.search(card.question) if card.type == "cloze" else None
    return found.group() if found else None
