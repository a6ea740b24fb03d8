"""One page that needs nothing else: its style, its script and what it shows are in it, and it may load nothing."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping, Sequence
from importlib import resources

from essay2anki.model import Deck, Essay
from essay2anki.preview.data import Record, told, visible
from essay2anki.problems import Problem
from essay2anki.rules import Placed

PLACE = re.compile(r"<!-- (\w+) -->")
"""Where the page has something filled in."""
IN_SCRIPT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
"""What could end the element, or a line of script; JSON has it only inside strings."""


def page(
    decks: Sequence[Deck],
    essays: Sequence[Essay] = (),
    problems: Sequence[Problem] = (),
    findings: Mapping[Problem, Sequence[Placed]] | None = None,
) -> str:
    """The page of some decks, of the essays that were read, and of what was found; the same values give the same page.

    `findings` are those of the problems that are about cards.
    """
    style, script = _file("page.css"), _file("page.js")
    filled = {
        "policy": f"default-src 'none'; img-src data:; style-src {_source(style)}; script-src {_source(script)}; "
        "base-uri 'none'; form-action 'none'",
        "title": html.escape(visible(_title(decks))),
        "style": style,
        "script": script,
        "data": _json(told(decks, essays, problems, findings or {})),
    }
    return PLACE.sub(lambda found: filled[found[1]], _file("page.html"))


def _title(decks: Sequence[Deck]) -> str:
    return decks[0].name.rpartition("::")[2] if len(decks) == 1 else f"{len(decks)} decks"


def _source(text: str) -> str:
    """How a Content-Security-Policy allows this text and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _json(data: Record) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(IN_SCRIPT)


def _file(name: str) -> str:
    return resources.files(__package__).joinpath("files", name).read_text(encoding="utf-8")
