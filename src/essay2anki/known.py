"""Findings that are known: a list in a file, so that a check of old decks tells only what is new.

A line is a finding: file, message, rule. The line in the file is left out, so that what moves stays known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from essay2anki import files
from essay2anki.problems import BaselineError, Problem

HEAD = "# Findings that essay2anki check passes over with --baseline; written by --write-baseline.\n"


def read(path: Path) -> list[str]:
    """The findings that are listed, each as often as it is.

    Raises:
        BaselineError: The list cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not in UTF-8"
        advice = "Write it anew with --write-baseline."
        problem = Problem(
            source=str(path), message=f"the list of known findings cannot be read: {reason}", advice=advice
        )
        raise BaselineError(problem) from error
    return [line for line in lines if line and not line.startswith("#")]


def write(path: Path, problems: Iterable[Problem]) -> None:
    """List findings.

    Raises:
        BaselineError: The list cannot be written.
    """
    lines = sorted(_line(problem) for problem in problems if problem.rule)
    try:
        files.replace(path, (HEAD + "".join(f"{line}\n" for line in lines)).encode())
    except OSError as error:
        message = f"the list of known findings cannot be written: {error.strerror}"
        raise BaselineError(Problem(source=str(path), message=message, advice="Check who may write there.")) from error


def without(problems: Iterable[Problem], listed: Iterable[str]) -> Iterator[Problem]:
    """The problems that are not listed, or not so often."""
    left = Counter(listed)
    for problem in problems:
        line = _line(problem)
        if problem.rule and left[line]:
            left[line] -= 1
        else:
            yield problem


def _line(problem: Problem) -> str:
    source = problem.source.replace("\\", "/")
    note = f" note “{problem.note}”:" if problem.note else ""
    return f"{source}:{note} {' '.join(problem.message.split())} [{problem.rule}]"
