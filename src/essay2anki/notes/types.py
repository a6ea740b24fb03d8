"""The note types. Their shape is frozen from version 0.1.0 on: one field more would cut learners off from updates."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

MODIFIED = 1795622400
"""Seconds since 1970; raised whenever a template or the CSS changes, for Anki to take the change over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template of Anki: how one card of a note looks."""

    name: str
    stem: str
    """Its two files are `templates/STEM_front.html` and `templates/STEM_back.html`."""

    @property
    def front(self) -> str:
        """The HTML of the question side."""
        return _file(f"{self.stem}_front.html")

    @property
    def back(self) -> str:
        """The HTML of the answer side."""
        return _file(f"{self.stem}_back.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteType:
    """A note type of Anki: its fields, and the templates of its cards."""

    id: int
    """Drawn once at random, never changed and never used again for another shape."""
    name: str
    fields: tuple[str, ...]
    """The first must not be empty."""
    templates: tuple[Template, ...]
    cloze: bool = False
    modified: int = MODIFIED

    @property
    def css(self) -> str:
        """The style of all cards."""
        return _file("style.css")


_COMMON = ("Context", "Evidence", "Kind", "Sort", "Key", "Retired")
"""`Sort` is what the browser shows; `Key` says which fact it is, for a report or a lost lock; `Retired` is empty, or
`1` when the fact has gone from the sources: then the card is empty, and Anki's *Empty Cards* offers to remove it."""
_SPARE = ("Spare 1", "Spare 2", "Spare 3", "Spare 4")

QUESTION = NoteType(
    id=1772822112,
    name="essay2anki question",
    fields=("Prompt", "Answer", *_COMMON, *_SPARE),
    templates=(Template(name="Card", stem="question"),),
)
DATE = NoteType(
    id=1568432558,
    name="essay2anki date",
    fields=("Prompt", "Answer", "Reverse prompt", "Reverse answer", *_COMMON, *_SPARE),
    templates=(Template(name="Date", stem="question"), Template(name="Reverse", stem="reverse")),
)
CLOZE = NoteType(
    id=2108905987,
    name="essay2anki cloze",
    fields=("Text", *_COMMON, *_SPARE),
    templates=(Template(name="Cloze", stem="cloze"),),
    cloze=True,
)
LIST = NoteType(
    id=1102904345,
    name="essay2anki list",
    fields=("Prompt", "Text", *_COMMON, *_SPARE),
    templates=(Template(name="List", stem="list"),),
    cloze=True,
)
NOTE_TYPES = {each.name: each for each in (QUESTION, DATE, CLOZE, LIST)}
"""Name → note type, as the lock file names them."""
TYPES = {each.id: each for each in NOTE_TYPES.values()}
"""Id → note type, as packages name them."""


@functools.cache
def _file(name: str) -> str:
    return (Path(__file__).parent / "templates" / name).read_text(encoding="utf-8")
