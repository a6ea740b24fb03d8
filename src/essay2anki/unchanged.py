"""What a build was made from and what it made, as hashes: where nothing has changed, nothing needs to be done.

This is asked before anything that takes long is imported. Dates of files are not looked at: those of a fresh checkout
are new.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from essay2anki import store
from essay2anki.plain import from_plain, to_plain
from essay2anki.problems import Problem

STDIN = "-"
ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that a build depends on."""

    asked: str
    """What was asked for: settings and options."""
    sources: Mapping[str, str]
    """Path → hash of each file in the sources."""
    lock: str
    """Hash of the lock file."""

    @property
    def key(self) -> str:
        """Under which its result is remembered."""
        return store.key("build", self.asked, sorted(self.sources.items()), self.lock)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a build came to."""

    decks: int
    notes: int
    packages: tuple[tuple[str, str], ...]
    """Path and hash of each package."""
    problems: tuple[Problem, ...]
    """What a person was told, and should be told again."""


def state(sources: Sequence[str], lock: Path, *asked: object) -> State | None:
    """The state before a build; none if it hangs on what standard input says."""
    if STDIN in sources:
        return None
    files = {path: _hash(path) for source in sources for path in _files(source)}
    return State(asked=repr((tuple(sources), os.fspath(lock), asked)), sources=files, lock=_hash(lock))


def recall(state: State, remembered: store.Store) -> Result | None:
    """What a build of this state came to, if it did and all of it is still there."""
    try:
        (result,) = from_plain(Result, remembered.get(state.key))
    except ValueError:
        return None
    return result if all(_hash(path) == known for path, known in result.packages) else None


def remember(
    before: State,
    after: State | None,
    remembered: store.Store,
    *,
    packages: Sequence[tuple[Path, int]],
    problems: Iterable[Problem],
) -> None:
    """Remember what a build came to, unless a source has changed in the meantime.

    What it wrote into the lock is part of the state from which the next one sets out. `packages` has for each deck
    where it was written, and its notes.
    """
    if after is None or (before.asked, before.sources) != (after.asked, after.sources):
        return
    result = Result(
        decks=len(packages),
        notes=sum(notes for _, notes in packages),
        packages=tuple((path, _hash(path)) for path in sorted({os.fspath(path) for path, _ in packages})),
        problems=tuple(problems),
    )
    remembered.put(after.key, to_plain((result,)))


def _files(source: str | Path) -> Iterator[str]:
    """A source, or the files in it and below, but for hidden ones."""
    if not os.path.isdir(source):  # noqa: PTH112 - a thousand files: strings are four times as fast as paths
        yield os.fspath(source)
    for root, folders, names in os.walk(source):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(root, name) for name in sorted(names) if not name.startswith("."))  # noqa: PTH118 - as above


def _hash(path: str | Path) -> str:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - as above
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ABSENT
