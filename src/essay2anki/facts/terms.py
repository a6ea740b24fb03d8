"""Terms in a list with what they mean: `**anomie**: a state in which …`, `Quota = a limit on …`.

A label is a term only if the words behind it define it. Some forms define by themselves: a noun phrase with `in
which` or `that`, `when …`, `the process of …`. Others, `absence of rules` and `voters elect the president`, do so only
in a list where terms are defined in the sure forms too, since elsewhere they are points under a heading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from essay2anki.facts.announcing import in_running_text
from essay2anki.facts.definitions import LAWS
from essay2anki.facts.glosses import SOMEBODY
from essay2anki.facts.labels import CLAUSAL, branches, mark_of, unnumbered
from essay2anki.facts.quoting import EMPTY_LABELS, evidence, labelled
from essay2anki.facts.trimming import PASTS, SAME_FORMS, first_statement
from essay2anki.lexicon import EVENT_HEADS, GIVEN_NAMES, MEMBERS, ORGANISATION_HEADS, REPORTING_VERBS, ROLES
from essay2anki.model import Essay, Evidence, Fact, Kind, MentionKind, Point, Role, Section, Sentence
from essay2anki.words import word_set

LONGEST, SHORTEST = 30, 3
"""Words of a definition."""
FARTHEST = 400
"""Characters of the words behind a label in which a definition is looked for."""
LONGEST_TERM = 5
"""Words of a term, what stands in brackets not counted."""
PRESENT = frozenset({"is", "are", "do", "does", "can", "should"})
LEAST = 3
"""Sure definitions that make a list of labels one of terms."""
TERM = re.compile(r"[A-Za-z][\w’'-]*(?:[ /][\w’'-]+)*(?: \([\w/ .-]+\))?")
NAMING = re.compile(r" [A-Z]\w*[a-z]")
"""A second word with a capital: it is a name, or may be one."""
HEADS = EVENT_HEADS | {head.lower() for head in ORGANISATION_HEADS}
"""Last words of names: `Whiskey Rebellion`."""
AUTHORED = re.compile(r".+ \((?:[A-Z]\. ?)*[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*,?(?: (?:1[89]|20)\d\d)?\)")
"""`Beanpole family (Brannen 2003)`: the word of an author, whatever stands behind it."""
AGENT = re.compile(
    rf"(?:(?:an?|the) )?(?:[\w’'-]+ ){{0,2}}?(?:{'|'.join(sorted(ROLES))}|enemy|ally|capital|city|state|town)\b",
    re.IGNORECASE,
)
"""`enemy of Athens`, `leader of the Bolsheviks`: what some person or place was."""
THEORIES = LAWS | {"theory", "model"}
"""Of a theory one statement is all only where its author is named with it."""
THE_MORE = re.compile(r"the (?:more|less|[a-z]+er) [^,;:]+, the (?:more|less|better|[a-z]+er)\b[^,;:]*", re.IGNORECASE)
"""`the longer the march, the smaller the army`: a statement without a verb."""
OWNED = re.compile(r"[Tt]he |[A-Z][\w-]*(?:[’']s|s[’']) ")
"""`Say’s law` needs no article."""
EQUATION = re.compile(rf"(?P<term>{TERM.pattern}) = (?=\S)")
DASH = re.compile(r"\s+[-–—]\s+")
THIS_IS = re.compile(r"This (?:is (?=(?:the|an?|when|where) )|refers to )")
"""Behind a term that stands for a heading: `Material deprivation. This is when …`."""
PARTS = word_set("""
    summary introduction conclusion evaluation background context overview question analysis evidence importance
    significance notes example examples practice
