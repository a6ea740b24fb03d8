"""`the Ballot Act (1872)`, `the repeal of the Corn Laws in 1846`: a named event and its date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import evidence, label, with_article
from essay2anki.lexicon import ENACTMENTS, INDISTINCT, INTRANSITIVE_NOMINALS, NOMINALS
from essay2anki.model import Essay, Fact, Kind, Mention, MentionKind, Sentence

_ACT = r"([A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|and|of))*)"
ENDED = (
    re.compile(rf"\b(?:repeal(?:ed|ing|s)?|abolition|suspension|end)(?: of)? (?:the )?{_ACT}"),
    re.compile(rf"\b{_ACT} (?:was|were) (?:repealed|abolished|suspended)"),
)
"""`repealed the Corn Laws`: a bare date beside such a name may be that of its end."""
OF_DATE = re.compile(r",? ?(?:of |\()?(?:the )?")
"""What may stand between an event and the date that is its own."""
IN_DATE = re.compile(r" (?:in|on) ")
"""What may stand there too, when the words before the event say what happened to it."""
HAPPENING = re.compile(
    rf"(?:[Tt]he )?(?:{'|'.join((*NOMINALS, *INTRANSITIVE_NOMINALS))}) of (?:the |a |an )?(?:[a-z-]+ )?$", re.IGNORECASE
)
"""`the repeal of the Corn Laws`: the date is that of the repeal."""
ADJECTIVE = re.compile(r"[A-Z][a-z]+(?:ian|ethan|ish|ese)")
"""`the Elizabethan Act`: which of them, is not said."""
LASTING = frozenset({"war", "wars"})
"""One year beside it may be that of a battle, or of somebody's entry: `Crimean War 1855, Congress of Paris 1856`."""
HALF = re.compile(r"[A-Z][\w-]+ (?:and|of) $")
"""`Stability and | Growth Pact`: half of a name."""
AT = re.compile(r"\b[Aa]t (?:the )?$")
AMONG = re.compile(r"(?:especially|such as|like|between|including|unlike|since|until|before|after|by) (?:the )?$")
"""Behind these an event stands as one of several, or as a limit of time: its date is not in question."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `dated` (subject an event with its article) and `happened` (what happened to it); value the date."""
    found = [
        (sentence, event, date)
        for sentence in sentences
        for event in sentence.mentions
        if (date := _date_of(sentence, event)) and date.date and date.date.year
    ]
    years: dict[str, set[str]] = {}
    for _, event, date in found:
        years.setdefault(event.text.lower(), set()).update(re.findall(r"\d{3,4}", date.text))
    ended = {each.lower() for form in ENDED for each in form.findall(essay.text)}
    for sentence, event, date in found:
        told = HAPPENING.search(sentence.text, 0, event.start)
        if event.head in ENACTMENTS and event.text.lower() in ended and not told:
            continue  # `Corn Laws 1846` is the year in which they were repealed
        # Two Public Health Acts, of 1848 and 1875: asking for the date of one of them would have two answers.
        if len(years[event.text.lower()]) == len(set(re.findall(r"\d{3,4}", date.text))):
            yield _fact(essay, sentence, event, date)


def _date_of(sentence: Sentence, event: Mention) -> Mention | None:
    if event.kind is not MentionKind.EVENT or _is_indistinct(event):
        return None
    before = sentence.text[: event.start]
    if HALF.search(before):
        return None
    for date in sentence.dates:
        if date.start <= event.end:
            continue
        gap = sentence.text[event.end : date.start]
        lasting = event.head in LASTING and "of" not in gap and date.date and date.date.first == date.date.last
        if OF_DATE.fullmatch(gap) and not lasting and not _goes_on(sentence, date):
            return None if AMONG.search(before) and not gap.strip(" (") else date
        if IN_DATE.fullmatch(gap) and (HAPPENING.search(before) or AT.search(before)):
            return date
    return None


def _is_indistinct(event: Mention) -> bool:
    first, *others = event.text.split()
    times = bool(ADJECTIVE.fullmatch(first)) and event.head in ENACTMENTS
    return (first in INDISTINCT or times) and len(others) == 1


def _goes_on(sentence: Sentence, date: Mention) -> bool:
    """True for `in 1914 and 1915`: one of several dates."""
    return bool(re.match(r" (?:and|or|to) \d", sentence.text[date.end :]))


def _fact(essay: Essay, sentence: Sentence, event: Mention, date: Mention) -> Fact:
    happening = HAPPENING.search(sentence.text, 0, event.start)
    subject = with_article(sentence, event)
    if happening:
        words = re.sub(r"^[Tt]he ", "", sentence.text[happening.start() : event.end])
        subject = f"the {words[0].lower()}{words[1:]}"
    return Fact(
        kind=Kind.DATE,
        relation="happened" if happening else "dated",
        subject=subject,
        value=date.text,
        date=date.date,
        head=event.head,
        context=label(sentence),
        evidence=(evidence(essay, sentence),),
        finder="dated_names",
    )
