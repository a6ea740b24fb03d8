"""Values that wait on disk: what a long run has read and made, without holding it in memory."""

from __future__ import annotations

import io
import pickle
import weakref
from collections.abc import Iterable, Sequence
from typing import IO, TypeVar, overload

T = TypeVar("T")
IN_MEMORY = 1 << 20
"""Bytes up to which nothing goes to disk."""


class Spool(Sequence[T]):
    """A row of plain values that grows at its end; each is read from disk when it is asked for.

    The file has no name: it goes with the process, however that ends.
    """

    def __init__(self, values: Iterable[T] = ()) -> None:
        """Begin with `values`."""
        self._file: IO[bytes] = io.BytesIO()
        self._places: list[int] = []
        self._end = 0
        for value in values:
            self.append(value)

    def append(self, value: T) -> None:
        """Put a value at the end."""
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        if self._end <= IN_MEMORY < self._end + len(data):
            self._move()
        self._file.seek(self._end)
        self._file.write(data)
        self._places.append(self._end)
        self._end += len(data)

    def _move(self) -> None:
        """To disk, from now on."""
        import tempfile  # noqa: PLC0415 - most runs are short, and need not wait for it

        before, self._file = self._file, tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the row
        weakref.finalize(self, self._file.close)
        before.seek(0)
        self._file.write(before.read())

    def __len__(self) -> int:
        """How many there are."""
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        """The value at a place, or those of a slice."""
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        self._file.seek(self._places[index])
        value: T = pickle.load(self._file)  # noqa: S301 - nobody else can write to a file without a name
        return value
