"""Processes that do the work: the same results whatever their number, and no text that ends one costs the others."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from essay2anki.model import Deck, Essay
from essay2anki.problems import ParserError, Problem, ProcessError
from essay2anki.work import Done, Drafted, Tell, Work
from essay2anki.workers import Pool, engine, here


def essay(source: str, text: str = "") -> Essay:
    """An essay with the given name."""
    return Essay(source=source, topic="t", title="", subject="", paper="", text=text, points=())


def works(*decks: str) -> list[Work]:
    """Work: a word a deck, and an essay for each of its letters."""
    return [Work(deck=name, essays=tuple(essay(letter) for letter in name)) for name in decks]


def slow(work: Work, tell: Tell) -> Done:
    """The first decks take longest."""
    tell("a")
    time.sleep(0.3 if work.deck in "ab" else 0)
    return done(work)


def done(work: Work) -> Done:
    """A deck that only has its name and its sources."""
    sources = tuple(each.source for each in work.essays)
    drafts = tuple(Drafted(source=each, deck=work.deck, cached=False, words=1, seconds={}) for each in sources)
    return Done(deck=Deck(name=work.deck, sources=sources, cards=(), rejections=()), essays=drafts)


def dies(how: Callable[[], object], work: Work, tell: Tell) -> Done:
    """Fails at the essay x, and when the deck zz is put together."""
    for each in work.essays:
        tell(each.source)
        if each.source == "x":
            how()
    tell("")
    if work.deck == "zz":
        how()
    return done(work)


def killed(work: Work, tell: Tell) -> Done:
    """The system takes the process away."""
    return dies(lambda: os.kill(os.getpid(), signal.SIGKILL), work, tell)


def crashed(work: Work, tell: Tell) -> Done:
    """The process reads where nothing is."""
    return dies(lambda: ctypes.string_at(0), work, tell)


def hung(work: Work, tell: Tell) -> Done:
    """The process never comes back."""
    return dies(lambda: time.sleep(60), work, tell)


def left(work: Work, tell: Tell) -> Done:
    """The process ends without a word."""
    return dies(lambda: os._exit(3), work, tell)


def greedy(work: Work, tell: Tell) -> Done:
    """The process wants more memory than it may have."""

    def want() -> None:
        try:
            bytearray(1 << 30).count(1)
        except MemoryError:
            os._exit(9)  # as a library in C does

    return dies(want, work, tell)


def stillborn(work: Work, tell: Tell) -> Done:
    """The process ends before it has come to any text."""
    del work, tell
    os._exit(3)


def without_parser(work: Work, tell: Tell) -> Done:
    """What concerns all."""
    del work, tell
    raise ParserError(Problem(message="spacy is not installed", advice="Run: pip install"))


@pytest.mark.parametrize(
    ("function", "reason"),
    [
        pytest.param(killed, "ended by SIGKILL, as the system does when memory runs out", id="killed"),
        pytest.param(crashed, "ended by SIGSEGV", id="crashed"),
        pytest.param(hung, "it took longer than 1.5 seconds (--timeout)", id="hung"),
        pytest.param(left, "ended by status 3", id="left"),
        pytest.param(greedy, "ended by status 9", id="greedy"),
    ],
)
def test_what_ends_a_process_is_named_and_costs_no_other(function: Callable[[Work, Tell], Done], reason: str) -> None:
    """The essay is told with its reason; the others of its deck are done, and all other decks, in their order."""
    pool = Pool(jobs=2, seconds=1.5, megabytes=600, function=function)
    results = list(pool(works("ab", "cxd", "x", "zz", "e")))

    assert ["ab", "cxd", "x", "zz", "e"] == [each.deck.name for each in results]
    assert [("a", "b"), ("c", "d"), (), (), ("e",)] == [tuple(d.source for d in each.essays) for each in results]
    told = [[problem.source for problem in each.problems] for each in results]
    assert [[], ["x"], ["x"], ["z, z"], []] == told
    assert all(problem.message.endswith(reason) for each in results for problem in each.problems)
    assert [False, True, True, True, False] == [each.deck.incomplete for each in results]


def test_results_come_in_the_order_of_the_work() -> None:
    """However long each takes; work is taken as it is needed, not all at once."""
    taken: list[str] = []

    def taking() -> list[Work]:
        return [work for work in works(*"abcdef") if not taken.append(work.deck)]  # type: ignore[func-returns-value] # on purpose

    pool = Pool(jobs=2, function=slow)

    assert list("abcdef") == [each.deck.name for each in pool(taking())]


def test_a_missing_parser_ends_the_run() -> None:
    """That is no fault of a text."""
    with pytest.raises(ParserError, match="spacy is not installed"):
        list(Pool(jobs=2, function=without_parser)(works("a", "b")))


def test_processes_that_cannot_begin_end_the_run() -> None:
    """That is no fault of a text either: nobody waits until as many processes have died as there are decks."""
    with pytest.raises(ProcessError, match=r"the work could not begin: .* ended by status 3"):
        list(Pool(jobs=2, function=stillborn)(works("a", "b")))


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are counted there")
def test_no_process_is_left_when_a_run_is_given_up() -> None:
    """Whoever stops asking for results has all processes ended."""
    results = Pool(jobs=2, function=hung)(works("a", "xb", "xc"))
    next(results)
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    before = set(children.read_text().split())
    results.close()  # type: ignore[attr-defined] # it is a generator

    assert len(before - set(children.read_text().split())) == 2


@pytest.mark.parametrize(
    ("jobs", "decks", "characters", "expected"),
    [(None, 1, 10**9, 0), (None, 9, 1_000, 0), (0, 9, 10**9, 0), (3, 9, 10, 3), (4, 2, 10, 2), (1, 9, 10, 1)],
)
def test_how_many_processes(jobs: int | None, decks: int, characters: int, expected: int) -> None:
    """One deck, or little to read, never pays for a process; a person may say how many there shall be."""
    chosen = engine(jobs, decks=decks, characters=characters, seconds=None, megabytes=0)

    assert (expected or None) == getattr(chosen, "jobs", None)
    assert (chosen is here) is (expected == 0)


def test_much_work_gets_all_processors() -> None:
    """As many as this process may use, if each has enough to do."""
    chosen = engine(None, decks=1_000, characters=10**9, seconds=None, megabytes=0)

    assert isinstance(chosen, Pool)
    assert chosen.jobs == len(os.sched_getaffinity(0)) if sys.platform == "linux" else chosen.jobs > 0
