"""Photograph the preview of an example for README and docs: a desktop by day, a phone by night.

    python scripts/preview_picture.py

It needs Chromium (Debian's package `chromium`) and writes docs/preview.png.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from essay2anki.pipeline import preview

ROOT = Path(__file__).parent.parent
HEIGHT, GAP = 700, 16
VIEWS = {1100: ("j", "j", " "), 360: ("n", "/", "S", "n", "o", "w")}
"""Width of the window → the keys that are pressed there."""


def photograph(tab: Page, width: int, keys: tuple[str, ...], file: Path) -> None:
    """One view of the page."""
    tab.set_viewport_size({"width": width, "height": HEIGHT})
    tab.goto((file.parent / "preview.html").as_uri())
    tab.locator("article").first.wait_for()
    for key in keys:
        tab.keyboard.press(key)
    tab.screenshot(path=file)


def main() -> None:
    """Make the picture."""
    program = shutil.which("chromium") or sys.exit("Chromium is not installed: apt-get install chromium")
    folder = ROOT / "out"
    sources = [str(path) for path in (*ROOT.glob("decks/history*.yaml"), ROOT / "examples" / "public_health.txt")]
    preview(sources, folder / "preview.html")
    with sync_playwright() as driver:
        tab = driver.chromium.launch(executable_path=program).new_page()
        for width, keys in VIEWS.items():
            photograph(tab, width, keys, folder / f"{width}.png")
        views = "".join(f"<img src='{(folder / f'{width}.png').as_uri()}'>" for width in VIEWS)
        (folder / "picture.html").write_text(
            f"<body style='margin:{GAP}px;display:flex;gap:{GAP}px;background:#8a8f98'>{views}", encoding="utf-8"
        )
        tab.set_viewport_size({"width": sum(VIEWS) + GAP * (len(VIEWS) + 1), "height": HEIGHT + 2 * GAP})
        tab.goto((folder / "picture.html").as_uri())
        tab.screenshot(path=ROOT / "docs" / "preview.png")


if __name__ == "__main__":
    main()
