"""Deck files: what a person writes is what they mean, what cannot be meant is told, and what is written can be read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from conftest import cases
from hypothesis import given
from hypothesis import strategies as st
from test_package import CARD, DATED, DECK, GAP, HOSTILE, ITEMS, REVERSE, SECOND_GAP

from essay2anki.deckfile import DeckFile, Entry, as_deck, load, unfounded
from essay2anki.deckfile.entries import Wording
from essay2anki.deckfile.lines import scan
from essay2anki.deckfile.render import fields_of, rendered
from essay2anki.deckfile.shapes import cards_of, entry_of
from essay2anki.deckfile.writing import first_file
from essay2anki.model import BLANK, Deck, Kind
from essay2anki.notes import DATE, LIST, QUESTION, note_of, type_of
from essay2anki.problems import DeckFileError

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200)
WORDS = st.lists(
    st.text(alphabet=st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=12), min_size=1, max_size=40
).map(" ".join)
SENTENCES = st.lists(
    st.sampled_from(["prompt:", "#", "-", "{{c1::x}}", "“Yes”:", "it’s", '"', "'", "|", ">"]), min_size=1
).map(" ".join)
ANY = TEXT | WORDS | SENTENCES


def written(*cards: str) -> str:
    """A file with cards as they are written."""
    return "deck: Pacts\ncards:\n" + "".join(cards)


def the_only(text: str) -> Entry:
    """The entry of a file with one card."""
    (entry,) = load(text, "x.yaml").entries
    return entry


def loaded(text: str) -> DeckFile | DeckFileError:
    """A file, or why it is none."""
    try:
        return load(text, "x.yaml")
    except DeckFileError as error:
        return error


# Reading


@pytest.mark.parametrize("case", cases("deckfile"))
def test_what_a_person_writes_is_what_they_mean(case: dict[str, Any]) -> None:
    """Without quotes, with colons and hashes, set in unevenly: every scalar is text."""
    entry = the_only(written(case["written"]))
    means = case["means"]
    evidence = [[quote.quote, quote.source, quote.section, quote.line] for quote in entry.evidence]

    assert {**entry.wording.filled} == {name: text for name, text in means.items() if name in entry.wording.filled}
    assert (means.get("status", ""), means.get("accept", "")) == (entry.status, entry.accept)
    assert (means.get("tags", []), means.get("evidence", [])) == ([*entry.tags], evidence)
    assert not means.keys() - {*entry.wording.filled, "status", "accept", "tags", "evidence"}


@pytest.mark.parametrize("case", cases("deckfile"))
def test_reading_changes_nothing(case: dict[str, Any]) -> None:
    """Head, entries and tail in a row are the file, and the same card with comments around it is the same card."""
    text = written("# mine\n\n", case["written"], "\n# the end\n", case["written"], "\n# really\n")
    file = load(text, "x.yaml")

    assert text == file.text
    assert replace(file.entries[0], line=0) == replace(file.entries[1], line=0)


@pytest.mark.parametrize("case", cases("deckfile_faults"))
def test_what_cannot_be_meant_is_told_with_its_line(case: dict[str, Any]) -> None:
    """In a teacher's words, with what to do about it."""
    with pytest.raises(DeckFileError) as raised:
        load(case["written"], "x.yaml")
    problems = raised.value.problems

    assert any(each.line == case["line"] and case["told"] in str(each) for each in problems), problems
    assert all(problem.advice for problem in raised.value.problems)


def test_all_faults_are_told_at_once() -> None:
    """In the order of the file."""
    with pytest.raises(DeckFileError) as raised:
        load(written("- prompt: x\n", "- status: okay\n  prompt: x\n  answer: y\n", "- text: x\n"), "x.yaml")

    assert [3, 4, 7] == [problem.line for problem in raised.value.problems]


@given(
    st.text(max_size=300) | st.lists(SENTENCES | WORDS, max_size=20).map("\n  ".join).map("deck: X\ncards:\n- ".__add__)
)
def test_no_text_makes_it_fail_otherwise(text: str) -> None:
    """Any text is a deck file, or what is wrong with it is told."""
    text = text.replace("\r\n", "\n")
    found = loaded(text)
    if isinstance(found, DeckFileError):
        assert all(1 <= (problem.line or 0) <= len(text.split("\n")) for problem in found.problems)
    else:
        assert text.removesuffix("\n") == found.text.removesuffix("\n")
        assert as_deck(found).name


@given(st.text(max_size=200))
def test_yaml_sees_as_many_lines_as_the_person(text: str) -> None:
    """So places are right."""
    assert len(scan(text, "x").lines) == len(scan(text, "x").clean)


# Writing


