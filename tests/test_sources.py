"""Sources: which files of a folder are read, in which order, and what is said of the others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from essay2anki.problems import Problem
from essay2anki.read.limits import LARGEST_FILE
from essay2anki.settings import Settings
from essay2anki.sources import find, load

ESSAY = "TITLE\nWhy?\nESSAY\nIt was so.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with essays, other files, and folders in it."""
    for name in ("b.txt", "a/z.md", "a/B.TXT", "c/d/e.txt", "old/f.txt", "b.bak.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(ESSAY, encoding="utf-8")
    for name in ("a/photo.png", "notes.pdf", ".hidden.txt", ".git/config", "README.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Dear reader,\nthis is no essay.\n", encoding="utf-8")
    return tmp_path


def found(folder: Path, *ignore: str) -> tuple[list[str], list[Problem]]:
    """The files that are found, by their paths in the folder, and what is said."""
    problems: list[Problem] = []
    names = [name for name, _ in find([str(folder)], Settings(ignore=ignore), problems)]
    return [Path(name).relative_to(folder).as_posix() for name in names], problems


def test_folders_are_searched_in_stable_order(folder: Path) -> None:
    """Below, too, by path; hidden files are none; what is no source is skipped, and that is said once a folder."""
    names, (skipped,) = found(folder)

    assert names == ["README.txt", "a/B.TXT", "a/z.md", "b.bak.txt", "b.txt", "c/d/e.txt", "old/f.txt"]
    assert skipped.severity == "warning"
    assert skipped.message == "2 files are no sources and were skipped: a/photo.png, notes.pdf"


def test_one_file_is_skipped(tmp_path: Path) -> None:
    """The sentence is right for one, too."""
    (tmp_path / "x.png").touch()
    (tmp_path / "x.txt").write_text(ESSAY, encoding="utf-8")

    assert found(tmp_path)[1][0].message == "a file is no source and was skipped: x.png"


def test_patterns_to_ignore(folder: Path) -> None:
    """By name, by path, and whole folders; what was ignored is noted for who asks."""
    names, problems = found(folder, "*.bak.txt", "old/", "c/d/*", "*.pdf", "*.png", "README*")

    assert names == ["a/B.TXT", "a/z.md", "b.txt"]
    assert {"note"} == {problem.severity for problem in problems}
    assert len(problems) == 6


def test_a_named_file_is_read_whatever_its_name(folder: Path) -> None:
    """Patterns and suffixes are for folders; a file is read once."""
    path = folder / "essay.text"
    path.write_text(ESSAY, encoding="utf-8")
    problems: list[Problem] = []
    named = list(find([str(path), str(folder / "a" / ".." / "essay.text")], Settings(ignore=("*",)), problems))

    assert named == [(str(path), True)]
    assert problems == []


def test_a_text_that_is_no_essay(folder: Path) -> None:
    """In a folder it is skipped with a warning, named it is an error."""
    problems: list[Problem] = []
    assert len(list(load([str(folder)], Settings(), problems))) == 6
    assert list(load([str(folder / "README.txt")], Settings(), problems)) == []

    readme = [problem for problem in problems if problem.source.endswith("README.txt")]
    assert [problem.severity for problem in readme] == ["warning", "error"]


def test_a_folder_that_cannot_be_read(tmp_path: Path) -> None:
    """It is named; nothing else is lost."""
    (tmp_path / "x.txt").write_text(ESSAY, encoding="utf-8")
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0)
    names, problems = found(tmp_path)
    locked.chmod(0o700)

    assert names == ["x.txt"]
    if os.geteuid():  # nothing is locked to the superuser
        assert "cannot be read" in problems[0].message


def test_a_large_file_is_not_read_whole(tmp_path: Path) -> None:
    """A text beyond the limit is named; a data set may be of any size."""
    with (tmp_path / "x.txt").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    problems: list[Problem] = []

    assert list(load([str(tmp_path / "x.txt")], Settings(), problems)) == []
    assert problems[0].message == "the file is larger than 50 MB"


def test_a_data_set_is_loaded_row_by_row(tmp_path: Path) -> None:
    """Its rows are essays, and its bad rows problems; the names of its fields are settings."""
    path = tmp_path / "d.jsonl"
    path.write_text('{"answer": "It was so."}\n{\n{"answer": "It is."}\n', encoding="utf-8")
    problems: list[Problem] = []
    essays = list(load([str(path)], Settings(fields={"essay": "answer"}), problems))

    assert [essay.source for essay in essays] == [f"{path}:1", f"{path}:3"]
    assert [problem.line for problem in problems] == [2]
