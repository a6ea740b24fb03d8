"""`Marion Wallace Dunlop began the first hunger strike`: who, or which act or treaty, did it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import label, quotes, with_its_article
from essay2anki.facts.trimming import (
    UNREAL,
    aside,
    by_the_way,
    in_simple_past,
    is_clipped,
    is_fronted,
    is_going_on,
    is_negated,
    is_nominal,
    is_state,
    leans_back,
)
from essay2anki.lexicon import GRANTING, REPORTING_VERBS, ROLES
from essay2anki.model import Clause, Constituent, Essay, Fact, Kind, Mention, MentionKind, Sentence
from essay2anki.words import word_set

NO_DEEDS = REPORTING_VERBS | GRANTING | {"be"}
BEFOREHAND = frozenset({"relative", "participle"})
"""Kinds of clause in which `who had studied in Vienna` only tells what came before the point."""
PRESENT = frozenset({"do", "have", "are"})
ADDITION = re.compile(r", (?:(?:which|who|whose|where)\b.*|(?:meaning|that is)\b[^,]*)$")
"""What the end of a sentence adds to its last noun."""
OWNED = re.compile(r"\b(?:its|their|it|them)\b")
"""In the second of two deeds they stand for what the first one was done to."""
OF_DATE = re.compile(r" (?:of |\()?")
_NAME = r"(?:(?:de|von|van|al|da|ibn) )?[A-Z][\w’'.-]+(?: (?:(?:of|de|la|von|van|al|da|ibn) )*[A-Z][\w’'.-]+)*"
BY = re.compile(
    rf"by (?:(?P<article>the) (?=[A-Z]))?(?P<role>(?:the|an?) (?:[\w-]+ ){{0,2}}[a-z][\w-]* )?"
    rf"(?P<names>{_NAME}(?: and {_NAME})?)(?:, (?![A-Z]|and\b|the [A-Z]).*)?"
)
"""`by the jurist Itō Hirobumi, who had studied …`, `by Nixon and Brezhnev`; not `by the Dutch`."""
PERSONAL = word_set("draft write lead head found chair design command compose invent edit paint discover murder devise")
"""What persons do, and bodies under another verb."""
SHARED = word_set("influence inspire support help assist join follow praise criticise criticize attack advise share")
"""What several may have done to one thing."""
_ROLE = f"(?:{'|'.join(sorted(ROLES))}|[a-z]+(?:ist|ian|grapher))"
OFFICE = re.compile(rf"(?:the|[\w’'.-]+(?: [\w’'.-]+)?[’']s?) (?:[\w-]+ ){{0,2}}{_ROLE} ")
"""What somebody is, in front of the name: `the English priest`."""
BUILDINGS = word_set("Château Chateau Fort Castle Palace Abbey Cathedral Tower Prison House Hall Hagia Bridge Barracks")
ILLUSTRATING = re.compile(r"[:–—-] $")
"""`Fines could be ruinous: N was charged 10,000 marks`: for what, the words before tell."""
JOINED = re.compile(r"\b(?:and|but)\b")


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `who` and `which` (value the subject, predicate what it did) and `by` (value the agent of a passive)."""
    for sentence in sentences:
        for clause in sentence.clauses:
            if clause.operator in UNREAL or leans_back(sentence) or clause.kind == "reported":
                continue
            done = (_subject(essay, sentence, clause, mention) for mention in sentence.mentions)
            yield from (fact for fact in (*done, _agent(essay, sentence, clause)) if fact)


def _subject(essay: Essay, sentence: Sentence, clause: Clause, mention: Mention) -> Fact | None:
    person = _introduced(clause, mention) or mention.kind is MentionKind.PERSON
    if not (person or mention.kind is MentionKind.EVENT) or not _is_deed(sentence, clause, mention):
        return None
    if person and (BUILDINGS & {*mention.text.split()} or (clause.lemma == "fall" and not clause.passive)):
        return None  # it is places that `fell on 6 March`, and no `who`
    predicate = _without_gloss(sentence, clause, _told(clause))
    if ", " in predicate and any(is_fronted(clause, part) for part in clause.parts):
        return None  # what stood in front would be told of the addition behind the comma
    return Fact(
        kind=Kind.PERSON if person else Kind.EVENT,
        relation="who" if person else "which",
        subject="" if person else _which(sentence, mention),
        predicate=predicate,
        value=mention.text,
        context=label(sentence),
        evidence=quotes(essay, sentence, clause),
        finder="actors",
    )


def _is_deed(sentence: Sentence, clause: Clause, mention: Mention) -> bool:
    """True where the one who is mentioned did a thing that can be asked about."""
    named = _introduced(clause, mention) or clause.core.removeprefix("the ") in _with_dates(sentence, mention)
    if not named or clause.lemma in NO_DEEDS or is_negated(clause) or in_simple_past(clause).operator == "had":
        return False
    if is_state(clause) or is_going_on(clause) or _takes_up(clause, mention) or _is_no_verb(sentence, clause):
        return False
    if clause.kind == "participle" or (clause.plural and clause.operator in PRESENT):
        return False  # `appointed Commissar` has its auxiliary cut off, and `Who bear the blame?` is no English
    strung = any(JOINED.search(part.gap) for part in clause.parts if part.role == "prep")
    return not (strung or clause.finite.startswith("did ") or _is_beside_the_point(sentence, clause))


