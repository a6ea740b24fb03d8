"""Deck file ⇄ deck: what is built from a file, and the first file of a deck."""

from __future__ import annotations

from dataclasses import replace

from essay2anki.deckfile.entries import DeckFile, Entry
from essay2anki.deckfile.keys import settled
from essay2anki.deckfile.render import rendered
from essay2anki.deckfile.rewrite import rewritten
from essay2anki.deckfile.shapes import cards_of, entry_of, filed
from essay2anki.model import Card, Deck, Rejection


def first_file(deck: Deck) -> str:
    """The text of a deck file for a deck that has none yet."""
    sources = list(dict.fromkeys(filed(source) for source in deck.sources))
    return rendered(deck.name, sources, [entry_of(cards) for cards in deck.notes])


def as_deck(file: DeckFile, *, reviewed_only: bool = False) -> Deck:
    """The deck that a person made of the file; what they rejected, and what has gone, is among its rejections."""
    cards: list[Card] = []
    rejections: list[Rejection] = []
    unreviewed = 0
    for entry in settled(file).entries:
        reason = _reason(entry, reviewed_only=reviewed_only)
        if reason:
            rejections += [Rejection(card=card, rule=reason[0], reason=reason[1]) for card in cards_of(entry)]
        else:
            cards += cards_of(entry)
            unreviewed += not entry.reviewed
    return Deck(
        name=file.deck,
        sources=file.sources,
        cards=tuple(cards),
        rejections=tuple(rejections),
        file=file.name,
        unreviewed=unreviewed,
        timeline=file.timeline,
    )


def pinned(file: DeckFile, shipped: Deck) -> DeckFile:
    """The file with the keys under which a person's own cards were shipped; `shipped` is its deck with those keys.

    A card that took the place of one that is still in the file, rejected, does not get that one's key there.
    """
    taken = {entry.key for entry in file.entries}
    keys = {(card.question, card.answer): card.key for card in shipped.cards if card.key not in taken}
    entries = []
    for old, entry in zip(file.entries, settled(file).entries, strict=True):
        first = cards_of(entry)[0]
        key = keys.get((first.question, first.answer))
        entries.append(old if entry.made or key is None else rewritten(old, replace(entry, key=key)))
    return replace(file, entries=tuple(entries))


def _reason(entry: Entry, *, reviewed_only: bool) -> tuple[str, str] | None:
    """Why an entry is not handed out: the id of a rule, and a reason."""
    if not entry.built:
        return entry.verdict, "its evidence has gone" if entry.verdict == "gone" else f"by a person: {entry.status}"
    return ("unreviewed", "nobody has read it") if reviewed_only and not entry.reviewed else None