""")
"""Last words of headings for a part of the page: `Chapter summary`."""
NO_TERMS = (
    EMPTY_LABELS
    | MEMBERS
    | PARTS
    | word_set("""
        definition meaning judgement judgment answer title relevance result effect impact cause consequence reason
        factor purpose function aim goal role method procedure sample findings date place location time people
        person author source strength weakness limitation limit advantage disadvantage benefit cost problem solution
        success failure criticism support development term key link alternatives historiography scale type task how
        why what who when where
    """)
)
"""Labels that say what the words behind them are for."""
OF_SOMETHING = re.compile(
    rf"(?!terms)(?:{'|'.join(sorted(NO_TERMS))})s? (?:of|for|on|in|to|against|behind)\b", re.IGNORECASE
)
"""`Causes of the war: …` heads points; `terms of trade` does not."""
NAMED_TERM = re.compile(r"(?:[A-Z][\w’'-]+|of|the|and|for)(?: (?:[A-Z][\w’'-]+|of|the|and|for))+")
"""`Leibniz – Principle of Sufficient Reason`: the term stands behind the dash."""
SPEAKER = re.compile(
    r"\b([A-Z][a-z]+)(?:[’']s (?=[a-z])| (?:argue|claim|said|say|thought|think|held|hold|believ|wrote)\w*\b)"
)
COUNTING = word_set("main key other another first second third last early late later one two three four five")
_DETERMINED = r"(?:(?:an?|the|any|all|one|some) )?"
_HEADED = rf"{_DETERMINED}(?:[\w’'/-]+,? (?:and |or )?){{0,6}}?[\w’'/-]+,? "
_PAST = "|".join(sorted({*PASTS.values(), *SAME_FORMS} - word_set("cut put set become")))
RELATIVE = re.compile(
    rf"{_HEADED}(?:(?:in|by|from|through|to|for|with|at|on|under|of) (?:which|whom|whose)|that|which|who|whose|where"
    rf"|whereby|when) (?!(?:\w+ed|was|were|had|{_PAST})\b)",
    re.IGNORECASE,
)
"""`political system in which all …`; not `a march that ended …`, which tells what happened."""
KINDS = word_set("""
    ability approach belief body branch charge concept condition doctrine feeling form idea ideology institution kind
    law level limit measure measurement method movement payment philosophy policy practice principle procedure process
    proportion ratio relationship rule school set situation state strategy study style sum system tax technique
    tendency theory type unit view way
