"""What does the essay decide? On which side does a point stand? What does a scholar hold?"""

from __future__ import annotations

from essay2anki.cards.wording import Wording, answer, ask
from essay2anki.model import Fact

RELATIONS = ("verdict", "superlative", "side", "view", "seen_as")


def make(fact: Fact) -> Wording | None:
    """Ask for the judgment; answers are the source's words, and no front gives a side away."""
    match fact.relation:
        case "verdict":
            question = f"{fact.subject} What is the overall judgment?".strip()
            return Wording(question=question, answer=answer(fact.value), score=9.0)
        case "superlative":
            question = ask("according to the essay, what", fact.operator, fact.subject)
            return Wording(question=question, answer=answer(fact.value), score=7.5)
        case "side":
            question = ask(f"{fact.predicate}, and why:", fact.subject)
            return Wording(question=question, answer=answer(fact.value), score=7.0)
        case "seen_as":
            question = ask("how", fact.operator, fact.subject, fact.predicate)
            return Wording(question=question, answer=answer(fact.value), score=7.5)
        case _:
            question = ask("what", fact.operator, fact.subject, fact.predicate)
            return Wording(question=question, answer=answer(fact.value), score=7.5)
