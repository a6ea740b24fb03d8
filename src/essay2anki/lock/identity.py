"""Recognises in a new draft what was shipped before.

A class has its progress under the guid that was shipped.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
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

    def owner(key: str) -> str | None:
        shipped = lock.get(guid_of(key))
        return shipped.deck if shipped else None

    def barred(key: str, note_type: NoteType) -> Collection[str]:
        # A key that another deck shipped may move here with its note, but never to another note type.
        foreign = lock.get(guid_of(key))
        return {foreign.key} if foreign and foreign.type != note_type.name else ()

    names = {deck.name for deck in decks}
    named: list[Deck] = []
    problems: list[Problem] = []
    for deck in decks:
        name = deck.name if lock.of(deck.name) else known_name(deck, owner, names)
        if name != deck.name:
            names.add(name)
            problems.append(renamed(deck.place, deck.name, name))
        named.append(replace(deck, name=name))
    known = moved(named, lock)
    return tuple(recognise(deck, known.of(deck.name), barred) for deck in named), tuple(problems)


def moved(decks: Sequence[Deck], lock: Lock) -> Lock:
    """The lock with each note in the deck to whose file a person has moved it; `decks` have their names in the lock.

    A note that the file of its old deck has still was copied, and stays there.
    """
    held = {deck.name: {card.key for card in deck.cards} for deck in decks}
    there = {(card.key, type_of(card).name): deck.name for deck in decks if deck.file for card in deck.cards}
    known = Lock()
    for guid, each in lock.items():
        new = there.get((each.key, each.type), each.deck)
        known[guid] = each if new == each.deck or each.key in held.get(each.deck, ()) else replace(each, deck=new)
    return known


def renamed(place: str, name: str, shipped: str) -> Problem:
    """The warning that a deck keeps the name under which it was shipped."""
    return Problem(
        source=place,
        severity="warning",
        message=f"the deck was shipped as “{shipped}” and keeps that name; it is not renamed to “{name}”",
        advice="Anki knows decks by their names: under a new one, cards that students have would stay in the old deck. "
        "Students may rename the deck in Anki themselves.",
    )
