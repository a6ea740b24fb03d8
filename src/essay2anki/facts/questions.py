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
ASKING = re.compile(
    r".*[?.!]['\"’”]?$|(?:Analy[sz]e|Assess|Account for|Compare|Consider|Critically|Describe|Discuss|Evaluate|Examine"
    r"|Explain|Outline|Using)\b",
    re.DOTALL,
)
"""A question, a claim, or a task; `Causes of the Great Depression` is only a heading."""
LONGEST = 40
"""Words of a question that can stand above a card."""


def is_asked(essay: Essay) -> bool:
    """True where the title asks for a judgment, or there is none."""
    return not essay.title or bool(ASKING.match(question(essay)))


def question(essay: Essay) -> str:
    """The essay question, without what it tells the writer to do; of a long task its questions alone."""
    words = COMMAND.sub("", essay.title)
    if len(words.split()) > LONGEST:
        return " ".join(QUESTION.findall(words))
    if INTERROGATIVE.match(words) and words[-1].isalnum():
        return f"{words}?"
    whole = words == essay.title or re.search(r"[.?!]['\"’”]?$", words)
    return words if whole else f"{words}."
