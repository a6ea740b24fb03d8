"""Points under two opposed headings (`Successes`, `Failures`): on which side each stands, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import evidence, with_its_article
from essay2anki.facts.trimming import is_nominal, without_reason
from essay2anki.lexicon import CAUSAL_VERBS, PASSIVE_CAUSES
from essay2anki.model import Clause, Essay, Fact, Kind, MentionKind, Point, Role, Section, Sentence

OF_A_CLAIM = frozenset({"agree", "for", "positive"})
"""Sides that mean nothing without the claim or the measure they are about."""
ACTORS = frozenset({MentionKind.PLACE, MentionKind.PERSON})
"""What is judged is never a country or a person; they are the subject of the essay."""
DEFINITE = re.compile(r"(?:the|an?) |.*[’']s? |[A-Z]")
"""A point can be named: `the Ballot Act`, `Chadwick's report`; `doctors` are no point."""
CONTRAST = re.compile(r"\b(?:but|however|although|though|yet|despite|only|whereas|while)\b")
"""A sentence that weighs says more than one clause of it can."""
TELLING = (
    frozenset(CAUSAL_VERBS)
    | PASSIVE_CAUSES
    | {"be", "take", "enforce", "fail", "succeed", "achieve", "solve", "satisfy"}
)
"""Verbs that say why a thing counts for its side; `was published in 1842` does not."""

SIDES = (
    (("success", "successes"), ("failure", "failures")),
    (("strength", "strengths"), ("weakness", "weaknesses", "limitation", "limitations", "limit", "limits")),
    (
        ("advantage", "advantages", "benefit", "benefits"),
        ("disadvantage", "disadvantages", "drawback", "drawbacks", "cost", "costs"),
    ),
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
            if clause.kind == "main" and subject and _is_point(sentence, clause, subject):
                done.add(point.line)
                yield _fact(essay, sentence, clause, with_its_article(sentence, subject), side, names)
                break


def _subject(clause: Clause, names: tuple[str, ...]) -> str:
    """What the point is about, without a word that gives its side away: `the failure at Genoa` → Genoa."""
    words = clause.core
    inner = re.match(r"the (?:success|failure)(?:es|s)? (?:of|at|in) (?P<inner>.+)", words)
    subject = inner["inner"] if inner else words
    given = re.search("|".join(rf"\b{name}" for name in names), subject, re.IGNORECASE)
    return "" if given else without_reason(subject)


def _is_point(sentence: Sentence, clause: Clause, subject: str) -> bool:
    actor = any(
        mention.kind in ACTORS and mention.text == subject.removeprefix("the ") for mention in sentence.mentions
    )
    telling = clause.lemma in TELLING and not CONTRAST.search(sentence.text[sentence.core :])
    return telling and not actor and bool(DEFINITE.match(subject)) and is_nominal(clause)


def _fact(essay: Essay, sentence: Sentence, clause: Clause, subject: str, side: str, names: tuple[str, ...]) -> Fact:
    dropped = [part for part in clause.parts if part.role in {"tail", "clause"}]
    return Fact(
        kind=Kind.JUDGMENT,
        relation="side",
        subject=subject,
        predicate=" or ".join(names),
        context=essay.title if names[0] in OF_A_CLAIM else "",
        value=f"{side}: {clause.predicate(without=dropped, finite=True)}",
        evidence=(evidence(essay, sentence),),
        finder="sides",
    )
