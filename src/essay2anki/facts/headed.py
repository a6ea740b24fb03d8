"""Lists under a heading that says what they are: `Causes of the famine`, with an item for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.announcing import announced, is_common
from essay2anki.facts.labels import Branch, branches, item_of
from essay2anki.facts.quoting import question
from essay2anki.model import Essay, Fact, Item, Kind, Role, Section, Sentence

SOME = re.compile(r"\b(?:e\.g|etc|for example|such as|may include|could include)\b", re.IGNORECASE)


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `members`: subject what the heading says they are, an item for each point below it."""
    for section in Section:
        for branch in branches(essay.points, section):
            told = announced(essay, branch.words)
            items = _items(essay, branch, sentences) if told else ()
            if told and items and told.fits(len(items)):
                yield Fact(
                    kind=Kind.LIST,
                    relation="members",
                    subject=told.words,
                    value="",
                    context=question(essay),
                    evidence=tuple(quote for item in items for quote in item.evidence),
                    items=items,
                    finder="headed",
                )


def _items(essay: Essay, branch: Branch, sentences: Sequence[Sentence]) -> tuple[Item, ...]:
    """The items below a heading, all or none; a person or a place is no cause."""
    points = [point for point in branch.twigs if point.role is not Role.ITEM or point.level == branch.twigs[0].level]
    items = [item_of(essay, point, sentences) for point in points]
    whole = [item for item in items if item and not SOME.search(item.evidence[0].quote)]
    return tuple(whole) if len(whole) == len(items) and _are_common(essay, whole) else ()


def _are_common(essay: Essay, items: Sequence[Item]) -> bool:
    """True unless an item is a name, `Mappleton` or `Aswan Dam`, which only labels what is told of it."""
    common = [all(is_common(essay, word) for word in item.text.split()) or _is_phrase(item) for item in items]
    named = [re.search(rf"(?<=[a-z,] ){re.escape(item.text)}\b", essay.text) for item in items]
    return 2 * sum(common) > len(items) and not any(
        name and not known for name, known in zip(named, common, strict=True)
    )


def _is_phrase(item: Item) -> bool:
    """True for words of which only the first has a capital: `Cost of education`."""
    _, *rest = item.text.split()
    return bool(rest) and all(word.islower() for word in rest)
