"""Whatever stands in a source: nothing raises, and what comes out can be packed and keeps its promises."""

from __future__ import annotations

from conftest import EXAMPLES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from essay2anki.drafting import make_decks
from essay2anki.lock import Lock, edition
from essay2anki.naming import grouped
from essay2anki.package import pack
from essay2anki.problems import SourceError
from essay2anki.read import read
from essay2anki.read.repair import repair

WORDS = sorted({word for path in EXAMPLES.glob("*.txt") for word in path.read_text(encoding="utf-8").split(" ")})
JUNK = [*"()[]{}\"'“”‘’;:,–—-…•→*#&<>|§\u00a0\u202e\u0301💥", "{{c1::", "}}", "::", "[latex]", "\\(", "\n- ", "\n1. "]
GLUE = ["1914", "in 1914", "(1922)", "of", "because", "which", "who", "Overall,", "it", "He", "was", "led to", ".", "?"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS) | st.sampled_from(JUNK) | st.sampled_from(GLUE), max_size=80).map(" ".join))
def test_any_words_in_any_order(text: str) -> None:
    """Words of essays, shuffled and strewn with markup, give cards that can be packed, or none."""
    try:
        essay = read("x.txt", f"TITLE\nWhy?\nESSAY\n{text}".encode())
    except SourceError:
        return
    for deck in make_decks(grouped([essay])):
        assert not deck.cards or pack([edition(deck, Lock(), now=1_795_400_000)])
        for card in deck.cards:
            for quote in card.evidence:
                assert quote.quote == repair(essay.text[quote.start : quote.end]).text
