"""Words to examiners, candidates and writers: they say what is rewarded and are never taught."""

from __future__ import annotations

import re

from essay2anki.model import Role, Section

_ANSWERS = r"(?:responses?|answers?|essays?|candidates?)"
_OUGHT = r"(?:should|must|may|might|could|can|will|need(?: to)?|are expected|is expected|ought)"
_WRITE = (
    r"(?:also |not |only |well |then |to )*(?:consider|discuss|include|refer|mention|explain|show|identify|argue"
    r"|describe|evaluate"
    r"|assess|reach|use|focus|note|point|demonstrate|draw|address|explore|examine|provide|offer|develop|support|link|compare"
    r"|conclude|analyse|analyze|recogni[sz]e|outline|state|make|give|weigh|be (?:able|rewarded|credited|awarded"
    r"|given|placed|limited))\b"
)
_GET = r"(?:score|achieve|gain|earn|reach|awarded)"
_CONTENT = (
    r"(?:points?|arguments?|content|evidence|reasons|examples|answers?|responses?|material|knowledge|issues"
    r"|discussion|analysis|evaluation)"
)
_RATED = r"(?:best|strong(?:er|est)?|better|good|weak(?:er)?|top|excellent|high(?:er)?[- ]level|lower[- ]level)"

INSTRUCTION = re.compile(
    "|".join(
        [
            rf"\b{_RATED} (?:{_ANSWERS}|students?)\b",
            rf"(?<!this )\b(?:responses?|answers?|essays?) (?:also )?{_OUGHT}\b",
            rf"\b(?:candidates?|students?) (?:also )?{_OUGHT} {_WRITE}",
            rf"^\W*{_ANSWERS} (?:which|that|who)\b",
            r"\b(?:accept|allow|credit|reward) (?:any|all|other)\b",
            (
                r"\bany (?:other )?(?:valid|relevant|reasonable|appropriate) (?:responses?|answers?|points?|factors?"
                r"|examples?|arguments?|material)\b"
            ),
            r"\b(?:up to|max(?:imum|\.)?(?: of)?|reserve|award) \d{1,2} marks?\b",
            r"^\W*(?:indicative|possible|suggested) (?:content|points|answers?)\b",
            r"\bgeneric (?:level|mark)",
            r"^\W*(?:evaluation|analysis|discussion|criticism) (?:may|might|could|can|should)\b",
            r"\bmark(?:ing)? (?:schemes?|bands?|according)\b",
            r"\bexaminers?\b.{0,80}\b(?:should|must|may|report)\b",
            (
                r"\b(?:diagrams?|quotations?|sources?) (?:(?:is|are) not (?:required|needed)|(?:may|can"
                r"|should) be (?:used|included))\b"
            ),
            rf"\b(?:you|your (?:answer|essay|paragraph|conclusion)) (?:should|must|need to|(?:could|might) {_WRITE})",
            (
                rf"\b{_CONTENT} (?:may|might|could|can) (?:also )?(?:include|be (?:mentioned|credited|rewarded"
                rf"|discussed)|refer to)\b"
            ),
            (
                r"\bshould (?:not )?be (?:credited|marked|given (?:full )?(?:credit|marks)|awarded (?:marks|credit"
                r"|(?:no )?more than))\b"
            ),
            rf"\b{_CONTENT}\b.{{0,80}}\b(?:should|must|can) (?:not )?be (?:rewarded|awarded|marked)\b",
            r"\b(?:no|do not|don[’']t) (?:award|credit|reward|accept|double[- ]credit)\b",
            r"\bAO[1-5]\b",
            r"^\W*word count\b",
            r"^\W*any\b.{0,60} (?:is|are|be) (?:acceptable|accepted|credited)\W*$",
            r"^\W*accept(?: \w+){1,4}\W*$",
            r"\b(?:one|two|three|\d{1,2}) marks? (?:for|per) (?:each|every|any|a)\b",
            rf"\b{_GET} (?:no more than|up to|a maximum of|more than) \d{{1,2}} marks?\b",
            rf"\b{_GET} (?:(?:no higher|higher|more) than |beyond |the top )?(?:level|band)\b",
            r"^\W*(?:expect|accept|allow|credit|reward|award) (?:references?|candidates|answers|discussion|mention)\b",
            r"^\W*(?:expect|accept|allow|credit|reward|award) (?:valid|relevant|alternative|appropriate|other|some)\b",
            r"^\W*(?:spelling|spag|quality of written)\b.{0,60}\d",
            r"^\W*(?:look|watch out) for (?:a|an|any|the|clear|evidence|answers|responses)\b",
            rf"^\W*they (?:may|might|could|should|must) {_WRITE}",
        ]
    ),
    re.IGNORECASE,
)
"""Phrases of mark schemes and examiners' reports; general to exam boards, none of them to a topic."""

