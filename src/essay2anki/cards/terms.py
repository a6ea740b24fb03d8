"""What is …?"""

from __future__ import annotations

from essay2anki.cards.wording import Wording, answer, ask
from essay2anki.model import Fact

RELATIONS = ("means",)


def make(fact: Fact) -> Wording | None:
    """Ask what a term or a named body is."""
    return Wording(question=ask("what", fact.operator, fact.subject), answer=answer(fact.value), score=7.5)
