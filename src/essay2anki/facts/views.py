"""`Martin Pugh argues that …`: what a scholar holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import evidence
from essay2anki.facts.trimming import first_statement, is_nominal
from essay2anki.lexicon import REPORTING_VERBS
from essay2anki.model import Clause, Essay, Fact, Kind, MentionKind, Sentence

SPEAKING_THEN = frozenset({"said", "wrote", "noted", "pointed", "described"})
"""In the past tense these tell what somebody in the story said, not what a scholar holds."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `view`: subject the author, predicate the verb, value what the author holds."""
    for sentence in sentences:
        for clause in sentence.clauses:
            author = re.sub(r" \(\d{4}\)$", "", clause.core)
            named = any(
                mention.kind is MentionKind.PERSON and author.endswith(mention.text) and author[:1].isupper()
                for mention in sentence.mentions
            )
            if named and clause.lemma in REPORTING_VERBS and clause.kind in {"main", "coordinate", "adverbial"}:
                yield from _view(essay, sentence, clause)


def _view(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    front = [part for part in clause.parts if part.start < clause.verb_start]
    value = clause.predicate(without=front, finite=True).removeprefix(clause.finite).strip()
    about = _about(sentence, clause)
    if clause.finite in SPEAKING_THEN or not value.startswith("that ") or not about:
        return
    yield Fact(
        kind=Kind.JUDGMENT,
        relation="view",
        subject=clause.core,
        operator=clause.operator,
        predicate=f"{clause.bare} about {about}",
        value=first_statement(value),
        evidence=(evidence(essay, sentence),),
        finder="views",
    )


def _about(sentence: Sentence, clause: Clause) -> str:
    """What the view is about: the subject of the clause that tells it. `What does Pugh argue?` has many answers."""
    for reported in sentence.clauses:
        if reported.kind == "reported" and clause.verb_end <= reported.start < clause.end and is_nominal(reported):
            return "" if reported.core.startswith(("a ", "an ")) else reported.core
    return ""
