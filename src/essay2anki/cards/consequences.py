"""What did it lead to?"""

from __future__ import annotations

import re

from essay2anki.cards.wording import Wording, answer, ask, sentence
from essay2anki.lexicon import PRESENT_PERFECT
from essay2anki.model import Fact
from essay2anki.words import content

RELATIONS = ("effect", "impact", "outcome", "meant", "happens", "when_so", "how_many")
PLAIN = frozenset({"effect", "outcome", "impact"})
"""Relations of a plain statement."""
OPERATORS = frozenset({"did", "do", "does", "can"})
"""Operators of a plain statement; `What has the war created?` would ask for more than the source tells."""
SCORE = 6.6
TOLL = 6.4
"""Below the event that took it."""
IMPACT = 3.5
"""What effect something had, in so many words, strict readers accepted in 4 of 12: a full deck has it. On what it had
an effect makes it one question."""
PRESENT = frozenset({"does", "do", "can", "is", "are", "has", "have", "may", "will", "must"})
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
    if fact.statement:
        question = "" if _is_open(fact) else f"{sentence(fact.statement)} {_result(fact)}"
        return Wording(question=question, answer=answer(_told_first(fact)), score=6.0) if question else None
    question = _question(fact)
    general = fact.relation == "impact" and not fact.predicate.startswith("on ")
    score = TOLL if fact.relation == "how_many" else IMPACT if general else SCORE
    return Wording(question=question, answer=answer(fact.value), score=score) if question else None


def _question(fact: Fact) -> str:
    """The question where nothing is told first; empty where none can be put."""
    perfect = fact.relation == "impact" and fact.operator in PRESENT_PERFECT
    if fact.relation in PLAIN and fact.operator not in OPERATORS and not perfect:
        return ""
    rest: tuple[str, ...] = (fact.operator, fact.subject, fact.predicate)
    match fact.relation:
        case "how_many":
            asked = fact.joint
        case "when_so":
            asked = "when"
        case "happens":
            asked, rest = "what happens", (fact.subject,)
        case "meant":
            asked, rest = "what", ("was" if fact.operator == "did" else "is", "the consequence of", fact.subject)
        case "impact":
            have = "had" if perfect else "have"
            asked, rest = "what effect", (fact.operator, fact.subject, have, fact.predicate)
        case _:
            fronted = FRONTED.fullmatch(fact.predicate)
            asked = f"{fronted['joint']} what" if fronted else "what"
            rest = (*rest[:2], fronted["rest"]) if fronted else rest
    return ask(asked, *rest)


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
