"""The frozen, plain values that pass between the stages; no behaviour beyond reading themselves."""

from essay2anki.model.cards import ITEM, SENTENCE_ENDS, Card, Contradiction, Deck, Density, Rejection
from essay2anki.model.facts import BLANK, Evidence, Fact, Item, Kind, Lead
from essay2anki.model.language import (
    ACTORS,
    Antecedent,
    Clause,
    Constituent,
    DateValue,
    Gloss,
    Mention,
    MentionKind,
    Row,
    Sentence,
)
from essay2anki.model.source import ROW, Essay, Point, Repair, Role, Section, Text

__all__ = [
    "ACTORS",
    "BLANK",
    "ITEM",
    "ROW",
    "SENTENCE_ENDS",
    "Antecedent",
    "Card",
    "Clause",
    "Constituent",
    "Contradiction",
    "DateValue",
    "Deck",
    "Density",
    "Essay",
    "Evidence",
    "Fact",
    "Gloss",
    "Item",
    "Kind",
    "Lead",
    "Mention",
    "MentionKind",
    "Point",
    "Rejection",
    "Repair",
    "Role",
    "Row",
    "Section",
    "Sentence",
    "Text",
]
