"""`This is known as the portfolio effect`, `the family combines called zaibatsu`: what something is called."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from essay2anki.facts.definitions import THEORIES
from essay2anki.facts.premises import premise, premise_quotes
from essay2anki.facts.quoting import blanked, evidence, italics, label
from essay2anki.facts.statements import CONDITION, statement_around
from essay2anki.facts.trimming import leans_back
from essay2anki.lexicon import GENUS, REPORTING_VERBS
from essay2anki.model import Essay, Fact, Kind, Mention, MentionKind, Section, Sentence

_NAMING = r"(?:called|known (?:to (?:[\w’'-]+ ){1,3})?as|termed|dubbed|referred to as|labelled)"
_TERM = (
    r"(?:(?P<article>the|an?) )?(?P<quote>[‘'“\"])?(?P<term>(?(quote)[^‘’'“”\"]{3,50}|[^,.;:()‘’'“”\"]{3,50}?))"
    r"(?(quote)[’'”\"])(?P<head>(?(quote)(?: [a-z]+)?))"
    r"(?=[,.;:)]| \(|$| (?:that|which|where|whereby|in which|under which) )"
)
CALLED = re.compile(rf"\b{_NAMING} {_TERM}")
"""A name behind its verb, with quotation marks or up to the end of the phrase."""
THIS = re.compile(
    rf"(?:[Tt]h(?:is|at)|[Ss]uch an?) (?:\w+ ){{0,2}}?(?:is|was|became|has been) (?:\w+ )?{_NAMING} {_TERM}"
)
_CALLS = r"(?:also )?(?:calls?|called|terms|termed|names|named|labels|labelled|dubs|dubbed)"
_AUTHOR = r"(?P<author>(?!This|That|It|He|She|They)[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|and))*(?: \(\d{4}\))?)"
_IT = rf"th(?:is|at)(?: (?:{'|'.join(sorted(GENUS))}))?"
BY_AUTHOR = (
    re.compile(rf"{_AUTHOR} (?:{_CALLS} {_IT}|describe[sd] {_IT} as) {_TERM}"),
    re.compile(rf"[Tt]h(?:is|at) (?:is|was) what {_AUTHOR} {_CALLS} {_TERM}"),
)
"""`Weber called this disenchantment`, `calls this process …`, `This is what Durkheim called anomie`."""
JOINED = re.compile(
    r"(?:[;:]|,(?: and| but| so)?) (?=(?:this|that|[A-Z])[\w ’'-]* (?:called|known as|termed|calls|terms)\b)"
)
"""Where the same sentence goes on to what it is called: `… are starved, and this is called …`."""
QUOTED = re.compile(
    rf"\b{_CALLS} (?P<what>(?:the|an?|her|his) [^‘’'“”\"\[,;:.]{{3,80}}?),? "
    r"(?P<quote>[‘'“\"])(?P<term>(?!an? |more |as )[^‘’'“”\"]{3,40})[’'”\"](?P<head>)(?P<article>)(?=[,.;:)]| in )"
)
"""`named the replacement of magic by science 'disenchantment'`."""
COINED = re.compile(
    r"\b(?:(?P<article>an?) |the )(?P<quote>[‘'“\"])(?P<term>[a-z][a-z]+(?:[ -][a-z]+){0,2})[’'”\"](?P<head>) "
    r"(?=in which|whereby|who\b|that\b|where\b)"
)
"""`described an 'educational triage' in which …`: the word of an author for what is told behind it."""
_WORDS = r"[^\W\d_][\w’'-]+(?: [\w’'-]+)?"
SECOND = re.compile(rf"(?:, (?:or|the) | \()(?P<article>)(?P<quote>)(?P<term>{_WORDS})(?P<head>)(?=, (?!and |or )|\))")
"""`the urban underground, or *llano*, supplied …`: a foreign name beside the English one."""
NICKNAMED = re.compile(rf"s, the (?P<article>)(?P<quote>[‘'“\"])(?P<term>{_WORDS})(?P<head>)(?=[’'”\"], (?!and |or ))")
"""`brought two rams, the ‘grey twins’, to the gate`."""
IN_BRACKETS = re.compile(
    r"[a-z] \((?:the )?(?P<article>)(?P<quote>)"
    rf"(?P<term>[a-z-]{{3,}}(?<!ly)(?<!ed)(?<!s)|(?:[a-z-]+ ){{1,2}}(?:{'|'.join(sorted(THEORIES))}))(?P<head>)"
    r"(?=\)(?:[.,;]|$| (?:was|were|is|are|had|has|could|can|in|on|at|to|from|with|for|by|until|when|which|who)\b))"
)
"""`the right to buy first (pre-emption)`, `starved of sand (the terminal groyne effect)`: the word for what is told."""
CITED = re.compile(r"[A-Z][\w’'-]+ \((?:1[89]|20)\d\d\)")
LONGEST = 5
"""Words of a name."""
FARTHEST = 40
"""Words of a general truth that a reader takes in before the question."""
OTHER_PART = re.compile(r"the (?:rest|remainder|others?(?: \w+)?) ", re.IGNORECASE)
"""`; the rest was called the fallow`: of what, the half before the semicolon tells."""
NO_NAME = re.compile(
    r"(?:for|on|to|in|into|upon|off|up|by|it|them|him|her|\w+self|\w+selves|more|most|good|bad|a (?:sort|kind)"
    r"|this|that|these|those|such|while|and|but|because|as|if|when|so|what)\b"
    r"|.*\b(?:who|which|that|is|was|were|are)\b"
)
"""`called for reform`, `called it a day`."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `named` (the sentence with a blank for the name) and `called` (statement what is told before)."""
    italic = italics(essay)
    for before, sentence in zip((None, *sentences), sentences, strict=False):
        found = CALLED.search(sentence.text, sentence.core)
        found = found or QUOTED.search(sentence.text, sentence.core)
        found = found or _second(sentence, italic)
        found = found or (COINED.search(sentence.text, sentence.core) if _is_an_authors(sentence) else None)
        leans = leans_back(sentence) or sentence.verbless
        if found and _is_name(found) and not (leans or _taken_up(sentence, found)):
            yield _continued(essay, before, sentence, _blank(essay, sentence, found))
        joint = JOINED.search(sentence.text, sentence.core)
        this = _this(sentence, joint.end()) if joint else None
        if joint and this:
            told = premise(sentence, joint.start()) or sentence.text[sentence.core : joint.start()]
            yield _called(essay, sentence, sentence, this, told)
    for before, sentence in pairwise(sentences):
        this = _this(sentence, sentence.core) if before.point is sentence.point else None
        if this and (told := _told(before)):
            yield _called(essay, before, sentence, this, told)


