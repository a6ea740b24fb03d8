"""What is wrong with decks as a whole: cards that repeat or contradict each other, marking notes that no card asks for.

Within a drafted deck the curator has merged what is said twice; these look at what a person added, and across decks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from essay2anki.language.dates import find_dates
from essay2anki.lexicon import NOT_NAMES
from essay2anki.model import BLANK, Card, DateValue, Deck, Essay, Kind, Point, Role, Section
from essay2anki.words import content, stem, word_set, words

ALIKE = 0.75
"""Share of content words that two prompts with one answer have in common if they are the same question."""
COVERED = 0.5
"""Share of a marking note's content words, or of its names and figures, on one card or in its quotes, from which on the
note counts as asked for. Notes are terse, `Suffragists – NUWSS (1897) larger`: names are what they share with cards."""
ALL_COVERED = 0.75
"""The same for its names and figures on all cards together."""
LEAST = 4
"""Content words that a marking note needs to be missed: `Cost of war` may stand in any card in other words."""
TRIVIAL = word_set("yes no true false")
UNITS = word_set("month day happen happened")
"""Words of a question for a date that say nothing of what is dated."""
NAME = re.compile(r"(?:(?<=[\w,;)’'] )|(?<= \())[A-Z][\w’'-]*|^[A-Z][\w-]+(?=[’']s\b| [A-Z])|\d+")
"""A capital in the middle, `Condor Legion` and `Lemert’s` at the beginning, or a figure."""
AGAIN = word_set("""
    election elections elected re-elected win won lose lost vote voted budget census visit visited meet met conference
    summit congress strike revolt rise rose olympic games cup
""")
"""What happens more than once: in two decks it may be two."""
MARKING = re.compile(
    r"\b(?:candidates?|markers?|examiners?|credit(?:ed)?|marks?|AO\d|(?:no|any) (?:set|other) (?:answer|points?)"
    r"|(?:answers|responses|essays) (?:in|at|that|which|will|should|may|must))\b|^(?:Expect|Reward|Look for)\b",
    re.IGNORECASE,
)
"""Words of marking: such a note says how to mark, not what there is to know."""
BY_DATE = re.compile(
    r"(?:What|Which (?P<head>[a-z]+)) (?:happened|took place|occurred|began|ended|broke out|(?:was|were) [a-z]+)"
    r" (?:in|on) (?P<date>[^?]+)\?"
)
"""`What happened in 1922?`, `Which treaty was signed in 1922?`"""
NEAR = 50
"""Cards with one answer that are compared with a further one: hundreds may have the answer `True`."""
RECENT = 1_000
"""Texts whose words are remembered while cards are compared with those near them."""
SHOWN = 60
"""Characters of a text that are shown to name it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A card with the deck that it stands in."""

    deck: Deck
    card: Card

    @property
    def note(self) -> tuple[str, str, str]:
        """What names its note among all."""
        return self.deck.file, self.deck.name, self.card.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a rule found: at a card, or on a line of a source."""

    message: str
    cards: tuple[Placed, ...] = ()
    """The card at fault, then the one that it does not go with."""
    source: str = ""
    line: int | None = None


def duplicates(decks: Sequence[Deck], _essays: Sequence[Essay]) -> Iterator[Hit]:
    """The same prompt with the same answer."""
    for first, second in _pairs(_cards(decks), lambda card: _plain(card.front)):
        if _one_answer(first.card, second.card):
            yield Hit(message=f"asks the same as “{_short(first.card.front)}”", cards=(second, first))


def near_duplicates(decks: Sequence[Deck], _essays: Sequence[Essay]) -> Iterator[Hit]:
    """The same answer to prompts that say the same in other words; names and figures must be equal."""
    for first, second in _pairs(_cards(decks), lambda card: _said(card.answer)):
        one, other = first.card, second.card
        if _plain(one.front) != _plain(other.front) and _telling(one.answer) and _say_the_same(one.front, other.front):
            yield Hit(message=f"asks nearly the same as “{_short(one.front)}”", cards=(second, first))


