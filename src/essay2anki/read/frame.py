"""The frame of a source: TITLE, ESSAY, SUBJECT, PAPER, NOTES and what stands under them; one for each text in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from essay2anki.read.debris import is_debris, is_navigation, is_page_number, is_rule, is_underline, without_debris
from essay2anki.read.lines import PAGE_BREAK, Line
from essay2anki.words import content

KEYWORDS = {
    **dict.fromkeys(("title", "question", "essay question", "exam question", "essay title"), "title"),
    **dict.fromkeys(("essay", "model essay", "sample essay", "model answer", "sample answer", "answer"), "essay"),
    "subject": "subject",
    "paper": "paper",
    **dict.fromkeys(("level", "exam level"), "level"),
    **dict.fromkeys(("notes", "marking notes", "mark scheme", "marking scheme", "examiner notes"), "notes"),
    **dict.fromkeys(
        ("teacher notes", "teacher's notes", "teacher’s notes", "examiner's notes", "examiner’s notes"), "notes"
    ),
    **dict.fromkeys(("notes for teachers", "notes for examiners"), "notes"),
    "topic": "topic",
    **dict.fromkeys(("year examined", "exam year"), "year"),
}
"""Keyword → field. A page says either PAPER or Level; PAPER counts, and Level where there is none."""
VALUES = frozenset({"subject", "paper", "level", "topic", "year"})
"""Fields of one line. What stands under them beyond it belongs to no section."""

_WORDS = "|".join(sorted(KEYWORDS, key=len, reverse=True))
_CAPITALS = "TITLE|QUESTION|ESSAY|SUBJECT|PAPER|NOTES|LEVEL|TOPIC|YEAR EXAMINED"
_ORNAMENT = r"(?:</?[a-z]\w*>|[^\w<]|_)"
_OR = rf"(?i: ?[/&(] ?(?:{_WORDS})\)?)?"
"""A second keyword that means the same: `MARK SCHEME / NOTES`, `Notes (mark scheme)`."""
ALONE = re.compile(rf"{_ORNAMENT}*(?P<word>{_WORDS}){_OR}{_ORNAMENT}*", re.IGNORECASE)
"""A keyword on a line of its own, in any case."""
INLINE = re.compile(
    rf"(?:[\s#*_>🌟💥⭐✨]|</?[a-z]\w*>){{0,8}}(?:"
    # with a colon or a tab behind it, in lower case, capitals, or with a capital
    rf"(?P<word>{_WORDS}|{_WORDS.upper()}|{_WORDS.title()}|{_WORDS.capitalize()}){_OR}[*_]{{0,3}}\s*(?:[:：]|\t)(?:</\w+>)?[*_]{{0,3}}\s*(?=\S)"
    # before a dash, when it is a field of one line
    rf"|(?P<dashed>(?i:title|subject|paper|level|topic|year examined))[*_]{{0,3}} [-–—=|] (?=\S)"
    # in capitals before a dash, a bullet or a sentence; glued to it, too
    rf"|(?P<capitals>{_CAPITALS})[*_]{{0,3}}(?: [-–—=|] | {{1,4}}(?=[•*‘“'\"]|[-–—] |(?:[A-Z] )?[A-Z]?[a-z’']+ )"
    rf"|(?=[A-Z][a-z]))"
    # in capitals before a short value
    r"|(?P<short>SUBJECT|PAPER|LEVEL|TOPIC|YEAR EXAMINED) {1,4}(?!\d\b)(?=\S+(?: \S+){0,3}\s*$)"
    # before a value that shows what it is
    r"|(?P<level>(?i:level|paper)) (?=(?i:a|as|a2|o|gcse|igcse|ib|hl|sl)(?i:[ -]level)?\s*$)"
    r"|(?P<year>[Yy]ear [Ee]xamined) (?=\d{4}\s*$)"
    r"|(?P<subject>(?i:subject)) (?=(?:[A-Za-z]+ ){0,2}(?i:History|Sociology|Economics|Geography|Literature|Biology"
    r"|Politics"
    r"|Psychology|Business|Chemistry|Physics|Law|Philosophy|Studies|Government|English|Religion|Art|Music)\s*$)"
    r")"
)
"""A keyword with its value on the same line."""
LONGEST_ALONE = 60
"""Characters; a keyword with its ornaments is shorter, and no longer line needs to be tried."""
FENCE = re.compile(r"\ufeff?---[ \t]*")
PAIR = re.compile(r"[\w -]{1,40}:.*|[ \t].*|- .*|")
"""A line of the head of a Markdown file: a key and its value, what belongs to it, or nothing."""
LONGEST_FRONT = 100
"""Lines."""
LAST_TOPIC_WORDS = 14
"""Words of a line above TITLE that may name the topic of a further text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A keyword and what stands under it, up to the next keyword."""

    field: str
    """Empty for what stands above the first keyword."""
    lines: tuple[Line, ...]
    word: str = ""
    """The keyword in lower case."""
    keyword: Line | None = None
    """The line of the keyword."""

    @property
    def whole(self) -> tuple[Line, ...]:
        """The lines and the keyword, where it turns out to be a word of the text."""
        if self.keyword is None:
            return self.lines
        beside = bool(self.lines) and self.lines[0].number == self.keyword.number
        return (self.keyword, *self.lines[beside:])


Frame = dict[str, list[Line]]
"""Field → its lines; `""` holds what stands above the first keyword, `rest` what belongs to no section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Framed:
    """The texts of a file, and the lines that were left out as debris."""

    frames: tuple[Frame, ...]
    debris: tuple[Line, ...]


