"""An essay's points become sentences with their mentions and clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from essay2anki.language.capitals import Spelling
from essay2anki.language.carry import carry_over
from essay2anki.language.clauses import find_clauses, has_finite_verb
from essay2anki.language.dates import BEFORE_CHRIST, find_dates
from essay2anki.language.figures import find_figures
from essay2anki.language.glosses import find_glosses
from essay2anki.language.names import find_names, recall_articles, recall_surnames
from essay2anki.language.openers import OPENERS
from essay2anki.language.parse import parse
from essay2anki.language.rows import find_phrase, find_rows
from essay2anki.language.segments import segments
from essay2anki.language.tokens import Tree
from essay2anki.lexicon import BESTOWING, GIVEN_NAMES, INTRANSITIVE, NAMED_AFTER, TITLES, UNTAKEN
from essay2anki.model import Clause, DateValue, Essay, Gloss, Mention, MentionKind, Point, Role, Section, Sentence
from essay2anki.words import word_set

FULL_NAME = re.compile(rf"\b(?=[A-Z])(?:{'|'.join(sorted(GIVEN_NAMES))}) ([A-Z][a-z]+)\b")
"""`David Card`: his surname is a name also where `card` stands elsewhere."""
PARTICIPIAL = word_set("brought built bought caught made put said sent sold taught told")
"""Without an object no past tense: `The force sent north reached Tianjin` tells of one that was sent."""
SUFFERED = word_set(
    "lost cut hit hurt put shut split built bought brought caught held sold sent taught told paid found"
)
"""Pasts that are participles too: `Ports lost to the enemy in 1204`."""
ASKING = word_set("Was Were Is Are Did Does Do Has Have Can Could Should Would Will Might May")
LIMITING = re.compile(r"(?:in general|on the whole|generally)\b", re.IGNORECASE)
ABSTRACT = re.compile(r"(?:acy|ancy|ency|tion|sion|ment|ness|ity|ship|ance|ence|ism|ists|ers)$")
"""Endings of common nouns."""


def analyse(essay: Essay) -> tuple[Sentence, ...]:
    """The sentences of an essay and its notes, in order; headings and instructions have none.

    Raises:
        ParserError: The language parser is missing or of another version.
    """
    spelling = _spelling("\n".join(point.body.text for point in essay.points), essay.title)
    pieces = [
        (point, start, end)
        for point in essay.points
        if point.role in (Role.PARAGRAPH, Role.ITEM)
        for start, end in segments(point.body.text)
    ]
    trees = parse(point.body.text[start:end] for point, start, end in pieces)
    ancient = bool(BEFORE_CHRIST.search(essay.text))
    read = [
        pair
        for (point, start, end), parsed in zip(pieces, trees, strict=True)
        for pair in _sentences(point, start, point.body.text[start:end], parsed, spelling, ancient=ancient)
    ]
    persons = _surnames([sentence for sentence, _ in read])
    names = frozenset(mention.text for sentence, _ in read for mention in sentence.mentions)
    known = [(_recalled(sentence, persons, names), tree) for sentence, tree in read]
    return tuple(carry_over(essay, known))


def _recalled(sentence: Sentence, persons: frozenset[str], names: frozenset[str]) -> Sentence:
    """A sentence whose names are read in the light of all others."""
    mentions = recall_articles(sentence.text, recall_surnames(sentence.mentions, persons), names)
    return sentence if mentions == sentence.mentions else replace(sentence, mentions=mentions)


def _lacks_era(date: DateValue) -> bool:
    """True for `in 413`: in an essay that speaks of years before Christ it may be one of them."""
    return date.year and not date.era


def _spelling(text: str, title: str) -> Spelling:
    """How the essay writes its words.

    No names are the words that it writes small, and abstract nouns that neither it nor its title ever writes with a
    capital in mid-sentence: a tagger takes `Militancy` at the head of a sentence for a name.
    """
    small = frozenset(re.findall(r"\b[a-z][a-z’'-]*\b", text))
    capital = frozenset(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+\b", text if title.istitle() else f"{text} {title}"))
    surnames = {found[1].lower() for found in FULL_NAME.finditer(text)}
    abstract = frozenset(word for word in re.findall(r"\b[A-Z][a-z]+\b", text) if ABSTRACT.search(word))
    common = (small - surnames) | {word.lower() for word in abstract - capital if not NAMED_AFTER.match(word)}
    inner = frozenset(re.findall(r"(?<=[a-z] )[A-Z][a-z]+\b", text))
    both = frozenset(word for word in inner if word.lower() in common)
    return Spelling(common, inner - both, both)


def _sentences(
    point: Point, offset: int, text: str, trees: tuple[Tree, ...], spelling: Spelling, *, ancient: bool
) -> Iterator[tuple[Sentence, Tree]]:
    for tree in trees:
        if tree.tokens[-1].text == "?" or _asks(tree):
            continue  # a question in an essay tells nothing
        start, end = tree.start, tree.start + tree.tokens[-1].end
        words = text[start:end]
        core, opener = _opener(words)
        dates = tuple(date for date in find_dates(words) if not (ancient and date.date and _lacks_era(date.date)))
        glosses = tuple(find_glosses(tree, words, spelling))
        names = tuple(_as_glossed(name, glosses) for name in find_names(words, tree, dates, spelling))
        sentence = Sentence(
            point=point,
            text=words,
            start=offset + start,
            end=offset + end,
            core=core,
            opener=opener,
            mentions=tuple(sorted((*dates, *names), key=lambda mention: mention.start)),
            clauses=_with_shared_settings(
                (
                    _without_opener(clause, core)
                    for clause in find_clauses(tree, words, spelling)
                    if not (_cuts_a_name(clause, names) or _is_misread(clause, names, words))
                    and not _is_telegraphic(clause, names, point)
                ),
                dates,
            ),
            glosses=glosses,
            figures=tuple(find_figures(words)),
            verbless=not has_finite_verb(tree),
            phrase=find_phrase(tree),
            rows=tuple(find_rows(tree, core)),
        )
        yield sentence, tree


def _asks(tree: Tree) -> bool:
    """True for a question whose mark a page lost at the end of a line: `Was revolution “blown off course”`."""
    first, second, *_ = (*tree.tokens, *tree.tokens)
    return first.tag in {"VBD", "VBZ", "VBP", "MD"} and first.text in ASKING and second.tag not in {"RB", "IN"}


def _with_shared_settings(clauses: Iterable[Clause], dates: Sequence[Mention]) -> tuple[Clause, ...]:
    """Clauses with what stands before a subject that they share.

    Place and condition hold for both: `In a competitive market, a floor raises the wage but causes …`. A date may not:
    `In 1485 Henry won the throne and married Elizabeth of York`.
    """
    found = tuple(clauses)
    settings = {
        clause.subject.start: tuple(
            part
            for part in clause.parts
            if part.role == "prep"
            and part.end <= clause.subject.start
            and not any(part.start <= date.start < part.end for date in dates)
        )
        for clause in found
        if clause.kind == "main"
    }
    return tuple(
        replace(clause, parts=(*settings.get(clause.subject.start, ()), *clause.parts))
        if clause.kind == "coordinate"
        else clause
        for clause in found
    )


def _as_glossed(name: Mention, glosses: tuple[Gloss, ...]) -> Mention:
    """A name as the sentence explains it: `Makoko, a settlement built on stilts,` is nobody."""
    thing = any(gloss.start <= name.start < gloss.end and not gloss.person for gloss in glosses)
    thing = thing and name.text.split()[0] not in TITLES | GIVEN_NAMES
    return replace(name, kind=MentionKind.NAME) if thing and name.kind is MentionKind.PERSON else name


def _opener(text: str) -> tuple[int, str]:
    """Where the statement begins, and the first of the openers before it."""
    core, opener = 0, ""
    while found := OPENERS.match(text, core):
        opener = opener or found.group().strip(" ,:–—-").lower()
        if LIMITING.match(found.group()):
            break  # it says how far the statement goes, and stays with it
        core = found.end()
    return core, opener


def _without_opener(clause: Clause, core: int) -> Clause:
    if clause.start >= core:
        return clause
    parts = tuple(
        replace(part, text=part.text[core - part.start :], start=core) if part.start < core else part
        for part in clause.parts
        if part.end > core
    )
    return replace(clause, parts=parts, start=max(clause.start, core))


def _cuts_a_name(clause: Clause, names: tuple[Mention, ...]) -> bool:
    """True where the parser ends a subject inside a name: `Sure Start` has `Start` for a subject."""
    return any(
        mention.start < edge < mention.end for mention in names for edge in (clause.subject.start, clause.subject.end)
    )


def _is_misread(clause: Clause, names: tuple[Mention, ...], text: str) -> bool:
    """True where `which` is made to stand for a person or a year: `a formula of Littlechild, which obliged it`."""
    objects = any(part.role in {"object", "complement"} for part in clause.parts)
    if clause.finite in PARTICIPIAL and not objects:
        return True
    if re.fullmatch(r"(?:the )?\d{3,4}s?", clause.core):
        return clause.kind == "relative"  # `introduced in 1953, which aimed to …`
    person = any(name.kind is MentionKind.PERSON and name.text == clause.core for name in names)
    return person and clause.kind == "relative" and text[clause.subject.end :].lstrip(", ").startswith("which ")


def _is_telegraphic(clause: Clause, names: tuple[Mention, ...], point: Point) -> bool:
    """True for a note like `Board of Health dissolved in 1858`: what looks active may be a passive without its verb."""
    bare = not re.match(r"(?:the|an?|his|her|its|their|some|many|most|all|no)\b|.*[’']s ", clause.core, re.IGNORECASE)
    person = any(mention.kind is MentionKind.PERSON and mention.text in clause.core for mention in names)
    objects = [part for part in clause.parts if part.role in {"object", "complement", "purpose"}]
    # `Catalonia granted autonomy`: who is given something may be the subject of a passive with an object.
    acts = len(objects) > 1 or (bool(objects) and clause.lemma not in BESTOWING)
    # `Peel resigned in 1846` tells what he did, `Johnson impeached in 1868` what was done to him.
    acts = acts or (person and (bool(objects) or clause.lemma in INTRANSITIVE)) or clause.lemma in UNTAKEN
    # `Gandhi shot dead by Godse`, `Pupil Premium introduced to give schools money`: it was done.
    done = any(part.marker == "by" and re.match(r"by (?:the )?[A-Z]", part.text) for part in clause.parts)
    aimed = bool(objects) and all(part.role == "purpose" for part in objects) and not person
    acts = acts and not done and not (aimed and clause.lemma not in INTRANSITIVE | UNTAKEN)
    past = clause.operator == "did" and (clause.finite.endswith("ed") or clause.finite in SUFFERED)
    return point.section is Section.NOTES and bare and past and not acts


def _surnames(sentences: list[Sentence]) -> frozenset[str]:
    names = [mention.text for each in sentences for mention in each.mentions if mention.kind is MentionKind.PERSON]
    return frozenset(name.split()[-1] for name in names if len(name.split()) > 1 and not name.isupper())
