"""Text files and Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from essay2anki.problems import Problem
from essay2anki.read.decode import decode
from essay2anki.read.document import Document


def plain(source: str, data: Iterable[bytes], _fields: Mapping[str, str]) -> Iterator[Document | Problem]:
    """A text file: each line is a paragraph, a heading or an item."""
    decoded = decode(source, b"".join(data))
    yield Document(source=source, text=decoded.text, repairs=decoded.repairs)


def markdown(source: str, data: Iterable[bytes], _fields: Mapping[str, str]) -> Iterator[Document | Problem]:
    """A Markdown file: a paragraph goes on until an empty line. A text file may have all its other marks as well."""
    decoded = decode(source, b"".join(data))
    yield Document(source=source, text=decoded.text, flowing=True, repairs=decoded.repairs)
