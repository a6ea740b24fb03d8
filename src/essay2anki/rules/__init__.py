"""What is wrong with cards and decks: ordered tables of rules. A new rule is one function and one line here.

`RULES` judge the single card: generation rejects by them, `essay2anki check` tells by them. `DECK_RULES` judge decks
as a whole, for `check` alone. `READING_RULES` are applied where deck files are read, for `build` as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from essay2anki.model import Card, Deck, Essay
from essay2anki.rules import answers, decks, leaning, lists, prompts, reference, texts, truth, worded, worth
from essay2anki.rules.decks import Hit, Placed

__all__ = [
    "DECK_RULES",
    "LEANING",
    "READING_RULES",
    "RULES",
    "Check",
    "Hit",
    "Placed",
    "Rule",
    "every_rule",
    "objection",
]

Check = Callable[[Card, Essay], str | None]
"""What is wrong with the card, as a short phrase or the words at fault; none if nothing is. Pure."""
DeckCheck = Callable[[Sequence[Deck], Sequence[Essay]], Iterator[Hit]]
"""What is wrong with decks, and with the essays of which they are made. Pure."""
C_co = TypeVar("C_co", covariant=True)
REWORD = "Reword the card, or reject it."
ONE = "Reject one of the two, or reword it so that it asks for something else."
SHORTEN = "Ask for less: split the card in two, or make it a list with “items:”."


@dataclass(frozen=True, slots=True)
class Rule(Generic[C_co]):
    """A named reason not to hand something out."""

    id: str
    explanation: str
    """One line for people."""
    check: C_co
    worded: Check | None = None
    """The check of a card that a person worded; none where only the wording of the makers can be judged."""
    severity: str = "warning"
    """How `check` tells it: `error`, `warning`, or `note` for what it tells with -v only."""
    advice: str = REWORD
    leans: bool = False
    """True where the sentence before may tell what the prompt does not."""
    fatal: bool = False
    """True where what it finds keeps a file from being read: it is always an error."""


RULES: tuple[Rule[Check], ...] = (
    Rule(
        "examiner-text",
        "words to examiners are not taught",
        texts.examiner,
        worded=worded.examiner,
        severity="error",
        advice="Write down what is to be learnt, or reject the card.",
    ),
    Rule("announcement", "the essay speaks of itself, not of its subject", texts.announcement),
    Rule(
        "markup",
        "markup or debris of a web page is visible",
        texts.markup,
        worded=worded.markup,
        severity="error",
        advice="Take the markup away: a deck file holds plain words.",
    ),
    Rule(
        "slip",
        "a slip of the writer that a teacher would mark: `would of`, two statements with only a comma",
        texts.slip,
    ),
    Rule("note-form", "an article is missing, as in notes: `with USSR`", texts.note_form),
    Rule(
        "unbalanced",
        "a bracket or quotation mark has no partner",
        texts.unbalanced,
        worded=worded.unbalanced,
        advice="Write its partner, or take it away.",
    ),
    Rule(
        "orphan-reference",
        "a pronoun or `this` refers to nothing on the front",
        reference.orphan,
        worded=worded.orphan,
        advice="Write who or what is meant: the card comes without the sentence before it.",
        leans=True,
    ),
    Rule(
        "anaphor",
        "`two years later`, `both sides`: only the sentence before explains it",
        reference.anaphor,
        leans=True,
    ),
    Rule(
        "leftover",
        "`also`, `that question`, `were wider`: the other half is not on the card",
        leaning.leftover,
        leans=True,
    ),
    Rule("unanchored", "something unnamed happened, and no name tells where", leaning.unanchored, leans=True),
    Rule("nobody", "`they` or `their` with no plural that it could stand for", leaning.nobody, leans=True),
    Rule("again", "`the city` of which the paragraph spoke before: which one is not said", leaning.again, leans=True),
    Rule("hedged", "`only`, `partly` or `not` of the quote is missing", truth.hedged),
    Rule("cut", "the quote goes on to limit the answer", truth.cut),
    Rule("citation", "the year of a publication is not worth a card", worth.citation),
    Rule("undated", "half of a span, the date of a count, or one that the date beside it gives away", worth.undated),
    Rule("incidental", "the statement could do without the name that is asked for", worth.incidental),
    Rule("no-year", "a day or month without its year", reference.no_year, leans=True),
    Rule("bare-definite", "`the agreement`: which one is not said", reference.bare_definite, leans=True),
    Rule(
        "answer-in-title",
        "the title of the deck gives the answer away",
        answers.in_title,
        worded=worded.in_title,
        advice="The name of the deck stands above the card: ask for something else.",
    ),
    Rule(
        "answer-on-front",
        "the front gives the answer away",
        answers.on_front,
        worded=worded.on_front,
        advice="Take the answer out of the prompt or the context.",
    ),
    Rule("topic-term", "the answer is what the whole essay is about", answers.topic_term),
    Rule("vague-answer", "the answer points elsewhere or says nothing", answers.vague),
    Rule(
        "long-answer", "the answer is too long to recall", answers.too_long, worded=worded.long_answer, advice=SHORTEN
    ),
    Rule(
        "long-prompt", "the prompt is too long to take in", prompts.too_long, worded=worded.long_prompt, advice=SHORTEN
    ),
    Rule("thin-prompt", "the prompt has too little to go by", prompts.thin),
    Rule("dangling-prompt", "the question breaks off", prompts.dangling),
    Rule("other-date", "the question for a date shows another date", prompts.other_date),
    Rule("one-of-many", "the topic of the essay has many effects", prompts.one_of_many),
    Rule(
        "one-of-a-list",
        "other members of the list would do as well",
        prompts.listed,
        worded=worded.example,
        advice="Ask for the whole list with “items:”, or say which one is meant.",
    ),
    Rule("partial-name", "half of the name stands beside the blank", prompts.partial),
    Rule("fragment", "the note is too short to be understood", prompts.fragment),
    Rule("loose-item", "an item of the list leans on what is not on the card", lists.loose),
    Rule("uneven-list", "the items of the list are not of one form", lists.uneven),
)
"""The first that objects is the one that is reported."""

DECK_RULES: tuple[Rule[DeckCheck], ...] = (
    Rule("duplicate", "two cards ask the same, in one deck or in two", decks.duplicates, advice=ONE),
    Rule("near-duplicate", "two prompts with one answer say nearly the same", decks.near_duplicates, advice=ONE),
    Rule(
        "two-answers",
        "one prompt has two answers in its deck",
        decks.two_answers,
        advice="Say in the prompt which of the two is asked for, or make one list of them with “items:”.",
    ),
    Rule(
        "contradiction",
        "two dates, numbers or names for one thing: of essay and notes, or of two cards",
        decks.contradictions,
        severity="error",
        advice="Correct the one that is wrong; if both are right, say in the prompt which of the two is asked for.",
    ),
    Rule(
        "ambiguous-date",
        "something else in the deck belongs to the date that the question shows",
        decks.ambiguous,
        advice="Say more of what is asked for than its date.",
    ),
    Rule(
        "uncovered-point",
        "neither a card nor the essay has a point of the marking notes",
        decks.uncovered,
        advice="Say it in the essay, in a full sentence, or add a card of your own to the deck file.",
    ),
    Rule(
        "unasked-point",
        "the essay speaks of a point of the marking notes, and no card asks for it",
        decks.unasked,
        severity="note",
        advice="Add a card of your own to the deck file, or say it in a full sentence in the essay; "
        "`essay2anki cards --explain` shows what was rejected.",
    ),
)

READING_RULES: tuple[Rule[None], ...] = (
    Rule(
        "not-in-evidence",
        "numbers, dates or names on a card that a person worded stand in none of its quotes",
        None,
        severity="error",
        advice="Correct the card, or the essay and draft again.",
    ),
    Rule(
        "no-blank",
        "a statement has no blank",
        None,
        severity="error",
        advice="Put what is asked for into double braces with a number: The {{c1::Pact}} ended it in {{c2::1922}}.",
        fatal=True,
    ),
    Rule(
        "deck-file",
        "something in a deck file cannot be understood",
        None,
        severity="error",
        advice="Each is told with its line and what to do; see docs/deck-file.md.",
        fatal=True,
    ),
)
"""`deckfile` applies them; they stand here to be explained."""

LEANING = frozenset(rule.id for rule in RULES if rule.leans)
"""The ids of the rules to which the sentence before may be an answer."""


def every_rule() -> Iterator[Rule[object]]:
    """All rules, in the order of the tables."""
    yield from RULES
    yield from DECK_RULES
    yield from READING_RULES


def objection(card: Card, essay: Essay) -> tuple[str, str] | None:
    """The id of the first rule that objects to a card, and what it found; none for a card that may be handed out."""
    for rule in RULES:
        found = rule.check(card, essay)
        if found:
            return rule.id, found
    return None
