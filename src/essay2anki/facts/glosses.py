"""`Anomie, a state in which …`, `Johann Tetzel, a friar who …`: what a thing is and who somebody was, in passing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.definitions import EVALUATIVE, NAME_FOR
from essay2anki.facts.quoting import evidence, italics, label
from essay2anki.lexicon import EVENT_HEADS, ROLES
from essay2anki.model import Essay, Fact, Gloss, Kind, MentionKind, Sentence
from essay2anki.words import word_set

COINED = re.compile(r"an? (?:term|word|phrase|name|title) (?!used|for)")
"""`A term invented by …` says whose word it is, not what it means."""
NO_GLOSS = re.compile(
    r".*\b(?:this|these|his|her|he|she|similar) |(?:(?!\w+[^s]s )\w+ ){1,3}(?:their|its)\b"
    r"|(?!that they )(?:(?!\b(?:\w{3,}s|people|men|women|children)\b).)*\bthey "
    r"|(?:the|a) (?:first|second|third|other|latter|former|last)\b"
    r"|an? (?:form|kind|type|sort) of [a-z]+(?:ous|al|ive|ic|ful|less|y)$"
    r"|an? (?:small |large )?(?:village|town|hamlet|street|farm|house)\b"
    r"|an? (?:\w+ )?(?:reason|factor|example|sign|time|year|day)\b"
    r"|an? (?:\w+ )?(?:relationship|fact|move|step|decision|change|development|reference|allusion)\b"
)
"""It leans on the sentence around it, judges, or may speak of the whole clause before it."""
KIN = re.compile(
    r"(?:(?!\b(?:that|which|who|whose)\b).)*\b(?:cousin|brother|sister|son|daughter|wife|husband|nephew|niece|uncle|father|mother|friend|descent|favourite"
    r"|newcomer|outsider|stranger|member|native|follower|supporter|opponent)s?\b"
)
"""Whose relative somebody was is not why the essay names him."""


ARTICLES = frozenset({"The", "A", "An"})
KINDS_OF_THING = EVENT_HEADS | word_set("""
    project scheme system theory model effect condition hypothesis technique curve index community tribe party group
    region river method paradox
""")
"""What may stand behind the name in a term: `the Marshall–Lerner condition`, but not `Testament secret`."""
STILL = re.compile(
    r"(?<!\bin )(?<!\bby )(?<!\bunder )(?<!\bthrough )(?<!\bto )"
    r"\b(?:that|which|who) (?:is|are|has|have|can|[a-z]+[^s]s) "
)
"""What it still does: `the road that links the two towns`; not `under which peasants …`."""
IN_BRACKETS = re.compile(r" \((?P<said>[‘'“\"]?[a-z][^()\d;:.]{7,80})\)")
TRANSLATED = re.compile(
    r"\b(?:known as|(?:is|are|was|were) called|(?:slogan|motto|term|word|phrase|name)(?: (?:was|is|of))?) "
    r"(?P<term>[^\W\d_][\w’'-]+(?: [^\W\d_][\w’'-]+)?)(?:, | \()[‘'“\"](?P<said>[a-z][^’'”\"]{6,60})[’'”\"]"
)
"""`known as glasnost ('openness')`, `whose slogan was fukoku kyōhei, 'rich country, strong army'`."""
REALM = re.compile(r" (?:Empire|Confederation|Federation|Union|League|Pale|Zone|Corridor)$")
SHORT_FORM = re.compile(r" \([A-Z][A-Za-z-]*\)$")
"""`collective farming (CF)`: no name for that."""
SOMEBODY = re.compile(
    rf"(?:(?!\b(?:to|about|for|against)\b).)*\bwho\b|(?:an?|the) (?:[\w’'-]+ ){{0,3}}?(?:{'|'.join(sorted(ROLES))})\b"
)
"""Makes a person even of a name that the parser takes for a place."""


TITLED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr)\b")
REMARK = re.compile(
    r"(?:an?|one) (?:idea|fact|point|view|sign|trend|thing|aspect|factor|problem|claim) (?:which|\w+(?:ed|en|wn)\b)"
    r"|.*\bwho (?:did|does|had|has) (?:not|never|once|already)\b"
)
"""What is said by the way: `an idea shown by the model`, `a judge who did not know India`."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `is_who` (of a person), `means` (of a named thing) and `is_meant` (of a term); value the gloss."""
    for sentence in sentences:
        for gloss in sentence.glosses:
            # `a relationship which …` is told of a ‘pure relationship’, and not of the clause before it.
            told = re.sub(rf"^(?:an? )?{re.escape(gloss.term.split()[-1])} ", "", gloss.text)
            if not any(pattern.match(told) for pattern in (COINED, NO_GLOSS, KIN, REMARK)):
                fact = _fact(essay, sentence, gloss)
                if fact:
                    yield fact
        yield from _foreign(essay, sentence)


