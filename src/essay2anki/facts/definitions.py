"""`A tariff is a tax on imports`: what a term means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import evidence, label
from essay2anki.facts.trimming import is_clipped, trailing
from essay2anki.lexicon import GENUS, PRONOUNS
from essay2anki.model import Clause, Essay, Fact, Kind, MentionKind, Sentence
from essay2anki.words import word_set

DEFINING = re.compile(r"(?:an?|the|any) \w+", re.IGNORECASE)
_JUDGING = word_set("""
    most more less very major main key crucial significant important serious great big good bad notable decisive vital
    essential clear further only real success failure disaster turning factor reason cause result problem response
    product consequence sign step threat reflection example matter question blow necessary potential powerful useful
    strong weak better worse best worst primary central huge large small fundamental
""")
EVALUATIVE = re.compile(rf"(?:an?|the) (?:\w+ly )?(?:{'|'.join(sorted(_JUDGING))}|\w+er \w+|\w+est)\b", re.IGNORECASE)
"""Complements that judge instead of defining."""
TERM = re.compile(r"(?:an? )?[A-Za-z][a-z-]+(?: [a-z-]+){0,3}")
"""A common noun without `the`, as definitions have it."""
RANKED = re.compile(r"the (?:most|main|key|primary|central|single|best|worst|biggest|greatest)\b")
"""`The most important factor is …` is a judgment."""
LONGEST_TERM = 4
"""Words, the article counted."""
BY_GENUS = re.compile(rf"(?:the|an?) (?:\w+ )?(?:{'|'.join(sorted(GENUS))})s?\b", re.IGNORECASE)
"""What makes a definition even of `the hidden curriculum`."""
VAGUE = PRONOUNS | word_set("""
    the this these his her their its another one some many there all
""")


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `means`: subject a term or a named body, value what it is."""
    for sentence in sentences:
        for clause in sentence.clauses:
            complement = _complement(clause)
            clipped = complement and is_clipped(sentence, clause.parts[0].end)
            if complement and not clipped and _is_term(sentence, clause, complement) and _defines(complement):
                yield Fact(
                    kind=Kind.TERM,
                    relation="means",
                    subject=_in_mid_sentence(essay, sentence, clause.core),
                    operator=clause.operator,
                    value=clause.predicate(without=trailing(clause), finite=False),
                    context=label(sentence),
                    evidence=(evidence(essay, sentence),),
                    finder="definitions",
                )


def _complement(clause: Clause) -> str:
    """What a clause with a plain `is` or `was` says its subject to be; empty for a reason such as `because it is …`."""
    told = clause.kind not in {"adverbial", "reported"} or clause.marker in {"whereas", "while"}
    plain = clause.lemma == "be" and clause.operator == clause.finite
    first = clause.parts[0] if clause.parts else None
    return first.text if told and plain and first and first.role == "complement" else ""


def _defines(complement: str) -> bool:
    return bool(DEFINING.match(complement)) and not EVALUATIVE.match(complement)


def _is_term(sentence: Sentence, clause: Clause, complement: str) -> bool:
    kinds = {mention.kind for mention in sentence.mentions if mention.text == clause.core.removeprefix("the ")}
    if kinds & {MentionKind.ORGANISATION, MentionKind.EVENT}:
        return clause.core.startswith("the ") or clause.core.isupper()
    if clause.operator not in {"is", "are"} or kinds & {MentionKind.PERSON, MentionKind.PLACE}:
        return False
    if clause.core.startswith("the ") and len(clause.core.split()) <= LONGEST_TERM:
        return bool(BY_GENUS.match(complement)) and " of " not in clause.core and not RANKED.match(clause.core)
    return bool(TERM.fullmatch(clause.core)) and not VAGUE & {*clause.core.split()}


def _in_mid_sentence(essay: Essay, sentence: Sentence, term: str) -> str:
    """`Monopsony` at the head of a sentence is `monopsony`; `Marxism` keeps the capital it has elsewhere."""
    named = any(mention.text in term for mention in sentence.mentions)
    elsewhere = re.search(rf"(?<=[a-z,] ){re.escape(term)}\b", essay.text)
    return term if named or elsewhere or term.isupper() else term[0].lower() + term[1:]