@given(ANY, ANY, ANY)
def test_any_text_survives(prompt: str, answer: str, context: str) -> None:
    """What is written is read again to the letter, in quotes only where nothing else would do."""
    wording = Wording(prompt=f"x{prompt}", answer=f"{answer}x", context=context)
    entry = Entry(wording=wording, accept=prompt, tags=("own",), proposal=wording)
    file = load(rendered(f"{answer}x", [f"x{prompt}", answer], [entry]), "x.yaml")

    assert (f"{answer}x", (f"x{prompt}", answer)) == (file.deck, file.sources)
    assert [replace(entry, line=0)] == [replace(each, line=0) for each in file.entries]


def test_a_sentence_needs_no_quotes() -> None:
    """However long, and whatever stands in it."""
    sentence = "Treaty: “Berlin” was #1, he's sure; “no” [or yes]? " * 5
    (entry,) = [Entry(wording=Wording(prompt=sentence.strip(), answer="no"))]
    lines = [line for lines in fields_of(entry).values() for line in lines]

    assert "prompt: >" == lines[0]
    assert "answer: no" in lines
    assert max(map(len, lines)) <= 90
    assert not any('"' in line for line in lines)


NOTES = [(CARD,), (DATED,), (DATED, REVERSE), (GAP,), (GAP, SECOND_GAP), ITEMS]


@pytest.mark.parametrize("cards", NOTES, ids=lambda cards: f"{len(cards)}-{type_of(cards[0]).name}")
def test_a_note_is_the_same_from_its_entry(cards: tuple[Any, ...]) -> None:
    """Nothing in it changes when it is built from the file, so that no student's note is touched."""
    odd = replace(cards[0].evidence[0], quote=HOSTILE.replace("{{c1::", ""), heading="A: b")
    note = tuple(replace(card, evidence=(odd, *card.evidence), context=f"{HOSTILE}:") for card in cards)
    file = load(first_file(replace(DECK, cards=note)), "x.yaml")

    assert note_of(note) == note_of(as_deck(file).cards)
    assert not file.entries[0].edited


def test_every_drafted_note_is_the_same_from_its_file(deck: Deck) -> None:
    """The decks of the project's texts."""
    file = load(first_file(deck), "x.yaml")

    assert [note_of(cards) for cards in deck.notes] == [note_of(cards) for cards in as_deck(file).notes]
    assert (deck.name, len(deck.notes)) == (file.deck, as_deck(file).unreviewed)
    assert first_file(deck) == file.text


# Entries


def test_numbers_of_deletions_are_kept_and_new_items_get_their_own() -> None:
    """The number in the braces is that of the card; an item without braces gets the next that is free."""
    entry = the_only(
        written("- prompt: Name them.\n  items: |\n    {{c4::Genoa}}\n    Locarno\n\n    {{c2::Rapallo}}\n")
    )

    assert {"Genoa": 4, "Locarno": 5, "Rapallo": 2} == {card.answer: card.number for card in cards_of(entry)}
    assert LIST == type_of(cards_of(entry)[0])


def test_three_dots_in_a_statement_are_no_blank() -> None:
    """The program marks the blank so."""
    (card,) = cards_of(the_only(written(f"- text: He {BLANK} said {{{{c1::yes}}}}.\n")))

    assert f"He […] said {BLANK}." == card.question


@pytest.mark.parametrize(
    ("written_card", "kinds"),
    [
        ("- prompt: Why?\n  answer: so\n", [Kind.CAUSE]),
        ("- prompt: Who was it?\n  answer: he\n", [Kind.PERSON]),
        ("- prompt: The year?\n  answer: 1922\n", [Kind.DATE]),
        ("- prompt: What is it?\n  answer: this\n", [Kind.TERM]),
        ("- prompt: What is it?\n  answer: this\n  kind: event\n", [Kind.EVENT]),
        ("- text: The {{c1::Pact}} of {{c2::1922}}.\n  kind: event date\n", [Kind.EVENT, Kind.DATE]),
        ("- text: The Pact of {{c2::1922}}.\n  kind: event date\n", [Kind.DATE]),
        (
            "- text: The {{c1::Pact}} of {{c2::May 1922}} in {{c3::Rapallo}}.\n  kind: event date\n",
            [Kind.EVENT, Kind.DATE, Kind.EVENT],
        ),
        ("- prompt: When?\n  answer: 1922\n  reverse prompt: What?\n  reverse answer: x\n", [Kind.DATE, Kind.EVENT]),
    ],
)
def test_the_kind_of_an_own_card_is_told_by_its_words(written_card: str, kinds: list[Kind]) -> None:
    """Unless it is written down."""
    assert kinds == [card.kind for card in cards_of(the_only(written(written_card)))]


def test_an_own_date_may_have_a_reverse() -> None:
    """Its key makes it a note of the type that has a second template."""
    file = load(written("- prompt: When?\n  answer: 1922\n  reverse prompt: What?\n  reverse answer: It\n"), "x.yaml")
    deck = as_deck(file)

    assert DATE == type_of(deck.cards[0])
    assert [1, 2] == [card.number for card in deck.cards]


