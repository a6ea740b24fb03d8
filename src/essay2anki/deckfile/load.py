"""The text of a deck file → its entries, each with its place. What is wrong is told in a teacher's words."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import cast

from essay2anki.deckfile.entries import DeckFile, Raw
from essay2anki.deckfile.fields import CHOICES, HEAD, Node, Reader
from essay2anki.deckfile.lines import Scan, indent_of, scan
from essay2anki.problems import DeckFileError


def load(text: str, name: str) -> DeckFile:
    """Read a deck file; `name` is what it is called in messages.

    Raises:
        DeckFileError: Something in it cannot be understood. It carries all that is wrong.
    """
    found = scan(text, name)
    root = None if found.problems else _composed(found)
    file = None if found.problems else _file(Reader(found), root)
    if file is None or found.problems:
        raise DeckFileError(sorted(found.problems, key=lambda problem: problem.line or 0))
    return file


def _composed(found: Scan) -> Node | None:
    import yaml  # noqa: PLC0415 - only where there is a deck file

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # in C where it can be: ten times as fast
    try:
        return cast("Node | None", yaml.compose("\n".join(found.clean), Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        index = min(mark.line if mark else 0, len(found.lines) - 1)
        while index and index in found.free:
            index -= 1
        found.misfit(index)
        return None


def _file(reader: Reader, root: Node | None) -> DeckFile | None:
    """The whole file; none if it is not one of ours."""
    nodes = reader.fields(root, HEAD)
    deck = reader.text(nodes, "deck")
    if not deck:
        advice = "Write “deck: ” and the full name of the deck at the beginning, and “cards:” above the first card."
        reader.found.tell(0, "the name of the deck is missing", advice)
        return None
    lines = reader.found.lines[: -1 if reader.found.lines[-1] == "" else None]
    keys = _keys(root)
    items = reader.items(nodes.get("cards"))
    starts = [_first(reader.found, item) for item in items]
    end = _end(reader.found, len(lines), starts, keys)
    bounds = [*(_above(reader.found, start) for start in starts), end]
    return DeckFile(
        name=reader.found.name,
        deck=deck,
        sources=reader.words(nodes, "sources", alone=True),
        timeline=reader.choice(nodes, "timeline", CHOICES, "yes") == "yes",
        entries=tuple(
            reader.entry(item, _raw(reader.found, low, high, item))
            for item, (low, high) in zip(items, itertools.pairwise(bounds), strict=True)
        ),
        head=_raw(reader.found, 0, bounds[0], root),
        tail=_raw(reader.found, end, len(lines), None),
    )


def _keys(node: Node | None) -> Mapping[str, int]:
    """Field → the line on which it begins."""
    pairs = node.value if node is not None and node.id == "mapping" else []
    return {str(key.value).lower(): key.start_mark.line for key, _ in pairs}


def _first(found: Scan, item: Node) -> int:
    """The line with the dash of an entry."""
    line: int = item.start_mark.line
    above = line - 1
    while above in found.free:
        above -= 1
    return above if found.lines[above].strip() == "-" else line


def _above(found: Scan, line: int) -> int:
    """Where what belongs to the entry, or field, at `line` begins: with the comments above it."""
    column = indent_of(found.lines[line])
    while line - 1 in found.free:
        above = found.lines[line - 1]
        if above.strip() and indent_of(above) > column:
            break
        line -= 1
    return line


def _end(found: Scan, length: int, starts: Sequence[int], keys: Mapping[str, int]) -> int:
    """Where the last entry ends, or the head if there is none."""
    last = starts[-1] if starts else keys.get("cards", length)
    after = min((line for line in keys.values() if line > last), default=None)
    if after is not None:
        return _above(found, after)
    if not starts:
        return length
    end = length
    column = indent_of(found.lines[starts[-1]])
    while end - 1 in found.free and not (found.lines[end - 1].strip() and indent_of(found.lines[end - 1]) > column):
        end -= 1
    return end


def _raw(found: Scan, low: int, high: int, node: Node | None) -> Raw:
    """The lines `[low, high)` of the file, and where the fields of a mapping stand among them."""
    within = {name: line - low for name, line in _keys(node).items() if low <= line < high}
    apart = len(set(within.values())) == len(within) and not getattr(node, "flow_style", False)
    return Raw(
        lines=tuple(found.lines[low:high]),
        places=within if apart else {},
        free=frozenset(line - low for line in found.free if low <= line < high),
        comments={line - low: text for line, text in found.comments.items() if low <= line < high},
        column=node.start_mark.column if node is not None else 0,
    )
