"""`The ring is a symbol of possession`, `The green light represents hope`: what a thing in a work stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import label, quotes
from essay2anki.facts.trimming import first_statement, is_clipped, is_negated, is_nominal, trailing
from essay2anki.model import Clause, Essay, Fact, Kind, Sentence
from essay2anki.words import word_set

STANDING = word_set("symbolise symbolize embody signify foreshadow personify represent")
"""Verbs by which one thing stands for another."""
SYMBOL = re.compile(
    r"(?P<asked>an? (?:symbol|metaphor|image|emblem|personification|allegory) (?:of|for)) (?P<value>.+)"
)
COUNTED = re.compile(r"\b(?:\d|half|most|many|some|share|majority|increase|fall|rise)\b|\d")
"""`Services represent 80% of output`: a share stands for nothing."""
PRESENT = frozenset({"is", "are", "does", "do"})


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `symbol`: subject the thing, predicate how it stands for something, value what."""
    for sentence in sentences:
        for clause in sentence.clauses:
            if clause.kind in {"main", "coordinate"} and clause.operator in PRESENT and is_nominal(clause):
                yield from _symbol(essay, sentence, clause)


def _symbol(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    front = [part for part in clause.parts if part.start < clause.verb_start]
    told = clause.predicate(without=[*front, *trailing(clause)], finite=True).removeprefix(clause.finite).strip()
    found = SYMBOL.fullmatch(told) if clause.lemma == "be" else None
    stands = clause.lemma in STANDING and not clause.passive and any(part.role == "object" for part in clause.parts)
    value = first_statement(found["value"] if found else told)
    whole = not is_clipped(sentence, clause.end) and not is_negated(clause)
    if value and whole and (found or stands) and not COUNTED.search(value):
        yield Fact(
            kind=Kind.JUDGMENT,
            relation="symbol",
            subject=clause.core,
            operator=clause.operator,
            predicate=found["asked"] if found else clause.bare,
            value=value,
            context=label(sentence),
            evidence=quotes(essay, sentence, clause),
            finder="symbols",
        )
