"""The lock file: JSON Lines, one shipped note a line, sorted by guid.

A line stands for itself, so that git can merge two people's files line by line (`merge=union` in `.gitattributes`).
Where both changed a note, two lines with its guid are left; the later `modified` wins.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from essay2anki.notes import NOTE_TYPES, guid_of
from essay2anki.problems import LockError, Problem
from essay2anki.recognise import Homes, homes_of
from essay2anki.target import LOCK as NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    """A note as students have it."""

    guid: str
    key: str
    deck: str
    """The full name of its Anki deck; for ever, since Anki knows decks by their names."""
    type: str
    """The name of its note type; for ever, since Anki updates no note of another type."""
    front: str
    """Its prompt or statement as plain text: to recognise it when it is reworded, and to name it when it has gone."""
    source: str
    """The file name of its first evidence; empty where there is none, or where only an old package told of it."""
    deletions: dict[str, str]
    """Number → answer of all deletions it ever had, those of today and those that have gone."""
    digest: str
    """Of its fields and tags."""
    modified: int
    """Seconds since 1970."""
    retired: bool

    @property
    def quote(self) -> str:
        """The sentence that it was made from is not remembered: a lock has what students have."""
        return ""


class Lock(dict[str, Shipped]):
    """Guid → what was shipped. Not changed once it has been asked for a deck."""

    @functools.cached_property
    def decks(self) -> Mapping[str, Sequence[Shipped]]:
        """Name of a deck → its notes, in the order of the lock."""
        decks: dict[str, list[Shipped]] = {}
        for shipped in self.values():
            decks.setdefault(shipped.deck, []).append(shipped)
        return decks

    @functools.cached_property
    def homes(self) -> Homes:
        """The decks in which essays were shipped."""
        return homes_of((shipped.key, shipped.source, shipped.deck) for shipped in self.values() if shipped.source)

    def of(self, deck: str) -> Sequence[Shipped]:
        """The notes of a deck; none if it was never shipped."""
        return self.decks.get(deck, ())


def parse(text: str, name: str) -> Lock:
    """Read a lock file; `name` is what it is called in messages.

    Raises:
        LockError: A line is no line of a lock file.
    """
    lock = Lock()
    # Not `splitlines`: a text may hold what Unicode takes for the end of a line.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            shipped = _shipped(line, name, number)
            known = lock.get(shipped.guid)
            if known is None or (known.modified, known.digest) < (shipped.modified, shipped.digest):
                lock[shipped.guid] = shipped
    return lock


def dump(lock: Mapping[str, Shipped]) -> Iterator[str]:
    """The lines of a lock file: one after the other, since it may be longer than all else that is in memory."""
    return (json.dumps(_values(lock[guid]), ensure_ascii=False) + "\n" for guid in sorted(lock))


def _values(shipped: Shipped) -> dict[str, object]:
    return {name: getattr(shipped, name) for name in _TYPES}


_TYPES = {each.name: {"str": str, "int": int, "bool": bool}.get(str(each.type), dict) for each in fields(Shipped)}


def _shipped(line: str, name: str, number: int) -> Shipped:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        advice = (
            f"Delete the marker lines and keep the lines of both sides; with `{NAME} merge=union` in .gitattributes "
            "git does so by itself."
        )
        raise LockError(Problem(source=name, line=number, message="git left a conflict here", advice=advice))
    try:
        values = json.loads(line)
    except ValueError:
        values = None
    if not isinstance(values, dict) or {key: type(value) for key, value in values.items()} != _TYPES:
        raise _damaged(name, number)
    shipped = Shipped(**values)
    if shipped.guid != guid_of(shipped.key) or shipped.type not in NOTE_TYPES:
        raise _damaged(name, number)
    return shipped


def _damaged(name: str, number: int) -> LockError:
    advice = (
        "Restore the file from git or a backup. Without it every note counts as changed; the package that was shipped "
        "last can stand in for it: delete the lock file and give --baseline OLD.apkg."
    )
    message = "this is not a line of a lock file that this version can read"
    return LockError(Problem(source=name, line=number, message=message, advice=advice))
