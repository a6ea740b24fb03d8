"""Deck files on disk, found and read: which sources are some, and what they hold. A broken one stops no other."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from essay2anki.deckfile import DeckFile, as_deck, load, unfounded
from essay2anki.model import Deck
from essay2anki.problems import DeckFileError, PackageError, Problem
from essay2anki.recognise import Homes, homes_of, known_name
from essay2anki.sources import skipped
from essay2anki.yamlnodes import LARGEST

SUFFIXES = frozenset({".yaml", ".yml"})
PACKAGE = ".apkg"
SETTINGS = "essay2anki.yaml"
"""The one YAML file in a folder that is no deck."""
MARK = re.compile(rb"^(?:\xef\xbb\xbf)?(?:deck|cards)\s*:", re.MULTILINE)
"""What a deck file has, if it is not quite broken."""
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
DECK = re.compile(r"^deck:\s*(.*?)\s*$", re.MULTILINE)
KEY = re.compile(r"^\s*(?:- )?key:\s*(\S+)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A deck file on disk."""

    path: Path
    file: DeckFile
    form: tuple[bytes, str]
    """What stands before its text, a byte-order mark or nothing, and its line end."""

    @property
    def data(self) -> bytes:
        """Its bytes on disk, unless its line ends are mixed."""
        return in_form(self.file.text, self.form)


@dataclass(frozen=True)
class Shelf:
    """The deck files of a run."""

    kept: Sequence[Kept] = ()
    broken: Mapping[Path, str] = field(default_factory=dict)
    """Those that cannot be understood, and their text as far as it can be read."""

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """Key → name of the deck that has it; for a broken file its path."""
        owners = {key: str(path) for path, text in self.broken.items() for key in KEY.findall(text)}
        return owners | {entry.key: each.file.deck for each in self.kept for entry in each.file.entries if entry.key}

    @cached_property
    def by_name(self) -> Mapping[str, Kept | None]:
        """Name of a deck → its file, and none for a broken one, as far as it tells its name."""
        broken: dict[str, Kept | None] = {str(path): None for path in self.broken}
        told = {name.strip("\"'"): None for text in self.broken.values() for name in DECK.findall(text)}
        return broken | told | {each.file.deck: each for each in self.kept}

    @cached_property
    def homes(self) -> Homes:
        """The decks in which essays are remembered."""
        entries = ((each.file.deck, entry) for each in self.kept for entry in each.file.entries)
        return homes_of((entry.key, entry.evidence[0].source, deck) for deck, entry in entries if entry.evidence)

    def home(self, deck: Deck, taken: Collection[str]) -> str:
        """The name under which the shelf has the deck, also if a person renamed it; else its own."""
        return deck.name if deck.name in self.by_name else known_name(deck, self.owners.get, taken)


EMPTY = Shelf()


def in_form(text: str, form: tuple[bytes, str]) -> bytes:
    """The bytes of a deck file."""
    mark, end = form
    return mark + text.replace("\n", end).encode()


def split(
    sources: Sequence[str], has_essays: Callable[[Path], bool], problems: list[Problem]
) -> tuple[list[Path], list[str]]:
    """The deck files among the sources, and the sources that are, or hold, essays."""
    decks: dict[Path, None] = {}
    essays: list[str] = []
    for source in sources:
        path = Path(source)
        mixed = path.is_dir() and has_essays(path)
        found = [path] if path.suffix.lower() in SUFFIXES else []
        if path.is_dir():
            # Beside essays may lie YAML of any sort.
            found = _inside(path, problems, "note" if mixed else "warning")
        decks |= dict.fromkeys(found)
        if not found or mixed:
            essays.append(source)
    return list(decks), essays


def _inside(folder: Path, problems: list[Problem], severity: str = "warning") -> list[Path]:
    """The deck files in a folder and below; other YAML files are skipped and named."""
    found = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.name != SETTINGS)
    shown = (path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))
    files = sorted(path for path in shown if path.is_file())
    decks = [path for path in files if _may_be_deck(path)]
    others = [path for path in files if path not in decks]
    if others:
        told = skipped(folder, others, "deck file", "A deck file has the lines “deck: …” and “cards:”.")
        problems.append(replace(told, severity=severity))
    return decks


