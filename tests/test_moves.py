"""A person moves cards from one deck file to another: what becomes of them in the next draft, and for the students."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_merge import EDITS, SENTENCES, WORDS, Edit, _bounds, reloaded

from essay2anki.cli import main
from essay2anki.deckfile import DeckFile, as_deck, load
from essay2anki.deckfile.merge import merge
from essay2anki.deckfile.moves import routed
from essay2anki.deckfile.writing import first_file, pinned
from essay2anki.drafting import make_decks
from essay2anki.lock import NAME, Lock, edition, moved, parse, settle, titles
from essay2anki.model import Deck
from essay2anki.read import read

Files = Mapping[str, DeckFile]
"""Name of a deck → its file."""
NAMES = ("Pacts", "Troops")


@functools.cache
def drafted(name: str, places: tuple[int, ...]) -> Deck:
    """The deck of an essay with some of the sentences; each deck has its own, and its own question."""
    points = "\n".join(SENTENCES[place] for place in places)
    text = f"{name}\nTITLE\nHow far did {name} matter?\nESSAY\n{points}"
    (deck,) = make_decks({name: [read(f"{name}.txt", text.encode())]})
    return deck


def again(files: Files, decks: list[Deck]) -> Files:
    """The files after a draft."""
    homes = {deck.name: deck.name for deck in decks}
    merged = {deck.name: merge(files[deck.name], deck) for deck in routed(decks, homes, list(files.values()))}
    assert not any(each.missing for each in merged.values())
    return {name: load(each.file.text, f"{name}.yaml") for name, each in merged.items()}


def carried(files: Files, name: str, place: int) -> Files:
    """The files after an entry was cut out of one and pasted at the end of the other, with all its lines."""
    (other,) = set(NAMES) - {name}
    lines, there = files[name].text.split("\n"), files[other].text
    low, high = _bounds(files[name], place)
    pasted = "\n".join(lines[low:high])
    texts = {name: "\n".join([*lines[:low], *lines[high:]]), other: f"{there.rstrip()}\n{pasted.rstrip()}\n"}
    return {each: load(text, f"{each}.yaml") for each, text in texts.items()}


def keys(files: Files) -> dict[str, str]:
    """Key of a drafted entry → the deck in whose file it stands; each in one."""
    places = [(entry.key, name) for name, file in files.items() for entry in file.entries if entry.made]
    assert len(places) == len(dict(places))
    return dict(places)


def shipped(files: Files, lock: Lock, now: int) -> tuple[Files, Lock]:
    """The files and the lock after a build."""
    decks = [as_deck(file) for file in files.values()]
    names = titles(decks, lock, {deck.name for deck in decks}, [])
    known = moved(decks, names, lock)
    settled = tuple(settle(decks, known, names))
    editions = [edition(deck, known, now=now) for deck in settled if deck.cards]
    notes = [note for each in editions for note in each.notes]
    assert len(notes) == len({note.guid for note in notes})
    assert not {note.guid for note in notes if not note.numbers} & {note.guid for note in notes if note.numbers}
    pinned_files = {name: pinned(file, deck) for (name, file), deck in zip(files.items(), settled, strict=True)}
    return pinned_files, Lock({**lock, **{each.guid: each for one in editions for each in one.shipped}})


CHANGES = st.lists(
    st.tuples(st.sampled_from(NAMES), st.integers(0, 99), st.none() | st.tuples(st.sampled_from(EDITS[:7]), WORDS)),
    max_size=6,
)
"""A deck, a place, and an edit there, or none where the entry is moved to the other file."""
SOURCES = st.lists(st.sampled_from(range(len(SENTENCES))), unique=True, min_size=1).map(tuple)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SOURCES, st.lists(st.tuples(CHANGES, SOURCES), min_size=1, max_size=3))
def test_what_was_moved_stays_there_and_stays_the_same_note(
    first: tuple[int, ...], rounds: list[tuple[list[tuple[str, int, tuple[Edit, str] | None]], tuple[int, ...]]]
) -> None:
    """Random moves and edits, random changes of the sources, a build after each: no card comes back, none is lost.

    A note that stands in any file keeps its guid and is never retired, unless the person or its source withdrew it.
    """
    rest = tuple(range(len(SENTENCES)))
    decks = [drafted(NAMES[0], first), drafted(NAMES[1], rest)]
    files: Files = {deck.name: load(first_file(deck), f"{deck.name}.yaml") for deck in decks}
    files, lock = shipped(files, Lock(), 1)
    for now, (changes, places) in enumerate(rounds, start=2):
        for name, place, edit in changes:
            file = files[name]
            if file.entries and edit is None:
                files = carried(files, name, place % len(file.entries))
            elif file.entries and edit:
                files = {**files, name: reloaded(edit[0](file.text, file, place % len(file.entries), edit[1]))}
        before = keys(files)
        decks = [drafted(NAMES[0], places), drafted(NAMES[1], rest)]
        files = again(files, decks)
        assert before == {key: name for key, name in keys(files).items() if key in before}
        assert {name: file.text for name, file in files.items()} == {
            name: file.text for name, file in again(files, decks).items()
        }
        files, lock = shipped(files, lock, now)
        built = {entry.key for file in files.values() for entry in file.entries if entry.made and entry.built}
        assert not [each for each in lock.values() if each.key in built and each.retired]


# With the real Anki


PACT = "The Rapallo Pact of 1922 strengthened ties with Germany."
BREAK = "Britain broke off diplomatic relations with Moscow in May 1927 because spies had been found."
TROOPS = "French troops under Marshal Foch occupied Essen in January 1923."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two essays, their deck files, and what was built from them."""
    monkeypatch.chdir(tmp_path)
    for name, points in {"Pacts": f"{PACT}\n{BREAK}", "Troops": TROOPS}.items():
        text = f"{name}\nTITLE\nHow far did {name} matter?\nESSAY\n{points}\n"
        (tmp_path / f"{name.lower()}.txt").write_text(text, encoding="utf-8")
    run("draft", "pacts.txt", "troops.txt")
    run("build", "decks")
    return tmp_path


