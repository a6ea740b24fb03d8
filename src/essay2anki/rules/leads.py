"""When the sentence before belongs above a prompt: where it says what the prompt leans on."""

from __future__ import annotations

import re
from dataclasses import replace

from essay2anki.language.openers import OPENERS
from essay2anki.model import Card, Essay
from essay2anki.rules.leaning import DEFINITE, NAME, told_before
from essay2anki.rules.reference import SPELLS
from essay2anki.words import content, roots

COUNTED_ON = re.compile(
    r"\b(?:also|[Ss]imilar(?! in\b| to\b)|[Aa]n? (?:earlier|later|second|third|further|similar|different)|[Ss]uch an?"
    r"|(?:was|were|is|are) (?:far |much |even )?(?:worse|better))\b(?! (?:of|than|when|if)\b)"
)
"""What has something before it: `an earlier bill`, `similar conclusions`, `was worse`."""
SEVERAL = re.compile(r"\b(?:(?:the|these) (?:two|three|four)|both)\b", re.IGNORECASE)
"""`the two groups`: who they are a row tells."""
TIMED = re.compile(rf"\b(?:that|the (?:same|following|next)) (?:{SPELLS}|year|decade|month|week|day)\b", re.IGNORECASE)
"""`that summer`, `the same year`: of which year a date tells."""
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
ADDED = re.compile(r", [^,]+,")
"""What is added to a name, `Mountbatten, the last viceroy, …`: nothing refers to it."""


def below(card: Card, essay: Essay, rule: str) -> Card | None:
    """The card below what may explain it: the essay question where a year is missing, else the sentence before."""
    if rule == "no-year" and essay.year and essay.title.endswith("?") and not card.context and card.type != "list":
        told = YEAR.findall(told_before(card, essay))
        return replace(card, context=essay.title) if told[-1:] in ([], [essay.year]) else None
    if card.lead is None:
        return None
    quotes = tuple(dict.fromkeys((*card.evidence, *card.lead.evidence)))
    return replace(card, context=card.lead.text, evidence=quotes)


def looks_back(card: Card) -> str:
    """Words of a card that no rule objects to, but that the sentence before makes clearer.

    `an earlier bill`, `similar conclusions`; or `the bill` where that sentence speaks of one, and no name on the card
    tells which.
    """
    if card.lead is None:
        return ""
    counted = COUNTED_ON.search(f"{card.front} {card.answer}")
    if counted or NAME.search(f"{card.statement} {card.answer}"):
        return counted.group() if counted else ""
    lead = set(content(card.lead.text))
    given = (
        each.group()
        for each in DEFINITE.finditer(card.front)
        if set(content(each["noun"])) <= lead - set(content(card.front[: each.start()]))
    )
    return next(given, "")


def explains(card: Card, words: str) -> bool:
    """Whether the sentence before is where to look for what the words of a card mean that stands below it."""
    if not card.led:
        return True  # the essay question tells the year
    named = re.search(rf"\b{re.escape(words)}\b(?! of\b)", card.context, re.IGNORECASE)
    counted = SEVERAL.search(words) and " and " not in card.context
    dated = not TIMED.search(words) or YEAR.search(card.context)
    return bool(dated) and not named and not counted and not _is_cut_before(card, words)


def _is_cut_before(card: Card, words: str) -> bool:
    """True where the sentence itself may say what the words mean, in a part of it that is not on the card.

    `Campbell evacuated Lucknow and captured the city in 1858.` does not speak of a city in the sentence before.
    """
    quote = card.evidence[0].quote.lower()
    before, found, _ = quote.partition(words.lower() if words.lower() in quote else card.answer.lower())
    opener = OPENERS.match(before)
    told = roots(ADDED.sub(" ", before[opener.end() if opener else 0 :]))
    return not found or not told <= roots(f"{card.front} {card.answer}")
