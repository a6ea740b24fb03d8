"""References that nothing on the front explains: pronouns, `this`, `the agreement`, `two years later`."""

from __future__ import annotations

import functools
import re

from essay2anki.language.dates import find_dates
from essay2anki.lexicon import DEMONSTRATIVES, EVENT_HEADS, MONTHS, ORIGINS, PRONOUNS, ROLES
from essay2anki.model import BLANK, Card, Essay, Kind
from essay2anki.words import STOP, TOKEN, word_set, words

CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]*")
PERSONAL = word_set("he she him her his hers himself herself")
REFERRING = PRONOUNS | DEMONSTRATIVES
"""What may refer to something that is not on the front."""
OWNING = word_set("its their itself themselves")
"""They may stand for a common noun before them, `Merchants lost their ships`; `it` and `them` mostly for a name."""
CROWD = word_set("they them")
PLURAL = re.compile(r"[a-z-]{3,}[^sui’'\W]s|people|men|women|children|peasants")
"""What `they` may stand for in its own sentence."""
OBJECTS = word_set("it they them he she him")
"""In a question they stand for something of the sentence before; what could explain them is what is asked for."""
PERSONS = ROLES | word_set("""
    somebody who whom man woman worker farmer peasant labourer employer teacher pupil student learner participant
    patient ruler voter citizen merchant landlord tenant child boy girl
""")
"""What `he` and `she` may stand for besides a name."""
LOCATING = word_set("in at from to into near across throughout under")
PLACING = word_set("the a an in at from to into on")
"""Behind these a name is that of a place or body."""
OWN_FRAME = re.compile(r"(?<=[.] )What (?:effect )?(?:did|does|do|can|could|may|might|is) this [^?]+\?$")
"""`… . What did this lead to?`: `this` is the sentence before it."""
AUXILIARY = re.compile(r"(?!Who|Which)[A-Z][a-z ]+ (?:did|does|do|was|were|had|is|are) [A-Z]")
HER = re.compile(r"\bher(?=[?.,;]| (?:to|as|for|in|with|from|by|and|because)\b)")
"""`use her?`: no owner, so somebody of the sentence before."""
OPENING_THOSE = word_set("who whom whose of which that in with without at on from under near between")
"""Behind these, `those` needs no one before it."""
QUESTIONED = ("rankings", "points", "counters")
"""Finders whose prompts may stand below the essay question."""
_DISPOSED = (
    "(?:un)?able|(?:un)?willing|forced|obliged|going|about|used|due|set|keen|eager|ready|meant|designed|intended|supposed"
    "|said|determined|afraid|reluctant|prepared|free|quick|slow|too"
)
EMPTY_IT = re.compile(
    r"\b(?:mak\w+|made|find\w*|found|thought) it (?:\w+ )?\w+ (?:for|to|that)\b"
    r"|\b(?:is|was) it \w+ed that\b"
    rf"|\bit (?:is|was|be) (?:(?!(?:{_DISPOSED})\b)\w+ )?"
    r"(?:that|to|clear|possible|likely|true|difficult|necessary|hard|easy)\b",
    re.IGNORECASE,
)
"""An `it` that stands for nothing."""
OWN_WORK = re.compile(
    r"^(?:In|Through|By|With) (?:his|her|their)(?= (?:[a-z’'-]+ ){0,3}(?:book|study|work|works|article|essay|theory"
    r"|account|research|analysis|experiment|experiments|novel|poem|play|speech|survey|letters)\b[^,]*, (?:\[|[A-Z]))"
)
"""`In his study of Notting Hill, Jock Young observed`: who it is follows at once."""
SPEAKERS = re.compile(r"\b(?:(?<![a-z] )I(?! [a-z]+,)|[wW]e|[yY]ou|[mM]y|[oO]ur|us|[a-z]+ I)\b")
FRONTED = re.compile(
    r"As an? (?:[a-z]+,? ){1,4}(?:he|she|they)\b|"
    r"(?:In|At|By|On) (?:(?:[A-Z][\w’'-]*|the|a|an|of|and|to|[\d(),.–-]+|\(?\[\.\.\.\]\)?) )+(?:he|she|they)\b|"
    r"[A-Z][a-z]+ing (?:[a-z]+ ){1,2}Somebody, (?:he|she)\b"
)
"""`In The Protestant Ethic (1905) he argued`: the title of a work names nobody, nor is it who is drawn upon."""
UNNAMED = re.compile(
    r"(?:In [A-Z][^,]*? )?\[\.\.\.\] (?:[a-z]+ed (?:him|her|them|it)|made (?:him|them|it|her (?!name|way|mark)))\b"
    r"|\[\.\.\.\](?: \(\d{4}\))? "
    r"(?:reject|accept|challenge|criticise|question|dismiss|dispute)(?:s|d|ed)? (?:his|her|their) "
)
"""`[...] accused him of the fallacy`: it is not the one who is asked for."""
_JOINTS = "because|since|as|so that|although|though|but|when|if|and|until|unless|while"
RESUMES = re.compile(rf"\b(?:{_JOINTS}) $")
"""Behind these `it` and `they` mostly stand for what the clause before is about."""
EMBEDDED = re.compile(rf"\b(?:{_JOINTS}|that|which|whom|what|how|whether|before|after) $")
"""The subject of a clause behind these is mostly that of the one around it: `did Fletcher write … that he thought`."""
INTRODUCED = re.compile(
    r"(?:Although|Though|While|When|Once|Because|Since|After|If|Where|Unless) (?:an?|any|one) [^,;]*, $"
)
"""`Although a code had been drawn up, it …`: what a clause in front introduces."""
SHARED = re.compile(
    r"\b(?:[a-z]{2,}ed|took|bought|built|caught|made|won)\b[^,;.]* and (?:then )?"
    r"(?:[a-z]{2,}ed|gave|sold|put|sent|brought|kept|held|left) $"
)
"""`took land off the landlords and gave | it`: two verbs have one object."""
PART = re.compile(r"\b(?:[\d,]+|some|many|most|half|all|few|none|several) of $")
"""`captured 292 men, 120 of | them full citizens`."""
STATED = re.compile(r"[.] (?:What (?:is|was) the result|Why)\?$")
"""The question stands behind a statement, which is whole."""

