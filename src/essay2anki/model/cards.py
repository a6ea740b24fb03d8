"""Cards, the notes that they share, and decks of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from essay2anki.model.facts import BLANK, Evidence, Kind, Lead

SENTENCE_ENDS = (".", "!", ".’", ".'", ".”", '."')
"""How a sentence ends that stands above a prompt; a label has no stop."""
ENDING = 3
"""Words by which a sentence is known again; its beginning may have names for pronouns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One thing to learn. Cards with one key are one note in Anki."""

    key: str
    """What the fact is, never where it stands or how it is worded: the identity of the note for ever."""
    number: int = 1
    """Which card of its note this is: the number of the deletion or of the template, counted from 1."""
    kind: Kind
    type: str
    """`question`, `cloze`, or `list`: a cloze whose deletions are the items of a list."""
    question: str
    """The prompt as the learner sees it, a deletion as `[...]`."""
    answer: str
    context: str
    """What stands above the prompt; never gives the answer away."""
    evidence: tuple[Evidence, ...]
    rule: str
    """The finder and the maker it comes from, `finder/maker`."""
    score: float
    """How much it is worth, 0 to 10; decides between cards that ask the same."""

    lead: Lead | None = None
    """What could stand above the prompt, if that is not clear by itself."""
    tags: tuple[str, ...] = ()
    """Anki's tags."""
    items: tuple[str, ...] = ()
    """All items of its list, in order; the learner sees them but for the answer."""
    picture: str = ""
    """An SVG that shows what the answer says in words; empty for most."""

    @property
    def deletion(self) -> int | None:
        """The number of the cloze deletion; none for a question."""
        return None if self.type == "question" else self.number

    @property
    def statement(self) -> str:
        """The prompt with the answer in its blank: what all deletions of one note have in common."""
        return self.question.replace(BLANK, self.answer, 1)

    @property
    def blank(self) -> tuple[int, int]:
        """Where in the statement the answer stands, `[start, end)`."""
        start = max(self.question.find(BLANK), 0)
        return start, start + len(self.answer)

    @property
    def asked(self) -> str:
        """The prompt with, for a list, the items that are shown."""
        if not self.items:
            return self.question.rstrip()
        shown = " · ".join(BLANK if item == self.answer else item for item in self.items)
        return f"{self.question} {shown}".rstrip()

    @property
    def heading(self) -> str:
        """What all cards of its note show first: the prompt below its context."""
        return self._below_context(self.question)

    @property
    def led(self) -> bool:
        """Whether the sentence before its own stands above the prompt, and not a label or the essay question."""
        end = " ".join(self.context.rstrip(".").split()[-ENDING:])
        told = any(end in " ".join(quote.quote.split()) for quote in self.evidence)
        return self.type != "list" and self.context.endswith(SENTENCE_ENDS) and told

    @property
    def front(self) -> str:
        """All that the learner sees before the answer."""
        return self._below_context(self.asked)

    def _below_context(self, text: str) -> str:
        joint = " " if self.context.endswith(("?", *SENTENCE_ENDS)) else ": "
        return f"{self.context}{joint}{text}" if self.context else text


ITEM = "\n– "
"""Stands in a prompt before each of the things that it gives to choose from or to put in order."""


class Density(StrEnum):
    """How many cards a text gives."""

    LIGHT = "light"
    """One card a sentence, two of a long one, and no blank for a lesser name or date."""
    STANDARD = "standard"
    FULL = "full"
    """All that no rule objects to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A card that was drafted and not kept."""

    card: Card
    rule: str
    """The id of the rule, `duplicate`, `density` or `kind`."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two sentences that cannot both be right, in the order of the sources."""

    quotes: tuple[Evidence, Evidence]
    values: tuple[str, str]
    """What each says, in its words: `1922`, `£4 million`, `Edwin Sutherland`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """The cards of one topic, in study order."""

    name: str
    """Anki's full name, levels joined by `::`."""
    sources: tuple[str, ...]
    cards: tuple[Card, ...]
    rejections: tuple[Rejection, ...]
    file: str = ""
    """The deck file that it was read from; empty for one that was drafted."""
    unreviewed: int = 0
    """Of its notes, those in a deck file that no person has read."""
    contradictions: tuple[Contradiction, ...] = ()
    """What its sources contradict each other in: no drafted card asks for it."""
    incomplete: bool = False
    """True if one of its essays had to be given up: what seems to have gone may stand there."""
    timeline: bool = True
    """False where a person wants none."""

    @property
    def place(self) -> str:
        """What a person would look at to mend it."""
        return self.file or ", ".join(self.sources)

    @property
    def notes(self) -> tuple[tuple[Card, ...], ...]:
        """The cards by note, each note where its first card stands."""
        notes: dict[str, list[Card]] = {}
        for card in self.cards:
            notes.setdefault(card.key, []).append(card)
        return tuple(tuple(cards) for cards in notes.values())
