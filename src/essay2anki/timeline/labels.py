"""What happened on the date that a card asks for, in a few of the card's words: `When did X …?` → `X …`."""

from __future__ import annotations

import itertools
import re

from essay2anki.language.dates import find_dates
from essay2anki.lexicon import EVENT_HEADS, INTRANSITIVE_NOMINALS, NOMINALS, REPORTING_VERBS, untied
from essay2anki.model import BLANK, Card
from essay2anki.words import word_set, words

LONGEST = 85
"""Characters of a label: three lines on a phone. What is longer is no name of an event, and is left out."""
_UNIT = r"(?:exact )?(?:dates?|days?|months?|seasons?|years?|decades?|centur(?:y|ies))"
WHEN = re.compile(
    rf"(?:roughly |in |on |from |between |during )?(?:when|(?:what|which) {_UNIT}(?: and {_UNIT})?)"
    r" (?P<verb>was|were|did) (?P<what>.+?)\?*",
    re.IGNORECASE,
)
"""A question for a date, however a teacher may begin it."""
WHAT = re.compile(rf"what (?:was|were) the {_UNIT}(?: and {_UNIT})? of (?P<what>.+?)\?*", re.IGNORECASE)
HAPPENED = re.compile(r" (?:take place|happen|occur)$")
REASON = re.compile(
    r",? (?:in order to|so that|because|(?:as a result|in consequence) of|(?:as a|in) (?:response|reply)) .*"
)
"""Why it happened: on a timeline enough is said before."""
_WORD = r"[A-Z][\w’'-]*"
_MORE = rf"(?: (?:(?:of|the|and|for|on|to|in) )*{_WORD})"
NAMED = re.compile(rf"(?P<name>{_WORD}{_MORE}+) (?:of|\()$")
"""What bears the year in its name, or behind it: `the Great Smog of …`, `The Wealth of Nations (…`."""
PASSED = re.compile(
    rf"(?:[^,]*? )??(?!In )(?P<name>{_WORD}{_MORE}*), (?:first )?(?P<did>[a-z]+ed|written|built|begun) (?:in|on)"
)
"""`Mill wrote it in Utilitarianism, published in …`"""
BEFORE = re.compile(r"(?P<what>.+) (?:in|on|from|between|during|around)(?: (?:about|around|the))?")
AFTER = re.compile(r"(?:In|On|From|Between|During|Around|By)(?: about| the)?")
CLAUSE = re.compile(r"^.*\b(?:until|when|after|before|since|because|while|although|why|how|whether) ", re.IGNORECASE)
"""A date belongs to the clause that it stands in, not to the one before."""
VOWELS = re.compile(r"[aeiouy]")
ARTICLE = re.compile(r"^the (?=[A-Z])")
JOINED = re.compile(r"[,;:] | and [a-z]|\b(?:that|which|who|whom|whose|where)\b")
"""What stands in words that are more than one clause: nobody knows which the date belongs to."""
LEADING = re.compile(r"(?:As|At|By|For|From|In|On|Since|To|Under|With) ")
"""Words that lead up to what is told elsewhere."""
SAYING = REPORTING_VERBS | {"report"}
POINTING = word_set("""
    he she it they him them this these those one same such another other others there both even also still too again
    only
""")
"""Words for what is named elsewhere; `its` and `his` mostly mean what the label itself names."""
NOT_THEN = word_set("had has have would being that which who whom whose where")
"""What goes with them happened before that date, or is told of something else in the label."""
ADDS = re.compile(r", (?![A-Z])")
"""A comma behind which more is told; `Kahn, Keynes and Robinson` is one row."""
CAPITAL = re.compile(r"\b[A-Z]")
HAPPENINGS = EVENT_HEADS | {*NOMINALS} | {*INTRANSITIVE_NOMINALS} | word_set("victory attempt rally oath mission visit")
"""Heads of what happens; `The Economics of Welfare` does not."""
GREAT = re.compile(r"(?:the )?Great \w+", re.IGNORECASE)
"""`the Great Smog of …`"""
SOME = re.compile(r"An? [a-z]+ (?:in|at) [A-Z][\w ]*")
"""`A rally in Hyde Park`: one of many."""
LOOSE = re.compile(
    r"\b(?:to|by|from|against|over|into|with) (?:his|her|their|the) [a-z-]+(?: [a-z-]+)?$"
    r"|\bthe (?:first|second|third) [a-z]+$|\bbecame the [a-z]+$|^(?:an earlier|a second)\b"
    r"|\b(?:in|out|up|down|off|back)$|\bthe (?:city|town|country|village|region)\b",
    re.IGNORECASE,
)
"""`over the northern wall`, `to his officers`: whose and which, other words told."""
COUNTED = re.compile(r"(?:\d|-|\b(?:one|two|three|four|five|ten))[ -]?$", re.IGNORECASE)
"""Before a name: `5-Year Plan` would lose its number."""


