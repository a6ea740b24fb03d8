"""What is wrong with decks, told with its place: the tables of `rules`, applied to what a person keeps and reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from essay2anki.deckfile import (
    WORDING,
    DeckFile,
    Entry,
    Place,
    accepting,
    as_deck,
    faults,
    place_of,
    settled,
    unfounded,
)
from essay2anki.model import Deck, Essay, Kind
from essay2anki.problems import Problem, at
from essay2anki.rules import DECK_RULES, RULES, Hit, Placed, Rule
from essay2anki.settings import Severity

ANSWERS = frozenset({"long-answer", "vague-answer"})
"""Rules that are about the answer; what others find is looked for in the prompt or statement first."""
FRONT = ("prompt", "text", "context", "items", "answer", "reverse prompt", "reverse answer")
BACK = ("answer", "items", "text", "reverse answer")
"""Fields in which the words at fault are looked for."""


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

    @cached_property
    def titles(self) -> Mapping[tuple[str, str], str]:
        """Name of a deck, and of a source of it → the essay question, if a judgment asks it."""
        return {
            (deck.name, card.evidence[0].source): card.question
            for deck in self.decks
            for card in reversed(deck.cards)
            if card.evidence and card.rule.startswith("verdicts")
        }

    def entry(self, placed: Placed) -> Entry | None:
        """The entry of a card; none for a card that was drafted just now."""
        return self.entries.get((placed.deck.file, placed.card.key))

    @cached_property
    def findings(self) -> Mapping[Problem, Sequence[Placed]]:
        """What the rules find → the cards that it is about, if it is about cards.

        Without what a person accepts with a reason; the same of one note only once.
        """
        found: dict[Problem, list[Placed]] = {}
        for problem, cards in (*self._of_cards(), *self._of_decks()):
            found.setdefault(problem, []).extend(cards)
        return found

    def on_line(self, problem: Problem) -> Sequence[Placed]:
        """The cards of the entry of a deck file in which a problem stands."""
        for (file, key), entry in self.entries.items():
            if file == problem.source and problem.line in {entry.line_of(name) for name in WORDING}:
                return [
                    Placed(deck, card)
                    for deck in self.decks
                    if deck.file == file
                    for card in deck.cards
                    if card.key == key
                ]
        return ()

    def _of_cards(self) -> Iterator[tuple[Problem, Sequence[Placed]]]:
        for deck in self.decks:
            for placed in (Placed(deck, card) for card in deck.cards if deck.file):
                entry = self.entry(placed)
                if entry and not entry.accept:
                    problems = _of_card(entry, placed, self._heading(placed))
                    yield from ((problem, [placed]) for problem in problems)

    def _of_decks(self) -> Iterator[tuple[Problem, Sequence[Placed]]]:
        told: set[tuple[str, object]] = set()
        for rule in DECK_RULES:
            for hit in rule.check(self.decks, self.essays):
                at = (rule.id, hit.cards[0].note if hit.cards else hit)
                if at not in told and not self._accepted(hit):
                    told.add(at)
                    yield self._problem(rule, hit), hit.cards

    def _heading(self, placed: Placed) -> Essay:
        """What the rules want to know of an essay, as far as a deck file tells: the topic, and the essay question."""
        deck = placed.deck
        asked = (self.titles.get((deck.name, quote.source)) for quote in placed.card.evidence)
        topic, title = deck.name.rpartition("::")[2], next(filter(None, asked), "")
        return Essay(source=deck.file, topic=topic, title=title, subject="", paper="", text="", points=())

    def _accepted(self, hit: Hit) -> bool:
        entries = (self.entry(placed) for placed in hit.cards)
        return any(entry.accept for entry in entries if entry)

    def _problem(self, rule: Rule[object], hit: Hit) -> Problem:
        """A finding of decks; the card that another does not go with is named in the advice."""
        source, place = self._place(hit.cards[0]) if hit.cards else (hit.source, _on_line(hit.line))
        entries = (self.entry(placed) for placed in hit.cards)
        accept = next((accepting(entry) for entry in entries if entry), "")
        found = Problem(
            rule=rule.id,
            severity=rule.severity,
            source=source,
            **place,
            message=hit.message,
            advice=f"{rule.advice}{accept}",
        )
        if not hit.cards[1:]:
            return found
        other, where = self._place(hit.cards[1])
        return replace(found, advice=f"The other is in {replace(found, source=other, **where).place}. {found.advice}")

    def _place(self, placed: Placed) -> tuple[str, Place]:
        """The file and the place in it; of a drafted card those of its sentence."""
        entry = self.entry(placed)
        if entry:
            return placed.deck.file, place_of(entry, FRONT)
        quote = placed.card.evidence[0]
        return quote.source, _on_line(quote.line)


def _of_card(entry: Entry, placed: Placed, essay: Essay) -> Iterator[Problem]:
    worded = entry.edited or not entry.evidence  # most rules know only the wording of the makers, and need the quote
    for rule in RULES:
        check = rule.worded if worded else rule.check
        found = check(placed.card, essay) if check else None
        if found:
            yield Problem(
                rule=rule.id,
                severity=rule.severity,
                source=placed.deck.file,
                **place_of(entry, BACK if rule.id in ANSWERS else FRONT, found),
                message=f"{rule.explanation}: “{found}”",
                advice=f"{rule.advice}{accepting(entry)}",
            )


def _on_line(line: int | None) -> Place:
    return Place(line=line, column=None, note="")


def judged(files: Sequence[DeckFile]) -> tuple[DeckFile, ...]:
    """The decks of a package without what cannot be judged, and without timelines, which repeat the other cards."""
    return tuple(replace(file, entries=tuple(filter(_is_judged, file.entries))) for file in files)


def _is_judged(entry: Entry) -> bool:
    return not _is_blank(entry) and Kind.TIMELINE not in entry.kinds


def of_package(files: Sequence[DeckFile]) -> Iterator[Problem]:
    """What the rules find in the decks of one package, and how many of its notes they could not judge.

    Nobody can tell from a package which of its cards a person worded, so all are judged as if a person had.
    """
    blank = [entry for file in files for entry in file.entries if _is_blank(entry)]
    if blank:
        yield _unjudged(files, blank)
    sound = judged(files)
    for file in sound:
        # What a person accepted with a reason is not known any more, so that it is no error.
        yield from (replace(each, severity="warning") for each in unfounded(file))
    yield from Checked([as_deck(file) for file in sound], sound, []).findings


def _is_blank(entry: Entry) -> bool:
    return entry.built and any(faults(entry))


def _unjudged(files: Sequence[DeckFile], blank: Sequence[Entry]) -> Problem:
    of = sum(entry.built for file in files for entry in file.entries)
    which = f"this note and {len(blank) - 1} others" if blank[1:] else "this note"
    return Problem(
        source=files[0].name,
        **place_of(blank[0], ()),
        severity="warning",
        message=f"{which} of {of} could not be judged: {next(faults(blank[0])).message}",
        advice="Only text is judged, of notes that ask for one thing at a time. Look at the others in Anki.",
    )


def contradicting(deck: Deck) -> Iterator[Problem]:
    """What the sources of a drafted deck contradict each other in: both places, and what to do."""
    for each in deck.contradictions:
        (one, other), (first, second) = each.quotes, each.values
        whose = (
            "essay and notes disagree"
            if one.section != other.section
            else f"two sentences of the {one.section} disagree"
        )
        yield Problem(
            rule="contradiction",
            severity="warning",
            source=one.source,
            line=one.line,
            message=f"{whose}: “{first}” here, “{second}” in {at(other.source, other.line)}",
            advice=f"There it says: “{other.quote}”. Correct the one that is wrong; until then no card asks for it.",
        )


def graded(problems: Iterable[Problem], severities: Mapping[str, str]) -> Iterator[Problem]:
    """The problems, with the severities that are set for their rules; those of rules that are off are left out."""
    for problem in problems:
        severity = severities.get(problem.rule, problem.severity)
        if severity != Severity.OFF:
            yield replace(problem, severity=severity)
