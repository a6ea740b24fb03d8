"""The frame of a source: TITLE, ESSAY, SUBJECT, PAPER, NOTES and what stands under them."""

from __future__ import annotations

import re
from dataclasses import dataclass

FIELDS = {
    "title": "title",
    "question": "title",
    "essay": "essay",
    "subject": "subject",
    "paper": "paper",
    "level": "paper",
    "notes": "notes",
    "topic": "topic",
    "year examined": "year",
}
"""Keyword → field. A page says either PAPER or Level; the first that is said counts."""

_WORDS = "|".join(FIELDS)
ALONE = re.compile(rf"\W*(?P<word>{_WORDS})\s*:?\W*", re.IGNORECASE)
"""A keyword on a line of its own, in any case."""
INLINE = re.compile(rf"(?P<word>{_WORDS}|{_WORDS.upper()}|{_WORDS.title()})\s*(?::|\t)\s*(?=\S)")
"""A keyword with its value on the same line."""
DEBRIS = re.compile(r"\W*(?:top|bottom) of page\W*", re.IGNORECASE)
"""What page builders leave when a page is copied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line, or the rest of one behind its keyword."""

    number: int
    """1-based."""
    start: int
    """Its offset in the source."""
    text: str


Frame = dict[str, list[Line]]
"""Field → its lines; `""` holds what stands above the first keyword."""


def frame(text: str) -> Frame:
    """Sort the lines of a source under the fields of the frame; empty lines and page debris are left out."""
    fields: Frame = {"": []}
    field = ""
    start = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        found = ALONE.fullmatch(raw.strip()) or INLINE.match(raw.lstrip())
        offset = 0
        if found:
            field = FIELDS[found["word"].lower()]
            fields.setdefault(field, [])
            offset = len(raw) if found.re is ALONE else len(raw) - len(raw.lstrip()) + found.end()
        if raw[offset:].strip() and not DEBRIS.fullmatch(raw):
            fields[field].append(Line(number=number, start=start + offset, text=raw[offset:]))
        start += len(raw) + 1
    return fields
