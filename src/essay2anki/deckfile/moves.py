"""Cards that a person moved to the file of another deck: a draft goes after them, and does not bring them back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from essay2anki.deckfile.entries import DeckFile, Entry
from essay2anki.deckfile.merge import recognised
from essay2anki.deckfile.shapes import filed
from essay2anki.keys import asked
from essay2anki.model import Card, Deck


def routed(decks: Sequence[Deck], homes: Mapping[str, str], files: Sequence[DeckFile]) -> Iterator[Deck]:
    """The drafts, each note in the deck whose file has it now.

    `homes` is the name of a draft → the name of its deck in `files`. What was moved to a deck that is not drafted now
    is left out: its entry stays as it is.
    """
    kept = _Kept(files)
    staying: list[Deck] = []
    come: dict[str, list[Card]] = {}
    for deck in decks:
        home = homes[deck.name]
        away = kept.elsewhere(deck, home)
        cards: list[Card] = []
        for note, known in zip(deck.notes, _recognised(deck, kept.of(home), away), strict=True):
            name = kept.homes[known[0].key] if known[0].key in away else home
            if name == home:
                cards += note
            else:
                come.setdefault(name, []).extend(known)
        staying.append(replace(deck, cards=tuple(cards)) if away else deck)
    given = {filed(source): source for deck in decks for source in deck.sources}
    for deck in staying:
        home = homes[deck.name]
        own = {card.key for card in deck.cards}
        here = (card for card in come.get(home, ()) if card.key not in own)
        told = (given[source] for entry in kept.of(home) for source in _sources(entry) if source in given)
        yield replace(deck, cards=(*deck.cards, *here), sources=tuple(dict.fromkeys([*deck.sources, *told])))


class _Kept:
    """The drafted entries of all files."""

    def __init__(self, files: Iterable[DeckFile]) -> None:
        """Look up where each stands, and what question it answers."""
        self.entries: dict[str, Entry] = {}
        self.homes: dict[str, str] = {}
        self.by_deck: dict[str, list[Entry]] = {}
        self.by_question: dict[str, list[str]] = {}
        for file in files:
            for entry in (each for each in file.entries if each.made and each.key):
                self.by_deck.setdefault(file.deck, []).append(entry)
                self.entries.setdefault(entry.key, entry)
                self.homes.setdefault(entry.key, file.deck)
                self.by_question.setdefault(asked(entry.key), []).append(entry.key)

    def of(self, deck: str) -> Sequence[Entry]:
        """The drafted entries of a deck's file."""
        return self.by_deck.get(deck, ())

    def elsewhere(self, deck: Deck, home: str) -> Mapping[str, Entry]:
        """Key → entry, of what answers the questions of a draft and stands in the files of other decks only.

        Its own file knows the question as it was, if that has been reworded.
        """
        named = {filed(source) for source in deck.sources}
        own = {entry.key: bool(named.intersection(_sources(entry))) for entry in self.of(home)}
        keys = [*(card.key for card in deck.cards), *(key for key, from_it in own.items() if from_it)]
        told = (key for question in dict.fromkeys(map(asked, keys)) for key in self.by_question.get(question, ()))
        return {key: self.entries[key] for key in told if self.homes[key] != home and key not in own}


def _recognised(deck: Deck, own: Sequence[Entry], away: Mapping[str, Entry]) -> Sequence[tuple[Card, ...]]:
    return recognised(deck, [*own, *away.values()]).notes if away else deck.notes


def _sources(entry: Entry) -> Sequence[str]:
    return tuple(dict.fromkeys(quote.source for quote in entry.evidence if quote.source))
