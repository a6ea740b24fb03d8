"""Finds the sources that are meant, and reads them one after the other. One bad source never stops the others."""

from __future__ import annotations

import fnmatch
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from essay2anki.model import Essay
from essay2anki.problems import NoEssayError, Problem, SourceError
from essay2anki.settings import Settings

STDIN = "-"
SUFFIXES = frozenset({".docx", ".jsonl", ".markdown", ".md", ".txt"})
"""The formats that `read` has readers for; said here once more, since whoever only looks need not wait for them."""
STREAMED = frozenset({".jsonl"})
"""Formats that are read row by row and may be of any size."""
OTHERWISE = (".yaml", ".yml", ".schema.json")
"""How files end that may lie among the essays and are no sources: deck files and settings, and their schemas."""
PIECE = 1 << 16
"""Bytes that are read at once."""
MOST_NAMES = 5
"""Files that were skipped and are named; the rest is counted."""


def load(sources: Sequence[str], settings: Settings, problems: list[Problem]) -> Iterator[Essay]:
    """The essays in files, folders and `-`, standard input, one at a time; what is wrong goes to `problems`."""
    from essay2anki.read import read_all  # noqa: PLC0415 - a tenth of a second: only where there is something to read

    for source, named in find(sources, settings, problems):
        folder = "" if source == STDIN else Path(source).resolve().parent.name
        try:
            for found in read_all(source, _pieces(source), settings.fields):
                if isinstance(found, Essay):
                    yield replace(found, folder=folder)
                else:
                    problems.append(found)
        except NoEssayError as error:
            # In a folder, a text that is no essay is no fault: it is skipped, and that is said.
            problems.append(error.problem if named else replace(error.problem, severity="warning"))
        except SourceError as error:
            problems.append(error.problem)


def find(sources: Sequence[str], settings: Settings, problems: list[Problem]) -> Iterator[tuple[str, bool]]:
    """The files that are meant, each once, and whether they were named; those of a folder by their paths."""
    seen: set[Path] = set()
    for source in sources:
        path = Path(source)
        named = source == STDIN or not path.is_dir()
        for name in [source] if named else _inside(path, settings.ignore, problems):
            if (resolved := Path(name).resolve()) not in seen:
                seen.add(resolved)
                yield name, named


def _inside(folder: Path, ignore: Sequence[str], problems: list[Problem]) -> list[str]:
    """The sources in a folder and in the folders below it."""
    files = sorted(_walk(folder, ignore, problems), key=lambda path: path.relative_to(folder).parts)
    found = [path for path in files if path.suffix.lower() in SUFFIXES]
    others = [path for path in files if not path.name.lower().endswith((*SUFFIXES, *OTHERWISE))]
    if others:
        advice = f"Sources are in one of these formats: {', '.join(sorted(SUFFIXES))}. `--ignore` keeps others quiet."
        problems.append(skipped(folder, others, "source", advice))
    if not found:
        suffixes = ", ".join(sorted(SUFFIXES))
        advice = f"Name the essays themselves, or a folder that holds files in one of these formats: {suffixes}."
        problems.append(Problem(source=str(folder), message="there is no essay in this folder", advice=advice))
    return [str(path) for path in found]


def _walk(folder: Path, ignore: Sequence[str], problems: list[Problem]) -> Iterator[Path]:
    """The files below a folder, but for hidden ones and those that are to be ignored."""

    def unreadable(error: OSError) -> None:
        problems.append(_unreadable(str(error.filename), error))

    for root, folders, files in os.walk(folder, onerror=unreadable):
        here = Path(root)
        hidden = [name for name in [*folders, *files] if _is_ignored((here / name).relative_to(folder), ignore)]
        problems.extend(_ignored(here / name) for name in sorted(hidden) if not name.startswith("."))
        folders[:] = [name for name in folders if name not in hidden]
        yield from (here / name for name in files if name not in hidden)


def _is_ignored(path: Path, ignore: Sequence[str]) -> bool:
    """True for a hidden file, and for one whose name, or whose path in the folder that was given, fits a pattern."""
    if path.name.startswith("."):
        return True
    names = (path.name, path.as_posix())
    return any(fnmatch.fnmatchcase(name, pattern.rstrip("/")) for pattern in ignore for name in names)


def _pieces(source: str) -> Iterator[bytes]:
    """The bytes of a source in pieces."""
    try:
        if source == STDIN:
            yield from _limited(source, sys.stdin.buffer)
        else:
            with Path(source).open("rb") as file:
                yield from _limited(source, file)
    except OSError as error:
        raise SourceError(_unreadable(source, error)) from error


def _limited(source: str, file: BinaryIO) -> Iterator[bytes]:
    """The pieces of a file, up to the limit of its format."""
    from essay2anki.read.decode import too_large  # noqa: PLC0415 - as above
    from essay2anki.read.limits import LARGEST_FILE  # noqa: PLC0415 - as above

    left = None if Path(source).suffix.lower() in STREAMED else LARGEST_FILE
    for piece in iter(partial(file.read, PIECE), b""):
        if left is not None:
            left -= len(piece)
            if left < 0:
                raise SourceError(too_large(source))
        yield piece


def _unreadable(source: str, error: OSError) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem(source=source, message="there is no such file", advice="Check the name and the folder.")
    message = f"the file cannot be read: {error.strerror}"
    return Problem(source=source, message=message, advice="Check who may read it.")


def _ignored(path: Path) -> Problem:
    return Problem(source=str(path), severity="note", message="ignored", advice="A pattern of `ignore` says so.")


def skipped(folder: Path, files: Sequence[Path], what: str, advice: str) -> Problem:
    """The one warning about the files in a folder that are no `what`."""
    names = ", ".join(str(path.relative_to(folder)) for path in files[:MOST_NAMES])
    more = f" and {len(files) - MOST_NAMES} more" if len(files) > MOST_NAMES else ""
    several, one = f"{len(files)} files are no {what}s and were skipped", f"a file is no {what} and was skipped"
    message = f"{several if len(files) > 1 else one}: {names}{more}"
    return Problem(source=str(folder), severity="warning", message=message, advice=advice)
