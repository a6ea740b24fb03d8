"""Notes: what a card becomes in Anki. The note types, and the fields of a card, escaped."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import resources

from essay2anki.model import BLANK, Card, Evidence
from essay2anki.notes.html import Html, escape

NAMESPACE = "essay2anki"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteType:
    """A note type of Anki: its fields, and the one template of its card."""

    id: int
    """Drawn once at random, never changed and never used again for another shape."""
    name: str
    fields: tuple[str, ...]
    """The first must not be empty; the spare ones are for later, since no field can be added without cutting learners
    off from updates."""
    template: str
    """The stem of its two files in `templates/`."""
    cloze: bool
    modified: int
    """Seconds since 1970; raised whenever a template or the CSS changes, for Anki to take the change over."""

    @property
    def front(self) -> str:
        """The HTML of the question side."""
        return _file(f"{self.template}_front.html")

    @property
    def back(self) -> str:
        """The HTML of the answer side."""
        return _file(f"{self.template}_back.html")

    @property
    def css(self) -> str:
        """The style of all cards."""
        return _file("style.css")


SPARE = ("Spare 1", "Spare 2", "Spare 3", "Spare 4")
QUESTION = NoteType(
    id=1772822112,
    name="essay2anki question",
    fields=("Prompt", "Answer", "Context", "Evidence", "Kind", "Sort", *SPARE),
    template="question",
    cloze=False,
    modified=1795392000,
)
CLOZE = NoteType(
    id=2108905987,
    name="essay2anki cloze",
    fields=("Text", "Context", "Evidence", "Kind", "Sort", *SPARE),
    template="cloze",
    cloze=True,
    modified=1795392000,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note as it goes into the package."""

    guid: str
    type: NoteType
    fields: tuple[Html, ...]
    tags: tuple[str, ...]


def note_of(card: Card) -> Note:
    """The note of a card. Nothing in it depends on other cards or on where the card stands."""
    values = {
        "Prompt": escape(card.question),
        "Text": _cloze(card),
        "Answer": escape(card.answer),
        "Context": escape(card.context),
        "Evidence": Html("".join(_quote(evidence) for evidence in card.evidence)),
        "Kind": escape(card.kind.capitalize()),
        # The browser shows and sorts by it: no deletion marks, no markup.
        "Sort": escape(card.front),
    }
    note_type = CLOZE if card.type == "cloze" else QUESTION
    fields = tuple(values.get(name, Html("")) for name in note_type.fields)
    return Note(guid=guid_of(card.key), type=note_type, fields=fields, tags=card.tags)


def guid_of(key: str) -> str:
    """Anki's identity of a note: 20 hexadecimal digits from a namespace and the card's key."""
    return hashlib.sha256(f"{NAMESPACE}\n{key}".encode()).hexdigest()[:20]


def _cloze(card: Card) -> Html:
    before, _, after = card.question.partition(BLANK)
    return Html(f"{escape(before)}{{{{c{card.deletion}::{escape(card.answer)}}}}}{escape(after)}")


def _quote(evidence: Evidence) -> Html:
    place = " › ".join(part for part in (evidence.section.capitalize(), evidence.heading) if part)
    return Html(f"<blockquote>{escape(evidence.quote)}<cite>{escape(place)}</cite></blockquote>")


def _file(name: str) -> str:
    return resources.files(__name__).joinpath("templates", name).read_text(encoding="utf-8")
