"""The formats of sources: encodings, Markdown, Word, data sets, and how much is read."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from essay2anki.model import Essay, Point, Role, Section
from essay2anki.naming import deck_of
from essay2anki.problems import Problem, SourceError
from essay2anki.read import READERS, read, read_all
from essay2anki.read.limits import LARGEST_FILE, LONGEST_LINE, LONGEST_PATH, MOST_BAD_ROWS, MOST_POINTS, MOST_QUESTION

TEXT = "TITLE\r\nWhy Sèvres – “near Paris”?\r\nESSAY\r\nIt was chosen for its calm.\r\n"


def names(essay: Essay) -> set[str]:
    """The repairs that were made in an essay."""
    return {repair.name for repair in essay.repairs}


def shown(points: tuple[Point, ...]) -> list[str]:
    """The points as path and text."""
    return [" › ".join((*point.headings, point.label or "", point.body.text)).replace("›  ›", "›") for point in points]


@pytest.mark.parametrize(
    ("encoding", "repair"),
    [
        ("utf-8", set()),
        ("utf-8-sig", set()),
        ("utf-16", {"UTF-16 instead of UTF-8"}),
        ("utf-16-le", {"UTF-16 instead of UTF-8"}),
        ("utf-16-be", {"UTF-16 instead of UTF-8"}),
        ("utf-32", {"UTF-32 instead of UTF-8"}),
        ("cp1252", {"Windows-1252 instead of UTF-8"}),
    ],
)
def test_encodings(encoding: str, repair: set[str]) -> None:
    """All encodings of editors are read alike, those without a mark, too; line ends do not matter."""
    essay = read("x.txt", TEXT.encode(encoding))

    assert essay.title == "Why Sèvres – “near Paris”?"
    assert essay.text.count("\n") == 4
    assert repair == names(essay)


def test_two_encodings_in_one_file() -> None:
    """A page in Windows-1252, pasted into a file in UTF-8, does not spoil the rest."""
    essay = read("x.txt", "ESSAY\nSèvres is near Paris.\n".encode() + "Orléans is not.".encode("cp1252"))

    assert [point.body.text for point in essay.points] == ["Sèvres is near Paris.", "Orléans is not."]


@pytest.mark.parametrize(
    "junk",
    ["\x00", "\x07\x1b", "\u202e\u2066", "\ufeff", "e" + "\u0301\u0323" * 5000, "שלום", "\U0001f469\u200d\U0001f52c"],
)
def test_characters_that_break_programs(junk: str) -> None:
    """Zeros, control characters, marks of direction, floods of accents: the words around them are read."""
    essay = read("x.txt", f"ESSAY\nThe treaty was signed in the year 1920 at {junk} Paris by all.\n".encode())

    assert essay.points[0].body.text.startswith("The treaty was signed in the year 1920 at")
    assert essay.points[0].body.text.endswith("Paris by all.")
    assert len(essay.points[0].body.text) < 70


def test_half_characters() -> None:
    """A lone surrogate, from JSON or UTF-16, becomes the sign for an unknown character, which can be written."""
    row = read("x.jsonl", b'{"essay": "It was \\ud800 so."}')
    page = read("x.txt", b"\xff\xfe" + "ESSAY\nIt was ".encode("utf-16-le") + b"\x00\xd8" + " so.".encode("utf-16-le"))

    assert row.points[0].body.text == "It was \ufffd so."
    assert page.points[0].body.text == "It was \ufffd so."
    assert row.text.encode()


def test_a_file_of_another_kind_than_its_name() -> None:
    """A zip file that is called .txt, and a text that is called .docx, are named."""
    with pytest.raises(SourceError, match="not a text file"):
        read("x.txt", word_file([]))
    with pytest.raises(SourceError, match="not a Word document"):
        read("x.docx", b"ESSAY\nIt was.")


def test_standard_input_shows_its_format() -> None:
    """A source without a telling name is known by its first bytes."""
    assert read("-", b"ESSAY\nIt was.").points
    assert read("-", b'{"essay": "It was."}').source == "-:1"
    assert read("-", word_file([("Normal", "ESSAY"), ("Normal", "It was.")])).points


# Markdown


def test_front_matter() -> None:
    """Its keys are the frame; what follows is the essay, and its spans count from the beginning of the file."""
    text = "---\ntitle: 'Why coal?'\nsubject: History\nlayout: post\n---\n\n"
    text += "It was *cheap* at the pit and dear in\ntown.\n\n## Later\n\nIt rose.\n"
    essay = read("x.md", text.encode())
    start, end = essay.points[0].body.span(0, 5)

    assert (essay.title, essay.subject) == ("Why coal?", "History")
    assert ["It was cheap at the pit and dear in town.", "Later", "It rose."] == [
        point.body.text for point in essay.points
    ][:3]
    assert text[start:end] == "It wa"


def test_a_rule_is_no_front_matter() -> None:
    """Dashes above a text that is no list of keys are a rule."""
    assert read("x.md", b"---\nTITLE\nWhy?\nESSAY\nIt was.\n---\n").title == "Why?"


# Word


def word_file(paragraphs: list[tuple[str, str]]) -> bytes:
    """A Word document: (style, text)."""
    document = docx.Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a document."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_word_structure() -> None:
    """Headings, lists with their levels and bold lines are structure."""
    document = docx.Document()
    for style, text in [
        ("Title", "TITLE"),
        ("Normal", "Why did the dams fail?"),
        ("Title", "ESSAY"),
        ("Heading 1", "Causes"),
        ("Heading 2", "Nature"),
        ("Normal", "The river rose."),
        ("List Bullet", "It rained"),
        ("List Bullet 2", "for nine days"),
        ("List Number", "The snow melted."),
    ]:
        document.add_paragraph(text, style=style)
    document.add_paragraph().add_run("Men").bold = True
    document.add_paragraph("Nobody looked.\nNobody cared.")
    essay = read("x.docx", saved(document))

    assert essay.title == "Why did the dams fail?"
    assert shown(essay.points) == [
        "Causes › Causes",
        "Causes › Nature › Nature",
        "Causes › Nature › The river rose.",
        "Causes › Nature › It rained › It rained",
        "Causes › Nature › It rained › for nine days",
        "Causes › Nature › The snow melted.",
        "Causes › Nature › Men › Men",
        "Causes › Nature › Men › Nobody looked.",
        "Causes › Nature › Men › Nobody cared.",
    ]
    assert [point.level for point in essay.points if point.role is Role.ITEM] == [1, 0]


def test_word_comments_are_notes_on_their_words() -> None:
    """A remark in the margin is a note; it knows the words it is about, and its own span in the text."""
    document = docx.Document()
    document.add_paragraph("ESSAY")
    paragraph = document.add_paragraph("The dam broke in ")
    run = paragraph.add_run("March 1928")
    paragraph.add_run(" at night.")
    document.add_comment([run], text="St Francis Dam, 431 dead.", author="T")
    essay = read("x.docx", saved(document))
    *_, note = essay.points
    start, end = note.body.span(0, len(note.body.text))

    assert (note.section, note.body.text) == (Section.NOTES, "St Francis Dam, 431 dead.")
    assert note.about is not None
    assert essay.text[slice(*note.about)] == "March 1928"
    assert essay.text[start:end] == note.body.text


def test_word_tables_changes_and_breaks() -> None:
    """Cells are lines, two in a row label and text; what was inserted counts, what was deleted does not."""
    document = docx.Document()
    document.add_paragraph("ESSAY")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        table._cells, ["Ireland", "a rising", "A long cell with many words in it.", "x"], strict=True
    ):
        cell.text = text
    paragraph = document.add_paragraph("The act ")
    for tag, text in (("w:ins", "of 1829"), ("w:del", "of 1928")):
        change = OxmlElement(tag)
        run = OxmlElement("w:r")
        words = OxmlElement("w:t" if tag == "w:ins" else "w:delText")
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run(" passed.").add_tab()
    paragraph.runs[-1]._r.append(OxmlElement("w:footnoteReference"))
    essay = read("x.docx", saved(document))

    assert [(point.label, point.body.text) for point in essay.points] == [
        ("Ireland", "a rising"),
        ("", "A long cell with many words in it."),
        ("", "x"),
        ("", "The act of 1829 passed."),
    ]
    assert names(essay) == {"footnotes left out", "odd white space"}


def test_a_list_that_was_taken_off() -> None:
    """A paragraph that left its list is none of its items; one that was put into a list is."""
    document = docx.Document()
    document.add_paragraph("ESSAY")
    for number in ("0", "1"):
        paragraph = document.add_paragraph("It was so.")
        properties = paragraph._p.get_or_add_pPr()
        numbered = OxmlElement("w:numPr")
        for tag, value in (("w:ilvl", "0"), ("w:numId", number)):
            element = OxmlElement(tag)
            element.set(qn("w:val"), value)
            numbered.append(element)
        properties.append(numbered)
    essay = read("x.docx", saved(document))

    assert [point.role for point in essay.points] == [Role.PARAGRAPH, Role.ITEM]


def test_word_files_that_cannot_be_read() -> None:
    """An empty document, another zip file, and one that would unpack to more than the limit."""
    with pytest.raises(SourceError, match="empty"):
        read("x.docx", word_file([]))
    with pytest.raises(SourceError, match="not a Word document"):
        read("x.docx", zipped("a.txt", b"x"))
    with pytest.raises(SourceError, match="larger than 50 MB"):
        read("x.docx", zipped("word/document.xml", b" " * (LARGEST_FILE + 1)))


def zipped(name: str, data: bytes) -> bytes:
    """A zip file with one member."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return file.getvalue()