def two_answers(decks: Sequence[Deck], _essays: Sequence[Essay]) -> Iterator[Hit]:
    """The same prompt in one deck with another answer: a learner cannot know which is meant."""
    for deck in decks:
        asked = [each for each in _cards([deck]) if each.card.type == "question" and not _is_opinion(each.card)]
        for first, second in _pairs(asked, lambda card: _plain(card.front)):
            dated = first.card.kind is second.card.kind is Kind.DATE
            if not dated and not _one_answer(first.card, second.card):
                yield Hit(
                    message=f"the same prompt has the answer “{_short(first.card.answer)}”", cards=(second, first)
                )


def contradictions(decks: Sequence[Deck], _essays: Sequence[Essay]) -> Iterator[Hit]:
    """Two dates for one event, in one deck or in two, in essay and notes."""
    dated = [each for each in _cards(decks, merged=True) if each.card.kind is Kind.DATE]
    # What a draft left out as said already has the key of the card that it was left out for.
    for first, second in _alike([each for each in dated if NAME.search(_bare(each.card))], _event):
        again = first.deck is not second.deck and _event(first.card) & AGAIN
        if not again and _exclude(first.card.answer, second.card.answer):
            message = f"the date is {second.card.answer} here, and {first.card.answer} elsewhere"
            yield Hit(message=message, cards=(second, first))


def ambiguous(decks: Sequence[Deck], _essays: Sequence[Essay]) -> Iterator[Hit]:
    """What happened then? More than one thing, as the deck itself says."""
    for deck in decks:
        cards = _cards([deck])
        asked = [(each, BY_DATE.fullmatch(each.card.question)) for each in cards if each.card.type == "question"]
        dated: dict[Hashable, list[Placed]] = {}
        for each in cards:
            dated.setdefault(_plain(each.card.answer), []).append(each)
        for each, found in asked:
            others = dated.get(_plain(found["date"]), []) if found else []
            other = next((other for other in others if found and _happened_too(other.card, each.card, found)), None)
            if other:
                yield Hit(message=f"another answer is told by “{_short(other.card.front)}”", cards=(each, other))


def uncovered(decks: Sequence[Deck], essays: Sequence[Essay]) -> Iterator[Hit]:
    """A point of the marking notes that no card asks for."""
    cards = [each.card for each in _cards(decks)]
    quotes = {quote.quote for card in cards for quote in card.evidence if quote.quote}
    told = [_told(card) for card in cards]
    together = frozenset[str]().union(*told)
    for essay in essays:
        for point in filter(_is_rewarded, essay.points):
            note = _whole(point)
            if not any(quote in note for quote in quotes) and not _is_told(note, told, together):
                message = f"no card asks for this marking note: “{_short(note)}”"
                yield Hit(message=message, source=essay.source, line=point.line)


def _told(card: Card) -> frozenset[str]:
    """The words of content that a card and its quotes have."""
    return frozenset(content(" ".join([card.front, card.answer, *(quote.quote for quote in card.evidence)])))


def _is_told(note: str, told: Sequence[frozenset[str]], together: frozenset[str]) -> bool:
    """True where a card has much of what a marking note says, or all cards together have its names."""
    said, names = set(content(note)), _names(note)
    one = any(max(_part(said, each), _part(names, each)) >= COVERED for each in told)
    return one or _part(names, together) >= ALL_COVERED


def _part(some: Collection[str], others: frozenset[str]) -> float:
    """The share of words that are among others, 0 to 1."""
    return sum(word in others for word in some) / len(some) if some else 0.0


def _whole(point: Point) -> str:
    return f"{point.label}: {point.body.text}" if point.label else point.body.text


