"""Frozen values as JSON has them, and back: one mechanism for all of them, told by their types.

A dataclass value is the list of its fields; those at the end that have their defaults are left out.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from enum import Enum
from typing import Any, TypeVar

T = TypeVar("T")


def to_plain(value: object) -> object:
    """Lists, text and numbers for a value, a tuple of values, and whatever they hold."""
    if isinstance(value, (list, tuple)):
        return [to_plain(each) for each in value]
    if not dataclasses.is_dataclass(value):
        return value
    fields = list(dataclasses.fields(value))
    while fields and getattr(value, fields[-1].name) == fields[-1].default:
        fields.pop()
    return [to_plain(getattr(value, each.name)) for each in fields]


def from_plain(kind: type[T], plain: object) -> tuple[T, ...]:
    """The values of a dataclass that were a tuple for `to_plain`.

    Raises:
        ValueError: These are not such values.
    """
    try:
        found: tuple[T, ...] = _value(types.GenericAlias(tuple, (kind, ...)), plain)
    except TypeError as error:
        raise ValueError(f"these are no values of {kind.__name__}") from error
    return found


def _value(kind: Any, plain: Any) -> Any:  # noqa: ANN401 - told by the type, at run time
    if isinstance(kind, types.UnionType):
        return None if plain is None else _value(typing.get_args(kind)[0], plain)
    if dataclasses.is_dataclass(kind):
        fields = zip(_fields(kind), _list(plain), strict=False)  # type: ignore[arg-type] # it is a class
        return kind(**{name: _value(of, each) for (name, of), each in fields})  # type: ignore[operator] # as above
    if typing.get_origin(kind) is tuple:
        of, *rest = typing.get_args(kind)
        kinds = [of] * len(_list(plain)) if rest == [...] else [of, *rest]
        return tuple(_value(of, each) for of, each in zip(kinds, _list(plain), strict=True))
    if type(plain) is not (str if issubclass(kind, Enum) else kind):
        raise TypeError(plain)
    return kind(plain)


def _list(plain: object) -> list[object]:
    if not isinstance(plain, list):
        raise TypeError(plain)
    return plain


@functools.cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    """The names and types of the fields of a dataclass."""
    hints = typing.get_type_hints(kind)
    return tuple((each.name, hints[each.name]) for each in dataclasses.fields(kind))
