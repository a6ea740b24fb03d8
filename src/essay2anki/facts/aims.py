"""`refused to renew its loans`, `was intended to replace the dole`: what somebody set out, or would not agree, to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import is_bare, label, quotes, with_its_article
from essay2anki.facts.trimming import (
    CONDITIONS,
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

AIMING = word_set("aim attempt seek try")
REFUSING = word_set("refuse promise threaten fail vow swear pledge decline")
SETTLING = word_set("agree decide demand offer propose resolve undertake")
"""What everybody does again and again: which time is meant, a date or a name must tell."""
INTENDED = word_set("intend design mean")
"""What somebody made in order to do something: `was designed to contain communism`."""
OPERATORS = frozenset({"did", "does", "do", "has", "have"})
PRESENT = frozenset({"does", "do", "is", "are"})
LASTING = word_set("aim seek")
"""Verbs that tell in the present what a theory or plan is for; the others tell the plot of a novel."""
TERM = re.compile(r"(?:an? )?[a-z][\w-]*(?: [a-z][\w-]*)?")
TO_DO = re.compile(r"to (?P<what>(?!the\b|an?\b|be\b|have\b|do\b)[a-z]+ .+)")
POINTING = re.compile(
    r"\b(?:it|them|him|this|these|those(?! (?:who|whom|in|of|\w+ed)\b)|there|such|so|he|she|they|here|anything|something|nothing|everything)\b"
)
"""What another sentence explains; `its` and `their` may be the subject's."""
TAKEN_UP = re.compile(r"(?<=\w) (?:in order to \w+|(?:instead of|rather than|by|before|without) \w+ing) (?:it|them)$")
"""`reform the system in order to preserve it`: what is meant stands before."""
PREDICATE = re.compile(r" and (?:was|were|had|has|is|are) .*")
"""What the parser may count among the things that were to be done."""
DATED = re.compile(r" (?:in|on|at|during)(?: the| early| late)*$")
LATER = SETTLING | word_set("promise threaten vow swear pledge")
"""What was said then, to be done another time: `agreed to leave Egypt in 1956`."""
INNER = re.compile(r"\b(?:that|which|who|until|unless|when|because|if)\b")
"""What opens a statement inside the answer, to which a date behind it may belong."""
DESCRIBED = 2
"""Words of a subject without a name."""
LONGEST = 16
"""Words of what was to be done."""
LEAST = 2
"""Its content words."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `aim`: predicate `refuse to do in 1985`, value what was to be done, `renew its loans`."""
    for sentence in sentences:
        for clause in sentence.clauses if not leans_back(sentence) else ():
            told = clause.kind in {"main", "coordinate", "relative"} and _sets_out(clause)
            if told and is_nominal(clause) and not is_bare(essay, sentence, clause.core) and _is_named(sentence, clause):
                yield from _fact(essay, sentence, in_simple_past(clause))


def _sets_out(clause: Clause) -> bool:
    conditional = any(part.marker in CONDITIONS and part.role == "clause" for part in clause.parts)
    if is_negated(clause) or conditional:
        return False
    if clause.passive:
        return clause.lemma in INTENDED and clause.operator in {"was", "were", "is", "are"}
    verbs = LASTING if clause.operator in PRESENT else AIMING | REFUSING | SETTLING
    emphatic = clause.finite.startswith(("did ", "does ", "do "))  # what was said against it stands before
    return clause.lemma in verbs and clause.operator in OPERATORS | {"had"} and not emphatic


def _is_named(sentence: Sentence, clause: Clause) -> bool:
    """True for a subject that can stand in a question; a person who is told of in the present is in a novel."""
    inside = [each for each in sentence.mentions if clause.subject.start <= each.start < clause.subject.end]
    persons = [each.text for each in inside if each.kind is MentionKind.PERSON]
    if clause.operator in PRESENT and any(clause.core.endswith(name) for name in persons):
        return False
    general = clause.operator in PRESENT and not clause.plural and TERM.fullmatch(clause.core)
    named = bool(inside) or re.search(r"[A-Z]", clause.core)
    return clause.carried or bool(named or general) or len(clause.core.removeprefix("the ").split()) > DESCRIBED


def _fact(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    behind = [part for part in clause.parts if part.start > clause.verb_end and part.role not in {"tail", "clause"}]
    found = [(part, what) for part in behind if (what := _to_do(part)) and part.role in {"complement", "purpose"}]
    if len(found) != 1 or any(part.role == "object" for part in behind):
        return
    part, what = found[0]
    whole = PREDICATE.sub("", first_statement(what))
    apart = clause.lemma not in LATER and not INNER.search(whole)
    value, when = _apart(sentence, part, whole) if apart else (whole, "")
    short = len(value.split()) <= LONGEST and len(content(value)) >= LEAST and "," not in value
    if POINTING.search(TAKEN_UP.sub("", value)) or not short or (whole == what and is_clipped(sentence, part.end)):
        return
    before = [each for each in clause.parts if each.start < clause.subject.start and each not in aside(clause)]
    told = clause.predicate(without=[part, *before, *aside(clause)], finite=False)
    when = " ".join([*(each.text for each in before), when])
    if clause.lemma in SETTLING and not re.search(r"[A-Z\d]", f"{told} {when}"):
        return
    yield Fact(
        kind=Kind.EVENT if clause.lemma in REFUSING | SETTLING else Kind.CAUSE,
        relation="aim",
        subject=with_its_article(sentence, clause.core),
        operator=clause.operator,
        predicate=f"{told} to do {when}".strip(),
        value=value,
        context=label(sentence),
        evidence=quotes(essay, sentence, clause),
        finder="aims",
    )


def _to_do(part: Constituent) -> str:
    found = TO_DO.fullmatch(part.text)
    return found["what"] if found else ""


def _apart(sentence: Sentence, part: Constituent, what: str) -> tuple[str, str]:
    """What was to be done, and when it was said: `renew its loans` and `in July 1985`."""
    start = part.end - len(part.text) + len("to ")
    for date in sentence.dates:
        joint = DATED.search(sentence.text[: date.start].rstrip())
        if joint and date.end == start + len(what) and joint.start() > start:
            return what[: joint.start() - start], what[joint.start() - start :].strip()
    return what, ""
