"""Who `he`, `his` or `her` is: the one person whom the sentences before, the heading or the title can mean.

A wrong name makes a false card. So nobody else may have been spoken of in between, neither by name nor as `the king`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from essay2anki.language.tokens import Token, Tree
from essay2anki.lexicon import ORGANISATION_HEADS, QUOTATION, REPORTING_VERBS, ROLES, TITLES, WOMEN, YEAR_OF_WORK
from essay2anki.model import Antecedent, Clause, Essay, Mention, MentionKind, Sentence
from essay2anki.words import word_set

MASCULINE = word_set("he him his")
FEMININE = word_set("she her hers")
OBJECTS = word_set("him her")
"""As objects they are never the subject of their own clause: `Matthews interviewed him`."""
_ROLES = "|".join(sorted(ROLES))
_TITLES = "|".join(sorted(title for title in TITLES if title.isalpha()))
ANONYMOUS = re.compile(
    r"(?<!, )(?<!\bas )(?<!\bwas )(?<!\bis )(?<!\bbecame )(?<!\bbeen )(?<!\bbe )"
    rf"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|\w+[’']s) "
    rf"(?:[\w’-]+ )?(?:{_ROLES}|man|woman)s?\b(?!,? [A-Z])|\b(?:{_TITLES})\b(?! (?:of |[A-Z]))"
)
"""Somebody without a full name, who may be `he` as well: `the king`, `King`, but not `the jurist Tribonian`."""
BODIES = ORGANISATION_HEADS | word_set("College School Hospital Hall Church Abbey Palace Prison Castle Street Theatre")
"""The last word of what is nobody, `Balliol College`."""
_BODIES = "|".join(sorted(BODIES))
PLACED = re.compile(rf"(?:\b(?:{_BODIES}),|\b(?:in|at|from|to|into|[Aa]n?)|[’']s) $")
"""Behind these a lone capital is no person."""
AGENT = re.compile(
    r"\b(?:the|an?|his|her|its|their|\w+[’']s) (?:[\w’-]+ )?"
    r"(?:[a-z]+(?:er|or|ist|ian)|child|boy|girl|youth|creature|hero)\b",
    re.IGNORECASE,
)
"""A common noun for one who may be `he`; `power` and `factor` only cost a name."""
WITHIN = re.compile(r"\b(?:in|into|across|throughout) ([A-Z][\w-]+)(?![’'\w]| [A-Z(])")
"""`in Kashmir`: a place, which the parser may take for a name elsewhere."""
SURNAME = re.compile(r"(?<![Tt]he )(?<![\w’'-])[A-Z][a-z][\w-]*[a-z](?![\w-])")
BY = re.compile(r" by (?:[^,]{1,40}, )?$")
"""Who does it in a passive, perhaps behind an office: `represented by its president, Woodrow Wilson`."""
RANKS = TITLES | word_set("Marquis Viscount Bey Elector Margrave Landgrave Countess Duchess Marquess")
"""`the Duke of Parma` has an article."""
RULERS = word_set(
    "Shah Sultan Caliph Khan Khedive Shogun Mikado Pharaoh Dauphin Regent Protector Consul Doge Pretender"
)
"""`the Shah` is somebody, `the Holocaust` is not."""
WRITING = word_set("present portray depict write characterise use")
"""What an author does: in an essay on a novel, `he` is mostly somebody in it."""
BARE = re.compile(r"[A-Z][\w’'-]*(?: (?:(?:of|de|la|von|van|al|ibn|y|d[aou]s?) )?[A-Z][\w’'-]*)*")
"""A subject that is a name and no more, `Stresemann`: `He` behind it means him, whatever the parser takes him for."""
NOBODY = frozenset({MentionKind.DATE, MentionKind.EVENT, MentionKind.PLACE})
REACH = 3
"""Sentences that are looked through backwards."""
LONGEST = 6
"""Words of a name."""


class Persons:
    """Who is named in an essay, and in the sentences read so far."""

    def __init__(self, essay: Essay, sentences: Sequence[Sentence]) -> None:
        """Know all who are named anywhere: a heading may come before the name."""
        self._title = f"{essay.title} {essay.topic}"
        self._named: dict[str, tuple[Mention, Sentence]] = {}
        self._authors: set[str] = set()
        for sentence in sentences:
            for mention in sentence.mentions:
                if mention.kind is MentionKind.PERSON and len(mention.text.split()) <= LONGEST:
                    self._named.setdefault(_surname(mention.text), (mention, sentence))
            for clause in sentence.clauses:
                if clause.lemma in WRITING:
                    self._authors.add(_surname(clause.core))
        self._objects: set[tuple[int, int]] = set()
        """Where sentences stand that have a `him` besides their subject."""
        within = {word for sentence in sentences for word in WITHIN.findall(sentence.text)}
        self._places = within - set(self._named)
        self._hero = self._of_title(sentences)

    def _of_title(self, sentences: Sequence[Sentence]) -> str:
        """The person in the title whom the essay names most, if nobody else there is named half as often."""
        words = Counter(re.findall(r"[A-Z][\w-]+", " ".join(sentence.text for sentence in sentences)))
        somebody = {_surname(each.text) for own in sentences for each in own.mentions if may_be(own, each)}
        most = max(self._named, key=lambda name: words[name], default="")
        title = set(re.findall(r"[A-Z][\w-]+", self._title))
        known = set(self._named[most][0].text.split()) if most else set()
        rivals = [word for word in (title & somebody) - known if 2 * words[word] >= words[most]]
        return most if most in title - self._authors and not rivals else ""

    def meant(
        self, sentence: Sentence, tree: Tree, before: Sequence[Sentence], last: Sentence | None
    ) -> tuple[Antecedent, ...]:
        """The pronouns of a sentence that stand for one person whom it does not name itself, each with that name.

        `before` holds the sentences of the same point, the latest last; `last` is the one before these.
        """
        pronouns = [token for token in tree.tokens if token.tag in {"PRP", "PRP$"}]
        if any(token.text.lower() in OBJECTS and token.tag == "PRP" for token in pronouns):
            self._objects.add(_place(sentence))
        if not any(token.text.lower() in MASCULINE | FEMININE for token in pronouns):
            return ()
        sentence = self._with_known(sentence)
        loose = list(_loose(sentence, tree))
        if not loose:
            return ()
        feminine = loose[0].text.lower() in FEMININE
        told = [self._with_known(each) for each in before[-REACH:]]
        found = self._spoken_of(sentence, told, feminine=feminine) or self._headed(
            sentence, before, last, feminine=feminine
        )
        if found is None:
            return ()
        words, source = found
        return tuple(
            Antecedent(words=_owner(words, token), start=token.start, end=token.end, sentence=source) for token in loose
        )

    def _spoken_of(self, own: Sentence, before: Sequence[Sentence], *, feminine: bool) -> tuple[str, Sentence] | None:
        """The person of whom the last sentence that has anybody speaks, if it speaks of nobody else."""
        for sentence in reversed(before[-REACH:]):
            people = [each for each in sentence.mentions if may_be(sentence, each)]
            if any(_anonymous(sentence)) or _place(sentence) in self._objects:
                return None
            carried = next((each for each in sentence.antecedents if each.person), None)
            if carried and not any(_acts(sentence, each) for each in people):
                return (carried.name, carried.sentence) if _fits(carried.name, feminine=feminine) else None
            fit = [each for each in people if _fits(each.text, feminine=feminine)]
            one = _topic(own, sentence, fit) or (_subject(own, sentence) if sentence is before[-1] else None)
            if one and not carried and _fits(one.text, feminine=feminine):
                known = one in sentence.mentions
                source = sentence if known else replace(sentence, mentions=(*sentence.mentions, one))
                return _with_article(sentence, one), source
            if people:
                return None
            if _has_somebody(sentence):
                return None
        return None

    def _with_known(self, sentence: Sentence) -> Sentence:
        """The sentence with its mentions as the whole essay knows them.

        Whom it names by the surname alone, `Mill’s proof`, is among them: a single word at the head of a sentence is
        taken for no name. What stands behind `in` elsewhere is a place, and what is quoted a term: neither is `he`.
        """
        found = [
            Mention(kind=MentionKind.PERSON, text=each.group(), start=each.start(), end=each.end())
            for each in SURNAME.finditer(sentence.text)
            if each.group() in self._named
            and not PLACED.search(sentence.text[: each.start()])
            and not any(own.start < each.end() and each.start() < own.end for own in sentence.mentions)
        ]
        known = [
            replace(each, kind=MentionKind.PLACE)
            if may_be(sentence, each) and (each.text in self._places or _is_no_name(sentence, each))
            else each
            for each in sentence.mentions
        ]
        return replace(sentence, mentions=tuple(sorted((*known, *found), key=lambda each: each.start)))

    def _headed(
        self, sentence: Sentence, before: Sequence[Sentence], last: Sentence | None, *, feminine: bool
    ) -> tuple[str, Sentence] | None:
        """The one person in the label or heading, or whom the title names, and the essay more often than others."""
        for words in (sentence.point.label, *sentence.point.headings[-1:], self._title):
            named = {name for name in map(_surname, re.findall(r"[A-Z][\w-]+", words)) if name in self._named}
            if words is self._title:
                others = last is not None and self._is_about_another(last)
                named = {self._hero} - {""} if not others else set()
            if named:
                name = named.pop()
                mention, source = self._named[name]
                one = not named and _fits(mention.text, feminine=feminine)
                alone = one and not any(_has_somebody(self._with_known(each), besides=name) for each in before)
                return (_with_article(source, mention), source) if alone else None
        return None

    def _is_about_another(self, sentence: Sentence) -> bool:
        """True for `Augustine taught that …`: a next point that begins with `He` goes on about him."""
        main = sentence.main
        subjects = [
            each.text
            for each in sentence.mentions
            if main and main.subject.start <= each.start < main.subject.end and may_be(sentence, each)
        ]
        return any(_surname(text) != self._hero for text in subjects)


def _place(sentence: Sentence) -> tuple[int, int]:
    return id(sentence.point), sentence.start


def _loose(sentence: Sentence, tree: Tree) -> Iterator[Token]:
    """The pronouns for a person, from the first on, up to where the sentence itself names somebody."""
    main = sentence.main
    quoted = [found.span() for found in QUOTATION.finditer(sentence.text)]
    words: frozenset[str] = frozenset()
    for token in tree.tokens:
        word = token.text.lower()
        known = word in (words or MASCULINE | FEMININE) and token.tag in {"PRP", "PRP$"}
        if token.start < sentence.core or not known or _is_in_a_name(sentence, token):
            continue
        if any(start < token.start < end for start, end in quoted) or _is_told(sentence, token):
            return
        if main and token.start < main.subject.start and _is_somebody(sentence, main):
            return  # `In his Leviathan, Hobbes argued`
        words = MASCULINE if word in MASCULINE else FEMININE
        yield token


def _is_in_a_name(sentence: Sentence, token: Token) -> bool:
    return any(each.start <= token.start < each.end for each in sentence.mentions)


def _is_told(sentence: Sentence, token: Token) -> bool:
    """True where somebody stands before the pronoun in its own sentence."""
    if any(end <= token.start for _, end in _anonymous(sentence)):
        return True
    before = [each for each in sentence.mentions if each.end <= token.start and may_be(sentence, each)]
    if token.text.lower() in OBJECTS and token.tag == "PRP":
        own = [clause for clause in sentence.clauses if clause.verb_end <= token.start < clause.end]
        subjects = [(clause.subject.start, clause.subject.end) for clause in own[-1:]]
        before = [each for each in before if not any(start <= each.start < end for start, end in subjects)]
    return bool(before)


def _is_somebody(sentence: Sentence, main: Clause) -> bool:
    return any(main.subject.start <= each.start < main.subject.end for each in sentence.mentions if not each.date)


def _topic(own: Sentence, before: Sentence, people: Sequence[Mention]) -> Mention | None:
    """The one of whom a sentence tells something; who is only named in passing may not be meant."""
    main, says = before.main, own.main
    subject = next(
        (each for each in people if main and each.text == YEAR_OF_WORK.sub("", main.core.removeprefix("the "))), None
    )
    if subject and main and says and {main.lemma, says.lemma} <= REPORTING_VERBS:
        return subject  # `Barclay doubted that Fletcher was right. He added …`
    if subject and main:
        # Who is named in an addition to the subject is no rival: `The Emperor, who took it from his nephew, …`.
        people = [subject, *(each for each in people if each.start > main.verb_start and _acts(before, each))]
    one = people[0] if people and len({_surname(each.text) for each in people}) == 1 else None
    opens = one and one.start == before.core
    return one if one and one.kind is MentionKind.PERSON and (opens or _is_told_of(before, one)) else None


def _subject(own: Sentence, before: Sentence) -> Mention | None:
    """The bare name that is the subject of a sentence, where that of the next is `he`, who can be nobody else.

    `Stresemann signed the treaty. He won the prize.`
    """
    main, says = before.main, own.main
    if main is None or says is None or says.core not in {"he", "she"} or main.plural:
        return None
    if not (BARE.fullmatch(main.core) or (AGENT.fullmatch(main.core) and re.match(r"the [A-Z]", main.core))):
        return None
    start = main.subject.start + len(main.subject.text) - len(main.subject.text.removeprefix("the "))
    named = [each for each in before.mentions if each.start < main.subject.end and main.subject.start < each.end]
    others = [each for each in before.mentions if each not in named and may_be(before, each)]
    name = main.core.removeprefix("the ")
    if any(each.kind in NOBODY for each in named) or any(_acts(before, each) for each in others) or name.isupper():
        return None
    return Mention(kind=MentionKind.PERSON, text=name, start=start, end=start + len(name))


def _acts(sentence: Sentence, mention: Mention) -> bool:
    """True but behind a preposition, `bought rifles from Chefneux`: the next sentence goes on about the subject."""
    parts = [part for clause in sentence.clauses for part in clause.parts if part.role == "prep"]
    behind = [part for part in parts if part.start <= mention.start and mention.end <= part.end]
    subjects = any(clause.subject.start <= mention.start < clause.subject.end for clause in sentence.clauses)
    return subjects or not behind


def _is_told_of(sentence: Sentence, mention: Mention) -> bool:
    """True for a subject, for who owns one, who does it in a passive, and the object of what many do."""
    main = sentence.main
    subjects = any(clause.subject.start <= mention.start < clause.subject.end for clause in sentence.clauses)
    objects = [part for part in main.parts if part.role == "object"] if main and main.plural else []
    objects = [part for part in objects if part.text.removeprefix("the ") == mention.text]
    return subjects or bool(objects or BY.search(sentence.text[: mention.start]))


def _has_somebody(sentence: Sentence, *, besides: str = "") -> bool:
    """True where a sentence names somebody, with a name or without, or takes somebody over, `besides` the one."""
    named = [each.text for each in sentence.mentions if may_be(sentence, each, articled=True)]
    others = [name for name in (*named, *(each.name for each in sentence.antecedents)) if _surname(name) != besides]
    return bool(others) or any(_anonymous(sentence)) or bool(AGENT.search(sentence.text))


def _anonymous(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where somebody stands without a name; the title in a name, `the Yongle Emperor`, is none."""
    for found in ANONYMOUS.finditer(sentence.text):
        if not any(each.start < found.end() and found.start() < each.end for each in sentence.mentions):
            yield found.span()


