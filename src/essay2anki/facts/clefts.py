"""`It was Peel who repealed them`, `What ended it was the slump`: a statement cut in two to bring its answer out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import evidence, label
from essay2anki.facts.trimming import PASTS, SAME_FORMS, first_statement
from essay2anki.lexicon import MONTHS, ROLES
from essay2anki.model import Essay, Fact, Kind, MentionKind, Sentence
from essay2anki.words import content, word_set

BEGINNING = r"(?:^(?:Nevertheless |Nonetheless )?|,? (?:but|yet|and) |; (?:but |yet )?)"
"""Where the source speaks for itself; behind `argues that` it is somebody's word."""
WHAT = re.compile(
    BEGINNING
    + r"[Ww]hat (?P<asked>(?:[a-z]+ly )?(?!is\b|was\b|matter|happen|remain|follow)[a-z]+(?:ed|[^s]s|ke|ve|t|de|ld) "
    r"(?!(?:is|was|were|that)\b)[^,;]+?) (?:was|is|were) (?P<value>(?:the|an?|not|neither|that|[A-Z]).+)"
)
"""`What finally destroyed Prohibition was the Depression`."""
_PAST = "|".join(sorted({"[a-z]+ed", *SAME_FORMS, *PASTS.values(), "put", "cut", "set", "hit", "cost", "had"}))
IT = tuple(
    re.compile(
        BEGINNING + rf"[Ii]t {be} (?:in fact |above all |ultimately |really |surely )?(?P<value>\w[^,;:]*?)"
        r"(?:, (?:[a-z]+ )?(?:which|who|whose|whom) [^,;]+,)? (?P<link>that|who|which) "
        rf"(?P<asked>(?:[a-z]+ly )?(?:{verb}) .+)"
    )
    for be, verb in (("was", _PAST), ("is", "[a-z]+[^su]s|have"))
)
"""`It was the decision to send commissioners that brought the first violence`, in the past and in the present."""
_TIMES = "|".join(sorted(MONTHS | word_set("spring summer autumn winter year month week day night time")))
LEANING = re.compile(
    r"\b(?:it|them|him|her|this|these|those|its|their|his|he|she|they|there|so|such|here)\b"
    rf"|\bthat (?:{_TIMES})\b|\b(?:much|most|some|part) of\b"
    r"|\bthe (?:others?|first|second|former|latter|rest|two|same)(?=$|,| (?:and|or|of)\b)"
)
"""What only the sentence before explains, and what is told of a part alone."""
OWN = re.compile(r"\bits?\b")
OBJECT = re.compile(r"\bthe (?P<noun>[a-z]+)\b")
PLAIN = re.compile(
    r"[A-Z].+|the (?!\w+est |most |least |first |last |only |same |very |kind |sort |type |extent |case ).+"
    r"|(?!(?:the|an?|one|not|never|no|only|just|partly|perhaps|probably|largely|mainly|mostly|under|in|to|with|by|on|at"
    r"|from|for|because|when|after|before|through|important|essential|necessary)\b|\w+ly |\w+(?:ed|[oae]n)\b)"
    r"[a-z-]+(?: (?:of |from |in )?[a-z-]+){0,2}"
)
"""A name, or a noun phrase that stands without reserve; in `It was a war that …` the pronoun has a sense of its own."""
NOTHING = re.compile(r"(?:things|matters?|everything|difference|a (?:part|role))$")
ENDS = re.compile(r"[,;:–—]|\.(?!\d)| and (?=(?:the|an?|his|her|its|their|[A-Z])\b[^,]* that\b)")
"""Where the second half is over: `made partition likely, and the timetable that made it certain`."""
LEAST = 2
"""Content words of what is asked about, and of an answer that is no name."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `cleft` (predicate what something did, value what it was) and `who` (value the one who did it)."""
    for sentence in sentences:
        text = sentence.text[sentence.core :]
        what = WHAT.search(text)
        if what and _stands_alone(what["asked"], what["value"]):
            yield _fact(essay, sentence, what["asked"], first_statement(what["value"].rstrip("."), len("that ")))
        it = next((found for pattern in IT if (found := pattern.search(text))), None)
        asked = ENDS.split(it["asked"])[0].strip() if it else ""
        if it and _brings_out(sentence, it["value"], asked):
            yield _fact(essay, sentence, asked, it["value"], person=_is_person(sentence, it["value"], it["link"]))


def _stands_alone(asked: str, value: str) -> bool:
    """True where no pronoun points elsewhere: `What brought the system down was the attempt to extend it`."""
    if NOTHING.search(asked):
        return False
    thing = OBJECT.search(asked)
    own = thing and thing["noun"] not in ROLES
    return not LEANING.search(OWN.sub("", value) if own else value)


def _brings_out(sentence: Sentence, value: str, asked: str) -> bool:
    """True for a value by itself, told without reserve of something that it is worth asking about."""
    named = any(mention.text == value.removeprefix("the ") for mention in sentence.mentions)
    told = named or len(content(value)) >= LEAST or not value.startswith("the ")
    worth = len(content(asked)) >= LEAST and not NOTHING.search(asked)
    return told and worth and bool(PLAIN.fullmatch(value)) and not LEANING.search(f"{value}, {asked}")


def _is_person(sentence: Sentence, value: str, link: str) -> bool:
    persons = {mention.text for mention in sentence.mentions if mention.kind is MentionKind.PERSON}
    return link == "who" or value in persons


def _fact(essay: Essay, sentence: Sentence, asked: str, value: str, *, person: bool = False) -> Fact:
    return Fact(
        kind=Kind.PERSON if person else Kind.CAUSE,
        relation="who" if person else "cleft",
        subject="",
        predicate=asked,
        value=value,
        context=label(sentence),
        evidence=(evidence(essay, sentence),),
        finder="clefts",
    )
