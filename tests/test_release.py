"""Building on disk: the lock beside the packages, what a build refuses, and what is left when it is stopped."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import EXAMPLES

from essay2anki.cli import main
from essay2anki.lock import NAME, parse

PACT = "The Rapallo Pact of 1922 strengthened ties with Germany."
BREAK = "Britain broke off diplomatic relations with Moscow in May 1927 because spies had been found."


def essay(*points: str, topic: str = "Pacts", question: str = "How far did trade matter?") -> str:
    """A source with the given points."""
    told = "\n".join(points)
    return f"{topic}\nTITLE\n{question}\nSUBJECT\nHISTORY\nPAPER\nA LEVEL\nESSAY\n{told}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A teacher's folder with two essays of one topic."""
    (tmp_path / "one.txt").write_text(essay(PACT), encoding="utf-8")
    (tmp_path / "two.txt").write_text(essay(BREAK), encoding="utf-8")
    return tmp_path


def build(folder: Path, *arguments: str) -> Result:
    """Build in this process, into `out`."""
    names = [each if each.startswith("-") or "." not in each else str(folder / each) for each in arguments]
    return CliRunner().invoke(main, ["build", *names, "-o", str(folder / "out")], prog_name="essay2anki")


def members(folder: Path) -> dict[str, bytes]:
    """All that stands in `out`."""
    return {path.name: path.read_bytes() for path in sorted((folder / "out").iterdir())}


def test_a_second_build_changes_nothing(folder: Path) -> None:
    """Neither a byte of the package nor one of the lock, whatever the time is."""
    build(folder, "one.txt", "two.txt")
    first = members(folder)
    time.sleep(1.1)
    result = build(folder, "one.txt", "two.txt", "--locked")

    assert (0, first) == (result.exit_code, members(folder))
    assert "unchanged" in result.output


def test_locked_refuses_a_change_and_writes_nothing(folder: Path) -> None:
    """CI sees that somebody forgot to commit the lock file."""
    build(folder, "one.txt", "two.txt")
    first = members(folder)
    (folder / "one.txt").write_text(essay(PACT.replace("1922", "1923")), encoding="utf-8")
    result = build(folder, "one.txt", "two.txt", "--locked")

    assert (1, first) == (result.exit_code, members(folder))
    assert f"{NAME}: error: the lock file would change" in result.stderr
    assert "commit the lock file" in result.stderr


def test_the_summary_names_what_was_withdrawn(folder: Path) -> None:
    """New, changed, unchanged and withdrawn."""
    build(folder, "one.txt", "two.txt")
    (folder / "two.txt").write_text(essay("Prices fell because wheat was cheap in America."), encoding="utf-8")
    result = build(folder, "one.txt", "two.txt")

    assert result.exit_code == 0
    assert "new" in result.output
    assert "withdrawn    In which month and year did Britain break off" in result.output


def test_a_source_that_is_left_out_does_not_cost_its_cards(folder: Path) -> None:
    """A deck that would lose notes for want of a source is not built; --retire-missing says that it has gone."""
    build(folder, "one.txt", "two.txt")
    first = members(folder)
    refused = build(folder, "one.txt")

    assert (1, first) == (refused.exit_code, members(folder))
    assert "was not built: two.txt was not given, and 2 of its notes would be retired" in refused.stderr
    assert "--retire-missing" in refused.stderr
    assert 0 == build(folder, "one.txt", "--retire-missing").exit_code
    assert 2 == sum(each.retired for each in parse(members(folder)[NAME].decode(), NAME).values())


def test_a_source_that_cannot_be_read_does_not_cost_its_cards(folder: Path) -> None:
    """What seems to have gone may stand in the broken file; other decks are built."""
    (folder / "other.txt").write_text(essay(PACT, topic="Other", question="Why?"), encoding="utf-8")
    build(folder, "one.txt", "two.txt", "other.txt")
    first = members(folder)
    (folder / "two.txt").write_bytes(b"\x00\x01")
    (folder / "other.txt").write_text(essay(PACT, BREAK, topic="Other", question="Why?"), encoding="utf-8")
    result = build(folder, "one.txt", "two.txt", "other.txt")
    after = members(folder)

    assert result.exit_code == 1
    assert "a source could not be read, and 2 of its notes would be retired" in result.stderr
    assert first["history-a-level-pacts.apkg"] == after["history-a-level-pacts.apkg"]
    assert first["history-a-level-other.apkg"] != after["history-a-level-other.apkg"]


