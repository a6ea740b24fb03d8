"""Mends what web pages and word processors leave in a text, and remembers where every character came from."""

from __future__ import annotations

import html
import html.entities
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from essay2anki.model import Text
from essay2anki.read.limits import MOST_MARKS

MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""Combining marks of Latin, Greek, Cyrillic, Hebrew and Arabic."""
PICTURES = "\U0001f000-\U0001faff\u2600-\u263f\u2643-\u27bf\u2b00-\u2bff\u20e3\ufe0e\ufe0f"
"""Emoji, ornaments and ticks. ♀ and ♂ are words of biology and stay."""
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f"
"""Soft hyphens, characters of no width, marks of writing direction, byte-order marks."""
MOJIBAKE = "â[\u0080-\u00bf€‚„…†‡ˆ‰‹Œ‘’“”•–—˜™š›œž][\u0080-\u00bf€-™œ“”‘’¦]|Ã[\u00a0-\u00bf‚„…†‡ˆ‰©¨‹]|Â[\u00a0-\u00bf]"
"""UTF-8 that was read as Windows-1252: `â€™` for an apostrophe, `Ã©` for é."""
LINK = r"(?:https?:|mailto:|www\.|[/#.])[^()\s]{0,500}"
"""An address in a Markdown link; without one, `[text](…)` may be text and brackets. The text of a link must hold no end
of a statement: cut there, its halves would not be known for a link."""
ATTRIBUTES = r"(?:\s+[a-z-]+=[^<>]{0,500})?\s*/?>"
"""The end of a tag. What stands in it has to look like an attribute: `a <b and c> d` is no tag."""
ARROWS = "[\u2794\u2798-\u27af\u27b1-\u27be\u2b05-\u2b07]\ufe0f?"

Replacement = str | Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """One repair: its name, what is looked for, and what stands there afterwards or how to make it."""

    name: str
    """In words for people: `-v` tells it."""
    pattern: re.Pattern[str]
    becomes: Replacement


def _mojibake(found: str) -> str:
    """Read the bytes again that were taken for Windows-1252."""
    try:
        return b"".join(each.encode("latin-1" if each < "\u00a0" else "cp1252") for each in found).decode()
    except UnicodeError:
        return found


def _character(found: str) -> str:
    """The character of an HTML entity; a name that HTML does not know is text."""
    known = found[1] == "#" or found[1:] in html.entities.html5
    return html.unescape(found) if known else found


def _composed(found: str) -> str:
    return unicodedata.normalize("NFC", found[: MOST_MARKS + 1])


def _first(found: str) -> str:
    """The last letter of a link's text takes its address with it: cut off, the link would not be known for one."""
    return found[0]


def _plain(found: str) -> str:
    return unicodedata.normalize("NFKC", found)


PAGE_NUMBER = r"(?:\n[^\S\n]*(?i:page \d{1,4}(?: ?(?:of|/) ?\d{1,4})?|\d{1,3}|- ?\d{1,3} ?-)?[^\S\n]*(?=\n)){1,6}"
"""The foot of a page in the middle of a sentence."""
BLOCK = "br|hr|p|div|li|ul|ol|h[1-6]|tr|td|th|table|blockquote|section|article"
INLINE = r"b|i|em|strong|u|s|span|a|sup|sub|font|small|mark|code|img|[a-z]\w{0,9}:\w{1,12}"

