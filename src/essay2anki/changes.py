"""What has changed between two editions of decks, note by note. Pure: deck files in, changes out.

A note is known by its key, so that it may be reworded and moved. What counts is what a package would hold: a deck file
is compared as if it had been built, so that it can be held against a package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from essay2anki.deckfile import DeckFile, Entry, as_deck
from essay2anki.deckfile.packed import as_packed
from essay2anki.timeline import with_timeline

NEW, REWORDED, RETIRED, MOVED, EVIDENCE, TAGS = "new", "reworded", "retired", "moved", "evidence", "tags"
KINDS = (NEW, REWORDED, RETIRED, MOVED, EVIDENCE, TAGS)
TOKEN = re.compile(r"\s+|\S+")
"""A word with the marks that stand at it, or the space between two."""
LONGEST = 1_000
"""Words and spaces of a text beyond which it is not compared word by word: the time grows with their square."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A note that is not what it was."""

    kinds: tuple[str, ...]
    """Some of `KINDS`, in their order: a note may be reworded and moved."""
    deck: str
    """The full name of the deck in which it is now; of a retired one, in which it was."""
    origin: str
    """The full name of the deck in which it was; of a new one, in which it is."""
    before: Entry | None
    after: Entry | None
    left_out: bool = False
    """True for one that the new package does not even withdraw: it stays with those who have it."""

    @property
    def entry(self) -> Entry:
        """The note as it is now, or was last."""
        entry = self.after or self.before
        assert entry, "a change is one of something"
        return entry

    @property
    def reworded(self) -> Iterator[tuple[str, str, str]]:
        """The parts of the wording that differ: name, before, after."""
        before, after = (each.wording.filled if each else {} for each in (self.before, self.after))
        for name in dict.fromkeys([*after, *before]):
            if before.get(name) != after.get(name):
                yield name, before.get(name, ""), after.get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two editions side by side."""

    changes: tuple[Change, ...]
    """In the study order of the new edition; the retired ones last, in that of the old."""
    unchanged: int
    """Notes that are the same."""


def compare(old: Sequence[DeckFile], new: Sequence[DeckFile]) -> Comparison:
    """What has changed from one edition to another; a deck is one if it has the same name."""
    before, after = _placed(old), _placed(new)
    loose: dict[str, list[str]] = {}
    for deck, key in before:
        if (deck, key) not in after:
            loose.setdefault(key, []).append(deck)
    found: list[Change] = []
    for (deck, key), entry in after.items():
        moved = (deck, key) not in before and loose.get(key)
        origin = moved.pop(0) if moved else deck
        found += _change(before.get((origin, key)), entry, deck, origin)
    withdrawn = {entry.key for file in new for entry in file.entries} if all(file.packed for file in new) else None
    for (deck, key), entry in before.items():
        if deck in loose.get(key, ()):
            left_out = withdrawn is not None and key not in withdrawn
            found.append(Change(kinds=(RETIRED,), deck=deck, origin=deck, before=entry, after=None, left_out=left_out))
    return Comparison(changes=tuple(found), unchanged=len(after) - sum(change.after is not None for change in found))


def _placed(files: Sequence[DeckFile]) -> dict[tuple[str, str], Entry]:
    """Deck and key → note, of all that are handed out."""
    placed: dict[tuple[str, str], Entry] = {}
    for file in (each if each.packed else as_packed(each, with_timeline(as_deck(each))) for each in files):
        for entry in file.entries:
            if entry.built:
                placed.setdefault((file.deck, entry.key), entry)
    return placed


def _change(before: Entry | None, after: Entry, deck: str, origin: str) -> Iterator[Change]:
    """The change of a note that is there now, if it is one."""
    if before is None:
        kinds: tuple[str, ...] = (NEW,)
    else:
        differs = {
            REWORDED: before.wording != after.wording,
            MOVED: deck != origin,
            EVIDENCE: _quotes(before) != _quotes(after),
            TAGS: _labels(before) != _labels(after),
        }
        kinds = tuple(kind for kind, different in differs.items() if different)
    if kinds:
        yield Change(kinds=kinds, deck=deck, origin=origin, before=before, after=after)


def _quotes(entry: Entry) -> list[tuple[str, str, str]]:
    return [(quote.quote, quote.section, quote.heading) for quote in entry.evidence]


def _labels(entry: Entry) -> tuple[list[str], tuple[str, ...]]:
    return sorted(entry.tags), entry.kinds


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that two wordings have in common, `old` and `new` being equal, or in which they differ."""

    old: str
    new: str


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Two wordings word by word. All `old` in a row are the one, all `new` the other."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    if max(len(before), len(after)) > LONGEST:
        return (Piece(old, new),)
    found: list[Piece] = []
    for _, low, high, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        piece = Piece("".join(before[low:high]), "".join(after[start:end]))
        if len(found) > 1 and piece.old != piece.new and not found[-1].old.strip() and found[-1].old == found[-1].new:
            # Two words in a row are told as one change, with the space between them.
            gap, last = found.pop(), found.pop()
            piece = Piece(last.old + gap.old + piece.old, last.new + gap.new + piece.new)
        found.append(piece)
    return tuple(found)