def label_of(card: Card) -> str:
    """The label of a card that asks for a date; empty where its words give none that is short and sure."""
    told = _of_statement(card) if card.type == "cloze" else _of_question(card)
    text = " ".join(untied(REASON.sub("", told)).split()).rstrip(" ,")
    # The first word of a statement has a capital in any case.
    if not CAPITAL.search(text, 1 if card.type == "cloze" else 0):
        return ""
    label = ARTICLE.sub("", text)
    if len(label) > LONGEST or ADDS.search(label) or BLANK in label or find_dates(label) or _leans(label):
        return ""
    return label[0].upper() + label[1:]


def _leans(text: str) -> bool:
    """True for what cannot stand alone: `Adams used it`, `Kant argued`, `In the Compromise`, `Rome had fallen`."""
    told = words(text)
    said = told[-1:] and {told[-1].removesuffix("d"), told[-1].removesuffix("ed")} & SAYING
    return bool(
        LEADING.match(text)
        or SOME.fullmatch(text)
        or said
        or LOOSE.search(text)
        or (POINTING | NOT_THEN).intersection(told)
    )


def _quoted(card: Card) -> str:
    return " ".join(quote.quote for quote in card.evidence)


def _is_whole(name: str, text: str) -> bool:
    """True unless the text says which or how many of the name: `the Five Year Plan` is no `Year Plan`."""
    before, found, _ = text.partition(name.removeprefix("the "))
    return not found or not COUNTED.search(before)


def _happens(name: str) -> bool:
    """True for a noun phrase that names an event: `the murder of Guise`, `Cyclone Phailin`, `Congress of Paris`."""
    head = re.split(r" (?:of|on|at|for|in|by|with|to|from|against) ", name)[0].lower().split()
    return bool(HAPPENINGS.intersection([*head[-1:], *head[:1], *(word.removesuffix("s") for word in head[-1:])]))


def _of_question(card: Card) -> str:
    """`When was the Act passed?` → `the Act passed`; behind `did`, the verb as the quote has it."""
    question = card.question.strip()
    if named := WHAT.fullmatch(question):
        return named["what"] if _happens(named["what"]) and _is_whole(named["what"], _quoted(card)) else ""
    asked = WHEN.fullmatch(question)
    if asked is None:
        return ""
    if asked["verb"].lower() != "did":
        return asked["what"] if asked["what"].count(" ") > 1 else ""  # `China beaten`
    bare = HAPPENED.sub("", asked["what"])
    return bare if bare != asked["what"] else _told(bare, _quoted(card))


def _told(bare: str, quote: str) -> str:
    """`Snow trace an outbreak` as the quote tells it, `Snow traced an outbreak`; empty if it does not tell."""
    known = [word.strip('.,;:!?()“”"') for word in quote.split()]
    asked = bare.split()
    told = [
        word if place == 0 or word in known else _past(word, after, known)
        for place, (word, after) in enumerate(itertools.pairwise([*asked, ""]))
    ]
    return " ".join(told) if told != asked or set(asked[1:]) <= set(known) else ""


def _past(verb: str, after: str, known: list[str]) -> str:
    """The form of `verb` that the quote has; the verb itself if there is none."""
    regular = {f"{verb}d", f"{verb}ed", f"{verb}{verb[-1]}ed", f"{verb[:-1]}ied"}
    bones = VOWELS.sub("", verb)
    forms = [word for word in known if word in regular]
    # `began` has the consonants of `begin`; `bought` has only the first, but stands before the same word.
    forms += [word for word in known if len(bones) > 1 and VOWELS.sub("", word) == bones]
    forms += [word for word, follows in itertools.pairwise(known) if word[0:1] == verb[0] and follows == after]
    return next((word for word in forms if word.islower()), verb)


def _of_statement(card: Card) -> str:
    """What a statement tells of the date in its blank."""
    before, _, after = (part.strip() for part in card.question.partition(BLANK))
    if named := NAMED.search(before):
        of, name = before.endswith("of"), named["name"]
        name = name.removeprefix("The ") if of else name
        alone = named.start() == 0 and of and "," not in after
        if " " not in name or not _is_whole(name, before):
            return ""
        return f"{name} {after.rstrip('.')}" if alone else name if _happens(name) or (of and GREAT.match(name)) else ""
    if passed := PASSED.fullmatch(before):
        return f"{passed['name']} {passed['did']}"
    if AFTER.fullmatch(before):
        clause = after.removeprefix(",").strip(" .")
        return "" if JOINED.search(clause) else clause
    # `from 14 per cent in … to 3 per cent in 1983` tells more than happened then.
    found = None if after.startswith("to ") and " from " in before else BEFORE.fullmatch(before)
    clause = CLAUSE.sub("", found["what"]) if found else ""
    # What begins with a small letter in the middle of a sentence has lost its subject.
    return clause if " " in clause and clause[:1].isupper() and not JOINED.search(clause) else ""
