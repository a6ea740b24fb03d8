"""`essay2anki diff`: what has changed between two editions, and how it is told."""

from __future__ import annotations

import json
import textwrap
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import cases
from hypothesis import given
from hypothesis import strategies as st
from test_package import CARD, DECK, GAP, NOW, edited

from essay2anki.bulletin import FORMATS, summary, text
from essay2anki.changes import compare, pieces
from essay2anki.cli import main
from essay2anki.deckfile import DeckFile, load
from essay2anki.deckfile.packed import unpacked
from essay2anki.lock import Lock, edition
from essay2anki.model import Deck
from essay2anki.package import write_package
from essay2anki.unpack import unpack

OLD = """\
deck: HISTORY::Pacts
cards:

- prompt: Why was the Rapallo Pact signed?
  answer: Both were outcasts
  key: why

- text: The {{c1::Pact}} ended it in {{c2::1923}}.
  context: Rapallo
  key: when

- prompt: Who signed it?
  answer: Chicherin
  key: who
"""
NEW = """\
deck: HISTORY::Pacts
cards:

- prompt: Name the *two* cities.
  items: |
    Genoa
    Locarno
  key: cities

- text: The {{c1::Pact}} ended it in {{c2::1922}}.
  context: Rapallo
  key: when

- prompt: Why was the Rapallo Pact signed?
  answer: Both were outcasts
  key: why
  tags: read
"""


def run(*arguments: object) -> Result:
    """Run `essay2anki diff` in this process; standard error is kept apart."""
    return CliRunner().invoke(main, ["diff", *(str(each) for each in arguments)], prog_name="essay2anki")


