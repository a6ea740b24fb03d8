"""Reading: frames, outlines and repairs, and what cannot be read."""

from __future__ import annotations

import re
from typing import Any

import pytest
from conftest import cases
from hypothesis import given
from hypothesis import strategies as st

from essay2anki.model import Essay, Point
from essay2anki.problems import Problem, SourceError
from essay2anki.read import read, read_all
from essay2anki.read.repair import cut, repair

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
    return [f"= {found.deck} | {found.title}", *map(_shown, found.points)]


def _shown(point: Point) -> str:
    role = f"{point.role}<{point.level}>" if point.level else point.role
    path = "/".join(filter(None, (*point.headings, point.label)))
    return " ".join(filter(None, [point.section, role, path, "|", point.body.text]))


def test_frame() -> None:
    """The fields of the frame name the deck."""
    essay = read("coal.txt", FULL)

    assert essay.title == "Why coal?"
    assert essay.deck == "HISTORY::A LEVEL::Coal"


@pytest.mark.parametrize(
    ("source", "deck"),
    [
        (b"TITLE\nWhy?\nESSAY\nIt was.", "Why?"),
        (b"ESSAY\nIt was.", "Essay"),
        (b"A\nTopic\nB: b\nSUBJECT\nLAW::CRIME\nESSAY\nIt was.", "LAW:CRIME::B: b"),
    ],
)
def test_deck_name(source: bytes, deck: str) -> None:
    """What a source lacks is left out of the deck's name; a double colon in a field makes no level."""
    assert deck == read("x.txt", source).deck


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    """UTF-8 with and without a mark, and UTF-16 with one, are read alike; line ends do not matter."""
    text = "TITLE\r\nWhy Sèvres?\r\nESSAY\r\nIt was near Paris.\r\n"

    assert read("x.txt", text.encode(encoding)).title == "Why Sèvres?"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"TITLE\nWhy?\n", "there is no line ESSAY"),
        (b"ESSAY\nSUBJECT\nHISTORY\n", "nothing stands under ESSAY"),
        ("ESSAY\nСевр был городом".encode("cp1251"), "the text is not in UTF-8"),
        (b"PK\x03\x04\x00\x00\xff\xfe", "this is not a text file"),
        (b"ESSAY\nIt\x00 was\x00 so\x00.", "this is not a text file"),
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


DEBRIS = st.sampled_from([*" \t\u00a0\u00ad\u200bab.A!,;'*💥&<", "&eacute;", "&amp;", "<br>", "</b>", "{{x}}"])


@given(st.lists(DEBRIS, max_size=30).map("".join), st.data())
def test_repair_of_a_slice_is_the_slice_of_the_repair(text: str, data: st.DataObject) -> None:
    """The span of some words, cut out of the source and repaired, gives the words again."""
    repaired = repair(text)
    words = [match.span() for match in re.finditer(r"[^\W\d_]+", repaired.text)]
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    start, end = words[first][0], words[data.draw(st.integers(first, len(words) - 1))][1]
    low, high = repaired.span(start, end)

    assert repair(text[low:high]).text == repaired.text[start:end]
    assert cut(repaired, start, end).span(0, end - start) == (low, high)
