"""`A tariff is a tax on imports`: what a term means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from essay2anki.facts.quoting import evidence, label, quotes
from essay2anki.facts.trimming import first_statement, is_clipped, trailing
from essay2anki.lexicon import ARTICLE, GENUS, PRONOUNS
from essay2anki.model import Clause, Essay, Fact, Kind, MentionKind, Sentence
from essay2anki.words import word_set

_OTHERS = word_set("""
    bank being business change company constituency corporation cost council country court crime district disease drug
    family firm good landform offence organisation organization people product rock statement storm wave word
""")
_PLURAL_GENUS = "|".join(sorted(re.sub("ye\\?s$", "ies", f"{noun}e?s") for noun in GENUS | _OTHERS))
DEFINING = re.compile(
    r"(?:an?|the|any) \w+|(?:one|those) (?:that|which|who|whose|in which|[a-z]+ed by) \w+"
    r"|(?:[a-z-]+ )?(?:behaviour|conduct|income|money|spending|work|labour|land|information|crime|power|unemployment)"
    r" (?:that|which) \w+"
    rf"|(?:[a-z-]+ ){{0,2}}(?:{_PLURAL_GENUS}) (?:that|which|who|of|on|in|for|by|between|about|with) \w+",
    re.IGNORECASE,
)
_JUDGING = word_set("""
    most more less very major main key crucial significant important serious big bad notable decisive vital
    essential clear further only real success failure disaster turning factor reason cause result problem response
    consequence sign step threat reflection example matter question blow necessary potential powerful useful
    strong weak better worse best worst primary central fundamental poor rich fair fine typical rare
    guide tool instrument vehicle way part case point source core common frequent constant recurring
