"""Glosses: what a sentence explains in passing, `anomie, a state in which …` and `Johann Tetzel, a friar who …`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from essay2anki.language.capitals import Spelling, in_mid_sentence
from essay2anki.language.tokens import Token, Tree
from essay2anki.lexicon import NOT_NAMES, ROLES
from essay2anki.model import Gloss
from essay2anki.words import word_set

PERSON = re.compile(
    r"(?:(?!\b(?:to|about|for|against)\b).)*\bwho\b"
    rf"|(?:an?|the) (?:[\w’'-]+ ){{0,3}}?(?:{'|'.join(sorted(ROLES))}|[\w-]+(?:ist|ian|or|er|man|woman))\b"
    r"(?= (?:who|of|from|in|at|and|whose|with|for|under|to|by|on|\w+ing|\w+ed|born)\b|$|,)",
    re.IGNORECASE,
)
"""A gloss of somebody; what looks like a name may be a settlement."""
IN_TERM = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VBN", "VBG", "HYPH", "POS", "FW", "AFX"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "FW", "VBG"})
OPENER = re.compile(
    r"(?:or|(?P<told>that is,?|i\.e\.,?|in other words,?|meaning|namely|defined as"
    r"|which (?:is|are)(?= (?:the|an?) [a-z-]+(?:, [a-z-]+)+,? and )"
    r"|who (?:are|were)(?= (?:the )?[a-z]+ (?:of|from|who|in|paid|born) ))"
    r"|(?P<meant>by which (?:[\w.]+ ){1,3}?(?:means?|meant))) "
)
"""Announces a gloss and is no part of it."""
_TELLS = (
    r"(?:that|which|who|whose|of|in|for|on|to|from|with|where|by|between|at|under|beside|done|made|\w+(?:ed|ing|en))"
)
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
ONE_THAT = ("one which ", "one that ")
THE_ONES = re.compile(
    r"the (?:[a-z-]+ )?[a-z-]+s (?:(?:[a-z]+ed|[a-z]+en|paid|held|made) (?:by|in|to|from)|that|which|who|in which) "
)
"""`heriots, the fees paid by heirs`: plurals of which one explains the other."""
VERB = re.compile(
    r"was|were|is|are|had|has|have|did|do(?:es)?|could|would|can|may|might|will|must|should|[a-z]+ed|made|gave|took|became"
    r"|led|won|held|fell|rose|came|went|began|brought|kept|left|lost|meant|ran|said|saw|sent|set|stood|told|wrote|[A-Z].*"
)
"""What may follow the gloss of a subject, with which a sentence begins: its verb, or a name."""
ANY_VERB = re.compile(rf"{VERB.pattern}|[a-z]+s")
ENDS = re.compile(r"[,.;:)]")
GOES_ON = re.compile(
    r",? (?:and|or|but also|as well as) (?!it |they |he |she |this |that )|, (?:an?|the) |\) (?:and|or) "
)
"""What stands behind one member of a list."""
ROW_ON = re.compile(
    r", (?!(?:was|were|is|are|had|has|have|can|could|which|who|but|and)\b)|,? and \w+(?: \w+){0,3} ?(?:[.,;]|$)"
)
"""`adjectives, similes of flint, images of cold`: a row of plurals, of which none explains the other."""
INTERRUPTED = re.compile(
    r"the (?:idea|belief|view|theory|doctrine|principle|claim|notion) that [^,;:.()]+, (?:usually|often|especially"
    r"|mostly|particularly|even|above all|for example|such as|like) [^,;:.()]+, [^,;:.()]+(?=[.;:)])"
)
"""`the idea that one member, usually the eldest, speaks for all`: the pair of commas is its own."""
OF_SEVERAL = re.compile(
    r"(?:the|an?) [a-z-]+(?:, [a-z-]+){1,3},? and (?:[a-z-]+ ){1,4}?(?:that|which) (?!.* but )[^,;:.()]+(?=[,.;:)])"
)
"""`the tools, songs and ways of speech that a village keeps`."""
HOLDER = re.compile(r", [A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|of|de|von|van))*(?=[.,;)])")
ENDS_IN_OFFICE = re.compile(rf"\b(?:{'|'.join(sorted(ROLES))})$", re.IGNORECASE)
"""`the policy pursued by the Chancellor, Willy Brandt`: who held the office belongs to it."""
IN_EXAMPLES = re.compile(r"\b(?:such as|including|like|for example|for instance|e\.g\.),? [^,;:.()]*$")
"""What stands before the first of several examples: the second is no gloss of it."""
SECOND_NAME = re.compile(r"the (?:[\w-]+ )?[A-Z][\w-]*(?: of| and|$)")
"""`the Caribbean, the Gulf of Mexico`: another place, and no gloss of the first."""
CLAUSE = re.compile(r"\b(?:who|which|that)\b")
"""Tells what the noun before it is, which no further member of a list does."""
LIST_BEFORE = re.compile(r"(?:,| and| or|(?<!such) as)$")
PAIR = re.compile(r"the (?!.*\b(?:that|which|who|where|between)\b).* and (?:[\w’'-]+ )?[\w’'-]+")
"""`by work, the care of children and desire`: the last two of three things, or a gloss with two nouns."""
NEAR = 2
"""Words from a preposition to its noun, the article counted."""
NAMING = word_set("""
    example instance feeling ideal figure role model method technique
    concept idea theory notion sense practice problem state form process lack principle doctrine kind type use term
