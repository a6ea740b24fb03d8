"""A statement of the source with a blank for a name or a date."""

from __future__ import annotations

import re

from essay2anki.cards.wording import Wording, sentence
from essay2anki.lexicon import untied
from essay2anki.model import BLANK, Fact, Kind, Section

CONNECTIVE = (
    r", (?:however|therefore|moreover|nevertheless|for example|for instance|on the other hand|by contrast|"
    r"in contrast|in turn|too),"
)
"""It ties the statement to the one before, which is not on the card."""
NOW = re.compile(r" now (?=[a-z]+ed\b)")
"""Of what is past it only ties: `now turned to mass politics`."""
MONTH_END = re.compile(r"(?<=[a-z]{3})\.$")
"""The full stop of the sentence behind `15 June`, which might be that of `15 Jan.`"""
RELATIONS = ("named",)
CITED = 4.0
"""The year of a work in brackets is worth less than what the work says."""
LESSER = 3.5
"""A term or date of a note alone, which strict readers accepted in 8 of 16, and one that is incidental: a full deck
has them."""
SCORES = {Kind.EVENT: 6.2, Kind.PERSON: 6.0, Kind.DATE: 5.5, Kind.TERM: 4.5, Kind.FIGURE: 4.2}


def make(fact: Fact) -> Wording | None:
    """Show the statement with its blank."""
    statement = NOW.sub(" ", fact.statement)
    statement = untied(re.sub(CONNECTIVE, "", statement))
    cited = fact.kind is Kind.DATE and f"({BLANK})" in statement
    noted = fact.kind in {Kind.DATE, Kind.TERM} and all(each.section is Section.NOTES for each in fact.evidence)
    score = LESSER if noted or fact.incidental else CITED if cited else SCORES[fact.kind]
    value = MONTH_END.sub("", fact.value) if fact.kind is Kind.DATE else fact.value
    return Wording(type="cloze", question=sentence(statement), answer=value, score=score)
