"""How decks are shown on a terminal, and to programs."""

from __future__ import annotations

import shutil
import textwrap
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from essay2anki.model import BLANK, Card, Deck, Essay, Evidence, Kind
from essay2anki.problems import at
from essay2anki.release import Built
from essay2anki.rules.coverage import Coverage, Covered, coverage

if TYPE_CHECKING:
    from essay2anki.run import Run
    from essay2anki.workshop import Drafted

KIND_WIDTH = max(len(kind) for kind in Kind) + 2
WIDEST = 100
"""Columns; longer lines are hard to read."""


def summary(built: Built, essays: Sequence[Essay], *, verbose: bool = False) -> str:
    """The result of a build, a few lines a deck: the package, the cards by kind, what changed, what was left out.

    Then how many points of mark scheme and essay have cards, if the `essays` were read; with `verbose` which have none.
    """
    deck, edition = built.deck, built.edition
    covered = coverage(essays, deck)
    kinds = Counter(card.kind for card in deck.cards)
    skipped = Counter(rejection.rule for rejection in deck.rejections)
    package = f"{'package':<{KIND_WIDTH}}{built.path}"  # never wrapped: it is there to be copied
    unchanged = len(deck.notes) - len(edition.new) - len(edition.changed)
    notes = {"new": len(edition.new), "changed": len(edition.changed), "unchanged": unchanged}
    unread = f", {deck.unreviewed} of them not reviewed" if deck.unreviewed else ""
    rows = [
        ("cards", f"{len(deck.cards)}: " + _counts({kind: kinds[kind] for kind in Kind if kinds[kind]})),
        ("notes", f"{len(deck.notes)}: " + _counts({name: count for name, count in notes.items() if count}) + unread),
        *(("withdrawn", front) for front in edition.retired),
        ("skipped", f"{len(deck.rejections)}: " + _counts(dict(skipped.most_common())) if skipped else "none"),
        *_covered("mark scheme", covered.notes),
        *_covered("essay", covered.essay),
        *(_points(covered) if verbose else ()),
    ]
    return "\n".join([_row("deck", deck.name), package, *(_row(name, text) for name, text in rows)]) + "\n"


def _covered(name: str, points: Sequence[Covered]) -> Iterator[tuple[str, str]]:
    """How many points have cards; of the marking notes, how many the essay has not either."""
    if points:
        states = Counter("asked" if point.asked else "without a card" if point.said else "left out" for point in points)
        counts = {state: states[state] for state in ("asked", "without a card", "left out") if states[state]}
        yield name, f"{len(points)} points: {_counts(counts)}"


def _points(covered: Coverage) -> Iterator[tuple[str, str]]:
    """The points without a card."""
    for name, points in (("left out", covered.left_out), ("no card", (*covered.unasked, *covered.silent))):
        for point in points:
            place = at(PurePath(point.source).name, point.line)
            yield name, f"{place} {textwrap.shorten(point.text, WIDEST, placeholder=' …')}"


def total(run: Run) -> str:
    """The whole of a build in a line: decks and notes, how many essays were looked at anew, what went wrong."""
    notes = sum(len(built.deck.notes) for built in run.built)
    cached = sum(draft.cached for draft in run.drafts)
    told = Counter(problem.severity for problem in run.problems if problem.severity != "note")
    found = [f"{len(run.drafts) - cached:,} parsed", f"{cached:,} remembered"] if run.drafts else []
    found += [f"{count:,} {severity}{'s' if count > 1 else ''}" for severity, count in sorted(told.items())]
    return _row("total", f"{len(run.built):,} decks, {notes:,} notes" + (f": {', '.join(found)}" if found else ""))


