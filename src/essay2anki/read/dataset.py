"""Data sets in JSON Lines: an essay a row, read one after the other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from essay2anki.problems import Problem, SourceError
from essay2anki.read.decode import clean, decode
from essay2anki.read.document import Document
from essay2anki.read.frame import KEYWORDS
from essay2anki.read.limits import LONGEST_LINE, MOST_BAD_ROWS

ORDER = ("topic", "title", "essay", "subject", "paper", "level", "year", "notes")
"""The fields of a row as they are written down one below the other."""
WHOLE = "text"
"""The field of a row that holds a whole source, frame and all."""
LONGEST_ROW = 4 * LONGEST_LINE
"""Bytes; a character takes up to four."""


def dataset(source: str, data: Iterable[bytes], fields: Mapping[str, str]) -> Iterator[Document | Problem]:
    """The essays of a data set. `fields` tells which field of a row holds what: `{"essay": "answer"}`.

    Only one row is held in memory. A row that cannot be read is a problem with its line; the others are read.
    """
    bad = 0
    for number, row in enumerate(_rows(data), start=1):
        try:
            if row is None or row.strip():
                yield _document(f"{source}:{number}", row, fields)
        except SourceError as error:
            bad += 1
            if bad <= MOST_BAD_ROWS:
                yield _problem(source, number, error.problem.message, error.problem.advice)
    if bad > MOST_BAD_ROWS:
        more = f"{bad - MOST_BAD_ROWS:,} more rows cannot be read"
        yield Problem(source=source, message=more, advice="They are likely to have the same fault as those above.")


def _rows(data: Iterable[bytes]) -> Iterator[bytes | None]:
    """The lines in the pieces; none for one that is too long."""
    parts: list[bytes] = []
    length = 0
    for piece in data:
        *ends, rest = piece.split(b"\n")
        for end in ends:
            yield b"".join([*parts, end]) if length + len(end) <= LONGEST_ROW else None
            parts, length = [], 0
        length += len(rest)
        parts = [*parts, rest] if length <= LONGEST_ROW else []
    if length:
        yield b"".join(parts) if length <= LONGEST_ROW else None


def _document(source: str, row: bytes | None, fields: Mapping[str, str]) -> Document:
    if row is None:
        raise SourceError(_problem(source, None, "the row is too long", "No essay has a million characters."))
    decoded = decode(source, row)
    values = _values(source, decoded.text, fields)
    if "essay" in values:
        text = "".join(f"{field.upper()}\n{values[field]}\n" for field in ORDER if values.get(field))
    else:
        text = values[WHOLE]
    return Document(source=source, text=clean(text), framed=True, repairs=decoded.repairs)


def _values(source: str, text: str, fields: Mapping[str, str]) -> dict[str, str]:
    """Field → its text."""
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "it cannot be read"
        raise SourceError(_problem(source, None, f"this is not JSON: {reason}", "Write an object a line.")) from error
    if not isinstance(row, dict):
        raise SourceError(_problem(source, None, "the row is not a JSON object", 'Write `{"essay": "…"}`.'))
    values = {_field(key): _text(value) for key, value in row.items()}
    values |= {field: _text(row.get(key)) for field, key in fields.items()}
    found = {field: value for field, value in values.items() if field and value.strip()}
    if not found.keys() & {"essay", WHOLE}:
        has = ", ".join(sorted(map(str, row))) or "nothing"
        message = f"the row has no field “{fields.get('essay', 'essay')}”; it has {has[:200]}"
        advice = "Say in essay2anki.yaml which field holds the essay: `fields: {essay: NAME}`, or `--field essay=NAME`."
        raise SourceError(_problem(source, None, message, advice))
    return found


def _field(key: str) -> str:
    plain = key.strip().lower().replace("_", " ")
    return WHOLE if plain == WHOLE else KEYWORDS.get(plain, "")


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n".join(f"- {each}" for each in value if isinstance(each, str))
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _problem(source: str, line: int | None, message: str, advice: str) -> Problem:
    return Problem(source=source, line=line, message=message, advice=advice)
