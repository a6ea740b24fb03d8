"""What a batch costs: cold, warm, unchanged, after one edit, by processes, by size, and as a stream. Whole processes.

    python benchmarks/batch.py                          a few minutes: up to 100 essays
    python benchmarks/batch.py --sizes 10,1000 --jobs-size 200 --rows 3000    the figures of docs/batch.md: hours

The essays are the project's own texts over and over, each under a topic and a question of its own. Variants take turns
inside a round; times are medians, and ratios are medians of the rounds' ratios. `pass` is `python -c pass`.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
TITLE = re.compile(r"^(TITLE)\s*\n(.*)$", re.IGNORECASE | re.MULTILINE)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
BUILD = ("build", "essays", "-o", "out", "-q", "--report", "report.json")
DECK = ROOT / "decks" / "history-gcse-public-health-reform-in-britain-1842-1875.yaml"


def texts(count: int) -> list[str]:
    """So many essays, no two alike in topic and question."""
    paths = sorted([*ROOT.glob("examples/*.txt"), *ROOT.glob("tests/corpus/*.txt"), *ROOT.glob("tests/gold/*.txt")])
    found = [text for path in paths if TITLE.search(text := path.read_text(encoding="utf-8"))]
    # A question of its own needs a word of its own: notes are known by what they ask for, whatever the number.
    words = ("".join(["z", *letters, "ism"]) for letters in itertools.product(LETTERS, repeat=3))
    return [
        f"TOPIC\nTopic {number}\n" + TITLE.sub(rf"\1\n\2 {word}", text, count=1)
        for number, text, word in zip(range(count), itertools.cycle(found), words, strict=False)
    ]


def beginnings(count: int) -> list[str]:
    """As many short rows, of 200 words: what grows with their number is seen without an hour of parsing."""
    return [text[: text.find("\n", text.find("ESSAY") + 700)] for text in texts(count)]


def fill(folder: Path, count: int) -> None:
    """Write essays into a folder."""
    (folder / "essays").mkdir(parents=True)
    for number, text in enumerate(texts(count)):
        (folder / "essays" / f"{number:05}.txt").write_text(text, encoding="utf-8")


def run(folder: Path, *arguments: str) -> float:
    """Seconds that the program takes, from start to end."""
    command = [sys.executable, *arguments] if arguments[0] == "-c" else [sys.executable, "-m", "essay2anki", *arguments]
    environment = os.environ | {"ESSAY2ANKI_CACHE": str(folder / "cache")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what pip has installed is compiled
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    spent = time.perf_counter() - start
    if done.returncode:
        raise RuntimeError(done.stderr)
    return spent


def fresh(folder: Path) -> None:
    """Forget everything."""
    for name in ("cache", "out"):
        shutil.rmtree(folder / name, ignore_errors=True)


def cold(folder: Path, *more: str) -> float:
    """Nothing is remembered."""
    fresh(folder)
    return run(folder, *BUILD, *more)


def warm(folder: Path) -> float:
    """All facts are remembered, and all packages are to be written."""
    shutil.rmtree(folder / "out")
    return run(folder, *BUILD)


def unchanged(folder: Path) -> float:
    """Nothing is to be done."""
    return run(folder, *BUILD)


def edited(folder: Path) -> float:
    """One essay has another year."""
    path = folder / "essays" / "00000.txt"
    path.write_text(path.read_text(encoding="utf-8") + "\nIt ended in 1999 as prices fell.\n", encoding="utf-8")
    spent = run(folder, *BUILD)
    parsed = json.loads((folder / "report.json").read_text(encoding="utf-8"))["parsed"]
    if parsed != 1:
        raise RuntimeError(f"{parsed} essays were parsed, not one")
    return spent


def rounds(count: int, variants: Mapping[str, Callable[[], float]]) -> dict[str, list[float]]:
    """Seconds of each variant in each round."""
    spent: dict[str, list[float]] = {name: [] for name in variants}
    for _ in range(count):
        for name, variant in variants.items():
            spent[name].append(variant())
    return spent


def table(title: str, spent: Mapping[str, list[float]], *bases: str) -> None:
    """Print medians, and the medians of the ratios to each base."""
    print(f"\n{title}")
    for name, seconds in spent.items():
        ratios = (
            f"{statistics.median(a / b for a, b in zip(seconds, spent[base], strict=True)):9.3g} x {base}"
            for base in bases
        )
        print(f"  {name:<26}{statistics.median(seconds):9.3f} s{''.join(ratios)}")


def nothing(folder: Path) -> float:
    """The least that a process takes."""
    return run(folder, "-c", "pass")


def by_kind(folder: Path, size: int, count: int) -> float:
    """Runs of one size; the seconds of a cold one."""
    fill(folder, size)
    variants = {
        "pass": lambda: nothing(folder),
        "cold": lambda: cold(folder),
        "warm": lambda: warm(folder),
        "unchanged": lambda: unchanged(folder),
        "one edited": lambda: edited(folder),
    }
    spent = rounds(count, variants)
    table(f"{size:,} essays", spent, "pass", "cold")
    facts = sum(path.stat().st_size for path in (folder / "cache").rglob("*.gz"))
    told = sum(path.stat().st_size for path in (folder / "essays").iterdir())
    print(f"  the cache has {facts / told:.2f} times the bytes of the texts")
    return statistics.median(spent["cold"])


def by_jobs(folder: Path, size: int, count: int) -> None:
    """The same work by so many processes."""
    fill(folder, size)
    counts = sorted({0, 1, 2, os.cpu_count() or 2})
    variants = {f"--jobs {jobs}": lambda jobs=jobs: cold(folder, "--no-cache", "--jobs", str(jobs)) for jobs in counts}
    table(f"{size:,} essays by processes (0: the program's own)", rounds(count, variants), "--jobs 0")


def start(folder: Path, count: int) -> None:
    """How long one waits for little."""
    script = "from essay2anki.cli import main; main()"
    variants = {
        "pass": lambda: nothing(folder),
        "--help": lambda: run(folder, "-c", script, "--help"),
        "check of a deck file": lambda: run(folder, "-c", script, "check", str(DECK)),
    }
    table("start", rounds(count * 5, variants), "pass")


def stream(folder: Path, rows: int) -> None:
    """A data set, row by row: what the largest process takes, and how that grows."""
    kilobytes = {}
    for size in (rows // 3, rows):
        place = folder / str(size)
        place.mkdir(parents=True)
        with (place / "essays.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps({"text": text}) + "\n" for text in beginnings(size))
        code = (
            "import resource, sys; from essay2anki.cli import main\n"
            "try: main(['build', 'essays.jsonl', '-o', 'out', '-q', '--jobs', '1', '--no-cache'])\n"
            "finally: print(*(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, "
            "resource.RUSAGE_CHILDREN)))"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=place, capture_output=True, text=True, check=False)
        kilobytes[size] = [int(each) for each in done.stdout.split()[-2:]]
    print("\na stream: largest memory of the program, and of the process that has the parser")
    for size, (ours, theirs) in kilobytes.items():
        print(f"  {size:>7,} rows {ours // 1024:>6} MB {theirs // 1024:>6} MB")
    (less, more) = kilobytes.values()
    slopes = [(after - before) / (rows - rows // 3) for before, after in zip(less, more, strict=True)]
    print(f"  growth {slopes[0]:.1f} and {slopes[1]:.1f} kB a row")


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", default="1,10,100", help="numbers of essays")
    options.add_argument(
        "--jobs-size", type=int, default=100, help="essays for the comparison of processes; 0 for none"
    )
    options.add_argument("--rows", type=int, default=300, help="rows of the stream; 0 for none")
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    sizes = [int(size) for size in chosen.sizes.split(",")]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start(folder, chosen.rounds)
        spent = [by_kind(folder / f"s{size}", size, chosen.rounds) for size in sizes]
        if len(sizes) > 1:
            growth = math.log(spent[-1] / spent[-2]) / math.log(sizes[-1] / sizes[-2])
            print(f"\ncold runs grow with the number of essays to the power of {growth:.2f}")
        if chosen.jobs_size:
            by_jobs(folder / "jobs", chosen.jobs_size, chosen.rounds)
        if chosen.rows:
            stream(folder / "stream", chosen.rows)
    print(f"\n{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB: the largest process of all")


if __name__ == "__main__":
    main()
