"""`because`, `due to`, `was driven by`: why something was so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from essay2anki.facts.quoting import evidence, introduced, is_bare, label, quotes, with_its_article
from essay2anki.facts.reasons import OPEN_NOUNS, reason_of
from essay2anki.facts.trimming import (
    CONDITIONS,
    aside,
    first_statement,
    has_two_reasons,
    is_clipped,
    is_conditional,
    is_negated,
    is_nominal,
    trailing,
)
from essay2anki.lexicon import PASSIVE_CAUSES, REPORTING_VERBS
from essay2anki.model import Clause, Constituent, Essay, Fact, Kind, MentionKind, Sentence
from essay2anki.words import word_set

NOUN_REASON = re.compile(
    r"^(?P<what>(?:[Tt]he |[Aa]n? )?[^,;:()]{8,}?),? "
    r"(?:(?:mainly |largely |partly )?(?:due to|because of|owing to|as a result of)) (?P<why>[^,;:()]{6,}?)(?=,|;|$)"
)
"""`the exclusion of Russia due to the signing of …`, where no verb stands between."""
RELATIVE = re.compile(r"\b(?:which|who) ")
SECOND_REASON = re.compile(r"\b(?:because|since)\b")
"""`the change because X could not compete due to Y`: of which of the two `Y` is the reason is open."""
RANKED = re.compile(r"(?:the )?(?:main|most|key|primary|central|single)\b")
"""`Why was the main cause religion?` is no question; the judgment makers ask what was."""
ASKED = frozenset({"main", "coordinate", "participle", "reported"})
DEFINED = re.compile(r"an? (?:[\w-]+ ){1,3}(?:that|which|who)\b")
"""`is a product that is over-consumed because …` says what it is, not why."""
HEDGES = frozenset({"probably", "perhaps", "possibly", "may", "might", "arguably"})
"""Of what is only likely, the reason given is that for the writer's belief."""
DEGREES = word_set("mainly partly largely chiefly primarily mostly only simply precisely")
"""How far the reason goes: `mainly because …` is the answer, whole."""
OWN_WORD = re.compile(
    r"\b(?:problem|trouble|danger|result|truth|fact|point|reason|difficulty|objection|drawback|advantage|benefit|strength"
    r"|weakness|risk) is that $"
)
"""`The danger is that firms collude in order to …`: what the essay itself says."""
WANTING = frozenset({"want", "need", "demand", "seek", "use"})
WANTED = re.compile(r"(?P<what>[\w’' -]+?) (?P<why>to (?!be\b|have\b)[a-z]+ .+)")
"""`foreign tribute to prove his legitimacy`: what somebody wanted, and what for."""
DIAGRAM = re.compile(r"\b([A-Z]{1,4})\d (?:to|and) \1\d\b")
"""`from Q1 to Q2`: only the diagram shows what they are."""
ORIGINATING = {
    **dict.fromkeys(("stem", "arise", "spring", "result", "derive"), ("from",)),
    **dict.fromkeys(("depend", "rest", "rely", "hinge"), ("on", "upon")),
}
"""Verbs that lead back to what something came from, or rests on, with their prepositions."""
RESENTING = word_set("resent fear distrust mistrust dread")
"""What somebody feels so about moves them."""
OWNED = re.compile(r"(?:its|their|his|her|it|them)\b")
SECOND = re.compile(r", and $")
"""What joins a second statement with a subject of its own."""
REMARKS = word_set("show suggest notice see indicate say claim argue note mention point seem appear")
"""Verbs by which an essay comments: `foreign examples were noticed, since …`."""
EXAMPLES = re.compile(
    r"(?:issues|factors|things|events|measures|problems|a (?:number|range|variety) of)\b", re.IGNORECASE
)
"""`driven by issues such as …` gives examples, not the cause."""
PAST = {"driven": "drove"}
"""Participle → past tense of the causal verbs, where the two differ."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `why` (of a clause), `origin` and `agent` (of what has one), `reason` (of a noun); value the cause."""
    for sentence in sentences:
        for clause in sentence.clauses:
            told = clause.kind in ASKED or (clause.kind == "relative" and _by_because_alone(clause))
            if is_nominal(clause) and told and not is_bare(essay, sentence, clause.core):
                yield from _of_clause(essay, sentence, clause)
                yield from _explaining(essay, sentence, clause)
        yield from _of_noun(essay, sentence)


