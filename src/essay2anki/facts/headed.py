"""Lists under a heading that says what they are: `Causes of the famine`, with an item for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.announcing import Announced, headed, is_common
from essay2anki.facts.labels import Branch, branches, item_of, mark_of, statement_of
from essay2anki.facts.questions import question
from essay2anki.lexicon import EVENT_HEADS
from essay2anki.model import Essay, Fact, Item, Kind, Section, Sentence

SIDED = re.compile(
    r"(?:(?:points?|arguments?|evidence|the case) )?"
    r"(?:(?P<pro>for|in (?:support|favour)|agree|yes)|against|disagree|no)"
    r"(?: the (?:view|statement|claim))?",
    re.IGNORECASE,
)
"""Over the points for or against the claim of the question."""
CLAIM = re.compile(r"\b(?:view|statement|claim)\b", re.IGNORECASE)
SOME = re.compile(r"\b(?:e\.g|etc|for example|such as|may include|could include)\b", re.IGNORECASE)


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `members`: subject what the heading says they are, an item for each point below it."""
    for section in Section:
        for branch in branches(essay.points, section):
            told = headed(essay, branch.words) or _sided(essay, branch.words)
            items = (_items(essay, branch, sentences) or _stated(essay, branch, sentences)) if told else ()
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


def _sided(essay: Essay, heading: str) -> Announced | None:
    """What stands under `For` and `Against` where the question holds a claim."""
    found = SIDED.fullmatch(heading)
    named = CLAIM.search(essay.title)
    claim = f"the {named.group().lower()}" if named else "what is claimed" if essay.claim else ""
    words = f"points {'for' if found and found['pro'] else 'against'} {claim}"
    return Announced(words, None, definite=True, whole=True) if found and claim else None


def _items(essay: Essay, branch: Branch, sentences: Sequence[Sentence]) -> tuple[Item, ...]:
    """The items below a heading, all or none; a person or a place is no cause."""
    marks = [mark_of(essay, point) for point in branch.twigs]
    level = min((point.level for point in branch.twigs), default=0)
    # An item over others is a heading, but has the mark of an item; a heading without it begins something else.
    points = [each for each, mark in zip(branch.twigs, marks, strict=True) if mark == marks[0] and each.level == level]
    items = [item_of(essay, point, sentences) for point in points]
    whole = [item for item in items if item and not SOME.search(item.text)]
    return tuple(whole) if len(whole) == len(items) and _are_common(essay, whole) else ()


def _stated(essay: Essay, branch: Branch, sentences: Sequence[Sentence]) -> tuple[Item, ...]:
    """The points below a heading where each paragraph says its own in a short sentence first, all or none."""
    items = [statement_of(essay, point, sentences) for point in branch.twigs]
    whole = [item for item in items if item]
    return tuple(whole) if len(whole) == len(items) else ()


def _are_common(essay: Essay, items: Sequence[Item]) -> bool:
    """True unless an item may be a person or a place, `Mappleton`, which only labels what is told of it."""
    common = [all(is_common(essay, word) for word in item.text.split()) or _is_phrase(item) for item in items]
    named = [re.search(rf"(?<=[a-z,] ){re.escape(item.text)}\b", essay.text) for item in items]
    return 2 * sum(common) > len(items) and not any(
        name and not known for name, known in zip(named, common, strict=True)
    )


def _is_phrase(item: Item) -> bool:
    """True for words of which not all have a capital, `Cost of education`, and for `Factory Act`."""
    return bool(re.search(r"\b[a-z]{2,}", item.text)) or item.text.split()[-1].lower() in EVENT_HEADS
