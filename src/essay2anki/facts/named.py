"""`French troops occupied the Ruhr`: a statement in which a name stands that a student should recall."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import blanked, evidence
from essay2anki.facts.statements import statement_around
from essay2anki.model import Essay, Fact, Kind, Mention, MentionKind, Sentence

KINDS = {
    MentionKind.DATE: Kind.DATE,
    MentionKind.PERSON: Kind.PERSON,
    MentionKind.EVENT: Kind.EVENT,
    MentionKind.ORGANISATION: Kind.TERM,
    MentionKind.NAME: Kind.TERM,
}
"""What is asked for. Places are not: in essays they are mostly the scene, and a poor thing to recall."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `named`: value a name or date, statement the words around it with a blank in its place."""
    for sentence in sentences:
        for mention in sentence.mentions:
            if mention.kind in KINDS and _can_be_recalled(sentence, mention):
                yield _fact(essay, sentence, mention)


def _can_be_recalled(sentence: Sentence, mention: Mention) -> bool:
    if mention.kind is MentionKind.NAME:
        definite = re.search(r"\b[Tt]he $", sentence.text[: mention.start])
        return bool(definite) and not re.match(r" [a-z]", sentence.text[mention.end :]) or " " in mention.text
    return mention.date is None or mention.date.year


def _fact(essay: Essay, sentence: Sentence, mention: Mention) -> Fact:
    start, end = statement_around(sentence, mention)
    statement = blanked(sentence.text[start:end], mention.start - start, mention.end - start)
    return Fact(
        kind=KINDS[mention.kind],
        relation="named",
        subject=statement,
        value=mention.text,
        date=mention.date,
        statement=statement,
        context=sentence.point.headings[-1] if sentence.verbless and sentence.point.headings else "",
        evidence=(evidence(essay, sentence),),
        finder="named",
    )
