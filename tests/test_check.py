"""`essay2anki check`: what it finds in decks, where, and how that is told."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import HERE, cases
from hypothesis import given
from hypothesis import strategies as st
from test_deckfile import ANY
from test_package import CARD

from essay2anki.check import Checked
from essay2anki.cli import main
from essay2anki.deckfile import as_deck, first_file, load, unfounded
from essay2anki.model import Deck, Kind
from essay2anki.problems import Problem
from essay2anki.read import read
from essay2anki.report import annotation, text
from essay2anki.rules import DECK_RULES, READING_RULES, RULES

DECK = """\
deck: HISTORY::Pacts
cards:

- prompt: Why did he resign?
  answer: He was ill

- prompt: Who signed the (pact?
  answer: Chicherin

- prompt: When was the Rapallo Pact signed?
  answer: 16 April 1922

- prompt: In which year was the Rapallo Pact signed?
  answer: 1923
"""


def run(*arguments: object) -> Result:
    """Run `essay2anki check` in this process; standard error is kept apart."""
    return CliRunner().invoke(main, ["check", *(str(each) for each in arguments)], prog_name="essay2anki")


@pytest.fixture
def decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A deck file with two warnings and an error, in the working folder."""
    monkeypatch.chdir(tmp_path)
    path = Path("pacts.yaml")
    path.write_text(DECK, encoding="utf-8")
    return path


@pytest.mark.parametrize("case", cases("checks"))
def test_a_case(case: dict[str, Any]) -> None:
    """The rules of the case object, in the order of the lines, and no others."""
    written = {case.get("topic", "One"): case["cards"], "Two": case.get("other", "")}
    files = [
        load(f"deck: {deck}\nsources: x.txt\ncards:\n{cards}\n", f"{deck}.yaml")
        for deck, cards in written.items()
        if cards
    ]
    said = case.get("essay", "It was.")
    essays = [read("x.txt", f"TITLE\nWhy?\nESSAY\n{said}\nNOTES\n{notes}".encode()) for notes in _notes(case)]
    found = [*(each for file in files for each in unfounded(file))]
    found += Checked([as_deck(file) for file in files], files, essays).findings

    assert case["rule"] == [problem.rule for problem in sorted(found, key=lambda each: each.line or 0)], found


def _notes(case: dict[str, Any]) -> list[str]:
    return [case["notes"]] if "notes" in case else []


def test_every_rule_of_check_has_cases_for_and_against() -> None:
    """No rule for decks, or for what a person worded, without a case; two have a test of their own."""
    told = yaml.safe_load((HERE / "cases" / "checks.yaml").read_text(encoding="utf-8"))
    tested = {rule for case in told for rule in case["rule"]}
    rules = {rule.id for rule in RULES if rule.worded} | {rule.id for rule in (*DECK_RULES, *READING_RULES)}

    assert rules - tested == {"no-blank", "deck-file"}


def test_ids_are_unique() -> None:
    """One id, one rule: it is what a person looks up."""
    ids = [rule.id for rule in (*RULES, *DECK_RULES, *READING_RULES)]

    assert sorted(set(ids)) == sorted(ids)


def test_drafted_cards_pass(deck: Deck) -> None:
    """What was drafted and not touched since is found sound in its deck file, and also if a person had worded it."""
    text = first_file(deck)
    for written in (text, text.replace("\n  made: ", "\n  # made: ")):
        file = load(written, "x.yaml")

        assert [] == [*unfounded(file), *Checked([as_deck(file)], [file], []).findings]


@given(st.lists(st.tuples(ANY, ANY, st.sampled_from(Kind)), min_size=1, max_size=4))
def test_nothing_raises_on_any_words(cards: list[tuple[str, str, Kind]]) -> None:
    """Whatever a person writes is judged, and never stops the check."""
    own = [
        replace(CARD, key=str(place), question=question, answer=answer, kind=kind, rule="person/person")
        for place, (question, answer, kind) in enumerate(cards)
    ]
    deck = Deck(name="A::B", sources=(), cards=tuple(own), rejections=(), file="x.yaml")
    essay = read("x.txt", b"TITLE\nWhy?\nESSAY\nIt was.\nNOTES\nThe emperor was taken prisoner at Tumu.")

    for rule in RULES:
        assert all(found is None or found for card in own if rule.worded for found in [rule.worded(card, essay)])
    for decks_rule in DECK_RULES:
        assert all(hit.message for hit in decks_rule.check([deck], [essay]))


# The command


def test_text(decks: Path) -> None:
    """The whole output: place, severity, what is wrong, the rule, and below it what to do; status 1 for the error."""
    result = run(decks)
    accept = "If it is right as it is, write below the card’s answer why: “accept: …”."

    assert result.stdout == (
        "pacts.yaml:4: warning: a pronoun or `this` refers to nothing on the front: “he” [orphan-reference]\n"
        f"    Write who or what is meant: the card comes without the sentence before it. {accept}\n"
        "pacts.yaml:7: warning: a bracket or quotation mark has no partner: “(” [unbalanced]\n"
        f"    Write its partner, or take it away. {accept}\n"
        "pacts.yaml:13: error: the date is 1923 here, and 16 April 1922 elsewhere [contradiction]\n"
        "    The other is in pacts.yaml:10. Correct the one that is wrong; if both are right, say in the prompt "
        f"which of the two is asked for. {accept}\n"
    )
    assert result.stderr == "1 deck, 4 cards: 1 error, 2 warnings\n"
    assert result.exit_code == 1


def test_json(decks: Path) -> None:
    """One object a line."""
    first, *_ = (json.loads(line) for line in run(decks, "--format", "json").stdout.splitlines())

    assert {"rule", "severity", "file", "line", "message", "advice"} == set(first)
    assert ("orphan-reference", "warning", "pacts.yaml", 4) == tuple(first.values())[:4]


def test_annotations(decks: Path) -> None:
    """Commands to GitHub's runner, with what would end them escaped."""
    lines = run(decks, "--format", "github").stdout.splitlines()

    assert len(lines) == 3
    assert lines[0].startswith("::warning file=pacts.yaml,line=4,title=orphan-reference::a pronoun or `this` refers")
    assert "%0AWrite who or what is meant: the card" in lines[0]
    assert lines[2].startswith("::error file=pacts.yaml,line=13,title=contradiction::")

    odd = decks.rename("50%,a.yaml")

    assert "file=50%25%2Ca.yaml," in run(odd, "--format", "github").stdout


def test_a_row_of_a_data_set_is_a_line_for_programs() -> None:
    """The essay's own line is for people: GitHub knows only that of the file."""
    problem = Problem(source="data.jsonl:12", line=3, message="odd", advice="Mend it.", severity="warning", rule="x")

    assert text(problem) == "data.jsonl:12:3: warning: odd [x]\n    Mend it."
    assert annotation(problem) == "::warning file=data.jsonl,line=12,title=x::odd%0AMend it."


def test_status(decks: Path) -> None:
    """Warnings alone fail only with `--strict`; nothing found is told as well."""
    decks.write_text(DECK.split("- prompt: When was", maxsplit=1)[0], encoding="utf-8")

    assert (0, 1) == (run(decks).exit_code, run(decks, "--strict").exit_code)

    decks.write_text("deck: Pacts\ncards:\n- prompt: What is a boycott?\n  answer: A refusal\n", encoding="utf-8")
    result = run(decks, "--strict")

    assert (0, "", "1 deck, 1 card: nothing found\n") == (result.exit_code, result.stdout, result.stderr)


def test_what_cannot_be_read_is_a_finding(decks: Path) -> None:
    """A broken file and a statement without a blank are told like all else, and stop no other file."""
    Path("broken.yaml").write_text("deck: Acts\ncards:\n- text: No blank here.\n  anwser: No\n", encoding="utf-8")
    result = run("broken.yaml", decks, "--format", "json")
    rules = [json.loads(line)["rule"] for line in result.stdout.splitlines()]

    assert ["no-blank", "deck-file"] == sorted(rules[:2], reverse=True)
    assert rules[2:] == ["orphan-reference", "unbalanced", "contradiction"]
    assert result.exit_code == 1
    assert "missing.yaml: error: there is no such file\n" in run("missing.yaml").stdout


def test_a_package_is_not_checked(decks: Path) -> None:
    """It is said what to check instead, and the rest is checked."""
    result = run("pacts.apkg", decks)

    assert result.exit_code == 1
    assert "pacts.apkg: error: a package cannot be checked\n    Check the deck file or the essays" in result.stdout
    assert "[contradiction]" in result.stdout


def test_a_card_whose_program_lines_a_person_spoilt(decks: Path) -> None:
    """An unknown maker, or drafted words without evidence, are no reason to stop."""
    decks.write_text(
        "deck: P\ncards:\n- prompt: What is a boycott?\n  answer: A refusal\n  rule: mine\n  kind: cause\n"
        "  key: a/b/c\n  made: question 0 0 0\n",
        encoding="utf-8",
    )

    assert run(decks).exit_code == 0


def test_a_baseline_leaves_only_what_is_new(decks: Path) -> None:
    """What is listed is passed over wherever it has moved, but not if it comes twice."""
    written = run(decks, "--write-baseline", "known.txt")

    assert written.exit_code == 0
    assert "pacts.yaml: the date is 1923 here, and 16 April 1922 elsewhere [contradiction]\n" in Path(
        "known.txt"
    ).read_text(encoding="utf-8")

    decks.write_text(DECK.replace("cards:\n", "cards:\n\n# moved\n"), encoding="utf-8")
    moved = run(decks, "--baseline", "known.txt")

    assert (0, "") == (moved.exit_code, moved.stdout)

    decks.write_text(f"{DECK}\n- prompt: Why did he stay?\n  answer: He had to\n", encoding="utf-8")

    assert "pacts.yaml:16: warning: a pronoun" in run(decks, "--baseline", "known.txt").stdout


@pytest.mark.parametrize("data", [None, b"\xff\xfe"], ids=["missing", "not text"])
def test_a_baseline_that_cannot_be_read(decks: Path, data: bytes | None) -> None:
    """It is named, with what to do."""
    if data:
        Path("known.txt").write_bytes(data)
    result = run(decks, "--baseline", "known.txt")

    assert result.exit_code == 1
    assert "known.txt: error: the list of known findings cannot be read" in result.stderr
    assert "--write-baseline" in result.stderr


def test_a_baseline_that_cannot_be_written(decks: Path) -> None:
    """It is named."""
    Path("folder").mkdir()
    result = run(decks, "--write-baseline", "folder")

    assert result.exit_code == 1
    assert "folder: error: the list of known findings cannot be written" in result.stderr


def test_explain() -> None:
    """What a rule is about, without sources."""
    assert run("--explain", "two-answers").stdout == (
        "two-answers (warning)\n    one prompt has two answers in its deck\n"
        "    Say in the prompt which of the two is asked for, or make one list of them with “items:”.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--explain", "two-answer"], "there is no rule 'two-answer'. Did you mean two-answers?"),
        (["--explain", "xyzzy"], "There are: examiner-text, "),
        ([], "Missing argument 'SOURCE...'"),
    ],
)
def test_wrong_usage(arguments: list[str], told: str) -> None:
    """A rule that there is not, and no source, are wrong usage."""
    result = run(*arguments)

    assert result.exit_code == 2
    assert told in result.stderr
