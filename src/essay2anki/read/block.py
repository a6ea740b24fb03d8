"""A unit of the outline: its mark, its place, its repaired words; labels and conclusions by their openings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from essay2anki.model import Section, Text
from essay2anki.read.instructions import statements
from essay2anki.read.lines import Line
from essay2anki.read.marks import Kind, Mark, opening
from essay2anki.read.repair import PICTURES, cut, repair

LABEL = re.compile(r"(?P<label>[A-Z0-9‘“'][^\s:.;,?!]*(?: [^\s:.;,?!]+){0,4})(?: ?::| ?:) (?=\S)")
"""`Ireland: the rebellion …`: at most five words before the colon."""
BAR = re.compile(r"(?P<label>[^\s|][^|]{0,60}?) \| (?=\S)")
"""The row of a table."""
SMALL_LABEL = re.compile(LABEL.pattern.replace("[A-Z0-9‘“']", "[a-z]", 1))
CLAUSE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|could|will|would|may|might|must|should|this|these|it|they|he|she|we|I)\b"
    r"|(?<=[a-z] )(?<!\b[Tt]he )(?<!first )(?<!last )(?:two|three|four|five|six) (?:[a-z]+ )?[a-z]+s\b"
)
"""What makes words before a colon a part of the sentence: `One thing was clear: …`, `Parsons saw two functions: …`"""
CONCLUDING = re.compile(
    r"(?:(?:conclusions?|overall|(?:in|to) (?:conclusion|conclude|summary|sum)|on balance|on the whole|all in all"
    r"|ultimately)\b"
    r"|(?:judge?ment|summary|evaluation)\s*(?:[:.,–-]|$))",
    re.IGNORECASE,
)
"""What opens a conclusion. As a label it says what the words are for, not what they are about; a paragraph that opens
so has left the heading above it."""
ORNATE = re.compile(r"\s*(?P<sign>[*=~_-])(?P=sign)+\s+(?P<inside>[^*=~_\s].{0,80}?)\s+(?P=sign){2,}:?\s*")
"""`*** Causes ***`"""
FRAMED = re.compile(rf"\s*[{PICTURES}💥]+\s*[^{PICTURES}]+[{PICTURES}]+\s*")
LEAD = re.compile(
    r"\s*(?:</?(?:p|div|span|font|ul|ol|td|tr|tbody|table)\b[^<>]{0,200}>\s*)*"
    r"(?:(?:\*\*|__|<(?:b|strong)>)(?=\(?\d{1,2}[.)]\s|[IVX]{1,4}\.\s))?"
)
"""What may stand before a mark: tags, and the beginning of bold letters around `**1. Causes**`."""
TAB = 4
"""Columns."""


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
    def pictured(self) -> bool:
        """True when an emoji opens it."""
        return self.mark is not None and bool(re.match(f"[{PICTURES}]", self.mark.sign))

    @property
    def listed(self) -> bool:
        """True when a mark of a list opens it."""
        return self.mark is not None and self.mark.kind > Kind.PART


def made(source: str, group: list[Line], section: Section, counted: frozenset[Kind]) -> Iterator[Block]:
    """The block of lines that belong together; in notes, words to examiners at its end are a block of their own."""
    start = group[0].start
    raw = source[start : group[-1].start + len(group[-1].text)]
    indent = len(raw) - len(raw.lstrip())
    at = LEAD.match(raw).end()  # type: ignore[union-attr] # it matches the empty string
    mark, length = opening(raw[at:], counted=counted)
    end = len(raw)
    if ornate := ORNATE.fullmatch(raw):
        mark, at, length, end = None, 0, *ornate.span("inside")
    body = repair(raw[at + length : end], start + at + length)
    if FRAMED.fullmatch(raw) and not LABEL.match(body.text):
        mark = None  # an emoji at either end is no bullet
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


def unlabelled(body: Text, *, listed: bool = False, sure: bool = False) -> tuple[str, Text]:
    """Cut a leading label off; one of an item may be small, and with `sure` it may be that of a conclusion."""
    found = LABEL.match(body.text) or BAR.match(body.text) or (SMALL_LABEL.match(body.text) if listed else None)
    if not found or (CONCLUDING.match(found["label"]) and not sure) or CLAUSE.search(found["label"]):
        return "", body
    return found["label"], cut(body, found.end(), len(body.text))
