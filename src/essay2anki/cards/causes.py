"""Why? For what reason?"""

from __future__ import annotations

from essay2anki.cards.nominals import as_clause
from essay2anki.cards.wording import Wording, answer, ask
from essay2anki.model import Fact

RELATIONS = ("why", "reason", "agent")


def make(fact: Fact) -> Wording | None:
    """Ask why something was so, or what it was driven by."""
    if fact.relation == "why":
        question = ask("why", fact.operator, fact.subject, fact.predicate)
    elif fact.relation == "reason":
        clause = as_clause(fact.subject)
        question = ask("why", clause) if clause else ask("what was the reason for", fact.subject)
    else:
        question = ask("what", fact.predicate, fact.subject)
    return Wording(question=question, answer=answer(fact.value), score=7.0)
