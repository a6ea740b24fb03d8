"""Facts and the words of the source that carry them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from essay2anki.model.language import DateValue
from essay2anki.model.source import Section


class Kind(StrEnum):
    """What a card asks for; the order is that of study."""

    DATE = "date"
    EVENT = "event"
    PERSON = "person"
    TERM = "term"
    FIGURE = "figure"
    CAUSE = "cause"
    CONSEQUENCE = "consequence"
    LIST = "list"
    JUDGMENT = "judgment"
    PLAN = "plan"
    TIMELINE = "timeline"
    """The order of a deck's dated events; never drafted, but made of its cards at each build."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A verbatim quote: the repaired slice of the source at its span."""

    quote: str
    """The words of the source."""
    source: str
    """The file that has them."""
    section: Section
    """Whether they stand in the essay or in the marking notes."""
    heading: str
    """The headings above the quote, joined; empty where there are none."""
    line: int
    """1-based line of the source."""
    start: int
    end: int
    """`[start, end)` in the decoded source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One of a list of things that are learnt together."""

    text: str
    """In the source's words."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The sentence before the one that tells a fact: who `he` is, or which `treaty`, it may say."""

    text: str
    """As it can stand above a prompt: without `However,`, and with the names that its own pronouns stand for."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing the source says, independent of how it will be asked."""

    kind: Kind
    relation: str
    """How the value belongs to the subject; each relation is asked by one maker."""
    subject: str
    """What the fact is about, in the source's words."""
    value: str
    """What a card on this fact asks for, in the source's words."""
    evidence: tuple[Evidence, ...]
    finder: str
    operator: str = ""
    """For facts from a clause: the word before the subject in a question (`did`, `was`)."""
    predicate: str = ""
    """For facts from a clause: what is said of the subject, without the value."""
    statement: str = ""
    """For facts from a mention: the statement around the value, with `BLANK` where the value stands."""
    date: DateValue | None = None
    """For dates: how exact the value is."""
    head: str = ""
    """For the date of a named event: its head noun in lower case, `treaty`."""
    joint: str = ""
    """The preposition before what is asked for: `by which three processes`, `for what`."""
    attribution: str = ""
    """Whose word it is, where it is not the essay's own: `According to …`."""
    context: str = ""
    """What a reader must see above the prompt to understand a note in telegraphic style."""
    incidental: bool = False
    """For facts from a mention: the statement says as much without it, and the marking notes do not name it."""
    lead: Lead | None = None
    """What stands before its sentence in the same paragraph, for a card that cannot do without."""
    items: tuple[Item, ...] = ()
    """For lists and plans: what is asked for one by one, in the order of the source, in place of the value."""


BLANK = "[...]"
"""Stands in a statement for the words that are asked for."""
