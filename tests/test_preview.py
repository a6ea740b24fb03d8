"""What the preview shows: cards as Anki draws them, and the sources with what is quoted of them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection
from conftest import HERE
from hypothesis import given
from hypothesis import strategies as st
from test_looks import LEAST, contrast, rgb
from test_package import CARD, DATED, DECK, GAP, HOSTILE, ITEMS, QUOTE, REVERSE, SECOND_GAP, edited

from essay2anki.deckfile import as_deck, load
from essay2anki.drafting import draft
from essay2anki.model import BLANK, Deck, Essay, Evidence, Section
from essay2anki.notes import Note, note_of
from essay2anki.package import write_package
from essay2anki.pipeline import preview
from essay2anki.preview import page
from essay2anki.preview.data import visible
from essay2anki.preview.render import faces
from essay2anki.preview.texts import Library, SourceText
from essay2anki.problems import Problem, SourceError
from essay2anki.read import read
from essay2anki.rules import Placed
from essay2anki.run import Run
from essay2anki.settings import Settings, Severity
from essay2anki.timeline import with_timeline

DECKS = sorted((HERE.parent / "decks").glob("*.yaml"))
LATIN = "".join(map(chr, range(0x20, 0x180)))
STRANGE = [
    HOSTILE,
    LATIN,
    "\u202egnirts \u200b\u2028\u2029 \U0001f469\u200d\U0001f680 \u05d0\u05d1 &nbsp;",
    " ",
    "<br>",
    "{{FrontSide}} {{#Context}} {{cloze:Text}} {{/Retired}}",
    "$1 \\1 \\g<0> %s {} {0}",
]
ESSAY = """Pacts
TITLE
Why did they sign?
ESSAY
Reasons:
The Rapallo Pact was signed in 1922. Both were outcasts! (Nobody asked why.)
NOTES
- The Rapallo Pact was signed in 1922.
- Accept other points.
"""
EDITED = """deck: A::Pacts
cards:
- prompt: When did Lenin sign the Rapallo Pact?
  answer: '1923'
  evidence:
  - quote: The Rapallo Pact was signed in 1922.
    source: pacts.txt
    section: essay
"""
"""A deck file whose card says what its quote does not."""


def data_of(text: str) -> Any:
    """What a page is told to show."""
    found = re.search(r'<script id="data" type="application/json">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])


def strange_deck() -> Deck:
    """Every kind of note with every strange text in every field."""
    cards = []
    for number, text in enumerate(STRANGE):
        quote = replace(QUOTE, quote=text, heading=text)
        for card in (CARD, DATED, REVERSE, GAP, SECOND_GAP, *ITEMS):
            alone = card not in {GAP, SECOND_GAP}
            question = f"{text} {card.question} {text}" if alone else f"{text} {card.question}"
            answer = text if alone and text.strip() else card.answer
            key = f"{card.key}{number}"
            cards.append(replace(card, key=key, question=question, answer=answer, context=text, evidence=(quote,)))
        blank = replace(GAP, key=f"statement/x/{number}", question=f"{BLANK} it is.", answer=f"a{text}z")
        cards.append(blank)
    return replace(DECK, name='A ‹b>::&lt;b> "q" <i>\t\x01x {{Tags}}', cards=tuple(cards))


def rendered_alike(deck: Deck, folder: Path, collection: Collection, import_package: Callable[[Path], Any]) -> None:
    """Assert that Anki draws the cards of a deck as the preview does."""
    edition = edited(deck)
    write_package([edition], folder / "x.apkg")
    import_package(folder / "x.apkg")
    seen = 0
    for note in edition.notes:
        (note_id,) = collection.db.list("select id from notes where guid = ?", note.guid)  # type: ignore[union-attr] # open
        cards = {card.ord + 1: card for card in collection.get_note(note_id).cards()}
        for face in faces(note, deck.name):
            drawn = cards[face.number].render_output()
            assert (drawn.question_text, drawn.answer_text) == (face.front, face.back)
            seen += 1
    assert seen == len(deck.cards)


def test_cards_are_drawn_as_anki_does(
    deck: Deck, tmp_path: Path, collection: Collection, import_package: Callable[[Path], Any]
) -> None:
    """Letter by letter, for each of the project's texts."""
    rendered_alike(with_timeline(deck), tmp_path, collection, import_package)


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_deck_files_are_drawn_as_anki_does(
    path: Path, tmp_path: Path, collection: Collection, import_package: Callable[[Path], Any]
) -> None:
    """Letter by letter, for the decks of the examples as a person corrected them."""
    deck = as_deck(load(path.read_text(encoding="utf-8"), path.name))

    rendered_alike(with_timeline(deck), tmp_path, collection, import_package)


