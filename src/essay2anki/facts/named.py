"""`French troops occupied the Ruhr`: a statement in which a name stands that a student should recall."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from essay2anki.facts.quoting import is_bare, label_or_heading, opens_without_article, spoken, tells_year
from essay2anki.facts.statements import statement_around
from essay2anki.facts.trimming import is_going_on, is_state, leans_back
from essay2anki.lexicon import CONCLUDING_OPENERS, HOUSEHOLD, QUOTATION
from essay2anki.model import (
    BLANK,
    DateValue,
    Essay,
    Fact,
    Kind,
    Mention,
    MentionKind,
    Role,
    Section,
    Sentence,
)

KINDS = {
    MentionKind.DATE: Kind.DATE,
    MentionKind.PERSON: Kind.PERSON,
    MentionKind.EVENT: Kind.EVENT,
    MentionKind.ORGANISATION: Kind.TERM,
    MentionKind.NAME: Kind.TERM,
    MentionKind.FIGURE: Kind.FIGURE,
}
"""What is asked for. Places are not: in essays they are mostly the scene, and a poor thing to recall."""
UNTOLD = re.compile(
    r"^(?:[Ii]f|[Uu]nless|[Hh]ad) "
    r"|\b(?:main|key|most important|most significant|decisive|primary) (?:reason|factor|cause)\b"
    r"|\b(?:as|is|was) (?:often cited as )?an example\b"
)
"""What is supposed, not told; and the essay's judgment, which is asked as a judgment."""
LIMIT = re.compile(
    r"\w.* (?:by|after|since|to over) (?:the )?$"
    r"|\b(?:rate|level|figure|total|price|cost|that|months|weeks|half) of (?:the )?$"
    r"|\b[Ee]ven (?:in|by|at|after|before) (?:the )?(?:\w+ of )?$"
    r"|^An? (?:[\w’-]+ ){1,4}(?:that|who|which) [^,]*$"
    r"|\b(?:events|attacks|changes|years|days) of (?:the )?$"
    r"|\b(?:as in|as at|such as)\b[\w ,]*$"
)
"""Behind these a date is a limit, an example, or one of many."""
CIRCA = re.compile(r"c\.|ca\.|circa|around|about")
"""A date that nobody knows better can be recalled; of `the early 1920s` the writer only says no more."""
NEAR = 4
"""Characters of an article before a subject."""
ATTRIBUTE = re.compile(r" (?!(?:of|in|on|at|for|to|from|with|by|and|or|who|which|that|as|itself)\b)[a-z]")
"""A noun behind a name: `CPI inflation`, but not `the League of Nations`."""
ABBREVIATED = re.compile(r" \([A-Z]{2,7}\)")
YEARS = re.compile(r"\d{3,4}")
CLAIM = re.compile(r"\) \w+(?: \w+)? that ")
COUNTED = re.compile(r",? there (?:was|were|are|is) ")
"""`By 1500 there were 700 hospitals`: the year is that of the count."""
ASIDE = re.compile(r", (?:which|whom?|whose|where)\b[^,;]*$")
"""`It replaced the Empire, which Napoleon had ended in 1806`: behind the verb a date only adds to what is told."""
BRACKETED = re.compile(r"\([^)]*$")
"""`in March 1973 (about 44%)`: of what, nothing says."""
FIGURE = re.compile(r"\d\s?(?:%|per cent)|[£$€]\s?\d|\b\d+(?:\.\d+)? (?:million|billion)\b")
"""In a sentence of figures the year is that of the count."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `named`: value a name or date, statement the words around it with a blank in its place."""
    notes = " ".join(point.body.text for point in essay.points if point.section is Section.NOTES)
    for sentence in sentences:
        # A note without a subject and its verb is no sentence to show: `Growth in the use of English: …`.
        noted = sentence.point.section is Section.NOTES or (sentence.point.role is Role.ITEM and sentence.verbless)
        if noted and not _tells(essay, sentence):
            continue
        if sentence.opener in CONCLUDING_OPENERS or UNTOLD.search(sentence.text[sentence.core :]):
            continue
        mentions = (*_paired(sentence), *sentence.figures)
        for mention in mentions if not leans_back(sentence) else ():
            if mention.kind in KINDS and _can_be_recalled(essay, sentence, mention):
                yield _fact(essay, sentence, mention, notes)


