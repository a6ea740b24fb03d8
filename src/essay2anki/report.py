"""How findings are shown: to people, to programs, and as annotations of a change on GitHub."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from essay2anki.model import Deck
from essay2anki.problems import Problem
from essay2anki.rules import Rule

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
"""Severity → what GitHub calls it."""
ESCAPED = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
ESCAPED_IN_PROPERTIES = (*ESCAPED, (":", "%3A"), (",", "%2C"))


ROW = re.compile(r"(?P<file>.+\.jsonl):(?P<row>\d+)", re.IGNORECASE)
"""A row of a data set: programs are told the line of the file, not that of the essay in it."""


def text(problem: Problem) -> str:
    """`file:line: severity: message [rule]`, the advice indented below."""
    told, _, advice = str(problem).rpartition("\n")
    return f"{told} [{problem.rule}]\n{advice}" if problem.rule else str(problem)


def record(problem: Problem) -> str:
    """A JSON object on one line."""
    file, line = _place(problem)
    fields = {
        "rule": problem.rule or None,
        "severity": problem.severity,
        "file": file,
        "line": line,
        "message": problem.message,
        "advice": problem.advice,
    }
    return json.dumps(fields, ensure_ascii=False)


def annotation(problem: Problem) -> str:
    """A command to GitHub's runner, which shows the finding beside the line."""
    file, line = _place(problem)
    fields = {"file": file, "line": line, "title": problem.rule}
    places = (f"{name}={_escaped(str(value), ESCAPED_IN_PROPERTIES)}" for name, value in fields.items() if value)
    message = _escaped(f"{problem.message}\n{problem.advice}", ESCAPED)
    return f"::{COMMANDS[problem.severity]} {','.join(places)}::{message}"


FORMATS: Mapping[str, Callable[[Problem], str]] = {"text": text, "json": record, "github": annotation}


def _place(problem: Problem) -> tuple[str, int | None]:
    row = ROW.fullmatch(problem.source)
    return (row["file"], int(row["row"])) if row else (problem.source, problem.line)


def _escaped(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    for character, code in pairs:
        text = text.replace(character, code)
    return text


def summary(problems: Sequence[Problem], decks: Sequence[Deck]) -> str:
    """How much was looked at and how much was found."""
    counts = Counter(problem.severity for problem in problems)
    found = ", ".join(_count(counts[name], name) for name in ("error", "warning") if counts[name])
    cards = sum(len(deck.cards) for deck in decks)
    return f"{_count(len(decks), 'deck')}, {_count(cards, 'card')}: {found or 'nothing found'}"


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


def explanation(rule: Rule[object], severity: str) -> str:
    """What a rule is about and what to do; `severity` may be set otherwise than the rule has it."""
    return f"{rule.id} ({severity})\n    {rule.explanation}\n    {rule.advice}"
