"""What of a clause can be left out of a question without changing what it says."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import replace

from essay2anki.lexicon import PERMANENT_CAUSES
from essay2anki.model import Clause, Constituent, MentionKind, Sentence
from essay2anki.words import word_set

REASON = re.compile(r",? (?:(?:mainly|largely|partly) )?(?:due to|because of|owing to|as a result of) ")
ADDITION = re.compile(
    r"(?:, (?:(?:(?:in|of|for|by|to|from|with|on|under) )?(?:which|whom)|who|whose|where"
    r"|although|though|while|whereas|but|and (?:he|she|it|they)|as)\b"
    r"|, (?:\w+ly |further |thus |thereby )?[a-z]+ing\b(?!,)| ?; | – ).*"
)
"""Where a second statement begins behind the one that answers."""

NO_SUBJECTS = word_set("""
    he she it they we i you this that these those there who which what some others many most both one all
    another each few much several none neither either no nobody nothing his her its their such our my
    himself herself itself themselves whilst
""")
"""First words of subjects that stand for something else, or for nobody."""
SAME_FORMS = word_set("""
    bought brought built caught cut fought found held kept led left lost made meant met paid put said sat sent set sold
    spent stood struck taught thought told understood won
""")
"""Participles that are the past tense too."""
PASTS = {
    "become": "became",
    "begun": "began",
    "broken": "broke",
    "chosen": "chose",
    "come": "came",
    "drawn": "drew",
    "driven": "drove",
    "fallen": "fell",
    "given": "gave",
    "gone": "went",
    "grown": "grew",
    "overthrown": "overthrew",
    "risen": "rose",
    "seen": "saw",
    "shown": "showed",
    "spoken": "spoke",
    "taken": "took",
    "withdrawn": "withdrew",
    "written": "wrote",
}
"""Participle → past tense, where the two differ."""
PRONOUN_PART = re.compile(r"(?:[\w’'-]+ ){0,5}(?:him|her|it|them)")
CONDITIONS = frozenset({"if", "unless", "when", "where", "once", "until", "whenever", "provided", "after", "before"})
"""What opens a condition: without it a clause says more than the source."""
PLACED = re.compile(r"(?:in|during|after|before|at|under|within|among|for|by|until|according) ", re.IGNORECASE)
LEANING = re.compile(r"\b(?:this|that|these|those|such|his|her|its|their)\b", re.IGNORECASE)
CLIPPED = re.compile(
    r"(?: \([^()]*\))?(?:,? (?:and|or|as well as|nor) (?!it |they |he |she |there |which |who )"
    r"|, (?!and |which|who|whose|but|although|though|while|whereas|so|yet|because|since|when))"
)
"""What goes on a list, or adds to what was said."""
MORE_THAT = re.compile(r",? (?:and )?that (?!is,)(?:[a-z]+s|is|was|were|had|has)\b")
"""`something that corrupts men, that needs words, and that lasts`: one of the three is not what it is."""
JOINT = re.compile(r",? and (?:[a-z]+ly |then |so |also |often |even |still )?")
_ANEW = "it|they|he|she|this|that|there|the|are|is|was|were|has|have|had|can|could|will|may|also|in|when"
SECOND = re.compile(rf";|:|,? and(?=,)|, (?:and(?= (?:{_ANEW})\b)|which|for(?= (?:it|they|he|she|the)\b))")
"""Where a second statement begins; without its comma, `and the` may join two nouns."""
TURNING = re.compile(r"\b(?:but|yet|however|although|though|unless|if|only)\b")
"""What may not be cut off."""
PASSING = word_set("with long shortly just despite well")
"""What a comma sets apart with these only adds to what is told."""
OPENED = re.compile(r"(?:\w+, )?(?:while|when|although|though|if|because|as|since|after|before)\b", re.IGNORECASE)
"""How a sentence begins whose comma parts a clause from the main one."""
STATES = word_set("be live have remain stay exist know believe want need seem belong depend consist contain")
"""Verbs of what lasts: it has no date of its own."""
UNREAL = word_set("would should could might ought")


def shortened(words: str, longest: int, least: int = 8) -> str:
    """A statement of more than `longest` words without what it adds at its end, where that takes nothing back."""
    if len(words.split()) <= longest:
        return words
    ends = [joint.start() for joint in SECOND.finditer(words) if not TURNING.search(words, joint.end())]
    fitting = [end for end in ends if least <= len(words[:end].split()) <= longest]
    return words[: fitting[-1]] if fitting else words


def trailing(clause: Clause) -> list[Constituent]:
    """Parts that say a second thing: participles behind a comma, and clauses of reason or concession."""
    return [part for part in clause.parts if part.role in {"tail", "clause"}]


def aside(clause: Clause) -> list[Constituent]:
    """Parts that only comment on the clause: what trails, and adverbs in front.

    An adverb between subject and verb stays: `Britain no longer ruled` would say the opposite without it.
    """
    return trailing(clause) + [
        part for part in clause.parts if part.role == "adverb" and part.start < clause.subject.start
    ]


def by_the_way(clause: Clause) -> list[Constituent]:
    """What a comma sets apart behind the verb: `…, with the motto “Deeds, not words”`."""
    return [
        part
        for part in clause.parts
        if part.gap.startswith(",") and part.start > clause.verb_end and part.text.split()[0] in PASSING
    ]


def is_nominal(clause: Clause) -> bool:
    """True when something can be asked of the clause.

    Its subject is a noun phrase that can stand in a question by itself, and it tells what was or is, not what would
    have been.
    """
    first = clause.core.lower().split()[0]
    return first not in NO_SUBJECTS and not _is_hypothetical(clause)


def _is_hypothetical(clause: Clause) -> bool:
    supposed = any(part.marker in {"if", "unless"} for part in clause.parts)
    return clause.operator in UNREAL and (supposed or clause.bare.startswith("have "))


def is_state(clause: Clause) -> bool:
    """True for what lasted: `the membership was still male in 2024`, `they lived as hunters in 1850`."""
    return clause.lemma in STATES and not clause.passive


def is_going_on(clause: Clause) -> bool:
    """True for `was seeking re-election`: what went on has no date of its own."""
    return clause.operator in {"was", "were"} and not clause.passive and clause.lemma != "be"


def leans_back(sentence: Sentence) -> bool:
    """True where the first clause has `him` or `it` for an object: whoever that is, the sentence before tells.

    It cannot be the subject of its own clause: `Frederick protected him`.
    """
    first = min(sentence.clauses, key=lambda clause: clause.subject.start, default=None)
    if first is None or first.kind not in {"main", "relative", "participle"}:
        return False
    main = next((clause for clause in sentence.clauses if clause.kind == "main"), first)
    leaning = (part.text for part in main.parts if part.text.endswith(("him", "her", "it", "them")))
    return any(PRONOUN_PART.fullmatch(text) for text in leaning)


def is_negated(clause: Clause) -> bool:
    """True for `did not join` and `was never signed`."""
    return bool({"not", "never"} & {*clause.finite.split()})


def without_reason(phrase: str) -> str:
    """A noun phrase up to the reason it names: `the exclusion of Russia due to …` → `the exclusion of Russia`."""
    return REASON.split(phrase)[0]


def first_statement(value: str, after: int = 0) -> str:
    """A value up to the point where the sentence goes on to something else; cut at a clause boundary only.

    Nothing before `after`, where the verb of the value ends, is taken for such a point: what a comma sets apart in
    `Parliament, which was controlled by the army, feared a plot` belongs to the subject.
    """
    addition = ADDITION.search(value, max(after, 0))
    return value[: addition.start()] if addition else value


def in_simple_past(clause: Clause) -> Clause:
    """`had bought` as `did buy` and `bought`: before what, the question no longer tells."""
    if clause.operator != "had" or not clause.bare or clause.lemma in {"be", "have"}:
        return clause
    *others, verb = clause.bare.split()
    past = PASTS.get(verb, verb)
    if clause.passive:
        kept = [word for word in others if word != "been"]
        was = "were" if clause.plural else "was"
        return replace(clause, operator=was, bare=" ".join([*kept, verb]), finite=" ".join([was, *kept, verb]))
    if not verb.endswith("ed") and verb not in SAME_FORMS and verb not in PASTS:
        return clause  # its past tense is another word than its participle
    return replace(clause, operator="did", bare=" ".join([*others, clause.lemma]), finite=" ".join([*others, past]))


def acts(sentence: Sentence, subject: str, kinds: AbstractSet[MentionKind]) -> bool:
    """True when the subject is one who acts: `Nixon and his adviser`, `the minister Pitt`, not `Nixon's choice`."""
    words = subject.removeprefix("the ")
    return any(
        mention.kind in kinds and re.match(rf"(?:[a-z-]+ )?{re.escape(mention.text)}(?:$|,| and | or | \(| of )", words)
        for mention in sentence.mentions
    )


def has_two_reasons(clause: Clause) -> bool:
    """True for `causes a surplus, because wages rise, and a loss of jobs, because labour is dear`."""
    return sum(part.marker == "because" for part in clause.parts) > 1


def is_conditional(clause: Clause) -> bool:
    """True where the clause holds only `in such a market`, or in a place that a question would not show."""
    placed = [part.text for part in clause.parts if is_fronted(clause, part) and not PERMANENT_CAUSES.match(part.text)]
    return any(not PLACED.match(text) or LEANING.search(text) for text in placed)


def is_fronted(clause: Clause, part: Constituent) -> bool:
    """True for `At Plombières, …` before the subject: moved behind the verb it would seem to belong there."""
    return part.start < clause.subject.start and part.role == "prep"


def is_clipped(sentence: Sentence, end: int) -> bool:
    """True where an answer that ends at `end` goes on in the source: `it gave meat`, but also hides and bones.

    A second verb tells a second thing, of the same subject (`gave loans and spread out the payment`) or of its own.
    """
    joint = JOINT.match(sentence.text, end)
    if MORE_THAT.match(sentence.text, end):
        return True
    second = joint and any(
        joint.end() in {clause.verb_start, clause.start, clause.subject.start}
        or sentence.text.startswith(f"{clause.finite} ", joint.end())
        for clause in sentence.clauses
    )
    spliced = not OPENED.match(sentence.text) and any(clause.start == end + len(", ") for clause in sentence.clauses)
    explained = any(gloss.end == end for gloss in sentence.glosses)
    return bool(CLIPPED.match(sentence.text, end)) and not second and not spliced and not explained
