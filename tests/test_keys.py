"""Keys: what a fact is, whatever stands around it."""

from __future__ import annotations

from test_facts import deck_of

from essay2anki.keys import numbered
from essay2anki.model import Deck

TEXT = (
    "The Rapallo Pact of 1922 strengthened ties with Germany.\n"
    "Britain broke off diplomatic relations with Moscow in 1927 because spies had been found.\n"
    "Stanley Baldwin led a Conservative government from London in those years."
)


def keys(deck: Deck) -> set[str]:
    """The keys of a deck."""
    return {card.key for card in deck.cards}


def test_place_and_neighbours_do_not_matter() -> None:
    """Sentences may be moved, and others added, without touching a key."""
    moved = "\n".join(reversed(TEXT.split("\n")))
    grown = "The weather was bad for months in Russia.\n" + TEXT

    assert keys(deck_of(TEXT)) == keys(deck_of(moved))
    assert keys(deck_of(TEXT)) <= keys(deck_of(grown))


def test_rewording_one_sentence_keeps_the_keys_of_the_others() -> None:
    """Only cards of the sentence that changed can get another key."""
    before = deck_of(TEXT)
    after = deck_of(TEXT.replace("spies had been found", "the police had found spies"))
    untouched = {card.key for card in before.cards if "1927" not in card.evidence[0].quote}

    assert untouched
    assert untouched <= keys(after)


def test_rewording_a_statement_keeps_its_identity() -> None:
    """A blank for a name is known by what else is named, not by the words between."""
    one, other = (
        deck_of(f"French troops {verb} Essen under Marshal Foch in January 1923.")
        for verb in ("occupied", "marched into")
    )
    asked = [{card.key for card in deck.cards if card.type == "cloze"} for deck in (one, other)]

    assert asked[0] == asked[1] != set()


def test_the_order_of_a_name_does_not_matter() -> None:
    """`Treaty of Berlin` and `Berlin Treaty` are one event."""
    one, other = (
        deck_of(f"The {name} of 1926 renewed the old ties.") for name in ("Treaty of Berlin", "Berlin Treaty")
    )
    dates = [{card.key for card in deck.cards if card.kind == "date"} for deck in (one, other)]

    assert dates[0] == dates[1] != set()


def test_another_question_makes_other_keys() -> None:
    """The same fact in the answer to another question is another note."""
    assert not keys(deck_of(TEXT)) & keys(deck_of(TEXT, title="How far did trade matter?"))


def test_equal_keys_are_numbered() -> None:
    """The first keeps its key; numbers that are taken are passed over."""
    assert ["a", "a/2", "a/4"] == [numbered("a", taken) for taken in ([], ["a"], ["a", "a/2", "a/3"])]
