"""An old package stands in for a lost lock: the notes it holds are what was shipped."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from essay2anki.lock.file import Lock, Shipped
from essay2anki.notes import NOTE_TYPES, Note
from essay2anki.notes.escape import Html, unescape
from essay2anki.problems import LockError, Problem

if TYPE_CHECKING:
    import sqlite3

MEMBER = "collection.anki2"
DELETION = re.compile(r"\{\{c(\d+)::(.*?)\}\}")
NOTES = """
    select notes.mid, notes.mod, notes.tags, notes.flds, min(cards.did)
    from notes left join cards on cards.nid = notes.id group by notes.id order by notes.id
"""
TYPES = {each.id: each for each in NOTE_TYPES.values()}


def baseline(path: Path) -> Lock:
    """What a package of this program shipped: guid → note. Deletions that had gone before are not known any more.

    Raises:
        LockError: The file is no package of this program.
    """
    import sqlite3  # noqa: PLC0415 - only who has lost a lock need wait for them
    import zipfile  # noqa: PLC0415

    try:
        with zipfile.ZipFile(path) as archive:
            data = archive.read(MEMBER)
        with contextlib.closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(data)
            return Lock({each.guid: each for each in _shipped(database)})
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, sqlite3.Error) as error:
        advice = "Give an .apkg file that essay2anki made, as it was handed to the students."
        message = f"this package cannot stand in for the lock file: {error}"
        raise LockError(Problem(source=str(path), message=message, advice=advice)) from error


def _shipped(database: sqlite3.Connection) -> Iterator[Shipped]:
    (decks,) = database.execute("select decks from col").fetchone()
    names = {int(number): deck["name"] for number, deck in json.loads(decks).items()}
    deck = ""
    for model, modified, tags, joined, deck_id in database.execute(NOTES):
        # A retired note has no card and so no deck: it stands behind those of its own.
        deck = deck if deck_id is None else names[deck_id]
        yield _entry(model, modified, tuple(tags.split()), tuple(joined.split("\x1f")), deck)


def _entry(model: int, modified: int, tags: tuple[str, ...], fields: tuple[str, ...], deck: str) -> Shipped:
    note_type = TYPES.get(model)
    if note_type is None or len(fields) != len(note_type.fields):
        raise ValueError("it holds notes of another program")
    values = dict(zip(note_type.fields, fields, strict=True))
    note = Note(
        key=unescape(values["Key"]),
        type=note_type,
        numbers=(),
        fields=tuple(Html(field) for field in fields),
        front=unescape(values["Sort"]),
        tags=tags,
    )
    deletions = {number: unescape(answer) for number, answer in DELETION.findall(values.get("Text", ""))}
    return Shipped(
        guid=note.guid,
        key=note.key,
        deck=deck,
        type=note_type.name,
        front=note.front,
        source="",
        deletions=deletions,
        digest=note.digest,
        modified=modified,
        retired=bool(values["Retired"]),
    )
