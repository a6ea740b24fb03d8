"""The order of the stages, and the files around them. One bad source never stops the others."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from essay2anki import files, shelf, workshop
from essay2anki.check import Checked, contradicting, graded, judged, of_package
from essay2anki.deckfile import as_deck
from essay2anki.lock import Lock, renamed
from essay2anki.model import Deck, Essay, Kind
from essay2anki.naming import deck_of, home_of
from essay2anki.problems import Problem
from essay2anki.run import ALONE, Means, Run
from essay2anki.settings import DEFAULTS, Settings
from essay2anki.shelf import Shelf
from essay2anki.sources import SUFFIXES, load
from essay2anki.spool import Spool

if TYPE_CHECKING:
    from essay2anki.changes import Comparison
    from essay2anki.target import Target

UNSHIPPED = Lock()
EMPTY = Shelf()
FEW = 80
"""Words a card from which on a deck is called meagre; exam essays of the project give one for 25."""


def draft(
    sources: Sequence[str],
    settings: Settings = DEFAULTS,
    lock: Lock = UNSHIPPED,
    found: Shelf = EMPTY,
    *,
    means: Means = ALONE,
) -> Run:
    """Read sources (files, folders, `-` for standard input) and make their decks.

    An essay that was shipped, or has a deck file among the `found`, stays in its deck whatever the settings say.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    run = Run()
    run.essays = essays = Spool[Essay]()
    groups: dict[str, _Group] = {}
    stayed: dict[tuple[str, str], Problem] = {}
    homes = {**lock.homes, **found.homes}
    with _timed(run, "read"):
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


