"""A run: by what means decks are made, and what came of it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from essay2anki.model import Deck, Essay
from essay2anki.problems import Problem
from essay2anki.shelf import Shelf
from essay2anki.store import Store

if TYPE_CHECKING:
    from essay2anki import workshop
    from essay2anki.release import Built
    from essay2anki.rules import Placed
    from essay2anki.work import Done, Drafted
    from essay2anki.workers import Engine


class Watch(Protocol):
    """Whoever wants to know how far a run has come."""

    def made(self, done: Done, total: int) -> None:
        """A deck of `total` was made."""

    def write(self) -> None:
        """All were made, and are being written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """By what means decks are made. None of them changes a deck; `shard` says which are made."""

    engine: Engine | None = None
    """What carries out the work; chosen by `jobs` if none."""
    jobs: int | None = None
    """Processes; 0 for this one alone, None for as many as the work is worth and the machine has processors."""
    seconds: float | None = None
    """That an essay may take in a process of its own; see `workers`."""
    megabytes: int = 0
    """That such a process may use, where the system can limit it; 0 for no limit."""
    store: Store | None = None
    """Where facts are remembered; nowhere if none."""
    shard: tuple[int, int] = (1, 1)
    """Which part of how many: decks go to parts by a hash of their names."""
    watch: Watch | None = None
    """Is told how far the run has come."""

    def take(self, deck: str) -> bool:
        """Whether a deck is in the part that is to be made."""
        part, parts = self.shard
        return int(hashlib.sha256(deck.encode()).hexdigest(), 16) % parts == part - 1


ALONE = Means(jobs=0)
"""Everything in this process, nothing remembered."""


@dataclass(slots=True)
class Run:
    """What came of a run: decks, and what a person should know."""

    decks: Sequence[Deck] = ()
    essays: Sequence[Essay] = ()
    """What was read."""
    names: frozenset[str] = frozenset()
    """The decks that these essays make, also those that other parts of the work make."""
    drafts: list[Drafted] = field(default_factory=list)
    """How each essay became cards."""
    seconds: dict[str, float] = field(default_factory=dict)
    """Stage → how long it took, but for what `drafts` tells of each essay."""
    problems: list[Problem] = field(default_factory=list)
    unread: bool = False
    """True when a source could not be read."""
    built: Sequence[Built] = ()
    drafted: tuple[workshop.Drafted, ...] = ()
    shelf: Shelf = field(default_factory=Shelf)
    """The deck files among the sources."""
    findings: Mapping[Problem, Sequence[Placed]] = field(default_factory=dict)
    """What is wrong with decks, of all problems → the cards that it is about."""
    page: str = ""
    """The preview."""

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Take the time of a stage."""
        start = time.perf_counter()
        yield
        self.seconds[stage] = time.perf_counter() - start

    @property
    def failed(self) -> bool:
        """True when something could not be done."""
        return any(problem.severity == "error" for problem in self.problems)
