"""The facts of essays, remembered: what was found once is found without the parser from then on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from essay2anki import store
from essay2anki.language import PARSER
from essay2anki.model import Essay, Evidence, Fact
from essay2anki.plain import from_plain, to_plain


@dataclass(frozen=True, slots=True)
class Cache:
    """Facts by what was read of their essay: all of it, but the name of its file."""

    store: store.Store

    def get(self, essay: Essay) -> tuple[Fact, ...] | None:
        """The facts of an essay; none if they are not remembered."""
        try:
            found = from_plain(Fact, self.store.get(_key(essay)))
        except ValueError:
            return None
        return tuple(_of(fact, essay.source) for fact in found)

    def put(self, essay: Essay, facts: Iterable[Fact]) -> None:
        """Remember the facts of an essay."""
        self.store.put(_key(essay), to_plain([_of(fact, "") for fact in facts]))


def _key(essay: Essay) -> str:
    return store.key("facts", sorted(PARSER.items()), replace(essay, source=""))


def _of(fact: Fact, source: str) -> Fact:
    """The fact as that of another source."""
    items = tuple(replace(item, evidence=_at(item.evidence, source)) for item in fact.items)
    lead = fact.lead and replace(fact.lead, evidence=_at(fact.lead.evidence, source))
    return replace(fact, evidence=_at(fact.evidence, source), items=items, lead=lead)


def _at(quotes: Iterable[Evidence], source: str) -> tuple[Evidence, ...]:
    return tuple(replace(each, source=source) for each in quotes)
