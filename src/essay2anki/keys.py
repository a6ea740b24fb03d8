"""The identity of a note: what the fact is, never where it stands or how it is worded around."""

from __future__ import annotations

import hashlib
import itertools
import unicodedata
from collections.abc import Container

from essay2anki.model import Fact
from essay2anki.words import content

SUBJECT_WORDS = 10
"""Words of the subject that make the key: enough to tell two facts apart, few enough to read."""

STATEMENT = "statement"
"""Stands for the kind in the key of a statement with blanks: the same statement may ask for a date and for a name."""


def key_of(fact: Fact, question: str) -> str:
    """The key of a fact in the answer to `question`: `date/dated/agreement-anglo-soviet-trade/3f2a91c0`.

    All blanks of one statement have one key: it is made of all that the statement names.
    """
    told = f"{fact.subject} {fact.predicate} {fact.value if fact.relation == 'named' else ''}"
    subject = "-".join(sorted(set(content(told))))
    if len(subject.split("-")) > SUBJECT_WORDS:
        subject = f"{'-'.join(subject.split('-')[:SUBJECT_WORDS])}-{_digest(subject)}"
    what = STATEMENT if fact.relation == "named" else fact.kind
    return f"{what}/{fact.relation}/{subject or _digest(told)}/{question_digest(question)}"


def question_digest(question: str) -> str:
    """Stands for an essay question in the keys of what is told in answer to it."""
    return _digest(" ".join(content(question)))


def asked(key: str) -> str:
    """The digest of the essay question in a key."""
    return (key.split("/") + [""] * 4)[3]


def numbered(key: str, taken: Container[str]) -> str:
    """The key, or where it is taken the next one like it: `…/2`."""
    return next(
        each for each in itertools.chain([key], (f"{key}/{n}" for n in itertools.count(2))) if each not in taken
    )


def family(key: str) -> str:
    """The key without the number that tells it from its equals."""
    return "/".join(key.split("/")[:4])


def sort(key: str) -> str:
    """Kind and relation: facts of another sort are never the same fact reworded."""
    return "/".join(key.split("/")[:2])


def _digest(text: str) -> str:
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:8]
