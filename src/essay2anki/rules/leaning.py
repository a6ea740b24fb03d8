"""Words that lean on what went before: the sentence reads well in its place, and is a riddle on a card."""

from __future__ import annotations

import re

from essay2anki.model import BLANK, Card, Essay
from essay2anki.rules.reference import read_alone
from essay2anki.words import seek

_SHELLS = (
    "question|matter|process|point|case|view|idea|problem|issue|change|move|step|decision|policy|group|rate|verdict|"
    "effect|outcome|event|argument|claim|approach|pattern|trend|method|place|way|period|attempt|plan|position|task|"
    "doubt|difficulty|objection|criticism|concern|insight|thought|principle|fate|reasoning|logic|mistake|weakness|strength|"
    "miscalculation|blow|date"
)
"""Nouns for what was just said."""
OPENING = re.compile(
    r"(?:That (?:of|the|same)|Those of|And|But|Yet|Neither|Nor|Another|Others?|Either|Again|Even so|Worse|Better"
    r"|Each (?:was|were|is|are|had|has))\b"
)
"""What continues the sentence before."""
_AT_THE_HEAD = [
    r"later [a-z]+s\b",
    r"similar\b",
    r"further (?:south|north|east|west|down|up|along)\b",
    r"most [a-z]+ of all\b",
    r"[a-z]+ (?:were|was|did|had|has|is|are|do|does),",
    r"the (?:result|effect|outcome|consequence|reason|aim|idea) (?:is|was)\b",
    r"(?:what|why|how|who|in which|on what)\b.* even (?!if|though|when|after|before)",
    r"(?:what|why|how) (?:did|do|does) only\b",
    r"(?:in which|on what|what|why|how) [^?]* already\b",
]
_ANYWHERE = [
    rf"(?:that|the same|an? (?:second|third|further|final|last)) (?:{_SHELLS})s?\b(?! (?:of|that|which|for)\b)",
    r"(?:afterwards|likewise|similarly|thereafter|thereby|accordingly|as such|as before|in turn)\b",
    r"(?:is|was) an? (?:direct |immediate )?(?:reply|response|reaction|answer)(?=[.,?])",
    r"(?:replied|responded|reacted|answered) (?:with|by)\b",
    r"the two\b(?! [a-z]+s\b)",
    r"by others\b",
    r"in the (?:following|later|intervening) (?:years|months|weeks|days|decades)\b",
    r"equally\b",
    r"certainly\b",
    r"an alternative\b(?! (?:to|of|way|form|source|voting|vote)\b)",
    r"(?:restated|repeated|makes?|made|took up) the point\b(?! (?:of|that))",
    r"here[?.,]",
    r"another [a-z]+ (?:is|was|were|has|had)\b",
    r"instead[.?]",
    r"again\?$",
    r"changed (?:his|her|its) mind\b(?! (?:about|on|over)\b)",
    r"had already\b(?! [^?]*\bby (?:\d{4}|\[))",
    r"in all\?$",
    r"of (?:a )?similar [a-z]+\b(?! to\b)",
    r"for far longer\b(?!.*\bthan\b)",
    r"(?:its|the|their) first (?:at|in|on|for|with)\b",
    r"not (?:having )?been (?:told|asked|informed|consulted|warned)\b(?! (?:that|of|about|to)\b)",
]
RESUMING = re.compile(
    rf"^(?:{'|'.join(_AT_THE_HEAD)})|\b(?:{'|'.join(_ANYWHERE)})"
    r"|\[\.\.\.\](?: both\b|(?: \(\d{4}\))? (?:himself|herself|itself|themselves)\b)"
)
"""What points back by a word: `that question`, `a last problem`, `afterwards`. For text in small letters."""
_COMPARATIVES = (
    "faster|slower|higher|lower|larger|smaller|greater|stronger|weaker|better|worse|longer|shorter|wider|harder|easier"
    "|cheaper|richer|poorer|safer|bigger|deeper|later|earlier"
)
COMPARED = re.compile(
    r"^(?:The (?:best|worst|(?:most|least|best) [a-z]+(?: [a-z]+)?) (?:is|was|are|were)\b"
    r"|(?:Far |Much )?[Mm]ore [a-z]+ (?:was|were|is|are)\b"
    rf"|Why (?:is|are|was|were) [^?]* (?:{_COMPARATIVES}|more [a-z]+)(?: at first)?\?$)"
    r"|\b(?:(?:is|are|was|were) (?!either|rather|together|clever|proper|sober|tender|never|over|under|after)[a-z]{3,}er"
    r"(?=[.,;?])(?!.*\bthan\b)|(?:went|goes|go) further\b"
    rf"|(?:far|much|even) (?:more|less|fewer|{_COMPARATIVES})(?: [a-z]+){{0,2}}(?=[?.,])(?!.*\bthan\b)"
    r"|(?:fewer|more|less) than \[\.\.\.\](?=[.,;])"
    r"|[Aa] (?:better|stronger|weaker|further) (?:argument|reason|case|explanation|answer|view)\b)"
)
"""A comparison whose other half stands elsewhere: `are wider`, `went further`."""
SOME = re.compile(
    r"(?:^|[,;:] |that )(?:many|some|others|several|few|most|none|(?:[a-z]+ ){0,3}(?:per cent|percent|half|third))"
    r"(?: [a-z]+ly)? "
    r"(?:have|had|was|were|are|can|could|do|did|felt|expressed|argued|argue|believed|believe|thought|think|saw|see|said|say)\b",
    re.IGNORECASE,
)
"""Many of whom?"""
THERE = re.compile(
    r"(?<!out )(?<!over )\bthere\b(?! (?:is|are|was|were|had|has|have|could|can|would|will|may|might|must|should|seem))"
)
"""In a place that is not named: `there were` names none."""
_PLACING = (
    "of",
    "in",
    "into",
    "at",
    "on",
    "from",
    "by",
    "to",
    "for",
    "with",
    "under",
    "over",
    "through",
    "during",
    "within",
)
THE_SAME = re.compile(r"\b[Tt]he same\b" + "".join(rf"(?<!\b{each} .{{8}})" for each in _PLACING) + r"(?!.*\bas\b)")
"""`calls the same development`: the same as what? `In the same year` other rules know, `of the same party` tells it."""
_MEASURES = "rate|figure|total|share|proportion|talks"
MEASURE = re.compile(
    rf"\b[Tt]he (?:{_MEASURES})(?: for [A-Z]\w+)?(?= (?:was|were|is|are|had|has|did|rose|fell)\b)"
    rf"|\b(?:was|were|did|is|are) the (?:{_MEASURES})(?= (?!of\b)[a-z]+(?:ed)?\b)"
)
"""`The figure for England had dropped`: of what?"""
OWN_GROUP = re.compile(
    r"^(?:The|Some|Many|Most|All|Several|Few) (?:[a-z]+ ){1,3}(?:of|in|to|for|from|by|at|on) (?:its|his|her)\b"
)
"""`The nine members of its committee`: whose it is nothing before tells."""
LABELLED = re.compile(r"\b([A-Z]{1,4})\d? (?:to|and) \1\d\b")
"""`from U1 to U2`: labels of a diagram."""
NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w-]+")
OWN_SELF = re.compile(r"^(?:What|Who|Why|In which|On what)\b.*\b(?:itself|himself|herself|themselves)\b")
"""In a question it stands against something of the sentence before: `did the Bank itself report`."""
DISPUTED = re.compile(
    r"^(?:Why|How|What) (?:did|do|does) .*\b(?:reject|accept|challenge|criticise|question|dismiss|deny|dispute)"
    r" (?:his|her|their) "
)
"""Whose claim they reject the sentence before tells."""
THEIR = re.compile(r"\b(?:they|them|their|theirs|themselves)\b", re.IGNORECASE)
_CROWDS = (
    "men|women|people|police|children|both|everyone|others|youth|majority|cattle|those|who|and|et al|some|many|several|"
    r"few|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|hundred|thousand|million|(?<!\d)\d{1,3}(?:,\d{3})*(?!\d)"
)
_PEOPLES = r"(?-i:[Tt]he [A-Z][a-z]+(?:ese|ish|[nt]ch|lsh)(?! [A-Z]))"
PLURAL = re.compile(rf"\b(?:[\w’'-]*[^sui’'\W]s|{_CROWDS}|{_PEOPLES})\b", re.IGNORECASE)
"""What `they` may stand for: a plural, a crowd, `the Dutch`, or several joined by `and`."""
_ORDERING = "first|second|third|last|next|only|same|other|most|least|best|main|new|old|early|late"
DEFINITE = re.compile(
    rf"\b[Tt]he (?P<noun>(?!{_ORDERING})[a-z]{{3,}})\b"
    r"(?! (?:of|that|which|who|whose|where|[a-z]+(?:al|ic|ive|ary|ous|ment|tion))\b)"
)
"""`the city` with nothing behind it that says which."""
BEFORE = 700
"""Characters of the paragraph that are looked through for what `the city` refers to."""


