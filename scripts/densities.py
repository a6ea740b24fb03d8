"""How many cards each density gives, and how many facts of the gold set they ask for: the table of docs/cards.md.

python scripts/densities.py
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from test_gold import TEXTS, gold, is_asked

from essay2anki.drafting import draft
from essay2anki.model import Density
from essay2anki.settings import Settings


def main() -> None:
    """Print a line a density."""
    known = sum(len(gold(path)["facts"]) for path in TEXTS)
    for density in Density:
        decks = {path: draft([str(path)], Settings(density=density)).decks[0] for path in TEXTS}
        asked = sum(is_asked(fact, decks[path].cards) for path in TEXTS for fact in gold(path)["facts"])
        cards = sum(len(deck.cards) for deck in decks.values())
        print(f"{density:<10}{cards:>5} cards{asked:>5} of {known} facts")


if __name__ == "__main__":
    main()
