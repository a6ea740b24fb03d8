"""`The Dawes Plan was only a partial success, because …`: how the essay judges a thing, with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import is_bare, label, quotes, with_its_article
from essay2anki.facts.reasons import gives_reason
from essay2anki.facts.trimming import first_statement, is_clipped, is_nominal
from essay2anki.model import Clause, Constituent, Essay, Fact, Kind, Sentence
from essay2anki.words import word_set

_NOUNS = "success|failure|disaster|triumph|achievement|mistake|blunder|catastrophe|setback|fiasco|weakness|strength"
_ADJECTIVES = "|".join(
    sorted(
        word_set("""
        successful unsuccessful effective ineffective inadequate adequate disastrous beneficial harmful convincing
        unconvincing persuasive unpersuasive flawed counterproductive premature unrealistic
        valid misleading reliable unreliable sustainable unsustainable fair unfair justified unjustified
    """)
    )
)
APPRAISING = re.compile(
    r"(?:(?:only|at best|largely|partly|broadly|hardly) )?"
    rf"(?:(?:an?|the|some(?:thing of a)?) (?:[\w-]+ ){{0,2}}?(?:{_NOUNS})"
    rf"|(?:(?:\w+ly|very|rather|quite|only|less|more|not) )*(?:{_ADJECTIVES}))\b",
    re.IGNORECASE,
)
"""Complements by which an essay judges: `a limited success`, `largely ineffective`."""
OPERATORS = frozenset({"was", "were", "is", "are"})
REASON = re.compile(r"(?:because|since|as|in that|due to|owing to|because of)\b", re.IGNORECASE)


def _appraises(clause: Clause) -> bool:
    """True where a clause says how good a thing is."""
    plain = clause.lemma == "be" and clause.operator in OPERATORS
    first = next((part for part in clause.parts if part.start > clause.verb_start and part.role != "adverb"), None)
    return plain and first is not None and first.role == "complement" and bool(APPRAISING.match(first.text))


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `appraisal`: subject what is judged, value the judgment with its reason."""
    for sentence in sentences:
        for clause in sentence.clauses:
            reason = _reason(sentence, clause) if clause.kind in {"main", "coordinate"} else None
            told = reason and _appraises(clause) and is_nominal(clause) and not is_clipped(sentence, reason.end)
            if reason and told and not is_bare(essay, sentence, clause.core):
                yield _fact(essay, sentence, clause, reason)


def _reason(sentence: Sentence, clause: Clause) -> Constituent | None:
    """The part that says why, where it is the last one."""
    last = clause.parts[-1] if clause.parts else None
    if last is None or last.start < clause.verb_start or not REASON.match(last.text):
        return None
    given = not last.text.startswith(("as ", "since ")) or gives_reason(sentence, clause, last)
    return last if given else None


def _fact(essay: Essay, sentence: Sentence, clause: Clause, reason: Constituent) -> Fact:
    front = [part for part in clause.parts if part.start < clause.verb_start]
    said = clause.predicate(without=front, finite=False)
    verb = [each.verb_end for each in sentence.clauses if reason.start < each.verb_end < reason.end]
    start = sentence.text.find(said, clause.verb_start)
    return Fact(
        kind=Kind.JUDGMENT,
        relation="appraisal",
        subject=with_its_article(sentence, clause.core),
        operator=clause.operator,
        predicate=" ".join(part.text for part in front if part.start < clause.subject.start and part.role == "prep"),
        value=first_statement(said, verb[0] - start if verb and start >= 0 else 0),
        context=label(sentence),
        evidence=quotes(essay, sentence, clause),
        finder="appraisals",
    )
