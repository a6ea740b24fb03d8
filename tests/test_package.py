"""Packages, judged by the real Anki."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection
from hypothesis import given
from hypothesis import strategies as st

from essay2anki.model import BLANK, Card, Deck, Evidence, Kind, Section
from essay2anki.notes import CLOZE, QUESTION, note_of
from essay2anki.notes.html import escape
from essay2anki.package import pack, write_package
from essay2anki.problems import PackageError

NOW = 1_795_400_000
HOSTILE = r"<script>alert(1)</script> <img onerror=x> {{c1::a}} }} :: [latex]x[/latex] [sound:a.mp3] \(x\) \[y\] & é"
QUOTE = Evidence(quote="It was so.", source="a/x.txt", section=Section.ESSAY, heading="Why", line=1, start=0, end=9)
CARD = Card(
    key="date/dated/pact-rapallo/00000000",
    kind=Kind.DATE,
    type="question",
    question="In which year was the Rapallo Pact signed?",
    answer="1922",
    context="",
    evidence=(QUOTE,),
    rule="dated_names/dates",
    score=8,
)
GAP = replace(
    CARD, key="event/named/x/0", kind=Kind.EVENT, type="cloze", question=f"The {BLANK} ended it.", answer="Pact"
)
DECK = Deck(name="HISTORY::A::Pacts", sources=("a/x.txt",), cards=(CARD, GAP), rejections=())


def fields_of(collection: Collection) -> dict[str, list[str]]:
    """Guid → the fields of each note."""
    notes = (collection.get_note(note_id) for note_id in collection.find_notes(""))
    return {note.guid: note.fields for note in notes}


def shown(collection: Collection, side: str) -> list[str]:
    """The text of each card's side as Anki renders it."""
    cards = (collection.get_card(card_id) for card_id in collection.find_cards(""))
    return [re.sub(r"<[^>]*>", " ", getattr(card, side)()) for card in cards]


def test_the_real_anki_imports_every_deck(
    deck: Deck, tmp_path: Path, collection: Collection, import_package: Callable[[Path], Any]
) -> None:
    """All notes arrive as new, each with one card that is not empty, in the deck of its name, in study order."""
    write_package([deck], tmp_path / "x.apkg", now=NOW)
    log = import_package(tmp_path / "x.apkg")

    assert len(deck.cards) == len(log.new) == log.found_notes
    assert not [*log.conflicting, *log.empty_first_field, *log.missing_notetype, *log.missing_deck]
    assert deck.name in {each.name for each in collection.decks.all_names_and_ids()}
    order = [collection.get_card(card_id).note().guid for card_id in collection.find_cards("", order="c.due")]
    assert [note_of(card).guid for card in deck.cards] == order
    assert not collection.get_empty_cards().notes
    assert all(card.question.replace(BLANK, "") for card in deck.cards)
    assert all(text.strip() for text in shown(collection, "question") + shown(collection, "answer"))
    assert not collection.fix_integrity()[0].replace("Database rebuilt and optimized.", "").strip()


def test_prompt_answer_topic_and_evidence_are_shown(
    tmp_path: Path, collection: Collection, import_package: Callable[[Path], Any]
) -> None:
    """The front shows kind, topic and prompt; the back the answer and the quote with its place."""
    write_package([DECK], tmp_path / "x.apkg", now=NOW)
    import_package(tmp_path / "x.apkg")
    front, back = shown(collection, "question")[0], shown(collection, "answer")[0]

    assert "In which year was the Rapallo Pact signed?" in front
    assert "Pacts" in front
    assert "Date" in front
    assert "1922" not in front
    assert "1922" in back
    assert "It was so." in back
    assert "Essay › Why" in back


def test_an_unchanged_import_adds_nothing_and_a_later_one_updates(
    tmp_path: Path, collection: Collection, import_package: Callable[[Path], Any]
) -> None:
    """The same card is the same note for ever: its words change, no second note appears."""
    write_package([DECK], tmp_path / "1.apkg", now=NOW)
    import_package(tmp_path / "1.apkg")
    assert len(import_package(tmp_path / "1.apkg").duplicate) == len(DECK.cards)

    reworded = replace(DECK, cards=(replace(CARD, answer="16 April 1922"), GAP))
    write_package([reworded], tmp_path / "2.apkg", now=NOW + 60)
    log = import_package(tmp_path / "2.apkg")

    assert len(log.new) == 0
    assert len(fields_of(collection)) == len(DECK.cards)
    assert "16 April 1922" in fields_of(collection)[note_of(CARD).guid]


