"""The order of the stages, and the files around them. One bad source never stops the others."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from essay2anki import files, shelf, workshop
from essay2anki.cards import make_cards
from essay2anki.changes import Comparison, compare
from essay2anki.check import Checked, contradicting, graded, judged, of_package
from essay2anki.curate import curate
from essay2anki.deckfile import as_deck
from essay2anki.facts import find_facts
from essay2anki.language import analyse
from essay2anki.lock import Lock, renamed
from essay2anki.model import Deck, Essay, Kind, Section
from essay2anki.naming import deck_of, grouped, home_of
from essay2anki.preview import page
from essay2anki.problems import Problem
from essay2anki.read import READERS
from essay2anki.release import Built, Target, release, shipped
from essay2anki.rules import Placed
from essay2anki.settings import DEFAULTS, Settings
from essay2anki.shelf import Shelf
from essay2anki.sources import load
from essay2anki.timeline import with_timeline

UNSHIPPED = Lock()
EMPTY = Shelf()
FEW = 80
"""Words a card from which on a deck is called meagre; exam essays of the project give one for 25."""


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
    drafted: tuple[workshop.Drafted, ...] = ()
    shelf: Shelf = field(default_factory=Shelf)
    """The deck files among the sources."""
    findings: Mapping[Problem, Sequence[Placed]] = field(default_factory=dict)
    """What is wrong with decks, of all problems → the cards that it is about."""
    page: str = ""
    """The preview."""

    @property
    def failed(self) -> bool:
        """True when something could not be done."""
        return any(problem.severity == "error" for problem in self.problems)


def draft(sources: Sequence[str], settings: Settings = DEFAULTS, lock: Lock = UNSHIPPED, found: Shelf = EMPTY) -> Run:
    """Read sources (files, folders, `-` for standard input) and make their decks.

    An essay that was shipped, or has a deck file among the `found`, stays in its deck whatever the settings say.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    run = Run()
    run.essays = tuple(load(sources, settings, run.problems))
    run.unread = run.failed
    groups = grouped(run.essays, settings, {**lock.homes, **found.homes})
    run.problems += _stayed(run.essays, settings, lock, found)
    run.decks = tuple(make_decks(groups, settings))
    for deck in run.decks:
        run.problems += contradicting(deck)
        words = sum(map(_length, groups[deck.name]))
        wanted = settings.kinds == DEFAULTS.kinds
        if not deck.cards:
            run.problems.append(_barren(deck, "error" if wanted else "warning"))
        elif wanted and len(deck.cards) * FEW < words:
            run.problems.append(_meagre(deck, words))
    return run


def gather(
    sources: Sequence[str], settings: Settings = DEFAULTS, lock: Lock = UNSHIPPED, *, reviewed_only: bool = False
) -> Run:
    """The decks of sources as they are handed out: with their timelines, unless the settings say otherwise.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    run = collect(sources, settings, lock, reviewed_only=reviewed_only)
    run.decks = tuple(_completed(run.decks, settings))
    return run


def collect(
    sources: Sequence[str], settings: Settings = DEFAULTS, lock: Lock = UNSHIPPED, *, reviewed_only: bool = False
) -> Run:
    """The decks of sources: those of deck files, and those drafted from essays that have no deck file among them.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    problems: list[Problem] = []
    files, essays = shelf.split(sources, _has_essays, problems)
    found = shelf.read(files, problems)
    run = draft(essays, settings, lock, found) if essays else Run()
    run.problems += problems
    run.shelf = found
    run.unread = run.unread or bool(found.broken)
    run.decks = tuple(workshop.decks_of(run.decks, run.shelf, run.problems, reviewed_only=reviewed_only))
    return run


