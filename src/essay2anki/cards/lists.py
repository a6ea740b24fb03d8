"""Name the three …! What points does the essay make?"""

from __future__ import annotations

from essay2anki.cards.wording import Wording, ask, sentence
from essay2anki.lexicon import COUNTS
from essay2anki.model import Fact

RELATIONS = ("members", "which_members", "who_all", "consists_of", "points")
SCORE = 8.0


def make(fact: Fact) -> Wording | None:
    """Ask for all items of a list by their number, so that the learner knows when it is complete."""
    count = COUNTS[len(fact.items) - 1]
    match fact.relation:
        case "members" if fact.attribution:
            question = ask(f"according to {fact.attribution}, what are the {count} {fact.subject}")
        case "members":
            question = sentence(f"name the {count} {fact.subject}")
        case "which_members":
            said = f"according to {fact.attribution}," if fact.attribution else ""
            question = ask(said, fact.joint, "which", count, fact.subject, fact.operator, fact.predicate)
        case "who_all":
            question = f"{ask('who', fact.predicate)} Name all {count}."
        case "consists_of":
            question = f"{ask('what', fact.operator, fact.subject, fact.predicate)} Name all {count}."
        case _:
            verb = "give" if fact.subject.endswith("reasons") else "make"
            question = ask("which", count, fact.subject, "does the essay", f"{verb}, in order")
    return Wording(question=question, answer="", score=SCORE, type="list")
