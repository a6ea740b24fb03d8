"""`The main cause was …`, `Vulnerability matters more than strength`: what the essay ranks first, or higher."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.questions import question
from essay2anki.facts.quoting import quotes, with_its_article
from essay2anki.facts.trimming import NO_SUBJECTS, is_negated, is_nominal
from essay2anki.model import Clause, Essay, Fact, Kind, Sentence
from essay2anki.words import word_set

_MEASURES = (
    "important|significant|serious|effective|decisive|influential|damaging|successful|harmful|convincing|dangerous"
)
MORE = re.compile(
    rf"(?:(?:far|much|even|rather) )?(?P<asked>(?:an? )?more (?:{_MEASURES})(?: [a-z]+)?) than (?P<other>[^,;:]+)"
)
"""`a more important cause than the famine`."""
MATTERED = re.compile(r"(?:(?:far|much|even|rather) )?more than (?P<other>[^,;:]+)")
"""`mattered more than the famine`."""
_RANKS = (
    r"(?:most (?:important|significant|serious|effective|obvious|convincing|common|damaging|decisive|powerful)|"
    r"main|key|primary|central|decisive|biggest|greatest|strongest|weakest|clearest)"
)
_RANKED = "|".join(
    sorted(
        word_set("""
        cause reason factor weakness strength success failure change problem consequence result effect advantage
        disadvantage limitation achievement difference threat source argument objection criticism evidence point
        explanation motive aim purpose function theme obstacle benefit cost risk impact role
    """)
    )
)
SUPERLATIVE = re.compile(
    rf"(?:[Tt]he |(?:[A-Z][\w’'-]* ){{0,2}}[A-Z][\w-]*[’']s? )?(?:single )?{_RANKS} (?:\w+ )?(?:{_RANKED})s?\b"
)
OF_WHAT = re.compile(r" (?:of|for|in|to|why|that|against|behind) |[’']s? ")
LONGEST = 8
"""Words of either side."""
RUN = re.compile(r" in the (?:short|long) (?:run|term)\b")
"""It limits the whole, and not the second of the two."""
POINTING = re.compile(
    r"\b(?:this|that|these|those|it|them|he|she|they|its|their|his|her|any|ever|other|before|most|is|are|was|were|does|did)\b"
)


FOR_THIS = re.compile(r" (?:for|of|in|behind) (?:this|it|that|these)$")
"""`the main reason for this`: for what, the essay question says above the card."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `superlative` (subject what is ranked first) and `ranking`.

    Of a ranking the subject is the two things in alphabetical order, the predicate the measure, the value the higher.
    """
    for sentence in sentences:
        for clause in sentence.clauses:
            yield from _superlative(essay, sentence, clause)
            if clause.kind in {"main", "coordinate"} and is_nominal(clause):
                yield from _ranking(essay, sentence, clause)


def _ranking(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    told = clause.predicate(
        without=[part for part in clause.parts if part.start < clause.verb_start], finite=True
    ).removeprefix(clause.finite)
    found = (MORE if clause.lemma == "be" else MATTERED).match(told.strip())
    if (
        not found
        or is_negated(clause)
        or clause.lemma not in {"be", "matter"}
        or clause.operator not in {"was", "were", "is", "are", "did", "does", "do"}
    ):
        return
    higher, lower = with_its_article(sentence, clause.core), found["other"].strip()
    if any(POINTING.search(side) or len(side.split()) > LONGEST for side in (higher, lower)):
        return
    if lower.split()[0].lower() in NO_SUBJECTS or "," in higher or RUN.search(lower):
        return
    measure = found.groupdict().get("asked")
    yield Fact(
        kind=Kind.JUDGMENT,
        relation="ranking",
        subject=" or ".join(sorted((higher, lower), key=str.lower)),
        operator=clause.operator if measure else clause.finite,
        predicate=measure or "more",
        value=higher,
        evidence=quotes(essay, sentence, clause),
        finder="rankings",
    )


def _agreeing(operator: str, ranked: str) -> str:
    """`What was the most important reason?` of `failures were the most important reason`."""
    found = SUPERLATIVE.search(ranked)
    several = found is not None and re.search(r"[^s]s$", found.group())
    return operator if several else {"were": "was", "are": "is"}.get(operator, operator)


def _superlative(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    if (
        clause.lemma != "be"
        or clause.operator != clause.finite
        or not clause.parts
        or clause.kind in {"relative", "reported"}
    ):
        return
    complement = clause.parts[0]
    if complement.role != "complement":
        return
    pairs = ((clause.core, complement.text), (complement.text, clause.core))
    for named, value in pairs:
        ranked = FOR_THIS.sub("", named).split(", with ")[0]
        if SUPERLATIVE.match(ranked) and not SUPERLATIVE.match(value):
            yield Fact(
                kind=Kind.JUDGMENT,
                relation="superlative",
                subject=ranked,
                operator=_agreeing(clause.operator, ranked),
                # The most important cause of what? If the phrase does not say it, the essay question does.
                context="" if OF_WHAT.search(ranked) else question(essay),
                value=value,
                evidence=quotes(essay, sentence, clause),
                finder="rankings",
            )
            return
