"""What a clause says came of its subject, split into what is asked and what answers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from essay2anki.facts.trimming import first_statement, is_negated, trailing
from essay2anki.lexicon import BROAD, CAUSAL_VERBS, GIVING, OUTCOMES, PUSHING
from essay2anki.model import Clause

PAIR = 2
"""Objects of a verb that gives something to somebody."""
PROVIDING = frozenset({"leave", "provide", "supply", "equip", "present"})
"""Verbs that give *with*: `provided the state with revenue`."""
BECAUSE = re.compile(r",? because\b.*")
ANOTHER = re.compile(r",? and [a-z]{3,}ing (?:the|an?|its|their|his|her|more|new)\b.*")
"""`preventing a recovery and stopping the slide`: a second effect, and no part of the first."""
PUSHED = re.compile(
    r"(?P<who>(?!(?:it|them|him|her|us|this|these)\b)[\w’'-]+(?: [\w’'-]+){0,6}?) to "
    r"(?P<do>(?!the\b|an?\b)[a-z]+(?: .+)?)"
)
"""`the government to print money`: who was made to do what."""


@dataclass(frozen=True, slots=True)
class Effect:
    """The two halves of a consequence."""

    asked: str
    """What stands behind `What did it`: `lead to`, `allow the state to do`; empty where the result as such is asked."""
    value: str
    impact: bool = False
    """True where the value is all that is said of the subject, and the question is what effect it had."""


def effect_of(clause: Clause) -> Effect | None:
    """The effect that a clause tells by its verb, or none."""
    front = [part for part in clause.parts if part.start < clause.verb_start]
    told = clause.predicate(without=[*front, *trailing(clause)], finite=True)
    rest = ANOTHER.sub("", BECAUSE.sub("", first_statement(told.removeprefix(clause.finite).strip())))
    if clause.passive or not rest or is_negated(clause):
        return None
    if clause.lemma == "mean":
        return Effect("", rest.removeprefix("that ")) if rest.startswith("that ") else None
    impact = Effect("", first_statement(told), impact=True) if clause.lemma in BROAD else None
    return _pushed(clause, rest) or _given(clause) or impact or _brought(clause, rest)


def _pushed(clause: Clause, rest: str) -> Effect | None:
    pushed = PUSHED.fullmatch(rest) if clause.lemma in PUSHING else None
    return Effect(f"{clause.bare} {pushed['who']} to do", pushed["do"]) if pushed else None


def _given(clause: Clause) -> Effect | None:
    """`gave Chile a loan`, `left Britain with debts`: who got it, and what."""
    behind = [part for part in clause.parts if part.start > clause.verb_start and part.role not in {"tail", "clause"}]
    if (
        clause.lemma in PROVIDING
        and [part.role for part in behind] == ["object", "prep"]
        and behind[1].marker == "with"
    ):
        return Effect(f"{clause.bare} {behind[0].text} with", first_statement(behind[1].text.removeprefix("with ")))
    given = [part.text for part in clause.parts if part.role == "object" and part.start > clause.verb_start]
    given = [text for text in given if not text.startswith("to ")]
    if clause.lemma not in GIVING or len(given) != PAIR:
        return None
    return Effect(f"{clause.bare} {given[0]}", first_statement(given[1]))


def _brought(clause: Clause, rest: str) -> Effect | None:
    link = CAUSAL_VERBS.get(clause.lemma, "")
    if clause.lemma not in OUTCOMES or (link and not rest.startswith(f"{link} ")):
        return None
    return Effect(f"{clause.bare} {link}".strip(), rest.removeprefix(f"{link} " if link else ""))