""")
"""Behind these and `of` stands what is explained: `the concept of cultural capital`."""
HAPPENS = re.compile(
    r"(?P<where>(?:in|by|under|through|according to) which|whereby|where) (?P<they>they )?(?P<what>[^,;:.()]+)"
)
"""What happens in it: `an agentic shift, in which they cease to feel responsible`."""
ARRANGED = word_set("system scheme policy programme program plan principle doctrine method process procedure militia")
"""`the open-field system, under which strips were shared out`: it is known by what is done in it, even if long ago."""
OWNED = re.compile(r"\b(?:the|their|his|her) $", re.IGNORECASE)
QUOTED = re.compile(
    r"(?<!\w)[‘'“\"](?P<term>(?!(?:an?|the) )[a-z][a-z-]+(?: [a-z][a-z-]+){0,3})(?:,[’'”\"]|[’'”\"],?) "
    r"(?P<link>(?:in which|where|whereby|which|who|that) )?"
)
"""A word in quotation marks, and what ties on to it what is told of it: `a ‘liquid modernity’ in which bonds …`."""
THAT_THEY = re.compile(r"that they [\w’'-]+(?: [\w’'-]+){1,19}(?=[,.;:)])")
"""`‘sleepers’, meaning that they vote only in a crisis`."""
ROW_MEANT = re.compile(r"(?!that )[a-z-]+(?: [a-z-]+)?(?:, [a-z-]+(?: [a-z-]+)?)*,? and [a-z-]+(?: [a-z-]+)?(?=[,.;)])")
"""`‘hard power’, meaning armies, bribes and sanctions`."""
CITED = re.compile(r"[A-Z][\w’'-]+ \((?:1[89]|20)\d\d\)|[A-Z][\w’'-]+ (?:[a-z]+ )?[a-z]+ in (?:1[89]|20)\d\d\b")
"""An author: the words in quotation marks are his, and not those of a story."""
SECOND_QUOTED = re.compile(r",? and (?:(?:the|an?) )?[‘'“\"]")
"""Another word in quotation marks: what is told of it is told no more of the first."""
DISPLAYS = re.compile(
    r"(?:(?:is|are)(?! [a-z]+ed\b)|has|have|led|shows?|suggests?|impl(?:y|ies)|reflects?|means?|emphasi[sz]es?"
    r"|highlights?|makes?|conveys?|gives?|explains?|supports?|challenges?|contradicts?|may|might|would|could|will)\b"
)
"""A comment on the word, and no part of what it means."""
INTRODUCED = re.compile(
    r"(?:\b(?:(?:idea|concept|notion|phenomenon|process|principle|theory|form) of|as|called|known as|named|termed|"
    r"undergo(?:es)?|proposed|identified|introduced|described|added)|\b[Ww]hat [a-z ]{2,20} (?:is|are)) (?:an? |the )?$"
)
"""Behind these stands a term, and not some thing of which more is said by the way: `care, where margins are thin`."""
CLOSING = {"(": ")", "—": "—", "–": "–"}
"""What closes a gloss that this opens; one behind a comma ends at the next mark."""
MARKS = frozenset({",", *CLOSING})
SHORTEST = 4
"""Words."""
LONGEST_TERM = 5
"""Words."""
BEFORE_TERM = word_set("term concept phrase word several many various certain")
"""No part of what is explained: `coined the term moral panic`, `several daimyo`."""
NO_TERMS = word_set("""
    example examples instance result time times year years day days century one ones way course fact addition contrast
    turn hand others people man men woman women first second third case
