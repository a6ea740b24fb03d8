"""What is wrong with a card: an ordered table of rules. A new rule is one function and one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from essay2anki.model import Card, Essay
from essay2anki.rules import answers, leaning, prompts, reference, texts, truth, worth

Check = Callable[[Card, Essay], str | None]
"""What is wrong with the card, as a short phrase or the words at fault; none if nothing is. Pure."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named reason not to hand a card out."""

    id: str
    explanation: str
    """One line for people."""
    check: Check


RULES: tuple[Rule, ...] = (
    Rule("examiner-text", "words to examiners are not taught", texts.examiner),
    Rule("announcement", "the essay speaks of itself, not of its subject", texts.announcement),
    Rule("markup", "markup or debris of a web page is visible", texts.markup),
    Rule("note-form", "an article is missing, as in notes: `with USSR`", texts.note_form),
    Rule("unbalanced", "a bracket or quotation mark has no partner", texts.unbalanced),
    Rule("orphan-reference", "a pronoun or `this` refers to nothing on the front", reference.orphan),
    Rule("anaphor", "`two years later`, `both sides`: only the sentence before explains it", reference.anaphor),
    Rule("leftover", "`also`, `that question`, `were wider`: the other half is not on the card", leaning.leftover),
    Rule("unanchored", "something unnamed happened, and no name tells where", leaning.unanchored),
    Rule("nobody", "`they` or `their` with no plural that it could stand for", leaning.nobody),
    Rule("again", "`the city` of which the paragraph spoke before: which one is not said", leaning.again),
    Rule("hedged", "`only`, `partly` or `not` of the quote is missing", truth.hedged),
    Rule("citation", "the year of a publication is not worth a card", worth.citation),
    Rule("incidental", "the statement could do without the name that is asked for", worth.incidental),
    Rule("no-year", "a day or month without its year", reference.no_year),
    Rule("bare-definite", "`the agreement`: which one is not said", reference.bare_definite),
    Rule("answer-in-title", "the title of the deck gives the answer away", answers.in_title),
    Rule("answer-on-front", "the front gives the answer away", answers.on_front),
    Rule("topic-term", "the answer is what the whole essay is about", answers.topic_term),
    Rule("vague-answer", "the answer points elsewhere or says nothing", answers.vague),
    Rule("long-answer", "the answer is too long to recall", answers.too_long),
    Rule("long-prompt", "the prompt is too long to take in", prompts.too_long),
    Rule("thin-prompt", "the prompt has too little to go by", prompts.thin),
    Rule("dangling-prompt", "the question breaks off", prompts.dangling),
    Rule("other-date", "the question for a date shows another date", prompts.other_date),
    Rule("one-of-many", "the topic of the essay has many effects", prompts.one_of_many),
    Rule("one-of-a-list", "other members of the list would do as well", prompts.listed),
    Rule("partial-name", "half of the name stands beside the blank", prompts.partial),
    Rule("fragment", "the note is too short to be understood", prompts.fragment),
)
"""The first that objects is the one that is reported."""


def objection(card: Card, essay: Essay) -> tuple[str, str] | None:
    """The id of the first rule that objects to a card, and what it found; none for a card that may be handed out."""
    for rule in RULES:
        found = rule.check(card, essay)
        if found:
            return rule.id, found
    return None
