"""Tags: what a card asks for, where it comes from, for which exam it is."""

from __future__ import annotations

import re

from essay2anki.model import Card, Essay, Section
from essay2anki.sides import side_of

ROOT = "essay2anki"
"""All tags stand below it, apart from those of the student."""
PARTS = re.compile(r"(?:\s|:)+")
"""White space would end a tag, colons would begin a level below it."""


def tags_of(card: Card, essay: Essay) -> tuple[str, ...]:
    """The tags of a card: `essay2anki::kind::date`, and likewise its sections, its side, its subject and its paper."""
    # A card that asks for the side must not have it in its tags.
    side = "" if card.rule.startswith("sides/") else side_of(card.evidence[0].heading)
    sections = sorted({quote.section for quote in card.evidence})
    named = [
        ("kind", card.kind),
        *(("section", section) for section in sections),
        ("side", side),
        ("subject", essay.subject),
        ("paper", essay.paper),
    ]
    tags = [f"{ROOT}::{name}::{_word(value)}" for name, value in named if _word(value)]
    return (*tags, f"{ROOT}::notes-only") if sections == [Section.NOTES] else tuple(tags)


def _word(text: str) -> str:
    return PARTS.sub("_", text).strip("_")