""")
"""Nouns before a comma that are not explained behind it: `for example, a factory …`."""


def find_glosses(tree: Tree, text: str, spelling: Spelling) -> Iterator[Gloss]:
    """The glosses of a sentence. `text` is what the offsets refer to, `spelling` which words are no names."""
    for mark in tree.tokens:
        if mark.text in MARKS and 0 < mark.index < len(tree.tokens) - 1:
            gloss = _gloss(tree, text, mark, spelling) or _happening(tree, text, mark, spelling)
            if gloss:
                yield gloss
    for found in QUOTED.finditer(text):
        gloss = _quoted(tree, text, found)
        if gloss:
            yield gloss


def _quoted(tree: Tree, text: str, found: re.Match[str]) -> Gloss | None:
    """A word in quotation marks with what is told of it, as a noun phrase or as what happens in it."""
    term = [token for token in tree.tokens if found.start("term") <= token.start < found.end("term")]
    opening = next((token for token in tree.tokens if token.start >= found.end()), None)
    if opening is None or not (found["link"] or "," in found.group()) or not _is_nominal(term):
        return None
    if found["link"]:
        cited = CITED.search(text[: found.start()]) or INTRODUCED.search(text[: found.start()])
        told = _clause(tree, text, opening) if cited and not DISPLAYS.match(text, opening.start) else ""
        said = f"{_kind(text, found.start(), term[-1])} {found['link']}{told}" if told else ""
    else:
        announced = OPENER.match(text, opening.start)
        start = announced.end() if announced else opening.start
        if announced and announced["told"] == "meaning" and (row := ROW_MEANT.match(text, start)):
            return _of_quoted(found, term, row.group())
        if announced and announced["told"] == "meaning" and (they := THAT_THEY.match(text, start)):
            told = they.group() if term[-1].tag == "NNS" else ""
            return _of_quoted(found, term, told) if told else None
        said = _said(text, start, closing="", shaped=not (announced and announced["meant"]), told=bool(announced))
        opening = next((token for token in tree.tokens if token.start >= start), opening)
        meant = bool(announced and announced["meant"])
        said = said if said and (meant or _fits(tree, term, opening, said, apart=False)) else ""
    return _of_quoted(found, term, said) if said else None


def _of_quoted(found: re.Match[str], term: list[Token], said: str) -> Gloss:
    return Gloss(
        term=found["term"],
        text=said,
        plural=term[-1].tag == "NNS",
        start=found.start("term"),
        end=found.end("term"),
        person=False,
        past=False,
    )


def _is_nominal(term: list[Token]) -> bool:
    """True for a noun with what stands before it, and not for a phrase that somebody said."""
    plain = all(token.tag in IN_TERM for token in term)
    return plain and term[-1].tag in {"NN", "NNS"} and term[-1].text.lower() not in NO_TERMS


def _clause(tree: Tree, text: str, first: Token) -> str:
    """What a relative clause tells, if it holds at all times: no past, nobody's name."""
    end = min([m.start() for m in ENDS.finditer(text, first.start)] or [len(text)])
    told = SECOND_QUOTED.split(text[first.start : end])[0].rstrip()
    inner = [token for token in tree.tokens if first.start <= token.start < first.start + len(told)]
    timeless = not any(token.tag in {"VBD", "NNP"} for token in inner)
    return told if timeless and len(inner) >= SHORTEST - 1 else ""


