"""What a card may not drop: `only`, `partly`, `probably`. Without them it says more than its source."""

from __future__ import annotations

import re

from essay2anki.model import Card, Essay, Kind
from essay2anki.words import ROOT, content, roots

ASKED = frozenset({Kind.CAUSE, Kind.CONSEQUENCE, Kind.TERM, Kind.DATE, Kind.EVENT, Kind.PERSON})
OF_A_NAME = "dated_names"
"""The finder of dates that belong to a name, whatever is said of it."""
HEDGE = re.compile(
    r"\b(?:only|hardly|barely|scarcely|partly|mainly|largely|mostly|chiefly|probably|perhaps|possibly|arguably|(?-i:may)"
    r"|might|"
    r"seems?|seemed|supposedly|allegedly|apparently|almost|nearly|not(?! (?:\w+ )?until)|never|rarely|"
    r"seldom|sometimes|often|usually|in part|in theory|some of|few of)\b",
    re.IGNORECASE,
)
ALSO = re.compile(r"\balso (?:\w+ ){0,2}because\b")
"""`They also won because …`: one more reason."""
STAGE = re.compile(
    r"(?:At the (?:very )?(?:start|beginning|end|opening)|In the (?:beginning|end|opening|middle|final|first)"
    r"|By the end|Initially|At first|In (?:Act|Chapter|Stave|Scene|Part) \w+)\b",
    re.IGNORECASE,
)
"""Where in a story it is so: later it may be otherwise."""
STORY = re.compile(r"(?:How|What|Why|Who) (?:does|do|is|are)\b")
"""A story is told in the present."""
GOES_ON = re.compile(r" (?:they|he|she|it|we)\b")
"""Behind a noun it opens a relative clause: `heirs they knew to be feeble`."""
WANTING = re.compile(r" (?:is|are|was|were|has|have|had|becomes?|became|exceeds?|exceeded)$")
"""`Marginal social cost exceeds`: what follows belongs to it."""
DENIED = re.compile(
    r"\b(?:incoherent|impossible|absurd|implausible|unlikely|false|untrue|contradictory|inconceivable|wrong) "
    r"(?:to (?:say|think|suppose|believe|claim) )?that\b",
    re.IGNORECASE,
)
"""What follows is not so: `it is incoherent that a perfect world could go wrong`."""
TURNS = re.compile(r",? (?:yet|but)\b")
"""The other half of what somebody holds."""
MADE = re.compile(r"\b(?:signed|passed|issued|adopted|agreed)\?$")
UNMADE = re.compile(
    r"\b(?:was|were|been) (?:\w+ )?(?:dropped|rejected|abandoned|defeated|vetoed|thrown out|withdrawn)\b"
    r"|\b(?:refus\w+|fail\w+|declin\w+) to (?:ratify|sign|pass)\b|\bnever (?:ratified|signed|passed|came into)\b"
)
"""`the Protocol of 1924 was dropped`: nothing says that it was ever signed."""
CONCEDED = re.compile(r"\b(?:accept|conced|admit|grant|acknowledg)\w* that\b")
TURNS_LATER = re.compile(r"\b(?:but|yet|although|though)\b")
JOINT_CAUSE = re.compile(r"\bbecause\b.*\b(?:and|but) because\b", re.IGNORECASE)
SEGMENT = re.compile(r"[,;:()–—]")
TAKEN = 0.5
"""Share of a segment's content words that a card must have taken over for its hedge to belong to the card."""


def hedged(card: Card, _essay: Essay) -> str | None:
    """A word that limits what the quote says, in a part of it that the card takes over without the word."""
    told = f"{card.front} {card.answer}".lower()
    stage = STAGE.match(card.evidence[0].quote) if STORY.match(card.question) else None
    limit = (stage if stage and stage.group().lower() not in told else None) or _unmade(card)
    if limit:
        return limit.group()
    if card.type != "question" or card.kind not in ASKED or card.rule.startswith(OF_A_NAME):
        return None
    denied = DENIED.search(card.evidence[0].quote)
    if denied and denied.group().lower() not in told:
        return denied.group()
    one_more = ALSO.search(card.evidence[0].quote) if card.kind is Kind.CAUSE else None
    if one_more:
        return one_more.group()
    words = set(content(told))
    for segment in SEGMENT.split(card.evidence[0].quote):
        inner = set(content(segment))
        taken = len(inner & words) >= TAKEN * len(inner)
        for found in HEDGE.finditer(segment) if inner and taken else ():
            # Of `was published in May and mostly written by Lovett` the writing alone is hedged.
            limited = {word[:ROOT] for word in content(segment[found.end() :])[:1]}
            if found.group().lower() not in told and limited <= roots(told):
                return found.group()
    return None


def _unmade(card: Card) -> re.Match[str] | None:
    """Words by which a document of which the question says that it was signed never came about."""
    made = card.rule.startswith("dated_names") and MADE.search(card.question)
    return UNMADE.search(card.evidence[0].quote) if made else None


def cut(card: Card, _essay: Essay) -> str | None:
    """An answer that the quote goes on to limit: `to name heirs | they knew to be feeble`."""
    quote = card.evidence[0].quote
    if CONCEDED.search(card.question) and TURNS_LATER.search(quote) and not TURNS_LATER.search(card.question):
        return "what somebody concedes before the point"
    if card.rule.startswith("views"):
        place = quote.lower().find(card.answer.lower())
        turned = TURNS.match(quote, place + len(card.answer)) if place >= 0 else None
        return quote[turned.start() :].lstrip(" ,") if turned else None
    if card.kind not in {Kind.CAUSE, Kind.CONSEQUENCE}:
        return None
    if WANTING.search(card.answer):
        return card.answer
    joint = JOINT_CAUSE.search(quote) if card.kind is Kind.CAUSE and "because" not in card.answer else None
    if joint:
        return "one of two reasons that go together"
    end = quote.lower().find(card.answer.lower(), 1) + len(card.answer)
    return quote[end:] if end >= len(card.answer) and GOES_ON.match(quote, end) else None
