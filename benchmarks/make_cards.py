"""What the text side costs beside the parser: from essays to decks, against spaCy alone on the same texts.

    python benchmarks/make_cards.py [--essays 40] [--rounds 5]

The bare parser is the same pipeline on the same pieces of text in batches of the same size. The two take turns; the
ratio is the median of the rounds. The memory shown is the largest so far, after each half of the essays.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import resource
import statistics
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from essay2anki.drafting import make_decks
from essay2anki.language import parse as parser
from essay2anki.language.segments import segments
from essay2anki.model import Essay, Role
from essay2anki.naming import grouped
from essay2anki.read import read

ROOT = Path(__file__).parent.parent


def essays(count: int) -> list[Essay]:
    """The project's texts over and over, each a topic of its own."""
    paths = sorted([*ROOT.glob("examples/*.txt"), *ROOT.glob("tests/corpus/*.txt")])
    found = [read(str(path), path.read_bytes()) for path in paths]
    endless = enumerate(itertools.cycle(found))
    return [replace(essay, topic=f"{essay.topic} {number}") for number, essay in itertools.islice(endless, count)]


def pieces(texts: Sequence[Essay]) -> list[str]:
    """What the parser is given of the essays."""
    return [
        point.body.text[start:end]
        for essay in texts
        for point in essay.points
        if point.role in (Role.PARAGRAPH, Role.ITEM)
        for start, end in segments(point.body.text)
    ]


def bare(texts: Sequence[Essay]) -> int:
    """The parser alone."""
    return sum(len(document) for document in parser._pipeline().pipe(pieces(texts), batch_size=parser.BATCH))  # noqa: SLF001


def ours(texts: Sequence[Essay]) -> int:
    """All the way to decks."""
    return sum(len(deck.cards) for deck in make_decks(grouped(texts)))


def main() -> None:
    """Run the two in turns."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--essays", type=int, default=40)
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    texts = essays(chosen.essays)
    words = sum(len(piece.split()) for piece in pieces(texts))
    spent: dict[str, list[float]] = {"bare": [], "ours": []}
    for number in range(chosen.rounds + 1):
        for name, run in (("bare", bare), ("ours", ours)):
            gc.collect()
            start = time.perf_counter()
            run(texts)
            if number:  # the first round warms up
                spent[name].append(time.perf_counter() - start)
    ratio = statistics.median(mine / other for mine, other in zip(spent["ours"], spent["bare"], strict=True))
    for name, seconds in spent.items():
        print(f"{name}  {statistics.median(seconds):6.2f} s  {words / statistics.median(seconds):8,.0f} words a second")
    print(f"ratio {ratio:.2f} (median of {chosen.rounds})")
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
