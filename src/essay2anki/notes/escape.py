"""The one place where text from a source becomes what Anki reads: HTML of a field, a tag, a plain value."""

from __future__ import annotations

import re
import unicodedata
from typing import NewType

Html = NewType("Html", str)
"""Text that may be put into a field as it is."""

UNSHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
"""Control characters. U+001F parts the fields of a note: with one in its text, Anki refuses the whole package."""
SURROGATE = re.compile("[\ud800-\udfff]")
ENTITIES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"}
    | {"[": "&#91;", "]": "&#93;", "{": "&#123;", "}": "&#125;"}
)
"""What HTML reads as its own; and brackets, which open Anki's own syntax: `[sound:…]`, `[latex]`, `{{c1::…}}`."""


def plain(text: str) -> str:
    """`text` as Anki stores it: in normal form C, without what shows nothing and breaks a package."""
    return UNSHOWN.sub("", SURROGATE.sub("\ufffd", unicodedata.normalize("NFC", text)))


def escape(text: str) -> Html:
    """`text` so that Anki shows it letter by letter, in a plain field as well as inside a cloze deletion."""
    shown = plain(text).translate(ENTITIES)
    # MathJax reads the page, so an entity does not stop it; a word joiner that shows nothing does. `::` opens a hint.
    shown = re.sub(r"\\(?=[(]|&#91;|\Z)", r"\\&#8288;", shown)
    return Html(shown.replace("::", "&#58;&#58;"))


def deck_name(name: str) -> str:
    """The name of a deck. Anki puts it into cards (`{{Subdeck}}`) as it is, so it must not open a tag of HTML."""
    return " ".join(plain(name).split()).replace("<", "‹")


def unescape(field: str) -> str:
    """The text of a field that `escape` made."""
    import html  # noqa: PLC0415 - two thousand names, which only who reads packages needs

    return html.unescape(field.replace("&#8288;", ""))


def deletion(number: int, text: str) -> Html:
    """A cloze deletion of Anki: `{{c1::text}}`."""
    return Html(f"{{{{c{number}::{escape(text)}}}}}")


def tag(text: str) -> str:
    """A tag: Anki parts tags by spaces."""
    return re.sub(r"\s+", "_", plain(text)).strip("_")