def run(*arguments: str) -> str:
    """What the command says; it must not fail."""
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def carry() -> None:
    """Move the first card of the pacts to the end of the troops."""
    files = {name: load(Path(f"decks/{name.lower()}.yaml").read_text(encoding="utf-8"), name) for name in NAMES}
    for name, file in carried(files, "Pacts", 0).items():
        Path(f"decks/{name.lower()}.yaml").write_text(file.text, encoding="utf-8")


def test_a_student_keeps_the_progress_of_a_card_that_was_moved(
    folder: Path, collection: Collection, import_package: Callable[[Path], Any]
) -> None:
    """The card of who has it stays in the deck where it is, with its schedule; who is new gets it in the new one."""
    for name in ("pacts", "troops"):
        import_package(folder / "dist" / f"{name}.apkg")
    before = {card: collection.get_card(card).did for card in collection.find_cards("")}
    carry()
    told = run("build", "decks")
    for name in ("pacts", "troops"):
        log = import_package(folder / "dist" / f"{name}.apkg")
        assert not log.updated
        assert not log.new

    assert "withdrawn" not in told
    assert before == {card: collection.get_card(card).did for card in collection.find_cards("")}
    lock = parse((folder / "dist" / NAME).read_text(encoding="utf-8"), NAME)
    assert not any(each.retired for each in lock.values())
    assert 1 == sum("Rapallo" in each.front for each in lock.of("Troops"))


@pytest.mark.usefixtures("folder")
def test_a_draft_goes_after_what_was_moved() -> None:
    """It does not come back, its new sentence reaches it there, and where its essay is not given it is left alone."""
    carry()
    assert "(unchanged)" in run("draft", "pacts.txt")
    assert "year was the Rapallo" not in Path("decks/pacts.yaml").read_text(encoding="utf-8")
    Path("pacts.txt").write_text(
        Path("pacts.txt").read_text(encoding="utf-8").replace("1922", "1923"), encoding="utf-8"
    )
    run("draft", "pacts.txt", "troops.txt")

    assert "year was the Rapallo" not in Path("decks/pacts.yaml").read_text(encoding="utf-8")
    assert "The Rapallo Pact of 1923" in Path("decks/troops.yaml").read_text(encoding="utf-8")
    assert "which does not have what the essay says now" not in run("build", "decks", "pacts.txt", "troops.txt")


@pytest.mark.usefixtures("folder")
def test_a_moved_card_is_known_although_the_question_was_reworded() -> None:
    """What is left in its old file tells how the question was."""
    carry()
    path = Path("pacts.txt")
    path.write_text(path.read_text(encoding="utf-8").replace("How far did", "To what extent did"), encoding="utf-8")
    run("draft", "pacts.txt", "troops.txt")

    assert "year was the Rapallo" not in Path("decks/pacts.yaml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("folder")
def test_a_file_of_which_all_was_moved_is_not_made_again() -> None:
    """Two decks are made one: all cards are carried over, and the empty file is deleted."""
    path = Path("decks/pacts.yaml")
    while load(path.read_text(encoding="utf-8"), "Pacts").entries:
        carry()
    path.unlink()
    run("draft", "pacts.txt", "troops.txt")

    assert not path.exists()
    assert "key: date/dated/pact-rapallo/" in Path("decks/troops.yaml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("folder")
def test_a_moved_card_may_be_rejected() -> None:
    """The student sees it withdrawn, as from its old file."""
    carry()
    path = Path("decks/troops.yaml")
    text, mark, card = path.read_text(encoding="utf-8").rpartition("- prompt: In which year was the Rapallo")
    path.write_text(text + mark + card.replace("status:", "status: rejected"), encoding="utf-8")

    assert "withdrawn    In which year was the Rapallo Pact" in run("build", "decks")
