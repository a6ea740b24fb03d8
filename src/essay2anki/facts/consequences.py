"""`damaged relations with Britain`, `leading to the break-off of relations`: what something brought about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.effects import ANOTHER, BECAUSE, Effect, pushed_to_do, split_effect
from essay2anki.facts.provisions import is_provision
from essay2anki.facts.quoting import introduced, is_bare, label, quotes, with_its_article
from essay2anki.facts.trimming import (
    CONDITIONS,
    acts,
    first_statement,
    has_two_reasons,
    is_clipped,
    is_conditional,
    is_fronted,
    is_negated,
    is_nominal,
    trailing,
    without_reason,
)
from essay2anki.lexicon import (
    BROAD,
    CAUSAL_VERBS,
    ENACTMENTS,
    EVENT_HEADS,
    INTRANSITIVE_NOMINALS,
    NOMINALS,
    OUTCOMES,
    POSSIBLE,
    PRESENT_PERFECT,
    PUSHING,
)
from essay2anki.model import ACTORS, Clause, Constituent, Essay, Fact, Kind, Mention, MentionKind, Section, Sentence
from essay2anki.words import content, word_set

NOT_DOING = word_set("""
    be have become remain seem appear begin start take come go use follow include contain involve see show occur happen
    last mean need require exist continue cost recommend propose suggest say state call demand aim seek
""")
"""Verbs that bring nothing about, even with a treaty for their subject."""
DESCRIBED = 2
"""Content words of a subject without a name; `public outrage` could be at anything."""
LONGEST_DATE = 5
"""Words of an adjunct that is only a date: `in the late 1870s`."""
PRESENT = frozenset({"do", "does", "can"})
TERM = re.compile(r"(?:an? )?(?!the |an? |[A-Z])[\w-]+(?: [\w-]+)?")
"""In general statements a noun without article is enough: `Tariffs invite retaliation`."""
VAGUE = re.compile(
    r"(?:people|things|reforms|problems|factors|events|changes|policies|women|men|children|parents|others|governments"
    r"|countries|states|individuals|critics|firms|companies|courts|schools|banks|parties|hospitals|councils|churches|unions|media|police|\w+(?:ers|ors|ists|ians|ants|ents))$"
)
"""Those who act, and nouns that name nothing."""
JOINT = re.compile(r",? (?:and|as well as) ")
INNER = re.compile(r"\b(?:which|who|where|whereby)\b")
"""What opens a clause that may go on behind a comma: `ratios whereby Britain had five, and for each ship Japan …`."""
NEAR = 18
"""Characters between a part and the verb of a clause that goes on behind it: `, and subsequently`."""
SAME = re.compile(r" \([a-z]+$")
"""`isolation (sakoku`: another word for it, whose bracket the parser leaves out."""
PLACE_FIRST = re.compile(r"(?:from|in|at|by|after|before|during|until|since|under|on|with) ")
"""`from 407 the friendship of the two men …`: no subject begins so."""
TENSES = {
    **dict.fromkeys(("do", "does", "is", "are", "has", "have"), "does"),
    **{modal: modal for modal in POSSIBLE},
}
"""How a question takes up a statement with that operator; in the past it is `did`."""
TAIL = re.compile(r"(?:\w+ly |further |thus |thereby )?\w+ing (?P<rest>.+)")
SHIFTING = word_set("raise reduce increase lower improve worsen limit boost weaken strengthen cut")
"""Verbs that move their object: where to, must be said with them."""
MOVED = re.compile(r"(?P<what>[\w’' -]+?) (?:into|onto|out|off|above|below|over|under|away) ")
"""What makes the object alone no answer: `raise the price above the world price`."""
MEASURED = re.compile(
    r"(?P<what>[\w’' -]+?) (?:to|by|from) "
    r"(?:(?:about|around|roughly|only|just|over|under|nearly|almost|more|less|than) )*"
    r"(?:[£$€]?(?!(?:1\d|20)\d\d\b)\d|(?:half|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty)\b"
    r"|an? (?:half|third|quarter|fifth|tenth)\b)"
)
"""How far an object was moved: `reduced obedience to 40 per cent`, but not `ended slavery by 1865`."""


HAPPENINGS = (
    EVENT_HEADS
    | NOMINALS.keys()
    | INTRANSITIVE_NOMINALS.keys()
    | word_set("""
        victory victories conquest conquests capture loss losses deaths rise growth spread shortage shortages flood
        floods drought droughts disease discovery arrival return seizure success failures harvest harvests repression
        famines inflation unemployment blight
    """)
)
"""Heads of events and deeds, and of what happens to people: whatever it does is an effect."""
HAPPENING = re.compile(r"[a-z]{3,}(?:[ts]ion|ment|[ae]nce|ing)s?")
"""`emancipation`, `banning`: nouns made of verbs."""
BODIES = word_set("""
    government parliament population nation institution organisation organization generation audience regiment
    opposition administration corporation association delegation federation congregation king department being
    building
