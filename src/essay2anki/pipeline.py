"""The order of the stages, and the files around them. One bad source never stops the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from essay2anki.cards import make_cards
from essay2anki.config import Settings
from essay2anki.curate import curate
from essay2anki.facts import find_facts
from essay2anki.language import analyse
from essay2anki.model import Deck, Density, Essay
from essay2anki.problems import Problem
from essay2anki.release import Built, Target, release
from essay2anki.sources import load

DEFAULTS = Settings()


@dataclass(slots=True)
class Run:
    """What came of a run: decks, and what a person should know."""

    decks: tuple[Deck, ...] = ()
    essays: tuple[Essay, ...] = ()
    """What was read."""
    problems: list[Problem] = field(default_factory=list)
    unread: bool = False
    """True when a source could not be read."""
    built: tuple[Built, ...] = ()

    @property
    def failed(self) -> bool:
        """True when something could not be done."""
        return any(problem.severity == "error" for problem in self.problems)


def draft(sources: Sequence[str], settings: Settings = DEFAULTS) -> Run:
    """Read sources (files, folders, `-` for standard input) and make a deck for each topic.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    run = Run()
    run.essays = tuple(load(sources, settings, run.problems))
    run.unread = run.failed
    run.decks = tuple(make_decks(run.essays, settings.density))
    for deck in run.decks:
        if not deck.cards:
            run.problems.append(_barren(deck))
    return run


def build(sources: Sequence[str], target: Target, *, now: int, settings: Settings = DEFAULTS) -> Run:
    """Draft the decks of the sources and write their packages; `now` in seconds since 1970.

    Raises:
        ParserError: The language parser is missing or of another version.
        LockError: The lock cannot be read or written, or would change although it is locked. Nothing was written.
    """
    run = draft(sources, settings)
    full = [deck for deck in run.decks if deck.cards]
    run.built, problems = release(full, target, now=now, complete=not run.unread)
    run.problems += problems
    return run


def make_decks(essays: Iterable[Essay], density: Density = Density.STANDARD) -> Iterator[Deck]:
    """One deck a topic, in the order in which the topics come. Pure but for the parser.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    topics: dict[str, list[Essay]] = {}
    for essay in essays:
        topics.setdefault(essay.deck, []).append(essay)
    for name, group in topics.items():
        yield curate(name, [(essay, make_cards(essay, find_facts(essay, analyse(essay)))) for essay in group], density)


def _barren(deck: Deck) -> Problem:
    return Problem(
        source=deck.sources[0],
        message="no card could be made from this text",
        advice="Cards are made of full sentences that tell dates, names, causes, effects and judgments; "
        "`essay2anki cards --explain` shows what was rejected.",
    )