def _kind(text: str, start: int, head: Token) -> str:
    """What the term that begins at `start` is a sort of: `a shift` of `an agentic shift`."""
    noun = text[head.start : head.end]
    if head.tag == "NNS" or not re.search(r"\b(?:an?|the|their|his|her) [‘'“\"]?$", text[:start], re.IGNORECASE):
        return noun
    return f"an {noun}" if noun[0] in "aeio" else f"a {noun}"


def _gloss(tree: Tree, text: str, mark: Token, spelling: Spelling) -> Gloss | None:
    opening = _opening(tree, text, mark)
    term = _term(tree, mark.index, text, joined=bool(opening and opening.text in {"a", "an"}))
    announced = OPENER.match(text, tree.tokens[mark.index + 1].start)
    meant, told = bool(announced and announced["meant"]), bool(announced and announced["told"])
    if term and opening and told:
        term = _widened(tree, text, term, opening)
    head = _head(term)
    closing = CLOSING.get(mark.text, "")
    said = _said(text, opening.start, closing=closing, shaped=not meant, told=told) if head and opening else ""
    dashes = closing not in {"", ")"}
    if opening and dashes and opening.tag != "DT":
        return None  # between dashes may stand a statement of its own
    if not opening or not said or not (meant or _fits(tree, head, opening, said, apart=dashes or told)):
        return None
    exemplified = IN_EXAMPLES.search(text[: term[0].start]) and not (dashes or meant or told or CLAUSE.search(said))
    if exemplified or (_is_statement(tree, opening, said) and not OF_SEVERAL.match(said + ".")):
        return None  # in `the skills, habits and tastes that …` the last may look like a verb
    if opening.tag == "NNS" and not told and ROW_ON.match(text, opening.start + len(said)):
        return None
    first, last = term[0], term[-1]
    if any(before.tag in NOUNS and token.tag == "VBN" for before, token in pairwise(term)):
        return None  # `The state feared capital flight`: a verb that the tagger takes for an adjective
    words = text[first.start : last.end]
    capital = first.tag in {"NNP", "NNPS"} and first.text.lower() not in spelling.small
    return Gloss(
        term=words if first.index or capital or words[1:2].isupper() else words[0].lower() + words[1:],
        text=said,
        plural=head[-1].tag in {"NNS", "NNPS"},
        start=first.start,
        end=last.end,
        person=bool(PERSON.match(said)),
        past=any(token.tag == "VBD" for token in tree.tokens),
    )


def _happening(tree: Tree, text: str, mark: Token, spelling: Spelling) -> Gloss | None:
    """A term with what happens in it, told of its head noun: `a shift in which people cease …`.

    At the head of a sentence one word is enough before `whereby`: `Liquefaction, whereby wet soil …`.
    """
    found = HAPPENS.match(text, mark.end + 1)
    term = _term(tree, mark.index, text) if found else []
    if not found or not term or GOES_ON.match(text, found.end()):
        return None
    whereby = found["where"] == "whereby" and term[0].index <= 1
    if len(term) < NEAR and not whereby:
        return None
    arranged = _is_arranged(text, term)
    if not (arranged or whereby or INTRODUCED.search(text[: term[0].start])):
        return None
    words = in_mid_sentence(text[term[0].start : term[-1].end], term[0], tree, spelling)
    inner = [token for token in tree.tokens if found.start() <= token.start < found.end()]
    told = any(token.tag in {"VBD", "NNP"} for token in inner) or any(
        token.tag == "NNP" and text[token.start : token.end] in words for token in term
    )
    if told and not arranged:
        return None  # what happened once, or to somebody, is no meaning
    who = _actors(tree, text, term[-1], spelling) if found["they"] else ""
    if found["they"] and not who:
        return None
    kind = f"{_kind(text, term[0].start, term[-1])} {found['where']} " if len(term) > 1 else ""
    return Gloss(
        term=words,
        text=f"{kind}{who}{found['what']}".strip(),
        plural=term[-1].tag == "NNS",
        start=term[0].start,
        end=term[-1].end,
        person=False,
        past=arranged and any(token.tag == "VBD" for token in tree.tokens),
    )


