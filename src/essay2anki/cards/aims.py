"""What did they set out to do?"""

from __future__ import annotations

from essay2anki.cards.wording import Wording, answer, ask
from essay2anki.model import Fact

RELATIONS = ("aim",)


def make(fact: Fact) -> Wording | None:
    """Ask for what was to be done."""
    question = ask("what", fact.operator, fact.subject, fact.predicate)
    return Wording(question=question, answer=answer(fact.value), score=6.4)
