"""Glosses: what a sentence explains in passing, `anomie, a state in which …` and `Johann Tetzel, a friar who …`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from essay2anki.language.capitals import Spelling, in_mid_sentence
from essay2anki.language.tokens import Token, Tree
from essay2anki.lexicon import NOT_NAMES, ROLES
from essay2anki.model import Gloss
from essay2anki.words import word_set

PERSON = re.compile(
    rf".*\bwho\b|(?:an?|the) (?:[\w’'-]+ ){{0,3}}?(?:{'|'.join(sorted(ROLES))}|[\w-]+(?:ist|ian|or|er|man|woman))\b"
    r"(?= (?:who|of|from|in|at|and|whose|with|for|under|to|by|on|\w+ing|\w+ed|born)\b|$|,)",
    re.IGNORECASE,
)
"""A gloss of somebody; what looks like a name may be a settlement."""
IN_TERM = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VBN", "VBG", "HYPH", "POS", "FW", "AFX"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "FW", "VBG"})
OPENER = re.compile(r"(?:or|that is,?|i\.e\.,?|meaning|namely|(?P<meant>by which (?:[\w.]+ ){1,3}?(?:means?|meant))) ")
"""Announces a gloss and is no part of it."""
_TELLS = r"(?:that|which|who|whose|of|in|for|on|to|from|with|where|by|between|at|under|beside|\w+(?:ed|ing|en))"
INDEFINITE = re.compile(rf"(?:(?:an?|any|one) (?:[\w’'-]+ ){{1,4}}?{_TELLS}|one (?:which|that)) [\w’'-]+")
DEFINITE = re.compile(
    r"the (?!(?:main|most|only|best|worst|key|same|first|last|latter|former)\b)(?:[\w’'-]+ ){1,4}?"
    r"(?:that|which|who|whose|of|in|for|from|by|between|beside) [\w’'-]+"
)
PLURAL = re.compile(
    rf"(?!(?:with|in|of|on|from|by|for|to|at|under|through|without|like|such|where|whose|which)\b)"
    rf"(?:[a-z-]+ )?[a-z-]+ {_TELLS} [\w’'-]+"
)
"""How glosses are built: a noun, and what tells it apart."""
ENDS = re.compile(r"[,.;:)]")
GOES_ON = re.compile(r",? (?:and|or|but also|as well as) (?!it |they |he |she |this )|, (?:an?|the) |\) (?:and|or) ")
"""What stands behind one member of a list."""
ROW_ON = re.compile(
    r", (?!(?:was|were|is|are|had|has|have|can|could|which|who|but|and)\b)|,? and (?:\w+ ?){1,4}(?:[.,;]|$)"
)
"""`adjectives, similes of flint, images of cold`: a row of plurals, of which none explains the other."""
SECOND_NAME = re.compile(r"the (?:[\w-]+ )?[A-Z][\w-]*(?: of| and|$)")
"""`the Caribbean, the Gulf of Mexico`: another place, and no gloss of the first."""
LIST_BEFORE = re.compile(r"(?:,| and| or| as| like| including)$")
PAIR = re.compile(r"the (?!.*\b(?:that|which|who|where|between)\b).* and (?:[\w’'-]+ )?[\w’'-]+")
"""`by work, the care of children and desire`: the last two of three things, or a gloss with two nouns."""
NEAR = 2
"""Words from a preposition to its noun, the article counted."""
NAMING = word_set("""
    example instance feeling ideal figure role model method technique
    concept idea theory notion sense practice problem state form process lack principle doctrine kind type use term
""")
"""Behind these and `of` stands what is explained: `the concept of cultural capital`."""
HAPPENS = re.compile(r"(?P<where>in which|according to which|whereby|where) (?P<they>they )?(?P<what>[^,;:.()]+)")
"""What happens in it: `an agentic shift, in which they cease to feel responsible`."""
INTRODUCED = re.compile(
    r"(?:\b(?:(?:idea|concept|notion|phenomenon|process|principle|theory|form) of|as|called|known as|named|termed|"
    r"undergo(?:es)?|proposed|identified|introduced|described)|\b[Ww]hat [a-z ]{2,20} (?:is|are)) (?:an? |the )?$"
)
"""Behind these stands a term, and not some thing of which more is said by the way: `care, where margins are thin`."""
CLOSING = {"(": ")", "—": "—", "–": "–"}
"""What closes a gloss that this opens; one behind a comma ends at the next mark."""
SHORTEST = 4
"""Words."""
LONGEST_TERM = 5
"""Words."""
NO_TERMS = word_set("""
    example examples instance result time times year years day days century one ones way course fact addition contrast
    turn hand others people man men woman women first second third case
