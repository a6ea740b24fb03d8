"""The frozen, plain values that pass between the stages; no behaviour beyond reading themselves."""

from essay2anki.model.cards import ITEM, Card, Deck, Density, Rejection
from essay2anki.model.facts import BLANK, Evidence, Fact, Kind
from essay2anki.model.language import Antecedent, Clause, Constituent, DateValue, Gloss, Mention, MentionKind, Sentence
from essay2anki.model.source import Essay, Point, Repair, Role, Section, Text

__all__ = [
    "BLANK",
    "ITEM",
    "Antecedent",
    "Card",
    "Clause",
    "Constituent",
    "DateValue",
    "Deck",
    "Density",
    "Essay",
    "Evidence",
    "Fact",
    "Gloss",
    "Kind",
    "Mention",
    "MentionKind",
    "Point",
    "Rejection",
    "Repair",
    "Role",
    "Section",
    "Sentence",
    "Text",
]