def test_a_missing_extra_says_the_install_line() -> None:
    """Without python-docx the message says what to type: in a process of its own, where it cannot be imported."""
    code = (
        "import sys; sys.modules['docx'] = None\n"
        "from essay2anki.read import read\n"
        "from essay2anki.problems import SourceError\n"
        "try: read('x.docx', b'PK')\n"
        "except SourceError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == (
        "x.docx: error: reading a Word document needs python-docx\n    Install it with: "
        "pip install 'essay2anki[docx]'\n"
    )


# Data sets


def test_a_data_set() -> None:
    """An essay a row; a bad row is named with its line and stops no other; empty lines are let be."""
    rows = [
        json.dumps(
            {"question": "Why coal? [5]", "essay": "It was cheap.", "subject": "LAW", "notes": ["price", "place"]}
        ),
        "",
        "{",
        "[1]",
        json.dumps({"essay": None, "id": 4}),
        json.dumps({"text": "TITLE\nWhy?\nESSAY\nIt was.\nNOTES\n- So."}),
        "[" * 100_000,
        json.dumps({"essay": "It was.", "Year Examined": 2020}),
    ]
    found = list(read_all("d.jsonl", ["\n".join(rows).encode()]))
    essays = [each for each in found if isinstance(each, Essay)]
    problems = [each for each in found if isinstance(each, Problem)]

    assert [essay.source for essay in essays] == ["d.jsonl:1", "d.jsonl:6", "d.jsonl:8"]
    assert (essays[0].title, essays[0].marks, deck_of(essays[0])) == ("Why coal?", 5, "LAW::Why coal?")
    assert [point.body.text for point in essays[0].points] == ["It was cheap.", "price", "place"]
    assert essays[1].title == "Why?"
    assert [(each.source, each.line) for each in problems] == [("d.jsonl", line) for line in (3, 4, 5, 7)]
    assert "it has essay, id" in problems[2].message