def _is_arranged(text: str, term: list[Token]) -> bool:
    """True for `the open-field system`: a known arrangement, with a noun or name before its head."""
    known = len(term) > 1 and term[-2].tag in {"NN", "NNP", "FW", "HYPH"} and OWNED.search(text[: term[0].start])
    return bool(known) and term[-1].text.lower() in ARRANGED


def _actors(tree: Tree, text: str, noun: Token, spelling: Spelling) -> str:
    """Who `they` are: the plural subject of the verb that has the term for its object."""
    verb = tree.tokens[noun.head]
    subject = tree.child(verb, "nsubj", "nsubjpass")
    if subject is None or subject.tag != "NNS":
        return ""
    words = tree.subtree(subject)
    return in_mid_sentence(text[words[0].start : words[-1].end], words[0], tree, spelling) + " "


def _widened(tree: Tree, text: str, term: list[Token], opening: Token) -> list[Token]:
    """`barriers to entry` of `entry`, where what follows `that is` is of the number of the whole."""
    noun, joint = term[-1], tree.tokens[term[-1].head]
    outer = tree.tokens[joint.head]
    behind = next((token for token in tree.tokens[opening.index :] if token.tag in NOUNS), opening)
    if noun.dep != "pobj" or outer.index != joint.index - 1 or outer.tag not in {"NN", "NNS"}:
        return term
    if (outer.tag == "NNS") is not (behind.tag == "NNS") or (noun.tag == "NNS") is (behind.tag == "NNS"):
        return term
    return [*_term(tree, joint.index, text), *tree.tokens[joint.index : noun.index + 1]]


def _is_statement(tree: Tree, opening: Token, said: str) -> bool:
    """True for `a delegate in his speech says it`: it has a verb of its own."""
    for token in tree.tokens[opening.index :]:
        if token.tag in {"WDT", "WP", "WP$", "WRB"} or token.text == "that" or token.start >= opening.start + len(said):
            return False
        if token.tag == "VBZ" and token.dep in {"ROOT", "ccomp", "conj", "aux", "auxpass"}:
            return True
    return False


def _head(term: list[Token]) -> list[Token]:
    """The term without what stands behind its preposition: `barriers` of `barriers to entry`."""
    inner = next((place for place, token in enumerate(term) if token.tag in {"IN", "TO"}), len(term))
    return term[:inner]


def _opening(tree: Tree, text: str, mark: Token) -> Token | None:
    """The first word of what may be a gloss, behind `or` and `that is`."""
    start = tree.tokens[mark.index + 1].start
    announced = OPENER.match(text, start)
    return next((token for token in tree.tokens if token.start >= (announced.end() if announced else start)), None)


def _fits(tree: Tree, term: list[Token], opening: Token, said: str, *, apart: bool) -> bool:
    """True where term and gloss are of one number, and the gloss is no clause and no second name.

    `apart` is one that can be no subject, behind a dash or `that is`.
    """
    behind = tree.tokens[opening.index : opening.index + 4]
    one = said.startswith(ONE_THAT)
    noun = opening if one else next((token for token in behind if token.tag in NOUNS), None)
    # `In a competitive market, a wage floor is set`: what follows the comma is the subject of the sentence.
    subjects = {"nsubj", "nsubjpass"}
    whole = tree.tokens[noun.head] if noun else None
    acts = noun and whole and (noun.dep in subjects or (whole.dep in subjects and whole.index >= opening.index))
    if noun is None or (acts and not apart):
        return False
    if (_is_row(tree, noun) and "who" not in said) or PAIR.fullmatch(said):
        return False
    # `Plague, a reckless campaign, quarrels and debt explain it`: what follows is no verb.
    after = [token for token in tree.tokens if token.start > opening.start + len(said)]
    row = any(token.tag == "VBD" or token.text == "," for token in after[1:])
    verb = next((token.text for token in after[:1]), "was")
    if term[0].index <= 1 and verb[:1].isalpha() and not (VERB if row else ANY_VERB).fullmatch(verb):
        return False
    if SECOND_NAME.match(said) and not CLAUSE.search(said):
        return False
    return _agrees(term, opening, noun, said, apart=apart)


