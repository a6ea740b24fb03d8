"""Lists that a sentence tells: `three factors explain it: A, B and C`, `Causes: A, B`, `consists of A and B`.

All or nothing: the row must be as long as the sentence says, and must be the end of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from essay2anki.facts.announcing import FEWEST, MOST, Announced, announced, headed
from essay2anki.facts.questions import question
from essay2anki.facts.quoting import evidence, labelled, quotes
from essay2anki.facts.trimming import acts, is_nominal, trailing
from essay2anki.lexicon import PRONOUNS, REPORTING_VERBS, YEAR_OF_WORK
from essay2anki.model import ACTORS, Clause, Essay, Evidence, Fact, Item, Kind, MentionKind, Row, Section, Sentence
from essay2anki.words import STOP, content, word_set

OPEN = re.compile(
    r"\b(?:such as|including|include[sd]?|for (?:example|instance)|e\.g|etc|among|some of|perhaps|possibly|probably|"
    r"may|might|not|partly|mainly|largely|mostly|usually|sometimes|either|both|respectively)\b",
    re.IGNORECASE,
)
"""The list is not whole, or not sure."""
THERE = re.compile(r"there (?:are|were) (?P<what>.+)", re.IGNORECASE)
EXPLAINING = re.compile(
    r"(?P<what>.+?) (?P<told>(?:(?:help|helped|can|could|may) (?:to )?)?"
    r"(?:explain|explained|account for|lie behind|lay behind|led to|caused|brought about|contributed to) .+)"
)
SAID = re.compile(r"(?:are|were)(?: as follows| these)?")
CONSISTING = {"consist": "of", "comprise": "", "divide": "into", "make": "up of", "compose": "of"}
"""Verbs that tell the parts of a thing, with what stands between them and the parts."""
IDENTIFYING = frozenset(
    {"identify", "distinguish", "describe", "list", "name", "propose", "recognise", "find", "outline"}
)
"""`They identified five types of diversity: …`: the types can be asked for, whoever *they* are."""
TAKING = word_set("""
    absorb acquire annex attack capture cede claim conquer control enter gain govern hold invade keep liberate lose
    obtain occupy receive reconquer regain rule seize take unite visit
""")
"""Verbs whose objects are places to be named; whom Napoleon beat were no places."""
PARTING = re.compile(r",? and |, ")
JOINT = re.compile(r"(?<!\w)(?:on|upon|from|into|by|for|with|between|through|in|under) (?=\w)")
PARTICLE = re.compile(r"(?:forward|out|up|down) ")
SORTS = re.compile(r"(?:\w+ )?(?:types|kinds|forms|sorts|levels|categories)(?P<of> of |$)")
WHICH = re.compile(r",? which (?:are|were)$")
"""Between what announces a list and the list: as good as a colon."""
DEPENDING = re.compile(r"(?P<what>[^:]+?) (?P<told>(?:(?:partly|largely|also) )?depend(?P<form>s|ed|)) on")
"""`Much depends on A, B and C`: on which things?"""
THINGS = 3
"""Of two, one would give the other away."""
NAME = re.compile(r"(?<=[\w,] )[A-Z]|^[A-Z]\w+[’']s |^the [A-Z]")
"""It tells of what the list is; without one, the essay question must."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """How a list is asked for."""

    relation: str
    subject: str
    operator: str = ""
    predicate: str = ""
    joint: str = ""
    """The preposition before what is asked for: `by which three processes`."""
    announced: Announced | None = None
    clause: Clause | None = None
    attribution: str = ""
    """Whose word it is."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `members` (subject what they are), `which_members` and `consists_of` (subject the whole), with items."""
    for sentence in sentences:
        yield from _of_subject(essay, sentence)
        yield from _of_object(essay, sentence)
        for start in sorted({row.start for row in sentence.rows}):
            asked = _asked(essay, sentence, start)
            row = _row(sentence, start, asked) if asked and _is_whole(sentence) and _is_placed(essay, asked) else None
            if asked and row:
                asked = replace(asked, subject=_of_what(essay, sentence, asked.subject, row))
            if asked and row and not SORTS.fullmatch(asked.subject):
                yield _fact(essay, sentence, asked, row)
                break


