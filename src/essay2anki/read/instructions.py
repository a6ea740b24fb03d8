"""Words to examiners, candidates and writers: they say what is rewarded and are never taught."""

from __future__ import annotations

import re

_ANSWERS = r"(?:responses?|answers?|essays?|candidates?|students?)"
_OUGHT = r"(?:should|must|may|might|could|can|will|need|are expected|is expected|ought)"

INSTRUCTION = re.compile(
    "|".join(
        [
            rf"\b(?:best|strong(?:er|est)?|better|good|weak(?:er)?|top|high[- ]level) {_ANSWERS}\b",
            rf"\b{_ANSWERS} (?:also )?{_OUGHT}\b",
            rf"^{_ANSWERS} (?:which|that|who)\b",
            r"\b(?:accept|allow|credit|reward) (?:any|all|other)\b",
            r"\bany other (?:valid|relevant|reasonable)\b",
            r"^\W*(?:level|band) \d",
            r"\b(?:up to|max(?:imum|\.)?|reserve|award|for) \d+ marks?\b",
            r"^\W*\[?\(?\d+ marks?\b",
            r"^\W*(?:indicative|possible|suggested) (?:content|points|answers?)\b",
            r"\bgeneric (?:level|mark)",
            r"\bmark(?:ing)? (?:schemes?|bands?|according)\b",
            r"\bexaminers?\b.*\b(?:should|must|may|report)\b",
            r"\b(?:diagram|quotation|source)s? (?:is|are) not required\b",
            r"\bmay (?:also )?(?:include|be (?:mentioned|credited|rewarded|discussed)|refer to)\b",
            r"\bshould (?:not )?be (?:marked|credited|rewarded|awarded|given)\b",
            r"\bAO[1-4]\b",
        ]
    ),
    re.IGNORECASE,
)
"""Phrases of mark schemes and examiners' reports; general to exam boards, none of them to a topic."""

_ORDERS = (
    "define|explain|describe|outline|discuss|introduce|mention|summarise|summarize|conclude|analyse|analyze|evaluate|"
    "assess|consider|state|give|use|refer to|restate|include|show how|compare"
)
IMPERATIVE = re.compile(
    rf"(?:briefly |then |finally |first(?:ly)?,? )*(?:{_ORDERS})\b(?! \w+ed\b)",
    re.IGNORECASE,
)
"""An outline tells its writer what to do: `Briefly define …`."""


def is_instruction(text: str) -> bool:
    """True for a line that speaks to examiners or to the writer."""
    return bool(INSTRUCTION.search(text) or IMPERATIVE.match(text))
