"""What stands in a deck file: entries, each a note of Anki as a person reads and corrects it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from essay2anki.model import Evidence

MACHINE_TAGS = "essay2anki::"
"""Tags below it are drafted; all others are a person's own, and never touched."""
NUMBER = re.compile(r"\{\{c\d+::")
GONE = "gone"
"""The status that the program gives a card whose evidence has gone, and the word by which `made` remembers that."""
BASES = 4
"""Words of `made` before that: the note type, and the hashes of wording, labels and evidence, as they were drafted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What the learner reads; each field is empty where the note has no such part."""

    prompt: str = ""
    """What is asked."""
    answer: str = ""
    """What is to be known, as short as it can be."""
    reverse_prompt: str = ""
    """Of a date: what it is asked for the other way round."""
    reverse_answer: str = ""
    """The answer to that."""
    text: str = ""
    """A statement with deletions in Anki's notation, `The {{c1::Pact}} ended it in {{c2::1922}}.`"""
    items: str = ""
    """The items of a list, one a line, each a deletion."""
    context: str = ""
    """What stands above the prompt; it must not give the answer away."""

    @property
    def filled(self) -> Mapping[str, str]:
        """Name in the file → text, for the parts that are there."""
        parts = ((each.name, getattr(self, each.name)) for each in fields(self))
        return {name.replace("_", " "): text for name, text in parts if text}


WORDING = tuple(each.name.replace("_", " ") for each in fields(Wording))
"""Names of the fields that a person may reword, as they are called in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """How an entry, or the head of a file, is written there."""

    lines: tuple[str, ...]
    """Without line ends; the comments above come first."""
    places: Mapping[str, int] = field(default_factory=dict)
    """Field → index of the line on which it begins; empty if the fields do not stand on lines of their own."""
    free: frozenset[int] = frozenset()
    """Indices of the lines that are empty or a comment."""
    comments: Mapping[int, str] = field(default_factory=dict)
    """Index of a line → the comment at its end."""
    column: int = 0
    """How far in the fields stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A note in a deck file."""

    wording: Wording
    status: str = ""
    """Empty, `ok`, `rejected` or `gone`, and whatever a person adds as a remark."""
    accept: str = ""
    """A person's reason why the evidence need not have all that the card says."""
    tags: tuple[str, ...] = ()
    """Anki's tags, with spaces between them. Those below `essay2anki::` are the program's."""
    kinds: tuple[str, ...] = ()
    """The kind of each card, in the order of the text; of a person's own card often none."""
    evidence: tuple[Evidence, ...] = ()
    """The sentences of the source that bear the card out."""
    rule: str = ""
    """How the card was made."""
    key: str = ""
    """The identity of the note; empty for a person's own card that is new."""
    made: tuple[str, ...] = ()
    """What was drafted: the note type and three hashes; then `gone` if its evidence has gone, and the status that it
    had before. Empty for a person's own card."""
    proposal: Wording | None = None
    """What would be drafted now, beside a card that a person edited."""
    line: int = 0
    """1-based line of the file."""
    raw: Raw | None = field(default=None, compare=False)

    @property
    def verdict(self) -> str:
        """The first word of the status."""
        words = self.status.split()
        return words[0].strip(",.;:-()").lower() if words else ""

    def line_of(self, field: str) -> int:
        """The line of the file on which a field begins; that of the entry if it has none of its own."""
        places = self.raw.places if self.raw else {}
        return self.line - min(places.values()) + places[field] if field in places else self.line

    @property
    def stated(self) -> str:
        """The status that a person gave, also if the program has put `gone` in its place."""
        return " ".join(self.made[BASES + 1 :]) if self.verdict == GONE else self.status

    @property
    def built(self) -> bool:
        """False for what is kept in the file and not handed out."""
        return self.verdict not in {"rejected", GONE}

    @property
    def digests(self) -> tuple[str, str, str]:
        """Hashes of wording, labels and evidence: what `made` says, unless a person edited them."""
        labels = [sorted(self.kinds), sorted(tag for tag in self.tags if tag.startswith(MACHINE_TAGS))]
        quotes = [[quote.quote, quote.section, quote.heading] for quote in self.evidence]
        # Numbers of deletions are given by what is remembered, and say nothing about the words.
        words = {name: NUMBER.sub("{{c::", text) for name, text in self.wording.filled.items()}
        return _hash(words), _hash(labels), _hash(quotes)

    @property
    def edited(self) -> bool:
        """Whether a person changed the wording, or wrote it."""
        return self.digests[:1] != self.made[1:2]

    @property
    def reviewed(self) -> bool:
        """Whether a person has said `ok`, changed the wording, or wrote it."""
        return self.verdict == "ok" or self.edited


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckFile:
    """A deck as a person keeps it. The texts of head, entries and tail in a row are the file."""

    name: str
    """What the file is called in messages."""
    deck: str
    """Anki's full name of the deck."""
    sources: tuple[str, ...]
    """File names of the essays."""
    timeline: bool
    """Whether its dates are put in order on a last card: `yes`, or `no` if a person wants none."""
    entries: tuple[Entry, ...]
    """The cards, each with a dash before its first field, in the order in which they are studied."""
    head: Raw
    tail: Raw

    @property
    def text(self) -> str:
        """The file, with a line feed at the end of each line."""
        raws = [self.head, *(entry.raw for entry in self.entries if entry.raw), self.tail]
        return "".join(f"{line}\n" for raw in raws for line in raw.lines)


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=True).encode()).hexdigest()[:8]
