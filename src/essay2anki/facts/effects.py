"""What a clause says came of its subject, split into what is asked and what answers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from essay2anki.facts.trimming import first_statement, is_negated, trailing
from essay2anki.lexicon import BROAD, CAUSAL_VERBS, GIVING, OUTCOMES, PUSHING
from essay2anki.model import Clause
from essay2anki.words import word_set

PAIR = 2
"""Objects of a verb that gives something to somebody."""
PROVIDING = frozenset({"leave", "provide", "supply", "equip", "present"})
"""Verbs that give *with*: `provided the state with revenue`."""
BECAUSE = re.compile(r",? because\b.*")
ANOTHER = re.compile(r",? and [a-z]{3,}ing (?:the|an?|its|their|his|her|more|new|in|out|up|down|away)\b.*")
"""`preventing a recovery and stopping the slide`: a second effect, and no part of the first."""
JOINED = re.compile(
    r"(?P<who>(?:the (?:[a-z]+ )?)?[\w’'-]+) (?P<what>(?:more |greater |full |direct )?(?:access|control|power|command"
    r"|time|reason|confidence|hope|authority|legitimacy|influence|protection|security|freedom)\b.*)"
)
"""`the empire access to the sea`."""
PUSHED = re.compile(
    r"(?P<who>(?!(?:it|them|him|her|us|this|these)\b)[\w’'-]+(?:,? [\w’'-]+){0,6}?) to "
    r"(?P<do>(?!the\b|an?\b)[a-z]+(?: .+)?)"
)
"""`the government to print money`: who was made to do what."""
LETTING = frozenset({"allow", "permit", "cause"})
"""`What did this allow?` may be answered by who did what; `What did this help?` may not."""
SECOND_VERB = re.compile(r" and (?:also |often |thus )?(?:tends?|are|is|was|were|has|have|had|can|may|will) ")
"""`to win a seat and tend to produce two parties`: what the subject does besides."""


WHITHER = {
    **dict.fromkeys(("save", "free", "protect", "rescue", "release", "shield", "isolate", "bar"), "from"),
    **dict.fromkeys(("rob", "deprive", "strip", "rid", "relieve", "cure"), "of"),
    **dict.fromkeys(("expose", "divert", "condemn", "commit", "restrict", "limit", "confine", "tie", "link"), "to"),
    **dict.fromkeys(("turn", "transform", "split", "divide", "plunge", "draw", "drag", "convert", "force"), "into"),
}
"""Verbs whose object needs what stands behind it, with its preposition."""
KEEPING = word_set("ban bar prohibit stop prevent keep deter discourage exclude forbid")
FROM_DOING = re.compile(r"(?P<what>[\w’' -]+?) from (?P<do>[a-z]+ing .+)")
"""`women from working underground`, behind `banned`."""
PHRASAL = {
    "bring": ("about", "down"),
    "set": ("off",),
    "touch": ("off",),
    "drive": ("up", "down", "out"),
    "push": ("up", "down"),
    "force": ("up", "down"),
    "break": ("up",),
    "hold": ("back",),
    "speed": ("up",),
    "slow": ("down",),
    "sweep": ("away",),
    "wipe": ("out",),
    "stir": ("up",),
}
"""Verbs of two words that bring something about."""
MADE = re.compile(
    r"it (?P<how>(?:(?:much|far|even|more|less|very) )*(?:(?:im)?possible|easier|harder|easy|hard|difficult|necessary"
    r"|unnecessary|cheaper|safer|profitable)(?: for [\w’'-]+(?: [\w’'-]+){0,4}?)?) to (?P<do>.+)"
)
"""`made it harder for tenants to leave`."""
HARDER = re.compile(
    r"(?P<what>[\w’' -]+?) (?P<how>(?:(?:much|far|even|so|too|very) )*(?:(?:more|less) \w+|(?:hard|eas|cheap|strong"
    r"|weak|great|high|low|saf|rich|poor|dear|wid|small|larg)i?er|(?:im)?possible|(?:un)?likely|inevitable|certain"
    r"|unpopular|dependent|bankrupt|vulnerable|unworkable|untenable"
    r"|compulsory|voluntary|illegal|legal|lawful|unlawful|punishable|hereditary|free|universal|permanent"
    r"|an? (?:(?:capital|criminal) )?(?:offence|offense|crime|felony))(?: .+)?)"
)
"""`his promises harder to keep`, behind `made`."""
BROUGHT = word_set("""
    possible impossible likely unlikely inevitable certain compulsory voluntary illegal legal lawful unlawful universal
    permanent hereditary