def test_hostile_text_is_shown_as_text(
    tmp_path: Path, collection: Collection, import_package: Callable[[Path], Any]
) -> None:
    """Markup of HTML, Anki, LaTeX and MathJax in a source is shown letter by letter."""
    quote = replace(QUOTE, quote=HOSTILE, heading=HOSTILE)
    cards = tuple(
        replace(card, question=f"{card.question} {HOSTILE}", answer=HOSTILE, context=HOSTILE, evidence=(quote,))
        for card in (CARD, GAP)
    )
    write_package([replace(DECK, cards=cards)], tmp_path / "x.apkg", now=NOW)
    import_package(tmp_path / "x.apkg")

    for card_id in collection.find_cards(""):
        card = collection.get_card(card_id)
        html = card.answer()
        assert "<script" not in html
        assert "<img" not in html
        assert "[sound:" not in html
        assert "[latex]" not in html
        assert r"\(" not in html
        assert not card.answer_av_tags()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert len(collection.find_cards("")) == len(cards)


@given(st.text())
def test_escaping_shows_every_letter(text: str) -> None:
    """Any text becomes HTML without tags, fields or deletions of its own."""
    escaped = escape(text)

    assert not re.search(r"[<>{}\[\]\x00-\x08\x0b-\x1f]", escaped)
    assert "::" not in escaped
    assert r"\(" not in escaped


def test_one_identity_twice_is_refused() -> None:
    """Anki would import both, and update only one of them for ever."""
    with pytest.raises(PackageError, match="one identity"):
        pack([replace(DECK, cards=(CARD, CARD))], now=NOW)


def test_the_bytes_depend_on_nothing_but_cards_and_time() -> None:
    """Two packages of the same cards and time are the same file."""
    assert pack([DECK], now=NOW) == pack([DECK], now=NOW)
    assert pack([DECK], now=NOW) != pack([DECK], now=NOW + 1)


def test_several_decks_in_one_package(
    tmp_path: Path, collection: Collection, import_package: Callable[[Path], Any]
) -> None:
    """Each deck arrives under its own name."""
    other = replace(DECK, name="HISTORY::A::Wars", cards=(replace(CARD, key="other"),))
    write_package([DECK, other], tmp_path / "x.apkg", now=NOW)
    import_package(tmp_path / "x.apkg")

    assert {"HISTORY::A::Pacts", "HISTORY::A::Wars"} <= {deck.name for deck in collection.decks.all_names_and_ids()}


def test_nothing_is_left_beside_the_package(tmp_path: Path) -> None:
    """A package is written whole, and no temporary file stays."""
    write_package([DECK], tmp_path / "deep" / "x.apkg", now=NOW)

    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["x.apkg"]
    assert zipfile.ZipFile(tmp_path / "deep" / "x.apkg").namelist() == ["collection.anki2", "media"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A file where a folder should be is told with its name, and stays as it is."""
    (tmp_path / "file").write_text("mine")

    with pytest.raises(PackageError, match=r"the package cannot be written"):
        write_package([DECK], tmp_path / "file" / "x.apkg", now=NOW)
    assert (tmp_path / "file").read_text() == "mine"


def test_the_shape_of_the_note_types() -> None:
    """Once learners have a deck, a changed shape cuts them off: change this test with open eyes."""
    spare = ("Spare 1", "Spare 2", "Spare 3", "Spare 4")

    assert (1772822112, "essay2anki question") == (QUESTION.id, QUESTION.name)
    assert ("Prompt", "Answer", "Context", "Evidence", "Kind", "Sort", *spare) == QUESTION.fields
    assert (2108905987, "essay2anki cloze") == (CLOZE.id, CLOZE.name)
    assert ("Text", "Context", "Evidence", "Kind", "Sort", *spare) == CLOZE.fields
