"""What opens a line: bullets, numbers, letters, the hashes of a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum

from essay2anki.read.repair import PICTURES


class Kind(IntEnum):
    """Kinds of marks, the outer ones first."""

    HASHES = 0
    PART = 1
    """`Paragraph 2:`"""
    GREAT_ROMAN = 2
    GREAT_LETTER = 3
    NUMBER = 4
    LETTER = 5
    ROMAN = 6
    DOT = 7
    CIRCLE = 8
    SQUARE = 9
    BULLET = 10
    """Any other sign: on pages that mix them they mean the same."""

    def holds(self, inner: Kind) -> bool:
        """True when a list of this kind may hold one of kind `inner` though nothing is indented.

        Bullets stand under numbers; of bullets only those of word processors, `•`, `o`, `▪`, are known to be nested.
        """
        return self < inner and (self <= Kind.ROMAN or inner is not Kind.BULLET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What opens a line, white space behind it included."""

    kind: Kind
    sign: str
    end: int
    """Its length."""
    depth: int = 1
    """The number of hashes, or of the numbers in `1.2.3`."""
    doubtful: bool = False
    """`A.` and `I.` may be initials of a name, `5` a number of things."""


_S = r"[ \t\u00a0]"
_WORD = r"(?=[A-Z‘“\"'*(])"
LONGEST = 400
"""Characters at the head of a line in which a mark stands."""
MARKS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (Kind.HASHES, rf"#{{1,6}}(?:{_S}+|(?=[A-Z*\d]))|<[hH][1-6]\b[^<>]{{0,200}}>\s*"),
        (
            Kind.PART,
            (
                rf"(?i:(?:body )?(?:paragraph|para|part|section)) (?:\d{{1,2}}|(?i:one|two|three|four|five"
                rf"|six))\s*(?:::?|[-–—.)]){_S}+"
            ),
        ),
        (Kind.NUMBER, rf"(?i:point|reason|factor|argument|cause|step|feature) \d{{1,2}}\s*(?:::?|[-–—.)]){_S}+"),
        (Kind.NUMBER, rf"\d{{1,2}}(?:\.\d{{1,2}})+[.)]?{_S}+{_WORD}"),
        (
            Kind.NUMBER,
            rf"\(\d{{1,3}}\){_S}*(?=\S)|\d{{1,3}}(?:\\?\.|\)|\.\))(?:{_S}+|(?=[A-Z‘“][^\s.]))|\d{{1,2}}{_S}?[-–:]{_S}+{_WORD}",
        ),
        (Kind.NUMBER, rf"\d{{1,2}}{_S}+(?=[A-Za-z‘“][a-z])"),
        (Kind.NUMBER, rf"\d\ufe0f?\u20e3{_S}*|[\u2460-\u2473]{_S}*"),
        (Kind.ROMAN, rf"\(?[ivx]{{1,4}}[.)]{_S}+"),
        (Kind.GREAT_ROMAN, rf"\([IVX]{{1,4}}\){_S}*|[IVX]{{2,5}}[.)]{_S}+"),
        (Kind.LETTER, rf"\(?[a-h]\){_S}*(?=\S)|[a-h]\.{_S}+{_WORD}"),
        (Kind.GREAT_LETTER, rf"\(?[A-H]\){_S}*(?=\S)|[A-Z]\.{_S}+(?=[A-Z][a-z’'])"),
        (Kind.CIRCLE, rf"[◦○]+{_S}*|o{_S}+(?=\S)"),
        (Kind.SQUARE, rf"[▪▫■□]{_S}*"),
        (Kind.DOT, rf"[•●]+(?:{_S}+|(?=\w))|[\uf0b7]{_S}*"),
        (
            Kind.BULLET,
            rf"[-–—•●◆◇*·∙‣⁃→>»+~]+{_S}+(?:\[[ xX✓]?\]{_S}+)?|[·∙‣⁃](?=\w)|[-–](?=(?:\*\*|__)?[A-Za-z][a-z])",
        ),
        (Kind.BULLET, rf"[{PICTURES}\uf000-\uf0ff]+{_S}*|<[lL][iI]\b[^<>]{{0,200}}>\s*"),
    )
)
"""Tried in this order."""
DOUBTFUL = re.compile(r"[A-Z]\.\s|\d{1,2}[ \t]+$")


def mark_of(line: str) -> Mark | None:
    """The mark that opens `line`, if any; the line begins with it."""
    for kind, pattern in MARKS:
        if found := pattern.match(line):
            sign = found.group().strip()
            return Mark(
                kind=kind,
                sign=sign,
                end=found.end(),
                depth=_depth(kind, sign),
                doubtful=bool(DOUBTFUL.match(found.group())),
            )
    return None


def _depth(kind: Kind, sign: str) -> int:
    if kind is Kind.HASHES:
        return int(sign[2]) if sign.startswith("<") else len(sign)
    return len(re.findall(r"\d+", sign)) or 1


def opening(line: str, *, counted: frozenset[Kind]) -> tuple[Mark | None, int]:
    """The outermost mark of a line that may have several, `- 1. …`, and where its words begin.

    A quotation in Markdown, `> - …`, and a heading, `## Paragraph 2: …`, take the mark behind them. Of what may be no
    mark, only those of a kind in `counted` are.
    """
    outer: Mark | None = None
    at = 0
    for _ in range(3):
        mark = _counted(mark_of(line[at : at + LONGEST]), counted)
        if not mark or (outer and at + mark.end >= len(line)):
            break
        outer = mark if outer is None or outer.sign == ">" or mark.kind is Kind.PART else outer
        at += mark.end
    return outer, at


def _counted(mark: Mark | None, counted: frozenset[Kind]) -> Mark | None:
    if mark is None or not mark.doubtful:
        return mark
    if Kind.GREAT_ROMAN in counted and mark.sign in {"I.", "V.", "X."}:
        return replace(mark, kind=Kind.GREAT_ROMAN)
    return mark if mark.kind in counted else None


def kinds_in_a_row(lines: list[str]) -> frozenset[Kind]:
    """The kinds of doubtful marks that count: `A.` and `B.`, `I.` and `II.`, `1` and `2` open lines.

    Alone, they would be initials of a name, or a number of things.
    """
    heads = {line.lstrip()[:3].rstrip() for line in lines} | {line.lstrip()[:2] for line in lines}
    rows = {Kind.GREAT_LETTER: {"A.", "B."}, Kind.GREAT_ROMAN: {"I.", "II."}, Kind.NUMBER: {"1 ", "2 "}}
    return frozenset(kind for kind, row in rows.items() if row <= heads)
