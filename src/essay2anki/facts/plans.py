"""The plan of an essay: its points in order, by their headings, else by the sentences that open its paragraphs.

All points or no plan: half a plan would teach that the other half does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from essay2anki.facts.announcing import in_running_text
from essay2anki.facts.labels import Branch, branches, is_label, item_of
from essay2anki.facts.questions import question
from essay2anki.facts.quoting import evidence
from essay2anki.facts.trimming import is_nominal
from essay2anki.lexicon import CAUSAL_VERBS, CONCLUDING_OPENERS, MEMBERS
from essay2anki.model import Clause, Essay, Fact, Item, Kind, Point, Role, Section, Sentence
from essay2anki.sides import SIDES, announces, side_of
from essay2anki.words import share, word_set

FEWEST, MOST = 3, 6
"""Points of a plan; of two, the one that is shown gives the other away."""
NAMED = 0.75
"""Share of a point's words in the essay question from which on it is the one that the question names."""
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
CLAIM = re.compile(r"[‘’'“\"]|\b(?:main|mainly|most important|primarily|chiefly|sole|decisive)\b", re.IGNORECASE)
"""In such a question, what it names is put forward as the answer."""
WHY = re.compile(r"(?:explain )?why\b", re.IGNORECASE)
_POINT = (
    r"reason|factor|cause|explanation|argument|strength|weakness|problem|influence|advantage|disadvantage|benefit|limit"
)
COUNTED = re.compile(
    rf"(?:the|an?|one|another|perhaps the|his|her|its) (?:[\w’'-]+,? ){{0,4}}?(?:{_POINT})(?:ation)?"
    r"(?: (?:of|for|why|that|behind|with|in|to|against|which) .+)?",
    re.IGNORECASE,
)
"""`The second reason why it failed`: one of the points, and the sentence says which."""
WEIGHTY = re.compile(
    r"(?:also |equally |very |just as |even more |more |an? )?(?:\w+ )?"
    r"(?:important|significant|crucial|vital|decisive|central|essential|key|factor|part|role|effects?|influence|impact)\b"
)
RAISED = word_set("mention consider blame")
"""What must also be mentioned is one, too."""
KEPT = word_set("forget overlook ignore underestimate neglect dismiss")
"""What should not be forgotten is a point."""
PLAYING = word_set("play have be matter contribute help add")
QUALITY = re.compile(
    r"(?:ous|ful|ive|ic|al|able|ible|less|ary|ed|[^m]ent|ant|ly|clear|great|strong|weak|true|real|huge)$"
)
"""`The weakness of the army was serious`: how it was, and not what the point is."""
OWNER = re.compile(r"(?:its|his|her|their) ", re.IGNORECASE)
"""Left out before a label, which stands by itself."""
BEGUN = re.compile(rf"\b(?:one|(?:the|a) first|(?:the|a) second) (?:\w+ )?(?:{_POINT})\b", re.IGNORECASE)
"""The introduction makes the first point already: `and so one cause of it was fate`."""
ALSO = re.compile(r"there (?:is|was|are|were) also (?P<what>.+)", re.IGNORECASE)
"""`There was also the hatred of the nobility.`"""
ABOUT = re.compile(
    r"(?:in terms of|with regard to|as regards|regarding|as for|turning to) (?P<what>[^,]+), ", re.IGNORECASE
)
ADDED = re.compile(r",? (?:which|who|whose|where|because|since|as|when)\b.*|, (?:especially|particularly|with)\b.*")
"""What a sentence says further of its point."""
DEED = re.compile(
    r".*(?:\b(?:of|in|for|between|against|over|from|by)\b|[’']s? "
    r"|(?:tion|sion|ment|ism|ness|ity|nce|ship|cy|ure|ing|th|ery)s?$)"
)
"""Something that happened or was so; `the government` only did something."""
TURNING = re.compile(r"(?:on the (?:other|one) hand|by contrast|in contrast),? ", re.IGNORECASE)
"""Goes over to the other side, and says nothing of the point."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `points`: subject what they are to the question, with the points as items."""
    points = _of_headings(essay, sentences) or _of_paragraphs(essay, sentences)
    # `Terror was the main reason`: the question names one of the points, and only the others are asked for.
    items = tuple(item for item in points if share(item.text, essay.title) < NAMED)
    claimed = len(points) == len(items) or CLAIM.search(essay.title)
    if FEWEST <= len(points) <= MOST and len(points) - len(items) <= 1 and claimed:
        other = "" if len(points) == len(items) else "other "
        yield Fact(
            kind=Kind.PLAN,
            relation="points",
            subject=f"{other}{'reasons' if WHY.match(essay.title) else 'points'}",
            value="",
            context=question(essay) or essay.topic,
            evidence=tuple(quote for item in items for quote in item.evidence),
            items=items,
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
    if all(_is_side(branch) for branch in heads):
        return _all([_on_side(branch, item_of(essay, point, sentences)) for branch in heads for point in branch.twigs])
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


def _is_side(branch: Branch) -> bool:
    """True for `Successes`: that there are two sides is no plan yet."""
    return any(announces(branch.words, side) for sides in SIDES for side in sides)


def _of_paragraphs(essay: Essay, sentences: Sequence[Sentence]) -> tuple[Item, ...]:
    """The points that the first sentences of the paragraphs name, without beginning and end."""
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
    sided = len({_side(topic) for topic in topics}) > 1 and all(_side(topic) for topic in topics)
    return _all([_item(essay, topic, _side(topic) if sided else "") for topic in topics])


def _side(topic: Sentence) -> str:
    """The side on which the sentence says that its point stands: `A second strength is …`."""
    clause = _main(topic)
    return side_of(f"{clause.core} {_complement(topic, clause)}") if clause else ""


def _item(essay: Essay, topic: Sentence, side: str) -> Item | None:
    words = OWNER.sub("", _names(topic), count=1)
    told = f"{side}: {words}" if side else words
    return Item(text=told, evidence=(evidence(essay, topic),)) if is_label(words) else None


def _main(topic: Sentence) -> Clause | None:
    """The clause with which the sentence begins."""
    clause = next((each for each in topic.clauses if each.kind == "main"), None)
    if clause is None or clause.carried:
        return None
    between = topic.text[topic.core : clause.subject.start]
    return clause if not between or TURNING.fullmatch(between) else None


def _names(topic: Sentence) -> str:
    """What the sentence that opens a paragraph names as its point; empty where it names none in so many words."""
    said = topic.text[topic.core :].rstrip(".")
    told = ALSO.fullmatch(said) or ABOUT.match(said)
    if told:
        return told["what"]
    clause = _main(topic)
    if clause is None:
        return ""
    if COUNTED.fullmatch(clause.core) and _complement(topic, clause) and not QUALITY.search(_complement(topic, clause)):
        return _complement(topic, clause)
    weighty = clause.lemma in PLAYING and (
        clause.lemma in {"matter", "contribute", "help", "add"} or WEIGHTY.match(_behind(topic, clause))
    )
    kept = clause.lemma in KEPT and "not" in clause.finite.split()
    kept = kept or (clause.lemma in RAISED and clause.passive)
    counted = clause.lemma == "be" and COUNTED.fullmatch(_complement(topic, clause))
    brought = any(part.role in {"object", "complement"} or part.marker in {"to", "in"} for part in clause.parts)
    causing = brought and clause.lemma in CAUSAL_VERBS and DEED.match(clause.core)
    return clause.core if (weighty or counted or causing or kept) and is_nominal(clause) else ""


def _behind(topic: Sentence, clause: Clause) -> str:
    return topic.text[clause.verb_end :].strip()


def _complement(topic: Sentence, clause: Clause) -> str:
    """What it is, if the sentence says it in one piece."""
    said = ADDED.sub("", _behind(topic, clause).rstrip(".")) if clause.finite in {"is", "was", "are", "were"} else ""
    return "" if "," in said else said
