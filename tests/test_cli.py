"""The command line as a person meets it: what it prints, writes and returns."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import EXAMPLES

from essay2anki import __version__
from essay2anki.cli import DENSITIES, KINDS, main
from essay2anki.files import slug
from essay2anki.language import PARSER
from essay2anki.language import parse as parse_module
from essay2anki.model import Density, Kind
from essay2anki.read import READERS
from essay2anki.sources import SUFFIXES

ESSAY = (
    "Pacts\nTITLE\nHow far did trade matter?\nESSAY\n"
    "The Rapallo Pact of 1922 strengthened ties with Germany.\nSUBJECT\nHISTORY\nPAPER\nA LEVEL\n"
)
RECORD = {
    "key", "kind", "type", "question", "answer", "context", "evidence", "source", "deck", "tags", "rule", "score",
}  # fmt: skip


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """Run the command in this process; standard error is kept apart."""
    return CliRunner().invoke(main, [str(each) for each in arguments], input=stdin, prog_name="essay2anki")


@pytest.fixture
def essay(tmp_path: Path) -> Path:
    """A small essay in a folder of its own."""
    path = tmp_path / "essays" / "pacts.txt"
    path.parent.mkdir()
    path.write_text(ESSAY, encoding="utf-8")
    return path


def test_version() -> None:
    """The version is that of the package."""
    assert run("--version").output == f"essay2anki {__version__}\n"


@pytest.mark.parametrize("arguments", [["-h"], ["--help"], ["build", "-h"], ["cards", "--help"]])
def test_help(arguments: list[str]) -> None:
    """Every command explains itself and shows an example or how to go on."""
    result = run(*arguments)

    assert result.exit_code == 0
    assert "Usage: essay2anki" in result.output
    assert len(arguments) == 1 or "Example:\n" in result.output


def test_build_writes_a_package_and_a_summary(essay: Path, tmp_path: Path) -> None:
    """One package a deck, named after it; the summary says what is in it and what was left out."""
    out = tmp_path / "out"
    result = run("build", essay, "-o", out)
    package = out / "history-a-level-pacts.apkg"

    assert result.exit_code == 0
    assert result.stderr == ""
    assert {package, out / "essay2anki.lock"} == set(out.iterdir())
    lines = result.stdout.splitlines()
    assert lines[0] == "deck         HISTORY::A LEVEL::Pacts"
    assert lines[1].startswith("package      ")
    assert lines[2] == "cards        2: 1 date, 1 consequence"
    assert lines[3] == "notes        2: 2 new"
    assert lines[4].startswith("skipped      ")
    assert "duplicate" in lines[4]


def test_build_quietly(essay: Path, tmp_path: Path) -> None:
    """`-q` says nothing when all is well."""
    result = run("build", essay, "-q", "-o", tmp_path)

    assert (0, "") == (result.exit_code, result.output)


def test_build_into_one_package(essay: Path, tmp_path: Path) -> None:
    """OUT that ends in .apkg takes all decks."""
    other = essay.with_name("other.txt")
    other.write_text(ESSAY.replace("Pacts", "Treaties").replace("How far", "Why"), encoding="utf-8")
    result = run("build", essay.parent, "-o", tmp_path / "all.apkg")

    assert result.exit_code == 0
    assert result.stdout.count("all.apkg") == 2
    assert (tmp_path / "all.apkg").exists()


def test_essays_of_one_topic_share_a_deck(essay: Path) -> None:
    """Two essays on one topic are one deck; a file that is named twice is read once."""
    other = essay.with_name("second.txt")
    other.write_text(ESSAY.replace("Rapallo Pact of 1922", "Locarno Treaty of 1925"), encoding="utf-8")
    result = run("cards", essay.parent, essay, "--json")
    records = [json.loads(line) for line in result.stdout.splitlines()]

    assert {"HISTORY::A LEVEL::Pacts"} == {record["deck"] for record in records}
    assert {"pacts.txt", "second.txt"} == {record["source"] for record in records}
    assert len(records) == len({record["key"] for record in records}) == 4


def test_cards_as_json(essay: Path) -> None:
    """One record a line, with the fields that programs rely on."""
    result = run("cards", essay, "--json")
    records = [json.loads(line) for line in result.stdout.splitlines()]

    assert result.exit_code == 0
    assert all(set(record) - {"deletion"} == RECORD for record in records)
    assert all(("deletion" in record) == (record["type"] == "cloze") for record in records)
    assert records[0]["question"] == "In which year was the Rapallo Pact signed?"
    assert records[0]["evidence"] == [
        {
            "quote": "The Rapallo Pact of 1922 strengthened ties with Germany.",
            "source": "pacts.txt",
            "section": "essay",
            "heading": "",
            "line": 5,
        }
    ]


def test_cards_as_a_table(essay: Path) -> None:
    """The whole table of a small deck."""
    assert run("cards", essay).stdout == (
        "HISTORY::A LEVEL::Pacts   2 cards\n\n"
        "date         In which year was the Rapallo Pact signed?\n"
        "             → 1922\n\n"
        "consequence  What did the Rapallo Pact of 1922 strengthen?\n"
        "             → Ties with Germany\n\n"
    )


def test_explain_shows_what_was_rejected(essay: Path) -> None:
    """Each candidate with the rule that rejected it, on the terminal and for programs."""
    table = run("cards", essay, "--explain").stdout
    records = [json.loads(line) for line in run("cards", essay, "--explain", "--json").stdout.splitlines()]

    assert "Rejected" in table
    assert "✗ duplicate: asks the same as" in table
    assert "(named/statements)" in table
    assert {"duplicate", "density"} >= {record["rejected"] for record in records if "rejected" in record} != set()


def test_standard_input() -> None:
    """`-` reads an essay from standard input."""
    result = run("cards", "-", "--json", stdin=ESSAY)

    assert result.exit_code == 0
    assert json.loads(result.stdout.splitlines()[0])["source"] == "-"


BAD = {
    "empty.txt": (b"", "empty.txt: error: the file is empty"),
    "no_essay.txt": (b"TITLE\nWhy?\n", "no_essay.txt:1: error: there is no line ESSAY"),
    "russian.txt": ("ESSAY\nСевр, 1920".encode("cp1251"), "russian.txt:2: error: the text is not in UTF-8"),
    "binary.txt": (b"\x00\x01\x02\xff\xfe\x00", "binary.txt: error: this is not a text file"),
    "nothing.txt": (b"ESSAY\nIt was so.\n", "nothing.txt: error: no card could be made from this text"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_and_stops_no_other(name: str, essay: Path, tmp_path: Path) -> None:
    """One clear message with file and advice, status 1, no traceback; the good essay is built."""
    data, message = BAD[name]
    bad = essay.with_name(name)
    bad.write_bytes(data)
    result = run("build", bad, essay, "-o", tmp_path / "out")

    assert result.exit_code == 1
    first, advice, *rest = result.stderr.splitlines()
    assert first.endswith(message)
    assert first.startswith(str(bad))
    assert advice.startswith("    ")
    assert rest == []
    assert (tmp_path / "out" / "history-a-level-pacts.apkg").exists()


def test_a_meagre_deck_is_said_to_be_so(essay: Path) -> None:
    """Where a text yields little, that is told, with the reason; it is no failure."""
    words = "It was as it had been before, and nobody knew of it. " * 10
    essay.write_text(ESSAY.replace("\nSUBJECT", f" {words}\nSUBJECT"), encoding="utf-8")
    result = run("cards", essay)

    assert result.exit_code == 0
    assert "warning" not in result.stderr
    assert "warning: only " not in run("cards", EXAMPLES).stderr
    essay.write_text(ESSAY.replace("\nSUBJECT", f" {words * 2}\nSUBJECT"), encoding="utf-8")
    assert "warning: only 2 cards could be made from 249 words" in run("cards", essay).stderr


def test_a_missing_file_is_named(essay: Path) -> None:
    """The other sources are shown all the same."""
    result = run("cards", "no/such.txt", essay)

    assert result.exit_code == 1
    assert result.stderr == "no/such.txt: error: there is no such file\n    Check the name and the folder.\n"
    assert "Rapallo" in result.stdout


def test_a_folder_without_essays_is_named(tmp_path: Path) -> None:
    """An empty folder is no success."""
    result = run("build", tmp_path)

    assert result.exit_code == 1
    assert f"{tmp_path}: error: there is no essay in this folder" in result.stderr


def test_no_source_is_wrong_usage() -> None:
    """Status 2 is for the call itself."""
    assert run("build").exit_code == 2


def test_the_name_alone_shows_the_first_steps() -> None:
    """What most people want, and where the rest is told."""
    result = run()

    assert (result.exit_code, result.stdout) == (2, "")
    assert "essay2anki build essay.txt" in result.stderr
    assert "essay2anki draft essays/" in result.stderr
    assert "essay2anki -h" in result.stderr


def test_an_unwritable_place_is_named(essay: Path, tmp_path: Path) -> None:
    """A file where the folder should be: told, and left alone."""
    (tmp_path / "out").write_text("mine")
    result = run("build", essay, "-o", tmp_path / "out")

    assert result.exit_code == 1
    assert "the lock file cannot be written" in result.stderr
    assert (tmp_path / "out").read_text() == "mine"


def test_another_parser_is_told_without_a_traceback(essay: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message holds the install line."""
    monkeypatch.setitem(PARSER, "spacy", "0.0.0")
    parse_module._pipeline.cache_clear()
    result = run("cards", essay)

    assert result.exit_code == 1
    assert "pip install 'spacy==0.0.0'" in result.stderr
    assert "Traceback" not in result.stderr


