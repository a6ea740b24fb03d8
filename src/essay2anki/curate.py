"""From candidates to a deck: what the rules reject, what is said twice, what is worth most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from essay2anki.keys import numbered
from essay2anki.model import Card, Contradiction, Deck, Density, Essay, Kind, Rejection
from essay2anki.rules import LEANING, objection
from essay2anki.rules.contradictions import contradicted, contradictions
from essay2anki.rules.leads import below, explains, looks_back
from essay2anki.tags import tags_of
from essay2anki.words import content

ALIKE = 0.75
"""Share of content words that makes two texts one; true paraphrases of exam notes start at about this."""
BORNE_OUT = 0.4
"""Share of a front's content words in another front above which the quotes of one card bear out the other."""
ARGUED = frozenset({Kind.CAUSE, Kind.CONSEQUENCE, Kind.JUDGMENT})
"""Kinds whose answers may be worded in two ways; two dates are two facts."""
UNWANTED = "kind"
"""What rejects a card of a kind that the settings leave out."""
YEAR = re.compile(r"\d{3,4}")
DEFINED = re.compile(
    r"(?:What (?:is|are|was|were) (?:meant by )?|How (?:is|are|can|may) )(?:(?:an?|the) )?[‘“]?"
    r"(?P<term>[^‘’“”?]+?)[’”]?(?: (?:be )?(?:\w+ly |often )?(?:defined|understood))?\?"
)
"""`What is a tariff?`, `What is meant by ‘tariff’?`: one question."""


@dataclass(frozen=True, slots=True)
class _Limits:
    """What a density lets through."""

    words: int
    """A sentence gives a card for so many words; more would show the same words again and again."""
    least: int
    """It may always give so many. Judgments come on top."""
    score: float
    """What a card must be worth."""


LIMITS = {
    Density.LIGHT: _Limits(words=18, least=1, score=6),
    Density.STANDARD: _Limits(words=7, least=2, score=4),
    Density.FULL: _Limits(words=1, least=20, score=0),
}


def curate(
    name: str,
    drafted: Sequence[tuple[Essay, Sequence[Card]]],
    density: Density | str = Density.STANDARD,
    kinds: Collection[Kind] = tuple(Kind),
) -> Deck:
    """The deck `name` from the candidates of its essays, in study order: as in the sources, judgments last."""
    limits = LIMITS[Density(density)]
    rejections: list[Rejection] = []
    contested = contradictions([essay for essay, _ in drafted])
    sound = [card for essay, cards in drafted for card in _sound(essay, cards, kinds, contested, rejections)]
    lists = _without_double_lists((card for card in sound if card.type == "list"), rejections)
    kept = lists + _without_doubles((card for card in sound if card.type != "list"), lists, rejections)
    kept = _without_loose_reverses(kept, [essay for essay, _ in drafted], rejections)
    kept = _at_most_a_few(kept, limits, rejections)
    sources = tuple(dict.fromkeys(essay.source for essay, _ in drafted))
    cards = _as_notes(sorted(kept, key=lambda card: _study_order(card, sources)))
    essays = {essay.source: essay for essay, _ in drafted}
    tagged = tuple(replace(card, tags=tags_of(card, essays[card.evidence[0].source])) for card in cards)
    return Deck(name=name, sources=sources, cards=tagged, rejections=tuple(rejections), contradictions=contested)


def _contradicted(card: Card, contested: Sequence[Contradiction]) -> tuple[str, str] | None:
    told = contradicted(card, contested)
    return ("contradiction", told) if told else None


def _sound(
    essay: Essay,
    cards: Sequence[Card],
    kinds: Collection[str],
    contested: Sequence[Contradiction],
    rejections: list[Rejection],
) -> Iterator[Card]:
    """The cards of `kinds` to which no rule objects, on what is not contested; a list only with all of its items."""
    for candidates in _together(cards):
        wanted = candidates[0].kind in kinds
        unwanted = None if wanted else (UNWANTED, f"no {candidates[0].kind} cards are wanted")
        judged = [_judged(card, essay) for card in candidates]
        group = [card for card, _ in judged]
        found = [unwanted or wrong or _contradicted(card, contested) for card, wrong in judged]
        broken = next(filter(None, found), None)
        if broken is None:
            yield from group
        else:
            rejections += [
                Rejection(card=card, rule=rule, reason=reason)
                for card, (rule, reason) in zip(group, (each or broken for each in found), strict=True)
            ]


