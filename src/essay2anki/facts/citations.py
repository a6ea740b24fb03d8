"""`In Silenced Rivers (1996) Patrick McCully argued that …`: a work that is cited, and what it holds.

The form is so fixed that it is read by pattern: titles of works lead the parser astray.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import evidence, label
from essay2anki.facts.trimming import first_statement
from essay2anki.model import Essay, Fact, Kind, Sentence
from essay2anki.words import word_set

VERBS = {
    verb.removesuffix("e") + ending: verb
    for verb in word_set("argue claim maintain suggest estimate discover demonstrate conclude contend insist warn")
    for ending in ("s" if not verb.endswith("e") else "es", "ed")
} | {"found": "find", "finds": "find", "shows": "show", "showed": "show", "holds": "hold", "held": "hold"}
"""Form → lemma of the verbs by which a scholar is cited."""
PLURAL = frozenset(VERBS.values())
"""The form behind two authors, which is the lemma."""
_WORK = r"[A-Z‘'“][^,.;()]{2,80}?"
_NAME = r"(?!(?:The|This|That|It|In|But|However|As|A)\b)[A-Z][\w’'.-]*(?: (?:[A-Z][\w’'.-]*|de|von|van))*"
_YEAR = r"\((?:1[5-9]|20)\d\d\)"
CITED = re.compile(
    rf"(?:In (?P<work>{_WORK}) (?P<published>{_YEAR}),? )?"
    rf"(?P<author>{_NAME}(?: and (?:colleagues|others|{_NAME}))?)(?: (?P<year>{_YEAR}))?"
    rf"(?:, in (?P<inner>{_WORK}) (?P<printed>{_YEAR}),)? "
    rf"(?P<verb>{'|'.join(sorted({*VERBS, *PLURAL}))}) (?P<value>that .+)"
)
"""The whole form: a work before or behind the author, or a year behind the name; the verb; what is held."""
NEXT = re.compile(r",? (?:and|but|while|whereas|though|although) (?=[A-Z][\w’'-]+ (?:\(|[A-Z]))")
"""The next author: `, and Gina Perry (2012) found …`."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `view`: subject the author, predicate the verb with the work, value what it holds.

    Only of who is cited once: else the question would have two answers.
    """
    cited = [(sentence, found) for sentence in sentences if (found := CITED.match(sentence.text, sentence.core))]
    count = Counter(_work(found) for _, found in cited)
    for sentence, found in cited:
        if count[_work(found)] == 1 and any(_work(found)[1:]):
            yield _fact(essay, sentence, found)


def _work(found: re.Match[str]) -> tuple[str, ...]:
    """The author and the year or work, as far as they are told."""
    return tuple(found[name] or "" for name in ("author", "published", "year", "printed"))


def _fact(essay: Essay, sentence: Sentence, found: re.Match[str]) -> Fact:
    verb = found["verb"]
    past, several = verb.endswith(("ed", "found", "held")), verb in PLURAL
    title, year = found["work"] or found["inner"], found["published"] or found["printed"]
    return Fact(
        kind=Kind.JUDGMENT,
        relation="view",
        subject=" ".join(filter(None, (found["author"], found["year"]))),
        operator="did" if past else "do" if several else "does",
        predicate=VERBS.get(verb, verb) + (f" in {title} {year}" if title else ""),
        value=first_statement(NEXT.split(found["value"].rstrip("."))[0]),
        context=label(sentence),
        evidence=(evidence(essay, sentence),),
        finder="citations",
    )
