"""`Britain broke off relations in 1927`: what was done, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import is_bare, label, quotes, tells_year, with_its_article
from essay2anki.facts.trimming import (
    aside,
    by_the_way,
    in_simple_past,
    is_fronted,
    is_going_on,
    is_negated,
    is_nominal,
    is_state,
)
from essay2anki.lexicon import CAUSAL_VERBS, REPORTING_VERBS
from essay2anki.model import Clause, Constituent, Essay, Fact, Kind, Mention, Sentence
from essay2anki.words import content

TEMPORAL = frozenset({"after", "before", "when", "since", "until"})
"""What stands behind them only places the main clause in time, and that is where the point is."""
SAYING = REPORTING_VERBS | {"tell", "deny", "admit", "complain"}
ON_DAY = re.compile(r"on (?:the )?\d", re.IGNORECASE)
"""On which day somebody said something nobody has to know."""
BRIEF = 3
"""Content words of a predicate, with its date, that tells too little of a bare noun."""
RANGE = re.compile(r" (?:to|until|and|or) (?:about |around |over |\d|the )")
"""`from 40% in 1851 to 5% today`: the date is one end of a range."""
FIGURE = re.compile(r"[£$€\d]")
"""`£4 million scheme opened in 2008`: a note without its article."""
OR_ELSE = re.compile(r",? or (?:was|were|had|[a-z]+ed)\b")
"""`failed or were overtopped`: one of the two would say too much."""
COUNTED = re.compile(r"(?:the )?[a-z-]+")
"""`inflation`, `the rate`: whose it was, the words before tell."""
NUMBERED = re.compile(r"the (?:first|second|third|last|next|new) [a-z]+")
"""`the first line`: of what?"""
SOME = re.compile(r"an? [A-Z](?!.* (?:of|on|for|to|in|under|by|into)\b).*")
"""`a Royal Commission`, of which there were many."""
AGAIN = re.compile(r"(?:He|She|They|It) [^.]*\bagain\b")
"""`He visited again in 1946.`"""
WHEN = re.compile(r"(?:in|on|during) (?:the )?", re.IGNORECASE)


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `when`: subject and predicate of a clause, value the date that stands in it as an adjunct of its own."""
    for number, sentence in enumerate(sentences):
        if any(AGAIN.match(each.text) for each in sentences[number + 1 : number + 2]):
            continue
        for clause in sentence.clauses:
            for part in clause.parts:
                date = _date_in(essay, sentence, part)
                if not date or is_bare(essay, sentence, clause.core) or _is_any(clause, part):
                    continue
                if is_nominal(clause) and _happens(clause, part) and not OR_ELSE.match(sentence.text, clause.end):
                    yield _fact(essay, sentence, clause, part, date)


def _happens(clause: Clause, date: Constituent) -> bool:
    """A state (`was still weak in 1924`) has no date of its own, and what will or did not happen none at all."""
    if FIGURE.match(clause.core) or clause.kind == "reported" or clause.operator == "will" or is_negated(clause):
        return False
    if clause.subject.start < date.start < clause.verb_start:
        return False  # `The attempt on his life in 1858 persuaded him`: the date is that of the attempt
    if CAUSAL_VERBS.get(clause.lemma) and not clause.passive:
        return False  # `Resentment led to a coup in 1932`: the date is that of the coup
    if (
        clause.lemma in SAYING
        and any(part.text.startswith("that ") for part in clause.parts)
        and ON_DAY.match(date.text)
    ):
        return False
    if is_state(clause) or is_going_on(clause) or _is_bare(clause) or clause.marker in TEMPORAL:
        return False
    return not any(is_fronted(clause, part) for part in clause.parts if part is not date)


def _is_bare(clause: Clause) -> bool:
    """`spending was cut back`: whose, the sentence around it tells."""
    alone = re.fullmatch(r"[a-z-]+", clause.core)
    return bool(alone) and len(content(clause.predicate(finite=True))) <= BRIEF


def _is_any(clause: Clause, date: Constituent) -> bool:
    """True for what there are many of, while no name and no more words tell which: `the rate was cut to 3 per cent`."""
    told = clause.predicate(without=[date, *aside(clause)], finite=False)
    if re.search(r"[A-Z]", told):
        return False
    measured = COUNTED.fullmatch(clause.core) and re.search(r"\d", told)
    unsaid = SOME.fullmatch(clause.core) and len(content(told)) < BRIEF - 1
    return bool(measured or unsaid or NUMBERED.fullmatch(clause.core))


def _date_in(essay: Essay, sentence: Sentence, part: Constituent) -> Mention | None:
    for date in sentence.dates:
        opener = sentence.text[part.start : date.start]
        if RANGE.match(sentence.text, date.end):
            continue
        placed = date.end == part.end and part.role == "prep" and WHEN.fullmatch(opener)
        if placed and date.date and tells_year(essay, sentence, date.date):
            return date
    return None


def _fact(essay: Essay, sentence: Sentence, clause: Clause, part: Constituent, date: Mention) -> Fact:
    asked = in_simple_past(clause)
    return Fact(
        kind=Kind.DATE,
        relation="when",
        subject=with_its_article(sentence, clause.core),
        operator=asked.operator,
        predicate=asked.predicate(without=[part, *aside(clause), *by_the_way(clause)], finite=False),
        value=date.text,
        date=date.date,
        context=label(sentence),
        evidence=quotes(essay, sentence, clause),
        finder="dated_clauses",
    )