def test_strange_text_is_drawn_as_anki_does(
    tmp_path: Path, collection: Collection, import_package: Callable[[Path], Any]
) -> None:
    """Letter by letter, for every kind of note."""
    rendered_alike(strange_deck(), tmp_path, collection, import_package)


def test_a_template_that_is_not_understood_is_no_silent_gap() -> None:
    """A tag that the renderer does not know is an error, not a hole in the card."""
    note: Note = note_of([CARD])
    other = replace(note.type, fields=("Other", *note.type.fields[1:]))

    with pytest.raises(KeyError, match="Prompt"):
        list(faces(replace(note, type=other), "A"))


@given(st.text(alphabet=st.characters()) | st.text(alphabet="<>&\"'\\\u2028\u2029/script!-\x00\ud800\u202e"))
def test_nothing_in_the_data_ends_its_element(text: str) -> None:
    """Any text in any place: the page has its own tags only, can be encoded, and its data can be read back."""
    quote = replace(QUOTE, quote=text, source=text)
    deck = replace(DECK, name=f"A::{text}", cards=(replace(CARD, question=text, answer=text, evidence=(quote,)),))
    problem = Problem(message=text, advice=text, source=text)
    made = page([deck], [], [problem])

    made.encode()
    tags = ("<script", "</script", "<style", "</style", "<!--", "</title")
    assert [2, 2, 1, 1, 0, 1] == [made.lower().count(tag) for tag in tags]
    assert visible(text) == data_of(made)["cards"][0]["answer"]


def test_the_page_may_load_nothing() -> None:
    """Its policy forbids all but its own style and script, named by their hashes; and there is no inline handler."""
    made = page([DECK])
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', made)

    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"https?:|\son\w+=|\sstyle=", made.partition('<script id="data"')[0])


@pytest.mark.parametrize("mode", [":root", ":root.night"])
def test_the_page_can_be_read(mode: str) -> None:
    """Every colour of text has a contrast of 7:1 on each ground that it stands on, by day and at night."""
    css = resources.files("essay2anki.preview").joinpath("files", "page.css").read_text(encoding="utf-8")
    body = re.search(rf"^{re.escape(mode)} {{(.*?)}}", css, re.DOTALL | re.MULTILINE)
    assert body
    colours = {name: rgb(colour) for name, colour in re.findall(r"--(\w+): (#\w{6})", body[1])}
    grounds = {
        "ground": ("ink", "quiet"),
        "paper": ("ink", "quiet", "accent", "error"),
        "mark": ("ink", "accent"),
        "lit": ("ink",),
        "accent": ("paper",),
    }

    assert {} == {
        (ink, ground): round(found, 2)
        for ground, inks in grounds.items()
        for ink in inks
        if (found := contrast(colours[ink], colours[ground])) < LEAST
    }


def test_the_same_values_give_the_same_page(drafted: Callable[[Path], Run], essay_path: Path) -> None:
    """Nothing in the page comes from the clock, the machine or the order of a set."""
    run = drafted(essay_path)

    assert page(run.decks, run.essays) == page(run.decks, run.essays)


def test_every_quote_stands_in_the_text_at_its_place(drafted: Callable[[Path], Run], essay_path: Path) -> None:
    """The parts of a text are the text; those of a quote are the words of its span."""
    run = drafted(essay_path)
    told = data_of(page(run.decks, run.essays))
    (essay,) = run.essays
    ((text,), quotes) = told["texts"], told["quotes"]

    assert visible(essay.text) == "".join(words for words, *_ in text["parts"])
    for number, quote in enumerate(quotes):
        evidence = next(each for card in run.decks[0].cards for each in card.evidence if each.quote == quote["text"])
        span = "".join(words for words, _, *numbers in text["parts"] if number in numbers)
        assert visible(essay.text[evidence.start : evidence.end]) == span


