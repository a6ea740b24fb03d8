"""What did it lead to?"""

from __future__ import annotations

from essay2anki.cards.wording import Wording, answer, ask, sentence
from essay2anki.model import Fact

RELATIONS = ("effect", "impact", "outcome")
OPERATORS = frozenset({"did", "do", "does", "can"})
"""Operators of a plain statement; `What has the war created?` would ask for more than the source tells."""


def make(fact: Fact) -> Wording | None:
    """Ask what something did, what effect it had, or what came of what is told first."""
    if fact.relation == "outcome":
        question = f"{sentence(fact.statement)} {ask('what did this', fact.predicate)}"
        return Wording(question=question, answer=answer(fact.value), score=6.0)
    if fact.operator not in OPERATORS:
        return None
    asked = "what effect" if fact.relation == "impact" else "what"
    verb = "have" if fact.relation == "impact" else fact.predicate
    return Wording(question=ask(asked, fact.operator, fact.subject, verb), answer=answer(fact.value), score=6.6)
