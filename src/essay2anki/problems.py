"""What is wrong and can be mended by a person: values with a place and advice, and the errors that carry one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

UNSHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Control characters. What a stranger wrote must not command the terminal on which it is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something a person should know of and can mend."""

    message: str
    advice: str
    """What to do about it."""
    source: str = ""
    """The file, as it was given."""
    line: int | None = None
    """1-based."""
    column: int | None = None
    """1-based, in characters; only with a line."""
    note: str = ""
    """The front of a note in a package, which has no lines."""
    severity: str = "error"
    """`error`, `warning`, or `note` for what is shown on demand only."""
    rule: str = ""
    """The id of the rule that found it; empty for what no rule is about."""

    def __str__(self) -> str:
        """`file:line:column: severity: message`, the advice indented below."""
        place = f"{self.place}: " if self.source else ""
        return UNSHOWN.sub("\ufffd", f"{place}{self.severity}: {self.message}\n    {self.advice}")

    @property
    def place(self) -> str:
        """`file:line:column`, as far as it is known; `file: note “front”` in a package."""
        column = f":{self.column}" if self.line and self.column else ""
        return at(self.source, self.line) + column + (f": note “{self.note}”" if self.note else "")


def at(source: str, line: int | None) -> str:
    """`file:line`; a row of a data set has its line in its name."""
    return f"{source}:{line}" if line and not source.endswith(f".jsonl:{line}") else source


class Essay2AnkiError(Exception):
    """Base of all errors that a person can mend; anything else that is raised is a bug."""

    def __init__(self, problem: Problem) -> None:
        """Carry `problem`."""
        super().__init__(str(problem))
        self.problem = problem

    def __reduce__(self) -> tuple[type[Essay2AnkiError], tuple[object]]:
        """As it is made, so that it can come from another process."""
        return type(self), (self.problem,)


class SourceError(Essay2AnkiError):
    """A source cannot be read as an essay; other sources are not affected."""


class ParserError(Essay2AnkiError):
    """The language parser is missing or not the version that the cards depend on."""


class ProcessError(Essay2AnkiError):
    """The processes that should do the work end as soon as they are started."""


class PackageError(Essay2AnkiError):
    """A package cannot be read, or not be written."""


class LockError(Essay2AnkiError):
    """The record of what was shipped cannot be read, or does not fit what is asked."""


class DeckFileError(Essay2AnkiError):
    """A deck file cannot be understood; other files are not affected."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Carry all `problems` of the file, of which there is one at least."""
        super().__init__(problems[0])
        self.problems = tuple(problems)

    def __reduce__(self) -> tuple[type[Essay2AnkiError], tuple[object]]:
        """As above."""
        return type(self), (self.problems,)


class NoEssayError(SourceError):
    """A source can be read, but holds no essay: in a folder, it is some other text."""


class ConfigError(Essay2AnkiError):
    """The settings are wrong: nothing is done."""


class ReportError(Essay2AnkiError):
    """The report of a run cannot be written."""


class BaselineError(Essay2AnkiError):
    """The list of known findings cannot be read or written."""