def _by_because_alone(clause: Clause) -> bool:
    """`the chancellor, who preferred foreigners because …`: an addition with its reason."""
    return bool(clause.parts) and clause.parts[-1].marker == "because" and clause.parts[-1].role == "clause"


def _explaining(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    """`Poor supply explains why the Danes retreated`."""
    told = [part for part in clause.parts if part.start > clause.verb_end]
    asked = told[0].text if len(told) == 1 and clause.lemma == "explain" else ""
    if asked.startswith("why ") and not is_negated(clause) and clause.operator in {"does", "did"}:
        yield Fact(
            kind=Kind.CAUSE,
            relation="cleft",
            subject="",
            predicate=f"{clause.finite} {first_statement(asked)}",
            value=clause.core,
            attribution="",
            context=label(sentence),
            evidence=quotes(essay, sentence, clause),
            finder="causes",
        )


def _of_clause(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    for part in clause.parts:
        wanted = WANTED.fullmatch(part.text) if part.role == "object" and clause.lemma in WANTING else None
        open_noun = wanted and wanted["what"].rsplit(maxsplit=1)[-1] in OPEN_NOUNS
        if wanted and not open_noun and not clause.passive and part is clause.parts[-1]:
            yield _wanted(essay, sentence, clause, part, wanted)
        elif _is_agent(sentence, clause, part):
            yield _agent(essay, sentence, clause, part)
        elif _is_origin(sentence, clause, part) and _is_told(sentence, clause):
            yield _origin(essay, sentence, clause, part)
        elif (
            (value := _reason(sentence, clause, part))
            and _is_whole(sentence, clause, part)
            and not _is_anothers(clause, part, value)
        ):
            told = _told_by(sentence, clause, part)
            if told:
                yield _why(essay, sentence, told, part, _first(sentence, part, value))


def _wanted(essay: Essay, sentence: Sentence, clause: Clause, part: Constituent, wanted: re.Match[str]) -> Fact:
    """What somebody wanted and what for: the object is asked about without its purpose."""
    short = replace(part, text=wanted["what"])
    parts = tuple(short if each is part else each for each in clause.parts)
    return _why(essay, sentence, replace(clause, parts=parts), part, wanted["why"])


def _is_anothers(clause: Clause, part: Constituent, value: str) -> bool:
    """True for `Because it is charged by the litre, firms cut sugar`: what is, the sentence before tells."""
    several = {"it": False, "they": True}.get(value.split(maxsplit=1)[0].lower())
    return part.end <= clause.subject.start and several is not None and several is not clause.plural


def _is_whole(sentence: Sentence, clause: Clause, part: Constituent) -> bool:
    """True where nothing behind the reason belongs to it: `as they expect higher taxes later`."""
    others = [other for other in clause.parts if other.role not in {"clause", "tail"}]
    # Behind two commas it may be the reason for the middle part only.
    apart = sentence.text[clause.verb_end : part.start].count(",") > 1
    behind = any(other.start >= part.end and other.start > clause.verb_end for other in others)
    fronted = part.end <= clause.subject.start  # what follows its comma is the clause itself
    clipped = not fronted and is_clipped(sentence, part.end)
    # `a state which had one voter in ten because …` may give the reason for what `which` tells.
    within = RELATIVE.search(sentence.text, clause.verb_end, max(part.start, clause.verb_end))
    if within or has_two_reasons(clause):
        return False
    return not apart and not clipped and not (behind and part.start > clause.verb_end)


def _first(sentence: Sentence, part: Constituent, value: str) -> str:
    """The reason without what the sentence adds behind its verb."""
    start = part.end - len(value)
    inner = [each for each in sentence.clauses if each.kind == "adverbial" and part.start < each.start < part.end]
    verb = inner[0].verb_end if inner else 0
    # `because he needed soldiers, and the Convention confirmed this`: a statement of its own
    second = [each.subject.start for each in inner[1:] if SECOND.search(sentence.text, verb, each.subject.start)]
    return first_statement(SECOND.sub("", value[: second[0] - start]) if second else value, verb - start)


def _told_by(sentence: Sentence, clause: Clause, part: Constituent) -> Clause | None:
    """The clause that the reason is for: of `Oakley found that they suffered because …` the one that is reported."""
    if clause.kind == "reported":
        return clause if _author(sentence, clause, []) or OWN_WORD.search(sentence.text[: clause.start]) else None
    if not any(each.text.startswith("that ") for each in clause.parts):
        return clause
    if clause.lemma not in REPORTING_VERBS:
        return None  # `convinced them that it was wrong because …`: of which of the two is not certain
    inner = [
        each
        for each in sentence.clauses
        if each.kind == "reported" and clause.verb_end <= each.start and each.end <= part.start
    ]
    return inner[0] if len(inner) == 1 and is_nominal(inner[0]) and clause.core else None


def _is_agent(sentence: Sentence, clause: Clause, part: Constituent) -> bool:
    """A cause behind `was driven by`, with a name or date somewhere, so that it is not mere comment."""
    agent = part.role == "prep" and part.marker == "by" and clause.passive and clause.operator in {"was", "were", "had"}
    if not agent:
        return False
    persons = {mention.text for mention in sentence.mentions if mention.kind is MentionKind.PERSON}
    causes = (
        clause.kind not in {"participle", "reported"}
        and not _is_one_more(sentence, clause)
        and clause.lemma in PASSIVE_CAUSES
        and bool(sentence.mentions)
        and part.text[3:] not in persons
    )
    return causes and not EXAMPLES.match(part.text.removeprefix("by "))


def _reason(sentence: Sentence, clause: Clause, part: Constituent) -> str:
    reason = reason_of(sentence, clause, part)
    if not reason:
        return ""
    hedged = HEDGES & {clause.operator, *clause.finite.split()}
    unasked = clause.kind == "participle" or RANKED.match(clause.core) or clause.lemma in REMARKS or hedged
    defined = clause.lemma == "be" and any(DEFINED.match(each.text) for each in clause.parts)
    drawn = DIAGRAM.search(sentence.text, clause.start, max(clause.end, part.end))
    return "" if unasked or defined or drawn or is_conditional(clause) else reason


def _agent(essay: Essay, sentence: Sentence, clause: Clause, agent: Constituent) -> Fact:
    """The agent with all behind it that belongs to it: `issues such as demands to honour debts`."""
    others = [part for part in clause.parts if part.start < agent.start or part.role in {"tail", "clause"}]
    words = clause.predicate(without=others, finite=False)
    return Fact(
        kind=Kind.CAUSE,
        relation="agent",
        subject=with_its_article(sentence, introduced(sentence, clause)),
        predicate=_active(clause),
        value=first_statement(words.removeprefix(clause.bare).strip().removeprefix("by ")),
        context=label(sentence),
        evidence=quotes(essay, sentence, clause),
        finder="causes",
    )


def _active(clause: Clause) -> str:
    """`drove` of `was driven by`, `had unsettled` of `had been unsettled by`."""
    return (
        f"had {clause.bare.removeprefix('been ')}" if clause.operator == "had" else PAST.get(clause.bare, clause.bare)
    )


def _why(essay: Essay, sentence: Sentence, clause: Clause, part: Constituent, value: str) -> Fact:
    degree = [each for each in clause.parts if each.text.lower() in DEGREES and each.end == part.start - 1]
    told = part.text[: part.text.find(value) + len(value)]
    kept = [each for each in trailing(clause) if each.marker in CONDITIONS]
    said = [each for each in clause.parts if each.marker == "according" or _is_holder(sentence, clause, each)]
    dropped = [part, *degree, *said, *(each for each in aside(clause) if each not in kept)]
    return Fact(
        kind=Kind.CAUSE,
        relation="why",
        subject=with_its_article(sentence, introduced(sentence, clause)),
        operator=clause.operator,
        predicate=clause.predicate(without=dropped, finite=False),
        value=f"{degree[0].text} {told}" if degree else value,
        attribution=_author(sentence, clause, said),
        context=label(sentence),
        evidence=quotes(essay, sentence, clause),
        finder="causes",
    )


def _is_holder(sentence: Sentence, clause: Clause, part: Constituent) -> bool:
    """`For Patricia Morgan cohabitation is a threat`: who thinks so."""
    name = part.text.removeprefix("for ").split(" (")[0]
    persons = {mention.text for mention in sentence.mentions if mention.kind is MentionKind.PERSON}
    return part.marker == "for" and part.end <= clause.subject.start and name in persons


def _author(sentence: Sentence, clause: Clause, said: Sequence[Constituent]) -> str:
    """Whose word it is: `According to Mill, …`, `Oakley found that …`; empty for the essay's own."""
    if said:
        return said[0].text.removeprefix("according to ").removeprefix("for ")
    if clause.kind != "reported":
        return ""
    outer = [each for each in sentence.clauses if each.lemma in REPORTING_VERBS and each.verb_end <= clause.start]
    return outer[-1].core if outer else ""


def _is_told(sentence: Sentence, clause: Clause) -> bool:
    """True where somebody's word has its author, and no reason is given for the whole, which asks for more."""
    reported = clause.kind == "reported" and not _author(sentence, clause, [])
    return not reported and not any(_reason(sentence, clause, part) for part in clause.parts)


def _is_one_more(sentence: Sentence, clause: Clause) -> bool:
    """`It also depends on politics`: on what else, the sentence before tells."""
    return " also " in sentence.text[clause.subject.end : clause.verb_end]


def _is_origin(sentence: Sentence, clause: Clause, part: Constituent) -> bool:
    """`stemmed from the treaty`, `rested on loans`, `resented Dutch rule`."""
    if (
        _is_one_more(sentence, clause)
        or part.start < clause.verb_end
        or clause.operator not in {"did", "does", "do"}
        or is_negated(clause)
    ):
        return False
    if clause.lemma in RESENTING:
        return part.role == "object" and not part.text.startswith("to ") and not OWNED.match(part.text)
    led = part.role == "prep" and part.marker in ORIGINATING.get(clause.lemma, ())
    led = led and part.text.lower().startswith(part.marker)  # `above all on the manner`
    return led and not OWNED.match(part.text.removeprefix(f"{part.marker} "))


def _origin(essay: Essay, sentence: Sentence, clause: Clause, part: Constituent) -> Fact:
    return Fact(
        kind=Kind.CAUSE,
        relation="origin",
        subject=with_its_article(sentence, introduced(sentence, clause)),
        operator=clause.operator,
        predicate=f"{clause.bare} {part.marker}".strip(),
        value=first_statement(part.text.removeprefix(f"{part.marker} ")).split(": ")[0],
        attribution=_author(sentence, clause, []),
        context=label(sentence),
        evidence=quotes(essay, sentence, clause),
        finder="causes",
    )


def _of_noun(essay: Essay, sentence: Sentence) -> Iterator[Fact]:
    """The reason inside a subject, or in a note that is one noun phrase."""
    phrases = [clause.core for clause in sentence.clauses if clause.kind in {"main", "coordinate"}]
    if sentence.verbless:
        phrases = [sentence.text[sentence.core :].rstrip(".")]
    for phrase in phrases:
        found = NOUN_REASON.match(phrase)
        if found and not SECOND_REASON.search(found["what"]):
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
