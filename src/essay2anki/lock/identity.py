"""Recognises in a new draft what was shipped before: names of decks, keys of notes, numbers of deletions.

A class has its progress under the guid that was shipped. So a fact that is known keeps the key it was given, also when
its sentence has been reworded or the program's rules have got better; and a deletion keeps its number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from essay2anki.cards.keys import family, numbered, sort
from essay2anki.lock.file import Lock, Shipped
from essay2anki.model import Card, Deck
from essay2anki.notes import Note, guid_of, note_of
from essay2anki.problems import Problem
from essay2anki.words import likeness, trigrams

REWORDED = 0.75
"""Likeness of two prompts of one sort, 0 to 1, from which on the one is the other reworded, if the other has gone."""
CORRECTED = 0.4
"""The same for the answers of two deletions in one statement: `1922` corrected to `1923` leaves 0.5."""
RENAMED = 0.5
"""Share of a deck's notes that must have been shipped under another name for the deck to be that one renamed."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A note of the draft, before it has its final key."""

    cards: tuple[Card, ...]
    note: Note


def remember(decks: Sequence[Deck], lock: Lock) -> tuple[tuple[Deck, ...], tuple[Problem, ...]]:
    """The decks with the names, keys and numbers under which they were shipped, and a warning for each renamed deck.

    Decks are matched with what the lock has of them; what it has of decks that are not among these is left alone.
    """
    names = {deck.name for deck in decks}
    settled: list[Deck] = []
    problems: list[Problem] = []
    for deck in decks:
        name = _shipped_name(deck, lock, names)
        if name != deck.name:
            names.add(name)
            problems.append(_renamed(deck, name))
        settled.append(_recognised(replace(deck, name=name), lock))
    return tuple(settled), tuple(problems)


def _shipped_name(deck: Deck, lock: Lock, names: Collection[str]) -> str:
    """The name under which most of the deck was shipped; its own if it is new or was shipped under its own."""
    guids = {guid_of(cards[0].key) for cards in deck.notes}
    shipped = Counter(lock[guid].deck for guid in guids if guid in lock)
    if not shipped or lock.of(deck.name):
        return deck.name
    name, count = shipped.most_common(1)[0]
    return name if name not in names and count >= RENAMED * len(guids) else deck.name


def _renamed(deck: Deck, name: str) -> Problem:
    return Problem(
        source=deck.sources[0],
        severity="warning",
        message=f"the deck was shipped as “{name}” and keeps that name; it is not renamed to “{deck.name}”",
        advice="Anki knows decks by their names: under a new one, cards that students have would stay in the old deck. "
        "Students may rename the deck in Anki themselves.",
    )


def _recognised(deck: Deck, lock: Lock) -> Deck:
    drafts = [_Draft(cards, note_of(cards)) for cards in deck.notes]
    known = _known(drafts, lock.of(deck.name))
    taken = {each.key for each in lock.of(deck.name)}
    cards: list[Card] = []
    for place, draft in enumerate(drafts):
        if place in known:
            cards += _renumbered(draft.cards, known[place])
            continue
        # A key that another deck shipped may move here with its note, but never to another note type.
        foreign = lock.get(draft.note.guid)
        barred = {foreign.key} if foreign and foreign.type != draft.note.type.name else set[str]()
        key = numbered(family(draft.note.key), taken | barred)
        taken.add(key)
        cards += [replace(card, key=key) for card in draft.cards]
    return replace(deck, cards=tuple(cards))


def _known(drafts: Sequence[_Draft], shipped: Sequence[Shipped]) -> dict[int, Shipped]:
    """Place of a draft → what it was shipped as: first by key, then, among what would be gone, by likeness of words."""
    known = _matched(dict(enumerate(drafts)), shipped, family, 0)
    found = {each.guid for each in known.values()}
    rest = {place: draft for place, draft in enumerate(drafts) if place not in known}
    gone = [each for each in shipped if each.guid not in found and not each.retired]
    return known | _matched(rest, gone, sort, REWORDED)


def _matched(
    drafts: Mapping[int, _Draft], shipped: Sequence[Shipped], kin: Callable[[str], str], least: float
) -> dict[int, Shipped]:
    """Pairs of one note type whose keys are `kin`, the likest first."""
    groups: dict[tuple[str, str], tuple[list[int], list[Shipped]]] = {}
    for place, draft in drafts.items():
        groups.setdefault((kin(draft.note.key), draft.note.type.name), ([], []))[0].append(place)
    for each in shipped:
        if group := groups.get((kin(each.key), each.type)):
            group[1].append(each)
    return {
        places[left]: others[right]
        for places, others in groups.values()
        for left, right in _pairs([drafts[place].note.front for place in places], [e.front for e in others], least)
    }


def _pairs(some: Sequence[str], others: Sequence[str], least: float) -> list[tuple[int, int]]:
    """Pairs of places in two rows of texts, the likest first; each place at most once, none below `least`."""
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


def _renumbered(cards: Sequence[Card], shipped: Shipped) -> list[Card]:
    """The cards under the key and the numbers of the shipped note; a new deletion gets a number never given before."""
    if cards[0].deletion is None:
        return [replace(card, key=shipped.key) for card in cards]
    numbers = [int(number) for number in shipped.deletions]
    pairs = dict(_pairs([card.answer for card in cards], list(shipped.deletions.values()), CORRECTED))
    fresh = max(numbers, default=0)
    renumbered = []
    for place, card in enumerate(cards):
        if place not in pairs:
            fresh += 1
        number = numbers[pairs[place]] if place in pairs else fresh
        renumbered.append(replace(card, key=shipped.key, number=number))
    return renumbered
