"""Opposed headings, `Successes` and `Failures`: on which side what stands below them is."""

from __future__ import annotations

import re

SIDES = (
    ("success", "failure"),
    ("strength", "weakness"),
    ("strength", "limit"),
    ("advantage", "disadvantage"),
    ("benefit", "cost"),
    ("benefit", "drawback"),
    ("positive", "negative"),
    ("agree", "disagree"),
    ("for", "against"),
)
"""A heading may be in the plural and may say more: `Successes`, `The case for`, `Limits of …`."""
NO_LETTER = re.compile(r"[^a-z ]")
COMMON = frozenset({"for", "against", "cost", "benefit"})
"""They announce a side only where the opposite heading is there too: `Reasons for the war` is none."""


def announces(heading: str, side: str) -> bool:
    """True where a heading names the side."""
    return _names(_words(heading), side)


def _words(heading: str) -> set[str]:
    return set(NO_LETTER.sub("", heading.lower()).split())


def _names(words: set[str], side: str) -> bool:
    return side in words or f"{side}s" in words or f"{side}es" in words


def side_of(heading: str) -> str:
    """The side that a heading names by itself; empty if it names none, or two."""
    words = _words(heading)
    named = {side for sides in SIDES for side in sides if side not in COMMON and _names(words, side)}
    return named.pop() if len(named) == 1 else ""