SPELLS = "|".join(["spring", "summer", "autumn", "winter", *sorted(month.lower() for month in MONTHS - {"May"})])
"""Parts of a year, in small letters; `that may` tells none."""
_SPAN = r"(?:days?|weeks?|months?|years?|decades?)"
_NUMBER = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|few|\d+)"
_SIDES = r"(?:countries|sides|powers|men|houses|states|nations|causes|factors|views|arguments|models|theories)"
_LATER = (
    rf"{_NUMBER} {_SPAN} (?:later|earlier|before(?! [a-z])|after(?=[?.,]))"
    r"|the (?:following|next|previous|same) (?:year|month|day|week|decade)\b"
)
_AT_THE_HEAD = [
    r"what (?:was|were|is|are) the (?:consequence|result|effect|reason|cause)s? (?:of|for) [^?]* within its\b",
    r"(?:who|which \w+) now\b",
    r"\w+ then \w",
    r"what (?:is|was|were) the (?:deeper|real|underlying|true|other) (?:cause|reason)s?\?",
    r"what (?:do|does|did) [^?]* about (?:[a-z]+ )?ones\?",
    r"[^,;]* (?:in|of|on) it[;,.]",
    r"(?!.*(?:\d| in \[).* and .*followed).*\bfollowed (?:on|in|a|soon|shortly|later)\b",
]
_ANYWHERE = [
    rf"(?P<after>{_LATER})",
    rf"the (?:two|three|four) {_SIDES}\b",
    rf"both {_SIDES}\b",
    r"the (?:latter|above|other)\b",
    r"at the same (?:time|moment)\b(?! as\b)",
    r"(?:in response|at (?:that|the) time|at this point|later that year)\b",
    r"meanwhile\b",
    r"within (?:a few )?(?:hours|days|weeks|months)\b(?! (?:of|by)\b)",
    r"(?:by|until|since) then\b",
    r"(?:in|of|with|for|by|on) such an?\b",
    r"in each (?:area|case)\b",
    r"(?:the )?others? (?:hand )?(?:stress|argue|believe|see|claim)",
    r"another (?:reason|factor|cause|problem|view)\b",
    r"the (?:process|situation|issue|decision|rest) ?(?=[,.?]|$)",
    r"(?:the last of them|that followed|something similar)\b",
    r"the opposite\b(?! of)",
    r"as a result\b(?! of)",
    r"(?:therefore|thus|hence)\b",
    r"the two (?!world)[a-z]+s\b(?! (?:of|that|which|who)\b)",
    r"(?:explanation|solution|answer) is\b",
    r"the (?:two|three|four|five|six|seven|eight|nine|ten)(?=[.,?])",
    r"the (?:first|second|third|fourth|fifth) (?:is|was|are|were|states?|called|one)\b",
    r"the more [a-z]+\b(?!.* than )",
    r"(?:is|was|were|are) also (?:important|significant|relevant)\b",
    r"(?:the [a-z]+|[a-z]+(?:ed|ss)) one\b(?! (?:of|that|which|who|in)\b)",
    r"one\?",
    r"a (?:different|similar) (?:conclusion|view|result|picture|point|argument)\b",
    r"as well[,.?]",
    r"(?:on|at|in|by|for|with) that (?:occasion|day|night|point|basis|score|front|sense|case|way|war|year)\b",
    rf"that (?:{SPELLS})\b",
    r"(?:^|was )the term (?:was|is|first)\b",
    r"(?:devis|creat|establish|introduc|reform|abolish|replac)(?:e|es|ed|ing)? the system\b",
    r"(?:did|does|do|had|has) not(?:,|\.$| and (?:was|were)\b)",
    r"(?:did|made|had|took) similar [a-z]+\b(?! to\b)",
    r"without one\b",
    r"the (?:[a-z]+ )?ones\b(?! (?:who|that|which|in|of|with|on|at|from)\b)",
    r"a similar [a-z]+\b(?! to\b)",
    r"(?:first|second|other) half of the (?:sentence|statement|quotation|question|claim|view)\b",
    r"would otherwise\b",
    r"used the (?:term|word|phrase) (?:for|to)\b",
    r"for the change\b",
    r"the remainder\b(?! of)",
]
ANAPHORIC = re.compile(
    rf"^(?:{'|'.join(_AT_THE_HEAD)})|\b(?:{'|'.join(_ANYWHERE)})"
    r"|(?P<own>, (?:his|her|its|their) [a-z]+ (?:was|were|had|[a-z]+ed)\b)"
)
"""What only the sentence before explains; `after` where no date stands before it, `own` unless a clause does.

It is for text in small letters: the engine passes over words that begin otherwise only where the case is given.
"""
FORMER = re.compile(r"\b[Tt]he former\b(?! [A-Z])")
"""The first of two; `the former Soviet Union` is one."""
EARLIEST = 12
"""Characters of a clause, at least."""
OPENED = re.compile(
    r"(?:[^:]{1,40}: )?(?:When|After|Although|Though|While|Before|Once|Since|As) (?:[A-Z\[]|the [A-Z\[]|an? )"
)
"""`When British Telecom was privatised, its charges …`: the clause in front says whose."""
MONTHLY = re.compile(rf"\b(?:{'|'.join(sorted(MONTHS))})\b")
YEARLESS = re.compile(rf"\b(?:[Ii]n|[Oo]n) (?:\d{{1,2}} )?{MONTHLY.pattern}")
PLACED = word_set("""
    policy membership party country leader leaders city author regime group institution court
""")
"""Nouns that a name before them explains: `London's waste beyond the city`."""
NAMED = re.compile(r"(?<=\w )[A-Z]")
SETTLED = re.compile(r"[A-Z]\w+[’']s |\b(?:in|of|at|from|near) [A-Z]")
"""A place before `the city`, and not just any name."""
NAMING = word_set("war peace law laws reform reforms revolution terror movement trial trials note")
"""Heads of events that also say something by themselves."""
GENERAL = (
    EVENT_HEADS
    | PLACED
    | word_set("""
        debate debates committee programme scheme measure measures proposal case event events attack attacks incident
        problem problems thesis strategy organisation organization idea article book study decision period view argument
        statement claim schemes model theory experiment issue credit coast shore fleet crew voyage expedition formation
        faith town retreat damage message offer demand request loan quarrel reply objection premise cost dispute
        fighting difference
        remedy method region conviction convictions evidence effect marriage ideas account justification abolition
        invasion bill gap stage
    """)
) - NAMING
"""Nouns that name nothing unless something tells which: `the agreement`, `the crisis`."""
COUNTED = re.compile(r"^Name the \w+ ")
PAST_LAW = re.compile(
    r"\b(?:did|was|were|had)\b.*(?P<noun>\bthe (?:laws?|reforms?|bill))\b(?! (?:of|that|which|against|for|on|by)\b)"
)
"""In a general statement `the law` is all law; of what happened it is one, and which is not said."""
ISM = re.compile(r"\b[A-Za-z]{4,}ism\b")
"""`Utilitarianism`, in a title: `the theory` is that one."""
IDEAS = word_set("argument theory model strategy treaty act plan revolution rebellion revolt rising famine crisis war")
"""Nouns for what an essay may be about as a whole."""
_NAMED = "(?:Act|Pact|Plan|Treaty|Wall)(?! [A-Z])"
"""The last word of a name, which stood in the sentence before: `pledged a billion to the Wall`."""
BARE = re.compile(
    rf"\b[Tt]he (?:(?:whole|entire|full|first|second|third) )?(?P<noun>{'|'.join(sorted(GENERAL))}|{_NAMED})\b"
    r"(?! (?:of|that|which|between|against|for|on|by|to [a-z]+|men|women|forces?|units?"
    rf"|(?:in|at) (?!{'|'.join(sorted(MONTHS))})[A-Z]\w*)\b)"
)