""")
"""Nouns that end as those of events do, and act."""
HEAD = re.compile(
    r"(?:[Tt]he |[Aa]n? )?(?P<phrase>[^,]+?)(?: (?:of|in|at|over|to|by|with|from|for|on|against|after)\b.*|,.*)?"
)
"""`loss` in `the loss of the silver fleet in 1628`."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `effect`, `impact` and `outcome`.

    Of an effect the predicate is a verb and the value what it brought; of an impact the value is the predicate; of an
    outcome the statement is a clause and the value what the participle behind it says.
    """
    found = [fact for sentence in sentences for fact in _in_sentence(essay, sentence)]
    yield from (fact for fact in found if not any(_rivals(fact, other) for other in found))


def _rivals(fact: Fact, other: Fact) -> bool:
    """True for two answers to one question: an Act `introduced tolls`, and elsewhere `introduced a board`."""
    same = (fact.relation, fact.subject, fact.predicate) == (other.relation, other.subject, other.predicate)
    told = not fact.statement and fact.evidence[0].section is other.evidence[0].section
    return same and told and not {*content(fact.value)} & {*content(other.value)}


def _in_sentence(essay: Essay, sentence: Sentence) -> Iterator[Fact]:
    for clause in sentence.clauses:
        told = clause.kind in {"main", "coordinate", "adverbial"} and clause.marker not in {"after", "before"}
        told = (told or _adds_to_an_event(sentence, clause)) and not has_two_reasons(clause)
        told = told and not PLACE_FIRST.match(clause.core)
        if told and is_nominal(clause) and not is_bare(essay, sentence, clause.core):
            yield from _pushed(essay, sentence, clause) or _effect(essay, sentence, clause)
            yield from _outcomes(essay, sentence, clause)


def _effect(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    kept = [part for part in clause.parts if part.start > clause.verb_start and not _is_beside(sentence, part)]
    if not kept or _depends(clause, kept):
        return
    broad = clause.lemma in BROAD or clause.lemma not in CAUSAL_VERBS
    link = "" if broad else CAUSAL_VERBS[clause.lemma]
    told = _impact(sentence, clause) if broad else _brings_about(sentence, clause)
    told = told or (broad and clause.lemma in CAUSAL_VERBS and _brings_about(sentence, clause))
    behind = " ".join(part.text for part in kept)
    measured = MEASURED.match(behind) if clause.lemma in SHIFTING and kept[0].role != "prep" else None
    whole = measured or _answers(kept, link)
    if clause.passive or is_negated(clause) or not told or not whole or _goes_on(sentence, clause, kept):
        return
    value = clause.predicate(without=[part for part in clause.parts if part not in kept], finite=broad)
    moved = measured or MOVED.match(kept[0].text) or MOVED.match(behind)
    apart = bool(moved) and clause.lemma in SHIFTING
    if moved and not apart and not broad:
        return
    if apart:
        # `raise the price above the world price`: the object alone is no answer, and the whole no English.
        broad, value = True, clause.predicate(without=[part for part in clause.parts if part not in kept], finite=True)
    if not broad:
        value = value.removeprefix(clause.bare).strip().removeprefix(f"{link} " if link else "")
    asked = f"on {moved['what']}" if apart and moved else "" if broad else f"{clause.bare} {link}".strip()
    yield Fact(
        kind=Kind.CONSEQUENCE,
        relation="impact" if broad else "effect",
        subject=with_its_article(sentence, without_reason(introduced(sentence, clause))),
        operator=clause.operator,
        predicate=" ".join(filter(None, (asked, _setting(sentence, clause)))),
        value=_closed(sentence, kept[-1].end, BECAUSE.sub("", first_statement(value))),
        context=label(sentence),
        evidence=quotes(essay, sentence, clause),
        finder="consequences",
    )


def _depends(clause: Clause, kept: list[Constituent]) -> bool:
    """True where the effect holds on a condition, or where the point is how it comes about.

    `removes water quickly`, `can reduce demand through higher taxes`; in `makes the firm a wage taker and can raise
    both` the one is the condition of the other.
    """
    conditional = any(part.marker in CONDITIONS and part.role == "clause" for part in clause.parts)
    end = kept[-1].end
    manner = any(part.start > end and part.role == "adverb" and part.text.endswith("ly") for part in clause.parts)
    means = clause.operator in PRESENT and any(part.marker in {"through", "by"} for part in kept)
    second = clause.kind == "coordinate" and clause.operator in POSSIBLE
    return is_conditional(clause) or conditional or manner or means or second


def _closed(sentence: Sentence, end: int, value: str) -> str:
    """The value with the bracket that the parser left out."""
    return f"{value})" if SAME.search(value) and sentence.text.startswith(")", end) else value


def _happens(clause: Clause) -> bool:
    """True for a subject that is an event or a deed: `the loss of the silver fleet`, `raising the tax`."""
    found = HEAD.fullmatch(clause.core)
    head = found["phrase"].split()[-1] if found else ""
    happens = head.lower() in HAPPENINGS or (HAPPENING.fullmatch(head) and head.rstrip("s") not in BODIES)
    return bool(clause.subject.marker or happens)


def _setting(sentence: Sentence, clause: Clause) -> str:
    """What stands before the subject and limits what is said: `in a competitive market`; a date alone does not."""
    return " ".join(part.text for part in clause.parts if is_fronted(clause, part) and not _is_beside(sentence, part))


def _adds_to_an_event(sentence: Sentence, clause: Clause) -> bool:
    """`…, which made breakdown the only ground` behind the name of an act."""
    name = clause.core.removeprefix("the ")
    event = any(each.kind is MentionKind.EVENT and name.startswith(each.text) for each in sentence.mentions)
    return event and clause.kind == "relative"


def _pushed(essay: Essay, sentence: Sentence, clause: Clause) -> tuple[Fact, ...]:
    """`allowed the state to take over estates`, `meant that nobody came`."""
    word = clause.lemma == "mean" and " " not in clause.core  # `Secularisation means that …` tells no consequence
    effect = split_effect(clause) if not word else None
    doing = _brings_about(sentence, clause) or (_happens(clause) and clause.kind != "adverbial")
    if (
        effect is None
        or _setting(sentence, clause)
        or clause.operator in PRESENT_PERFECT
        or not doing
        or is_clipped(sentence, clause.end)
    ):
        return ()
    return (
        Fact(
            kind=Kind.CONSEQUENCE,
            relation="impact" if effect.impact else "effect" if effect.asked else "meant",
            subject=with_its_article(sentence, without_reason(introduced(sentence, clause))),
            operator=clause.operator,
            predicate=effect.asked,
            value=effect.value,
            context=label(sentence),
            evidence=quotes(essay, sentence, clause),
            finder="consequences",
        ),
    )


def _is_beside(sentence: Sentence, part: Constituent) -> bool:
    """True for what only comments, and for the date: `abolished the purchase of commissions in 1871`."""
    dated = part.role == "prep" and any(part.start < date.start and date.end == part.end for date in sentence.dates)
    comments = part.role in {"tail", "clause"} or (part.role == "adverb" and " " not in part.text)
    return comments or (dated and len(part.text.split()) <= LONGEST_DATE)


def _answers(kept: list[Constituent], link: str) -> bool:
    """True when the parts behind the verb answer by themselves."""
    first = kept[0]
    return first.text.startswith(f"{link} ") if link else first.role in {"object", "complement"}


def _goes_on(sentence: Sentence, clause: Clause, kept: list[Constituent]) -> bool:
    """True when the parts behind the verb are cut off from a second one, and not from a second statement."""
    end = kept[-1].end
    joint = JOINT.match(sentence.text, end)
    inside = INNER.search(sentence.text, kept[0].start, end)
    second = any(
        abs(other.verb_start - end) <= NEAR or (joint and not inside and other.start == joint.end())
        for other in sentence.clauses
        if not _is_noun(clause, other)
    )
    return bool(joint) and not second


def _is_noun(clause: Clause, other: Clause) -> bool:
    """True for `leads to slumps and flash flooding`: no past tense goes on from a present one."""
    return other.core == clause.core and clause.operator in {"do", "does"} and other.operator == "did"


def _brings_about(sentence: Sentence, clause: Clause) -> bool:
    """A causal verb of a thing that is named or described; a lone `reforms` could be any."""
    subject = without_reason(clause.core).removeprefix("the ")
    noted = sentence.point.section is Section.NOTES and " " in clause.core  # `informal sector` lacks its article
    general = (
        not noted and clause.operator in PRESENT and bool(TERM.fullmatch(clause.core)) and not VAGUE.search(clause.core)
    )
    described = len(content(subject)) > DESCRIBED or bool(_inside(sentence, clause)) or general
    doing = bool(clause.subject.marker)
    return doing or (described and not acts(sentence, subject, ACTORS))


def _impact(sentence: Sentence, clause: Clause) -> bool:
    """Anything that an act, a treaty or a reform does is its effect, if it does but one thing in the sentence."""
    subject = clause.core.removeprefix("the ")
    enacted = any(
        mention.head in ENACTMENTS and subject.startswith(mention.text) for mention in _inside(sentence, clause)
    )
    sole = all(other is clause or other.subject != clause.subject for other in sentence.clauses)
    sole = sole and not re.search(r"\b(?:but|yet|although|however)\b", sentence.text)
    return enacted and sole and clause.lemma not in NOT_DOING and not is_provision(sentence, clause)


def _inside(sentence: Sentence, clause: Clause) -> list[Mention]:
    start, end = clause.subject.start, clause.subject.end
    return [mention for mention in sentence.mentions if start <= mention.start and mention.end <= end]


def _outcomes(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    if any(part.marker in CONDITIONS and part.role == "clause" for part in clause.parts):
        return
    for part in clause.parts:
        found = TAIL.match(part.text)
        effect = _told_by(part, found["rest"]) if found and part.role == "tail" else None
        if effect is None or part.start < clause.verb_start:
            continue
        yield Fact(
            kind=Kind.CONSEQUENCE,
            relation="outcome",
            subject=clause.core,
            operator=TENSES.get(clause.operator, "did"),
            predicate=effect.asked,
            statement=f"{clause.core} {clause.predicate(without=trailing(clause), finite=True)}",
            value=effect.value,
            context=label(sentence),
            evidence=quotes(essay, sentence, clause),
            finder="consequences",
        )


def _told_by(part: Constituent, rest: str) -> Effect | None:
    """What a participle says came of the clause before it: `leading to famine`, `allowing the state to recover`."""
    rest = ANOTHER.sub("", first_statement(rest))
    if part.marker in PUSHING and (pushed := pushed_to_do(part.marker, rest)):
        return pushed
    link = CAUSAL_VERBS.get(part.marker, "")
    if part.marker not in OUTCOMES or (link and not rest.startswith(f"{link} ")):
        return None
    return Effect(f"{part.marker} {link}".strip(), rest.removeprefix(f"{link} " if link else ""))
