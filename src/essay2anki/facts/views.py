"""`Martin Pugh argues that …`: what a scholar holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from essay2anki.facts.quoting import evidence, quotes
from essay2anki.facts.trimming import first_statement, is_clipped, is_negated, is_nominal, shortened, trailing
from essay2anki.lexicon import GRANTING, REPORTING_VERBS
from essay2anki.model import Clause, Essay, Fact, Kind, MentionKind, Sentence
from essay2anki.words import word_set

SPEAKING_THEN = frozenset({"said", "wrote", "noted", "pointed", "described"})
"""In the past tense these tell what somebody in the story said, not what a scholar holds."""


SCHOOL = re.compile(
    r"(?!(?:some|many|most|other|several|few|all|both|certain|modern) )"
    r"(?:[A-Z][\w-]+ |[a-z-]+ )?[\w-]*(?:ists|[a-z]arians|theorists|realists|ist critics|ist historians)"
)
"""`Marxists`, `labelling theorists`, `feminist critics`: those who share a view."""
SEEING = word_set("see regard view describe interpret define portray present read dismiss characterise characterize")
"""`saw Macbeth as a tragic hero`."""
CALLING = word_set("call label term dub brand")
"""`called cultural deprivation a myth`."""
HEAD = re.compile(r".+?(?= (?:of|against|for|in|to|who|that|which|from|between|on|with)\b)")
SHORT = 4
"""Words of what a view is about; a longer phrase would give the view away."""
LONGEST = 28
"""Words of a view that can be recalled."""
LONGEST_SUBJECT = 6
NOBODY = word_set("people those one everyone humans")
HOLDING = word_set("defend reject stress emphasise emphasize challenge highlight question criticise criticize condemn")
"""Verbs that take a side by their object."""
DRAWN = re.compile(r"(?P<asked>(?:(?:draw|point) (?:attention )?to|distinguish between)) (?P<value>.+)")
"""`drew attention to the fact that …`, `pointed to the cost of …`, `distinguished between …`."""
OWN = re.compile(
    r"(?P<author>.+?)[’']s? (?P<noun>view|claim|argument|thesis|theory|belief|conclusion|objection) that (?P<value>.+)"
)
"""`Peukert's view that …`."""
VIEWING = REPORTING_VERBS | SEEING | CALLING | HOLDING | {"draw", "complain", "distinguish"}
AS = re.compile(r"(?P<what>.+?) (?P<how>(?:(?!family|early)\w+ly )?as .+)")
TURNED = re.compile(r"\bbut\b")
"""Behind it stands the view, before it what the author grants."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `view` and `seen_as`: subject the author, predicate what it is about, value what the author holds."""
    for before, sentence in pairwise([None, *sentences]):
        if sentence is None:
            continue
        for clause in sentence.clauses:
            if _is_author(sentence, clause) and clause.kind in {"main", "coordinate", "adverbial"}:
                yield from _view(essay, sentence, clause)
                yield from _seen(essay, before, sentence, clause)
                yield from _held(essay, sentence, clause)
                yield from _called(essay, sentence, clause)
                yield from _drawn(essay, sentence, clause)
            yield from _owned(essay, sentence, clause)


def _is_author(sentence: Sentence, clause: Clause) -> bool:
    author = re.sub(r" \(\d{4}\)$", "", clause.core)
    named = any(
        mention.kind is MentionKind.PERSON and author.endswith(mention.text) and author[:1].isupper()
        for mention in sentence.mentions
    )
    carried = clause.carried and sentence.antecedent is not None and sentence.antecedent.person
    return clause.lemma in VIEWING and (named or carried or bool(SCHOOL.fullmatch(author)))


