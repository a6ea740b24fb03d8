"""What a reader of a format hands on: text in which structure is written as a person would type it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from essay2anki.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A remark in the margin. Its words stand in the text of the document, behind its body."""

    start: int
    end: int
    """The span of the remark."""
    about: tuple[int, int]
    """The span of the words it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The text of a source, decoded or extracted. All spans refer to it."""

    source: str
    text: str
    flowing: bool = False
    """True when a paragraph goes on until an empty line, as in Markdown."""
    framed: bool = False
    """True when the format says by itself that this is an essay: a row of a data set."""
    comments: tuple[Comment, ...] = ()
    """In the order of the text."""
    repairs: tuple[str, ...] = ()
    """Names of what was done to get the text."""


Reader = Callable[[str, Iterable[bytes], Mapping[str, str]], Iterator["Document | Problem"]]
"""(name of the source, its bytes in pieces, the names of the fields in a data set) → the documents in it, and what is
wrong with parts of it. Raises `SourceError` where nothing can be read."""
