"""How changes are told: on a terminal, to programs, and in a letter that a teacher sends to the class."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from essay2anki.changes import EVIDENCE, KINDS, MOVED, NEW, RETIRED, REWORDED, TAGS, Change, Comparison, Piece, pieces
from essay2anki.deckfile import DELETION, Entry
from essay2anki.problems import UNSHOWN

WIDTH = max(map(len, KINDS)) + 1
"""Columns of the kind of a change."""
ENDS = re.compile(r"\{\{c\d+::|\}\}")
MARKS = re.compile(r"[\\`*_\[\]<>#~|&$]")
"""What may be markup in Markdown; a dollar opens a formula on some pages."""
OPENER = re.compile(r"^(\d+(?=[.)])|(?=[-+=]))")
"""What makes a list or a heading at the beginning of a line."""
PARTS = {
    "prompt": "question",
    "answer": "answer",
    "reverse prompt": "question the other way round",
    "reverse answer": "answer the other way round",
    "text": "statement",
    "items": "list",
    "context": "words above it",
}
"""Part of a wording → what a class calls it."""
IMPORT = (
    "Import the new package over the old one (*File › Import* in Anki) and leave the options as they are: your "
    "progress stays, and so does what you wrote on cards that have not changed."
)
STAYS = "Cards that you already have stay in the deck in which they are; you may move them yourself."
WITHDRAWN = "They say so when they come up; *Tools › Empty Cards* removes them."
LEFT_OUT = "The new package does not have them. You keep yours unless you delete them."


def text(found: Comparison) -> str:
    """The changes by deck, a few lines each: `[-old words-]{+new words+}`."""
    return "".join(f"{UNSHOWN.sub('', line)}\n" for line in _text(found.changes))


def summary(found: Comparison) -> str:
    """How much has changed."""
    counts = Counter(kind for change in found.changes for kind in change.kinds)
    told = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind])
    notes = f"{found.unchanged} {'note' if found.unchanged == 1 else 'notes'}"
    return f"{told}; {notes} unchanged" if told else f"nothing has changed: {notes}"


def _text(changes: Iterable[Change]) -> Iterator[str]:
    for deck, group in groupby(changes, key=lambda change: change.deck):
        yield deck
        for change in group:
            yield f"  {', '.join(change.kinds):<{WIDTH}} {_front(change.entry)}"
            yield from (f"  {'':<{WIDTH}} {line}" for line in _details(change))


def _details(change: Change) -> Iterator[str]:
    if NEW in change.kinds and _back(change.entry):
        yield f"→ {_back(change.entry)}"
    if REWORDED in change.kinds:
        yield from (f"{name}: {_marked(old, new)}" for name, old, new in change.reworded)
    if MOVED in change.kinds:
        yield f"from {change.origin}"
    if change.left_out:
        yield "left out, not withdrawn: it stays with those who have it"


def _marked(old: str, new: str) -> str:
    told = ""
    for piece in _pieces(old, new):
        if piece.old == piece.new:
            told += piece.new
        else:
            told += (f"[-{piece.old}-]" if piece.old else "") + (f"{{+{piece.new}+}}" if piece.new else "")
    return told


def _pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Two wordings word by word, as they are read; as they are written if only the numbers of deletions differ."""
    lines = (_inline(old), _inline(new))
    return pieces(*lines) if lines[0] != lines[1] else pieces(" ".join(old.split()), " ".join(new.split()))


def records(found: Comparison) -> str:
    """A JSON object a change, a line each."""
    return "".join(json.dumps(_record(change), ensure_ascii=False) + "\n" for change in found.changes)


def _record(change: Change) -> Mapping[str, object]:
    before, after = change.before, change.after
    return {
        "changes": change.kinds,
        "deck": change.deck,
        "origin": change.origin,
        "key": change.entry.key,
        "front": _front(change.entry),
        "before": before.wording.filled if before else None,
        "after": after.wording.filled if after else None,
        "tags_before": before.tags if before else None,
        "tags_after": after.tags if after else None,
        "left_out": change.left_out,
    }


