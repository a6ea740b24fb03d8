"""Capitals that only the beginning of a sentence gave."""

from __future__ import annotations

from essay2anki.language.tokens import Token, Tree
from essay2anki.lexicon import NAMED_AFTER, ORIGINS


def in_mid_sentence(words: str, first: Token, tree: Tree, common: frozenset[str]) -> str:
    """The words, whose first token is `first`, as they read in the middle of a sentence.

    `common` are words that the essay also writes in lower case.
    """
    if first.index != 0 or not words[:1].isupper() or words[1:2].isupper() or NAMED_AFTER.match(first.text):
        return words
    return words if _is_name(first, tree, common) else words[0].lower() + words[1:]


def _is_name(first: Token, tree: Tree, common: frozenset[str]) -> bool:
    """`Magic stones` are no name; `Labour policies` and `Nazi policies` have one in them."""
    keeps = first.entity in {"NORP", "GPE", "PERSON"} or first.text in ORIGINS
    describes = first.dep in {"compound", "amod"} and tree.tokens[first.head].text.islower() and not keeps
    named = first.tag in {"NNP", "NNPS"} and not describes
    if named and first.text.lower() not in common:
        return True
    labelled = first.entity not in {"", "DATE", "CARDINAL", "ORDINAL"}
    return labelled and not describes and first.tag != "DT"
