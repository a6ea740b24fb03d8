"""Why? For what reason?"""

from __future__ import annotations

from essay2anki.cards.nominals import as_clause
from essay2anki.cards.wording import Wording, answer, ask, sentence
from essay2anki.model import Fact

RELATIONS = ("why", "explained", "cleft", "reason", "agent", "origin")


def make(fact: Fact) -> Wording | None:
    """Ask why something was so, where it came from, or what it was driven by."""
    match fact.relation:
        case "why":
            said = f"according to {fact.attribution}, why" if fact.attribution else "why"
            question = ask(said, fact.operator, fact.subject, fact.predicate)
        case "explained":
            question = f"{sentence(fact.statement)} {ask('what', fact.predicate) if fact.predicate else 'Why?'}"
        case "cleft":
            question = ask("what", fact.predicate)
        case "reason":
            clause = as_clause(fact.subject)
            if clause is None:
                return None  # `What was the reason for costs above the minimum?`: no reader took one of four
            question = ask("why", clause)
        case "origin":
            said = f"according to {fact.attribution}, what" if fact.attribution else "what"
            question = ask(said, fact.operator, fact.subject, fact.predicate)
        case _:
            question = ask("what", fact.predicate, fact.subject)
    return Wording(question=question, answer=answer(fact.value), score=7.0)