def _paired(sentence: Sentence) -> Iterator[Mention]:
    """The mentions, persons in a row as one: with one of a pair on the front, the other is given away."""
    row: Mention | None = None
    for mention in sentence.mentions:
        gap = sentence.text[row.end : mention.start] if row and mention.kind is MentionKind.PERSON else ""
        goes_on = gap == ", " and re.match(r",? and [A-Z]", sentence.text[mention.end :])
        if row and (gap == " and " or goes_on):
            row = replace(row, text=sentence.text[row.start : mention.end], end=mention.end)
            continue
        if row:
            yield row
        row = mention if mention.kind is MentionKind.PERSON else None
        if row is None:
            yield mention
    if row:
        yield row


def _tells(essay: Essay, sentence: Sentence) -> bool:
    """True where a main clause with a proper subject begins with the statement, a date or place before it aside."""
    return any(
        clause.kind == "main"
        and (clause.subject.start <= sentence.core + NEAR or clause.start <= sentence.core)
        and not is_bare(essay, sentence, clause.core)
        for clause in sentence.clauses
    )


def _can_be_recalled(essay: Essay, sentence: Sentence, mention: Mention) -> bool:
    if mention.kind is MentionKind.FIGURE:
        return _is_telling(sentence, mention)
    if mention.text in HOUSEHOLD or (mention.date is None and _is_said(sentence, mention)):
        return False
    if KINDS[mention.kind] is Kind.TERM:
        return _is_a_term(sentence, mention)
    if mention.date is None:
        return not _is_spelt(sentence, mention)
    if sentence.verbless and all(other.date for other in sentence.mentions):
        return False  # `Separate electorates 1909`: a note that names nothing
    return tells_year(essay, sentence, mention.date) and not _is_incidental(sentence, mention, mention.date)


def _is_spelt(sentence: Sentence, mention: Mention) -> bool:
    """True for `(WSPU)`: the full name before the bracket spells it."""
    return mention.text.isupper() and sentence.text[: mention.start].endswith("(")


def _is_a_term(sentence: Sentence, mention: Mention) -> bool:
    """True for a name of several words, for one with its article and for an abbreviation, if it is no adjective."""
    named = " " in mention.text or mention.text.isupper() or re.search(r"\b[Tt]he $", sentence.text[: mention.start])
    return bool(named) and not _is_spelt(sentence, mention) and not _is_attribute(sentence, mention)


def _is_attribute(sentence: Sentence, mention: Mention) -> bool:
    """True where it opens a subject as an adjective would, `CPI inflation`: many words fit."""
    return any(
        ATTRIBUTE.match(clause.core, len(mention.text))
        for clause in sentence.clauses
        if clause.subject.start == mention.start and clause.core.startswith(mention.text)
    )


def _is_by_the_way(sentence: Sentence, mention: Mention, notes: str) -> bool:
    """True for a term of one word that is no subject, and a date of a subordinate clause, if no marking note names it.

    Readers accepted half of such terms and two of three such dates; of those that the notes name too, nine of ten.
    """
    if sentence.point.section is Section.NOTES or _is_noted(mention, notes):
        return False
    clauses = [clause for clause in sentence.clauses if clause.kind in {"main", "coordinate"}]
    if KINDS[mention.kind] is Kind.TERM:
        return " " not in mention.text and not any(
            clause.subject.start <= mention.start < clause.subject.end for clause in clauses
        )
    lower = [
        clause
        for clause in sentence.clauses
        if clause not in clauses and clause.start <= mention.start and mention.end <= clause.end
    ]
    return mention.date is not None and bool(lower)


def _is_noted(mention: Mention, notes: str) -> bool:
    """True where the marking notes name it; of a date, its year is enough."""
    years = YEARS.findall(mention.text)
    word = years[-1] if years else max(mention.text.split(), key=len)
    return word in notes and re.search(rf"\b{re.escape(word)}\b", notes) is not None


