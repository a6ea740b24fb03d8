"""An essay's points become sentences with their mentions and clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from essay2anki.language.clauses import find_clauses, has_finite_verb
from essay2anki.language.dates import find_dates
from essay2anki.lexicon import OPENERS
from essay2anki.language.names import find_names, recall_surnames
from essay2anki.language.parse import parse
from essay2anki.language.segments import segments
from essay2anki.language.tokens import Tree
from essay2anki.model import Clause, Essay, MentionKind, Point, Role, Sentence


def analyse(essay: Essay) -> tuple[Sentence, ...]:
    """The sentences of an essay and its notes, in order; headings and instructions have none.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    common = frozenset(re.findall(r"\b[a-z][a-z’'-]*\b", " ".join(point.body.text for point in essay.points)))
    pieces = [
        (point, start, end)
        for point in essay.points
        if point.role in (Role.PARAGRAPH, Role.ITEM)
        for start, end in segments(point.body.text)
    ]
    trees = parse(point.body.text[start:end] for point, start, end in pieces)
    sentences = [
        sentence
        for (point, start, end), parsed in zip(pieces, trees, strict=True)
        for sentence in _sentences(point, start, point.body.text[start:end], parsed, common)
    ]
    persons = _surnames(sentences)
    return tuple(replace(each, mentions=recall_surnames(each.mentions, persons)) for each in sentences)


def _sentences(
    point: Point, offset: int, text: str, trees: tuple[Tree, ...], common: frozenset[str]
) -> Iterator[Sentence]:
    for tree in trees:
        start, end = tree.tokens[0].start, tree.tokens[-1].end
        words = text[start:end]
        local = _shift(tree, -start)
        core, opener = _opener(words)
        dates = find_dates(words)
        names = find_names(words, local, dates, common)
        yield Sentence(
            point=point,
            text=words,
            start=offset + start,
            end=offset + end,
            core=core,
            opener=opener,
            mentions=tuple(sorted((*dates, *names), key=lambda mention: mention.start)),
            clauses=tuple(_without_opener(clause, core) for clause in find_clauses(local, words, common)),
            verbless=not has_finite_verb(tree),
        )


def _shift(tree: Tree, by: int) -> Tree:
    return Tree(tokens=tuple(replace(token, start=token.start + by, end=token.end + by) for token in tree.tokens))


def _opener(text: str) -> tuple[int, str]:
    """Where the statement begins, and the first of the openers before it."""
    core, opener = 0, ""
    while found := OPENERS.match(text, core):
        opener = opener or found.group().strip(" ,:").lower()
        core = found.end()
    return core, opener


def _without_opener(clause: Clause, core: int) -> Clause:
    parts = tuple(part for part in clause.parts if part.end > core)
    return replace(clause, parts=parts, start=max(clause.start, core))


def _surnames(sentences: list[Sentence]) -> frozenset[str]:
    names = [mention.text for each in sentences for mention in each.mentions if mention.kind is MentionKind.PERSON]
    return frozenset(name.split()[-1] for name in names if len(name.split()) > 1 and not name.isupper())