REPAIRS: tuple[Mending, ...] = tuple(
    Mending(name=name, pattern=re.compile(pattern), becomes=becomes)
    for name, pattern, becomes in (
        ("letters in a wrong encoding", MOJIBAKE, _mojibake),
        # What a page builder or an editor leaves when a page is copied: tags, entities, links.
        ("HTML tags", rf"<!--[^<>]{{0,500}}-->|(?i:</?(?:{BLOCK}){ATTRIBUTES})", " "),
        ("HTML tags", rf"(?i:</?(?:{INLINE}){ATTRIBUTES})", ""),
        ("HTML entities", r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});", _character),
        ("templates", r"\{\{c\d{1,3}::", ""),
        ("templates", r"\{\{[^{}]*\}\}|\}\}", ""),
        ("links", rf"!\[[^\[\]]{{0,200}}\]\({LINK}\)", ""),
        ("links", rf"\[(?=[^\[\].!?;→–—]{{1,200}}\]\({LINK}\))", ""),
        ("links", rf"[^\[\]]\]\({LINK}\)", _first),
        ("footnote marks", r"(?<=[\w.,;:!?”’\")])\[(?:\d{1,3}|edit|note \d{1,3}|citation needed)\]", ""),
        ("footnote marks", r"(?<=[.!?”’\"')] )\[\d{1,3}\] (?=[A-Z])", ""),
        # The number of a note that was small and raised on its page: `no longer so.3 The king`, `“oppression.”2`.
        ("footnote marks", r"(?<=[a-z][.!?][\"”’])\d{1,2}(?=\s|$)|(?<=[a-z]{3}[.!?])\d{1,2}(?=\s+[A-Z]|\s*$)", ""),
        # A picture that was put for every hyphen of a page: inside words, and between them for a dash.
        ("pictures for hyphens", r"(?<=\w)💥(?=\w)", "-"),
        ("pictures for hyphens", r"(?<=[\w,;)’”])[ \u00a0]💥[ \u00a0](?=\S)", " - "),
        ("arrows", rf"(?<=[\w.,;)’”]\s){ARROWS}(?=\s)", "→"),
        ("emoji", "[❓❔]\ufe0f?", "?"),
        ("emoji", "[❗❕]\ufe0f?", "!"),
        ("emoji", rf"(?<=\w)[{PICTURES}]+(?=\w)", " "),
        ("emoji", rf"[{PICTURES}]+", ""),
        # These show nothing, break words, or turn the line around.
        ("invisible characters", f"[{INVISIBLE}]+", ""),
        ("control characters", "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+", ""),
        ("half characters", "[\ud800-\udfff]+", "\ufffd"),
        # One letter, one character: a learner who types é must meet the same é.
        ("decomposed letters", f"[^\\W_{MARKS}][{MARKS}]+", _composed),
        ("decomposed letters", "[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\u212a\u212b]", _composed),
        ("stray accents", f"(?<![^\\W_])(?<![{MARKS}])[{MARKS}]+", ""),
        ("ligatures", "[\ufb00-\ufb06]", _plain),
        # Marks of Markdown around words; an asterisk between two words or numbers is left alone.
        ("Markdown marks", r"\\(?=[*_#.>!-])", ""),
        ("Markdown marks", r"\*\*|__|~~", ""),
        ("Markdown marks", r"(?<![\w*.,;:!?”’)])\*(?=[\w“‘\"'(])|(?<=[\w.,;:!?”’)])\*(?![\w*(])", ""),
        ("Markdown marks", r"(?<![\w.,;:!?”’)])_(?=[^\W_])|(?<=[a-z\d.,;:!?”’)])_(?!\w)", ""),
        ("page numbers", PAGE_NUMBER, " "),
        ("odd white space", r"\s+", " "),
        # French spacing, `for Britain ?`, and a full stop glued to the next sentence, `in 1918.The`.
        ("spaces before stops", r"(?<=[\w)’'”\"])\s(?=[,;:.!?](?:\s|$|[A-Z]))", ""),
        ("glued sentences", r"(?<=[a-z0-9)][.!?])(?=[A-Z][a-z])", " "),
        ("glued words", r"(?<=[a-z0-9)],)(?=[A-Z][a-z])|(?:(?<=[a-z]{3},)|(?<=\),))(?=[a-z]{2,}[\s,.])", " "),
    )
)
"""(name, what is looked for, what stands there afterwards or how to make it), in this order. Each works on what it sees
alone, so that the repaired slice of a text is the slice of the repaired text; and each looks at a bounded stretch, so
that the time grows with the text and no faster."""


BEYOND_ASCII = frozenset(
    {
        "letters in a wrong encoding",
        "pictures for hyphens",
        "arrows",
        "emoji",
        "invisible characters",
        "half characters",
        "decomposed letters",
        "stray accents",
        "ligatures",
    }
)
"""Repairs that can find nothing in pure ASCII, as most lines are."""


def repair(text: str, offset: int = 0) -> Text:
    """Repair `text`, which stands at `offset` in the source; white space at both ends is dropped."""
    repaired = Text(text=text, breaks=((0, offset),))
    for mending in REPAIRS:
        if mending.name not in BEYOND_ASCII or not repaired.text.isascii():
            repaired = _mend(repaired, mending)
    start = len(repaired.text) - len(repaired.text.lstrip())
    return cut(repaired, start, len(repaired.text.rstrip()))


def cut(text: Text, start: int, end: int) -> Text:
    """The slice `[start:end]` of a repaired text, still knowing where it came from."""
    if start == 0 and end == len(text.text):
        return text
    inner = tuple((at - start, offset) for at, offset in text.breaks if start < at <= end)
    return Text(text=text.text[start:end], breaks=((0, text.origin(start)), *inner), repairs=text.repairs)


def _mend(text: Text, mending: Mending) -> Text:
    found = [(*match.span(), new) for match, new in _changes(text.text, mending)]
    if not found:
        return text
    pieces: list[str] = []
    done = 0
    for start, end, new in found:
        pieces += [text.text[done:start], new]
        done = end
    pieces.append(text.text[done:])
    told = mending.name not in text.repairs and not all(
        _is_quiet(text.text[start:end], new) for start, end, new in found
    )
    return Text(
        text="".join(pieces),
        breaks=_moved(text, found),
        repairs=(*text.repairs, mending.name) if told else text.repairs,
    )


def _is_quiet(found: str, new: str) -> bool:
    """True for what nobody needs to be told: a line end within a paragraph, two spaces behind a full stop."""
    return bool(found) and new == " " and not found.strip(" \n")


def _changes(text: str, mending: Mending) -> Iterator[tuple[re.Match[str], str]]:
    becomes = mending.becomes
    for match in mending.pattern.finditer(text):
        new = becomes if isinstance(becomes, str) else becomes(match.group())
        if match.group() != new:
            yield match, new


def _moved(text: Text, changes: list[tuple[int, int, str]]) -> tuple[tuple[int, int], ...]:
    """The breaks of `text` as they lie after the changes, with one more before and behind each change."""
    breaks: list[tuple[int, int]] = []
    shift = old = 0
    for start, end, new in changes:
        while old < len(text.breaks) and text.breaks[old][0] <= start:
            breaks.append((text.breaks[old][0] + shift, text.breaks[old][1]))
            old += 1
        while old < len(text.breaks) and text.breaks[old][0] < end:
            old += 1  # it stood inside of what is gone
        breaks.append((start + shift, text.origin(start)))
        shift += len(new) - (end - start)
        breaks.append((end + shift, text.end(end) if end > start else text.origin(end)))
    breaks += ((at + shift, offset) for at, offset in text.breaks[old:])
    return tuple(dict.fromkeys(breaks))
