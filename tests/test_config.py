"""Settings: where they come from, and what is no setting."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from essay2anki.cli import main
from essay2anki.config import FIELDS, NAME, Settings, load, merged, nearest, parse
from essay2anki.problems import ConfigError
from essay2anki.read.dataset import ORDER, WHOLE


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


def test_every_word_is_text() -> None:
    """YAML takes `no`, `12:30` and `007` for other things than words."""
    assert parse(b"ignore: [no, 12:30, 007]\nfields: {year: 1914-08-04}", "x") == Settings(
        ignore=("no", "12:30", "007"), fields={"year": "1914-08-04"}
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ignore: a\nignor: b\n", "x:2: error: there is no setting “ignor”\n    Did you mean “ignore”?"),
        ("fields:\n  esay: b\n", "x:2: error: there is no setting “esay”\n    Did you mean “essay”?"),
        ("zzz: b\n", "x:1: error: there is no setting “zzz”\n    There are: ignore, density, fields."),
        (
            "- a\n",
            "x:1: error: here must stand names and values\n    Write a line for each of: ignore, density, fields.",
        ),
        ("fields: a\n", "x:1: error: here must stand names and values"),
        ("ignore: {a: b}\n", "x:1: error: here must stand a word"),
        ("ignore:\n", "x:1: error: here must stand a word"),
        ("fields: {essay: [a]}\n", "x:1: error: here must stand a word"),
        ("a: [\n", "x:2: error: this is not YAML"),
        ("a: \x00", "x: error: this is not YAML"),
    ],
)
def test_what_is_no_setting(text: str, message: str) -> None:
    """It is named with file, line and what was meant."""
    with pytest.raises(ConfigError) as caught:
        parse(text.encode(), "x")

    assert str(caught.value.problem).startswith(message)


@pytest.mark.parametrize("pair", ["esay=answer", "essay", "essay="])
def test_an_option_that_is_no_setting(pair: str) -> None:
    """An option is checked like the file."""
    with pytest.raises(ConfigError, match="there is no setting"):
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


def test_density_is_one_of_three() -> None:
    """What is none of them is an error with its line and a guess."""
    assert parse(b"density: full", "x").density == "full"
    assert merged(parse(b"density: full", "x"), density="light").density == "light"
    with pytest.raises(ConfigError, match="x:1: error: there is no setting “lite”\n    Did you mean “light”"):
        parse(b"density: lite", "x")
