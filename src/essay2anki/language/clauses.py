"""Clauses: who does what, with the adjuncts apart, so that a question can be asked for any part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from essay2anki.language.additions import added_to, behind_comma, beside, comments, is_addition, sums_up
from essay2anki.language.capitals import Spelling, in_mid_sentence
from essay2anki.language.roles import role_of
from essay2anki.language.tokens import SUBJECTS, Token, Tree
from essay2anki.lexicon import BESTOWING, CONNECTIVE_ADVERBS, GIVING, PARTICIPLES, QUOTATION, REPORTING_VERBS, UNTAKEN
from essay2anki.model import Clause, Constituent

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERBAL = FINITE | {"VBN", "VB", "VBG"}
PRESUPPOSING = frozenset(
    {"because", "as", "since", "although", "though", "while", "whereas", "when", "after", "before"}
)
"""Conjunctions whose clause is told as true; `if` and `unless` are not among them."""
LIMITING = frozenset(
    {
        "accord",
        "assume",
        "base",
        "compare",
        "consider",
        "depend",
        "give",
        "judge",
        "limit",
        "provide",
        "suppose",
        "take",
    }
)
"""Verbs of a participle that tells under what condition or measure a statement holds."""
LOCATING = re.compile(r"(?:in|on|at|by|for|under|during|from|after|before)\b")
"""What opens an aside that may be left out, if it names a place, work or time."""
EXAMPLES = re.compile(r"(?:such as|including|especially|notably|above all|in particular)\b")
"""What opens an aside that names some of those that the subject means: `Subsidies, such as grants, raise …`."""
BY_THE_WAY = re.compile(
    r"however|therefore|moreover|nevertheless|too|of course|in fact|in turn|for (?:example|instance)|on the other hand"
    r"|(?:by|in) contrast|for (?:its|their|his|her) part"
)
"""Asides that only tie the sentence to the one before."""
EXPLAINING = re.compile(r"(?:that is|namely|i\.e\.|in other words)\b")
"""What opens an explanation of the object before it, which is no second object."""
OPENING_QUOTE = re.compile(r"(?<![\w’'])[‘“'\"](?=\w)[^’”'\"]*$|(?<![\w’'])[‘“'\"](?=\w)")
TRAILING = frozenset(",.;:-–—")
"""Marks that end a constituent without belonging to it."""
BESIDE = frozenset({"punct", "cc", "mark", "conj", "intj", "preconj", "aux", "auxpass"})
"""Dependants of a verb that are no part of its clause: joints, and clauses of their own."""


def find_clauses(tree: Tree, text: str, spelling: Spelling) -> tuple[Clause, ...]:
    """The finite clauses of a sentence that have a subject of their own or share one.

    `text` is the text the tokens' offsets refer to; `spelling` tells how the essay writes its words.
    Clauses that the parser's tree does not lay out in one piece are left out: a question from them would be garbled.
    """
    reader = _Reader(tree, text, spelling)
    found = (reader.clause(verb) for verb in tree.tokens if verb.tag in VERBAL)
    return tuple(clause for clause in found if clause)


def has_finite_verb(tree: Tree) -> bool:
    """False for a note in telegraphic style: no verb heads the sentence, or one that can only be a participle."""
    roots = [token for token in tree.tokens if token.dep == "ROOT"]
    return any(
        root.tag in {"VBD", "VBZ", "VBP", "MD"} or tree.child(root, "aux", "auxpass") is not None
        for root in roots
        if root.tag in VERBAL
    )


class _Reader:
    """Reads the clauses out of one sentence."""

    def __init__(self, tree: Tree, text: str, spelling: Spelling) -> None:
        self.tree = tree
        self.text = text
        self.spelling = spelling

    def clause(self, verb: Token) -> Clause | None:
        """The clause that `verb` heads, or none if nothing can be asked of it."""
        kind, marker = self._kind(verb)
        subject = self._subject(verb) if kind else None
        if subject is None:
            return None
        auxiliaries = self._auxiliaries(verb)
        if not (kind == "participle" or self._is_finite(verb, auxiliaries)):
            return None
        aside = self._aside(subject, verb, auxiliaries)
        group = self._group(verb, auxiliaries)
        parts = tuple(self._parts(verb, subject, group, aside))
        doing = subject.lemma if subject.doing else ""
        if self._is_glued(verb):
            return None
        named = self._constituent("subject", self._subject_tokens(subject, verb, kind), doing)
        if named is None or None in parts:
            return None
        core = self._core(subject, named, aside)
        if (not aside and self._severed(named, core, verb)) or self._disagrees(subject, verb, auxiliaries):
            return None
        # An addition belongs to its own noun: `the Society, founded in 1857, and strong men`.
        several = subject.tag in {"NNS", "NNPS"} if verb.dep == "acl" else self._is_plural(subject)
        operator = "were" if several else "was"
        return Clause(
            kind=kind,
            marker=marker,
            subject=named,
            core=core,
            plural=self._is_plural(subject),
            operator=operator if kind == "participle" else self._operator(verb, subject, auxiliaries),
            finite=" ".join(_plain(token) for token in group),
            bare=verb.text if kind == "participle" else _bare(verb, group, auxiliaries),
            lemma=verb.lemma,
            passive=verb.tag == "VBN" and (kind == "participle" or any(token.lemma == "be" for token in auxiliaries)),
            parts=tuple(part for part in parts if part),
            verb_start=verb.start,
            verb_end=verb.end,
            start=min([named.start, verb.start, *(part.start for part in parts if part)]),
            end=max([named.end, verb.end, *(part.end for part in parts if part)]),
        )

    def _is_glued(self, verb: Token) -> bool:
        """True for `The jets bombed the palace, and the president, …, shot himself`, where he is no object.

        A second verb behind a bare comma is not the first subject's.
        """
        objects = [self.tree.subtree(token) for token in self.tree.children(verb) if token.dep == "dobj"]
        ends = {each[-1].index for each in objects if any(joint.text in {"and", "&"} for joint in each)}
        return any(
            token.dep == "conj"
            and token.tag in FINITE
            and self._bare_comma(token)
            and {token.index - 1, token.index - 2} & ends
            for token in self.tree.children(verb)
        )

    def _bare_comma(self, verb: Token) -> bool:
        before = self.tree.before(verb)
        joints = (each.text for each in self.tree.children(verb) if each.dep == "cc")
        return before is not None and before.text == "," and not any(joints)

    def _aside(self, subject: Token, verb: Token, auxiliaries: list[Token]) -> tuple[Token, ...]:
        """What stands between two commas behind the subject and says only where, when or by the way.

        `C. L. R. James, in The Black Jacobins (1938), saw …`; but `No country, except Britain, joined` says less.
        """
        first = min([verb, *auxiliaries], key=lambda token: token.index)
        between = [token for token in self.tree.tokens if subject.index < token.index < first.index]
        comma = next((place for place, token in enumerate(between) if token.text == ","), None)
        inner = between[comma + 1 : -1] if comma is not None and between[-1].text == "," else []
        if not inner or verb.dep in {"relcl", "acl"}:
            return ()
        words = self.text[inner[0].start : inner[-1].end]
        told = LOCATING.match(words) and re.search(r"[A-Z\d]", words)
        told = told or EXAMPLES.match(words)
        return tuple(inner) if told or BY_THE_WAY.fullmatch(words) else ()

    def _subject_tokens(self, subject: Token, verb: Token, kind: str) -> Sequence[Token]:
        """The subject; of a noun that has an addition, what stands before the addition's comma."""
        tokens = self.tree.subtree(subject)
        if kind not in {"relative", "participle"} and verb.dep != "acl":
            return tokens
        added = {token.index for token in self.tree.subtree(verb)} if verb.dep in {"relcl", "acl"} else set()
        opening = min(added, default=verb.index)
        kept = [token for token in tokens if token.index < opening]
        return kept[:-1] if kept and kept[-1].text == "," else kept

    def _group(self, verb: Token, auxiliaries: list[Token]) -> list[Token]:
        """The verb group in the order of the text: auxiliaries, negation, adverbs between them, the verb."""
        inner = [token for token in self.tree.children(verb) if self._is_inner(token, verb)]
        shared = [] if auxiliaries and auxiliaries[0].head != verb.index else auxiliaries
        own = sorted([*shared, *inner, verb], key=lambda token: token.index)
        return own if shared or not auxiliaries else [*auxiliaries, *own]

    def _is_inner(self, token: Token, verb: Token) -> bool:
        if token.dep == "neg" or (token.dep == "dep" and token.text in {"both", "all"}):
            return True
        if token.text.lower() in CONNECTIVE_ADVERBS:
            return False
        lone = token.dep == "advmod" and not self.tree.children(token)
        subject = self._subject(verb) if lone else None
        return subject is not None and subject.index < token.index < verb.index

    def _operator(self, verb: Token, subject: Token, auxiliaries: list[Token]) -> str:
        if auxiliaries:
            return auxiliaries[0].text.lower()
        if verb.lemma == "be":
            return verb.text.lower()
        single = not self._is_plural(subject) and not subject.text.endswith("s")
        if verb.tag == "VBP" and single and subject.tag != "PRP":
            return "did"  # `involvement cost`, `the Act put`: a past tense that looks like a present
        return {"VBZ": "does", "VBP": "do"}.get(verb.tag, "did")

    def _kind(self, verb: Token) -> tuple[str, str]:
        if verb.dep == "conj":
            kind, outer = self._kind(self.tree.tokens[verb.head])
            if kind == "reported" and self._speaks_next(verb):
                return "coordinate", ""
            return ("coordinate" if kind in {"main", "coordinate"} else kind), outer
        mark = self.tree.child(verb, "mark")
        marker = mark.text.lower() if mark else ""
        marker = "" if marker == "so" and verb.dep == "ROOT" else marker  # it joins a first statement to this one
        kinds = {
            "main": (verb.dep == "ROOT" and not marker) or self._stands_beside(verb) or self._acts(verb),
            "adverbial": verb.dep == "advcl" and marker in PRESUPPOSING,
            "reported": verb.dep == "ccomp" and (marker == "that" or (not marker and self._is_held(verb))),
            "relative": (verb.dep == "relcl" and is_addition(self.tree, verb)) or sums_up(self.tree, verb),
            "participle": self._is_headline(verb)
            or (verb.dep == "acl" and is_addition(self.tree, verb) and not self._acts(verb)),
        }
        # A note that leaves its auxiliary out heads its sentence like a main clause.
        kind = "participle" if kinds["participle"] else next((kind for kind, fits in kinds.items() if fits), "")
        return kind, marker if kind in {"adverbial", "reported"} else ""

    def _is_held(self, verb: Token) -> bool:
        """True for what somebody holds without `that`: `Held believes globalisation weakens the state`."""
        head, first = self.tree.tokens[verb.head], self.tree.subtree(verb)[0]
        behind = head.index < verb.index and self.tree.before(first) is head
        return (
            behind
            and head.lemma in REPORTING_VERBS
            and head.tag != "VBG"
            and not first.tag.startswith("W")
            and self.tree.child(verb, *SUBJECTS) is not None
        )

    def _speaks_next(self, verb: Token) -> bool:
        """True where another begins to speak: `Held said that states are weak, and David Hirst argued that …`."""
        own = self.tree.child(verb, "nsubj")
        named = own is not None and (own.tag == "NNP" or _is_movement(own))
        anew = verb.dep == "conj" and self.tree.child(verb, "mark") is None and behind_comma(self.tree, verb)
        return named and anew and verb.lemma in REPORTING_VERBS

    def _stands_beside(self, verb: Token) -> bool:
        """True for the first of two statements, which the parser hangs on the other: `Rents doubled, so farmers left`.

        What somebody says hangs in the same way: `It is late, he said`.
        """
        head = self.tree.tokens[verb.head]
        apart = verb.dep == "ccomp" or (verb.dep == "advcl" and self._is_finite(verb, self._auxiliaries(verb)))
        opening = self.tree.subtree(verb)[0].tag  # `When it rained, …`, `Had it rained, …`
        apart = apart and verb.index < head.index and self.tree.child(verb, "mark") is None
        apart = apart and opening not in FINITE | {"WRB"}
        between = self.tree.tokens[verb.index + 1 : head.index] if apart else ()
        said = head.lemma in REPORTING_VERBS and not any(token.text in {":", ";"} for token in between)
        return apart and not said and self.tree.child(verb, *SUBJECTS, "expl") is not None

    def _is_headline(self, verb: Token) -> bool:
        """True for a note that leaves its auxiliary out: `Records destroyed by Liu Daxia in the 1470s`."""
        return self._heads_a_note(verb) and not self._doing(verb) and not self._acts(verb)

    def _heads_a_note(self, verb: Token) -> bool:
        """True for a participle without its auxiliary that is all the verb a sentence has."""
        if verb.tag != "VBN" or verb.dep not in {"ROOT", "acl"} or self.tree.child(verb, "aux", "auxpass"):
            return False
        head = self.tree.tokens[verb.head]
        return verb.dep == "ROOT" or (head.dep == "ROOT" and head.index < verb.index and head.tag[:2] == "NN")

    def _acts(self, verb: Token) -> bool:
        """True for `The arrest of the editor set off riots`: a participle has no object, so it is the past tense.

        It is that as well of a verb without passive.
        """
        if not self._heads_a_note(verb):
            return False
        taken = self.tree.child(verb, "dobj") is not None and verb.lemma not in BESTOWING
        other = any(each.tag in FINITE or (each.text == "," and each.index < verb.index) for each in self.tree.tokens)
        return (taken and not other) or verb.lemma in UNTAKEN

    def _subject(self, verb: Token) -> Token | None:
        if verb.dep == "acl" and self._heads_a_note(verb):
            return self.tree.tokens[verb.head]
        if verb.dep in {"relcl", "acl"}:
            noun = beside(self.tree, verb)
            return added_to(self.tree, noun) if noun else None
        own = self.tree.child(verb, *SUBJECTS) or self._doing(verb)
        if own is None and verb.dep == "conj" and self.tree.tokens[verb.head].tag in VERBAL:
            return self._subject(self.tree.tokens[verb.head])
        return own

    def _doing(self, verb: Token) -> Token | None:
        """The head of a subject that tells what is done, and not by whom."""
        doings = (token for token in self.tree.children(verb) if token.doing)
        return next((token for token in doings if self.tree.subtree(token)[0] is token), None)

    def _auxiliaries(self, verb: Token) -> list[Token]:
        own = [token for token in self.tree.children(verb) if token.dep in {"aux", "auxpass"} and token.tag != "TO"]
        head = self.tree.tokens[verb.head]
        if not own and verb.dep == "conj" and verb.tag in {"VBN", "VB", "VBG"} and head.tag == verb.tag:
            return self._auxiliaries(head)
        return own

    def _is_finite(self, verb: Token, auxiliaries: list[Token]) -> bool:
        # `Moving the study reduced obedience`: the tagger may call it a participle.
        finite = verb.tag in FINITE - {"MD"} or (self._doing(verb) and self.tree.child(verb, "dobj"))
        return bool(auxiliaries) or (bool(finite or self._acts(verb)) and verb.text.lower() not in PARTICIPLES)

    def _severed(self, subject: Constituent, core: str, verb: Token) -> bool:
        """True when a single comma parts subject and verb: `Trotsky, appointed Commissar, turned …` is not active."""
        opening = next((token for token in self.tree.tokens if token.start == subject.start), verb)
        before = self.tree.before(opening)
        # `The failure of talks after the elections alienated …`: what stands behind a preposition is no subject.
        behind = before is not None and before.tag == "IN" and before.dep == "prep"
        if subject.start > verb.start or (behind and verb.dep not in {"relcl", "acl"} and opening.entity != "DATE"):
            return True
        between = self.text[subject.end : verb.start]
        if re.search(r":$", subject.text) or re.match(r"\W*: ", between):
            return True  # `Old guard (Kamenev 1917): wanted peace`: a label, and what it says of whom is not told
        return "," in between and core == subject.text and verb.dep not in {"relcl", "acl"}

    def _disagrees(self, subject: Token, verb: Token, auxiliaries: list[Token]) -> bool:
        """True where subject and verb cannot belong together: the parser cut `A and B were arrested` in the middle."""
        first = auxiliaries[0] if auxiliaries else verb
        lone = subject.tag in {"NNP", "NN"} and self.tree.child(subject, "conj") is None
        if first.text.lower() in {"were", "are"}:
            people = subject.text.endswith("s") and self.tree.child(subject, "det") is not None  # `the Aztecs`
            return lone and subject.tag == "NNP" and not people
        return (
            first.text.lower() in {"was", "is", "has"}
            and subject.tag in {"NNS", "NNPS"}
            and not (subject.entity or not subject.known)
        )

    def _is_plural(self, subject: Token) -> bool:
        # `Neo-Marxists` is one name to the tagger
        return subject.tag in {"NNS", "NNPS"} or _is_movement(subject) or self.tree.child(subject, "conj") is not None

    def _parts(
        self, verb: Token, subject: Token, group: Sequence[Token], aside: Sequence[Token]
    ) -> Iterator[Constituent | None]:
        """The parts beside subject and verb; a `None` stands for one that is not in one piece."""
        for child in self.tree.children(verb):
            beside = child.dep in BESIDE or self._stands_beside(child) or comments(self.tree, child)
            if child is subject or child in group or child in aside or beside or child.tag in {"WP", "WDT"}:
                continue
            if child.text.lower() in CONNECTIVE_ADVERBS and child.dep == "advmod":
                continue
            if self._is_anothers(child, verb) or ":" in self.text[verb.end : self.tree.subtree(child)[0].start]:
                continue
            if child.dep == "prep" and BY_THE_WAY.fullmatch(" ".join(each.text for each in self.tree.subtree(child))):
                continue
            if child.dep == "dobj" and EXPLAINING.match(self.text, self.tree.subtree(child)[0].start):
                continue
            receiver = self._receiver(child, verb)
            if receiver:
                yield self._constituent("object", receiver)
            yield self._part(child, verb.start, without={token.index for token in receiver})

    def _receiver(self, child: Token, verb: Token) -> tuple[Token, ...]:
        """`poor women` of `gave poor women shelter`: who is given something, which the parser takes for its name.

        `gave the savings bank` has an article, and one thing that is given.
        """
        words = self.tree.subtree(child)
        given = child.dep == "dobj" and child.tag == "NN" and verb.lemma in GIVING and words[0].tag[:2] in {"NN", "JJ"}
        several = [token for token in words if token.dep == "compound" and token.tag == "NNS" and given]
        last = max((token.index for token in several if token.head == child.index), default=-1)
        return tuple(token for token in words if token.index <= last)

    def _is_anothers(self, child: Token, verb: Token) -> bool:
        """True for a participle behind a second statement: `Mills closed, and the port silted up, leaving …`."""
        tail = child.dep == "advcl" and child.tag == "VBG" and self.tree.child(child, "mark", "aux", *SUBJECTS) is None
        return tail and any(
            other.dep == "conj" and verb.index < other.index < child.index and self.tree.child(other, *SUBJECTS)
            for other in self.tree.children(verb)
        )

    def _part(self, child: Token, verb_start: int, without: AbstractSet[int]) -> Constituent | None:
        """The part that `child` heads, but for some of its words and what the next author says."""
        role, marker = role_of(child, self.tree)
        others = [other for other in self.tree.children(child) if self._speaks_next(other)]
        without = without | {token.index for other in others for token in self.tree.subtree(other)}
        tokens = [token for token in self.tree.subtree(child) if token.index not in without]
        while tokens and tokens[0].dep == "punct" and tokens[0].text in {",", "-", "–", "—", ";", ":"}:
            tokens.pop(0)
        part = self._constituent(role, tokens, marker)
        if part is None or role == "" or (part.start < verb_start and self._describes(child, tokens)):
            return None
        if part.start < verb_start and not (part.role in {"adverb", "prep", "clause"} or self._leads(part, tokens)):
            return None
        return part

    def _describes(self, child: Token, tokens: Sequence[Token]) -> bool:
        """True for `artificially low` in `the decision to keep rates artificially low led to …`: it is no adverb."""
        graded = len(tokens) > 1 and tokens[0].tag == "RB" and tokens[0].text.endswith("ly")
        return child.dep == "advmod" and child.index > 1 and graded and not child.text.endswith("ly")

    def _leads(self, part: Constituent, tokens: Sequence[Token]) -> bool:
        """True for what a comma sets apart at the head: `To deter Russia, …`, `Fearing revolution, …`.

        `Compared with France, …` limits what follows, which may not be told without it.
        """
        following = self.tree.tokens[tokens[-1].index + 1 : tokens[-1].index + 2]
        apart = tokens[0].index == 0 and any(token.text == "," for token in following)
        return apart and part.role in {"purpose", "tail"} and part.marker not in LIMITING

    def _core(self, subject: Token, named: Constituent, aside: Sequence[Token]) -> str:
        """The subject up to the comma behind which a non-restrictive addition begins.

        Of `a draper, John Frost,` it is the name: what a question would call `a draper` nobody knows.
        """
        if aside and named.start < aside[0].start < named.end:
            return named.text[: aside[0].start - named.start].rstrip(" ,")
        for token in self.tree.subtree(subject):
            if token.dep not in {"relcl", "acl", "appos"}:
                continue
            first = self.tree.subtree(token)[0]
            before = self.tree.before(first)
            if before and before.text == "," and before.start > named.start:
                unknown = token.dep == "appos" and token.tag == "NNP" and named.text.startswith(("a ", "an "))
                return self._name(token) if unknown else named.text[: before.start - named.start].rstrip(" ,")
        return named.text

    def _name(self, noun: Token) -> str:
        """A noun with what stands before it and its `of`, without what is added: `the Duke of Parma, who …`."""
        whole = self.tree.subtree(noun)
        added = {"relcl", "acl", "appos", "punct", "cc", "conj"}
        ends = (token.index for token in whole if token.index > noun.index and token.dep in added)
        end = min(ends, default=whole[-1].index + 1)
        return self.text[whole[0].start : self.tree.tokens[end - 1].end]

    def _constituent(self, role: str, tokens: Sequence[Token], marker: str = "") -> Constituent | None:
        """A constituent from tokens, or none where they do not stand side by side."""
        kept = list(tokens)
        while kept and (kept[-1].dep == "cc" or kept[-1].text in TRAILING):
            kept.pop()
        if not kept or kept[-1].index - kept[0].index != len(kept) - 1:
            return None
        start, end = self._with_marks(kept[0].start, self._quoted_end(kept))
        before = self.tree.before(kept[0])
        return Constituent(
            role=role,
            text=in_mid_sentence(self.text[start:end], kept[0], self.tree, self.spelling),
            start=start,
            end=end,
            marker=marker,
            gap=", " if before and before.text == "," else "-" if before and before.text == "-" else " ",
        )

    def _with_marks(self, start: int, end: int) -> tuple[int, int]:
        """The words with their marks, where they are all that somebody says: `cried ‘Long live the king!’`."""
        said = QUOTATION.match(self.text, max(start - 1, 0))
        whole = said is not None and re.fullmatch(r"[!?]+\W", self.text[end : said.end()])
        return said.span() if said and whole else (start, end)

    def _quoted_end(self, tokens: Sequence[Token]) -> int:
        """Where the words end, with the closing quotation mark if one of them opens a quotation."""
        last = tokens[-1]
        following = self.tree.tokens[last.index + 1] if last.index + 1 < len(self.tree.tokens) else None
        opened = OPENING_QUOTE.search(self.text, tokens[0].start, last.end)
        closes = following is not None and following.start == last.end and following.text in {"'", "’", '"', "”"}
        return following.end if following and closes and opened else last.end


def _bare(verb: Token, group: Sequence[Token], auxiliaries: list[Token]) -> str:
    """The verb group without what a question puts before the subject."""
    words = [token for token in group if token not in auxiliaries[:1]]
    base = "" if verb.lemma == "be" and not auxiliaries else verb.text if auxiliaries else verb.lemma
    return " ".join(filter(None, (base if token is verb else _plain(token) for token in words)))


def _is_movement(token: Token) -> bool:
    return token.text.endswith(("ists", "ians"))


def _plain(token: Token) -> str:
    return "not" if token.text.lower() == "n't" else token.text
