"""How a command is carried out: with how many processes, what it remembers, how it is stopped, and what it reports."""

from __future__ import annotations

import functools
import json
import re
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from essay2anki.progress import Progress

if TYPE_CHECKING:
    from essay2anki.pipeline import Means, Run
    from essay2anki.store import Store

SHARD = re.compile(r"(\d+)/(\d+)")


class Stopped(BaseException):
    """Somebody has stopped the run; no error, so that nothing on the way takes it for one."""

    def __init__(self, number: int) -> None:
        """Carry the number of the signal."""
        self.number = number


def _shard(context: click.Context, parameter: click.Parameter, value: str) -> tuple[int, int]:
    """Read the two numbers."""
    found = SHARD.fullmatch(value)
    part, parts = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= part <= parts:
        raise click.BadParameter(f"{value!r}: write 1/4 for the first part of four, up to 4/4.", context, parameter)
    return part, parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What a person said about how a command is to be carried out."""

    jobs: int | None
    timeout: float | None
    memory: int | None
    cache: bool
    shard: tuple[int, int]
    report: Path | None
    progress: Progress

    @property
    def store(self) -> Store | None:
        """Where things are remembered, if they are to be."""
        from essay2anki import store  # noqa: PLC0415 - help and version must not wait for it

        return store.Store(store.place()) if self.cache else None

    @property
    def means(self) -> Means:
        """The same for the pipeline."""
        from essay2anki.pipeline import Means  # noqa: PLC0415 - as above

        return Means(
            jobs=self.jobs,
            seconds=self.timeout,
            megabytes=self.memory or 0,
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
            from essay2anki import files  # noqa: PLC0415 - as above
            from essay2anki.problems import Problem, ReportError  # noqa: PLC0415 - as above

            text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
            try:
                files.replace(self.report, text.encode())
            except OSError as error:
                message = f"the report cannot be written: {error.strerror}"
                advice = "Choose another place with --report. All else was done."
                raise ReportError(Problem(source=str(self.report), message=message, advice=advice)) from error


def carried_out(command: Callable[..., bool]) -> Callable[..., bool]:
    """The options of every command that makes decks: it is given its session."""

    @click.option("-j", "--jobs", type=click.IntRange(0), metavar="N", help="Processes.  [default: as many as pay]")
    @click.option("--timeout", type=click.FloatRange(0.1), metavar="S", help="Seconds an essay may take a process.")
    @click.option("--memory", type=click.IntRange(1), metavar="MB", help="Memory that a process may use.")
    @click.option("--no-cache", is_flag=True, help="Find everything anew, and remember nothing.")
    @click.option("--shard", default="1/1", callback=_shard, metavar="I/N", help="Make only the decks of part I of N.")
    @click.option("--report", type=click.Path(path_type=Path), metavar="FILE", help="Write results and times as JSON.")
    @functools.wraps(command)
    def carried(
        *,
        jobs: int | None,
        timeout: float | None,
        memory: int | None,
        no_cache: bool,
        shard: tuple[int, int],
        report: Path | None,
        **options: object,
    ) -> bool:
        progress = Progress(shown=not options.get("quiet"))
        session = Session(
            jobs=jobs, timeout=timeout, memory=memory, cache=not no_cache, shard=shard, report=report, progress=progress
        )
        try:
            with _stoppable():
                return command(session=session, **options)
        except (KeyboardInterrupt, Stopped) as stopped:
            number = stopped.number if isinstance(stopped, Stopped) else signal.SIGINT
            progress.clear()
            click.echo(progress.stopped, err=True)
            raise SystemExit(128 + number) from None

    return carried


@contextmanager
def _stoppable() -> Iterator[None]:
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