@pytest.fixture
def editions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Two editions of a deck file, in the working folder."""
    monkeypatch.chdir(tmp_path)
    paths = Path("old.yaml"), Path("new.yaml")
    for path, told in zip(paths, (OLD, NEW), strict=True):
        path.write_text(told, encoding="utf-8")
    return paths


def packaged(deck: Deck, path: Path, lock: Lock | None = None) -> tuple[DeckFile, ...]:
    """The deck as it is read from its package."""
    write_package([edition(deck, lock or Lock(), now=NOW)], path)
    return unpacked(unpack(path), str(path))


@pytest.mark.parametrize("case", cases("changes"))
def test_a_case(case: dict[str, Any]) -> None:
    """What is told of two editions, word by word."""
    before, after = (load(f"deck: X\ncards:\n{case[name]}\n", "x.yaml") for name in ("before", "after"))
    told = text(compare([before], [after])).removeprefix("X\n")

    assert case["told"] == textwrap.dedent(told)


def test_text(editions: tuple[Path, Path]) -> None:
    """By deck, in the order of the new edition; what is retired comes last."""
    result = run(*editions)

    assert result.stdout == (
        "HISTORY::Pacts\n"
        "  new       Name the *two* cities.\n"
        "            → Genoa; Locarno\n"
        "  reworded  The [Pact] ended it in [1922].\n"
        "            text: The [Pact] ended it in [-[1923].-]{+[1922].+}\n"
        "  tags      Why was the Rapallo Pact signed?\n"
        "  retired   Who signed it?\n"
    )
    assert result.stderr == "1 new, 1 reworded, 1 retired, 1 tags; 0 notes unchanged\n"
    assert result.exit_code == 0
    assert run(*editions, "-q").stderr == ""


def test_json(editions: tuple[Path, Path]) -> None:
    """An object a line."""
    records = [json.loads(line) for line in run(*editions, "--format", "json").stdout.splitlines()]

    assert [["new"], ["reworded"], ["tags"], ["retired"]] == [record["changes"] for record in records]
    assert {
        "changes": ["reworded"],
        "deck": "HISTORY::Pacts",
        "origin": "HISTORY::Pacts",
        "key": "when",
        "front": "The [Pact] ended it in [1922].",
        "before": {"text": "The {{c1::Pact}} ended it in {{c2::1923}}.", "context": "Rapallo"},
        "after": {"text": "The {{c1::Pact}} ended it in {{c2::1922}}.", "context": "Rapallo"},
        "tags_before": ["essay2anki::kind::term", "essay2anki::kind::date"],
        "tags_after": ["essay2anki::kind::term", "essay2anki::kind::date"],
        "left_out": False,
    } == records[1]


def test_markdown(editions: tuple[Path, Path]) -> None:
    """A letter to the class, in words that need no explanation; what may be markup is escaped."""
    assert run(*editions, "--format", "markdown").stdout == (
        "# What has changed: HISTORY › Pacts\n\n"
        "## New (1)\n\n"
        "- **Name the \\*two\\* cities.** Genoa; Locarno\n\n"
        "## Corrected (1)\n\n"
        "- The \\[Pact\\] ended it in \\[1922\\].\n"
        "  - statement before: The \\[Pact\\] ended it in ~~\\[1923\\].~~\n"
        "  - statement now: The \\[Pact\\] ended it in **\\[1922\\].**\n\n"
        "## Withdrawn (1)\n\n"
        "They say so when they come up; *Tools › Empty Cards* removes them.\n\n"
        "- Who signed it?\n\n"
        "Besides, on 1 card only the quote or the tags have changed.\n\n"
        "## How to get it\n\n"
        "Import the new package over the old one (*File › Import* in Anki) and leave the options as they are: your "
        "progress stays, and so does what you wrote on cards that have not changed.\n"
    )


def test_identical_editions_say_so(editions: tuple[Path, Path]) -> None:
    """On the terminal and in the letter; a program gets no line."""
    old, _ = editions

    assert ("", "nothing has changed: 3 notes\n") == (run(old, old).stdout, run(old, old).stderr)
    assert "# What has changed\n\nNothing: all is as it was (3).\n" == run(old, old, "--format", "markdown").stdout
    assert "" == run(old, old, "--format", "json").stdout


@pytest.mark.parametrize(
    ("kinds", "status"),
    [([], 0), (["new"], 1), (["moved"], 0), (["moved", "retired"], 1), (["any"], 1)],
)
def test_fail_on(editions: tuple[Path, Path], kinds: list[str], status: int) -> None:
    """For CI: status 1 for the changes that are named."""
    assert status == run(*editions, *(option for kind in kinds for option in ("--fail-on", kind))).exit_code
    assert 0 == run(editions[0], editions[0], "--fail-on", "any").exit_code


def test_a_package_is_what_its_deck_file_says(editions: tuple[Path, Path]) -> None:
    """Built from a deck file, a package differs from it in nothing; so either may be held against the other."""
    old, new = editions
    for source in editions:
        built = CliRunner().invoke(main, ["build", str(source), "-o", f"{source.stem}.apkg"])
        assert built.exit_code == 0

    assert run("old.apkg", old, "--fail-on", "any").exit_code == 0
    assert run("old.apkg", new, "--fail-on", "new").stdout == run(old, new).stdout
    assert run("new.apkg", new).stderr == "nothing has changed: 3 notes\n"


def test_a_withdrawn_note_is_retired_and_a_missing_one_left_out(tmp_path: Path) -> None:
    """A package withdraws what its lock remembers; what is not in it at all stays with the students."""
    old = packaged(DECK, tmp_path / "old.apkg")
    fewer = replace(DECK, cards=DECK.cards[1:])
    lock = Lock({each.guid: each for each in edited(DECK).shipped})
    (withdrawn,) = compare(old, packaged(fewer, tmp_path / "new.apkg", lock)).changes
    (missing,) = compare(old, packaged(fewer, tmp_path / "new.apkg")).changes

    assert (("retired",), False) == (withdrawn.kinds, withdrawn.left_out)
    assert (("retired",), True) == (missing.kinds, missing.left_out)
    assert "Left out (1)" in FORMATS["markdown"](compare(old, packaged(fewer, tmp_path / "new.apkg")))
    assert "left out, not withdrawn" in text(compare(old, packaged(fewer, tmp_path / "new.apkg")))


def test_a_note_that_moved_to_another_deck(tmp_path: Path) -> None:
    """It is no new one; reworded besides, it is told once."""
    old = packaged(replace(DECK, cards=(CARD, GAP)), tmp_path / "old.apkg")
    new = [
        *packaged(replace(DECK, cards=(GAP,)), tmp_path / "a.apkg"),
        *packaged(replace(DECK, name="B", cards=(replace(CARD, answer="Trade"),)), tmp_path / "b.apkg"),
    ]
    found = compare(old, new)
    letter = FORMATS["markdown"](found)

    assert [("reworded", "moved")] == [change.kinds for change in found.changes]
    assert "from HISTORY::A::Pacts\n" in text(found)
    assert "- Why was the Rapallo Pact signed?: from HISTORY › A › Pacts" in letter
    assert "Cards that you already have stay in the deck in which they are" in letter
    assert "1 reworded, 1 moved; 1 note unchanged" == summary(found)


def test_a_key_in_two_decks(editions: tuple[Path, Path]) -> None:
    """Each is held against the one in its own deck; one that goes is retired, though the other stays."""
    old, _ = editions
    one = load(old.read_text(encoding="utf-8"), "one.yaml")
    two = replace(one, deck="Two")

    assert () == compare([one, two], [two, one]).changes
    assert [("retired", "Two")] * 3 == [(change.kinds[0], change.deck) for change in compare([one, two], [one]).changes]


def test_no_edition_commands_a_terminal(editions: tuple[Path, Path]) -> None:
    """Neither by the name of a deck nor by what stands on a card."""
    old, new = editions
    new.write_text('deck: "\\e[2JX"\ncards:\n- prompt: "Who\\x9b2J?"\n  answer: "\\e[2JLenin"\n', encoding="utf-8")

    for form in ("text", "markdown"):
        assert not {"\x1b", "\x9b"} & set(run(old, new, "--format", form).stdout)


def test_folders(editions: tuple[Path, Path]) -> None:
    """Deck files are read in all depths; where there are none, packages. Several decks have a heading each."""
    for folder, file in zip(("before", "after"), editions, strict=True):
        Path(folder, "deep").mkdir(parents=True)
        file.rename(Path(folder, "deep", "pacts.yaml"))
    Path("after", "own.yaml").write_text("deck: Own\ncards:\n- prompt: Who?\n  answer: Lenin\n", encoding="utf-8")
    told = run("before", "after", "--format", "markdown").stdout

    assert told.startswith("# What has changed\n\n## HISTORY › Pacts\n\n### New (1)\n\n- **Name")
    assert "\n\n## Own\n\n### New (1)\n\n- **Who?** Lenin\n\n## How to get it" in told
    assert CliRunner().invoke(main, ["build", "after", "-o", "dist"]).exit_code == 0
    assert run("dist", "after").stderr == "nothing has changed: 4 notes\n"


def test_what_cannot_be_read_is_no_edition(editions: tuple[Path, Path]) -> None:
    """Half of a deck would look as if the rest had been withdrawn: it is told, and nothing is compared."""
    old, new = editions
    new.write_text("deck: X\ncards:\n- prompt: x\n", encoding="utf-8")
    Path("empty").mkdir()
    broken, missing, empty = run(old, new), run(old, "none.apkg"), run("empty", old)

    assert (1, "") == (broken.exit_code, broken.stdout)
    assert "new.yaml:3:1: error: this card has no “answer:”" in broken.stderr
    assert "none.apkg: error: there is no such file\n    Check its name and place.\n" == missing.stderr
    assert "empty: error: there is no deck in this folder" in empty.stderr
    assert 2 == run(old).exit_code


WORDS = st.lists(st.sampled_from(["the", "Pact", "of", " ", "\n", "1922", "{{c1::", "}}", "*", "é", "🙂"])).map("".join)


@given(WORDS, WORDS)
def test_pieces_are_the_wordings(old: str, new: str) -> None:
    """All that is old in a row is the one wording, all that is new the other."""
    found = pieces(old, new)

    assert (old, new) == ("".join(each.old for each in found), "".join(each.new for each in found))


def test_a_very_long_text_is_told_as_one_change() -> None:
    """Word by word would take time by the square."""
    assert 1 == len(pieces("a " * 1000, "a b " * 1000))
