"""Deck file → deck: what is built from a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from essay2anki.deckfile.entries import MACHINE_TAGS, DeckFile, Entry
from essay2anki.deckfile.keys import settled
from essay2anki.deckfile.shapes import cards_of
from essay2anki.model import Card, Deck, Rejection
from essay2anki.tags import tags_of_own


def as_deck(file: DeckFile, *, reviewed_only: bool = False) -> Deck:
    """The deck that a person made of the file; what they rejected, and what has gone, is among its rejections."""
    cards: list[Card] = []
    rejections: list[Rejection] = []
    unreviewed = 0
    fellows = [tag for entry in file.entries if entry.made for tag in entry.tags]
    for entry in (_tagged(each, fellows) for each in settled(file).entries):
        reason = _reason(entry, reviewed_only=reviewed_only)
        if reason:
            rejections += [Rejection(card=card, rule=reason[0], reason=reason[1]) for card in cards_of(entry)]
        else:
            cards += cards_of(entry)
            unreviewed += not entry.reviewed
    return Deck(
        name=file.deck,
        sources=tuple(dict.fromkeys([*file.sources, *_referred(file)])),
        cards=tuple(cards),
        rejections=tuple(rejections),
        file=file.name,
        unreviewed=unreviewed,
        timeline=file.timeline,
    )


def _tagged(entry: Entry, fellows: Sequence[str]) -> Entry:
    """The entry; a person's own card has the tags of a drafted one too, unless it has some of them."""
    if entry.made or any(tag.startswith(MACHINE_TAGS) for tag in entry.tags):
        return entry
    drafted = (tag for card in cards_of(entry) for tag in tags_of_own(card, fellows))
    return replace(entry, tags=tuple(dict.fromkeys([*drafted, *entry.tags])))


def _referred(file: DeckFile) -> Iterator[str]:
    """The sources of the entries: the head does not name those of entries that a person moved here."""
    return (quote.source for entry in file.entries for quote in entry.evidence if quote.source)


def _reason(entry: Entry, *, reviewed_only: bool) -> tuple[str, str] | None:
    """Why an entry is not handed out: the id of a rule, and a reason."""
    if not entry.built:
        return entry.verdict, "its evidence has gone" if entry.verdict == "gone" else f"by a person: {entry.status}"
    return ("unreviewed", "nobody has read it") if reviewed_only and not entry.reviewed else None
