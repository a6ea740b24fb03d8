"""What a source document says and where: texts, points, essays."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum


class Section(StrEnum):
    """Which part of the source a point stands in."""

    ESSAY = "essay"
    NOTES = "notes"


class Role(StrEnum):
    """What a line of the source is to the reader. Only paragraphs and items are ever taught."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUESTION = "question"
    """The essay question, or the topic, said once more."""
    INSTRUCTION = "instruction"
    """Words to examiners: they say what is rewarded, not what happened."""
    BAND = "band"
    """A level of the mark scheme and what an answer of that level does."""
    ORDER = "order"
    """Words to the writer: `Briefly define …`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A repair that was made in a source, as often as it was made."""

    name: str
    """Its name in the table of repairs, words for people: `HTML entities`."""
    count: int
    """In how many lines."""
    line: int
    """1-based line where it was made first; 0 when it is about the whole file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Repaired text that remembers where each of its characters stands in the decoded source."""

    text: str
    breaks: tuple[tuple[int, int], ...]
    """(position in `text`, offset in the source), ascending: from each position on, the two run in step. Where
    something was left out, two breaks have one position: the offsets before and behind it."""
    repairs: tuple[str, ...] = ()
    """The names of the repairs that changed it, in the order in which they were made."""

    def origin(self, position: int) -> int:
        """The offset in the source of the character at `position` of the repaired text."""
        found = bisect_right(self.breaks, position, key=_position) - 1
        at, offset = self.breaks[found]
        return offset + position - at

    def end(self, position: int) -> int:
        """The offset in the source where the words before `position` end.

        Behind a character that was an entity it is the end of the entity; before something that was left out, the
        beginning of it.
        """
        found = bisect_left(self.breaks, position, key=_position)
        if found < len(self.breaks) and self.breaks[found][0] == position:
            return self.breaks[found][1]
        return self.origin(position)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source offsets of the non-empty slice `text[start:end]`."""
        return self.origin(start), self.end(end)


def _position(pair: tuple[int, int]) -> int:
    return pair[0]


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
    whole: Text
    """The point with its label, without its list marker."""
    level: int = 0
    """How deep an item is nested in the items above it."""
    about: tuple[int, int] | None = None
    """The span of the words that a comment in a margin is about; none for what stands in the text itself."""


YEAR = re.compile(r"(?<![\d–-])\d{4}(?![\d–-])")
LIMITED = re.compile(r"\b(?:by|before|until|after|since|from|to) \d{4}\b")
"""A year that only bounds what the essay is about."""


ROW = re.compile(r"(?<=\.jsonl):(?P<row>\d+)$", re.IGNORECASE)
"""Behind the name of a data set, the number of its row."""


def path_of(source: str) -> str:
    """The path of a source's file, with slashes; all rows of a data set have that of their file."""
    return ROW.sub("", source).replace("\\", "/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Essay:
    """A source document: its frame, and its points in the order of the source, essay before notes."""

    source: str
    """The name under which the source was given, for people to find it again; `data.jsonl:12` for a row."""
    topic: str
    """What it is about, by which decks are named: the Topic field, else the first line above TITLE, else the title."""
    title: str
    """The essay question, repaired and without its marks; the quotation marks of a claim are closed."""
    subject: str
    paper: str
    text: str
    """The decoded source; all spans refer to it."""
    points: tuple[Point, ...]
    claim: str = ""
    """The claim that the question asks about, with its quotation marks as far as it has any; empty for most."""
    command: str = ""
    """What the question tells the writer to do, in lower case: `how far do you agree`, `explain why`."""
    marks: int | None = None
    """The marks that the question carries, all parts together; none when it does not say."""
    parts: tuple[str, ...] = ()
    """The parts of a question of two or more parts, without their letters and marks; else empty."""
    absent: str = ""
    """A source that the question names and the file lacks: `Source A`; empty for most."""
    repairs: tuple[Repair, ...] = ()
    """What was mended or left out while reading, most frequent first."""
    folder: str = ""
    """The name of the folder in which its file lies; empty for standard input."""

    @property
    def path(self) -> str:
        """The path of its file as it was given."""
        return path_of(self.source)

    def line_of(self, point: Point, position: int | None = None) -> int:
        """The 1-based line of the file on which a point begins, or a place in it, `position` in the decoded source."""
        if row := ROW.search(self.source):
            return int(row["row"])
        begins = point.body.origin(0)
        return point.line + self.text.count("\n", begins, begins if position is None else position)

    @property
    def year(self) -> str:
        """The one year that question and topic are about, or empty: `by 1861` is a limit, and names none."""
        asked = f"{self.title} {self.topic}"
        years = set(YEAR.findall(asked))
        return years.pop() if len(years) == 1 and not LIMITED.search(asked) else ""
