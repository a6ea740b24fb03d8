"""Reading: frames, outlines, questions and repairs, and what cannot be read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import suppress
from typing import Any

import pytest
from conftest import cases
from hypothesis import given
from hypothesis import strategies as st

from essay2anki.language.segments import segments
from essay2anki.model import Essay, Point, Repair, Section
from essay2anki.naming import deck_of
from essay2anki.problems import Problem, SourceError
from essay2anki.read import read, read_all
from essay2anki.read.instructions import aside
from essay2anki.read.question import question
from essay2anki.read.repair import MARKS, cut, repair
from essay2anki.read.tongue import foreign

FULL = b"Coal\nTITLE\nWhy coal?\nESSAY\nIt was cheap.\nSUBJECT\nHISTORY\nPAPER\nA LEVEL\nNOTES\n- Price."


@pytest.mark.parametrize("case", cases("outline"))
def test_outline(case: dict[str, Any]) -> None:
    """A source is laid out as the case says."""
    essay = read("essay.txt", case["source"].encode())

    assert case["outline"] == [_shown(point) for point in essay.points]


@pytest.mark.parametrize("case", cases("layouts"))
def test_layout(case: dict[str, Any]) -> None:
    """A messy source is laid out as the case says: its frame, its outline, and what a person is told."""
    found = read_all(case.get("file", "essay.txt"), [case["source"].encode()])

    assert case["outline"].splitlines() == [line for each in found for line in _told(each)]


def _told(found: Essay | Problem) -> list[str]:
    if isinstance(found, Problem):
        return [f"! {found.severity}: {found.message}"]
    return [f"= {deck_of(found)} | {found.title}", *map(_shown, found.points)]


def _shown(point: Point) -> str:
    role = f"{point.role}<{point.level}>" if point.level else point.role
    path = "/".join(filter(None, (*point.headings, point.label)))
    return " ".join(filter(None, [point.section, role, path, "|", point.body.text]))


@pytest.mark.parametrize("case", cases("questions"))
def test_question(case: dict[str, Any]) -> None:
    """A question line is taken apart; without its marks it is what cards show."""
    found = question(case["text"])

    assert case.get("title", case["text"]) == found.text
    assert case.get("claim", "") == found.claim
    assert case["command"] == found.command
    assert case.get("marks") == found.marks
    assert tuple(case.get("parts", ())) == found.parts
    assert case.get("source", "") == found.source


@pytest.mark.parametrize("case", cases("asides"))
def test_aside(case: dict[str, Any]) -> None:
    """Words to examiners and to the writer are told from the subject's own."""
    assert case.get("role") == aside(case["text"], Section(case["section"]))


@pytest.mark.parametrize("case", cases("repairs"))
def test_repair(case: dict[str, Any]) -> None:
    """A text is mended as the case says, and the repairs are named."""
    found = repair(case["text"])

    assert case["repaired"] == found.text
    assert tuple(case["repairs"]) == found.repairs


@pytest.mark.parametrize("case", cases("tongues"))
def test_tongue(case: dict[str, Any]) -> None:
    """A text that is not English is known by its small words."""
    assert case.get("language") == foreign(case["text"])


def test_frame() -> None:
    """The fields of the frame name the deck."""
    essay = read("coal.txt", FULL)

    assert essay.title == "Why coal?"
    assert deck_of(essay) == "HISTORY::A LEVEL::Coal"


@pytest.mark.parametrize(
    ("source", "deck"),
    [
        (b"TITLE\nWhy?\nESSAY\nIt was.", "Why?"),
        (b"ESSAY\nIt was.", "Essay"),
        (b"A\nTopic\nB: b\nSUBJECT\nLAW::CRIME\nESSAY\nIt was.", "LAW:CRIME::B: b"),
        (b"TITLE\nWhy? [10 marks]\nPAPER\nOLD\nLEVEL\nGCSE\nESSAY\nIt was.", "OLD::Why?"),
    ],
)
def test_deck_name(source: bytes, deck: str) -> None:
    """What a source lacks is left out of the deck's name; a double colon in a field makes no level."""
    assert deck == deck_of(read("x.txt", source))


def test_the_question_of_an_essay() -> None:
    """Claim, command, marks and parts are fields of the essay; a source that is there is not missed."""
    essay = read("x.txt", "TITLE\n‘Coal was king. How far do you agree? [20]\nESSAY\nIt was.".encode())

    assert essay.title == "‘Coal was king.’ How far do you agree?"
    assert (essay.claim, essay.command, essay.marks) == ("‘Coal was king.’", "how far do you agree", 20)
    assert read("x.txt", b"TITLE\nStudy Source A. Why?\nESSAY\nIt was.").absent == "Source A"
    assert read("x.txt", b"TITLE\nStudy Source A. Why?\nSource A: a map\nESSAY\nIt was.").absent == ""


def test_repairs_are_counted() -> None:
    """An essay says which repairs were made in how many lines, and what was left out."""
    essay = read("x.txt", b"top of page\nESSAY\nIt was &amp; is.\nHere&nbsp;&amp; there.\n\nAn <b>old</b> one.")

    assert set(essay.repairs) == {
        Repair(name="HTML entities", count=2, line=3),
        Repair(name="HTML tags", count=1, line=6),
        Repair(name="odd white space", count=1, line=4),
        Repair(name="page debris left out", count=1, line=1),
    }


