"""Text that has no place on a card: examiners' words, announcements, markup, what breaks off."""

from __future__ import annotations

import re

from essay2anki.model import BLANK, Card, Essay

EXAMINER = re.compile(
    r"\b(?:(?:best|strongest|weaker|better) (?:responses|answers)|accept (?:any|all)|candidates? (?:may|should|must|could)|"
    r"(?:responses|answers) (?:must|should|may)|indicative content|award (?:up to )?(?:\d+ )?marks?|mark scheme|levels? \d)\b",
    re.IGNORECASE,
)
ANNOUNCEMENT = re.compile(
    r"\b(?:this (?:essay|answer|paragraph|section) (?:will|shall|argues|examines|explores|discusses|considers|looks)|in this essay|"
    r"will (?:be (?:discussed|examined|considered|argued)|look at)|there (?:are|were|is|was) (?:many|several|various|different|a number of|"
    r"a range of|two|three|four|both) (?:\w+ )?(?:factors|reasons|views|ways|sides|causes|arguments|points)|"
    r"(?:several|many|various|a number of) (?:\w+ )?(?:reasons|factors) (?:explain|why|for|can|help)|"
    r"it can (?:therefore )?be (?:seen|said|argued|concluded)|I (?:will|shall|intend|believe|think)|to what extent)\b",
    re.IGNORECASE,
)
"""What an essay says about itself."""
MARKUP = re.compile(
    r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});|</?[a-zA-Z][^<>]*>|\*\*|__|\{\{|\}\}|::|^\s*#{1,6}\s|[💥🌟⭐👑\u00ad\ufffd]|=>|→"
)
PAIRS = (("(", ")"), ("[", "]"), ("“", "”"))


def examiner(card: Card, essay: Essay) -> str | None:
    """Words to examiners."""
    del essay
    found = EXAMINER.search(f"{card.front} {card.answer}")
    return found.group() if found else None


def announcement(card: Card, essay: Essay) -> str | None:
    """The essay speaks of itself."""
    del essay
    told = f"{card.question} {card.answer}" if card.rule.startswith("verdicts") else card.evidence[0].quote
    found = ANNOUNCEMENT.search(told if not card.rule.startswith("verdicts") else card.answer)
    return found.group() if found else None


def markup(card: Card, essay: Essay) -> str | None:
    """Markup or debris that a reader would see."""
    del essay
    found = MARKUP.search(f"{card.front}\n{card.answer}")
    return found.group() if found else None


def unbalanced(card: Card, essay: Essay) -> str | None:
    """A bracket or quotation mark without its partner."""
    del essay
    for text in (card.front.replace(BLANK, " "), card.answer):
        if any(text.count(opening) != text.count(closing) for opening, closing in PAIRS) or text.count('"') % 2:
            return text
        opened = len(re.findall(r"(?:^|[\s(\[–—-])[‘'](?=\w)", text))
        closed = len(re.findall(r"(?<=[\w.,!?])[’'](?!\w)", text)) - len(re.findall(r"s[’'] [a-z]", text))
        if opened > max(closed, 0):
            return text
    return None
