"""Deck files: decks as YAML that a person reads and corrects, and the merging of new drafts into them.

Here is what it takes to read them; `writing`, `merge`, `moves` and `packed` are imported by who needs them.
"""

from essay2anki.deckfile.decks import as_deck
from essay2anki.deckfile.entries import WORDING, DeckFile, Entry
from essay2anki.deckfile.grounds import unfounded
from essay2anki.deckfile.keys import settled
from essay2anki.deckfile.load import load
from essay2anki.deckfile.places import Place, accepting, place_of
from essay2anki.deckfile.shapes import DELETION, faults, filed

__all__ = [
    "DELETION",
    "WORDING",
    "DeckFile",
    "Entry",
    "Place",
    "accepting",
    "as_deck",
    "faults",
    "filed",
    "load",
    "place_of",
    "settled",
    "unfounded",
]
