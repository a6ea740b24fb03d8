"""What is not worth a card: the year of a publication, a name that hangs there by chance."""

from __future__ import annotations

import re

from essay2anki.lexicon import EVENT_HEADS, MONTHS, ORIGINS, REPORTING_VERBS
from essay2anki.model import Card, Essay, Kind
from essay2anki.words import word_set

_AUTHOR = r"[A-Z][\w’'.-]+(?:,? (?:et al\.?|and (?:[A-Z]\.? ?)*[A-Z][\w’'-]+))?"
_SAYS = "|".join(
    [*(f"{verb.removesuffix('e')}\\w*" for verb in sorted(REPORTING_VERBS)), "found", "saw", "wrote", "held"]
)
CITATION = re.compile(
    rf"{_AUTHOR} ?\(\[\.\.\.\]\),? (?:\w+ly )?(?:{_SAYS})\b|et al\.?,? \(?\[\.\.\.\]|\({_AUTHOR},? \[\.\.\.\]\)"
    r"|\bby (?:[A-Z][\w’'-]+(?: \(\d{4}[^)]*\))?(?:,? and |, )){0,2}(?:[A-Z][\w’'.-]* ?){1,3}\(\[\.\.\.\]\)"
    r"|& [A-Z][\w’'-]+, \[\.\.\.\]"
    r"|\b(?:book|study|article|edition|volume|paper) (?:of|from) \[\.\.\.\]"
    r"|, the authors? of [A-Z][^,()]{2,80} \(\[\.\.\.\]\)"
    r"|^In [A-Z][^,()]{2,80} \(\[\.\.\.\]\),? [A-Z]"
    r"|\b(?:told|said|denied|admitted|complained)\b[^,.;]{0,40} on \[\.\.\.\] that\b"
    r"|\b(?:put forward|proposed|formulated|set out|recorded) (?:by|in) [^.;]{3,60}? (?:in|of) \[\.\.\.\]"
    r"|\bwhich (?:s?he|they|[A-Z]\w+(?: [A-Z]\w+)?) (?:published|wrote) in \[\.\.\.\]"
)
"""`Orange ([...]) suggests`, `the study which she published in [...]`."""
CITED = re.compile(r"\(\[\.\.\.\]\)[.,;]?")
"""`are acquired more readily ([...]).`: nothing says that a name is wanted."""
BURIED = re.compile(
    r"\b(?:in|of|with|to|at|for|from|on|into|through) (?:the |an? |his |her |its |their )?(?:[a-z’'-]+ ){1,4}"
    r"of \[\.\.\.\]"
)
"""`in front of the house of [...]`: a name two steps away from what the sentence says."""
ALIAS = re.compile(
    r"[A-Z][\w’'-]+, the (?:[a-z]+ ){0,4}\[\.\.\.\],|"
    r"(?:[A-Z][\w’'-]+|\d) \(\[\.\.\.\]\)"
)
"""`Malintzin ([...])`, `1588 ([...])`: another name for what is named already, or a remark on it."""
LOCATED = re.compile(r",(?: who\b| an?\b| the\b)[^,]* (?:at|in|above|near|beside|on|by) the \[\.\.\.\],")
"""`Alan Turing, who worked at the [...], …`: where somebody worked or something stands, told in passing."""
PRINTED = re.compile(
    r"\b(?:printed|published|appeared|reported|advertised|serialised|taken up) (?:in|by) "
    r"(?:[^.;]{0,30}, )?(?:the )?\[\.\.\.\]"
)
"""`printed in a newspaper, the [...]`"""
BRACKETED = re.compile(r"(?P<word>\w{4,}),? (?:the )?\(?\[\.\.\.\][),]")
"""`his commission ([...])`: half of the name stands before it."""
SHORT_FORM = re.compile(r"[\w’'], \[\.\.\.\],|\(\[\.\.\.\]\)")
"""`the International Monetary Fund, [...],`: the short form of what stands before it."""
BESIDE = re.compile(
    r"^\[\.\.\.\][’']s (?:theory|view|study|work|argument|research) (?:has|have) been (?:\w+ )?criticised|"
    r"\b(?:like|unlike|besides|including|e\.g\.) (?:the )?\[\.\.\.\]"
    r"|^(?:When|While|Before|After|Although|Though|If|Since|Once) \[\.\.\.\] [^,\d]*,"
    r"|\[\.\.\.\][’']s (?:reply|answer|response|announcement|call|men)\b"
    rf"|\bthan \[\.\.\.\] (?:{_SAYS})\b"
    r"|\bin \[\.\.\.\][’']s sense\b|\bwriting with \[|\bcolleagues (?:at|in|from) \["
    r"|\b(?:after|before|until|since|during|on|at) \[\.\.\.\][’']s (?:death|life|reign|time|fall|resignation|birth)\b"
)
"""Behind these stands what only accompanies, an example, or a landmark of time."""


AUTHOR_FIRST = re.compile(r"(?P<name>(?:[A-Z][\w.’'-]* )*[A-Z][\w’'-]+) \(\[\.\.\.\]\),? [a-z]")
"""`Becker ([...]) interviewed sixty teachers`."""


PEOPLES = word_set("Spaniards Turks Poles Danes Swedes Scots Jews Finns Czechs Serbs Croats Slavs Arabs Kurds Tartars")


