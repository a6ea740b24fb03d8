"""Recognises in a new draft what is remembered: names of decks, keys of notes, numbers of deletions.

Two things remember: the lock knows what was shipped, a deck file what was drafted and what a person made of it. A fact
that is known keeps the key it was given, also when its sentence has been reworded or the program's rules have got
better; and a deletion keeps its number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from essay2anki.keys import asked, family, numbered, question_digest, sort
from essay2anki.model import Card, Deck, Essay
from essay2anki.model.source import path_of
from essay2anki.notes import NoteType, plain_front, type_of
from essay2anki.words import likeness, trigrams

REWORDED = 0.75
"""Likeness of two prompts of one sort, 0 to 1, from which on the one is the other reworded, if the other has gone."""
CORRECTED = 0.4
"""The same for the answers of two deletions in one statement: `1922` corrected to `1923` leaves 0.5."""
MOVED = 0.3
"""Share of the most that any deck has of an essay's notes, below which a deck only had some moved to it."""
RENAMED = 0.5
"""Share of a deck's notes that must be known under another name for the deck to be that one renamed."""


class Known(Protocol):
    """A note that is remembered."""

    @property
    def key(self) -> str:
        """Its identity."""

    @property
    def type(self) -> str:
        """The name of its note type."""

    @property
    def front(self) -> str:
        """Its prompt or statement as plain text."""

    @property
    def quote(self) -> str:
        """The sentence that it is made from, if that is remembered: its words may have been edited, these not."""

    @property
    def deletions(self) -> Mapping[str, str]:
        """Number → answer of all deletions that are remembered."""

    @property
    def retired(self) -> bool:
        """True if likeness of words is not enough to bring it back."""