""")
"""Nouns before a comma that are not explained behind it: `for example, a factory …`."""


def find_glosses(tree: Tree, text: str, spelling: Spelling) -> Iterator[Gloss]:
    """The glosses of a sentence. `text` is what the offsets refer to, `spelling` which words are no names."""
    for mark in tree.tokens:
        if mark.text in {",", *CLOSING} and 0 < mark.index < len(tree.tokens) - 1:
            gloss = _gloss(tree, text, mark, spelling) or _happening(tree, text, mark, spelling)
            if gloss:
                yield gloss


def _gloss(tree: Tree, text: str, mark: Token, spelling: Spelling) -> Gloss | None:
    term = _term(tree, mark.index, text)
    opening = _opening(tree, text, mark)
    announced = OPENER.match(text, tree.tokens[mark.index + 1].start)
    meant = bool(announced and announced["meant"])
    closing = CLOSING.get(mark.text, "")
    said = _said(text, opening.start, closing=closing, shaped=not meant) if term and opening else ""
    dashes = closing not in {"", ")"}
    if opening and dashes and opening.tag != "DT":
        return None  # between dashes may stand a statement of its own
    if not opening or not said or not (meant or _fits(tree, term, opening, said, dashes=dashes)):
        return None
    if opening.tag == "NNS" and ROW_ON.match(text, opening.start + len(said)):
        return None
    first, last = term[0], term[-1]
    words = text[first.start : last.end]
    capital = first.tag in {"NNP", "NNPS"} and first.text.lower() not in spelling.small
    return Gloss(
        term=words if first.index or capital or words[1:2].isupper() else words[0].lower() + words[1:],
        text=said,
        plural=last.tag in {"NNS", "NNPS"},
        start=first.start,
        end=last.end,
        person=bool(PERSON.match(said)),
        past=any(token.tag == "VBD" for token in tree.tokens),
    )


def _happening(tree: Tree, text: str, mark: Token, spelling: Spelling) -> Gloss | None:
    """A term of two words or more with what happens in it, told of its head noun: `a shift in which people cease …`."""
    found = HAPPENS.match(text, mark.end + 1)
    term = _term(tree, mark.index, text) if found else []
    if not found or len(term) < NEAR or not INTRODUCED.search(text[: term[0].start]):
        return None
    inner = [token for token in tree.tokens if found.start() <= token.start < found.end()]
    if any(token.tag in {"VBD", "NNP"} for token in inner) or any(token.tag == "NNP" for token in term):
        return None  # what happened once, or to somebody, is no meaning
    who = _actors(tree, text, term[-1], spelling) if found["they"] else ""
    if found["they"] and not who:
        return None
    head = text[term[-1].start : term[-1].end]
    if re.search(r"\ban? $", text[: term[0].start]):
        head = f"an {head}" if head[0] in "aeio" else f"a {head}"
    return Gloss(
        term=text[term[0].start : term[-1].end],
        text=f"{head} {found['where']} {who}{found['what']}".strip(),
        plural=term[-1].tag == "NNS",
        start=term[0].start,
        end=term[-1].end,
        person=False,
        past=False,
    )


def _actors(tree: Tree, text: str, noun: Token, spelling: Spelling) -> str:
    """Who `they` are: the plural subject of the verb that has the term for its object."""
    verb = tree.tokens[noun.head]
    subject = tree.child(verb, "nsubj", "nsubjpass")
    if subject is None or subject.tag != "NNS":
        return ""
    words = tree.subtree(subject)
    return in_mid_sentence(text[words[0].start : words[-1].end], words[0], tree, spelling) + " "


def _opening(tree: Tree, text: str, mark: Token) -> Token | None:
    """The first word of what may be a gloss, behind `or` and `that is`."""
    start = tree.tokens[mark.index + 1].start
    announced = OPENER.match(text, start)
    return next((token for token in tree.tokens if token.start >= (announced.end() if announced else start)), None)


def _fits(tree: Tree, term: list[Token], opening: Token, said: str, *, dashes: bool) -> bool:
    """True where term and gloss are of one number, and the gloss is no clause and no second name."""
    behind = tree.tokens[opening.index : opening.index + 4]
    one = said.startswith(("one which ", "one that "))
    noun = opening if one else next((token for token in behind if token.tag in NOUNS), None)
    # `In a competitive market, a wage floor is set`: what follows the comma is the subject of the sentence.
    acts = noun and any(token.dep in {"nsubj", "nsubjpass"} for token in (noun, tree.tokens[noun.head]))
    if noun is None or (acts and not dashes):
        return False
    if (_is_row(tree, noun) and "who" not in said) or PAIR.fullmatch(said):
        return False
    if SECOND_NAME.match(said) and not re.search(r"\b(?:who|which|that)\b", said):
        return False
    named = any(token.tag == "NNP" for token in term)
    if opening.tag == "NN" and term[-1].tag == "NN" and noun is opening:
        return bool(re.match(r"\w+ (?:which|that) ", said))
    if opening.tag != "DT" and not one:
        return noun.tag == "NNS" and term[-1].tag == "NNS" and noun.index - opening.index <= 1
    return named or not (term[-1].tag == "NNS" or re.match(r"the (?:\w+ )?[A-Z]", said))


def _is_row(tree: Tree, noun: Token) -> bool:
    """True for `inflation, a housing shortage and bottlenecks in the ports`: one more thing, and then another."""
    behind = next((token for token in tree.tokens[noun.index :] if token.tag not in NOUNS), None)
    return behind is not None and behind.text in {"and", "or"}


def _is_inside(tree: Tree, term: list[Token]) -> bool:
    """True for `faith` in `justification by faith, the doctrine that …`: the gloss may be of the whole."""
    noun, joint = term[-1], tree.tokens[term[-1].head]
    outer = tree.tokens[joint.head]
    same = outer.tag[:2] == "NN" and (outer.tag == "NNS") is (noun.tag == "NNS")
    near = term[0].index - joint.index <= NEAR
    return near and noun.dep == "pobj" and noun.tag != "NNP" and same and outer.text.lower() not in NAMING


def _said(text: str, start: int, *, closing: str, shaped: bool) -> str:
    """What the gloss says, or nothing where it is not whole or, if it must be, not built like one."""
    end = text.find(closing, start) if closing else min([m.start() for m in ENDS.finditer(text, start)] or [-1])
    if end < 0 or (GOES_ON.match(text, end) and not closing):
        return ""
    said = text[start:end].rstrip()
    built = not shaped or any(form.match(said) for form in (INDEFINITE, DEFINITE, PLURAL))
    return said if built and len(said.split()) >= SHORTEST and "," not in said else ""


def _term(tree: Tree, end: int, text: str) -> list[Token]:
    """The noun phrase before the mark, without an article; empty where it is one of a row or no noun at all."""
    start = end
    while start > 0 and tree.tokens[start - 1].tag in IN_TERM and end - start < LONGEST_TERM:
        if start < end and not start <= tree.tokens[start - 1].head < end:
            break
        start -= 1
    while 0 < start < end and tree.tokens[start - 1].end == tree.tokens[start].start:
        start -= 1  # `two-nation theory`
    while start < end - 1 and tree.tokens[start].text in {"term", "concept", "phrase", "word"}:
        start += 1  # `coined the term moral panic`
    plurals = [place for place in range(start, end - 1) if tree.tokens[place].tag == "NNS"]
    term = list(tree.tokens[max([start, *(place + 1 for place in plurals)]) : end])  # `called the loss of norms anomie`
    if not term or term[-1].tag not in NOUNS or term[-1].text.lower() in NO_TERMS or term[0].text in NOT_NAMES:
        return []
    before = text[: term[0].start].rstrip()
    article = re.search(r"(?:^|\s)(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)$", before)
    if _is_inside(tree, term):
        return []
    listed = LIST_BEFORE.search(before[: article.start()] if article else before)
    return [] if listed else term
