"""Who? Which act, which treaty?"""

from __future__ import annotations

from essay2anki.cards.wording import Wording, ask
from essay2anki.model import Fact

RELATIONS = ("who", "which", "by")


def make(fact: Fact) -> Wording | None:
    """Ask for the one who did it, or for the event or document that did."""
    if fact.relation == "by":
        question = ask("by whom", fact.operator, fact.subject, fact.predicate)
    elif fact.relation == "who":
        question = ask("who", fact.predicate)
    else:
        question = ask("which", fact.subject, fact.predicate)
    return Wording(question=question, answer=fact.value, score=6.5)
