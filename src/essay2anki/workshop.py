"""What a draft makes of deck files, which drafts have none, and writing them back.

A file that a person may have open is written only if its text changes, in one step, with the line ends that it had.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from essay2anki import files, schemas
from essay2anki.deckfile.merge import Merged, merge
from essay2anki.deckfile.moves import routed
from essay2anki.deckfile.writing import first_file, pinned
from essay2anki.lock import Lock, remember
from essay2anki.model import Deck
from essay2anki.problems import DeckFileError, Problem
from essay2anki.shelf import Kept, Shelf, in_folder, in_form, read

FOLDER = Path("decks")
"""Where deck files lie unless it is said otherwise."""
FORM = b"", "\n"
"""How a new file begins, and how its lines end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A deck file as it will be after a draft."""

    deck: str
    path: Path
    before: str
    """Its text now; empty if there is no file yet."""
    after: str
    cards: int
    """Its notes, those of the person and the rejected ones too."""
    form: tuple[bytes, str] = FORM
    merged: Merged | None = None
    """None for a new file."""

    @property
    def changed(self) -> bool:
        """Whether the file is to be written."""
        return self.before != self.after

    @property
    def diff(self) -> str:
        """What would change, as a unified diff."""
        before, after = (text.splitlines(keepends=True) for text in (self.before, self.after))
        return "".join(difflib.unified_diff(before, after, str(self.path), str(self.path)))


def unfiled(
    drafted: Sequence[Deck], found: Shelf, problems: list[Problem], *, names: Collection[str]
) -> Iterator[Deck]:
    """The drafted decks for which there is no deck file.

    Where there is one, it is what the person wants, and the essays' draft is left to `essay2anki draft`. `names` are
    those of all decks that the essays make.
    """
    for deck, home in _at_home(drafted, found, names):
        if home not in found.by_name:
            yield deck
        elif (kept := found.by_name[home]) and merge(kept.file, deck).file.text != kept.file.text:
            problems.append(_behind(deck, kept))


def draft(  # noqa: PLR0913 - all that a draft needs to know
    decks: Sequence[Deck],
    found: Shelf,
    folder: Path,
    lock: Lock,
    problems: list[Problem],
    *,
    names: Collection[str],
    retire_missing: bool,
) -> Iterator[Drafted]:
    """What the drafted decks make of the deck files `found` in `folder`; nothing is written yet.

    `names` are those of all decks that the essays make. A new file takes the keys of what the lock knows to be shipped:
    then a person may reword every card at once.
    """
    taken = {each.path for each in found.kept} | set(found.broken)
    for deck, home in _at_home(decks, found, names):
        if not deck.cards and home not in found.by_name:
            continue  # all of it was moved to other files
        if home not in found.by_name and _default(deck.name, folder) not in found.broken:
            (known,), renamed = remember([deck], lock)
            problems += renamed
            path = _path(known.name, folder, taken)
            taken.add(path)
            yield Drafted(deck=known.name, path=path, before="", after=first_file(known), cards=len(known.notes))
        elif kept := found.by_name.get(home):
            yield _merged(kept, deck, problems, retire_missing=retire_missing)
        # Else its file is broken, which is said: without it nobody knows what the person has corrected.


def _at_home(decks: Sequence[Deck], found: Shelf, names: Collection[str]) -> Iterator[tuple[Deck, str]]:
    """The drafts with what was moved between their files, and the name of each on the shelf."""
    if not found.by_name:
        yield from ((deck, deck.name) for deck in decks)
        return
    taken = set(names)
    homes: dict[str, str] = {}
    for deck in decks:
        homes[deck.name] = found.home(deck, taken - {deck.name})
        taken.add(homes[deck.name])
    for deck in routed(decks, homes, [kept.file for kept in found.kept]):
        yield deck, homes[deck.name]


def _merged(kept: Kept, deck: Deck, problems: list[Problem], *, retire_missing: bool) -> Drafted:
    merged = merge(kept.file, deck, retire_missing=retire_missing)
    if merged.missing:
        problems.append(_left_alone(kept, merged))
    return Drafted(
        deck=kept.file.deck,
        path=kept.path,
        before=kept.file.text,
        after=merged.file.text,
        cards=len(merged.file.entries),
        form=kept.form,
        merged=merged,
    )


def _default(deck: str, folder: Path) -> Path:
    return folder / f"{files.slug(deck)}.yaml"


def _path(deck: str, folder: Path, taken: Iterable[Path]) -> Path:
    path = _default(deck, folder)
    return path.with_stem(f"{path.stem}-{files.digest(deck)}") if path in taken or path.exists() else path


def alone(folder: Path) -> AbstractContextManager[None]:
    """Waits for others that write deck files into the folder: each shall merge with what the one before it wrote.

    Raises:
        DeckFileError: That took too long.
    """
    return files.alone(folder, lambda path: DeckFileError([_busy(path)]))


def write(drafted: Sequence[Drafted], problems: list[Problem]) -> None:
    """Write the files that change, and beside those that name it their schema; one that fails stops no other."""
    for each in drafted:
        if each.changed:
            _write(each.path, each.after, each.form, problems)
    for folder in dict.fromkeys(each.path.parent for each in drafted if schemas.is_named(schemas.DECK, each.after)):
        _write(folder / schemas.DECK, schemas.shipped(schemas.DECK), FORM, problems)


def _write(path: Path, text: str, form: tuple[bytes, str], problems: list[Problem]) -> None:
    try:
        files.renew(path, in_form(text, form))
    except OSError as error:
        message = f"the file cannot be written: {error.strerror}"
        problems.append(Problem(source=str(path), message=message, advice="Check who may write it, or say -d FOLDER."))


def pin(found: Shelf, shipped: Mapping[str, Deck], problems: list[Problem]) -> None:
    """Write the keys under which they were shipped to the cards that a person added: then they may be reworded.

    `shipped` is the name of a deck file → its deck. A file that has changed since it was `found` keeps the change.
    """
    for kept in found.kept:
        deck = shipped.get(kept.file.name)
        if deck and pinned(kept.file, deck).text != kept.file.text:
            try:
                with alone(kept.path.parent):
                    for now in read([kept.path], problems, found).kept:
                        _write(now.path, pinned(now.file, deck).text, now.form, problems)
            except DeckFileError as error:
                problems += error.problems


def passed_over(decks: Iterable[Deck], folder: Path) -> Iterator[Problem]:
    """Warnings for decks that are built from essays although there is a file with a person's work on them."""
    found = in_folder(folder, [])
    for deck in decks if found.kept else ():
        kept = found.by_name.get(found.home(deck, ()))
        if kept and any(entry.edited or entry.status for entry in kept.file.entries):
            yield Problem(
                source=next(iter(deck.sources)),
                severity="warning",
                message=f"the deck “{deck.name}” was built without what you corrected in {kept.path}",
                advice=f"Build {kept.path}; to take the essay into it first, run essay2anki draft.",
            )


def _behind(deck: Deck, kept: Kept) -> Problem:
    return Problem(
        source=", ".join(deck.sources),
        severity="warning",
        message=f"the deck “{kept.file.deck}” is built from {kept.path}, which does not have what the essay says now",
        advice="Run essay2anki draft to take it into that file.",
    )


def _busy(path: Path) -> Problem:
    return Problem(
        source=str(path),
        message=f"another run has been writing deck files here for {files.PATIENCE:g} seconds: none was written",
        advice="Wait until it is done, and say it again.",
    )


def _left_alone(kept: Kept, merged: Merged) -> Problem:
    return Problem(
        source=str(kept.path),
        severity="warning",
        message=f"{', '.join(merged.missing)} was not given: its cards are left as they are",
        advice="Give all essays of the deck; if what is missing has gone for good, add --retire-missing.",
    )
