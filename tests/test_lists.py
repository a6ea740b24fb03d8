"""Lists and plans: which are made of a text, all or nothing, and what becomes of them in the real Anki."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection
from conftest import cases
from test_facts import deck_of
from test_updates import START, rows

from essay2anki.model import Card
from essay2anki.pipeline import build
from essay2anki.release import target
from essay2anki.rules import objection

FRAME = "Rome\nTITLE\nWhy did Rome fall?\nESSAY\n"


def lists_of(cards: tuple[Card, ...]) -> dict[str, list[str]]:
    """Prompt → the answers of each list, in the order of their numbers."""
    found: dict[str, list[str]] = {}
    for card in sorted((card for card in cards if card.type == "list"), key=lambda card: card.number):
        found.setdefault(card.heading, []).append(card.answer)
    return found


@pytest.mark.parametrize("case", cases("lists"))
def test_what_is_listed(case: dict[str, Any]) -> None:
    """The lists and plans of a text are those of the case, no more and no less."""
    deck = deck_of(case["text"], title=case.get("title", "Why?"), notes=case.get("notes", ""))

    assert case["lists"] == lists_of(deck.cards)


def test_the_learner_sees_the_other_items() -> None:
    """A card blanks one item and shows the rest in their order; its quote is the sentence."""
    deck = deck_of("Three factors explain the fall of Rome: plague, inflation and civil war.")

    card = next(card for card in deck.cards if card.answer == "Inflation")
    assert card.front == "Which three factors explain the fall of Rome? Plague · [...] · Civil war"
    assert [quote.quote for quote in card.evidence] == [
        "Three factors explain the fall of Rome: plague, inflation and civil war."
    ]


def test_each_point_has_its_own_quote() -> None:
    """What stands under a heading is borne out by its own line, label and all."""
    notes = "Causes of the fall of Rome:\n- Plague: a third of the people died.\n- Inflation of the currency"
    deck = deck_of("It was so.", notes=notes)

    assert {
        "Plague": ["Plague: a third of the people died."],
        "Inflation of the currency": ["Inflation of the currency"],
    } == {card.answer: [quote.quote for quote in card.evidence] for card in deck.cards if card.type == "list"}


def test_one_bad_item_takes_the_list_with_it() -> None:
    """A list without one of its items would be false; each rejected card says why."""
    deck = deck_of("Three factors explain the fall of Rome: plague, the crisis and civil war.")

    assert {} == lists_of(deck.cards)
    rejected = {each.card.answer: each.rule for each in deck.rejections if each.card.type == "list"}
    assert {"Plague", "The crisis", "Civil war"} == rejected.keys()


def test_essay_and_notes_are_one_list_with_both_quotes() -> None:
    """What both enumerate is asked once."""
    essay = "The main effects of the Enclosure Acts were higher yields, larger farms and the loss of common land."
    notes = (
        "- Main effects of the Enclosure Acts: higher yields, larger farms, loss of common land\n- Landlords gained."
    )
    deck = deck_of(essay, notes=notes)

    (items,) = lists_of(deck.cards).values()
    assert ["Higher yields", "Larger farms", "The loss of common land"] == items
    assert {2} == {len(card.evidence) for card in deck.cards if card.answer in {"Higher yields", "Larger farms"}}


def test_what_a_list_asks_for_is_not_asked_at_once_too() -> None:
    """`What does it consist of?` with three answers in one goes where the list is."""
    deck = deck_of("The human heart consists of two atria, two ventricles and four valves.")

    assert {"list"} == {card.type for card in deck.cards if "consist" in card.question}


def test_a_plan_that_repeats_a_list_is_left_out() -> None:
    """The introduction announces three factors, and the paragraphs take them up."""
    deck = deck_of(
        "Three factors explain the fall of Rome: the spread of plague, the growth of taxes and the quarrels of kings.\n"
        "Firstly, the spread of plague weakened the towns.\n"
        "Secondly, the growth of taxes weakened trade.\n"
        "Thirdly, the quarrels of kings weakened the frontier.\n"
        "To conclude, plague came first."
    )

    assert ["Which three factors explain the fall of Rome?"] == [*lists_of(deck.cards)]


def test_no_rule_objects_to_an_item_as_it_stands_in_a_deck_file() -> None:
    """An item knows its neighbours only where they are all there: a list of one word twice gives itself away."""
    deck = deck_of("Three factors explain the fall of Rome: plague, inflation and civil war.")
    card = next(card for card in deck.cards if card.type == "list")

    doubled = replace(card, items=(card.answer, f"{card.answer} of 165", "Civil war"))
    assert objection(doubled, _essay()) == ("answer-on-front", "most of the answer")


def _essay() -> Any:
    from essay2anki.read import read  # noqa: PLC0415 - only here

    return read("x.txt", f"{FRAME}It fell.".encode())


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("plague, inflation and civil war", "plague, lead, inflation and civil war", 3),
        ("plague, lead, inflation and civil war", "plague, inflation and civil war", 3),
        ("plague, inflation and civil war", "civil war, plague and inflation", 3),
        ("plague, inflation and civil war", "plague, inflation and civil wars", 3),
    ],
)
def test_progress_on_the_other_items_is_kept(
    before: str,
    after: str,
    kept: int,
    tmp_path: Path,
    collection: Collection,
    import_package: Callable[[Path], Any],
) -> None:
    """An item comes or goes, is moved or corrected: in the real Anki the others stay where the student had got to."""
    counts = {3: "Three", 4: "Four"}

    def published(row: str, day: int) -> Path:
        count = counts[row.count(",") + 2]
        (tmp_path / "essay.txt").write_text(
            f"{FRAME}{count} factors explain the fall of Rome: {row}.", encoding="utf-8"
        )
        run = build([str(tmp_path / "essay.txt")], target(tmp_path / "out"), now=START + day * 86_400)
        return run.built[0].path

    import_package(published(before, 0))
    cards = collection.find_cards("note:*list*")
    for place, card in enumerate(cards):
        collection.sched.set_due_date([card], f"{place + 3}")
    shown = {_blanked(collection, card): rows(collection)[card] for card in cards}

    import_package(published(after, 30))

    assert len(collection.find_notes("note:*list*")) == 1
    now = {_blanked(collection, card): rows(collection)[card] for card in collection.find_cards("note:*list*")}
    assert {answer: shown[answer] for answer in now.keys() & shown.keys()} == {
        answer: now[answer] for answer in now.keys() & shown.keys()
    }
    assert len([row for answer, row in now.items() if answer and row in shown.values()]) == kept


def _blanked(collection: Collection, card: Any) -> str:
    """The item that a list card asks for: what its back shows and its front does not."""
    found = collection.get_card(card)
    if 'class="cloze"' not in found.answer():
        return ""  # its item has gone; Anki's *Empty Cards* removes it
    items = found.answer().split('<ul class="e2a-items">')[1].split("</ul>")[0]
    return items.split('<span class="cloze"')[1].split(">", 1)[1].split("</span>")[0]
