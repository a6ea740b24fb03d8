"""Lines of a source, cut apart where several were run together and joined where one was broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from essay2anki.model import Section
from essay2anki.read.marks import mark_of

WRAP_COLUMN = 60
"""A line at least this long that ends in mid-sentence goes on in the next one."""
WIDEST_WRAP = 130
"""No editor breaks lines later; longer lines are paragraphs."""
RAGGED = 18
"""How far the lines of a wrapped paragraph may fall short of the widest: the length of a long word."""
FLOWING = 30
"""The same where a paragraph ends with an empty line: shorter lines may be headings, even there."""
BY_CHANCE = 3
"""As many lines may be of nearly the same length without having been wrapped."""
LOOK = 400
"""Characters at the head of a line that show what it is."""
OPEN_END = re.compile(
    r"(?:,|&|\b(?:the|an?|of|in|on|at|to|by|for|with|from|into|over|under|about|nearly|between|and|or|but|that|which|who"
    r"|as|if|when|because|was|were|is|are|had|has|have|be|been|will|would|can|could|may|might|must|should|not|very"
    r"|his|her|its|their|this|these|it|he|she|they|we|than))$"
)
"""No line ends so unless it goes on in the next one."""
SHORT = 8
"""Characters of the longest of these words, and one more."""
LEAST = 20
"""Characters of the shortest line that goes on: what is shorter may be a heading."""
LONGER = 20
"""One line in so many may be longer than the column: a web address, or what an editor did not break."""
STOPS = (".", "!", "?", ":", ";")
HEADED = 4
"""Of so many lines of wrapped prose at most one is a heading."""
PAGE_BREAK = 6
"""How many lines further a sentence may go on that was torn by the foot and the head of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line, or a part of one."""

    number: int
    """1-based."""
    start: int
    """Its offset in the source."""
    text: str
    underlined: bool = False
    """A row of dashes or equals signs stood under it."""
    apart: bool = False
    """Something that was left out stood above it, more than the number of a page."""


BLOCK_TAG = re.compile(
    r"(?=<(?:li|p|h[1-6]|tr|dt|dd)\b[^<>]{0,200}>)|(?:<br\s*/?>\s*){2,}|<br\s*/?>\s*(?=[-•*–]\s)", re.IGNORECASE
)
"""Where HTML begins a new line, which the page that was copied did not."""
ROW = re.compile(r"\s*\|\s*(?P<cells>[^\s|][^|]*(?:\|[^|]+)+?)\s*\|\s*")
BULLETS = re.compile(r"(?<=\S)[ \t\u00a0]+(?=[•◦●▪▫■□◆✓✔➤➢▶►‣⁃🔹🔸🌟✅][ \t\u00a0]|💥[ \t\u00a0][A-Z])")
"""Signs that stand for nothing but a bullet."""
DASHES = {mark: re.compile(rf"(?<=\S)\s+(?={re.escape(mark)} +[A-Z0-9‘“'\"])") for mark in "-–—*·"}
"""Before a dash that opens an item. It is a bullet only where the line begins with it or holds the whole list."""
GLUED = {mark: re.compile(rf"(?<=\S)\s+(?={mark}[A-Za-z])") for mark in "-–"}
GLUED_FIRST = re.compile(r"\s*[-–][A-Za-z]")
"""The same for dashes that stick to their words."""
NUMBERS = re.compile(
    r"(?:^\s*|(?<=[.;:?!)\w,])\s+)(?=(?P<open>\()?(?P<number>\d{1,2}|[a-h])(?:(?P<closed>\))|(?(open)(?!)|\.))\s*(?P<small>[a-z])?[\w‘“])"
)
"""`1.`, `1)`, `(1)`, `a)` before a word. Before a small letter, a list has to begin the line and its numbers to have
brackets: otherwise they may be a sentence's own."""
ENOUGH = 2
"""Items that make a list."""


def pieces(lines: list[Line], section: Section) -> Iterator[Line]:
    """The lines, and each part of a line that held several."""
    alone = section is Section.NOTES and len(lines) <= ENOUGH
    for line in lines:
        for part in _split(line, BLOCK_TAG):
            yield from _collapsed(_without_bars(part), alone=alone)


def _without_bars(line: Line) -> Line:
    """The row of a table in Markdown without the bars at its ends."""
    found = ROW.fullmatch(line.text)
    return replace(line, start=line.start + found.start("cells"), text=found["cells"]) if found else line


def _split(line: Line, pattern: re.Pattern[str]) -> Iterator[Line]:
    cuts = [match.span() for match in pattern.finditer(line.text) if match.start()]
    return _parts(line, cuts)