def _judged(card: Card, essay: Essay) -> tuple[Card, tuple[str, str] | None]:
    """A card with what is wrong with it; below the sentence before, where that mends it or makes it clearer."""
    found = objection(card, essay)
    rule, words = found or ("", looks_back(card))
    led = below(card, essay, rule) if words and (not rule or rule in LEANING) else None
    return (led, None) if led and explains(led, words) and objection(led, essay) is None else (card, found)


def _together(cards: Iterable[Card]) -> Iterator[list[Card]]:
    """The cards of each list, drafted one behind the other and counted from 1; every other card by itself."""
    group: list[Card] = []
    for card in cards:
        if group and (card.type != "list" or card.number == 1):
            yield group
            group = []
        group.append(card)
        if card.type != "list":
            yield group
            group = []
    if group:
        yield group


def _without_double_lists(cards: Iterable[Card], rejections: list[Rejection]) -> list[Card]:
    """One list of the same items, with the quotes of all; a plan that only repeats a list is none."""
    kept: list[list[Card]] = []
    for group in sorted(_together(cards), key=lambda group: group[0].kind is Kind.PLAN):
        place = next((index for index, other in enumerate(kept) if _lists_the_same(group[0], other[0])), None)
        if place is None:
            kept.append(group)
            continue
        asked = kept[place][0].question
        kept[place] = [_with_quotes_of(group, card) for card in kept[place]]
        rejections += [Rejection(card=card, rule="duplicate", reason=f"asks the same as: {asked}") for card in group]
    return [card for group in kept for card in group]


def _lists_the_same(card: Card, other: Card) -> bool:
    return card.key == other.key or {*map(content, card.items)} == {*map(content, other.items)}


