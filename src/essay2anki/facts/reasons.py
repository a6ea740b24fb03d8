"""How a part of a clause gives a reason: `because of …`, `in order to …`, `, fearing …`, or `as` and `since`."""

from __future__ import annotations

import re

from essay2anki.facts.trimming import is_negated
from essay2anki.lexicon import BESTOWING, POSSIBLE, PUSHING, REPORTING_VERBS
from essay2anki.model import Clause, Constituent, Sentence
from essay2anki.words import word_set

OPEN_NOUNS = word_set("""
    position attempt attempts effort efforts decision desire wish need ability right power chance opportunity freedom
    excuse reason way time pressure willingness refusal promise tendency failure permission authority capacity intention
    determination money funds means resources strength will courage order orders expectation expectations obligation
    incentive incentives inability reluctance
""")
"""Nouns that an infinitive completes: `in a position to bargain` names the position, and no purpose."""
PERFECT = frozenset({"has", "have", "had"})
COMPARED = re.compile(r"\b(?:just|such|same|much|far|well|soon|long|so|as|seen|known|act|acted|regarded)(?: \w+)? $")
"""Before these, `as` compares or names: `just as`, `as strong as`."""
LASTING = word_set("be have want need know fear believe lack depend remain require involve hope wish allow")
"""Verbs of what lasts: not told for the sake of the time."""
ABLE = frozenset({"can", "could", "may", "might", "would", "must", "cannot"})
PASSING = word_set(
    "go continue progress pass approach begin start end develop get grow advance move ride walk come rise"
)
"""Verbs by which time passes: `As the war went on, …`."""
OWN = frozenset({"it", "they"})
NO_REASON = re.compile(
    r"[Aa]s (?:if|though)\b|[Aa]s (?:he|she|it|they|we|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}) "
    r"(?:knew|knows|called|calls|puts?|saw|sees|described|said|says|argues?|argued|suggests?|noted|notes)"
    r"(?: (?:him|her|it|them))?\b(?! (?:that|the|an?)\b)"
)
"""`as if he knew`; `Daisy Renton, as he knew her`, `as Mann put it`: by whom it is called so, and no reason."""
INTENDED = re.compile(r"so (?:that )?(?:[\w’'-]+ ){1,6}?(?:could|would|might|can|may)\b")
"""`so that it could carry more water` says what for."""
IN_ORDER = ("in order to ", "so as to ")
"""They tell a purpose wherever the parser hangs them."""
LONE = re.compile(r"the [a-z]+")
"""`because of the mountains`, `due to the tax`: a noun alone, of which it is not said what it did."""
PRONOUN_AIM = re.compile(r"so (?:that )?(?:they|it|he|she) ")
PURPOSE = re.compile(r"(?:in order |so as )?to (?!be\b|have\b|become\b)[a-z]+ \w+")
NEEDED = frozenset({"must", "should"})
"""`To stop inflation, growth must be sacrificed` holds for whoever wants to stop it."""
UNCERTAIN = POSSIBLE | {"would"}
COMPLETED = PUSHING | BESTOWING | {"be", "have", "take"}
"""Verbs that an infinitive completes: it tells no purpose of theirs."""
BLAMING = word_set("criticise criticize condemn attack blame praise punish fine execute imprison arrest jail ridicule")
"""What is done to somebody for a reason: `has been criticised for ignoring conflict`."""
GROUNDS = re.compile(
    r"on the (?:grounds?|basis) that (?P<why>.+)|(?P<hope>(?:in the hope|for fear) (?:of|that) .+"
    r"|out of (?:fear|anger|hatred|loyalty|envy|jealousy|respect|necessity|self-interest|a desire|a wish)\b.*"
    r"|in (?:response|reaction|retaliation|protest|revenge) (?:to|for|at|against) .+|under pressure from .+)"
)
MOTIVE = re.compile(
    r"(?:fearing|hoping|wanting|wishing|seeking|intending|believing|thinking|needing|expecting|determined|eager"
    r"|anxious|afraid|keen|worried|alarmed|convinced|angered|unwilling|unable|lacking)\b"
    r" (?!(?:this|that he|it|them)\b).+",
    re.IGNORECASE,
)
"""`Fearing an attack, …`, `…, hoping to end the war`: what moved the one who acts."""
NOT_BUT = re.compile(r"not (?:so much )?because (?!.*\bonly\b).+?,? but because (?P<why>.+)")
"""`not because its rifles were better but because …`."""
FOR = re.compile(r"for (?P<why>.+)")
HAPPENING = word_set("begin start happen occur end fail break succeed collapse come die win lose")
"""`did not begin because …` may deny the reason; `did not reach him because …` gives one."""


def reason_of(sentence: Sentence, clause: Clause, part: Constituent) -> str:
    """The reason that a part of a clause gives, in the first of the ways that fits; empty if it gives none."""
    return next((value for read in READINGS if (value := read(sentence, clause, part))), "")


def gives_reason(sentence: Sentence, clause: Clause, part: Constituent) -> bool:
    """True where a clause of the sentence opened by `as` or `since` says why."""
    word = part.text.split()[0].lower()
    if part.role not in {"clause", "complement"} or word not in {"as", "since"}:
        return False
    inner = [each for each in sentence.clauses if part.start < each.start < part.end and each.kind == "adverbial"]
    # `not as dominant as it was`, `as scarce as they are`: what is compared, or set aside, stands between.
    told = inner and sentence.text[part.start : inner[0].start].lower() == f"{word} "
    if not told or inner[0].lemma in REPORTING_VERBS:
        return False
    return _since(clause, inner[0]) if word == "since" else _as(sentence, clause, inner[0], part)


