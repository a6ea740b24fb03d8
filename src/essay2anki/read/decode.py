"""Bytes to text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from essay2anki.problems import Problem, SourceError
from essay2anki.read.limits import LARGEST_FILE, LONGEST_LINE

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 2000
"""Bytes that show which of two bytes is the zero of UTF-16."""
MOST_FOREIGN = 0.2
"""Share of bytes that are no UTF-8. In English, even French, in Windows-1252 it is below a tenth; a text in another
script has more than half, and to guess at it would give nonsense."""
MOST_CONTROLS = 0.002
"""Share of control characters in a text; a few get in with a copied page, a binary file is full of them."""

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
SURROGATE = re.compile(r"[\ud800-\udfff]")
LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
"""What ends a line besides `\n`, in old files, word processors and page breaks."""
WINDOWS = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", errors="replace") for byte in range(0x80, 0x100)
}  # as `surrogateescape` leaves a byte that is no UTF-8
SIGNATURES = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
"""What files begin with that are no texts: PDF, zip, old Word, RTF, pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    r"""The text of a file, its line ends `\n`, and the names of what was done to get it."""

    text: str
    repairs: tuple[str, ...] = ()


def decode(source: str, data: bytes) -> Decoded:
    """The text in `data`: UTF-8, UTF-16 or UTF-32; single bytes that are none are taken for Windows-1252.

    Raises:
        SourceError: The file is empty, binary, in another encoding, or too large.
    """
    if len(data) > LARGEST_FILE:
        raise SourceError(too_large(source))
    if data.startswith(SIGNATURES):
        raise SourceError(_no_text(source))
    text, repairs = _characters(source, data)
    controls = len(CONTROL.findall(text))
    if controls > max(2, MOST_CONTROLS * len(text)) or (controls and controls * 10 > len(text)):
        raise SourceError(_no_text(source))
    if not text.strip("\x00 \t\r\n\ufeff"):
        raise SourceError(
            Problem(source=source, message="the file is empty", advice="Put an essay in it: see README, “The source”.")
        )
    text = clean(text)
    _check_lines(source, text)
    return Decoded(text=text, repairs=repairs)


def clean(text: str) -> str:
    r"""`text` with `\n` at its line ends and without halves of characters, which nothing can write to a file."""
    return LINE_END.sub("\n", text if text.isascii() else SURROGATE.sub("\ufffd", text))


def _characters(source: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    encoding = next((name for bom, name in BOMS if data.startswith(bom)), _unmarked(data))
    if encoding.startswith("utf-8"):
        return _utf8(source, data.removeprefix(codecs.BOM_UTF8))
    text = data.decode(encoding, errors="replace")
    return text.removeprefix("\ufeff"), (f"{encoding[:6].upper()} instead of UTF-8",)


def _unmarked(data: bytes) -> str:
    """UTF-16 without a mark shows by its zeros: in English every other byte is one."""
    sample = data[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half and odd > 0.4 * half and even <= 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if half and even > 0.4 * half and odd <= 0.05 * half else "utf-8"


def _utf8(source: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(), ()
    except UnicodeDecodeError as error:
        # Not the file but each byte is taken for Windows-1252: pages pasted into an older file mix the two.
        text = data.decode(errors="surrogateescape")
        foreign = len(SURROGATE.findall(text))
        if foreign > max(1, MOST_FOREIGN * len(data)):
            line = data.count(b"\n", 0, error.start) + 1
            raise SourceError(_no_text(source) if b"\x00" in data else _unknown(source, line)) from error
        return text.translate(WINDOWS), ("Windows-1252 instead of UTF-8",)


def _check_lines(source: str, text: str) -> None:
    if len(text) <= LONGEST_LINE:
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            raise SourceError(
                Problem(
                    source=source,
                    line=number,
                    message=f"the line is longer than {LONGEST_LINE:,} characters",
                    advice="Put each paragraph on a line of its own.",
                )
            )


def too_large(source: str) -> Problem:
    """What is said of a file beyond the limit."""
    return Problem(
        source=source,
        message=f"the file is larger than {LARGEST_FILE // 1_000_000} MB",
        advice="Give each essay a file of its own, or a data set as .jsonl, an essay a row.",
    )


def _no_text(source: str) -> Problem:
    return Problem(
        source=source,
        message="this is not a text file",
        advice="Give the essay as plain text, Markdown, .docx or .jsonl.",
    )


def _unknown(source: str, line: int) -> Problem:
    return Problem(
        source=source,
        line=line,
        message="the text is not in UTF-8",
        advice="Open the file in an editor and save it with the encoding UTF-8.",
    )