def _view(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    front = [part for part in clause.parts if part.start < clause.verb_start]
    value = clause.predicate(without=front, finite=True).removeprefix(clause.finite).strip()
    about = _about(sentence, clause)
    # `accepts that …, but insists that …`: what an author grants is not the view
    granted = clause.lemma in GRANTING and TURNED.search(sentence.text, clause.verb_end)
    unsaid = clause.finite in SPEAKING_THEN or clause.lemma == "object" or granted
    if unsaid or not value.startswith("that ") or not about:
        return
    told = [each.verb_end for each in sentence.clauses if each.kind == "reported" and each.start >= clause.verb_end]
    start = sentence.text.find(value, clause.verb_end)
    value = shortened(first_statement(value, told[0] - start if told and start >= 0 else 0), LONGEST)
    yield _fact(essay, sentence, clause, "view", f"{clause.bare} about {about}", value)


def _seen(essay: Essay, before: Sentence | None, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    """`saw Macbeth as a tragic hero`: how the author sees it; `saw them as` what the sentence before is about."""
    parts = [part for part in clause.parts if part.start > clause.verb_start]
    front = [part for part in clause.parts if part not in parts]
    told = clause.predicate(without=[*front, *trailing(clause)], finite=True)
    found = AS.fullmatch(told.removeprefix(clause.finite).strip())
    if clause.lemma not in SEEING or clause.passive or not found or is_clipped(sentence, clause.end):
        return
    what, how = found["what"], first_statement(found["how"])
    if re.search(re.escape(how) + r",? but\b", sentence.text):
        return  # half of a contrast is not how the author sees it
    fact = _fact(essay, sentence, clause, "seen_as", f"{clause.bare} {what}", how)
    if what in {"it", "them"} and before and before.point is sentence.point:
        subject = _subject(before)
        if subject and subject.plural is (what == "them"):
            proof = (*fact.evidence, evidence(essay, before))
            yield replace(fact, predicate=f"{clause.bare} {subject.core}", evidence=proof)
        return
    yield fact


def _subject(before: Sentence) -> Clause | None:
    """What a sentence is about: the clause whose subject it is, that of the view where it tells one."""
    told = [each for each in before.clauses if each.kind in {"main", "reported"}]
    if len(told) > 1 and told[0].kind == "main" and told[0].lemma in REPORTING_VERBS:
        told = told[1:]
    first = told[0] if told else None
    person = first and any(each.kind is MentionKind.PERSON and each.text in first.core for each in before.mentions)
    named = first and not person and is_nominal(first) and len(first.core.split()) <= LONGEST_SUBJECT
    return first if named else None


def _held(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    """`defends the impact of militancy`, `reject the idea that …`: what the author is for or against."""
    held = [part for part in clause.parts if part.role == "object" and part.start > clause.verb_start]
    front = [part for part in clause.parts if part.start < clause.verb_start]
    told = clause.predicate(without=[*front, *trailing(clause)], finite=False).removeprefix(clause.bare).strip()
    if clause.lemma in HOLDING and len(held) == 1 and not clause.passive and not is_clipped(sentence, held[0].end):
        yield _fact(essay, sentence, clause, "view", clause.bare, first_statement(told))


def _called(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    """`called cultural deprivation a myth`: what the author calls it."""
    told = [part for part in clause.parts if part.start > clause.verb_start and part.role not in {"clause", "tail"}]
    roles = [part.role for part in told]
    if (
        clause.lemma in CALLING
        and not (clause.passive or is_negated(clause))
        and roles in (["object", "complement"], ["object", "object"])
    ):
        what, name = told
        if not is_clipped(sentence, name.end):
            yield _fact(essay, sentence, clause, "view", f"{clause.bare} {what.text}", first_statement(name.text))


def _drawn(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    """`drew attention to the fact that …`: what the author points to."""
    front = [part for part in clause.parts if part.start < clause.verb_start]
    found = DRAWN.fullmatch(clause.predicate(without=front, finite=False).replace(clause.bare, clause.lemma, 1))
    if found and not clause.passive and not is_clipped(sentence, clause.end):
        pair = found["asked"].startswith("distinguish") and " and " in found["value"]
        value = found["value"] if pair else first_statement(found["value"])
        yield _fact(essay, sentence, clause, "view", found["asked"], value)


def _owned(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    """`Peukert's view that these years were calm seems convincing`: the view of which more is said."""
    found = OWN.fullmatch(clause.core)
    authors = {mention.text for mention in sentence.mentions if mention.kind is MentionKind.PERSON}
    if found and found["author"] in authors and clause.kind in {"main", "coordinate"}:
        own = f"{found['author']}’s {found['noun']}"
        yield replace(
            _fact(essay, sentence, clause, "view", "", first_statement(found["value"])), subject=own, operator="is"
        )


def _fact(essay: Essay, sentence: Sentence, clause: Clause, relation: str, predicate: str, value: str) -> Fact:
    return Fact(
        kind=Kind.JUDGMENT,
        relation=relation,
        subject=clause.core,
        operator=clause.operator,
        predicate=predicate,
        value=value,
        evidence=quotes(essay, sentence, clause),
        finder="views",
    )


def _about(sentence: Sentence, clause: Clause) -> str:
    """What the view is about: the subject of the clause that tells it. `What does Pugh argue?` has many answers."""
    for reported in sentence.clauses:
        if reported.kind == "reported" and clause.verb_end <= reported.start < clause.end and is_nominal(reported):
            about = HEAD.match(reported.core)
            short = about.group() if about and len(reported.core.split()) > SHORT else reported.core
            return "" if short.startswith(("a ", "an ")) or short.lower() in NOBODY else short
    return ""
