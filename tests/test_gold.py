"""What a careful teacher would ask of the project's texts, and how much of it the decks ask.

`tests/gold/NAME.yaml` belongs to the text NAME: `facts`, written down by somebody who did not know the rules, and
`rejected`, cards that a strict reader turned down, with the reason. `figures.txt` says how many facts are asked for;
`pytest --update` writes it anew, and the difference shows what a change has won or lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import CORPUS

from essay2anki.model import Card, Deck
from essay2anki.pipeline import Run
from essay2anki.words import content

GOLD = Path(__file__).parent / "gold"
LONGEST = 30
"""Words; in a longer answer anything can be found."""


def gold(name: str) -> dict[str, Any]:
    """The gold of a text; empty where nobody has written any."""
    path = GOLD / f"{name}.yaml"
    return dict(yaml.safe_load(path.read_text(encoding="utf-8"))) if path.exists() else {}


def holds(text: str, words: str) -> bool:
    """True if one of the alternatives in `words`, parted by `|`, has all its content words in `text`."""
    found = set(content(text))
    return any(set(content(each)) <= found for each in words.split("|"))


def is_asked(fact: dict[str, Any], cards: tuple[Card, ...]) -> bool:
    """True if a card has the fact for its answer, not on its front, and says what it is about."""
    return any(
        holds(card.answer, fact["answer"])
        and not holds(card.front, fact["answer"])
        and all(holds(f"{card.front} {card.answer}", words) for words in fact["about"])
        and len(card.answer.split()) <= LONGEST
        for card in cards
    )


def figures(drafted: Callable[[Path], Run]) -> str:
    """The table of all texts with gold, and of all kinds."""
    asked: Counter[str] = Counter()
    known: Counter[str] = Counter()
    rows = []
    for path in CORPUS:
        facts = gold(path.stem).get("facts", [])
        if not facts:
            continue
        (deck,) = drafted(path).decks
        found = [fact for fact in facts if is_asked(fact, deck.cards)]
        asked.update(fact["kind"] for fact in found)
        known.update(fact["kind"] for fact in facts)
        rows.append(f"{path.stem:<16}{len(found):>4} of {len(facts):>3} facts{len(deck.cards):>5} cards")
    rows += ["", *(f"{kind:<16}{asked[kind]:>4} of {known[kind]:>3} facts" for kind in sorted(known))]
    return "\n".join([*rows, "", f"{'all':<16}{asked.total():>4} of {known.total():>3} facts"]) + "\n"


def test_what_the_decks_ask_for_is_known(drafted: Callable[[Path], Run], request: pytest.FixtureRequest) -> None:
    """No change wins or loses a fact unnoticed."""
    found = figures(drafted)
    if request.config.getoption("--update"):
        (GOLD / "figures.txt").write_text(found, encoding="utf-8")

    assert (GOLD / "figures.txt").read_text(encoding="utf-8") == found


def test_no_rejected_card_comes_back(deck: Deck, essay_path: Path) -> None:
    """What a strict reader turned down once is not made again."""
    made = {f"{card.front} → {card.answer}" for card in deck.cards}

    assert [] == [each["card"] for each in gold(essay_path.stem).get("rejected", []) if each["card"] in made]


def test_every_gold_belongs_to_a_text() -> None:
    """No figure without its text."""
    assert {path.stem for path in GOLD.glob("*.yaml")} <= {path.stem for path in CORPUS}
