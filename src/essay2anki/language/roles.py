"""What part a dependant plays in the clause of its verb."""

from __future__ import annotations

from essay2anki.language.tokens import Token, Tree
from essay2anki.lexicon import PERMANENT_CAUSES

ROLES = {
    "dobj": "object",
    "dative": "object",
    "attr": "complement",
    "acomp": "complement",
    "oprd": "complement",
    "ccomp": "complement",
    "xcomp": "complement",
    "prep": "prep",
    "agent": "prep",
    "prt": "particle",
    "advmod": "adverb",
    "npadvmod": "adverb",
}


def role_of(child: Token, tree: Tree) -> tuple[str, str]:
    """The role of a dependant and the word that opens it; an empty role for one that has no place in a question."""
    if child.dep == "advcl":
        return _of_a_clause(child, tree)
    role = ROLES.get(child.dep, "")
    if role in {"prep", "adverb"}:
        phrase = " ".join(token.text for token in tree.subtree(child)).lower()
        permanent = PERMANENT_CAUSES.match(phrase)
        if permanent:
            return "prep", permanent.group()
        return role, child.text.lower() if role == "prep" else ""
    return role, ""


def _of_a_clause(child: Token, tree: Tree) -> tuple[str, str]:
    permanent = PERMANENT_CAUSES.match(" ".join(token.text for token in tree.subtree(child)))
    if permanent:
        return "prep", permanent.group().lower()
    mark = tree.child(child, "mark")
    adverb = tree.child(child, "advmod")
    if mark:
        return "clause", mark.text.lower()
    if adverb and adverb.tag == "WRB":
        return "clause", adverb.text.lower()
    if child.tag in {"VBG", "VBN"}:
        return "tail", child.lemma
    return ("purpose", "to") if tree.child(child, "aux") else ("", "")
