"""Deck files: decks as YAML that a person reads and corrects, and the merging of new drafts into them."""

from essay2anki.deckfile.decks import as_deck, first_file, pinned
from essay2anki.deckfile.entries import WORDING, DeckFile, Entry
from essay2anki.deckfile.grounds import unfounded
from essay2anki.deckfile.keys import settled
from essay2anki.deckfile.load import load
from essay2anki.deckfile.merge import Merged, merge
from essay2anki.deckfile.moves import routed
from essay2anki.deckfile.packed import as_packed, unpacked
from essay2anki.deckfile.places import Place, accepting, place_of
from essay2anki.deckfile.shapes import DELETION, faults, filed

__all__ = [
    "DELETION",
    "WORDING",
    "DeckFile",
    "Entry",
    "Merged",
    "Place",
    "accepting",
    "as_deck",
    "as_packed",
    "faults",
    "filed",
    "first_file",
    "load",
    "merge",
    "pinned",
    "place_of",
    "routed",
    "settled",
    "unfounded",
    "unpacked",
]
