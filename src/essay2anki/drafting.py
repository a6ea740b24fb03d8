"""Essays → the decks that they make, by whatever engine does the work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from essay2anki import workers
from essay2anki.cache import Cache
from essay2anki.check import contradicting
from essay2anki.lock import Lock, renamed
from essay2anki.model import Deck, Essay
from essay2anki.naming import deck_of, home_of
from essay2anki.problems import Problem
from essay2anki.run import ALONE, Means, Run
from essay2anki.settings import DEFAULTS, Settings
from essay2anki.shelf import EMPTY, Shelf
from essay2anki.sources import load
from essay2anki.spool import Spool
from essay2anki.work import Work, carry_out

FEW = 80
"""Words a card from which on a deck is called meagre; exam essays of the project give one for 25."""


def draft(
    sources: Sequence[str],
    settings: Settings = DEFAULTS,
    lock: Lock | None = None,
    found: Shelf = EMPTY,
    *,
    means: Means = ALONE,
) -> Run:
    """Read sources (files, folders, `-` for standard input) and make their decks.

    An essay that was shipped, as the `lock` says, or has a deck file among the `found`, stays in its deck whatever the
    settings say.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    run, lock = Run(), lock or Lock()
    run.essays = essays = Spool[Essay]()
    groups: dict[str, _Group] = {}
    stayed: dict[tuple[str, str], Problem] = {}
    homes = {**lock.homes, **found.homes}
    with run.timed("read"):
        for essay in load(sources, settings, run.problems):
            groups.setdefault(home_of(essay, settings, homes), _Group()).add(len(essays), essay)
            essays.append(essay)
            for names in _stayed(essay, settings, lock, found):
                stayed.setdefault(names, renamed(essay.source, *names))
    run.unread = run.failed
    run.problems += stayed.values()
    run.names = frozenset(groups)
    run.decks = Spool(_drafted({name: groups[name] for name in groups if means.take(name)}, settings, means, run))
    if means.store and any(not each.cached for each in run.drafts):
        means.store.prune()
    return run


@dataclass(slots=True)
class _Group:
    """The essays of a deck."""

    places: list[int] = field(default_factory=list)
    """Where they stand among all that were read."""
    characters: int = 0

    def add(self, place: int, essay: Essay) -> None:
        self.places.append(place)
        self.characters += len(essay.text)


def _stayed(essay: Essay, settings: Settings, lock: Lock, found: Shelf) -> Iterator[tuple[str, str]]:
    """What the deck of an essay would be called, and was shipped as; nothing is told of one in a deck file."""
    names = deck_of(essay, settings), home_of(essay, settings, lock.homes)
    if names[0] != names[1] and home_of(essay, settings, found.homes) == names[0]:
        yield names


def _drafted(groups: Mapping[str, _Group], settings: Settings, means: Means, run: Run) -> Iterator[Deck]:
    """The decks of essays, in their order; what came of each goes to `run`."""
    memory = Cache(means.store) if means.store else None
    works = (
        Work(deck=name, essays=tuple(run.essays[place] for place in group.places), settings=settings, cache=memory)
        for name, group in groups.items()
    )
    engine = means.engine or workers.engine(
        means.jobs,
        decks=len(groups),
        characters=sum(group.characters for group in groups.values()),
        seconds=means.seconds,
        megabytes=means.megabytes,
    )
    wanted = settings.kinds == DEFAULTS.kinds
    for done in engine(works):
        run.problems += done.problems
        run.drafts += done.essays
        run.seconds["curate"] = run.seconds.get("curate", 0.0) + done.seconds
        run.problems += contradicting(done.deck)
        if not done.deck.cards and not done.problems:
            run.problems.append(_barren(done.deck, "error" if wanted else "warning"))
        elif wanted and done.deck.cards and len(done.deck.cards) * FEW < done.words:
            run.problems.append(_meagre(done.deck, done.words))
        if means.watch:
            means.watch.made(done, len(groups))
        yield done.deck


def make_decks(groups: Mapping[str, Sequence[Essay]], settings: Settings = DEFAULTS) -> Iterator[Deck]:
    """The decks of groups of essays, in this process.

    Raises:
        ParserError: The language parser is missing or of another version.
        RuntimeError: The program failed at an essay.
    """
    for name, group in groups.items():
        done = carry_out(Work(deck=name, essays=tuple(group), settings=settings))
        if done.problems:
            raise RuntimeError(done.problems[0].message)
        yield done.deck


def _meagre(deck: Deck, words: int) -> Problem:
    return Problem(
        source=deck.sources[0],
        severity="warning",
        message=f"only {len(deck.cards)} cards could be made from {words} words",
        advice="An argument that names few people, dates, acts and reasons yields little, and sentences that open with "
        "This or He lean on the one before; see docs/cards.md, “How to write for it”.",
    )


def _barren(deck: Deck, severity: str) -> Problem:
    return Problem(
        source=deck.sources[0],
        severity=severity,
        message="no card could be made from this text",
        advice="Cards are made of full sentences that tell dates, names, causes, effects and judgments; "
        "`essay2anki cards --explain` shows what was rejected.",
    )
