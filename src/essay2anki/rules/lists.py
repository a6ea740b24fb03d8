"""Lists: items of one form, none that leans on something outside of the list."""

from __future__ import annotations

import re

from essay2anki.model import Card, Essay
from essay2anki.rules.reference import BARE

LEANING = re.compile(
    r"(?:it|its|they|their|he|his|she|her|this|that|these|those|such|other|others|another|further|more|etc)\b"
    r"|(?:some|many|both|all)$",
    re.IGNORECASE,
)
DOING = re.compile(
    r"(?:not )?[A-Za-z]+ing (?!(?:of|and|in|for|by|at|on|to|with|from)\b)[a-z]+|to [a-z]+ ", re.IGNORECASE
)
"""`Raising taxes`, `to raise taxes`: beside plain nouns it breaks the row."""


def loose(card: Card, _essay: Essay) -> str | None:
    """An item that means something only in its paragraph: `its neighbours`, `other reasons`, `the crisis`."""
    found = (LEANING.match(card.answer) or BARE.match(card.answer)) if card.type == "list" else None
    return found.group() if found else None


def uneven(card: Card, _essay: Essay) -> str | None:
    """Items of different forms: nobody recalls them as one row."""
    doing = [item for item in card.items if DOING.match(item)]
    return doing[0] if 0 < len(doing) < len(card.items) else None
