"""`…, which led to famine`, `…, so that …`, `As a result, …`: what came of what is told just before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from essay2anki.facts.effects import Effect, effect_of
from essay2anki.facts.premises import premise, premise_quotes
from essay2anki.facts.quoting import evidence, label
from essay2anki.facts.trimming import NO_SUBJECTS, first_statement, is_clipped, is_negated, is_nominal
from essay2anki.model import Clause, Constituent, Essay, Evidence, Fact, Kind, MentionKind, Sentence

RESULT_OPENERS = frozenset({"as a result", "consequently", "because of this", "as a result of this"})
TIED = re.compile(r"(?:Because of this|As a result of this|For this reason|(?:This|That) (?:is|was) why),? ")
"""It ties what follows to the statement before as its result; without a comma it is no opener."""
OUTCOME = re.compile(r"[Tt]he (?:result|consequence|effect|outcome|upshot)")
"""`The result was a famine`: of what is told just before."""
RESUMED = re.compile(r", which (?:can |could |also |in turn )?$|,? and this (?:also |in turn )?$")
"""What a second statement begins with that tells the result of the first."""
EXAMPLES = frozenset({"for example", "for instance"})
SO = re.compile(r",? so (?:that )?$|, which is why $|[,;] (?:and )?(?:therefore|consequently|hence|as a result),? $")
THEREFORE = re.compile(r"\b(?:therefore|consequently) ")
SECOND = re.compile(r"[,;] (?:and )?$")
"""`…, and peasants therefore knew what they owed`."""
SO_THAT = re.compile(r"so that (?!(?:[\w’'-]+ ){1,6}?(?:could|would|might|can|may)\b)")
CAME = re.compile(r"so that |with the (?:result|consequence|effect) that ")
"""Behind a comma also what `could` be is a result."""
INFERRED = re.compile(
    r"\b(?:explains?|shows?|suggests?|indicates?|implies|asked|argued|claimed|questioned|explanation|must|difference"
    r"|cannot have)\b"
)
"""What somebody concludes did not come of it."""
UNNEEDED = re.compile(r"\b(?:need not|not necessarily|does not mean|did not mean|cannot)\b")
"""What it leaves open has not come of it."""
INTENDED = frozenset({"could", "would", "might", "can", "may", "should", "will"})
"""`so that it could carry more water` is what was meant to come, and no result yet."""
OPERATORS = frozenset({"did", "does", "do", "can", "could"})
THERE = re.compile(r"^there (?:is|are|was|were) ")
TAKEN_UP = re.compile(r"\b(?:too|as well|also)$")


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `outcome`: statement what is told, predicate how its result is asked for, value the result."""
    for sentence in sentences:
        for clause in sentence.clauses if sentence.opener not in EXAMPLES else ():
            yield from _inside(essay, sentence, clause)
    for before, sentence in pairwise(sentences):
        if before.point is sentence.point:
            yield from _across(essay, before, sentence)