ABOUT = re.compile(
    r"\b(?:(?:did|was|were|had|is|are|does|do) |[a-z]+ (?=the [a-z]+\?$))"
    r"(?P<noun>the (?:(?:baseline|original|first|second|later) )?"
    r"(?:scene|passage|experiment|study|survey|transformation|project|village|town|area"
    r"|region|bridge|port|building|factory|company|ground|site|station|road|river|text|writer|speaker|researcher|sample))\b"
    r"(?! (?:of|that|which|between|against|for|on|by|at|in)\b)"
)
"""Nouns that name nothing as the subject of a question."""


WORKS = word_set("book novel play poem film")


def read_alone(card: Card, essay: Essay) -> str:
    """What has to be clear by itself: of a prompt below the sentence before, that sentence."""
    return card.context if card.led else shown(card, essay)


def shown(card: Card, essay: Essay) -> str:
    """What is read before the answer: above a list, and above some questions, stands the essay question.

    `The three causes` of a list are its items.
    """
    if card.type == "list":
        return COUNTED.sub("Name ", card.asked)
    titled = bool(card.context) and essay.title.startswith(card.context.rstrip("."))
    return card.question if titled and card.rule.startswith(QUESTIONED) else card.front


def orphan(card: Card, essay: Essay) -> str | None:
    """A pronoun or demonstrative with nothing before it that it could stand for."""
    if card.rule.startswith("verdicts"):
        return None  # the front is the essay question, which stands by itself
    blank = _stand_in(card)
    front = _meant(shown(card, essay)).replace(f"{BLANK}'s", " ").replace(BLANK, blank)
    lead = len(_meant(card.context)) + 1 if card.led else 0
    stated = STATED.search(card.front)
    asked = card.type == "question" and not card.led and not (OWN_FRAME.search(card.front) or stated)
    leans = not REFERRING.isdisjoint(TOKEN.findall(front.lower()))
    names = nouns = persons = plurals = 0
    placed = located = False
    before = ""
    for match in TOKEN.finditer(front) if leans else ():
        word = match.group().lower()
        known = persons if word in PERSONAL else names or (nouns > 1 and word in OWNING) or (plurals and word in CROWD)
        if stated and word in CROWD:
            known = plurals and word != "them"
        told = front[: match.start()]
        resumed = word in {"it", "they"} and nouns > 1 and (RESUMES.search(told) or INTRODUCED.match(told))
        resumed = resumed or (word in {"it", "them"} and SHARED.search(told))
        own = word in {"himself", "herself"} or (word in {"he", "she"} and EMBEDDED.search(told))
        own = own and _person_at_head(front, essay.text)
        persons += bool(own)
        # `In which year did Fletcher publish … that he thought`, but not `Who complained that it is circular?`
        meant = {"he": persons, "she": persons, "it": names and not persons, "they": plurals}.get(word)
        within = meant and AUXILIARY.match(told) and EMBEDDED.search(told)
        within = within or (plurals and PART.search(told))
        if (word in PRONOUNS and not (known or resumed or own)) or (word in OBJECTS and asked and not within):
            return match.group()
        if word in DEMONSTRATIVES and not 0 < lead <= match.start() and _points(word, front[match.end() :]):
            return match.group()
        capital = match.group()[:1].isupper() and word not in STOP
        begins = match.start() in {0, lead}
        capital = capital and (not begins or match.group() in _capitals(essay.text))
        capital = capital and match.group() not in MONTHS
        # `the National Movement`, `in Asante`, `NATO`: no person, however many words follow.
        placed = capital and (placed or before in PLACING or match.group().isupper())
        # `In the United Kingdom it was introduced`: the place is not what is meant.
        located = word in LOCATING or (located and (capital or word in {"the", "a", "an"}))
        names += capital and not located
        nouns += word not in STOP
        # `[...] argues that they offer`: what Somebody does is no plural.
        plurals += word not in STOP and before != "somebody" and bool(PLURAL.fullmatch(word))
        persons += (capital and not placed and not begins) or word in PERSONS
        before = word
    found = (
        (HER.search(front) if asked else None)
        or SPEAKERS.search(front)
        or FRONTED.match(front)
        or UNNAMED.match(card.question)
    )
    return found.group() if found else None


