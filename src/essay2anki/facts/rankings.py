"""`Vulnerability matters more than strength`: which of two things the essay ranks higher."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import quotes, with_its_article
from essay2anki.facts.trimming import NO_SUBJECTS, is_nominal
from essay2anki.model import Clause, Essay, Fact, Kind, Sentence

_RANKS = "important|significant|serious|effective|decisive|influential|damaging|successful|harmful|convincing|dangerous"
MORE = re.compile(
    rf"(?:(?:far|much|even|rather) )?(?P<asked>(?:an? )?more (?:{_RANKS})(?: [a-z]+)?) than (?P<other>[^,;:]+)"
)
"""`a more important cause than the famine`."""
MATTERED = re.compile(r"(?:(?:far|much|even|rather) )?more than (?P<other>[^,;:]+)")
"""`mattered more than the famine`."""
LONGEST = 8
"""Words of either side."""
POINTING = re.compile(r"\b(?:this|that|these|those|it|them|he|she|they|its|their|his|her|any|ever|other|before|most)\b")


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `ranking`: subject the two things in alphabetical order, predicate the measure, value the higher one."""
    for sentence in sentences:
        for clause in sentence.clauses:
            if clause.kind in {"main", "coordinate"} and is_nominal(clause):
                yield from _ranking(essay, sentence, clause)


def _ranking(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    told = clause.predicate(
        without=[part for part in clause.parts if part.start < clause.verb_start], finite=True
    ).removeprefix(clause.finite)
    found = (MORE if clause.lemma == "be" else MATTERED).match(told.strip())
    if (
        not found
        or clause.lemma not in {"be", "matter"}
        or clause.operator not in {"was", "were", "is", "are", "did", "does", "do"}
    ):
        return
    higher, lower = with_its_article(sentence, clause.core), found["other"].strip()
    if any(POINTING.search(side) or len(side.split()) > LONGEST for side in (higher, lower)):
        return
    if lower.split()[0].lower() in NO_SUBJECTS or "," in higher:
        return
    asked = found.groupdict().get("asked")
    yield Fact(
        kind=Kind.JUDGMENT,
        relation="ranking",
        subject=" or ".join(sorted((higher, lower), key=str.lower)),
        operator=clause.operator if asked else clause.finite,
        predicate=asked or "more",
        value=higher,
        evidence=quotes(essay, sentence, clause),
        finder="rankings",
    )
