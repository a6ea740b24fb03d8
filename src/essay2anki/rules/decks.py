"""What is wrong with decks as a whole: cards that repeat or contradict each other, marking notes that no card asks for.

Within a drafted deck the curator has merged what is said twice; these look at what a person added, and across decks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from essay2anki.lexicon import TRIVIAL
from essay2anki.model import BLANK, Card, Deck, Essay, Kind
from essay2anki.rules.claims import DATE, DEED, NUMBER, Claim, claims, contradict
from essay2anki.rules.coverage import Covered, coverage
from essay2anki.rules.texts import names_in
from essay2anki.words import content, short, stem, word_set, words

T = TypeVar("T")
ALIKE = 0.75
"""Share of content words that two prompts with one answer have in common if they are the same question."""
UNITS = word_set("month day happen happened")
"""Words of a question for a date that say nothing of what is dated."""
BY_DATE = re.compile(
    r"(?:What|Which (?P<head>[a-z]+)) (?:happened|took place|occurred|began|ended|broke out|(?:was|were) [a-z]+)"
    r" (?:in|on) (?P<date>[^?]+)\?"
)
"""`What happened in 1922?`, `Which treaty was signed in 1922?`"""
NEAR = 50
"""Cards with one answer that are compared with a further one: hundreds may have the answer `True`."""
RECENT = 1_000
"""Texts whose words are remembered while cards are compared with those near them."""
VALUES = {DATE: "date", NUMBER: "number", DEED: "name"}
"""Sort of a claim → what its value is called."""


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
            yield Hit(message=f"asks the same as “{short(first.card.front)}”", cards=(second, first))


def near_duplicates(decks: Sequence[Deck], _essays: Sequence[Essay]) -> Iterator[Hit]:
    """The same answer to prompts that say the same in other words; names and figures must be equal."""
    for first, second in _pairs(_cards(decks), lambda card: _said(card.answer)):
        one, other = first.card, second.card
        if _plain(one.front) != _plain(other.front) and _telling(one.answer) and _say_the_same(one.front, other.front):
            yield Hit(message=f"asks nearly the same as “{short(one.front)}”", cards=(second, first))


def two_answers(decks: Sequence[Deck], _essays: Sequence[Essay]) -> Iterator[Hit]:
    """The same prompt in one deck with another answer: a learner cannot know which is meant."""
    for deck in decks:
        asked = [each for each in _cards([deck]) if each.card.type == "question" and not _is_opinion(each.card)]
        for first, second in _pairs(asked, lambda card: _plain(card.front)):
            dated = first.card.kind is second.card.kind is Kind.DATE
            if not dated and not _one_answer(first.card, second.card):
                yield Hit(message=f"the same prompt has the answer “{short(first.card.answer)}”", cards=(second, first))


def contradictions(decks: Sequence[Deck], _essays: Sequence[Essay]) -> Iterator[Hit]:
    """Two cards that cannot both be right, in one deck or in two; of two only if they ask for the same."""
    claimed = [(each, claim) for each in _cards(decks) for claim in _claims(each.card)]
    for (first, one), (second, other) in _claimed_alike(claimed):
        if first.note != second.note and contradict(one, other):
            message = f"the {VALUES[one.sort]} is {other.value} here, and {one.value} elsewhere"
            yield Hit(message=message, cards=(second, first))


def _claimed_alike(
    claimed: Sequence[tuple[Placed, Claim]],
) -> Iterator[tuple[tuple[Placed, Claim], tuple[Placed, Claim]]]:
    """Pairs of claims that may be of one thing: in a deck by the word beside the value, across decks by all words."""
    groups: dict[Hashable, list[tuple[Placed, Claim]]] = {}
    for card, claim in claimed:
        groups.setdefault((claim.sort, claim.told), []).append((card, claim))
        for word in claim.beside:
            groups.setdefault((card.deck.file, card.deck.name, claim.sort, word), []).append((card, claim))
    for group in groups.values():
        yield from _near(group)


def _claims(card: Card) -> Iterator[Claim]:
    """What the answer of a card claims with its front, put as a statement: `Who coined …?` with who it was."""
    front, answer = card.front, card.answer
    if card.type == "question":
        asked = " ".join(word for word in front.rstrip("? ").split() if word not in UNITS)
        text = asked.replace("Who ", f"{answer} ", 1) if card.kind is Kind.PERSON else f"{asked} {answer}"
    else:
        text = front.replace(BLANK, answer)
    return (claim for claim in claims(text) if claim.value in answer)


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
                yield Hit(message=f"another answer is told by “{short(other.card.front)}”", cards=(each, other))


def uncovered(decks: Sequence[Deck], essays: Sequence[Essay]) -> Iterator[Hit]:
    """A point of the marking notes that neither the essay has nor a card."""
    for note in _unasked(decks, essays):
        if not note.said:
            message = f"neither a card nor the essay has this marking note: “{short(note.text)}”"
            yield Hit(message=message, source=note.source, line=note.line)


def unasked(decks: Sequence[Deck], essays: Sequence[Essay]) -> Iterator[Hit]:
    """A point of the marking notes that the essay speaks of, and no card asks for."""
    for note in _unasked(decks, essays):
        if note.said:
            message = f"no card asks for this marking note: “{short(note.text)}”"
            yield Hit(message=message, source=note.source, line=note.line)


def _unasked(decks: Sequence[Deck], essays: Sequence[Essay]) -> Iterator[Covered]:
    """The marking notes without a card in any deck; a person may have moved cards of an essay to another one."""
    notes = [note for deck in decks for note in coverage(essays, deck).notes]
    asked = {(note.source, note.text) for note in notes if note.asked}
    return (note for note in dict.fromkeys(notes) if (note.source, note.text) not in asked)


def _cards(decks: Sequence[Deck]) -> list[Placed]:
    """The cards of the decks in their order."""
    return [Placed(deck, card) for deck in decks for card in deck.cards]


def _alike(cards: Sequence[Placed], same: Callable[[Card], Hashable]) -> Iterator[tuple[Placed, Placed]]:
    """Pairs of cards that have one thing in common, and fewer than `NEAR` such cards between them."""
    groups: dict[Hashable, list[Placed]] = {}
    for each in cards:
        groups.setdefault(same(each.card), []).append(each)
    for group in groups.values():
        yield from _near(group)


def _near(group: Sequence[T]) -> Iterator[tuple[T, T]]:
    """Each with the `NEAR` before it: pairs whose number grows with the cards, not with their square."""
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
    return names_in(one) == names_in(other) and len(front & shown) >= ALIKE * len(front | shown) > 0


def _is_opinion(card: Card) -> bool:
    return card.kind is Kind.JUDGMENT


@lru_cache(RECENT)
def _plain(text: str) -> tuple[str, ...]:
    return tuple(words(text.replace(BLANK, " x ")))


def _happened_too(other: Card, asked: Card, found: re.Match[str]) -> bool:
    """True for a card with the date that is shown, if it dates something else of the sort that is asked for."""
    same = other.kind is Kind.DATE and other.key != asked.key
    sort, told = {stem(found["head"] or "")}, set(content(other.front))
    return same and (not found["head"] or sort <= told) and not (set(content(asked.answer)) - sort) & told
