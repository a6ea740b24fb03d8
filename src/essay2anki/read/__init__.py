"""Reading: a source becomes an `Essay`."""

from __future__ import annotations

from essay2anki.model import Essay, Role, Section
from essay2anki.problems import Problem, SourceError
from essay2anki.read.decode import decode
from essay2anki.read.frame import Frame, frame
from essay2anki.read.outline import outline
from essay2anki.read.repair import repair


def read(source: str, data: bytes) -> Essay:
    """Read the essay in `data`; `source` is the name under which it was given.

    Raises:
        SourceError: The source is not text, or holds no essay.
    """
    text = decode(source, data)
    fields = frame(text)
    title = _value(fields, "title")
    essay = outline(text, fields.get("essay", []), Section.ESSAY, title)
    if not any(point.role in (Role.PARAGRAPH, Role.ITEM) for point in essay):
        raise SourceError(_no_essay(source, fields))
    return Essay(
        source=source,
        topic=_value(fields, "topic") or _value(fields, "") or title or "Essay",
        title=title,
        subject=_value(fields, "subject"),
        paper=_value(fields, "paper"),
        text=text,
        points=(*essay, *outline(text, fields.get("notes", []), Section.NOTES, title)),
    )


def _value(fields: Frame, name: str) -> str:
    lines = fields.get(name, [])
    return repair(lines[0].text).text.strip("# *") if lines else ""


def _no_essay(source: str, fields: Frame) -> Problem:
    if "essay" not in fields:
        return Problem(
            source=source,
            line=1,
            message="there is no line ESSAY",
            advice="Put the word ESSAY on a line of its own above the essay.",
        )
    return Problem(
        source=source,
        message="nothing stands under ESSAY",
        advice="Put the text of the essay between ESSAY and the next keyword.",
    )
