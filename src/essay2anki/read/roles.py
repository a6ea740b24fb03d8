"""What each line is: the question again, words to examiners, a heading, an item, a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from essay2anki.model import Role, Section
from essay2anki.read.block import FRAMED, LABEL, ORNATE, Block, unlabelled
from essay2anki.read.instructions import aside, is_bare_band, is_description
from essay2anki.read.marks import Kind
from essay2anki.read.question import is_question, same_question

SMALL = re.compile(r"(?:an?|and|as|at|but|by|for|from|in|into|nor|of|on|or|over|per|the|to|under|via|vs|with|within)$")
"""Words that a title writes small."""
EMPHASIS = re.compile(
    r"\s*(?:\*\*|__)(?P<inside>[^*_]+)(?:\*\*|__):?\s*|\s*<(?:b|strong)>(?P<tagged>[^<>]+)</(?:b|strong)>:?\s*"
)
HEADING_WORDS = 8
"""A line of more words is a sentence, whatever its end; the survey's longest heading has seven."""
HEADING_ENDS = (":", ":-", " -", " –", " —")
MARKED_WORDS = 14
"""Words of a heading that hashes, an underline or bold letters make one."""
NOTE_WORDS = 2
"""Notes are often short lines without a full stop: by itself only a word or two is a heading there."""


def roles_of(found: list[Block], section: Section, said: tuple[str, str]) -> list[Role]:
    """The roles of the blocks of a section, in order. `said` are the question and the topic."""
    roles = list(_asides(found, section, said))
    strong = [role is None and (is_strong(found[at]) or _announces(found, at)) for at, role in enumerate(roles)]
    marked = any(block.listed for block in found)
    weak = [
        role is None and not sure and _is_weak(found, at, section, marked=marked)
        for at, (role, sure) in enumerate(zip(roles, strong, strict=True))
    ]
    kept = [
        sure or (weak[at] and _heads(found, strong, weak, at) and roles[at + 1] in (None, Role.ORDER))
        for at, sure in enumerate(strong)
    ]
    return [
        role or (Role.HEADING if kept[at] else Role.ITEM if found[at].listed else Role.PARAGRAPH)
        for at, role in enumerate(roles)
    ]


def _asides(found: list[Block], section: Section, said: tuple[str, str]) -> Iterator[Role | None]:
    """The roles of what is not about the subject: the question again, words to examiners and to the writer."""
    in_band = False
    for block in found:
        first = section is Section.NOTES and block is found[0] and block.text.endswith("?")
        if (first and is_question(block.text)) or any(same_question(block.text, each) for each in said if each):
            role: Role | None = Role.QUESTION
        else:
            label, rest = unlabelled(block.body, sure=True)
            role = aside(block.text, section) or (aside(rest.text, section) if label else None)
        if role is None and in_band and is_description(block.text):
            role = Role.BAND
        elif role is not Role.BAND or not is_bare_band(block.text):
            in_band = False
        in_band = in_band or (role is Role.BAND and is_bare_band(block.text))
        yield role


def is_strong(block: Block) -> bool:
    """True for a line that is written as a heading: with hashes, underlined, bold, in capitals, with a colon."""
    text, words = block.text, block.words
    if block.mark and block.mark.kind is Kind.HASHES:
        return True
    if text.endswith(HEADING_ENDS):
        return words <= HEADING_WORDS
    if words > MARKED_WORDS or text.endswith((".", ";", ",")):
        return False
    emphasised = any(each.fullmatch(block.raw) for each in (EMPHASIS, FRAMED, ORNATE)) and not LABEL.match(text)
    if emphasised or (block.underlined and not block.listed):
        return True
    part = block.mark is not None and block.mark.kind is Kind.PART
    return words <= HEADING_WORDS and (
        (part and text[-1] != "!") or (text.isupper() and not block.listed and len(text) > 1)
    )


def _announces(found: list[Block], at: int) -> bool:
    """True for a longer line with a colon over a list."""
    over_list = at + 1 < len(found) and found[at + 1].listed
    return over_list and found[at].text.endswith(":") and found[at].words <= MARKED_WORDS


def _is_numbered(block: Block) -> bool:
    return block.mark is not None and Kind.PART < block.mark.kind <= Kind.ROMAN


def _is_weak(found: list[Block], at: int, section: Section, *, marked: bool) -> bool:
    """True for a short line that may be a heading if something stands under it."""
    block = found[at]
    text, words = block.text, block.words
    if words > HEADING_WORDS or text[-1] in ".!;,’'\"" or (text[-1] in "?)" and section is Section.NOTES):
        return False
    if LABEL.match(text) and not _is_title(text):
        return False
    after = found[at + 1] if at + 1 < len(found) else None
    before = found[at - 1] if at else None
    if block.listed:
        return _stands_alone(block, before, after)
    over_list = after is not None and after.listed
    if not (text[0].isupper() or text[0].isdigit()):
        return over_list and words <= HEADING_WORDS // 2
    if section is Section.ESSAY:
        return True
    return words <= NOTE_WORDS or (marked and over_list) or (words <= HEADING_WORDS and over_list)


def _stands_alone(block: Block, before: Block | None, after: Block | None) -> bool:
    """True for a short item with no other of its kind beside it.

    `1. Economic causes` stands over a paragraph, `📌 Causes` over other bullets, too.
    """
    if after is None or block.mark is None or not block.text[0].isupper():
        return False
    if block.pictured:
        return not any(each and each.mark and each.mark.sign == block.mark.sign for each in (before, after))
    beside = before is not None and before.mark is not None and before.mark.kind is block.mark.kind
    return _is_numbered(block) and not after.listed and not beside


def _heads(found: list[Block], strong: list[bool], weak: list[bool], at: int) -> bool:
    """True when a short line has something under it that it can be the heading of.

    A list without bullets is a row of short lines, too: of several in a row, only lines written like titles are
    headings, and at most two.
    """
    if at + 1 == len(found):
        return False
    if strong[at + 1]:
        return at == 0 or _is_title(found[at].text)
    if weak[at + 1]:
        return (
            (at == 0 or (_is_title(found[at].text) and not weak[at - 1])) and at + 2 < len(found) and not weak[at + 2]
        )
    return not (at and weak[at - 1]) or _is_title(found[at].text) or at == 1


def _is_title(text: str) -> bool:
    """True when all words but small ones have a capital."""
    words = [word for word in re.findall(r"[^\W_][\w’'-]*", text) if not SMALL.match(word)]
    return all(word[0].isupper() or word[0].isdigit() for word in words)
