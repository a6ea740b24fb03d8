"""How large the preview of a year's decks is, and how long a person waits for it, in Chromium.

    python benchmarks/preview.py [--cards 2000] [--slower 4]

The decks of the examples are taken again and again until there are so many cards, each time with texts of their own.
`--slower 4` is a phone: the browser's processor does a quarter of its work.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from playwright.sync_api import sync_playwright

from essay2anki.drafting import draft
from essay2anki.model import Deck, Essay
from essay2anki.preview import page

EXAMPLES = Path(__file__).parent.parent / "examples"
ROUNDS = 5
TIMED = """async () => {
    const start = performance.now();
    %s;
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    return performance.now() - start;
}"""
DEEDS = {
    "search for a word": "search.value = 'because'; search.dispatchEvent(new Event('input'))",
    "all cards again": "search.value = ''; search.dispatchEvent(new Event('input'))",
    "night": "document.getElementById('night').click()",
    "all answers": "document.getElementById('answers').click()",
    "the next card": "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }))",
    "a passage": "document.querySelectorAll('mark')[99].dispatchEvent("
    "new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))",
}
"""What a person does → how it is done in the page."""


def decks(cards: int) -> Iterator[tuple[Deck, list[Essay]]]:
    """Decks with their essays, until there are so many cards."""
    run = draft([str(EXAMPLES)])
    for number in count():
        for deck in run.decks:
            kept = tuple(
                replace(card, evidence=tuple(replace(each, source=f"{number}-{each.source}") for each in card.evidence))
                for card in deck.cards[:cards]
            )
            cards -= len(kept)
            essays = [
                replace(essay, source=f"{number}-{essay.source}")
                for essay in run.essays
                if essay.source in deck.sources
            ]
            yield replace(deck, name=f"{deck.name} {number}", cards=kept), essays
            if not cards:
                return


def main() -> None:
    """Make the page, open it, and print a line for each thing that was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cards", type=int, default=2000)
    parser.add_argument("--slower", type=float, default=1)
    options = parser.parse_args()
    made = list(decks(options.cards))
    start = time.perf_counter()
    text = page([deck for deck, _ in made], [essay for _, essays in made for essay in essays])
    _tell("made in", (time.perf_counter() - start) * 1000)
    print(
        f"{'size':<22}{len(text.encode()) / 1e6:8.1f} MB, {len(gzip.compress(text.encode())) / 1e6:.1f} MB compressed"
    )
    program = shutil.which("chromium") or sys.exit("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "preview.html"
        file.write_text(text, encoding="utf-8")
        tab = driver.chromium.launch(executable_path=program).new_page(viewport={"width": 1280, "height": 800})
        slow = tab.context.new_cdp_session(tab)
        slow.send("Emulation.setCPUThrottlingRate", {"rate": options.slower})
        tab.goto(file.as_uri(), wait_until="commit")
        tab.locator("article").first.wait_for()
        shown = tab.evaluate("performance.getEntriesByType('paint').at(-1).startTime")
        ready = tab.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
        _tell("first card and keys", max(shown, ready))
        tab.locator("article").nth(options.cards - 1).wait_for(state="attached", timeout=120_000)
        _tell("all cards drawn", tab.evaluate("performance.now()"))
        for name, deed in DEEDS.items():
            _tell(name, statistics.median(tab.evaluate(TIMED % deed) for _ in range(ROUNDS)))


def _tell(name: str, milliseconds: float) -> None:
    print(f"{name:<22}{milliseconds:8.0f} ms")


if __name__ == "__main__":
    main()