def _parts(line: Line, cuts: list[tuple[int, int]]) -> Iterator[Line]:
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(line.text)]
    for start, end in zip(starts, ends, strict=True):
        if line.text[start:end].strip():
            yield replace(line, start=line.start + start, text=line.text[start:end])


def _collapsed(line: Line, *, alone: bool) -> Iterator[Line]:
    """The items of a list that was pasted onto one line; `alone` when the line is all there is."""
    text = line.text
    opening = text.lstrip()[:1]
    cuts = _bullets(text) or _numbers(text)
    if not cuts and (opening in DASHES or alone):
        dashes = GLUED if GLUED_FIRST.match(text) else DASHES
        found = [_spans(dashes[mark], text) for mark in ([opening] if opening in dashes else dashes)]
        cuts = max(found, key=len)
        if len(cuts) < (ENOUGH if alone else ENOUGH + 1):
            cuts = []
    return _parts(line, cuts)


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def _bullets(text: str) -> list[tuple[int, int]]:
    cuts = [cut for cut in _spans(BULLETS, text) if text[: cut[0]].strip()]
    opened = bool(cuts) and text.lstrip()[:1] == text[cuts[0][1]]
    return cuts if opened or len(cuts) >= ENOUGH else []


def _numbers(text: str) -> list[tuple[int, int]]:
    """The places of 1, 2, 3 … or a, b, c … in a row."""
    cuts: list[tuple[int, int]] = []
    wanted = ""
    for match in NUMBERS.finditer(text):
        number = match["number"]
        if match["small"] and not (match["closed"] and (not match.start() or (cuts and not cuts[0][0]))):
            continue
        if number in ({wanted} if wanted else {"1", "a"}):
            cuts.append(match.span())
            wanted = str(int(number) + 1) if number.isdigit() else chr(ord(number) + 1)
    return [cut for cut in cuts if text[: cut[0]].strip()] if len(cuts) >= ENOUGH else []


def blocks(lines: list[Line], *, flowing: bool) -> Iterator[list[Line]]:
    """Lines that belong together: one each, unless a paragraph was wrapped.

    `flowing` says that a paragraph ends with an empty line, as in Markdown.
    """
    wrap = _wrap(lines, flowing=flowing)
    block: list[Line] = []
    for line in lines:
        if block and not _goes_on(block[-1], line, wrap):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrap:
    """How the lines of a section were broken."""

    width: int
    """The column; 0 when paragraphs are whole lines."""
    least: int
    """No shorter line was broken."""
    step: int
    """The distance of neighbouring lines: 2 where an empty line stands between all."""
    small: bool
    """True when sentences begin with a small letter, so that it does not show that one goes on."""


def _wrap(lines: list[Line], *, flowing: bool) -> Wrap:
    width = FLOWING if flowing else _width(lines)
    least = FLOWING if flowing else max(width - RAGGED, 0) or WRAP_COLUMN
    step = min((after.number - line.number for line, after in pairwise(lines)), default=1)
    small = bool(lines) and re.sub(r"[^\w]+", "", lines[0].text[:LOOK])[:1].islower()
    return Wrap(width=width, least=least, step=max(step, 1), small=small)


def _texts(lines: list[Line]) -> Iterator[str]:
    return (line.text.rstrip() for line in lines)


def _width(lines: list[Line]) -> int:
    """The column at which the lines were wrapped; 0 when they were not."""
    lengths = sorted(len(line.text.rstrip()) for line in lines)
    widest = lengths[-1 - len(lengths) // LONGER] if lengths else 0
    near = sum(length >= widest - RAGGED for length in lengths)
    # A list of notes has short lines without a full stop, which prose has in headings only.
    loose = sum(len(text) < widest - RAGGED and not text.endswith(STOPS) for text in _texts(lines))
    wrapped = WRAP_COLUMN <= widest <= WIDEST_WRAP and near > BY_CHANCE and 2 * near >= len(lines) > HEADED * loose
    return widest if wrapped else 0


def _goes_on(line: Line, following: Line, wrap: Wrap) -> bool:
    text, after = line.text.rstrip(), following.text.lstrip()
    if text.endswith(STOPS) or len(text) < LEAST or line.underlined or following.apart or mark_of(after[:LOOK]):
        return False
    gap = following.number - line.number
    near = 0 < gap <= wrap.step
    small = (after[:1].islower() or after[:1] == "&") and not wrap.small
    if near and (OPEN_END.search(text, len(text) - SHORT) or (small and wrap.width)):
        return True
    if len(text) < wrap.least:
        return False
    fits = len(text) + 1 + len(after.split(" ", 1)[0]) <= wrap.width
    return (small and 0 < gap <= max(wrap.step, PAGE_BREAK)) or (bool(wrap.width) and near and not fits)
