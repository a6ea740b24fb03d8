"""Make the pictures of README and docs anew, from the decks of the examples as Anki draws them now.

    python scripts/pictures.py

The decks are built by this program, imported and rendered by the real Anki (`pip install '.[dev]'`), and drawn by
Chromium (Debian's package `chromium`) with the note types' own CSS, each side of a card at the width of a phone.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from anki.collection import Collection, ImportAnkiPackageRequest

from essay2anki.pipeline import build
from essay2anki.release import target

if TYPE_CHECKING:  # at run time `anki.cards` can only be imported after `anki.collection`
    from anki.cards import Card as AnkiCard

ROOT = Path(__file__).parent.parent
WIDTH, GAP, ROW = 360, 16, 4
"""Pixels of a side and between sides, and sides in a row."""
DAY, NIGHT = "card card1", "card card1 nightMode night_mode"
"""The classes that Anki sets on the body."""
HEALTH = '"deck:HISTORY::GCSE::Public Health*" '
KIND = HEALTH + "tag:essay2anki::kind::"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A side of a card that is shown."""

    search: str
    """A search of Anki; the first card that it finds is drawn."""
    back: bool = True
    night: bool = False


JUDGED, ORDER = f"{KIND}judgment", f"{KIND}timeline"
PICTURES = {
    "docs/card.png": (
        600,
        [
            Side(search=JUDGED, back=False),
            Side(search=JUDGED),
            Side(search=ORDER, back=False, night=True),
            Side(search=ORDER, night=True),
        ],
    ),
    "docs/kinds.png": (
        500,
        [
            *(Side(search=f"{KIND}{kind}") for kind in ("date", "event", "person", "term")),
            *(Side(search=f"{KIND}{kind}", night=True) for kind in ("cause", "consequence", "judgment", "timeline")),
        ],
    ),
}
"""File → the height of its sides in pixels, and its sides."""


def page(card: AnkiCard, side: Side, media: Path, height: int) -> str:
    """One side of a card as a page of its own, inside the picture; like Anki, a back shows its answer first."""
    classes = NIGHT if side.night else DAY
    ground = "#1b1c1e" if side.night else "#fdfcf9"
    body = card.answer() if side.back else card.question()
    inner = (
        f"<!doctype html><meta charset=utf-8><base href='{media.as_uri()}/'><body class='{classes}'>"
        f"<style>html{{background:{ground};overflow:hidden}}{card.note_type()['css']}</style>{body}"
    )
    scroll = "this.contentDocument.getElementById('answer')?.scrollIntoView()"
    return (
        f'<iframe srcdoc="{html.escape(inner)}" onload="{scroll}" width={WIDTH} height={height} '
        'style="border:0;flex:none"></iframe>'
    )


def photograph(page: Path, target: Path, rows: int, height: int) -> None:
    """Draw `page` with Chromium."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("Chromium is not installed: apt-get install chromium")
    size = f"{ROW * (WIDTH + GAP) + GAP},{rows * (height + GAP) + GAP}"
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
    """Build the decks once, and draw all pictures from them."""
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "decks.apkg"
        build([str(ROOT / "decks")], target(package), now=int(time.time()))
        collection = Collection(str(Path(folder) / "collection.anki2"))
        presets = collection._backend.get_import_anki_package_presets()  # noqa: SLF001 - there is no public way
        collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=presets))
        media = Path(collection.media.dir())
        for name, (height, sides) in PICTURES.items():
            cards = [collection.get_card(collection.find_cards(side.search, order="c.due")[0]) for side in sides]
            drawn = "".join(page(card, side, media, height) for card, side in zip(cards, sides, strict=True))
            style = f"margin:{GAP}px;display:flex;flex-wrap:wrap;gap:{GAP}px;background:#8a8f98"
            path = Path(folder) / "page.html"
            path.write_text(f"<!doctype html><meta charset=utf-8><body style='{style}'>{drawn}", encoding="utf-8")
            photograph(path, ROOT / name, -(-len(sides) // ROW), height)
        collection.close()


if __name__ == "__main__":
    main()