def test_colour_only_where_it_is_wanted(essay: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal gets colour, NO_COLOR and pipes get none."""
    arguments = ["cards", str(essay)]

    assert "\x1b[" in CliRunner().invoke(main, arguments, color=True).output
    assert "\x1b[" not in CliRunner().invoke(main, arguments).output
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in CliRunner().invoke(main, arguments, color=True).output


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("HISTORY::AS LEVEL::USSR's Links", "history-as-level-ussrs-links"),
        ("Sèvres – 1920?", "sevres-1920"),
        ("日本::経済", "日本-経済"),
        ("CON", "deck-con"),
        ("???", "deck-06e6d9cd"),
        ("x" * 200, "x" * 100 + "-1f5d8c6f"),
    ],
)
def test_file_names(name: str, expected: str) -> None:
    """A deck's file name is good on every system, and never empty."""
    found = slug(name)

    assert found.rpartition("-")[0] == expected.rpartition("-")[0]
    assert len(found) <= 110
    assert not set('<>:"/\\|?*. ') & set(found)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"]])
def test_help_does_not_wait_for_heavy_imports(arguments: list[str]) -> None:
    """To show a help text nothing is imported but click and what has the options: in a process of its own."""
    heavy = {"spacy", "genanki", "yaml", "dataclasses", "pathlib", "json", "difflib"}
    code = (
        "import sys; from essay2anki.cli import main\n"
        f"try: main({arguments!r}, prog_name='essay2anki')\n"
        "except SystemExit: pass\n"
        f"found = [name for name in sys.modules if name.startswith('essay2anki') or name in {heavy}]\n"
        "print(*sorted(found), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stderr == "essay2anki essay2anki.cli essay2anki.options\n"


def test_a_check_of_a_deck_file_waits_for_no_more_than_it_needs() -> None:
    """Neither for what makes cards of essays, nor for packages and locks, nor for what writes deck files."""
    heavy = ("spacy", "genanki", "sqlite3", "zipfile", "multiprocessing", "importlib.resources", "tempfile", "difflib")
    rooms = ("read", "language.parse", "facts", "cards", "curate", "drafting", "workers", "lock", "release", "workshop")
    parts = ("merge", "packed", "writing")
    unneeded = [*heavy, *(f"essay2anki.{room}" for room in rooms), *(f"essay2anki.deckfile.{part}" for part in parts)]
    code = (
        "import sys; from essay2anki.cli import main\n"
        f"try: main(['check', {str(next((EXAMPLES.parent / 'decks').glob('*.yaml')))!r}])\n"
        "except SystemExit: pass\n"
        f"print([name for name in {unneeded} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_the_end_of_the_process_does_not_wait_for_the_garbage() -> None:
    """What ends with the process is left alone: in one of its own, in which what was registered first runs last."""
    code = (
        "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count() > 0))\n"
        "from essay2anki.cli import main; main(['check', '--explain', 'orphan-reference'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.endswith("True\n")


def test_what_is_said_twice_to_save_time_is_said_alike() -> None:
    """The names of densities and the suffixes of formats stand where nothing else need be imported."""
    assert DENSITIES == tuple(Density)
    assert KINDS == tuple(Kind)
    assert SUFFIXES == READERS.keys()


def test_cards_need_no_genanki_until_a_package_is_written(essay: Path) -> None:
    """`cards` imports the parser alone, and `python -m essay2anki` is the same program."""
    code = (
        "import sys; from essay2anki.cli import main\n"
        f"try: main(['cards', {str(essay)!r}])\n"
        "except SystemExit: pass\n"
        "print('genanki' in sys.modules, 'spacy' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    module = subprocess.run(
        [sys.executable, "-m", "essay2anki", "--version"], capture_output=True, text=True, check=True
    )

    assert done.stderr == "False True\n"
    assert module.stdout == f"essay2anki {__version__}\n"


def test_any_letter_can_be_shown(essay: Path) -> None:
    """A console that was set to ASCII is no reason to fail: output is UTF-8."""
    done = subprocess.run(
        [sys.executable, "-m", "essay2anki", "cards", str(essay)],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )

    assert "→ 1922" in done.stdout.decode()


def test_decks_with_like_names_get_files_of_their_own(essay: Path, tmp_path: Path) -> None:
    """No deck overwrites another one's package."""
    other = essay.with_name("other.txt")
    other.write_text(ESSAY.replace("Pacts", "Pacts!").replace("How far", "Why"), encoding="utf-8")
    result = run("build", essay, other, "-o", tmp_path / "out")

    assert result.exit_code == 0
    assert len(list((tmp_path / "out").glob("history-a-level-pacts*.apkg"))) == 2


def test_the_examples_build(tmp_path: Path) -> None:
    """What the README promises: the folder of examples gives a package for each essay."""
    result = run("build", EXAMPLES, EXAMPLES.parent / "decks", "-o", tmp_path)

    assert (result.exit_code, result.stderr) == (0, "")
    assert len(list(tmp_path.glob("*.apkg"))) == 5
