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
QUESTION = re.compile(r"[A-Z][^.?!]*\?")
INTERROGATIVE = re.compile(r"(?:To what|How|Why|What|Which|Was|Were|Did|Do|Does|Is|Are|Can|Should)\b")
"""How a question begins; its mark may have been lost."""
LONGEST = 40
"""Words of a question that can stand above a card."""


def question(essay: Essay) -> str:
    """The essay question, without what it tells the writer to do; of a long task its questions alone."""
    words = COMMAND.sub("", essay.title)
    if len(words.split()) > LONGEST:
        return " ".join(QUESTION.findall(words))
    if INTERROGATIVE.match(words) and words[-1].isalnum():
        return f"{words}?"
    whole = words == essay.title or re.search(r"[.?!]['\"’”]?$", words)
    return words if whole else f"{words}."