def _of_subject(essay: Essay, sentence: Sentence) -> Iterator[Fact]:
    """`Britain, France and Israel made a secret agreement`: who did? Of two, the one would give the other away."""
    names = {mention.text for mention in sentence.mentions if mention.kind in ACTORS}
    for clause in sentence.clauses:
        subjects = PARTING.split(clause.core)
        if clause.kind == "main" and FEWEST < len(subjects) <= MOST and names >= {*subjects}:
            quoted = quotes(essay, sentence, clause)
            yield Fact(
                kind=Kind.LIST,
                relation="who_all",
                subject="",
                predicate=clause.predicate(without=trailing(clause), finite=True),
                value="",
                evidence=quoted,
                items=tuple(Item(text=name, evidence=quoted) for name in subjects),
                finder="enumerations",
            )


def _of_object(essay: Essay, sentence: Sentence) -> Iterator[Fact]:
    """`Prussia annexed Hanover, Hesse and Nassau`: which places?"""
    names = {mention.text: mention.kind for mention in sentence.mentions if mention.kind in ACTORS}
    for clause in sentence.clauses:
        objects = [part for part in clause.parts if part.role == "object"]
        members = PARTING.split(objects[0].text) if len(objects) == 1 and is_nominal(clause) else []
        kinds = {names.get(member) for member in members}
        sure = kinds == {MentionKind.PLACE} and clause.lemma in TAKING
        if FEWEST < len(members) <= MOST and sure and not OPEN.search(sentence.text):
            quoted = quotes(essay, sentence, clause)
            yield Fact(
                kind=Kind.LIST,
                relation="which_members",
                subject="places",
                operator=clause.operator,
                predicate=f"{clause.core} {clause.predicate(without=(objects[0], *trailing(clause)), finite=False)}",
                value="",
                evidence=quoted,
                items=tuple(Item(text=name, evidence=quoted) for name in members),
                finder="enumerations",
            )


def _is_whole(sentence: Sentence) -> bool:
    """True for a list that is not left open and does not go on behind a semicolon."""
    rest = sentence.point.body.text[sentence.end :].lstrip()
    return not OPEN.search(sentence.text) and (sentence.text.endswith(".") or not rest)


def _is_placed(essay: Essay, asked: _Asked) -> bool:
    """True for what is so in general; what was so once has to be named, if only by the essay question."""
    past = asked.clause is not None and asked.clause.operator in {"were", "did", "had", "was"}
    return not past or bool(NAME.search(f"{asked.subject} {asked.predicate}") or NAME.search(question(essay)))


def _row(sentence: Sentence, start: int, asked: _Asked) -> Row | None:
    """The reading of the row that has as many members as are announced; the likeliest where no number says it."""
    rows = [row for row in sentence.rows if row.start == start]
    told = asked.announced or Announced("", None, definite=True, whole=True)
    # In a note `causes: diet, housing and work` may be read in two ways; a sentence has its `and`.
    sure = told.count or len(rows) == 1 or not sentence.verbless
    rows = [row for row in rows if not any("/" in sentence.text[slice(*span)] for span in row.spans)]
    rows = [row for row in rows if len(row.spans) >= THINGS or told.words != "things"]
    closed = [row for row in rows if row.closed or sentence.verbless or sentence.point.section is Section.NOTES]
    told_apart = [row for row in closed if row.head is None or _belongs(row.head, told)]
    fitting = [row for row in told_apart if told.fits(len(row.spans)) and _is_even(sentence, row)]
    return fitting[0] if fitting and sure else None


def _belongs(head: str, told: Announced) -> bool:
    """True for adjectives that say which `types of unemployment` there are, as the words that announce them tell."""
    sorts = SORTS.match(told.words)
    return sorts is not None and set(content(head)) <= set(content(told.words))