def framed(text: str) -> Framed:
    """Sort the lines of a source under the fields of the frame, a frame a text; empty lines are left out."""
    debris: list[Line] = []
    segments = list(_segments(text, debris))
    frames = [_frame(group) for group in _texts(segments)]
    for previous, following in pairwise(frames):
        _give_topic(previous, following, above=bool(frames[0][""]))
        _inherit(previous, following)
    return Framed(frames=tuple(_completed(frame) for frame in frames), debris=tuple(debris))


def _segments(text: str, debris: list[Line]) -> Iterator[Segment]:
    """The segments in order. What is debris goes to `debris`."""
    front, start = _front_matter(text)
    for line in front:
        if pair := _pair(line):
            yield pair
        elif line.text.strip():
            debris.append(line)
    opened = Segment(field="essay" if start else "", lines=())
    lines: list[Line] = []
    for line in _lines(text, start):
        word, offset = _keyword(line.text)
        if word:
            if opened.field or lines:
                yield replace(opened, lines=tuple(lines))
            opened, lines = Segment(field=KEYWORDS[word], word=word, keyword=line, lines=()), []
        rest = replace(line, start=line.start + offset, text=line.text[offset:])
        if rest.text.strip():
            _sort(rest, lines, debris, opened.field)
    yield replace(opened, lines=tuple(lines))


def _lines(text: str, start: int) -> Iterator[Line]:
    """The lines of `text` from `start` on, page debris at their ends cut off."""
    number = text.count("\n", 0, start) + 1
    for raw in text[start:].split("\n"):
        head, tail = without_debris(raw)
        yield Line(number=number, start=start + head, text=raw[head:tail])
        start += len(raw) + 1
        number += 1


def _sort(line: Line, lines: list[Line], debris: list[Line], field: str) -> None:
    """Put a line where it belongs; a row of dashes under a line underlines it."""
    if is_underline(line.text) and lines and lines[-1].number == line.number - 1:
        lines[-1] = replace(lines[-1], underlined=True)
    if is_rule(line.text) or is_debris(line.text) or (not field and is_navigation(line.text)):
        debris.append(line)
    else:
        lines.append(replace(line, apart=_is_apart(lines, debris)))


def _is_apart(lines: list[Line], debris: list[Line]) -> bool:
    """True when debris stands below the last line that a sentence cannot go on over."""
    last = lines[-1].number if lines else 0
    return any(each.number > last and not is_page_number(each.text) for each in debris[-PAGE_BREAK:])


def _keyword(raw: str) -> tuple[str, int]:
    """The keyword that opens a line, in lower case, and the offset of what stands behind it; empty if there is none."""
    found = ALONE.fullmatch(raw) if len(raw) <= LONGEST_ALONE else None
    if found:
        return found["word"].lower(), len(raw)
    found = INLINE.match(raw)
    return (next(filter(None, found.groups())).lower(), found.end()) if found else ("", 0)


def _front_matter(text: str) -> tuple[list[Line], int]:
    """The lines in the head of a Markdown file, between rows of dashes, and where the text begins; 0 without one."""
    lines = text.split("\n", LONGEST_FRONT)[:LONGEST_FRONT]
    close = next((at for at, line in enumerate(lines) if at and FENCE.fullmatch(line)), 0)
    inside = lines[1:close]
    if not (FENCE.fullmatch(lines[0]) and any(inside) and all(PAIR.fullmatch(line) for line in inside)):
        return [], 0
    starts = list(accumulate((len(line) + 1 for line in lines[: close + 1]), initial=0))
    found = [Line(number=at + 1, start=starts[at], text=lines[at]) for at in range(1, close)]
    return found, min(starts[-1], len(text))


