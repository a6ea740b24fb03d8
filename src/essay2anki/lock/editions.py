"""Editions: what of a deck is shipped now, each note with the time at which it last changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath

from essay2anki.lock.file import Lock, Shipped
from essay2anki.model import Card, Deck
from essay2anki.notes import NOTE_TYPES, Note, note_of, retired_note
from essay2anki.notes.escape import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A deck as it is shipped."""

    deck: str
    """Anki's full name of the deck."""
    sources: tuple[str, ...]
    notes: tuple[Note, ...]
    """In study order; the retired ones last."""
    shipped: tuple[Shipped, ...]
    """What the lock says of each note from now on."""
    new: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]
    """The prompts of the notes that are new, have changed, and were retired with this edition."""

    @property
    def modified(self) -> int:
        """When a note of the deck last changed, in seconds since 1970: the version that the deck calls itself."""
        return max(note.modified for note in self.notes)


def absent(deck: Deck, lock: Lock) -> tuple[str, ...]:
    """Sources from which the deck was shipped and which are not given now: left out by mistake, or gone for good?

    A source that was renamed is not among them: its cards are known by what they say.
    """
    keys = {card.key for card in deck.cards}
    shipped = [each for each in lock.of(deck.name) if not each.retired]
    present = {PurePath(source).name for source in deck.sources}
    present |= {each.source for each in shipped if each.key in keys}
    return tuple(sorted({each.source for each in shipped} - present - {""}))


def edition(deck: Deck, lock: Lock, *, now: int) -> Edition:
    """The edition of a deck whose keys have been settled; `now` in seconds since 1970.

    A note that did not change keeps its time, so that students keep what they wrote on it. What the lock has of the
    deck and the deck has no more is retired.
    """
    live = [_stamped(note_of(cards), lock, now) for cards in deck.notes]
    gone = sorted(_gone(deck, lock), key=lambda each: each.key)
    retired = [_stamped(retired_note(NOTE_TYPES[each.type], each.key, each.front), lock, now) for each in gone]
    shipped = [_entry(deck.name, cards, note, lock) for cards, note in zip(deck.notes, live, strict=True)]
    shipped += [
        replace(each, digest=note.digest, modified=note.modified, retired=True)
        for each, note in zip(gone, retired, strict=True)
    ]
    return Edition(
        deck=deck.name,
        sources=deck.sources,
        notes=(*live, *retired),
        shipped=tuple(shipped),
        new=tuple(note.front for note in live if note.guid not in lock),
        changed=tuple(note.front for note in live if _has_changed(note, lock)),
        retired=tuple(each.front for each in gone if not each.retired),
    )


def _gone(deck: Deck, lock: Lock) -> list[Shipped]:
    keys = {card.key for card in deck.cards}
    return [each for each in lock.of(deck.name) if each.key not in keys]


def _stamped(note: Note, lock: Lock, now: int) -> Note:
    old = lock.get(note.guid)
    if old is None:
        return replace(note, modified=now)
    # Never older than what was shipped, whatever the clock says: Anki takes only what is newer.
    return replace(note, modified=max(now, old.modified + 1) if _has_changed(note, lock) else old.modified)


def _has_changed(note: Note, lock: Lock) -> bool:
    old = lock.get(note.guid)
    return old is not None and old.digest != note.digest


def _entry(deck: str, cards: tuple[Card, ...], note: Note, lock: Lock) -> Shipped:
    old = lock.get(note.guid)
    deletions = {str(card.number): plain(card.answer) for card in cards if card.deletion is not None}
    return Shipped(
        guid=note.guid,
        key=note.key,
        deck=deck,
        type=note.type.name,
        front=note.front,
        source=next((PurePath(quote.source).name for quote in cards[0].evidence), ""),
        deletions={**(old.deletions if old else {}), **deletions},
        digest=note.digest,
        modified=note.modified,
        retired=False,
    )
