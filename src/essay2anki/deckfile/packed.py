"""What stands in a package, as deck files that nobody wrote: entries without lines, to be judged and compared.

Our notes tell all that a deck file has, but for the maker of a card and what a person decided. Of a note of another
program the first card is told, as far as it is text: what its front shows is the prompt, what its back adds the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from essay2anki.deckfile.entries import GONE, DeckFile, Entry, Raw, Wording
from essay2anki.model import ITEM, Deck, Evidence, Kind, Section
from essay2anki.notes import LIST, TYPES, Note, guid_of, note_of
from essay2anki.notes.escape import Html, plain, unescape

if TYPE_CHECKING:
    from essay2anki.unpack import Packed

NOTHING = Raw(lines=())
QUOTE = re.compile(r"<blockquote>(?P<quote>[^<>]*)<cite>(?P<place>[^<>]*)</cite></blockquote>")
LI = re.compile(r"<li>([^<>]*)</li>")
FIELDS = {
    "Prompt": "prompt",
    "Answer": "answer",
    "Reverse prompt": "reverse_prompt",
    "Reverse answer": "reverse_answer",
    "Text": "text",
    "Context": "context",
}
"""Field of our note types → part of a wording."""
BREAK = re.compile(r"<(?:br|/?div|/?p|/?li|/?tr|/?ul|/?ol|hr)\b[^<>]*>", re.IGNORECASE)
PICTURE = re.compile(r'<img\b[^<>]*\balt="([^"<>]*)"[^<>]*>')
"""A picture with the words for those who cannot see it."""
TAG = re.compile(r"<[^<>]*>")
MEDIA = re.compile(r"\[sound:[^\[\]]*\]")
CLOZE = re.compile(r"(\{\{c\d+::)([^{}]*)\}\}")
"""A deletion; what stands behind two more colons is a hint, `{{c1::Pact::a treaty}}`."""
SHOWN = re.compile(r"\{\{(?![#^/!]|type:)(?:[^{}:]*:)*([^{}:]+)\}\}")
"""A field on a template, behind its filters: `{{Front}}`, `{{cloze:Text}}`."""


def unpacked(notes: Sequence[Packed], name: str) -> tuple[DeckFile, ...]:
    """The notes of a package as a file for each deck, in their order; `name` is the package's in messages."""
    decks: dict[str, list[Entry]] = {}
    keys: set[str] = set()
    for place, note in enumerate(notes):
        entry = _entry(note)
        # Some programs give two notes one guid. Anki takes both, and updates only the first.
        decks.setdefault(note.deck, []).append(entry if entry.key not in keys else replace(entry, key=f"#{place}"))
        keys.add(entry.key)
    return tuple(
        DeckFile(name=name, deck=deck, sources=(), timeline=True, entries=tuple(entries), head=NOTHING, tail=NOTHING)
        for deck, entries in decks.items()
    )


def as_packed(file: DeckFile, deck: Deck) -> DeckFile:
    """The file with the entries that `unpacked` would give of its package, which holds `deck`."""
    return replace(file, entries=tuple(_ours(note_of(cards)) for cards in deck.notes))


def _entry(packed: Packed) -> Entry:
    note_type = TYPES.get(packed.type.id)
    if note_type is None or packed.type.fields != note_type.fields:
        return _foreign(packed)
    key = text_of(packed.named["Key"])
    entry = _ours(
        Note(
            key=key if guid_of(key) == packed.guid else packed.guid,
            type=note_type,
            numbers=packed.cards,
            fields=tuple(Html(field) for field in packed.fields),
            front="",
            tags=packed.tags,
        )
    )
    return replace(entry, status=GONE) if packed.named["Retired"] or not packed.cards else entry


def _ours(note: Note) -> Entry:
    """The entry of a note of this program."""
    named = dict(zip(note.type.fields, note.fields, strict=True))
    wording = {part: text_of(named.get(field, "")) for field, part in FIELDS.items()}
    asked, _, listed = named.get("Prompt", "").partition("<ul ")
    wording["prompt"] = ITEM.join(map(text_of, [asked, *LI.findall(listed)]))
    if note.type is LIST:
        items = LI.findall(named["Text"])
        wording |= {"text": "", "items": "\n".join(" ".join(text_of(item).split()) for item in items)}
    kinds = (kind.lower() for kind in text_of(named["Kind"]).split(" · "))
    return Entry(
        wording=Wording(**wording),
        tags=note.tags,
        kinds=tuple(kind for kind in kinds if kind in list(Kind)),
        evidence=tuple(_quote(place, match) for place, match in enumerate(QUOTE.finditer(named["Evidence"]))),
        key=note.key,
    )


def _quote(place: int, match: re.Match[str]) -> Evidence:
    section, _, heading = text_of(match["place"]).partition(" › ")
    return Evidence(
        quote=text_of(match["quote"]),
        source="",
        section=Section(section.lower()) if section.lower() in list(Section) else Section.ESSAY,
        heading=heading,
        line=0,
        start=place,
        end=place,
    )


def _foreign(packed: Packed) -> Entry:
    """The first card of a note of another program; a part that is no text stays empty."""
    named = packed.named
    templates = packed.type.templates
    number = 0 if packed.type.cloze else max(0, min(packed.cards, default=0))
    template = templates[number] if number < len(templates) else None
    front = dict.fromkeys(name for name in SHOWN.findall(template.front if template else "") if name in named)
    told = SHOWN.findall(template.back if template else "")
    back = dict.fromkeys(name for name in told if name in named and name not in front)
    shown, hidden = (" ".join(filter(None, (_line(named[name]) for name in names))) for names in (front, back))
    wording = Wording(text=shown) if packed.type.cloze else Wording(prompt=shown, answer=hidden)
    return Entry(wording=wording, tags=packed.tags, key=packed.guid, status="" if packed.cards else GONE)


def text_of(field: str) -> str:
    """The text of a field, whoever wrote its HTML: without tags, sounds and hints of deletions."""
    bare = TAG.sub("", BREAK.sub("\n", PICTURE.sub(r" \1 ", MEDIA.sub("", CLOZE.sub(_without_hint, field)))))
    return plain(unescape(bare)).strip()


def _without_hint(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2].partition('::')[0]}}}}}"


def _line(field: str) -> str:
    return " ".join(text_of(field).split())