def citation(card: Card, _essay: Essay) -> str | None:
    """When something was published is not what it says."""
    if card.kind is not Kind.DATE or card.type != "cloze":
        return None
    first = AUTHOR_FIRST.match(card.question)
    if first and not first["name"].startswith("The ") and first["name"].split()[-1].lower() not in EVENT_HEADS:
        return first.group()
    found = CITATION.search(card.question)
    return found.group() if found else None


OF_AN_ACT = re.compile(r"\b[Tt]he \[\.\.\.\] (?:Act|Law|Bill|Charter|Treaty|Constitution)\b")
"""`to get the [...] Act passed`: the name of the act would fit as well."""
ATTRIBUTE = re.compile(r"\b[Aa]n? \[\.\.\.\] [a-z]")
"""`A [...] audience`: many words fit."""
BEFORE_WHICH = re.compile(r"\[\.\.\.\], which\b")
"""`was introduced in [...], which aimed to …`: of the blank nothing more can be told."""
_BOUND = rf"(?:the \w+ of )?(?:\d|{'|'.join(sorted(MONTHS))})"
RANGE = re.compile(
    r"\b[Bb]etween (?:\w+ )?\d[\w.,]*(?: [A-Z]\w+)? and \[\.\.\.\]|(?:[A-Z][a-z]+|\d) (?:to|until|[–-]) \[\.\.\.\]"
    rf"|\[\.\.\.\] ?(?:[–-] ?[A-Z]|(?:to|until|[–-]) ?{_BOUND})"
)
"""Half of a span of dates."""
ROW = re.compile(r"(?:^|: )[A-Z][\w-]+, [A-Z][\w-]+, [A-Z][\w-]+ [a-z]+ \[\.\.\.\]")
"""`Greece, Ireland, Estonia joined [...]`: a row of examples, of which the date belongs to one."""
ENDS = re.compile(
    r"\bfrom (?:\w+ )?[£$€]?\d[\d,.]*\S*(?: \w+){0,3} in \[\.\.\.\] to\b"
    r"|\bto (?:\w+ )?[£$€]?\d[\d,.]*\S*(?: \w+){0,3} in \[\.\.\.\]"
)
"""`rose from 27,000 in [...] to 90,000`: when a count was made."""
FROM = re.compile(r"\bfrom (?:over |under |about |nearly |some )?[£$€]?\d[^.;]*? in (?P<date>[^.;]{4,20}?) to\b")
"""The same behind a question: `fell from over 20 per cent in 2015 to under 5`."""
COUNT = re.compile(r"\b(?:about|nearly|over|around|some|almost|only) [\d,]{4,}")
"""A large number: the date is that of the count, but for a deed of one day."""
DAY = re.compile(r"\d{1,2} [A-Z]")
TARGET = re.compile(r"\b(?:attacks?|raids?|assaults?|tax|taxes|war|bans?|strikes?) on \[\.\.\.\]")
"""`The USSR threatened rocket attacks on [...]`: it reads as the place that would be hit."""
DIED = re.compile(r"\bwho (?:had )?(?:died|was born|lived) in \[\.\.\.\]")
LIFE = re.compile(r"[A-Z][\w’'-]+ \(\[\.\.\.\]\)")
ROUGHLY = re.compile(r"c\. ?\d+[-–]")
"""`Irenaeus (c. 130–202)`: when somebody lived."""
YEAR = re.compile(r"\b\d{4}\b")


def undated(card: Card, _essay: Essay) -> str | None:
    """A date that dates nothing: half of a span, that of a count, or one that its neighbour gives away."""
    if card.kind is not Kind.DATE:
        return None
    found = (
        RANGE.search(card.question)
        or OF_AN_ACT.search(card.question)
        or ATTRIBUTE.search(card.question)
        or BEFORE_WHICH.search(card.question)
        or ENDS.search(card.question)
        or ROW.search(card.question)
        or (COUNT.search(card.question) if card.type == "question" and not DAY.match(card.answer) else None)
        or TARGET.search(card.question)
        or DIED.search(card.question)
        or (LIFE.search(card.question) if ROUGHLY.match(card.answer) else None)
        or next((each for each in FROM.finditer(card.evidence[0].quote) if each["date"] == card.answer), None)
    )
    if found:
        return found.group()
    asked = YEAR.findall(card.answer)
    beside = [year for year in YEAR.findall(card.question) for own in asked if abs(int(year) - int(own)) == 1]
    own_name = "([...])" in card.question  # `the treaties of Susa (1629) and Madrid ([...])`
    return beside[0] if beside and card.type == "cloze" and not own_name else None


def incidental(card: Card, _essay: Essay) -> str | None:
    """A name that the statement could do without."""
    if card.type != "cloze" or card.kind not in {Kind.PERSON, Kind.TERM, Kind.EVENT}:
        return None
    bracketed = BRACKETED.search(card.question)
    if bracketed and bracketed["word"].lower() in card.answer.lower():
        return bracketed.group()
    if card.kind is Kind.EVENT:
        return None
    people = card.answer.removesuffix("s")
    if people != card.answer and (people in ORIGINS or card.answer in PEOPLES):
        return f"{card.answer} are everywhere in such a text"
    found = ALIAS.search(card.question) or BURIED.search(card.question) or BESIDE.search(card.question)
    if card.kind is Kind.PERSON:
        found = found or CITED.search(card.question)
    if card.kind is Kind.TERM:
        found = found or PRINTED.search(card.question) or LOCATED.search(card.question)
        found = found or (SHORT_FORM.search(card.question) if card.answer.isupper() else None)
    return found.group() if found else None
