"""Bytes to text."""

from __future__ import annotations

import codecs

from essay2anki.problems import Problem, SourceError

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(source: str, data: bytes) -> str:
    r"""The text of a source: UTF-8, or UTF-16 with a byte-order mark; line ends become `\\n`.

    Raises:
        SourceError: The file is empty, binary, or in another encoding.
    """
    encoding = next((name for bom, name in BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(_unreadable(source, line, data)) from error
    if "\x00" in text:
        raise SourceError(_unreadable(source, text.count("\n", 0, text.index("\x00")) + 1, data))
    if not text.strip():
        raise SourceError(
            Problem(source=source, message="the file is empty", advice="Put an essay in it: see README, “The source”.")
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unreadable(source: str, line: int, data: bytes) -> Problem:
    if b"\x00" in data:
        return Problem(source=source, message="this is not a text file", advice="Give the essay as plain text.")
    return Problem(
        source=source,
        line=line,
        message="the text is not in UTF-8",
        advice="Open the file in an editor and save it with the encoding UTF-8.",
    )
