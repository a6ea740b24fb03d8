"""Whether `as …` and `since …` give a reason; both tell the time as well."""

from __future__ import annotations

import re

from essay2anki.facts.trimming import is_negated
from essay2anki.lexicon import REPORTING_VERBS
from essay2anki.model import Clause, Constituent, Sentence
from essay2anki.words import word_set

PERFECT = frozenset({"has", "have", "had"})
COMPARED = re.compile(r"\b(?:just|such|same|much|far|well|soon|long|so|as|seen|known|act|acted|regarded)(?: \w+)? $")
"""Before these, `as` compares or names: `just as`, `as strong as`."""
LASTING = word_set("be have want need know fear believe lack depend remain require involve hope wish allow")
"""Verbs of what lasts: not told for the sake of the time."""
ABLE = frozenset({"can", "could", "may", "might", "would", "must", "cannot"})
PASSING = word_set(
    "go continue progress pass approach begin start end develop get grow advance move ride walk come rise"
)
"""Verbs by which time passes: `As the war went on, …`."""
OWN = frozenset({"it", "they"})


def gives_reason(sentence: Sentence, clause: Clause, part: Constituent) -> bool:
    """True where a clause of the sentence opened by `as` or `since` says why."""
    word = part.text.split()[0].lower()
    if part.role not in {"clause", "complement"} or word not in {"as", "since"}:
        return False
    inner = [each for each in sentence.clauses if part.start < each.start < part.end and each.kind == "adverbial"]
    # `not as dominant as it was`, `as scarce as they are`: what is compared, or set aside, stands between.
    told = inner and sentence.text[part.start : inner[0].start].lower() == f"{word} "
    if not told or inner[0].lemma in REPORTING_VERBS:
        return False
    return _since(clause, inner[0]) if word == "since" else _as(sentence, clause, inner[0], part)


def _since(clause: Clause, inner: Clause) -> bool:
    """`has grown since the war began` tells the time, and so does `since` with a past that is over."""
    return clause.operator not in PERFECT and bool(inner.parts or inner.passive)


def _as(sentence: Sentence, clause: Clause, inner: Clause, part: Constituent) -> bool:
    """A state, a possibility or what did not happen is a reason; an event may only be the time."""
    if COMPARED.search(sentence.text[: part.start]) or not (inner.parts or inner.passive):
        return False
    lasts = inner.lemma in LASTING and not inner.passive
    told = lasts or inner.operator in ABLE or is_negated(inner) or inner.operator in PERFECT
    fronted = part.start < clause.subject.start
    own = inner.core.lower() in OWN and any(each.role == "object" for each in inner.parts)
    return inner.lemma not in PASSING and (told or own or fronted)
