"""Which treaty was signed in 1922? A date asked the other way round, where nothing else happened then."""

from __future__ import annotations

from essay2anki.cards.dates import HAPPENING, PARTICIPLES
from essay2anki.cards.wording import Wording, answer, ask, is_plural
from essay2anki.model import Fact

EXACT = {"day": "on"}
"""Precision → preposition, for dates that single an event out; in a month, parliaments pass many acts."""
SCORE = 5.0
"""Below the question that says what the event did: that one is the better cue."""


def reverse_of(fact: Fact) -> Wording | None:
    """Ask for the event by its date, or none where the date is too broad or the event of no sort that can be named."""
    if fact.relation != "dated" or fact.date is None or fact.date.vague or fact.context:
        return None
    preposition = EXACT.get(fact.date.precision)
    happened = _happened(fact.head)
    if preposition is None or not happened:
        return None
    name = fact.subject.removeprefix("the ")
    return Wording(
        question=ask("which", fact.head, happened, preposition, fact.value), answer=answer(name), score=SCORE
    )


def _happened(head: str) -> str:
    was = "were" if is_plural(head) else "was"
    if head in PARTICIPLES:
        return f"{was} {PARTICIPLES[head]}"
    return "took place" if head in HAPPENING else ""
