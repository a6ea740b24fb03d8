"""`the repeal of the Corn Laws` is better asked as `were the Corn Laws repealed`."""

from __future__ import annotations

import re

from essay2anki.cards.wording import is_plural
from essay2anki.lexicon import INTRANSITIVE_NOMINALS, NOMINALS

NOMINAL = re.compile(
    r"the (?P<noun>[a-z]+) of (?P<what>.+?)(?P<rest> (?:from|by|at|to|with|in|on|as|after|under|through)\b.*)?$"
)


def as_clause(phrase: str) -> str | None:
    """The phrase as it reads behind a question word, or none where its noun has no verb in the lexicon."""
    found = NOMINAL.match(phrase)
    if not found:
        return None
    noun, what, rest = found["noun"], found["what"], found["rest"] or ""
    if noun in NOMINALS:
        return f"{'were' if is_plural(what) else 'was'} {what} {NOMINALS[noun]}{rest}"
    if noun in INTRANSITIVE_NOMINALS:
        return f"did {what} {INTRANSITIVE_NOMINALS[noun]}{rest}"
    return None
