"""Plain frozen values as rows of JSON, and back: one mechanism for all of them, told by their types.

A dataclass value is a row of its fields, and where it comes again, or stands in another, it is the number of its row:
the quote that five facts share is written once. Fields at the end that have their defaults are left out.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Sequence
from enum import Enum
from typing import Any, TypeVar

T = TypeVar("T")
Rows = list[list[Any]]


def to_rows(values: Sequence[object]) -> Rows:
    """The rows of dataclass values, and last the row of their numbers."""
    rows: Rows = []
    numbers: dict[object, int] = {}

    def plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON has
        if isinstance(value, (list, tuple)):
            return [plain(each) for each in value]
        if not dataclasses.is_dataclass(value):
            return value
        if value not in numbers:
            fields = dataclasses.fields(value)
            row = [plain(getattr(value, each.name)) for each in fields]
            while row and getattr(value, fields[len(row) - 1].name) == fields[len(row) - 1].default:
                row.pop()
            rows.append(row)
            numbers[value] = len(rows) - 1
        return numbers[value]

    rows.append([plain(each) for each in values])
    return rows


def from_rows(kind: type[T], rows: object) -> tuple[T, ...]:
    """The values of a dataclass that `to_rows` wrote.

    Raises:
        ValueError: These are not rows of such values.
    """
    made: dict[tuple[object, int], Any] = {}

    def value(kind: Any, plain: Any) -> Any:  # noqa: ANN401 - told by the type, at run time
        if dataclasses.is_dataclass(kind):
            if (kind, plain) not in made:
                each = zip(_fields(kind), rows[plain], strict=False)  # type: ignore[arg-type,index] # a class, and a list
                made[kind, plain] = kind(**{name: value(of, field) for (name, of), field in each})  # type: ignore[operator] # as above
            return made[kind, plain]
        if isinstance(kind, types.UnionType):
            return None if plain is None else value(typing.get_args(kind)[0], plain)
        if typing.get_origin(kind) is tuple:
            (of, *rest) = typing.get_args(kind)
            kinds = [of] * len(plain) if rest == [...] else [of, *rest]
            return tuple(value(of, each) for of, each in zip(kinds, plain, strict=True))
        if not isinstance(plain, str if issubclass(kind, Enum) else kind):
            raise TypeError(plain)
        return kind(plain)

    if not isinstance(rows, list):
        raise ValueError(f"these are no rows of {kind.__name__}")  # noqa: TRY004 - of JSON it is the value that is wrong
    try:
        return tuple(value(kind, number) for number in rows[-1])
    except (IndexError, TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"these are no rows of {kind.__name__}") from error


@functools.cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    """The names and types of the fields of a dataclass."""
    hints = typing.get_type_hints(kind)
    return tuple((each.name, hints[each.name]) for each in dataclasses.fields(kind))
