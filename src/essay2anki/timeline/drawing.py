"""A timeline as a picture: rows of label and date → the text of an SVG. Same rows, same text.

Made for a phone of 360 px: time runs downwards, each event has lines of its own. An SVG in an `<img>` cannot see
whether it is night, so it brings its own ground; the cards' CSS inverts it at night.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from essay2anki.model import DateValue

MONTHS, DAYS = 12, 31
"""Of a year, and at most of a month."""
WIDTH = 330
"""What a phone of 360 px leaves for it; all lengths are px of a picture shown at its own size."""
MARGIN = 10
DATE_SIZE, LABEL_SIZE = 16, 17
DATE_LINE, LABEL_LINE = 21, 22
"""Heights of a line."""
LINES = 4
"""Of a label; what is longer ends in dots."""
GAP = 12
"""Between two dates; it grows with the years between them."""
STEP = 4
BETWEEN = 5
"""Between two events of one date: without it they read as one."""
DOT = 5
LANE = 9
"""For each of the periods that overlap."""
GROUND, INK, ACCENT, RAIL = "#fcfcfc", "#1c1d1f", "#0b4f6c", "#8a877e"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""
NARROW, WIDE = frozenset("iljtfrI.,:;'’‘!|()[]-· "), frozenset("mwMW@%—…&")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened."""

    label: str
    date: str
    """As the source has it."""
    value: DateValue

    @property
    def place(self) -> tuple[int, int, int, int, str, str]:
        """To sort by: earliest first; of two that begin together, the longer one."""
        first, last = self.years
        return first, self.value.month or 0, self.value.day or 0, -last, self.date, self.label

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last of its years."""
        first = self.value.first or 0
        return first, max(first, self.value.last or first)

    @property
    def first(self) -> tuple[int, int, int]:
        """Year, month and day before which it did not begin."""
        return self.years[0], self.value.month or 1, self.value.day or 1

    @property
    def last(self) -> tuple[int, int, int]:
        """Year, month and day by which it was over."""
        single = self.value.precision in {"month", "day"} and self.years[0] == self.years[1]
        return (
            self.years[1],
            (single and self.value.month) or MONTHS,
            (single and self.value.precision == "day" and self.value.day) or DAYS,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """The events of one date, and where they stand."""

    event: Event
    """The first of them."""
    date: str
    labels: tuple[tuple[str, ...], ...]
    """The lines of each label."""
    top: int

    @property
    def middle(self) -> int:
        """Of its date."""
        return self.top + DATE_LINE // 2

    @property
    def bottom(self) -> int:
        """Where the next may begin."""
        return self.top + DATE_LINE + sum(LABEL_LINE * len(lines) + BETWEEN for lines in self.labels) - BETWEEN

    def within(self, period: _Row) -> bool:
        """Whether it lies in a period: in its last year only if that is not cut short by a month."""
        (first, last), (start, _) = period.event.years, self.event.years
        return first < start < last or (first < start == last and period.event.value.month is None)


def draw(events: Sequence[Event]) -> str:
    """The SVG of the events; they need not be sorted."""
    dated = [
        list(group) for _, group in groupby(sorted(events, key=lambda event: event.place), key=lambda event: event.date)
    ]
    lanes = _lanes([group[0] for group in dated])
    axis = MARGIN + DOT + LANE * (1 + max(lanes.values(), default=-1))
    rows = list(_rows(dated, axis + DOT + MARGIN))
    bars = [_bar(row, rows, MARGIN + LANE * lanes[place]) for place, row in enumerate(rows) if place in lanes]
    height = (rows[-1].bottom if rows else 0) + MARGIN
    rail = f'<path d="M{axis} {rows[0].middle}V{rows[-1].middle}" stroke="{RAIL}" stroke-width="2"/>' if rows else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="{FONT}" font-size="{LABEL_SIZE}" fill="{INK}">\n'
        f'<rect width="{WIDTH}" height="{height}" fill="{GROUND}"/>\n'
        + "".join(f"{part}\n" for part in [rail, *bars, *(part for row in rows for part in _drawn(row, axis))] if part)
        + "</svg>\n"
    )


def _lanes(events: Sequence[Event]) -> dict[int, int]:
    """Place of a period → its lane, so that periods that overlap stand side by side."""
    ends: list[int] = []
    lanes: dict[int, int] = {}
    for place, event in enumerate(events):
        first, last = event.years
        if first < last:
            lane = next((lane for lane, end in enumerate(ends) if end < first), len(ends))
            ends[lane : lane + 1] = [last]
            lanes[place] = lane
    return lanes


def _rows(dated: Sequence[Sequence[Event]], left: int) -> Iterator[_Row]:
    top = MARGIN
    for events, after in pairwise([*dated, []]):
        first = events[0]
        row = _Row(
            event=first,
            date=_fitted(first.date, DATE_SIZE, left, 1)[0],
            labels=tuple(tuple(_fitted(event.label, LABEL_SIZE, left, LINES)) for event in events),
            top=top,
        )
        yield row
        between = after[0].years[0] - first.years[0] if after else 0
        top = row.bottom + GAP + STEP * max(between, 0).bit_length()


def _bar(row: _Row, rows: Sequence[_Row], left: int) -> str:
    """The bar of a period: down to the last date that it reaches."""
    end = max([row.bottom, *(each.middle + DOT for each in rows if each.within(row))])
    return (
        f'<rect x="{left}" y="{row.middle - DOT}" width="{LANE - 4}" height="{end - row.middle + DOT}" rx="2" '
        f'fill="{ACCENT}"/>'
    )


def _drawn(row: _Row, axis: int) -> Iterator[str]:
    fill = GROUND if row.event.value.vague else ACCENT
    yield f'<circle cx="{axis}" cy="{row.middle}" r="{DOT}" fill="{fill}" stroke="{ACCENT}" stroke-width="2"/>'
    left = axis + DOT + MARGIN
    yield (
        f'<text x="{left}" y="{row.top + DATE_SIZE}" font-size="{DATE_SIZE}" font-weight="700" fill="{ACCENT}">'
        f"{html.escape(row.date)}</text>"
    )
    base = row.top + DATE_LINE + LABEL_SIZE
    for lines in row.labels:
        for line in lines:
            yield f'<text x="{left}" y="{base}">{html.escape(line)}</text>'
            base += LABEL_LINE
        base += BETWEEN


def _fitted(text: str, size: int, left: int, most: int) -> list[str]:
    """The text in lines that fit beside the axis, `most` of them."""
    room = (WIDTH - MARGIN - left) / size
    lines = [""]
    for word in ILLEGAL.sub("", text).split():
        for piece in _pieces(word, room):
            joined = f"{lines[-1]} {piece}".strip()
            if _width(joined) <= room:
                lines[-1] = joined
            else:
                lines.append(piece)
    if len(lines) > most:
        last = lines[most - 1]
        while last and _width(f"{last}…") > room:
            last = last[:-1]
        lines[most - 1 :] = [f"{last}…"]
    return lines


def _pieces(word: str, room: float) -> Iterator[str]:
    """A word, or where it is wider than a line, pieces of it."""
    start = 0
    for end in range(1, len(word) + 1):
        if _width(word[start:end]) > room:
            yield word[start : end - 1]
            start = end - 1
    yield word[start:]


def _width(text: str) -> float:
    """How wide a text is at most, in em: which font a phone has is not known."""
    return sum(map(_wide, text))


def _wide(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF" or letter in WIDE:
        return 1
    if letter in NARROW:
        return 0.38
    return 0.72 if letter.isupper() else 0.59