def leftover(card: Card, essay: Essay) -> str | None:
    """`also`, `afterwards`, `that question`, `Neither view`, `were wider`: the other half is not on the card."""
    if card.rule.startswith("verdicts"):
        return None
    front = read_alone(card, essay)
    opening = OPENING.match(front.removeprefix(f"{card.context}: "))
    found = opening or COMPARED.search(front) or SOME.search(front)
    resumed = None if found else seek(RESUMING, front)
    there = THERE.search(front)
    if there and not NAME.search(front, 0, there.start()):
        return there.group()
    if resumed:
        return resumed
    asked = front if card.led else card.question
    found = found or OWN_SELF.search(asked) or DISPUTED.search(asked) or THE_SAME.search(asked)
    found = found or MEASURE.search(asked) or OWN_GROUP.search(asked)
    found = found or LABELLED.search(f"{front} {card.answer}")
    return found.group() if found else None


UNANCHORED = re.compile(
    r"^In which \w+ (?:and year )?were (?!women|men|people)[a-z]+s [a-z]+(?:ed|en|wn|ilt)\b"
    r"|^(?:Why|In which \w+|On what date|In which month and year) (?:did|was|were|had) "
    r"(?:an?|over|about|nearly|almost|some|most|many|more|several|few|two|three|the (?:first|second|next|last)|old|new)"
    r" [^A-Z\d]*\?$"
)
"""`Why did over half a million homes collapse?`: where, and when?"""


