"""`because`, `due to`, `was driven by`: why something was so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import evidence, label, with_its_article
from essay2anki.facts.trimming import aside, first_statement, is_clipped, is_fronted, is_negated, is_nominal
from essay2anki.lexicon import PASSIVE_CAUSES, PERMANENT_CAUSES
from essay2anki.model import Clause, Constituent, Essay, Fact, Kind, MentionKind, Sentence
from essay2anki.words import word_set

NOUN_REASON = re.compile(
    r"^(?P<what>(?:[Tt]he |[Aa]n? )?[^,;:()]{8,}?),? "
    r"(?:(?:mainly |largely |partly )?(?:due to|because of|owing to|as a result of)) (?P<why>[^,;:()]{6,}?)(?=,|;|$)"
)
"""`the exclusion of Russia due to the signing of …`, where no verb stands between."""
RANKED = re.compile(r"(?:the )?(?:main|most|key|primary|central|single)\b")
"""`Why was the main cause religion?` is no question; the judgment makers ask what was."""
ASKED = frozenset({"main", "coordinate", "participle"})
HEDGES = frozenset({"probably", "perhaps", "possibly", "may", "might", "arguably"})
"""Of what is only likely, the reason given is that for the writer's belief."""
CONDITIONS = frozenset({"if", "unless", "when", "where", "once", "until", "whenever", "provided"})
REMARKS = word_set("show suggest notice see indicate say claim argue note mention point seem appear")
"""Verbs by which an essay comments: `foreign examples were noticed, since …`."""
EXAMPLES = re.compile(
    r"(?:issues|factors|things|events|measures|problems|a (?:number|range|variety) of)\b", re.IGNORECASE
)
"""`driven by issues such as …` gives examples, not the cause."""
PAST = {"driven": "drove"}
"""Participle → past tense of the causal verbs, where the two differ."""
PERFECT = frozenset({"has", "have", "had"})


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `why` (of a clause), `reason` (of a noun phrase) and `agent` (of a passive); value the cause."""
    for sentence in sentences:
        for clause in sentence.clauses:
            if is_nominal(clause) and clause.kind in ASKED:
                yield from _of_clause(essay, sentence, clause)
        yield from _of_noun(essay, sentence)


def _of_clause(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    for part in clause.parts:
        if _is_agent(sentence, clause, part):
            yield _agent(essay, sentence, clause, part)
        elif (value := _reason(sentence, clause, part)) and not is_clipped(sentence, part.end):
            yield _why(essay, sentence, clause, part, first_statement(value))


def _is_agent(sentence: Sentence, clause: Clause, part: Constituent) -> bool:
    """A cause behind `was driven by`, with a name or date somewhere, so that it is not mere comment."""
    agent = part.role == "prep" and part.marker == "by" and clause.passive and clause.operator in {"was", "were"}
    persons = {mention.text for mention in sentence.mentions if mention.kind is MentionKind.PERSON}
    causes = agent and clause.lemma in PASSIVE_CAUSES and bool(sentence.mentions) and part.text[3:] not in persons
    return causes and not EXAMPLES.match(part.text.removeprefix("by "))


def _reason(sentence: Sentence, clause: Clause, part: Constituent) -> str:
    hedged = HEDGES & {clause.operator, *clause.finite.split()}
    if clause.kind == "participle" or RANKED.match(clause.core) or clause.lemma in REMARKS or hedged:
        return ""
    if _is_conditional(clause):
        return ""
    if part.role == "clause" and part.marker == "because" and not _is_denied(sentence, clause, part):
        return _behind(part.text, "because")
    if part.role == "clause" and part.marker == "since" and _is_causal(sentence, clause, part):
        return _behind(part.text, part.marker)
    if part.role == "prep" and " " in part.marker:
        return _behind(part.text, part.marker)
    return ""


def _is_causal(sentence: Sentence, clause: Clause, part: Constituent) -> bool:
    """`since` gives a reason behind a comma and without a perfect tense; else it may tell the time.

    `as` is left alone: it tells circumstances as often as reasons.
    """
    inner = [other for other in sentence.clauses if other.kind == "adverbial" and part.start <= other.start < part.end]
    return (
        part.gap.startswith(",") and part.start > clause.verb_start and clause.operator not in PERFECT and bool(inner)
    )


def _is_conditional(clause: Clause) -> bool:
    """True where the clause holds only `if …`, `when …` or `in such a market`: without that it would say too much."""
    placed = any(is_fronted(clause, part) and not PERMANENT_CAUSES.match(part.text) for part in clause.parts)
    return placed or any(part.marker in CONDITIONS for part in clause.parts)


def _is_denied(sentence: Sentence, clause: Clause, part: Constituent) -> bool:
    """True where `not` may belong to the reason: `did not begin because …`, `not because of … but because …`."""
    denied = is_negated(clause) and not part.gap.startswith(",")
    return denied or bool(re.search(r"\bnot (?:\w+ )?because\b", sentence.text))


def _behind(text: str, marker: str) -> str:
    """The reason; `partly because …` is left whole, for it says how far the reason goes."""
    return re.sub(rf"^{marker} ", "", text, flags=re.IGNORECASE)


def _agent(essay: Essay, sentence: Sentence, clause: Clause, agent: Constituent) -> Fact:
    """The agent with all behind it that belongs to it: `issues such as demands to honour debts`."""
    others = [part for part in clause.parts if part.start < agent.start or part.role in {"tail", "clause"}]
    words = clause.predicate(without=others, finite=False)
    return Fact(
        kind=Kind.CAUSE,
        relation="agent",
        subject=clause.core,
        predicate=PAST.get(clause.bare, clause.bare),
        value=first_statement(words.removeprefix(clause.bare).strip().removeprefix("by ")),
        context=label(sentence),
        evidence=(evidence(essay, sentence),),
        finder="causes",
    )


def _why(essay: Essay, sentence: Sentence, clause: Clause, part: Constituent, value: str) -> Fact:
    dropped = [part, *(other for other in aside(clause) if other.role != "adverb")]
    return Fact(
        kind=Kind.CAUSE,
        relation="why",
        subject=with_its_article(sentence, clause.core),
        operator=clause.operator,
        predicate=clause.predicate(without=dropped, finite=False),
        value=value,
        context=label(sentence),
        evidence=(evidence(essay, sentence),),
        finder="causes",
    )


def _of_noun(essay: Essay, sentence: Sentence) -> Iterator[Fact]:
    """The reason inside a subject, or in a note that is one noun phrase."""
    phrases = [clause.core for clause in sentence.clauses if clause.kind in {"main", "coordinate"}]
    if sentence.verbless:
        phrases = [sentence.text[sentence.core :].rstrip(".")]
    for phrase in phrases:
        found = NOUN_REASON.match(phrase)
        if found:
            what = found["what"]
            yield Fact(
                kind=Kind.CAUSE,
                relation="reason",
                subject=what if _opens_with_name(sentence, what) else what[0].lower() + what[1:],
                value=re.sub(r" as an? (?:basis|part|result)\b.*", "", found["why"]),
                context=label(sentence),
                evidence=(evidence(essay, sentence),),
                finder="causes",
            )


def _opens_with_name(sentence: Sentence, phrase: str) -> bool:
    return any(phrase.startswith(mention.text) for mention in sentence.mentions)
