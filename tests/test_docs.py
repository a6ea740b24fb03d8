"""Documents say what is true: lists in them are made from the types and tables, examples are read."""

from __future__ import annotations

import doctest
import re
import textwrap
from collections.abc import Iterable, Iterator

import pytest
from click.testing import CliRunner
from conftest import EXAMPLES
from test_schemas import SETTINGS as SCHEMA
from test_schemas import told

from essay2anki.cli import main
from essay2anki.config import parse
from essay2anki.rules import DECK_RULES, READING_RULES, RULES, Rule
from essay2anki.settings import SETTINGS, Row, Setting, Shape, Table, Word

DOCS = EXAMPLES.parent / "docs"
WIDTH = 122
FEW = 10
"""Choices that are listed; of more, only what they are called is said."""


def rules(table: Iterable[Rule[object]]) -> Iterator[str]:
    """Rules with severity and explanation."""
    yield from ("| rule | severity | what is told |", "| --- | --- | --- |")
    yield from (f"| `{rule.id}` | {rule.severity} | {rule.explanation} |" for rule in table)


def settings() -> Iterator[str]:
    """Each setting with what it takes, its default, what it is for, and an example."""
    for each in SETTINGS.values():
        text = f"**`{each.name}`** ({taken(each.shape)}{default(each)}). {each.doc}"
        yield from ("", *textwrap.wrap(text, WIDTH, break_on_hyphens=False), "", f"    {each.name}: {each.example}")
    yield ""


def taken(shape: Shape) -> str:
    """What a setting takes."""
    match shape:
        case Table(name, value):
            return f"{name.what}s{listed(name, ' (', ')')}, each with {taken(value)}"
        case Row(word):
            return listed(word, "one or more of ") or f"{word.what}s"
        case Word():
            return listed(shape) or f"a {shape.what}"


def listed(word: Word, before: str = "", behind: str = "") -> str:
    """Its choices, if there are few."""
    *some, last = [f"`{each}`" for each in word.choices] or [""]
    return f"{before}{', '.join(some)} or {last}{behind}" if 0 < len(some) < FEW else ""


def default(setting: Setting) -> str:
    """What holds if it is not set, where there is something to be said."""
    if isinstance(setting.shape, Row) and setting.default:
        return "; if not set, all"
    return f"; if not set, `{setting.default}`" if isinstance(setting.shape, Word) and setting.default else ""


def help_pages() -> Iterator[str]:
    """What the program says of itself and of each command."""
    shell = CliRunner()
    for name in ("", *sorted(main.commands)):
        page = shell.invoke(main, [*name.split(), "--help"], prog_name="essay2anki").output
        yield from ("", f"## essay2anki {name}".rstrip(), "", "```", *page.splitlines(), "```")
    yield ""


WRITTEN = {
    ("commands.md", "help"): [*help_pages()],
    ("configuration.md", "settings"): [*settings()],
    ("checks.md", "worded"): [*rules(rule for rule in RULES if rule.worded)],
    ("checks.md", "drafted"): [*rules(rule for rule in RULES if not rule.worded)],
    ("checks.md", "decks"): [*rules(DECK_RULES)],
    ("checks.md", "reading"): [*rules(READING_RULES)],
}


@pytest.mark.parametrize("place", WRITTEN, ids=" ".join)
def test_lists_are_what_the_program_has(place: tuple[str, str], request: pytest.FixtureRequest) -> None:
    """Between their marks; `--update` writes them."""
    path, mark = DOCS / place[0], f"<!-- {place[1]}: written by pytest --update -->\n"
    text = path.read_text(encoding="utf-8")
    before, _, rest = text.partition(mark)
    end = rest.index("<!-- end -->\n")
    made = f"{before}{mark}" + "".join(f"{line}\n" for line in WRITTEN[place]) + rest[end:]
    if request.config.getoption("update"):
        path.write_text(made, encoding="utf-8")
        text = made

    assert made == text


def test_what_is_shown_of_python_is_so() -> None:
    """The page on the stages is a session that can be repeated."""
    result = doctest.testfile(str(DOCS / "api.md"), module_relative=False, encoding="utf-8")

    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize("name", ["../README.md", "configuration.md"])
def test_examples_of_settings_are_some(name: str) -> None:
    """Those in the documents are read, and their schema finds nothing in them."""
    examples = re.findall(r"```yaml\n(.*?)```", (DOCS / name).read_text(encoding="utf-8"), re.DOTALL)

    assert examples
    for text in examples:
        assert parse(text.encode(), name)
        assert [] == told(SCHEMA, text)


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_the_example_of_a_setting_is_one(setting: Setting) -> None:
    """It can be read, and says something else than the default."""
    grouping = "" if setting.name == "grouping" else "grouping: paper\n"
    text = f"{grouping}{setting.name}: {setting.example}\n"

    assert setting.default != getattr(parse(text.encode(), "x"), setting.name)
    assert [] == told(SCHEMA, text)
