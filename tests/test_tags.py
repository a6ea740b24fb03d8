"""Tags: by them a student filters a deck; none gives an answer away."""

from __future__ import annotations

import pytest

from essay2anki.cards import make_cards
from essay2anki.curate import curate
from essay2anki.deckfile import as_deck, load
from essay2anki.facts import find_facts
from essay2anki.language.analyse import analyse
from essay2anki.model import Card
from essay2anki.read import read
from essay2anki.sides import side_of

TEXT = """TITLE
How far did the pacts succeed?
SUBJECT
HISTORY
PAPER
AS LEVEL
ESSAY
Successes
The Rapallo Pact of 1922 strengthened ties with Germany.
Failures
The Zinoviev letter damaged relations with Britain in 1924.
NOTES
- The Treaty of Berlin of 1926 renewed the old ties.
"""


@pytest.fixture(scope="module")
def cards() -> tuple[Card, ...]:
    """The cards of a small essay with two sides."""
    essay = read("x.txt", TEXT.encode())
    return curate("x", [(essay, make_cards(essay, find_facts(essay, analyse(essay))))]).cards


def test_a_card_is_tagged_by_kind_section_side_subject_and_paper(cards: tuple[Card, ...]) -> None:
    """All tags stand below one root, apart from those of the student."""
    date = next(card for card in cards if card.answer == "1922")

    assert (
        "essay2anki::kind::date",
        "essay2anki::section::essay",
        "essay2anki::side::success",
        "essay2anki::subject::HISTORY",
        "essay2anki::paper::AS_LEVEL",
    ) == date.tags


def test_what_only_the_notes_say_is_marked(cards: tuple[Card, ...]) -> None:
    """A student sees that the essay leaves it out."""
    noted = [card for card in cards if "essay2anki::notes-only" in card.tags]

    assert noted
    assert all("Berlin" in f"{card.front} {card.answer}" for card in noted)


def test_a_card_that_asks_for_the_side_is_not_tagged_with_it(cards: tuple[Card, ...]) -> None:
    """Its tag would be its answer."""
    asked = [card for card in cards if card.rule.startswith("sides/")]

    assert asked
    assert not [tag for card in asked for tag in card.tags if "::side::" in tag]


@pytest.mark.parametrize(
    ("heading", "side"),
    [
        ("Successes", "success"),
        ("Limits of the reforms", "limit"),
        ("Failures › Genoa", "failure"),
        ("Successes and failures", ""),
        ("Reasons for the war", ""),
        ("", ""),
    ],
)
def test_the_side_of_a_heading(heading: str, side: str) -> None:
    """A heading that names none, or both, tells no side."""
    assert side == side_of(heading)


OWN = """\
deck: HISTORY::AS LEVEL::Pacts
cards:
- prompt: In which year was the Rapallo Pact signed?
  answer: 1922
  tags: essay2anki::kind::date essay2anki::subject::HISTORY essay2anki::paper::AS_LEVEL
  key: date/dated/pact-rapallo/1
  made: date 1 2 3
- prompt: Who signed it for Russia?
  answer: Chicherin
  tags: mine
- prompt: Why was it signed?
  answer: Both were outcasts
  tags: essay2anki::kind::judgment
"""


def test_a_card_that_a_person_added_is_tagged_like_its_fellows() -> None:
    """With its kind and their subject and paper, before the person's own tags; machine tags that are there stay."""
    (_, who, why) = as_deck(load(OWN, "x.yaml")).cards

    assert (
        "essay2anki::kind::person",
        "essay2anki::subject::HISTORY",
        "essay2anki::paper::AS_LEVEL",
        "mine",
    ) == who.tags
    assert ("essay2anki::kind::judgment",) == why.tags
