"""Settings: an option of the command line beats `essay2anki.yaml`, which beats the default."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from essay2anki import files, schemas
from essay2anki.model import Density
from essay2anki.naming import faults
from essay2anki.problems import ConfigError, Problem
from essay2anki.settings import FIELDS, SETTINGS, Row, Settings, Shape, Table, Word, template
from essay2anki.target import SETTINGS_FILE, nearest
from essay2anki.words import likest
from essay2anki.yamlnodes import YamlError, compose

if TYPE_CHECKING:
    from yaml.nodes import Node

NAME = SETTINGS_FILE
QUOTES = 'A value with signs such as { [ * : # stands in quotation marks: "*.bak".'
MOST_NAMES = 12
"""Names that are listed where none is like the one that was given."""
ANY = Word("setting", dict.fromkeys(SETTINGS, ""))


def load(folder: Path) -> Settings:
    """The settings that count in `folder`, an absolute path.

    Raises:
        ConfigError: The file cannot be read, or says something that is no setting.
    """
    path = nearest(folder)
    return parse(path.read_bytes(), str(path)) if path else Settings()


def create(folder: Path) -> Path | None:
    """Put a file of settings into `folder` in which none is set yet, and its schema beside it.

    If one counts there already, also in a folder above, it stays as it is, and is returned.

    Raises:
        ConfigError: A file cannot be written.
    """
    known = nearest(folder)
    path = known or folder / NAME
    try:
        if known is None:
            files.replace(path, template().encode())
        files.renew(path.parent / schemas.SETTINGS, schemas.shipped(schemas.SETTINGS).encode())
    except OSError as error:
        message = f"the file cannot be written: {error.strerror}"
        raise ConfigError(Problem(source=str(path), message=message, advice="Check who may write there.")) from error
    return known


def merged(
    settings: Settings, *, ignore: tuple[str, ...] = (), fields: tuple[str, ...] = (), density: str | None = None
) -> Settings:
    """The settings with options of the command line: these add patterns and replace what they name.

    Raises:
        ConfigError: An option is no setting.
    """
    pairs: dict[str, str] = {}
    for pair in fields:
        name, _, column = pair.partition("=")
        if name not in FIELDS or not column:
            raise ConfigError(_unknown("--field", None, pair, "field", [f"{each}=NAME" for each in FIELDS]))
        pairs[name] = column
    return replace(
        settings,
        ignore=(*settings.ignore, *ignore),
        fields={**settings.fields, **pairs},
        density=Density(density) if density else settings.density,
    )


def parse(data: bytes, source: str) -> Settings:
    """The settings in the YAML text `data`; every scalar is text. `source` is its name for messages.

    Raises:
        ConfigError: It is no YAML, or says something that is no setting.
    """
    root = _compose(data, source)
    nodes = dict(_pairs(root, ANY, source)) if root else {}
    values = {name: _value(node, SETTINGS[name].shape, source) for name, node in nodes.items()}
    settings = Settings(**values)  # type: ignore[arg-type] # each value is made by the shape of its type just above
    for fault in faults(settings):
        raise ConfigError(_wrong(source, _line(nodes[fault.setting]), fault.message, fault.advice))
    return settings


def _compose(data: bytes, source: str) -> Node | None:
    try:
        return compose(data)
    except YamlError as error:
        line = None if error.line is None else error.line + 1
        raise ConfigError(
            _wrong(source, line, f"this is not YAML: {error.reason}", f"Mend the line. {QUOTES}")
        ) from error


def _value(node: Node, shape: Shape, source: str) -> object:
    """The value that a node says, if it has that shape.

    Raises:
        ConfigError: It has not.
    """
    match shape:
        case Table(name, value):
            return {key: _value(each, value, source) for key, each in _pairs(node, name, source)}
        case Row(word) if _kind(node) == "SequenceNode" and (node.value or not word.choices):
            return tuple(_word(each, word, source) for each in node.value)
        case Row(word):
            return (_word(node, word, source),)
        case word:
            return _word(node, word, source)


def _pairs(node: Node, name: Word, source: str) -> Iterable[tuple[str, Node]]:
    """The names and values of a mapping.

    Raises:
        ConfigError: It is none, or a name is not known or stands twice.
    """
    if _kind(node) != "MappingNode":
        advice = f"Write a line for each {name.what}: “{next(iter(name.choices), 'NAME')}: …”."
        raise ConfigError(_wrong(source, _line(node), "here must stand names and values", advice))
    told = set()
    for key, value in node.value:
        text = str(_word(key, name, source))
        if text in told:
            raise ConfigError(_wrong(source, _line(key), f"“{text}” stands twice", "Delete one of the two."))
        told.add(text)
        yield text, value


def _word(node: Node, word: Word, source: str) -> object:
    if _kind(node) != "ScalarNode" or not node.value:
        advice = _among(list(word.choices)) if word.choices else f"Write a {word.what}. {QUOTES}"
        raise ConfigError(_wrong(source, _line(node), "here must stand a word", advice))
    if word.choices and node.value not in word.choices:
        raise ConfigError(_unknown(source, _line(node), str(node.value), word.what, list(word.choices)))
    return word.make(node.value)


def _kind(node: Node) -> str:
    return type(node).__name__


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _unknown(source: str, line: int | None, name: str, what: str, known: list[str]) -> Problem:
    near = likest(name, known)
    advice = f"Did you mean “{near}”?" if near else _among(known)
    return _wrong(source, line, f"there is no {what} “{name}”", advice)


def _among(known: list[str]) -> str:
    return f"There are: {', '.join(known[:MOST_NAMES])}{', …' if len(known) > MOST_NAMES else '.'}"


def _wrong(source: str, line: int | None, message: str, advice: str) -> Problem:
    return Problem(source=source, line=line, message=message, advice=advice)
