"""From decks to packages on disk: what was shipped is looked up, what has changed is stamped, and all is written.

The lock is written before the packages. If we are stopped in between, it knows of notes that nobody has yet, which
costs nothing; the other way round, students could have notes that the next build does not know of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from essay2anki import files
from essay2anki.lock import Edition, Lock, Shipped, absent, baseline, dump, edition, moved, parse, settle, titles
from essay2anki.model import Deck
from essay2anki.problems import LockError, PackageError, Problem
from essay2anki.spool import Spool
from essay2anki.target import PACKAGE, Shipping, Target, target

__all__ = ["Built", "Shipping", "Target", "release", "shipped", "target"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A deck that was written."""

    deck: Deck
    edition: Edition
    path: Path


def release(
    decks: Sequence[Deck], target: Target, *, now: int, complete: bool, names: Collection[str] = ()
) -> tuple[Sequence[Built], tuple[Problem, ...]]:
    """Write the packages of `decks`, and the lock; what was written, and what a person should know.

    `now` is the time of the build in seconds since 1970. `complete` is false if a source could not be read: what
    seems to have gone may stand there, so that no deck is built that would lose a note. `names` are those of all decks
    of the sources, if they are known, or if these are only a part of them. Another build to the same place waits until
    this one is done.

    Raises:
        LockError: The lock cannot be read or written, or would change although it is locked. Nothing was written.
    """
    with _alone(target):
        lock = shipped(target)
        entries = dict(lock)
        problems: list[Problem] = []
        planned = Spool[Built]()
        parcels: dict[Path, list[int]] = {}
        known = titles(decks, lock, names or {deck.name for deck in decks}, problems)
        there = moved(decks, known, lock)
        paths = _paths(names or known, target)
        settled = settle(decks, there, known)
        for each in _plan(settled, there, target, paths, now=now, complete=complete, problems=problems):
            entries |= {entry.guid: entry for entry in each.edition.shipped}
            parcels.setdefault(each.path, []).append(len(planned))
            planned.append(each)
        if not lock and any(path.exists() for path in parcels):
            problems.append(_lost(target))
        _record(entries, target)
        written = list(_written(planned, parcels, problems))
    whole = len(written) == len(planned)
    return planned if whole else Spool(planned[place] for place in written), tuple(problems)


def _alone(target: Target) -> AbstractContextManager[None]:
    """Waits for other builds to the same place: each shall see what the one before it shipped.

    Raises:
        LockError: That took too long.
    """
    return files.alone(target.lock.parent, lambda path: LockError(_busy(path)))


def shipped(target: Target) -> Lock:
    """What was shipped before a build to `target`; nothing if there is no lock.

    Raises:
        LockError: The lock, or a package that stands in for it, cannot be read.
    """
    lock = Lock()
    for path in target.baseline:
        lock.update(baseline(path))
    try:
        text = target.lock.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return lock
    except (OSError, UnicodeDecodeError) as error:
        message = f"the lock file cannot be read: {error}"
        raise LockError(Problem(source=str(target.lock), message=message, advice="Restore it.")) from error
    lock.update(parse(text, str(target.lock)))
    return lock


def _plan(  # noqa: PLR0913 - all that a plan needs to know
    decks: Iterable[Deck],
    lock: Lock,
    target: Target,
    paths: Mapping[str, Path],
    *,
    now: int,
    complete: bool,
    problems: list[Problem],
) -> Iterator[Built]:
    """The editions that may be shipped; a deck that may not is a problem, and stops no other."""
    owners: dict[str, str] = {}
    for deck in decks:
        made = edition(deck, lock, now=now)
        sound = complete and not deck.incomplete
        problem = _double(deck, made, owners) or _loss(deck, made, lock, target, complete=sound)
        if problem:
            problems.append(problem)
            continue
        owners |= dict.fromkeys((note.guid for note in made.notes), deck.name)
        path = paths.get(deck.name) or _path(deck.name, target.out, paths.values())
        yield Built(deck=deck, edition=made, path=target.out if target.single else path)


