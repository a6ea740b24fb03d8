"""The plan of an essay, where the source itself says what its points are and how they answer the question.

That is so under opposed headings, `Successes` and `Failures`, and where the reasons that a question asks for are
counted, by the numbers of their headings or by the sentences that open the paragraphs. Headings of a page of notes are
no points of an answer. All points or no plan: half a plan would teach that the other half does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from essay2anki.facts.announcing import in_running_text
from essay2anki.facts.labels import Branch, branches, is_label, item_of, mark_of
from essay2anki.facts.questions import question
from essay2anki.facts.quoting import evidence
from essay2anki.facts.trimming import is_nominal
from essay2anki.lexicon import CAUSAL_VERBS, CONCLUDING_OPENERS, MEMBERS
from essay2anki.model import Clause, Essay, Fact, Item, Kind, Point, Role, Section, Sentence
from essay2anki.sides import SIDES, announces
from essay2anki.words import share, word_set

FEWEST, MOST = 3, 6
"""Points of a plan; of two, the one that is shown gives the other away."""
NAMED = 0.75
"""Share of a point's words in the essay question from which on the question names it already."""
LEAF = re.compile(
    r"(?:introduct(?:ion|ory paragraph)|intro|background|context|conclusions?|summary|evaluation|judge?ment|overview"
    r"|thesis|overall|.*\b(?:and|&) (?:conclusion|evaluation|judge?ment))\W*",
    re.IGNORECASE,
)
"""Headings of a part that makes no point of its own."""
GENERIC = (
    word_set("""
    other others further findings results limits points reasons factors arguments argument notes essay answer paragraph
    method methods aim aims procedure discussion definition definitions overview counter-argument counterargument
    key main and of the some more background evidence reasoning response responding claim analysis opposing perspective
    from to an foundational documents sources interpretation knowledge application
""")
    | MEMBERS
)
"""A heading of these alone says what its part is for, and not what it says."""
WHY = re.compile(r"(?:(?:explain|examine|assess|discuss) )?(?:the reasons )?why\b", re.IGNORECASE)
"""Such a question asks for reasons."""
ORDINAL = re.compile(r"first|second|third|fourth|fifth|(?:final|last)ly|in addition|additionally|moreover|furthermore")
"""Openers that count the paragraphs."""
_POINT = (
    r"reason|factor|cause|explanation|argument|strength|weakness|problem|influence|advantage|disadvantage|benefit|limit"
)
COUNTED = re.compile(
    rf"(?:the|an?|one|another|perhaps the|his|her|its) (?:[\w’'-]+,? ){{0,4}}?(?:{_POINT})(?:ation)?"
    r"(?: (?:of|for|why|that|behind|with|in|to|against|which) .+)?",
    re.IGNORECASE,
)
"""`The second reason why it failed`: one of the points, and the sentence says which."""
QUALITY = re.compile(
    r"(?:ous|ful|ive|ic|al|able|ible|less|ary|ed|[^m]ent|ant|ly|clear|great|strong|weak|true|real|huge)$"
)
"""`The weakness of the army was serious`: how it was, and not what the point is."""
OWNER = re.compile(r"(?:its|his|her|their) ", re.IGNORECASE)
"""Left out before a label, which stands by itself."""
BEGUN = re.compile(rf"\b(?:one|(?:the|a) first|(?:the|a) second) (?:\w+ )?(?:{_POINT})\b", re.IGNORECASE)
"""The introduction makes the first point already: `and so one cause of it was fate`."""
ADDED = re.compile(r",? (?:which|who|whose|where|because|since|as|when)\b.*|, (?:especially|particularly|with)\b.*")
"""What a sentence says further of its point."""
DEED = re.compile(
    r".*(?:\b(?:of|in|for|between|against|over|from|by)\b|[’']s? "
    r"|(?:tion|sion|ment|ism|ness|ity|nce|ship|cy|ure|ing|th|ery)s?$)"
)
"""Something that happened or was so; `the government` only did something."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `points`: subject what they are to the question, with the points as items."""
    why = bool(WHY.match(essay.title))
    points = _of_headings(essay, sentences) or (_of_paragraphs(essay, sentences) if why else ())
    # `Disease was the main reason …`: the question gives a point away, and `other points` says too little.
    if FEWEST <= len(points) <= MOST and all(share(item.text, essay.title) < NAMED for item in points):
        yield Fact(
            kind=Kind.PLAN,
            relation="points",
            subject="reasons" if why else "points",
            value="",
            context=question(essay) or essay.topic,
            evidence=tuple(quote for item in points for quote in item.evidence),
            items=points,
            finder="plans",
        )


