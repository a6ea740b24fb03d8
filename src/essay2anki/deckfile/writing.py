"""Deck → deck file: the first file of a deck, and what a build writes into one. A later draft is a `merge`."""

from __future__ import annotations

from dataclasses import replace

from essay2anki.deckfile.entries import DeckFile
from essay2anki.deckfile.keys import settled
from essay2anki.deckfile.render import rendered
from essay2anki.deckfile.rewrite import rewritten
from essay2anki.deckfile.shapes import cards_of, entry_of, filed
from essay2anki.model import Deck


def first_file(deck: Deck) -> str:
    """The text of a deck file for a deck that has none yet."""
    sources = list(dict.fromkeys(filed(source) for source in deck.sources))
    return rendered(deck.name, sources, [entry_of(cards) for cards in deck.notes])


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
