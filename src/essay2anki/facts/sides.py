"""Points under two opposed headings (`Successes`, `Failures`): on which side each stands, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import evidence
from essay2anki.facts.trimming import is_nominal, without_reason
from essay2anki.model import Clause, Essay, Fact, Kind, MentionKind, Point, Role, Section, Sentence

PLACE = MentionKind.PLACE
"""A point is never about a whole country; that is the subject of the essay."""

SIDES = (
    (("success", "successes"), ("failure", "failures")),
    (("strength", "strengths"), ("weakness", "weaknesses", "limitation", "limitations", "limit", "limits")),
    (("advantage", "advantages", "benefit", "benefits"), ("disadvantage", "disadvantages", "drawback", "drawbacks", "cost", "costs")),
    (("agree", "agreement"), ("disagree", "disagreement")),
    (("for", "arguments for", "case for"), ("against", "arguments against", "case against")),
    (("positive", "positives"), ("negative", "negatives")),
)
"""Opposed headings, by their own word; the first of each group is how a point on that side is called."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `side`: subject the point, predicate the two sides, value the side and why."""
    for section in Section:
        headings = {_heading(point) for point in essay.points if point.section is section and point.headings}
        for pair in SIDES:
            if all(any(_side(heading) == words[0] for heading in headings) for words in pair):
                names = tuple(words[0] for words in pair)
                yield from _sides(essay, [each for each in sentences if each.point.section is section], names)


def _heading(point: Point) -> str:
    return point.headings[0] if point.headings else ""


def _side(heading: str) -> str:
    """The side a heading announces, or empty."""
    words = re.sub(r"[^a-z ]", "", heading.lower())
    for pair in SIDES:
        for names in pair:
            if any(re.search(rf"(?:^|^the |^main |^key ){name}$|^{name} of\b", words) for name in names):
                return names[0]
    return ""


def _sides(essay: Essay, sentences: list[Sentence], names: tuple[str, ...]) -> Iterator[Fact]:
    done: set[int] = set()
    for sentence in sentences:
        point = sentence.point
        side = _side(_heading(point))
        if side not in names or point.line in done or point.role is Role.HEADING:
            continue
        if sentence.verbless:
            done.add(point.line)
        for clause in sentence.clauses:
            subject = _subject(clause, names)
            told = any(mention.text == subject.removeprefix("the ") for mention in sentence.mentions if mention.kind is PLACE)
            if clause.kind == "main" and subject and not told and is_nominal(clause):
                done.add(point.line)
                yield _fact(essay, sentence, clause, subject, side, names)
                break


def _subject(clause: Clause, names: tuple[str, ...]) -> str:
    """What the point is about, without a word that gives its side away: `the failure at Genoa` → Genoa."""
    words = clause.core
    inner = re.match(r"the (?:success|failure)(?:es|s)? (?:of|at|in) (?P<inner>.+)", words)
    subject = inner["inner"] if inner else words
    given = re.search("|".join(rf"\b{name}" for name in names), subject, re.IGNORECASE)
    return "" if given else without_reason(subject)


def _fact(essay: Essay, sentence: Sentence, clause: Clause, subject: str, side: str, names: tuple[str, ...]) -> Fact:
    dropped = [part for part in clause.parts if part.role in {"tail", "clause"}]
    return Fact(
        kind=Kind.JUDGMENT,
        relation="side",
        subject=subject,
        predicate=" or ".join(names),
        value=f"{side}: {clause.predicate(without=dropped, finite=True)}",
        evidence=(evidence(essay, sentence),),
        finder="sides",
    )
