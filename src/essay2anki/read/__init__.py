"""Reading: a source becomes one or more `Essay`s."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from essay2anki.model import Essay
from essay2anki.problems import NoEssayError, Problem, SourceError
from essay2anki.read.dataset import dataset
from essay2anki.read.document import Document, Reader
from essay2anki.read.essays import essays, without_essay
from essay2anki.read.plain import markdown, plain
from essay2anki.read.word import word

READERS: dict[str, Reader] = {
    ".docx": word,
    ".jsonl": dataset,
    ".markdown": markdown,
    ".md": markdown,
    ".txt": plain,
}
"""Suffix → reader. Another format is one module and one line here."""
NO_FIELDS: Mapping[str, str] = {}


def read(source: str, data: bytes) -> Essay:
    """Read the first essay in `data`; `source` is the name under which it was given, its suffix tells the format.

    Raises:
        SourceError: The source cannot be read, or holds no essay.
    """
    for found in read_all(source, [data]):
        if isinstance(found, Essay):
            return found
        if found.severity == "error":
            raise SourceError(found)
    raise NoEssayError(without_essay(source, ""))


def read_all(source: str, data: Iterable[bytes], fields: Mapping[str, str] = NO_FIELDS) -> Iterator[Essay | Problem]:
    """Read all essays in a source, given in pieces of any size, and say what is wrong with parts of it.

    `fields` tells which field of a data set holds what: `{"essay": "answer", "title": "prompt"}`.

    Raises:
        SourceError: The source cannot be read, or holds no essay.
    """
    pieces = iter(data)
    head = next(pieces, b"")
    reader = READERS.get(_suffix(source)) or _by_content(head)
    for found in reader(source, _chained(head, pieces), fields):
        if isinstance(found, Document):
            yield from essays(found)
        else:
            yield found


def _suffix(source: str) -> str:
    stem, dot, suffix = source.rpartition(".")
    return f".{suffix.lower()}" if stem and dot else ""


def _by_content(head: bytes) -> Reader:
    """The reader of a source without a telling name, such as standard input."""
    if head.startswith(b"PK\x03\x04"):
        return word
    return dataset if head.lstrip().startswith(b"{") else plain


def _chained(head: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield head
    yield from pieces