def check(sources: Sequence[str], settings: Settings = DEFAULTS) -> Run:
    """Look at the decks of sources; what the rules find is among the problems, which come by file and line.

    Timelines are not looked at: they say once more what the cards say.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    packages = {source: shelf.packages(Path(source), _has_essays) for source in sources}
    run = collect([source for source in sources if not packages[source]], settings)
    checked = Checked(run.decks, [kept.file for kept in run.shelf.kept], run.essays)
    told = {problem: cards for problem in run.problems if (cards := checked.on_line(problem))}
    found = {**told, **checked.findings}
    run.problems += checked.findings
    for package in itertools.chain.from_iterable(packages.values()):
        # By itself: it repeats what the sources beside it say, and what another version of it says.
        packed = shelf.packed(package, run.problems)
        run.decks += tuple(map(as_deck, judged(packed)))
        run.problems += of_package(packed)
    run.problems = list(graded(run.problems, settings.severities))
    run.findings = {each: found[problem] for problem in found for each in graded([problem], settings.severities)}
    run.problems.sort(key=lambda problem: (problem.source, problem.line or 0, problem.column or 0))
    return run


def diff(old: Path, new: Path) -> tuple[Comparison, list[Problem]]:
    """What has changed between two editions: deck files, packages, or folders of them; and what cannot be read."""
    problems: list[Problem] = []
    return compare(*(shelf.decks(path, problems) for path in (old, new))), problems


def preview(sources: Sequence[str], out: Path | None, settings: Settings = DEFAULTS) -> Run:
    """Write the page on which the decks can be looked at, with what `check` finds; only make it if `out` is none.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    run = check(sources, settings)
    run.decks = tuple(_completed(run.decks, settings))
    run.page = page(run.decks, run.essays, [each for each in run.problems if each.severity != "note"], run.findings)
    try:
        if out:
            files.replace(out, run.page.encode())
    except OSError as error:
        message = f"the page cannot be written: {error.strerror}"
        run.problems.append(Problem(source=str(out), message=message, advice="Choose another place with -o."))
    return run


def redraft(
    sources: Sequence[str],
    folder: Path,
    target: Target,
    settings: Settings = DEFAULTS,
    *,
    dry: bool = False,
    retire_missing: bool = False,
) -> Run:
    """Draft the decks of essays into the deck files of `folder`, where a person's work is kept; `dry` writes nothing.

    A new file begins with the names and keys under which a deck was shipped to `target`, if it was.

    Raises:
        ParserError: The language parser is missing or of another version.
        LockError: The lock cannot be read.
    """
    lock = shipped(target)
    problems: list[Problem] = []
    found = shelf.in_folder(folder, problems)
    run = draft(sources, settings, lock, found)
    run.problems += problems
    full = [deck for deck in run.decks if deck.cards]
    run.drafted = tuple(workshop.draft(full, found, folder, lock, run.problems, retire_missing=retire_missing))
    if not dry:
        workshop.write(run.drafted, run.problems)
    return run


def build(
    sources: Sequence[str],
    target: Target,
    *,
    now: int,
    settings: Settings = DEFAULTS,
    reviewed_only: bool = False,
) -> Run:
    """Write the packages of the sources' decks; `now` in seconds since 1970.

    Raises:
        ParserError: The language parser is missing or of another version.
        LockError: The lock cannot be read or written, or would change although it is locked. Nothing was written.
    """
    run = gather(sources, settings, shipped(target), reviewed_only=reviewed_only)
    run.problems = list(graded(run.problems, settings.severities))
    run.problems += workshop.passed_over([deck for deck in run.decks if not deck.file], workshop.FOLDER)
    full = [deck for deck in run.decks if deck.cards]
    run.built, problems = release(full, target, now=now, complete=not run.unread)
    run.problems += problems
    if not target.locked:
        workshop.pin(run.shelf, {each.deck.file: each.deck for each in run.built}, run.problems)
    return run


def make_decks(groups: Mapping[str, Sequence[Essay]], settings: Settings = DEFAULTS) -> Iterator[Deck]:
    """The decks of groups of essays. Pure but for the parser.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    for name, group in groups.items():
        drafted = [(essay, make_cards(essay, find_facts(essay, analyse(essay)))) for essay in group]
        yield curate(name, drafted, settings.density, settings.kinds)


def _stayed(essays: Iterable[Essay], settings: Settings, lock: Lock, found: Shelf) -> Iterator[Problem]:
    """Warnings for decks that were shipped and would now be made otherwise; of a deck file nothing is told."""
    told: set[tuple[str, str]] = set()
    for essay in essays:
        names = deck_of(essay, settings), home_of(essay, settings, lock.homes)
        filed = home_of(essay, settings, found.homes) != names[0]
        if names[0] != names[1] and not filed and names not in told:
            told.add(names)
            yield renamed(essay.source, *names)


def _completed(decks: Iterable[Deck], settings: Settings) -> Iterator[Deck]:
    """The decks with their timelines, unless none are wanted."""
    return map(with_timeline, decks) if Kind.TIMELINE in settings.kinds else iter(decks)


def _has_essays(folder: Path) -> bool:
    return any(path.suffix.lower() in READERS for path in folder.rglob("*"))


def _length(essay: Essay) -> int:
    """The words of an essay without its notes."""
    return sum(len(point.body.text.split()) for point in essay.points if point.section is Section.ESSAY)


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
