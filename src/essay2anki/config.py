"""Settings: an option of the command line beats `essay2anki.yaml`, which beats the default."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from essay2anki.model import Density
from essay2anki.problems import ConfigError, Problem
from essay2anki.yamlnodes import YamlError, compose

if TYPE_CHECKING:
    from yaml.nodes import Node

NAME = "essay2anki.yaml"
"""The file of settings. The nearest one counts, in the working folder or above it."""
FIELDS = ("essay", "title", "subject", "paper", "level", "notes", "topic", "year", "text")
"""What a field of a data set may hold; `text` is a whole source with its keywords."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set."""

    ignore: tuple[str, ...] = ()
    """Patterns of files and folders that are no sources: `drafts`, `*.bak.txt`, `2019/*`."""
    density: Density = Density.STANDARD
    """How many cards a text gives."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """What a field of a data set is called in its rows: essay → answer."""


def nearest(folder: Path) -> Path | None:
    """The file of settings that counts in `folder`: the one in it, or else in the next folder above that has one."""
    return next((path for each in (folder, *folder.parents) if (path := each / NAME).is_file()), None)


def load(folder: Path) -> Settings:
    """The settings that count in `folder`, an absolute path.

    Raises:
        ConfigError: The file cannot be read, or says something that is no setting.
    """
    path = nearest(folder)
    return parse(path.read_bytes(), str(path)) if path else Settings()


def merged(
    settings: Settings, *, ignore: tuple[str, ...] = (), fields: tuple[str, ...] = (), density: str | None = None
) -> Settings:
    """The settings with options of the command line: these add patterns and replace fields, given as `essay=answer`.

    Raises:
        ConfigError: An option is no setting.
    """
    pairs: dict[str, str] = {}
    for pair in fields:
        name, _, column = pair.partition("=")
        if name not in FIELDS or not column:
            raise ConfigError(_unknown("--field", None, pair, [f"{each}=NAME" for each in FIELDS]))
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
    values: dict[str, object] = {}
    for name, node in _pairs(root, source, list(Settings.__dataclass_fields__)):
        values[name] = VALUES[name](node, source)
    return Settings(**values)  # type: ignore[arg-type] # each value is made for its name just above


def _compose(data: bytes, source: str) -> Node | None:
    try:
        return compose(data)
    except YamlError as error:
        line = None if error.line is None else error.line + 1
        raise ConfigError(_wrong(source, line, f"this is not YAML: {error.reason}", "Mend the line.")) from error


def _pairs(node: Node | None, source: str, known: list[str]) -> list[tuple[str, Node]]:
    """The names and values of a mapping.

    Raises:
        ConfigError: It is none, or a name is not known.
    """
    if node is None:
        return []
    if _kind(node) != "MappingNode":
        advice = f"Write a line for each of: {', '.join(known)}."
        raise ConfigError(_wrong(source, _line(node), "here must stand names and values", advice))
    for key, _ in node.value:
        if key.value not in known:
            raise ConfigError(_unknown(source, _line(key), str(key.value), known))
    return [(key.value, value) for key, value in node.value]


def _fields(node: Node, source: str) -> dict[str, str]:
    return {name: _text(value, source) for name, value in _pairs(node, source, list(FIELDS))}


def _patterns(node: Node, source: str) -> tuple[str, ...]:
    return (
        tuple(_text(each, source) for each in node.value) if _kind(node) == "SequenceNode" else (_text(node, source),)
    )


def _density(node: Node, source: str) -> Density:
    name = _text(node, source)
    known = [str(each) for each in Density]
    if name not in known:
        raise ConfigError(_unknown(source, _line(node), name, known))
    return Density(name)


VALUES: dict[str, Callable[[Node, str], object]] = {"density": _density, "fields": _fields, "ignore": _patterns}
"""Setting → how its value is read."""


def _text(node: Node, source: str) -> str:
    if _kind(node) != "ScalarNode" or not node.value:
        raise ConfigError(_wrong(source, _line(node), "here must stand a word", "Write a name or a pattern."))
    return str(node.value)


def _kind(node: Node) -> str:
    return type(node).__name__


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _unknown(source: str, line: int | None, name: str, known: list[str]) -> Problem:
    near = difflib.get_close_matches(name, known, n=1)
    advice = f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(known)}."
    return _wrong(source, line, f"there is no setting “{name}”", advice)


def _wrong(source: str, line: int | None, message: str, advice: str) -> Problem:
    return Problem(source=source, line=line, message=message, advice=advice)
