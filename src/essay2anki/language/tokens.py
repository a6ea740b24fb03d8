"""The parser's reading of a text as plain values; all that leaves `parse`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The tokens of one sentence, with their children."""

    tokens: tuple[Token, ...]
    start: int = 0
    """Where the sentence begins in the text; offsets of its tokens count from there."""

    def children(self, token: Token) -> Iterator[Token]:
        """The direct dependants of a token, in the order of the text."""
        return (other for other in self.tokens if other.head == token.index and other is not token)

    def child(self, token: Token, *deps: str) -> Token | None:
        """The first dependant with one of the labels."""
        return next((other for other in self.children(token) if other.dep in deps), None)

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """A token and all below it, in the order of the text."""
        found = {token.index}
        size = 0
        while size < len(found):
            size = len(found)
            found |= {other.index for other in self.tokens if other.head in found}
        return tuple(other for other in self.tokens if other.index in found)

    def before(self, token: Token) -> Token | None:
        """The token that stands before it in the sentence."""
        place = token.index - self.tokens[0].index
        return self.tokens[place - 1] if place > 0 else None
