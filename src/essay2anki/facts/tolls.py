"""`Cyclone Sidr killed about 3,400 people`, `the barrage cost £1.4 billion`: how many, and how much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import is_bare, label, quotes, with_its_article
from essay2anki.facts.trimming import in_simple_past, is_clipped, is_conditional, is_negated, is_nominal, leans_back
from essay2anki.model import Clause, Essay, Fact, Kind, Sentence
from essay2anki.words import word_set

COUNTING = word_set("kill drown injure displace evacuate destroy damage affect cost employ rehouse deport")
"""Verbs of one event, of which it is worth knowing how many."""
_ABOUT = (
    "an estimated|estimated|about|around|some|at least|more than|over|nearly|almost|roughly|up to|perhaps|only"
    "|approximately|fewer than|less than|just over|just under|well over"
)
FIGURE = re.compile(
    rf"(?P<figure>(?:(?:{_ABOUT}) )*(?P<money>(?:US)?[£$€])?(?!(?:1\d|20)\d\d$)\d[\d,.]*"
    r"(?P<large> (?:million|billion|trillion))?)"
    r"(?: (?P<what>(?!per\b|times\b)[a-z][a-z-]*(?: (?!in\b|of\b|at\b|on\b|and\b)[a-z][a-z-]*)?))?"
    r"(?P<place> (?:in|at|on|along|across) [^,]+)?"
)
"""`an estimated 138,000`, `people` and `in the delta`; `about £2 million`."""
LEAST = 3
"""Digits of a number that nobody counts on his fingers."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `how_many` (joint `how many people`, value the number) and `how much` for a sum."""
    for sentence in sentences:
        for clause in sentence.clauses if not leans_back(sentence) else ():
            if _counts(essay, sentence, clause):
                yield from _fact(essay, sentence, in_simple_past(clause))


def _counts(essay: Essay, sentence: Sentence, clause: Clause) -> bool:
    told = clause.kind in {"main", "coordinate"} and clause.lemma in COUNTING and not clause.passive
    known = bool(re.search(r"[A-Z]", clause.core)) or clause.carried
    real = clause.operator in {"did", "had"} and not is_negated(clause) and not is_conditional(clause)
    return told and known and real and is_nominal(clause) and not is_bare(essay, sentence, clause.core)


def _fact(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    behind = [part for part in clause.parts if part.start > clause.verb_end and part.role not in {"tail", "clause"}]
    found = FIGURE.fullmatch(behind[0].text) if behind else None
    if not found or bool(found["money"]) != (clause.lemma == "cost") or is_clipped(sentence, behind[0].end):
        return
    if len(re.sub(r"\D", "", found["figure"])) < LEAST and not found["large"]:
        return
    rest = clause.predicate(
        without=[behind[0], *(p for p in clause.parts if p.role in {"tail", "clause"})], finite=False
    )
    yield Fact(
        kind=Kind.FIGURE,
        relation="how_many",
        subject=with_its_article(sentence, clause.core),
        joint="how much" if found["money"] else f"how many {found['what'] or 'people'}",
        operator=clause.operator,
        predicate=f"{rest}{found['place'] or ''}",
        value=found["figure"],
        context=label(sentence),
        evidence=quotes(essay, sentence, clause),
        finder="tolls",
    )