""")
"""`What did the treaty make likely?` asks for the thing itself."""
ORDERED = re.compile(r"an? .*(?:offence|offense|crime|felony)|punishable (?:by|with) .+")
"""`made strikes a criminal offence`: what, is asked as well."""
SOLE = re.compile(
    r"(?P<what>[\w’' -]+?) (?P<how>the (?:sole|only|official|main|national|state|common|supreme|legal) .+)"
)
"""`Latin the sole language of the Church`, behind `made`."""
POINTING = re.compile(r"\b(?:it|them|him|her|its|their|his|this|these|that|those|there|such)\b")
LONGEST = 7
"""Words of what something had an effect on."""


@dataclass(frozen=True, slots=True)
class Effect:
    """The two halves of a consequence."""

    asked: str
    """What stands behind `What did it`: `lead to`, `allow the state to do`; empty where the result as such is asked."""
    value: str
    impact: bool = False
    """True where the value is all that is said of the subject, and the question is what effect it had."""


def effect_of(clause: Clause) -> Effect | None:
    """The effect that a clause tells by its verb, or none."""
    rest = _behind(clause)
    split = split_effect(clause)
    if split or clause.lemma == "mean" or not rest:
        return split
    impact = Effect("", f"{clause.finite} {rest}", impact=True) if clause.lemma in BROAD else None
    return impact or _brought(clause, rest)


def split_effect(clause: Clause) -> Effect | None:
    """The effect where the object of the verb belongs to the question: `turned enemies into allies`."""
    rest = _behind(clause)
    if not rest or {"elsewhere", "then"} & {*clause.finite.split()}:
        return None
    if clause.lemma == "mean":
        return Effect("", rest.removeprefix("that ")) if rest.startswith("that ") else None
    readings = (_pushed, _kept, _given, _turned, _by_phrase, _made)
    return next((effect for read in readings if (effect := read(clause, rest))), None)


def _behind(clause: Clause) -> str:
    """What an active clause tells behind its verb, up to a second statement; empty where it denies."""
    front = [part for part in clause.parts if part.start < clause.verb_start]
    told = clause.predicate(without=[*front, *trailing(clause)], finite=True)
    rest = ANOTHER.sub("", BECAUSE.sub("", first_statement(told.removeprefix(clause.finite).strip())))
    return "" if clause.passive or is_negated(clause) else rest


def _pushed(clause: Clause, rest: str) -> Effect | None:
    if clause.lemma == "make":
        made = MADE.fullmatch(rest)
        return Effect(f"{clause.bare} it {made['how']} to do", made["do"]) if made else None
    return pushed_to_do(clause.bare, rest) if clause.lemma in PUSHING else None


def pushed_to_do(verb: str, rest: str) -> Effect | None:
    """`forced` and `Spain to sell its colonies`; a deed of one word is no answer: `allowed a silk industry to grow`."""
    pushed = PUSHED.fullmatch(rest)
    if not pushed or SECOND_VERB.search(pushed["do"]):
        return None
    if " " not in pushed["do"]:
        return Effect(verb, f"{pushed['who']} to {pushed['do']}") if verb in LETTING else None
    return Effect(f"{verb} {pushed['who']} to do", pushed["do"])


def _turned(clause: Clause, rest: str) -> Effect | None:
    """`saved the dynasty from exile`: the object is no answer without what stands behind it."""
    link = WHITHER.get(clause.lemma)
    found = re.fullmatch(rf"(?P<what>[\w’' -]+?) {link} (?P<rest>.+)", rest) if link else None
    return (
        Effect(f"{clause.bare} {found['what']} {link}", found["rest"]) if found and _is_brief(found["what"]) else None
    )


def _kept(clause: Clause, rest: str) -> Effect | None:
    """`banned women from working underground`: what they were kept from, and not only who."""
    found = FROM_DOING.fullmatch(rest) if clause.lemma in KEEPING else None
    return (
        Effect(f"{clause.bare} {found['what']} from doing", found["do"]) if found and _is_brief(found["what"]) else None
    )


def _by_phrase(clause: Clause, rest: str) -> Effect | None:
    """`set off a general strike`."""
    particle, _, what = rest.partition(" ")
    return Effect(f"{clause.bare} {particle}", what) if what and particle in PHRASAL.get(clause.lemma, ()) else None


def _made(clause: Clause, rest: str) -> Effect | None:
    """`made his promises harder to keep`: what effect on them?"""
    found = SOLE.fullmatch(rest) if clause.lemma == "make" else None
    if found and _is_brief(found["what"]):
        return Effect(f"{clause.bare} {found['how']}", found["what"])
    found = HARDER.fullmatch(rest) if clause.lemma in {"make", "leave", "render"} else None
    if not found or not _is_brief(found["what"]):
        return None
    if found["how"] in BROUGHT or ORDERED.fullmatch(found["how"]):
        return Effect(f"{clause.bare} {found['how']}", found["what"])
    return Effect(f"on {found['what']}", f"{clause.finite} {rest}", impact=True)


def _is_brief(what: str) -> bool:
    """True for an object that a question can name: `old enemies`, not `its rivals`."""
    return len(what.split()) <= LONGEST and not POINTING.search(what)


def _given(clause: Clause, _rest: str) -> Effect | None:
    """`gave Chile a loan`, `left Britain with debts`: who got it, and what."""
    behind = [part for part in clause.parts if part.start > clause.verb_start and part.role not in {"tail", "clause"}]
    if (
        clause.lemma in PROVIDING
        and [part.role for part in behind] == ["object", "prep"]
        and behind[1].marker == "with"
    ):
        return Effect(f"{clause.bare} {behind[0].text} with", first_statement(behind[1].text.removeprefix("with ")))
    given = [part.text for part in clause.parts if part.role == "object" and part.start > clause.verb_start]
    given = [text for text in given if not text.startswith("to ")]
    if len(given) == 1 and (joined := JOINED.fullmatch(given[0])):
        given = [joined["who"], joined["what"]]  # which the parser takes for one noun phrase
    if clause.lemma not in GIVING or len(given) != PAIR:
        return None
    return Effect(f"{clause.bare} {given[0]}", first_statement(given[1]))


def _brought(clause: Clause, rest: str) -> Effect | None:
    link = CAUSAL_VERBS.get(clause.lemma, "")
    if clause.lemma not in OUTCOMES or (link and not rest.startswith(f"{link} ")):
        return None
    return Effect(f"{clause.bare} {link}".strip(), rest.removeprefix(f"{link} " if link else ""))
