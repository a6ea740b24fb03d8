"""Which deck an essay belongs to: essays whose decks have one name are one deck."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from essay2anki.model import Essay
from essay2anki.recognise import Homes, remembered
from essay2anki.settings import DEFAULTS, Grouping, Settings
from essay2anki.words import likest

NAMES = {
    Grouping.TOPIC: "{subject}::{paper}::{topic}",
    Grouping.PAPER: "{subject}::{paper}",
    Grouping.SUBJECT: "{subject}",
    Grouping.FOLDER: "{folder}",
}
"""Grouping → what its decks are called unless the settings say otherwise."""
COARSER = {
    Grouping.TOPIC: ("subject", "paper"),
    Grouping.PAPER: ("subject",),
    Grouping.SUBJECT: (),
    Grouping.FOLDER: ("subject", "paper"),
}
"""Grouping → what else the essays of its decks may have in common; any other field would cut its decks apart."""
NOWHERE: Homes = {}
FIELD = re.compile(r"\{([^{}]*)\}")
LEFT = re.compile(r"\(\s*\)|\[\s*\]|^[\s,;/–—-]+|[\s,;/–—-]+$|\s(?=\s)")
"""What is left around fields that are missing."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why settings do not go together."""

    setting: str
    message: str
    advice: str


def deck_of(essay: Essay, settings: Settings = DEFAULTS) -> str:
    """The full name of the deck of an essay, its levels joined by `::`.

    An essay that lacks all that decks are named by makes a deck of its topic.
    """
    listed = (name for name, patterns in settings.decks.items() if any(_fits(essay, each) for each in patterns))
    template = settings.naming or NAMES[settings.grouping]
    return next(listed, "") or _filled(template, essay) or _filled(NAMES[Grouping.TOPIC], essay)


def home_of(essay: Essay, settings: Settings, homes: Homes) -> str:
    """The name of the deck in which an essay is remembered; if there is none, what the settings say."""
    usual = frozenset(_filled(template, essay) for template in NAMES.values())
    return remembered(essay, usual, homes) or deck_of(essay, settings)


def grouped(
    essays: Iterable[Essay], settings: Settings = DEFAULTS, homes: Homes = NOWHERE
) -> Mapping[str, Sequence[Essay]]:
    """Name of a deck → its essays, in the order in which the decks come."""
    groups: dict[str, list[Essay]] = {}
    for essay in essays:
        groups.setdefault(home_of(essay, settings, homes), []).append(essay)
    return groups


def faults(settings: Settings) -> Iterator[Fault]:
    """What is wrong with the name of decks."""
    grouping = settings.grouping
    possible = (*COARSER[grouping], str(grouping))
    used = FIELD.findall(settings.naming)
    for name in used:
        if name not in possible:
            like = likest(name, possible)
            known = ", ".join(f"{{{each}}}" for each in possible)
            message = f"“{{{name}}}” cannot stand in the name of a deck that is grouped by {grouping}"
            advice = f"Did you mean “{{{like}}}”?" if like else f"It can have {known}; or set another grouping."
            yield Fault("naming", message, advice)
    if settings.naming and grouping not in used:
        message = f"by this name, the decks are not grouped by {grouping}"
        yield Fault("naming", message, f"Put {{{grouping}}} into it, or set another grouping.")


def _fits(essay: Essay, pattern: str) -> bool:
    """True if the pattern fits the file, or a folder above it, by its name or by some names in a row."""
    names = essay.path.split("/")
    rows = ("/".join(names[start:end]) for start, end in combinations(range(len(names) + 1), 2))
    return any(fnmatch.fnmatchcase(row, pattern.rstrip("/")) for row in rows)


def _filled(template: str, essay: Essay) -> str:
    values = {name: getattr(essay, name).replace("::", ":").strip(" :") for name in _NAMED}
    parts = (_part(part, values) for part in template.split("::"))
    return "::".join(part for part in parts if part)


def _part(part: str, values: Mapping[str, str]) -> str:
    """A level of a name; empty if nothing is known of it."""
    told: Sequence[str] = [values.get(name, "") for name in FIELD.findall(part)]
    filled = FIELD.sub(lambda match: values.get(match[1], ""), part)
    if all(told):
        return filled.strip()
    return LEFT.sub("", filled).strip() if any(told) else ""


_NAMED = tuple(map(str, Grouping))