def _with_quotes_of(group: Sequence[Card], card: Card) -> Card:
    """The card with the quotes of the one in the group that has the same answer."""
    twins = [each for each in group if content(each.answer) == content(card.answer)]
    more = (quote for each in twins for quote in each.evidence if quote not in card.evidence)
    return replace(card, evidence=tuple(dict.fromkeys((*card.evidence, *more))))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A card with what it is compared by, which would be the same each time."""

    card: Card
    front: frozenset[str]
    answer: frozenset[str]
    term: str
    """What it asks the meaning of; empty for most."""


def _asked(card: Card) -> _Asked:
    front = card.question if card.led else card.front  # several questions may stand below one sentence
    return _Asked(card, frozenset(content(front)), frozenset(content(card.answer)), _defined(card))


def _without_doubles(cards: Iterable[Card], lists: Sequence[Card], rejections: list[Rejection]) -> list[Card]:
    """One card for each thing asked: the best worded, with the quotes of all. What a list asks for is asked already."""
    kept: list[_Asked] = []
    for each in map(_asked, sorted(cards, key=lambda card: -card.score)):
        card = each.card
        place = next((index for index, other in enumerate(kept) if _asks_the_same(each, other)), None)
        listed = next((other for other in lists if _asks_for_all(card, other)), None)
        if listed:
            rejections.append(Rejection(card=card, rule="duplicate", reason=f"asks the same as: {listed.question}"))
            continue
        if place is None:
            kept.append(each)
            continue
        other = kept[place].card
        if _bears_out(each, kept[place]):
            more = tuple(quote for quote in card.evidence if quote not in other.evidence)
            kept[place] = replace(kept[place], card=replace(other, evidence=other.evidence + more))
        rejections.append(Rejection(card=card, rule="duplicate", reason=f"asks the same as: {other.question}"))
    return [each.card for each in kept]


def _bears_out(one: _Asked, other: _Asked) -> bool:
    """True where the quotes of a dropped card say what the kept one says, not only name the same thing."""
    if one.term and one.term == other.term:
        return True
    told = len(one.front & other.front) >= BORNE_OUT * min(len(one.front), len(other.front))
    return told and _mostly(one.answer, other.answer)


def _asks_for_all(card: Card, listed: Card) -> bool:
    """True for `What does it consist of?` beside the list of what it consists of."""
    if card.evidence[0] not in listed.evidence:
        return False
    return set(content(" ".join(listed.items))) <= set(content(card.answer))


def _asks_the_same(one: _Asked, two: _Asked) -> bool:
    card, other, answer, known = one.card, two.card, one.answer, two.answer
    defined = one.term and one.term == two.term
    if card.question == other.question or _is_one_question(card, other) or defined:
        return True
    told = card.kind is other.kind is Kind.JUDGMENT and card.evidence[0] == other.evidence[0]
    least = min if card.rule.startswith("views") else max  # what the writer holds is part of the verdict
    if told and len(answer & known) >= ALIKE * least(len(answer), len(known)):
        return True
    if card.kind is other.kind and card.type == other.type == "question" and answer != known:
        alike = ALIKE if card.kind in ARGUED else 1
        return len(one.front & two.front) >= alike * len(one.front | two.front)
    if answer == known and Kind.JUDGMENT not in {card.kind, other.kind}:
        recalled_twice = card.type == other.type and card.kind is not Kind.DATE
        return recalled_twice or card.evidence[0] in other.evidence or _mostly(one.front, two.front)
    if len(answer & known) < max(len(answer), len(known)) / 2:
        return False
    return _mostly(answer, known) and _mostly(one.front | answer, two.front | known)


def _defined(card: Card) -> str:
    """The term that a card asks the meaning of; empty for any other card."""
    found = DEFINED.fullmatch(card.question) if card.rule.endswith("/terms") else None
    return " ".join(content(found["term"])) if found else ""


def _is_one_question(card: Card, other: Card) -> bool:
    return (card.key, card.number) == (other.key, other.number) and card.type == other.type == "question"


def _mostly(some: frozenset[str], others: frozenset[str]) -> bool:
    return len(some & others) >= ALIKE * min(len(some), len(others))


def _without_loose_reverses(cards: list[Card], essays: Sequence[Essay], rejections: list[Rejection]) -> list[Card]:
    """Reverses stay only beside their date, and only if the deck says nothing else of that year.

    This is the one thing in a note that hangs on its neighbours: a question that has got a second answer must go.
    """
    asked = {card.key for card in cards if card.number == 1 and not card.led}
    told = [point.body.text for essay in essays for point in essay.points]
    kept = []
    for card in cards:
        if card.number == 1 or (card.key in asked and _is_only_one(card, told)):
            kept.append(card)
        else:
            rejections.append(Rejection(card=card, rule="ambiguous-date", reason="something else belongs to that date"))
    return kept


def _is_only_one(card: Card, told: Sequence[str]) -> bool:
    """True if the years of the question stand nowhere in the deck but once in each of its quotes."""
    return all(
        sum(text.count(year) for text in told) == len(card.evidence) == sum(q.quote.count(year) for q in card.evidence)
        for year in YEAR.findall(card.question)
    )


def _at_most_a_few(cards: list[Card], limits: _Limits, rejections: list[Rejection]) -> list[Card]:
    """The best few of each sentence. `cards` come best first."""
    count: Counter[tuple[str, int]] = Counter()
    kept = []
    for card in cards:
        quote = card.evidence[0]
        if card.kind is not Kind.JUDGMENT and card.type != "list":
            count[quote.source, quote.start] += 1
        limit = max(limits.least, len(quote.quote.split()) // limits.words)
        if count[quote.source, quote.start] > limit:
            rejections.append(Rejection(card=card, rule="density", reason=f"the sentence has {limit} better cards"))
        elif card.score < limits.score:
            rejections.append(Rejection(card=card, rule="density", reason="not among what matters most"))
        else:
            kept.append(card)
    return kept


def _study_order(card: Card, sources: tuple[str, ...]) -> tuple[bool, int, int, float, str]:
    """Events before judgments and plans; a fact of essay and notes where the essay tells it."""
    first = min(card.evidence, key=lambda quote: (sources.index(quote.source), quote.start))
    return card.kind in {Kind.JUDGMENT, Kind.PLAN}, sources.index(first.source), first.start, -card.score, card.key


def _as_notes(cards: Iterable[Card]) -> tuple[Card, ...]:
    """Cards with the keys of their notes: blanks of one statement share a note, all else has one of its own."""
    notes: dict[str, list[Card]] = {}
    families: dict[str, list[str]] = {}
    for card in cards:
        equals = families.setdefault(card.key, [])
        shared = next((key for key in equals if all(_share(other, card) for other in notes[key])), None)
        if shared is None:
            shared = numbered(card.key, notes)
            equals.append(shared)
        notes.setdefault(shared, []).append(card)
    return tuple(replace(card, key=key) for key, note in notes.items() for card in _numbered(note))


def _share(one: Card, other: Card) -> bool:
    """True for a date and its reverse, for items of a list, and for two blanks of one statement that do not overlap."""
    if one.type == other.type != "cloze":
        return one.number != other.number
    if one.type != other.type or (one.statement, one.context) != (other.statement, other.context):
        return False
    (start, end), (begin, stop) = one.blank, other.blank
    return end <= begin or stop <= start


def _numbered(note: Sequence[Card]) -> Iterator[Card]:
    """The blanks of a statement counted in its order; all others have their numbers already."""
    if note[0].type != "cloze":
        yield from sorted(note, key=lambda each: each.number)
    else:
        for number, card in enumerate(sorted(note, key=lambda each: each.blank), start=1):
            yield replace(card, number=number)
