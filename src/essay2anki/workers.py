"""Processes that each take one deck after the other, and may die of it: the text is named, and all others are done.

Python's own pools cannot tell which piece of work broke them, and give up the rest. Here each process has a pipe of its
own. It says at which source it is; one that dies, or takes too long, has named what was its undoing. Work goes out as
essays, and comes back as a deck: what the parser makes of a text never leaves the process.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait

from essay2anki.model import Deck
from essay2anki.problems import Essay2AnkiError, Problem, ProcessError
from essay2anki.work import Done, Tell, Work, carry_out, given_up

Engine = Callable[[Iterable[Work]], Iterator[Done]]
"""Carries out work; what comes of it comes in the order of the work, and is the same with every engine."""

SECONDS = 120.0
"""That an essay may take, with the parser to be loaded before the first; one of 700 words takes a sixth of one."""
WORTH_IT = 40_000
"""Characters that keep the parser as long as it takes to load: a process for less costs more than it saves."""
START = 60.0
"""Seconds for a process to start, on a machine that has other things to do."""
LEAD = 256
"""Decks that may be done before one that is waited for: what is ready waits in memory."""
_SPAWN = multiprocessing.get_context("spawn")
"""A fresh process on every system alike: a fork would take over locks, threads and whatever else the caller has."""


def cpus() -> int:
    """The processors that this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


def here(works: Iterable[Work]) -> Iterator[Done]:
    """Carry out work in this process."""
    return map(carry_out, works)


