"""Photograph a card of an example as Anki draws it: front and back, day and night.

    python scripts/card_picture.py examples/public_health.txt docs/card.png --search Snow

The deck is built by this program, imported and rendered by the real Anki (`pip install '.[dev]'`), and drawn by
Chromium (Debian's package `chromium`) with the note type's own CSS at the width of a phone.
"""

from __future__ import annotations

import argparse
import html
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from anki.collection import Collection, ImportAnkiPackageRequest

from essay2anki.pipeline import build
from essay2anki.release import target

if TYPE_CHECKING:  # at run time `anki.cards` can only be imported after `anki.collection`
    from anki.cards import Card as AnkiCard

WIDTH, HEIGHT, GAP = 360, 430, 16
DAY, NIGHT = "card card1", "card card1 nightMode night_mode"
"""The classes that Anki sets on the body."""


def side(card: AnkiCard, body: str, classes: str) -> str:
    """One side of a card as a page of its own, inside the picture."""
    background = "#1b1c1e" if "night" in classes else "#fdfcf9"
    page = (
        f"<!doctype html><meta charset=utf-8><style>html{{background:{background}}}{card.note_type()['css']}</style>"
        f"<body class='{classes}'>{body}</body>"
    )
    return f'<iframe srcdoc="{html.escape(page)}" width={WIDTH} height={HEIGHT} style="border:0"></iframe>'


def picture(card: AnkiCard) -> str:
    """The page of the whole picture: front and back by day, front and back at night."""
    sides = [side(card, body, classes) for classes in (DAY, NIGHT) for body in (card.question(), card.answer())]
    return f"<body style='margin:{GAP}px;display:flex;gap:{GAP}px;background:#8a8f98'>{''.join(sides)}</body>"


def photograph(page: Path, target: Path) -> None:
    """Draw `page` with Chromium."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("Chromium is not installed: apt-get install chromium")
    size = f"{4 * (WIDTH + GAP) + GAP},{HEIGHT + 2 * GAP}"
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--hide-scrollbars",
                f"--user-data-dir={profile}",
                f"--window-size={size}",
                f"--screenshot={target}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
        )


def main() -> None:
    """Read the arguments and make the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("essay")
    parser.add_argument("target", type=Path)
    parser.add_argument("--search", default="", help="an Anki search; the first card it finds is drawn")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "deck.apkg"
        build([options.essay], target(package), now=int(time.time()))
        collection = Collection(str(Path(folder) / "collection.anki2"))
        presets = collection._backend.get_import_anki_package_presets()  # noqa: SLF001 - there is no public way
        collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=presets))
        found = collection.find_cards(options.search, order="c.due")
        page = Path(folder) / "page.html"
        page.write_text(picture(collection.get_card(found[0])), encoding="utf-8")
        collection.close()
        photograph(page, options.target.resolve())


if __name__ == "__main__":
    main()
