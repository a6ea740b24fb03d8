"""What a careful teacher would ask of unseen texts, and how much of it the decks ask.

The texts in `tests/gold` were written, and their facts noted down, by people who did not know the rules: pages as
students write them, in seven subjects. `NAME.yaml` holds the `facts` of `NAME.txt`, and `rejected`, cards that a strict
reader turned down, with the reason; what is `still_made` is known to be bad and not mended yet. `NAME.cards` shows the
deck, `figures.txt` how many facts are asked for.
`pytest --update` writes both anew, and the difference shows what a change has won or lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import HERE, shown

from essay2anki.model import Card, Deck
from essay2anki.run import Run
from essay2anki.words import content

TEXTS = sorted((HERE / "gold").glob("*.txt"), key=lambda path: path.stem)
TEXTS = [path for path in TEXTS if path.stem != "figures"]
LONGEST = 30
"""Words; in a longer answer anything can be found."""


@cache
def gold(path: Path) -> dict[str, Any]:
    """The facts of a text, and the cards that were turned down."""
    return dict(yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8")))


def holds(text: str, words: str) -> bool:
    """True if one of the alternatives in `words`, parted by `|`, has all its content words in `text`."""
    found = set(content(text))
    return any(set(content(each)) <= found for each in words.split("|") if content(each))


def is_asked(fact: dict[str, Any], cards: tuple[Card, ...]) -> bool:
    """True if a card has the fact for its answer, not on its front, and says what it is about."""
    return any(
        holds(card.answer, fact["answer"])
        and not holds(card.front, fact["answer"])
        and all(holds(f"{card.front} {card.answer}", words) for words in fact["about"])
        and len(card.answer.split()) <= LONGEST
        for card in cards
    )


@pytest.fixture(scope="module")
def decks(drafted: Callable[[Path], Run]) -> dict[Path, Deck]:
    """The deck of each text."""
    return {path: drafted(path).decks[0] for path in TEXTS}


def figures(decks: dict[Path, Deck]) -> str:
    """The table of all texts, and of all kinds."""
    asked: Counter[str] = Counter()
    known: Counter[str] = Counter()
    rows = []
    for path, deck in decks.items():
        facts = gold(path)["facts"]
        found = [fact for fact in facts if is_asked(fact, deck.cards)]
        asked.update(fact["kind"] for fact in found)
        known.update(fact["kind"] for fact in facts)
        rows.append(f"{path.stem:<28}{len(found):>4} of {len(facts):>3} facts{len(deck.cards):>5} cards")
    rows += ["", *(f"{kind:<28}{asked[kind]:>4} of {known[kind]:>3} facts" for kind in sorted(known))]
    return "\n".join([*rows, "", f"{'all':<28}{asked.total():>4} of {known.total():>3} facts"]) + "\n"


def test_what_the_decks_ask_for_is_known(decks: dict[Path, Deck], request: pytest.FixtureRequest) -> None:
    """No change wins or loses a fact unnoticed."""
    table = HERE / "gold" / "figures.txt"
    if request.config.getoption("--update"):
        table.write_text(figures(decks), encoding="utf-8")

    assert table.read_text(encoding="utf-8") == figures(decks)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_cards_are_as_expected(path: Path, decks: dict[Path, Deck], request: pytest.FixtureRequest) -> None:
    """Every change of a card shows up in a file that a person reads."""
    expected = path.with_suffix(".cards")
    if request.config.getoption("--update"):
        expected.write_text(shown(decks[path]), encoding="utf-8")

    assert expected.read_text(encoding="utf-8") == shown(decks[path])


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_rejected_card_comes_back(path: Path, decks: dict[Path, Deck]) -> None:
    """What a strict reader turned down once is not made again."""
    made = {f"{card.front} → {card.answer}" for card in decks[path].cards}

    assert [] == [each["card"] for each in gold(path).get("rejected", []) if each["card"] in made]
    # Known failures: whoever mends one moves it to the others.
    assert [] == [each["card"] for each in gold(path).get("still_made", []) if each["card"] not in made]