def _paths(names: Iterable[str], target: Target) -> dict[str, Path]:
    """Name of a deck → its package: the same for all parts of a run, whichever decks they make."""
    paths: dict[str, Path] = {}
    taken: set[Path] = set()
    for name in sorted(names):
        paths[name] = _path(name, target.out, taken)
        taken.add(paths[name])
    return paths


def _path(deck: str, folder: Path, taken: Collection[Path]) -> Path:
    path = folder / f"{files.slug(deck)}{PACKAGE}"
    return path.with_stem(f"{path.stem}-{files.digest(deck)}") if path in taken else path


def _double(deck: Deck, made: Edition, owners: Mapping[str, str]) -> Problem | None:
    """A guid that two decks have: Anki would import both notes, and update only one of them ever after."""
    note = next((note for note in made.notes if note.guid in owners), None)
    if note is None:
        return None
    return Problem(
        source=deck.place,
        message=f"the decks “{owners[note.guid]}” and “{made.deck}” have a note in common: {note.front}",
        advice="A card was copied with its key: delete the lines “key” and “made” of one of the two."
        if deck.file
        else "The same essay seems to be given twice, under two topics. Leave one of them out.",
    )


def _loss(deck: Deck, made: Edition, lock: Lock, target: Target, *, complete: bool) -> Problem | None:
    """What keeps notes from being retired: their source may be there, only not for this build."""
    missing = () if target.retire_missing else absent(deck, lock)
    if not made.retired or (complete and not missing):
        return None
    reason = f"{', '.join(missing)} was not given" if complete else "a source could not be read"
    loss = f"{len(made.retired)} of its notes would be retired"
    return Problem(
        source=deck.place,
        message=f"the deck “{deck.name}” was not built: {reason}, and {loss}",
        advice="Give all sources of the deck; if what is missing has gone for good, add --retire-missing."
        if complete
        else "Mend the source that is named above, and build again.",
    )


def _lost(target: Target) -> Problem:
    return Problem(
        source=str(target.lock),
        severity="warning",
        message="there is no lock file, but there were packages: every note counts as changed",
        advice="What students wrote on their cards will be overwritten at their next import. If you still have the "
        "package that they have, build once more with --baseline OLD.apkg; keep the lock file with your essays.",
    )


def _record(lock: Mapping[str, Shipped], target: Target) -> None:
    try:
        if all(old == new for old, new in zip_longest(_recorded(target.lock), dump(lock))):
            return
        if target.locked:
            raise LockError(_would_change(target, lock))
        files.write(target.lock, (line.encode() for line in dump(lock)))
    except OSError as error:
        message = f"the lock file cannot be written: {error.strerror}"
        problem = Problem(source=str(target.lock), message=message, advice="Choose another place with -o.")
        raise LockError(problem) from error


def _recorded(path: Path) -> Iterator[str]:
    """The lines of the lock as it is."""
    if path.exists():
        with path.open(encoding="utf-8", newline="\n") as file:
            yield from file


def _would_change(target: Target, lock: Mapping[str, Shipped]) -> Problem:
    changed = len({*dump(lock)} ^ {*_recorded(target.lock)})
    return Problem(
        source=str(target.lock),
        message=f"the lock file would change ({changed} lines), and --locked forbids it: nothing was written",
        advice="Build without --locked, look at what has changed, and commit the lock file with the essays.",
    )


def _busy(path: Path) -> Problem:
    return Problem(
        source=str(path),
        message=f"another run has been writing here for {files.PATIENCE:g} seconds: nothing was written",
        advice="Wait until it is done, and build again; or choose another place with -o.",
    )


def _written(planned: Sequence[Built], parcels: Mapping[Path, list[int]], problems: list[Problem]) -> Iterator[int]:
    """Write each package; one that cannot be written stops no other. The places of those that were."""
    from essay2anki.package import write_package  # noqa: PLC0415 - genanki takes a tenth of a second: only to write

    for path, places in parcels.items():
        try:
            write_package([planned[place].edition for place in places], path)
        except PackageError as error:
            problems.append(error.problem)
        else:
            yield from places