def drafted(draft: Drafted) -> str:
    """The result of a draft, a few lines a deck file: what is new, what has changed, what a person should look at."""
    merged = draft.merged
    state = "new" if merged is None else "changed" if draft.changed else "unchanged"
    path = f"{'file':<{KIND_WIDTH}}{draft.path} ({state})"  # never wrapped: it is there to be copied
    counts = {"new": len(merged.new), "changed": len(merged.changed)} if merged else {}
    told = _counts({name: count for name, count in counts.items() if count})
    rows = [
        ("notes", f"{draft.cards}: {told}" if told else str(draft.cards)),
        *(("proposal", front) for front in (merged.proposed if merged else ())),
        *(("gone", front) for front in (merged.gone if merged else ())),
    ]
    return "\n".join([_row("deck", draft.deck), path, *(_row(name, text) for name, text in rows)]) + "\n"


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def _row(name: str, text: str) -> str:
    return _hanging(f"{name:<{KIND_WIDTH}}", text)


def of_kinds(deck: Deck, kinds: Collection[str]) -> Deck:
    """The deck with its cards of some kinds only, also among what was rejected."""
    cards = tuple(card for card in deck.cards if card.kind in kinds)
    return replace(deck, cards=cards, rejections=tuple(each for each in deck.rejections if each.card.kind in kinds))


def table(deck: Deck, *, explain: bool) -> str:
    """The cards of a deck to read: kind, prompt, answer below; with `explain` the rejected ones and why."""
    title = click.style(deck.name, bold=True) + f"   {len(deck.cards)} cards"
    parts = [title, *(_card(card) for card in deck.cards)]
    if explain:
        parts.append(click.style("Rejected", bold=True) + f"   {len(deck.rejections)} candidates")
        parts += [_card(each.card, f"{each.rule}: {each.reason}") for each in deck.rejections]
    return "\n\n".join(parts) + "\n"


def _card(card: Card, rejected: str = "") -> str:
    kind = click.style(f"{card.kind:<{KIND_WIDTH}}", fg="yellow" if rejected else "cyan")
    lines = [_hanging(kind, card.front).replace(BLANK, click.style(BLANK, bold=True))]  # styled once it is wrapped
    lines.append(_hanging(" " * KIND_WIDTH, f"→ {card.answer}"))
    if rejected:
        lines.append(_hanging(" " * KIND_WIDTH, f"✗ {rejected} ({card.rule})"))
    return "\n".join(lines)


def _hanging(head: str, text: str) -> str:
    columns = min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)
    lines = textwrap.wrap(text, max(columns - KIND_WIDTH, 20), break_long_words=False) or [""]
    return head + ("\n" + " " * KIND_WIDTH).join(lines)


def mended(essay: Essay) -> str:
    """What was mended in a source, and what was left out: each repair with the lines it was made in."""
    made = (f"{each.name} ({_lines(each.count, each.line)})" for each in essay.repairs)
    return f"{essay.source}: mended: {'; '.join(made) or 'nothing'}"


def _lines(count: int, first: int) -> str:
    if not first:
        return "the whole file"
    return f"line {first}" if count == 1 else f"{count} lines, first {first}"


def records(deck: Deck, *, explain: bool) -> Iterator[dict[str, object]]:
    """The card records of a deck; with `explain` the rejected candidates too, with `rejected` and `reason`."""
    for card in deck.cards:
        yield _record(card, deck.name)
    if explain:
        for each in deck.rejections:
            yield {**_record(each.card, deck.name), "rejected": each.rule, "reason": each.reason}


def _record(card: Card, deck: str) -> dict[str, object]:
    return {
        "key": card.key,
        **({"deletion": card.deletion} if card.deletion else {}),
        "kind": str(card.kind),
        "type": card.type,
        "question": card.asked,
        "answer": card.answer,
        "context": card.context,
        "evidence": [_quote(evidence) for evidence in card.evidence],
        "source": next((PurePath(quote.source).name for quote in card.evidence), ""),
        "deck": deck,
        "tags": list(card.tags),
        "rule": card.rule,
        "score": card.score,
    }


def _quote(evidence: Evidence) -> dict[str, object]:
    return {
        "quote": evidence.quote,
        "source": PurePath(evidence.source).name,
        "section": str(evidence.section),
        "heading": evidence.heading,
        "line": evidence.line,
    }
