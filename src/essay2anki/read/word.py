"""Word documents: their structure is written out as the marks that a person would type in a text file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from essay2anki.problems import Problem, SourceError
from essay2anki.read.decode import clean, too_large
from essay2anki.read.document import Comment, Document
from essay2anki.read.limits import LARGEST_FILE

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table
    from docx.text.paragraph import Paragraph

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
"""Elements that stand for a character."""
NOTES = frozenset({"footnoteReference", "endnoteReference"})
SKIPPED = frozenset({"del", "moveFrom", "pPr", "rPr", "sectPr", "Fallback"})
"""What was deleted with changes tracked, what is no text, and what stands there twice for older programs."""
LABEL_WORDS = 5
"""Words of a table's first cell that label the second one."""


@dataclass(slots=True)
class _Writer:
    """Text as it grows, and where the words of each comment lie in it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    open: dict[str, int] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    notes: int = 0

    def write(self, text: str) -> None:
        text = clean(text)
        self.parts.append(text)
        self.length += len(text)


def word(source: str, data: Iterable[bytes], _fields: Mapping[str, str]) -> Iterator[Document | Problem]:
    """A Word document. Headings become hashes, lists indented bullets, bold lines `**bold**`, comments remarks.

    Raises:
        SourceError: python-docx is missing, or the file is no Word document, or too large.
    """
    document = _opened(source, b"".join(data))
    writer = _Writer()
    for block in document.iter_inner_content():
        _write_block(writer, block)
    comments = tuple(_comments(writer, document))
    text = "".join(writer.parts)
    if not text.strip():
        raise SourceError(Problem(source=source, message="the file is empty", advice="Put an essay in it."))
    repairs = ("footnotes left out",) if writer.notes else ()
    yield Document(source=source, text=text, comments=comments, repairs=repairs)


def _opened(source: str, data: bytes) -> WordDocument:
    try:
        import docx  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise SourceError(_missing(source)) from error
    try:
        too_much = len(data) > LARGEST_FILE or _unpacked(data) > LARGEST_FILE
        document = None if too_much else docx.Document(io.BytesIO(data))
    except Exception as error:  # python-docx, zipfile and lxml raise whatever a broken file makes them stumble over
        raise SourceError(_broken(source)) from error
    if document is None:
        raise SourceError(too_large(source))
    return document


def _unpacked(data: bytes) -> int:
    """Bytes of text in the archive, pictures aside: a small file may hold a very large one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(each.file_size for each in archive.infolist() if each.filename.endswith((".xml", ".rels")))


def _write_block(writer: _Writer, block: Paragraph | Table) -> None:
    from docx.table import Table  # noqa: PLC0415 - see above

    if isinstance(block, Table):
        _write_table(writer, block)
    else:
        writer.write(_mark(block))
        _write_words(writer, block)
        writer.write("\n")


def _write_words(writer: _Writer, paragraph: Paragraph) -> None:
    bold = _is_bold(paragraph)
    writer.write("**" if bold else "")
    _walk(writer, paragraph._p)  # noqa: SLF001 - `text` leaves out insertions and comments
    writer.write("**" if bold else "")


def _walk(writer: _Writer, element: BaseOxmlElement) -> None:
    for child in element:
        name = str(child.tag).rpartition("}")[2]
        if name == "commentRangeStart":
            writer.open[str(child.get(f"{W}id"))] = writer.length
        elif name == "commentRangeEnd":
            number = str(child.get(f"{W}id"))
            writer.spans[number] = (writer.open.get(number, writer.length), writer.length)
        elif name == "t":
            writer.write(child.text or "")
        elif name in NOTES:
            writer.notes += 1
        elif name in CHARACTERS:
            writer.write(CHARACTERS[name])
        elif name not in SKIPPED:
            writer.write("\n" if name == "p" else "")  # the paragraph of a text box
            _walk(writer, child)


def _mark(paragraph: Paragraph) -> str:
    """The mark that a person would type: hashes for a heading, a bullet for an item, indented by its level."""
    style = str(paragraph.style.name if paragraph.style else "")
    if style == "Title":
        return "# "
    if style.startswith("Heading") and style[-1:].isdigit():
        return "#" * min(int(style[-1]), 6) + " "
    level = _list_level(paragraph)
    return "" if level is None else "  " * level + "- "


def _list_level(paragraph: Paragraph) -> int | None:
    """How deep an item is nested, 0 for the outermost list; none for a paragraph that is no item."""
    properties = paragraph._p.pPr  # noqa: SLF001 - python-docx knows no lists
    numbered: Any = properties.numPr if properties is not None else None  # declared as less than it is
    style = str(paragraph.style.name if paragraph.style else "")
    named = style.startswith(("List Bullet", "List Number"))
    if numbered is None:
        return (int(style[-1]) - 1 if style[-1].isdigit() else 0) if named else None
    if numbered.numId is not None and numbered.numId.val == 0:
        return None  # the style's list was taken off
    return int(numbered.ilvl.val) if numbered.ilvl is not None else 0


def _is_bold(paragraph: Paragraph) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs) and "\n" not in paragraph.text


def _write_table(writer: _Writer, table: Table) -> None:
    """The cells, each on a line; two in a row as label and text."""
    for row in table.rows:
        cells = list(dict.fromkeys(cell._tc for cell in row.cells))  # noqa: SLF001 - a merged cell comes once a column
        labelled = len(cells) == 2 and _words_in(cells[0]) <= LABEL_WORDS  # noqa: PLR2004 - label and text
        for number, cell in enumerate(cells):
            _walk_cell(writer, cell)
            writer.write(": " if labelled and number == 0 else "\n")


def _words_in(cell: BaseOxmlElement) -> int:
    return len("".join(cell.itertext()).split())


def _walk_cell(writer: _Writer, cell: BaseOxmlElement) -> None:
    paragraphs = list(cell.iter(f"{W}p"))
    for number, paragraph in enumerate(paragraphs):
        writer.write("\n" if number else "")
        _walk(writer, paragraph)


def _comments(writer: _Writer, document: WordDocument) -> Iterator[Comment]:
    """The remarks, in the order of their words; they are written behind the body."""
    texts = {str(each.comment_id): " ".join(each.text.split()) for each in document.comments}
    for number, about in sorted(writer.spans.items(), key=lambda item: item[1]):
        if texts.get(number):
            start = writer.length
            writer.write(texts[number])
            yield Comment(start=start, end=writer.length, about=about)
            writer.write("\n")


def _missing(source: str) -> Problem:
    return Problem(
        source=source,
        message="reading a Word document needs python-docx",
        advice="Install it with: pip install 'essay2anki[docx]'",
    )


def _broken(source: str) -> Problem:
    return Problem(
        source=source,
        message="this is not a Word document",
        advice="Open it in Word and save it as .docx; an old .doc cannot be read.",
    )
