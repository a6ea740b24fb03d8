"""What each setting does, by the command; and that no class loses anything when a teacher changes them later."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection
from click.testing import CliRunner, Result
from test_draft import BREAK, PACT, TROOPS, essay
from test_updates import SOUND, START, answer_all, database_check, note_with, offered, rows

from essay2anki.cli import main
from essay2anki.config import NAME, load
from essay2anki.lock import NAME as LOCK
from essay2anki.pipeline import build
from essay2anki.release import target
from essay2anki.run import Run

WAR = "The outbreak of the Korean War in June 1950 alarmed Europe."
PACTS, WARS, BOTH = "HISTORY::A LEVEL::Pacts", "HISTORY::A LEVEL::Wars", "HISTORY::A LEVEL"


def run(*arguments: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, arguments, prog_name="essay2anki")


def configure(*lines: str) -> None:
    """Write the file of settings."""
    Path(NAME).write_text("\n".join(lines), encoding="utf-8")


def decks(*arguments: str) -> list[str]:
    """The names of the decks of the essays."""
    result = run("cards", "essays", "--json", *arguments)
    assert (0, "") == (result.exit_code, result.stderr)
    return list(dict.fromkeys(json.loads(line)["deck"] for line in result.stdout.splitlines()))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A teacher's folder with two essays of one paper, in two folders."""
    monkeypatch.chdir(tmp_path)
    for week, topic, points in (("week 1", "Pacts", [PACT, BREAK]), ("week 2", "Wars", [WAR, TROOPS])):
        (tmp_path / "essays" / week).mkdir(parents=True)
        (tmp_path / "essays" / week / f"{topic.lower()}.txt").write_text(essay(*points, topic=topic), encoding="utf-8")
    return tmp_path


# What each does


def test_grouping_and_naming() -> None:
    """Essays go into decks by what they have in common; the default is their topic."""
    assert [PACTS, WARS] == decks()

    configure("grouping: paper")
    assert [BOTH] == decks()
    configure("grouping: subject")
    assert ["HISTORY"] == decks()
    configure("grouping: folder")
    assert ["week 1", "week 2"] == decks()
    configure("naming: Year 10::{topic}")
    assert ["Year 10::Pacts", "Year 10::Wars"] == decks()
    configure("decks:", "  Mock: week 2", "naming: '{topic}'")
    assert ["Pacts", "Mock"] == decks()


