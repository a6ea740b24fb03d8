"""`However, it can be argued that violence cost them support`: what stands against the claim in the question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import evidence
from essay2anki.facts.trimming import NO_SUBJECTS
from essay2anki.lexicon import CONCLUDING_OPENERS
from essay2anki.model import Essay, Fact, Kind, Section, Sentence
from essay2anki.words import word_set

TURNING = word_set("however but yet nevertheless nonetheless conversely") | {
    "on the other hand",
    "by contrast",
    "in contrast",
}
ARGUED = re.compile(
    r"(?:it (?:could|can|may|might) (?P<passive>also |equally |well )?be argued"
    r"|(?:you|one|some|others|critics) (?:(?:could|can|may|might) )?(?P<active>also |equally )?argue)"
    r" that (?P<value>[^;:]+)",
    re.IGNORECASE,
)
STOP = re.compile(r"[.!?](?=['’\"”]?$)")
POINTING = re.compile(r"\b(?:this|that|these|those|he|she|him|her|such)\b")
LONGEST, SHORTEST = 30, 5
"""Words of an argument."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """The fact `point`: value the one argument that the essay sets against the claim of the question.

    Where it turns twice, or brings one without turning, none is asked for: which one is meant would be a guess.
    """
    turned = [each for each in sentences if each.opener in TURNING and each.point.section is Section.ESSAY]
    if not essay.claim or len(turned) > 1:
        return
    found = [(each, argued) for each in sentences if (argued := ARGUED.match(each.text, each.core))]
    for sentence, argued in found if len(found) == 1 else ():
        turns = sentence.opener in TURNING or argued["passive"] or argued["active"]
        told = sentence.point.section is Section.ESSAY and sentence.opener not in CONCLUDING_OPENERS
        if turns and told and _stands_alone(argued["value"]):
            yield Fact(
                kind=Kind.JUDGMENT,
                relation="point",
                subject=f"the argument against {STOP.sub('', essay.claim)}",
                operator="is",
                value=argued["value"].rstrip("."),
                evidence=(evidence(essay, sentence),),
                finder="counters",
            )


def _stands_alone(value: str) -> bool:
    words = value.split()
    return SHORTEST <= len(words) <= LONGEST and words[0].lower() not in NO_SUBJECTS and not POINTING.search(value)
