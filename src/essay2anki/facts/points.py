"""`A strength of labelling theory is that …`, `The aim of the pact was …`: a point that says itself what it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import label, quotes
from essay2anki.facts.trimming import NO_SUBJECTS, first_statement, is_clipped
from essay2anki.model import Clause, Essay, Fact, Kind, Section, Sentence
from essay2anki.words import word_set

KINDS = {
    Kind.JUDGMENT: word_set("""
        strength weakness limitation criticism objection advantage disadvantage drawback benefit merit flaw shortcoming
        danger difficulty risk
    """),
    Kind.CAUSE: word_set("reason cause motive explanation trigger purpose aim"),
    Kind.CONSEQUENCE: word_set("consequence effect result outcome impact"),
}
"""What a point is called."""
_POINTS = "|".join(sorted(frozenset().union(*KINDS.values())))
POINT = re.compile(
    r"(?P<article>one|an?|another|an? (?:further|second|third|final|common)|the(?: \w+)?) "
    rf"(?P<adjective>(?:[a-z-]+ )?)(?P<noun>{_POINTS})(?P<what> (?:of|with|to|for|against|behind|why) .+)",
    re.IGNORECASE,
)
"""What a point is called, and of what it is one."""
RANKED = re.compile(r"the (?:main|most|key|chief|strongest|biggest|greatest)\b", re.IGNORECASE)
"""Asked as a ranking."""
POINTING = re.compile(r"\b(?:this|that|these|those|it|them|such|its|their|his|her)\b")


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `point`: subject `strength of labelling theory`, value what it is.

    Only of the sort of which the essay names but one: else the question would have two answers.
    """
    found = [
        (sentence, clause, point)
        for sentence in sentences
        if sentence.point.section is Section.ESSAY
        for clause in sentence.clauses
        if clause.lemma == "be" and clause.finite in {"is", "was"} and clause.kind in {"main", "coordinate"}
        if (point := POINT.fullmatch(clause.core)) and not RANKED.match(clause.core)
    ]
    count = Counter(point["noun"].lower() for _, _, point in found)
    for sentence, clause, point in found:
        if count[point["noun"].lower()] == 1 and _stands_alone(point):
            yield from _fact(essay, sentence, clause, point)


def _stands_alone(point: re.Match[str]) -> bool:
    """True where it is told of what it is a point: `one limitation` of an essay may be any of them."""
    what = point["what"]
    return not POINTING.search(what) and what.split()[1].lower() not in NO_SUBJECTS


def _fact(essay: Essay, sentence: Sentence, clause: Clause, point: re.Match[str]) -> Iterator[Fact]:
    told = [part for part in clause.parts if part.start > clause.verb_end]
    if not told or told[0].role != "complement" or is_clipped(sentence, told[0].end):
        return
    inner = [each.verb_end for each in sentence.clauses if each.kind == "reported" and each.start >= told[0].start]
    value = told[0].text.removeprefix("that ")
    kind = next(kind for kind, nouns in KINDS.items() if point["noun"].lower() in nouns)
    definite = point["article"].lower().startswith("the")
    yield Fact(
        kind=kind,
        relation="point",
        subject=f"{'the' if definite else 'one'} {point['adjective']}{point['noun']}{point['what']}",
        operator=clause.operator,
        context=label(sentence),
        value=first_statement(value, inner[0] - (told[0].end - len(value)) if inner else 0),
        evidence=quotes(essay, sentence, clause),
        finder="points",
    )