def test_names_of_fields() -> None:
    """Settings say which field of a row holds what."""
    row = b'{"prompt": "Why coal?", "answer": "It was cheap.", "title": "other"}'
    (essay,) = read_all("d.jsonl", [row], {"essay": "answer", "title": "prompt"})

    assert isinstance(essay, Essay)
    assert (essay.title, essay.points[0].body.text) == ("Why coal?", "It was cheap.")


def test_many_bad_rows_are_counted() -> None:
    """A thousand rows with the same fault do not bury everything else."""
    *told, last = read_all("d.jsonl", [b"{\n" * (MOST_BAD_ROWS + 900)])

    assert len(told) == MOST_BAD_ROWS
    assert isinstance(last, Problem)
    assert last.message == "900 more rows cannot be read"


def test_rows_may_come_in_any_pieces() -> None:
    """Where the pieces of a file are cut does not matter."""
    data = b'{"essay": "It was."}\n{"essay": "It is."}'

    for size in (1, 7, 100):
        pieces = [data[at : at + size] for at in range(0, len(data), size)]
        assert len(list(read_all("d.jsonl", pieces))) == 2


def test_memory_is_flat() -> None:
    """A hundred times the rows take no more memory at once."""

    def rows(count: int) -> Iterator[bytes]:
        for _ in range(count):
            yield json.dumps({"essay": "It was cheap at first. " * 20}).encode() + b"\n"

    def peak(count: int) -> int:
        tracemalloc.start()
        for _ in read_all("d.jsonl", rows(count)):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(1)
    assert peak(2000) < peak(20) + 300_000  # all rows together have 900,000 bytes


