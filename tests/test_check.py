"""`essay2anki check`: what it finds in decks, where, and how that is told."""

from __future__ import annotations

import json
import textwrap
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from anki.collection import Collection, ExportAnkiPackageOptions
from anki.decks import DeckId
from click.testing import CliRunner, Result
from conftest import HERE, cases
from hypothesis import given
from hypothesis import strategies as st
from test_deckfile import ANY
from test_package import CARD

from essay2anki.check import Checked
from essay2anki.cli import main
from essay2anki.deckfile import as_deck, load, unfounded
from essay2anki.deckfile.writing import first_file
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
        "pacts.yaml:4:19: warning: a pronoun or `this` refers to nothing on the front: “he” [orphan-reference]\n"
        f"    Write who or what is meant: the card comes without the sentence before it. {accept}\n"
        "pacts.yaml:7:26: warning: a bracket or quotation mark has no partner: “(” [unbalanced]\n"
        f"    Write its partner, or take it away. {accept}\n"
        "pacts.yaml:13:11: error: the date is 1923 here, and 16 April 1922 elsewhere [contradiction]\n"
        "    The other is in pacts.yaml:10:11. Correct the one that is wrong; if both are right, say in the prompt "
        f"which of the two is asked for. {accept}\n"
    )
    assert result.stderr == "1 deck, 4 cards: 1 error, 2 warnings\n"
    assert result.exit_code == 1


def test_json(decks: Path) -> None:
    """One object a line."""
    first, *_ = (json.loads(line) for line in run(decks, "--format", "json").stdout.splitlines())

    assert {"rule", "severity", "file", "line", "column", "note", "message", "advice"} == set(first)
    assert ("orphan-reference", "warning", "pacts.yaml", 4, 19, None) == tuple(first.values())[:6]


def test_annotations(decks: Path) -> None:
    """Commands to GitHub's runner, with what would end them escaped."""
    lines = run(decks, "--format", "github").stdout.splitlines()

    assert len(lines) == 3
    assert lines[0].startswith(
        "::warning file=pacts.yaml,line=4,col=19,title=orphan-reference::a pronoun or `this` refers"
    )
    assert "%0AWrite who or what is meant: the card" in lines[0]
    assert lines[2].startswith("::error file=pacts.yaml,line=13,col=11,title=contradiction::")

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


PACKED = """\
    pacts.apkg: note “Why did he resign?”: warning: a pronoun or `this` refers to nothing on the front: “he” \
[orphan-reference]
        Write who or what is meant: the card comes without the sentence before it.
    pacts.apkg: note “Who signed the (pact?”: warning: a bracket or quotation mark has no partner: “(” [unbalanced]
        Write its partner, or take it away.
    pacts.apkg: note “In which year was the Rapallo Pact signed?”: error: the date is 1923 here, and 16 April 1922 \
elsewhere [contradiction]
        The other is in pacts.apkg: note “When was the Rapallo Pact signed?”. Correct the one that is wrong; if both \
are right, say in the prompt which of the two is asked for.
"""


@pytest.fixture
def package(decks: Path) -> Path:
    """The same deck as a package."""
    CliRunner().invoke(main, ["build", str(decks), "-o", "pacts.apkg"])
    return Path("pacts.apkg")


def test_a_package(package: Path) -> None:
    """Its notes are judged by the same rules and named by their fronts; `accept:` cannot be written there."""
    result = run(package)

    assert textwrap.dedent(PACKED) == result.stdout
    assert result.stderr == "1 deck, 4 cards: 1 error, 2 warnings\n"
    assert result.exit_code == 1


def test_a_package_for_programs(package: Path) -> None:
    """The note is a field of its own; on GitHub it stands before the message."""
    first, *_ = (json.loads(line) for line in run(package, "--format", "json").stdout.splitlines())

    assert ("pacts.apkg", None, None, "Why did he resign?") == tuple(first.values())[2:6]
    assert "::warning file=pacts.apkg,title=orphan-reference::note “Why did he resign?”: a pronoun" in (
        run(package, "--format", "github").stdout
    )


def test_a_package_and_a_baseline(package: Path) -> None:
    """What is listed is known, by its note."""
    run(package, "--write-baseline", "known.txt")

    assert "pacts.apkg: note “Why did he resign?”: a pronoun" in Path("known.txt").read_text(encoding="utf-8")
    assert (0, "") == (
        run(package, "--baseline", "known.txt").exit_code,
        run(package, "--baseline", "known.txt").stdout,
    )


