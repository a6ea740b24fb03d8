"""Decks to packages: genanki's model of Anki, written in memory, in one piece and without litter."""

from __future__ import annotations

import hashlib
import itertools
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path, PurePath

import genanki

from essay2anki import __version__
from essay2anki.model import Deck
from essay2anki.notes import Note, NoteType, note_of
from essay2anki.notes.html import escape
from essay2anki.problems import PackageError, Problem

ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip can say: the time of packing is no part of a package."""
FIRST_DECK_ID = 1 << 30


class _Model(genanki.Model):
    """genanki's model, but with a modification time of its own: styling is not touched at every import."""

    modified: int

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, object]:
        del timestamp
        return {**super().to_json(self.modified, deck_id)}


def write_package(decks: Sequence[Deck], path: Path, *, now: int) -> None:
    """Write decks into one package; the file is there whole or not at all.

    `now` is the time of the build in seconds since 1970: Anki updates a learner's note only if the package's is newer.

    Raises:
        PackageError: Two cards have one identity, or the file cannot be written.
    """
    data = pack(decks, now=now)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        problem = Problem(
            source=str(path),
            message=f"the package cannot be written: {error.strerror}",
            advice="Choose another place with -o.",
        )
        raise PackageError(problem) from error


def pack(decks: Sequence[Deck], *, now: int) -> bytes:
    """The bytes of a package that holds the decks.

    Raises:
        PackageError: Two cards have one identity.
    """
    models: dict[int, _Model] = {}
    package = genanki.Package([_deck(deck, models) for deck in decks])
    _check_identity(note for deck in package.decks for note in deck.notes)
    database = sqlite3.connect(":memory:")
    try:
        package.write_to_db(database.cursor(), now, itertools.count(now * 1000))
        database.commit()
        collection = database.serialize()
    finally:
        database.close()
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, member in (("collection.anki2", collection), ("media", b"{}")):
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, member, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _deck(deck: Deck, models: dict[int, _Model]) -> genanki.Deck:
    digest = hashlib.sha256(deck.name.encode()).digest()
    made = genanki.Deck(
        FIRST_DECK_ID + int.from_bytes(digest[:4], "big") % FIRST_DECK_ID, deck.name, _description(deck)
    )
    for place, card in enumerate(deck.cards):
        note = note_of(card)
        made.add_note(_note(note, models.setdefault(note.type.id, _model(note.type)), place))
    return made


def _note(note: Note, model: _Model, place: int) -> genanki.Note:
    # `due` is the place among the new cards: Anki shows them in study order.
    return genanki.Note(
        model=model,
        fields=list(note.fields),
        sort_field=note.fields[note.type.fields.index("Sort")],
        tags=list(note.tags),
        guid=note.guid,
        due=place,
    )


def _model(note_type: NoteType) -> _Model:
    # Ids on fields and templates let Anki recognise them if they are ever renamed.
    model = _Model(
        note_type.id,
        note_type.name,
        fields=[{"name": name, "id": note_type.id * 100 + place} for place, name in enumerate(note_type.fields)],
        templates=[
            {"name": "Card", "qfmt": note_type.front, "afmt": note_type.back, "id": note_type.id * 100 + 99},
        ],
        css=note_type.css,
        model_type=genanki.Model.CLOZE if note_type.cloze else genanki.Model.FRONT_BACK,
        sort_field_index=note_type.fields.index("Sort"),
    )
    model.modified = note_type.modified
    return model


def _description(deck: Deck) -> str:
    names = ", ".join(PurePath(source).name for source in deck.sources)
    return escape(f"From {names}, by essay2anki {__version__}. The words on the cards are those of the source.")


def _check_identity(notes: Iterable[genanki.Note]) -> None:
    guids: set[str] = set()
    for note in notes:
        if note.guid in guids:
            problem = Problem(
                message=f"two cards have one identity: {note.fields[0]}",
                advice="The same essay seems to be given twice, under two topics. Leave one of them out.",
            )
            raise PackageError(problem)
        if not note.cards:
            raise AssertionError(f"a note without a card: {note.fields}")
        guids.add(note.guid)


def _replace(path: Path, data: bytes) -> None:
    """Put `data` in the place of the file in one step, so that whoever stops us leaves the old one or the new one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink()
        raise