""")
EVALUATIVE = re.compile(
    rf"(?:an?|the) (?:\w+ly )?(?:{'|'.join(sorted(_JUDGING))}|product of|\w+er \w+|\w+est"
    r"|good(?! (?:that|which|whose)\b)|great(?! [a-z]+s (?:that|which|who)\b)"
    r"|(?:large|small|huge)(?!.* (?:that|which)\b))(?![\w-])",
    re.IGNORECASE,
)
"""Complements that judge instead of defining; `a good that is over-consumed` and `a large storm that …` define."""
_ABBREVIATION = r"[A-Z][A-Za-z]*[A-Z]"
TERM = re.compile(rf"(?:an? )?(?:[A-Za-z][a-z-]+|{_ABBREVIATION})(?: (?:[a-z-]+|{_ABBREVIATION})){{0,3}}")
"""A common noun without `the`, as definitions have it."""
IN_BRACKETS = re.compile(rf" \({_ABBREVIATION}s?\)$")
"""`first-past-the-post (FPTP)`."""
BESIDE = re.compile(
    r"(?<!that is), (?:for (?:example|instance|the most part)|whoever|whichever|whatever"
    r"|it|they|he|she|we|this|there|so)\b.*"
)
"""Examples, and what a comma ties on that should have had a full stop."""
PEOPLE = re.compile(
    r"(?:[a-z-]+ )?(?:people|men|women|peasants|farmers|soldiers|officials|nobles|workers|priests|traders|settlers)"
    r" (?:who|whose|of|born) "
)
"""`Kulaks were peasants who owned their land`: what a sort of people was, nothing else is said in the past."""
SORTS = re.compile(
    rf"(?:(?:[a-z-]+ ){{0,2}}(?:{_PLURAL_GENUS})|those) (?:that|which|who|whose|with|where|in which|[a-z]+ed by) ",
    re.IGNORECASE,
)
"""`Pocket boroughs were constituencies with few voters`: so too what a sort of things was."""
ONE_OF_THEM = re.compile(r"(?:one|(?P<several>those)) ")
"""Stands for the last word of the term."""
EXPLAINED = re.compile(r": (?P<more>(?:it|they) [^;:.]+)")
"""`a teleological theory: it judges actions by their consequences`."""
RANKED = re.compile(r"the (?:most|main|key|primary|central|single|best|worst|biggest|greatest)\b")
"""`The most important factor is …` is a judgment."""
LONGEST_TERM = 4
"""Words, the article counted."""
AN_EXAMPLE = re.compile(
    r"(?:[Aa]n(?:other)? |[Oo]ne )?(?:example|instance|case|kind|type|form|sort)s? of "
    r"|[Aa]n? (?:first|second|third|fourth|further|final|last) "
)
"""`An example of a cartel is when …`, `a second advantage is …`: there are others."""
SHORT = 4
"""Words of a definition that says only of what sort a thing is."""
BY_GENUS = re.compile(rf"(?:the|an?) (?:\w+ ){{0,2}}(?:{'|'.join(sorted(GENUS))})s?\b", re.IGNORECASE)
"""What makes a definition even of `the hidden curriculum`."""
FORMS = (
    (
        "means",
        re.compile(
            r"(?:refers? to|(?:is|are) defined as|means?|denotes?"
            r"|(?:is|are)(?= (?:when|where) )|describes?(?= (?:an?|the) )) (?P<value>(?!that ).+)"
        ),
    ),
    ("consists", re.compile(r"(?P<asked>consist)s? of (?P<value>.+)")),
    (
        "defined",
        re.compile(
            r"(?:is|are|can|may) (?P<asked>(?:be )?(?:(?:[a-z]+ly|often|sometimes) )?(?:defined|understood)) "
            r"(?P<value>as (?!(?:the|in|being|having|we) ).+)"
        ),
    ),
    ("occurs", re.compile(r"(?P<asked>occur|happen|arise|exist)s? (?P<value>when .+)")),
)
"""Relation → how a clause in the present says it of a term."""
NAME_FOR = re.compile(
    r"^(?:the|an?) (?:[A-Z]\w+ )?(?:name|term|word|phrase|label) "
    r"(?:(?:given|applied) to|(?:used )?(?:for|to describe|to mean)|(?:meaning|(?:that|which) means)(?! that)) "
)
"""What the question says already: `mitosis is the name given to …`."""
MEANT = re.compile(
    r"By [‘'“\"]?(?P<term>[\w -]{3,40}?)[’'”\"]?,? (?P<author>[A-Z][\w.’' -]*?),? "
    r"(?P<verb>means?|meant) (?P<value>.+)"
)
USED = re.compile(
    r"(?P<author>[A-Z][\w.’' -]*?(?: \(\d{4}\))?) (?P<verb>uses?|used|coins?|coined|introduced) the "
    r"(?:term|word|phrase|expression|label) [‘'“\"]?(?P<term>[\w -]{3,40}?)[’'”\"]? "
    r"(?:to (?:describe|mean|refer to|denote)|for) (?P<value>.+)"
)
"""`Cohen used the term moral panic to describe …`."""
GIVEN = re.compile(
    r"(?P<author>[A-Z][\w.’' -]*?(?: \(\d{4}\))?) (?P<verb>gave|gives) the (?:name|term|label)(?: of)? "
    r"[‘'“\"]?(?P<term>[\w -]{3,40}?)[’'”\"]? to (?P<value>.+)"
)
"""`Tawney gave the name acquisitiveness to the wish for more than one needs`."""
PAST = frozenset({"gave", "meant", "used", "coined", "introduced"})
THE_TERM = re.compile(r"^the (?:term|word|phrase|expression|concept of) | itself$")
ANOTHER = r" and (?!(?:it|they|this|that|he|she|we|there|so|is|are|has|have|can)\b)[^,;:.()]+(?=\.?$)"
"""What goes on `when demand falls`: `… and prices follow`."""
NAMED_SO = re.compile(r"^the (?:term|word|phrase|expression|concept) |^[A-Za-z-]+(?:ity|ism|tion|ship|cy|ness|archy)$")
"""What a description defines: `the term patriarchy`, `reciprocity`."""
MEANING = re.compile(
    r"(?:does |do )?means? (?!.*, .* and )|(?:does |do )?means? (?:an?|the|any|that|when|\w+ing)\b|meant"
)
"""A row of things is what it brings, not what it is."""
OUTSET = re.compile(r"(?P<term>[A-Z][a-z]+(?: [a-z]+)?) means (?P<value>that [^;:.]+)")
"""How an essay begins: `Secularisation means that …`; later on it may tell what comes of it."""
HOLDING = re.compile(
    r"(?:states?|holds?|assumes?|claims?|argues?|suggests?|says?|predicts?|proposes?|maintains?|asserts?|teaches) "
    r"(?P<value>that .+)"
)
THEORIES = word_set("""
    theory principle law condition argument doctrine hypothesis model thesis rule theorem axiom paradox approach effect
    philosophy school view problem defence account explanation perspective theodicy
