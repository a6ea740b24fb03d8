"""Cards, and decks of them."""

from __future__ import annotations

from dataclasses import dataclass

from essay2anki.model.facts import Evidence, Kind
from essay2anki.model.source import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One thing to learn; each becomes one note in Anki."""

    key: str
    """What the fact is, never where it stands or how it is worded: the identity of the note for ever."""
    kind: Kind
    type: str
    """`question` or `cloze`."""
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

    @property
    def deletion(self) -> int | None:
        """The number of the cloze deletion; none for a question."""
        return 1 if self.type == "cloze" else None

    @property
    def tags(self) -> tuple[str, ...]:
        """Anki's tags: the kind, and whether the essay itself leaves the fact out."""
        notes_only = all(quote.section is Section.NOTES for quote in self.evidence)
        return (f"essay2anki::{self.kind}", *(("essay2anki::notes-only",) if notes_only else ()))

    @property
    def front(self) -> str:
        """All that the learner sees before the answer."""
        if not self.context:
            return self.question
        return f"{self.context}{' ' if self.context.endswith(('?', '.')) else ': '}{self.question}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A card that was drafted and not kept."""

    card: Card
    rule: str
    """The id of the rule, `duplicate` or `density`."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """The cards of one topic, in study order."""

    name: str
    """Anki's full name, levels joined by `::`."""
    sources: tuple[str, ...]
    cards: tuple[Card, ...]
    rejections: tuple[Rejection, ...]
