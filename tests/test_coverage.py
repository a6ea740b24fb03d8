"""What becomes of the points of mark scheme and essay."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from essay2anki.cli import main
from essay2anki.deckfile import as_deck, load
from essay2anki.deckfile.writing import first_file
from essay2anki.drafting import draft
from essay2anki.rules.coverage import coverage

TEXT = """\
TITLE
Why did the voyages end?
ESSAY
The admiral Zheng He died in 1433 at Calicut.

Nobody knows what the next court thought of the sea and of those who sailed it.

The officials hated the eunuchs, and that was the end of the matter at court.
NOTES
- Zheng He died in 1433 at Calicut.
- officials and their hatred of eunuchs at the court
- The emperor was taken prisoner at Tumu in 1449.
Credit any other valid point about the cost of the voyages.
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A text whose notes are asked for, only said, and left out."""
    path = tmp_path / "zheng_he.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_each_point_has_its_state(source: Path) -> None:
    """By a card, by the essay alone, by nothing; a paragraph is silent if no card quotes it."""
    run = draft([str(source)])
    (deck,) = run.decks
    cards = tuple(card for card in deck.cards if card.evidence[0].line in {4, 10})
    found = coverage(run.essays, as_deck(load(first_file(replace(deck, cards=cards)), "x.yaml")))

    assert [(10, True), (11, False), (12, False)] == [(note.line, note.asked) for note in found.notes]
    assert [11] == [note.line for note in found.unasked]
    assert [12] == [note.line for note in found.left_out]
    assert [6, 8] == [point.line for point in found.silent]


def test_essays_of_other_decks_do_not_count(source: Path) -> None:
    """A deck answers for its own sources alone."""
    run = draft([str(source)])
    (deck,) = run.decks
    found = coverage(run.essays, as_deck(load("deck: Another\nsources: b.txt\ncards:\n", "x.yaml")))

    assert deck.cards
    assert (found.notes, found.essay) == ((), ())


def test_build_tells_it(source: Path) -> None:
    """Two lines a deck; with -v the points themselves."""
    arguments = ["build", str(source), "-o", str(source.parent / "out")]
    told = CliRunner().invoke(main, arguments).output
    verbose = CliRunner().invoke(main, [*arguments, "-v"]).output

    assert "mark scheme  3 points: " in told
    assert "essay        3 points: " in told
    assert "no card      zheng_he.txt:6 Nobody knows what the next court thought" in verbose
    assert "no card  " not in told