def shown(essay: Essay, *evidence: Evidence) -> list[SourceText]:
    """The texts beside cards with this evidence."""
    library = Library([essay])
    return list(library.texts([library.quote(each) for each in evidence]))


def quote(words: str, section: Section = Section.ESSAY, source: str = "pacts.txt") -> Evidence:
    """A quote as a deck file has it: without a span."""
    return Evidence(quote=words, section=section, source=source, heading="", line=0, start=0, end=0)


def test_what_no_card_quotes_is_told_from_what_is_not_asked_for() -> None:
    """Headings, examiners' words and the frame may not be asked for; a sentence without a card might."""
    essay = read("a/pacts.txt", ESSAY.encode())
    (text,) = shown(essay, quote("Both were outcasts!"))

    assert text.whole
    assert ["The Rapallo Pact was signed in 1922.", "(Nobody asked why.)", "The Rapallo Pact was signed in 1922."] == [
        part.text for part in text.parts if part.missed
    ]
    assert ["Both were outcasts!"] == [part.text for part in text.parts if part.quotes]


def test_a_quote_of_a_deck_file_is_found_in_its_section() -> None:
    """Essay and notes may have the same words."""
    essay = read("a/pacts.txt", ESSAY.encode())
    words = "The Rapallo Pact was signed in 1922."
    notes, body = (Library([essay]).quote(quote(words, section)) for section in (Section.NOTES, Section.ESSAY))

    assert (8, ESSAY.rindex(words)) == (notes.line, notes.span and notes.span[0])
    assert (6, ESSAY.index(words)) == (body.line, body.span and body.span[0])


def test_quotes_may_overlap() -> None:
    """A part belongs to all quotes that have it."""
    essay = read("pacts.txt", ESSAY.encode())
    (text,) = shown(essay, quote("The Rapallo Pact was signed"), quote("was signed in 1922. Both"), quote("Both"))

    assert [("The Rapallo Pact ", 1), ("was signed", 2), (" in 1922. ", 1), ("Both", 2)] == [
        (part.text, len(part.quotes)) for part in text.parts if part.quotes
    ]


def test_of_a_source_that_was_not_given_its_quotes_are_shown() -> None:
    """Each once, below the name of the file."""
    essay = read("other.txt", ESSAY.encode())
    first, second = shown(essay, quote("One."), replace(quote("One."), line=4), quote("Two.", source="b/two.txt"))[1:]

    assert ("pacts.txt", False, ["One."]) == (first.source, first.whole, [part.text for part in first.parts])
    assert ("b/two.txt", False, ["Two."]) == (second.source, second.whole, [part.text for part in second.parts])


