"""Where in a deck file the words stand that a finding is about; of a note in a package, which note it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypedDict

from essay2anki.deckfile.entries import Entry
from essay2anki.deckfile.shapes import front_of
from essay2anki.words import short

ACCEPT = " If it is right as it is, write below the card’s answer why: “accept: …”."
FIELD = re.compile(r"\s*(?:-\s+)?[^:]*:\s*(?:[|>][+-]?\d?\s*$)?")
"""What stands before a value on the line of its field."""


class Place(TypedDict):
    """A place in a file, as a `Problem` has it."""

    line: int | None
    column: int | None
    note: str


def place_of(entry: Entry, fields: Sequence[str], words: str = "") -> Place:
    """Where `words` stand in the first of the `fields` that has them; else where the first that is there begins."""
    if not entry.line:
        return Place(line=None, column=None, note=short(front_of(entry)))
    present = [name for name in fields if name in entry.wording.filled]
    values = [lines for name in present if (lines := _lines(entry, name))]
    if not values:
        return Place(line=entry.line_of(next(iter(present), "")), column=None, note="")
    found = (at for lines in values for number, start, text in lines if (at := _found(words, number, start, text)))
    line, column = next(found, values[0][0][:2])
    return Place(line=line, column=column + 1, note="")


def accepting(entry: Entry) -> str:
    """The advice how to say that a card is right; none in a package, where nothing can be written."""
    return ACCEPT if entry.line else ""


def _lines(entry: Entry, field: str) -> list[tuple[int, int, str]]:
    """The lines on which a value stands: number in the file, where it begins on the line (from 0), the line."""
    places = entry.raw.places if entry.raw else {}
    if not entry.raw or field not in places:
        return []
    first = places[field]
    end = min((place for place in places.values() if place > first), default=len(entry.raw.lines))
    lines = []
    for index in range(first, end):
        text = entry.raw.lines[index]
        match = FIELD.match(text) if index == first else None
        start = match.end() if match else len(text) - len(text.lstrip())
        if text[start:].strip() and index not in entry.raw.free:
            lines.append((entry.line_of(field) + index - first, start, text))
    return lines


def _found(words: str, number: int, start: int, text: str) -> tuple[int, int] | None:
    """The place of whole words on a line, in whatever letters."""
    edge = r"\b" if words[:1].isalnum() and words[-1:].isalnum() else ""
    match = re.compile(f"{edge}{re.escape(words)}{edge}", re.IGNORECASE).search(text, start) if words else None
    return (number, match.start()) if match else None
