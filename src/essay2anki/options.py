"""Options that several commands share. Nothing but click is imported: help and version must not wait for what runs."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path


class _Path(click.Path):
    """A path, without the module of paths until there is one."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        del param, ctx
        from pathlib import Path  # noqa: PLC0415 - that is the point

        return Path(str(value))


PATH = _Path()


def _shard(context: click.Context, parameter: click.Parameter, value: str) -> tuple[int, int]:
    """Read the two numbers of `3/10`, the third of ten parts."""
    part, parts = (int(each) if each.isdecimal() else 0 for each in value.partition("/")[::2])
    if not 1 <= part <= parts:
        raise click.BadParameter(f"{value!r}: write 1/4 for the first part of four, up to 4/4.", context, parameter)
    return part, parts


def carried_out(command: Callable[..., bool]) -> Callable[..., bool]:
    """The options of every command that makes decks: it is given its session."""

    @click.option("-j", "--jobs", type=click.IntRange(0), metavar="N", help="Processes.  [default: as many as pay]")
    @click.option("--timeout", type=click.FloatRange(0.1), metavar="S", help="Seconds an essay may take a process.")
    @click.option("--memory", type=click.IntRange(1), metavar="MB", help="Memory that a process may use.")
    @click.option("--no-cache", is_flag=True, help="Find everything anew, and remember nothing.")
    @click.option("--shard", default="1/1", callback=_shard, metavar="I/N", help="Make only the decks of part I of N.")
    @click.option("--report", type=PATH, metavar="FILE", help="Write results and times as JSON.")
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
        from essay2anki import progress, session  # noqa: PLC0415 - as above

        asked = session.Session(
            jobs=jobs,
            timeout=timeout,
            memory=memory or 0,
            cache=not no_cache,
            shard=shard,
            report=report,
            progress=progress.Progress(shown=not options.get("quiet")),
        )
        return session.stoppable(functools.partial(command, session=asked, **options), asked)

    return carried
