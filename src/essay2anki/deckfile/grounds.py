"""Whether the evidence of a card that a person wrote or changed has the numbers, dates and names that the card says.

What was drafted needs no such check: it is made of the words of its evidence. Here precision comes before coverage: a
word that only begins a sentence is no name, and above judgments and lists stands the essay question, which is no quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from essay2anki.deckfile.entries import DeckFile, Entry
from essay2anki.deckfile.places import accepting, place_of
from essay2anki.deckfile.shapes import DELETION, cards_of
from essay2anki.lexicon import NOT_NAMES
from essay2anki.model import Card, Kind
from essay2anki.problems import Problem
from essay2anki.words import content, word_set, words

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
SHORTENED = re.compile(r"\b(\d{2})(\d{2})(\s?[-–—/]\s?)(\d{2})(?!\d)")
"""`1919-23`: the second year lacks its century."""
WORD = re.compile(r"(?<![\w’'-])[^\W\d_][\w’'-]*")
NEAR = 20
"""Characters before a word in which the end of the sentence before it stands, with quotation marks and the like."""
SENTENCE_START = re.compile(r"(?:^|[.?!:…]\s)\W*$")
NAMED = frozenset({Kind.DATE, Kind.EVENT, Kind.PERSON})
"""Kinds whose answers are names: their first word is one too, although any answer begins with a capital."""
BELOW_THE_QUESTION = frozenset({Kind.JUDGMENT, Kind.LIST, Kind.PLAN})
"""Kinds above which the essay question stands, which no quote needs to have; above others it ends with its mark."""
_CARDINALS = "one two three four five six seven eight nine ten eleven twelve"
_ORDINALS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth twentieth
"""
IN_WORDS = {word: str(number) for row in (_CARDINALS, _ORDINALS) for number, word in enumerate(row.split(), start=1)}
PASSED_OVER = word_set("jan feb mar apr jun jul aug sep sept oct nov dec dr mr mrs ms")
"""Months in short, and titles that say nothing of who somebody is."""


def unfounded(file: DeckFile) -> Iterator[Problem]:
    """What cards that will be built say and their evidence does not, unless a person accepts that with a reason."""
    for entry in file.entries:
        if entry.edited and entry.evidence and entry.built and not entry.accept:
            for field, said in missing(entry, file.deck).items():
                several = len(said) > 1
                yield Problem(
                    rule="not-in-evidence",
                    source=file.name,
                    **place_of(entry, [field], said[0]),
                    message=f"{_row(said)} {'stand' if several else 'stands'} in none of the quotes of this card",
                    advice=f"Correct the card, or the essay and draft again.{accepting(entry)}",
                )


def missing(entry: Entry, deck: str) -> dict[str, tuple[str, ...]]:
    """Field → the numbers and names in it that the quotes, their headings and the name of the deck do not have."""
    told = " ".join([deck, *(f"{quote.quote} {quote.heading}" for quote in entry.evidence)])
    numbers, known = _numbers(told) | _spelt(told), {*content(told), *words(told)}
    found: dict[str, dict[str, None]] = {}
    for field, text, first in _texts(entry):
        said = [number for number in NUMBER.findall(_full(text)) if _bare(number) not in numbers]
        said += [name for name in _names(text, first=first) if not _stems(name) <= known]
        found.setdefault(field, {}).update(dict.fromkeys(said))
    return {field: tuple(said) for field, said in found.items() if said}


def _texts(entry: Entry) -> Iterator[tuple[str, str, bool]]:
    """The texts of a card with their fields, and whether the first word may be a name."""
    cards = cards_of(entry)
    first = cards[0]
    if entry.wording.text:
        yield "text", DELETION.sub(r"\g<answer>", entry.wording.text), False
        yield from (("text", card.answer, card.kind in NAMED) for card in cards)
        return
    if first.kind not in BELOW_THE_QUESTION and not first.context.endswith("?"):
        yield "context", first.context, False
    if first.kind is not Kind.JUDGMENT:
        yield "prompt", first.question, False
    if first.type == "list":
        yield from (("items", card.answer, False) for card in cards)
        return
    yield "answer", first.answer, first.kind in NAMED
    yield from _reverse(cards[1:])


def _reverse(cards: tuple[Card, ...]) -> Iterator[tuple[str, str, bool]]:
    for card in cards:
        yield "reverse prompt", card.question, False
        yield "reverse answer", card.answer, True


def _names(text: str, *, first: bool) -> Iterator[str]:
    for match in WORD.finditer(text):
        word = match.group()
        start = match.start()
        begins = SENTENCE_START.search(text, max(start - NEAR, 0), start) and not (first and start == 0)
        if word[0].isupper() and word not in NOT_NAMES and not begins and word.lower() not in PASSED_OVER:
            yield word


def _stems(name: str) -> set[str]:
    # `may` is no word of content, the month is.
    return {"may"} if name == "May" else set(content(name))


def _full(text: str) -> str:
    """The text with its years written in full."""
    return SHORTENED.sub(r"\1\2\3\1\4", text)


def _numbers(text: str) -> set[str]:
    return {_bare(number) for number in NUMBER.findall(_full(text))}


def _bare(number: str) -> str:
    return number.replace(",", "")


def _spelt(text: str) -> set[str]:
    """The numbers that the text has in words."""
    return {IN_WORDS[word] for word in re.findall(r"[a-z]+", text.lower()) if word in IN_WORDS}


def _row(words: tuple[str, ...]) -> str:
    *others, last = (f"“{word}”" for word in words)
    return f"{', '.join(others)} and {last}" if others else last
