"""`Martin Pugh argues that …`: what a scholar holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import evidence
from essay2anki.facts.trimming import first_statement
from essay2anki.lexicon import REPORTING_VERBS
from essay2anki.model import Clause, Essay, Fact, Kind, MentionKind, Sentence

SPEAKING_THEN = frozenset({"said", "wrote", "noted", "pointed", "described"})
"""In the past tense these tell what somebody in the story said, not what a scholar holds."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `view`: subject the author, predicate the verb, value what the author holds."""
    for sentence in sentences:
        for clause in sentence.clauses:
            author = clause.core
            named = any(mention.kind is MentionKind.PERSON and mention.text == author for mention in sentence.mentions)
            if named and clause.lemma in REPORTING_VERBS and clause.kind in {"main", "coordinate", "adverbial"}:
                yield from _view(essay, sentence, clause)


def _view(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    value = clause.predicate(finite=True).removeprefix(clause.finite).strip()
    if clause.finite in SPEAKING_THEN or not value.startswith("that "):
        return
    yield Fact(
        kind=Kind.JUDGMENT,
        relation="view",
        subject=clause.core,
        operator=clause.operator,
        predicate=clause.bare,
        value=first_statement(value),
        evidence=(evidence(essay, sentence),),
        finder="views",
    )
