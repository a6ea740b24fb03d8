"""How far a deck covers the mark scheme, and its essays: which points have cards, and what the essay leaves out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from essay2anki.model import Card, Deck, Essay, Point, Role, Section
from essay2anki.rules.texts import names_in
from essay2anki.words import content

COVERED = 0.5
"""Share of a marking note's content words, or of its names and figures, on one card or in its quotes, from which on the
note counts as asked for. Notes are terse, `Suffragists – NUWSS (1897) larger`: names are what they share with cards."""
ALL_COVERED = 0.75
"""The same for its names and figures on all cards together."""
SAID = 0.35
"""Share of a marking note's content words that the essay must have to speak of it at all, in whatever words."""
LEAST = 4
"""Content words that a point needs to be missed: `Cost of war` may stand in any card in other words."""
ROOT = 5
"""Letters by which a word is known in another form: `rotted` and `rotten`."""
MARKING = re.compile(
    r"\b(?:candidates?|markers?|examiners?|credit(?:ed)?|marks?|AO\d|levels? \d"
    r"|(?:no|any) (?:set|other) (?:answer|points?)"
    r"|(?:answers|responses|essays) (?:in|at|that|which|will|should|may|must)"
    r"|should be (?:linked|explained|considered|discussed|supported))\b"
    r"|^(?:(?:Expect|Reward|Look for)\b|Knowledge, )|\bDiscuss\.?$",
    re.IGNORECASE,
)
"""Words of marking: such a note says how to mark, not what there is to know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """A point of a source, and what becomes of it."""

    source: str
    line: int
    text: str
    asked: bool
    """Whether a card asks for it, or quotes it."""
    said: bool
    """Of a marking note, whether the essay speaks of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What becomes of the points of a deck's sources, in their order."""

    notes: tuple[Covered, ...]
    """The marking notes that say something to be learnt."""
    essay: tuple[Covered, ...]
    """The paragraphs and items of the essays."""

    @property
    def unasked(self) -> tuple[Covered, ...]:
        """Marking notes that no card asks for, although the essay speaks of them."""
        return tuple(note for note in self.notes if note.said and not note.asked)

    @property
    def left_out(self) -> tuple[Covered, ...]:
        """Marking notes that neither the essay has nor a card."""
        return tuple(note for note in self.notes if not note.said and not note.asked)

    @property
    def silent(self) -> tuple[Covered, ...]:
        """Points of the essays without a card."""
        return tuple(point for point in self.essay if not point.asked)


def coverage(essays: Sequence[Essay], deck: Deck) -> Coverage:
    """What becomes of the points of those `essays` that are the deck's."""
    name = _name if deck.file else str  # a deck file knows its sources without their folders
    sources = set(map(name, deck.sources))
    own = [essay for essay in essays if name(essay.source) in sources]
    asked = _Asked(deck.cards if own else ())
    notes: list[Covered] = []
    points: list[Covered] = []
    for essay in own:
        told = _roots(" ".join(_whole(point) for point in essay.points if point.section is Section.ESSAY))
        for point in filter(_says_something, essay.points):
            text = _whole(point)
            noted = point.section is Section.NOTES
            each = Covered(
                source=essay.source,
                line=essay.line_of(point),
                text=text,
                asked=asked.quotes(point) or (noted and asked.tells(text)),
                said=not noted or _speaks_of(text, told),
            )
            (notes if noted else points).append(each)
    return Coverage(notes=tuple(notes), essay=tuple(points))


class _Asked:
    """What the cards of a deck ask for."""

    def __init__(self, cards: Sequence[Card]) -> None:
        """Read the words of the cards."""
        self.quoted = {quote.quote for card in cards for quote in card.evidence if quote.quote}
        self.told = [_told(card) for card in cards]
        self.together = frozenset[str]().union(*self.told)

    def quotes(self, point: Point) -> bool:
        """True where a card comes from the point itself."""
        return any(quote in point.body.text for quote in self.quoted)

    def tells(self, note: str) -> bool:
        """True where a card has much of what a marking note says, or all cards together have its names."""
        said, names = set(content(note)), names_in(note)
        one = any(max(_part(said, each), _part(names, each)) >= COVERED for each in self.told)
        return one or _part(names, self.together) >= ALL_COVERED


def _told(card: Card) -> frozenset[str]:
    """The words of content that a card and its quotes have."""
    return frozenset(content(" ".join([card.front, card.answer, *(quote.quote for quote in card.evidence)])))


def _speaks_of(note: str, told: frozenset[str]) -> bool:
    """True where an essay, told by the roots of its words, has some of a note's words or half of its names."""
    names = _roots(" ".join(names_in(note)))
    return _part(_roots(note), told) >= SAID or _part(names, told) >= COVERED


def _part(some: Collection[str], others: Collection[str]) -> float:
    """The share of words that are among others, 0 to 1."""
    return sum(word in others for word in some) / len(some) if some else 0.0


def _roots(text: str) -> frozenset[str]:
    return frozenset(word[:ROOT] for word in content(text))


def _whole(point: Point) -> str:
    return f"{point.label}: {point.body.text}" if point.label else point.body.text


def _says_something(point: Point) -> bool:
    """True for a point that says enough to be missed; a note addressed to examiners after all says nothing."""
    taught = point.role in {Role.ITEM, Role.PARAGRAPH} and len(set(content(point.body.text))) >= LEAST
    return taught and not (point.section is Section.NOTES and MARKING.search(point.body.text))


def _name(source: str) -> str:
    return source.replace("\\", "/").rpartition("/")[2]