""")
"""Heads of what holds something to be so."""
SHOWING = re.compile(r"(?:measures?|describes?|shows?|compares?|records?) (?P<value>(?:the|an?|how|what) .+)")
MEASURES = word_set("scale index curve ratio coefficient")
"""Heads of what is known by what it shows: `the Gini coefficient measures the inequality of incomes`."""
LAWS = word_set("law principle paradox theorem hypothesis thesis axiom doctrine")
"""Heads of what one statement tells: `Say’s law: supply creates its own demand`."""
OUTLINED = re.compile(
    rf"\b(?P<theory>[Tt]he (?:theory|{'|'.join(sorted(LAWS))}) of [a-z][a-z-]+(?: [a-z][a-z-]+)?),? "
    r"(?:which |first |as )?(?:[A-Z]|stated|set out|put forward|proposed|developed)[^:;.]*: "
    r"(?P<value>(?!(?:it|they|this|these|he|she)\b)[^:;.]+)"
)
"""`the law of diminishing returns, which Turgot stated in 1767: each extra worker adds less`."""
_LAWS = f"(?:theory|{'|'.join(sorted(LAWS))})"
WHICH_HOLDS = re.compile(
    rf"\b(?P<theory>[Tt]he (?:{_LAWS} of [a-z-]+(?: [a-z-]+)?|[a-z-]+ {_LAWS}))(?: \(\d{{4}}\))?, which "
    r"(?:(?P<past>held|said|stated|taught)|holds|says|states|teaches) (?P<value>that [^;:.]+)"
)
"""`the doctrine of lapse, which held that …`."""
OPERATORS = {"means": {"does": "is", "do": "are"}}
"""`What is cohabitation?`, whatever verb the source defines it by."""
VAGUE = PRONOUNS | word_set("""
    the this these his her their its another one some many there all
""")


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `means` (subject a term or a named body, value what it is), `holds`, `occurs` and `consists`."""
    for place, sentence in enumerate(sentences):
        yield from _by_author(essay, sentence)
        yield from _outlined(essay, sentence)
        yield from _at_the_outset(essay, sentence) if place == 0 else ()
        for clause in sentence.clauses:
            complement = _complement(clause)
            clipped = complement and is_clipped(sentence, clause.parts[0].end) and not _is_added(sentence, clause)
            explained = any(gloss.term in complement or gloss.term == clause.core for gloss in sentence.glosses)
            if (
                complement
                and not (clipped or explained)
                and _is_term(sentence, clause, complement)
                and _defines(complement)
            ):
                added = [part for part in trailing(clause) if part.marker != "because"]
                apart = [part for part in clause.parts if part.role == "prep" and part.gap.startswith(",")]
                value = BESIDE.sub("", clause.predicate(without=[*added, *apart], finite=False))
                more = EXPLAINED.match(sentence.text, clause.end) if len(value.split()) <= SHORT else None
                value = f"{value}: {more['more']}" if more else _of_its_sort(clause, value)
                if not value.endswith("/"):  # the parser ends a clause within `km/h`
                    yield _fact(essay, sentence, clause, _Told("means", "", value))
            elif (told := _told(sentence, clause)) and not is_clipped(sentence, clause.end):
                yield _fact(essay, sentence, clause, told)


def _of_its_sort(clause: Clause, value: str) -> str:
    """`A contingent being is one that might not exist`: `a being that …`."""
    sort = ARTICLE.sub("", clause.core).split()
    one = ONE_OF_THEM.match(value)
    if not one or len(sort) == 1:
        return value
    article = "" if one["several"] else "an " if sort[-1][0] in "aeio" else "a "
    return f"{article}{sort[-1]} {value[one.end() :]}"


def _is_added(sentence: Sentence, clause: Clause) -> bool:
    """True where what follows the definition is no part of it: examples, or a statement of its own."""
    return bool(BESIDE.match(sentence.text, clause.parts[0].end))


