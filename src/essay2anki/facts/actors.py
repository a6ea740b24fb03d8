"""`Marion Wallace Dunlop began the first hunger strike`: who, or which act or treaty, did it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import label, quotes, with_its_article
from essay2anki.facts.trimming import (
    UNREAL,
    aside,
    by_the_way,
    in_simple_past,
    is_clipped,
    is_fronted,
    is_going_on,
    is_negated,
    is_nominal,
    is_state,
    leans_back,
)
from essay2anki.lexicon import GRANTING, REPORTING_VERBS
from essay2anki.model import Clause, Essay, Fact, Kind, Mention, MentionKind, Sentence

NO_DEEDS = REPORTING_VERBS | GRANTING | {"be"}
PRESENT = frozenset({"do", "have", "are"})
ADDITION = re.compile(r", (?:(?:which|who|whose|where)\b.*|(?:meaning|that is)\b[^,]*)$")
"""What the end of a sentence adds to its last noun."""
OWNED = re.compile(r"\b(?:its|their|it|them)\b")
"""In the second of two deeds they stand for what the first one was done to."""
OF_DATE = re.compile(r" (?:of |\()?")


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `who` and `which` (value the subject, predicate what it did) and `by` (value the agent of a passive)."""
    for sentence in sentences:
        for clause in sentence.clauses:
            for mention in sentence.mentions if clause.operator not in UNREAL and not leans_back(sentence) else ():
                fact = _subject(essay, sentence, clause, mention) or _agent(essay, sentence, clause, mention)
                if fact and clause.kind != "reported":
                    yield fact


def _subject(essay: Essay, sentence: Sentence, clause: Clause, mention: Mention) -> Fact | None:
    if clause.core.removeprefix("the ") not in _with_dates(sentence, mention) or clause.lemma in NO_DEEDS:
        return None
    if is_state(clause) or is_going_on(clause) or _takes_up(clause, mention) or _is_no_verb(sentence, clause):
        return None
    if clause.kind == "participle" or (clause.plural and clause.operator in PRESENT):
        return None  # `appointed Commissar` has its auxiliary cut off, and `Who bear the blame?` is no English
    told = in_simple_past(clause)
    if mention.kind not in {MentionKind.PERSON, MentionKind.EVENT} or is_negated(clause) or told.operator == "had":
        return None
    predicate = told.predicate(without=aside(clause), finite=True)
    predicate = _without_gloss(sentence, clause, predicate)
    if ", " in predicate and any(is_fronted(clause, part) for part in clause.parts):
        return None  # what stood in front would be told of the addition behind the comma
    person = mention.kind is MentionKind.PERSON
    return Fact(
        kind=Kind.PERSON if person else Kind.EVENT,
        relation="who" if person else "which",
        subject="" if person else _which(sentence, mention),
        predicate=predicate,
        value=mention.text,
        context=label(sentence),
        evidence=quotes(essay, sentence, clause),
        finder="actors",
    )


def _is_no_verb(sentence: Sentence, clause: Clause) -> bool:
    """True where a noun was taken for a second verb: `burned a stock of barrel staves off the cape`."""
    past = any(other.kind == "main" and other.operator == "did" for other in sentence.clauses)
    return past and clause.kind == "coordinate" and clause.operator == "does"


def _takes_up(clause: Clause, mention: Mention) -> bool:
    """True for `ended the rule of the Company and transferred its powers`: they are not the act's own."""
    second = clause.kind == "coordinate" and mention.kind is MentionKind.EVENT
    return second and bool(OWNED.search(clause.predicate(finite=True)))


def _without_gloss(sentence: Sentence, clause: Clause, predicate: str) -> str:
    """The predicate without what its end explains in passing: `devised the calculus, a way of measuring pleasure`."""
    for gloss in sentence.glosses:
        if predicate.endswith(f", {gloss.text}"):
            return predicate.removesuffix(f", {gloss.text}")
    return predicate if is_clipped(sentence, clause.end) else ADDITION.sub("", predicate)


def _which(sentence: Sentence, mention: Mention) -> str:
    """`letter of 1924`: the head noun, with the date if one belongs to it."""
    dates = [date.text for date in sentence.dates if OF_DATE.fullmatch(sentence.text[mention.end : date.start])]
    return f"{mention.head} of {dates[0]}" if dates else mention.head


def _with_dates(sentence: Sentence, mention: Mention) -> set[str]:
    """The name alone, and with the date that belongs to it: `letter of 1924`, `Act (1911)`."""
    forms = {mention.text}
    for date in sentence.dates:
        if OF_DATE.fullmatch(sentence.text[mention.end : date.start]):
            forms |= {sentence.text[mention.start : date.end], sentence.text[mention.start : date.end + 1]}
    return forms


def _agent(essay: Essay, sentence: Sentence, clause: Clause, mention: Mention) -> Fact | None:
    for part in clause.parts:
        others = [other.text for other in clause.parts if other is not part]
        if any(re.search(r"\bby\b", other) for other in others):
            continue
        if (
            clause.passive
            and sum(part.start < date.start < clause.end for date in sentence.dates) <= 1
            and part.text == f"by {mention.text}"
            and mention.kind is MentionKind.PERSON
            and is_nominal(clause)
        ):
            return Fact(
                kind=Kind.PERSON,
                relation="by",
                subject=with_its_article(sentence, clause.core),
                operator=clause.operator,
                predicate=clause.predicate(without=[part, *aside(clause), *by_the_way(clause)], finite=False),
                value=mention.text,
                context=label(sentence),
                evidence=quotes(essay, sentence, clause),
                finder="actors",
            )
    return None