def _meant(text: str) -> str:
    """A text without the pronouns that stand for nothing, or for what follows them."""
    return OWN_WORK.sub("In", EMPTY_IT.sub(" ", OWN_FRAME.sub("", text)))


def _stand_in(card: Card) -> str:
    """A word as good as the blank: `[...] made enemies through his arrogance` tells whose."""
    if card.kind is Kind.PERSON:
        return "Somebody"
    return "people" if card.kind is Kind.TERM and card.answer.endswith("s") else " "


def _person_at_head(front: str, text: str) -> bool:
    """True where a front begins with a name that the essay uses like a person's, and never with an article or `in`."""
    name = TOKEN.match(front)
    if not name or name.group() not in _capitals(text) or name.group().isupper() or name.group() in ORIGINS:
        return False
    return not re.search(rf"\b(?:[Ii]n|at|near|into|from|[Tt]he) {re.escape(name.group())}\b", text)


@functools.lru_cache(maxsize=16)
def _capitals(text: str) -> frozenset[str]:
    """The words that a text writes with a capital in mid-sentence."""
    return frozenset(CAPITAL.findall(text))


def _points(word: str, after: str) -> bool:
    """True for `this treaty`, `those laws`; not for `those who`, `such as`, or the conjunction `that`."""
    following = next(iter(after.split()), "").lower().strip(",.?")
    if word == "that":
        return False
    if word == "such":
        return following not in {"as", "a", "an", "that"} and not after.startswith(" thing as ")
    return not (word == "those" and (following in OPENING_THOSE or following.endswith(("ed", "ing"))))


