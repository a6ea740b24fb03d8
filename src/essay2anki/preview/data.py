"""What the page is told: decks, cards, quotes, texts and problems as plain values for JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from essay2anki.model import Card, Deck, Essay
from essay2anki.notes import NOTE_TYPES, note_of
from essay2anki.preview.render import faces
from essay2anki.preview.texts import Library, Quote, SourceText
from essay2anki.problems import Problem
from essay2anki.rules import Placed

Record = dict[str, object]
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of all that follows, out of the text that they stand in."""


def told(
    decks: Sequence[Deck],
    essays: Sequence[Essay],
    problems: Sequence[Problem],
    findings: Mapping[Problem, Sequence[Placed]],
) -> Record:
    """All that the page shows. Other values refer to cards, quotes and problems by their places in the lists."""
    library = Library(essays)
    placed = [(number, deck, card) for number, deck in enumerate(decks) for card in deck.cards]
    quote_of = {each: library.quote(each) for _, _, card in placed for each in card.evidence}
    quotes = {quote: number for number, quote in enumerate(dict.fromkeys(quote_of.values()))}
    found: dict[tuple[str, str, int], list[int]] = {}
    for number, problem in enumerate(problems):
        for each in findings.get(problem, ()):
            found.setdefault(_name(each.deck, each.card), []).append(number)
    drawn = {
        (deck.name, note[0].key, face.number): face
        for deck in decks
        for note in deck.notes
        for face in faces(note_of(note), deck.name)
    }
    return {
        "css": next(iter({note_type.css for note_type in NOTE_TYPES.values()})),
        "decks": [visible(deck.name) for deck in decks],
        "cards": [
            {
                "deck": number,
                "kind": str(card.kind),
                "number": card.number,
                "asked": visible(card.front),
                "answer": visible(card.answer),
                "tags": visible(" ".join(card.tags)),
                "front": drawn[_name(deck, card)].front,
                "back": drawn[_name(deck, card)].back,
                "quotes": [quotes[quote_of[each]] for each in card.evidence],
                "problems": found.get(_name(deck, card), []),
            }
            for number, deck, card in placed
        ],
        "quotes": [_quote(quote) for quote in quotes],
        "texts": [_text(text, quotes) for text in library.texts(quotes)],
        "problems": [_problem(problem) for problem in problems],
    }


def visible(text: str) -> str:
    """`text` with signs in the place of characters that show nothing, or that turn their surroundings about."""
    shown = CONTROL.sub(lambda found: _picture(ord(found.group())), text)
    return TURNING.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", shown)


def _picture(code: int) -> str:
    """Unicode's picture of a control character; of half a character the sign for what cannot be shown."""
    return chr(ord("␀") + code) if code < ord(" ") else "␡" if code == ord("\x7f") else "\ufffd"


def _name(deck: Deck, card: Card) -> tuple[str, str, int]:
    return deck.name, card.key, card.number


def _quote(quote: Quote) -> Record:
    where = [quote.section.capitalize(), *([f"line {quote.line}"] if quote.line else [])]
    return {
        "text": visible(quote.text),
        "section": str(quote.section),
        "place": ", ".join(where),
    }


def _text(text: SourceText, quotes: Mapping[Quote, int]) -> Record:
    return {
        "name": visible(text.name),
        "whole": text.whole,
        "parts": [
            [visible(part.text), int(part.missed), *(quotes[quote] for quote in part.quotes)] for part in text.parts
        ],
    }


def _problem(problem: Problem) -> Record:
    line = f":{problem.line}" if problem.line else ""
    return {
        "rule": problem.rule,
        "severity": problem.severity,
        "place": visible(f"{problem.source}{line}"),
        "message": visible(problem.message),
        "advice": visible(problem.advice),
    }
