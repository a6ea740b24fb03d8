"""Keys of what a person wrote: a card of their own, or a copy of a drafted one that they changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from essay2anki.deckfile.entries import DeckFile, Entry
from essay2anki.deckfile.shapes import DELETION
from essay2anki.keys import numbered
from essay2anki.model import Kind
from essay2anki.words import content

WORDS = 10
"""Words of the wording that make the key."""


def settled(file: DeckFile) -> DeckFile:
    """The file with a key for each entry, and no key twice; how it is written is not touched.

    A copy is a card of one's own: of entries with one key, that which is as it was drafted keeps it, else the first.
    """
    owners = _owners(file.entries)
    taken = set(owners)
    entries = []
    for place, entry in enumerate(file.entries):
        if owners.get(entry.key) == place:
            entries.append(entry)
            continue
        key = numbered(_own_key(entry, file.deck), taken)
        taken.add(key)
        entries.append(replace(entry, key=key, made=(), status=entry.stated))
    return replace(file, entries=tuple(entries))


def _owners(entries: Sequence[Entry]) -> dict[str, int]:
    """Key → place of the entry that has it by right."""
    owners: dict[str, int] = {}
    for place, entry in enumerate(entries):
        known = owners.get(entry.key)
        if entry.key and (known is None or (entries[known].edited and not entry.edited)):
            owners[entry.key] = place
    return owners


def _own_key(entry: Entry, deck: str) -> str:
    """`own/asked/date-pact-rapallo-signed/5f1c2a90`: from the words of the card, whatever its file is called."""
    told = DELETION.sub(r"\g<answer>", " ".join(entry.wording.filled.values()))
    words = "-".join(sorted(set(content(told)))[:WORDS])
    # A note type hangs on its key: that of a date has a second template for the reverse.
    kind = f"{Kind.DATE}/own" if entry.wording.reverse_prompt else "own/asked"
    return f"{kind}/{words or _digest(told)}/{_digest(deck)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