def _since(clause: Clause, inner: Clause) -> bool:
    """`has grown since the war began` tells the time, and so does `since` with a past that is over."""
    return clause.operator not in PERFECT and bool(inner.parts or inner.passive)


def _as(sentence: Sentence, clause: Clause, inner: Clause, part: Constituent) -> bool:
    """A state, a possibility or what did not happen is a reason; an event may only be the time."""
    if COMPARED.search(sentence.text[: part.start]) or not (inner.parts or inner.passive):
        return False
    lasts = inner.lemma in LASTING and not inner.passive
    told = lasts or inner.operator in ABLE or is_negated(inner) or inner.operator in PERFECT
    fronted = part.start < clause.subject.start
    own = inner.core.lower() in OWN and any(each.role == "object" for each in inner.parts)
    return inner.lemma not in PASSING and (told or own or fronted)


def _by_preposition(_sentence: Sentence, _clause: Clause, part: Constituent) -> str:
    value = _behind(part.text, part.marker) if part.role == "prep" and " " in part.marker else ""
    return "" if LONE.fullmatch(value) else value


def _by_because(sentence: Sentence, clause: Clause, part: Constituent) -> str:
    contrasted = NOT_BUT.fullmatch(part.text) if part.role == "clause" and not is_negated(clause) else None
    if contrasted:
        return contrasted["why"]
    given = part.role == "clause" and part.marker == "because" and not _is_denied(sentence, clause, part)
    return _behind(part.text, "because") if given else ""


def _by_as_or_since(sentence: Sentence, clause: Clause, part: Constituent) -> str:
    if NO_REASON.match(part.text) or not gives_reason(sentence, clause, part):
        return ""
    return _behind(part.text, part.text.split()[0])


def _by_intention(sentence: Sentence, clause: Clause, part: Constituent) -> str:
    # Behind a comma it tells what came of it: `garrisons were withdrawn, so that Tibet could take the corridor`.
    meant = part.role == "clause" and part.marker == "so" and INTENDED.match(part.text) and "," not in part.gap
    # Behind a first statement it may be the subject of that: `Women worked, the farms had canteens so they could`.
    second = any(each.verb_end <= clause.subject.start for each in sentence.clauses)
    anothers = second and PRONOUN_AIM.match(part.text)
    return part.text if meant and not anothers and clause.lemma != "be" else ""


def _by_purpose(sentence: Sentence, clause: Clause, part: Constituent) -> str:
    """`to prevent cars from being washed away`, of what somebody did; `was too weak to escape` tells no purpose."""
    ordered = part.text.lower().startswith(IN_ORDER)
    if part.role != "purpose" and not ordered and not (part.role == "complement" and clause.lemma == "use"):
        return ""
    fronted = part.end <= clause.subject.start and sentence.text.startswith(",", part.end)
    completed = OPEN_NOUNS & {*sentence.text[clause.subject.start : part.start].split()}
    if completed and not ordered and part.start > clause.subject.start:
        return ""
    acted = clause.passive or any(
        each.role == "object" and (fronted or each.start < part.start) for each in clause.parts
    )
    # `used the term charter to describe …` says what the term means.
    led = all(
        not each.text.startswith(("to ", "the term ", "the word ", "the phrase "))
        for each in clause.parts
        if each is not part
    )
    fits = (
        PURPOSE.match(part.text)
        and clause.operator not in UNCERTAIN
        and not (fronted and clause.operator in NEEDED)
        and clause.lemma not in COMPLETED
    )
    return part.text if acted and led and fits and (fronted or part.start > clause.verb_end) else ""


def _by_grounds(_sentence: Sentence, clause: Clause, part: Constituent) -> str:
    """`on the grounds that prices would rise`, `was criticised for ignoring conflict`."""
    if part.role != "prep" or part.start < clause.verb_end:
        return ""
    found = GROUNDS.fullmatch(part.text)
    blamed = clause.lemma in BLAMING and part.marker == "for" and re.match(r"for \w+ing\b", part.text)
    return (found["why"] or found["hope"]) if found else part.text if blamed else ""


def _by_motive(sentence: Sentence, clause: Clause, part: Constituent) -> str:
    """`fearing revolution`, of what somebody did: a comma sets it apart in front or behind."""
    fronted = part.end <= clause.subject.start and sentence.text.startswith(",", part.end)
    apart = fronted or (part.start > clause.verb_end and part.gap.startswith(","))
    led = any(each.role == "tail" for each in clause.parts if each is not part)
    found = MOTIVE.fullmatch(part.text) if part.role == "tail" and apart and not led else None
    return part.text if found and clause.lemma != "be" else ""


def _by_for(_sentence: Sentence, _clause: Clause, part: Constituent) -> str:
    """`Venice declined, for the spice trade had moved to Lisbon`."""
    found = FOR.fullmatch(part.text) if part.role == "clause" and part.marker == "for" and "," in part.gap else None
    return found["why"] if found else ""


READINGS = (
    _by_preposition,
    _by_grounds,
    _by_because,
    _by_for,
    _by_as_or_since,
    _by_purpose,
    _by_intention,
    _by_motive,
)
"""How a part of a clause gives its reason; the first that finds one counts."""


def _is_denied(sentence: Sentence, clause: Clause, part: Constituent) -> bool:
    """True where `not` may belong to the reason: `did not begin because …`, `not because of … but because …`."""
    denied = is_negated(clause) and clause.lemma in HAPPENING and not part.gap.startswith(",")
    return denied or bool(re.search(r"\bnot (?:\w+ )?because\b", sentence.text))


def _behind(text: str, marker: str) -> str:
    """The reason; `partly because …` is left whole, for it says how far the reason goes."""
    return re.sub(rf"^{marker} ", "", text, flags=re.IGNORECASE)
