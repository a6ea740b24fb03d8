"""The order of the stages, and the files around them. One bad source never stops the others."""

from __future__ import annotations

import hashlib
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from essay2anki.cards import make_cards
from essay2anki.curate import curate
from essay2anki.facts import find_facts
from essay2anki.language import analyse
from essay2anki.model import Deck, Essay
from essay2anki.problems import PackageError, Problem, SourceError
from essay2anki.read import read

SUFFIXES = frozenset({".txt"})
"""What is taken for a source inside a folder; a file that is named is read whatever its name."""
STDIN = "-"
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)$")
"""Names that Windows keeps for devices."""
LONGEST_NAME = 100
"""Characters of a file name; the longest path of Windows and of older archives is near 250."""


@dataclass(slots=True)
class Run:
    """What came of a run: decks, and what a person should know."""

    decks: tuple[Deck, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    written: dict[str, Path] = field(default_factory=dict)
    """Name of the deck → its package."""

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
    run.decks = tuple(make_decks(essays))
    for deck in run.decks:
        if not deck.cards:
            run.problems.append(_barren(deck))
    return run


def build(sources: Sequence[str], out: Path, *, now: int) -> Run:
    """Draft the decks of the sources and write them: one package if `out` ends in `.apkg`, else one a deck in `out`.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    run = draft(sources)
    full = [deck for deck in run.decks if deck.cards]
    parcels = _one_parcel(full, out) if out.suffix == ".apkg" else _parcels(full, out)
    for path, decks in parcels:
        _write(decks, path, now, run)
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


def _one_parcel(decks: list[Deck], out: Path) -> list[tuple[Path, list[Deck]]]:
    return [(out, decks)] if decks else []


def _parcels(decks: list[Deck], folder: Path) -> Iterator[tuple[Path, list[Deck]]]:
    taken: set[str] = set()
    for deck in decks:
        name = slug(deck.name)
        if name in taken:
            name += f"-{_digest(deck.name)}"
        taken.add(name)
        yield folder / f"{name}.apkg", [deck]


def _write(decks: list[Deck], path: Path, now: int, run: Run) -> None:
    from essay2anki.package import write_package  # noqa: PLC0415 - genanki takes a tenth of a second: only to write

    try:
        write_package(decks, path, now=now)
    except PackageError as error:
        run.problems.append(error.problem)
    else:
        run.written.update((deck.name, path) for deck in decks)


def slug(name: str) -> str:
    """A file name for a deck, good on every system: letters and digits of any script, joined by hyphens."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    joined = re.sub(r"[\W_]+", "-", re.sub(r"[’']", "", plain.casefold())).strip("-")
    if len(joined) > LONGEST_NAME:
        joined = f"{joined[:LONGEST_NAME].rstrip('-')}-{_digest(name)}"
    return f"deck-{joined or _digest(name)}" if not joined or RESERVED.match(joined) else joined


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
