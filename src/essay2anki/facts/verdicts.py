"""The overall judgment of the essay, and what it calls the most important."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import evidence, question, quotes
from essay2anki.lexicon import CONCLUDING_OPENERS, TYING
from essay2anki.model import Clause, Essay, Fact, Kind, Section, Sentence
from essay2anki.words import word_set

CONCLUDING_HEADING = re.compile(r"(?:conclusion|judge?ment|evaluation|overall)", re.IGNORECASE)
_WEIGHING = (
    "most (?:important|significant|serious|effective)|more important|main|mainly|key|decisive|crucial|primarily|"
    "largely|success|successful|failure|limited|extent|partly|responsible|turning point|depends|too strong|outweigh\\w*"
)
JUDGING = re.compile(rf"\b(?:{_WEIGHING})\b", re.IGNORECASE)
"""Words by which an essay weighs."""
BRIEF = 12
"""Words of a judgment that gives no reason yet."""
LONG, LONGEST = 30, 40
"""Words of a judgment that can be recalled, and with its reason."""
SO_FAR = re.compile(
    r"\b(?:at the start|at first|initially|in part|up to a point|to some extent|only partly)\b", re.IGNORECASE
)
"""The next sentence says how it ended, or where the rest lies."""
CONCESSION = re.compile(r"(?:while|although|though|even though|despite|whereas)\b", re.IGNORECASE)
GRANTING = re.compile(r"\b(?:certainly|of course|admittedly|undoubtedly|to be sure)\b", re.IGNORECASE)
"""Words that grant a point before the judgment turns against it."""
UNSAID = re.compile(
    r"(?:for (?:all )?(?:this|these|that) reasons?,? )?I (?:\w+ )?(?:agree|disagree|believe|think|find (?:this|it))\b"
    r"|(?:he|she|they|this|these|those)\b",
    re.IGNORECASE,
)
"""`I agree only partly` is no judgment on anything yet, and of whom `He was …` is told stands in another sentence."""
BELIEVED = re.compile(r"I(?:[’']d)? (?:\w+ ){0,2}?(?:believe|think|feel|argue|conclude|say) that ")
FEW = 4
"""Sentences; a text of no more has no conclusion of its own, and a conclusion is seldom longer."""
_RANKS = r"(?:most (?:important|significant|serious|effective)|main|key|primary|central|decisive|biggest|greatest)"
_RANKED = "|".join(
    sorted(
        word_set("""
        cause reason factor weakness strength success failure change problem consequence result effect advantage
        disadvantage limitation achievement difference threat source
    """)
    )
)
SUPERLATIVE = re.compile(rf"(?:the )?(?:single )?{_RANKS} (?:\w+ )?(?:{_RANKED})s?\b", re.IGNORECASE)
OF_WHAT = re.compile(r" (?:of|for|in|to|why|that) ")


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `verdict` (subject the question, value the judgment) and `superlative` (subject what is ranked first)."""
    told = [each for each in sentences if each.point.section is Section.ESSAY]
    verdict = _verdict(told)
    if verdict:
        reason = _reason(told, verdict)
        yield Fact(
            kind=Kind.JUDGMENT,
            relation="verdict",
            subject=question(essay),
            value=("; " if _goes_on(verdict) else ". ").join(_judgment(each) for each in (verdict, *reason)),
            evidence=tuple(evidence(essay, each) for each in (verdict, *reason)),
            finder="verdicts",
        )
    for sentence in sentences:
        for clause in sentence.clauses:
            yield from _superlative(essay, sentence, clause)


def _reason(sentences: Sequence[Sentence], verdict: Sentence) -> list[Sentence]:
    """What belongs to a verdict: the other half of its sentence, or the next one where it says too little by itself."""
    place = sentences.index(verdict)
    following = sentences[place + 1 : place + 2]
    short = len(verdict.text.split()) <= BRIEF or bool(SO_FAR.search(verdict.text))
    fits = sum(len(each.text.split()) for each in (verdict, *following)) <= LONGEST
    return [each for each in following if (short or _goes_on(verdict)) and fits and each.point is verdict.point]


