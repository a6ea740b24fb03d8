"""Mends what web pages and word processors leave in a text, and remembers where every character came from."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from essay2anki.model import Text

Replacement = str | Callable[[str], str]

REPAIRS: tuple[tuple[re.Pattern[str], Replacement], ...] = (
    # What a page builder or an editor leaves when a page is copied: tags, entities, a picture for a hyphen.
    (re.compile(r"</?(?:br|p|div|li|ul|ol|h[1-6]|tr|td)\b[^<>]*>", re.IGNORECASE), " "),
    (re.compile(r"</?(?:b|i|em|strong|u|span|a|sup|sub|font)\b[^<>]*>", re.IGNORECASE), ""),
    (re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});", re.IGNORECASE), html.unescape),
    (re.compile(r"\{\{[^{}]*\}\}"), ""),
    (re.compile(r"(?<=\w)💥(?=\w)"), "-"),
    (re.compile("[💥🌟⭐👑✨]"), ""),
    # Soft hyphens, zero-width characters, byte-order marks and control characters show nothing and break words.
    (re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]+"), ""),
    # Emphasis of Markdown around words.
    (re.compile(r"\*\*|__"), ""),
    (re.compile(r"\s+"), " "),
    # French spacing, `for Britain ?`, and a full stop glued to the next sentence, `in 1918.The`.
    (re.compile(r"(?<=\w|[)’'”\"])\s(?=[,;:.!?](?:\s|$|[A-Z]))"), ""),
    (re.compile(r"(?<=[a-z0-9)][.!?])(?=[A-Z][a-z])"), " "),
)
"""(what is looked for, what stands there afterwards or how to make it), applied in this order. Each works on what it
sees alone, so that the repaired slice of a text is the slice of the repaired text."""


def repair(text: str, offset: int = 0) -> Text:
    """Repair `text`, which stands at `offset` in the source; white space at both ends is dropped."""
    repaired = Text(text=text, breaks=((0, offset),))
    for pattern, replacement in REPAIRS:
        repaired = _substitute(repaired, pattern, replacement)
    start = len(repaired.text) - len(repaired.text.lstrip())
    return cut(repaired, start, len(repaired.text.rstrip()))


def cut(text: Text, start: int, end: int) -> Text:
    """The slice `[start:end]` of a repaired text, still knowing where it came from."""
    inner = tuple((at - start, offset) for at, offset in text.breaks if start < at <= end)
    return Text(text=text.text[start:end], breaks=((0, text.origin(start)), *inner))


def _substitute(text: Text, pattern: re.Pattern[str], replacement: Replacement) -> Text:
    pieces: list[str] = []
    breaks = [text.breaks[0]]
    done = length = 0
    for match in pattern.finditer(text.text):
        start, end = match.span()
        new = replacement if isinstance(replacement, str) else replacement(match.group())
        if match.group() == new:
            continue
        breaks += _moved(text, done, start, length)
        pieces += [text.text[done:start], new]
        breaks.append((length + start - done, text.origin(start)))
        length += start - done + len(new)
        breaks.append((length, text.origin(end)))
        done = end
    if not pieces:
        return text
    breaks += _moved(text, done, len(text.text) + 1, length)
    return Text(text="".join(pieces) + text.text[done:], breaks=tuple(dict(breaks).items()))


def _moved(text: Text, start: int, end: int, length: int) -> list[tuple[int, int]]:
    """The breaks of `text` inside `[start, end)`, as they lie when `start` comes to lie at `length`."""
    return [(at - start + length, offset) for at, offset in text.breaks if start < at < end]
