"""The order of the stages, and the files around them. One bad source never stops the others."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from essay2anki.cards import make_cards
from essay2anki.config import Settings
from essay2anki.curate import curate
from essay2anki.facts import find_facts
from essay2anki.language import analyse
from essay2anki.model import Deck, Essay
from essay2anki.problems import PackageError, Problem
from essay2anki.sources import load

DEFAULTS = Settings()
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)$")
"""Names that Windows keeps for devices."""
LONGEST_NAME = 100
"""Characters of a file name; the longest path of Windows and of older archives is near 250."""


@dataclass(slots=True)
class Run:
    """What came of a run: decks, and what a person should know."""

    decks: tuple[Deck, ...] = ()
    essays: tuple[Essay, ...] = ()
    """What was read."""
    problems: list[Problem] = field(default_factory=list)
    written: dict[str, Path] = field(default_factory=dict)
    """Name of the deck → its package."""

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
    run.decks = tuple(make_decks(run.essays))
    for deck in run.decks:
        if not deck.cards:
            run.problems.append(_barren(deck))
    return run


def build(sources: Sequence[str], out: Path, *, now: int, settings: Settings = DEFAULTS) -> Run:
    """Draft the decks of the sources and write them: one package if `out` ends in `.apkg`, else one a deck in `out`.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    run = draft(sources, settings)
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