def _pair(line: Line) -> Segment | None:
    key, _, value = line.text.partition(":")
    field = KEYWORDS.get(key.strip().lower())
    bare = value.strip().strip("\"'")
    if not field or bare in {"", "|", ">", ">-", "|-"}:
        return None
    at = line.text.index(bare, len(key))
    return Segment(field=field, lines=(replace(line, start=line.start + at, text=bare),))


def _texts(segments: list[Segment]) -> Iterator[list[Segment]]:
    """The segments of each text: a further one begins where a field comes again and an essay follows."""
    last_essay = max((at for at, segment in enumerate(segments) if segment.field == "essay"), default=-1)
    group: list[Segment] = []
    for at, segment in enumerate(segments):
        if at <= last_essay and _begins(segment, group):
            yield group
            group = []
        group.append(segment)
    yield group


def _begins(segment: Segment, group: list[Segment]) -> bool:
    """True when a segment begins a further text, behind the text of `group`."""
    if segment.field == "title" and any(
        each.field == "title" and each.word == segment.word and each.lines for each in group
    ):
        return True
    # `Model answer` below an essay is a heading: only ESSAY begins another one.
    if segment.field == "notes" or (segment.field == "essay" and "essay" not in segment.word):
        return False
    has_essay = any(each.field == "essay" and each.lines for each in group)
    return has_essay and any(each.field == segment.field for each in group)


def _frame(group: list[Segment]) -> Frame:
    """The fields of a text. A keyword that comes again is a word of the section in which it stands."""
    frame: Frame = {"": []}
    field = ""
    for segment in group:
        if "question" in segment.word and "essay" not in frame and segment.lines:
            frame[""] = frame[""] or frame.pop("title", [])  # TITLE and QUESTION: the one names the topic
            frame["title"] = []
        new = not frame.get(segment.field)
        field = segment.field if new or segment.field == "notes" else field
        frame.setdefault(field, []).extend(segment.lines if new else segment.whole)
    return frame


def _give_topic(previous: Frame, following: Frame, *, above: bool) -> None:
    """The line above the TITLE of a further text names its topic: take it from the section before."""
    lines = previous[next(reversed(previous))]
    if following[""] or "title" not in following or len(lines) < 2:  # noqa: PLR2004 - one for the section, one for us
        return
    line, before = lines[-1], lines[-2]
    name = line.text.strip()
    plain = name[:1].isalnum() and name[-1] not in ".;:!?," and len(name.split()) <= LAST_TOPIC_WORDS
    if plain and (above or line.number > before.number + 1):
        following[""].append(lines.pop())


def _inherit(previous: Frame, following: Frame) -> None:
    """What a further text does not say again holds on: the subject, the paper, and for a second answer the question."""
    for field in ("subject", "paper", "level", "year"):
        if field in previous and field not in following:
            following[field] = previous[field][:1]
    if "title" not in following:
        following["title"] = previous.get("title", [])
        following[""] = following[""] or previous[""]


def _completed(frame: Frame) -> Frame:
    """Move what stands under a field of one line, and above the frame, to where it belongs."""
    spare = sorted((line for field in VALUES & frame.keys() for line in frame[field][1:]), key=lambda line: line.number)
    for field in VALUES & frame.keys():
        frame[field] = frame[field][:1]
    if "essay" not in frame and any(is_prose(line) for line in spare):
        frame["essay"], spare = spare, []
    if "essay" not in frame:
        return {**frame, "rest": spare}
    topic = _topic(frame[""], frame.get("title", []))
    return {**frame, "": topic, "rest": [*(line for line in frame[""] if line not in topic), *spare]}


def _topic(above: list[Line], asked: list[Line]) -> list[Line]:
    """The line above the frame that names the topic: of several, the first that says most of what the question says."""
    wanted = {word for line in asked for word in content(line.text)}
    names = [line for line in above if not is_prose(line)] or above
    return [max(names, key=lambda line: len(wanted & {*content(line.text)}))] if names else []


def is_prose(line: Line) -> bool:
    """True for a line that is long enough to be a paragraph."""
    return len(line.text.split()) >= LAST_TOPIC_WORDS