K = TypeVar("K", bound=Known)
Homes = Mapping[tuple[str, str], Collection[str]]
"""The digest of an essay question, and the name of a file → the decks in which notes of that essay are remembered.

One of the two may be empty, for an essay of which the other has changed since.
"""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A note of the draft, before it has its final key."""

    cards: tuple[Card, ...]
    type: NoteType
    front: str

    @property
    def key(self) -> str:
        return self.cards[0].key

    @property
    def quote(self) -> str:
        return next((quote.quote for quote in self.cards[0].evidence), "")


Barred = Callable[[str, NoteType], Collection[str]]
"""From the key and the type of a new note to keys that it may not have."""


def homes_of(known: Iterable[tuple[str, str, str]]) -> Homes:
    """The homes of essays by what is remembered of their notes: key, source and deck of each."""
    homes: dict[tuple[str, str], Counter[str]] = {}
    for key, source, deck in known:
        question, file = asked(key), _file(source)
        for essay in ((question, file), (question, ""), ("", file)):
            homes.setdefault(essay, Counter())[deck] += 1
    return {
        essay: {deck for deck, count in decks.items() if count >= MOVED * max(decks.values())}
        for essay, decks in homes.items()
    }


def remembered(essay: Essay, likely: frozenset[str], homes: Homes) -> str:
    """The deck in which an essay is remembered; empty if there is none, or if nobody can tell which.

    Question and file tell it; if one of them has changed, the other does for a deck whose name has the topic or is
    one of the `likely` ones. For another, the file may hold another essay by now.
    """
    question, file = question_digest(essay.title or essay.topic), _file(essay.source)
    decks = homes.get((question, file), ())
    if not decks:
        half = (*homes.get((question, ""), ()), *homes.get(("", file), ()))
        decks = {deck for deck in half if deck in likely or essay.topic in deck}
    return next(iter(decks)) if len(decks) == 1 else ""


def _file(source: str) -> str:
    return path_of(source).rpartition("/")[2]


def known_name(deck: Deck, owner: Callable[[str], str | None], taken: Collection[str]) -> str:
    """The name under which most of the deck's notes are known, if that is not `taken`; else its own.

    `owner` gives the name of the deck that has a key.
    """
    keys = {cards[0].key for cards in deck.notes}
    owners = Counter(name for name in map(owner, keys) if name is not None)
    if not owners:
        return deck.name
    name, count = owners.most_common(1)[0]
    return name if name not in taken and count >= RENAMED * len(keys) else deck.name


def recognise(deck: Deck, known: Sequence[K], barred: Barred = lambda *_: ()) -> Deck:
    """The deck with the keys and numbers of what is `known` of it.

    A note that is new gets a key that none of the `known` has, and none of those that are `barred` for it. In a deck
    file keys were given once and for all; in a draft, equals are only counted.
    """
    drafts = [_Draft(cards, type_of(cards[0]), plain_front(cards)) for cards in deck.notes]
    given = bool(deck.file)
    pairs = _known(drafts, known, given=given)
    taken = {each.key for each in known}
    cards: list[Card] = []
    for place, draft in enumerate(drafts):
        if place in pairs:
            cards += _renumbered(draft.cards, pairs[place])
            continue
        others = taken | set(barred(draft.key, draft.type))
        own = draft.key if given and draft.key not in others else family(draft.key)
        key = numbered(own, others)
        taken.add(key)
        cards += [replace(card, key=key) for card in draft.cards]
    return replace(deck, cards=tuple(cards))


def _known(drafts: Sequence[_Draft], known: Sequence[K], *, given: bool) -> dict[int, K]:
    """Place of a draft → what it is known as: first by key, then, among what would be gone, by likeness of words.

    These are the words of the prompt, and for what is left those of the sentence behind it.
    """
    pairs: dict[int, K] = {}
    by_key: list[_Step] = [(str, _front, 0)] if given else []
    for kin, words, least in (*by_key, *_STEPS):
        found = {each.key for each in pairs.values()}
        rest = {place: draft for place, draft in enumerate(drafts) if place not in pairs}
        left = [each for each in known if each.key not in found and not (least and each.retired)]
        pairs |= _matched(rest, left, kin, words, least)
    return pairs


def _front(note: Known | _Draft) -> str:
    return note.front


def _quote(note: Known | _Draft) -> str:
    return note.quote


_Step = tuple[Callable[[str], str], Callable[[Known | _Draft], str], float]
_STEPS: tuple[_Step, ...] = ((family, _front, 0), (sort, _front, REWORDED), (sort, _quote, REWORDED))
"""What of the keys must be equal, which words are compared, and how alike they must be."""


def _matched(
    drafts: Mapping[int, _Draft],
    known: Sequence[K],
    kin: Callable[[str], str],
    words: Callable[[Known | _Draft], str],
    least: float,
) -> dict[int, K]:
    """Pairs of one note type whose keys are `kin`, those with the likest `words` first."""
    groups: dict[tuple[str, str], tuple[list[int], list[K]]] = {}
    for place, draft in drafts.items():
        groups.setdefault((kin(draft.key), draft.type.name), ([], []))[0].append(place)
    for each in known:
        if group := groups.get((kin(each.key), each.type)):
            group[1].append(each)
    return {
        places[left]: others[right]
        for places, others in groups.values()
        for left, right in _pairs([words(drafts[place]) for place in places], [*map(words, others)], least)
    }


def _pairs(some: Sequence[str], others: Sequence[str], least: float) -> list[tuple[int, int]]:
    """Pairs of places in two rows of texts, the likest first; each place at most once, none below `least`."""
    if not others or (len(some) == len(others) == 1 and not least):
        return [(0, 0)] if others else []
    known = [trigrams(text) for text in others]
    alike = [
        (-score, left, right)
        for left, text in enumerate(map(trigrams, some))
        for right, other in enumerate(known)
        if (score := likeness(text, other)) >= least
    ]
    pairs: dict[int, int] = {}
    for _, left, right in sorted(alike):
        if left not in pairs and right not in pairs.values():
            pairs[left] = right
    return list(pairs.items())


def _renumbered(cards: Sequence[Card], known: Known) -> list[Card]:
    """The cards under the key and the numbers of the known note; a new deletion gets a number never given before."""
    if cards[0].deletion is None:
        return [replace(card, key=known.key) for card in cards]
    numbers = [int(number) for number in known.deletions]
    pairs = dict(_pairs([card.answer for card in cards], list(known.deletions.values()), CORRECTED))
    fresh = max(numbers, default=0)
    renumbered = []
    for place, card in enumerate(cards):
        if place not in pairs:
            fresh += 1
        number = numbers[pairs[place]] if place in pairs else fresh
        renumbered.append(replace(card, key=known.key, number=number))
    return renumbered