def _of_what(essay: Essay, sentence: Sentence, words: str, row: Row) -> str:
    """`types` of what: as the essay says elsewhere, of an adjective of the row or of them all."""
    if not SORTS.fullmatch(words):
        return words
    named = re.escape(sentence.text[slice(*row.spans[0])])
    told = re.search(rf"\b{named} ([a-z]{{3,}})\b", essay.text, re.IGNORECASE)
    elsewhere = set(re.findall(rf"\b{words} of ([a-z]{{3,}})\b", essay.text))
    found = told[1] if told and told[1] not in STOP else elsewhere.pop() if len(elsewhere) == 1 else ""
    return f"{words} of {found}" if found else words


def _is_even(sentence: Sentence, row: Row) -> bool:
    """True where all members are names, or none is."""
    names = {(each.start, each.end) for each in sentence.mentions if each.kind in ACTORS}
    count = sum(span in names for span in row.spans)
    return count in {0, len(row.spans)}


def _asked(essay: Essay, sentence: Sentence, start: int) -> _Asked | None:
    before = WHICH.sub(":", sentence.text[sentence.core : start].strip())
    if not before:
        return _of_label(essay, sentence)
    clause = _telling(sentence, start)
    if depending := DEPENDING.fullmatch(before):
        return _depending(depending, clause)
    begins = clause and (clause.kind == "coordinate" or clause.subject.start == sentence.core)
    if clause is None or not begins or not is_nominal(clause):
        return _without_subject(essay, sentence, clause, before)
    held = _held(sentence, clause, start)
    between = WHICH.sub(":", sentence.text[(held or clause).verb_end : start].strip())
    if held:
        told = _announcing(essay, sentence, held, between.removesuffix(":")) if between.endswith(":") else None
        return replace(told, attribution=YEAR_OF_WORK.sub("", clause.core)) if told else None
    if between.endswith(":"):
        return _announcing(essay, sentence, clause, between.removesuffix(":"))
    return _being(essay, clause, between) or _consisting(clause, between)


def _without_subject(essay: Essay, sentence: Sentence, clause: Clause | None, before: str) -> _Asked | None:
    """What announces a row without a subject that can be asked for: a phrase, or `They identified five types: …`."""
    if not before.endswith(":"):
        return None
    if clause is None:
        return _without_clause(essay, sentence, before.removesuffix(":"))
    whoever = clause.core.lower() in PRONOUNS and clause.lemma in IDENTIFYING and clause.kind == "main"
    said = before[clause.verb_end - sentence.core :].strip(" :")
    return _members(announced(essay, said)) if whoever else None


def _telling(sentence: Sentence, start: int) -> Clause | None:
    """The clause that announces a row: the main one, or the one behind it with the same subject."""
    before = [each for each in sentence.clauses if each.verb_end <= start]
    main = next((each for each in before if each.kind == "main"), None)
    joined = [
        each for each in before if main and each.kind == "coordinate" and each.subject.start == main.subject.start
    ]
    return max(joined, key=lambda each: each.verb_end, default=main)


def _depending(found: re.Match[str], clause: Clause | None) -> _Asked | None:
    """`The effect of a tariff depends on its size, …`, of which the essay question is what it has an effect on."""
    what = found["what"][0].lower() + found["what"][1:] if clause is None else clause.subject.text
    if found["told"].startswith(("partly", "largely", "also")) or (clause and not is_nominal(clause)):
        return None
    operator = {"s": "does", "ed": "did"}.get(found["form"], "do")
    told = Announced("things", None, definite=True, whole=True)  # how many, only the row says
    return _Asked("which_members", "things", operator, f"{what} depend", "on", told, clause)


def _held(sentence: Sentence, clause: Clause, start: int) -> Clause | None:
    """What somebody who is named holds: `Murdock argues that the family performs four functions: …`."""
    said = clause.lemma in REPORTING_VERBS and acts(sentence, clause.core, {MentionKind.PERSON})
    inner = (each for each in sentence.clauses if said and each.kind == "reported" and each.verb_end <= start)
    return next(
        (each for each in inner if sentence.text[clause.verb_end : each.subject.start].strip() in {"that", ""}), None
    )


def _of_label(essay: Essay, sentence: Sentence) -> _Asked | None:
    label = sentence.point.label
    return _members(headed(essay, label)) if label and sentence.start == 0 else None


