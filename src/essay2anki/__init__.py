"""essay2anki turns exam essays and their marking notes into Anki decks."""

__version__ = "0.1.0"