def _at_the_outset(essay: Essay, sentence: Sentence) -> Iterator[Fact]:
    """What the first sentence says that the subject of the essay means."""
    found = OUTSET.match(sentence.text, sentence.core)
    main = next((clause for clause in sentence.clauses if clause.kind == "reported"), None)
    if found and main:
        value = BESIDE.sub("", first_statement(found["value"], main.verb_end - found.start("value")))
        yield Fact(
            kind=Kind.TERM,
            relation="is_meant",
            subject=_in_mid_sentence(essay, sentence, found["term"]),
            value=sentence.text[found.start("value") : main.end] if main.end < found.end() else value,
            context=label(sentence),
            evidence=(evidence(essay, sentence),),
            finder="definitions",
        )


def _by_author(essay: Essay, sentence: Sentence) -> Iterator[Fact]:
    """`By motion Aquinas meant any change`: what somebody means by a term."""
    forms = (MEANT, USED, GIVEN)
    found = next(filter(None, (form.match(sentence.text, sentence.core) for form in forms)), None)
    names = {mention.text for mention in sentence.mentions if mention.kind is not MentionKind.DATE}
    if found and found["author"].split(" (")[0].strip() in names:
        yield Fact(
            kind=Kind.TERM,
            relation="meant_by",
            subject=found["author"].strip(),
            operator="did" if found["verb"] in PAST else "does",
            predicate=found["term"],
            value=first_statement(found["value"].rstrip(".")),
            context=label(sentence),
            evidence=(evidence(essay, sentence),),
            finder="definitions",
        )


def _outlined(essay: Essay, sentence: Sentence) -> Iterator[Fact]:
    """What a theory says, behind its name and `which holds`, or its author and a colon."""
    held, found = WHICH_HOLDS.search(sentence.text), OUTLINED.search(sentence.text)
    asserted = found and any(
        clause.start >= found.start("value") and clause.operator in {"is", "are", "does", "do", "can", "should", "will"}
        for clause in sentence.clauses
    )
    told = held or (found if asserted else None)
    if told:
        yield Fact(
            kind=Kind.TERM,
            relation="holds",
            subject=told["theory"][0].lower() + told["theory"][1:],
            operator="did" if told.groupdict().get("past") else "does",
            predicate="say",
            value=first_statement(told["value"]) if held else told["value"],
            context=label(sentence),
            evidence=(evidence(essay, sentence),),
            finder="definitions",
        )


@dataclass(frozen=True, slots=True)
class _Told:
    """What a clause says of a term: how it is asked, and what answers."""

    relation: str
    predicate: str
    value: str


def _told(sentence: Sentence, clause: Clause) -> _Told | None:
    """`refers to …`, `is defined as …`, `holds that …`, `consists of …`, `occurs when …`."""
    asserted = clause.operator in {"is", "are", "does", "do"} or clause.lemma == "define"
    told = clause.kind in {"main", "coordinate", "relative"} or clause.marker in {"whereas", "while"}
    if not (told and asserted):
        return None
    if not _is_common(sentence, clause):
        return _holds(clause)
    named = any(part.role == "object" or re.match(r"\w+ing ", part.text) for part in clause.parts)
    if clause.lemma == "mean" and not (named and MEANING.match(clause.predicate(finite=True))):
        return None  # `inelastic demand means consumers pay`, `low income means poor housing` tell a consequence
    rest = clause.predicate(without=[part for part in clause.parts if part.start < clause.verb_start], finite=True)
    for relation, form in FORMS:
        found = form.fullmatch(rest)
        if found:
            value = BESIDE.sub("", first_statement(found["value"]))
            # `the poem describes a battle`; half of `those who share the goals, but not the means` is another thing
            scene = clause.lemma == "describe" and not NAMED_SO.search(clause.core)
            if scene or re.search(re.escape(value) + r",? but\b", sentence.text):
                return _holds(clause) if scene else None
            if value.startswith(("when ", "where ")) and (more := re.search(re.escape(value) + ANOTHER, sentence.text)):
                value = more.group()  # one of two conditions is another thing
            return _Told(relation, found.groupdict().get("asked") or "", value)
    return _holds(clause)