def _foreign(essay: Essay, sentence: Sentence) -> Iterator[Fact]:
    """`*polis* (self-governing city)`: a word that the essay sets in italics, or is known by, with its meaning."""
    told = [(found["term"], found["said"]) for found in TRANSLATED.finditer(sentence.text)]
    for found in IN_BRACKETS.finditer(sentence.text):
        before = sentence.text[: found.start()]
        term = next((each for each in italics(essay) if before.endswith(each)), "")
        told += [(term, found["said"])] if term and term[0].islower() else []
    for term, said in dict(told).items():
        yield Fact(
            kind=Kind.TERM,
            relation="is_meant",
            subject=term,
            value=said,
            context=label(sentence),
            evidence=(evidence(essay, sentence),),
            finder="glosses",
        )


def _fact(essay: Essay, sentence: Sentence, gloss: Gloss) -> Fact | None:
    start, end = gloss.start, gloss.start + len(SHORT_FORM.sub("", gloss.term))
    within = [each for each in sentence.mentions if each.start < end and start < each.end]
    # The place of `the Berwick plan` is no place that would be explained; `the Angevin Empire` was made by somebody.
    place = None if REALM.search(gloss.term) else MentionKind.PLACE
    kinds = {each.kind for each in within if each.kind is not MentionKind.PLACE or (each.end == end and place)}
    kinds |= {MentionKind.NAME} if place is None else set()
    if kinds & {MentionKind.DATE, MentionKind.PLACE} or _is_torn(sentence, gloss) or _is_a_certain_one(sentence, gloss):
        return None
    somebody = SOMEBODY.match(gloss.text)
    person, named = MentionKind.PERSON in kinds or bool(kinds and somebody), bool(kinds)
    if (EVALUATIVE.match(gloss.text) and not person) or (TITLED.match(gloss.term) and not gloss.person):
        return None  # `a man called Mr Wallace, an electric shock`
    relation = "is_who" if person else "means" if named else "is_meant"
    whole = next((each.text for each in sentence.mentions if each.start < gloss.start and gloss.end <= each.end), "")
    definite = re.search(r"\b[Tt]he $", sentence.text[: gloss.start])
    term = gloss.term if named else SHORT_FORM.sub("", gloss.term)
    several = bool(definite) and gloss.term.endswith("s")
    past = not STILL.search(gloss.text) and (gloss.past or (person and bool(sentence.dates)))
    return Fact(
        kind=Kind.PERSON if person else Kind.TERM,
        relation=relation,
        subject=whole or (f"the {term}" if definite and named and not person else term),
        operator=_operator(gloss, several=several, past=past),
        value=NAME_FOR.sub("", gloss.text),
        context=label(sentence),
        evidence=(evidence(essay, sentence),),
        finder="glosses",
    )


def _is_torn(sentence: Sentence, gloss: Gloss) -> bool:
    """True for a piece of what may be a longer name: `Country` of `Socialism in One Country`."""
    if not re.search(r"[A-Z]", SHORT_FORM.sub("", gloss.term)):
        return False
    name = next((each for each in sentence.mentions if each.start <= gloss.start < each.end), None)
    if name is None:
        return True
    before = sentence.text[: gloss.start].split()[-1:]
    goes_back = name.start == gloss.start and any(word[0].isupper() and word not in ARTICLES for word in before)
    goes_on = any(word not in KINDS_OF_THING for word in sentence.text[name.end : gloss.end].split())
    return goes_back or goes_on


def _is_a_certain_one(sentence: Sentence, gloss: Gloss) -> bool:
    """True for `gave Poland a corridor, an outlet to the sea`: it says what that one was, not what the word means.

    So for `gave the movement its name (the Fourth of May Movement)`.
    """
    # `their correspondence principle, according to which …`: a principle is no thing that somebody has.
    sort = gloss.text.startswith((f"a {gloss.term.split()[-1]} ", f"an {gloss.term.split()[-1]} "))
    if re.search(r"\b(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) $", sentence.text[: gloss.start]) and gloss.term.islower():
        return not sort
    article = re.search(r"\b[Aa]n? $", sentence.text[: gloss.start])
    return gloss.past and bool(article) and " " not in gloss.term


def _operator(gloss: Gloss, *, several: bool, past: bool) -> str:
    if gloss.plural or several:
        return "were" if past else "are"
    return "was" if past else "is"
