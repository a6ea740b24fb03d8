"""What the source says just before a fact: a card shows it above its prompt where the prompt alone would be a riddle.

`He banned the faith in 1614.` is clear below `Tokugawa Ieyasu tolerated Christianity at first.`, in the source's words.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from essay2anki.facts.quoting import evidence
from essay2anki.model import BLANK, SENTENCE_ENDS, Essay, Fact, Lead, Sentence
from essay2anki.words import content, word_set

WEIGHING = word_set("verdicts counters sides points appraisals rankings plans")
"""Finders of what answers the essay question, which is the prompt or stands above it; more would tell the side."""
LONGEST = 32
"""Words that are read before a prompt."""
SHORTEST = 4
WHOLE = re.compile(r"[A-Z‘'“\"].*[a-z\d)%](?:[.!][’'”\"]?)?", re.DOTALL)
"""A statement, or the first half of one that was parted at a semicolon or before `but`."""
LOOSE = re.compile(
    r"\bhim\b|\b(?:diagram|figure|graph|table|map|source)s? (?:below|above|opposite)\b|\b(?:shown|seen) (?:in|on)\b"
)
"""As an object, `him` is nobody of its own clause; and a card has no diagram."""
OPENED = re.compile(
    r"(?:Whilst|While|Although|Though|When|Because|Since|If|As|After|Before|Once|Until|Unless|Despite)\b"
)
"""What begins so is half a statement, if it is cut off before the other half."""
JOINT = re.compile(r"(?:[,;:]| -)? (?:and|but|while|whereas|so)? ?$|[;:] $")
"""What parts two halves of a sentence."""
STATING = frozenset({"main", "coordinate"})
OPENING = 3
"""Words by which the beginning of a statement is found in its sentence."""


def with_leads(essay: Essay, sentences: Sequence[Sentence], facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts, each with what its paragraph says just before."""
    own = {evidence(essay, each).start: each for each in sentences}
    before = {id(each): lead for lead, each in itertools.pairwise(sentences) if lead.point is each.point}
    for fact in facts:
        alone = fact.finder in WEIGHING or not fact.evidence
        sentence = None if alone else own.get(fact.evidence[0].start)
        lead = _lead(essay, sentence, before.get(id(sentence)), _first_half(fact, sentence)) if sentence else None
        yield replace(fact, lead=lead) if lead else fact


def _first_half(fact: Fact, sentence: Sentence) -> str:
    """What the sentence says before the part of it that the fact is made of."""
    words = (fact.statement.replace(BLANK, fact.value) or fact.subject).split()[:OPENING]
    text = sentence.text[sentence.core :]
    head = text[: max(text.lower().find(" ".join(words).lower()), 0)]
    told = (fact.subject, fact.predicate, fact.statement, fact.value, fact.context, fact.attribution)
    return "" if set(content(head)) <= set(content(" ".join(told))) else head


def _lead(essay: Essay, sentence: Sentence, before: Sentence | None, head: str) -> Lead | None:
    """The first half of the sentence if the fact is in the second; else the sentence before."""
    if head:
        joint = JOINT.search(head)
        end = sentence.core + joint.start() if joint and joint.group().strip() else 0
        told = [each for each in sentence.clauses if each.kind in STATING and each.verb_end <= end]
        whole = len(told) == 1 and not OPENED.match(head)
        return _of(essay, sentence, end) if whole else None
    return _of(essay, before, len(before.text)) if before and not before.verbless else None


def _of(essay: Essay, sentence: Sentence, end: int) -> Lead | None:
    """A sentence up to `end`, without `However,` and with names where it has `he`; none if it does not stand alone."""
    text, quotes = sentence.text[:end], {evidence(essay, sentence): None}
    known = {each.name: each for each in reversed(sentence.antecedents) if sentence.core <= each.start < end}
    for each in sorted(known.values(), key=lambda each: -each.start):
        text = text[: each.start] + each.words + text[each.end :]
        quotes[evidence(essay, each.sentence)] = None
    told = text[sentence.core :]
    told = told[:1].upper() + told[1:]
    fits = SHORTEST <= len(told.split()) <= LONGEST and WHOLE.fullmatch(told) and not LOOSE.search(told)
    return Lead(text=told if told.endswith(SENTENCE_ENDS) else f"{told}.", evidence=tuple(quotes)) if fits else None
