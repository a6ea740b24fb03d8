"""What is remembered between runs: JSON values under hashes, a file each (`zcat` shows it), in the platform's folder.

A hash is made of all that a value depends on, this program among it. So nothing is ever stale, nothing has to be
invalidated, any number of runs may use the folder at once, and whoever deletes it loses time and nothing else.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from essay2anki import __version__, files

GZIP = 31
"""What zlib calls the format of gzip: facts say each sentence several times, and take a fifth of the room so."""
LEVEL = 6
LARGEST = 1_000_000_000
"""Bytes of all files; what was used least lately goes."""


def place() -> Path:
    """The platform's folder for what may be deleted; the environment variable `ESSAY2ANKI_CACHE` names another."""
    if named := os.environ.get("ESSAY2ANKI_CACHE"):
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "essay2anki"


@functools.cache
def program() -> str:
    """A hash of this program: of its files, not only of its version, so that who changes a rule sees what it does."""
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(_files(Path(__file__).parent)):
        digest.update(path.encode() + b"\0")
        digest.update(Path(path).read_bytes())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[str]:
    for root, _, names in os.walk(folder):
        yield from (os.path.join(root, name) for name in names if not name.endswith(".pyc"))  # noqa: PTH118 - a third of the time


def key(*parts: object) -> str:
    """A hash of the program and of all that a value depends on: plain values, whose `repr` tells all of them."""
    return hashlib.sha256(repr((program(), parts)).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Store:
    """Values in the folder `folder`. One that cannot be read is not there, one that cannot be written is forgotten."""

    folder: Path

    def get(self, key: str) -> object:
        """The value under a key; None if there is none."""
        path = self._path(key)
        try:
            value: object = json.loads(zlib.decompress(path.read_bytes(), GZIP))
            os.utime(path)
        except (OSError, ValueError, zlib.error):
            return None
        return value

    def put(self, key: str, value: object) -> None:
        """Remember a value."""
        with contextlib.suppress(OSError, ValueError):
            data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
            files.replace(self._path(key), zlib.compress(data, LEVEL, GZIP))

    def prune(self, largest: int = LARGEST) -> None:
        """Delete what was used least lately, until the rest is not larger than `largest` bytes."""
        found = sorted(self._all())
        size = sum(size for _, size, _ in found)
        for _, length, path in found:
            if size <= largest:
                break
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
                size -= length

    def _all(self) -> Iterator[tuple[float, int, Path]]:
        """When each file was used last, its bytes, and its place."""
        for path in self.folder.rglob("*.json.gz"):
            with contextlib.suppress(OSError):
                status = path.stat()
                yield status.st_mtime, status.st_size, path

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key[2:]}.json.gz"
