"""How cards look, as far as it can be computed: contrast, kinds, nothing that needs the net or runs."""

from __future__ import annotations

import itertools
import re

import pytest

from essay2anki.model import Kind
from essay2anki.notes import NOTE_TYPES, QUESTION
from essay2anki.timeline.drawing import ACCENT, GROUND, INK

CSS = re.sub(r"/\*.*?\*/", "", QUESTION.css, flags=re.DOTALL)
RULES = re.findall(r"([^{}]+)\{([^}]*)\}", CSS)
MODES = ("day", "night")
LEAST = 7.0
"""WCAG's contrast for text, level AAA."""
NO_TEXT = {"line", "ground", "tint"}
"""Colours of rules and grounds."""
KINDS = {str(kind) for kind in Kind}
PARTS = [part for each in NOTE_TYPES.values() for part in each.templates]

Colour = tuple[float, ...]


def palette(mode: str) -> dict[str, str]:
    """Name → colour, by day or at night."""
    return {
        name: colour
        for selector, body in RULES
        if ("night" in selector) == (mode == "night")
        for name, colour in re.findall(r"--(\w+): (#\w{6})", body)
    }


def rgb(colour: str) -> Colour:
    """The channels of `#rrggbb`, 0 to 1."""
    return tuple(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))


def at_night(colour: Colour) -> Colour:
    """What `invert(0.9) hue-rotate(180deg)` makes of a colour, by the matrices of the CSS standard."""
    red, green, blue = (0.9 - 0.8 * channel for channel in colour)
    rows = ((-0.574, 1.43, 0.144), (0.426, 0.43, 0.144), (0.426, 1.43, -0.856))
    return tuple(min(max(a * red + b * green + c * blue, 0), 1) for a, b, c in rows)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours by WCAG, 1 to 21."""

    def luminance(colour: Colour) -> float:
        red, green, blue = (
            channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in colour
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", MODES)
def test_text_can_be_read(mode: str) -> None:
    """Every colour of text has a contrast of 7:1 on the card, and that of a deletion on its own ground too."""
    colours = {name: rgb(colour) for name, colour in palette(mode).items()}
    pairs = [(name, "ground") for name in colours if name not in NO_TEXT] + [("accent", "tint"), ("ink", "tint")]

    assert {} == {
        pair: round(found, 2) for pair in pairs if (found := contrast(colours[pair[0]], colours[pair[1]])) < LEAST
    }


def test_no_colour_is_named_but_in_the_palettes() -> None:
    """Day and night have the same names, and no rule has a colour of its own that the test above would not see."""
    assert palette("day").keys() == palette("night").keys()
    assert [] == [body for _, body in RULES if "--ground:" not in body and re.search(r"#\w{3,6}\b|rgb|hsl", body)]
    used = {name for _, body in RULES for name in re.findall(r"var\(--(\w+)\)", body)} - {"kind"}
    assert palette("day").keys() == used


@pytest.mark.parametrize("mode", MODES)
def test_the_timeline_can_be_read(mode: str) -> None:
    """An image knows nothing of the night, so the cards' CSS inverts it: the text stays 7:1, the ground melts in."""
    ground, *inks = ((at_night if mode == "night" else tuple)(rgb(each)) for each in (GROUND, INK, ACCENT))
    card = rgb(palette(mode)["ground"])

    assert "filter: invert(0.9) hue-rotate(180deg)" in CSS
    assert all(contrast(ground, ink) >= LEAST for ink in inks)
    assert contrast(ground, card) < 1.05


def test_every_kind_has_a_colour_of_its_own() -> None:
    """What a card asks for is seen before it is read."""
    told = dict(re.findall(r'\[data-kind="(\w+)"\] \{ --kind: var\(--(\w+)\)', CSS))

    assert {kind.capitalize(): kind for kind in KINDS} == {
        name: colour for name, colour in told.items() if colour in KINDS
    }
    for mode in MODES:
        colours = [palette(mode)[kind] for kind in told.values()]
        assert all(one != other for one, other in itertools.combinations(colours, 2))


def test_nothing_is_loaded_and_nothing_runs() -> None:
    """A card needs no net and has no script; every part of it that an essay may fill finds its own direction."""
    for text in (QUESTION.css, *(side for part in PARTS for side in (part.front, part.back))):
        assert not re.search(r"<script|<link|@import|url\(|https?:|\son\w+=|javascript:", text)
    for part in PARTS:
        assert part.front.count('dir="auto"') == len(re.findall(r"e2a-(?:topic|context|prompt)\"", part.front))
        assert "{{Subdeck}}" in part.front


def test_night_has_both_names_and_wins() -> None:
    """Anki says nightMode, AnkiDroid night_mode too, and its own stylesheet colours the body by that class."""
    for selector, body in RULES:
        if "ight" in selector:
            assert selector.count("nightMode") == selector.count("night_mode"), body
    (forced,) = (selector for selector, body in RULES if "background: var(--ground)" in body)
    assert ".card.night_mode" in forced
