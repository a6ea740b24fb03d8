"""The outline of a section: headings, paragraphs, items, and the path of headings above each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from essay2anki.model import Point, Role, Section, Text
from essay2anki.read.frame import Line
from essay2anki.read.instructions import is_instruction
from essay2anki.read.repair import cut, repair

MARKER = re.compile(
    r"(?:\(?\d{1,2}[.)]|\(?[a-hA-H]\)|\(?[ivx]{1,4}[.)]|[-–—•◦●▪*·✓✔➤→>]+|o(?=\t)|💥|🌟)[ \t\u00a0]+|[•✓▪●](?=\w)"
)
"""What opens an item of a list, with the white space behind it."""
HASHES = re.compile(r"#{1,6}[ \t]+")
"""A heading in Markdown."""
LABEL = re.compile(r"(?P<label>[A-Z][^\s:.;,?!]*(?: [^\s:.;,?!]+){0,4}): (?=\S)")
"""`Ireland: the rebellion …`: at most five words before the colon."""
CONCLUDING = re.compile(
    r"(?:conclusion|judge?ment|overall|summary|evaluation|(?:in|to) (?:conclusion|conclude|summary|sum)|on balance)\b",
    re.IGNORECASE,
)
"""What opens a conclusion. As a label it says what the words are for, not what they are about; a paragraph that opens
so has left the heading above it."""
QUESTION_WORDS = re.compile(r"[^\w]+")
HEADING_WORDS = 8
"""A line of more words is a sentence, whatever its end; the survey's longest heading has seven."""
WRAP_COLUMN = 60
"""A line at least this long that ends in mid-sentence goes on in the next one."""


def outline(source: str, lines: list[Line], section: Section, title: str) -> tuple[Point, ...]:
    """The points of a section, in order. `source` is the decoded text, `title` the essay question."""
    blocks = [_body(source, block) for block in _blocks(lines)]
    marked = any(marker for marker, _, _ in blocks)
    points: list[Point] = []
    headings: tuple[str, ...] = ()
    for marker, body, line in blocks:
        if not body.text:
            continue
        role = _role(marker, body.text, section, title, marked=marked)
        if role is Role.HEADING:
            headings = (_heading(body.text),)
        elif role is Role.PARAGRAPH and CONCLUDING.match(body.text):
            headings = ()
        label, rest = _unlabel(body) if role in (Role.PARAGRAPH, Role.ITEM) else ("", body)
        points.append(Point(role=role, section=section, body=rest, headings=headings, label=label, line=line))
    return tuple(points)


def _blocks(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines that belong together: one each, unless a paragraph was wrapped at a column."""
    block: list[Line] = []
    for line in lines:
        if block and not _goes_on(block[-1], line):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _goes_on(line: Line, following: Line) -> bool:
    return (
        following.number == line.number + 1
        and len(line.text.rstrip()) >= WRAP_COLUMN
        and not line.text.rstrip().endswith((".", "!", "?", ":"))
        and not MARKER.match(following.text.lstrip())
        and following.text.lstrip()[:1].islower()
    )


def _body(source: str, block: list[Line]) -> tuple[str, Text, int]:
    start, end = block[0].start, block[-1].start + len(block[-1].text)
    raw = source[start:end]
    indent = len(raw) - len(raw.lstrip())
    found = HASHES.match(raw, indent) or MARKER.match(raw, indent)
    offset = found.end() if found else indent
    return (found.group().strip() if found else ""), repair(raw[offset:], start + offset), block[0].number


def _role(marker: str, text: str, section: Section, title: str, *, marked: bool) -> Role:
    if title and _same_words(text, title):
        return Role.QUESTION
    if is_instruction(text) and (section is Section.NOTES or len(text.split()) <= 2 * HEADING_WORDS):
        return Role.INSTRUCTION
    if _is_heading(marker, text, section, marked=marked):
        return Role.HEADING
    return Role.ITEM if marker else Role.PARAGRAPH


def _same_words(text: str, title: str) -> bool:
    """True when a line says the question again, marks in brackets aside."""
    words, question = (
        [word for word in QUESTION_WORDS.split(re.sub(r"\[[^\]]*\]|\(\d+ marks?\)", "", part).lower()) if word]
        for part in (text, title)
    )
    return words == question


def _is_heading(marker: str, text: str, section: Section, *, marked: bool) -> bool:
    words = len(text.split())
    if marker.startswith("#") or (text.endswith(":") and words <= HEADING_WORDS):
        return True
    if marker or words > HEADING_WORDS or text[-1] in ".!?;,)’'\"" or not text[0].isupper():
        return False
    # Notes are often short lines without a full stop: there, only a word or two between bullets is a heading.
    return section is Section.ESSAY or words <= (3 if marked else 2)


def _heading(text: str) -> str:
    return text.strip("*_ ").rstrip(":").strip("*_ ")


def _unlabel(body: Text) -> tuple[str, Text]:
    """Cut a leading label off."""
    found = LABEL.match(body.text)
    if not found or CONCLUDING.match(found["label"]):
        return "", body
    return found["label"], cut(body, found.end(), len(body.text))
