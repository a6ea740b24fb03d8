"""Openers: what stands at the head of a sentence and ties it to the one before, `However,` or `In the same year`."""

from __future__ import annotations

import re

_OPENERS = (
    "however|nevertheless|nonetheless|moreover|furthermore|in addition|additionally|first(?:ly)?|second(?:ly)?|"
    "third(?:ly)?|fourth(?:ly)?|fifth(?:ly)?|finally|lastly|therefore|thus|hence|consequently|as a result|by contrast|"
    "in contrast|on the other hand|on the one hand|for example|for instance|overall|in conclusion|to conclude|"
    "on balance|ultimately|indeed|also|instead|in short|in sum|in summary|to sum up|all in all|in general|"
    "in my (?:opinion|view|judge?ment)|similarly|likewise|meanwhile|at the same time|as such|conclusion|judge?ment|"
    "then|now|besides|simultaneously|subsequently|conversely|in particular|notably|importantly|interestingly|clearly|"
    r"in the (?:first|second|third|last) place|crucially|specifically|inevitably|alternatively|so|[a-z]+-wise|e\.?g\.?"
)
_BARE_OPENERS = (
    "also|therefore|thus|hence|consequently|finally|ultimately|overall|as a result(?! of)|"
    "in my (?:opinion|view|judge?ment)|in conclusion|to conclude|on balance|on the whole|in summary|to sum up|"
    "and|but|yet|then|admittedly|meanwhile|indeed|in fact|of course|after all|so(?= (?:the|an?|it|this) )|"
    "on the other hand|for example|for instance|moreover|furthermore|nevertheless|nonetheless|lastly|"
    r"however(?! (?:much|many|often|long|far|hard|well|great|small|strong|weak|\w+ly)\b)"
)
_TIME_SPAN = "day|week|month|year|decade"
_MEASURED = (
    rf"(?:in |during |on )?(?:the (?:following|next|same|previous)|that(?: same)?) (?:{_TIME_SPAN})"
    rf"|(?:an?|one|two|three|four|five|six|ten|several|a few|some) (?:{_TIME_SPAN})s? (?:later|earlier|afterwards)"
    "|by then|at (?:that|this) time"
)
"""Times told from the sentence before that take nothing after them, so that a subject may follow without a comma."""
_ELSEWHEN = rf"{_MEASURED}|(?:soon|shortly|immediately|long) after(?:wards)?|afterwards|later(?: that year| on)?"
_AFTER_THIS = (
    r"(?:against|despite|in spite of|because of|as a result of|in response to|in addition to|besides|following|after"
    r"|alongside|beyond|(?:in order )?to (?:account|prepare|compensate|make up|pay) for"
    r"|(?:in order )?to (?:explain|achieve|prevent|avoid|solve|meet|deal with|counter|address|overcome|combat|tackle))"
    r" (?:all )?(?:this|these|that|those)(?: [a-z-]+){0,2}"
)
OPENERS = re.compile(
    rf"(?:{_OPENERS}|{_ELSEWHEN}|{_AFTER_THIS})\s*[,:]\s*|(?:conclusion|judge?ment|overall)\s+[-–—]\s+|(?:{_BARE_OPENERS})\s+(?=[a-zA-Z])"
    rf"|(?:{_MEASURED}) (?=the |an? |(?-i:[A-Z]))",
    re.IGNORECASE,
)
"""What ties a sentence to the one before and takes nothing from what it says; some of it needs no comma."""
