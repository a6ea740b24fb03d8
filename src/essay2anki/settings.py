"""What can be set: one dataclass, and a table made from its types.

From the table come the reading of `essay2anki.yaml` and its messages, the JSON schema, and the list in
docs/configuration.md. A new setting is a field here, and what obeys it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from enum import StrEnum
from typing import Annotated, get_args, get_origin, get_type_hints

from essay2anki.model import Density, Kind
from essay2anki.rules import every_rule
from essay2anki.schemas import SETTINGS as SCHEMA
from essay2anki.schemas import Schema, docs_of, first_line


class Grouping(StrEnum):
    """Which essays go into one deck."""

    TOPIC = "topic"
    PAPER = "paper"
    SUBJECT = "subject"
    FOLDER = "folder"


class Severity(StrEnum):
    """How a finding is told."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
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

WIDTH = 88
"""Characters of a comment."""
EXAMPLE = "example"
"""In the metadata of a field, a value as it may be written."""
Pattern = Annotated[str, Word("pattern")]
Naming = Annotated[str, Word("name")]
DeckName = Annotated[str, Word("deck")]
Column = Annotated[str, Word("name")]
FIELDS = {
    "essay": "the essay",
    "title": "the essay question",
    "subject": "the subject",
    "paper": "the paper",
    "level": "the level, which counts where no paper is told",
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

    ignore: tuple[Pattern, ...] = field(default=(), metadata={EXAMPLE: '[drafts, "*.bak.txt"]'})
    """Files and folders that are no sources: their names, or paths in the folder that was given; `*` stands for
    anything."""
    fields: Mapping[FieldName, Column] = field(default_factory=dict, metadata={EXAMPLE: "{essay: answer}"})
    """What the fields of a `.jsonl` row are called there."""
    grouping: Grouping = field(default=Grouping.TOPIC, metadata={EXAMPLE: "paper"})
    """What the essays of a deck have in common; `folder` is that in which the file lies."""
    naming: Naming = field(default="", metadata={EXAMPLE: '"Year 10::{subject} {paper}"'})
    """The name of a deck. `{subject}`, `{paper}`, `{topic}` and `{folder}` stand for those of its essays; `::` begins a
    deck within the deck; what an essay lacks is left out. If it is not set, the grouping gives the name:
    `{subject}::{paper}::{topic}`, `{subject}::{paper}`, `{subject}` or `{folder}`."""
    decks: Mapping[DeckName, tuple[Pattern, ...]] = field(
        default_factory=dict, metadata={EXAMPLE: '{"History::Term 1": [week1, week2], "History::Mock": "*mock*"}'}
    )
    """Decks with the files and folders of their essays: names, or paths. An essay goes into the first that fits; all
    others are grouped and named as said above."""
    density: Density = field(default=Density.STANDARD, metadata={EXAMPLE: "light"})
    """How many cards a text gives."""
    kinds: tuple[Kind, ...] = field(default=tuple(Kind), metadata={EXAMPLE: "[date, person, term]"})
    """The kinds of cards that are made."""
    severities: Mapping[RuleId, Severity] = field(
        default_factory=dict, metadata={EXAMPLE: "{uncovered-point: note, duplicate: error}"}
    )
    """How `check` and `build` tell what a rule finds: `error` makes the status 1, `note` is shown with `-v` only, and
    what is `off` is not told."""


DEFAULTS = Settings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A row of the table."""

    name: str
    shape: Shape
    default: object
    example: str
    """A value as it may be written."""

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
        example=each.metadata[EXAMPLE],
    )
    for each in fields(Settings)
}
"""Name → setting, in the order in which they are explained."""


def schema() -> Schema:
    """The JSON schema of `essay2anki.yaml`."""
    return {
        "title": "Settings of essay2anki",
        "type": ["object", "null"],
        "properties": {each.name: {"description": each.doc, **_schema(each.shape)} for each in SETTINGS.values()},
        "additionalProperties": False,
    }


def _schema(shape: Shape) -> Schema:
    match shape:
        case Table(name, value):
            names = {each: {"description": doc, **_schema(value)} for each, doc in name.choices.items()}
            others = False if names else _schema(value)
            return {"type": "object", "properties": names, "additionalProperties": others}
        case Row(word):
            row = {"type": "array", "items": _schema(word), "minItems": 1 if word.choices else 0}
            return {"anyOf": [row, _schema(word)]}
        case Word(choices=choices) if choices:
            return {"enum": [*choices]}
        case Word():
            # An editor takes `007` and `no` for numbers and truths; here they are texts.
            return {"type": ["string", "number", "boolean"], "minLength": 1}


def template() -> str:
    """A file of settings in which none is set yet, with what each is for and an example."""
    lines = [first_line(SCHEMA), "# Settings of essay2anki. To set one, take away the hash before its name.", ""]
    for each in SETTINGS.values():
        lines += [*textwrap.wrap(each.doc, WIDTH, initial_indent="# ", subsequent_indent="# ")]
        lines += [f"#{each.name}: {each.example}", ""]
    return "\n".join(lines)
