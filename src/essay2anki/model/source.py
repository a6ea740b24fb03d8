"""What a source document says and where: texts, points, essays."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum


class Section(StrEnum):
    """Which part of the source a point stands in."""

    ESSAY = "essay"
    NOTES = "notes"


class Role(StrEnum):
    """What a line of the source is to the reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUESTION = "question"
    """The essay question said once more."""
    INSTRUCTION = "instruction"
    """Words to examiners or to the writer: they say what is rewarded, not what happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Repaired text that remembers where each of its characters stands in the decoded source."""

    text: str
    breaks: tuple[tuple[int, int], ...]
    """(position in `text`, offset in the source), ascending: from each position on, the two run in step."""

    def origin(self, position: int) -> int:
        """The offset in the source of the character at `position` of the repaired text."""
        found = bisect_right(self.breaks, position, key=lambda pair: pair[0]) - 1
        at, offset = self.breaks[found]
        return offset + position - at

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source offsets of the non-empty slice `text[start:end]`."""
        # Behind a character that was an entity in the source lies a break: the slice ends where the entity ends.
        breaks = dict(self.breaks)
        return self.origin(start), breaks.get(end, self.origin(end - 1) + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A heading, a paragraph or an item of a list: one unit of the source's outline."""

    role: Role
    section: Section
    body: Text
    """The point without its list marker and its label."""
    headings: tuple[str, ...]
    """The headings above it, outermost first."""
    label: str
    """What stood before its colon, `Ireland: the rebellion …`; empty for most."""
    line: int
    """1-based line of the source on which it starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Essay:
    """A source document: its frame, and its points in the order of the source, essay before notes."""

    source: str
    """The name under which the source was given, for people to find it again."""
    topic: str
    """What the deck is called: the Topic field, else the first line above TITLE, else the title."""
    title: str
    """The essay question."""
    subject: str
    paper: str
    text: str
    """The decoded source; all spans refer to it."""
    points: tuple[Point, ...]

    @property
    def deck(self) -> str:
        """The full name of the Anki deck, `SUBJECT::PAPER::Topic`; parts that the source lacks are left out."""
        parts = (part.replace("::", ":").strip(" :") for part in (self.subject, self.paper, self.topic))
        return "::".join(part for part in parts if part)
