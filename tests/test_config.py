"""Settings: where they come from, what is no setting, and what each does."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import cases

from essay2anki.cli import main
from essay2anki.config import NAME, create, load, merged, parse
from essay2anki.model import Density, Essay, Kind
from essay2anki.naming import deck_of
from essay2anki.problems import ConfigError
from essay2anki.read.dataset import ORDER, WHOLE
from essay2anki.rules import READING_RULES, every_rule
from essay2anki.settings import FIELDS, SETTINGS, Settings, Severity, Table
from essay2anki.target import nearest


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    """It is searched for upward from the working folder; without one, the defaults hold."""
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / NAME).write_text("ignore: [old]\n", encoding="utf-8")

    assert nearest(inner) == tmp_path / NAME
    assert load(inner) == Settings(ignore=("old",))
    (inner / NAME).write_text("ignore: drafts\nfields:\n  essay: answer\n", encoding="utf-8")
    assert load(inner) == Settings(ignore=("drafts",), fields={"essay": "answer"})


def test_no_file(tmp_path: Path) -> None:
    """An empty file and none say the same."""
    assert nearest(Path(tmp_path.anchor)) is None
    assert parse(b"", "x") == load(Path(tmp_path.anchor)) == Settings()


def test_options_beat_the_file() -> None:
    """They add patterns to ignore and replace the names of fields."""
    settings = Settings(ignore=("old",), fields={"essay": "answer", "title": "prompt"})

    assert merged(settings, ignore=("new",), fields=("essay=text",)) == Settings(
        ignore=("old", "new"), fields={"essay": "text", "title": "prompt"}
    )


@pytest.mark.parametrize("case", cases("settings"))
def test_what_a_person_sets(case: dict[str, Any]) -> None:
    """It is read as values of the types of the settings; every scalar is text."""
    settings = parse(case["written"].encode(), "x")
    told = {name: getattr(settings, name) for name in SETTINGS}

    assert {name: SETTINGS[name].default for name in SETTINGS} | _values(case["means"]) == told


def _values(told: Any) -> Any:
    """Lists as tuples."""
    if isinstance(told, dict):
        return {name: _values(value) for name, value in told.items()}
    return tuple(told) if isinstance(told, list) else told


@pytest.mark.parametrize("case", cases("settings_faults"))
def test_what_is_no_setting(case: dict[str, Any]) -> None:
    """It is named with file, line and what was meant."""
    with pytest.raises(ConfigError) as caught:
        parse(case["written"].encode(), "x")

    assert f"x:{case['line']}: error: {case['told']}" in str(caught.value.problem)
    assert case["advice"] in caught.value.problem.advice


def test_what_yaml_cannot_read() -> None:
    """There is not always a line."""
    with pytest.raises(ConfigError, match="x: error: this is not YAML"):
        parse(b"a: \x00", "x")


@pytest.mark.parametrize("case", cases("deck_names"))
def test_how_decks_are_named(case: dict[str, Any]) -> None:
    """By what their essays have in common, or by a list; what is missing is left out."""
    told = {"source": "x.txt", "topic": "", "title": "", "subject": "", "paper": "", "text": "", "points": ()}
    settings = parse(json.dumps(case["settings"]).encode(), "x")

    assert case["deck"] == deck_of(Essay(**{**told, **case["essay"]}), settings)


@pytest.mark.parametrize("pair", ["esay=answer", "essay", "essay="])
def test_an_option_that_is_no_setting(pair: str) -> None:
    """An option is checked like the file."""
    with pytest.raises(ConfigError, match="there is no field"):
        merged(Settings(), fields=(pair,))


def test_the_fields_are_those_of_a_data_set() -> None:
    """What can be set can be read."""
    assert set(FIELDS) == {*ORDER, WHOLE}


def test_settings_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of settings in the working folder counts; a wrong one stops the command with a message."""
    (tmp_path / "essays").mkdir()
    (tmp_path / "essays" / "d.jsonl").write_text(
        '{"answer": "The Rapallo Pact of 1922 strengthened ties with Germany.", "topic": "Pacts"}\n', encoding="utf-8"
    )
    (tmp_path / "essays" / "old.txt").write_text("x", encoding="utf-8")
    (tmp_path / NAME).write_text("ignore: old.txt\nfields: {essay: answer}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["cards", "essays", "-v"])

    assert result.exit_code == 0
    assert "→ 1922" in result.stdout
    assert result.stderr == (
        "essays/d.jsonl:1: mended: nothing\nessays/old.txt: note: ignored\n    A pattern of `ignore` says so.\n"
    )
    (tmp_path / NAME).write_text("ignroe: old.txt\n", encoding="utf-8")
    assert "Did you mean “ignore”?" in CliRunner().invoke(main, ["cards", "essays"]).stderr


def test_field_and_ignore_are_options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same without a file."""
    (tmp_path / "d.jsonl").write_text('{"a": "The Rapallo Pact of 1922 strengthened ties."}\n', encoding="utf-8")
    (tmp_path / "x.pdf").touch()
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["cards", ".", "--field", "essay=a", "--ignore", "*.pdf"])

    assert (result.exit_code, result.stderr) == (0, "")


def test_values_are_of_their_types() -> None:
    """What obeys a setting need not look at its text."""
    settings = parse(b"density: full\nkinds: [date]\nseverities: {markup: off}", "x")

    assert isinstance(settings.density, Density)
    assert isinstance(settings.kinds[0], Kind)
    assert isinstance(settings.severities["markup"], Severity)
    assert merged(settings, density="light") == replace(settings, density=Density.LIGHT)
    assert merged(settings) == settings


def test_what_keeps_a_file_from_being_read_is_always_an_error() -> None:
    """All other rules can be set."""
    known = SETTINGS["severities"].shape
    assert isinstance(known, Table)

    assert {"deck-file", "no-blank"} == {rule.id for rule in every_rule()} - known.name.choices.keys()
    assert {"deck-file", "no-blank"} == {rule.id for rule in READING_RULES if rule.fatal}


def test_a_file_of_settings_to_begin_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`init` writes one in which all are explained and none is set; with the hashes away, it is one as well."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["init"])
    text = (tmp_path / NAME).read_text(encoding="utf-8")

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "essay2anki.yaml is written\n")
    assert load(tmp_path) == Settings()
    settings = parse(re.sub(r"^#(?=\w)", "", text, flags=re.MULTILINE).encode(), "x")
    assert [] == [name for name in SETTINGS if getattr(settings, name) == SETTINGS[name].default]

    (tmp_path / NAME).write_text("density: full\n", encoding="utf-8")
    (tmp_path / "essays").mkdir()
    for folder in (tmp_path, tmp_path / "essays"):
        monkeypatch.chdir(folder)
        assert f"{tmp_path / NAME} counts here, and stays as it is\n" == CliRunner().invoke(main, ["init"]).stderr
    assert load(tmp_path).density is Density.FULL
    assert [] == list((tmp_path / "essays").iterdir())


def test_a_folder_in_which_nothing_can_be_written(tmp_path: Path) -> None:
    """It is told."""
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="the file cannot be written"):
        create(tmp_path / "file")
