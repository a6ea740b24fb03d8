"""`Prices rose. This was because harvests failed.`: why something was so, told in a sentence of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from essay2anki.facts.premises import premise, premise_quotes
from essay2anki.facts.quoting import evidence, label
from essay2anki.facts.trimming import first_statement, is_clipped
from essay2anki.model import Essay, Fact, Kind, Sentence

EXPLAINED = re.compile(
    r"(?:(?:This|That) (?:is|was|happened|occurred|came about) "
    r"(?:(?P<degree>mainly|largely|partly|chiefly|probably|mostly) )?"
    r"(?:because|due to|because of|owing to|(?:as )?(?:a|the) result of|caused by|driven by)"
    r"|(?:The|(?P<one>One)) (?:main |chief |obvious )?(?:reason|cause|explanation) (?:for|of) this "
    r"(?:is|was)(?: that)?)"
    r" (?P<why>.+)"
)
"""`This was partly because …`; how far the reason goes is a part of the answer."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `explained`: statement what the sentence before tells, value the reason."""
    for before, sentence in pairwise(sentences):
        found = EXPLAINED.match(sentence.text, sentence.core)
        told = premise(before, len(before.text)) if found and before.point is sentence.point else ""
        if found and told:
            yield from _fact(essay, before, sentence, found, told)


def _fact(essay: Essay, before: Sentence, sentence: Sentence, found: re.Match[str], told: str) -> Iterator[Fact]:
    start = found.start("degree") if found["degree"] else found.start("why")
    verbs = [clause.verb_end for clause in sentence.clauses if clause.verb_end > found.start("why")]
    value = first_statement(sentence.text[start:].rstrip("."), verbs[0] - start if verbs else 0)
    if is_clipped(sentence, start + len(value)):
        return
    yield Fact(
        kind=Kind.CAUSE,
        relation="explained",
        subject=told,
        predicate="is one reason" if found["one"] else "",
        statement=told,
        value=value,
        context=label(sentence),
        evidence=(evidence(essay, sentence), *premise_quotes(essay, before)),
        finder="explanations",
    )
