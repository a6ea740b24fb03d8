"""`Lemert distinguished primary deviance from secondary deviance`: which two things somebody tells apart.

The form is so fixed that it is read by pattern: what is added to the two leads the parser astray.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from essay2anki.facts.quoting import evidence, label, quotes
from essay2anki.facts.views import SCHOOL
from essay2anki.lexicon import ARTICLE, NAMED_AFTER, NOT_NAMES, PRONOUNS
from essay2anki.model import Clause, Essay, Fact, Kind, Sentence

_NAME = r"[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|and|de|von|van|\(\d{4}\)))*"
_BESIDE = r"(?:(?:who (?:had )?|[a-z]+ly,? |also |then |therefore |thus |moreover,? |however,? |(?:\w+ ){0,3}by ))?"
_ADDED = r"(?: \([^)]*\)|, (?!and |from )(?P<told>[^;:.]*?),)?"
DISTINGUISHED = re.compile(
    rf"(?:\b(?P<author>{_NAME}|{SCHOOL.pattern}),? {_BESIDE})?"
    r"(?P<verb>distinguish(?:e[sd]|ing)?) (?:(?P<between>between) )?"
    rf"(?P<one>[^,;:.()]+?){_ADDED},? (?(between)and|from) (?P<two>[^,;:.()]+)(?:, (?P<more>[^;:.()]+))?"
)
SUCH_AS = re.compile(r" (?:such as|like|including) .*")
"""Examples behind the second."""
_WORD = r"(?!and\b|or\b|who\b|which\b|that\b|what\b)[\w’'-]+"
PLAIN = re.compile(rf"{_WORD}(?: {_WORD}){{0,5}} ?")
"""What can be named in a word or six."""
MEMBER = re.compile(r"(?P<which>[\w’'-]+(?: [\w’'-]+)?) (?P<kind>[\w’'-]+)")
"""`primary deviance`: of what kind it is, its last word says."""
ADJECTIVE = re.compile(r"[\w-]+(?:ic|al|ive|ous|ary|ory|ed|less|ful)")
"""`episodic` of `episodic from semantic memory`: the two share their noun."""
TELLING = re.compile(r"(?:which|who|where|in which|whose) (?!.*\b(?:this|these|he|she|they|their|it|its)\b).+")
"""What says what one of the two is."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `distinguished` (subject the author, predicate what the two are, value the two) and `is_meant` (of one)."""
    for sentence in sentences:
        found = DISTINGUISHED.search(sentence.text, sentence.core) if "distinguish" in sentence.text else None
        main = sentence.main
        author = _author(found, main) if found else ""
        if found and author:
            proof = quotes(essay, sentence, main) if main else (evidence(essay, sentence),)
            for fact in _facts(author, found):
                yield replace(fact, context=label(sentence), evidence=proof)


def _author(found: re.Match[str], main: Clause | None) -> str:
    """Who tells them apart: the name before the verb, or the subject of the sentence."""
    subject = main is not None and (main.carried or found["verb"].endswith("ing"))
    near = main.core if main and subject else found["author"] or ""
    first = near.split(maxsplit=1)[0] if near else ""
    return "" if not first or first in NOT_NAMES or first.lower() in PRONOUNS | {"the", "a"} else near


def _facts(author: str, found: re.Match[str]) -> Iterator[Fact]:
    one, two = found["one"].strip(), SUCH_AS.sub("", found["two"]).strip()
    if not (PLAIN.fullmatch(one) and PLAIN.fullmatch(two)):
        return
    kind = _kind(one, two)
    past = found["verb"] != "distinguish" and not found["verb"].endswith("es")
    school = bool(SCHOOL.fullmatch(author))
    yield Fact(
        kind=Kind.JUDGMENT,
        relation="distinguished",
        subject=author[0].lower() + author[1:] if school and not NAMED_AFTER.match(author) else author,
        operator="did" if past else "do" if school or " and " in author else "does",
        predicate=f"kinds of {kind}" if kind else "things",
        value=f"{one} and {two}",
        evidence=(),
        finder="distinctions",
    )
    for member, told in ((one, found["told"]), (two, found["more"] if two == found["two"].strip() else "")):
        if kind and member.endswith(f" {kind}") and TELLING.fullmatch(told or ""):
            yield Fact(
                kind=Kind.TERM,
                relation="is_meant",
                subject=ARTICLE.sub("", member),
                value=f"{kind} {told}".removesuffix(" and"),
                evidence=(),
                finder="distinctions",
            )


def _kind(one: str, two: str) -> str:
    """What both are: `deviance`, of primary and secondary deviance; empty where they are two different things."""
    first, second = MEMBER.fullmatch(one), MEMBER.fullmatch(two)
    if first and second and second["kind"] in {first["kind"], "ones", "one"}:
        return first["kind"]
    opposed = second and (second["which"].endswith(one) or one.endswith(second["which"]))  # `secure`, `insecure`
    return second["kind"] if second and (opposed or ADJECTIVE.fullmatch(one)) else ""
