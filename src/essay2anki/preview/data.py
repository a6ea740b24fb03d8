"""What the page is told: decks, cards, quotes, texts and problems as plain values for JSON."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence

from essay2anki.deckfile import filed
from essay2anki.model import Card, Deck, Essay
from essay2anki.notes import NOTE_TYPES, Note, note_of
from essay2anki.preview.render import faces
from essay2anki.preview.texts import Library, Quote, SourceText
from essay2anki.problems import Problem
from essay2anki.rules import Placed

Record = dict[str, object]
Name = tuple[str, str, int]
"""Of a deck, of a note in it, and the number of a card of that."""
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of all that follows, out of the text that they stand in."""


def told(
    decks: Sequence[Deck],
    essays: Sequence[Essay],
    problems: Sequence[Problem],
    findings: Mapping[Problem, Sequence[Placed]],
) -> Record:
    """All that the page shows. Other values refer to decks, quotes, texts and problems by their places in the lists."""
    library = Library(essays)
    cards = [card for deck in decks for card in deck.cards]
    quote_of = {each: library.quote(each) for card in cards for each in card.evidence}
    quotes = {quote: number for number, quote in enumerate(dict.fromkeys(quote_of.values()))}
    texts = list(library.texts(quotes))
    about: dict[Name, list[int]] = {}
    for number, problem in enumerate(problems):
        for placed in findings.get(problem, ()):
            about.setdefault(_name(placed.deck, placed.card), []).append(number)
    return {
        "css": next(iter(NOTE_TYPES.values())).css,  # all have the same
        "decks": [visible(deck.name) for deck in decks],
        "cards": [
            {
                "deck": number,
                **_card(card),
                **sides,
                "quotes": [quotes[quote_of[each]] for each in card.evidence],
                "problems": about.get(_name(deck, card), []),
            }
            for number, deck in enumerate(decks)
            for card, sides in _drawn(deck)
        ],
        "quotes": [_quote(quote) for quote in quotes],
        "texts": [_text(text, quotes) for text in texts],
        "problems": [_problem(problem, texts) for problem in problems],
    }


def _name(deck: Deck, card: Card) -> Name:
    return deck.name, card.key, card.number


def _drawn(deck: Deck) -> Iterator[tuple[Card, Mapping[str, str]]]:
    """The cards of a deck, in their order, with what is on both sides."""
    drawn = {
        (note.key, face.number): {"front": _embedded(face.front, note), "back": _embedded(face.back, note)}
        for note in map(note_of, deck.notes)
        for face in faces(note, deck.name)
    }
    for card in deck.cards:
        yield card, drawn[card.key, card.number]


def _embedded(html: str, note: Note) -> str:
    """The HTML with its pictures in it: the page loads nothing."""
    for name, svg in note.pictures:
        html = html.replace(f'src="{name}"', f'src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"')
    return html


def _card(card: Card) -> Record:
    return {
        "kind": str(card.kind),
        "number": card.number,
        "asked": visible(card.front),
        "answer": visible(card.answer),
        "tags": visible(" ".join(card.tags)),
    }


def visible(text: str) -> str:
    """`text` with signs in the place of characters that show nothing, or that turn their surroundings about."""
    shown = CONTROL.sub(lambda found: _picture(ord(found.group())), text)
    return TURNING.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", shown)


def _picture(code: int) -> str:
    """Unicode's picture of a control character; of half a character the sign for what cannot be shown."""
    return chr(ord("␀") + code) if code < ord(" ") else "␡" if code == ord("\x7f") else "\ufffd"


def _quote(quote: Quote) -> Record:
    where = [quote.section.capitalize(), *([f"line {quote.line}"] if quote.line else [])]
    return {
        "text": visible(quote.text),
        "section": str(quote.section),
        "place": ", ".join(where),
    }


def _text(text: SourceText, quotes: Mapping[Quote, int]) -> Record:
    return {
        "name": visible(filed(text.source)),
        "whole": text.whole,
        "parts": [
            [visible(part.text), int(part.missed), *(quotes[quote] for quote in part.quotes)] for part in text.parts
        ],
    }


def _problem(problem: Problem, texts: Sequence[SourceText]) -> Record:
    line = f":{problem.line}" if problem.line else ""
    return {
        "rule": problem.rule,
        "severity": problem.severity,
        "place": visible(f"{problem.source}{line}"),
        "message": visible(problem.message),
        "advice": visible(problem.advice),
        "passage": _passage(problem, texts),
    }


def _passage(problem: Problem, texts: Sequence[SourceText]) -> list[int] | None:
    """The text and the part of it in which a problem of an essay stands."""
    for number, text in enumerate(texts):
        if text.source == problem.source and problem.line in text.lines:
            return [number, text.lines[problem.line]]
    return None