""")
_BEHIND_KIND = "(?:of|on|to|for|by|between|about|used|based|intended|designed)"
OF_A_KIND = re.compile(
    rf"(?:(?:an?|the|any|all|one|some) (?:[\w’'-]+,? (?:and |or )?){{0,3}}?(?:{'|'.join(sorted(KINDS))})s?"
    rf"|(?:[\w’'-]*[^\W\ds] )?(?:{'|'.join(sorted(KINDS))})|(?:{'|'.join(sorted(KINDS))})s),? {_BEHIND_KIND} (?!\d)"
    r"|the right (?:of|to) ",
    re.IGNORECASE,
)
"""`process of removing laws`, `limit on the volume of imports`."""
WHEN = re.compile(r"(?:when|where) (?!.+ (?:the|an?) (?:\w+ ){1,3}(?:can|must|has to)\b)", re.IGNORECASE)
OCCURS = re.compile(r"(?:this )?(?:occurs|happens|arises|is) (?=when )", re.IGNORECASE)
"""Left out before `when`: the question says what occurs."""
NOMINAL = re.compile(
    r"(?:an?|the|any|all) \w|[a-z]+ (?:of|to|between) \w|(?:how|what) (?!is |are |was |were |did |do )\w"
    r"|(?!during|according|including|following|being|having|depending|something|anything|nothing)[a-z]+ing (?!of\b)\w",
    re.IGNORECASE,
)
"""Verbless words that may define in a list of terms: `the most votes`, `absence of rules`, `combining interests`."""
UNFIT = re.compile(
    r"\b(?:this|these|such a|he|she|his|her|I|see|not the same|etc|may|might|could|should"
    r"|(?:only|even|except|especially|but) (?:where|when|if|that|who|which))\b|[?=→>/%£$€]|\d",
    re.IGNORECASE,
)
"""What leans on other words, hedges, or gives an instance instead of a meaning."""
FORETELLING = re.compile(
    r"(?!.*\b(?:whether|which|that|who|what|when)\b.* (?:will|would)\b).*\b(?:will|would)\b", re.IGNORECASE
)
"""What it will lead to."""
_VERBS = "|".join(
    word_set("""
        allow benefit control demand focus give help increase limit oppose promote protect respect share support use
        value analyse analyze assess compare define describe discuss evaluate explain identify list
    """)
)
"""First words that are nouns only before a preposition: `limit on imports`, but `value benefits that …`."""
EVALUATING = re.compile(
    rf"(?:{'|'.join(sorted(REPORTING_VERBS))}|believe|recogni[sz]e|reali[sz]e)s? that"
    r"|(?:fear|perception|expectation|hope|fact)s? that"
    r"|[a-z]+ed (?:by|in|as|to|for|through|from|into|with|on|at)\b"
    rf"|(?:{_VERBS})s? (?!of|on|in|to|for|that|which)\w+ |(?:for|to|with|by|from|at|as|not|no) "
    r"|(?:(?:an?|the) )?(?:first|last|only|main|major|most important|key|good|bad|great|big(?:ger)?|important"
    r"|significant|similar|same|opposite|lack of|loss of|rise in|fall in|increase in|decrease in)\b",
    re.IGNORECASE,
)
"""A judgment, an instance, or what somebody said or was: no noun phrase that defines."""
LACK = re.compile(r"lack of ", re.IGNORECASE)
"""Behind `=` it defines: `Anomie = lack of norms`."""
ROW = re.compile(r"(?:^|, )(?:[\w-]+ ){0,2}[\w-]+, (?:[\w-]+ ){0,2}[\w-]+$")
"""`share of costs, time`: what it depends on."""
DETERMINED = re.compile(r"(?:an?|the|any) ", re.IGNORECASE)
INSTANCE = re.compile(
    r",? \(?(?:e\.g\b|eg\b|ex:|i\.e\b|such as|for example|for instance|including)\b.*|\s*\([^)]*\)$",
    re.IGNORECASE,
)
"""What is added to a definition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A label that may be a term, and the words behind it."""

    label: str
    text: str
    sentence: Sentence
    """That of the words."""
    quotes: tuple[Evidence, ...]
    joint: str
    """What parts the two: `:`, `::`, `=`, `-` or `is`; `>` and `#` where the words are below a bullet or heading."""
    style: tuple[str, ...] = ()
    """How it is written; the entries of a list are written alike."""

    @property
    def term(self) -> str:
        """The label without its abbreviation: `gross domestic product (GDP)`."""
        return self.label.split(" (")[0]

    @property
    def theory(self) -> bool:
        """True where a whole statement behind the label is what a theory says."""
        head = self.term.split(" of ")[0].split()[-1].lower()
        main = self.sentence.main
        whole = main is not None and main.subject.start <= SHORTEST and main.operator in PRESENT
        whole = whole or bool(THE_MORE.fullmatch(self.text))
        return whole and not self.below and head in (THEORIES if AUTHORED.fullmatch(self.label) else LAWS)

    @property
    def nominal(self) -> bool:
        """True where the words are a noun phrase."""
        bare = self.sentence.verbless or self.joint in {"=", "is"}
        told = bare or (not self.sentence.clauses and bool(DETERMINED.match(self.text)))
        lacks = self.joint == "=" and LACK.match(self.text)
        return told and not ((EVALUATING.match(self.text) and not lacks) or ROW.search(self.text))

    @property
    def sure(self) -> bool:
        """True where the words define by their form."""
        if WHEN.match(self.text):
            # `When spending is low the state can lower taxes` tells what is done then.
            main = [clause for clause in self.sentence.clauses if clause.kind == "main"]
            return all(each.subject.start <= len("where ") and each.end >= len(self.text) for each in main)
        named = NAMING.search(self.term) and self.term.split()[-1].lower() in HEADS
        if not self.nominal or (named and not DETERMINED.match(self.text)):
            return False
        kind = not self.plural and OF_A_KIND.match(self.text)
        return bool(RELATIVE.match(self.text) or kind)

    @property
    def below(self) -> bool:
        """True for words below the label."""
        return self.joint in {"#", ">"}

    @property
    def plural(self) -> bool:
        """True for `human factors`, which may head points."""
        return self.term.lower().split()[-1] in MEMBERS

    @property
    def alone(self) -> bool:
        """True where the words define whatever the other entries do. Words below a label are mostly points."""
        if self.told and not self.plural and not EVALUATING.match(self.text):
            return True
        if self.joint in {"::", "="} and self.likely:
            return True
        return self.sure and (not self.below or bool(DETERMINED.match(self.text) or WHEN.match(self.text)))

    @property
    def told(self) -> bool:
        """True where the form of the label says that words without a verb define it."""
        verbless = not any(clause.kind in {"main", "coordinate"} for clause in self.sentence.clauses)
        named = NAMING.search(self.term) or AGENT.match(self.text)
        return verbless and not named and (self.joint == "::" or bool(AUTHORED.fullmatch(self.label)))

    @property
    def likely(self) -> bool:
        """True where the words define if those of other entries do, and the label is no name and heads no points."""
        if NAMING.search(self.term) or self.plural or self.below or NAMING.search(_value(self.text)):
            return False
        if self.nominal:
            return bool(NOMINAL.match(self.text))
        main = self.sentence.main
        return main is not None and main.subject.start == 0 and main.operator in PRESENT


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `is_meant` (subject a term, value the first of its definitions) and `holds` (what a theory says)."""
    defined: set[str] = set()
    names = _names(sentences) | _speakers(essay)
    entries = [each for each in _entries(essay, sentences) if _may_be_defined(each, names)]
    lists = Counter(entry.style for entry in entries if entry.sure)
    for entry in entries:
        value = _value(entry.text)
        listed = lists[entry.style] >= LEAST and (entry.sure or entry.likely)
        least = SHORTEST - 1 if entry.joint == "::" else SHORTEST
        fits = least <= len(value.split()) <= LONGEST and entry.term.lower() not in defined
        if (entry.alone or listed or entry.theory) and fits:
            defined.add(entry.term.lower())
            named = NAMING.search(entry.term) or OWNED.match(entry.term)
            term = entry.term if named else in_running_text(essay, entry.term)
            yield Fact(
                kind=Kind.TERM,
                relation="holds" if entry.theory else "is_meant",
                subject=f"the {term}" if entry.theory and not OWNED.match(term) else term,
                operator="does" if entry.theory else "",
                predicate="say" if entry.theory else "",
                value=value,
                evidence=entry.quotes,
                finder="terms",
            )


