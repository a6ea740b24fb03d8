"""Packages, deck files and essays as a stranger might send them: sound ones with something spoilt.

`python tests/hostile.py 100000` reads that many of each, makes cards of one essay in fifty, and names the first that is
not answered in words.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
import sqlite3
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import docx
from test_package import DECK, edited

from essay2anki.bulletin import FORMATS
from essay2anki.changes import compare
from essay2anki.check import Checked, of_package
from essay2anki.config import parse
from essay2anki.deckfile import as_deck, load, unfounded
from essay2anki.deckfile.packed import unpacked
from essay2anki.drafting import make_decks
from essay2anki.lock import Lock, edition
from essay2anki.model import Essay
from essay2anki.naming import grouped
from essay2anki.package import pack
from essay2anki.problems import ConfigError, DeckFileError, PackageError, Problem, SourceError
from essay2anki.read import read_all
from essay2anki.unpack import unpack

MEMBER = "collection.anki2"
SOUND = pack([edited(DECK)])
VALUES: tuple[Any, ...] = (
    *(
        None,
        "",
        "x",
        b"\xff\x00",
        -1,
        0,
        2**63 - 1,
        -(2**63),
        0.5,
        float("inf"),
        "9" * 5000,
        "\x1f" * 30,
        "\x00\x1b[2J",
    ),
    *("{}", "[]", "null", "1e999", "[" * 5000, '{"1": 1}', '{"x": {}}', '{"1": {"name": [1]}}', "{" + '"a":{' * 900),
    *("{{c1::" * 300, "{{c99999999999::x}}", "<" * 500, "&#x110000;&#27;", "[sound:" * 200, "{{c1::a::" + "::" * 900),
)
COLUMNS = (
    *(("notes", name) for name in ("id", "guid", "mid", "mod", "tags", "flds", "sfld")),
    *(("cards", name) for name in ("id", "nid", "did", "ord")),
    *(("col", name) for name in ("models", "decks", "id")),
)
STATEMENTS = """
drop table notes
drop table col
delete from col
delete from cards
delete from notes
alter table notes rename column flds to fields
alter table notes add column more generated always as (hex(zeroblob(1000000))) virtual
drop table cards; create view cards as with recursive n(nid, did, ord) as (select 1, 1, 1) select * from n
alter table notes rename to old; create view notes as select id, load_extension('x') guid, mid, mod, tags, flds from old
drop table notes; create virtual table notes using fts4(id, guid, mid, mod, tags, flds)
create trigger t after insert on notes begin delete from notes; end
create index i on notes (guid)
update notes set guid = 'same'
pragma writable_schema = on; update sqlite_master set sql = 'create table notes(id, guid, mid, mod, tags, flds)'
pragma writable_schema = on; update sqlite_master set rootpage = 1
pragma writable_schema = on; update sqlite_master set sql = 'nonsense', name = 'notes'
pragma user_version = 2147483647; pragma application_id = 7
pragma encoding = 'UTF-16'; vacuum
""".strip().splitlines()
SCRAPS = (
    *(
        "&a ",
        "*a",
        "[",
        "]",
        "{",
        "}",
        "- ",
        "? ",
        ": ",
        "|\n",
        ">\n",
        '"',
        "'",
        "#",
        "\t",
        "\0",
        "\x85",
        "\ufeff",
        "\ud800",
    ),
    *("!!python/object:os.system x", "<<: *a", "%YAML 9.9\n---\n", "...\n", "---\n", "\r", "\n", "    ", "deck: x\n"),
    *(
        "9" * 5000,
        "{{c1::",
        "{{c" + "9" * 5000 + "::x}}",
        "}}",
        "line: " + "9" * 5000 + "\n",
        "&a [*a, *a]",
        "x" * 3000,
    ),
)

MARKS = ("TITLE\n", "NOTES\n", "ESSAY", "Topic:", "# ", "- ", "1. ", "(a) ", "&nbsp;", "**", '{"essay": ', "1914–")


def packed(database: bytes, name: str = MEMBER) -> bytes:
    """A package with that for its collection."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, database)
    return buffer.getvalue()


