"""`Martin Pugh argues that …`: what a scholar holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from essay2anki.facts.quoting import evidence, quotes
from essay2anki.facts.trimming import (
    NO_SUBJECTS,
    first_statement,
    is_clipped,
    is_negated,
    is_nominal,
    shortened,
    trailing,
)
from essay2anki.lexicon import GRANTING, NOT_NAMES, REPORTING_VERBS
from essay2anki.model import Clause, Constituent, Essay, Fact, Kind, MentionKind, Sentence
from essay2anki.words import content, word_set

SPEAKING_THEN = frozenset({"said", "wrote", "noted", "pointed", "described", "replied", "complained", "added"})
"""In the past tense these tell what somebody in the story said; a scholar it is whose words are told in the present."""
PRESENT = frozenset({"does", "do", "is", "are", "has", "have", "can"})
SCHOOL = re.compile(
    r"(?!(?:some|many|most|other|several|few|all|both|certain|modern) )"
    r"(?:[\w-]+ ){0,2}[\w-]*(?:ists|[a-z]arians|theorists|realists|ist critics|ist historians)"
    r"(?: (?:such as|like) [A-Z][\w’'-]+(?: (?:and )?[A-Z][\w’'-]+)*)?"
)
"""`Marxists`, `labelling theorists`, `feminist critics`, `feminists such as Ann Oakley`: those who share a view."""
THEORY = re.compile(
    r"(?:the )?(?:[\w-]+ ){0,3}(?:theor(?:y|ies)|models?|approach(?:es)?|perspectives?|thesis|accounts?|analys[ei]s"
    r"|explanations?|theodic(?:y|ies)|[A-Za-z-]{3,}ism)"
)
"""`Functionalism`, `the working memory model`, `Marxist perspectives`."""
STUDY = re.compile(
    r"(?P<author>[A-Z].*?)[’'](?:s )?(?: ?\(\d{4}\) )?(?:[a-z-]+ ){0,2}"
    r"(?:study|studies|research|work|experiments?|survey|analysis|interviews|examination|account|essay)\b.*"
)
"""`Michael Anderson's study of Preston`: it shows what he found."""
SEEING = word_set(
    "see regard view describe interpret define portray present read dismiss characterise characterize critique"
)
"""`saw Macbeth as a tragic hero`."""
CALLING = word_set("call label term dub brand")
"""`called cultural deprivation a myth`."""
HEAD = re.compile(r".+?(?= (?:of|against|for|in|to|who|that|which|from|between|on|with)\b)")
SHORT = 4
"""Words of what a view is about; a longer phrase would give the view away."""
LONGEST = 28
"""Words of a view that can be recalled."""
LONGEST_SUBJECT = 6
UNNAMED = ("a ", "an ", "how ", "what ", "why ", "whether ")
"""Words before what is no name of a thing."""
NOBODY = word_set("people those one everyone humans")
COUNTED = re.compile(r"\d|\b(?:per cent|percentage|half|third|quarter|only|about)\b")
"""`only about ten per cent` of something are no subject to hold a view about."""
CRITICAL = re.compile(
    r"(?P<author>[A-Z].+?) (?P<was>is|was|are|were) (?:highly |very |also )?critical of (?P<whom>[^,;:]+?)"
    r" for (?P<value>\w+ing [^:;]+)"
)
"""`Carol Smart is critical of Beck for exaggerating …`; the parser often finds no clause in it."""
DOING = {"is": "does", "are": "do", "was": "did", "were": "did"}
WEAK = re.compile(
    r"(?:its|their|his|her) |[Tt]he (?:[a-z]+ )?[a-z]+$|.*\bthe (?:two|three|four) [a-z]+$"
    r"|.* (?:in (?:the )?\d{4}s?\b|for [a-z]+ing\b)"
)
"""Another sentence says what it is: `its political context`, `the historical account`; or it is more than an object."""
HOLDING = word_set(
    "defend reject deny stress emphasise emphasize challenge highlight question criticise criticize condemn"
)
"""Verbs that take a side by their object."""
DRAWN = re.compile(
    r"(?P<asked>(?:draw|point) (?:attention )?to|(?:focus|concentrate) (?:mainly )?on|argue (?:for|against)) "
    r"(?P<value>.+)"
)
"""`drew attention to the fact that …`, `focus on the cost of …`, `argue for a large republic`."""
REPORTING_FORMS = {f"{verb.removesuffix('e')}ing": verb for verb in sorted(REPORTING_VERBS)}
"""`arguing` → `argue`."""
ADDED = re.compile(r"(?:by )?(?P<verb>\w+ing) (?P<value>that .+)")
"""`offered another way out, suggesting that …`, `broke with this by arguing that …`."""
_VIEW = r"(?:view|claim|argument|thesis|theory|belief|conclusion|objection|criticism|idea|point|answer|reply)"
OWN = re.compile(rf"(?P<author>.+?)[’']s? (?P<noun>{_VIEW}) that (?P<value>.+)")
"""`Peukert's view that …`."""
STATED = re.compile(rf"(?P<author>.+?)[’']s? (?:[a-z-]+ )?{_VIEW}")
"""`Kant's objection`, of which is said what it is."""
REPLYING = word_set("object reply respond counter add answer")
"""Nobody replies *about* something: of these is asked who did."""
THEORISING = SEEING | HOLDING | word_set("draw focus point argue")
VIEWING = (
    REPORTING_VERBS
    | SEEING
    | CALLING
    | HOLDING
    | REPLYING
    | word_set("reckon draw focus concentrate complain declare infer indicate")
)
BY_THE_WAY = frozenset({"particle", "adverb"})
LOCATED = re.compile(r"(?:in|from|at|of|on|after|by|through|during) ")
"""What may stand before `that`: when, where and from what the author found it."""
OWN_CLAUSE = re.compile(r", and $")
"""What joins a second statement with a subject of its own."""
HOLDS = {"has": "does", "have": "do"}
"""`Hay has drawn attention to …`: what does he draw attention to?"""
NAME = re.compile(r"(?:the )?[A-Z][\w’'-]+(?: (?:and )?[A-Z][\w’'-]+)*")
UNSAYING = frozenset({MentionKind.EVENT, MentionKind.DATE})
FINDING = word_set("show find suggest conclude demonstrate argue claim state hold predict indicate")
"""What a study does."""
YEAR = re.compile(r" \((?:c\. ?)?\d{1,4}(?:[–-]\d{2,4})?\)$")
CONCLUDED = re.compile(r", so (?:it|they|this|that|these|he|she|we)\b.*")
"""`…, so it is slowly changing`: what the writer concludes."""
THEN = re.compile(r" in \d{4}$")
BY_TASTE = re.compile(r"^[a-z]+ly ")
"""`How did she bitterly describe it?` asks for two things."""
FURTHER = re.compile(r"(?:further|again) ")
AS = re.compile(r"(?P<what>.+?) (?P<how>(?:(?!family|early)\w+ly )?as .+)")
TELLING = 4
"""Words of what an author focuses on; `class` is what any of the school does."""
TURNED = re.compile(r"\bbut\b")
"""Behind it stands the view, before it what the author grants."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `view` and `seen_as`: subject the author, predicate what it is about, value what the author holds."""
    facts = list(_all(essay, sentences))
    claims = Counter(claim for claim, _ in {(_claim(fact), fact.value) for fact in facts} if any(claim))
    yield from (fact for fact in facts if claims[_claim(fact)] <= 1)


