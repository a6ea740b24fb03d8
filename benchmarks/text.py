# ruff: noqa: INP001, T201 - a script that prints
"""How long the text side takes beside the bare parser: `python benchmarks/text.py essay.txt …`.

Both run on the same texts in the same process, in turn, so that a busy machine slows them alike.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from essay2anki.language.parse import BATCH, _pipeline
from essay2anki.language.segments import segments
from essay2anki.model import Essay, Role
from essay2anki.pipeline import make_decks
from essay2anki.read import read

ROUNDS = 5


def main(paths: list[str]) -> None:
    """Print seconds a round of parser and of the whole, and the least ratio of the two."""
    essays = [read(path, Path(path).read_bytes()) for path in paths]
    texts = _texts(essays)
    parser = _pipeline()
    list(parser.pipe(texts))  # the first run loads what is loaded late
    ratios = []
    for _ in range(ROUNDS):
        bare = _seconds(lambda: list(parser.pipe(texts, batch_size=BATCH)))
        whole = _seconds(lambda: list(make_decks(essays)))
        ratios.append(whole / bare)
        print(f"parser {bare:.2f} s, whole {whole:.2f} s, ratio {whole / bare:.2f}")
    print(f"{len(texts)} statements, {sum(len(text.split()) for text in texts)} words, median {sorted(ratios)[2]:.2f}")


def _texts(essays: list[Essay]) -> list[str]:
    points = [point for essay in essays for point in essay.points if point.role in (Role.PARAGRAPH, Role.ITEM)]
    return [point.body.text[start:end] for point in points for start, end in segments(point.body.text)]


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(sys.argv[1:])
