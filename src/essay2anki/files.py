"""Files at the edge: names that are good on every system, and writing that never leaves half a file."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)$")
"""Names that Windows keeps for devices."""
BUSY = ".essay2anki.busy"
"""The file that keeps other runs out of a folder; it is there only while a run writes."""
PATIENCE = 60.0
"""Seconds that a run waits for another; to write a thousand packages takes ten."""
LONGEST_NAME = 100
"""Characters of a file name; the longest path of Windows and of older archives is near 250."""


def write(path: Path, pieces: Iterable[bytes]) -> None:
    """Put `pieces` in the place of the file in one step: whoever stops us leaves the old file or the new one, whole.

    Missing folders are made. The pieces need not be in memory together.

    Raises:
        OSError: The file cannot be written; the old one is as it was.
    """
    import tempfile  # noqa: PLC0415 - who only reads need not wait for it

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink()
        raise


def replace(path: Path, data: bytes) -> None:
    """The same of one piece.

    Raises:
        OSError: As above.
    """
    write(path, (data,))


def renew(path: Path, data: bytes) -> None:
    """The same, unless the file has that `data` already.

    Raises:
        OSError: The file cannot be written; the old one is as it was.
    """
    if not path.is_file() or path.read_bytes() != data:
        replace(path, data)


@contextlib.contextmanager
def alone(folder: Path, busy: Callable[[Path], Exception]) -> Iterator[None]:
    """Keep other runs out of `folder` in the meantime; one that comes waits its turn, and after a while raises `busy`.

    The system keeps watch, on a file that is there only for that; whoever is killed is in nobody's way. Where it cannot
    (some network drives, a folder that cannot be written), there is no keeping out.
    """
    path = folder / BUSY
    handle = None
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle = _taken(path, busy)
    try:
        yield
    finally:
        if handle is not None:
            with contextlib.suppress(OSError):  # Windows deletes no open file
                path.unlink()
            os.close(handle)


def _taken(path: Path, busy: Callable[[Path], Exception]) -> int:
    """The file that keeps others out, open and ours."""
    until = time.monotonic() + PATIENCE
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            if _locked(handle) and _is_there(path, handle):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        if time.monotonic() > until:
            raise busy(path)
        time.sleep(0.02)


def _is_there(path: Path, handle: int) -> bool:
    """False if the one before us has deleted the file while we waited for it."""
    try:
        return path.stat().st_ino == os.fstat(handle).st_ino
    except FileNotFoundError:
        return False


def _locked(handle: int) -> bool:
    """Whether the file is ours now."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        import msvcrt  # noqa: PLC0415 - only on Windows

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined] # only on Windows
        except OSError:
            return False
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def slug(name: str) -> str:
    """A file name for a deck, good on every system: letters and digits of any script, joined by hyphens."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    joined = re.sub(r"[\W_]+", "-", re.sub(r"[’']", "", plain.casefold())).strip("-")
    if len(joined) > LONGEST_NAME:
        joined = f"{joined[:LONGEST_NAME].rstrip('-')}-{digest(name)}"
    return f"deck-{joined or digest(name)}" if not joined or RESERVED.match(joined) else joined


def digest(text: str) -> str:
    """Eight hexadecimal digits that tell two names apart."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]