BAND = re.compile(
    r"\W*(?:(?:mark )?(?:level|band)s? \d(?:\s?[-–/&]\s?\d)?(?!\d)|L[1-6](?= ?[:=(\[–-])|(?:top|upper|middle|lower"
    r"|bottom) (?:level|band|marks)\b"
    r"|[\[(]?\d{1,2}(?:\s?(?:[-–]|to)\s?\d{1,2})? ?marks?\b(?! (?:to|per|a|an|for|in)\b))",
    re.IGNORECASE,
)
"""A level of a mark scheme opens a line: `Level 4: …`, `7–9 marks`. Not: four marks to the dollar."""
RANGE = re.compile(r"\W*\d{1,2}\s?[-–]\s?\d{1,2}\W{1,4}(?=[A-Za-z])")
"""`9–12: Clear analysis …`: a level only when it goes on as one."""
DESCRIPTION = re.compile(
    r"\b(?:analy(?:sis|tical|ses)|knowledge|understanding|explanations?|explain(?:s|ed)?|evaluat(?:ion|ive|es)|judge?ments?|assert(?:ions?|ed)"
    r"|support(?:ed)?|relevant|accurate|detailed|coherent|structured?|generali[sz]ed|descriptive|describes|narrative|focus(?:ed)?"
    r"|sustained|simplistic|balanced|well[- ](?:developed|supported|argued)|identif(?:y|ies)|two-sided|one-sided"
    r"|answers?|responses?)\b",
    re.IGNORECASE,
)
"""Words in which a mark scheme describes answers."""
FACTS = re.compile(r"\d{3}|(?<=[\w,;] )[A-Z][a-z]{2}")
"""A year, or a name in mid-sentence: a description of answers has neither."""
BARE_BAND = 6
"""Words up to which a level stands alone and is described in the lines below."""

_PLAIN = (
    "define|explain|describe|discuss|introduce|mention|summari[sz]e|conclude|analy[sz]e|evaluate|assess|restate"
    "|refer to"
    "|include|show how|show that|compare|begin (?:with|by)|start (?:with|by|your)|end (?:with|by)|finish (?:with|by)"
    "|make sure|remember to"
    "|try to|give (?:examples?|reasons?|evidence|details?)|link (?:back )?to|use (?:evidence|examples?|quotations"
    "|statistics|connectives)"
    "|weigh up|point out|consider"
)
_DOUBTFUL = (
    "state|use|outline|give|support|link|present|address|highlight|draw|identify|examine|provide|write|add|set out"
    "|note|focus|argue|emphasi[sz]e"
    "|develop|acknowledge|contrast|finish|name|list|suggest|reach|offer|establish"
)
_OBJECT = (
    r"(?:the|a|an|your|you|how|why|what|whether|which|that|both|each|any|some|all|one|two|three|at least|on (?:the"
    r"|how|why)|this|these|its|their"
    r"|specific|relevant|briefly|clearly|about|back|out)\b"
)
ORDER = re.compile(
    rf"\W*(?:briefly |then |next,? |finally,? |first(?:ly)?,? |clearly |also |in the introduction,? |in your \w+,? "
    rf"|always |do not |don[’']t )*"
    rf"(?:(?:{_PLAIN})\b(?! \w+ed\b)(?! and \w+ (?:are|is|was|were)\b)|(?:{_DOUBTFUL}) {_OBJECT})",
    re.IGNORECASE,
)
"""An outline tells its writer what to do: `Briefly define …`. Verbs that are nouns as well need an object behind them:
*State the cost* is an order, *State control of mines* is a point."""
SENTENCE_END = re.compile(r"(?<=[.!?])[”’\")]?\s+(?=[A-Z])")
MOST_WORDS = 16
"""A line of an essay with more words is no instruction: `the strongest answers` may be any essay's words."""
MOST_ORDER_WORDS = 60


def aside(text: str, section: Section) -> Role | None:
    """What a line is that speaks to examiners or to the writer; none for a line of the subject."""
    if section is Section.NOTES and is_band(text):
        return Role.BAND
    words = text.count(" ") + 1
    if words <= MOST_WORDS or section is Section.NOTES:
        if INSTRUCTION.search(text):
            return Role.INSTRUCTION
        if section is Section.ESSAY and BAND.match(text):
            return Role.BAND
    return Role.ORDER if words <= MOST_ORDER_WORDS and is_order(text) else None


def is_band(text: str) -> bool:
    """True for a level of a mark scheme."""
    found = BAND.match(text) or RANGE.match(text)
    if not found:
        return False
    return found.re is BAND or is_description(text[found.end() :])


def is_bare_band(text: str) -> bool:
    """True for a level that the following lines describe."""
    return len(text.split()) <= BARE_BAND


def is_description(text: str) -> bool:
    """True for words about answers, not about what happened."""
    return bool(DESCRIPTION.search(text)) and not FACTS.search(text)


def is_order(text: str) -> bool:
    """True when every sentence tells the writer to do something."""
    return bool(ORDER.match(text)) and all(ORDER.match(each) for each in SENTENCE_END.split(text))


def statements(text: str) -> list[tuple[int, int]]:
    """The spans of a note, cut where it turns to examiners: `The price fell.`, `Accept other points.`."""
    if not INSTRUCTION.search(text):
        return [(0, len(text))]
    starts = [0, *(found.end() for found in SENTENCE_END.finditer(text))]
    kinds = [
        bool(INSTRUCTION.search(text[start:end])) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
    ]
    turns = [start for start, kind, before in zip(starts[1:], kinds[1:], kinds, strict=False) if kind is not before]
    return list(zip([0, *turns], [*turns, len(text)], strict=True))
