"""`damaged relations with Britain`, `leading to the break-off of relations`: what something brought about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essay2anki.facts.quoting import evidence, label, with_its_article
from essay2anki.facts.trimming import acts, first_statement, is_nominal, trailing, without_reason
from essay2anki.lexicon import CAUSAL_VERBS, ENACTMENTS
from essay2anki.model import Clause, Constituent, Essay, Fact, Kind, Mention, MentionKind, Sentence
from essay2anki.words import content, word_set

ACTORS = frozenset({MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANISATION})
"""What they do is no effect of them."""
BROAD = word_set("make turn give leave allow enable force help convince persuade")
"""Verbs whose object alone is no answer: `gave` whom what? Asked as `What effect did … have?`, of enactments."""
NOT_DOING = word_set("""
    be have become remain seem appear begin start take come go use follow include contain involve see show occur happen
    last mean need require exist continue cost
""")
"""Verbs that bring nothing about, even with a treaty for their subject."""
OUTCOMES = word_set("""
    lead result cause create provoke trigger spark force prevent weaken strengthen undermine destroy reduce increase
    raise enable allow leave give end deepen ensure
""")
"""Participles that tell what came of it; `highlighting`, `signalling`, `marking` are the writer's comment."""
DESCRIBED = 2
"""Content words of a subject without a name; `public outrage` could be at anything."""
LONGEST_DATE = 5
"""Words of an adjunct that is only a date: `in the late 1870s`."""
NEAR = 18
"""Characters between a part and the verb of a clause that goes on behind it: `, and subsequently`."""
APART = word_set("into onto out off above below from over under away")
"""Behind these stands what makes the object alone no answer: `raise the price above the world price`."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `effect`, `impact` and `outcome`.

    Of an effect the predicate is a verb and the value what it brought; of an impact the value is the predicate; of an
    outcome the statement is a clause and the value what the participle behind it says.
    """
    for sentence in sentences:
        for clause in sentence.clauses:
            if clause.kind in {"main", "coordinate", "adverbial"} and is_nominal(clause):
                yield from _effect(essay, sentence, clause)
                yield from _outcomes(essay, sentence, clause)


def _effect(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    kept = [part for part in clause.parts if part.start > clause.verb_start and not _is_beside(sentence, part)]
    broad = clause.lemma in BROAD or clause.lemma not in CAUSAL_VERBS
    link = "" if broad else CAUSAL_VERBS[clause.lemma]
    told = _impact(sentence, clause) if broad else _brings_about(sentence, clause)
    if clause.passive or not told or not _is_whole(sentence, clause, kept, link):
        return
    value = clause.predicate(without=[part for part in clause.parts if part not in kept], finite=broad)
    if not broad:
        value = value.removeprefix(clause.bare).strip().removeprefix(f"{link} " if link else "")
    yield Fact(
        kind=Kind.CONSEQUENCE,
        relation="impact" if broad else "effect",
        subject=with_its_article(sentence, without_reason(clause.core)),
        operator=clause.operator,
        predicate="" if broad else f"{clause.bare} {link}".strip(),
        value=first_statement(value),
        context=label(sentence),
        evidence=(evidence(essay, sentence),),
        finder="consequences",
    )


def _is_beside(sentence: Sentence, part: Constituent) -> bool:
    """True for what only comments, and for the date: `abolished the purchase of commissions in 1871`."""
    dated = part.role == "prep" and any(part.start < date.start and date.end == part.end for date in sentence.dates)
    return part.role in {"tail", "clause"} or (dated and len(part.text.split()) <= LONGEST_DATE)


def _is_whole(sentence: Sentence, clause: Clause, kept: list[Constituent], link: str) -> bool:
    """True when the parts behind the verb answer by themselves, and none of them is cut off from a second one."""
    if not kept:
        return False
    first, *others = kept
    answers = first.text.startswith(f"{link} ") if link else first.role in {"object", "complement"}
    following = sentence.text[kept[-1].end :]
    goes_on = re.match(r",? (?:and|as well as) ", following)
    shared = any(abs(other.verb_start - kept[-1].end) <= NEAR for other in sentence.clauses)
    apart = any(part.marker in APART for part in others) and clause.lemma in CAUSAL_VERBS
    return answers and not apart and not (goes_on and not shared)


def _brings_about(sentence: Sentence, clause: Clause) -> bool:
    """A causal verb of a thing that is named or described; a lone `reforms` could be any."""
    subject = without_reason(clause.core).removeprefix("the ")
    described = len(content(subject)) > DESCRIBED or bool(_inside(sentence, clause))
    return described and not acts(sentence, subject, ACTORS)


def _impact(sentence: Sentence, clause: Clause) -> bool:
    """Anything that an act, a treaty or a reform does is its effect, if it does but one thing in the sentence."""
    subject = clause.core.removeprefix("the ")
    enacted = any(
        mention.head in ENACTMENTS and subject.startswith(mention.text) for mention in _inside(sentence, clause)
    )
    sole = all(other is clause or other.subject != clause.subject for other in sentence.clauses)
    sole = sole and not re.search(r"\b(?:but|yet|although|however)\b", sentence.text)
    return enacted and sole and clause.lemma not in NOT_DOING


def _inside(sentence: Sentence, clause: Clause) -> list[Mention]:
    start, end = clause.subject.start, clause.subject.end
    return [mention for mention in sentence.mentions if start <= mention.start and mention.end <= end]


def _outcomes(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    for part in clause.parts:
        found = re.match(r"(?:\w+ly |further |thus |thereby )?\w+ing (?P<value>.+)", part.text)
        if part.role != "tail" or part.marker not in OUTCOMES or not found or part.start < clause.verb_start:
            continue
        link = CAUSAL_VERBS[part.marker]
        if link and not found["value"].startswith(f"{link} "):
            continue
        yield Fact(
            kind=Kind.CONSEQUENCE,
            relation="outcome",
            subject=clause.core,
            predicate=f"{part.marker} {link}".strip(),
            statement=f"{clause.core} {clause.predicate(without=trailing(clause), finite=True)}",
            value=first_statement(found["value"].removeprefix(f"{link} " if link else "")),
            context=label(sentence),
            evidence=(evidence(essay, sentence),),
            finder="consequences",
        )
