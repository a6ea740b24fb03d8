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
from essay2anki.words import content

CONCLUDING_HEADING = re.compile(r"(?:conclusion|judge?ment|overall)", re.IGNORECASE)
"""Headings over a judgment; below `Evaluation` stand more points, and the judgment at most in the last paragraph."""
_WEIGHING = (
    "most (?:important|significant|serious|effective)|more important|main|mainly|key|decisive|crucial|primarily|"
    "largely|success(?:es|ful)?|failures?|limited|extent|partly|responsible|turning point|depends|too strong|"
    "outweigh\\w*|but not|not (?:always|the (?:only|best|whole))|(?:deeper|underlying) (?:cause|reason)"
)
JUDGING = re.compile(rf"\b(?:{_WEIGHING})\b", re.IGNORECASE)
"""Words by which an essay weighs."""
THEREFORE = re.compile(r"\b(?:therefore|thus)\b", re.IGNORECASE)
"""It concludes, if on what the question asks for."""
DENYING = re.compile(
    r"(?!.*\b(?:but|yet|rather|instead|although|though|while)\b).*\bnot the (?:main|only|most|chief|sole|real)\b"
)
"""What was not the cause: what was, another sentence says."""
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
    r"I (?:[\w’']+ ){0,2}(?:believe|think|find (?:this|it))\b|(?:he|she|they|this|these|those|their)\b"
    r"|(?:in general, they|what (?:he|she|it|they)|it (?:is|was) (?:\w+ )?the (?:combination|opposite))\b"
    r"|(?:is|are|was|were|has|have|makes?|shows?)\b",
    re.IGNORECASE,
)
"""No judgment on anything yet: what `He was …` and `that is why …` are about stands in another sentence."""
AGREED = re.compile(
    r"(?:for (?:all )?(?:this|these|that) reasons?,? )?(?P<said>I (?:[\w’']+ ){0,3}?(?:dis)?agree\b)", re.IGNORECASE
)
RULING = re.compile(
    r"(?P<said>the (?:statement|view|claim|quotation|quote|argument)(?: in the \w+)? (?:is|was|seems|remains)\b)",
    re.IGNORECASE,
)
"""`The statement is largely convincing`, where the question holds one."""
CLAIMED = re.compile(r"\b(?:agree|view|claim|statement|quotation)\b", re.IGNORECASE)
"""The question holds a claim."""
GIVEN = re.compile(r"\b(?:because|since|as|in that|due to|but|although|whereas)\b|[:;]")
"""How such an answer gives its reason, or its limit, at once."""
_FAIR = "fair|fairer|fairest|safe|safer|safest|reasonable|clear|right|best"
BELIEVED = re.compile(
    r"(?:^|,? and )(?:[Ww]e can (?:\w+ )?(?:see|say|conclude)"
    r"|I(?:[’']d)? (?:(?!not\b|never\b|can ?not\b|\w+n[’']?t\b)\w+ ){0,2}?(?:believe|think|feel|argue|conclude|say)"
    rf"|[Ii]t(?:[’']s| seems| is| would be) (?:\w+ )?(?:{_FAIR}) to (?:say|conclude|argue|claim)"
    r"|[Ii]t (?:can|must|may) (?:\w+ )?be (?:concluded|argued|said)) (?:that |(?=(?:the|an?) |[A-Z]))"
)
"""By which a writer announces the judgment."""
SECOND_THAT = re.compile(r"(?<=, (?:but|and)) that\b")
"""`I think that guns mattered, but that grain decided it`: without the first one it has no place."""
POINTING = re.compile(
    r"the (?P<noun>distinction|difference|argument|claim|theory|view|idea|question|problem|approach|statement) "
    r"(?:is|was|seems|has|had)\b",
    re.IGNORECASE,
)
"""Of what is said only in the sentences before, unless the essay question names it."""
TURNING = re.compile(
    r"(?:But|However|Yet|Nevertheless|Nonetheless|On the other hand|Still|Even so)\b"
    r"|(?:It|This|That) (?:does|did|do|is|was|can|could) ?n[o’']t\b",
    re.IGNORECASE,
)
"""What a sentence begins with that takes back half of the one before."""
OTHER_HALF = re.compile(rf"{TURNING.pattern}|[^.,;]+, (?:by|in) contrast\b", re.IGNORECASE)
"""The same, and what goes on with the other side."""
LIMITED = re.compile(
    r"\b(?:(?:certain|limited|some|large) extent|only (?:one|a|to)|partly|in part|largely|mostly|but)\b"
)
"""It says itself that it holds but in part."""
DENIED = re.compile(r"\bexplains?\b.+\bbut (?:not\b|can ?not\b|do(?:es)? ?n[o’']t\b)")
"""`The guns explain the battle, but not the end of the empire`: to the question why, that is no answer."""
OPEN_ENDED = re.compile(r"\bdepends?\b")
"""It says by itself how far it goes; what follows is one of the cases."""
ASIDE = re.compile(
    r"(?:For|At) (?:a|some|this) (?:\w+ )?(?:time|while|period|moment|point)\b|, (?:however|though),"
    r"|(?:It|This|One) (?:must|should|can|may|has to|is worth|is important to)\b[^,;]*?"
    r"\b(?:considered?|not(?:ed?|ing)|remember(?:ed|ing)?|borne|add(?:ed|ing)?|mention(?:ed|ing)?)\b"
)
"""`It must be considered, however, that …`: said at the side, wherever it stands."""
FURTHER = re.compile(
    r"(?:Another|(?:(?:An?|The) )?(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)(?:ly)?\b|An? (?:further|final|last)\b"
    r"|Furthermore|Moreover|In addition|Additionally|On the (?:one|other) hand|One (?:of|\w+) )"
)
"""It begins a paragraph with one more point, which is no conclusion though it is the last."""
CONCLUDED = re.compile(r"\bconclu(?:de[ds]?|sion)\b")
THESIS = re.compile(
    r"(?:(?i:\b(?:essay|answer|I|we|it) )(?:[^.]*, and )?(?:will|shall) (?:therefore |ultimately )?(?:be )?"
    r"(?:argued?|concluded?)|\bleads? to the conclusion) that (?=\w)"
)
"""`This essay shall conclude that …`: what it holds, where its end does not say it."""
LEANING = re.compile(
    r"\b(?:in this (?:way|case|scenario|situation|instance|respect)|each [a-z]+)\b"
    r"|, (?:therefore|thus) (?:we|it|they|the|this)\b"
)
"""It leans on what stands before, or is two statements with but a comma between."""
PAIR = re.compile(r"\bthe (\w+)(?: (?:of|in|for|to)\b[^.?]*? and the| and) (\w+) (?:of|in|for|to)\b", re.IGNORECASE)
"""A question with two parts: `the causes of the famine and the success of relief`."""
ALIKE = 6
"""Letters that words of one family begin with: `success`, `successful`."""
ADDED = re.compile(r",? (?:as well(?! as)|too)(?=$|[.,;])")
"""At the end of a clause it ties it to the one before."""
LAST_HEADING = re.compile(r"(?:evaluation|essay|answer|conclu|judge?ment|overall|final)", re.IGNORECASE)
"""Headings whose last paragraph may be the conclusion."""
FEW = 4
"""Sentences; a text of no more has no conclusion of its own, and a conclusion is seldom longer."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """The fact `verdict`: subject the question, value the judgment with its reason."""
    told = [each for each in sentences if each.point.section is Section.ESSAY]
    verdict = _verdict(essay, told) if is_asked(essay) else None
    if verdict:
        reason = _reason(told, verdict)
        yield _fact(essay, _worded([verdict, *reason]), (verdict, *reason))
    elif is_asked(essay):
        yield from (_fact(essay, said, (each,)) for each in told for said in _thesis(told, each))


def _fact(essay: Essay, value: str, told: Sequence[Sentence]) -> Fact:
    return Fact(
        kind=Kind.JUDGMENT,
        relation="verdict",
        subject=question(essay),
        value=value,
        evidence=tuple(evidence(essay, each) for each in told),
        finder="verdicts",
    )


def _thesis(sentences: Sequence[Sentence], sentence: Sentence) -> Iterator[str]:
    """What the first paragraph says that the essay will conclude."""
    found = THESIS.search(sentence.text) if sentence.point is sentences[0].point else None
    words = sentence.text[found.end() :].rstrip(".") if found else ""
    if words and not UNSAID.match(words) and " and that " not in words and len(words.split()) <= LONGEST:
        yield words


def _worded(told: Sequence[Sentence]) -> str:
    """The judgment with its reason, each as long as what stands before it leaves room for."""
    words = ""
    for each in told:
        words += _judgment(each, LONGEST - len(words.split()), told=each is not told[0]) + _joint(each)
    return words.strip(" ;:.")


def _joint(sentence: Sentence) -> str:
    """What stands between a sentence and the next one: a full stop, a semicolon or a colon, and a space."""
    found = re.match(r"\s*([;:])", sentence.point.body.text[sentence.end :])
    return f"{found[1]} " if found and _goes_on(sentence) else "; " if _goes_on(sentence) else ". "


def _reason(sentences: Sequence[Sentence], verdict: Sentence) -> list[Sentence]:
    """What belongs to a verdict: the rest of its sentence, or the next one where it says too little by itself."""
    place = sentences.index(verdict)
    words = _said(verdict)
    given = GIVEN.search(words) or OPEN_ENDED.search(words)
    short = (len(words.split()) <= BRIEF and not given) or _only_agrees(words) or bool(SO_FAR.search(verdict.text))
    told = [verdict]
    for each in sentences[place + 1 : place + 3]:
        wanted = _goes_on(told[-1]) or (len(told) == 1 and (short or bool(TURNING.match(each.text))))
        fits = len(_worded([*told, each]).split()) <= LONGEST
        if not (wanted and fits and each.point is verdict.point):
            break
        told.append(each)
    while len(told) > 1 and _goes_on(told[-1]) and _next(sentences, told[-1]):
        told.pop()  # half a sentence is no reason
    return told[1:]


def _next(sentences: Sequence[Sentence], sentence: Sentence) -> Sentence | None:
    """The sentence behind it in its paragraph."""
    after = sentences[sentences.index(sentence) + 1 :][:1]
    return after[0] if after and after[0].point is sentence.point else None


def _only_agrees(words: str) -> bool:
    """True for the answer to a claim that gives neither its reason nor its limit."""
    return bool(AGREED.match(words) or RULING.match(words)) and not GIVEN.search(words)


def _goes_on(sentence: Sentence) -> bool:
    """True for the part of a sentence before a semicolon or a dash."""
    return not sentence.text.endswith((".", "!", "?", "”", '"'))


def _judgment(sentence: Sentence, longest: int, *, told: bool) -> str:
    """The statement; where it is long, without the concession before its main clause, or what it adds at its end.

    What turns against the sentence before keeps the word that says so.
    """
    if told and TURNING.match(sentence.text):
        return shortened(sentence.text.rstrip("."), longest)
    words = ADDED.sub("", untied(_said(sentence).rstrip(".")))
    if len(words.split()) > LONG and CONCESSION.match(words):
        main = sentence.main
        words = sentence.text[main.subject.start :].rstrip(".") if main else words
    return _without_last(sentence, shortened(words, longest), longest)


def _without_last(sentence: Sentence, words: str, longest: int) -> str:
    """A statement of too many words without the last one that `and` joins to it."""
    last = max((each.subject.start for each in sentence.clauses if each.kind == "coordinate"), default=0)
    said, joint, added = words.rpartition(f", and {sentence.text[last:].rstrip('.')}")
    return said if last and len(words.split()) > longest and joint and not added else words


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
    below = last.headings and not LAST_HEADING.match(last.headings[-1])  # the last point, and no conclusion
    ends = [each for each in sentences[-FEW:] if each.point is last and len(sentences) > FEW and not below]
    further = FURTHER.match(last.body.text)
    closing = [each for each in ends if _closes(essay, each) and not (further and not _concludes(each))]
    whole = [each for each in (*opened, *headed, *closing) if not SO_FAR.search(each.text) or _reason(sentences, each)]
    said = [each for each in whole if _is_said(essay, sentences, each)]
    weighs = [each for each in said if _judges(essay, each)]
    judging = [each for each in weighs if not GRANTING.search(each.text)]
    # Behind `In conclusion` may stand a concession first: what weighs comes before what only concludes.
    near = [each for each in judging if each in opened]
    # `The most important factor was …` is asked by itself; the verdict is what it is a factor of.
    ranks = bool(near) and SUPERLATIVE.match(_said(near[0]))
    plain = [each for each in said if ranks and each.opener in CONCLUDING_OPENERS and not _concedes(each)]
    agreed = [each for each in judging if AGREED.match(_said(each)) or CONCLUDED.search(each.text)]
    return next(iter((*plain, *near, *agreed, *(each for each in said if each in opened[:1]), *judging)), None)


def _is_said(essay: Essay, sentences: Sequence[Sentence], sentence: Sentence) -> bool:
    """True where a sentence, with what belongs to it, says by itself what is judged, and why one agrees."""
    words = _said(sentence)
    pointing = POINTING.match(words)
    ruling = RULING.match(words) and (essay.claim or CLAIMED.search(essay.title))
    unnamed = pointing and not ruling and pointing["noun"].lower() not in essay.title.lower()
    if (
        UNSAID.match(words)
        or DENYING.match(words)
        or unnamed
        or LEANING.search(words)
        or _is_half(essay, sentences, sentence)
    ):
        return False
    reason = _reason(sentences, sentence)
    return not _only_agrees(words) or (bool(reason) and not UNSAID.match(_said(reason[0])))


def _is_half(essay: Essay, sentences: Sequence[Sentence], sentence: Sentence) -> bool:
    """True for what the next sentence takes back, or what answers but one part of the question."""
    reason = _reason(sentences, sentence)
    after = _next(sentences, (sentence, *reason)[-1])
    told = " ".join(each.text for each in (sentence, *reason)).lower()
    denied = re.match("(?:explain )?why", essay.title, re.IGNORECASE) and DENIED.search(told)
    parts = PAIR.search(essay.title)
    named = [bool(re.search(rf"\b{part[:ALIKE]}", told)) for part in parts.groups()] if parts else []
    halved = after and OTHER_HALF.match(after.text) and not LIMITED.search(told)
    return bool(halved or denied or not all(named))


def _judges(essay: Essay, sentence: Sentence) -> bool:
    """True where a sentence weighs, or announces what the writer concludes."""
    words = sentence.text[sentence.core :]
    concludes = THEREFORE.search(sentence.text) and {*content(words)} & {*content(essay.title)}
    return bool(JUDGING.search(sentence.text) or AGREED.match(words) or BELIEVED.search(words) or concludes)


def _closes(essay: Essay, sentence: Sentence) -> bool:
    """True for a sentence at the end that nothing announces, and that yet answers the question.

    It says that it concludes, or names what is asked about. What is said at the side does neither.
    """
    words = sentence.text[sentence.core :]
    answers = {*content(words)} & {*content(essay.title)}
    return not ASIDE.search(words) and bool(answers or _concludes(sentence))


def _concludes(sentence: Sentence) -> bool:
    """True where the words themselves say that the writer concludes."""
    words = sentence.text[sentence.core :]
    return bool(CONCLUDED.search(words) or BELIEVED.search(words) or AGREED.match(words) or RULING.match(words))


def _concedes(sentence: Sentence) -> bool:
    """True where a statement only grants something."""
    return bool(CONCESSION.match(_said(sentence)) or GRANTING.search(sentence.text))


def _said(sentence: Sentence) -> str:
    """What is judged, without `I believe that` and `for this reason`."""
    words = sentence.text[sentence.core :]
    believed, agreed = BELIEVED.search(words), AGREED.match(words)
    if believed:
        said = words[believed.end() :]
        return SECOND_THAT.sub("", said, count=1) if believed.group().endswith("that ") else said
    return words[agreed.start("said") :] if agreed else words
