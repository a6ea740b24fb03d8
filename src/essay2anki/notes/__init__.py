"""Notes: what cards become in Anki. The note types, and the fields of a note, escaped."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from essay2anki.model import ITEM, Card, Evidence, Kind
from essay2anki.notes.escape import Html, deletion, escape, plain, tag
from essay2anki.notes.types import CLOZE, DATE, LIST, NOTE_TYPES, QUESTION, NoteType

__all__ = [
    "CLOZE",
    "DATE",
    "LIST",
    "NOTE_TYPES",
    "QUESTION",
    "Note",
    "NoteType",
    "guid_of",
    "note_of",
    "retired_note",
    "type_of",
]

NAMESPACE = "essay2anki"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note as it goes into the package."""

    key: str
    type: NoteType
    numbers: tuple[int, ...]
    """Its cards: the numbers of the deletions or of the templates, ascending, from 1; none for a retired note."""
    fields: tuple[Html, ...]
    front: str
    """What the browser shows and sorts by: no deletion marks, no markup."""
    tags: tuple[str, ...]
    pictures: tuple[tuple[str, str], ...] = ()
    """The pictures that its fields name: file name, SVG."""
    modified: int = 0
    """When it last changed, in seconds since 1970: Anki updates a learner's note only to a newer one."""

    @property
    def guid(self) -> str:
        """Anki's identity of the note."""
        return guid_of(self.key)

    @property
    def digest(self) -> str:
        """16 hexadecimal digits that change when a field or a tag changes, and with nothing else."""
        told = "\x1f".join([str(self.type.id), *self.fields, *self.tags])
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def note_of(cards: Sequence[Card]) -> Note:
    """The note that `cards` share. Nothing in it depends on other notes, on where it stands or on a line number."""
    first = cards[0]
    note_type = type_of(first)
    front = _statement(cards) if note_type is CLOZE else first.front.replace("\n", " ")
    reverse = next((card for card in cards if note_type is DATE and card.number > 1), None)
    evidence = dict.fromkeys(quote for card in cards for quote in card.evidence)
    values = {
        "Prompt": _prompt(first.question),
        "Answer": _picture(first) if first.picture else escape(first.answer),
        "Reverse prompt": escape(reverse.question if reverse else ""),
        "Reverse answer": escape(reverse.answer if reverse else ""),
        "Text": _cloze(cards) if note_type is CLOZE else _list(cards),
        "Context": escape(first.context),
        "Evidence": Html("".join(_quote(quote) for quote in evidence)),
        "Kind": escape(" · ".join(dict.fromkeys(card.kind.capitalize() for card in cards if card is not reverse))),
    }
    return Note(
        key=first.key,
        type=note_type,
        numbers=tuple(sorted(card.number for card in cards)),
        fields=_fields(note_type, first.key, front, values),
        front=plain(front),
        tags=tuple(dict.fromkeys(tag(each) for card in cards for each in card.tags)),
        pictures=((_file(first.picture), first.picture),) if first.picture else (),
    )


def retired_note(note_type: NoteType, key: str, front: str) -> Note:
    """The note of a fact that has gone from its sources: no card, and a word to those who still have one."""
    shown = escape(front)
    values = {"Prompt": shown, "Text": shown, "Retired": Html("1")}
    fields = _fields(note_type, key, front, values)
    tags = (f"{NAMESPACE}::retired",)
    return Note(key=key, type=note_type, numbers=(), fields=fields, front=front, tags=tags)


def type_of(card: Card) -> NoteType:
    """The note type of a card; the same for all cards of a note, for ever."""
    if card.type == "question":
        return DATE if card.key.startswith(f"{Kind.DATE}/") else QUESTION
    return CLOZE if card.type == "cloze" else LIST


def guid_of(key: str) -> str:
    """Anki's identity of a note: 20 hexadecimal digits from a namespace and the note's key."""
    return hashlib.sha256(f"{NAMESPACE}\n{key}".encode()).hexdigest()[:20]


def _fields(note_type: NoteType, key: str, front: str, values: Mapping[str, Html]) -> tuple[Html, ...]:
    known = {**values, "Sort": escape(front), "Key": escape(key)}
    return tuple(known.get(name, Html("")) for name in note_type.fields)


def _prompt(question: str) -> Html:
    """A prompt; what it gives to put in order becomes a list."""
    asked, *items = question.split(ITEM)
    listed = "".join(f"<li>{escape(item)}</li>" for item in items)
    return Html(f'{escape(asked)}<ul class="e2a-items">{listed}</ul>') if items else escape(asked)


def _picture(card: Card) -> Html:
    """The picture of a card, with its answer for those who cannot see it."""
    return Html(f'<img src="{_file(card.picture)}" alt="{escape(card.answer)}">')


def _file(picture: str) -> str:
    """A name by what the picture shows: under the name of an old one, Anki would take no new one."""
    return f"{NAMESPACE}-{hashlib.sha256(picture.encode()).hexdigest()[:16]}.svg"


def _statement(cards: Sequence[Card]) -> str:
    """The whole statement of a cloze note, as the browser shows it."""
    return f"{cards[0].context}: {cards[0].statement}" if cards[0].context else cards[0].statement


def _cloze(cards: Sequence[Card]) -> Html:
    """The statement with a deletion for each card."""
    statement, done, text = cards[0].statement, 0, ""
    for card in sorted(cards, key=lambda each: each.blank):
        start, end = card.blank
        text += escape(statement[done:start]) + deletion(card.number, card.answer)
        done = end
    return Html(text + escape(statement[done:]))


def _list(cards: Sequence[Card]) -> Html:
    """The items of a list, each a deletion."""
    items = "".join(f"<li>{deletion(card.number, card.answer)}</li>" for card in cards)
    return Html(f'<ul class="e2a-items">{items}</ul>')


def _quote(evidence: Evidence) -> Html:
    place = " › ".join(part for part in (evidence.section.capitalize(), evidence.heading) if part)
    return Html(f"<blockquote>{escape(evidence.quote)}<cite>{escape(place)}</cite></blockquote>")