# Limits


def test_a_file_that_is_too_large() -> None:
    """Beyond the limit a file is named, and not decoded."""
    with pytest.raises(SourceError, match="larger than 50 MB"):
        read("x.txt", b"ESSAY\n" + b" " * LARGEST_FILE)


def test_long_lines() -> None:
    """A line of a million characters is read; a longer one is named with its number."""
    words = "It was so. " * (LONGEST_LINE // 11)
    assert read("x.txt", f"ESSAY\n{words}\n".encode()).points[0].body.text == words.strip()

    with pytest.raises(SourceError, match=r"x\.txt:2: error: the line is longer than 1,000,000 characters"):
        read("x.txt", f"ESSAY\n{words}{words}\n".encode())
    (problem,) = read_all("x.jsonl", [b'{"essay": "' + b"a " * (3 * LONGEST_LINE) + b'"}'])
    assert isinstance(problem, Problem)
    assert problem.message == "the row is too long"


@pytest.mark.parametrize("words", ["(", "“a ", "<b ", "- ", "1. ", "* ", "{{", " ", "🌟", "any a "])
def test_hostile_lines(words: str) -> None:
    """A line of the same signs, which a careless pattern reads again and again, takes no time: else this would hang."""
    line = words * (200_000 // len(words))
    for frame in ("TITLE\n{}\nESSAY\nIt was.", "{}\nIt was.\nESSAY\nIt is.", "ESSAY\nIt was.\n{}\nNOTES\n{}"):
        assert list(read_all("x.md", [frame.replace("{}", f"x {line}").encode()]))


def test_many_bullets() -> None:
    """A hundred thousand bullets are read; beyond that the text is named."""
    essay = read("x.txt", b"ESSAY\n" + b"- So.\n" * MOST_POINTS)
    assert len(essay.points) == MOST_POINTS

    with pytest.raises(SourceError, match=r"x\.txt:100002: error: the text has more than 100,000 lines and items"):
        read("x.txt", b"ESSAY\n" + b"- So.\n" * (MOST_POINTS + 1))


def test_many_levels() -> None:
    """Lists a thousand deep are read; of the headings above a point, the outermost and innermost are kept.

    Ten thousand levels are beyond the limit: of the file.
    """
    essay = read("x.txt", ("ESSAY\n" + "".join(f"{'  ' * level}- Depth {level}\n" for level in range(1001))).encode())
    last = essay.points[-1]

    assert last.level == 1000
    assert len(last.headings) == LONGEST_PATH
    assert (last.headings[0], last.headings[-1]) == ("Depth 0", "Depth 999")
    with pytest.raises(SourceError, match="larger than 50 MB"):
        read("x.txt", ("ESSAY\n" + "".join("\t" * level + "- a\n" for level in range(10_001))).encode())


def test_a_long_question() -> None:
    """What stands under TITLE and is too much for a question is left out, and that is said."""
    extract = "The extract goes on and on and says what the writer thought of it. " * 6
    essay, problem = read_all("x.txt", [f"TITLE\nWhy?\n{extract}\nESSAY\nIt was.".encode()])

    assert isinstance(essay, Essay)
    assert essay.title == "Why?"
    assert len(extract.split()) > MOST_QUESTION
    assert isinstance(problem, Problem)
    assert problem.line == 3


def test_every_reader_is_documented(request: pytest.FixtureRequest) -> None:
    """The README names every format."""
    readme = (request.config.rootpath / "README.md").read_text(encoding="utf-8")

    assert [] == [suffix for suffix in READERS if f"`{suffix}`" not in readme]
