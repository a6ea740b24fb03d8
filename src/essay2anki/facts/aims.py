"""`refused to renew its loans`, `was intended to replace the dole`: what somebody set out, or refused, to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import is_bare, label, quotes, with_its_article
from essay2anki.facts.trimming import (
    CONDITIONS,
    PLACED,
    aside,
    first_statement,
    in_simple_past,
    is_clipped,
    is_negated,
    is_nominal,
    leans_back,
)
from essay2anki.model import Clause, Constituent, Essay, Fact, Kind, MentionKind, Sentence
from essay2anki.words import content, word_set

AIMING = word_set("aim attempt intend seek try")
REFUSING = word_set("refuse decline fail")
SETTLING = word_set("agree decide demand offer promise propose resolve swear threaten undertake vow")
"""What everybody does again and again: which time is meant, a date or a name must tell."""
INTENDED = word_set("intend design mean")
"""What somebody made in order to do something: `was designed to contain communism`."""
LASTING = word_set("aim seek")
"""Verbs that tell in the present what a theory or plan is for; the others tell the plot of a novel."""
PRESENT = frozenset({"does", "do", "is", "are"})
TO_DO = re.compile(r"to (?P<what>(?!the\b|an?\b|have\b|do\b|be\b(?! [a-z]+(?:ed|[wo]n)\b))[a-z]+ .+)")
POINTING = re.compile(
    r"\b(?:it|them|him|this|these|those(?! (?:who|whom|in|of|\w+ed)\b)|there|such|so|he|she|they|here|\w+thing)\b"
)
"""What another sentence explains; `its` and `their` may be the subject's."""
TAKEN_UP = re.compile(r"(?<=\w) (?:in order to \w+|(?:instead of|rather than|by|before|without) \w+ing) (?:it|them)$")
"""`reform the system in order to preserve it`: what is meant stands before."""
VAGUE = re.compile(r"\b(?:problems?|issues?|needs?|situations?|matters?|challenges?|change|objectives?|goals?)\b")
"""What was to be done, and is not told."""
SECOND = re.compile(r" (?:and (?:was|were|had|has|is|are) .*|as well$|too$)")
"""What the parser may count among the things that were to be done, and what ties them to others."""
INNER = re.compile(r"\b(?:that|which|who|until|unless|when|because|if)\b")
"""What opens a statement inside the answer, to which a date behind it may belong."""
DATED = re.compile(r" (?:in|on|at|during)(?: the| early| late)*$")
TERM = re.compile(r"(?:an? )?[a-z][\w-]*(?: [a-z][\w-]*)?|[A-Z]\w+ism")
UNNAMED = re.compile(r"(?:an?|other|further|more|new) ")
"""A subject of which there are many, whatever names follow: `other laws passed in Texas`."""
DESCRIBED = 2
"""Words of a plural that is no term; `strategies` could be anybody's."""
LONGEST = 16
"""Words of what was to be done."""
LEAST = 2
"""Its content words."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `aim`: predicate `refuse to do in 1985`, value what was to be done, `renew its loans`."""
    for sentence in sentences:
        for clause in sentence.clauses if not leans_back(sentence) else ():
            told = clause.kind in {"main", "coordinate", "relative"} and is_nominal(clause)
            if told and not is_bare(essay, sentence, clause.core) and _is_known(sentence, clause):
                yield from _fact(essay, sentence, in_simple_past(clause))


def _is_known(sentence: Sentence, clause: Clause) -> bool:
    """True for a subject that can stand in a question: a name, in the present also a term or a plan."""
    if clause.operator not in PRESENT:
        return clause.carried or bool(re.search(r"[A-Z\d]", clause.core) and not UNNAMED.match(clause.core))
    persons = [each.text for each in sentence.mentions if each.kind is MentionKind.PERSON]
    in_a_novel = any(clause.core.endswith(name) for name in persons)
    term = not clause.plural and TERM.fullmatch(clause.core)
    return not in_a_novel and (bool(term) or len(clause.core.removeprefix("the ").split()) > DESCRIBED)


def _fact(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    behind = [part for part in clause.parts if part.start > clause.verb_end]
    found = [(part, what) for part in behind if (what := _to_do(part)) and part.role in {"complement", "purpose"}]
    if not _sets_out(clause) or len(found) != 1 or any(part.role == "object" for part in behind):
        return
    part, what = found[0]
    whole = SECOND.sub("", first_statement(what))
    value, when = _apart(sentence, clause, part, whole)
    if not _answers(value) or (whole == what and is_clipped(sentence, part.end)):
        return
    front = [each for each in clause.parts if each.start < clause.subject.start and each.role == "prep"]
    told = clause.predicate(without=[part, *front, *aside(clause)], finite=False)
    setting = " ".join([*(each.text for each in front if PLACED.match(each.text)), when])
    if clause.lemma in SETTLING and not re.search(r"[A-Z\d]", f"{told} {setting}"):
        return
    yield Fact(
        kind=Kind.EVENT if clause.lemma in REFUSING | SETTLING else Kind.CAUSE,
        relation="aim",
        subject=with_its_article(sentence, clause.core),
        operator=clause.operator,
        predicate=f"{told} to do {setting}".strip(),
        value=value,
        context=label(sentence),
        evidence=quotes(essay, sentence, clause),
        finder="aims",
    )


def _sets_out(clause: Clause) -> bool:
    conditional = any(part.marker in CONDITIONS and part.role == "clause" for part in clause.parts)
    if is_negated(clause) or conditional:
        return False
    if clause.passive:
        return clause.lemma in INTENDED and clause.operator in {"was", "were", "is", "are"}
    verbs = LASTING if clause.operator in PRESENT else AIMING | REFUSING | SETTLING
    emphatic = clause.finite.startswith(("did ", "do"))  # what was said against it stands before
    return clause.lemma in verbs and clause.operator in {"did", "does", "do"} and not emphatic


def _to_do(part: Constituent) -> str:
    found = TO_DO.fullmatch(part.text)
    return found["what"] if found else ""


def _answers(value: str) -> bool:
    """True for one thing that is told in a few words and needs no other sentence."""
    short = len(value.split()) <= LONGEST and len(content(value)) >= LEAST and "," not in value
    return short and not POINTING.search(TAKEN_UP.sub("", value)) and not VAGUE.search(value)


def _apart(sentence: Sentence, clause: Clause, part: Constituent, what: str) -> tuple[str, str]:
    """What was to be done, and when: `renew its loans` and `in July 1985`.

    Who agrees to leave in 1956 may have agreed before; then the date stays where it is.
    """
    start = part.start + len("to ")
    for date in sentence.dates if clause.lemma not in SETTLING and not INNER.search(what) else ():
        joint = DATED.search(sentence.text[: date.start].rstrip())
        if joint and date.end == start + len(what) and joint.start() > start:
            return what[: joint.start() - start], what[joint.start() - start :].strip()
    return what, ""