def test_an_own_card_has_a_key_from_its_words() -> None:
    """The same wherever the file lies and whatever stands around it; equals are told apart."""
    own = "- prompt: Who signed the pact?\n  answer: Lenin\n"
    one, other = load(written(own), "x.yaml"), load("# y\n" + written("- text: The {{c1::x}}.\n", own, own), "y.yaml")
    (key,) = {card.key for card in as_deck(one).cards}

    assert key.startswith("own/asked/lenin-pact-")
    assert [key, f"{key}/2"] == [card.key for card in as_deck(other).cards[1:]]
    assert QUESTION == type_of(as_deck(one).cards[0])


def test_a_copy_that_was_changed_is_an_own_card() -> None:
    """Of two entries with one key, the one that is as it was drafted keeps it, wherever it stands."""
    entry = entry_of([CARD])
    copy = replace(entry, wording=Wording(prompt="Why was Locarno agreed?", answer="Both were tired"))
    for entries in ([entry, copy], [copy, entry]):
        file = load(rendered("X", [], entries), "x.yaml")
        keys = {card.question: card.key for card in as_deck(file).cards}

        assert CARD.key == keys[CARD.question]
        assert keys["Why was Locarno agreed?"].startswith("own/asked/")


def test_what_is_rejected_or_gone_is_not_built() -> None:
    """It is told among what was skipped; with `reviewed_only` so is what nobody has read."""
    entries = [entry_of([replace(CARD, key=f"cause/why/{n}/0", question=f"Why {n}?")]) for n in range(5)]
    statuses = ["", "rejected: dull", "gone", "ok", "OK, fine"]
    own = Entry(wording=Wording(prompt="Own?", answer="yes"))
    edited = replace(entries[0], key="cause/why/9/0", wording=Wording(prompt="Why 9?", answer="so"))
    file = load(
        rendered("X", [], [*(replace(e, status=s) for e, s in zip(entries, statuses, strict=True)), own, edited]), "x"
    )
    built, reviewed = as_deck(file), as_deck(file, reviewed_only=True)

    assert ["Why 0?", "Why 3?", "Why 4?", "Own?", "Why 9?"] == [card.question for card in built.cards]
    assert ["rejected", "gone"] == [each.rule for each in built.rejections]
    assert ["Why 3?", "Why 4?", "Own?", "Why 9?"] == [card.question for card in reviewed.cards]
    assert ["unreviewed", "rejected", "gone"] == [each.rule for each in reviewed.rejections]
    assert (1, 0) == (built.unreviewed, reviewed.unreviewed)


# Evidence


@pytest.mark.parametrize("case", cases("grounds"))
def test_what_the_evidence_does_not_have_is_told(case: dict[str, Any]) -> None:
    """Numbers, dates and names of a card that a person wrote or changed, with the place of the first."""
    wording = {name.replace(" ", "_"): case[name] for name in case if name in Wording(**dict.fromkeys(ALL, "x")).filled}
    quote = replace(CARD.evidence[0], quote=case["quote"], heading=case.get("heading", ""), start=0, end=0)
    entry = Entry(
        wording=Wording(**wording),
        evidence=(quote,),
        kinds=(case["kind"],) if "kind" in case else (),
        accept=case.get("accept", ""),
    )
    written_file = rendered(case.get("deck", "X"), [], [entry])
    file = load(written_file, "x.yaml")
    found = {problem.line: problem for problem in unfounded(file)}
    expected = {} if case["missing"] == "-" else case["missing"]
    lines = written_file.splitlines()

    assert len(expected) == len(found)
    for words in expected.values():
        (told,) = (each for each in found.values() if f"“{words[0]}”" in each.message)
        assert all(f"“{word}”" in told.message for word in words)
        assert (
            str(words[0])[-2:] in lines[(told.line or 0) - 1][(told.column or 0) - 1 :]
        )  # 1924 may be written 1919–24


ALL = [name.replace(" ", "_") for name in Wording.__slots__]


def test_what_was_drafted_needs_no_check(deck: Deck) -> None:
    """It is made of the words of its evidence; a card without evidence is the person's own word."""
    file = load(first_file(deck) + "- prompt: Who was Napoleon in 1805?\n  answer: Emperor\n", "x.yaml")

    assert [] == [*unfounded(file)]


def test_touching_every_drafted_card_gives_few_false_alarms(deck: Deck) -> None:
    """If a person only adds a word to a card that is right, next to nothing is told."""
    file = load(first_file(deck), "x.yaml")
    touched = [replace(entry, made=("", "", "", "")) for entry in file.entries]

    assert len([*unfounded(replace(file, entries=tuple(touched)))]) <= len(touched) / 20