def test_what_belongs_nowhere_is_told() -> None:
    """A paragraph outside of all sections is no part of the outline, and a person hears of it."""
    stray = "This long paragraph stands below the name of the subject, where nobody would look for one at all."
    essay, problem = read_all("x.txt", [f"ESSAY\nIt was.\nSUBJECT\nLAW\n{stray}".encode()])

    assert isinstance(essay, Essay)
    assert essay.subject == "LAW"
    assert isinstance(problem, Problem)
    assert (problem.severity, problem.line) == ("warning", 5)


def test_another_language_is_told() -> None:
    """An essay in French is read, with a warning."""
    text = (
        "Les lois sur les fabriques ont été votées à la hâte, et il n’y avait que quatre inspecteurs pour le pays. " * 3
    )
    *_, problem = read_all("x.txt", [f"ESSAY\n{text}".encode()])

    assert isinstance(problem, Problem)
    assert "French" in problem.message
    assert problem.severity == "warning"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"TITLE\nWhy?\n", "there is no line ESSAY"),
        (b"Dear Sir,\nwhere is it?\n", "there is no line ESSAY"),
        (b"ESSAY\nSUBJECT\nHISTORY\n", "nothing stands under ESSAY"),
        ("ESSAY\nСевр был городом".encode("cp1251"), "the text is not in UTF-8"),
        (b"PK\x03\x04\x00\x00\xff\xfe", "this is not a text file"),
        (b"%PDF-1.7 ESSAY", "this is not a text file"),
        (b"ESSAY\nIt\x00 was\x00 so\x00.", "this is not a text file"),
        (b"\xff\xfe\x00\xd8\x00\x00\x01\x00\x02", "this is not a text file"),
    ],
)
def test_unreadable(data: bytes, message: str) -> None:
    """What cannot be read is named, with what to do."""
    with pytest.raises(SourceError) as caught:
        read("bad.txt", data)

    assert message == caught.value.problem.message
    assert caught.value.problem.advice
    assert str(caught.value.problem).startswith("bad.txt:")


def test_the_line_that_is_not_utf8_is_named() -> None:
    """An editor can be opened at the place."""
    with pytest.raises(SourceError) as caught:
        read("bad.txt", b"TITLE\nWhy\n\xe8\xe9\xea\xe8\xe9\xea\n")

    assert caught.value.problem.line == 3


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00")))
def test_reading_never_crashes(text: str) -> None:
    """Any text is read or refused with a problem."""
    try:
        essay = read("x.txt", f"ESSAY\n{text}".encode())
    except SourceError:
        return

    for point in essay.points:
        start, end = point.body.span(0, len(point.body.text))
        assert 0 <= start < end <= len(essay.text)


@given(st.binary(max_size=300))
def test_bytes_never_crash(data: bytes) -> None:
    """Any bytes are read or refused with a problem, whatever they claim to be."""
    for name in ("x.txt", "x.md", "x.jsonl", "x.docx", "-"):
        for pieces in ([b"ESSAY\n" + data, data], [data]):
            with suppress(SourceError):
                assert all(each for each in read_all(name, pieces))


DEBRIS = st.sampled_from(
    [
        *" \t\n\u00a0\u00ad\u200b\u202e\u0301\ufb01ab.A!?,;:'*_“”()-–1éÃ💥🌟&<[]{}\\",
        *(
            "&eacute;",
            "&amp;",
            "&notit;",
            "<br>",
            "</b>",
            "{{x}}",
            "{{c1::",
            "}}",
            "[1]",
            "[a](/b)",
            "â€™",
            "**",
            "e\u0301\u0323",
        ),
        *(
            "\n- ",
            "\n1. ",
            "\n## ",
            "\n• ",
            "\nFailures:\n",
            "\nNOTES\n",
            " – ",
            "It was so. ",
            "Accept any other points. ",
        ),
    ]
)


@given(st.lists(DEBRIS.filter(lambda each: each != "[a](/b)"), max_size=30).map("".join), st.data())
def test_repair_of_a_slice_is_the_slice_of_the_repair(text: str, data: st.DataObject) -> None:
    """The span of some words, cut out of the source and repaired, gives the words again; but for half a link."""
    repaired = repair(text)
    words = [match.span() for match in re.finditer(rf"[^\W\d_][\w{MARKS}]*", repaired.text)]
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    start, end = words[first][0], words[data.draw(st.integers(first, len(words) - 1))][1]
    low, high = repaired.span(start, end)

    assert repair(text[low:high]).text == repaired.text[start:end]
    assert cut(repaired, start, end).span(0, end - start) == (low, high)


@given(st.lists(DEBRIS, max_size=60).map("".join))
def test_every_statement_stands_in_the_source(text: str) -> None:
    """Of every point, and of every statement in it, the slice of the source at its span, repaired, gives it again."""
    try:
        essay = read("x.txt", f"TITLE\nWhy?\nESSAY\nIt was.\n{text}".encode())
    except SourceError:
        return
    for point in essay.points:
        for start, end in [(0, len(point.body.text)), *segments(point.body.text)]:
            low, high = point.body.span(start, end)
            assert repair(essay.text[low:high]).text == point.body.text[start:end].strip()


@pytest.mark.parametrize("seed", ["0", "1", "2", "3", "4"])
def test_reading_is_the_same_in_every_process(seed: str) -> None:
    """Whatever the order of Python's sets: what stands under several fields is told with its first line."""
    text = "SUBJECT\nHistory\nOf a kind\nPAPER\nOne\nOr two\nLEVEL\nA\nOr so\nYEAR\n1999\nOr then\nESSAY\nIt was so.\n"
    code = f"from essay2anki.read import read; print(read('x.txt', {text.encode()!r}).repairs[0].line)"
    environment = os.environ | {"PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)

    assert done.stdout == "3\n"
