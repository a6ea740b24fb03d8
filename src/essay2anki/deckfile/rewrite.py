"""Changes of a file that a person has written in: only the lines of a field that changes are written anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from essay2anki.deckfile.entries import DeckFile, Entry, Raw
from essay2anki.deckfile.lines import indent_of
from essay2anki.deckfile.render import block, fields_of, listed

Changes = Mapping[str, Sequence[str]]
"""Field → its new lines; none if it is to go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A field as it is written."""

    name: str
    above: tuple[str, ...]
    """The comments and empty lines before it."""
    lines: tuple[str, ...]
    comments: tuple[str, ...] = ()
    """Those among its lines, for when it is written anew."""


def rewritten(old: Entry, new: Entry) -> Entry:
    """`new`, written as `old` is but for the fields that differ; comments stay."""
    raw = old.raw
    if raw is None:
        return new
    before, after = fields_of(old), fields_of(new)
    changes = {name: after.get(name, ()) for name in [*before, *after] if before.get(name) != after.get(name)}
    if not changes:
        return replace(new, raw=raw)
    return replace(new, raw=_changed(raw, changes, list(after)) if raw.places else _anew(raw, new))


def refilled(file: DeckFile, sources: Sequence[str], entries: tuple[Entry, ...]) -> DeckFile:
    """The file with other sources in its head, and other entries."""
    changes: dict[str, Sequence[str]] = {}
    if tuple(sources) != file.sources:
        changes["sources"] = listed(sources)
    if entries and not file.entries:
        changes["cards"] = ["cards:"]  # it may be missing, or say `[]`
    head = _changed(file.head, changes, ["deck", "sources", "timeline", "cards"]) if changes else file.head
    return replace(file, sources=tuple(sources), entries=entries, head=head)


def _anew(raw: Raw, entry: Entry) -> Raw:
    """An entry whose fields do not stand on lines of their own: all of it is written anew, below its comments."""
    comments = tuple(line for index, line in enumerate(raw.lines) if index in raw.free)
    dash = next(line for index, line in enumerate(raw.lines) if index not in raw.free)
    return replace(raw, lines=(*comments, *block(entry, indent_of(dash))[1:]), places={})


def _changed(raw: Raw, changes: Changes, order: Sequence[str]) -> Raw:
    """The lines with the changed fields written anew, added or taken away."""
    parts, tail = _parts(raw)
    margin = " " * raw.column
    changed = [_replaced(part, changes[part.name], raw.column) if part.name in changes else part for part in parts]
    known = {part.name for part in parts}
    for name in order:
        if name in changes and name not in known:
            lines = tuple(f"{margin}{line}" for line in changes[name])
            changed.insert(_place(changed, name, order), _Part(name=name, above=(), lines=lines))
    written = (line for part in changed for line in (*part.above, *part.lines))
    return replace(raw, lines=(*written, *tail), places={})


def _parts(raw: Raw) -> tuple[list[_Part], tuple[str, ...]]:
    """The fields in their order, and the comments and empty lines behind the last."""
    starts = sorted((index, name) for name, index in raw.places.items())
    parts: list[_Part] = []
    done = 0
    for (start, name), (after, _) in zip(starts, [*starts[1:], (len(raw.lines), "")], strict=True):
        end = after
        while end - 1 in raw.free:
            end -= 1
        parts.append(
            _Part(
                name=name,
                above=raw.lines[done:start],
                lines=raw.lines[start:end],
                comments=tuple(_comments(raw, range(start, end))),
            )
        )
        done = end
    return parts, raw.lines[done:]


def _comments(raw: Raw, lines: Iterable[int]) -> Iterable[str]:
    for index in lines:
        comment = raw.comments.get(index, raw.lines[index] if index in raw.free else "").strip()
        if comment:
            yield comment


def _replaced(part: _Part, lines: Sequence[str], column: int) -> _Part:
    """The field with other lines. Its comments go above it: nobody knows to which of the words they belong."""
    first = part.lines[0]
    lead = first[:column]
    if not lines and lead.strip():
        lines = [f"{part.name}:"]  # the first field of an entry holds its dash, and stays
    fresh = (lead + line if place == 0 else " " * column + line for place, line in enumerate(lines))
    comments = (" " * indent_of(first) + comment for comment in part.comments)
    return replace(part, above=(*part.above, *comments), lines=tuple(fresh))


def _place(parts: Sequence[_Part], name: str, order: Sequence[str]) -> int:
    """Where a new field goes: behind those that come before it, but never above the one with the dash."""
    before = order[: order.index(name)]
    return max((place + 1 for place, part in enumerate(parts) if part.name in before), default=1)
