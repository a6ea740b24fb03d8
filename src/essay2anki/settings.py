"""What can be set: one dataclass, and a table made from its types.

From the table come the reading of `essay2anki.yaml` and its messages, the JSON schema, and the list in
docs/configuration.md. A new setting is a field here, and what obeys it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from enum import StrEnum
from typing import Annotated, get_args, get_origin, get_type_hints

from essay2anki.model import Density, Kind
from essay2anki.rules import every_rule
from essay2anki.schemas import docs_of


class Grouping(StrEnum):
    """Which essays go into one deck."""

    TOPIC = "topic"
    PAPER = "paper"
    SUBJECT = "subject"
    FOLDER = "folder"


class Severity(StrEnum):
    """How a finding is told."""

    ERROR = "error"
    """The status is 1."""
    WARNING = "warning"
    NOTE = "note"
    """Only with `-v`."""
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Word:
    """The shape of a setting that is one word, or a text."""

    what: str
    """What it is called in messages: `density`."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """All that it can be → what that means; none if it is free."""
    make: Callable[[str], object] = str
    """Makes the value from the text."""


@dataclass(frozen=True, slots=True)
class Row:
    """The shape of a setting that is a list; one word stands for a list of one."""

    of: Word


@dataclass(frozen=True, slots=True)
class Table:
    """The shape of a setting that has names, each with a value."""

    name: Word
    value: Word | Row


Shape = Word | Row | Table

Pattern = Annotated[str, Word("pattern")]
Naming = Annotated[str, Word("name")]
DeckName = Annotated[str, Word("deck")]
Column = Annotated[str, Word("name")]
FIELDS = {
    "essay": "the essay",
    "title": "the essay question",
    "subject": "the subject",
    "paper": "the paper",
    "level": "the same under another name",
    "notes": "the marking notes",
    "topic": "the topic",
    "year": "the year of the exam",
    "text": "a whole source with its keywords",
}
FieldName = Annotated[str, Word("field", FIELDS)]
RuleId = Annotated[str, Word("rule", {rule.id: rule.explanation for rule in every_rule() if not rule.fatal})]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set."""

    ignore: tuple[Pattern, ...] = ()
    """Files and folders that are no sources: their names, or paths in the folder that was given; `*` stands for
    anything."""
    fields: Mapping[FieldName, Column] = field(default_factory=dict)
    """What the fields of a `.jsonl` row are called there."""
    grouping: Grouping = Grouping.TOPIC
    """What the essays of a deck have in common. Those of one folder go into one deck whatever their topic is."""
    naming: Naming = ""
    """The name of a deck: `{subject}`, `{paper}`, `{topic}` and `{folder}` stand for those of its essays, `::` begins a
    deck within the deck, and what an essay lacks is left out. If it is not set, decks are called as their grouping
    says: `{subject}::{paper}::{topic}`, `{subject}::{paper}`, `{subject}` or `{folder}`."""
    decks: Mapping[DeckName, tuple[Pattern, ...]] = field(default_factory=dict)
    """Decks with the files and folders of their essays. The first that fits counts, before grouping and naming."""
    density: Density = Density.STANDARD
    """How many cards a text gives."""
    kinds: tuple[Kind, ...] = tuple(Kind)
    """The kinds of cards that are made."""
    severities: Mapping[RuleId, Severity] = field(default_factory=dict)
    """How the findings of a rule are told by `check` and `build`; `off` does not tell them."""


DEFAULTS = Settings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A row of the table."""

    name: str
    shape: Shape
    default: object

    @property
    def doc(self) -> str:
        """What it is for, as its docstring says."""
        return docs_of(Settings)[self.name]


def shape_of(hint: object) -> Shape:
    """The shape of a type: a word, a tuple of words, or a mapping."""
    arguments = get_args(hint)
    if get_origin(hint) is tuple:
        return Row(_word(arguments[0]))
    if get_origin(hint) is Mapping:
        name, value = map(shape_of, arguments)
        assert isinstance(name, Word)
        assert not isinstance(value, Table)
        return Table(name, value)
    return _word(hint)


def _word(hint: object) -> Word:
    if get_origin(hint) is Annotated:
        (word,) = (each for each in get_args(hint) if isinstance(each, Word))
        return word
    assert isinstance(hint, type)
    assert issubclass(hint, StrEnum)
    return Word(hint.__name__.lower(), dict.fromkeys(hint, ""), hint)


_HINTS = get_type_hints(Settings, include_extras=True)
SETTINGS: Mapping[str, Setting] = {
    each.name: Setting(
        name=each.name,
        shape=shape_of(_HINTS[each.name]),
        default=each.default_factory() if each.default_factory is not MISSING else each.default,
    )
    for each in fields(Settings)
}
"""Name → setting, in the order in which they are explained."""
