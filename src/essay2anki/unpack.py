"""Packages of Anki → plain values: what stands in them, ours or another program's.

A package may come from anybody. Nothing of it touches a disk, no name in it is used as a path, and its database is read
in memory, table by table, with no SQL of its own being run. What is wrong is a `PackageError` in words.
"""

from __future__ import annotations

import contextlib
import io
import json
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from essay2anki.notes.escape import plain
from essay2anki.problems import PackageError, Problem

NEWEST = "collection.anki21b"
"""What Anki 2.1.50 and later write unless asked for older versions: compressed, with tables of another shape."""
MEMBERS = ("collection.anki21", "collection.anki2")
"""The collection, the newer form first: beside it, the older one holds only a word to the user."""
LARGEST_COLLECTION = 128_000_000
"""Bytes of a collection once inflated: a hundred thousand notes. The media of a package are never looked at."""
LARGEST_READ = 4_000_000
"""Bytes that are read of a zip at once; most of all for its table of contents, with room for 40,000 files."""
LARGEST_VALUE = 4_000_000
"""Bytes of one row of the collection: a note, or all note types with their templates."""
MOST_NOTES = 100_000
MOST_CARDS = 500_000
MOST_STEPS = 50_000_000
"""Steps of SQLite's machine to read a collection; one of 100,000 notes takes two million."""
MOST_STEPS_OF_SCHEMA = 100_000
"""The same to find its tables, which takes thirty steps for each; Anki has a dozen."""
TICK = 10_000
"""Steps between two looks at the count."""
SHOWN = 120
"""Characters of a reason that are shown."""
LATEST = 1 << 32
"""Seconds since 1970 before which every note was changed."""
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How Anki packs. Of the other ways one cannot know how large a part becomes before it is unpacked."""
ENCRYPTED = 1
READ_ONLY = ("trusted_schema = off", "cell_size_check = on", "query_only = on")
LIMITS = {sqlite3.SQLITE_LIMIT_LENGTH: LARGEST_VALUE, sqlite3.SQLITE_LIMIT_ATTACHED: 0}
READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})
"""All that SQL may do here; calling a function is not among it."""
NOTE = (int, str, int, int, str, str)
"""Types of the columns that are asked of a note."""
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError),
    *(OSError, sqlite3.Error, OverflowError, MemoryError),
)
"""What the readers of zip and SQLite raise at bytes that are not theirs."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template of a note type: the two sides of a card, HTML with `{{Field}}` for its fields."""

    front: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedType:
    """A note type as a package describes it."""

    id: int
    name: str
    cloze: bool
    fields: tuple[str, ...]
    """Their names, in order."""
    templates: tuple[Template, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A note as it lies in a package."""

    guid: str
    type: PackedType
    fields: tuple[str, ...]
    """HTML, as many as the note type has."""
    tags: tuple[str, ...]
    modified: int
    """Seconds since 1970."""
    deck: str
    """The full name of the deck of its first card. A note without a card lies behind those of its own deck."""
    cards: tuple[int, ...]
    """Its cards, from 0: numbers of templates, or of deletions less one; none for a note that was withdrawn."""

    @property
    def named(self) -> Mapping[str, str]:
        """Name of a field → HTML."""
        return dict(zip(self.type.fields, self.fields, strict=True))


class _WrongError(Exception):
    """Why a package cannot be read, in words that end a sentence."""


def unpack(path: Path) -> tuple[Packed, ...]:
    """The notes of a package, in their order.

    Raises:
        PackageError: There is no such file, it is no package that can be read, or larger than any that people make.
    """
    try:
        file = _Bounded(path)
    except FileNotFoundError as error:
        raise _error(path, "there is no such file", "Check its name and place.") from error
    except OSError as error:
        message = f"the package cannot be read: {error.strerror}"
        raise _error(path, message, "Check what it is, and who may read it.") from error
    try:
        with file:
            return _notes(_collection(file))
    except (_WrongError, *DAMAGED) as error:
        told = " ".join(str(error).split())[:SHOWN]  # it may quote what it stumbled over
        reason = told if isinstance(error, _WrongError) else f"it is damaged, or none at all ({told or 'empty'})"
        advice = "Give an .apkg file as essay2anki or Anki wrote it."
        raise _error(path, f"this package cannot be read: {reason}", advice) from error


def _error(path: Path, message: str, advice: str) -> PackageError:
    return PackageError(Problem(source=str(path), message=message, advice=advice))


# The zip


class _Bounded(io.FileIO):
    """A file of which only so much is read at once: a table of contents may claim to be of any size."""

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > LARGEST_READ:
            raise _WrongError("its table of contents is larger than that of any deck")
        return super().read(LARGEST_READ if size is None or size < 0 else size)


def _collection(file: _Bounded) -> bytes:
    """The bytes of the SQLite file in a package."""
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
        if NEWEST in names:
            raise _WrongError(
                "it is in the newest format of Anki. Export it from Anki once more, with “Support older Anki versions”"
            )
        name = next((name for name in MEMBERS if name in names), None)
        if name is None:
            raise _WrongError("it holds no collection of notes")
        entry = archive.getinfo(name)
        if entry.compress_type not in PACKED or entry.flag_bits & ENCRYPTED:
            raise _WrongError("it is packed in a way that Anki does not use")
        if entry.file_size > LARGEST_COLLECTION:
            raise _WrongError(f"its collection is larger than {LARGEST_COLLECTION // 1_000_000} MB")
        with archive.open(entry) as member:  # which gives no more than `file_size`, whatever it inflates to
            return b"".join(iter(lambda: member.read(LARGEST_READ // 4), b""))


# The database


def _notes(collection: bytes) -> tuple[Packed, ...]:
    """The notes of a collection."""
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(collection)
        _restrict(database)
        types, decks = _described(database)
        cards: dict[int, list[tuple[int, str]]] = {}
        for note, deck, ordinal in _rows(database, "select nid, did, ord from cards", MOST_CARDS, (int, int, int)):
            cards.setdefault(note, []).append((ordinal, _known(decks, deck, "a card lies in a deck")))
        notes: list[Packed] = []
        query = "select id, guid, mid, mod, tags, flds from notes order by id"
        for number, guid, kind, modified, tags, joined in _rows(database, query, MOST_NOTES, NOTE):
            own = sorted(cards.get(number, ()))
            note = Packed(
                guid=guid,
                type=_known(types, kind, "a note is of a type"),
                fields=tuple(joined.split("\x1f")),
                tags=tuple(tags.split()),
                modified=modified,
                deck=own[0][1] if own else notes[-1].deck if notes else "",
                cards=tuple(ordinal for ordinal, _ in own),
            )
            if len(note.fields) != len(note.type.fields) or not 0 <= modified < LATEST:
                raise _WrongError(f"its note {number} does not fit its type, or has a time that cannot be")
            notes.append(note)
        return tuple(notes)


def _restrict(database: sqlite3.Connection) -> None:
    """Let a database do nothing but hand out the rows of tables.

    Raises:
        _WrongError: What should be a table is none.
    """
    for pragma in READ_ONLY:
        database.execute(f"pragma {pragma}")
    for limit, most in LIMITS.items():
        database.setlimit(limit, most)
    database.set_authorizer(lambda action, *_: sqlite3.SQLITE_OK if action in READING else sqlite3.SQLITE_DENY)
    _limit_steps(database, MOST_STEPS_OF_SCHEMA)
    found = database.execute("select name, sql from sqlite_master where type = 'table'").fetchall()
    tables = {name for name, sql in found if isinstance(sql, str) and sql.upper().startswith("CREATE TABLE")}
    if missing := {"col", "notes", "cards"} - tables:
        raise _WrongError(f"its collection has no table {min(missing)!r}")
    _limit_steps(database, MOST_STEPS)


def _limit_steps(database: sqlite3.Connection, most: int) -> None:
    """Stop whatever takes more steps of SQLite's machine from now on."""
    ticks = iter(range(most // TICK))
    database.set_progress_handler(lambda: next(ticks, None) is None, TICK)


def _rows(database: sqlite3.Connection, query: str, most: int, types: Sequence[type]) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, as many as there may be and of the types that they should have."""
    for place, row in enumerate(database.execute(query)):
        if place == most:
            raise _WrongError(f"it holds more than {most} notes or cards")
        if [type(value) for value in row] != [*types]:
            raise _WrongError("something in it that should be a text or a number is none")
        yield row


def _known(values: Mapping[int, T], number: int, what: str) -> T:
    if number not in values:
        raise _WrongError(f"{what} that it does not describe")
    return values[number]


def _described(database: sqlite3.Connection) -> tuple[Mapping[int, PackedType], Mapping[int, str]]:
    """The note types and the names of the decks, by their numbers."""
    rows = list(_rows(database, "select models, decks from col limit 1", 1, (str, str)))
    try:
        types, decks = (json.loads(text) for text in rows[0])
        return (
            {int(number): _type(int(number), each) for number, each in types.items()},
            {int(number): _text(each["name"]) for number, each in decks.items()},
        )
    except (ValueError, RecursionError, TypeError, AttributeError, LookupError) as error:
        raise _WrongError("its list of note types or of decks is damaged") from error


def _type(number: int, described: Mapping[str, Any]) -> PackedType:
    return PackedType(
        id=number,
        name=_text(described["name"]),
        cloze=described["type"] == 1,
        fields=tuple(_text(each["name"]) for each in described["flds"]),
        templates=tuple(Template(front=_text(each["qfmt"]), back=_text(each["afmt"])) for each in described["tmpls"]),
    )


def _text(value: object) -> str:
    """A text that may be shown.

    Raises:
        TypeError: It is none.
    """
    if not isinstance(value, str):
        raise TypeError
    return plain(value)
