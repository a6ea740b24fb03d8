"""Essays: what a document says under its keywords, put together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from essay2anki.model import Essay, Point, Repair, Role, Section
from essay2anki.problems import NoEssayError, Problem, SourceError
from essay2anki.read.document import Comment, Document
from essay2anki.read.frame import Frame, Framed, framed, is_prose
from essay2anki.read.limits import MOST_QUESTION
from essay2anki.read.lines import Line
from essay2anki.read.outline import outline
from essay2anki.read.question import ADVICE, Question, is_question, question
from essay2anki.read.repair import repair
from essay2anki.read.tongue import foreign


def essays(document: Document) -> Iterator[Essay | Problem]:
    """The essays of a document, and what is doubtful about them.

    Raises:
        SourceError: It holds no essay; where it holds several texts, that is a problem of the one.
    """
    end = document.comments[0].start if document.comments else len(document.text)
    laid = framed(document.text[:end])
    for number, frame in enumerate(laid.frames):
        try:
            sections, problems = _sections(document, frame)
            essay = _essay(document, sections, laid if number == 0 else None)
        except SourceError as error:
            if len(laid.frames) == 1:
                raise type(error)(replace(error.problem, source=document.source)) from None
            yield replace(error.problem, source=document.source)
            continue
        yield _with_comments(essay, document, laid.frames, number)
        yield from problems
        yield from _doubts(essay)


def _sections(document: Document, frame: Frame) -> tuple[Frame, list[Problem]]:
    """The frame with what it lacks, and what is said about it.

    Raises:
        NoEssayError: There is no essay.
    """
    asked, rest = _asked(frame.get("title", []))
    sections = {**frame, "title": asked}
    problems = []
    if "essay" not in sections:
        sections, rest = _assumed(document, sections, rest)
    if not sections["title"] and sections[""] and is_question(repair(sections[""][0].text).text):
        sections = {**sections, "title": sections[""]}  # the heading of the page is the question
    if not sections["essay"]:
        raise SourceError(without_essay(document.source, "ESSAY"))
    left = [line for line in [*rest, *frame.get("rest", [])] if is_prose(line)]
    if left:
        problems.append(_left_out(document.source, left))
    return sections, problems


def _asked(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the question, and those under TITLE that are too much for one."""
    words = 0
    for at, line in enumerate(lines):
        words += len(line.text.split())
        if at and (words > MOST_QUESTION or ADVICE.match(repair(line.text).text)):
            return lines[:at], lines[at:]
    return lines, []


def _assumed(document: Document, frame: Frame, rest: list[Line]) -> tuple[Frame, list[Line]]:
    """A frame without the keyword ESSAY: the essay is what stands below the question.

    Raises:
        NoEssayError: There is no question, or nothing below it.
    """
    title, above = [*frame["title"], *rest], frame[""]
    if len(title) > 1 and any(is_prose(line) for line in title[1:]):
        return {**frame, "title": title[:1], "essay": title[1:]}, []
    if document.framed and above:
        return {**frame, "": [], "essay": above}, rest
    if not title and len(above) > 1 and is_question(repair(above[0].text).text):
        return {**frame, "": [], "title": above[:1], "essay": above[1:]}, rest
    meant = title or frame.keys() - {"", "title", "rest"}  # with keywords, it is an essay with a fault
    raise (SourceError if meant else NoEssayError)(without_essay(document.source, ""))


def _essay(document: Document, frame: Frame, laid: Framed | None) -> Essay:
    asked = question(" ".join(_value([line]) for line in frame["title"]))
    topic = _value(frame.get("topic", [])) or _value(frame[""])
    points = tuple(
        point
        for section in Section
        for point in outline(
            document.text,
            frame.get(section.value, []),
            section,
            asked.text,
            topic=topic,
            flowing=document.flowing,
        )
    )
    if not any(point.role in (Role.PARAGRAPH, Role.ITEM) and point.section is Section.ESSAY for point in points):
        raise SourceError(without_essay(document.source, "ESSAY"))
    return Essay(
        source=document.source,
        topic=topic or asked.text or "Essay",
        title=asked.text,
        subject=_value(frame.get("subject", [])),
        paper=_value(frame.get("paper", [])) or _value(frame.get("level", [])),
        text=document.text,
        points=points,
        claim=asked.claim,
        command=asked.command,
        marks=asked.marks,
        parts=asked.parts,
        absent=_absent(asked, frame),
        repairs=_repairs(document, frame, points, laid),
    )


