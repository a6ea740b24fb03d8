"""Files at the edge: names that are good on every system, and writing that never leaves half a file."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import unicodedata
from pathlib import Path

RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)$")
"""Names that Windows keeps for devices."""
LONGEST_NAME = 100
"""Characters of a file name; the longest path of Windows and of older archives is near 250."""


def replace(path: Path, data: bytes) -> None:
    """Put `data` in the place of the file in one step: whoever stops us leaves the old file or the new one, whole.

    Missing folders are made.

    Raises:
        OSError: The file cannot be written; the old one is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink()
        raise


def renew(path: Path, data: bytes) -> None:
    """The same, unless the file has that `data` already.

    Raises:
        OSError: The file cannot be written; the old one is as it was.
    """
    if not path.is_file() or path.read_bytes() != data:
        replace(path, data)


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
