"""An old package stands in for a lost lock: the notes it holds are what was shipped."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from essay2anki.lock.file import Lock, Shipped
from essay2anki.notes import TYPES, Note
from essay2anki.notes.escape import Html, unescape
from essay2anki.problems import LockError, PackageError, Problem

if TYPE_CHECKING:
    from essay2anki.unpack import Packed

DELETION = re.compile(r"\{\{c(\d{1,9})::(.{0,1000}?)\}\}")


def baseline(path: Path) -> Lock:
    """What a package of this program shipped: guid → note. Deletions that had gone before are not known any more.

    Raises:
        LockError: The file is no package of this program.
    """
    from essay2anki.unpack import unpack  # noqa: PLC0415 - only who has lost a lock need wait for it

    try:
        return Lock({note.guid: _shipped(note) for note in unpack(path)})
    except (PackageError, ValueError) as error:
        reason = error.problem.message if isinstance(error, PackageError) else error
        advice = "Give an .apkg file that essay2anki made, as it was handed to the students."
        message = f"this package cannot stand in for the lock file: {reason}"
        raise LockError(Problem(source=str(path), message=message, advice=advice)) from error


def _shipped(packed: Packed) -> Shipped:
    note_type = TYPES.get(packed.type.id)
    if note_type is None or packed.type.fields != note_type.fields:
        raise ValueError("it holds notes of another program")
    note = Note(
        key=unescape(packed.named["Key"]),
        type=note_type,
        numbers=(),
        fields=tuple(Html(field) for field in packed.fields),
        front=unescape(packed.named["Sort"]),
        tags=packed.tags,
    )
    deletions = {number: unescape(answer) for number, answer in DELETION.findall(packed.named.get("Text", ""))}
    return Shipped(
        guid=note.guid,
        key=note.key,
        deck=packed.deck,
        type=note_type.name,
        front=note.front,
        source="",
        deletions=deletions,
        digest=note.digest,
        modified=packed.modified,
        retired=bool(packed.named["Retired"]),
    )
