"""Figures worth recalling: sums of money, shares, and numbers of thousands and more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from essay2anki.model import Mention, MentionKind

_LARGE = r"(?:thousand|million|billion|trillion)"
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
FIGURE = re.compile(
    rf"(?<![\w.,–-])(?:[£$€]\s?{_NUMBER}(?:\s?(?:{_LARGE}|bn|m)\b)?|{_NUMBER}\s?(?:%|per cent\b|percent\b)"
    rf"|{_NUMBER} {_LARGE}\b|\d+(?:,\d{{3}})+)(?![\w%–-]|,\d)"
)
"""Small counts are left out: `39 states` and `four ships` are seldom what is to be known."""


def find_figures(text: str) -> Iterator[Mention]:
    """The figures in a text, in order."""
    for found in FIGURE.finditer(text):
        yield Mention(kind=MentionKind.FIGURE, text=found.group(), start=found.start(), end=found.end())
