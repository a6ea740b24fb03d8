"""A command at work: what a person said about how it is done, what it remembers and reports, and how it is stopped."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from essay2anki import files, store
from essay2anki.problems import Essay2AnkiError, Problem, ReportError
from essay2anki.progress import Progress

if TYPE_CHECKING:
    from essay2anki.run import Means, Run


class Stopped(BaseException):
    """Somebody has stopped the run; no error, so that nothing on the way takes it for one."""

    def __init__(self, number: int) -> None:
        """Carry the number of the signal."""
        self.number = number


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What a person said about how a command is to be carried out."""

    jobs: int | None
    timeout: float | None
    memory: int
    cache: bool
    shard: tuple[int, int]
    report: Path | None
    progress: Progress

    @property
    def store(self) -> store.Store | None:
        """Where things are remembered, if they are to be."""
        return store.Store(store.place()) if self.cache else None

    @property
    def means(self) -> Means:
        """The same for the pipeline."""
        from essay2anki.run import Means  # noqa: PLC0415 - a build that has nothing to do must not wait for it

        return Means(
            jobs=self.jobs,
            seconds=self.timeout,
            megabytes=self.memory,
            store=self.store,
            shard=self.shard,
            watch=self.progress,
        )

    def finish(self, run: Run) -> None:
        """Write the report, if one is wanted.

        Raises:
            ReportError: It cannot be written.
        """
        if self.report:
            from essay2anki.journal import journal  # noqa: PLC0415 - as above

            self.write(journal(run))

    def write(self, record: Mapping[str, object]) -> None:
        """Write a report, if one is wanted.

        Raises:
            ReportError: It cannot be written.
        """
        if self.report:
            text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
            try:
                files.replace(self.report, text.encode())
            except OSError as error:
                message = f"the report cannot be written: {error.strerror}"
                advice = "Choose another place with --report. All else was done."
                raise ReportError(Problem(source=str(self.report), message=message, advice=advice)) from error


def guarded(command: Callable[[], bool]) -> None:
    """Run a command that returns whether it failed; show what a person can mend instead of a traceback."""
    try:
        failed = command()
    except Essay2AnkiError as error:
        click.echo(str(error.problem), err=True)
        failed = True
    if failed:
        raise SystemExit(1)


def stoppable(command: Callable[[], bool], session: Session) -> bool:
    """Run a command; if it is stopped, say what is done, and end as a process does that was stopped."""
    try:
        with _terminable():
            return command()
    except (KeyboardInterrupt, Stopped) as stopped:
        number = stopped.number if isinstance(stopped, Stopped) else signal.SIGINT
        session.progress.clear()
        click.echo(session.progress.stopped(remembered=session.cache), err=True)
        raise SystemExit(128 + number) from None


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM stops a run as Ctrl-C does: temporary files are taken away, and processes are ended."""

    def stop(number: int, frame: FrameType | None) -> None:
        del frame
        raise Stopped(number)

    if threading.current_thread() is not threading.main_thread():  # signals are the main thread's
        yield
        return
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
