"""Facts: what the sentences say, found by an ordered table of finders. A new finder is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from essay2anki.facts import (
    actors,
    aims,
    appraisals,
    causes,
    citations,
    clefts,
    conditions,
    consequences,
    counters,
    dated_clauses,
    dated_names,
    definitions,
    distinctions,
    enumerations,
    explanations,
    glosses,
    headed,
    linked,
    named,
    namings,
    plans,
    points,
    provisions,
    rankings,
    results,
    sides,
    symbols,
    terms,
    tolls,
    verdicts,
    views,
)
from essay2anki.facts.leads import with_leads
from essay2anki.model import Essay, Fact, Sentence

Finder = Callable[[Essay, Sequence[Sentence]], Iterator[Fact]]
"""From an essay and all its sentences to the facts of one sort. Pure; the order of the facts is that of the text."""

FINDERS: tuple[Finder, ...] = (
    dated_names.find,
    dated_clauses.find,
    actors.find,
    definitions.find,
    glosses.find,
    terms.find,
    namings.find,
    linked.find,
    causes.find,
    explanations.find,
    clefts.find,
    aims.find,
    provisions.find,
    consequences.find,
    results.find,
    tolls.find,
    conditions.find,
    views.find,
    citations.find,
    distinctions.find,
    symbols.find,
    verdicts.find,
    counters.find,
    appraisals.find,
    points.find,
    rankings.find,
    sides.find,
    enumerations.find,
    headed.find,
    plans.find,
    named.find,
)


def find_facts(essay: Essay, sentences: Sequence[Sentence]) -> tuple[Fact, ...]:
    """All that the finders find, in the order of the table."""
    return tuple(with_leads(essay, sentences, (fact for find in FINDERS for fact in find(essay, sentences))))