def collection(package: bytes = SOUND) -> bytes:
    """The database of a package."""
    return zipfile.ZipFile(io.BytesIO(package)).read(MEMBER)


def altered(change: Callable[[sqlite3.Connection], object], sound: bytes = SOUND) -> bytes:
    """A package whose database was changed by SQL."""
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(collection(sound))
        with contextlib.suppress(sqlite3.Error):
            change(database)
        with contextlib.suppress(sqlite3.Error):
            database.commit()
        return packed(database.serialize())


def _estranged(database: sqlite3.Connection) -> None:
    """Make its note types those of another program."""
    models = json.loads(database.execute("select models from col").fetchone()[0])
    database.execute("update col set models = ?", (json.dumps({str(int(key) + 1): models[key] for key in models}),))
    database.execute("update notes set mid = mid + 1")


SOUNDS = (SOUND, altered(_estranged))
"""A package of ours, and the same notes as of another program."""


def flipped(data: bytes, chance: random.Random) -> bytes:
    """The bytes, some of them others, some gone or more."""
    for _ in range(chance.choice([1, 1, 2, 5, 30])):
        place, length = chance.randrange(len(data) + 1), chance.choice([0, 1, 1, 4, 50])
        data = data[:place] + chance.randbytes(chance.choice([0, 1, length, length])) + data[place + length :]
    return data


def spoilt_value(chance: random.Random) -> bytes:
    """A package with values that do not belong where they are."""
    rows = [(*chance.choice(COLUMNS), chance.choice(VALUES)) for _ in range(chance.randrange(1, 4))]

    def change(database: sqlite3.Connection) -> None:
        for table, column, value in rows:
            database.execute(f"update {table} set {column} = ? where rowid % 2 = ?", (value, chance.randrange(2)))  # noqa: S608

    return altered(change, chance.choice(SOUNDS))


def spoilt_json(chance: random.Random) -> bytes:
    """A package whose list of note types or decks has something else in it."""
    column = chance.choice(["models", "decks"])

    def change(database: sqlite3.Connection) -> None:
        (text,) = database.execute(f"select {column} from col").fetchone()  # noqa: S608
        described = json.loads(text)
        where: Any = described
        while isinstance(where, (dict, list)) and where:
            places = list(where) if isinstance(where, dict) else range(len(where))
            place = chance.choice(places)
            if not isinstance(where[place], (dict, list)) or chance.random() < 0.2:
                where[place] = chance.choice(
                    [None, 1, -1, 10**30, [], {}, [1], {"a": 1}, "", "x", "{{" * 50, True, 0.5]
                )
                break
            where = where[place]
        database.execute(f"update col set {column} = ?", (json.dumps(described),))  # noqa: S608

    return altered(change, chance.choice(SOUNDS))


def packages(seed: int) -> Iterator[bytes]:
    """Packages without end."""
    chance = random.Random(seed)  # noqa: S311 - chance, no secret
    while True:
        yield flipped(SOUND, chance)
        yield packed(flipped(collection(chance.choice(SOUNDS)), chance))
        yield spoilt_value(chance)
        yield spoilt_json(chance)


def deck_files(seed: int, sound: str) -> Iterator[str]:
    """Deck files without end."""
    chance = random.Random(seed)  # noqa: S311 - chance, no secret
    while True:
        text = sound
        for _ in range(chance.choice([1, 1, 2, 5, 20])):
            start = chance.randrange(len(text) + 1)
            end = min(len(text), start + chance.choice([0, 0, 1, 2, 10, 100]))
            text = text[:start] + chance.choice(SCRAPS) + text[end:]
        yield text


