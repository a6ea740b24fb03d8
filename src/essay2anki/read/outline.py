"""The outline of a section: headings, paragraphs, items, and the path of headings above each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from essay2anki.model import Point, Role, Section
from essay2anki.problems import Problem, SourceError
from essay2anki.read.block import CONCLUDING, LABEL, LEAD, Block, made, unlabelled
from essay2anki.read.limits import LONGEST_PATH, MOST_POINTS
from essay2anki.read.lines import Line, blocks, pieces
from essay2anki.read.marks import Kind, kinds_in_a_row
from essay2anki.read.roles import HEADING_WORDS, roles_of

LEAF = re.compile(
    r"(?:introduct(?:ion|ory paragraph)|intro|background|context|conclusions?|summary|evaluation|judge?ment|overview"
    r"|thesis)\W*",
    re.IGNORECASE,
)
"""Headings of a part of the essay that has no parts."""
HASHES, PART, CAPITALS, PARENT, PLAIN, NUMBERED, NESTED = 0, 8, 10, 12, 20, 30, 100
"""Ranks of headings, the outermost first: hashes (and their number), `Paragraph 1:`, capitals, a heading directly over
others, any other, a numbered one over paragraphs, an item over items (and its level)."""


def outline(
    source: str, lines: Sequence[Line], section: Section, title: str, *, topic: str = "", flowing: bool = False
) -> tuple[Point, ...]:
    """The points of a section, in order. `source` is the decoded text, `title` the essay question.

    Raises:
        SourceError: There are more lines and items than the limit.
    """
    parts = list(pieces(list(lines), section))
    if len(parts) > MOST_POINTS:
        raise SourceError(_too_many(parts[MOST_POINTS].number))
    counted = kinds_in_a_row([LEAD.sub("", line.text, count=1) for line in parts])
    found = [
        block
        for group in blocks(parts, flowing=flowing)
        for block in made(source, group, section, counted)
        if block.text
    ]
    roles = roles_of(found, section, (title, topic))
    return tuple(_points(found, roles, section))


def _too_many(line: int) -> Problem:
    return Problem(
        message=f"the text has more than {MOST_POINTS:,} lines and items",
        advice="Give each essay a file of its own, or a data set as .jsonl, an essay a row.",
        line=line,
    )


def _points(found: list[Block], roles: list[Role], section: Section) -> Iterator[Point]:
    path: list[tuple[int, str]] = []
    lists: list[tuple[int, Kind]] = []
    parents = _plain_parents(found, roles)
    for at, (block, given) in enumerate(zip(found, roles, strict=True)):
        level = _level(lists, block)
        over = at + 1 < len(found) and roles[at + 1] in (Role.ITEM, Role.ORDER) and _is_deeper(found[at + 1], block)
        role = Role.HEADING if given is Role.ITEM and over and _may_head(block) else given
        if role is Role.HEADING:
            _enter(path, block, _rank(block, level, over=over, parents=parents))
        else:
            _pass(path, block, role, level)
        yield _point(block, role, section, _shown(path), level)
        if at == 0 and role is Role.HEADING and _is_whole(found, roles):
            path.clear()


def _point(block: Block, role: Role, section: Section, path: tuple[str, ...], level: int) -> Point:
    taught = role in (Role.PARAGRAPH, Role.ITEM)
    label, body = unlabelled(block.body, listed=block.listed) if taught else ("", block.body)
    return Point(
        role=role,
        section=section,
        body=body,
        whole=block.body,
        headings=path,
        label=label,
        line=block.line,
        level=level if role is Role.ITEM else 0,
    )


def _is_whole(found: list[Block], roles: list[Role]) -> bool:
    """True when the first line is the essay's own title.

    Another heading comes directly below, no hashes say that one stands above the other, and there is no second one in
    capitals.
    """
    if len(roles) == 1 or roles[1] is not Role.HEADING or found[0].mark is not None:
        return False
    return not found[0].text.isupper() or not any(
        role is Role.HEADING and block.text.isupper() for role, block in zip(roles[1:], found[1:], strict=True)
    )


def _level(lists: list[tuple[int, Kind]], block: Block) -> int:
    """How deep an item is nested; `lists` are the lists that are open, and is kept up to date."""
    if not block.listed or block.mark is None:
        lists.clear()
        return 0
    place = _place(block)
    while lists and not _is_in(place, lists[-1]) and not _is_beside(place, lists[-1]):
        lists.pop()
    if not lists or _is_in(place, lists[-1]):
        lists.append(place)
    return len(lists) - 1


def _place(block: Block) -> tuple[int, Kind]:
    mark = block.mark
    if mark is None:
        return block.indent, Kind.HASHES
    return block.indent + 2 * (mark.depth - 1), mark.kind


def _is_in(inner: tuple[int, Kind], outer: tuple[int, Kind]) -> bool:
    if abs(inner[0] - outer[0]) > 1:
        return inner[0] > outer[0]
    return outer[1].holds(inner[1])


def _is_beside(place: tuple[int, Kind], other: tuple[int, Kind]) -> bool:
    alike = place[1] is other[1] or (Kind.BULLET in (place[1], other[1]) and min(place[1], other[1]) >= Kind.DOT)
    return abs(place[0] - other[0]) <= 1 and alike


def _is_deeper(block: Block, above: Block) -> bool:
    return block.listed and above.listed and _is_in(_place(block), _place(above))


def _may_head(block: Block) -> bool:
    return block.words <= HEADING_WORDS and block.text[-1] not in ".!?;," and not _has_label(block)


def _has_label(block: Block) -> bool:
    return bool(LABEL.match(block.text) or unlabelled(block.body, listed=block.listed)[0])


def _plain_parents(found: list[Block], roles: list[Role]) -> bool:
    """True when plain headings stand directly above headings with a colon: then those are theirs."""
    headed = zip(pairwise(found[1:]), pairwise(roles[1:]), strict=True)  # the first may be the essay's own title
    return any(
        first is second is Role.HEADING and not block.text.endswith(":") and after.text.endswith(":")
        for (block, after), (first, second) in headed
    )


def _rank(block: Block, level: int, *, over: bool, parents: bool) -> int:
    """How far out a heading stands."""
    if block.mark and block.mark.kind is Kind.HASHES:
        return HASHES + block.mark.depth
    if block.mark and block.mark.kind is Kind.PART:
        return PART
    if block.listed and not block.pictured:
        return NESTED + level if over else NUMBERED
    if block.text.isupper():
        return CAPITALS
    return PARENT if parents and not block.text.endswith(":") else PLAIN


def _enter(path: list[tuple[int, str]], block: Block, rank: int) -> None:
    """Put a heading into the path, in place of those that do not stand above it."""
    name = heading(block.text)
    if path and LEAF.fullmatch(path[-1][1]) and (rank <= PLAIN or path[-1][0] >= PLAIN):
        path.pop()
    if CONCLUDING.match(name) and rank > CAPITALS:
        path.clear()
    _leave(path, rank)
    path.append((rank, name))


def _pass(path: list[tuple[int, str]], block: Block, role: Role, level: int) -> None:
    """Take out of the path what does not stand above an item or a paragraph."""
    if role is Role.PARAGRAPH and CONCLUDING.match(block.text):
        path.clear()
    elif role in (Role.ITEM, Role.PARAGRAPH):
        _leave(path, NESTED + level if role is Role.ITEM else NESTED)


def _leave(path: list[tuple[int, str]], rank: int) -> None:
    while path and path[-1][0] >= rank:
        path.pop()


def _shown(path: list[tuple[int, str]]) -> tuple[str, ...]:
    half = LONGEST_PATH // 2
    kept = path if len(path) <= LONGEST_PATH else [*path[:half], *path[-half:]]
    return tuple(name for _, name in kept)


def heading(text: str) -> str:
    """The words of a heading, without the marks around them."""
    return text.strip("*_# ").rstrip(":-–— ").strip("*_ ") or text
