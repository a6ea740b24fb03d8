"""Entries → lines of a deck file, so that a person needs no quotes."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from essay2anki.deckfile.entries import Entry, Wording
from essay2anki.deckfile.lines import FIELD, UNSHOWN, quoted
from essay2anki.model import Evidence
from essay2anki.schemas import DECK, first_line

WIDTH = 88
"""Characters of a line of text, so that it can be read in a small window."""
NARROWER = (WIDTH, WIDTH - 9, WIDTH - 25)
"""Other widths, in case a line would begin with what looks like a comment or a field."""
STEP = 2
"""Columns by which what belongs to a field is set in."""
PLAIN = re.compile(r"[^\W_](?:[^\s:#]|:(?=\S)|(?<! )#| (?=[^ #]))*$")
"""Text that YAML too reads as it stands."""
HEAD = f"""\
{first_line(DECK)}
# These are the cards of a deck for Anki. Correct them here, in any plain editor; then run
#     essay2anki build FOLDER        (the folder with this file)
# Whatever you do here stays when the cards are drafted again. You may
#
#   edit     the words behind prompt, answer, text, context. In a text, {{{{c1::this}}}} is a blank.
#   reject   a card: write  status: rejected  (what you delete would be drafted again).
#            status: ok  says that you have read it.
#   add      a card of your own, where you like: a line  - prompt: …  and below it  answer: …
#   reorder  cards: move one with all its lines. They are studied in this order.
#   tag      a card: add words behind tags, with spaces between them.
#   decline  the timeline of the deck's dates that is added as its last card: below “deck: …” write  timeline: no
#
# Keep the spaces at the beginning of each line; a tab will not do. No quotation marks are needed. A line that begins
# with # is a comment of yours. Leave evidence, kind, rule, key and made to the program.
"""


def rendered(deck: str, sources: Sequence[str], entries: Iterable[Entry]) -> str:
    """A new deck file."""
    lines = ["", *scalar("deck", deck), *listed(sources), "cards:"]
    return HEAD + "".join(f"{line}\n" for line in [*lines, *(line for each in entries for line in block(each, 0))])


def block(entry: Entry, column: int) -> tuple[str, ...]:
    """The lines of a new entry whose dash stands in `column`, an empty one first."""
    first, *rest = (line for lines in fields_of(entry).values() for line in lines)
    margin = " " * column
    return "", f"{margin}- {first}", *(f"{margin}  {line}" for line in rest)


def fields_of(entry: Entry) -> Mapping[str, tuple[str, ...]]:
    """Field → its lines, in the order of the file; an empty status is shown for the person to fill in."""
    wording = entry.wording.filled
    machine = {
        "kind": " ".join(entry.kinds),
        "rule": entry.rule,
        "key": entry.key,
        "made": " ".join(entry.made),
    }
    return {
        **{name: scalar(name, text) for name, text in wording.items()},
        "status": scalar("status", entry.status),
        **({"accept": scalar("accept", entry.accept)} if entry.accept else {}),
        **({"proposal": _proposed(entry.proposal)} if entry.proposal else {}),
        "tags": scalar("tags", " ".join(entry.tags)),
        **({"evidence": _quotes(entry.evidence)} if entry.evidence else {}),
        **{name: scalar(name, text) for name, text in machine.items() if text},
    }


def scalar(name: str, text: str) -> tuple[str, ...]:
    """A field with a text: on one line, as a block, or in quotes where nothing else keeps every letter."""
    if not text:
        return (f"{name}:",)
    fits = len(name) + 2 + len(text) <= WIDTH or " " not in text
    if fits and PLAIN.match(text) and not UNSHOWN.search(text):
        return (f"{name}: {text}",)
    folded = (_wrapped(text, width) for width in NARROWER)
    for style, lines in (*((">", each) for each in folded), ("|", text.split("\n"))):
        if all(_is_clean(line) for line in lines):
            return f"{name}: {style}", *(" " * STEP + line for line in lines)
    return (f"{name}: {quoted(text)}",)


def _wrapped(text: str, width: int) -> list[str]:
    """The text in lines that make it again when they are joined by spaces; it alone if there are none such."""
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return lines if " ".join(lines) == text else [text]


def _is_clean(line: str) -> bool:
    """True for a line that stands in a block as it is."""
    return (
        bool(line)
        and line == line.strip()
        and not line.startswith("#")
        and not UNSHOWN.search(line)
        and "\n" not in line
        and "\t" not in line
        and not FIELD.match(line)
    )


def listed(sources: Sequence[str]) -> tuple[str, ...]:
    """The field of the head that names the essays."""
    return "sources:", *(
        f"- {name if PLAIN.match(name) and not UNSHOWN.search(name) else quoted(name)}" for name in sources
    )


def _proposed(wording: Wording) -> tuple[str, ...]:
    lines = (line for name, text in wording.filled.items() for line in scalar(name, text))
    return "proposal:", *(" " * STEP + line for line in lines)


def _quotes(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    return "evidence:", *(line for quote in evidence for line in _quote(quote))


def _quote(quote: Evidence) -> Iterator[str]:
    place = {
        "source": quote.source,
        "section": str(quote.section),
        "heading": quote.heading,
        "line": str(quote.line or ""),
    }
    first, *rest = scalar("quote", quote.quote)
    yield f"- {first}"
    for line in (*rest, *(line for name, text in place.items() if text for line in scalar(name, text))):
        yield f"  {line}"
