"""Deck files: decks as YAML that a person reads and corrects, and the merging of new drafts into them."""

from essay2anki.deckfile.decks import as_deck, first_file, pinned
from essay2anki.deckfile.entries import DeckFile, Entry
from essay2anki.deckfile.grounds import unfounded
from essay2anki.deckfile.keys import settled
from essay2anki.deckfile.load import load
from essay2anki.deckfile.merge import Merged, merge
from essay2anki.deckfile.moves import routed

__all__ = [
    "DeckFile",
    "Entry",
    "Merged",
    "as_deck",
    "first_file",
    "load",
    "merge",
    "pinned",
    "routed",
    "settled",
    "unfounded",
]
