"""Values between processes and runs: as JSON has them, and on disk."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from essay2anki import spool
from essay2anki.facts import find_facts
from essay2anki.language.analyse import analyse
from essay2anki.model import DateValue, Fact, Kind
from essay2anki.plain import from_plain, to_plain
from essay2anki.problems import DeckFileError, LockError, Problem
from essay2anki.run import Run
from essay2anki.spool import Spool

DATE = DateValue(precision="year", vague=False, year=True, era="AD", first=1848, last=1848)
FACT = Fact(kind=Kind.DATE, relation="dated", subject="the Act", value="1848", evidence=(), finder="x", date=DATE)


def test_facts_come_back_as_they_were(essay_path: Path, drafted: Callable[[Path], Run]) -> None:
    """All facts of the project's texts, through JSON."""
    (essay,) = drafted(essay_path).essays
    facts = find_facts(essay, analyse(essay))

    assert facts
    assert facts == from_plain(Fact, json.loads(json.dumps(to_plain(facts))))


def test_what_has_its_default_takes_no_room() -> None:
    """At the end of a value."""
    assert to_plain(FACT) == [
        "date",
        "dated",
        "the Act",
        "1848",
        [],
        "x",
        "",
        "",
        "",
        ["year", False, True, "AD", 1848, 1848],
    ]
    assert to_plain(DateValue(precision="day", vague=True, year=False)) == ["day", True, False]


@pytest.mark.parametrize(
    "plain",
    [
        None,
        {},
        "x",
        [[]],
        [None],
        [["date"]],
        [["dance", "dated", "the Act", "1848", [], "x"]],
        [["date", "dated", "the Act", 1848, [], "x"]],
        [["date", "dated", "the Act", "1848", {}, "x"]],
        [["date", "dated", "the Act", "1848", [[1]], "x"]],
        [["date", "dated", "the Act", "1848", [], "x", "", "", "", ["year", 0, True]]],
    ],
)
def test_what_is_no_such_value_is_told(plain: Any) -> None:
    """Whatever stands in a file that somebody has damaged."""
    with pytest.raises(ValueError, match=r"Fact|dance"):
        from_plain(Fact, plain)


def test_what_waits_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row grows beyond what is held in memory, and reads as any other."""
    monkeypatch.setattr(spool, "IN_MEMORY", 100)
    row = Spool(["x" * number for number in range(60)])
    row.append("last")

    assert 61 == len(row)
    assert "xx" == row[2]
    assert "last" == row[-1]
    assert ["", "x"] == row[:2]
    assert [*row][58:] == ["x" * 58, "x" * 59, "last"]
    with pytest.raises(IndexError):
        row[61]


@pytest.mark.parametrize(
    "error", [LockError(Problem(message="m", advice="a")), DeckFileError([Problem(message="m", advice="a")])]
)
def test_an_error_can_come_from_another_process(error: LockError | DeckFileError) -> None:
    """With all that it carries."""
    come = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own

    assert (type(come), come.problem, str(come)) == (type(error), error.problem, str(error))