def _told(clause: Clause) -> str:
    """The predicate in the past; `who in 1935 hatched its eggs` did so in 1935."""
    inner = clause.kind == "relative"
    between = [part for part in clause.parts if inner and part.role == "prep" and part.start < clause.verb_start]
    predicate = in_simple_past(clause).predicate(without=[*aside(clause), *between], finite=True)
    return " ".join([predicate, *(part.text for part in between)])


def _introduced(clause: Clause, mention: Mention) -> bool:
    """True for `the priest John Ball` and `Henry’s minister Thomas Cromwell`: an office tells who is one."""
    office = clause.core.removesuffix(mention.text)
    found = OFFICE.fullmatch(office) if office != clause.core else None
    persons = mention.kind in {MentionKind.PERSON, MentionKind.NAME, MentionKind.ORGANISATION}
    to_something = any(part.role == "object" for part in clause.parts)
    return bool(found) and persons and to_something and not clause.plural


def _is_beside_the_point(sentence: Sentence, clause: Clause) -> bool:
    """True for what had gone before or what illustrates, without a date of its own."""
    start = min(clause.start, clause.subject.start)
    if any(start <= date.start < clause.end for date in sentence.dates):
        return False
    if clause.kind in BEFOREHAND and clause.operator == "had":
        return True
    return bool(ILLUSTRATING.search(sentence.point.body.text[: sentence.start + start]))


def _is_no_verb(sentence: Sentence, clause: Clause) -> bool:
    """True where a noun was taken for a second verb: `burned a stock of barrel staves off the cape`."""
    past = any(other.kind == "main" and other.operator == "did" for other in sentence.clauses)
    return past and clause.kind == "coordinate" and clause.operator == "does"


def _takes_up(clause: Clause, mention: Mention) -> bool:
    """True for `ended the rule of the Company and transferred its powers`: they are not the act's own."""
    second = clause.kind == "coordinate" and mention.kind is MentionKind.EVENT
    return second and bool(OWNED.search(clause.predicate(finite=True)))


def _without_gloss(sentence: Sentence, clause: Clause, predicate: str) -> str:
    """The predicate without what its end explains in passing: `devised the calculus, a way of measuring pleasure`."""
    for gloss in sentence.glosses:
        if predicate.endswith(f", {gloss.text}"):
            return predicate.removesuffix(f", {gloss.text}")
    return predicate if is_clipped(sentence, clause.end) else ADDITION.sub("", predicate)


def _which(sentence: Sentence, mention: Mention) -> str:
    """`letter of 1924`: the head noun, with the date if one belongs to it."""
    dates = [date.text for date in sentence.dates if OF_DATE.fullmatch(sentence.text[mention.end : date.start])]
    return f"{mention.head} of {dates[0]}" if dates else mention.head


def _with_dates(sentence: Sentence, mention: Mention) -> set[str]:
    """The name alone, and with the date that belongs to it: `letter of 1924`, `Act (1911)`."""
    forms = {mention.text}
    for date in sentence.dates:
        if OF_DATE.fullmatch(sentence.text[mention.end : date.start]):
            forms |= {sentence.text[mention.start : date.end], sentence.text[mention.start : date.end + 1]}
    return forms


def _agent(essay: Essay, sentence: Sentence, clause: Clause) -> Fact | None:
    """The one who did it, or the two, behind a passive: `was drafted by the jurist Itō Hirobumi, who …`."""
    agents = [part for part in clause.parts if re.search(r"\bby\b", part.text)]
    if len(agents) != 1 or not clause.passive or not is_nominal(clause) or clause.lemma in SHARED:
        return None
    part = agents[0]
    named = BY.fullmatch(part.text)
    if not named or not _are_persons(sentence, clause, part, named):
        return None
    if sum(part.start < date.start < clause.end for date in sentence.dates) > 1:
        return None
    return Fact(
        kind=Kind.PERSON,
        relation="by",
        subject=with_its_article(sentence, clause.core),
        operator=clause.operator,
        predicate=clause.predicate(without=[part, *aside(clause), *by_the_way(clause)], finite=False),
        value=named["names"],
        context=label(sentence),
        evidence=quotes(essay, sentence, clause),
        finder="actors",
    )


def _are_persons(sentence: Sentence, clause: Clause, part: Constituent, named: re.Match[str]) -> bool:
    """True where the names behind `by` are those of persons; what is written or led has none but them for agents."""
    start, end = part.start + named.start("names"), part.start + named.end("names")
    kinds = {each.kind for each in sentence.mentions if start <= each.start and each.end <= end}
    if MentionKind.PERSON in kinds:
        return kinds <= {MentionKind.PERSON, MentionKind.PLACE, MentionKind.NAME} and not named["article"]
    full = " " in named["names"] or bool(named["role"])
    return full and clause.lemma in PERSONAL and not kinds & {MentionKind.EVENT, MentionKind.DATE}