def _claim(fact: Fact) -> tuple[str, str]:
    """The author and what the view is about: who claims two things about one gives two answers to the question."""
    _, about, what = fact.predicate.partition(" about ")
    return (YEAR.sub("", fact.subject).split()[-1], what) if about and fact.subject else ("", "")


def _all(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    for before, sentence in pairwise([None, *sentences]):
        if sentence is None:
            continue
        yield from _critical(essay, sentence)
        for clause in sentence.clauses:
            if clause.kind not in {"main", "coordinate", "adverbial"}:
                continue
            author = _is_author(sentence, clause)
            if author:
                yield from _added(essay, sentence, clause)
            if (author and clause.lemma in VIEWING) or _is_theory(clause):
                yield from _view(essay, sentence, clause)
                yield from _seen(essay, before, sentence, clause)
                yield from _held(essay, sentence, clause)
                yield from _called(essay, sentence, clause)
                yield from _drawn(essay, sentence, clause)
            yield from _owned(essay, sentence, clause)


def _critical(essay: Essay, sentence: Sentence) -> Iterator[Fact]:
    """`is critical of Beck for exaggerating how free people are`: what the author criticises others for."""
    found = CRITICAL.match(sentence.text, sentence.core)
    names = {each.text for each in sentence.mentions if each.kind is MentionKind.PERSON}
    if found and YEAR.sub("", found["author"]) in names and found["whom"].split()[0].lower() not in NO_SUBJECTS:
        yield Fact(
            kind=Kind.JUDGMENT,
            relation="view",
            subject=found["author"],
            operator=DOING[found["was"]],
            predicate=f"criticise {found['whom']}",
            joint="for",
            value=first_statement(found["value"].rstrip(".")),
            evidence=(evidence(essay, sentence),),
            finder="views",
        )


def _added(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    """`Irenaeus took another way, suggesting that suffering can form us`: a view that is told by the way."""
    for part in clause.parts if clause.operator in {"did", "does", "do"} else ():
        found = ADDED.fullmatch(part.text) if part.start > clause.verb_end else None
        lemma = REPORTING_FORMS.get(found["verb"], "") if found else ""
        told = [each for each in sentence.clauses if each.kind == "reported" and part.start < each.start < part.end]
        about = _about(told[0], sentence.text) if told and is_nominal(told[0]) else ""
        if found and lemma and about:
            start = part.end - len(found["value"])
            value = shortened(first_statement(found["value"], told[0].verb_end - start), LONGEST)
            yield _fact(essay, sentence, clause, "view", f"{lemma} about {about}", value)


def _is_author(sentence: Sentence, clause: Clause) -> bool:
    author = YEAR.sub("", clause.core)
    carried = any(each.person and each.start == clause.subject.start for each in sentence.antecedents)
    told = _is_named(sentence, clause, author) or _is_study(sentence, clause) or bool(SCHOOL.fullmatch(author))
    return told or carried


def _is_theory(clause: Clause) -> bool:
    """What a theory does as an author does: it sees, stresses and points; what it *holds* defines it."""
    return clause.lemma in THEORISING and clause.operator in {"does", "do"} and bool(THEORY.fullmatch(clause.core))


def _is_named(sentence: Sentence, clause: Clause, author: str) -> bool:
    """True for the name of a person, and for any name of which is told what it says today: `Davie says`."""
    for mention in sentence.mentions:
        person = mention.kind is MentionKind.PERSON
        if person and author[:1].isupper() and (author.endswith(mention.text) or f"{mention.text} and " in author):
            return True
    told = any(
        each.kind == "reported" and each.operator in PRESENT and each.start > clause.start for each in sentence.clauses
    )
    today = clause.operator in {"does", "would"} or clause.lemma == "define" or told
    placed = any(each.kind in UNSAYING and each.text in author for each in sentence.mentions)
    return today and not placed and bool(NAME.fullmatch(author)) and author.split(maxsplit=1)[0] not in NOT_NAMES


def _is_study(sentence: Sentence, clause: Clause) -> bool:
    study = STUDY.fullmatch(clause.core)
    author = study["author"] if study and clause.lemma in FINDING else ""
    return any(each.kind is MentionKind.PERSON and author.endswith(each.text) for each in sentence.mentions)


def _view(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    """`argues that …`: what the author says of something, or who says it where it is of nothing in particular."""
    behind = [part for part in clause.parts if part.start > clause.verb_start]
    held = [each.start for each in sentence.clauses if each.kind == "reported"]
    said = (part.text.startswith("that ") or (part.role == "complement" and part.start in held) for part in behind)
    place = next((place for place, fits in enumerate(said) if fits), None)
    between = behind[:place]
    # `accepts that …, but insists that …`: what an author grants is not the view
    granted = clause.lemma in GRANTING and TURNED.search(sentence.text, clause.verb_end)
    if place is None or granted or not all(part.role in BY_THE_WAY or LOCATED.match(part.text) for part in between):
        return
    told = [
        each
        for each in sentence.clauses
        if each.kind == "reported" and behind[place].start <= each.start < behind[place].end
    ]
    if clause.finite in SPEAKING_THEN and not (told and told[0].operator in PRESENT):
        return
    if not told or not is_nominal(told[0]) or is_negated(clause):
        return
    if " that " in sentence.text[behind[place].start : told[0].start].removeprefix("that "):
        return  # it is the second of two statements that could be read
    value = "that " + _content(sentence, clause, behind[place:], told[0]).removeprefix("that ")
    asked = " ".join([clause.bare, *(part.text for part in between if part.role == "particle")])
    about = _about(told[0], sentence.text) if clause.lemma not in REPLYING | SEEING else ""
    if FURTHER.match(clause.bare) or (clause.lemma == "say" and YEAR.sub("", clause.core).split()[-1] in essay.title):
        return  # it is one of several; and whom the title names says many things
    if about:
        yield _fact(essay, sentence, clause, "view", f"{asked} about {about}", value)
    elif clause.core not in essay.title and not _is_person(sentence, clause):
        # Of a person the statement is asked with a blank; schools and names of no known kind have none.
        says = _in_singular(clause)
        yield replace(_fact(essay, sentence, clause, "holder", f"{says} {value}", clause.core), subject="", operator="")


def _is_person(sentence: Sentence, clause: Clause) -> bool:
    return any(each.kind is MentionKind.PERSON and each.text in clause.core for each in sentence.mentions)


def _in_singular(clause: Clause) -> str:
    """`objects` of `object`, behind `Who`."""
    if clause.operator != "do":
        return clause.finite
    *others, verb = clause.finite.split()
    ending = "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
    return " ".join([*others, f"{verb}{ending}".replace("plys", "plies").replace("nys", "nies")])


def _content(sentence: Sentence, clause: Clause, parts: Sequence[Constituent], told: Clause) -> str:
    """The words of a view, up to where the sentence goes on to something else."""
    others = [part for part in clause.parts if part not in parts]
    value = clause.predicate(without=others, finite=True).removeprefix(clause.finite).strip()
    if value not in sentence.text:
        value = parts[0].text  # `and` joins a statement that is none of the author's
    start = sentence.text.find(value, clause.verb_end)
    verb = told.verb_end - start
    value = first_statement(value, verb)
    value = CONCLUDED.sub("", value)
    if len(value.split()) > LONGEST:
        ends = [each.start - start for each in sentence.clauses if verb < each.start - start < len(value)]
        joints = [OWN_CLAUSE.search(value[:end]) for end in ends]
        value = next((value[: joint.start()] for joint in joints if joint), value)
    return shortened(value, LONGEST)


def _seen(essay: Essay, before: Sentence | None, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    """`saw Macbeth as a tragic hero`: how the author sees it; `saw them as` what the sentence before is about."""
    parts = [part for part in clause.parts if part.start > clause.verb_start]
    front = [part for part in clause.parts if part not in parts]
    told = clause.predicate(without=[*front, *trailing(clause)], finite=True)
    found = AS.fullmatch(told.removeprefix(clause.finite).strip())
    if clause.lemma not in SEEING or clause.passive or not found or is_clipped(sentence, clause.end):
        return
    what, how = THEN.sub("", found["what"]), first_statement(found["how"])
    if re.search(re.escape(how) + r",? but\b", sentence.text):
        return  # half of a contrast is not how the author sees it
    seeing = BY_TASTE.sub("", clause.bare)
    fact = _fact(essay, sentence, clause, "seen_as", f"{seeing} {what}", how)
    if what in {"it", "them"}:
        earlier = [each for each in sentence.clauses if each.kind == "main" and each.end <= clause.start]
        near = before if before and before.point is sentence.point else None
        subject = earlier[0] if earlier else _subject(near) if near else None
        if subject and is_nominal(subject) and subject.plural is (what == "them"):
            proof = (evidence(essay, near),) if near and not earlier else ()
            yield replace(fact, predicate=f"{seeing} {subject.core}", evidence=(*fact.evidence, *proof))
        return
    yield fact


def _subject(before: Sentence) -> Clause | None:
    """What a sentence is about: the clause whose subject it is, that of the view where it tells one."""
    told = [each for each in before.clauses if each.kind in {"main", "reported"}]
    if len(told) > 1 and told[0].kind == "main" and told[0].lemma in REPORTING_VERBS | GRANTING:
        told = told[1:]
    first = told[0] if told else None
    person = first and any(each.kind is MentionKind.PERSON and each.text in first.core for each in before.mentions)
    named = first and not person and is_nominal(first) and len(first.core.split()) <= LONGEST_SUBJECT
    return first if named else None


def _held(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    """`defends the impact of militancy`, `stressed how far …`: what the author is for or against."""
    held = [
        part
        for part in clause.parts
        if (part.role == "object" or part.text.startswith("how ")) and part.start > clause.verb_start
    ]
    front = [part for part in clause.parts if part.start < clause.verb_start]
    told = clause.predicate(without=[*front, *trailing(clause)], finite=False).removeprefix(clause.bare).strip()
    tail = held and any(part.role == "tail" and part.start - held[0].end == len(", ") for part in clause.parts)
    whole = held and (tail or not is_clipped(sentence, held[0].end))
    value = first_statement(told)
    dared = clause.lemma == "challenge" and re.search(r" to [a-z]+ ", value)  # `his guests to write a story`
    if clause.lemma in HOLDING and len(held) == 1 and not (clause.passive or dared or WEAK.match(value)) and whole:
        yield _fact(essay, sentence, clause, "view", clause.bare, value)


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
    if found and not THEORY.fullmatch(clause.core) and found["asked"].startswith(("focus", "concentrate")):
        found = found if len(content(found["value"])) >= TELLING else None
    if found and not clause.passive and not is_clipped(sentence, clause.end):
        pair = found["asked"].startswith("distinguish") and " and " in found["value"]
        value = found["value"] if pair else first_statement(found["value"])
        yield _fact(essay, sentence, clause, "view", found["asked"], value)


def _owned(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    """`Peukert's view that these years were calm …`, `Kant's objection is that …`: the view, named as such."""
    found, stated = OWN.fullmatch(clause.core), STATED.fullmatch(clause.core)
    authors = {mention.text for mention in sentence.mentions if mention.kind is MentionKind.PERSON}
    own, value = "", ""
    if found and found["author"] in authors and clause.kind in {"main", "coordinate"}:
        own, value = f"{found['author']}’s {found['noun']}", found["value"]
    elif stated and stated["author"] in authors and clause.lemma == "be" and clause.kind == "main":
        own = clause.core
        value = next((part.text for part in clause.parts if part.text.startswith("that ")), "")
    if value:
        fact = _fact(essay, sentence, clause, "view", "", first_statement(value))
        yield replace(fact, subject=own, operator=clause.operator if stated else "is")


def _fact(essay: Essay, sentence: Sentence, clause: Clause, relation: str, predicate: str, value: str) -> Fact:
    bare = predicate.startswith(f"{clause.lemma} ")
    return Fact(
        kind=Kind.JUDGMENT,
        relation=relation,
        subject=clause.core,
        operator=HOLDS.get(clause.operator, clause.operator) if bare else clause.operator,
        predicate=predicate,
        value=value,
        evidence=quotes(essay, sentence, clause),
        finder="views",
    )


def _about(reported: Clause, said: str) -> str:
    """What the view is about: the subject of the clause that tells it. `What does Pugh argue?` has many answers."""
    about = HEAD.match(reported.core)
    short = about.group() if about and len(reported.core.split()) > SHORT else reported.core
    short = short.removeprefix("even ")
    unnamed = (
        (short.startswith(UNNAMED) and not short.startswith("a single "))
        or short.lower() in NOBODY
        or COUNTED.search(short)
    )
    return "" if unnamed or re.search(rf"[‘'\"“]{re.escape(short)}", said) else short