def _may_be_deck(path: Path) -> bool:
    """False if the file is surely none; one that was damaged is not passed over."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST)
    except OSError:
        return True
    return not data.strip() or data.startswith(UTF_16) or bool(MARK.search(data))


def in_folder(folder: Path, problems: list[Problem], before: Shelf = EMPTY) -> Shelf:
    """The deck files of a folder, which need not be there."""
    return read(_inside(folder, problems) if folder.is_dir() else [], problems, before)


def read(paths: Iterable[Path], problems: list[Problem], before: Shelf = EMPTY) -> Shelf:
    """Read deck files; what is wrong goes to `problems`, and stops no other file. Those `before` are known already."""
    known = {(each.path, each.data): each for each in before.kept}
    kept: dict[str, Kept] = {}
    broken: dict[Path, str] = {}
    for path in paths:
        try:
            data = _bytes(path)
            broken[path] = data.decode("utf-8", "replace")
            found = known.get((path, data)) or _parsed(path, data)
            _once(found, kept)
        except DeckFileError as error:
            problems += error.problems
        else:
            kept[found.file.deck] = found
            del broken[path]
    return Shelf(tuple(kept.values()), broken)


def built(found: Shelf, problems: list[Problem], *, reviewed_only: bool) -> Iterator[Deck]:
    """The decks to be built from deck files."""
    for kept in found.kept:
        deck = as_deck(kept.file, reviewed_only=reviewed_only)
        problems += unfounded(kept.file)
        if deck.cards:
            yield deck
        else:
            problems.append(_empty(kept))


def _empty(kept: Kept) -> Problem:
    return Problem(
        source=str(kept.path),
        message="no card of this deck is left to build",
        advice="All are rejected, gone, or (with --reviewed-only) not read. Students keep the deck as they have it.",
    )


def decks(path: Path, problems: list[Problem]) -> tuple[DeckFile, ...]:
    """The decks of a deck file, of a package, or of a folder: of its deck files, or if it has none, of its packages."""
    found = packages(path, lambda _: False)
    if found:
        return tuple(file for each in found for file in packed(each, problems))
    files = _inside(path, problems) if path.is_dir() else [path]
    if not files:
        advice = "Give a deck file (.yaml), a package (.apkg), or a folder of them."
        problems.append(Problem(source=str(path), message="there is no deck in this folder", advice=advice))
    return tuple(kept.file for kept in read(files, problems).kept)


def packages(path: Path, has_essays: Callable[[Path], bool]) -> list[Path]:
    """The package that this is, or the packages in a folder and below that holds neither deck files nor essays."""
    if not path.is_dir():
        return [path] if path.suffix.lower() == PACKAGE else []
    if has_essays(path) or _inside(path, []):
        return []
    return sorted(each for each in path.rglob(f"*{PACKAGE}") if each.is_file())


def packed(path: Path, problems: list[Problem]) -> tuple[DeckFile, ...]:
    """The decks of a package; what is wrong with it goes to `problems`, and stops no other."""
    try:
        from essay2anki.deckfile.packed import unpacked  # noqa: PLC0415 - deck files need not wait for packages
        from essay2anki.unpack import unpack  # noqa: PLC0415 - as above

        return unpacked(unpack(path), str(path))
    except PackageError as error:
        problems.append(error.problem)
        return ()


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        message = "there is no such file" if missing else f"the file cannot be read: {error.strerror}"
        raise DeckFileError([Problem(source=str(path), message=message, advice="Check its name and place.")]) from error
    if len(data) > LARGEST:
        message = f"the file is larger than {LARGEST // 1_000_000} MB, which no deck is"
        raise DeckFileError([Problem(source=str(path), message=message, advice="Divide it into several decks.")])
    return data


def _parsed(path: Path, data: bytes) -> Kept:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        advice = "Open the file in an editor and save it with the encoding UTF-8."
        line = data.count(b"\n", 0, error.start) + 1
        problem = Problem(source=str(path), line=line, message="the text is not in UTF-8", advice=advice)
        raise DeckFileError([problem]) from error
    file = load(text.replace("\r\n", "\n"), str(path))
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return Kept(path=path, file=file, form=(mark, "\r\n" if "\r\n" in text else "\n"))


def _once(found: Kept, kept: Mapping[str, Kept]) -> None:
    other = kept.get(found.file.deck)
    if other:
        message = f"this is the deck “{found.file.deck}”, and so is {other.path}"
        advice = "Keep one of the two files, or give one of them another name behind “deck:”."
        raise DeckFileError([Problem(source=str(found.path), message=message, advice=advice)])