def _agrees(term: list[Token], opening: Token, noun: Token, said: str, *, apart: bool) -> bool:
    """True where one thing explains one, and several explain several; `noun` is the first of the gloss."""
    named = any(token.tag == "NNP" for token in term)
    if opening.tag == "NN" and term[-1].tag == "NN" and noun is opening:
        return (apart and bool(PLURAL.match(said))) or bool(re.match(r"\w+ (?:which|that|done|made) ", said))
    if opening.tag != "DT" and not said.startswith(ONE_THAT):
        return noun.tag == "NNS" and term[-1].tag == "NNS" and noun.index - opening.index <= 1
    if term[-1].tag == "NNS" and noun.tag == "NNS":
        return apart or bool(THE_ONES.match(said))
    return named or not (term[-1].tag == "NNS" or re.match(r"the (?:\w+ )?[A-Z]", said))


def _is_noun(tree: Tree, token: Token) -> bool:
    """True even of a rare word behind a preposition that is tagged as an adverb: `in polyandry, the custom …`."""
    rare = token.tag in {"RB", "JJ"} and token.text.endswith("y") and token.index > 0
    return token.tag in NOUNS or (rare and tree.tokens[token.index - 1].tag == "IN")


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


def _said(text: str, start: int, *, closing: str, shaped: bool, told: bool) -> str:
    """What the gloss says, or nothing where it is not whole or, if it must be, not built like one.

    Where it is `told` to be one, it may end with a note that has no full stop.
    """
    whole = (
        None if closing else next(filter(None, (form.match(text, start) for form in (INTERRUPTED, OF_SEVERAL))), None)
    )
    if whole:
        return whole.group().rstrip()
    last = len(text) if told else -1
    end = text.find(closing, start) if closing else min([m.start() for m in ENDS.finditer(text, start)] or [last])
    if end < 0 or (GOES_ON.match(text, end) and not closing):
        return ""
    said = text[start:end].rstrip()
    built = not shaped or any(form.match(said) for form in (INDEFINITE, DEFINITE, PLURAL))
    if not built or len(said.split()) < SHORTEST or "," in said:
        return ""
    holder = None if closing else HOLDER.match(text, end)
    return f"{said}{holder.group()}" if holder and ENDS_IN_OFFICE.search(said) else said


def _term(tree: Tree, end: int, text: str, *, joined: bool = False) -> list[Token]:
    """The noun phrase before the mark, without an article; empty where it is one of a row or no noun at all.

    With `joined` it may be the last of two, since one thing is said of it: `the Rolls and the Register, a list of …`.
    """
    start = end
    while start > 0 and tree.tokens[start - 1].tag in IN_TERM and end - start < LONGEST_TERM:
        if start < end and not start <= tree.tokens[start - 1].head < end:
            break
        start -= 1
    while 0 < start < end and tree.tokens[start - 1].end == tree.tokens[start].start:
        start -= 1  # `two-nation theory`
    while start < end - 1 and tree.tokens[start].text in BEFORE_TERM:
        start += 1
    plurals = [place for place in range(start, end - 1) if tree.tokens[place].tag == "NNS"]
    term = list(tree.tokens[max([start, *(place + 1 for place in plurals)]) : end])  # `called the loss of norms anomie`
    if not term or not _is_noun(tree, term[-1]) or term[-1].text.lower() in NO_TERMS or term[0].text in NOT_NAMES:
        return []
    before = text[: term[0].start].rstrip()
    article = re.search(r"(?:^|\s)(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)$", before)
    if _is_inside(tree, term):
        return []
    listed = LIST_BEFORE.search(before[: article.start()] if article else before)
    last_of_two = joined and listed and listed.group() == " and" and term[-1].tag in {"NN", "NNP"}
    return [] if listed and not last_of_two else term
