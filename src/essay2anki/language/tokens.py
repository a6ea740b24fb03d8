"""The parser's reading of a text as plain values; all that leaves `parse`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

SUBJECTS = ("nsubj", "nsubjpass")
"""Dependency labels of the subjects of a verb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word or mark, its place in the text and in the tree."""

    index: int
    """Its place in the list of tokens; heads refer to it."""
    text: str
    start: int
    end: int
    """Where it ends; an aside hidden from the parser (`of 1924`, `(WSPU)`) belongs to the word before it."""
    lemma: str
    tag: str
    """Penn Treebank tag."""
    dep: str
    """ClearNLP dependency label, as spaCy's English pipelines give it."""
    head: int
    entity: str
    """OntoNotes entity label, or empty."""
    known: bool = True
    """False for a capitalised word of its own that is in no dictionary: a name, whatever the tag says."""

    @property
    def doing(self) -> bool:
        """True for the head of a subject that tells what is done: `Raising Bank Rate makes borrowing dearer`."""
        return self.dep in {"csubj", "csubjpass"} and self.text.endswith("ing")


@dataclass(frozen=True, kw_only=True)
class Tree:
    """The tokens of one sentence, with their children."""

    tokens: tuple[Token, ...]
    start: int = 0
    """Where the sentence begins in the text; offsets of its tokens count from there."""

    @cached_property
    def _below(self) -> tuple[tuple[Token, ...], ...]:
        """The direct dependants of each token."""
        found: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                found[token.head].append(token)
        return tuple(map(tuple, found))

    def children(self, token: Token) -> tuple[Token, ...]:
        """The direct dependants of a token, in the order of the text."""
        return self._below[token.index]

    def child(self, token: Token, *deps: str) -> Token | None:
        """The first dependant with one of the labels."""
        for other in self._below[token.index]:
            if other.dep in deps:
                return other
        return None

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """A token and all below it, in the order of the text."""
        if not self._below[token.index]:
            return (token,)
        found = [token]
        for each in found:
            found += self._below[each.index]
        return tuple(sorted(found, key=_place))

    def before(self, token: Token) -> Token | None:
        """The token that stands before it in the sentence."""
        return self.tokens[token.index - 1] if token.index > 0 else None


def _place(token: Token) -> int:
    return token.index
