"""Words as they count when texts are compared: content words, their stems, likeness."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable


def word_set(text: str) -> frozenset[str]:
    """A set of words from a list of them, parted by white space."""
    return frozenset(text.split())


STOP = word_set("""
    a about after against all also although an and any are as at be became because been before being between
    both but by can could did do does during each either for from had has have he her his how if in into is it
    its led may more most much many few several no nor not of on once only or other over own she should since so
    some such than that the their them then there these they this those through to too under until up very was
    were what when where which while who whom whose why will with within without would yet year years took place
    date reason cause effect
""")
"""Function words, and the words of our own question frames: they say nothing about the topic."""

ORIGINS_OF = {
    "french": "france",
    "british": "britain",
    "german": "germany",
    "russian": "russia",
    "soviet": "ussr",
    "italian": "italy",
    "spanish": "spain",
    "chinese": "china",
    "japanese": "japan",
    "austrian": "austria",
    "irish": "ireland",
    "american": "america",
    "european": "europe",
    "polish": "poland",
    "turkish": "turkey",
    "roman": "rome",
    "egyptian": "egypt",
    "indian": "india",
    "korean": "korea",
    "scottish": "scotland",
    "english": "england",
    "prussian": "prussia",
    "hungarian": "hungary",
    "belgian": "belgium",
}
"""Adjective → country: `French` on the front gives `France` away."""

SHORTEST_STEM = 3
"""Letters that must be left when an ending is cut off."""
REMEMBERED = 4096
"""Texts whose content is remembered: a card is compared with all others of its deck."""
POSSESSIVE = ("’s", "'s")
WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
TOKEN = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
"""A word as it is written, with its hyphens."""
ROOT = 4
"""Letters by which a word is known in another form: `forbade` and `forbid`."""
SHOWN = 60
"""Characters of a text that are enough to know it by."""


def words(text: str) -> list[str]:
    """The words of a text in lower case, without accents; a possessive `'s` is dropped."""
    plain = text if text.isascii() else _without_accents(text)
    return [word[:-2] if word.endswith(POSSESSIVE) else word for word in WORD.findall(plain.lower())]


def _without_accents(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def short(text: str) -> str:
    """The beginning of a text, as messages quote it."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(' ', 1)[0]} …"


def stem(word: str) -> str:
    """A word without plural and country endings: enough to see that two forms are one word."""
    word = ORIGINS_OF.get(word, word)
    for ending, replacement in (("ies", "y"), ("sses", "ss"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM and not word.endswith(("ss", "us", "is")):
            return word[: -len(ending)] + replacement
    return word


@functools.lru_cache(maxsize=REMEMBERED)
def content(text: str) -> tuple[str, ...]:
    """The stems of the words that carry content, in order."""
    return tuple(stem(word) for word in words(text) if word not in STOP)


def seek(pattern: re.Pattern[str], text: str) -> str | None:
    """What a pattern in small letters finds in a text, as it stands there.

    A pattern that minds no case (`re.IGNORECASE`) takes three times as long: it must try all its words everywhere.
    """
    found = pattern.search(text.lower())
    return text[slice(*found.span())] if found else None


def share(part: str, whole: str) -> float:
    """How much of the content of `part` stands in `whole`, 0 to 1; 0 for a part without content."""
    inner, outer = set(content(part)), set(content(whole))
    return len(inner & outer) / len(inner) if inner else 0.0


def roots(text: str) -> set[str]:
    """The content words of a text, as far as they are the same in other forms."""
    return {word[:ROOT] for word in content(text)}


def trigrams(text: str) -> frozenset[str]:
    """The runs of three characters of a text, its ends padded by a space; case and spacing do not count."""
    padded = f" {' '.join(text.casefold().split())} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def likeness(some: frozenset[str], others: frozenset[str]) -> float:
    """How alike two texts are by their trigrams, 0 to 1 (Dice's coefficient): a typo in ten words leaves 0.95."""
    return 2 * len(some & others) / (len(some) + len(others)) if some and others else 0.0


def likest(word: str, known: Iterable[str]) -> str | None:
    """Which of the `known` words somebody may have meant; None if it is like none of them."""
    import difflib  # noqa: PLC0415 - most people do not misspell

    return next(iter(difflib.get_close_matches(word.lower(), list(known), n=1)), None)
