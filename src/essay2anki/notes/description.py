"""What a deck says of itself in Anki: where its cards come from, which version it is, how to take in a newer one."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import PurePath

from essay2anki import __version__
from essay2anki.notes.escape import Html, escape

UPDATING = (
    "When there is a newer version, import it over this one with File › Import and leave the options as they are "
    "(update notes: if newer). Your progress, and what you wrote on cards that did not change, stay as they are. "
    "You may import a version as often as you like and skip others. Cards that are withdrawn say so; "
    "Tools › Empty Cards removes them."
)


def describe(sources: Sequence[str], modified: int) -> Html:
    """The description of a deck made from `sources` that last changed at `modified` (seconds since 1970)."""
    names = ", ".join(PurePath(source).name for source in sources)
    version = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(modified))
    lines = [
        f"From {names}, by essay2anki {__version__}. The words on the cards are those of the source."
        if names
        else f"By essay2anki {__version__}.",
        f"Version of {version}.",
        UPDATING,
    ]
    return Html("".join(f"<p>{escape(line)}</p>" for line in lines))
