"""Many essays: the same results by any means, little work where little has changed, nothing lost when it is stopped.

Real processes, real signals, a real terminal.
"""

from __future__ import annotations

import contextlib
import fcntl
import gzip
import json
import os
import pty
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import EXAMPLES

from essay2anki import files, shelf, store, workshop
from essay2anki.cli import main
from essay2anki.deckfile import as_deck
from essay2anki.language import parse as parse_module
from essay2anki.lock import NAME, dump, parse
from essay2anki.progress import Progress

PROGRAM = [sys.executable, "-m", "essay2anki"]
PACTS = ("Rapallo", "Locarno", "Lausanne", "Sèvres", "Trianon", "Neuilly")
LONG = ("The council of the town met in the hall because the mayor had asked for it. " * 100 + "\n") * 300
"""It keeps the parser for minutes."""


def text(name: str, year: int = 1922) -> str:
    """A small essay with a topic and facts of its own."""
    return (
        f"{name}\nTITLE\nHow far did the {name} Treaty matter?\nSUBJECT\nHISTORY\nPAPER\nA LEVEL\nESSAY\n"
        f"The {name} Treaty of {year} strengthened ties with Germany. It was signed because trade in {name} failed.\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a folder of six essays."""
    (tmp_path / "essays").mkdir()
    for name in PACTS:
        (tmp_path / "essays" / f"{name}.txt").write_text(text(name), encoding="utf-8")
    return tmp_path


def build(folder: Path, *arguments: str) -> tuple[Result, dict[str, Any]]:
    """Build in this process into `out`; the result and the report."""
    report = folder / "report.json"
    told = ["build", str(folder / "essays"), "-o", str(folder / "out"), "--report", str(report), *arguments]
    result = CliRunner().invoke(main, told, prog_name="essay2anki")
    return result, json.loads(report.read_text(encoding="utf-8")) if report.exists() else {}


def started(folder: Path, *arguments: str, **more: Any) -> subprocess.Popen[str]:
    """The program in a process of its own, in `folder`."""
    return subprocess.Popen([*PROGRAM, *arguments], cwd=folder, text=True, stderr=subprocess.PIPE, **more)


def contents(folder: Path) -> dict[str, bytes]:
    """Name → bytes of all files in a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def until(happened: Callable[[], object], seconds: float = 60) -> None:
    """Wait for something to happen."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "that did not happen in time"
        time.sleep(0.05)


@pytest.fixture
def at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """All builds take place at the same second."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795400000")


@pytest.mark.usefixtures("at_a_time")
@pytest.mark.parametrize("jobs", ["1", "3"])
def test_processes_change_nothing(folder: Path, jobs: str) -> None:
    """Packages, lock, what is printed and its order are the same as in one process."""
    (folder / "essays" / "broken.txt").write_bytes(b"\x00\x01")
    alone, _ = build(folder, "--jobs", "0", "--no-cache")
    first = contents(folder / "out")
    (folder / "out").rename(folder / "before")
    many, report = build(folder, "--jobs", jobs, "--no-cache")

    assert (1, 1) == (alone.exit_code, many.exit_code)
    assert first == contents(folder / "out")
    assert alone.stdout == many.stdout
    assert [*sorted(PACTS)] == [Path(each["source"]).stem for each in report["files"]]


@pytest.mark.usefixtures("at_a_time")
def test_parts_make_the_whole(folder: Path) -> None:
    """The packages of three shards are those of one run, each made by one of them; so are the lines of their locks."""
    like = text("Brest").replace("Brest", "Lausanne!", 1)
    (folder / "essays" / "like.txt").write_text(like, encoding="utf-8")
    build(folder)
    whole = contents(folder / "out")
    parts = []
    for part in (1, 2, 3):
        (folder / "out").rename(folder / f"before{part}")
        assert 0 == build(folder, "--shard", f"{part}/3")[0].exit_code
        parts.append(contents(folder / "out"))
    locks = [part.pop(NAME, b"").decode() for part in parts]

    assert sum(map(len, parts)) == len(whole) - 1 == 7
    assert whole == {
        **parts[0],
        **parts[1],
        **parts[2],
        NAME: "".join(sorted("".join(locks).splitlines(keepends=True))).encode(),
    }
    assert whole[NAME].decode() == "".join(dump(parse("".join(locks), NAME)))


def test_parts_in_one_folder(folder: Path) -> None:
    """Shards may also write into one folder, at the same time, beside one lock."""
    runs = [started(folder, "build", "essays", "-o", "out", "-q", "--shard", f"{part}/2") for part in (1, 2)]

    assert [("", 0), ("", 0)] == [(run.communicate()[1], run.returncode) for run in runs]
    assert {*contents(folder / "out")} == {NAME, *(f"{files.slug(f'HISTORY::A LEVEL::{name}')}.apkg" for name in PACTS)}
    assert 6 == len({each.deck for each in parse((folder / "out" / NAME).read_text(encoding="utf-8"), NAME).values()})


@pytest.mark.parametrize("shard", ["0/3", "4/3", "x", "1", "-1/2", "1/0"])
def test_a_part_that_there_is_not(folder: Path, shard: str) -> None:
    """Wrong usage, with an example."""
    result, _ = build(folder, "--shard", shard)

    assert 2 == result.exit_code
    assert "write 1/4 for the first part of four" in result.stderr


def test_what_was_found_is_not_looked_for_again(folder: Path) -> None:
    """A second run parses nothing, and after an edit, one essay: a counter says so. The cards are the same."""
    _, cold = build(folder)
    first = contents(folder / "out")
    (folder / "out" / "history-a-level-rapallo.apkg").unlink()
    _, warm = build(folder)

    assert (6, 0, 0, 6) == (cold["parsed"], cold["cached"], warm["parsed"], warm["cached"])
    assert first == contents(folder / "out")
    (folder / "essays" / "Rapallo.txt").write_text(text("Rapallo", 1923), encoding="utf-8")
    result, edited = build(folder)
    assert (1, 5) == (edited["parsed"], edited["cached"])
    assert [True] == [not each["cached"] for each in edited["files"] if each["source"].endswith("Rapallo.txt")]
    assert 5 == result.stdout.count("notes        3: 3 unchanged")
    assert result.stdout.endswith("total        6 decks, 18 notes: 1 parsed, 5 remembered\n")


def test_what_is_remembered_needs_neither_parser_nor_finders(folder: Path) -> None:
    """They are not even imported: in a process of its own."""
    build(folder)
    code = (
        "import sys; from essay2anki.cli import main\n"
        "try: main(['cards', 'essays'])\n"
        "except SystemExit: pass\n"
        "heavy = ('spacy', 'essay2anki.facts', 'essay2anki.language.parse', 'essay2anki.language.analyse')\n"
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)

    assert "Rapallo" in done.stdout
    assert done.stderr == "[]\n"


def test_facts_are_remembered_by_what_they_are_found_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not by the name of the file; another parser finds anew, and so does a program whose code has changed."""
    build(folder)
    (folder / "essays" / "Rapallo.txt").rename(folder / "essays" / "other.txt")
    _, renamed = build(folder)
    assert (0, 6) == (renamed["parsed"], renamed["cached"])
    assert any(each["source"].endswith("other.txt") for each in renamed["files"])

    monkeypatch.setattr(store, "program", lambda: "another program")
    assert 6 == build(folder)[1]["parsed"]


def test_a_cache_that_is_damaged_or_switched_off_is_none(folder: Path) -> None:
    """Whatever stands in the files; and `--no-cache` neither reads nor writes."""
    build(folder, "--no-cache")
    assert not list(store.place().rglob("*.json.gz"))
    build(folder)
    for number, path in enumerate(sorted(store.place().rglob("*.json.gz"))):
        told = ["", "{}", "[[1, 2], [0]]", '{"decks": 1}', "[[0]]", "null", '["x"]'][number % 7]
        path.write_bytes(gzip.compress(told.encode()) if number else b"damaged")
    result, report = build(folder)

    assert (0, 6) == (result.exit_code, report["parsed"])


def test_the_cache_keeps_its_size(tmp_path: Path) -> None:
    """What was used least lately goes first; other runs may delete at the same time."""
    cache = store.Store(tmp_path)
    keys = [store.key(number) for number in range(5)]
    for age, key in enumerate(keys):
        cache.put(key, random.Random(age).randbytes(60).hex())  # noqa: S311 - no secret
        path = next(tmp_path.rglob(f"{key[2:]}.json.gz"))
        os.utime(path, (age, age))
    cache.get(keys[0])
    cache.prune(330)

    assert [True, False, False, True, True] == [cache.get(key) is not None for key in keys]


def test_the_cache_is_three_times_the_text_at_most() -> None:
    """And it can be read without the parser."""
    CliRunner().invoke(main, ["cards", str(EXAMPLES / "public_health.txt")])
    (path,) = store.place().rglob("*.json.gz")
    code = (
        "import gzip, json, sys; from essay2anki.model import Fact; from essay2anki.plain import from_plain\n"
        f"print(len(from_plain(Fact, json.load(gzip.open({str(path)!r})))), 'spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert path.stat().st_size < 3 * (EXAMPLES / "public_health.txt").stat().st_size
    assert done.stdout.split()[1] == "False"
    assert int(done.stdout.split()[0]) > 30


def test_nothing_changed_costs_nothing(folder: Path) -> None:
    """Decided by hashes: neither the parser nor genanki nor the makers are imported; what was told is told again."""
    (folder / "essays" / "long.txt").write_text(text("Long") + "It was so. " * 100, encoding="utf-8")
    first = build(folder)[0]
    code = (
        "import sys; from essay2anki.cli import main\n"
        "try: main(['build', 'essays', '-o', 'out'])\n"
        "except SystemExit: pass\n"
        "heavy = ('spacy', 'genanki', 'yaml', 'essay2anki.pipeline', 'essay2anki.rules')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    command = [sys.executable, "-c", code]
    runs = [subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True) for _ in range(2)]

    assert "warning: only" in first.stderr
    assert runs[1].stdout.startswith("unchanged    7 decks, ")
    assert runs[1].stdout.endswith("\n[]\n")
    assert "warning: only" in runs[1].stderr


def _delete_package(folder: Path) -> None:
    (folder / "out" / "history-a-level-rapallo.apkg").unlink()


def _damage_package(folder: Path) -> None:
    (folder / "out" / "history-a-level-rapallo.apkg").write_bytes(b"PK")


def _lose_lock(folder: Path) -> None:
    (folder / "out" / NAME).unlink()


def _edit(folder: Path) -> None:
    (folder / "essays" / "Rapallo.txt").write_text(text("Rapallo", 1924), encoding="utf-8")


def _add(folder: Path) -> None:
    (folder / "essays" / "new.txt").write_text(text("Brest"), encoding="utf-8")


def _correct(folder: Path) -> None:
    (folder / "decks").mkdir()
    (folder / "decks" / "x.yaml").write_text("deck: X\ncards: []\n", encoding="utf-8")


def _set(folder: Path) -> None:
    (folder / "essay2anki.yaml").write_text("density: full\n", encoding="utf-8")


@pytest.mark.parametrize("change", [_set, _delete_package, _damage_package, _lose_lock, _edit, _add, _correct])
def test_whatever_changes_is_seen(
    folder: Path, change: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A source, an output, the lock, or the deck files beside them: then a build is done, and all is there again."""
    monkeypatch.chdir(folder)
    build(folder)
    assert build(folder)[0].stdout.startswith("unchanged")
    change(folder)
    result, _ = build(folder)

    assert 0 == result.exit_code
    assert "deck         HISTORY::A LEVEL::Rapallo" in result.stdout
    assert build(folder)[0].stdout.startswith("unchanged")


def test_options_are_seen(folder: Path) -> None:
    """What was built with one density is not what is wanted with another."""
    build(folder)

    assert not build(folder, "--density", "full")[0].stdout.startswith("unchanged")
    assert not build(folder, "--retire-missing")[0].stdout.startswith("unchanged")
    assert build(folder, "--locked")[0].stdout.startswith("unchanged")
    assert not build(folder, "--no-cache")[0].stdout.startswith("unchanged")


def test_what_failed_is_not_remembered_as_done(folder: Path) -> None:
    """It is told, and tried, each time."""
    (folder / "essays" / "broken.txt").write_bytes(b"\x00\x01")

    assert [1, 1] == [build(folder)[0].exit_code for _ in range(2)]


def alive(group: int) -> bool:
    """Whether a group still has a process."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, 0)
        return True
    return False


def worker_of(process: subprocess.Popen[str], megabytes: int = 100) -> Iterator[int]:
    """The process that does the work, once it has loaded the parser."""
    with contextlib.suppress(OSError):
        for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
            pages = int(Path(f"/proc/{child}/statm").read_text().split()[1])
            if pages * os.sysconf("SC_PAGE_SIZE") > megabytes << 20:
                yield int(child)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
def test_an_essay_that_ends_its_process_is_named_and_all_others_are_built(folder: Path) -> None:
    """The system kills the process in the middle of a text: that is told, the status is 1, the others are there."""
    (folder / "essays" / "A.txt").write_text(text("A") + LONG, encoding="utf-8")
    process = started(folder, "build", "essays", "-o", "out", "-q", "--jobs", "1")
    until(lambda: [*worker_of(process)])
    os.kill(next(worker_of(process)), signal.SIGKILL)
    told = process.communicate()[1]

    assert process.returncode == 1
    assert "essays/A.txt: error: this source was given up: the process that worked on it was ended by SIGKILL" in told
    assert "Traceback" not in told
    assert 6 == len([*(folder / "out").glob("*.apkg")])


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_goes_on_where_it_was(folder: Path, number: int, status: int) -> None:
    """Nothing is half written, no process is left, what was done is said, and the next run need not do it again."""
    if signal.getsignal(number) is signal.SIG_IGN:
        pytest.skip("the shell has this signal ignored, as it does for what it starts in the background")
    (folder / "essays" / "z.txt").write_text(text("Z") + LONG, encoding="utf-8")
    process = started(folder, "build", "essays", "-o", "out", "--jobs", "1", start_new_session=True)
    until(lambda: len([*store.place().rglob("*.json.gz")]) == 6)
    time.sleep(0.3)
    os.killpg(process.pid, number)
    told = process.communicate()[1]

    assert process.returncode == status
    assert told.startswith("Stopped: ")
    assert "of 7 decks were made, nothing was written." in told
    assert "Traceback" not in told
    assert not (folder / "out").exists()
    until(lambda: not alive(process.pid))
    (folder / "essays" / "z.txt").unlink()
    assert 6 == build(folder)[1]["cached"]


def test_what_is_not_remembered_is_not_promised() -> None:
    """Without the cache, a run that was stopped begins anew."""
    assert "Stopped: no deck was made yet, nothing was written." == Progress(shown=False).stopped(remembered=False)


def test_two_runs_in_one_folder(folder: Path) -> None:
    """One waits for the other, and adds to what that has shipped."""
    other = folder / "other"
    other.mkdir()
    (other / "x.txt").write_text(text("Brest"), encoding="utf-8")
    runs = [started(folder, "build", name, "-o", "out", "-q") for name in ("essays", "other", "essays")]

    assert [0, 0, 0] == [run.wait() for run in runs]
    assert ["", "", ""] == [run.communicate()[1] for run in runs]
    shipped = parse((folder / "out" / NAME).read_text(encoding="utf-8"), NAME)
    assert 7 == len({each.deck for each in shipped.values()})
    assert {NAME} == {name for name in contents(folder / "out") if not name.endswith(".apkg")}


def test_a_run_does_not_wait_for_ever(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says who is in its way; what a killed run has left is in nobody's way."""
    monkeypatch.setattr(files, "PATIENCE", 0.1)
    (folder / "out").mkdir()
    busy = folder / "out" / files.BUSY
    with busy.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        refused, _ = build(folder)
    assert 1 == refused.exit_code
    assert "another run has been writing here" in refused.stderr
    assert [busy] == [*(folder / "out").iterdir()]

    assert 0 == build(folder)[0].exit_code
    assert not busy.exists()


DECK = Path("decks", "history-a-level-pacts.yaml")
PACT = "The Rapallo Pact of 1922 was signed because trade with Germany had failed."
BREACH = "Britain broke off diplomatic relations with Moscow in May 1927 because spies had been found."


@pytest.fixture
def of_one_deck(tmp_path: Path) -> Path:
    """A folder with two essays of one topic."""
    for name, said in (("pact", PACT), ("breach", BREACH)):
        told = f"Pacts\nTITLE\nWhat did the {name} change?\nSUBJECT\nHISTORY\nPAPER\nA LEVEL\nESSAY\n{said}\n"
        (tmp_path / f"{name}.txt").write_text(told, encoding="utf-8")
    return tmp_path


def test_two_drafts_in_one_folder(of_one_deck: Path) -> None:
    """One waits for the other, and merges with what that has written."""
    runs = [started(of_one_deck, "draft", f"{name}.txt", "-q") for name in ("pact", "breach")]
    told = "".join(run.communicate()[1] for run in runs)

    assert [0, 0] == [run.returncode for run in runs]
    assert 1 == told.count("was not given: its cards are left as they are")
    written = (of_one_deck / DECK).read_text(encoding="utf-8")
    assert [1, 1] == [written.count(f"- prompt: Why {asked}") for asked in ("was the Rapallo Pact", "did Britain")]
    assert ["deck.schema.json", DECK.name] == [*contents(of_one_deck / DECK.parent)]


def test_what_a_person_saves_during_a_draft_is_kept(of_one_deck: Path) -> None:
    """The draft merges with what is there when it writes, not when it began."""
    path = of_one_deck / DECK
    assert "" == started(of_one_deck, "draft", "pact.txt", "-q").communicate()[1]
    with (path.parent / files.BUSY).open("wb") as busy:
        fcntl.flock(busy, fcntl.LOCK_EX)
        process = started(of_one_deck, "draft", "pact.txt", "breach.txt", "-q")
        until(lambda: len([*store.place().rglob("*.json.gz")]) == 2)
        corrected = path.read_text(encoding="utf-8").replace("Why was the", "For what reason was the", 1)
        path.write_text(corrected, encoding="utf-8")
    assert ("", 0) == (process.communicate()[1], process.returncode)
    written = path.read_text(encoding="utf-8")

    assert "For what reason was the Rapallo Pact of 1922 signed?" in written
    assert "Why did Britain break off" in written


def test_what_a_person_saves_during_a_build_is_kept(tmp_path: Path) -> None:
    """A build writes the keys of own cards into the file as it is by then."""
    path = tmp_path / "pacts.yaml"
    path.write_text("deck: Pacts\ncards:\n- prompt: Who signed it?\n  answer: Rathenau\n", encoding="utf-8")
    found = shelf.in_folder(tmp_path, [])
    shipped = {each.file.name: as_deck(each.file) for each in found.kept}
    path.write_text(path.read_text(encoding="utf-8") + "# Ask Jo.\n", encoding="utf-8")
    workshop.pin(found, shipped, [])
    written = path.read_text(encoding="utf-8")

    assert "\n  key: " in written
    assert written.endswith("# Ask Jo.\n")


def test_a_draft_does_not_wait_for_ever(of_one_deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says who is in its way, and a look at what it would change need not wait."""
    monkeypatch.chdir(of_one_deck)
    monkeypatch.setattr(files, "PATIENCE", 0.1)
    DECK.parent.mkdir()
    with (DECK.parent / files.BUSY).open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        look = CliRunner().invoke(main, ["draft", "pact.txt", "--diff"])
        refused = CliRunner().invoke(main, ["draft", "pact.txt"])

    assert (0, 1) == (look.exit_code, refused.exit_code)
    assert "another run has been writing deck files here" in refused.stderr
    assert not DECK.exists()


def test_progress_is_for_people(folder: Path) -> None:
    """A line on a terminal that goes when it is done; nothing in a pipe, and nothing if nothing is wanted."""
    shown = {}
    for name, more in (("shown", []), ("quiet", ["-q"])):
        ours, theirs = pty.openpty()
        command = [*PROGRAM, "build", "essays", "-o", "out", "--no-cache", *more]
        subprocess.run(command, cwd=folder, stderr=theirs, stdout=subprocess.PIPE, check=True)
        os.close(theirs)
        with contextlib.suppress(OSError), open(ours, "rb", buffering=0) as terminal:  # noqa: PTH123 - a number
            shown[name] = b""
            while piece := terminal.read(1 << 16):
                shown[name] += piece
    command = [*PROGRAM, "build", "essays", "-o", "out", "--no-cache"]
    piped = subprocess.run(command, cwd=folder, capture_output=True, check=True)

    assert b"of 6 decks, " in shown["shown"]
    assert shown["shown"].endswith(b"\r\x1b[K")
    assert b"" == shown["quiet"] == piped.stderr


def test_the_report(folder: Path) -> None:
    """Each file with its deck and the times of its stages, each package, each problem."""
    (folder / "essays" / "broken.txt").write_bytes(b"\x00\x01")
    _, report = build(folder)

    assert (6, 6, 6, True) == (report["essays"], report["decks"], report["parsed"], report["failed"])
    assert {"read", "cache", "parse", "facts", "cards", "curate", "write"} == set(report["seconds"])
    assert {"source", "deck", "cached", "words", "seconds"} == set(report["files"][0])
    assert {"cache", "parse", "facts", "cards"} == set(report["files"][0]["seconds"])
    assert {"deck", "package", "notes", "cards", "new", "changed", "retired"} == set(report["packages"][0])
    assert ["error"] == [each["severity"] for each in report["problems"]]
    unwritable = CliRunner().invoke(main, ["cards", str(folder / "essays"), "--report", str(folder / "essays")])
    assert 1 == unwritable.exit_code
    assert "the report cannot be written" in unwritable.stderr


def test_a_bug_at_one_essay_costs_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is raised is told with its place, and the essay is given up."""
    parse_once = parse_module.parse

    def failing(texts: Any) -> Any:
        pieces = list(texts)
        if any("Trianon" in piece for piece in pieces):
            raise RecursionError("too deep")
        return parse_once(pieces)

    monkeypatch.setattr("essay2anki.language.analyse.parse", failing)
    result, report = build(folder)

    assert (1, 5) == (result.exit_code, len(report["packages"]))
    assert "Trianon.txt: error: this source was given up: the program failed: RecursionError in " in result.stderr


@pytest.mark.parametrize("moment", ["tomorrow", "-5"])
def test_a_wrong_moment(folder: Path, moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no number is told."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)

    assert 2 == build(folder)[0].exit_code