def _worded(sentence: Sentence, span: tuple[int, int], name: tuple[int, int]) -> str:
    """The statement with the blank for the name, and with the names of those whom it takes over.

    What would change the words that are asked for is left as it is: no statement loses its blank.
    """
    taken = [(each.start, each.end, each.words) for each in sentence.taken_over(*span)]
    added = [each for each in (*taken, *_subject(sentence, span[0])) if each[1] <= name[0] or name[1] <= each[0]]
    text = sentence.text[: span[1]]
    for start, end, words in sorted([(*name, BLANK), *added], reverse=True):
        text = text[:start] + words + text[end:]
    return text[span[0] :]


def _subject(sentence: Sentence, start: int) -> Iterator[tuple[int, int, str]]:
    """For a statement that is a second clause, `and they fought Cortés`, the subject that its pronoun stands for."""
    for clause in sentence.clauses:
        pronoun = sentence.text[clause.subject.start : clause.subject.end]
        own = clause.carried or pronoun.lower() == clause.subject.text.lower()
        if clause.kind == "coordinate" and clause.subject.start == start and pronoun.islower() and not own:
            yield clause.subject.start, clause.subject.end, clause.core


def _is_said(sentence: Sentence, mention: Mention) -> bool:
    """True inside a quotation of more than the name: who said it may be asked for, not a word of what was said."""
    return any(
        said.start() < mention.start - 1 and mention.end < said.end() - 1 for said in QUOTATION.finditer(sentence.text)
    )


def _is_telling(sentence: Sentence, figure: Mention) -> bool:
    """True for the one figure of a sentence, where the statement around it names something or tells when it was so."""
    start, end = statement_around(sentence, figure)
    named = any(start <= each.start and each.end <= end for each in sentence.mentions)
    single = len(sentence.figures) == 1 and not BRACKETED.search(sentence.text, 0, figure.start)
    return single and named and not sentence.verbless


def _is_incidental(sentence: Sentence, mention: Mention, date: DateValue) -> bool:
    """True for a date that dates nothing: a vague one, that of a state, figure or aside, the year of a cited work."""
    before, behind = sentence.text[: mention.start], sentence.text[mention.end :]
    if (
        COUNTED.match(behind)
        or date.precision == "century"
        or (date.precision == "decade" and before.endswith(" of "))
        or LIMIT.search(before)
        or (date.vague and not CIRCA.match(mention.text))
    ):
        return True
    states = [part for clause in sentence.clauses if is_state(clause) or is_going_on(clause) for part in clause.parts]
    if any(part.start <= mention.start and mention.end <= part.end for part in states):
        return True
    aside = ASIDE.search(before)
    if aside and any(clause.kind == "main" and clause.verb_end <= aside.start() for clause in sentence.clauses):
        return True
    persons = [each for each in sentence.mentions if each.kind is MentionKind.PERSON]
    if FIGURE.search(sentence.text) and not persons:
        return True
    if re.match(r"[^(]*\)", behind) and before.endswith("("):
        cited = any(each.end >= mention.start - len(" et al. (") for each in persons if each.end <= mention.start)
        return sentence.verbless or (cited and not CLAIM.match(behind))
    return False


def _fact(essay: Essay, sentence: Sentence, mention: Mention, notes: str) -> Fact:
    start, end = statement_around(sentence, mention)
    spelt = ABBREVIATED.match(sentence.text, mention.end)  # `(WSPU)` behind the full name would give it away
    stop = spelt.end() if spelt else mention.end
    statement = _worded(sentence, (start, end), (mention.start, stop))
    if start == sentence.core and not sentence.verbless and opens_without_article(sentence):
        words = statement.split(maxsplit=2)
        common = len(words) > 1 and words[1].islower()
        statement = f"The {statement[0].lower() if common else statement[0]}{statement[1:]}"
    others = [each.text for each in sentence.mentions if each != mention and start <= each.start and each.end <= end]
    return Fact(
        kind=KINDS[mention.kind],
        relation="named",
        # What else is named: it stays when the sentence is reworded, and so does the identity of the card.
        subject=", ".join(others) or statement,
        value=mention.text,
        date=mention.date,
        statement=statement,
        context=label_or_heading(sentence),
        incidental=_is_by_the_way(sentence, mention, notes),
        evidence=spoken(essay, sentence, start, end),
        finder="named",
    )
