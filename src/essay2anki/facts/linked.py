"""`ideal pupil (Becker)`, `Kagan's temperament hypothesis`: whose term or theory it is.

In notes a name with a term is how examiners say who is to be cited. That it is a term the essay tells, which uses the
same words where it speaks of the same person; a possessive with `theory` or `model` tells it by its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from essay2anki.facts.quoting import evidence, labelled
from essay2anki.facts.terms import NO_TERMS
from essay2anki.model import Essay, Evidence, Fact, Kind, MentionKind, Section, Sentence
from essay2anki.words import word_set

_SURNAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}"
AUTHORS = re.compile(
    rf"(?P<authors>{_SURNAME}(?:(?:,| and| &|, and) {_SURNAME})*)(?: et al\.?)?,?(?: \(?(?:1[89]|20)\d\d\)?)?"
)
"""`Bowles and Gintis 1976`."""
IN_BRACKETS = re.compile(r"(?P<term>[^;:,.()]+) \((?P<authors>[^()]+)\)")
DASHED = re.compile(r"(?P<authors>[^;:,.()–-]+) [–-] (?P<terms>[^.()]+)")
JOINT = re.compile(r"[;,] | and ")
TERM = re.compile(r"[a-z]+(?:[ -][a-z]+){0,3}")
HEADS = (
    "theory|model|thesis|hypothesis|principle|paradox|law|theorem|concept|perspective|curve|scale|equation|ladder"
    "|matrix|index|condition|cycle|argument|theodicy"
)
OWN = re.compile(
    rf"(?P<author>{_SURNAME}(?: and {_SURNAME})?)[’']s? "
    rf"(?:(?:concept|notion) of )?(?P<term>(?:[a-z-]+ ){{1,3}}(?:{HEADS})"
    r"|(?:theory|law|principle|equation|model|paradox) of [a-z-]+(?: [a-z-]+)?|(?<=concept of )[a-z-]+(?: [a-z-]+)?)"
    r"(?=[,.;:)]|$| (?:was|is|of|as|and|can|in|to|\(|suggests?|says?|states?|holds?|argues?|explains?|describes?))"
)
"""`Kagan's temperament hypothesis`, `Baumol's theory of contestable markets`."""
COMMON = word_set("""
    own new old first second third main famous influential classic whole original later early earlier final general
    overall basic simple similar same different great important key and or the of
""")
"""First words that make no term: `his own theory`."""
NAMING = r"(?:[‘'“\"]|\b(?:called|calls|term|concept of|notion of|called this|calls this) [‘'“\"]?)"
"""What tells that a single word is a term: `which Lorenz called imprinting`."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `linked`: subject the term, value whose it is; none where it is linked with two."""
    links = [*_owned(essay, sentences), *_noted(essay, sentences)]
    whose: dict[str, set[str]] = {}
    for term, author, _ in links:
        whose.setdefault(term, set()).add(_surname(author))
    told: set[str] = set()
    for term, author, proof in links:
        if len(whose[term]) == 1 and term not in told:
            told.add(term)
            yield Fact(
                kind=Kind.PERSON,
                relation="linked",
                subject=term,
                value=author,
                evidence=(proof,),
                finder="linked",
            )


def _owned(essay: Essay, sentences: Iterable[Sentence]) -> Iterator[tuple[str, str, Evidence]]:
    """`Kagan's temperament hypothesis`."""
    for sentence in sentences:
        for found in OWN.finditer(sentence.text):
            people = {each.text for each in sentence.mentions if each.kind is MentionKind.PERSON}
            known = any(found["author"].endswith(each) or each.endswith(found["author"]) for each in people)
            if known and found["term"].split()[0] not in COMMON:
                yield found["term"], found["author"], evidence(essay, sentence)


def _noted(essay: Essay, sentences: Iterable[Sentence]) -> Iterator[tuple[str, str, Evidence]]:
    """`ideal pupil (Becker)`, `Davie: vicarious religion`, of the notes."""
    for sentence in sentences:
        if sentence.point.section is not Section.NOTES:
            continue
        label = sentence.point.label
        pairs = [(each["term"], each["authors"]) for each in IN_BRACKETS.finditer(sentence.text)]
        dashed = DASHED.fullmatch(sentence.text.rstrip("."))
        if label and sentence.verbless:
            pairs += [(sentence.text, label)]
        elif dashed:
            pairs += [(dashed["terms"], dashed["authors"])]
        for words, authors in pairs:
            found = AUTHORS.fullmatch(authors.strip())
            for term in JOINT.split(words.strip(" .")) if found else ():
                bare = term.strip("‘’'“”\"*_ ")
                if found and _is_term(essay, bare, found["authors"]):
                    proof = labelled(essay, sentence) if authors == label else evidence(essay, sentence)
                    yield bare, found["authors"].replace("&", "and"), proof


def _is_term(essay: Essay, term: str, authors: str) -> bool:
    """True for words that the essay uses too, in a paragraph in which it speaks of that author."""
    words = term.split()
    if not TERM.fullmatch(term) or words[0] in COMMON or words[-1] in NO_TERMS or words[-1].rstrip("s") in NO_TERMS:
        return False
    before = "" if len(words) > 1 else NAMING
    said = re.compile(rf"{before}\b{re.escape(term)}\b", re.IGNORECASE)
    points = [point.body.text for point in essay.points if point.section is Section.ESSAY]
    return any(said.search(text) and re.search(rf"\b{_surname(authors)}\b", text) for text in points)


def _surname(authors: str) -> str:
    """The last name of the first author, by which an essay comes back to him."""
    return re.split(r",| and | & ", authors)[0].split()[-1]
