"""Carries a subject over from the sentence before: `He`, `It`, `His …` and `This policy`, where only one can be meant.

A wrong referent makes a false card, so each rule asks for more than grammar does: nobody else is named, nothing else
could be `it`, and the noun behind `this` stands just once in the sentence before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from essay2anki.language.tokens import Token, Tree
from essay2anki.model import Antecedent, Clause, Mention, MentionKind, Sentence
from essay2anki.words import word_set

OPENING = re.compile(r"(?P<word>He|She|It|His|Her|This)\b(?: (?P<noun>[a-z]+))?")
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
LONGEST = 14
"""Words of a carried subject."""
RESUMED = re.compile(r"[Tt]he (?P<head>[A-Za-z]+)\b(?! (?:of|for|on|between|against|that|which|in|to|[A-Z][a-z]+)\b)")
"""`The treaty included …` at the head of a sentence."""
SINGLE = word_set("""
    treaty pact act agreement accord entente convention protocol armistice truce charter statute edict decree
    declaration doctrine manifesto telegram conference summit congress diet revolt rebellion rising uprising mutiny
    boycott putsch coup massacre pogrom famine crusade compromise amendment commission earthquake inquisition pilgrimage
""")
"""Heads of events that an essay with one such name means by `the treaty`; it has more wars than it names."""


def carry_over(read: Sequence[tuple[Sentence, Tree]]) -> Iterator[Sentence]:
    """The sentences, each with its opening pronoun resolved from the one before where that is safe."""
    before: Sentence | None = None
    tree_before: Tree | None = None
    events: dict[str, dict[str, Sentence]] = defaultdict(dict)
    for sentence, tree in read:
        follows = before is not None and before.point is sentence.point
        antecedent = _antecedent(before, tree_before, sentence) if follows and before and tree_before else None
        antecedent = antecedent or _event(sentence, events)
        resolved = _within(_with(sentence, antecedent) if antecedent else sentence)
        yield resolved
        before, tree_before = resolved, tree
        for mention in sentence.mentions:
            events[mention.head].setdefault(mention.text, sentence)


def _event(sentence: Sentence, events: Mapping[str, Mapping[str, Sentence]]) -> Antecedent | None:
    """The one event of its sort that was named before, for `The treaty` at the head of a sentence."""
    found = RESUMED.match(sentence.text, sentence.core)
    head = found["head"].lower() if found else ""
    named = events.get(head, {})
    if found is None or head not in SINGLE or len(named) != 1:
        return None
    ((name, source),) = named.items()
    return Antecedent(words=f"the {name}", start=sentence.core, end=found.end(), sentence=source)


def _within(sentence: Sentence) -> Sentence:
    """The sentence with the subject of its main clause for a pronoun that opens a second one beside it.

    `The Mughals kept Delhi and they taxed Bengal`, where nothing between the two could be `they` as well.
    """
    main = _main(sentence)
    if main is None or main.core.lower() in PRONOUNS:
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
        return any(_is_rival(sentence, each) for each in names)
    plural = any(PLURAL.fullmatch(word) for word in re.findall(r"[\w’'-]+", between))
    things = any(part.role == "object" and part.end <= clause.subject.start for part in main.parts)
    return plural if clause.core == "they" else things or any(each.date is None for each in names)


def _antecedent(before: Sentence, tree: Tree, sentence: Sentence) -> Antecedent | None:
    source = before.antecedent.sentence if before.antecedent else before
    found = OPENING.match(sentence.text, sentence.core)
    if not found:
        span, words = _behind_a_setting(sentence), _person(before)
        return Antecedent(words=words, start=span[0], end=span[1], sentence=source) if span and words else None
    word, noun = found["word"], found["noun"] or ""
    end = found.end("word")
    if word in {"He", "She"}:
        words = _person(before)
    elif word in {"His", "Her"}:
        words = _owner(_person(before))
    elif word == "It":
        words, source = _thing(before, sentence), before
    else:
        words, source, end = _phrase(before, tree, noun), before, found.end()
        goes_on = re.match(r" (?:in|of|to|for|on|by) ", sentence.text[end:])
        if goes_on and goes_on.group() in words:
            return None  # `This increase in power` behind `an increase in Japan's power`
    if not words or len(words.split()) > LONGEST:
        return None
    return Antecedent(words=words, start=sentence.core, end=end, sentence=source)


def _behind_a_setting(sentence: Sentence) -> tuple[int, int] | None:
    """The span of `he` in `On 5 May 1860 he sailed from Quarto`: what stands before it says only when and where."""
    main = _main(sentence)
    if main is None or main.core not in {"he", "she"}:
        return None
    front = [part for part in main.parts if part.start < main.subject.start]
    set_ = bool(front) and front[0].start == sentence.core and all(part.role == "prep" for part in front)
    rivals = [each for each in sentence.mentions if each.end <= main.subject.start and _may_be_a_person(each)]
    return (main.subject.start, main.subject.end) if set_ and not rivals else None


def _main(sentence: Sentence) -> Clause | None:
    return next((clause for clause in sentence.clauses if clause.kind == "main"), None)


def _person(before: Sentence) -> str:
    """The person who is the subject of the sentence, if nobody else is named in it."""
    main = _main(before)
    if main is None:
        return ""
    name = main.core.removeprefix("the ")
    # Who is named in an addition to the subject is no rival: `The Emperor, who took the throne from his nephew, …`.
    rivals = [each for each in before.mentions if each.start > main.verb_start and _is_rival(before, each)]
    known = any(mention.kind is MentionKind.PERSON and mention.text == name for mention in before.mentions)
    carried = before.antecedent is not None and before.antecedent.person and before.antecedent.words == main.core
    return main.core if (known or carried) and all(each.text == name for each in rivals) else ""


def _may_be_a_person(mention: Mention) -> bool:
    several = mention.kind is MentionKind.NAME and " " in mention.text and not mention.text.startswith("The ")
    return mention.kind is MentionKind.PERSON or several


def _is_rival(before: Sentence, mention: Mention) -> bool:
    """A name that may be somebody, whatever the parser takes it for: `Mill admired Bentham`."""
    bare = mention.kind in {MentionKind.NAME, MentionKind.ORGANISATION} and not mention.text.isupper()
    articled = re.search(r"\b(?:[Tt]he|[Aa]n?|in|at|from|to|into) $", before.text[: mention.start])
    return _may_be_a_person(mention) or (bare and not articled)


def _owner(name: str) -> str:
    return f"{name}’s" if name else ""


def _thing(before: Sentence, sentence: Sentence) -> str:
    """The single thing that the sentence before is about: it has no object that `it` could be as well."""
    main, own = _main(before), _main(sentence)
    if main is None or own is None or own.lemma in EMPTY or before.antecedent or main.plural:
        return ""
    if own.lemma == "be" and not own.passive and any(re.search(r"\b(?:that|to)\b", part.text) for part in own.parts):
        return ""
    persons = any(mention.text == main.core for mention in before.mentions if _may_be_a_person(mention))
    event = any(mention.kind is MentionKind.EVENT and mention.text in main.core for mention in before.mentions)
    rival = any(part.role in {"object", "clause", "tail"} for part in main.parts)
    sole = all(clause.subject == main.subject for clause in before.clauses if clause.kind != "relative")
    opens = main.subject.start == before.core
    return main.core if opens and sole and not persons and (event or not rival) else ""


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


def _with(sentence: Sentence, antecedent: Antecedent) -> Sentence:
    """The sentence with the antecedent in the place of the word that stands for it, in every clause about it."""
    clauses = tuple(
        _named(clause, antecedent) if clause.subject.start == antecedent.start else clause
        for clause in sentence.clauses
    )
    return replace(sentence, clauses=clauses, antecedent=antecedent)


def _named(clause: Clause, antecedent: Antecedent) -> Clause:
    length = antecedent.end - antecedent.start
    rest, core = clause.subject.text[length:], clause.core[length:]
    return replace(
        clause,
        subject=replace(clause.subject, text=antecedent.words + rest),
        core=antecedent.words + core,
        carried=True,
    )
