"""Where essay and notes contradict each other: what is found, what only looks like it, what becomes of the cards."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import cases

from essay2anki.check import Checked
from essay2anki.cli import main
from essay2anki.drafting import draft
from essay2anki.read import read
from essay2anki.rules.contradictions import contradictions
from essay2anki.run import Run

PACTS = """\
TITLE
How far did trade matter?
ESSAY
The Rapallo Pact of 1922 strengthened ties with Germany. Lenin founded the Comintern in Moscow in March 1919.
NOTES
- The Rapallo Pact was signed in 1923 and strengthened ties with Germany.
- Comintern founded in March 1919
"""
TOPICS = {"Trade": "1922", "Peace": "1930"}


@pytest.mark.parametrize("case", cases("contradictions"))
def test_a_case(case: dict[str, Any]) -> None:
    """The pairs of values that the case names, and no others."""
    essay = read("x.txt", f"TITLE\nWhy?\nESSAY\n{case['essay']}\nNOTES\n{case['notes']}".encode())
    found = [[*each.values] for each in contradictions([essay])]

    assert case["found"] == found


@pytest.fixture
def pacts(tmp_path: Path) -> Path:
    """An essay that says 1922 where its notes say 1923."""
    path = tmp_path / "pacts.txt"
    path.write_text(PACTS, encoding="utf-8")
    return path


def test_nothing_contested_is_taught(pacts: Path, drafted: Callable[[Path], Run]) -> None:
    """No card shows either date, `--explain` tells why, and what is not contested is asked."""
    (deck,) = drafted(pacts).decks
    shown = [f"{card.front} {card.answer}" for card in deck.cards]
    contested = [each for each in deck.rejections if each.rule == "contradiction"]

    assert not any(year in text for text in shown for year in ("1922", "1923"))
    assert any("Comintern" in text for text in shown)
    assert "the essay, line 4, says 1922" in [each.reason for each in contested]


def test_both_places_are_told_once(pacts: Path, drafted: Callable[[Path], Run]) -> None:
    """The problem has the place of the one and names that of the other; `check` does not tell it twice."""
    run = drafted(pacts)
    (found,) = [problem for problem in run.problems if problem.rule == "contradiction"]

    assert (str(pacts), 4, "warning") == (found.source, found.line, found.severity)
    assert found.message == f"essay and notes disagree: “1922” here, “1923” in {pacts}:6"
    assert "The Rapallo Pact was signed in 1923" in found.advice
    assert not [each for each in Checked(run.decks, [], run.essays).findings if each.rule == "contradiction"]


@pytest.mark.parametrize("command", [["cards"], ["build", "-o", "{}/out"], ["draft", "-d", "{}/decks"], ["check"]])
def test_every_command_tells_it(pacts: Path, command: list[str]) -> None:
    """What a person should correct is seen at the first command, and does not stop it."""
    arguments = [each.format(pacts.parent) for each in command]
    result = CliRunner().invoke(main, [*arguments, str(pacts)])

    assert f"{pacts}:4: warning: essay and notes disagree" in result.output
    assert result.exit_code == 0


def test_a_row_of_a_data_set_stands_on_one_line(tmp_path: Path) -> None:
    """Its places are those of the file: in the evidence of the cards, and in what is told."""
    path = tmp_path / "d.jsonl"
    essay, notes = PACTS.removeprefix("TITLE\nHow far did trade matter?\nESSAY\n").split("NOTES\n")
    rows = ({"title": f"How far did {what} matter?", "essay": essay, "notes": notes} for what in ("trade", "peace"))
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    run = draft([str(path)])

    assert {1, 2} == {quote.line for deck in run.decks for card in deck.cards for quote in card.evidence}
    assert [f"{path}:{row}: warning: essay and notes disagree" for row in (1, 2)] == [
        str(problem).partition(": “")[0] for problem in run.problems if problem.rule == "contradiction"
    ]


def test_two_essays_of_one_deck(pacts: Path) -> None:
    """Essays of one topic are compared too; those of another topic are not."""
    texts = {topic: f"{topic}\n{PACTS.partition('NOTES')[0]}".replace("1922", year) for topic, year in TOPICS.items()}
    for name, text in texts.items():
        (pacts.parent / f"{name}.txt").write_text(text, encoding="utf-8")
    pacts.write_text(texts["Trade"].replace("1922", "1924"), encoding="utf-8")
    decks = draft([str(pacts.parent)]).decks

    assert {"Trade": [("1922", "1924")], "Peace": []} == {
        deck.name: [each.values for each in deck.contradictions] for deck in decks
    }
