"""The order of the stages, and the files around them. One bad source never stops the others."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from essay2anki import workshop
from essay2anki.cards import make_cards
from essay2anki.curate import curate
from essay2anki.facts import find_facts
from essay2anki.language import analyse
from essay2anki.model import Deck, Essay
from essay2anki.problems import Problem, SourceError
from essay2anki.read import read
from essay2anki.release import Built, Target, release

SUFFIXES = frozenset({".txt"})
"""What is taken for a source inside a folder; a file that is named is read whatever its name."""
STDIN = "-"


@dataclass(slots=True)
class Run:
    """What came of a run: decks, and what a person should know."""

    decks: tuple[Deck, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    unread: bool = False
    """True when a source could not be read."""
    built: tuple[Built, ...] = ()
    drafted: tuple[workshop.Drafted, ...] = ()
    shelf: workshop.Shelf = field(default_factory=lambda: workshop.Shelf([], {}))
    """The deck files among the sources."""

    @property
    def failed(self) -> bool:
        """True when something could not be done."""
        return any(problem.severity == "error" for problem in self.problems)


def draft(sources: Sequence[str]) -> Run:
    """Read sources (files, folders, `-` for standard input) and make a deck for each topic.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    run = Run()
    essays = list(_essays(sources, run.problems))
    run.unread = run.failed
    run.decks = tuple(make_decks(essays))
    for deck in run.decks:
        if not deck.cards:
            run.problems.append(_barren(deck))
    return run


def gather(sources: Sequence[str], *, reviewed_only: bool = False) -> Run:
    """The decks of sources: those of deck files, and those drafted from essays that have no deck file among them.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    files, essays = workshop.split(sources, lambda folder: bool(_inside(folder)))
    run = draft(essays) if essays else Run()
    run.shelf = workshop.shelf(files, run.problems)
    run.unread = run.unread or bool(run.shelf.broken)
    if not files:
        run.problems += workshop.passed_over(run.decks, workshop.FOLDER)
    run.decks = tuple(workshop.decks_of(run.decks, run.shelf, run.problems, reviewed_only=reviewed_only))
    return run


def redraft(sources: Sequence[str], folder: Path, *, dry: bool = False, retire_missing: bool = False) -> Run:
    """Draft the decks of essays into the deck files of `folder`, where a person's work is kept; `dry` writes nothing.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    run = draft(sources)
    full = [deck for deck in run.decks if deck.cards]
    run.drafted = tuple(workshop.draft(full, folder, run.problems, retire_missing=retire_missing))
    if not dry:
        workshop.write(run.drafted, run.problems)
    return run


def build(sources: Sequence[str], target: Target, *, now: int, reviewed_only: bool = False) -> Run:
    """Write the packages of the sources' decks; `now` in seconds since 1970.

    Raises:
        ParserError: The language parser is missing or of another version.
        LockError: The lock cannot be read or written, or would change although it is locked. Nothing was written.
    """
    run = gather(sources, reviewed_only=reviewed_only)
    full = [deck for deck in run.decks if deck.cards]
    run.built, problems = release(full, target, now=now, complete=not run.unread)
    run.problems += problems
    if not target.locked:
        workshop.pin(run.shelf, {each.deck.file: each.deck for each in run.built}, run.problems)
    return run


def make_decks(essays: Iterable[Essay]) -> Iterator[Deck]:
    """One deck a topic, in the order in which the topics come. Pure but for the parser.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    topics: dict[str, list[Essay]] = {}
    for essay in essays:
        topics.setdefault(essay.deck, []).append(essay)
    for name, group in topics.items():
        yield curate(name, [(essay, make_cards(essay, find_facts(essay, analyse(essay)))) for essay in group])


def _essays(sources: Sequence[str], problems: list[Problem]) -> Iterator[Essay]:
    for source in _files(sources, problems):
        try:
            yield read(source, _bytes(source))
        except SourceError as error:
            problems.append(error.problem)


def _files(sources: Sequence[str], problems: list[Problem]) -> Iterator[str]:
    """The files that are meant, each once, those of a folder in the order of their names."""
    seen: set[Path] = set()
    for source in sources:
        path = Path(source)
        found = [source] if source == STDIN or not path.is_dir() else _inside(path)
        if not found:
            advice = f"Name the essays themselves, or a folder that holds {' or '.join(sorted(SUFFIXES))} files."
            problems.append(Problem(source=source, message="there is no essay in this folder", advice=advice))
        for name in found:
            if (resolved := Path(name).resolve()) not in seen:
                seen.add(resolved)
                yield name


def _inside(folder: Path) -> list[str]:
    return [str(path) for path in sorted(folder.rglob("*")) if path.suffix.lower() in SUFFIXES and path.is_file()]


def _bytes(source: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if source == STDIN else Path(source).read_bytes()
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        message = "there is no such file" if missing else f"the file cannot be read: {error.strerror}"
        advice = "Check the name and the folder." if missing else "Check who may read it."
        raise SourceError(Problem(source=source, message=message, advice=advice)) from error


def _barren(deck: Deck) -> Problem:
    return Problem(
        source=deck.sources[0],
        message="no card could be made from this text",
        advice="Cards are made of full sentences that tell dates, names, causes, effects and judgments; "
        "`essay2anki cards --explain` shows what was rejected.",
    )
