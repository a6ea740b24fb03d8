"""Cards: how facts are asked, by an ordered table of makers. A new maker is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from essay2anki.cards import actors, causes, consequences, dates, judgments, statements, terms
from essay2anki.cards.keys import key_of
from essay2anki.cards.wording import Wording
from essay2anki.model import Card, Essay, Fact

Maker = Callable[[Fact], Wording | None]
"""Words a fact, or gives none where no good question can be asked. Pure."""

_ROOMS = (dates, actors, terms, causes, consequences, judgments, statements)
MAKERS: dict[str, tuple[str, Maker]] = {
    relation: (room.__name__.rpartition(".")[2], room.make) for room in _ROOMS for relation in room.RELATIONS
}
"""Relation → name and maker. Every relation that a finder yields has exactly one."""


def make_cards(essay: Essay, facts: Iterable[Fact]) -> tuple[Card, ...]:
    """The candidates for the deck: one card a fact, in the order of the facts."""
    drafted = (_card(essay, fact) for fact in facts)
    return tuple(card for card in drafted if card)


def _card(essay: Essay, fact: Fact) -> Card | None:
    name, maker = MAKERS[fact.relation]
    wording = maker(fact)
    if wording is None:
        return None
    return Card(
        key=key_of(fact, essay.title or essay.topic),
        kind=fact.kind,
        type=wording.type,
        question=wording.question,
        answer=wording.answer,
        context=fact.context,
        evidence=fact.evidence,
        rule=f"{fact.finder}/{name}",
        score=wording.score,
    )
