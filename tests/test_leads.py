"""The sentence before: when it stands above a prompt, and what else then changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import cases
from test_facts import deck_of

from essay2anki.cache import Cache
from essay2anki.cards import make_cards
from essay2anki.cli import main
from essay2anki.curate import curate
from essay2anki.facts import find_facts
from essay2anki.language.analyse import analyse
from essay2anki.model import Card, Kind
from essay2anki.read import read
from essay2anki.store import Store
from essay2anki.timeline import with_timeline

BOARD = (
    "Parliament set up a Board of Health under Edwin Chadwick. "
    "It was wound up in 1858 because vestries resented its powers."
)


def led_of(text: str) -> list[Card]:
    """The cards of a text that stand below the sentence before."""
    return [card for card in deck_of(text).cards if card.led]


@pytest.mark.parametrize("case", cases("leads"))
def test_what_stands_below_the_sentence_before(case: dict[str, Any]) -> None:
    """Cards that would be riddles are shown below the sentence before, if it explains them; others are not."""
    assert sorted(case["led"]) == sorted(
        f"{card.context} ‖ {card.question} → {card.answer}" for card in led_of(case["text"])
    )


def test_the_sentence_before_is_evidence() -> None:
    """All that a card shows stands in its quotes."""
    (card,) = led_of(BOARD)

    assert card.context in [quote.quote for quote in card.evidence]
    assert card.evidence[0].quote.startswith("It was wound up")


def test_pronouns_in_the_sentence_before_are_named() -> None:
    """Whom it speaks of, the sentence before that one tells, and is evidence as well."""
    (card,) = led_of(
        "Edwin Chadwick led the Board of Health. He wanted drains in every town. "
        "This alarmed the vestries of London in 1858."
    )

    assert card.context == "Edwin Chadwick wanted drains in every town."
    assert len(card.evidence) == len(["its own", "the one before", "the one that names him"])


@pytest.mark.parametrize(
    ("before", "asked"),
    [("", True), ("In 1811 the harvest had failed. ", False), ("The year 1812 began badly. ", True)],
)
def test_the_essay_question_tells_the_year(before: str, asked: bool) -> None:  # noqa: FBT001 - a case
    """A day stands below it, unless the paragraph has just spoken of another year, or the topic has it anyway."""
    question = "Why did the invasion of 1812 fail?"
    text = f"{before}On 14 September Marshal Murat entered Moscow at the head of the cavalry."
    essay = read("x.txt", f"Murat\nTITLE\n{question}\nESSAY\n{text}".encode())
    deck = curate("x", [(essay, make_cards(essay, find_facts(essay, analyse(essay))))])

    assert [card.context for card in deck.cards if card.answer == "14 September"] == [question] * asked
    assert {card.context for card in deck_of(text, question).cards if card.answer == "14 September"} <= {""}


def test_what_leans_on_the_sentence_before_is_in_no_timeline() -> None:
    """In a row of events nothing stands above each."""
    deck = deck_of(
        f"{BOARD} John Snow traced an outbreak in Soho in 1854. The Sanitary Act was passed in 1866. "
        "The Public Health Act was passed in 1875."
    )
    (timeline,) = [card for card in with_timeline(deck).cards if card.kind is Kind.TIMELINE]

    assert any(card.led and card.answer == "1858" for card in deck.cards)
    assert "1858" not in timeline.answer
    assert "1866" in timeline.answer


def test_the_sentence_before_is_remembered_with_its_facts(tmp_path: Path) -> None:
    """Facts from the cache are those that were found, as those of the source that now has the text."""
    essay = read("old.txt", f"TITLE\nWhy?\nESSAY\n{BOARD}".encode())
    cache = Cache(Store(tmp_path))
    facts = find_facts(essay, analyse(essay))
    cache.put(essay, facts)

    found = cache.get(replace(essay, source="new.txt"))

    assert found is not None
    leads = [fact.lead for fact in found if fact.lead]
    assert [lead.text for lead in leads] == [fact.lead.text for fact in facts if fact.lead]
    assert {quote.source for lead in leads for quote in lead.evidence} == {"new.txt"}


def test_a_drafted_deck_file_with_such_a_card_is_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the deck file shows above the prompt, `check` takes for what it is."""
    monkeypatch.chdir(tmp_path)
    Path("board.txt").write_text(f"TITLE\nWhy was there a Board of Health?\nESSAY\n{BOARD}", encoding="utf-8")
    runner = CliRunner()
    drafted = runner.invoke(main, ["draft", "board.txt"])
    (file,) = Path().rglob("*.yaml")

    checked = runner.invoke(main, ["check", str(file)])

    assert drafted.exit_code == 0
    assert "context: Parliament set up a Board of Health under Edwin Chadwick." in file.read_text(encoding="utf-8")
    assert "orphan-reference" not in checked.output
    assert "not-in-evidence" not in checked.output


def test_two_questions_may_stand_below_one_sentence() -> None:
    """What they have above them does not make one question of them."""
    asked = led_of(
        "Ministers of the four northern towns met at Skipton Castle after the floods and agreed on a toll for coal. "
        "The agreement damaged trade because carters stayed away, and the agreement weakened guilds because bread "
        "was dear."
    )

    assert {"Carters stayed away", "Bread was dear"} == {card.answer for card in asked}
