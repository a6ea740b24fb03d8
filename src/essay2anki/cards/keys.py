"""The identity of a note: what the fact is, never where it stands or how it is worded around."""

from __future__ import annotations

import hashlib
import unicodedata

from essay2anki.model import Fact
from essay2anki.words import content

SUBJECT_WORDS = 10
"""Words of the subject that make the key: enough to tell two facts apart, few enough to read."""


def key_of(fact: Fact, question: str) -> str:
    """The key of a fact in the answer to `question`: `date/dated/agreement-anglo-soviet-trade/3f2a91c0`."""
    told = f"{fact.subject} {fact.predicate} {fact.value if fact.relation == 'named' else ''}"
    subject = "-".join(sorted(set(content(told))))
    if len(subject.split("-")) > SUBJECT_WORDS:
        subject = f"{'-'.join(subject.split('-')[:SUBJECT_WORDS])}-{_digest(subject)}"
    return f"{fact.kind}/{fact.relation}/{subject or _digest(told)}/{_digest(' '.join(content(question)))}"


def numbered(key: str, number: int) -> str:
    """The key of the next fact whose key is already taken; the first keeps its own."""
    return key if number == 1 else f"{key}/{number}"


def _digest(text: str) -> str:
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:8]
