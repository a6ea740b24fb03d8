"""What is wrong with decks, told with its place: the tables of `rules`, applied to what a person keeps and reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from essay2anki.deckfile import DeckFile, Entry, settled
from essay2anki.model import Deck, Essay
from essay2anki.problems import Problem
from essay2anki.rules import DECK_RULES, RULES, Hit, Placed, Rule
from essay2anki.settings import Severity

ANSWERS = frozenset({"long-answer", "vague-answer"})
"""Rules that are about the answer; all others are told at the line of the prompt or statement."""
ACCEPT = "If it is right as it is, write below the card’s answer why: “accept: …”."


@dataclass(frozen=True)
class Checked:
    """Decks with the files and essays that they come from."""

    decks: Sequence[Deck]
    files: Sequence[DeckFile]
    essays: Sequence[Essay]

    @cached_property
    def entries(self) -> Mapping[tuple[str, str], Entry]:
        """Name of a file, and key → the entry."""
        return {(file.name, entry.key): entry for file in self.files for entry in settled(file).entries}

    def entry(self, placed: Placed) -> Entry | None:
        """The entry of a card; none for a card that was drafted just now."""
        return self.entries.get((placed.deck.file, placed.card.key))

    @property
    def findings(self) -> Iterator[Problem]:
        """What the rules find, but for what a person accepts with a reason; the same of one note only once."""
        yield from dict.fromkeys(self._of_cards())
        yield from self._of_decks()

    def _of_cards(self) -> Iterator[Problem]:
        for deck in self.decks:
            for placed in (Placed(deck, card) for card in deck.cards if deck.file):
                entry = self.entry(placed)
                if entry and not entry.accept:
                    yield from _of_card(entry, placed, _heading(placed))

    def _of_decks(self) -> Iterator[Problem]:
        told: set[tuple[str, object]] = set()
        for rule in DECK_RULES:
            for hit in rule.check(self.decks, self.essays):
                at = (rule.id, hit.cards[0].note if hit.cards else hit)
                if at not in told and not self._accepted(hit):
                    told.add(at)
                    yield self._problem(rule, hit)

    def _accepted(self, hit: Hit) -> bool:
        entries = (self.entry(placed) for placed in hit.cards)
        return any(entry.accept for entry in entries if entry)

    def _problem(self, rule: Rule[object], hit: Hit) -> Problem:
        """A finding of decks; the card that another does not go with is named in the advice."""
        source, line = self._place(hit.cards[0]) if hit.cards else (hit.source, hit.line)
        other = f"The other is in {_shown(self._place(hit.cards[1]))}. " if hit.cards[1:] else ""
        accept = f" {ACCEPT}" if any(self.entry(placed) for placed in hit.cards) else ""
        return Problem(
            rule=rule.id,
            severity=rule.severity,
            source=source,
            line=line,
            message=hit.message,
            advice=f"{other}{rule.advice}{accept}",
        )

    def _place(self, placed: Placed) -> tuple[str, int | None]:
        """The line of a deck file; of a drafted card that of its sentence."""
        entry = self.entry(placed)
        if entry:
            return placed.deck.file, _line(entry)
        quote = placed.card.evidence[0]
        return quote.source, quote.line


def _of_card(entry: Entry, placed: Placed, essay: Essay) -> Iterator[Problem]:
    worded = entry.edited or not entry.evidence
    for rule in RULES:
        check = rule.worded if worded else rule.check  # most know only the wording of the makers, and need the quote
        found = check(placed.card, essay) if check else None
        if found:
            yield Problem(
                rule=rule.id,
                severity=rule.severity,
                source=placed.deck.file,
                line=_line(entry, answer=rule.id in ANSWERS),
                message=f"{rule.explanation}: “{found}”",
                advice=f"{rule.advice} {ACCEPT}",
            )


def _heading(placed: Placed) -> Essay:
    """What the rules want to know of an essay, as far as a deck file tells: the topic, and the essay question."""
    sources = {quote.source for quote in placed.card.evidence}
    verdicts = (card for card in placed.deck.cards if card.rule.startswith("verdicts"))
    title = next((card.question for card in verdicts if card.evidence and card.evidence[0].source in sources), "")
    topic = placed.deck.name.rpartition("::")[2]
    return Essay(source=placed.deck.file, topic=topic, title=title, subject="", paper="", text="", points=())


def _line(entry: Entry, *, answer: bool = False) -> int:
    fields = ("answer", "items", "text") if answer else ("prompt", "text")
    return entry.line_of(next((name for name in fields if name in entry.wording.filled), ""))


def _shown(place: tuple[str, int | None]) -> str:
    source, line = place
    return f"{source}:{line}" if line else source


def graded(problems: Iterable[Problem], severities: Mapping[str, str]) -> Iterator[Problem]:
    """The problems, with the severities that are set for their rules; those of rules that are off are left out."""
    for problem in problems:
        severity = severities.get(problem.rule, problem.severity)
        if severity != Severity.OFF:
            yield replace(problem, severity=severity)
