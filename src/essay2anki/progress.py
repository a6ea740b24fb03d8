"""How far a run has come: a line on the terminal that is written over and over, and a sentence when it is stopped."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from essay2anki.work import Done

OFTEN = 0.1
"""Seconds between two lines."""
SETTLED = 3
"""Files from which on a rate says something about the rest."""
MINUTE = 60


class Progress:
    """Counts what is done, and shows it on a terminal; in a pipe or a log it is silent."""

    def __init__(self, *, shown: bool) -> None:
        """Begin to count; `shown` says whether a person wants to see it."""
        self.shown = shown and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self.start = self.told = time.monotonic()
        self.decks = self.total = self.files = self.cards = 0
        self.writing = False

    def made(self, done: Done, total: int) -> None:
        """Count a deck of `total`."""
        self.total = total
        self.decks += 1
        self.files += len(done.essays)
        self.cards += len(done.deck.cards)
        now = time.monotonic()
        if self.decks == total:
            self.clear()
        elif self.shown and now - self.told > OFTEN:
            self.told = now
            self._show(self._line(now))

    def write(self) -> None:
        """Count no more: what was made is being written."""
        self.writing = True

    def clear(self) -> None:
        """Take the line away."""
        if self.shown:
            self._show("")

    def stopped(self, *, remembered: bool) -> str:
        """What a person who has stopped the run should know; `remembered` says whether what was found is."""
        if self.writing:
            return (
                "Stopped while decks were being written: each file is whole, the old one or the new one. Run it again."
            )
        made = f"{self.decks:,} of {self.total:,} decks were made" if self.total else "no deck was made yet"
        again = " What was found is remembered: run it again, and it goes on there." if remembered else ""
        return f"Stopped: {made}, nothing was written.{again}"

    def _line(self, now: float) -> str:
        rate = self.files / max(now - self.start, OFTEN)
        line = f"{self.decks:,} of {self.total:,} decks, {self.files:,} files, {self.cards:,} cards, {rate:.1f} files/s"
        if self.files < SETTLED:
            return line
        left = round((self.total - self.decks) * (now - self.start) / self.decks)
        return f"{line}, {left // MINUTE}:{left % MINUTE:02} left"

    def _show(self, line: str) -> None:
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()
