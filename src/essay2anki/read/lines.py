"""Lines of a source, cut apart where several were run together and joined where one was broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from essay2anki.model import Section
from essay2anki.read.marks import mark_of

WRAP_COLUMN = 60
"""A line at least this long that ends in mid-sentence goes on in the next one."""
WIDEST_WRAP = 130
"""No editor breaks lines later; longer lines are paragraphs."""
RAGGED = 18
"""How far the lines of a wrapped paragraph may fall short of the widest: the length of a long word."""
PAGE_BREAK = 3
"""How many lines further a sentence may go on that was torn by a page break."""


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


BLOCK_TAG = re.compile(
    r"(?=<(?:li|p|h[1-6]|tr|dt|dd)\b[^<>]{0,200}>)|(?:<br\s*/?>\s*){2,}|<br\s*/?>\s*(?=[-•*–]\s)", re.IGNORECASE
)
"""Where HTML begins a new line, which the page that was copied did not."""
BULLETS = re.compile(r"[ \t\u00a0]+(?=[•◦●▪▫■□◆✓✔➤➢▶►‣⁃🔹🔸🌟✅][ \t\u00a0]|💥[ \t\u00a0][A-Z])")
"""Signs that stand for nothing but a bullet."""
DASHES = {mark: re.compile(rf"(?<=\S)\s+(?={re.escape(mark)} +[A-Z0-9‘“'\"])") for mark in "-–—*·"}
"""Before a dash that opens an item. It is a bullet only where the line begins with it or holds the whole list."""
NUMBERS = re.compile(r"(?:^|(?<=[.;:?!)\w])\s+)(?=(?P<open>\()?(?P<number>\d{1,2}|[a-h])(?(open)\)|[.)])\s*[A-Z‘“])")
ENOUGH = 2
"""Items that make a list."""


def pieces(lines: list[Line], section: Section) -> Iterator[Line]:
    """The lines, and each part of a line that held several."""
    alone = section is Section.NOTES and len(lines) <= ENOUGH
    for line in lines:
        for part in _split(line, BLOCK_TAG):
            yield from _collapsed(part, alone=alone)


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
        found = [_spans(DASHES[mark], text) for mark in ([opening] if opening in DASHES else DASHES)]
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
        if number in ({wanted} if wanted else {"1", "a"}):
            cuts.append(match.span())
            wanted = str(int(number) + 1) if number.isdigit() else chr(ord(number) + 1)
    return [cut for cut in cuts if cut[0]] if len(cuts) >= ENOUGH else []


def blocks(lines: list[Line], *, flowing: bool) -> Iterator[list[Line]]:
    """Lines that belong together: one each, unless a paragraph was wrapped.

    `flowing` says that a paragraph ends with an empty line, as in Markdown.
    """
    width = WRAP_COLUMN if flowing else _width(lines)
    step = min((after.number - line.number for line, after in zip(lines, lines[1:], strict=False)), default=1)
    block: list[Line] = []
    for line in lines:
        if block and not _goes_on(block[-1], line, width, max(step, 1)):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _width(lines: list[Line]) -> int:
    """The column at which the lines were wrapped; 0 when they were not."""
    lengths = [len(line.text.rstrip()) for line in lines]
    widest = max(lengths, default=0)
    near = sum(length >= widest - RAGGED for length in lengths)
    wrapped = WRAP_COLUMN <= widest <= WIDEST_WRAP and near >= 4 and 2 * near >= len(lines)  # noqa: PLR2004 - by chance three
    return widest if wrapped else 0


def _goes_on(line: Line, following: Line, width: int, step: int) -> bool:
    text, after = line.text.rstrip(), following.text.lstrip()
    least = max(width - RAGGED, 0) or WRAP_COLUMN
    if text.endswith((".", "!", "?", ":", ";")) or line.underlined or mark_of(after) or len(text) < least:
        return False
    gap = following.number - line.number
    if after[:1].islower():
        return 0 < gap <= max(step, PAGE_BREAK)
    fits = len(text) + 1 + len(after.split(" ", 1)[0]) <= width
    return bool(width) and 0 < gap <= step and not fits
