"""What Anki makes of a note's templates, as far as ours use Anki's template language.

A test compares it, letter by letter, with the real Anki.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from essay2anki.notes import Note
from essay2anki.notes.escape import deck_name

TAG = re.compile(r"\{\{(?P<sign>[#^/]?)\s*(?P<name>[^{}]*?)\s*\}\}")
DELETION = re.compile(r"\{\{c(?P<number>\d+)::(?P<text>.*?)\}\}", re.DOTALL)
"""Without hints, and without deletions inside deletions: our notes have none."""
EMPTY = re.compile(r"(?:\s|</?(?:br|div) ?/?>)*", re.IGNORECASE)
"""What Anki takes for an empty field."""
NAMED = {'"': "&quot;", "&": "&amp;", "<": "&lt;", ">": "&gt;"}
LATIN = re.compile(r"[^0-9A-Za-z\u0100-\U0010ffff]")
"""What Anki encodes in an attribute: the first 256 characters but letters and digits of ASCII."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A card of a note, drawn: the HTML of both sides."""

    number: int
    """Which card of its note it is, from 1: Anki gives its page the class `cardNUMBER`."""
    front: str
    back: str


def faces(note: Note, deck: str) -> Iterator[Face]:
    """The cards of a note in the deck with the full name `deck`."""
    for number in note.numbers:
        yield face(note, number, deck)


def face(note: Note, number: int, deck: str) -> Face:
    """One card of a note.

    Raises:
        KeyError: A template uses what is not known here.
    """
    template = note.type.templates[0 if note.type.cloze else number - 1]
    fields: dict[str, str] = dict(zip(note.type.fields, note.fields, strict=True))
    name = deck_name(deck)
    fields |= {
        "Card": template.name,
        "Deck": name,
        "Subdeck": name.rpartition("::")[2],
        "Tags": " ".join(note.tags),
        "Type": note.type.name,
    }
    front = _filled(template.front, fields | _clozes(note, number, asked=True))
    return Face(
        number=number,
        front=front,
        back=_filled(template.back, fields | _clozes(note, number, asked=False) | {"FrontSide": front}),
    )


def _filled(template: str, values: Mapping[str, str]) -> str:
    """The template with its tags replaced; what stands between `{{#NAME}}` and `{{/NAME}}` only if NAME is filled."""
    parts: list[str] = []
    open_sections: list[bool] = []
    done = 0
    for tag in TAG.finditer(template):
        shown = all(open_sections)
        parts.append(template[done : tag.start()] if shown else "")
        done = tag.end()
        if tag["sign"] == "/":
            open_sections.pop()
        elif tag["sign"]:
            open_sections.append((EMPTY.fullmatch(values[tag["name"]]) is None) is (tag["sign"] == "#"))
        elif shown:
            parts.append(values[tag["name"]])
    return "".join([*parts, template[done:]])


def _clozes(note: Note, number: int, *, asked: bool) -> dict[str, str]:
    """`cloze:FIELD` → the field with its deletions; that of the card is blank where it is asked for."""

    def shown(found: re.Match[str]) -> str:
        own = int(found["number"]) == number
        kind, text, told = "cloze" if own else "cloze-inactive", found["text"], ""
        if own and asked:
            text, told = "[...]", f' data-cloze="{LATIN.sub(_encoded, text)}"'
        return f'<span class="{kind}"{told} data-ordinal="{found["number"]}">{text}</span>'

    fields = zip(note.type.fields, note.fields, strict=True)
    return {f"cloze:{name}": DELETION.sub(shown, text) for name, text in fields} if note.type.cloze else {}


def _encoded(found: re.Match[str]) -> str:
    return NAMED.get(found.group(), f"&#x{ord(found.group()):02X};")