def _speakers(essay: Essay) -> frozenset[str]:
    """Single capitalised words of which the essay speaks as of somebody, `Leibniz’s principle`, in lower case."""
    return frozenset(word.lower() for word in SPEAKER.findall(essay.text))


def _names(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The people and places of the essay, in lower case."""
    kinds = {MentionKind.PERSON, MentionKind.PLACE, MentionKind.DATE}
    return frozenset(mention.text.lower() for each in sentences for mention in each.mentions if mention.kind in kinds)


def _entries(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[_Entry]:
    """The labels of the essay with the first sentence behind them."""
    of: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        of.setdefault(id(sentence.point), []).append(sentence)
    for point in essay.points:
        if entry := _beside(essay, point, of.get(id(point), [])):
            yield _written(essay, point, entry)
    for section in Section:
        for branch in branches(essay.points, section):
            below = [each for each in branch.twigs[:1] if not each.label and each.role is not Role.HEADING]
            for first in [sentence for each in below for sentence in of.get(id(each), [])[:1]]:
                joint = ">" if mark_of(essay, branch.point).strip("#*_") else "#"
                told = (evidence(essay, first),)
                entry = _Entry(label=branch.words, text=first.text, sentence=first, quotes=told, joint=joint)
                yield _written(essay, branch.point, entry)


def _beside(essay: Essay, point: Point, own: Sequence[Sentence]) -> _Entry | None:
    """The label of a point and what stands beside it; `own` are the sentences of the point."""
    if not own or own[0].start:
        return None
    first = own[0]
    if point.label:
        quote = labelled(essay, first)
        joint = "::" if "::" in quote.quote[len(point.label) : -len(first.text)] else ":"
        return _Entry(label=point.label, text=first.text, sentence=first, quotes=(quote,), joint=joint)
    if found := EQUATION.match(point.body.text):
        last = next((each for each in own if each.start >= found.end()), first)
        quotes = tuple(evidence(essay, each) for each in ([first] if last is first else [first, last]))
        text = point.body.text[found.end() : last.end]
        return _Entry(label=found["term"], text=text, sentence=last, quotes=quotes, joint="=")
    if own[1:] and first.verbless and (found := THIS_IS.match(own[1].text)):
        quotes = (evidence(essay, first), evidence(essay, own[1]))
        text = own[1].text[found.end() :]
        return _Entry(label=first.text.rstrip("."), text=text, sentence=own[1], quotes=quotes, joint="is")
    if own[1:] and DASH.fullmatch(point.body.text, first.end, own[1].start):
        quotes = (evidence(essay, first), evidence(essay, own[1]))
        return _Entry(label=first.text, text=own[1].text, sentence=own[1], quotes=quotes, joint="-")
    return None


def _written(essay: Essay, point: Point, entry: _Entry) -> _Entry:
    """The entry without marks, and with its style."""
    bold = essay.text.endswith(("**", "__"), 0, point.whole.origin(0))
    return replace(
        entry,
        label=unnumbered(entry.label).strip("‘’'“”\"*_ "),
        text=OCCURS.sub("", entry.text.strip().rstrip("."), count=1),
        style=(point.section, mark_of(essay, point), entry.joint, "bold" if bold else ""),
    )


def _may_be_defined(entry: _Entry, names: frozenset[str]) -> bool:
    """True for a label that may be a term: no name, no dimension, no heading of points."""
    term, told = entry.term, entry.term.lower().split()
    if not TERM.fullmatch(entry.label) or len(told) > LONGEST_TERM or len(entry.text) > FARTHEST:
        return False
    if (
        CLAUSAL.search(term)
        or re.search(r"\d", term)
        or told[0] in COUNTING
        or term.lower() in NO_TERMS | names
        or OF_SOMETHING.match(term)
        or told[-1] in PARTS
        or term.lower() in entry.text.lower()
        or "and" in told
    ):
        return False
    if (
        UNFIT.search(_value(entry.text))
        or NAMED_TERM.fullmatch(_value(entry.text))
        or FORETELLING.match(entry.text)
        or entry.sentence.dates
    ):
        return False
    somebody = told[1:] and (term.split()[0] in GIVEN_NAMES or (NAMING.search(term) and SOMEBODY.match(entry.text)))
    people = [each.text for each in entry.sentence.mentions if each.kind is MentionKind.PERSON]
    return not somebody and not any(each in _value(entry.text) for each in people)


def _value(text: str) -> str:
    """The definition without what it adds: instances, and a second statement where it is long."""
    words = INSTANCE.sub("", text.split("; ", maxsplit=1)[0])
    return first_statement(words) if len(words.split()) > LONGEST else words