def test_the_same_essay_under_two_topics_is_refused(folder: Path) -> None:
    """One note cannot be in two decks: the second is named and not built."""
    (folder / "copy.txt").write_text(essay(PACT, topic="Copies"), encoding="utf-8")
    result = build(folder, "one.txt", "copy.txt")

    assert result.exit_code == 1
    assert "the decks “HISTORY::A LEVEL::Pacts” and “HISTORY::A LEVEL::Copies” have a note in common" in result.stderr
    assert {NAME, "history-a-level-pacts.apkg"} == set(members(folder))


def test_a_lost_lock_is_said_and_an_old_package_stands_in(folder: Path) -> None:
    """Without either, every note would count as changed."""
    build(folder, "one.txt", "two.txt")
    first = members(folder)
    old = folder / "old.apkg"
    old.write_bytes(first["history-a-level-pacts.apkg"])
    (folder / "out" / NAME).unlink()
    told = build(folder, "one.txt", "two.txt")
    (folder / "out" / NAME).unlink()
    time.sleep(1.1)
    result = build(folder, "one.txt", "two.txt", "--baseline", "old.apkg")

    assert told.exit_code == 0
    assert f"{NAME}: warning: there is no lock file, but there were packages" in told.stderr
    assert "--baseline OLD.apkg" in told.stderr
    assert "" == result.stderr
    assert first["history-a-level-pacts.apkg"] == members(folder)["history-a-level-pacts.apkg"]


def test_a_first_build_says_nothing_of_a_lost_lock(folder: Path) -> None:
    """There is nothing to lose."""
    assert "" == build(folder, "one.txt").stderr


def test_a_damaged_lock_stops_the_build(folder: Path) -> None:
    """A build that knew only half of what was shipped would send doubles to the class."""
    build(folder, "one.txt")
    (folder / "out" / NAME).write_text("<<<<<<< ours\n", encoding="utf-8")
    before = members(folder)
    result = build(folder, "one.txt")

    assert (1, before) == (result.exit_code, members(folder))
    assert f"{NAME}:1: error: git left a conflict here" in result.stderr


def test_all_decks_in_one_package_have_one_lock(folder: Path) -> None:
    """It lies beside the package."""
    (folder / "other.txt").write_text(essay(BREAK, topic="Other", question="Why?"), encoding="utf-8")
    sources = [str(folder / "one.txt"), str(folder / "other.txt")]
    CliRunner().invoke(main, ["build", *sources, "-o", str(folder / "shop" / "all.apkg")])

    assert {"all.apkg", NAME} == {path.name for path in (folder / "shop").iterdir()}
    assert 2 == len({each.deck for each in parse((folder / "shop" / NAME).read_text("utf-8"), NAME).values()})


ENVIRONMENTS = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8"},
]


def test_the_bytes_are_the_same_everywhere(tmp_path: Path) -> None:
    """Two processes with other hash seeds, time zones, locales, folders and times, and one lock: one result."""
    results = []
    lock = b""
    for number, environment in enumerate(ENVIRONMENTS):
        folder = tmp_path / str(number)
        folder.mkdir()
        for path in EXAMPLES.glob("*.txt"):
            (folder / path.name).write_bytes(path.read_bytes())
        (folder / "out").mkdir()
        if number:
            (folder / "out" / NAME).write_bytes(lock)
        command = [sys.executable, "-m", "essay2anki", "build", ".", "-o", "out"]
        subprocess.run(command, cwd=folder, env=os.environ | environment, check=True, capture_output=True)
        lock = (folder / "out" / NAME).read_bytes()
        results.append(members(folder))
        time.sleep(1.1)

    assert results[0] == results[1]
    assert len(results[0]) == len(list(EXAMPLES.glob("*.txt"))) + 1


