"""The project's own texts: their cards are as expected, and what every card promises holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import shown

from essay2anki.drafting import draft
from essay2anki.model import BLANK, Card, Deck, Essay
from essay2anki.read import read
from essay2anki.read.repair import repair
from essay2anki.rules import objection
from essay2anki.run import Run

NUMBER = re.compile(r"\d[\d,.]*\d|\d")
NAME = re.compile(r"(?<=[\w,] )[A-Z][\w’'-]+")
FRAMES = {"What", "Who", "Why", "In", "On", "By", "From", "Which", "Roughly", "Between", "According"}
"""Words that a question frame puts in mid-text with a capital."""


def test_the_cards_are_as_expected(deck: Deck, essay_path: Path, request: pytest.FixtureRequest) -> None:
    """Every change of a card shows up in a file that a person reads: run `pytest --update` and look at the diff."""
    expected = Path(__file__).parent / "corpus" / f"{essay_path.stem}.cards"
    if request.config.getoption("--update"):
        expected.write_text(shown(deck), encoding="utf-8")

    assert expected.read_text(encoding="utf-8") == shown(deck)


def test_every_quote_stands_in_the_source(deck: Deck, essay_path: Path) -> None:
    """A quote is the repaired slice of the source at its span."""
    text = essay_path.read_text(encoding="utf-8")

    for card in deck.cards:
        assert card.evidence
        for quote in card.evidence:
            assert quote.quote == repair(text[quote.start : quote.end]).text
            assert quote.quote.split()[0] in text.split("\n")[quote.line - 1]


def test_numbers_and_names_stand_in_the_evidence(deck: Deck, essay_path: Path) -> None:
    """No number, date or name is on a card that is not in its evidence, or in the title and headings above it."""
    essay = read(str(essay_path), essay_path.read_bytes())

    for card in deck.cards:
        allowed = _allowed(card, essay)
        words = f"{card.question.replace(BLANK, ' ')} — {card.context} — {card.answer}"
        for found in [*NUMBER.findall(words), *NAME.findall(words)]:
            assert found in FRAMES or re.sub(r"[’']s$", "", found.lower()) in allowed, (found, card)


def _allowed(card: Card, essay: Essay) -> str:
    quotes = " ".join(f"{quote.quote} {quote.heading}" for quote in card.evidence)
    return f"{quotes} {essay.title} {essay.topic}".lower()


def test_the_answer_stands_in_the_evidence(deck: Deck) -> None:
    """Answers are the source's own words; a judgment may name its side before them."""
    for card in deck.cards:
        quotes = re.sub(r"\W+", " ", " ".join(quote.quote for quote in card.evidence)).lower()
        answer = re.sub(r"\W+", " ", re.sub(r"^[A-Z]\w+: ", "", card.answer)).lower().strip()
        assert answer in quotes, card


def test_no_rule_objects_to_a_card(deck: Deck, essay_path: Path) -> None:
    """What is kept passes every rule, also after cards were merged."""
    essay = read(str(essay_path), essay_path.read_bytes())

    assert [] == [(card.front, objection(card, essay)) for card in deck.cards if objection(card, essay)]


def test_identities_are_unique(deck: Deck) -> None:
    """No two cards of a deck share a front, or key and number; the cards of a note stand together."""
    assert len(deck.cards) == len({(card.key, card.number) for card in deck.cards})
    assert len(deck.cards) == len({card.front for card in deck.cards})
    assert deck.cards == tuple(card for cards in deck.notes for card in cards)


def test_examiners_are_not_quoted(deck: Deck) -> None:
    """Instructions to examiners stand in every text of the corpus, and on no card."""
    told = " ".join(f"{card.front} {card.answer} {card.evidence}" for card in deck.cards).lower()

    assert "accept any" not in told
    assert "level 4" not in told


def test_a_second_run_changes_nothing(essay_path: Path, drafted: Callable[[Path], Run]) -> None:
    """The same source gives the same cards, keys and order."""
    assert [*drafted(essay_path).decks] == [*draft([str(essay_path)]).decks]
