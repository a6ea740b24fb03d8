"""The project's own state: linters, types, layers, and documents that say what is true."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from essay2anki.cards import MAKERS
from essay2anki.facts import FINDERS
from essay2anki.language import PARSER
from essay2anki.lock import NAME
from essay2anki.rules import RULES

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["importlinter"],
    ],
    ids=["lint", "format", "types", "layers"],
)
def test_checks(command: list[str]) -> None:
    """Style, types and the layers of the architecture hold."""
    program = [sys.executable, "-m", *command]
    if command == ["importlinter"]:  # it has no module to run
        program = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_parser_is_pinned_alike_everywhere() -> None:
    """What is installed is what `parse` asks for."""
    pinned = dict(each.split("==") for each in PROJECT["dependencies"] if "==" in each)

    assert pinned == PARSER


def test_every_dependency_is_argued_for() -> None:
    """`docs/dependencies.md` has a line for each."""
    told = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    wanted = [
        *PROJECT["dependencies"],
        *(each for extra in PROJECT["optional-dependencies"].values() for each in extra),
    ]

    assert [] == [name for each in wanted if f"`{(name := re.split('[=>]', each)[0])}`" not in told]


def test_every_rule_finder_and_maker_is_documented() -> None:
    """`docs/cards.md` names what makes a card and what rejects one."""
    told = (ROOT / "docs" / "cards.md").read_text(encoding="utf-8")
    finders = [find.__module__.rpartition(".")[2] for find in FINDERS]
    makers = {name for name, _ in MAKERS.values()}

    assert [] == [name for name in [*finders, *makers, *(rule.id for rule in RULES)] if f"`{name}`" not in told]


def test_the_readme_names_what_is_there() -> None:
    """Its links lead to files, and it names every example."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+)\)", readme)

    assert links
    assert [] == [link for link in links if not (ROOT / link).exists()]
    assert [] == [path.name for path in (ROOT / "examples").iterdir() if path.name not in readme]


def test_every_card_of_the_examples_was_read(tmp_path: Path) -> None:
    """The decks of the examples are what a draft would write, no card is unread, and the lock file is up to date."""
    program = [sys.executable, "-m", "essay2anki"]
    shutil.copy(ROOT / "decks" / NAME, tmp_path)
    draft = [*program, "draft", "examples", "-d", "decks", "--check"]
    build = [*program, "build", "decks", "-o", str(tmp_path), "--reviewed-only", "--locked"]

    for command in (draft, build):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
    for path in (ROOT / "decks").glob("*.yaml"):
        states = re.findall(r"^  status:(?: >\n +)? ?(\w*)", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert states
        assert set(states) <= {"ok", "rejected"}


def test_ci_runs_the_readmes_test_command() -> None:
    """`.ci/run` takes the command from the README, so that the two cannot differ."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    marked = re.findall(r"^    (python3 -m venv .*)$", readme, re.MULTILINE)

    assert len(marked) == 2
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