@contextmanager
def _timed(run: Run, stage: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    run.seconds[stage] = time.perf_counter() - start


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
    from essay2anki import cache, work, workers  # noqa: PLC0415 - a quarter of a second: only where there are essays

    memory = cache.Cache(means.store) if means.store else None
    works = (
        work.Work(deck=name, essays=tuple(run.essays[place] for place in group.places), settings=settings, cache=memory)
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


def gather(
    sources: Sequence[str],
    settings: Settings = DEFAULTS,
    lock: Lock = UNSHIPPED,
    *,
    means: Means = ALONE,
    reviewed_only: bool = False,
) -> Run:
    """The decks of sources as they are handed out: with their timelines, unless the settings say otherwise.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    run, decks = _collected(sources, settings, lock, means, reviewed_only=reviewed_only)
    run.decks = Spool(_completed(decks, settings))
    return run


def _collected(
    sources: Sequence[str], settings: Settings, lock: Lock, means: Means, *, reviewed_only: bool
) -> tuple[Run, Iterator[Deck]]:
    """A run that has read its sources, and its decks one after the other.

    They are those of the deck files, and those drafted from essays that have no deck file among the sources.
    """
    problems: list[Problem] = []
    files, essays = shelf.split(sources, _has_essays, problems)
    found = shelf.read(files, problems)
    run = draft(essays, settings, lock, found, means=means) if essays else Run()
    run.problems += problems
    run.shelf = found
    run.unread = run.unread or bool(found.broken)
    decks = workshop.decks_of(run.decks, found, run.problems, names=run.names, reviewed_only=reviewed_only)
    run.names |= {kept.file.deck for kept in found.kept}
    return run, (deck for deck in decks if not deck.file or means.take(deck.name))


def check(sources: Sequence[str], settings: Settings = DEFAULTS, *, means: Means = ALONE) -> Run:
    """Look at the decks of sources; what the rules find is among the problems, which come by file and line.

    Timelines are not looked at: they say once more what the cards say.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    packages = {source: shelf.packages(Path(source), _has_essays) for source in sources}
    others = [source for source in sources if not packages[source]]
    run, drafted = _collected(others, settings, UNSHIPPED, means, reviewed_only=False)
    checked = Checked(tuple(drafted), [kept.file for kept in run.shelf.kept], tuple(run.essays))
    told = {problem: cards for problem in run.problems if (cards := checked.on_line(problem))}
    found = {**told, **checked.findings}
    run.problems += checked.findings
    decks = list(checked.decks)
    for package in itertools.chain.from_iterable(packages.values()):
        # By itself: it repeats what the sources beside it say, and what another version of it says.
        packed = shelf.packed(package, run.problems)
        decks += map(as_deck, judged(packed))
        run.problems += of_package(packed)
    run.decks = decks
    run.problems = list(graded(run.problems, settings.severities))
    run.findings = {each: found[problem] for problem in found for each in graded([problem], settings.severities)}
    run.problems.sort(key=lambda problem: (problem.source, problem.line or 0, problem.column or 0))
    return run


def diff(old: Path, new: Path) -> tuple[Comparison, list[Problem]]:
    """What has changed between two editions: deck files, packages, or folders of them; and what cannot be read."""
    from essay2anki.changes import compare  # noqa: PLC0415 - as above

    problems: list[Problem] = []
    return compare(*(shelf.decks(path, problems) for path in (old, new))), problems


def preview(sources: Sequence[str], out: Path | None, settings: Settings = DEFAULTS, *, means: Means = ALONE) -> Run:
    """Write the page on which the decks can be looked at, with what `check` finds; only make it if `out` is none.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    from essay2anki.preview import page  # noqa: PLC0415 - as above

    run = check(sources, settings, means=means)
    run.decks = tuple(_completed(run.decks, settings))
    run.page = page(run.decks, run.essays, [each for each in run.problems if each.severity != "note"], run.findings)
    try:
        if out:
            files.replace(out, run.page.encode())
    except OSError as error:
        message = f"the page cannot be written: {error.strerror}"
        run.problems.append(Problem(source=str(out), message=message, advice="Choose another place with -o."))
    return run


def redraft(  # noqa: PLR0913 - as many as there are to say
    sources: Sequence[str],
    folder: Path,
    target: Target,
    settings: Settings = DEFAULTS,
    *,
    means: Means = ALONE,
    dry: bool = False,
    retire_missing: bool = False,
) -> Run:
    """Draft the decks of essays into the deck files of `folder`, where a person's work is kept; `dry` writes nothing.

    A new file begins with the names and keys under which a deck was shipped to `target`, if it was.

    Raises:
        ParserError: The language parser is missing or of another version.
        LockError: The lock cannot be read.
    """
    from essay2anki.release import shipped  # noqa: PLC0415 - the lock is looked at only by who ships, or is about to

    lock = shipped(target)
    problems: list[Problem] = []
    found = shelf.in_folder(folder, problems)
    run = draft(sources, settings, lock, found, means=means)
    run.problems += problems
    if means.watch:
        means.watch.write()
    full = Spool(deck for deck in run.decks if deck.cards)
    drafts = workshop.draft(full, found, folder, lock, run.problems, names=run.names, retire_missing=retire_missing)
    run.drafted = tuple(drafts)
    if not dry:
        workshop.write(run.drafted, run.problems)
    return run


def build(
    sources: Sequence[str],
    target: Target,
    *,
    now: int,
    settings: Settings = DEFAULTS,
    means: Means = ALONE,
    reviewed_only: bool = False,
) -> Run:
    """Write the packages of the sources' decks; `now` in seconds since 1970.

    Raises:
        ParserError: The language parser is missing or of another version.
        LockError: The lock cannot be read or written, or would change although it is locked. Nothing was written.
    """
    from essay2anki.release import release, shipped  # noqa: PLC0415 - as above

    run = gather(sources, settings, shipped(target), means=means, reviewed_only=reviewed_only)
    run.problems = list(graded(run.problems, settings.severities))
    run.problems += workshop.passed_over((deck for deck in run.decks if not deck.file), workshop.FOLDER)
    if means.watch:
        means.watch.write()
    full = Spool(deck for deck in run.decks if deck.cards)
    with _timed(run, "write"):
        run.built, problems = release(full, target, now=now, complete=not run.unread, names=run.names)
    run.problems += problems
    if not target.locked:
        workshop.pin(run.shelf, {each.deck.file: each.deck for each in run.built if each.deck.file}, run.problems)
    return run


def make_decks(groups: Mapping[str, Sequence[Essay]], settings: Settings = DEFAULTS) -> Iterator[Deck]:
    """The decks of groups of essays, in this process.

    Raises:
        ParserError: The language parser is missing or of another version.
        RuntimeError: The program failed at an essay.
    """
    from essay2anki.work import Work, carry_out  # noqa: PLC0415 - as above

    for name, group in groups.items():
        done = carry_out(Work(deck=name, essays=tuple(group), settings=settings))
        if done.problems:
            raise RuntimeError(done.problems[0].message)
        yield done.deck


def _completed(decks: Iterable[Deck], settings: Settings) -> Iterator[Deck]:
    """The decks with their timelines, unless none are wanted."""
    from essay2anki.timeline import with_timeline  # noqa: PLC0415 - a check need not wait for it

    return map(with_timeline, decks) if Kind.TIMELINE in settings.kinds else iter(decks)


def _has_essays(folder: Path) -> bool:
    return any(path.suffix.lower() in SUFFIXES for path in folder.rglob("*"))


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