def read_package(data: bytes, path: Path) -> bool:
    """Read, check and compare a package; whether it could be read."""
    path.write_bytes(data)
    try:
        files = unpacked(unpack(path), "x.apkg")
    except PackageError:
        return False
    assert all(str(problem) for problem in of_package(files))
    sound = unpacked(unpack(_sound(path)), "y.apkg")
    assert all(
        isinstance(tell(compare(*pair)), str) for tell in FORMATS.values() for pair in ((files, sound), (sound, files))
    )
    return True


def essays(seed: int, sounds: Sequence[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of sources without end."""
    chance = random.Random(seed)  # noqa: S311 - chance, no secret
    scraps = [scrap.encode("utf-8", "surrogatepass") for scrap in (*SCRAPS, *MARKS)]
    while True:
        name, data = chance.choice(sounds)
        if chance.random() < 0.5:
            yield name, flipped(data, chance)
            continue
        for _ in range(chance.choice([1, 2, 5, 20])):
            place = chance.randrange(len(data) + 1)
            data = data[:place] + chance.choice(scraps) + data[place + chance.choice([0, 0, 1, 20]) :]
        yield name, data


def sound_essays(folder: Path) -> list[tuple[str, bytes]]:
    """The beginnings of the examples in each format."""
    found = [(path.name, path.read_bytes()[:1500]) for path in sorted(folder.glob("*.*")) if path.suffix != ".jsonl"]
    document = docx.Document()
    for line in found[-1][1].decode("utf-8", "replace").splitlines():
        document.add_paragraph(line)
    document.save(file := io.BytesIO())
    row = json.dumps({"essay": "It fell in 1848 because prices rose.", "title": "Why?", "notes": "- Prices"}) + "\n"
    return [*found, ("x.docx", file.getvalue()), ("x.jsonl", row.encode() * 3)]


def read_essays(name: str, data: bytes, *, cards: bool) -> bool:
    """Read a source, and make its cards; whether it could be read."""
    try:
        found = list(read_all(name, [data]))
    except SourceError:
        return False
    assert all(str(each) for each in found if isinstance(each, Problem))
    told = [each for each in found if isinstance(each, Essay)]
    for deck in make_decks(grouped(told)) if cards else ():
        assert not deck.cards or pack([edition(deck, Lock(), now=1_795_400_000)])
    return bool(told)


def _sound(path: Path) -> Path:
    sound = path.with_suffix(".sound")
    if not sound.exists():
        sound.write_bytes(SOUND)
    return sound


def read_deck_file(text: str) -> bool:
    """Read, check and compare a deck file, and take it for settings; whether it could be read."""
    with contextlib.suppress(ConfigError):
        parse(text.encode("utf-8", "replace"), "essay2anki.yaml")
    try:
        file = load(text, "x.yaml")
    except DeckFileError:
        return False
    assert all(str(problem) for problem in (*unfounded(file), *Checked([as_deck(file)], [file], []).findings))
    assert all(isinstance(tell(compare([file], [])), str) for tell in FORMATS.values())
    return True


def main(count: int) -> None:
    """Read so many of each."""
    seed = random.randrange(1 << 30)  # noqa: S311 - chance, no secret
    sound = next(Path("decks").glob("*.yaml")).read_text(encoding="utf-8")[:3000].rpartition("\n- ")[0] + "\n"
    sys.stdout.write(f"seed {seed}\n")
    with tempfile.TemporaryDirectory() as folder:
        read = sum(
            read_package(data, Path(folder, "x.apkg")) for _, data in zip(range(count), packages(seed), strict=False)
        )
    sys.stdout.write(f"{count} packages, {read} of them read in spite of all\n")
    read = sum(read_deck_file(text) for _, text in zip(range(count), deck_files(seed, sound), strict=False))
    sys.stdout.write(f"{count} deck files, {read} of them read in spite of all\n")
    sources = zip(range(count), essays(seed, sound_essays(Path("examples"))), strict=False)
    read = sum(read_essays(*source, cards=number % 50 == 0) for number, source in sources)
    sys.stdout.write(f"{count} sources, {read} of them read in spite of all\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
