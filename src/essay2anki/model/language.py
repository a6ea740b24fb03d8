"""What the language room finds in a point: sentences with their mentions and clauses, all plain values."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from essay2anki.model.source import Point


class MentionKind(StrEnum):
    """What a mention names."""

    DATE = "date"
    PERSON = "person"
    EVENT = "event"
    """A named event or document: a war, a treaty, an act, a conference, a letter."""
    ORGANISATION = "organisation"
    PLACE = "place"
    NAME = "name"
    """A name whose kind is not known; never asked by kind."""
    FIGURE = "figure"
    """A sum, a share or a large number: it names nothing, and a sentence has it apart from its mentions."""


ACTORS = frozenset({MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANISATION})
"""Kinds of what can act: what they do is no effect of them, and what they take is no part of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateValue:
    """What a date says, as far as it says it, in a form that can be sorted and compared."""

    precision: str
    """`day`, `month`, `season`, `year`, `years` (a range), `decade` or `century`."""
    vague: bool
    """True when it is qualified: circa, early, mid, late, by the end of."""
    year: bool
    """False for a day or month without a year."""
    era: str = ""
    """`BC` or `AD`; empty without a year."""
    first: int | None = None
    last: int | None = None
    """The years it spans, both counted; those before Christ are negative. The 1920s are 1920 to 1929, the sixteenth
    century is 1501 to 1600. None without a year."""
    month: int | None = None
    day: int | None = None
    """Where it begins within its first year, counted from 1; None where it does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A date or a name in a sentence; `text == sentence.text[start:end]`."""

    kind: MentionKind
    text: str
    start: int
    end: int
    date: DateValue | None = None
    """Set for dates alone."""
    head: str = ""
    """Set for events alone: the head noun in lower case, `treaty` for `Treaty of Versailles`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Constituent:
    """A part of a clause, a contiguous slice of its sentence."""

    role: str
    """`subject`, `object`, `complement`, `prep`, `clause` (with a conjunction), `tail` (a participle after a comma),
    `purpose` (an infinitive), `adverb` or `particle`."""
    text: str
    """The slice, as it reads in the middle of a sentence."""
    start: int
    end: int
    marker: str = ""
    """The word that opens it, for `prep` and `clause`: `in`, `because of`, `because`; the verb of a `tail`, and of a
    subject that tells what is done: `raise` of `raising Bank Rate`."""
    gap: str = " "
    """What stands between it and the part before it: a space, or a comma and a space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A finite clause with its subject: what a question can be made of."""

    kind: str
    """`main`, `coordinate`, `adverbial` (with a conjunction that presupposes its truth), `reported` (`… argues that`:
    somebody's word, not the source's), or what a noun has added behind a comma: `relative` (`…, who died in 1424,`) and
    `participle` (`…, passed in 1911,`)."""
    marker: str
    """The conjunction of an adverbial clause, else empty."""
    subject: Constituent
    core: str
    """The subject without non-restrictive additions."""
    plural: bool
    """Whether the subject is plural."""
    operator: str
    """The word that stands before the subject in a question: `did`, `was`, `had`, `could`."""
    finite: str
    """The verb with all that belongs to it, as in the source: `was never signed`, `broke`."""
    bare: str
    """What is left of it behind operator and subject in a question: `never signed`, `break`; empty for `was`."""
    lemma: str
    passive: bool
    parts: tuple[Constituent, ...]
    """All but the subject and the verb group, in the order of the text."""
    verb_start: int
    verb_end: int
    start: int
    end: int
    carried: bool = False
    """True where the subject is named by the sentence before: what the source has is `He` or `This policy`."""

    def predicate(self, *, without: Collection[Constituent] = (), finite: bool) -> str:
        """What is said of the subject: `broke off relations` when finite, `break off relations` behind the operator.

        Parts that stand before the subject go last, as they do in a question; an adverb like `no longer` stays put.
        """
        kept = [part for part in self.parts if part not in without]
        front = [part.text for part in kept if part.start < self.subject.start]
        inner = [part.text for part in kept if self.subject.start < part.start < self.verb_start]
        after = [part for part in kept if part.start > self.verb_start]
        group = " ".join([*inner, self.finite if finite else self.bare])
        return " ".join([group + self._row(after), *front]).strip()

    def _row(self, after: list[Constituent]) -> str:
        """The parts behind the verb; a comma goes with the neighbour that it parts in the source."""
        text = ""
        for part in after:
            place = self.parts.index(part)
            neighbours = place == 0 or self.parts[place - 1] in after or self.parts[place - 1].start < self.verb_start
            text += (part.gap if neighbours else " ") + part.text
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Gloss:
    """A term and what the sentence says it is, in passing: `anomie`, `a state in which …`."""

    term: str
    """Without its article, as it reads in the middle of a sentence."""
    text: str
    plural: bool
    start: int
    end: int
    """`[start, end)` of the term in the sentence."""
    person: bool
    """True where it can only be somebody."""
    past: bool
    """True where the sentence tells what was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Noun phrases or adjectives in a row, with which their sentence ends: `…: a weak king, high taxes and debt`."""

    spans: tuple[tuple[int, int], ...]
    """`[start, end)` of each in the sentence."""
    closed: bool
    """True when `and` parts the last two."""
    head: str | None = None
    """For a row of adjectives, the noun that they share: `frictional, structural and cyclical unemployment`; it may be
    empty. None for noun phrases."""

    @property
    def start(self) -> int:
        """Where the first begins in the sentence."""
        return self.spans[0][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Antecedent:
    """What `he`, `It`, `his`, `This policy` or `the treaty` in a sentence stands for."""

    words: str
    """As it reads in the middle of a sentence."""
    start: int
    end: int
    """`[start, end)` of what it stands in for."""
    sentence: Sentence
    """Where it is named."""

    @property
    def name(self) -> str:
        """The words without what makes an owner of them."""
        return self.words.removesuffix("’s").removesuffix("’")

    @property
    def person(self) -> bool:
        """Whether it is a person."""
        named = {mention.text for mention in self.sentence.mentions if mention.kind is MentionKind.PERSON}
        return self.name.removeprefix("the ") in named


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a point; `text == point.body.text[start:end]`."""

    point: Point
    text: str
    start: int
    end: int
    core: int
    """Where the statement begins behind an opener such as `However,` or `Overall,`; an index into `text`."""
    opener: str
    """That opener in lower case, without its comma; empty if there is none."""
    mentions: tuple[Mention, ...]
    clauses: tuple[Clause, ...]
    glosses: tuple[Gloss, ...]
    figures: tuple[Mention, ...]
    verbless: bool
    """True for a note in telegraphic style, without a finite verb."""
    phrase: int
    """Where the noun phrase ends that it is but for what it adds, `Fear of war, especially …`; 0 if it is none."""
    rows: tuple[Row, ...]
    """Each way to read its end as a row of noun phrases: `motion, possibility and necessity` may be three or two."""
    antecedents: tuple[Antecedent, ...] = ()
    """What it takes over from sentences before, in its own order, where only one thing can be meant."""

    @property
    def main(self) -> Clause | None:
        """The main clause; the first, where it has two."""
        return next((clause for clause in self.clauses if clause.kind == "main"), None)

    def taken_over(self, start: int, end: int) -> tuple[Antecedent, ...]:
        """The antecedents of `[start, end)`, each name once, where it stands first."""
        found: dict[str, Antecedent] = {}
        for each in self.antecedents:
            if start <= each.start and each.end <= end:
                found.setdefault(each.name, each)
        return tuple(found.values())

    @property
    def dates(self) -> tuple[Mention, ...]:
        """The dates among the mentions."""
        return tuple(mention for mention in self.mentions if mention.kind is MentionKind.DATE)
