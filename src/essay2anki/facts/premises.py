"""What a question tells before it asks: `Rain fell for weeks.` of `Rain fell for weeks. What was the result?`."""

from __future__ import annotations

import re

from essay2anki.facts.quoting import spoken
from essay2anki.facts.trimming import first_statement, is_nominal
from essay2anki.lexicon import untied
from essay2anki.model import Essay, Evidence, Sentence
from essay2anki.words import content

CONTRAST = re.compile(r", (?:but|although|though|yet|while|whereas)\b")
"""Half of a contrast is not what is asked about: `was made an outlaw, but the edict was never enforced`."""
PAST = frozenset({"did", "was", "were", "had"})
DOER = re.compile(r"\b(?:he|she|it|they|we)\b")
"""In what is left out: a deed of its own, to which the result may belong."""
SO = re.compile(r"^So (?=[a-z])")
"""`So poorer countries suffer more`: it ties the statement to those before."""
OF_WHICH = re.compile(r"\b(?:which|whom)$")
"""`The most notable of which was …`: a clause that a full stop has cut off."""
ONE = re.compile(r"\bthe (?:[a-z-]+ )?ones?\b")
"""`the cloth one`: of which two or three, the sentence before tells."""
SHORTEST = 3
"""Content words of a premise that says enough."""
LONGEST = 30
"""Words of a premise that a reader takes in before the question."""


def premise(sentence: Sentence, end: int) -> str:
    """What is told up to `end`, in words that stand by themselves, or nothing."""
    main = sentence.main
    if main is None or not is_nominal(main) or OF_WHICH.search(main.core) or main.start >= end or sentence.verbless:
        return ""
    start, words, rest = sentence.core, "", sentence.core
    for taken in sentence.taken_over(start, end):
        words, rest = words + sentence.text[rest : taken.start] + taken.words, taken.end
    told = untied(words + sentence.text[rest:end].rstrip("."))
    verb = main.verb_end - rest + len(words)
    told = re.sub(r",? (?:and|but|or)$", "", told)
    whole, told = told, told if CONTRAST.search(told) else first_statement(told, verb)
    cut = rest - len(words) + len(told)
    if told != whole and any(cut < clause.verb_start < end for clause in sentence.clauses if clause.kind != "relative"):
        return ""  # what is left out stands nearer to the result
    fits = len(content(told)) >= SHORTEST and len(told.split()) <= LONGEST and "however" not in told
    fits = fits and not ONE.search(told)
    fits = fits and main.finite.split()[-1] in told and not (told != whole and DOER.search(whole, len(told)))
    # In the past something happened to somebody somewhere: `Recruits were taught to read` could be in any army.
    placed = main.operator not in PAST or re.search(r"\d|[A-Z]", told[1:]) or _is_named(sentence)
    fits = fits and bool(placed)
    return SO.sub("", told) if fits else ""


def _is_named(sentence: Sentence) -> bool:
    """True where the statement opens with a name."""
    first = min(sentence.mentions, key=lambda mention: mention.start, default=None)
    return bool(sentence.antecedents) or (first is not None and first.start - sentence.core <= len("The "))


def premise_quotes(essay: Essay, sentence: Sentence) -> tuple[Evidence, ...]:
    """The sentence of a premise as a quote, with those that name what it takes over."""
    return spoken(essay, sentence, sentence.core, len(sentence.text))