def _goes_on(sentence: Sentence) -> bool:
    """True for the part of a sentence before a semicolon or a dash."""
    return not sentence.text.endswith((".", "!", "?", "”", '"'))


def _judgment(sentence: Sentence) -> str:
    """The statement; where it is long, without the concession before its main clause."""
    words = TYING.sub(" ", BELIEVED.sub("", sentence.text[sentence.core :].rstrip(".")))
    if len(words.split()) <= LONG or not CONCESSION.match(words):
        return words
    main = next((clause for clause in sentence.clauses if clause.kind == "main"), None)
    return sentence.text[main.subject.start :].rstrip(".") if main else words


def _verdict(sentences: Sequence[Sentence]) -> Sentence | None:
    """The first concluding sentence, or the one behind it; without one, the first of the last paragraph that weighs."""
    if not sentences:
        return None
    last = sentences[-1].point
    concluding = {
        each.point.line: each.start
        for each in reversed(sentences)
        if each.opener in CONCLUDING_OPENERS and each.point.line >= last.line - 2
    }
    opened = [each for each in sentences if each.start >= concluding.get(each.point.line, len(each.point.body.text))]
    headed = [each for each in sentences if each.point.headings and CONCLUDING_HEADING.match(each.point.headings[-1])]
    closing = [each for each in sentences[-FEW:] if each.point is last and len(sentences) > FEW]
    whole = [each for each in (*opened, *headed, *closing) if not SO_FAR.search(each.text) or _reason(sentences, each)]
    said = [each for each in whole if not UNSAID.match(_said(each))]
    judging = [each for each in said if JUDGING.search(each.text) and not GRANTING.search(each.text)]
    # Behind `In conclusion` may stand a concession first: what weighs comes before what only concludes.
    near = [each for each in judging if each in opened]
    # `The most important factor was …` is asked by itself; the verdict is what it is a factor of.
    ranks = bool(near) and SUPERLATIVE.match(_said(near[0]))
    plain = [each for each in said if ranks and each.opener in CONCLUDING_OPENERS and not _concedes(each)]
    return next(iter((*plain, *near, *(each for each in said if each in opened), *judging)), None)


def _concedes(sentence: Sentence) -> bool:
    """True where a statement only grants something."""
    return bool(CONCESSION.match(_said(sentence)) or GRANTING.search(sentence.text))


def _said(sentence: Sentence) -> str:
    """What is judged, without `I believe that`."""
    return BELIEVED.sub("", sentence.text[sentence.core :])


def _agreeing(operator: str, ranked: str) -> str:
    """`What was the most important reason?` of `failures were the most important reason`."""
    found = SUPERLATIVE.search(ranked)
    several = found is not None and re.search(r"[^s]s$", found.group())
    return operator if several else {"were": "was", "are": "is"}.get(operator, operator)


def _superlative(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    if (
        clause.lemma != "be"
        or clause.operator != clause.finite
        or not clause.parts
        or clause.kind in {"relative", "reported"}
    ):
        return
    complement = clause.parts[0]
    if complement.role != "complement":
        return
    pairs = ((clause.core, complement.text), (complement.text, clause.core))
    for ranked, value in pairs:
        if SUPERLATIVE.match(ranked) and not SUPERLATIVE.match(value):
            yield Fact(
                kind=Kind.JUDGMENT,
                relation="superlative",
                subject=ranked,
                operator=_agreeing(clause.operator, ranked),
                # The most important cause of what? If the phrase does not say it, the essay question does.
                context="" if OF_WHAT.search(ranked) else question(essay),
                value=value,
                evidence=quotes(essay, sentence, clause),
                finder="verdicts",
            )
            return
