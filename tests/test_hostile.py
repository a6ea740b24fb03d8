"""Packages and deck files from strangers: whatever they hold is answered in words, and soon."""

from __future__ import annotations

import io
import itertools
import struct
import zipfile
from pathlib import Path

import hostile
import pytest
from anki.collection import Collection, ExportAnkiPackageOptions
from click.testing import CliRunner
from conftest import EXAMPLES, HERE

from essay2anki import unpack as unpacking
from essay2anki.cli import main
from essay2anki.config import parse
from essay2anki.deckfile import load
from essay2anki.deckfile.load import MOST_CARDS
from essay2anki.problems import ConfigError, DeckFileError, PackageError, Problem
from essay2anki.read.limits import LARGEST_FILE, LONGEST_LINE
from essay2anki.unpack import unpack
from essay2anki.yamlnodes import LARGEST

MUTANTS = 1_000
"""Of packages and of deck files. `python tests/hostile.py 100000` reads more."""
HEAD = "deck: X\ncards:\n"
SOUND = f"{HEAD}- prompt: Who?\n  answer: Lenin\n  tags: [a, b]\n  evidence:\n  - quote: It was\n    line: 3\n"
TEN_MEGABYTES = b"x" * 10_000_001


def test_spoilt_packages(tmp_path: Path) -> None:
    """Bytes, values and lists that do not belong where they are: read, or refused with a reason."""
    read = [hostile.read_package(data, tmp_path / "x.apkg") for data in itertools.islice(hostile.packages(1), MUTANTS)]

    assert {True, False} == set(read)


def test_spoilt_deck_files() -> None:
    """Scraps of YAML where nobody expects them: read, or refused with a reason."""
    files = itertools.islice(hostile.deck_files(1, SOUND), MUTANTS)

    assert {True, False} == {hostile.read_deck_file(text) for text in files}


def test_spoilt_essays() -> None:
    """Bytes and scraps of markup in sources of each format: read, and made into cards, or refused with a reason."""
    sources = itertools.islice(hostile.essays(1, hostile.sound_essays(EXAMPLES)), MUTANTS)

    assert {True, False} == {hostile.read_essays(*each, cards=number % 50 == 0) for number, each in enumerate(sources)}


@pytest.mark.parametrize("statement", hostile.STATEMENTS)
def test_databases_of_another_shape(statement: str, tmp_path: Path) -> None:
    """Views, virtual tables, triggers, computed columns: nothing is run."""
    hostile.read_package(hostile.altered(lambda database: database.executescript(statement)), tmp_path / "x.apkg")


def _zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _lying(size: int) -> bytes:
    """A package whose collection says that it has another size, in the table of contents."""
    data = bytearray(hostile.SOUND)
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = struct.pack("<I", size)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "damaged, or none at all (File is not a zip file)"),
        (_zipped({"media": b"{}"}), "it holds no collection of notes"),
        (_zipped({"../../collection.anki2": b"x"}), "it holds no collection of notes"),
        (_zipped({"collection.anki2": b"x"}), "file is not a database"),
        (_zipped({"collection.anki2": b""}), "it is damaged, or none at all (empty)"),
        (_zipped({"collection.anki2": b"x"}, zipfile.ZIP_LZMA), "packed in a way that Anki does not use"),
        (_zipped({"collection.anki21b": b"x", "collection.anki2": b"x"}), "“Support older Anki versions”"),
        (_zipped({"collection.anki2": bytes(128_000_001)}), "larger than 128 MB"),
        (_zipped({f"{number:060000}": b"" for number in range(70)}), "its table of contents is larger"),
        (_lying(4_000_000_000), "larger than 128 MB"),
        (_lying(100), "Bad CRC"),
    ],
    ids=["empty", "other", "path", "text", "void", "lzma", "newest", "bomb", "members", "more", "less"],
)
def test_packages_that_are_none(data: bytes, told: str, tmp_path: Path) -> None:
    """Each is told what it is; nothing is written."""
    (tmp_path / "x.apkg").write_bytes(data)

    with pytest.raises(PackageError) as raised:
        unpack(tmp_path / "x.apkg")

    assert told in raised.value.problem.message
    assert ["x.apkg"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("update notes set flds = hex(zeroblob(3000000))", "too big"),
        ("update notes set mod = 9999999999", "a time that cannot be"),
        ("update notes set flds = 'x'", "does not fit its type"),
        ("update notes set mid = 7", "a note is of a type that it does not describe"),
        ("update cards set did = 7", "a card lies in a deck that it does not describe"),
        ("update notes set tags = x'00'", "should be a text or a number"),
        ("update col set decks = '[[[['", "its list of note types or of decks is damaged"),
        ("insert into col select 2, 1, 1, 1, 1, 1, 1, 1, 1, models, decks, 1, 1 from col", ""),
    ],
)
def test_values_that_cannot_be(statement: str, told: str, tmp_path: Path) -> None:
    """What is wrong is said, and nothing of such a package is taken."""
    (tmp_path / "x.apkg").write_bytes(hostile.altered(lambda database: database.executescript(statement)))
    result = CliRunner().invoke(main, ["check", str(tmp_path / "x.apkg")])

    assert told in result.output
    assert bool(told) == bool(result.exit_code)


