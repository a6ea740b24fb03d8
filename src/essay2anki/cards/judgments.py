"""What does the essay decide? On which side does a point stand? What does a scholar hold?"""

from __future__ import annotations

import re

from essay2anki.cards.wording import Wording, answer, ask
from essay2anki.model import Fact, Kind, Section

RELATIONS = (
    "verdict",
    "superlative",
    "side",
    "view",
    "seen_as",
    "holder",
    "distinguished",
    "appraisal",
    "point",
    "ranking",
    "symbol",
)


SCORES = {"verdict": 9.0, "side": 7.0, "point": 7.2, "ranking": 7.0}
SCORE = 7.5


def make(fact: Fact) -> Wording | None:
    """Ask for the judgment; answers are the source's words, and no front gives a side away."""
    source = fact.evidence[0].section  # the notes may hold what the essay does not
    told = f"according to the {source}, " if fact.kind is Kind.JUDGMENT else ""
    match fact.relation:
        case "verdict":
            asked = re.sub(r"(?<=[\w)])$", ".", fact.subject)  # a title may have no full stop
            question = f"{asked} What is the overall judgment?".strip()
        case "superlative" | "point":
            question = ask(f"{told}what", fact.operator, fact.subject)
        case "ranking":
            question = ask(f"{told}which", fact.operator, f"{fact.predicate}:", fact.subject)
        case "side":
            question = ask(f"{fact.predicate}, and why:", fact.subject)
        case "appraisal":
            question = ask(
                f"how does the {source} judge" if source is Section.ESSAY else "how do the notes judge",
                f"{fact.subject} {fact.predicate}".strip() + ", and why",
            )
        case "distinguished" if fact.predicate == "things":
            question = ask("between which two things", fact.operator, fact.subject, "distinguish")
        case "distinguished":
            question = ask("which two", fact.predicate, fact.operator, fact.subject, "distinguish")
        case "holder":
            question = ask("who", fact.predicate)
        case "seen_as":
            question = ask("how", fact.operator, fact.subject, fact.predicate)
        case _:
            question = ask(fact.joint, "what", fact.operator, fact.subject, fact.predicate)
    return Wording(question=question, answer=answer(fact.value), score=SCORES.get(fact.relation, SCORE))
