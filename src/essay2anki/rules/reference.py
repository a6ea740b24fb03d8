"""References that nothing on the front explains: pronouns, `this`, `the agreement`, `two years later`."""

from __future__ import annotations

import re

from essay2anki.lexicon import DEMONSTRATIVES, EVENT_HEADS, PRONOUNS, ROLES
from essay2anki.model import BLANK, Card, Essay, Kind
from essay2anki.words import STOP

TOKEN = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
PERSONAL = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
OWNING = frozenset({"its", "their", "itself", "themselves"})
"""They may stand for a common noun before them: `Merchants lost their ships`; `it` and `them` mostly stand for a name."""
OBJECTS = frozenset({"it", "they", "them", "he", "she", "him"})
"""In a question they stand for something of the sentence before; what could explain them is what is asked for."""
OWN_FRAME = re.compile(r"(?<=[.] )What did this [a-z]+(?: to| in)?\?$")
"""`… . What did this lead to?`: `this` is the sentence before it."""
EMPTY_IT = re.compile(
    r"\b(?:mak\w+|made|find\w*|found|thought) it (?:\w+ )?\w+ (?:for|to|that)\b|\bit (?:is|was|be) (?:\w+ )?(?:that|to|clear|possible|likely|true|difficult|necessary|hard|easy)\b",
    re.IGNORECASE,
)
SPEAKERS = re.compile(r"\b(?:I|we|We|you|You|my|My|our|Our|us)\b")
ANAPHORIC = re.compile(
    r"\b(?:in response|at the same time|by then|until then|since then|in each (?:area|case)|at this point|later that year|meanwhile|"
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|few|\d+) (?:days?|weeks?|months?|years?|decades?) "
    r"(?:later|earlier|before(?! [a-z])|after(?=[?.,]))|the (?:following|next|previous|same) (?:year|month|day|week|decade)|"
    r"the (?:two|three|four) (?:countries|sides|powers|men|houses|states|nations)|both (?:sides|countries|powers|men|states)|"
    r"the (?:former|latter|above|other)|at (?:that|the) time|(?:the )?others?(?: hand)? (?:stress|argue|believe|see|claim)|"
    r"another (?:reason|factor|cause|problem|view)|the (?:process|situation|issue|decision|rest) ?(?=[,.?]|$)|the last of them|that followed|followed (?:on|in|a|soon|shortly|later))\b",
    re.IGNORECASE,
)
PLACED = frozenset(
    "government party country state leader leaders city author regime army group institution king court".split()
)
"""Nouns that a name before them explains: `London's waste beyond the city`."""
GENERAL = (
    EVENT_HEADS
    | PLACED
    | frozenset(
        "debate debates committee programme scheme measure measures proposal case event events attack attacks incident problem "
        "problems strategy organisation organization idea article book study decision period".split()
    )
) - {
    "war",
    "peace",
    "law",
    "laws",
    "policy",
    "reform",
    "reforms",
    "revolution",
    "terror",
    "movement",
    "trial",
    "trials",
    "note",
}
"""Nouns that name nothing unless something tells which: `the agreement`, `the crisis`."""
BARE = re.compile(
    rf"\b[Tt]he (?P<noun>{'|'.join(sorted(GENERAL))})\b(?! (?:of|that|which|to|between|against|for|on|by|in [A-Z])\b)"
)


def orphan(card: Card, essay: Essay) -> str | None:
    """A pronoun or demonstrative with nothing before it that it could stand for."""
    del essay
    # A blank for a person is as good as the name: `[...] made enemies through his arrogance`.
    blank = "Somebody" if card.kind is Kind.PERSON else " "
    front = EMPTY_IT.sub(" ", OWN_FRAME.sub("", card.front)).replace(BLANK, blank)
    names = nouns = persons = 0
    for match in TOKEN.finditer(front):
        word = match.group().lower()
        if word in PERSONAL and not persons:
            return match.group()
        if word in OBJECTS and card.type == "question" and not OWN_FRAME.search(card.front):
            return match.group()
        if word in PRONOUNS and word not in PERSONAL and not (names or (nouns > 1 and word in OWNING)):
            return match.group()
        if word in DEMONSTRATIVES and _points(word, front[match.end() :]):
            return match.group()
        capital = match.group()[:1].isupper() and match.start() > 0 and word not in STOP
        names += capital
        nouns += word not in STOP
        persons += capital or word in ROLES or word in {"somebody", "who", "whom", "man", "woman"}
    found = SPEAKERS.search(front)
    return found.group() if found else None


def _points(word: str, after: str) -> bool:
    """True for `this treaty`, `those laws`; not for `those who`, `such as`, or the conjunction `that`."""
    following = after.split()[0].lower().strip(",.?") if after.split() else ""
    if word == "that":
        return False
    if word == "such":
        return following not in {"as", "a", "an", "that"}
    return not (word == "those" and following in {"who", "of", "which", "that", "in", "with", "whose"})


def anaphor(card: Card, essay: Essay) -> str | None:
    """`two years later`, `both sides`, `the latter`: the sentence before would have to be known."""
    del essay
    found = ANAPHORIC.search(card.front)
    return found.group() if found else None


def bare_definite(card: Card, essay: Essay) -> str | None:
    """`the agreement` without a word on which one."""
    del essay
    for match in BARE.finditer(card.front):
        before = card.front[: match.start()]
        if match["noun"] in PLACED and re.search(r"(?<=\w )[A-Z]", before):
            continue
        named = re.search(rf"[A-Z][\w’'-]* (?:\w+ )?{match['noun'].rstrip('s')}", before, re.IGNORECASE)
        if not named:
            return match.group()
    return None
