"""The sources with the quotes of cards in them: a text cut into parts, each with the quotes that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from essay2anki.deckfile import filed
from essay2anki.model import Essay, Evidence, Role, Section

TAUGHT = frozenset({Role.PARAGRAPH, Role.ITEM})
WORDS = re.compile(r"(\S.*\w\S*|\w)", re.DOTALL)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What cards quote, once for all cards that do."""

    text: str
    section: Section
    source: str
    line: int
    """1-based; 0 where a person wrote it and did not say."""
    span: Span | None
    """Where it stands in the text of its source; none if that was not given, or does not have these words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a text."""

    text: str
    quotes: tuple[Quote, ...]
    """Those that it belongs to."""
    missed: bool
    """True for what may be asked for, and no card quotes."""


@dataclass(frozen=True, kw_only=True)
class SourceText:
    """A text that is shown beside the cards."""

    source: str
    whole: bool
    """False where the source was not given: then it is a row of the quotes that cards have of it."""
    parts: tuple[Part, ...]

    @cached_property
    def lines(self) -> Mapping[int | None, int]:
        """Line → the first of the parts on which one may look for what the line says; they are counted from 0."""
        lines: dict[int | None, int] = {}
        line = 1
        for place, part in enumerate(self.parts if self.whole else ()):
            if part.missed or part.quotes:
                lines.setdefault(line, place)
            line += part.text.count("\n")
        return lines


@dataclass(frozen=True)
class Library:
    """The essays of a run."""

    essays: Sequence[Essay]

    @cached_property
    def _named(self) -> Mapping[str, Sequence[Essay]]:
        named: dict[str, list[Essay]] = {}
        for essay in self.essays:
            named.setdefault(filed(essay.source), []).append(essay)
        return named

    def quote(self, evidence: Evidence) -> Quote:
        """The quote that is a card's evidence. In a deck file it has no span: the first point that says it is meant."""
        for essay in self._named.get(filed(evidence.source), ()):
            span = _found(evidence, essay)
            if span:
                line = essay.text.count("\n", 0, span[0]) + 1
                return _quote(evidence, essay.source, line, span)
        return _quote(evidence, evidence.source, evidence.line, None)

    def texts(self, quotes: Iterable[Quote]) -> Iterator[SourceText]:
        """The texts of the essays, in the order of the quotes, each file once; then what is quoted from elsewhere."""
        known: dict[str, list[Quote]] = {}
        for quote in quotes:
            known.setdefault(quote.source, []).append(quote)
        order = {source: place for place, source in enumerate(known)}
        for essays in sorted(self._files(), key=lambda essays: order.get(essays[0].source, len(order))):
            source = essays[0].source
            yield SourceText(source=source, whole=True, parts=tuple(_whole(essays, known.get(source, ()))))
        for source, some in known.items():
            parts = tuple(_loose(quote for quote in some if not quote.span))
            if parts:
                yield SourceText(source=source, whole=False, parts=parts)

    def _files(self) -> Iterator[list[Essay]]:
        """The essays of each file: they have one text."""
        for _, essays in groupby(self.essays, key=lambda essay: (essay.source, essay.text)):
            yield list(essays)


def _quote(evidence: Evidence, source: str, line: int, span: Span | None) -> Quote:
    return Quote(text=evidence.quote, section=evidence.section, source=source, line=line, span=span)


def _found(evidence: Evidence, essay: Essay) -> Span | None:
    """Where the essay has the words."""
    if evidence.start < evidence.end:
        return (evidence.start, evidence.end) if essay.source == evidence.source else None
    for point in essay.points:
        at = point.body.text.find(evidence.quote) if point.section is evidence.section else -1
        if at >= 0 and evidence.quote:
            return point.body.span(at, at + len(evidence.quote))
    return None


def _loose(quotes: Iterable[Quote]) -> Iterator[Part]:
    """A part for each quote; those with the same words share one."""
    same: dict[str, list[Quote]] = {}
    for quote in quotes:
        same.setdefault(quote.text, []).append(quote)
    for text, some in same.items():
        yield Part(text=text, quotes=tuple(some), missed=False)


def _whole(essays: Sequence[Essay], quotes: Sequence[Quote]) -> Iterator[Part]:
    """The text of the essays of a file with the quotes in it."""
    points = (point for essay in essays for point in essay.points if point.role in TAUGHT and point.body.text)
    taught = [point.body.span(0, len(point.body.text)) for point in points]
    yield from _parts(essays[0].text, {quote: quote.span for quote in quotes if quote.span}, taught)


def _parts(text: str, spans: Mapping[Quote, Span], taught: Sequence[Span]) -> Iterator[Part]:
    """The text cut wherever a quote or what may be asked for begins or ends."""
    opening: dict[int, list[Quote | None]] = {}
    closing: dict[int, list[Quote | None]] = {}
    for what, (start, end) in (*spans.items(), *((None, span) for span in taught)):
        opening.setdefault(start, []).append(what)
        closing.setdefault(end, []).append(what)
    inside: list[Quote | None] = []
    for start, end in pairwise(sorted({0, len(text), *opening, *closing})):
        for what in closing.get(start, ()):
            inside.remove(what)
        inside += opening.get(start, ())
        quotes = tuple(what for what in inside if what)
        if None in inside and not quotes:
            yield from _missed(text[start:end])
        else:
            yield Part(text=text[start:end], quotes=quotes, missed=False)


def _missed(piece: str) -> Iterator[Part]:
    """What no card quotes, without what stands around its words."""
    for at, words in enumerate(WORDS.split(piece)):
        if words:
            yield Part(text=words, quotes=(), missed=at % 2 == 1)
