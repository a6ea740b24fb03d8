"""The outline of a section: headings, paragraphs, items, and the path of headings above each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from essay2anki.model import Point, Role, Section, Text
from essay2anki.problems import Problem, SourceError
from essay2anki.read.instructions import aside, is_bare_band, is_description, statements
from essay2anki.read.limits import LONGEST_PATH, MOST_POINTS
from essay2anki.read.lines import Line, blocks, pieces
from essay2anki.read.marks import Kind, Mark, kinds_in_a_row, opening
from essay2anki.read.question import is_question, same_question
from essay2anki.read.repair import PICTURES, cut, repair

LABEL = re.compile(r"(?P<label>[A-Z0-9‘“'][^\s:.;,?!]*(?: [^\s:.;,?!]+){0,4})(?: ?::| ?:) (?=\S)")
"""`Ireland: the rebellion …`: at most five words before the colon."""
BAR = re.compile(r"(?P<label>[^\s|][^|]{0,60}?) \| (?=\S)")
"""The row of a table."""
SMALL_LABEL = re.compile(LABEL.pattern.replace("[A-Z0-9‘“']", "[a-z]", 1))
CLAUSE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|could|will|would|may|might|must|should|this|these|it|they|he|she|we|I)\b"
)
"""What makes words before a colon a part of the sentence: `One thing was clear: …`"""
CONCLUDING = re.compile(
    r"(?:conclusions?|judge?ment|overall|summary|evaluation|(?:in|to) (?:conclusion|conclude|summary|sum)|on balance"
    r"|on the whole|all in all|ultimately)\b",
    re.IGNORECASE,
)
"""What opens a conclusion. As a label it says what the words are for, not what they are about; a paragraph that opens
so has left the heading above it."""
LEAF = re.compile(
    r"(?:introduct(?:ion|ory paragraph)|intro|background|context|conclusions?|summary|evaluation|judge?ment|overview"
    r"|thesis)\W*",
    re.IGNORECASE,
)
"""Headings of a part of the essay that has no parts."""
SMALL = re.compile(r"(?:an?|and|as|at|but|by|for|from|in|into|nor|of|on|or|over|per|the|to|under|via|vs|with|within)$")
"""Words that a title writes small."""
EMPHASIS = re.compile(
    r"\s*(?:\*\*|__)(?P<inside>[^*_]+)(?:\*\*|__):?\s*|\s*<(?:b|strong)>(?P<tagged>[^<>]+)</(?:b|strong)>:?\s*"
)
ORNATE = re.compile(r"\s*(?P<sign>[*=~_-])(?P=sign)+\s+(?P<inside>[^*=~_\s].{0,80}?)\s+(?P=sign){2,}:?\s*")
"""`*** Causes ***`"""
FRAMED = re.compile(rf"\s*[{PICTURES}💥]+\s*[^{PICTURES}]+[{PICTURES}]+\s*")
HEADING_WORDS = 8
"""A line of more words is a sentence, whatever its end; the survey's longest heading has seven."""
HEADING_ENDS = (":", ":-", " -", " –", " —")
MARKED_WORDS = 14
"""Words of a heading that hashes, an underline or bold letters make one."""
NOTE_WORDS = 2
"""Notes are often short lines without a full stop: by itself only a word or two is a heading there."""
TAB = 4
"""Columns."""

HASHES, PART, CAPITALS, PARENT, PLAIN, NUMBERED, NESTED = 0, 8, 10, 12, 20, 30, 100
"""Ranks of headings, the outermost first: hashes (and their number), `Paragraph 1:`, capitals, a heading directly over
others, any other, a numbered one over paragraphs, an item over items (and its level)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A unit of the outline before it is known what it is."""

    mark: Mark | None
    indent: int
    """In columns."""
    body: Text
    raw: str
    line: int
    underlined: bool

    @property
    def text(self) -> str:
        """The repaired words."""
        return self.body.text

    @property
    def words(self) -> int:
        """Their number."""
        return self.text.count(" ") + 1

    @property
    def listed(self) -> bool:
        """True when a mark of a list opens it."""
        return self.mark is not None and self.mark.kind > Kind.PART


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
    counted = kinds_in_a_row([line.text for line in parts])
    found = [
        block
        for group in blocks(parts, flowing=flowing)
        for block in _blocks(source, group, section, counted)
        if block.text
    ]
    roles = _roles(found, section, (title, topic))
    return tuple(_points(found, roles, section))


