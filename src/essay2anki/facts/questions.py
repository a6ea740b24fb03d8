"""The essay question as a card shows it."""

from __future__ import annotations

import re

from essay2anki.model import Essay

COMMAND = re.compile(
    r" with (?:\w+ )?reference to (?:the )?(?:Extract|Source|Item|Figure|Table)s?\b[^.?]*$|"
    r"(?: (?:Explain|Discuss|Justify|Refer|Use|Include|Support|Illustrate|Give|Make|You should|In your answer)\b"
    r"[^.?]*\.?)+$"
)
"""What the question tells the writer to do; the reader has nothing to explain."""


def asked(essay: Essay) -> str:
    """The essay question, without what it tells the writer to do."""
    words = COMMAND.sub("", essay.title)
    whole = words == essay.title or re.search(r"[.?!]['\"’”]?$", words)
    return words if whole else f"{words}."
