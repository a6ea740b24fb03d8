"""What a point is called: its label, its heading, or the noun phrase that it is. Never half a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from essay2anki.facts.quoting import evidence, headline, labelled
from essay2anki.facts.trimming import is_nominal
from essay2anki.model import Essay, Item, Point, Role, Section, Sentence

LONGEST = 10
"""Words of a label that a student can recall."""
HEADING = 5
"""Words of a heading that stands as a sentence before its paragraph."""
STATED = 8
"""Words of a sentence that names the point of its paragraph: `Church attendance has collapsed.`"""
TIED = re.compile(
    r"\b(?:it|they|them|he|she|this|that|these|those|such|also|other|another|however|there|here|I|we"
    r"|you|so|then|one|both|each|not|n[’']t|may|might|could|would)\b",
    re.IGNORECASE,
)
"""A sentence with such a word says too little, or too little for sure, to stand in a list."""
NUMBERED = re.compile(
    r"(?:(?:[A-Z]|\d{1,2}|[ivxIVX]{1,4})[.)]|(?:body )?(?:paragraph|point|factor|reason|argument|cause|part|section)"
    r" ?(?:\d{1,2}|one|two|three|four|five|six)? ?[:.–-])\s+(?=\w)",
    re.IGNORECASE,
)
"""What counts a heading: `A. Government`, `Paragraph 2: Disease`."""
CLAUSAL = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|could|will|would|may|might|must|should|this|these|it|"
    r"they|he|she|his|her|its|their|we|I|you|what|why|how|who|when|where|whether|if|not|but)\b|[?!;=→>…/]",
    re.IGNORECASE,
)
"""It is a sentence, or leans on one."""
WEIGHED = re.compile(r"\b(?:impact|role|importance|significance|relevance)$")
"""`Tet Offensive impact`: what a writer has to weigh, and no member of anything."""
DASH = re.compile(r"\s+[–—-]\s")


@dataclass(frozen=True, slots=True)
class Branch:
    """A heading with what stands directly below it."""

    point: Point
    twigs: tuple[Point, ...]
    """Its items, its paragraphs, and the headings below it that have their own."""

    @property
    def words(self) -> str:
        """What the heading says, without its number."""
        return unnumbered(self.point.headings[-1])


def unnumbered(heading: str) -> str:
    """The words of a heading behind its number."""
    return NUMBERED.sub("", heading, count=1)


def branches(points: Sequence[Point], section: Section) -> Iterator[Branch]:
    """The headings of a section in order."""
    own = [point for point in points if point.section is section]
    for place, point in enumerate(own):
        if point.role is Role.HEADING:
            yield Branch(point, tuple(_below(own[place + 1 :], point.headings)))


def _below(points: Sequence[Point], path: tuple[str, ...]) -> Iterator[Point]:
    """The points directly below a heading, which come before any that is not below it."""
    depth = len(path)
    for point in points:
        if point.headings[:depth] != path or (point.role is Role.HEADING and len(point.headings) == depth):
            return
        deep = len(point.headings) - depth
        if deep == (1 if point.role is Role.HEADING else 0) and point.role in {Role.HEADING, Role.ITEM, Role.PARAGRAPH}:
            yield point


def mark_of(essay: Essay, point: Point) -> str:
    """What opens the line of a point: a bullet, or a number whatever it is; empty for a paragraph."""
    start = point.whole.origin(0)
    before = essay.text[essay.text.rfind("\n", 0, start) + 1 : start]
    return re.sub(r"\w+", "1", re.sub(r"[-–—•●◆◦▪*·]+", "-", re.sub(r"\s|\*\*", "", before)))


def item_of(essay: Essay, point: Point, sentences: Sequence[Sentence]) -> Item | None:
    """What a point is called, or none where it has no short name. `sentences` are those of the essay."""
    if point.role is Role.HEADING:
        words = unnumbered(point.headings[-1])
        return Item(text=words, evidence=(headline(essay, point),)) if is_label(words) else None
    own = [sentence for sentence in sentences if sentence.point is point]
    if not own:
        return None
    if point.label:
        named = is_label(point.label)
        return Item(text=point.label, evidence=(labelled(essay, own[0]),)) if named else None
    words = own[0].text[: own[0].phrase]
    rest = point.body.text[own[0].end :]
    heads = own[0].text == f"{words}." and len(words.split()) <= HEADING  # `Disease. In 1520 …`
    ends = not rest.strip() or DASH.match(rest) or heads
    return Item(text=words, evidence=(evidence(essay, own[0]),)) if ends and is_label(words) else None


def statement_of(essay: Essay, point: Point, sentences: Sequence[Sentence]) -> Item | None:
    """The short sentence with which a paragraph says its point; it needs no other to be understood."""
    first = next((sentence for sentence in sentences if sentence.point is point), None)
    if first is None or first.core or first.verbless or point.label or not first.text.endswith("."):
        return None
    words = first.text.rstrip(".")
    clauses = [clause for clause in first.clauses if clause.kind == "main" and is_nominal(clause)]
    alone = len(clauses) == len(first.clauses) == 1 and not TIED.search(words) and "," not in words
    short = len(words.split()) <= STATED and len(point.body.text) > len(first.text)
    return Item(text=words, evidence=(evidence(essay, first),)) if alone and short else None


def is_label(words: str) -> bool:
    """True for words that can be recalled as a name."""
    plain = not (CLAUSAL.search(words) or WEIGHED.search(words) or words.isupper())
    return 0 < len(words.split()) <= LONGEST and plain