def _too_many(line: int) -> Problem:
    return Problem(
        message=f"the text has more than {MOST_POINTS:,} lines and items",
        advice="Give each essay a file of its own, or a data set as .jsonl, an essay a row.",
        line=line,
    )


def _blocks(source: str, group: list[Line], section: Section, counted: frozenset[Kind]) -> Iterator[Block]:
    """The block of lines that belong together; in notes, words to examiners at its end are a block of their own."""
    start = group[0].start
    raw = source[start : group[-1].start + len(group[-1].text)]
    indent = len(raw) - len(raw.lstrip())
    mark, length = opening(raw[indent:], counted=counted)
    end = len(raw)
    if ornate := ORNATE.fullmatch(raw):
        mark, (length, end) = None, (ornate.start("inside") - indent, ornate.end("inside"))
    body = repair(raw[indent + length : end], start + indent + length)
    for number, (first, last) in enumerate(
        statements(body.text) if section is Section.NOTES else [(0, len(body.text))]
    ):
        yield Block(
            mark=None if number else mark,
            indent=len(raw[:indent].expandtabs(TAB)),
            body=cut(body, first, len(body.text[:last].rstrip())),
            raw=raw,
            line=group[0].number,
            underlined=group[-1].underlined,
        )


def _roles(found: list[Block], section: Section, said: tuple[str, str]) -> list[Role]:
    roles = list(_asides(found, section, said))
    strong = [role is None and is_strong(block) for role, block in zip(roles, found, strict=True)]
    marked = any(block.listed for block in found)
    weak = [
        role is None and not sure and _is_weak(found, at, section, marked=marked)
        for at, (role, sure) in enumerate(zip(roles, strong, strict=True))
    ]
    kept = [
        sure or (weak[at] and _heads(found, strong, weak, at) and not any(roles[at + 1 : at + 2]))
        for at, sure in enumerate(strong)
    ]
    return [
        role or (Role.HEADING if kept[at] else Role.ITEM if found[at].listed else Role.PARAGRAPH)
        for at, role in enumerate(roles)
    ]


def _asides(found: list[Block], section: Section, said: tuple[str, str]) -> Iterator[Role | None]:
    """The roles of what is not about the subject: the question again, words to examiners and to the writer."""
    in_band = False
    for block in found:
        first = section is Section.NOTES and block is found[0] and block.text.endswith("?")
        if (first and is_question(block.text)) or any(same_question(block.text, each) for each in said if each):
            role: Role | None = Role.QUESTION
        else:
            label, rest = unlabelled(block.body, sure=True)
            role = aside(block.text, section) or (aside(rest.text, section) if label else None)
        if role is None and in_band and is_description(block.text):
            role = Role.BAND
        elif role is not Role.BAND or not is_bare_band(block.text):
            in_band = False
        in_band = in_band or (role is Role.BAND and is_bare_band(block.text))
        yield role


def is_strong(block: Block) -> bool:
    """True for a line that is written as a heading: with hashes, underlined, bold, in capitals, with a colon."""
    text, words = block.text, block.words
    if block.mark and block.mark.kind is Kind.HASHES:
        return True
    if text.endswith(HEADING_ENDS):
        return words <= HEADING_WORDS
    if words > MARKED_WORDS or text.endswith((".", ";", ",")):
        return False
    emphasised = any(each.fullmatch(block.raw) for each in (EMPHASIS, FRAMED, ORNATE)) and not LABEL.match(text)
    if (block.underlined and not block.listed) or (emphasised and not _is_numbered(block)):
        return True
    part = block.mark is not None and block.mark.kind is Kind.PART
    return words <= HEADING_WORDS and (
        (part and text[-1] != "!") or (text.isupper() and not block.listed and len(text) > 1)
    )


def _is_numbered(block: Block) -> bool:
    return block.mark is not None and block.mark.kind in {Kind.NUMBER, Kind.LETTER, Kind.ROMAN}


def _is_weak(found: list[Block], at: int, section: Section, *, marked: bool) -> bool:
    """True for a short line that may be a heading if something stands under it."""
    block = found[at]
    text, words = block.text, block.words
    if words > HEADING_WORDS or text[-1] in ".!;,’'\"" or (text[-1] in "?)" and section is Section.NOTES):
        return False
    if LABEL.match(text) and not _is_title(text):
        return False
    after = found[at + 1] if at + 1 < len(found) else None
    before = found[at - 1] if at else None
    if block.listed:
        return _stands_alone(block, before, after)
    over_list = after is not None and after.listed
    if not (text[0].isupper() or text[0].isdigit()):
        return over_list and words <= HEADING_WORDS // 2
    if section is Section.ESSAY:
        return True
    return words <= NOTE_WORDS or (marked and over_list) or (words <= HEADING_WORDS and over_list)


