"""Editions to packages: genanki's model of Anki, written in one go, in memory, compressed and without litter.

genanki flushes a temporary file to disk for every statement, leaves it behind, writes all decks once more for each
deck, compresses nothing and stamps everything with the time of the build. So its classes are kept, and the writing is
ours. Same editions, same bytes: nothing here asks for a clock, a folder, a locale or a hash seed.
"""

from __future__ import annotations

import contextlib
import functools
import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import genanki
from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA

from essay2anki import files
from essay2anki.lock import Edition
from essay2anki.notes import Note, NoteType
from essay2anki.notes.description import describe
from essay2anki.problems import PackageError, Problem

FIRST_DECK_ID = 1 << 30
"""Decks are numbered from here on: Anki knows decks by their names and gives them numbers of its own."""
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip can say: the time of packing is no part of a package."""
UNIX, READABLE = 3, 0o644 << 16
"""What made the zip and who may read its members, said alike on every system."""
LEVEL = 6
"""Of deflate: an eighth of the bytes; 9 takes three times as long for one per cent less."""
CHANGE_COUNTER, VERSION = slice(24, 28), slice(92, 100)
"""Bytes of an SQLite file that tell how often and by which version of SQLite it was written."""
NOTE_ROW = "insert into notes values (?,?,?,?,?,?,?,?,?,?,?)"
CARD_ROW = "insert into cards values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"


class _Model(genanki.Model):
    """genanki's model, with a modification time of its own: styling is not touched at every import."""

    def __init__(self, note_type: NoteType) -> None:
        # Ids on fields and templates let Anki recognise them if they are ever renamed.
        first = note_type.id * 100
        super().__init__(
            note_type.id,
            note_type.name,
            fields=[{"name": name, "id": first + place} for place, name in enumerate(note_type.fields)],
            templates=[
                {"name": each.name, "qfmt": each.front, "afmt": each.back, "id": first + 90 + place}
                for place, each in enumerate(note_type.templates)
            ],
            css=note_type.css,
            model_type=genanki.Model.CLOZE if note_type.cloze else genanki.Model.FRONT_BACK,
            sort_field_index=note_type.fields.index("Sort"),
        )
        self.modified = note_type.modified

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, object]:
        del timestamp, deck_id
        return {**super().to_json(self.modified, 1)}


class _Note(genanki.Note):
    """genanki's note, with a modification time of its own, and the cards that it is told."""

    def __init__(self, note: Note, place: int) -> None:
        # `due` is the place among the new cards: Anki shows them in study order.
        super().__init__(
            model=_model(note.type),
            fields=note.fields,
            sort_field=note.front,
            tags=note.tags,
            guid=note.guid,
            due=place,
        )
        self.modified = note.modified
        self.ordinals = [number - 1 for number in note.numbers]

    def row(self, note_id: int) -> tuple[object, ...]:
        """Its row in the table of notes."""
        tags, fields = self._format_tags(), self._format_fields()
        return (note_id, self.guid, self.model.model_id, self.modified, -1, tags, fields, self.sort_field, 0, 0, "")


class _Package(genanki.Package):
    """genanki's package, filled with one statement a table."""

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, id_gen: Iterator[int]) -> None:
        del timestamp
        notes = [(next(id_gen), deck.deck_id, note) for deck in self.decks for note in deck.notes]
        models = {str(note.model.model_id): note.model for _, _, note in notes}
        decks = json.loads(cursor.execute("select decks from col").fetchone()[0])
        decks |= {str(deck.deck_id): deck.to_json() for deck in self.decks}
        model_json = {number: model.to_json(0, 1) for number, model in sorted(models.items())}
        cursor.execute("update col set decks = ?, models = ?", (json.dumps(decks), json.dumps(model_json)))
        cursor.executemany(NOTE_ROW, (note.row(note_id) for note_id, _, note in notes))
        cursor.executemany(
            CARD_ROW,
            (
                (next(id_gen), note_id, deck_id, ordinal, note.modified, -1, 0, 0, note.due, *[0] * 8, "")
                for note_id, deck_id, note in notes
                for ordinal in note.ordinals
            ),
        )

    def to_bytes(self, first_id: int, pictures: Mapping[str, str]) -> bytes:
        """The package as a file; notes and cards are numbered from `first_id` on, the time of their making in ms.

        `pictures` is file name → SVG. In the zip they are numbered, and `media` tells their names.
        """
        with contextlib.closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(_blank())
            self.write_to_db(database.cursor(), 0, itertools.count(first_id))
            database.commit()
            collection = bytearray(database.serialize())
        collection[CHANGE_COUNTER] = bytes(4)
        collection[VERSION] = bytes(8)
        names = {str(place): name for place, name in enumerate(pictures)}
        drawn = {place: pictures[name].encode() for place, name in names.items()}
        return _zip({"collection.anki2": bytes(collection), "media": json.dumps(names).encode(), **drawn})


def write_package(editions: Sequence[Edition], path: Path) -> None:
    """Write editions into one package; the file is there whole or not at all.

    Raises:
        PackageError: The file cannot be written.
    """
    data = pack(editions)
    try:
        files.replace(path, data)
    except OSError as error:
        message = f"the package cannot be written: {error.strerror}"
        raise PackageError(
            Problem(source=str(path), message=message, advice="Choose another place with -o.")
        ) from error


def pack(editions: Sequence[Edition]) -> bytes:
    """The bytes of a package that holds the editions."""
    guids = [note.guid for each in editions for note in each.notes]
    assert len(guids) == len(set(guids)), "Anki would import both notes of one guid, and update only one of them"
    package = _Package([_deck(each, FIRST_DECK_ID + place) for place, each in enumerate(editions)])
    pictures = {name: svg for each in editions for note in each.notes for name, svg in note.pictures}
    return package.to_bytes(max(each.modified for each in editions) * 1000, pictures)


def _deck(edition: Edition, deck_id: int) -> genanki.Deck:
    deck = genanki.Deck(deck_id, edition.deck, describe(edition.sources, edition.modified))
    deck.notes = [_Note(note, place) for place, note in enumerate(edition.notes)]
    return deck


@functools.cache
def _model(note_type: NoteType) -> _Model:
    return _Model(note_type)


@functools.cache
def _blank() -> bytes:
    """An empty collection as genanki makes it, without indexes: Anki imports without them, and makes its own."""
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        tables = (each for each in APKG_SCHEMA.split(";") if "CREATE INDEX" not in each)
        database.executescript(";".join(tables) + APKG_COL)
        return database.serialize()


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.create_system, entry.external_attr = UNIX, READABLE
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, LEVEL)
    return buffer.getvalue()