def _without_clause(essay: Essay, sentence: Sentence, phrase: str) -> _Asked | None:
    """`Causes of the war: …`, `There were three causes of the war: …`, `Three factors explain the fall of Rome: …`."""
    if sentence.verbless:
        return _members(announced(essay, phrase))
    explained = THERE.fullmatch(phrase) or EXPLAINING.fullmatch(phrase)
    told = announced(essay, explained["what"]) if explained else None
    if not explained or not told or told.count is None:
        return None
    predicate = explained.groupdict().get("told") or ""
    return _Asked("which_members", told.words, predicate=predicate, announced=told) if predicate else _members(told)


def _members(told: Announced | None) -> _Asked | None:
    return _Asked("members", told.words, announced=told) if told and told.tells else None


def _announcing(essay: Essay, sentence: Sentence, clause: Clause, between: str) -> _Asked | None:
    """`Three factors explain it: …`, `It has two functions: …`."""
    subject = announced(essay, clause.core)
    if subject and subject.definite and subject.tells:
        finite = sentence.text[clause.verb_start : clause.verb_end + len(between) + 1].strip(" :")
        if SAID.fullmatch(finite):
            return _Asked("members", subject.words, announced=subject, clause=clause)
        return _Asked("which_members", subject.words, predicate=finite, announced=subject, clause=clause)
    particle = PARTICLE.match(between)
    said = between[particle.end() if particle else 0 :]
    joint = (
        None if announced(essay, said) else next((each for each in _joints(said) if announced(essay, each[2])), None)
    )
    told = announced(essay, joint[2] if joint else said)
    if not told or told.count is None:
        return None
    if clause.finite in {"has", "have", "had"} and not told.whole:
        return _Asked("members", f"{told.words} of {clause.subject.text}", announced=told, clause=clause)
    added = particle.group() if particle else f" {joint[0]}" if joint else ""
    predicate = f"{clause.core} {clause.bare} {added}".strip()
    return _Asked(
        "which_members", told.words, clause.operator, predicate, joint[1] if joint else "", told, clause=clause
    )


def _joints(said: str) -> Iterator[tuple[str, str, str]]:
    """What stands before each preposition, that, and what stands behind it."""
    for joint in JOINT.finditer(said):
        yield said[: joint.start()].strip(), joint.group().strip(), said[joint.end() :]


def _being(essay: Essay, clause: Clause, between: str) -> _Asked | None:
    """`The three causes were …`."""
    told = announced(essay, clause.core) if not between and clause.finite in {"are", "were"} else None
    return (
        _Asked("members", told.words, announced=told, clause=clause) if told and told.definite and told.tells else None
    )


def _consisting(clause: Clause, between: str) -> _Asked | None:
    """`It consists of …`."""
    if CONSISTING.get(clause.lemma) != between or (clause.lemma in {"make", "divide", "compose"}) is not clause.passive:
        return None
    predicate = f"{clause.bare} {between}".strip()
    return _Asked("consists_of", clause.subject.text, clause.operator, predicate, clause=clause)


def _is_named(asked: _Asked) -> bool:
    """True for `Belgium is divided into …`: in mid-sentence a subject has its capital only if it is a name."""
    return asked.announced is None and asked.subject[:1].isupper()


def _fact(essay: Essay, sentence: Sentence, asked: _Asked, row: Row) -> Fact:
    quoted: tuple[Evidence, ...]
    if asked.clause:
        quoted = quotes(essay, sentence, asked.clause)
    else:
        quoted = (labelled(essay, sentence) if sentence.start == 0 else evidence(essay, sentence),)
    told = f"{asked.subject} {asked.predicate}"
    return Fact(
        kind=Kind.LIST,
        relation=asked.relation,
        subject=asked.subject,
        operator=asked.operator,
        predicate=asked.predicate,
        joint=asked.joint,
        attribution=asked.attribution,
        value="",
        context="" if asked.attribution or NAME.search(told) or _is_named(asked) else question(essay),
        evidence=quoted,
        items=tuple(Item(text=sentence.text[start:end], evidence=quoted) for start, end in row.spans),
        finder="enumerations",
    )
