"""Where essay and notes, two essays of a deck, or two sentences of one text contradict each other.

What is contested is not taught: no card is made of it until the sources agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from essay2anki.model import Card, Contradiction, Essay, Evidence, Point, Role
from essay2anki.rules.claims import Claim, claims, contradict, same_thing, sentences


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim with the sentence that makes it."""

    claim: Claim
    quote: Evidence

    @property
    def voice(self) -> tuple[str, str]:
        """Whose word it is: that of the essay, or of the notes, of one source."""
        return self.quote.source, self.quote.section


_Places = Mapping[tuple[str, str, str], Sequence[int]]
"""Sort, unit, and a word → the places of the claims that have them, in order."""


def contradictions(essays: Sequence[Essay]) -> tuple[Contradiction, ...]:
    """What the essays of one deck and their notes contradict each other in, in the order of the sources."""
    said = [told for essay in essays for told in _told(essay)]
    places = _places(said)
    found: dict[object, Contradiction] = {}
    for place, one in enumerate(said):
        for other in (said[at] for at in _alike(one, places) if at > place):
            if one.quote != other.quote and contradict(one.claim, other.claim) and not _both_told(one, other, said):
                values = one.claim.value, other.claim.value
                each = Contradiction(quotes=(one.quote, other.quote), values=values)
                found.setdefault((values, other.quote), each)
    return tuple(found.values())


def contradicted(card: Card, found: Sequence[Contradiction]) -> str | None:
    """What else the sources say of what a card shows; none if it shows nothing that is contested."""
    for each in found:
        (one, other), (first, second) = each.quotes, each.values
        for quote, value, there, told in ((one, first, other, second), (other, second, one, first)):
            if _shows(card, value) and any(_meet(quote, known) for known in card.evidence):
                return f"the {there.section}, line {there.line}, says {told}"
    return None


def _shows(card: Card, value: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(value)}(?!\w)", f"{card.front}\n{card.answer}"))


def _meet(one: Evidence, other: Evidence) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end


def _places(said: Sequence[_Told]) -> _Places:
    places: dict[tuple[str, str, str], list[int]] = {}
    for place, each in enumerate(said):
        for word in each.claim.told:
            places.setdefault((each.claim.sort, each.claim.unit, word), []).append(place)
    return places


def _alike(one: _Told, places: _Places) -> list[int]:
    """The places of the claims that have what stands beside the value of this one."""
    claim = one.claim
    return sorted({at for word in claim.beside for at in places.get((claim.sort, claim.unit, word), ())})


def _both_told(one: _Told, other: _Told, said: Sequence[_Told]) -> bool:
    """True where one of two sides tells both values, one here and one there: then these are two things."""
    return one.voice != other.voice and any(
        each.voice == side.voice and same_thing(each.claim, there.claim) and not contradict(each.claim, there.claim)
        for side, there in ((one, other), (other, one))
        for each in said
    )


def _told(essay: Essay) -> Iterator[_Told]:
    for point in essay.points:
        if point.role in {Role.PARAGRAPH, Role.ITEM}:
            label = f"{point.label}: " if point.label else ""
            for start, end in sentences(point.body.text):
                said = point.body.text[start:end]
                found = claims(said if start else f"{label}{said}") if said else ()
                if found:
                    quote = _quote(essay, point, start, end)
                    yield from (_Told(claim, quote) for claim in found)


def _quote(essay: Essay, point: Point, start: int, end: int) -> Evidence:
    begins, ends = point.body.span(start, end)
    return Evidence(
        quote=point.body.text[start:end],
        source=essay.source,
        section=point.section,
        heading=" › ".join(filter(None, (*point.headings, point.label))),
        line=essay.line_of(point, begins),
        start=begins,
        end=ends,
    )