LOOP = """
import sys, itertools
from dataclasses import replace
from pathlib import Path
from essay2anki.release import release, target
from test_package import CARD, DECK
for now in itertools.count(1_795_400_000):
    cards = tuple(replace(CARD, key=f"cause/why/{n}/0", answer=f"{now}{n}") for n in range(400))
    release([replace(DECK, cards=cards)], target(Path(sys.argv[1])), now=now, complete=True)
    print("written", flush=True)
"""


def test_a_killed_build_leaves_whole_files(tmp_path: Path) -> None:
    """A real process, killed at twelve moments: the package opens and the lock parses, old or new."""
    out = tmp_path / "out"
    moments = random.Random(7)  # noqa: S311 - moments, no secrets
    for _ in range(12):
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
        command = [sys.executable, "-c", LOOP, str(out)]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()  # the first build is done
            time.sleep(moments.uniform(0.05, 0.3))
            process.send_signal(signal.SIGKILL)
        lock = parse((out / NAME).read_text(encoding="utf-8"), NAME)
        with zipfile.ZipFile(out / "history-a-pacts.apkg") as package:
            assert package.testzip() is None
        assert 400 == len(lock)


def run_limited(folder: Path, prefix: list[str], limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """Build in a process of its own that may write files of at most `limit` bytes; temporary files go to `tmp`."""
    (folder / "tmp").mkdir(exist_ok=True)
    code = (
        "import resource, signal, sys\n"
        "from essay2anki.cli import main\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"limit = {limit}\n"
        "if limit: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))\n"
        "main(sys.argv[1:])"
    )
    command = [*prefix, sys.executable, "-c", code, "build", "one.txt", "two.txt", "-o", "out"]
    environment = os.environ | {"TMPDIR": str(folder / "tmp")}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("limit", "message"), [(500, "the lock file cannot be written"), (3000, "the package cannot be written")]
)
def test_a_full_disk_is_told_and_the_old_files_stay(folder: Path, limit: int, message: str) -> None:
    """The kernel refuses the write: a message, status 1, no half file and nothing in the temporary folder."""
    build(folder, "one.txt", "two.txt")
    first = members(folder)
    (folder / "one.txt").write_text(essay(PACT.replace("1922", "1923")), encoding="utf-8")
    done = run_limited(folder, [], limit)

    assert done.returncode == 1
    assert f"error: {message}: File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert first["history-a-level-pacts.apkg"] == members(folder)["history-a-level-pacts.apkg"]
    assert first.keys() == members(folder).keys()
    assert [] == list((folder / "tmp").iterdir())


def test_a_read_only_folder_is_told(folder: Path) -> None:
    """A message with the place, and what to do; nothing changes."""
    build(folder, "one.txt", "two.txt")
    first = members(folder)
    (folder / "one.txt").write_text(essay(PACT.replace("1922", "1923")), encoding="utf-8")
    (folder / "out").chmod(0o555)
    # Root may write anywhere, unless that privilege is taken from it.
    mortal = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    done = run_limited(folder, mortal)
    (folder / "out").chmod(0o755)

    assert done.returncode == 1
    assert f"out/{NAME}: error: the lock file cannot be written: Permission denied" in done.stderr
    assert "Choose another place with -o." in done.stderr
    assert first == members(folder)


def test_the_lock_lies_beside_the_settings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that it is kept with the essays, and not lost with a folder of output."""
    (folder / "essay2anki.yaml").write_text("density: light\n", encoding="utf-8")
    (folder / "deep").mkdir()
    monkeypatch.chdir(folder / "deep")
    result = build(folder, "one.txt")

    assert 0 == result.exit_code
    assert (folder / NAME).exists()
    assert [] == list((folder / "out").glob("*.lock"))


def test_density_can_be_chosen(folder: Path) -> None:
    """A denser deck has more cards."""
    counts = []
    for density in ("light", "full"):
        result = CliRunner().invoke(main, ["cards", str(folder / "two.txt"), "--json", "--density", density])
        counts.append(len(result.stdout.splitlines()))

    assert counts[0] < counts[1]