def engine(jobs: int | None, *, decks: int, characters: int, seconds: float | None, megabytes: int) -> Engine:
    """The engine for so much work: this process where that is least, else processes of its own, as many as pay.

    `jobs` is how many a person wants, 0 for none and None for what is best. One deck is never worth a process.
    """
    if jobs is None:
        jobs = min(cpus(), characters // WORTH_IT) if decks > 1 else 0
    if not jobs:
        return here
    return Pool(jobs=min(jobs, max(decks, 1)), seconds=seconds or SECONDS, megabytes=megabytes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """An engine of `jobs` processes."""

    jobs: int
    seconds: float = SECONDS
    """That an essay may take; to put the cards of a deck together may take as long for each of its essays."""
    megabytes: int = 0
    """That a process may use, where the system can limit it; 0 for no limit."""
    function: Callable[[Work, Tell], Done] = carry_out
    """What is done; any function that can be pickled."""

    def __call__(self, works: Iterable[Work]) -> Iterator[Done]:
        """Carry out work.

        Raises:
            ParserError: The language parser is missing or of another version.
            ProcessError: No process comes as far as to begin.
        """
        run = _Run(self, works)
        try:
            yield from run.results()
        finally:
            run.stop()


class _Run:
    """A run of a pool: which work is waiting, under way, and done."""

    def __init__(self, pool: Pool, works: Iterable[Work]) -> None:
        self.pool = pool
        self.works = enumerate(works)
        self.again: deque[tuple[int, Work]] = deque()
        self.lost: dict[int, list[Problem]] = {}
        self.ready: dict[int, Done] = {}
        self.taken = self.given = 0
        self.heard = False
        """Whether a process has ever said anything."""
        self.idle: list[_Worker] = []
        self.busy: list[_Worker] = []

    def results(self) -> Iterator[Done]:
        """What comes of the work, in its order."""
        while True:
            self._hand_out()
            while self.given in self.ready:
                yield self.ready.pop(self.given)
                self.given += 1
                self._hand_out()
            if not self.busy:
                return
            self._look()

    def stop(self) -> None:
        """End all processes, whatever they are at."""
        for worker in (*self.idle, *self.busy):
            worker.stop()

    def _hand_out(self) -> None:
        while len(self.busy) < self.pool.jobs and (piece := self._next()):
            worker = self.idle.pop() if self.idle else _Worker(self.pool)
            self.busy.append(worker)
            worker.begin(*piece)

    def _next(self) -> tuple[int, Work] | None:
        if self.again:
            return self.again.popleft()
        if self.taken - self.given >= LEAD:
            return None
        piece = next(self.works, None)
        self.taken += piece is not None
        return piece

    def _look(self) -> None:
        """Wait until something happens, and see to it."""
        until = min(worker.until for worker in self.busy)
        wait([worker.pipe for worker in self.busy], max(0.0, until - time.monotonic()))
        for worker in list(self.busy):
            if worker.pipe.poll():
                self._hear(worker)
            elif worker.until <= time.monotonic():
                self._lose(worker, f"it took longer than {self.pool.seconds:g} seconds (--timeout)")

    def _hear(self, worker: _Worker) -> None:
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            self._lose(worker, worker.death)
            return
        self.heard = True
        if isinstance(said, str):
            worker.come_to(said, self.pool.seconds)
        elif isinstance(said, Done):
            self.busy.remove(worker)
            self.idle.append(worker)
            self._finish(worker.number, said)
        else:
            raise said

    def _lose(self, worker: _Worker, reason: str) -> None:
        """Give up the source that a process was at, and do the rest of its deck once more.

        If not even the first process has come to a source, that is no fault of a text, and the next would do no better.
        """
        if not self.heard:
            raise ProcessError(_stillborn(reason))
        self.busy.remove(worker)
        worker.stop()
        number, work = worker.number, worker.work
        rest = work.without(worker.at)
        if rest == work:  # it was at none
            rest = replace(work, essays=())
        gone = worker.at or ", ".join(essay.source for essay in work.essays)
        self.lost.setdefault(number, []).append(given_up(gone, reason))
        if rest.essays:
            self.again.append((number, rest))
        else:
            self._finish(number, Done(deck=Deck(name=work.deck, sources=(gone,), cards=(), rejections=())))

    def _finish(self, number: int, done: Done) -> None:
        for problem in self.lost.pop(number, []):
            done = done.missing(problem)
        self.ready[number] = done


def _stillborn(reason: str) -> Problem:
    advice = (
        "Give it more memory (--memory), or do without processes (--jobs 0). In a script of your own, start the work "
        'below a line `if __name__ == "__main__":`, since each process reads the script, too.'
    )
    return Problem(message=f"the work could not begin: {reason}", advice=advice)


class _Worker:
    """A process, and what it is at."""

    number: int
    work: Work
    at: str
    """The source that it named last."""
    until: float
    """When its time is over, on the monotonic clock."""

    def __init__(self, pool: Pool) -> None:
        self.pipe, theirs = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=_serve, args=(theirs, pool.function, pool.megabytes), daemon=True)
        self.process.start()
        theirs.close()

    def begin(self, number: int, work: Work) -> None:
        """Give it work."""
        self.number, self.work, self.at = number, work, ""
        self.until = time.monotonic() + START
        with contextlib.suppress(OSError):  # it has died in between, which is seen when it is looked at
            self.pipe.send(work)

    def come_to(self, source: str, seconds: float) -> None:
        """Note at which source it is; at none any more when it puts the deck together."""
        self.at = source
        self.until = time.monotonic() + seconds * (1 if source else len(self.work.essays))

    def stop(self) -> None:
        """End it."""
        self.process.kill()
        self.process.join()
        self.pipe.close()

    @property
    def death(self) -> str:
        """What it died of."""
        self.process.join()
        code = self.process.exitcode or 0
        name = signal.Signals(-code).name if -code in set(signal.Signals) else f"status {code}"
        memory = ", as the system does when memory runs out" if name == "SIGKILL" else ""
        return f"the process that worked on it was ended by {name}{memory}"


def _serve(pipe: Connection, function: Callable[[Work, Tell], Done], megabytes: int) -> None:
    """What a process does until nobody gives it work any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; who gave the work says what becomes of it
    if megabytes:
        _limit(megabytes << 20)
    with contextlib.suppress(EOFError, OSError):
        while True:
            work = pipe.recv()
            try:
                said: Done | Essay2AnkiError = function(work, pipe.send)
            except Essay2AnkiError as error:
                said = error
            pipe.send(said)


def _limit(size: int) -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):  # not on every system, or it is lower already
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_DATA, (size, size))
