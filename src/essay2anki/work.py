"""The unit of work: all essays of one deck become that deck. A process, or another machine, takes one after the other.

`carry_out` is a plain function of a picklable value to a picklable value. It asks for no global, no working folder and
no clock but to tell how long it took; all that it may touch is the cache that the value names. What runs it, and where,
is the matter of an engine: `workers`, or whatever can call a function.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from essay2anki.cache import Cache
from essay2anki.cards import make_cards
from essay2anki.curate import curate
from essay2anki.model import Card, Deck, Essay, Fact, Section
from essay2anki.problems import Essay2AnkiError, Problem
from essay2anki.settings import DEFAULTS, Settings

Tell = Callable[[str], None]
"""Is told the name of each source when its turn comes, and nothing (`""`) when the deck is put together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The essays of one deck, and how it is to be made."""

    deck: str
    essays: tuple[Essay, ...]
    settings: Settings = DEFAULTS
    cache: Cache | None = None
    """Where facts are remembered; none if they are to be found anew, and forgotten."""

    def without(self, source: str) -> Work:
        """The work that is left if one source is given up."""
        return replace(self, essays=tuple(essay for essay in self.essays if essay.source != source))


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """How an essay became cards."""

    source: str
    deck: str
    cached: bool
    """True if its facts were remembered, and the parser was not needed."""
    words: int
    """Without its notes."""
    seconds: Mapping[str, float]
    """Stage → how long it took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of it."""

    deck: Deck
    essays: tuple[Drafted, ...] = ()
    problems: tuple[Problem, ...] = ()
    """The sources that had to be given up."""
    seconds: float = 0.0
    """How long it took to put the deck together."""

    @property
    def words(self) -> int:
        """Of its essays, without their notes."""
        return sum(essay.words for essay in self.essays)

    def missing(self, problem: Problem) -> Done:
        """The same, but for a source that was given up before."""
        deck = replace(self.deck, incomplete=True)
        return replace(self, deck=deck, problems=(problem, *self.problems))


def _nobody(source: str) -> None:
    del source


def carry_out(work: Work, tell: Tell = _nobody) -> Done:
    """Make a deck. An essay at which the program fails is given up and told; the deck is made of the others.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    problems: list[Problem] = []
    told: list[Drafted] = []
    drafted: list[tuple[Essay, tuple[Card, ...]]] = []
    for essay in work.essays:
        tell(essay.source)
        with _given_up(essay.source, problems):
            cards, how = _cards(essay, work)
            drafted.append((essay, cards))
            told.append(how)
    tell("")
    start = time.perf_counter()
    deck = Deck(name=work.deck, sources=tuple(essay.source for essay in work.essays), cards=(), rejections=())
    with _given_up(deck.place, problems):
        deck = curate(work.deck, drafted, work.settings.density, work.settings.kinds)
    deck = replace(deck, incomplete=bool(problems))
    return Done(deck=deck, essays=tuple(told), problems=tuple(problems), seconds=time.perf_counter() - start)


def _cards(essay: Essay, work: Work) -> tuple[tuple[Card, ...], Drafted]:
    """The candidates of an essay, and how they were come by."""
    clock = _Clock()
    with clock("cache"):
        facts = work.cache.get(essay) if work.cache else None
    cached = facts is not None
    if facts is None:
        facts = _found(essay, clock)
        with clock("cache"):
            if work.cache:
                work.cache.put(essay, facts)
    with clock("cards"):
        cards = make_cards(essay, facts)
    how = Drafted(source=essay.source, deck=work.deck, cached=cached, words=_length(essay), seconds=clock.seconds)
    return cards, how


def _found(essay: Essay, clock: _Clock) -> tuple[Fact, ...]:
    from essay2anki.facts import find_facts  # noqa: PLC0415 - a sixth of a run that remembers all its facts
    from essay2anki.language.analyse import analyse  # noqa: PLC0415 - as above

    with clock("parse"):
        sentences = analyse(essay)
    with clock("facts"):
        return find_facts(essay, sentences)


def _length(essay: Essay) -> int:
    """The words of an essay without its notes."""
    return sum(len(point.body.text.split()) for point in essay.points if point.section is Section.ESSAY)


@contextmanager
def _given_up(source: str, problems: list[Problem]) -> Iterator[None]:
    """Turn whatever goes wrong into a problem of the source: no text may cost those beside it their cards."""
    try:
        yield
    except Essay2AnkiError:
        raise  # the parser is missing: that concerns all
    except MemoryError:
        problems.append(given_up(source, "it needs more memory than there is"))
    except Exception as error:  # noqa: BLE001 - that is the point; it is told with its place
        place = traceback.extract_tb(error.__traceback__)[-1]
        reason = f"the program failed: {type(error).__name__} in {Path(place.filename).name}:{place.lineno}: {error}"
        problems.append(given_up(source, reason))


def given_up(source: str, reason: str) -> Problem:
    """What is told of a source that had to be given up."""
    advice = "All others were done. If this is a text that people read, please report it; else leave it out (--ignore)."
    return Problem(source=source, message=f"this source was given up: {reason}", advice=advice)


class _Clock:
    """How long each stage takes, in seconds."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0) + time.perf_counter() - start
