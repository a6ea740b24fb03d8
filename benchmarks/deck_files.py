"""How fast deck files are loaded, checked and built, how that grows, and how a peer's YAML decks compare.

    python benchmarks/deck_files.py [--files 1000] [--rounds 5] [--peer path/to/anki-yaml-tool]

Each file has 30 cards. The peer, `anki-yaml-tool`, gets files with the same prompts and answers, without the quotes
that ours have as evidence; both run as commands, in turns inside a round, and the ratio is the median of the rounds.
Without it that part is passed over.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import yaml

from essay2anki.deckfile.writing import first_file
from essay2anki.files import slug
from essay2anki.model import BLANK, Card, Deck, Evidence, Kind, Section
from essay2anki.pipeline import build, check
from essay2anki.release import target
from essay2anki.shelf import in_folder
from essay2anki.words import word_set

NOW = 1_795_400_000
CARDS = 30
PEERS_FILES = 200
WORDS = sorted(
    word_set("treaty relations Britain recognised the government signed because trade failed in Genoa debts harvest")
)
MODEL = {
    "name": "Basic",
    "fields": ["Front", "Back"],
    "templates": [{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}],
    "css": ".card { font-size: 20px; }",
}


def deck(number: int) -> Deck:
    """A deck of 30 notes, half questions and half statements, each with a quote."""
    cards = []
    for place in range(CARDS):
        seed = number * CARDS + place
        words = " ".join(WORDS[(seed * 7 + each * (5 + seed % 3)) % len(WORDS)] for each in range(18))
        quote = Evidence(
            quote=f"{words} {seed}.", source="x.txt", section=Section.ESSAY, heading="", line=1, start=place, end=place
        )
        cloze = place % 2
        card = Card(
            key=f"{'statement/named' if cloze else 'cause/why'}/{place}/{number}",
            kind=Kind.EVENT if cloze else Kind.CAUSE,
            type="cloze" if cloze else "question",
            question=f"{BLANK} {words} {seed}." if cloze else f"Why {words} {seed}?",
            answer=f"Answer {seed}",
            context="",
            evidence=(quote,),
            rule="a/b",
            score=5,
            tags=("essay2anki::kind::event",),
        )
        cards.append(card)
    return Deck(name=f"HISTORY::Topic {number}", sources=("x.txt",), cards=tuple(cards), rejections=())


def write(decks: Sequence[Deck], folder: Path) -> None:
    """Our deck files."""
    folder.mkdir()
    for each in decks:
        (folder / f"{slug(each.name)}.yaml").write_text(first_file(each), encoding="utf-8")


def write_peers(decks: Sequence[Deck], folder: Path) -> None:
    """The same prompts and answers as the peer has them, a folder a deck."""
    for number, each in enumerate(decks):
        path = folder / str(number) / "deck.yaml"
        path.parent.mkdir(parents=True)
        data = [{"front": card.question, "back": card.answer, "tags": list(card.tags)} for card in each.cards]
        path.write_text(yaml.safe_dump({"config": MODEL, "deck-name": each.name, "data": data}), encoding="utf-8")


def timed(step: Callable[[Path], object], path: Path, clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds that a step takes."""
    start = clock()
    step(path)
    return clock() - start


def run(command: Sequence[str], out: Path) -> None:
    """Build into the folder `out`, in silence."""
    subprocess.run([*command, str(out)], check=True, stdout=subprocess.DEVNULL)


def growth(files: int, folder: Path) -> None:
    """Processor seconds for a tenth of the files and for all: ten times as many should take ten times as long."""
    few, many = folder / "few", folder / "many"
    write([deck(number) for number in range(files // 10)], few)
    write([deck(number) for number in range(files)], many)
    print(f"{'':16}{files // 10:>8} files{files:>8} files   growth")
    steps: dict[str, Callable[[Path], object]] = {
        "load": lambda path: in_folder(path, []),
        "check": lambda path: check([str(path)]),
        "build": lambda path: build([str(path)], target(path.parent / f"{path.name}-out"), now=NOW),
        "build unchanged": lambda path: build([str(path)], target(path.parent / f"{path.name}-out"), now=NOW),
    }
    for name, step in steps.items():
        small, large = (timed(step, path, time.process_time) for path in (few, many))
        print(f"{name:16}{small:>12.2f} s{large:>12.2f} s{large / small:>8.1f}×")


def against(peer: str, rounds: int, folder: Path) -> None:
    """Both commands on the same cards, in turns."""
    ours, theirs = folder / "ours", folder / "theirs"
    decks = [deck(number) for number in range(PEERS_FILES)]
    write(decks, ours)
    write_peers(decks, theirs)
    commands = {
        "essay2anki": [sys.executable, "-m", "essay2anki", "build", str(ours), "-q", "-o"],
        "anki-yaml-tool": [peer, "-q", "batch-build", "-d", str(theirs), "-o"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds):
        for name, command in commands.items():
            out = folder / f"{name}-{number}"
            out.mkdir()
            times[name].append(timed(partial(run, command), out))
            assert len(list(out.rglob("*.apkg"))) == PEERS_FILES, f"{name} did not write all packages"
            shutil.rmtree(out)
    print(f"\n{PEERS_FILES} files of {CARDS} cards to packages, median of {rounds} rounds")
    for name, seconds in times.items():
        print(f"{name:16}{statistics.median(seconds):>12.2f} s")
    ratios = [there / here for here, there in zip(*times.values(), strict=True)]
    print(f"{'ratio':16}{statistics.median(ratios):>12.1f}×")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peer", help="the command anki-yaml-tool, in an environment of its own")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        growth(options.files, Path(folder))
        if options.peer:
            against(options.peer, options.rounds, Path(folder))
        else:
            print("\nno --peer: nothing to compare with")


if __name__ == "__main__":
    main()
