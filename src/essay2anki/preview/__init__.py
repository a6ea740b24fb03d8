"""The decks as one page to look at: each card as Anki draws it, beside the text that it comes from. Pure."""

from essay2anki.preview.page import page

__all__ = ["page"]
