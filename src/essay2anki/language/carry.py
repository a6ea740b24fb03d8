"""Names what a sentence takes over from those before it: `he`, `They`, `It`, `This policy`, `The rate`, `the treaty`.

A wrong referent makes a false card, so each rule asks for more than grammar does: nobody else is named, nothing else
could be `it`, and the noun behind `this` stands just once in the sentence before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from essay2anki.language.persons import Persons, may_be
from essay2anki.language.tokens import Token, Tree
from essay2anki.lexicon import REPORTING_VERBS, YEAR_OF_WORK
from essay2anki.model import Antecedent, Clause, Constituent, Essay, Mention, MentionKind, Sentence
from essay2anki.words import word_set

OPENING = re.compile(r"(?P<word>They|Their|It|Its|This|The)\b(?: (?P<noun>[a-z]+))?")
NOUNS = frozenset({"NN", "NNP"})
ADDITIONS = frozenset({"relcl", "appos", "advcl", "punct", "cc", "conj"})
"""What a noun phrase is carried over without."""
EMPTY = word_set("seem appear take happen follow turn matter")
"""Verbs whose `it` or `this` is often no thing but all that was said."""
VAGUE = word_set("way time point period case view idea argument result change factor reason example")
"""Nouns behind `this` that sum up what was said, and name no thing in it."""
CAUSE = re.compile(r",? (?=due to|because of|owing to|as a result of|thanks to)")
"""What a noun phrase is carried over without, too: its reason."""
PRONOUNS = word_set("he she it they we i you this that these those who which there")
PLURAL = re.compile(r"[\w’'-]*[^sui’'\W]s|people|men|women|children|others")
HEAD = re.compile(
    r"(?:[^\s,]+ )*?(?P<noun>[\w’'-]+)(?=$|,| (?:of|in|for|to|with|from|by|on|at|that|which|who|and|or)\b)"
)
"""The head of a noun phrase: what stands before its additions."""
LONGEST = 14
"""Words of a carried subject."""
LONGEST_CROWD = 7
"""Words of what `they` stands for."""
RESUMED = re.compile(
    r"(?<!\bof )\b[Tt]he (?P<head>[A-Za-z]+)\b(?! (?:of|for|on|between|against|that|which|in|to|[A-Z][a-z]+)\b)"
)
"""`The treaty included …`, `denounced the treaty`."""
SINGLE = word_set("""
    treaty pact act agreement accord entente convention protocol armistice truce charter statute edict decree
    declaration doctrine manifesto telegram conference summit congress diet revolt rebellion rising uprising mutiny
    boycott putsch coup massacre pogrom famine crusade compromise amendment commission earthquake inquisition pilgrimage
