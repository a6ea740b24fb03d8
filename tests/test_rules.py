"""Rules: each objects where it must, and not where it must not."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from conftest import HERE, cases

from essay2anki.model import BLANK, Card, Evidence, Kind, Section
from essay2anki.read import read
from essay2anki.rules import RULES, objection

FRAME = "{topic}TITLE\n{title}\nESSAY\n{before}"


def _frame(case: dict[str, Any]) -> str:
    """What stands before the quote of a case; a topic is the line above TITLE."""
    topic = f"{case['topic']}\n" if "topic" in case else ""
    return FRAME.format(topic=topic, title=case.get("title", "Why?"), before=case.get("before", ""))


def card(case: dict[str, Any]) -> Card:
    """The card of a case; its quote stands behind the text `before`. With `items` it is one of a list."""
    start = len(_frame(case))
    quote = case.get("quote") or case["question"].replace(BLANK, case["answer"])
    return Card(
        key="k",
        kind=Kind(case["kind"]),
        type="list" if "items" in case else "cloze" if BLANK in case["question"] else "question",
        question=case["question"],
        answer=case["answer"],
        context=case.get("context", ""),
        evidence=(
            Evidence(quote=quote, source="x", section=Section.ESSAY, heading="", line=1, start=start, end=start + 1),
        ),
        rule=case.get("maker", "named/statements"),
        score=5,
        items=tuple(case.get("items", ())),
    )


@pytest.mark.parametrize("case", cases("rules"))
def test_rule(case: dict[str, Any]) -> None:
    """The rule of the case is the one that objects; `none` means that the card may be handed out."""
    found = objection(card(case), read("x.txt", f"{_frame(case)}It was so.".encode()))

    assert case["rule"] == (found[0] if found else "none"), found


def test_every_rule_has_a_case() -> None:
    """No rule without a card that it rejects; `topic-term` needs a whole essay and has its own test."""
    tested = {case["rule"] for case in yaml.safe_load((HERE / "cases" / "rules.yaml").read_text(encoding="utf-8"))}

    assert {rule.id for rule in RULES} - tested == {"topic-term"}


@pytest.mark.parametrize(("kind", "rule"), [("term", "topic-term"), ("person", "thin-prompt")])
def test_the_topic_of_the_essay_is_not_asked(kind: str, rule: str) -> None:
    """A name that stands in every other sentence is no answer, unless it is a person who is not in the title."""
    text = "Punch rose. Punch fell. Punch won. Punch lost. Punch stayed in Cairo until 1970."
    essay = read("x.txt", f"TITLE\nWhy?\nESSAY\n{text}".encode())
    asked = card({"question": f"{BLANK} stayed in Cairo until 1970.", "answer": "Punch", "kind": kind})

    found = objection(asked, essay)

    assert found is not None
    assert found[0] == rule
