"""What a sentence adds behind a comma, to a noun or itself: `the Act, passed in 1911, …`, `…, which ended the war`."""

from __future__ import annotations

from essay2anki.language.tokens import SUBJECTS, Token, Tree


def sums_up(tree: Tree, verb: Token) -> bool:
    """True for `…, which ended the war`, where `which` is the whole statement before it."""
    own = tree.child(verb, *SUBJECTS)
    return verb.dep == "advcl" and comments(tree, verb) and own is not None and own.text == "which"


def comments(tree: Tree, token: Token) -> bool:
    """True for what a statement adds on itself behind it: `…, which ended the war`, `… (Hume denied this)`."""
    if token.dep not in {"advcl", "parataxis"} or token.index < tree.tokens[token.head].index:
        return False
    opening = tree.subtree(token)[0]
    before = tree.before(opening)
    joined = before is not None and before.text == ","
    return opening.text == "(" or (joined and opening.tag in {"WDT", "WP"} and opening.text == "which")


def is_addition(tree: Tree, verb: Token) -> bool:
    """True for what only adds to a noun: `the Act, passed in 1911, …` or `the Emperor, who died in 1424, …`."""
    before = tree.before(tree.subtree(verb)[0])
    if before is None or before.text != ",":
        return False
    own = tree.child(verb, *SUBJECTS)
    return own.tag in {"WP", "WDT"} if own else verb.tag == "VBN" and verb.dep == "acl"


def beside(tree: Tree, verb: Token) -> Token | None:
    """The noun whose phrase ends where the addition begins, or none if the parser took one of another phrase.

    `They built a canal, and the Treaty of Paris, signed in 1856, opened it`: not the canal was signed. What
    `which` stands for may be the whole statement.
    """
    head = tree.tokens[verb.head]
    comma = tree.before(tree.subtree(verb)[0])
    token = tree.before(comma) if comma and comma.text == "," and is_addition(tree, verb) else None
    if token is None:
        return head
    while token is not head:
        if token.dep == "ROOT":
            return head if verb.dep == "relcl" else None
        if token.dep == "conj" and token.tag[:2] == "NN" and behind_comma(tree, token):
            return None if tree.tokens[token.head].dep == "conj" else token
        token = tree.tokens[token.head]
    return head


def behind_comma(tree: Tree, token: Token) -> bool:
    """True for the last of `…, and the press`."""
    joint = tree.before(tree.subtree(token)[0])
    before = tree.before(joint) if joint and joint.dep == "cc" else None
    return before is not None and before.text == ","


def added_to(tree: Tree, noun: Token) -> Token | None:
    """The noun that an addition is about, or none where that is not certain.

    Behind `the Treaty of Berlin` it is the Treaty; behind `the fear of an ideology` it may be either.
    """
    joint = tree.tokens[noun.head]
    upper = tree.tokens[joint.head]
    if upper.tag == "CD" and upper.dep == "nummod":
        upper = tree.tokens[upper.head]  # `Phase Two of the plan`
    if noun.dep != "pobj" or upper.tag not in {"NN", "NNS", "NNP", "NNPS"}:
        return noun
    return added_to(tree, upper) if upper.tag == "NNP" and joint.text == "of" else None