def test_two_files_of_one_name_are_not_mixed_up(tmp_path: Path) -> None:
    """Each has its own marks."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pacts.txt").write_text(ESSAY.replace("Pacts", name), encoding="utf-8")
    run = draft([str(tmp_path)])
    told = data_of(page(run.decks, run.essays))

    for text in told["texts"]:
        marked = [numbers for _, _, *numbers in text["parts"] if numbers]
        assert marked
        assert all(len(numbers) == 1 for numbers in marked)


def test_findings_stand_on_their_cards() -> None:
    """Each card knows which of the problems are about it."""
    problem = Problem(message="two dates", advice="Choose.", rule="contradicting-dates")
    other = Problem(message="skipped", advice="Well.")
    told = data_of(page([DECK], [], [other, problem], {problem: [Placed(DECK, DATED)]}))

    assert [[], [1], [], [], [], [], [], []] == [card["problems"] for card in told["cards"]]


def test_a_finding_on_a_line_of_an_essay_leads_there() -> None:
    """As far as the line says something that may be asked for; a line of a deck file is no passage."""
    essay = read("a/pacts.txt", ESSAY.encode())
    places = (("a/pacts.txt", 6), ("a/pacts.txt", 8), ("a/pacts.txt", 5), ("pacts.yaml", 6), ("a/pacts.txt", None))
    problems = [Problem(message="x", advice="y", source=source, line=line) for source, line in places]
    told = data_of(page([], [essay], problems))
    ((text,), passages) = told["texts"], [problem["passage"] for problem in told["problems"]]

    assert [None] * 3 == passages[2:]
    assert [
        "The Rapallo Pact was signed in 1922. Both were outcasts! (Nobody asked why.)",
        ESSAY.splitlines()[7][2:],
    ] == [text["parts"][part][0] for _, part in passages[:2]]


@given(st.text(alphabet=st.characters()) | st.text(alphabet="ab. \n-:1\t\x00"), st.lists(st.text(max_size=3)))
def test_the_parts_of_any_text_are_the_text(text: str, words: list[str]) -> None:
    """Whatever is quoted of it."""
    try:
        essay = read("x.txt", f"ESSAY\n{text}".encode("utf-8", "replace"))
    except SourceError:
        return
    (first, *_) = shown(essay, *(quote(each, source="x.txt") for each in words))

    assert essay.text == "".join(part.text for part in first.parts)


@pytest.mark.parametrize(("severity", "told"), [(Severity.WARNING, ["warning"] * 2), (Severity.OFF, [])])
def test_findings_are_told_as_the_settings_want(tmp_path: Path, severity: Severity, told: list[str]) -> None:
    """Also those that building tells: on the card, with their severity, or not at all."""
    (tmp_path / "pacts.yaml").write_text(EDITED, encoding="utf-8")
    found = preview([str(tmp_path / "pacts.yaml")], None, Settings(severities={"not-in-evidence": severity}))
    data = data_of(found.page)

    assert told == [data["problems"][number]["severity"] for number in data["cards"][0]["problems"]]


def test_invisible_characters_are_shown() -> None:
    """What would turn the page about, or show nothing, is named."""
    assert "a␀b⟨U+202E⟩c␡\ufffd\n\t" == visible("a\0b\u202ec\x7f\ud800\n\t")


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The program, as a person calls it."""
    command = [sys.executable, "-m", "essay2anki", "preview", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False)


def test_the_command_writes_a_page(tmp_path: Path) -> None:
    """Of essays and of deck files, which need no parser; findings are on the page, and are no failure."""
    (tmp_path / "pacts.txt").write_text(ESSAY, encoding="utf-8")
    (tmp_path / "pacts.yaml").write_text(EDITED, encoding="utf-8")

    done = run("pacts.txt", cwd=tmp_path)
    assert (0, "", "preview.html: 1 deck, 2 cards: nothing found\n") == (done.returncode, done.stderr, done.stdout)
    told = data_of((tmp_path / "preview.html").read_text(encoding="utf-8"))
    assert [True] == [text["whole"] for text in told["texts"]]

    done = run("pacts.yaml", "-o", "-", cwd=tmp_path)
    assert (0, "") == (done.returncode, done.stderr)
    told = data_of(done.stdout)
    assert ["not-in-evidence"] * 2 == [told["problems"][number]["rule"] for number in told["cards"][0]["problems"]]
    assert [False] == [text["whole"] for text in told["texts"]]


def test_the_command_tells_what_cannot_be_read(tmp_path: Path) -> None:
    """The rest is shown, and the status is 1."""
    (tmp_path / "pacts.txt").write_text(ESSAY, encoding="utf-8")

    done = run("pacts.txt", "none.txt", cwd=tmp_path)
    assert (1, "none.txt: error: there is no such file") == (done.returncode, done.stderr.splitlines()[0])
    assert (tmp_path / "preview.html").exists()

    done = run("pacts.txt", "-o", "pacts.txt/x.html", cwd=tmp_path)
    assert 1 == done.returncode
    assert "pacts.txt/x.html: error: the page cannot be written" in done.stderr


def test_deck_files_need_no_parser() -> None:
    """The parser takes a second to start."""
    command = (
        "import sys; from essay2anki.pipeline import preview; preview(['decks'], None); print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", command], cwd=HERE.parent, capture_output=True, text=True, check=True)

    assert "False\n" == done.stdout
