"""`damaged relations with Britain`, `leading to the break-off of relations`: what something brought about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import evidence, label, with_its_article
from essay2anki.facts.trimming import first_statement, is_nominal, without_reason
from essay2anki.lexicon import CAUSAL_VERBS
from essay2anki.model import Clause, Constituent, Essay, Fact, Kind, MentionKind, Sentence
from essay2anki.words import word_set

BROAD = frozenset(
    {"make", "turn", "give", "leave", "allow", "enable", "force", "help", "convince", "persuade", "cost", "hit"}
)
"""Verbs whose object alone is no answer: `gave` whom what? Asked as `What effect did … have?`."""
NOT_DOING = word_set("""
    be have become remain seem appear begin start take come go use follow include contain involve see show occur
    happen last mean need require exist continue
""")
"""Verbs that bring nothing about, even with a treaty for their subject."""

OUTCOMES = word_set("""
    lead result cause create provoke trigger spark force prevent weaken strengthen undermine destroy reduce
    increase raise enable allow leave give end deepen ensure bring
""")
"""Participles that tell what came of it; `highlighting`, `signalling`, `marking` are the writer's comment."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `effect`, `impact` and `outcome`.

    Of an effect the predicate is a verb and the value what it brought; of an impact the value is the predicate; of an
    outcome the statement is a clause and the value what the participle behind it says.
    """
    for sentence in sentences:
        for clause in sentence.clauses:
            if clause.kind not in {"main", "coordinate", "adverbial"} or not is_nominal(clause):
                continue
            fact = _effect(essay, sentence, clause)
            if fact:
                yield fact
            yield from _outcomes(essay, sentence, clause)


def _effect(essay: Essay, sentence: Sentence, clause: Clause) -> Fact | None:
    after = [part for part in clause.parts if part.start > clause.verb_start and part.role not in {"tail", "clause"}]
    if clause.passive or not _brings_about(sentence, clause) or not _is_transitive(clause, after):
        return None
    broad = clause.lemma in BROAD
    link = CAUSAL_VERBS.get(clause.lemma, "")
    value = Clause.predicate(clause, without=_but(clause, after), finite=broad)
    if not broad:
        value = value.removeprefix(clause.bare).strip()
        if link and not value.startswith(f"{link} "):
            return None
        value = value.removeprefix(f"{link} ") if link else value
    return Fact(
        kind=Kind.CONSEQUENCE,
        relation="impact" if broad else "effect",
        subject=with_its_article(sentence, without_reason(clause.core)),
        operator=clause.operator,
        predicate="" if broad else f"{clause.bare} {link}".strip(),
        value=first_statement(value),
        context=label(sentence),
        evidence=(evidence(essay, sentence),),
        finder="consequences",
    )


def _is_transitive(clause: Clause, after: list[Constituent]) -> bool:
    return bool(after) and (after[0].role in {"object", "complement"} or bool(CAUSAL_VERBS.get(clause.lemma)))


def _but(clause: Clause, kept: list[Constituent]) -> list[Constituent]:
    return [part for part in clause.parts if part not in kept]


def _brings_about(sentence: Sentence, clause: Clause) -> bool:
    """A causal verb of a thing; or any doing of a named event or document, such as an act."""
    inside = [
        mention
        for mention in sentence.mentions
        if mention.end <= clause.subject.end and mention.start >= clause.subject.start
    ]
    subject = clause.core.removeprefix("the ")
    if any(mention.kind is MentionKind.EVENT and subject.startswith(mention.text) for mention in inside):
        return clause.lemma not in NOT_DOING
    actors = {MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANISATION}
    acting = any(mention.kind in actors and subject == mention.text for mention in inside)
    return clause.lemma in CAUSAL_VERBS and not acting


def _outcomes(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    for part in clause.parts:
        found = re.match(r"(?P<adverb>\w+ly |further |thus |thereby )?(?P<verb>\w+ing) (?P<value>.+)", part.text)
        if part.role != "tail" or part.marker not in OUTCOMES or not found or part.start < clause.verb_start:
            continue
        link = CAUSAL_VERBS[part.marker]
        if link and not found["value"].startswith(f"{link} "):
            continue
        yield Fact(
            kind=Kind.CONSEQUENCE,
            relation="outcome",
            subject=clause.core,
            predicate=f"{part.marker} {link}".strip(),
            statement=f"{clause.core} {clause.predicate(without=_trailing(clause), finite=True)}",
            value=first_statement(found["value"].removeprefix(f"{link} ") if link else found["value"]),
            context=label(sentence),
            evidence=(evidence(essay, sentence),),
            finder="consequences",
        )


def _trailing(clause: Clause) -> list[Constituent]:
    return [part for part in clause.parts if part.role in {"tail", "clause"}]
