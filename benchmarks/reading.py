"""How the time of reading grows with the text: each kind of text at 1x, 10x and 100x, in seconds and as a ratio.

    python benchmarks/reading.py            ratios near 10 mean linear; the largest texts have some ten megabytes

Best of three runs; a machine that does something else shows as noise in the first column.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from essay2anki.model import Essay
from essay2anki.read import read_all

SENTENCE = "The Act of 1848, which was passed in haste, appointed inspectors &amp; a board in London. "
KINDS: dict[str, Callable[[int], str]] = {
    "essays in one file": lambda n: (
        f"TITLE\nWhy was it so?\nESSAY\n{SENTENCE * 8}\n- {SENTENCE}\nNOTES\n- It was so.\n" * n
    ),
    "paragraphs": lambda n: "ESSAY\n" + f"{SENTENCE * 4}\n" * (10 * n),
    "bullets": lambda n: "ESSAY\n" + f"- {SENTENCE}\n" * (10 * n),
    "notes": lambda n: "ESSAY\nIt was so.\nNOTES\n" + f"• {SENTENCE} Accept any other points.\n" * (10 * n),
    "headings": lambda n: "ESSAY\n" + "".join(f"{'#' * (k % 6 + 1)} Part {k}\nIt was so.\n" for k in range(10 * n)),
    "one line": lambda n: "ESSAY\n" + SENTENCE * (100 * n),
    "one line of debris": lambda n: "ESSAY\nIt was so " + "<b>&amp; 💥 ** [1] {{x}} Se\u0300vres. </b>" * (200 * n),
    "one line of openings": lambda n: "ESSAY\nIt was so " + "<b <p [x {{a &am ( “ * _ ![ \\" * (200 * n),
    "combining marks": lambda n: "ESSAY\nIt was so e" + "\u0301\u0323" * (3000 * n),
    "short lines": lambda n: "ESSAY\n" + "It was so\n" * (10 * n),
    "wrapped lines": lambda n: (
        "ESSAY\n" + "the act which had been passed in haste at the end of the year and\n" * (50 * n)
    ),
    "levels of a list": lambda n: "ESSAY\n" + "".join(f"{' ' * k}- It was so.\n" for k in range(100)) * n,
    "rows of a data set": lambda n: f'{{"title": "Why?", "essay": "{SENTENCE * 8}"}}\n' * n,
}


def main() -> None:
    """Print the table."""
    print(f"{'':<24}{'1x':>10}{'10x':>10}{'100x':>10}{'10x/1x':>10}{'100x/10x':>10}{'MB at 100x':>12}")
    for name, make in KINDS.items():
        texts = [make(n).encode() for n in (1, 10, 100)]
        source = "essays.jsonl" if name.startswith("rows") else "essay.txt"
        first, second, third = (min(_seconds(source, text) for _ in range(3)) for text in texts)
        times = f"{first:>10.4f}{second:>10.4f}{third:>10.4f}{second / first:>10.1f}{third / second:>10.1f}"
        print(f"{name:<24}{times}{len(texts[-1]) / 1e6:>12.1f}")


def _seconds(source: str, text: bytes) -> float:
    start = time.perf_counter()
    found = sum(isinstance(each, Essay) for each in read_all(source, [text]))
    if not found:
        raise RuntimeError(source)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