def _inside(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    """`Rain fell, so the river rose`; `Rain fell, which led to floods`."""
    so = SO.search(sentence.text, 0, clause.subject.start)
    therefore = THEREFORE.search(sentence.text, clause.subject.end, clause.verb_end + 1)
    so = so or (SECOND.search(sentence.text, 0, clause.subject.start) if therefore else None)
    # What is so is concluded, not brought about: `so the challenge is still strong`.
    so = so if clause.lemma not in {"be", "remain"} else None
    denied = is_negated(clause) or UNNEEDED.search(sentence.text, clause.subject.start, clause.end)
    if so and clause.kind != "relative" and clause.operator not in INTENDED and is_nominal(clause) and not denied:
        value = THEREFORE.sub("", sentence.text[clause.subject.start : clause.end], count=1)
        if not is_clipped(sentence, clause.end) and not TAKEN_UP.search(value) and not INFERRED.search(value):
            yield from _fact(essay, sentence, so.start(), Effect("", value), clause)
    for part in clause.parts if clause.kind == "main" else ():
        so_that = SO_THAT.match(part.text) or ("," in part.gap and CAME.match(part.text))
        if (
            part.marker in {"so", "with"}
            and (so_that or _follows(sentence, part))
            and part.start > clause.verb_end
            and not INFERRED.search(part.text)
        ):
            value = part.text[so_that.end() if so_that else len("so ") :]
            yield from _fact(essay, sentence, part.start, Effect("", value), clause)
    which = RESUMED.search(sentence.text[: clause.verb_start]) if clause.operator in OPERATORS else None
    if not which:
        return
    # Of a named act it is told what that did, not what came of the whole.
    acted = {each.text for each in sentence.mentions if each.kind in {MentionKind.EVENT, MentionKind.ORGANISATION}}
    named = any(name in clause.core for name in acted)
    effect = None if named else effect_of(clause)
    if effect and not is_clipped(sentence, clause.end):
        both = _with_second(sentence, clause)
        yield from _fact(essay, sentence, which.start(), Effect("", both, impact=True) if both else effect, clause)


def _follows(sentence: Sentence, part: Constituent) -> bool:
    """True for `…, so firms invest less`, which the parser may take for a part of what stands before."""
    words = part.text.split()
    stands = part.text.startswith("so ") and words[1].lower() not in NO_SUBJECTS | {"that", "as", "far", "much", "long"}
    meant = INTENDED & {*words} or re.search(r"\b(?:is|are|was|were|remains?) (?!\w+ed\b)", part.text)
    return "," in part.gap and stands and not meant and not is_clipped(sentence, part.end)


def _with_second(sentence: Sentence, clause: Clause) -> str:
    """`strengthens the currency and lowers the price of imports`: both that `which` does, or nothing if it does one."""
    second = next(
        (each for each in sentence.clauses if each.verb_start > clause.end and _is_second(clause, each)), None
    )
    joint = sentence.text[clause.end : second.verb_start] if second else ""
    return (
        sentence.text[clause.verb_start : second.end] if second and re.fullmatch(r",? and (?:\w+ly )?", joint) else ""
    )


def _is_second(clause: Clause, other: Clause) -> bool:
    return other.kind == clause.kind and other.core == clause.core and other.operator == clause.operator


def _fact(essay: Essay, sentence: Sentence, end: int, effect: Effect, clause: Clause) -> Iterator[Fact]:
    told = premise(sentence, end)
    if told:
        yield _outcome(told, effect, clause.operator, label(sentence), premise_quotes(essay, sentence))


def _across(essay: Essay, before: Sentence, sentence: Sentence) -> Iterator[Fact]:
    """Read `Rain fell. As a result, the river rose.` and `Rain fell. This led to floods.`."""
    main, tied = sentence.main, TIED.match(sentence.text)
    resumed = main is not None and (main.core == "this" or OUTCOME.fullmatch(main.core))
    if not (tied or resumed or sentence.opener in RESULT_OPENERS):
        return
    told = premise(before, len(before.text))
    if not told or " also " in before.text:
        return  # one of several measures, of which all together had the result
    quoted = (evidence(essay, sentence), *premise_quotes(essay, before))
    if tied and before.main and (effect := _behind_tie(sentence, tied.end())):
        yield _outcome(told, effect, before.main.operator, label(sentence), quoted)
    if tied or main is None:
        return
    effect = None
    complement = [part for part in main.parts if part.start > main.verb_end]
    if OUTCOME.fullmatch(main.core) and main.finite in {"is", "was"} and complement:
        value = complement[0].text.removeprefix("that ")
        effect = Effect("", first_statement(value)) if complement[0].role == "complement" else None
    elif sentence.opener in RESULT_OPENERS and is_nominal(main):
        words = sentence.text[sentence.core :].rstrip(".")
        effect = Effect("", first_statement(words, main.verb_end - sentence.core))
    elif main.core == "this" and main.operator in OPERATORS:
        effect = effect_of(main)
    if effect and not is_clipped(sentence, main.end) and not TAKEN_UP.search(effect.value):
        yield _outcome(told, effect, main.operator, label(sentence), quoted)


def _behind_tie(sentence: Sentence, start: int) -> Effect | None:
    """What follows `This is why`, where it stands by itself."""
    value = sentence.text[start:].rstrip(". ")
    verb = next((clause.verb_end for clause in sentence.clauses if clause.verb_start > start), start)
    first = value.partition(" ")[0].lower()
    return None if not first or first in NO_SUBJECTS else Effect("", first_statement(value, verb - start))


def _outcome(told: str, effect: Effect, operator: str, context: str, quotes: tuple[Evidence, ...]) -> Fact:
    value = THERE.sub("", effect.value)
    return Fact(
        kind=Kind.CONSEQUENCE,
        relation="impact" if effect.impact else "outcome",
        subject=told,
        operator="does" if operator == "do" else operator,  # `this` is one thing
        predicate=effect.asked,
        statement=told,
        value=value,
        context=context,
        evidence=quotes,
        finder="results",
    )
