"""Recognises in a new draft what was shipped before.

A class has its progress under the guid that was shipped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from essay2anki.lock.file import Lock
from essay2anki.model import Deck
from essay2anki.notes import NoteType, guid_of, type_of
from essay2anki.problems import Problem
from essay2anki.recognise import known_name, recognise


def remember(decks: Sequence[Deck], lock: Lock) -> tuple[tuple[Deck, ...], tuple[Problem, ...]]:
    """The decks with the names, keys and numbers under which they were shipped, and a warning for each renamed deck.

    Decks are matched with what the lock has of them; what it has of decks that are not among these is left alone.
    """
    problems: list[Problem] = []
    names = titles(decks, lock, {deck.name for deck in decks}, problems)
    return tuple(settle(decks, moved(decks, names, lock), names)), tuple(problems)


def titles(decks: Iterable[Deck], lock: Lock, names: Collection[str], problems: list[Problem]) -> Mapping[str, str]:
    """Name of a deck → the name under which it was shipped, if it was; a warning goes to `problems` where they differ.

    `names` are those of all decks of the sources, also of such as are made elsewhere.
    """

    def owner(key: str) -> str | None:
        shipped = lock.get(guid_of(key))
        return shipped.deck if shipped else None

    taken = set(names)
    found: dict[str, str] = {}
    for deck in decks:
        found[deck.name] = deck.name if lock.of(deck.name) else known_name(deck, owner, taken)
        if found[deck.name] != deck.name:
            taken.add(found[deck.name])
            problems.append(renamed(deck.place, deck.name, found[deck.name]))
    return found


def moved(decks: Iterable[Deck], names: Mapping[str, str], lock: Lock) -> Lock:
    """The lock with each note in the deck to whose file a person has moved it; `names` are those in the lock.

    A note that the file of its old deck has still was copied, and stays there.
    """
    held: dict[str, set[str]] = {}
    there: dict[tuple[str, str], str] = {}
    for deck in decks:
        name = names[deck.name]
        held[name] = {card.key for card in deck.cards}
        if deck.file:
            there |= {(card.key, type_of(card).name): name for card in deck.cards}
    known = Lock()
    for guid, each in lock.items():
        new = there.get((each.key, each.type), each.deck)
        known[guid] = each if new == each.deck or each.key in held.get(each.deck, ()) else replace(each, deck=new)
    return known


def settle(decks: Iterable[Deck], lock: Lock, names: Mapping[str, str]) -> Iterator[Deck]:
    """The decks under their names in the lock, with the keys and numbers that it has of them."""

    def barred(key: str, note_type: NoteType) -> Collection[str]:
        # A key that another deck shipped may move here with its note, but never to another note type.
        foreign = lock.get(guid_of(key))
        return {foreign.key} if foreign and foreign.type != note_type.name else ()

    for deck in decks:
        name = names[deck.name]
        yield recognise(replace(deck, name=name), lock.of(name), barred)


def renamed(place: str, name: str, shipped: str) -> Problem:
    """The warning that a deck keeps the name under which it was shipped."""
    return Problem(
        source=place,
        severity="warning",
        message=f"the deck was shipped as “{shipped}” and keeps that name; it is not renamed to “{name}”",
        advice="Anki knows decks by their names: under a new one, cards that students have would stay in the old deck. "
        "Students may rename the deck in Anki themselves.",
    )
