"""What was drafted, what a person made of it, what would be drafted now: three ways into one, and no edit is lost.

`made` in an entry holds hashes of what was drafted. So whether a person edited is computed and never claimed: the
wording was edited if its hash is not the one in `made`, and the draft has changed if its hash is not. What only one
side changed is taken over; where both did, the person's words stay and the draft stands beside them as a proposal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from essay2anki.deckfile.entries import BASES, GONE, MACHINE_TAGS, DeckFile, Entry, Raw
from essay2anki.deckfile.keys import settled
from essay2anki.deckfile.lines import indent_of
from essay2anki.deckfile.render import block
from essay2anki.deckfile.rewrite import refilled, rewritten
from essay2anki.deckfile.shapes import cards_of, entry_of, filed, front_of
from essay2anki.model import Deck, Evidence
from essay2anki.notes import NOTE_TYPES, plain_front, type_of
from essay2anki.recognise import recognise

TYPE_PREFIX = "essay2anki "


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A deck file after a draft, and what came of its entries: their prompts."""

    file: DeckFile
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """Sources of cards that are not in the draft and were not given: whether they have gone is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """An entry as it is recognised in a new draft."""

    key: str
    type: str
    front: str
    quote: str
    deletions: Mapping[str, str]
    retired: bool = False


def merge(file: DeckFile, deck: Deck, *, retire_missing: bool = False) -> Merged:
    """The file with a new draft of its deck taken in; the draft's own name of the deck does not count.

    Cards from sources that the draft was not made from are left alone; with `retire_missing` those have gone for good.
    """
    entries = settled(file).entries
    drafts = [entry_of(cards) for cards in recognised(deck, entries).notes]
    by_key = {draft.key: draft for draft in drafts}
    names = tuple(dict.fromkeys(filed(source) for source in deck.sources))
    missing = frozenset[str]() if retire_missing else _missing(entries, by_key, names)
    after = tuple(
        entry
        if missing & _sources(entry)
        else _kept(entry, by_key[entry.key])
        if entry.key in by_key
        else _without(entry)
        for entry in entries
    )
    written = tuple(rewritten(old, new) for old, new in zip(file.entries, after, strict=True))
    added = _with_new(written, drafts)
    referred = {*names, *(source for entry in after for source in _sources(entry))}
    sources = tuple(dict.fromkeys([*(each for each in file.sources if each in referred), *names]))
    return Merged(
        file=refilled(file, sources, added),
        new=_fronts(entry for entry in added if entry not in written),
        changed=_fronts(new for old, new in zip(entries, after, strict=True) if old.wording != new.wording),
        proposed=_fronts(
            new for old, new in zip(entries, after, strict=True) if new.proposal and old.proposal != new.proposal
        ),
        gone=_fronts(new for old, new in zip(entries, after, strict=True) if old.verdict != new.verdict == GONE),
        missing=tuple(sorted(missing)),
    )


def recognised(deck: Deck, entries: Iterable[Entry]) -> Deck:
    """The draft with the keys and the numbers of deletions that the file has; a rejected card is known like any."""
    return recognise(deck, [_known(entry) for entry in entries])


def _known(entry: Entry) -> _Known:
    cards = cards_of(entry)
    # Of the note type that was drafted, also if a person has made a question of the statement.
    drafted = f"{TYPE_PREFIX}{entry.made[0]}" if entry.made else ""
    return _Known(
        key=entry.key,
        type=drafted if drafted in NOTE_TYPES else type_of(cards[0]).name,
        front=plain_front(cards),
        quote=next((quote.quote for quote in entry.evidence), ""),
        deletions={str(card.number): card.answer for card in cards if card.deletion is not None},
    )


def _missing(entries: Iterable[Entry], drafted: Collection[str], given: Collection[str]) -> frozenset[str]:
    """Sources that were not given. One was only renamed if a card that it alone told stands in another source now."""
    known = {source for entry in entries if entry.made for source in _sources(entry)}
    absent = known - set(given)
    renamed = (_sources(entry) for entry in entries if entry.key in drafted and _sources(entry) <= absent)
    return frozenset(absent.difference(*renamed))


def _sources(entry: Entry) -> frozenset[str]:
    return frozenset(quote.source for quote in entry.evidence) - {""}


def _kept(entry: Entry, draft: Entry) -> Entry:
    """An entry whose fact is drafted again: what a person edited or said `ok` to stays, all else is as drafted now."""
    entry = replace(entry, status=entry.stated)
    was, now = (*entry.made[1:BASES], "", "", "")[: BASES - 1], draft.digests
    mine = [current not in {old, new} for current, old, new in zip(entry.digests, was, now, strict=True)]
    worded = mine[0] or (entry.verdict == "ok" and entry.digests[0] != now[0])
    proposal = entry.proposal if worded else None
    if worded and was[0] != now[0]:
        proposal = draft.wording
    return replace(
        entry,
        wording=entry.wording if worded else draft.wording,
        kinds=entry.kinds if mine[1] else draft.kinds,
        tags=entry.tags if mine[1] else _tags(entry, draft),
        evidence=_evidence(entry, draft, changed=was[2] != now[2]) if mine[2] else draft.evidence,
        rule=draft.rule,
        made=draft.made,
        proposal=proposal,
    )


def _tags(entry: Entry, draft: Entry) -> tuple[str, ...]:
    """The drafted tags where they stand in the entry, if they are the same ones; a person's own stay."""
    known = set(draft.tags)
    if {tag for tag in entry.tags if tag.startswith(MACHINE_TAGS)} == known:
        return entry.tags
    return (*draft.tags, *(tag for tag in entry.tags if not tag.startswith(MACHINE_TAGS)))


def _evidence(entry: Entry, draft: Entry, *, changed: bool) -> tuple[Evidence, ...]:
    """A person's quotes, and if the draft has changed, those that it has besides."""
    if not changed:
        return entry.evidence
    quotes = {quote.quote for quote in entry.evidence}
    both = (*entry.evidence, *(quote for quote in draft.evidence if quote.quote not in quotes))
    return tuple(replace(quote, start=place, end=place) for place, quote in enumerate(both))


def _without(entry: Entry) -> Entry:
    """An entry that is not drafted any more is marked, once: if a person then writes `ok`, it stays."""
    if not entry.made or GONE in entry.made or entry.verdict == "rejected":
        return entry
    return replace(entry, status=GONE, made=(*entry.made, GONE, *entry.stated.split()))


def _with_new(entries: Sequence[Entry], drafts: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries with the new ones, each behind the one that it follows in the draft."""
    known = {entry.key for entry in entries}
    column = _column(entries)
    result = list(entries)
    place = 0
    for draft in drafts:
        if draft.key in known:
            place = next(index for index, entry in enumerate(result) if entry.key == draft.key) + 1
        else:
            result.insert(place, replace(draft, raw=Raw(lines=block(draft, column))))
            place += 1
    return tuple(result)


def _column(entries: Sequence[Entry]) -> int:
    """Where the dashes of the file stand."""
    raw = entries[0].raw if entries else None
    return min((indent_of(line) for line in raw.lines if line.strip()), default=0) if raw else 0


def _fronts(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(front_of(entry) for entry in entries)