def _holds(clause: Clause) -> _Told | None:
    """`The principle of utility states that …`, of a theory and not of a person."""
    head = clause.core.split(" of ")[0].split(" (")[0].split()[-1].lower()
    form = SHOWING if head in MEASURES else HOLDING
    found = form.fullmatch(clause.predicate(finite=True))
    one = re.sub(r"(?<=[^is])s$", "", re.sub(r"ies$", "y", head))
    if not found or not (one in THEORIES | MEASURES or head.endswith("ism")):
        return None
    return _Told("holds", clause.lemma, found["value"])


def _is_common(sentence: Sentence, clause: Clause) -> bool:
    """A term that names no person or place: `material deprivation`, `a depreciation`."""
    named = {MentionKind.PERSON, MentionKind.PLACE, MentionKind.DATE}
    core = IN_BRACKETS.sub("", clause.core)
    if any(mention.kind in named and mention.text in core for mention in sentence.mentions):
        return False
    term = bool(TERM.fullmatch(re.sub(r"^[Tt]he ", "", core))) and not VAGUE & {*core.removeprefix("the ").split()}
    return term and not AN_EXAMPLE.match(core)


def _fact(essay: Essay, sentence: Sentence, clause: Clause, told: _Told) -> Fact:
    return Fact(
        kind=Kind.TERM,
        relation=told.relation,
        subject=_in_mid_sentence(essay, sentence, THE_TERM.sub("", clause.core)),
        operator=OPERATORS.get(told.relation, {}).get(clause.operator, clause.operator),
        predicate=told.predicate,
        value=NAME_FOR.sub("", told.value),
        context=label(sentence),
        evidence=quotes(essay, sentence, clause),
        finder="definitions",
    )


def _complement(clause: Clause) -> str:
    """What a clause with a plain `is` or `was` says its subject to be; empty for a reason such as `because it is …`."""
    told = clause.kind not in {"adverbial", "reported"} or clause.marker in {"whereas", "while"}
    plain = clause.lemma == "be" and clause.operator == clause.finite
    first = clause.parts[0] if clause.parts else None
    return first.text if told and plain and first and first.role == "complement" else ""


def _defines(complement: str) -> bool:
    return bool(DEFINING.match(complement) or PEOPLE.match(complement)) and not EVALUATIVE.match(complement)


def _is_term(sentence: Sentence, clause: Clause, complement: str) -> bool:
    core = IN_BRACKETS.sub("", clause.core).removesuffix(" itself")
    kinds = {mention.kind for mention in sentence.mentions if mention.text == core.removeprefix("the ")}
    if kinds & {MentionKind.ORGANISATION, MentionKind.EVENT}:
        return core.startswith("the ") or core.isupper()
    once = clause.operator in {"was", "were"} and core.startswith("the ") and BY_GENUS.match(complement)
    then = once or (clause.operator == "were" and _is_sort(core, complement))
    if (clause.operator not in {"is", "are"} and not then) or kinds & {MentionKind.PERSON, MentionKind.PLACE}:
        return False
    if core.startswith("the ") and len(core.split()) <= LONGEST_TERM:
        return bool(BY_GENUS.match(complement)) and " of " not in core and not RANKED.match(core)
    return bool(TERM.fullmatch(core)) and not VAGUE & {*core.split()} and not AN_EXAMPLE.match(core)


def _is_sort(core: str, complement: str) -> bool:
    """True for what a sort of people or things was; `those who …` is enough only of a term of two words."""
    named = " " in core or not ONE_OF_THEM.match(complement)
    return bool(PEOPLE.match(complement) or (named and SORTS.match(complement)))


def _in_mid_sentence(essay: Essay, sentence: Sentence, term: str) -> str:
    """`Monopsony` at the head of a sentence is `monopsony`; `Marxism` keeps the capital it has elsewhere."""
    named = any(mention.text in term for mention in sentence.mentions) or re.match(r"[A-Z]\w+[’']s? ", term)
    elsewhere = re.search(rf"(?<=[a-z,] ){re.escape(term)}\b", essay.text)
    return term if named or elsewhere or term.isupper() else term[0].lower() + term[1:]