def markdown(found: Comparison) -> str:
    """A letter to the class: what is new, corrected, moved and withdrawn, and how to get it."""
    decks = list(dict.fromkeys(change.deck for change in found.changes))
    title = f"# What has changed{f': {_topic(decks[0])}' if len(decks) == 1 else ''}"
    if not decks:
        return f"{title}\n\nNothing: all is as it was ({found.unchanged}).\n"
    parts = [title]
    for deck in decks:
        parts += [f"## {_topic(deck)}"] if len(decks) > 1 else []
        parts += _sections([change for change in found.changes if change.deck == deck], "##" + "#" * (len(decks) > 1))
    return "\n\n".join([*parts, "## How to get it", IMPORT]) + "\n"


def _sections(changes: Iterable[Change], level: str) -> Iterator[str]:
    """The sections of a deck, each with its list."""
    changes = list(changes)
    for heading, remark, chosen, told in SECTIONS:
        items = [told(change) for change in changes if chosen(change)]
        if items:
            yield f"{level} {heading} ({len(items)})"
            if remark:
                yield remark
            yield "\n".join(items)
    labels = sum({*change.kinds} <= {EVIDENCE, TAGS} for change in changes)
    if labels:
        yield f"Besides, on {labels} {'card' if labels == 1 else 'cards'} only the quote or the tags have changed."


def _new(change: Change) -> str:
    entry = change.entry
    if entry.wording.text:
        return f"- {_above(entry)}{_escaped(_inline(entry.wording.text))}"
    return f"- **{_above(entry)}{_escaped(_front(entry))}** {_escaped(_back(entry))}"


def _corrected(change: Change) -> str:
    lines = [_named(change)]
    for name, old, new in change.reworded:
        found = _pieces(old, new)
        before = "".join(_escaped(p.old) if p.old == p.new else _around("~~", p.old) for p in found)
        after = "".join(_escaped(p.new) if p.old == p.new else _around("**", p.new) for p in found)
        lines += [f"  - {PARTS[name]} before: {before or '(none)'}", f"  - {PARTS[name]} now: {after or '(none)'}"]
    return "\n".join(lines)


def _moved(change: Change) -> str:
    return f"{_named(change)}: from {_topic(change.origin)}"


def _named(change: Change) -> str:
    return f"- {_escaped(_front(change.entry))}"


SECTIONS: tuple[tuple[str, str, Callable[[Change], bool], Callable[[Change], str]], ...] = (
    ("New", "", lambda change: NEW in change.kinds, _new),
    ("Corrected", "", lambda change: REWORDED in change.kinds, _corrected),
    ("Moved here", STAYS, lambda change: MOVED in change.kinds, _moved),
    ("Withdrawn", WITHDRAWN, lambda change: RETIRED in change.kinds and not change.left_out, _named),
    ("Left out", LEFT_OUT, lambda change: change.left_out, _named),
)
"""Heading, a remark below it, which changes belong there, how each is told."""
FORMATS: Mapping[str, Callable[[Comparison], str]] = {"text": text, "json": records, "markdown": markdown}


def _front(entry: Entry) -> str:
    """The prompt, or the statement with its answers in brackets."""
    return _inline(entry.wording.text or entry.wording.prompt)


def _back(entry: Entry) -> str:
    items = (match["answer"] for match in DELETION.finditer(entry.wording.items))
    return " ".join(entry.wording.answer.split()) or "; ".join(items)


def _above(entry: Entry) -> str:
    return f"{_escaped(_inline(entry.wording.context))} · " if entry.wording.context else ""


def _inline(text: str) -> str:
    """A text on one line; its deletions in brackets."""
    return " ".join(ENDS.sub(lambda end: "[" if end.group() != "}}" else "]", text).split())


def _topic(deck: str) -> str:
    return _escaped(deck.replace("::", " › "))


def _around(mark: str, words: str) -> str:
    """Words in bold, or struck out: the marks must touch them."""
    bare = words.strip()
    return words.replace(bare, f"{mark}{_escaped(bare)}{mark}", 1) if bare else words


def _escaped(text: str) -> str:
    """A text as Markdown shows it letter by letter."""
    return OPENER.sub(r"\1\\", MARKS.sub(r"\\\g<0>", UNSHOWN.sub("", text)))