def test_the_folder_is_the_same_from_wherever_it_is_seen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in the folder itself, where its name is not part of the path."""
    configure("grouping: folder")
    monkeypatch.chdir(folder / "essays" / "week 1")
    first, *_ = run("cards", "pacts.txt", "--json").stdout.splitlines()

    assert "week 1" == json.loads(first)["deck"]


def test_kinds() -> None:
    """Cards of other kinds are rejected, and that is explained; a text that has only such is no error."""

    def kinds(*options: str) -> set[str]:
        return {json.loads(line)["kind"] for line in run("cards", "essays", "--json", *options).stdout.splitlines()}

    assert {"date", "cause", "event"} <= kinds()
    configure("kinds: [date, cause]")
    assert {"date", "cause"} == kinds()
    assert {"cause"} == kinds("--kind", "cause")
    assert "no event cards are wanted" in run("cards", "essays", "--explain").stdout

    configure("kinds: [date, event, cause, timeline]")
    assert "timeline" not in kinds()
    Path("essays/week 1/pacts.txt").write_text(essay(PACT, BREAK, WAR, TROOPS), encoding="utf-8")
    assert "timeline" in kinds()
    assert {"timeline"} == kinds("--kind", "timeline")
    configure("kinds: [date, event, cause]")
    assert "timeline" not in kinds()

    configure("kinds: term")
    result = run("cards", "essays")
    assert (0, 2) == (result.exit_code, result.stderr.count("warning: no card could be made from this text"))
    assert "Invalid value for '--kind': 'terms' is not one of" in run("cards", "essays", "--kind", "terms").stderr


def test_severities() -> None:
    """What a rule finds is told as it is set, or not at all; `--explain` says so."""
    Path("pacts.yaml").write_text(
        "deck: Pacts\ncards:\n- prompt: Why did he resign?\n  answer: He was ill\n"
        "- prompt: When did Lenin die?\n  answer: 1923\n  evidence:\n  - Lenin died in 1924.\n",
        encoding="utf-8",
    )

    def found(*options: str) -> tuple[int, list[tuple[str, str]]]:
        result = run("check", "pacts.yaml", *options)
        return result.exit_code, re.findall(r": (\w+): .* \[([\w-]+)\]$", result.stdout, re.MULTILINE)

    warning, error = ("warning", "orphan-reference"), ("error", "not-in-evidence")
    assert (1, [warning, error]) == found()
    assert 1 == run("build", "pacts.yaml").exit_code

    configure("severities:", "  orphan-reference: off", "  not-in-evidence: warning")
    assert (0, [("warning", "not-in-evidence")]) == found()
    built = run("build", "pacts.yaml")
    assert (0, 1) == (built.exit_code, built.stderr.count(": warning: “1923” stands in none"))
    assert "not-in-evidence (warning)\n" in run("check", "--explain", "not-in-evidence").stdout

    configure("severities: {orphan-reference: error, not-in-evidence: note}")
    assert (1, [("error", "orphan-reference")]) == found()
    assert (1, [("error", "orphan-reference"), ("note", "not-in-evidence")]) == found("-v")


def test_a_wrong_setting_stops_every_command(folder: Path) -> None:
    """It is told with its line, and nothing is written."""
    configure("grouping: paper", "naming: '{topic}'")
    for command in ("build", "draft", "cards", "check"):
        result = run(command, "essays")

        assert (1, "") == (result.exit_code, result.stdout)
        assert (
            f"{folder / NAME}:2: error: “{{topic}}” cannot stand in the name of a deck that is grouped" in result.stderr
        )
    assert [Path("essays"), Path(NAME)] == sorted(Path().iterdir(), key=str)[::-1]


# Changed after cards were handed out


Ship = Callable[[int], Run]


@pytest.fixture
def ship(folder: Path, import_package: Callable[[Path], Any]) -> Ship:
    """Build the essays and hand the packages to a student."""

    def shipped(day: int) -> Run:
        run = build(["essays"], target(Path("dist"), folder / NAME), now=START + day, settings=load(folder))
        for path in dict.fromkeys(each.path for each in run.built):
            import_package(path)
        return run

    return shipped


def names(collection: Collection) -> set[str]:
    """The decks of a student that have cards."""
    return {collection.decks.name(collection.get_card(card).did) for card in collection.find_cards("")}


@pytest.mark.parametrize(
    "change",
    [
        ([], ["grouping: paper"], [PACTS, WARS], BOTH),
        (["grouping: paper"], [], [BOTH], "HISTORY::A LEVEL::Later"),
        ([], ["naming: “{topic}”"], [PACTS, WARS], "“Later”"),
        ([], ["decks: {Mock: essays}"], [PACTS, WARS], "Mock"),
        (["naming: Year 10 {topic}"], ["grouping: paper"], ["Year 10 Pacts", "Year 10 Wars"], BOTH),
        (["grouping: folder"], ["grouping: subject"], ["week 1", "week 2"], "HISTORY"),
    ],
)
def test_decks_that_were_shipped_stay_as_they_are(
    folder: Path, ship: Ship, collection: Collection, change: tuple[list[str], list[str], list[str], str]
) -> None:
    """Other settings are for new decks: no card moves, none comes twice, and what changes or goes still arrives.

    Also where the question of an essay is reworded at the same time.
    """
    before, after, kept, new = change
    configure(*before)
    assert kept == [each.edition.deck for each in ship(0).built]
    for deck in kept:
        answer_all(collection, deck)
    schedule = rows(collection)

    configure(*after)
    text = essay(PACT.replace("1922", "1923"), topic="Pacts", question="How much did trade ever matter?")
    (folder / "essays" / "week 1" / "pacts.txt").write_text(text, encoding="utf-8")
    (folder / "essays" / "week 3").mkdir()
    (folder / "essays" / "week 3" / "later.txt").write_text(
        essay("A tariff is a tax on imports.", topic="Later", question="Why?"), encoding="utf-8"
    )
    run = ship(40)

    assert {*kept, new} == {each.edition.deck for each in run.built} == names(collection)
    assert schedule == {card: row for card, row in rows(collection).items() if card in schedule}
    assert len(collection.find_notes("")) == len(Path(LOCK).read_text(encoding="utf-8").splitlines())
    assert "1923" in note_with(collection, "Rapallo").fields[1]
    assert offered(collection) == {*collection.find_cards("Moscow")}
    assert {"warning"} == {problem.severity for problem in run.problems}
    assert all("was shipped as" in problem.message for problem in run.problems)
    assert SOUND == database_check(collection)


def test_a_deck_of_a_list_stays_as_well(ship: Ship) -> None:
    """If its essays are asked the same and called the same; if not, it is not built rather than loses a note."""
    configure("decks: {Mock: essays}")
    ship(0)
    configure("grouping: folder")
    assert ["Mock"] == [each.edition.deck for each in ship(40).built]

    path, lock = Path("essays/week 1/pacts.txt"), Path(LOCK).read_bytes()
    path.write_text(path.read_text(encoding="utf-8").replace("How far", "How much"), encoding="utf-8")
    run = ship(80)
    assert ["week 1"] == [each.edition.deck for each in run.built]
    assert "the deck “Mock” was not built: pacts.txt was not given" in str(run.problems[-1])

    Path(LOCK).write_bytes(lock)
    configure("grouping: folder", "decks: {Mock: pacts.txt}")
    assert ["Mock"] == [each.edition.deck for each in ship(120).built]


def test_a_lock_beside_the_packages_stays_in_use() -> None:
    """A file of settings that is made later does not make it forgotten."""
    run("build", "essays")
    configure("grouping: paper")
    result = run("build", "essays", "--locked")

    assert 0 == result.exit_code
    assert (Path("dist") / LOCK).exists()
    assert not Path(LOCK).exists()
    assert f"the deck was shipped as “{PACTS}” and keeps that name; it is not renamed to “{BOTH}”" in result.stderr


def test_deck_files_stay_what_they_are() -> None:
    """What a person corrected is in them: an essay that has a deck file is drafted into it, whatever is set."""
    assert 0 == run("draft", "essays").exit_code
    before = {path.name: path.read_bytes() for path in Path("decks").iterdir()}
    for lines in (["grouping: paper"], ["grouping: subject"], ["naming: '{topic} of {paper}'"], ["decks: {Mock: '*'}"]):
        configure(*lines)
        result = run("draft", "essays")

        assert (0, "") == (result.exit_code, result.stderr)
        assert before == {path.name: path.read_bytes() for path in Path("decks").iterdir()}
    assert 0 == run("draft", "essays", "-d", "others").exit_code
    assert ["deck.schema.json", "mock.yaml"] == sorted(path.name for path in Path("others").iterdir())


def test_the_schema_lies_beside_the_deck_files_that_name_it() -> None:
    """It is renewed by a draft; a file without the line keeps its bytes, and gets no schema."""
    schema, path = Path("decks/deck.schema.json"), Path("decks/history-a-level-pacts.yaml")
    run("draft", "essays")
    text = schema.read_text(encoding="utf-8")
    schema.write_text("{}", encoding="utf-8")

    assert 0 == run("draft", "essays", "--check").exit_code
    assert "{}" == schema.read_text(encoding="utf-8")
    run("draft", "essays")
    assert text == schema.read_text(encoding="utf-8")

    schema.unlink()
    for each in Path("decks").glob("*.yaml"):
        each.write_text(each.read_text(encoding="utf-8").split("\n", 1)[1], encoding="utf-8")
    before = path.read_bytes()
    assert 0 == run("draft", "essays").exit_code
    assert (before, False) == (path.read_bytes(), schema.exists())
    assert 0 == run("build", "decks", "essays").exit_code
