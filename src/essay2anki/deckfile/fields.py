"""The fields of an entry: nodes of YAML → values, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from essay2anki.deckfile.entries import GONE, WORDING, Entry, Raw, Wording
from essay2anki.deckfile.lines import FIELDS, QUOTED, Scan
from essay2anki.deckfile.shapes import faults
from essay2anki.model import Evidence, Kind, Section
from essay2anki.words import likest

HEAD = ("deck", "sources", "timeline", "cards")
ENTRY = tuple(name for name in FIELDS if name not in (*HEAD, *QUOTED))
CHOICES = ("yes", "no")
VERDICTS = ("", "ok", "rejected", GONE)
PARTS = re.compile(r"(?<!,),*\s[\s,]*|,$")
"""What stands between two words of a row: a space, with a comma or without."""
BLOCKS = ("|", ">")
LONGEST_NUMBER = 10
"""Digits of a line number from which on it is none."""


class Mark(Protocol):
    """A place in the file."""

    line: int
    column: int
    """Both count from 0."""


class Node(Protocol):
    """A node of YAML, as far as it is asked here."""

    id: str
    """`scalar`, `sequence` or `mapping`."""
    value: Any
    start_mark: Mark
    style: str | None
    """How a scalar is written."""


class Reader:
    """Reads nodes; what is wrong with them goes to the problems of `found`."""

    def __init__(self, found: Scan) -> None:
        """Read the file that was scanned."""
        self.found = found

    def fields(self, node: Node | None, allowed: Sequence[str]) -> Mapping[str, Node]:
        """Name → value of a mapping whose names are `allowed`."""
        if node is None or node.id != "mapping":
            if node is not None:
                advice = f"Here fields are expected, a line each: {', '.join(allowed[:4])} …"
                self.found.tell(node.start_mark.line, "this has no fields", advice)
            return {}
        nodes: dict[str, Node] = {}
        for key, value in node.value:
            name = str(key.value).lower()
            if name not in allowed:
                self._unknown(key, allowed)
            elif name in nodes:
                advice = "Delete one of the two, or begin a new card with a dash: “- prompt: …”."
                self.found.tell(key.start_mark.line, f"“{name}:” stands twice in one card", advice)
            else:
                nodes[name] = value
        return nodes

    def items(self, node: Node | None) -> Sequence[Node]:
        """The members of a list; none if it is empty."""
        if node is None or (node.id == "scalar" and not node.value):
            return ()
        if node.id != "sequence":
            advice = "Begin each of them with a dash and a space: “- ”."
            self.found.tell(node.start_mark.line, "a list is expected here", advice)
            return ()
        members: Sequence[Node] = node.value
        return members

    def text(self, nodes: Mapping[str, Node], name: str) -> str:
        """The text of a field; empty if it is not there."""
        node = nodes.get(name)
        if node is None:
            return ""
        if node.id != "scalar":
            self.found.tell(node.start_mark.line, f"“{name}:” should be followed by words", "Write them on its line.")
            return ""
        value = str(node.value)
        return value.strip("\n") if node.style in BLOCKS else value

    def words(self, nodes: Mapping[str, Node], name: str, *, alone: bool = False) -> tuple[str, ...]:
        """The words of a row such as the tags; with `alone`, text that is no list is one member."""
        node = nodes.get(name)
        if node is None:
            return ()
        if node.id == "scalar":
            text = self.text(nodes, name).strip()
            text = text if alone else text.strip("[]")  # a list in brackets that goes on in the next line
            return tuple(word for word in ([text] if alone else PARTS.split(text)) if word)
        return tuple(self.text({name: member}, name) for member in self.items(node))

    def choice(self, nodes: Mapping[str, Node], name: str, known: Sequence[str], default: str) -> str:
        """The one of the `known` words that a field has; the default if it is not there."""
        value = self.text(nodes, name).strip().lower() or default
        if value not in known:
            self._offer(nodes[name], value, known)
            return default
        return value

    def entry(self, node: Node, raw: Raw) -> Entry:
        """An entry, written as `raw` says."""
        nodes = self.fields(node, ENTRY)
        proposal = nodes.get("proposal")
        entry = Entry(
            wording=self.wording(nodes),
            status=self.text(nodes, "status"),
            accept=self.text(nodes, "accept"),
            tags=self.words(nodes, "tags"),
            kinds=self.words(nodes, "kind"),
            evidence=self.evidence(nodes.get("evidence")),
            rule=self.text(nodes, "rule"),
            key=self.text(nodes, "key"),
            made=self.words(nodes, "made"),
            proposal=self.wording(self.fields(proposal, WORDING)) if proposal and proposal.value else None,
            line=node.start_mark.line + 1,
            raw=raw,
        )
        if nodes:
            self._check(entry, nodes)
        return entry

    def wording(self, nodes: Mapping[str, Node]) -> Wording:
        """The parts that the learner reads."""
        return Wording(**{name.replace(" ", "_"): self.text(nodes, name) for name in WORDING})

    def evidence(self, node: Node | None) -> tuple[Evidence, ...]:
        """The quotes; a quote alone stands for an entry that has nothing else."""
        quotes = []
        for place, member in enumerate(self.items(node)):
            nodes = {"quote": member} if member.id == "scalar" else self.fields(member, QUOTED)
            section = self.choice(nodes, "section", [*Section], Section.ESSAY)
            line = self.text(nodes, "line").strip()
            quote = Evidence(
                quote=self.text(nodes, "quote"),
                source=self.text(nodes, "source"),
                section=Section(section),
                heading=self.text(nodes, "heading"),
                line=int(line) if line.isdecimal() and len(line) < LONGEST_NUMBER else 0,
                start=place,  # they mean nothing here, but that no two quotes are equal
                end=place,
            )
            quotes.append(quote)
        return tuple(quotes)

    def _check(self, entry: Entry, nodes: Mapping[str, Node]) -> None:
        for fault in faults(entry):
            at = nodes.get(fault.field)
            line = at.start_mark.line if at else entry.line - 1
            # A block of text begins on the line below its field.
            self.found.tell(line, fault.message, fault.advice, fault.rule)
        if entry.verdict not in VERDICTS:
            self._offer(nodes["status"], entry.verdict, VERDICTS[1:3])
        for kind in entry.kinds:
            if kind not in list(Kind):
                self._offer(nodes["kind"], kind, list(Kind))

    def _unknown(self, key: Node, allowed: Sequence[str]) -> None:
        name = str(key.value)
        if name.lower() in FIELDS:
            advice = "It is set in like the other fields of its card, two spaces behind the dash."
            self.found.tell(key.start_mark.line, f"“{name}:” has no place here", advice, words=name)
        else:
            self._offer(key, name, allowed, what="there is no field")

    def _offer(self, node: Node, word: str, known: Sequence[str], what: str = "this cannot be") -> None:
        like = likest(word.strip("“”\"'"), known)
        meant = f"Did you mean “{like}”?" if like else f"It is one of: {', '.join(known)}."
        self.found.tell(node.start_mark.line, f"{what} “{word}”", meant, words=word)
