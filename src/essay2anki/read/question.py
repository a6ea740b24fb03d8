"""The essay question: what it claims, what it tells the writer to do, what it is worth."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARKS = re.compile(
    r"\s*(?:[\[(]\s*(?:total(?: for question \d+)?:? )?(?P<total>\d{1,2}(?!\d))(?:\s?\+\s?\d)? ?(?:marks?|pts"
    r"|points)?[^\])]{0,20}[\])]"
    r"|[\[(][^\])\d]{0,12}marks?:? ?(?P<worth>\d{1,2})[\])]"
    r"|(?:[-–—:,]\s*)?(?<!\w)(?P<plain>\d{1,2}) marks?\b\.?(?=\s*(?:$|\([b-f])))",
    re.IGNORECASE,
)
"""`[10 marks]`, `(10)`, `[Total: 25]`, `– 10 marks`; a year has more digits."""
NUMBERING = re.compile(r"\W*(?:(?:essay |exam )?question|q)?\.? ?\d{0,2} ?(?:[.):]|\s[-–]) ?(?=\S)", re.IGNORECASE)
"""`Q1.`, `Question 2:`, `3)`"""
PART = re.compile(r"(?:^|(?<=\s)|(?<=[\]).?]))\(?(?P<letter>[a-f]|i{1,3}|iv)\)\s*(?=\S)")
EXPLAIN_YOURSELF = re.compile(
    r"(?:explain|justify|support|give (?:reasons|evidence|examples)|use (?:examples|evidence|your own knowledge)"
    r"|refer to|you (?:should|may|must)"
    r"|in your answer|with reference|you could)\b",
    re.IGNORECASE,
)
"""What follows a question and asks no second one."""
ADVICE = re.compile(r"\W*(?:you (?:may|must|should|could)|in your answer|word limit|time allowed)\b", re.IGNORECASE)
"""A line below the question that is none of it."""
QUOTES = {"‘": "’", "“": "”", "'": "'", '"': '"', "«": "»"}
"""Opening mark → closing mark."""
_AGREE = (
    r"how (?:far|much) do you (?:dis)?agree|(?:to what extent )?do you agree|to what extent do you (?:dis)?agree"
    r"|how (?:valid|convincing|accurate|justified|fair|true) is this"
)
_THIS = r"this|the (?:above |following )?(?:view|statement|claim|assertion|assessment|opinion|judgement|quotation)"
ON_A_CLAIM = re.compile(
    rf"(?:{_AGREE}|(?:discuss|evaluate|assess|examine|consider|critically evaluate|how far|comment on"
    rf"|analyse)(?: the validity of| the accuracy of)? (?:{_THIS})"
    r"|discuss\b[.,]?\s*(?:$|with)|is this (?:a )?(?:\w+ )?(?:view|assessment|judgement|true|fair|valid)"
    r"|explain whether you agree)",
    re.IGNORECASE,
)
"""The question that follows a claim."""
COMMAND = re.compile(
    rf"(?:{_AGREE}|to what extent|how (?:far|much|well|many|useful|reliable|successful|important|significant"
    rf"|effective|serious|great|valid|convincing)"
    r"|(?:critically )?(?:evaluate|assess|examine|discuss|analy[sz]e|consider|review)|account for"
    r"|compare(?: and contrast)?|contrast|justify"
    r"|explain (?:why|how|what)|explain|describe|outline|identify|define|summari[sz]e|comment on|why|how|what|which"
    r"|who|when|where|was|were|did|do|does|is|are|should|could|can|has|have)\b",
    re.IGNORECASE,
)
LATER_COMMAND = re.compile(rf"(?<=[,.:] ){COMMAND.pattern}", re.IGNORECASE)
SOURCE = re.compile(
    r"\b(?P<named>(?:[Ss]ource|[Ee]xtract|[Pp]assage|[Ff]igure|[Tt]able|[Ii]tem|[Dd]ocument|[Ii]nterpretation"
    r"|[Mm]ap)(?: [A-H\d]\b|s [A-H\d](?:, [A-H\d])*,? (?:and|&|or) [A-H\d]\b))"
    r"|\b(?i:study|use|using|read|from|according to|refer(?:ring)? to|reference to|in the light of|based on|look at)"
    r" (?P<said>the (?:source|extract|passage|figure|table|diagram|graph|map|cartoon|photograph|data"
    r"|text)s?\b(?: (?:above|below|provided|opposite))?)",
)
"""A source that the question is about."""
LONGEST = 2000
"""Characters; no question is longer."""
HEAD = 60
"""Characters at its head in which its number stands."""
LEAST_CLAIM = 3
"""Words of a claim; a quoted word or two is a term."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An essay question, taken apart. All texts are repaired."""

    text: str = ""
    """Without its number and its marks, the quotation marks closed."""
    claim: str = ""
    command: str = ""
    marks: int | None = None
    parts: tuple[str, ...] = ()
    source: str = ""
    """The source that it names: `Source A`."""


def question(text: str) -> Question:
    """Take a repaired question apart. What it does not have is empty."""
    bare, marks = _without_marks(text)
    bare = _unnumbered(bare)
    parts = _parts(bare)
    bare = PART.sub("", bare, count=1) if PART.match(bare) and not parts else bare
    whole, claim = _claimed(bare)
    return Question(
        text=whole,
        claim=claim,
        command=_command(parts[0] if parts else whole, claim),
        marks=marks,
        parts=parts,
        source=_source(whole),
    )


