"""When? The question asks at the date's own precision."""

from __future__ import annotations

from essay2anki.cards.nominals import as_clause
from essay2anki.cards.wording import Wording, ask, is_plural
from essay2anki.model import DateValue, Fact
from essay2anki.words import word_set

RELATIONS = ("dated", "happened", "when")

WHEN = {
    "day": "on what date",
    "month": "in which month and year",
    "season": "in which season and year",
    "year": "in which year",
    "years": "between which years",
    "decade": "in which decade",
    "century": "in which century",
}
MADE = {
    "signed": "treaty treaties pact pacts agreement agreements accord accords protocol convention armistice concordat",
    "passed": "act acts statute statutes resolution",
    "issued": "edict edicts decree decrees manifesto declaration ultimatum charter",
    "introduced": "reform reforms programme program policy bill tariff",
    "announced": "doctrine",
    "adopted": "amendment constitution",
    "written": "letter memorandum",
    "sent": "telegram note",
    "made": "speech",
    "published": "report",
    "formed": "alliance entente triumvirate",
}
"""Participle → heads of documents and deeds: how such a thing comes into being on its date."""
PARTICIPLES = {head: verb for verb, heads in MADE.items() for head in heads.split()}
HAPPENING = word_set("""
    war wars battle battles crisis crises revolution revolutions revolt revolts rebellion rebellions rising
    risings uprising uprisings mutiny riot riots conference summit congress diet boycott putsch coup massacre
    incident siege plot plots conspiracy affair scandal campaign offensive blockade airlift crash invasion
    election elections march strike strikes pilgrimage trial trials famine restoration reformation referendum
    crusade crusades purge purges raid landings eruption
""")


DATING = word_set("plan plans law laws")
"""Whether a plan of 1934 was drawn up then, or begun, its name does not say; nor who made a law."""
STRIKING = word_set("cyclone hurricane typhoon earthquake tsunami tornado")


def make(fact: Fact) -> Wording | None:
    """Ask for the date of a named event, of a happening, or of what a clause tells."""
    if fact.date is None:
        return None
    when = _when(fact.date)
    if fact.relation == "when" and fact.date.precision == "years":
        when = "in which years"
    if fact.relation == "when":
        question, score = ask(when, fact.operator, fact.subject, fact.predicate), 7.5
    elif fact.relation == "happened":
        question, score = ask(when, as_clause(fact.subject) or f"did {fact.subject} take place"), 8.0
    else:
        question, score = _of_event(when, fact), 8.0
    return Wording(question=question, answer=fact.value, score=score)


def _when(date: DateValue) -> str:
    return "roughly when" if date.vague else WHEN[date.precision]


def _of_event(when: str, fact: Fact) -> str:
    was = "were" if is_plural(fact.head) else "was"
    made = PARTICIPLES.get(fact.head, "")
    planned = fact.head in DATING
    if (planned or made) and fact.date and fact.date.precision == "years":
        return ask("what were the years of", fact.subject)  # a plan of 1928–32 was carried out then
    if made:
        return ask(when, was, fact.subject, made)
    if fact.head in HAPPENING | STRIKING:
        return ask(when, "did", fact.subject, "strike" if fact.head in STRIKING else "take place")
    unit = when.removeprefix("in which ")
    if planned and unit != when:
        return ask("from which", unit, "do" if was == "were" else "does", fact.subject, "date")
    return ask("what was the", unit if unit != when else "date", "of", fact.subject)
