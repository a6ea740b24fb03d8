"""What did it lead to?"""

from __future__ import annotations

import re

from essay2anki.cards.wording import Wording, answer, ask, sentence
from essay2anki.model import Fact
from essay2anki.words import content

RELATIONS = ("effect", "impact", "outcome", "meant", "happens", "when_so", "how_many")
OPERATORS = frozenset({"did", "do", "does", "can"})
"""Operators of a plain statement; `What has the war created?` would ask for more than the source tells."""
SCORE = 6.6
TOLL = 6.4
"""Below the event that took it."""
IMPACT = 3.5
"""What effect something had, in so many words, strict readers accepted in 4 of 12: a full deck has it. On what it had
an effect makes it one question."""
PRESENT = frozenset({"does", "do", "can", "is", "are", "has", "have", "may", "will", "must"})
PERFECT = frozenset({"has", "have"})
ANYTHING = frozenset({"cause", "create", "lead to", "result in", "bring about", "produce"})
TOLD = 5
"""Content words of a general statement of which it can be asked what comes of it."""
FUTURE = re.compile(r"\bwill\b")
ANOTHER = re.compile(r",? and (?:[a-z]+ly )?[a-z]{3,}ing (?:[a-z]+ )+.*")
"""`fertility and requiring fertilisers`: a second participle, and no part of what the first one brought."""


FRONTED = re.compile(r"(?P<rest>(?:restrict|limit|confine|tie|link|provide|call)\b.*?) ?(?P<joint>to|for)")
"""A question does not end with `restrict each side to`."""


def make(fact: Fact) -> Wording | None:
    """Ask what something did, what effect it had, or what came of what is told first."""
    if fact.statement and _is_open(fact):
        return None
    if fact.statement:
        return Wording(
            question=f"{sentence(fact.statement)} {_result(fact)}", answer=answer(_told_first(fact)), score=6.0
        )
    if fact.relation == "how_many":
        return Wording(
            question=ask(fact.joint, fact.operator, fact.subject, fact.predicate), answer=answer(fact.value), score=TOLL
        )
    if fact.relation == "happens":
        question = ask("what happens", fact.subject)
    elif fact.relation == "when_so":
        question = ask("when", fact.operator, fact.subject, fact.predicate)
    elif fact.relation == "meant":
        was = "was" if fact.operator == "did" else "is"
        question = ask("what", was, "the consequence of", fact.subject)
    elif fact.relation == "impact" and fact.operator in PERFECT:
        question = ask("what effect", fact.operator, fact.subject, "had", fact.predicate)
    elif fact.operator not in OPERATORS:
        return None
    elif fact.relation == "impact":
        question = ask("what effect", fact.operator, fact.subject, "have", fact.predicate)
    elif fronted := FRONTED.fullmatch(fact.predicate):
        question = ask(fronted["joint"], "what", fact.operator, fact.subject, fronted["rest"])
    else:
        question = ask("what", fact.operator, fact.subject, fact.predicate)
    general = fact.relation == "impact" and not fact.predicate.startswith("on ")
    score = IMPACT if general else SCORE
    return Wording(question=question, answer=answer(fact.value), score=score)


def _told_first(fact: Fact) -> str:
    """The value without a second participle, where a participle tells it."""
    return ANOTHER.sub("", fact.value) if fact.finder == "consequences" else fact.value


def _is_open(fact: Fact) -> bool:
    """True for `Vegetation dies. What does this cause?`, of which much else may come as well."""
    general = fact.finder == "consequences" and fact.operator in PRESENT and fact.predicate in ANYTHING
    return general and len({*content(fact.statement)}) < TOLD and not re.search(r"\d|[a-z] [A-Z]", fact.statement)


def _result(fact: Fact) -> str:
    if fact.relation == "impact":
        return ask("what effect", fact.operator, "this have", fact.predicate)
    if fact.predicate:
        future = fact.operator == "did" and FUTURE.search(fact.statement)
        return ask("what", future[0] if future else fact.operator, "this", fact.predicate)
    return ask("what", "is" if fact.operator in PRESENT else "was", "the result")
