"""Whatever mess is made of a tidy source, and in whatever combination, its outline is the same."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from essay2anki.model import Essay
from essay2anki.naming import deck_of
from essay2anki.read import read

TIDY = """\
The Café Movement
TITLE
How far did the cafés of Vienna shape modern thought?
ESSAY
Cafés were well-known meeting places, and between 1890 and 1914 almost every writer & painter of the city had a table.
Strengths:
1. Karl Kraus wrote Die Fackel at the Café Central. He attacked the press from 1899 on, and readers came to hear him.
2. Trotsky played chess there, so that the half-empty rooms of winter were a school of politics.
Weaknesses:
- Newspapers were free, but the coffee-house was closed to most women until 1900.
- Politics: the imperial police kept a list of all the regular guests.
Overall, the cafés were a stage rather than a cause.
SUBJECT
HISTORY
PAPER
A LEVEL
NOTES
How far did the cafés of Vienna shape modern thought?
Strengths:
- Kraus and Die Fackel (1899)
- Chess-playing exiles
Weaknesses:
- Few women
Accept any other valid responses.
"""
KEYWORD = re.compile(r"^(TITLE|ESSAY|SUBJECT|PAPER|NOTES)$", re.MULTILINE)
VALUED = re.compile(r"^(TITLE|SUBJECT|PAPER)\n", re.MULTILINE)
HEADING = re.compile(r"^(Strengths|Weaknesses):$", re.MULTILINE)
BULLET = re.compile(r"^- ", re.MULTILINE)
HYPHEN = re.compile(r"(?<=\w)-(?=\w)")

Mess = Callable[[str], str]
ON_LINES: dict[str, tuple[Mess, ...]] = {
    "keywords": (
        lambda text: KEYWORD.sub(lambda found: found[1].lower(), text),
        lambda text: KEYWORD.sub(lambda found: f"{found[1].title()}:", text),
        lambda text: KEYWORD.sub(r"**\1**", text),
        lambda text: KEYWORD.sub(r"🌟 \1 🌟", text),
        lambda text: KEYWORD.sub(r"## \1", text),
        lambda text: KEYWORD.sub(r"<h2>\1</h2>", text),
        lambda text: VALUED.sub(r"\1: ", text),
        lambda text: VALUED.sub(lambda found: f"{found[1].title()}:\t", text),
        lambda text: VALUED.sub(lambda found: f"**{found[1].title()}:** ", text),
        lambda text: VALUED.sub(lambda found: f"{found[1].lower()} - ", text),
        lambda text: VALUED.sub(r"\1 ", text),
    ),
    "headings": (
        lambda text: HEADING.sub(r"\1", text),
        lambda text: HEADING.sub(r"**\1:**", text),
        lambda text: HEADING.sub(r"<b>\1</b>", text),
        lambda text: HEADING.sub(r"### \1", text),
        lambda text: HEADING.sub(r"🌟\1🌟", text),
        lambda text: HEADING.sub(r"✨ \1: ✨", text),
        lambda text: HEADING.sub(r"\1\n---------", text),
        lambda text: HEADING.sub(r"=== \1 ===", text),
        lambda text: HEADING.sub(r"\1 –", text),
        lambda text: HEADING.sub(r"\1 :", text),
    ),
    "bullets": (
        lambda text: BULLET.sub("• ", text),
        lambda text: BULLET.sub("•\t", text),
        lambda text: BULLET.sub("* ", text),
        lambda text: BULLET.sub("  – ", text),
        lambda text: BULLET.sub("✓ ", text),
        lambda text: BULLET.sub("💥 ", text),
        lambda text: BULLET.sub("🌟 ", text),
        lambda text: BULLET.sub("👉", text),
        lambda text: BULLET.sub("-", text),
        lambda text: BULLET.sub("o ", text),
        lambda text: BULLET.sub("\uf0b7\t", text),
        lambda text: BULLET.sub("<li>", text),
        lambda text: BULLET.sub("> ", text),
    ),
    "numbers": (
        lambda text: re.sub(r"^(\d)\. ", r"\1) ", text, flags=re.MULTILINE),
        lambda text: re.sub(r"^(\d)\. ", r"(\1) ", text, flags=re.MULTILINE),
        lambda text: re.sub(r"^(\d)\. ", "\\1\ufe0f\u20e3 ", text, flags=re.MULTILINE),
        lambda text: re.sub(r"^(\d)\. ", r"Point \1: ", text, flags=re.MULTILINE),
        lambda text: re.sub(r"^(\d)\. ", r"\1 ", text, flags=re.MULTILINE),
    ),
    "words": (
        lambda text: HYPHEN.sub("💥", text),
        lambda text: text.replace("&", "&amp;").replace("é", "&eacute;"),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("most", "mo\u00adst").replace("Die Fackel", "Die\u00a0Fackel"),
        lambda text: text.replace("Die Fackel", "*Die Fackel*").replace("Few women", "**Few women**"),
        lambda text: text.replace(", ", " , ").replace(". He", ".He"),
    ),
    "pages": (
        lambda text: f"top of page\n{text}bottom of page\n",
        lambda text: f"Skip to content\nHome | Essays\n{text}\nShare this page\n© 2021 A. Teacher\n",
        lambda text: f"Menu\nHome &raquo; Essays &raquo; Vienna\n{text}\nShare this page | Print | Cookies policy\n",
        lambda text: f"You are here: Home / Essays\nSearch this site\n{text}",
        lambda text: re.sub(r"^(?=.*Weaknesses)", "Page 2 of 3\n", text, count=1, flags=re.MULTILINE),
        lambda text: text.replace("SUBJECT", "________\nSUBJECT"),
    ),
    "lines": (
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.replace("\n", "  \n"),
        lambda text: "\n".join(textwrap.fill(line, 90) for line in text.split("\n")),
        lambda text: "".join(f"<p>{line}</p>\n" if len(line) > 60 else f"{line}\n" for line in text.split("\n")),
        lambda text: text.replace("NOTES\n", "NOTES: ").replace("notes\n", "notes: "),
    ),
    "ends": (
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("\n", "\u2028"),
        lambda text: f"\ufeff{text}",
    ),
}
"""Kinds of mess, in the order in which they are made; of each kind one sort or none."""
NONE: Mess = str
CHOICES = st.tuples(*(st.sampled_from((NONE, *sorts)) for sorts in ON_LINES.values()))


def outline(essay: Essay) -> list[tuple[str, ...]]:
    """Section, role, path, label and words of each point, marks of headings aside."""
    return [
        (point.section, point.role, "/".join(point.headings), point.label, re.sub(r"[\s:–]+$", "", point.body.text))
        for point in essay.points
    ]


EXPECTED = read("tidy.txt", TIDY.encode())


def test_every_mess_by_itself() -> None:
    """Each sort of mess alone changes nothing."""
    for kind, sorts in ON_LINES.items():
        for number, mess in enumerate(sorts):
            essay = read("x.txt", mess(TIDY).encode())
            assert (kind, number, outline(EXPECTED)) == (kind, number, outline(essay))
            assert (deck_of(EXPECTED), EXPECTED.title) == (deck_of(essay), essay.title), (kind, number)


def test_every_mess_of_small_letters() -> None:
    """The same of a source without a capital, but where a capital is what shows that a sentence begins."""
    expected = [tuple(each.lower() for each in point) for point in outline(EXPECTED)]
    for kind, sorts in ON_LINES.items():
        for number, mess in enumerate(sorts):
            small = mess(TIDY).lower()
            shown_by_capital = ".he" in small or "title how" in small
            found = [tuple(each.lower() for each in point) for point in outline(read("x.txt", small.encode()))]
            assert shown_by_capital or (kind, number, expected) == (kind, number, found)


@settings(max_examples=200, deadline=None)
@given(CHOICES, st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-8-sig"]))
def test_any_combination_of_messes(messes: tuple[Mess, ...], encoding: str) -> None:
    """All of them together change nothing."""
    text = TIDY
    for mess in messes:
        text = mess(text)
    essay = read("x.txt", text.encode(encoding))

    assert outline(EXPECTED) == outline(essay)
    assert (deck_of(EXPECTED), EXPECTED.title) == (deck_of(essay), essay.title)
