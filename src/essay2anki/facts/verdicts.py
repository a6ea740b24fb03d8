"""The overall judgment of the essay, with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.questions import is_asked, question
from essay2anki.facts.quoting import evidence
from essay2anki.facts.rankings import SUPERLATIVE
from essay2anki.facts.trimming import shortened
from essay2anki.lexicon import CONCLUDING_OPENERS, untied
from essay2anki.model import Essay, Fact, Kind, Section, Sentence

CONCLUDING_HEADING = re.compile(r"(?:conclusion|judge?ment|evaluation|overall)", re.IGNORECASE)
_WEIGHING = (
    "most (?:important|significant|serious|effective)|more important|main|mainly|key|decisive|crucial|primarily|"
    "largely|success|successful|failure|limited|extent|partly|responsible|turning point|depends|too strong|"
    "outweigh\\w*|but not|not the (?:only|best|whole)"
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
    r"I (?:[\w’']+ ){0,2}(?:believe|think|find (?:this|it))\b|(?:he|she|they|this|these|those)\b"
    r"|(?:is|are|was|were|has|have|makes?|shows?)\b",
    re.IGNORECASE,
)
"""No judgment on anything yet: what `He was …` and `that is why …` are about stands in another sentence."""
AGREED = re.compile(
    r"(?:for (?:all )?(?:this|these|that) reasons?,? )?(?P<said>I (?:[\w’']+ ){0,3}?(?:dis)?agree\b)", re.IGNORECASE
)
"""The answer to a claim; `I agree only partly` needs the reason that follows."""
GIVEN = re.compile(r"\b(?:because|since|as|in that|due to|but|although)\b|[:;]")
"""How such an answer gives its reason, or its limit, at once."""
_FAIR = "fair|fairer|fairest|safe|safer|safest|reasonable|clear|right|best"
BELIEVED = re.compile(
    r"(?:^|,? and )(?:[Ww]e can (?:\w+ )?(?:see|say|conclude)"
    r"|I(?:[’']d)? (?:(?!not\b|never\b|can ?not\b|\w+n[’']?t\b)\w+ ){0,2}?(?:believe|think|feel|argue|conclude|say)"
    rf"|[Ii]t(?:[’']s| seems| is| would be) (?:\w+ )?(?:{_FAIR}) to (?:say|conclude|argue|claim)"
    r"|[Ii]t (?:can|must|may) (?:\w+ )?be (?:concluded|argued|said)) that "
)
"""By which a writer announces the judgment."""
POINTING = re.compile(
    r"the (?P<noun>distinction|difference|argument|claim|theory|view|idea|question|problem|approach|statement) "
    r"(?:is|was|seems|has|had)\b",
    re.IGNORECASE,
)
"""Of what is said only in the sentences before, unless the essay question names it."""
TURNING = re.compile(
    r"(?:But|However|Yet|Nevertheless|Nonetheless|On the other hand|Still|Even so)\b"
    r"|(?:It|This|That) (?:does|did|do|is|was|can|could) ?n[o’']t\b"
)
"""What a sentence begins with that takes back half of the one before."""
FEW = 4
"""Sentences; a text of no more has no conclusion of its own, and a conclusion is seldom longer."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """The fact `verdict`: subject the question, value the judgment with its reason."""
    told = [each for each in sentences if each.point.section is Section.ESSAY]
    verdict = _verdict(essay, told)
    if verdict and is_asked(essay):
        reason = _reason(told, verdict)
        yield Fact(
            kind=Kind.JUDGMENT,
            relation="verdict",
            subject=question(essay),
            value="".join(
                _judgment(each, told=each is not verdict) + _joint(each) for each in (verdict, *reason)
            ).strip(" ;:."),
            evidence=tuple(evidence(essay, each) for each in (verdict, *reason)),
            finder="verdicts",
        )


def _joint(sentence: Sentence) -> str:
    """What stands between a sentence and the next one: a full stop, a semicolon or a colon, and a space."""
    found = re.match(r"\s*([;:])", sentence.point.body.text[sentence.end :])
    return f"{found[1]} " if found and _goes_on(sentence) else "; " if _goes_on(sentence) else ". "


def _reason(sentences: Sequence[Sentence], verdict: Sentence) -> list[Sentence]:
    """What belongs to a verdict: the rest of its sentence, or the next one where it says too little by itself."""
    place = sentences.index(verdict)
    words = _said(verdict)
    agreed = AGREED.match(words) and not GIVEN.search(words)
    short = len(words.split()) <= BRIEF or bool(agreed or SO_FAR.search(verdict.text))
    told = [verdict]
    for each in sentences[place + 1 : place + 3]:
        wanted = _goes_on(told[-1]) or (len(told) == 1 and (short or bool(TURNING.match(each.text))))
        fits = sum(len(other.text.split()) for other in (*told, each)) <= LONGEST
        if not (wanted and fits and each.point is verdict.point):
            break
        told.append(each)
    return told[1:]


def _goes_on(sentence: Sentence) -> bool:
    """True for the part of a sentence before a semicolon or a dash."""
    return not sentence.text.endswith((".", "!", "?", "”", '"'))


def _judgment(sentence: Sentence, *, told: bool) -> str:
    """The statement; where it is long, without the concession before its main clause, or what it adds at its end.

    What turns against the sentence before keeps the word that says so.
    """
    if told and TURNING.match(sentence.text):
        return sentence.text.rstrip(".")
    words = untied(_said(sentence).rstrip("."))
    if len(words.split()) > LONG and CONCESSION.match(words):
        main = next((clause for clause in sentence.clauses if clause.kind == "main"), None)
        words = sentence.text[main.subject.start :].rstrip(".") if main else words
    return shortened(words, LONGEST)


def _verdict(essay: Essay, sentences: Sequence[Sentence]) -> Sentence | None:
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
    said = [each for each in whole if _is_said(essay, sentences, each)]
    weighs = [each for each in said if _judges(each)]
    judging = [each for each in weighs if not GRANTING.search(each.text)]
    # Behind `In conclusion` may stand a concession first: what weighs comes before what only concludes.
    near = [each for each in judging if each in opened]
    # `The most important factor was …` is asked by itself; the verdict is what it is a factor of.
    ranks = bool(near) and SUPERLATIVE.match(_said(near[0]))
    plain = [each for each in said if ranks and each.opener in CONCLUDING_OPENERS and not _concedes(each)]
    agreed = [each for each in judging if AGREED.match(_said(each))]
    return next(iter((*plain, *near, *agreed, *(each for each in said if each in opened), *judging)), None)


def _is_said(essay: Essay, sentences: Sequence[Sentence], sentence: Sentence) -> bool:
    """True where a sentence, with what belongs to it, says by itself what is judged, and why one agrees."""
    words = _said(sentence)
    pointing = POINTING.match(words)
    if UNSAID.match(words) or (pointing and pointing["noun"].lower() not in essay.title.lower()):
        return False
    reason = _reason(sentences, sentence)
    follows = bool(reason) and not UNSAID.match(_said(reason[0]))
    return not AGREED.match(words) or bool(GIVEN.search(words)) or follows


def _judges(sentence: Sentence) -> bool:
    """True where a sentence weighs, or announces what the writer concludes."""
    words = sentence.text[sentence.core :]
    return bool(JUDGING.search(sentence.text) or AGREED.match(words) or BELIEVED.search(words))


def _concedes(sentence: Sentence) -> bool:
    """True where a statement only grants something."""
    return bool(CONCESSION.match(_said(sentence)) or GRANTING.search(sentence.text))


def _said(sentence: Sentence) -> str:
    """What is judged, without `I believe that` and `for this reason`."""
    words = sentence.text[sentence.core :]
    believed, agreed = BELIEVED.search(words), AGREED.match(words)
    return words[believed.end() :] if believed else words[agreed.start("said") :] if agreed else words