def anaphor(card: Card, essay: Essay) -> str | None:
    """`two years later`, `both sides`, `the latter`: the sentence before would have to be known."""
    front = read_alone(card, essay)
    for found in ANAPHORIC.finditer(front.lower()):
        counted = found["after"] and card.kind is not Kind.DATE and _is_dated(front[: found.start()])
        if not counted and not (found["own"] and OPENED.match(front)):
            return front[slice(*found.span())]
    former = FORMER.search(front)
    return former.group() if former else None


def _is_dated(before: str) -> bool:
    """True where a clause with a date ends: `fled on 1 January, and | a week later`, not `By June, | a week later`."""
    dates = find_dates(before)
    return bool(dates) and (dates[0].start > EARLIEST or len(before) - dates[-1].end > EARLIEST)


def no_year(card: Card, essay: Essay) -> str | None:
    """`In February` or `on 30 October`: of which year, neither the front nor the topic above it says."""
    found = YEARLESS.search(card.front) or (MONTHLY.search(card.answer) if card.kind is Kind.DATE else None)
    if found is None or (essay.year and essay.year in essay.topic):
        return None
    shown = find_dates(f"{card.front} {card.answer}")
    return None if any(date.date and date.date.year for date in shown) else found.group()


def bare_definite(card: Card, essay: Essay) -> str | None:
    """`the agreement` without a word on which one; the essay question may say so."""
    if card.rule.startswith("verdicts"):
        return None
    asked = card.type == "question" and not card.led
    told = PAST_LAW.search(card.front) if asked else None
    if told and not re.search(r"[A-Z][\w’'-]* (?:[Ll]aws?|[Rr]eforms?|[Bb]ill|Act)\b", card.front):
        return told.group("noun")
    about = ABOUT.search(card.front) if asked else None
    if about:
        return about.group("noun")
    front = card.question if card.type == "list" else card.context if card.led else card.front
    for match in BARE.finditer(front):
        before = front[: match.start()]
        if match["noun"] in WORKS and card.rule.startswith("views") and WORKS & set(words(essay.title)):
            continue  # the essay is on one work, and a critic reads no other
        if match["noun"][0].isupper() and match["noun"] in f"{essay.title} {essay.topic}":
            continue
        if card.type == "list" and match["noun"] in card.context.lower():
            continue  # the essay question says which
        if match["noun"] in PLACED and (SETTLED if match["noun"] == "city" else NAMED).search(before):
            continue
        named = re.search(rf"[A-Z][\w’'-]+ (?:\w+ )?(?i:{match['noun'].rstrip('s')})", before)
        topic = card.type in {"question", "cloze"} and _is_topic(match["noun"], f"{essay.title} {essay.topic}")
        # In `A Theory of Justice` there is another one.
        if not named and not (topic and match["noun"].capitalize() not in front):
            return match.group()
    return None


def _is_topic(noun: str, title: str) -> bool:
    """True for what the essay is about: `the argument` under the title `moral argument`, `the coast` of Holderness."""
    named = rf"\b(?!(?:the|this|that|main|an?)\b)[\w’'-]{{3,}} {noun}\b|\b(?i:{noun}) of (?:the )?[A-Z\d]"
    if noun == "theory" and len(set(map(str.lower, ISM.findall(title)))) == 1:
        return True
    return bool(re.search(named, title)) if noun in IDEAS else bool(re.search(rf"\b[A-Z][\w’'-]+ {noun}\b", title))