""")
"""Heads of events that an essay with one such name means by `the treaty`; it has more wars than it names."""


def carry_over(essay: Essay, read: Sequence[tuple[Sentence, Tree]]) -> Iterator[Sentence]:
    """The sentences, each with what it takes over from those before resolved where that is safe."""
    persons = Persons(essay, [sentence for sentence, _ in read])
    events: dict[str, dict[str, Sentence]] = defaultdict(dict)
    before: list[Sentence] = []
    tree_before: Tree | None = None
    last: Sentence | None = None
    for sentence, tree in read:
        if before and before[-1].point is not sentence.point:
            before, last = [], before[-1]
        found = [*_events(sentence, events), *persons.meant(sentence, tree, before, last)]
        opening = _opening(before[-1], tree_before, sentence) if before and tree_before else None
        if opening and all(opening.end <= each.start for each in found):
            found.append(opening)
        resolved = _within(_with(sentence, tuple(sorted(found, key=lambda each: each.start))))
        yield resolved
        before, tree_before = [*before, resolved], tree
        for mention in sentence.mentions:
            events[mention.head].setdefault(mention.text, sentence)


def _events(sentence: Sentence, events: Mapping[str, Mapping[str, Sentence]]) -> Iterator[Antecedent]:
    """For `the treaty`, the one event of its sort that was named before."""
    for found in RESUMED.finditer(sentence.text, sentence.core):
        head = found["head"].lower()
        named = events.get(head, {})
        own = any(each.head == head or each.start < found.end() <= each.end for each in sentence.mentions)
        if head in SINGLE and len(named) == 1 and not own:
            ((name, source),) = named.items()
            yield Antecedent(words=f"the {name}", start=found.start(), end=found.end(), sentence=source)


def _within(sentence: Sentence) -> Sentence:
    """The sentence with the subject of its main clause for a pronoun that opens a second one beside it.

    `The Mughals kept Delhi and they taxed Bengal`, where nothing between the two could be `they` as well.
    """
    main = sentence.main
    if main is None or main.core.lower() in PRONOUNS or all(each.kind != "coordinate" for each in sentence.clauses):
        return sentence
    known = any(each.kind is MentionKind.PERSON and each.text == main.core for each in sentence.mentions)
    # A bare name that is `he` further on is a person, whatever the parser takes it for.
    bare = any(each.text == main.core and each.date is None for each in sentence.mentions)
    named = any(each.text in main.core for each in sentence.mentions if each.date is None)
    fits = {"he": bare, "she": bare, "it": named and not known and not main.plural, "they": main.plural}
    clauses = tuple(
        replace(clause, core=main.core, subject=replace(clause.subject, text=main.core), carried=main.carried)
        if clause.kind == "coordinate"
        and main.end <= clause.subject.start
        and fits.get(clause.core, False)
        and not _has_rival(sentence, main, clause)
        else clause
        for clause in sentence.clauses
    )
    return replace(sentence, clauses=clauses)


def _has_rival(sentence: Sentence, main: Clause, clause: Clause) -> bool:
    """True where something behind the verb could be meant as well: a name, or another noun of the same number."""
    between = sentence.text[main.verb_end : clause.subject.start]
    names = [each for each in sentence.mentions if main.verb_end <= each.start < clause.subject.start]
    if clause.core in {"he", "she"}:
        return any(may_be(sentence, each) for each in names)
    plural = any(PLURAL.fullmatch(word) for word in re.findall(r"[\w’'-]+", between))
    things = any(part.role == "object" and part.end <= clause.subject.start for part in main.parts)
    return plural if clause.core == "they" else things or any(each.date is None for each in names)


def _opening(before: Sentence, tree: Tree, sentence: Sentence) -> Antecedent | None:
    """What `They`, `It`, `This policy` or a bare `The policy` at the head of a sentence stands for."""
    found = OPENING.match(sentence.text, sentence.core)
    if not found:
        return None
    word, noun = found["word"], found["noun"] or ""
    end = found.end("word")
    if word in {"They", "Their"}:
        words = _crowd(before)
    elif word in {"It", "Its"}:
        words = _thing(before, sentence)
    else:
        words, end = _phrase(before, tree, noun), found.end()
        if not _is_repeated(sentence, found, words):
            return None
    if not words or len(words.split()) > LONGEST:
        return None
    if word in {"Their", "Its"}:
        if re.search(r"[’']s?\b", words) or (word == "Their" and " of " in words):
            return None  # an owner's owner, and `the students of the League’s leader`
        words = _owner(words)
    return Antecedent(words=words, start=sentence.core, end=end, sentence=_source(before))


def _is_repeated(sentence: Sentence, found: re.Match[str], words: str) -> bool:
    """True where `This policy` or `The policy` can stand for a phrase of the sentence before."""
    goes_on = re.match(r" (?:in|of|to|for|on|by) ", sentence.text[found.end() :])
    if goes_on and goes_on.group() in words:
        return False  # `This increase in power` behind `an increase in Japan's power`
    main = sentence.main
    bare = main is not None and main.core.lower() == f"the {found['noun']}" and words.startswith("the ")
    return bare or found["word"] != "The"  # `The rate of interest` is another


def _source(before: Sentence) -> Sentence:
    """Where the subject of the sentence is named."""
    taken = next((each for each in before.antecedents if each.start == before.core), None)
    return taken.sentence if taken else before


def _owner(words: str) -> str:
    return f"{words}’" if words.endswith("s") else f"{words}’s"


def _crowd(before: Sentence) -> str:
    """The plural subject of the sentence before, where no other plural could be `they` as well."""
    main = before.main
    if main is None or not main.plural or main.core.lower() in PRONOUNS or main.subject.start != before.core:
        return ""
    rival = any(_is_plural(part.text) for part in main.parts if part.role in {"object", "prep"})
    words = YEAR_OF_WORK.sub("", main.core)
    return words if _is_sole(before, main, "they") and not rival and len(words.split()) <= LONGEST_CROWD else ""


def _is_sole(before: Sentence, main: Clause, pronoun: str) -> bool:
    """True where nothing else in the sentence does anything."""
    others = [each for each in before.clauses if each.kind not in {"relative", "participle"}]
    return all(each.subject == main.subject or each.core == pronoun for each in others)


def _is_plural(phrase: str) -> bool:
    """Whether the head of an object, or of a phrase behind its preposition, is plural: `exports of steel`."""
    head = HEAD.match(phrase)
    return bool(head and PLURAL.fullmatch(head["noun"]))


def _may_be_a_person(mention: Mention) -> bool:
    several = mention.kind is MentionKind.NAME and " " in mention.text and not mention.text.startswith("The ")
    return mention.kind is MentionKind.PERSON or several


def _thing(before: Sentence, sentence: Sentence) -> str:
    """The single thing that the sentence before is about: it has no object that `it` could be as well."""
    main, own = before.main, sentence.main
    if main is None or own is None or own.lemma in EMPTY or main.plural or main.core.lower() in PRONOUNS:
        return ""
    empty = own.lemma in REPORTING_VERBS if own.passive else own.lemma == "be"
    if empty and any(re.search(r"\b(?:that|to)\b", part.text) for part in own.parts):
        return ""
    taken = any(each.start != main.subject.start for each in before.antecedents)
    named = [each for each in before.mentions if each.text == main.core.removeprefix("the ")]
    # `Mowrer proposed a model. It says …`: whatever the parser takes him for, he is no `it`.
    bare = bool(re.fullmatch(r"[A-Z][a-z]+", main.core)) and own.lemma in REPORTING_VERBS
    persons = bare or any(_may_be_a_person(each) or each.kind is MentionKind.NAME for each in named)
    event = any(mention.kind is MentionKind.EVENT and mention.text in main.core for mention in before.mentions)
    rival = any(
        part.role in {"clause", "tail"} or (part.role == "object" and not _is_plural(part.text)) for part in main.parts
    )
    opens = main.subject.start == before.core
    clear = opens and _is_sole(before, main, "it") and not (persons or taken)
    return main.core if clear and (event or not rival) else ""


def _phrase(before: Sentence, tree: Tree, noun: str) -> str:
    """The one noun phrase with the head that `this …` repeats: `the exclusion of Russia from Versailles`."""
    heads = [token for token in tree.tokens if token.text.lower() == noun and token.tag in NOUNS]
    if len(heads) != 1 or noun in VAGUE:
        return ""
    (head,) = heads
    tokens = [token for token in tree.subtree(head) if not _is_added(tree, token, head)]
    if not tokens or tokens[-1].index - tokens[0].index != len(tokens) - 1 or not _is_told_apart(tokens, head):
        return ""
    words = before.text[tokens[0].start : tokens[-1].end].split(", ")[0]
    words = CAUSE.split(words)[0]
    words = re.sub(r"^(?:[Aa]n?|[Tt]he|[Tt]his) ", "the ", words)
    if tokens[0].tag in {"DT", "PRP$"} and not words.startswith("the "):
        return ""
    plain = tokens[0] is not head and tokens[0].tag not in {"DT", "NNP"}
    return words if not plain or words.startswith("the ") else f"the {words[0].lower()}{words[1:]}"


def _is_added(tree: Tree, token: Token, head: Token) -> bool:
    """True for what stands below an addition to the head."""
    while token is not head:
        if token.dep in ADDITIONS and token.head == head.index:
            return True
        token = tree.tokens[token.head]
    return False


def _is_told_apart(tokens: Sequence[Token], head: Token) -> bool:
    """True for a noun that something says more of; `the policy` alone could be any."""
    return any(token is not head and token.tag not in {"DT", "PRP$"} for token in tokens)


def _with(sentence: Sentence, antecedents: tuple[Antecedent, ...]) -> Sentence:
    """The sentence with its antecedents, and its clauses with the names in the place of what stands for them."""
    if not antecedents:
        return sentence
    clauses = tuple(_named(clause, antecedents) for clause in sentence.clauses)
    return replace(sentence, clauses=clauses, antecedents=antecedents)


def _named(clause: Clause, antecedents: Sequence[Antecedent]) -> Clause:
    """The clause with each name once, in its subject before all else: a question begins with that."""
    once: dict[str, Antecedent] = {}
    for antecedent in sorted(antecedents, key=lambda each: each.start != clause.subject.start):
        if any(part.start <= antecedent.start < antecedent.end <= part.end for part in (clause.subject, *clause.parts)):
            once.setdefault(antecedent.name, antecedent)
    opening = next((each for each in once.values() if each.start == clause.subject.start), None)
    if opening:
        core = opening.words + clause.core[opening.end - opening.start :]
        clause = replace(clause, subject=_replaced(clause.subject, [opening]), core=core, carried=True)
    parts = tuple(_replaced(part, [each for each in once.values() if each is not opening]) for part in clause.parts)
    return clause if parts == clause.parts else replace(clause, parts=parts)


def _replaced(part: Constituent, antecedents: Sequence[Antecedent]) -> Constituent:
    """A part with the names, in the place of the words that stand for them; from its end on, so that places hold."""
    text = part.text
    for antecedent in sorted(antecedents, key=lambda each: -each.start):
        if part.start <= antecedent.start < antecedent.end <= part.end:
            start, end = antecedent.start - part.start, antecedent.end - part.start
            text = text[:start] + antecedent.words + text[end:]
    return replace(part, text=text) if text != part.text else part
