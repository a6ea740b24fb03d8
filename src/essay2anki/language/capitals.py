"""Capitals that only the beginning of a sentence gave."""

from __future__ import annotations

from dataclasses import dataclass

from essay2anki.language.tokens import Token, Tree
from essay2anki.lexicon import NAMED_AFTER, NOT_NAMES, ORIGINS

FUNCTION = frozenset({"DT", "IN", "PRP", "PRP$", "CC", "WP", "WDT", "EX", "CD", "WRB", "MD", "TO"})
"""Tags of words that have a capital in titles only."""
COMMON = frozenset({"NN", "NNS", "JJ"})
PROPER = frozenset({"NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Spelling:
    """How an essay writes its words where no sentence begins."""

    small: frozenset[str] = frozenset()
    """Words that are no names, in lower case."""
    capital: frozenset[str] = frozenset()
    """Words that it writes with a capital and never small: `Kant`, of which a tagger may make anything."""
    both: frozenset[str] = frozenset()
    """Words that it writes with a capital too, `the Church` beside `a church`."""


def in_mid_sentence(words: str, first: Token, tree: Tree, spelling: Spelling) -> str:
    """The words, whose first token is `first`, as they read in the middle of a sentence.

    `spelling` tells how the essay writes its words.
    """
    if first.index != 0 or not words[:1].isupper() or words[1:2].isupper() or NAMED_AFTER.match(first.text):
        return words
    if first.text in NOT_NAMES or first.doing:
        return words[0].lower() + words[1:]
    named = first.text in spelling.capital and first.tag not in FUNCTION
    return words if named or _is_name(first, tree, spelling) else words[0].lower() + words[1:]


def _is_name(first: Token, tree: Tree, spelling: Spelling) -> bool:
    """`Magic stones` are no name; `Labour policies` and `Nazi policies` have one in them."""
    keeps = first.entity in {"NORP", "GPE", "PERSON"} or first.text in ORIGINS
    describes = first.dep in {"compound", "amod"} and tree.tokens[first.head].text.islower() and not keeps
    following = next((token for token in tree.tokens if token.index == first.index + 1), first)
    if first.tag in PROPER and following.tag in PROPER and following is not first:
        return True  # `Environment Agency warnings`
    small = first.text.lower() in spelling.small
    if small and not (first.text in spelling.both or first.entity == "NORP" or first.text in ORIGINS):
        return False  # `Typhus`, whatever the parser takes it for
    if (not first.known and first.tag in COMMON | PROPER) or (first.tag in PROPER and not (describes or small)):
        return True
    labelled = first.entity not in {"", "DATE", "CARDINAL", "ORDINAL"} and (keeps or first.tag not in COMMON)
    return labelled and not describes and first.tag != "DT"
