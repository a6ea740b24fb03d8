"""Recognises in a new draft what was shipped before.

A class has its progress under the guid that was shipped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from essay2anki.lock.file import Lock
from essay2anki.model import Deck
from essay2anki.notes import Note, guid_of
from essay2anki.problems import Problem
from essay2anki.recognise import known_name, recognise


def remember(decks: Sequence[Deck], lock: Lock) -> tuple[tuple[Deck, ...], tuple[Problem, ...]]:
    """The decks with the names, keys and numbers under which they were shipped, and a warning for each renamed deck.

    Decks are matched with what the lock has of them; what it has of decks that are not among these is left alone.
    """
    problems: list[Problem] = []
    return tuple(settle(decks, lock, {deck.name for deck in decks}, problems)), tuple(problems)


def settle(decks: Iterable[Deck], lock: Lock, names: Collection[str], problems: list[Problem]) -> Iterator[Deck]:
    """The same for decks that come one after the other; `names` are those of all decks, however many are still to come.

    A warning for each renamed deck goes to `problems`.
    """

    def owner(key: str) -> str | None:
        shipped = lock.get(guid_of(key))
        return shipped.deck if shipped else None

    def barred(note: Note) -> Collection[str]:
        # A key that another deck shipped may move here with its note, but never to another note type.
        foreign = lock.get(note.guid)
        return {foreign.key} if foreign and foreign.type != note.type.name else ()

    taken = set(names)
    for deck in decks:
        name = deck.name if lock.of(deck.name) else known_name(deck, owner, taken)
        if name != deck.name:
            taken.add(name)
            problems.append(renamed(deck.place, deck.name, name))
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
