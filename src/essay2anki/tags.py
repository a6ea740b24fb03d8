"""Tags: what a card asks for, where it comes from, for which exam it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from essay2anki.model import Card, Essay, Section
from essay2anki.sides import side_of

ROOT = "essay2anki"
"""All tags stand below it, apart from those of the student."""
EXAMS = (f"{ROOT}::subject::", f"{ROOT}::paper::")
"""Tags of the essay, which all its cards share."""
PARTS = re.compile(r"(?:\s|:)+")
"""White space would end a tag, colons would begin a level below it."""


def tags_of(card: Card, essay: Essay) -> tuple[str, ...]:
    """The tags of a card: `essay2anki::kind::date`, and likewise its sections, its side, its subject and its paper."""
    return _tags(card, [("subject", essay.subject), ("paper", essay.paper)])


def tags_of_own(card: Card, fellows: Iterable[str]) -> tuple[str, ...]:
    """The same of a card that a person added; the tags of its `fellows` in the deck tell its subject and its paper."""
    told = Counter(tag for tag in fellows if tag.startswith(EXAMS))
    exam = {prefix: next((tag for tag, _ in told.most_common() if tag.startswith(prefix)), "") for prefix in EXAMS}
    return _tags(card, [(prefix.split("::")[1], tag.removeprefix(prefix)) for prefix, tag in exam.items()])


def _tags(card: Card, exam: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    # A card that asks for the side must not have it in its tags.
    side = "" if card.rule.startswith("sides/") else side_of(card.evidence[0].heading if card.evidence else "")
    sections = sorted({quote.section for quote in card.evidence})
    named = [("kind", card.kind), *(("section", section) for section in sections), ("side", side), *exam]
    tags = [f"{ROOT}::{name}::{_word(value)}" for name, value in named if _word(value)]
    return (*tags, f"{ROOT}::notes-only") if sections == [Section.NOTES] else tuple(tags)


def _word(text: str) -> str:
    return PARTS.sub("_", text).strip("_")