def _is_pictured(block: Block) -> bool:
    return block.mark is not None and bool(re.match(f"[{PICTURES}]", block.mark.sign))


def _stands_alone(block: Block, before: Block | None, after: Block | None) -> bool:
    """True for a short item with no other of its kind beside it.

    `1. Economic causes` stands over a paragraph, `📌 Causes` over other bullets, too.
    """
    if after is None or block.mark is None or not block.text[0].isupper():
        return False
    if _is_pictured(block):
        return not any(each and each.mark and each.mark.sign == block.mark.sign for each in (before, after))
    beside = before is not None and before.mark is not None and before.mark.kind is block.mark.kind
    return _is_numbered(block) and not after.listed and not beside


def _heads(found: list[Block], strong: list[bool], weak: list[bool], at: int) -> bool:
    """True when a short line has something under it that it can be the heading of.

    A list without bullets is a row of short lines, too: of several in a row, only lines written like titles are
    headings, and at most two.
    """
    if at + 1 == len(found):
        return False
    if strong[at + 1]:
        return at == 0 or _is_title(found[at].text)
    if weak[at + 1]:
        return (
            (at == 0 or (_is_title(found[at].text) and not weak[at - 1])) and at + 2 < len(found) and not weak[at + 2]
        )
    return not (at and weak[at - 1]) or _is_title(found[at].text) or at == 1


def _is_title(text: str) -> bool:
    """True when all words but small ones have a capital."""
    words = [word for word in re.findall(r"[^\W_][\w’'-]*", text) if not SMALL.match(word)]
    return all(word[0].isupper() or word[0].isdigit() for word in words)


def _points(found: list[Block], roles: list[Role], section: Section) -> Iterator[Point]:
    path: list[tuple[int, str]] = []
    lists: list[tuple[int, Kind]] = []
    parents = _plain_parents(found, roles)
    for at, (block, role) in enumerate(zip(found, roles, strict=True)):
        level = _level(lists, block)
        over = at + 1 < len(found) and roles[at + 1] is Role.ITEM and _is_deeper(found[at + 1], block)
        if role is Role.ITEM and over and _may_head(block):
            role = Role.HEADING  # noqa: PLW2901 - an item over items is their heading
        if role is Role.HEADING:
            _enter(path, block, _rank(block, level, over=over, parents=parents))
        elif role is Role.PARAGRAPH and CONCLUDING.match(block.text):
            path.clear()
        elif role in (Role.ITEM, Role.PARAGRAPH):
            _leave(path, NESTED + level if role is Role.ITEM else NESTED)
        taught = role in (Role.PARAGRAPH, Role.ITEM)
        label, body = unlabelled(block.body, listed=block.listed) if taught else ("", block.body)
        yield Point(
            role=role,
            section=section,
            body=body,
            headings=_shown(path),
            label=label,
            line=block.line,
            level=level if role is Role.ITEM else 0,
        )
        if at == 0 and role is Role.HEADING and _is_whole(found, roles):
            path.clear()


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
    return block.words <= HEADING_WORDS and block.text[-1] not in ".!?;," and not LABEL.match(block.text)


def _plain_parents(found: list[Block], roles: list[Role]) -> bool:
    """True when plain headings stand directly above headings with a colon: then those are theirs."""
    pairs = zip(range(1, len(found)), found[1:], found[2:], roles[1:], roles[2:], strict=False)
    return any(
        first is second is Role.HEADING and not block.text.endswith(":") and after.text.endswith(":")
        for _, block, after, first, second in pairs
    )


def _rank(block: Block, level: int, *, over: bool, parents: bool) -> int:
    """How far out a heading stands."""
    if block.mark and block.mark.kind is Kind.HASHES:
        return HASHES + block.mark.depth
    if block.mark and block.mark.kind is Kind.PART:
        return PART
    if block.listed:
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


def unlabelled(body: Text, *, listed: bool = False, sure: bool = False) -> tuple[str, Text]:
    """Cut a leading label off; one of an item may be small, and with `sure` it may be that of a conclusion."""
    found = LABEL.match(body.text) or BAR.match(body.text) or (SMALL_LABEL.match(body.text) if listed else None)
    if not found or (CONCLUDING.match(found["label"]) and not sure) or CLAUSE.search(found["label"]):
        return "", body
    return found["label"], cut(body, found.end(), len(body.text))
