"""Cuts a point where one statement ends and another begins without a full stop: semicolons, arrows, lone dashes."""

from __future__ import annotations

import re

JOINT = re.compile(r"\s*(?:;|→|=>)\s+|\s+[–—-]\s+")
ENDS = re.compile(r"[.!?]\s+(?=[A-Z\"“‘])")
COLON = re.compile(
    r"\s*:\s+(?=(?!(?:it|they|he|she|this|there|what|how)\b)[^.;:,]{3,70}?\b(?:was|were|became) )", re.IGNORECASE
)
"""A colon behind which a statement of its own begins: `Militancy grew: windows were broken in March 1912`."""
LEAST = 4
"""Words before such a colon; `Ireland: the rebellion was crushed` has a label before it."""
RANGE = re.compile(r"\d\s[–—-]\s\d")
"""`24 December 1979 – 15 February 1989`: a dash between numbers parts nothing."""
MINUS = re.compile(r"\b[A-Z]{1,5}\s[–—-]\s[A-Z](?![\w’'])")
"""`the RPI – X formula`: a minus."""
LONGEST_SIGN = 6
"""Characters before a dash in which such a formula begins."""
BRACKETED = re.compile(r"(?P<opening>^\(|(?<=[.!?])\s+\()[A-Z][^()]*[.!?](?P<closing>\)\s*)")
"""`(They had been beaten before.)`: a statement of its own, and its brackets are no part of it."""
RELATIVE = re.compile(r"(?:which|who|whose|that|and|but|or|nor|including|such as|namely|so)\b", re.IGNORECASE)
"""What still belongs to the words before it."""


def segments(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of the statements of a point, in order, without the joints between them.

    A pair of dashes encloses an aside and is left alone, as is everything in quotation marks, and in brackets
    within a sentence.
    """
    joints = [match.span() for match in JOINT.finditer(text) if _parts(text, match)]
    colons = [match.span() for match in COLON.finditer(text) if _begins_anew(text, match)]
    brackets = [found.span(mark) for found in BRACKETED.finditer(text) for mark in ("opening", "closing")]
    cuts = sorted(joints + colons + brackets)
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return tuple((start, end) for start, end in zip(starts, ends, strict=True) if start < end)


def _parts(text: str, joint: re.Match[str]) -> bool:
    if _is_enclosed(text[: joint.start()]) or RELATIVE.match(text, joint.end()):
        return False
    if joint.group().strip() not in {"-", "–", "—"}:
        return True
    minus = MINUS.search(text, max(0, joint.start() - LONGEST_SIGN), joint.end() + 2)
    formula = minus is not None and minus.start() < joint.start() < minus.end()
    return not (RANGE.match(text, joint.start() - 1) or formula) and _is_lone(text, joint)


def _begins_anew(text: str, colon: re.Match[str]) -> bool:
    """True for a colon with a statement on its left as well."""
    start = max((match.end() for match in ENDS.finditer(text, 0, colon.start())), default=0)
    return len(text[start : colon.start()].split()) >= LEAST and not _is_enclosed(text[: colon.start()])


def _is_enclosed(before: str) -> bool:
    return (
        before.count("(") > before.count(")")
        or before.count('"') % 2 == 1
        or before.count("“") > before.count("”")
        or before.count("‘") > before.count("’")
    )


def _is_lone(text: str, dash: re.Match[str]) -> bool:
    """True when no second dash stands in the same sentence."""
    start = max((match.end() for match in ENDS.finditer(text, 0, dash.start())), default=0)
    following = ENDS.search(text, dash.end())
    stretch = text[start : following.start() if following else len(text)]
    return len(re.findall(r"\s[–—-]\s", stretch)) == 1
