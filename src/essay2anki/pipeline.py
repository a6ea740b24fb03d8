"""The order of the stages, and the files around them. One bad source never stops the others."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from essay2anki import files, shelf
from essay2anki.check import Checked, graded, judged, of_package
from essay2anki.deckfile import as_deck
from essay2anki.model import Deck, Kind
from essay2anki.problems import Problem
from essay2anki.run import ALONE, Means, Run
from essay2anki.settings import DEFAULTS, Settings
from essay2anki.sources import SUFFIXES
from essay2anki.spool import Spool

if TYPE_CHECKING:
    from essay2anki.changes import Comparison
    from essay2anki.lock import Lock
    from essay2anki.target import Target


def gather(
    sources: Sequence[str],
    settings: Settings = DEFAULTS,
    lock: Lock | None = None,
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
    sources: Sequence[str], settings: Settings, lock: Lock | None, means: Means, *, reviewed_only: bool
) -> tuple[Run, Iterator[Deck]]:
    """A run that has read its sources, and its decks one after the other.

    They are those of the deck files, and those drafted from essays that have no deck file among the sources.
    """
    problems: list[Problem] = []
    files, essays = shelf.split(sources, _has_essays, problems)
    found = shelf.read(files, problems)
    run = Run()
    drafted: Iterator[Deck] = iter(())
    if essays:
        from essay2anki import drafting, workshop  # noqa: PLC0415 - a quarter of a second: only where there are essays

        run = drafting.draft(essays, settings, lock, found, means=means)
        drafted = workshop.unfiled(run.decks, found, run.problems, names=run.names)
    run.problems += problems
    run.shelf = found
    run.unread = run.unread or bool(found.broken)
    run.names |= {kept.file.deck for kept in found.kept}
    kept = shelf.built(found, run.problems, reviewed_only=reviewed_only)
    return run, itertools.chain(drafted, (deck for deck in kept if means.take(deck.name)))


def check(sources: Sequence[str], settings: Settings = DEFAULTS, *, means: Means = ALONE) -> Run:
    """Look at the decks of sources; what the rules find is among the problems, which come by file and line.

    Timelines are not looked at: they say once more what the cards say.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    packages = {source: shelf.packages(Path(source), _has_essays) for source in sources}
    others = [source for source in sources if not packages[source]]
    run, drafted = _collected(others, settings, None, means, reviewed_only=False)
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
        DeckFileError: Another run keeps writing there. Nothing was written.
    """
    from essay2anki import drafting, workshop  # noqa: PLC0415 - as above
    from essay2anki.release import shipped  # noqa: PLC0415 - as above

    lock = shipped(target)
    before = shelf.in_folder(folder, [])
    run = drafting.draft(sources, settings, lock, before, means=means)
    if means.watch:
        means.watch.write()
    full = Spool(deck for deck in run.decks if deck.cards)
    with workshop.alone(folder) if full and not dry else nullcontext():
        found = shelf.in_folder(folder, run.problems, before)  # another run, or a person, may have written meanwhile
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
    from essay2anki import workshop  # noqa: PLC0415 - as above
    from essay2anki.release import release, shipped  # noqa: PLC0415 - as above

    run = gather(sources, settings, shipped(target), means=means, reviewed_only=reviewed_only)
    run.problems = list(graded(run.problems, settings.severities))
    run.problems += workshop.passed_over((deck for deck in run.decks if not deck.file), workshop.FOLDER)
    if means.watch:
        means.watch.write()
    full = Spool(deck for deck in run.decks if deck.cards)
    with run.timed("write"):
        run.built, problems = release(full, target, now=now, complete=not run.unread, names=run.names)
    run.problems += problems
    if not target.locked:
        workshop.pin(run.shelf, {each.deck.file: each.deck for each in run.built if each.deck.file}, run.problems)
    return run


def _completed(decks: Iterable[Deck], settings: Settings) -> Iterator[Deck]:
    """The decks with their timelines, unless none are wanted."""
    from essay2anki.timeline import with_timeline  # noqa: PLC0415 - a check need not wait for it

    return map(with_timeline, decks) if Kind.TIMELINE in settings.kinds else iter(decks)


def _has_essays(folder: Path) -> bool:
    return any(path.suffix.lower() in SUFFIXES for path in folder.rglob("*"))