def may_be(sentence: Sentence, mention: Mention, *, articled: bool = False) -> bool:
    """A name that may be somebody, whatever the parser takes it for: `Mill admired Bentham`.

    If `articled`, `the Creature` may be, too; `the Italians` and `the National Assembly` are no one man.
    """
    if mention.kind is MentionKind.PERSON:
        return True
    body = mention.text.split()[-1] in BODIES
    named = mention.kind in {MentionKind.NAME, MentionKind.ORGANISATION} and not (mention.text.isupper() or body)
    before = sentence.text[: mention.start]
    if before.lower().endswith("the "):
        return named and (mention.text in RULERS or (articled and re.fullmatch(r"\w+[^s\W]", mention.text) is not None))
    return named and not PLACED.search(before)


def _is_no_name(sentence: Sentence, mention: Mention) -> bool:
    """True for a term in quotation marks of its own, and for capitals with a number: `SALT II`."""
    around = sentence.text[max(0, mention.start - 1) : mention.end + 1]
    quoted = around[:1] in "‘'“\"" and around[-1:] in "’'”\""
    return quoted or (mention.text.isupper() and " " in mention.text)


def _fits(name: str, *, feminine: bool) -> bool:
    """False where a title or first name tells that it is the other sex."""
    first = name.removeprefix("the ").split()[0]
    woman = first in WOMEN
    man = first in TITLES and not woman
    return not (man if feminine else woman)


def _surname(name: str) -> str:
    words = [word for word in name.split() if word[:1].isupper() and not re.fullmatch(r"[IVX]+", word)]
    return re.sub(r"[’']s?$", "", words[-1]) if words else name


def _with_article(sentence: Sentence, mention: Mention) -> str:
    ranked = " of " in mention.text and mention.text.split()[0] in RANKS
    articled = ranked or re.search(r"\b[Tt]he $", sentence.text[: mention.start])
    return f"the {mention.text}" if articled else mention.text


def _owner(name: str, token: Token) -> str:
    """The name in the case of the pronoun."""
    return f"{name}’s" if token.tag == "PRP$" else name