def test_a_package_is_judged_by_itself(package: Path, decks: Path) -> None:
    """Beside its own deck file, or an older version, not every card of it is a duplicate."""
    told = run(decks, package, "--format", "json").stdout.splitlines()

    assert 6 == len(told)
    assert not [line for line in told if "duplicate" in line]


def test_a_folder_of_packages(package: Path, decks: Path) -> None:
    """They are judged where there is nothing else; beside deck files they are taken for what was built of these."""
    Path("dist").mkdir()
    package.rename(Path("dist", "pacts.apkg"))

    assert run("dist").stdout == textwrap.dedent(PACKED).replace("pacts.apkg", "dist/pacts.apkg")
    assert ".apkg" not in run(".").stdout
    assert "pacts.yaml:4:19" in run(".").stdout
    assert decks.exists()


def test_a_withdrawn_note_is_not_judged(package: Path, decks: Path) -> None:
    """It makes no card any more."""
    decks.write_text(DECK.partition("- prompt: In which")[0], encoding="utf-8")
    CliRunner().invoke(main, ["build", str(decks), "-o", "pacts.apkg"])

    assert "contradiction" not in run(package).stdout
    assert "1 deck, 3 cards: 2 warnings\n" == run(package).stderr


def test_what_the_quotes_of_a_package_do_not_have(decks: Path) -> None:
    """A warning: whether a person accepted it, the package does not tell."""
    own = DECK + "\n- prompt: Who led Russia?\n  answer: Lenin in 1917\n  evidence:\n  - Lenin led Russia.\n"
    decks.write_text(own, encoding="utf-8")
    CliRunner().invoke(main, ["build", str(decks), "-o", "pacts.apkg"])

    assert "“Who led Russia?”: warning: “1917” stands in none of the quotes" in run("pacts.apkg").stdout


def test_a_package_of_another_program(collection: Collection, tmp_path: Path) -> None:
    """Its notes are judged as far as they are text; how many are not is told."""
    notes = {
        "Basic": [
            ("Why did <b>he</b>&nbsp;resign?<br>", "He was ill<div>[sound:he.mp3]</div>"),
            ("Who wrote <i>Capital</i>?", "Marx &amp; Engels"),
            ("<img src=x.png>", "The pact"),
            ("What is shown?", "[sound:a.mp3]"),
        ],
        "Cloze": [
            ("The {{c1::Pact::treaty}} of {{c2::1922}}", ""),
            ("{{c1::Rapallo}} and {{c1::Genoa}}", ""),
        ],
    }
    for kind, rows in notes.items():
        note_type = collection.models.by_name(kind)
        assert note_type
        for row in rows:
            note = collection.new_note(note_type)
            note.fields[:2] = row
            collection.add_note(note, DeckId(1))
    options = ExportAnkiPackageOptions(with_scheduling=False, with_deck_configs=False, with_media=False, legacy=True)
    collection.export_anki_package(out_path=str(tmp_path / "x.apkg"), options=options, limit=None)
    result = run(tmp_path / "x.apkg")

    assert "note “Why did he resign?”: warning: a pronoun or `this`" in result.stdout
    assert "warning: this note and 2 others of 6 could not be judged: this card has no “prompt:”" in result.stdout
    assert 4 == len(result.stdout.splitlines())
    assert "1 deck, 4 cards: 2 warnings\n" == result.stderr


PLACES = """\
deck: X
cards:
- prompt: >
    Who led the Bolsheviks in 1917, when
    Lenin came back?
  answer:   Lenin
- prompt:
    Who wrote (Capital?
  answer: Marx
- {prompt: Who wrote (Capital by himself?, answer: Marx}
- prompt: Who?
  answer: >
    WORDS
"""


def test_the_place_is_that_of_the_words(decks: Path) -> None:
    """On whatever line of the value they stand; where they cannot be found, that of the value, or of the card."""
    decks.write_text(PLACES.replace("WORDS", "word " * 51), encoding="utf-8")
    places = {line.split(": ")[0]: line for line in run(decks).stdout.splitlines() if not line.startswith(" ")}

    assert ["pacts.yaml:5:5", "pacts.yaml:8:15", "pacts.yaml:10", "pacts.yaml:13:5"] == list(places)
    assert "[answer-on-front]" in places["pacts.yaml:5:5"]
    assert "[long-answer]" in places["pacts.yaml:13:5"]


def test_quiet(decks: Path) -> None:
    """Only what is found is told."""
    assert run(decks, "-q").stdout == run(decks).stdout
    assert run(decks, "-q").stderr == ""


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

    assert "pacts.yaml:16:19: warning: a pronoun" in run(decks, "--baseline", "known.txt").stdout


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
