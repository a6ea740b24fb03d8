"""Small repairs of English when words of the source are put in a row."""

from __future__ import annotations

import re
from dataclasses import dataclass

from essay2anki.lexicon import EVENT_HEADS, MONTHS, PAGE_CITED
from essay2anki.model import BLANK

ABBREVIATED = re.compile(r"\b(?:[A-Z]|St|Jr|etc|al)\.$")
"""Ends whose full stop belongs to the word."""


STATE = re.compile(
    r"\b(?<!\ba )(?<!\ban )(?<!\bthe )(?!the\b|an?\b)([a-z]+) "
    r"(USSR|USA|UK|EU|UN|WTO|IMF|EEC|WHO|ILO|CIA|FBI|NHS)\b(?! [A-Za-z])"
)
"""Notes leave the article out: `relations with USSR`."""


HEADS = {head.capitalize() for head in EVENT_HEADS} - MONTHS
DATED = re.compile(r"\b([A-Z][a-z]+) (?=(?:1\d|20)\d\d\b(?![-–]))")
"""Notes write `the Young Plan 1929`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How a fact is asked."""

    question: str
    answer: str
    score: float
    """How much the card is worth, 0 to 10, from the acceptance measured for its sort."""
    type: str = "question"


def ask(*parts: str) -> str:
    """A question from its parts; empty ones are left out."""
    return sentence(" ".join(part.strip() for part in parts if part.strip()), end="?")


def sentence(text: str, end: str = ".") -> str:
    """`text` with a capital and one mark at its end."""
    words = STATE.sub(r"\1 the \2", " ".join(PAGE_CITED.sub("", text).split()).strip(" ,;:–—").removesuffix("."))
    words = DATED.sub(lambda found: f"{found[1]} of " if found[1] in HEADS else found[0], words)
    return capital(words) + end


def capital(text: str) -> str:
    """`text` with its first letter in upper case."""
    return text if text.startswith(BLANK) else text[:1].upper() + text[1:]


def answer(text: str) -> str:
    """Words of the source as an answer: a capital, and no stray mark at either end."""
    words = capital(PAGE_CITED.sub("", text).strip(" ,;:–—"))
    return words if ABBREVIATED.search(words) else words.removesuffix(".")


def is_plural(name: str) -> bool:
    """True for `the Corn Laws`: a name that takes `were`."""
    if " and " in name:
        return True
    last = re.split(r" (?:of|on|at|for|in|between) ", name)[0].split()[-1].lower()
    return last.endswith("s") and not last.endswith(("ss", "us", "is", "’s", "'s"))
