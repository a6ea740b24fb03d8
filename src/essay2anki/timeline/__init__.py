"""The timeline of a deck: one card that asks for the order of its dated events, with a picture on its back.

It is made anew of the deck's cards at each build, and stands in no deck file: a date that a person corrects, rejects
or adds is right here too. No other card has it, since it changes whenever a date comes or goes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from essay2anki.language.dates import find_dates
from essay2anki.model import ITEM, Card, Deck, Kind, Section
from essay2anki.tags import ROOT
from essay2anki.timeline.drawing import Event, draw
from essay2anki.timeline.labels import label_of

__all__ = ["FEWEST", "MOST", "Event", "draw", "events_of", "label_of", "with_timeline"]

FEWEST, MOST = 3, 6
"""Events that are worth an order, and that can be kept in mind."""
GENERATION = 25
"""Years between two events of one story; what stands apart by more, and by most of the whole time, is of another."""
TOLD_IN_ORDER = re.compile(r"hist|politic|government|classic", re.IGNORECASE)
"""Subjects that ask what came first; to others dated events are examples of a thing, and their order says nothing."""
BROAD = frozenset({"decade", "century"})
"""Too broad to stand among years."""
ORDINAL = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|\d(?:st|nd|rd|th)|i{1,3}|iv)\b")
SUBJECT = f"{ROOT}::subject::"
PROMPT = "Put these events in order, the earliest first:"


def with_timeline(deck: Deck) -> Deck:
    """The deck with its timeline as the last card, if it has dates enough and its file does not decline one."""
    events = events_of(deck) if deck.timeline and _is_story(deck) else ()
    return replace(deck, cards=(*deck.cards, _card(deck, events))) if len(events) >= FEWEST else deck


def events_of(deck: Deck) -> tuple[tuple[Event, Card], ...]:
    """The dated events of a deck with their cards, the earliest first.

    Of too many those stay that the marking notes tell as well, and of these those with the shortest labels.

    What has one label and two dates that exclude each other is left out: its place could not be told. So are the First
    and the Second Plan, which tell theirs. Of two whose order the dates do not settle, one is left out.
    """
    named: dict[str, list[tuple[Event, Card]]] = {}
    for card in deck.cards:
        if event := _event(card):
            named.setdefault(ORDINAL.sub("", event.label.casefold()), []).append((event, card))
    single = [min(group, key=_spread) for group in named.values() if _agree([event for event, _ in group])]
    best = sorted(_near(list(_settled(single))), key=_worth)[:MOST]
    return tuple(sorted(best, key=lambda pair: pair[0].place))


def _is_story(deck: Deck) -> bool:
    """True unless the deck is of a subject in which the order of events is not asked for."""
    subjects = {tag for card in deck.cards for tag in card.tags if tag.startswith(SUBJECT)}
    return not subjects or any(TOLD_IN_ORDER.search(subject) for subject in subjects)


def _worth(pair: tuple[Event, Card]) -> tuple[bool, int, str]:
    event, card = pair
    return all(quote.section is not Section.NOTES for quote in card.evidence), len(event.label), event.label


def _near(events: list[tuple[Event, Card]]) -> list[tuple[Event, Card]]:
    """The events without those that stand far apart from most: a canal dug eighty years before the war over it."""
    whole = events[-1][0].years[1] - events[0][0].years[0] if events else 0
    for place in range(1, len(events)):
        apart = events[place][0].years[0] - events[place - 1][0].years[1]
        if apart > GENERATION and 2 * apart > whole:
            return max(events[place:], events[:place], key=len)
    return events


def _settled(events: Sequence[tuple[Event, Card]]) -> Iterator[tuple[Event, Card]]:
    """As many as can be, each over before the next begins: `March 1965` and `8 March 1965` cannot be put in order."""
    ended: tuple[int, int, int] | None = None
    for event, card in sorted(events, key=lambda pair: (pair[0].last, len(pair[0].label), pair[0].label)):
        if ended is None or ended < event.first:
            ended = event.last
            yield event, card


def _agree(events: Sequence[Event]) -> bool:
    """True where the dates can all be true: they have a year in common."""
    return max(event.years[0] for event in events) <= min(event.years[1] for event in events)


def _spread(pair: tuple[Event, Card]) -> tuple[int, bool, bool]:
    """How little a date says: the least says most."""
    first, last = pair[0].years
    return last - first, pair[0].value.month is None, pair[0].value.day is None


def _event(card: Card) -> Event | None:
    """What a card dates; none if it asks for no exact date with a year, or its words name no event."""
    # `between …` has both years of `1919 and 1923` read as one date, and `in …` that `552` is one.
    dates = (find_dates(f"between {card.answer}") or find_dates(f"in {card.answer}")) if card.kind is Kind.DATE else ()
    date = dates[0].date if len(dates) == 1 else None
    if date is None or not date.year or date.vague or date.precision in BROAD:
        return None
    label = "" if card.led else label_of(card)
    return Event(label=label, date=dates[0].text.removeprefix("the "), value=date) if label else None


def _card(deck: Deck, events: Sequence[tuple[Event, Card]]) -> Card:
    labels = sorted((event.label for event, _ in events), key=lambda label: (label.casefold(), label))
    quotes = dict.fromkeys(quote for _, card in events for quote in card.evidence[:1])
    shared = [tag for tag in events[0][1].tags if all(tag in card.tags for _, card in events)]
    name = hashlib.sha256(deck.name.encode()).hexdigest()[:8]
    return Card(
        key=f"{Kind.TIMELINE}/order/events/{name}",
        kind=Kind.TIMELINE,
        type="question",
        question=ITEM.join([PROMPT, *labels]),
        answer="; ".join(f"{event.date}: {event.label}" for event, _ in events),
        context="",
        evidence=tuple(quotes),
        rule="timeline/timeline",
        score=10,
        tags=(f"{ROOT}::kind::{Kind.TIMELINE}", *(tag for tag in shared if not tag.startswith(f"{ROOT}::kind::"))),
        picture=draw([event for event, _ in events]),
    )