def _told(sentence: Sentence) -> str:
    """What a sentence tells that gets a name: all of a general truth, since its condition is part of what is meant."""
    truth = CONDITION.match(sentence.text) and not sentence.antecedents and len(sentence.text.split()) <= FARTHEST
    return sentence.text.rstrip(".;") if truth else premise(sentence, len(sentence.text))


def _continued(essay: Essay, before: Sentence | None, sentence: Sentence, fact: Fact) -> Fact:
    """The blank with the first half of its sentence where it speaks of what is left."""
    if before is None or before.point is not sentence.point or not OTHER_PART.match(sentence.text):
        return fact
    between = sentence.point.body.text[before.end : sentence.start]
    if between.strip() != ";":
        return fact
    told = f"{before.text}; {fact.statement[0].lower()}{fact.statement[1:]}"
    return replace(fact, statement=told, evidence=(*fact.evidence, evidence(essay, before)))


def _this(sentence: Sentence, start: int) -> re.Match[str] | None:
    """What is told just before, with its name: `This is known as …`, `Weber called this …`."""
    found = next((found for form in (THIS, *BY_AUTHOR) if (found := form.match(sentence.text, start))), None)
    author = found.groupdict().get("author") if found else None
    known = author is None or any(each.text in author for each in sentence.mentions)
    return found if found and known and _is_name(found) else None


def _taken_up(sentence: Sentence, found: re.Match[str]) -> bool:
    """True where `this` is named, which no blank can tell."""
    before = re.search(r"\b[Tt]h(?:is|at) (?:[\w’'-]+ ){0,5}$", sentence.text[: found.start()])
    return bool(before) or found["term"].startswith(("this ", "that "))


def _second(sentence: Sentence, italic: Collection[str]) -> re.Match[str] | None:
    """A second name: in italics, in quotation marks or, in the prose of an essay, in brackets."""
    foreign = next((each for each in SECOND.finditer(sentence.text) if each["term"] in italic), None)
    point = sentence.point
    prose = point.section is Section.ESSAY and point.body.text.endswith((".", "!", "?"))
    bracketed = IN_BRACKETS.search(sentence.text) if prose else None
    return foreign or NICKNAMED.search(sentence.text) or bracketed


def _is_an_authors(sentence: Sentence) -> bool:
    """True where somebody is cited, or says what he thinks; in a story quotation marks are those of the story."""
    authors = [each.text for each in sentence.mentions if each.kind is MentionKind.PERSON]
    told = any(clause.lemma in REPORTING_VERBS and clause.core in authors for clause in sentence.clauses)
    return told or bool(CITED.search(sentence.text))


def _is_name(found: re.Match[str]) -> bool:
    return not NO_NAME.match(found["term"]) and len(found["term"].split()) <= LONGEST


def _blank(essay: Essay, sentence: Sentence, found: re.Match[str]) -> Fact:
    quoted = 1 if found["quote"] else 0
    start, end = found.start("term") - quoted, found.end("term") + quoted
    if found["article"] in {"a", "an"}:
        start = found.start("article")  # it would give the first letter away
    name = Mention(kind=MentionKind.NAME, text=found["term"], start=start, end=end)
    first, last = statement_around(sentence, name)
    return Fact(
        kind=Kind.TERM,
        relation="named",
        subject=sentence.text[first : found.start()],
        value=found["term"],
        statement=blanked(sentence.text[first:last], start - first, end - first),
        context=label(sentence),
        evidence=(evidence(essay, sentence),),
        finder="namings",
    )


def _called(essay: Essay, before: Sentence, sentence: Sentence, found: re.Match[str], told: str) -> Fact:
    own = () if before is sentence else (evidence(essay, sentence),)
    return Fact(
        kind=Kind.TERM,
        relation="called",
        subject=told,
        statement=told,
        value=" ".join(filter(None, (found["article"], found["term"] + (found["head"] or "")))),
        attribution=found.groupdict().get("author") or "",
        context=label(sentence),
        evidence=(*own, *premise_quotes(essay, before)),
        finder="namings",
    )
