"""Points under two opposed headings or topic sentences (`Successes`, `Failures`): which side each is on, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import quotes, with_its_article
from essay2anki.facts.trimming import is_nominal, trailing, without_reason
from essay2anki.lexicon import CAUSAL_VERBS, PASSIVE_CAUSES
from essay2anki.model import Clause, Essay, Fact, Kind, MentionKind, Point, Section, Sentence
from essay2anki.sides import SIDES, announces

OF_A_CLAIM = frozenset({"agree", "for", "positive"})
"""Sides that mean nothing without the claim or the measure they are about."""
SHELL = re.compile(r"^(?:was|were) (?:an? )?(?:\w+ )?(?:success|achievement|failure)(?:e?s)? (?:that|which) ")
"""`were notable achievements that strengthened …` says the side once more before it says why."""
CONTRAST = re.compile(r"\b(?:but|however|although|though|yet|despite|only|whereas|while)\b")
"""A sentence that weighs says more than one clause of it can."""
NEGATED = re.compile(r"\b(?:no|not|few|without|despite|little)\b", re.IGNORECASE)
TELLING = (
    frozenset(CAUSAL_VERBS)
    | PASSIVE_CAUSES
    | {"be", "take", "enforce", "fail", "succeed", "achieve", "solve", "satisfy"}
)
"""Verbs that say why a thing counts for its side; `was published in 1842` does not."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `side`: subject the point, predicate the two sides, value the side and why."""
    for section in Section:
        told = [each for each in sentences if each.point.section is section]
        topics = " ".join(each.text for each in told if each.start == 0).lower()
        headings = {heading for point in essay.points if point.section is section for heading in point.headings}
        for sides in SIDES:
            if all(any(announces(heading, side) for heading in headings) for side in sides):
                yield from _sides(essay, told, sides)
            elif all(f"{side}s" in topics or f"{side}es" in topics for side in sides) and not any(
                announces(heading, side) for heading in headings for side in sides
            ):
                yield from _untitled(essay, told, sides)


def _is_below(point: Point, side: str) -> bool:
    """True if one of the headings above a point announces the side."""
    return any(announces(heading, side) for heading in point.headings)


def _sides(essay: Essay, sentences: list[Sentence], sides: tuple[str, str]) -> Iterator[Fact]:
    done: set[int] = set()
    for sentence in sentences:
        point = sentence.point
        announced = [each for each in sides if _is_below(point, each)]
        if len(announced) != 1 or point.line in done:
            continue
        fact = _told(essay, sentence, announced[0], sides)
        if sentence.verbless or fact:
            done.add(point.line)
        if fact:
            yield fact


def _untitled(essay: Essay, sentences: list[Sentence], sides: tuple[str, str]) -> Iterator[Fact]:
    """Sides without headings: `The policy had its successes.` at the head of a paragraph says on which side it is."""
    topics = {each.point.line: _announced(each, sides) for each in sentences if each.start == 0}
    if not set(sides) <= set(topics.values()):
        return
    for sentence in sentences:
        side = topics.get(sentence.point.line)
        fact = _told(essay, sentence, side, sides) if side and sentence.start > 0 else None
        if fact:
            yield fact


def _announced(topic: Sentence, sides: tuple[str, str]) -> str:
    """The side of which a topic sentence speaks in the plural, if it is one."""
    found = [side for side in sides if re.search(rf"\b{side}e?s\b", topic.text, re.IGNORECASE)]
    return found[0] if len(found) == 1 and not NEGATED.search(topic.text) else ""


def _told(essay: Essay, sentence: Sentence, side: str, sides: tuple[str, str]) -> Fact | None:
    """The first point that a sentence makes."""
    for clause in sentence.clauses:
        subject = _subject(clause, sides)
        if clause.kind == "main" and subject and _is_point(sentence, clause, subject):
            return _fact(essay, sentence, clause, with_its_article(sentence, subject), side, sides)
    return None


def _subject(clause: Clause, sides: tuple[str, ...]) -> str:
    """What the point is about, without a word that gives its side away: `the failure at Genoa` → Genoa."""
    words = clause.core
    inner = re.match(r"the (?:success|failure)(?:es|s)? (?:of|at|in) (?P<inner>.+)", words)
    subject = inner["inner"] if inner else words
    given = re.search("|".join(rf"\b{name}" for name in sides), subject, re.IGNORECASE)
    return "" if given else without_reason(subject)


def _is_point(sentence: Sentence, clause: Clause, subject: str) -> bool:
    """True for a deed or event that is named, and of which one telling thing is said without a second thought."""
    named = any(mention.kind is MentionKind.EVENT and mention.text in subject for mention in sentence.mentions)
    agent = any(part.marker == "by" for part in clause.parts) or clause.lemma == "enforce"
    telling = clause.lemma in TELLING and (agent or not clause.passive)
    weighed = CONTRAST.search(sentence.text[sentence.core :])
    return named and telling and not weighed and is_nominal(clause) and "such as" not in sentence.text


def _fact(essay: Essay, sentence: Sentence, clause: Clause, subject: str, side: str, sides: tuple[str, ...]) -> Fact:
    why = SHELL.sub("", clause.predicate(without=trailing(clause), finite=True))
    return Fact(
        kind=Kind.JUDGMENT,
        relation="side",
        subject=subject,
        predicate=" or ".join(sides),
        context=essay.title if sides[0] in OF_A_CLAIM else "",
        value=f"{side}: {why}",
        evidence=quotes(essay, sentence, clause),
        finder="sides",
    )