def unanchored(card: Card, _essay: Essay) -> str | None:
    """A question of what happened to something unnamed, with no name in it that tells where."""
    found = UNANCHORED.match(card.question) if not card.context else None
    return found.group() if found else None


def nobody(card: Card, _essay: Essay) -> str | None:
    """`their way of life` with no plural before it, on the front or in the answer."""
    if card.rule.startswith("verdicts"):
        return None
    text = f"{card.front} {card.answer}".replace(BLANK, " ") if card.type == "question" else card.statement
    found = THEIR.search(text)
    return found.group() if found and not PLURAL.search(text, 0, found.start()) else None


def again(card: Card, essay: Essay) -> str | None:
    """`the canal` after `the Suez Canal` in the paragraph before: on a card nobody knows which."""
    if card.rule.startswith("verdicts"):
        return None
    definite = [*DEFINITE.finditer(card.context if card.led else card.front)]
    if not definite:
        return None
    told = told_before(card, essay)
    given = f"{essay.title} {essay.topic} {card.context}".lower()
    titled = set(re.findall(r"[A-Z][\w-]+", f"{essay.title} {essay.topic}"))
    for match in definite:
        noun = match["noun"].removesuffix("s")
        if noun not in told.lower():
            continue
        named = rf"\b[A-Z][\w’'-]+ (?i:{noun})s?\b|\b{noun}s? (?:of|at|in) [A-Z]"
        found = re.search(named, told)
        name = set(re.findall(r"[A-Z][\w-]+", found.group())) if found else set()
        if found and noun not in f"{given} {card.front[: match.start()].lower()}" and not name & titled:
            return match.group()
    return None


def told_before(card: Card, essay: Essay) -> str:
    """What the paragraph says before the first quote."""
    start = min(quote.start for quote in card.evidence if quote.source == card.evidence[0].source)
    return essay.text[max(0, start - BEFORE) : start].rpartition("\n")[2]
