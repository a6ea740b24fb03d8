"""What every finder needs: the evidence of a sentence, and a name with its article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from essay2anki.lexicon import LEADING_HEADS
from essay2anki.model import (
    BLANK,
    Clause,
    DateValue,
    Essay,
    Evidence,
    Mention,
    MentionKind,
    Point,
    Section,
    Sentence,
    Text,
)
from essay2anki.words import word_set

EMPTY_LABELS = word_set(
    "yes no evidence example examples considerations points reasons analysis background context note effect effects"
    " cause causes result results impact impacts consequence consequences"
)
"""Labels and headings that say what the words are for; above a prompt they tell nothing."""
ACTION = re.compile(
    r"(?:[a-z]+(?:ion|ment|ance|ence|al|ure|ing)|lack|loss|rise|fall|growth|decline|use|threat|fear|death|birth|end)"
    r" of "
)
"""`occupation of the Ruhr`, as notes have it."""
YEAR = re.compile(r"(?<![\d–,.-])(?:1\d|20)\d\d(?![\d–-])")
NO_ARTICLE = frozenset({MentionKind.PERSON, MentionKind.PLACE})
DETERMINED = re.compile(r"(?:an?|his|her|its|their|some|many|most|all|no|few|this|that)\b|.*[’']s? ", re.IGNORECASE)
MASS = re.compile(r"(?:s|tion|sion|ment|ism|ity|ness|ance|ence|ing|ship|cy|ure|ery|th|ation|work|demand|money|trade)$")
"""Endings of nouns that need no article."""
OFFICE = re.compile(r"(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er) (?:[\w-]+ ){0,2}[a-z]+")
"""An office whose holder the sentence may name."""
ARTICLES = ("the", "The", "a", "A", "an", "An")
OWNER = re.compile(r"^[\w’']+[’']s ")
OWNED = re.compile(r"[’']s (?:(?!(?:the|an?|in|of|at|on|by|for|to|with|from|after|during|under|and)\b)[a-z-]+ )*$")
"""`Britain's new | Reform Act`, but not `China's defeat in the | Opium War`."""
ITALIC = re.compile(r"(?<![\w*_])(?P<mark>[*_])(?P<words>[^\W\d_][^*_\n]{2,40})(?P=mark)(?![\w*_])")
KNOWN_NOW = re.compile(r"^[Aa]n? (?=[A-Z].* (?:of|in) (?:1\d|20)\d\d$)")
"""`an Education Law of 1872`: who asks for it means that one."""
NUMBERED = re.compile(r"(?<=[a-z]) \([A-Z]{2,} I\)")
"""`(SALT I)` behind its own full name: in a question its number reads like a pronoun."""


def evidence(essay: Essay, sentence: Sentence) -> Evidence:
    """The sentence as a quote."""
    point = sentence.point
    return _quote(essay, point, point.body, (sentence.start, sentence.end), (*point.headings, point.label))


def labelled(essay: Essay, sentence: Sentence) -> Evidence:
    """The first sentence of a point as a quote, with the label before it: `Causes: till, long fetch`."""
    point = sentence.point
    end = len(point.whole.text) - len(point.body.text) + sentence.end
    return _quote(essay, point, point.whole, (0, end), point.headings)


def headline(essay: Essay, point: Point) -> Evidence:
    """A heading as a quote."""
    return _quote(essay, point, point.whole, (0, len(point.whole.text)), point.headings[:-1])


def _quote(essay: Essay, point: Point, text: Text, span: tuple[int, int], above: Sequence[str]) -> Evidence:
    start, end = text.span(*span)
    return Evidence(
        quote=text.text[slice(*span)],
        source=essay.source,
        section=point.section,
        heading=" › ".join(filter(None, above)),
        line=essay.line_of(point, start),
        start=start,
        end=end,
    )


def quotes(essay: Essay, sentence: Sentence, clause: Clause) -> tuple[Evidence, ...]:
    """The sentence as a quote and, where the clause takes over something from a sentence before, that one too."""
    start = min(clause.start, clause.subject.start)
    return spoken(essay, sentence, start, clause.end)


def spoken(essay: Essay, sentence: Sentence, start: int, end: int) -> tuple[Evidence, ...]:
    """The sentence as a quote, and the sentences that name what `[start, end)` of it takes over from them."""
    named = [evidence(essay, each.sentence) for each in sentence.taken_over(start, end)]
    return tuple(dict.fromkeys((evidence(essay, sentence), *named)))


def label(sentence: Sentence) -> str:
    """The label of the sentence's point, `Durkheim: …`, without which a claim would be nobody's."""
    return _telling(sentence.point.label)


def label_or_heading(sentence: Sentence) -> str:
    """The label; for a note without a verb, which by itself says little, at least its heading."""
    point = sentence.point
    headed = sentence.verbless and point.section is Section.NOTES and point.headings
    return label(sentence) or (_telling(point.headings[-1]) if headed else "")


def _telling(words: str) -> str:
    return "" if words.lower().removeprefix("other ") in EMPTY_LABELS else words


def with_article(sentence: Sentence, mention: Mention) -> str:
    """A name as it reads in the middle of a sentence: `the Rapallo Pact`, but `Britain's Reform Act`."""
    before = sentence.text[: mention.start]
    if OWNER.match(mention.text) or (mention.text.isupper() and not re.search(r"\b[Tt]he $", before)):
        return mention.text
    if mention.text.lower().startswith(tuple(LEADING_HEADS)):  # `Cyclone Nargis` is a name like a person's
        return mention.text
    if OWNED.search(before):
        return mention.text
    if re.search(r"[\w,;] The $", before):  # `in The Great Gatsby`: it belongs to the name
        return f"The {mention.text}"
    return f"the {mention.text}"


def introduced(sentence: Sentence, clause: Clause) -> str:
    """The subject with the name that stands behind it: `the prime minister, Francesco Crispi,`; else as it is."""
    role = OFFICE.fullmatch(clause.core)
    behind = clause.subject.start + len(clause.core) + len(", ")
    persons = (each for each in sentence.mentions if each.kind is MentionKind.PERSON and each.start == behind)
    name = next((each.text for each in persons if sentence.text.startswith(",", each.end)), "")
    return f"{clause.core}, {name}," if role and name else clause.core


def with_its_article(sentence: Sentence, subject: str) -> str:
    """A subject fit for a question: notes leave the article out, `Czech coup of 1948` → `the Czech coup of 1948`."""
    subject = KNOWN_NOW.sub("the ", NUMBERED.sub("", subject.removeprefix("even ")))
    if sentence.point.section is Section.NOTES and ACTION.match(subject):
        return f"the {subject}"
    for mention in sentence.mentions:
        named = subject.startswith((mention.text, mention.text[0].lower() + mention.text[1:]))
        if named and _lacks_article(sentence, mention):
            article = with_article(sentence, mention).removesuffix(mention.text)
            return article + subject
    return subject


def opens_without_article(sentence: Sentence) -> bool:
    """True for a note that begins with the bare name of a body or event: `Schmalkaldic League defended …`."""
    first = next((each for each in sentence.mentions if each.start == sentence.core), None)
    noted = sentence.point.section is Section.NOTES
    return first is not None and noted and _lacks_article(sentence, first) and " and " not in first.text


def is_bare(essay: Essay, sentence: Sentence, subject: str) -> bool:
    """True for the subject of a note that lacks its article: `pupil premium was introduced`."""
    if sentence.point.section is not Section.NOTES or subject.startswith("the ") or ACTION.match(subject):
        return False
    named = any(
        mention.text in subject and (mention.kind in NO_ARTICLE or _lacks_article(sentence, mention))
        for mention in sentence.mentions
    )
    last = subject.split(" of ", maxsplit=1)[0].rsplit(maxsplit=1)[-1]
    counted = len(subject.split()) > 1 and not DETERMINED.match(subject) and not MASS.search(last)
    if counted and not named:
        return True
    if not any(f"{article} {subject}" in essay.text for article in ARTICLES):
        return False
    known = re.search(rf"\b(?:{'|'.join(ARTICLES)}) {re.escape(subject)}\b", essay.text)
    # `Monopoly` may have an article elsewhere, and none of its own: `the welfare loss from monopoly`.
    mass = rf"\b(?:of|that|from|by|under|against|for|when|because|if|and) {re.escape(subject)}\b"
    return bool(known) and not re.search(mass, essay.text)


def _lacks_article(sentence: Sentence, mention: Mention) -> bool:
    """An event does; in a note, so does a body of several words that is singular."""
    note = sentence.point.section is Section.NOTES and " " in mention.text and not mention.text.endswith("s")
    return mention.kind is MentionKind.EVENT or (note and mention.kind is MentionKind.ORGANISATION)


def tells_year(essay: Essay, sentence: Sentence, date: DateValue) -> bool:
    """True where the year of a date is known: it says so itself, or the essay is about a single year.

    Where the paragraph speaks of another year before, that may be the one: `19 August` behind `7 January 1978`.
    """
    before = YEAR.findall(sentence.point.body.text[: sentence.start])
    return date.year or bool(essay.year and before[-1:] in ([], [essay.year]))


def blanked(text: str, start: int, end: int) -> str:
    """`text` with the blank for `[start:end]`."""
    return text[:start] + BLANK + text[end:]


def italics(essay: Essay) -> frozenset[str]:
    """The words that the essay sets in italics: foreign terms, and titles."""
    return frozenset(found["words"] for found in ITALIC.finditer(essay.text))
