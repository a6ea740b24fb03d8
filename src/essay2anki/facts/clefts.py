"""`It was Peel who repealed them`, `What ended it was the slump`: a statement cut in two to bring its answer out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import evidence, label
from essay2anki.facts.trimming import PASTS, SAME_FORMS, first_statement
from essay2anki.model import Essay, Fact, Kind, Mention, MentionKind, Sentence
from essay2anki.words import content

BEGINNING = r"(?:^(?:Nevertheless |Nonetheless )?|,? (?:but|yet|and) |; (?:but |yet )?)"
"""Where the source speaks for itself; behind `argues that` it is somebody's word."""
WHAT = re.compile(
    BEGINNING + r"[Ww]hat (?P<asked>(?:[a-z]+ly )?(?!is\b|was\b|matter)[a-z]+(?:ed|[^s]s|ke|ve|t|de|ld) "
    r"(?!(?:is|was|were|that)\b)[^,;]+?) "
    r"(?:was|is|were) (?P<value>(?:the|an?|not|neither|that|[A-Z]).+)"
)
"""`What finally destroyed Prohibition was the Depression`."""
_PAST = "|".join(sorted({"[a-z]+ed", *SAME_FORMS, *PASTS.values(), "put", "cut", "set", "hit", "cost", "had"}))
IT = tuple(
    re.compile(
        BEGINNING + rf"[Ii]t {was} (?:in fact |above all |ultimately |really |surely )?(?P<value>\w[^,;:]*?)"
        r"(?:, (?:[a-z]+ )?(?:which|who|whose|whom) [^,;]+,)? (?P<link>that|who|which) "
        rf"(?P<asked>(?:[a-z]+ly )?(?:{verb}) .+)"
    )
    for was, verb in (("was", _PAST), ("is", "[a-z]+[^su]s|have"))
)
"""`It was the decision to send commissioners that brought the first violence`."""
POINTING = re.compile(r"\b(?:it|them|him|her|this|these|those|its|their|his|he|she|they|there|so|such|here)\b|\bthat (?:[A-Z]|year|month|day|week|night|time)")
LEANING = re.compile(
    r"\bthe (?:others?|first|second|former|latter|rest|two|same)(?=$|,| (?:and|or|of)\b)|\b(?:much|most|some|part) of\b"
)
"""What only the sentence before explains, and what is told of a part alone."""
OTHERWISE = re.compile(
    r"(?:(?!the )[a-z]+(?:ed|[oae]n)|under|in|to|with|by|on|at|from|for|because|when|after|before|through|an?|one|not|never|only|just|partly|perhaps|probably|largely|mainly|mostly|often|no|hardly|merely|clear|true"
    r"|(?:the )?(?:[a-z]+est|most|least|first|last|only|same|very|kind|sort|type|one|extent|case))\b"
)
"""What makes the pronoun one with a sense of its own, `It was a war that ruined the crown`, or the source hedge."""
BARE = re.compile(r"(?!important|essential|necessary)[a-z-]+(?: (?:of |from |in )?[a-z-]+){0,2}")
"""A noun phrase without its article, which can be no adjective with what belongs to it."""
NOTHING = re.compile(r"(?:things|matters?|everything|difference|a (?:part|role))$")
ENDS = re.compile(r"[,;:–—]|\.(?!\d)| and (?=(?:the|an?|his|her|its|their|[A-Z])\b[^,]* that\b)")
"""Where the second half is over: `made partition likely, and the timetable that made it certain`."""
OWN = re.compile(r"\bits?\b")
OBJECT = re.compile(r"\b(?:the|[A-Z])")
LEAST = 2
"""Content words of what is asked about, and of an answer that is no name."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `cleft` (predicate what something did, value what it was) and `who` (value the one who did it)."""
    for sentence in sentences:
        text = sentence.text[sentence.core :]
        what = WHAT.search(text)
        if what and _stands_alone(what["asked"], what["value"]):
            value = first_statement(what["value"].rstrip("."), len("that "))
            yield _fact(essay, sentence, what["asked"], value)
        it = next((found for pattern in IT if (found := pattern.search(text))), None)
        asked = ENDS.split(it["asked"])[0].strip() if it else ""
        if it and _brings_out(sentence, it["value"], asked):
            yield _fact(essay, sentence, asked, it["value"], person=_is_person(sentence, it["value"], it["link"]))


def _stands_alone(asked: str, value: str) -> bool:
    """True where no pronoun points elsewhere: `What brought the system down was the attempt to extend it`."""
    told = OWN.sub("", value) if OBJECT.search(asked) else value
    return not POINTING.search(told)


def _brings_out(sentence: Sentence, value: str, asked: str) -> bool:
    """True for a value by itself, told without reserve of something that it is worth asking about."""
    named = any(mention.text == value.removeprefix("the ") for mention in sentence.mentions)
    plain = value.startswith("the ") or BARE.fullmatch(value) or value[0].isupper()
    leans = POINTING.search(value) or POINTING.search(asked) or LEANING.search(f"{value}, {asked}")
    worth = len(content(asked)) >= LEAST and not NOTHING.search(asked)
    told = named or len(content(value)) >= LEAST or not value.startswith("the ")
    return bool(plain) and worth and told and not leans and not OTHERWISE.match(value)


def _is_person(sentence: Sentence, value: str, link: str) -> bool:
    def names(mention: Mention) -> bool:
        return mention.kind is MentionKind.PERSON and mention.text == value

    return link == "who" or any(names(mention) for mention in sentence.mentions)


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