def _is_rewarded(point: Point) -> bool:
    """True for a marking note that says enough to be missed, and is not addressed to examiners after all."""
    text = point.body.text
    taught = point.section is Section.NOTES and point.role in {Role.ITEM, Role.PARAGRAPH}
    return taught and len(set(content(text))) >= LEAST and not MARKING.search(text)


def _cards(decks: Sequence[Deck], *, merged: bool = False) -> list[Placed]:
    """The cards of the decks in their order; with `merged` also what a draft left out as said already."""
    left_out = [
        Placed(deck, each.card)
        for deck in decks
        for each in deck.rejections
        if merged and not deck.file and each.rule == "duplicate"
    ]
    return [*(Placed(deck, card) for deck in decks for card in deck.cards), *left_out]


def _alike(cards: Sequence[Placed], same: Callable[[Card], Hashable]) -> Iterator[tuple[Placed, Placed]]:
    """Pairs of cards that have one thing in common, and fewer than `NEAR` such cards between them."""
    groups: dict[Hashable, list[Placed]] = {}
    for each in cards:
        groups.setdefault(same(each.card), []).append(each)
    for group in groups.values():
        for place, other in enumerate(group):
            yield from ((one, other) for one in group[max(place - NEAR, 0) : place])


def _pairs(cards: Sequence[Placed], same: Callable[[Card], Hashable]) -> Iterator[tuple[Placed, Placed]]:
    """The same of cards of two notes: those of one note are meant to be alike."""
    return ((one, other) for one, other in _alike(cards, same) if one.note != other.note)


@lru_cache(RECENT)
def _said(text: str) -> frozenset[str]:
    return frozenset(content(text))


def _one_answer(one: Card, other: Card) -> bool:
    answer, known = _said(one.answer), _said(other.answer)
    return answer <= known or known <= answer


def _telling(answer: str) -> bool:
    return bool(set(content(answer)) - TRIVIAL)


def _say_the_same(one: str, other: str) -> bool:
    front, shown = _said(one), _said(other)
    return _names(one) == _names(other) and len(front & shown) >= ALIKE * len(front | shown) > 0


@lru_cache(RECENT)
def _names(text: str) -> frozenset[str]:
    """Names and figures: two prompts that differ in one of them are two questions."""
    return frozenset(stem(name.lower()) for name in NAME.findall(text) if name not in NOT_NAMES)


def _is_opinion(card: Card) -> bool:
    return card.kind is Kind.JUDGMENT


@lru_cache(RECENT)
def _plain(text: str) -> tuple[str, ...]:
    return tuple(words(text.replace(BLANK, " x ")))


def _bare(card: Card) -> str:
    return card.front.replace(BLANK, " ")


def _event(card: Card) -> frozenset[str]:
    """What is dated: the words of the front but for those that ask."""
    return frozenset(content(_bare(card))) - UNITS


def _exclude(one: str, other: str) -> bool:
    """True where two answers cannot both be the date: their years are apart, or both name a day and not the same."""
    (first, said), (second, told) = _date(one), _date(other)
    if not first or not second or first.first is None or second.first is None:
        return False
    if (first.last or 0) < second.first or (second.last or 0) < first.first:
        return not (first.vague or second.vague)
    return first.precision == second.precision == "day" and said != told


def _date(text: str) -> tuple[DateValue | None, frozenset[str]]:
    """The one date of a text, and the words of which it is made, in whatever order."""
    dates = find_dates(text)
    parts = re.findall(r"[a-z]{3,}|\d+", text.lower())
    return (dates[0].date if len(dates) == 1 else None), frozenset(
        part[:3] if part.isalpha() else part for part in parts
    )


def _happened_too(other: Card, asked: Card, found: re.Match[str]) -> bool:
    """True for a card with the date that is shown, if it dates something else of the sort that is asked for."""
    same = other.kind is Kind.DATE and other.key != asked.key
    sort, told = {stem(found["head"] or "")}, set(content(other.front))
    return same and (not found["head"] or sort <= told) and not (set(content(asked.answer)) - sort) & told


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(' ', 1)[0]} …"