def _of_headings(essay: Essay, sentences: Sequence[Sentence]) -> tuple[Item, ...]:
    """The points that the outermost headings name, if they head all but beginning and end."""
    tops = [each for each in branches(essay.points, Section.ESSAY) if len(each.point.headings) == 1 and each.twigs]
    told = [point for point in essay.points if point.section is Section.ESSAY and _is_taught(point)]
    bare = [point for point in told if not point.headings]
    heads = [branch for branch in tops if not LEAF.fullmatch(branch.words)]
    outside = [point for point in bare if point is not told[0] and point is not told[-1]]
    if not heads or outside:
        return ()
    if any(_are_sides(heads, sides) for sides in SIDES):
        return _all([_on_side(branch, item_of(essay, point, sentences)) for branch in heads for point in branch.twigs])
    if not WHY.match(essay.title) or not all("1" in mark_of(essay, branch.point) for branch in heads):
        return ()
    items = [item_of(essay, branch.point, sentences) for branch in heads]
    return _all([item and replace(item, text=in_running_text(essay, item.text)) for item in items])


def _all(items: Sequence[Item | None]) -> tuple[Item, ...]:
    """The items, if there is one for each point, and each says something."""
    telling = [item for item in items if item and not {*item.text.lower().split()} <= GENERIC]
    return tuple(telling) if len(telling) == len(items) else ()


def _on_side(branch: Branch, item: Item | None) -> Item | None:
    return item and replace(item, text=f"{branch.words}: {item.text}")


def _is_taught(point: Point) -> bool:
    return point.role in {Role.PARAGRAPH, Role.ITEM}


def _are_sides(heads: Sequence[Branch], sides: tuple[str, str]) -> bool:
    """True where each heading names one of the two sides, and both are named."""
    named = [{side for side in sides if announces(branch.words, side)} for branch in heads]
    return all(len(each) == 1 for each in named) and set().union(*named) == set(sides)


def _of_paragraphs(essay: Essay, sentences: Sequence[Sentence]) -> tuple[Item, ...]:
    """The reasons that the first sentences of the paragraphs count, without beginning and end."""
    own = [point for point in essay.points if point.section is Section.ESSAY]
    if any(point.role is not Role.PARAGRAPH for point in own if point.role is not Role.QUESTION):
        return ()
    first = [next((each for each in sentences if each.point is point), None) for point in own]
    topics = [each for each in first if each is not None]
    if len(topics) <= FEWEST or len(topics) != sum(point.role is Role.PARAGRAPH for point in own):
        return ()
    if topics[-1].opener in CONCLUDING_OPENERS:
        topics = topics[:-1]
    if not _names(topics[0]):
        if BEGUN.search(topics[0].point.body.text):
            return ()
        topics = topics[1:]  # the introduction
    return _all([_item(essay, topic) for topic in topics])


def _item(essay: Essay, topic: Sentence) -> Item | None:
    words = OWNER.sub("", _names(topic), count=1)
    return Item(text=words, evidence=(evidence(essay, topic),)) if is_label(words) else None


def _main(topic: Sentence) -> Clause | None:
    """The clause with which the sentence begins."""
    clause = topic.main
    return clause if clause and not clause.carried and topic.core == clause.subject.start else None


def _names(topic: Sentence) -> str:
    """The reason that the sentence that opens a paragraph counts; empty where it names none in so many words."""
    clause = _main(topic)
    if clause is None:
        return ""
    said = _complement(topic, clause)
    if COUNTED.fullmatch(clause.core) and said and not QUALITY.search(said):
        return said
    brought = any(part.role in {"object", "complement"} or part.marker in {"to", "in"} for part in clause.parts)
    causing = brought and clause.lemma in CAUSAL_VERBS and DEED.match(clause.core)
    counted = COUNTED.fullmatch(said) or (causing and ORDINAL.match(topic.opener))
    return clause.core if counted and is_nominal(clause) else ""


def _complement(topic: Sentence, clause: Clause) -> str:
    """What it is, if the sentence says it in one piece."""
    behind = topic.text[clause.verb_end :].strip().rstrip(".")
    said = ADDED.sub("", behind) if clause.finite in {"is", "was", "are", "were"} else ""
    return "" if "," in said else said
