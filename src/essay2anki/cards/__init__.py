"""Cards: how facts are asked, by an ordered table of makers. A new maker is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from essay2anki.cards import actors, aims, causes, consequences, dates, judgments, lists, statements, terms
from essay2anki.cards.reverses import reverse_of
from essay2anki.cards.wording import Wording, answer
from essay2anki.keys import key_of
from essay2anki.model import Card, Essay, Fact, Kind

Maker = Callable[[Fact], Wording | None]
"""Words a fact, or gives none where no good question can be asked. Pure."""

_ROOMS = (dates, actors, aims, terms, causes, consequences, judgments, lists, statements)
MAKERS: dict[str, tuple[str, Maker]] = {
    relation: (room.__name__.rpartition(".")[2], room.make) for room in _ROOMS for relation in room.RELATIONS
}
"""Relation → name and maker. Every relation that a finder yields has exactly one."""

REVERSE = 2
"""The number of a date's reverse in its note."""


def make_cards(essay: Essay, facts: Iterable[Fact]) -> tuple[Card, ...]:
    """The candidates for the deck, in the order of the facts.

    A fact gives a card, a list one for each item; some dates have their reverse besides.
    """
    return tuple(card for fact in facts for card in _cards(essay, fact))


def _cards(essay: Essay, fact: Fact) -> Iterator[Card]:
    name, maker = MAKERS[fact.relation]
    card = _card(essay, fact, name, maker(fact))
    if card and fact.items:
        yield from _of_items(card, fact)
    elif card:
        yield card
    reverse = _card(essay, fact, "reverses", reverse_of(fact))
    if reverse:
        yield replace(reverse, kind=Kind.EVENT, number=REVERSE, lead=None)


def _of_items(card: Card, fact: Fact) -> Iterator[Card]:
    items = tuple(answer(item.text) for item in fact.items)
    for number, item in enumerate(fact.items, start=1):
        yield replace(card, number=number, answer=items[number - 1], items=items, evidence=item.evidence)


def _card(essay: Essay, fact: Fact, maker: str, wording: Wording | None) -> Card | None:
    if wording is None:
        return None
    return Card(
        key=key_of(fact, essay.title or essay.topic),
        kind=fact.kind,
        type=wording.type,
        question=wording.question,
        answer=wording.answer,
        context=fact.context,
        lead=None if fact.context or fact.items else fact.lead,
        evidence=fact.evidence,
        rule=f"{fact.finder}/{maker}",
        score=wording.score,
    )
