"""Rows: what a sentence enumerates at its end, `three causes: a weak king, high taxes and debt`.

A row that is misread makes a false card, so all its members must be plain noun phrases, or all adjectives, and it must
be the end of its sentence: what comes behind may belong to all of it or to the last alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from essay2anki.language.tokens import Token, Tree
from essay2anki.model import Row

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
ENDS = NOUNS | {"VBG", "VB", "CD", "FW"}
"""Tags with which a noun phrase ends; `the right to withdraw` ends with a verb."""
OPENING = NOUNS | {"DT", "JJ", "JJR", "JJS", "VBG", "VBN", "CD", "FW", "PDT"}
WITHIN = OPENING | {"IN", "TO", "POS", "HYPH", "RB", "AFX", "PRP$", "VB", "SYM", "``", "''", "-LRB-", "-RRB-"}
JOINING = frozenset({"and", "&"})
ADDING = frozenset({"because", "although", "while", "if", "since", "as", "than", "that", "like", "including", "e.g."})
"""Words that the tagger takes for prepositions, and behind which no noun phrase goes on simply."""
MASS = frozenset({"etc", "etc.", "others", "so"})
UNFIT = ADDING | MASS
PLACES = frozenset({"abroad", "overseas", "worldwide"})
LEADING = frozenset({":", "are", "were", "of", "into", "on"})
"""Behind these a row may begin; the prepositions are those of `consist of`, `divide into` and `depend on`."""
ADDITIONS = (
    "because ",
    "due to",
    "owing to",
    "thanks to",
    "as a",
    ", especially",
    ", particularly",
    ", notably",
    ", e.g.",
    ", for example",
    ", such as",
    ", which",
    ", where",
)
"""What a note adds to the noun phrase that it is."""
LONGEST = 9
"""Words of a member."""


def find_rows(tree: Tree, core: int) -> Iterator[Row]:
    """The rows with which a sentence ends; `core` is where it begins."""
    tokens = _said(tree)
    first = next((token.index for token in tokens if token.start >= core), len(tokens))
    for place in range(first, len(tokens)):
        if place == first or _leads(tokens[place - 1]):
            for members, closed in _readings(tokens[place:]):
                if all(_is_noun_phrase(member) for member in members):
                    yield Row(spans=_spans(members), closed=closed)
                elif closed and members[-1]:
                    *others, end = (_bare(member) for member in members)
                    last = _first_word(end)
                    head = end[len(last) :]
                    if _are_adjectives([*others, last]) and all(token.tag in NOUNS for token in head):
                        shared = " ".join(token.text for token in head)
                        yield Row(spans=_spans([*others, last]), closed=True, head=shared)


def find_phrase(tree: Tree) -> int:
    """Where the noun phrase ends that a note is, but for what it adds: `The exclusion of Russia | because of …`.

    Zero where it is a sentence, or a row.
    """
    tokens = _said(tree)
    words = [token.text.lower() for token in tokens]
    # Where a reason, a role or an instance begins behind a noun phrase.
    adding = (place for place in range(1, len(words)) if " ".join(words[place : place + 2]).startswith(ADDITIONS))
    end = next(adding, len(tokens))
    whole = next((each for each in (tokens[:end], _bare(tokens[:end])) if _is_noun_phrase(each)), ())
    return whole[-1].end if whole else 0


def _said(tree: Tree) -> Sequence[Token]:
    return tree.tokens[:-1] if tree.tokens[-1].text == "." else tree.tokens


def _spans(members: Sequence[Sequence[Token]]) -> tuple[tuple[int, int], ...]:
    return tuple((each[0].start, each[-1].end) for each in members)


def _bare(tokens: Sequence[Token]) -> Sequence[Token]:
    """A member without what it adds in brackets at its end: `secure (66 per cent)`."""
    aside = next((place for place, token in enumerate(tokens) if place and token.text == "("), len(tokens))
    return tokens[:aside] if tokens and tokens[-1].text == ")" else tokens


def _first_word(tokens: Sequence[Token]) -> Sequence[Token]:
    """The first token with those that stick to it: `legal-rational`."""
    glued = (place for place in range(1, len(tokens)) if tokens[place - 1].end < tokens[place].start)
    return tokens[: next(glued, len(tokens))]


def _is_adjective(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and tokens[-1].tag in {"JJ", "VBN"} and _first_word(tokens) == tokens


def _are_adjectives(members: Sequence[Sequence[Token]]) -> bool:
    """True for adjectives, between which a noun may stand for one: `cultural, class and generational`."""
    whole = all(member and _first_word(member) == member for member in members)
    told = [_is_adjective(member) or member[-1].tag in NOUNS for member in members] if whole else [False]
    return all(told) and _is_adjective(members[-1]) and _is_adjective(members[0])


def _leads(token: Token) -> bool:
    """True for what may stand before a row: a colon, `are`, `of`."""
    return token.text in LEADING or token.lemma == "comprise"


def _readings(tokens: Sequence[Token]) -> Iterator[tuple[list[Sequence[Token]], bool]]:
    """The members of a row, the likeliest reading first, and whether `and` parts the last two."""
    *others, last = _cut(tokens, {","})
    if others and last and last[0].text in JOINING:
        yield [*others, last[1:]], True
        return
    halves = _cut(last, JOINING)
    if len(halves) == 2:  # noqa: PLR2004 - `A and B`
        yield [*others, *halves], True
    if others:
        yield [*others, last], False


def _cut(tokens: Sequence[Token], marks: set[str] | frozenset[str]) -> list[Sequence[Token]]:
    """The stretches between marks that stand outside of brackets and quotation marks."""
    parts: list[Sequence[Token]] = []
    start, depth, quoted = 0, 0, False
    for place, token in enumerate(tokens):
        depth += (token.text == "(") - (token.text == ")")
        quoted ^= token.text == '"'
        if token.text in marks and not depth and not quoted:
            parts.append(tokens[start:place])
            start = place + 1
    return [*parts, tokens[start:]]


def _is_noun_phrase(tokens: Sequence[Token]) -> bool:
    if not tokens or len(tokens) > LONGEST or not (tokens[0].tag in OPENING or _is_mistagged(tokens[0])):
        return False
    words = {token.text.lower() for token in tokens}
    if not words.isdisjoint(UNFIT) or not all(_fits(tokens, place) for place in range(len(tokens))):
        return False
    aside = next((place for place, token in enumerate(tokens) if token.text == "("), len(tokens))
    named = any(token.tag in NOUNS or _is_mistagged(token) for token in tokens)
    return named and aside > 0 and _ends(tokens[:aside])


def _ends(tokens: Sequence[Token]) -> bool:
    """True for words that end with a noun, or with what stands for one: `the comfort of the poor`."""
    last, before = tokens[-1], tokens[-2:-1]
    crowd = last.tag == "JJ" and bool(before) and before[0].text == "the"
    return last.tag in ENDS or _is_mistagged(last) or crowd or last.text in PLACES


def _is_mistagged(token: Token) -> bool:
    """True for `overgrazing` and `cheapness`, nouns that the tagger may take for something else."""
    return token.tag in {"VBG", "JJ", "VB"} and token.text.endswith(("ing", "ness", "ity", "tion", "ment", "ism"))


def _fits(tokens: Sequence[Token], place: int) -> bool:
    """True for a word that a plain noun phrase may have at this place."""
    token = tokens[place]
    if token.tag == "VB" and not _is_mistagged(token):
        return place > 1 and tokens[place - 1].tag == "TO"
    if token.tag == "VBN" and place == 0:
        return any(each.tag in NOUNS | {"JJ"} for each in tokens[1:2])  # `improved housing`, not `defended by Conrad`
    if token.tag == "CC":
        return token.text in JOINING and 0 < place < len(tokens) - 1
    return token.tag in WITHIN