def is_question(text: str) -> bool:
    """True for a line that reads as an essay question."""
    if len(text) > LONGEST:
        return False
    bare, marks = _without_marks(text)
    bare = _unnumbered(bare).strip(" #*_")
    asks = bool(COMMAND.match(bare)) and (bare.endswith("?") or marks is not None or not bare.endswith("."))
    orders = re.match(
        r"(?:explain|evaluate|assess|discuss|examine|compare|analy[sz]e|describe|account for)\b", bare, re.IGNORECASE
    )
    return bool(
        ON_A_CLAIM.search(bare) or (asks and bare.endswith("?")) or (orders and len(bare.split()) > LEAST_CLAIM)
    )


def same_question(text: str, title: str) -> bool:
    """True when a line says the question again: the same words but for a few, as when its end is lost."""
    words, wanted = _words(text), _words(title)
    if not wanted or not words:
        return False
    if words == wanted:
        return True
    common = len(set(words) & set(wanted))
    return min(len(words), len(wanted)) > 4 and common >= 0.85 * len(set(words) | set(wanted))  # noqa: PLR2004 - see the docstring


def _words(text: str) -> list[str]:
    bare = _unnumbered(_without_marks(text[:LONGEST])[0])  # this is asked of every line
    return re.findall(r"[^\W_]+", bare.lower().replace("’", "").replace("'", ""))


def _unnumbered(text: str) -> str:
    found = NUMBERING.match(text[:HEAD])
    return text[found.end() :] if found else text


def _without_marks(text: str) -> tuple[str, int | None]:
    found = [int(next(filter(None, match.groups()))) for match in MARKS.finditer(text)]
    totals = [match for match in MARKS.finditer(text) if "total" in match.group().lower()]
    if not found:
        return text.strip(), None
    worth = found[-1] if totals else sum(found)
    return MARKS.sub(" ", text).replace("  ", " ").strip(), worth


def _parts(text: str) -> tuple[str, ...]:
    lettered = _lettered(text)
    if lettered:
        return lettered
    asked = [each.strip() for each in re.split(r"(?<=\?)[”’\"']?\s+", text)]
    asked = [each for each in asked if each and not EXPLAIN_YOURSELF.match(each)]
    real = len(asked) > 1 and all(each.endswith("?") and COMMAND.match(each) for each in asked)
    return tuple(asked) if real and not any(ON_A_CLAIM.match(each) for each in asked) else ()


def _lettered(text: str) -> tuple[str, ...]:
    found = list(PART.finditer(text))
    letters = [each["letter"] for each in found]
    if letters[:2] not in (["a", "b"], ["i", "ii"]):
        return ()
    ends = [*(each.start() for each in found[1:]), len(text)]
    return tuple(text[each.end() : end].strip() for each, end in zip(found, ends, strict=True))


def _claimed(text: str) -> tuple[str, str]:
    """The question with its quotation marks closed, and the claim with them; a claim may have none."""
    order = ON_A_CLAIM.search(text)
    opening = text[:1]
    if QUOTES.get(opening) == text[-1:] and COMMAND.match(text[1:]) and not order:
        return text[1:-1], ""  # somebody quotes the question itself
    if opening in QUOTES:
        return _closed(text, QUOTES[opening], order)
    if order and order.start() and text[: order.start()].rstrip()[-1:] in "’”'\"" and not set('‘“"') & set(text):
        claim = text[: order.start()].rstrip()  # the opening mark is lost
        mark = next((left for left, right in QUOTES.items() if right == claim[-1]), "‘")
        return f"{mark}{text}", f"{mark}{claim}"
    inner = re.search(r"[‘“\"'](?=\w)(?P<claim>[^‘“”\"]{12,}?)[’”\"'](?!\w)", text)
    if inner and len(inner["claim"].split()) >= LEAST_CLAIM:
        return text, inner.group()
    before = text[: order.start()].strip() if order else ""
    if before.endswith(".") and len(before.split()) > LEAST_CLAIM:
        return text, before
    return text, ""


def _closed(text: str, closing: str, order: re.Match[str] | None) -> tuple[str, str]:
    """`text` begins with a quotation mark: find its end, or put it before the order that follows the claim."""
    limit = order.start() if order else len(text)
    ends = [match.end() for match in re.finditer(re.escape(closing) + r"(?!\w)", text[1:limit])]
    if ends:
        at = ends[-1] + 1 if order else ends[0] + 1
        claim = text[:at]
        return text, claim if len(claim.split()) >= LEAST_CLAIM else ""
    if not order:
        return text.removeprefix(text[0]), ""  # nothing follows that the mark could belong before
    claim = text[:limit].rstrip() + closing
    return f"{claim} {text[limit:]}", claim


def _command(text: str, claim: str) -> str:
    """The order that follows a claim; or the one that opens the question, or a sentence or clause of it."""
    if claim and text.startswith(claim):
        order = ON_A_CLAIM.search(text, len(claim))
        found = COMMAND.search(text, order.start() if order else len(claim))
    else:
        found = COMMAND.match(text) or LATER_COMMAND.search(text)
    return found.group().lower() if found else ""


def _source(text: str) -> str:
    found = SOURCE.search(text)
    return next(filter(None, found.groups())) if found else ""