def _value(lines: list[Line]) -> str:
    return repair(lines[0].text).text.strip("# *") if lines else ""


def _absent(asked: Question, frame: Frame) -> str:
    """The source that the question names, unless some line is headed by its name."""
    name = asked.source.lower()
    lines = [line for field in ("title", "rest", "", "essay", "notes") for line in frame.get(field, [])]
    headed = re.compile(re.escape(name) + r"\s*(?:$|[:–—(-])")
    there = name and any(headed.match(line.text.strip("#*_ ").lower()) for line in lines)
    return "" if there else asked.source


def _repairs(document: Document, frame: Frame, points: tuple[Point, ...], laid: Framed | None) -> tuple[Repair, ...]:
    made = [(name, 0) for name in document.repairs]
    made += [(name, line.number) for line in frame["title"] for name in repair(line.text).repairs]
    made += [(name, point.line) for point in points for name in point.body.repairs]
    if laid:
        made += [("page debris left out", line.number) for line in laid.debris]
    made += [("lines outside of the sections left out", line.number) for line in frame.get("rest", [])]
    counts = Counter(name for name, _ in made)
    first = dict(reversed(made))
    return tuple(Repair(name=name, count=count, line=first[name]) for name, count in counts.most_common())


def _with_comments(essay: Essay, document: Document, frames: tuple[Frame, ...], number: int) -> Essay:
    """The essay with the remarks in its margin as notes on their words."""
    starts = [min((line.start for lines in frame.values() for line in lines), default=0) for frame in frames]
    start = starts[number] if number else 0
    end = starts[number + 1] if number + 1 < len(starts) else len(document.text)
    remarks = [
        replace(point, about=comment.about)
        for comment in document.comments
        if start <= comment.about[0] < end
        for point in _remark(essay, comment)
    ]
    return replace(essay, points=(*essay.points, *remarks)) if remarks else essay


def _remark(essay: Essay, comment: Comment) -> tuple[Point, ...]:
    text = essay.text[comment.start : comment.end]
    line = Line(number=essay.text.count("\n", 0, comment.start) + 1, start=comment.start, text=text)
    return outline(essay.text, [line], Section.NOTES, essay.title)


def _doubts(essay: Essay) -> Iterator[Problem]:
    words = " ".join(point.body.text for point in essay.points if point.section is Section.ESSAY)
    if language := foreign(words):
        yield Problem(
            source=essay.source,
            severity="warning",
            message=f"the essay is not in English: it seems to be in {language}",
            advice="Cards are made by the rules of English; those of this essay are likely to be wrong.",
        )
    if essay.absent:
        yield Problem(
            source=essay.source,
            severity="warning",
            message=f"the question is about something that is not in the file: {essay.absent}",
            advice="Cards are made from the essay alone; put what is missing into the essay if it matters.",
        )


def _left_out(source: str, lines: list[Line]) -> Problem:
    return Problem(
        source=source,
        line=lines[0].number,
        severity="warning",
        message=f"{len(lines)} paragraphs belong to no section and are left out"
        if len(lines) > 1
        else "a paragraph belongs to no section and is left out",
        advice="Put it below a line ESSAY or NOTES.",
    )


def without_essay(source: str, keyword: str) -> Problem:
    """What is wrong where no essay stands under `keyword`, or where there is no keyword at all."""
    if not keyword:
        return Problem(
            source=source,
            line=1,
            message="there is no line ESSAY",
            advice="Put the word ESSAY on a line of its own above the essay.",
        )
    return Problem(
        source=source,
        message=f"nothing stands under {keyword}",
        advice="Put the text of the essay between ESSAY and the next keyword.",
    )
