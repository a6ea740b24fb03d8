"""Where a build goes, and what it may do there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict, Unpack

LOCK = "essay2anki.lock"
"""The file that tells what was shipped."""
SETTINGS_FILE = "essay2anki.yaml"
"""The file of settings. The nearest one counts, in the working folder or above it."""
PACKAGE = ".apkg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a build goes, and what it may do there."""

    out: Path
    """A folder for one package a deck, or the one package for all if it ends in `.apkg`."""
    lock: Path
    locked: bool = False
    """Fail rather than change the lock."""
    baseline: tuple[Path, ...] = ()
    """Packages that tell what was shipped where the lock does not."""
    retire_missing: bool = False
    """Retire the notes of sources that are not given."""

    @property
    def single(self) -> bool:
        """True if all decks go into one package."""
        return self.out.suffix == PACKAGE


class Shipping(TypedDict, total=False):
    """What a person may say of a build; see `Target`."""

    locked: bool
    baseline: tuple[Path, ...]
    retire_missing: bool


def nearest(folder: Path) -> Path | None:
    """The file of settings that counts in `folder`: the one in it, or else in the next folder above that has one."""
    return next((path for each in (folder, *folder.parents) if (path := each / SETTINGS_FILE).is_file()), None)


def target(out: Path, config: Path | None = None, **shipping: Unpack[Shipping]) -> Target:
    """Where a build to `out` goes.

    Its lock lies beside the file of settings, or there if there is none; one that is there stays, although settings
    have been made since.
    """
    there = out.parent if out.suffix == PACKAGE else out
    locks = [folder / LOCK for folder in ([config.parent, there] if config else [there])]
    return Target(out=out, lock=next((path for path in locks if path.exists()), locks[0]), **shipping)