@pytest.mark.parametrize(("name", "most"), [("MOST_NOTES", 3), ("MOST_CARDS", 3), ("MOST_STEPS", 0), ("LATEST", 1)])
def test_more_than_a_limit(name: str, most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package with more is refused, however sound."""
    (tmp_path / "x.apkg").write_bytes(hostile.SOUND)
    monkeypatch.setattr(unpacking, name, most)
    monkeypatch.setattr(unpacking, "TICK", 1)

    with pytest.raises(PackageError):
        unpack(tmp_path / "x.apkg")


def test_a_package_of_anki(collection: Collection, tmp_path: Path) -> None:
    """What Anki writes for older versions is read; what it writes for itself is named, with what to do."""
    note_type, deck = collection.models.by_name("Basic"), collection.decks.id("A::B")
    assert note_type
    assert deck
    note = collection.new_note(note_type)
    note.fields = ["When?", "1922"]
    collection.add_note(note, deck)
    for legacy in (True, False):
        options = ExportAnkiPackageOptions(
            with_scheduling=False, with_deck_configs=False, with_media=False, legacy=legacy
        )
        collection.export_anki_package(out_path=str(tmp_path / f"{legacy}.apkg"), options=options, limit=None)
    (found,) = unpack(tmp_path / "True.apkg")

    assert ("A::B", (0,), ("When?", "1922")) == (found.deck, found.cards, found.fields)
    assert ("Basic", ("Front", "Back"), False) == (found.type.name, found.type.fields, found.type.cloze)
    with pytest.raises(PackageError, match="Support older Anki versions"):
        unpack(tmp_path / "False.apkg")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{HEAD[:-1]} [&a [x, x], &b [*a, *a], &c [*b, *b]]\n", "let this stand in two places"),
        ("deck: X\ncards: &a [*a]\n", "let this stand in two places"),
        (f"{HEAD}- evidence: {'[' * 100_000}\n", "does not fit in"),
        (f"{HEAD}{'- ' * 100_000}x\n", "this has no fields"),
        (f'{HEAD}- text: "{{{{c{"9" * 5000}::x}}}}"\n', "this statement has no blank"),
        (f"{HEAD}- prompt: a\0b\n", "U+0000"),
        (f"{HEAD}- prompt: x\n  items: |\n" + "    x\n" * 500, "more than 499 items"),
        (HEAD + "- prompt: x\n  answer: y\n" * 10_001, "more than 10000 cards"),
    ],
    ids=["aliases", "loop", "brackets", "dashes", "number", "nul", "items", "cards"],
)
def test_deck_files_that_no_person_writes(text: str, told: str) -> None:
    """They are refused, with the line and what to do."""
    with pytest.raises(DeckFileError) as raised:
        load(text, "x.yaml")

    assert told in str(raised.value)


def test_a_line_number_that_is_none() -> None:
    """It is no reason to stop: nobody needs it."""
    file = load(SOUND.replace("line: 3", f"line: {'9' * 5000}"), "x.yaml")

    assert 0 == file.entries[0].evidence[0].line


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    """It is not read to its end."""
    (tmp_path / "x.yaml").write_bytes(TEN_MEGABYTES)
    result = CliRunner().invoke(main, ["check", str(tmp_path / "x.yaml")])

    assert "x.yaml: error: the file is larger than 10 MB, which no deck is" in result.stdout


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"ignore: [&a x, *a]", "let this stand in two places"),
        (b"[" * 100_000, "this is not YAML"),
        (b"density: \x00", "this is not YAML"),
        (TEN_MEGABYTES, "larger than 10 MB"),
    ],
)
def test_settings_that_no_person_writes(data: bytes, told: str) -> None:
    """They are refused."""
    with pytest.raises(ConfigError, match=told):
        parse(data, "essay2anki.yaml")


def test_a_problem_commands_no_terminal() -> None:
    """What is quoted from a stranger's file is shown, and nothing more."""
    assert "x: error: a\ufffd[2Jb\n    c" == str(Problem(source="x", message="a\x1b[2Jb", advice="c"))


def test_the_limits_are_those_that_are_promised() -> None:
    """SECURITY.md names the numbers of the program."""
    told = (HERE.parent / "SECURITY.md").read_text(encoding="utf-8")
    megabytes = {
        "a source that is read whole, a row of a data set": LARGEST_FILE,
        "a deck file, a file of settings": LARGEST,
        "the collection in a package, once inflated": unpacking.LARGEST_COLLECTION,
        "a package's table of contents": unpacking.LARGEST_READ,
        "a note in a package, or its list of note types": unpacking.LARGEST_VALUE,
    }
    counts = {
        "a line of a source": f"{LONGEST_LINE:,} characters",
        "cards of a deck file": f"{MOST_CARDS:,} |",
        "notes, and cards, of a package": f"{unpacking.MOST_NOTES:,} and {unpacking.MOST_CARDS:,}",
        "steps of SQLite for one package": f"{unpacking.MOST_STEPS:,}",
    }

    assert [] == [name for name, size in megabytes.items() if f"| {name} | {size // 1_000_000} MB" not in told]
    assert [] == [name for name, count in counts.items() if f"| {name} | {count}" not in told]
