"""`If demand is inelastic, few jobs are lost`: what happens under a condition, where that is a general truth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import evidence, label
from essay2anki.facts.trimming import NO_SUBJECTS, first_statement, is_clipped, is_negated, is_nominal, shortened
from essay2anki.lexicon import ARTICLE, GRANTING, REPORTING_VERBS
from essay2anki.model import Clause, Constituent, Essay, Fact, Kind, MentionKind, Sentence
from essay2anki.words import word_set

OPENING = frozenset({"if", "when", "where", "once", "whenever"})
TRAILING = frozenset({"if", "when", "where"})
PRESENT = frozenset({"does", "do", "is", "are", "has", "have", "can", "may", "will", "must"})
STATES = REPORTING_VERBS | GRANTING | word_set("be have need want seem appear mean matter remain know like feel")
"""Verbs of what does not happen: `the right response is …`."""
UNREAL = re.compile(r"\b(?:were|would|could|should|had|was|did|I|we|you|one|necessary|possible)\b")
POINTING = re.compile(r"\b(?:this|that|these|those|such|it|they|them|he|she|his|her|its|their)\b")
NO_CLAUSE = re.compile(r"\w+ (?:not )?\w+(?:ing|ed)\b")
"""`when thinking about examples`: nobody does it."""
JOINT = re.compile(r"(?:,(?: as [^,]+,)?)? (?:then )?")
"""What stands between the condition and the subject; more than that may be one more condition."""
GENERAL = frozenset({"does", "do", "is", "are", "can"})
BARE = re.compile(r"the \w+", re.IGNORECASE)
LIMITED = re.compile(r"^$|\beven$|\b(?:more|less|better|often|usually|sometimes)\b")
"""Of what is *more* useful it is not said than what; *often* may be at other times as well."""
DEFINED = word_set("occur happen arise exist mean seem say think show")
"""Verbs with which `when …` says what a thing is, or what is said."""
ONE_MORE = re.compile(r",(?! (?:so|an?|which|but|while|although)\b)")
"""`where entry is hard, demand is inelastic and …`: another condition follows."""
APPOSED = re.compile(r", an? [^,]+$")
"""`…, a relationship which the model shows`."""
FIGURE = re.compile(r"\d")
"""`if the world price is £10`: an example with made-up numbers is no general truth."""
LONGEST = 20
"""Words of what happens."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `happens` (subject the condition with its conjunction, value what happens then) and `when_so`."""
    for sentence in sentences:
        for clause in sentence.clauses:
            yield from _only_when(essay, sentence, clause)
            part = next((part for part in clause.parts if _is_condition(sentence, clause, part)), None)
            value = _outcome(sentence, clause) if part else ""
            if part and value:
                yield Fact(
                    kind=Kind.CONSEQUENCE,
                    relation="happens",
                    subject=part.text,
                    value=value,
                    context=label(sentence),
                    evidence=(evidence(essay, sentence),),
                    finder="conditions",
                )


def _only_when(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    """`Monopoly is most harmful where entry is hard`: when something is so."""
    part = clause.parts[-1] if clause.parts else None
    if part is None or part.role != "clause" or part.marker not in TRAILING or part.start < clause.verb_end:
        return
    told = clause.predicate(without=[part], finite=False)
    general = clause.kind == "main" and clause.operator in GENERAL and clause.start == sentence.core
    named = is_nominal(clause) and not BARE.fullmatch(clause.core)
    defined = clause.lemma in DEFINED or any(
        ARTICLE.match(each.text) for each in clause.parts if each.role == "complement"
    )
    limited = LIMITED.search(told) or part.text.startswith("even ") or is_negated(clause)
    if not general or not named or defined or limited or is_clipped(sentence, part.end):
        return
    leans = POINTING.search(f"{clause.core} {told}") or UNREAL.search(part.text) or NO_CLAUSE.match(part.text)
    value = APPOSED.sub("", first_statement(part.text))
    end = part.start + len(value)
    if leans or _is_told(sentence, clause.start, end) or ONE_MORE.match(sentence.text, end):
        return
    yield Fact(
        kind=Kind.CONSEQUENCE,
        relation="when_so",
        subject=clause.core,
        operator=clause.operator,
        predicate=told,
        value=value,
        context=label(sentence),
        evidence=(evidence(essay, sentence),),
        finder="conditions",
    )


def _is_condition(sentence: Sentence, clause: Clause, part: Constituent) -> bool:
    opens = part.role == "clause" and part.marker in OPENING and part.start == sentence.core
    joint = JOINT.fullmatch(sentence.text[part.end : clause.subject.start]) if opens and clause.kind == "main" else None
    leans = UNREAL.search(part.text) or NO_CLAUSE.match(part.text) or FIGURE.search(part.text)
    return bool(joint) and not leans and not _is_told(sentence, part.start, clause.verb_end)


def _is_told(sentence: Sentence, start: int, end: int) -> bool:
    """True for a story in the present tense: `When Hitler invades Poland, …`."""
    storied = {MentionKind.PERSON, MentionKind.EVENT, MentionKind.DATE}
    return any(each.kind in storied and start <= each.start < end for each in sentence.mentions)


def _outcome(sentence: Sentence, clause: Clause) -> str:
    """What happens, in a statement with a subject of its own; empty for a judgment, or what does not stand alone."""
    first = clause.core.lower().split()[0]
    stays = (clause.lemma in STATES or clause.operator == "can") and not clause.passive
    if first in NO_SUBJECTS or clause.operator not in PRESENT or stays:
        return ""
    start = clause.subject.start
    value = first_statement(sentence.text[start:].rstrip("."), clause.verb_end - start)
    value = shortened(value, LONGEST)
    return "" if len(value.split()) > LONGEST else value
