"""The lines of a deck file, before YAML sees them: what a person writes without quotes is taken as it stands.

In YAML `answer: Treaty: Berlin` is an error, `answer: It was #1` loses two words, and a tab may mean anything. A
teacher cannot know that. So each value that is plain text is put into quotes here, and what cannot be meant is told in
words about the line itself. The number of lines stays what it is, so that places stay right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from json.encoder import encode_basestring

from essay2anki.deckfile.entries import WORDING
from essay2anki.problems import Problem

NESTED = ("evidence", "cards", "proposal")
"""Fields with fields of their own."""
LISTS = ("tags", "kind", "sources")
QUOTED = ("quote", "source", "section", "heading", "line")
FIELDS = (
    *WORDING,
    *("status", "accept", "tags", "kind", "proposal", "evidence", "rule", "key", "made"),
    *("deck", "sources", "timeline", "cards"),
    *QUOTED,
)
"""All names that can stand before a colon."""
_NAMES = "|".join(sorted(FIELDS, key=len, reverse=True))
FIELD = re.compile(rf"(?P<lead>\s*(?:-\s+)?)(?P<name>{_NAMES}):(?P<value>\s.*)?$", re.IGNORECASE)
OTHER = re.compile(r"(?P<lead>\s*(?:-\s+)?)(?P<name>[^\s\"'#:\[\]{}|>-][^:#]{0,30}?):(?P<value>\s.*)?$")
"""A field that we do not know: misspelt, most likely."""
ITEM = re.compile(r"(?P<lead>\s*-\s+)(?P<name>)(?P<value>\S.*)$")
GLUED = re.compile(rf"\s*(?:-\s+)?(?P<name>{_NAMES}):(?=[^\s:])", re.IGNORECASE)
UNCOLONED = re.compile(rf"(?:-\s+)?(?P<name>{_NAMES})\b(?!:)", re.IGNORECASE)
OTHER_DASH = re.compile(r"[–—*•]|-(?=\w)|\d+[.)]\s")
"""What an editor, or a habit, puts in the place of the dash."""
BLOCK = re.compile(r"(?P<style>[|>])[+-]?\d?\s*(?:#.*)?$")
BRACED = re.compile(r"\{(?!\{).*\}$")
"""A card in one line."""
_ESCAPE = r"\\(?:[\\\"/ 0abtnvfreNLP_]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})"
COMPLETE = re.compile(rf"""(?:"(?:[^"\\]|{_ESCAPE})*"|'(?:[^']|'')*')\s*(?:#.*)?$""")
MOST_QUOTED = 200
"""Lines of a text in quotes. Each is looked at again with all above it."""
SPACE = re.compile(r"\s")
COMMENT = re.compile(r"(?<!\S)#(?:\s.*)?$")
"""A hash between spaces; `#1` is text."""
_UNSHOWN = "\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
UNSHOWN = re.compile(f"[{_UNSHOWN}]")
"""Characters that nobody sees, and that YAML refuses or takes for the end of a line."""
ODD = re.compile(f"[\t{_UNSHOWN}]")
"""The same and the tab: written as an escape in quotes."""


@dataclass(slots=True)
class Scan:
    """A file being read line by line."""

    name: str
    lines: Sequence[str]
    clean: list[str] = field(default_factory=list)
    """The lines as YAML is to see them, as many as `lines`."""
    free: set[int] = field(default_factory=set)
    """Indices of the lines that are empty or a comment."""
    comments: dict[int, str] = field(default_factory=dict)
    """Index → the comment at the end of the line."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def at(self) -> int:
        """The index of the line that is next."""
        return len(self.clean)

    def tab(self, index: int) -> None:
        """Add the problem of a tab where spaces should be."""
        self.tell(index, "this line begins with a tab", "Use spaces in its place, as many as the lines around it have.")

    def misfit(self, index: int) -> None:
        """Add the problem of a line that cannot stand where it does."""
        line = self.lines[index].strip()
        self.tell(index, f"this line does not fit in where it stands: “{line[:40]}”", _advice(line))

    def tell(self, index: int, message: str, advice: str, rule: str = "deck-file", words: str = "") -> None:
        """Add a problem, at the `words` of the line, or else where the line begins."""
        line = self.lines[index]
        column = line.find(words) if words and words in line else len(line) - len(line.lstrip())
        self.problems.append(
            Problem(rule=rule, source=self.name, line=index + 1, column=column + 1, message=message, advice=advice)
        )


def _advice(line: str) -> str:
    """What a person probably meant by a line that does not fit in."""
    uncoloned = UNCOLONED.match(line)
    if OTHER_DASH.match(line):
        return "A card begins with a dash, a space, and its first field: “- prompt: …”."
    if uncoloned:
        return f"There must be a colon behind “{uncoloned['name']}”: “{uncoloned['name']}: …”."
    return (
        "The fields of a card begin in one column, two spaces behind its dash; what goes on in the next line stands "
        "further to the right than its field. Compare the cards above and below."
    )


def scan(text: str, name: str) -> Scan:
    """The lines of `text` made ready for YAML, and what is wrong with them; `name` is the file's in messages."""
    found = Scan(name, text.split("\n"))
    while found.at < len(found.lines):
        _line(found)
    return found


def quoted(text: str) -> str:
    """`text` in double quotes, as YAML reads it."""
    return ODD.sub(_escape, encode_basestring(text))


def indent_of(line: str) -> int:
    """How far in a line begins; a tab counts up to the next eighth column."""
    wide = line.expandtabs() if "\t" in line else line
    return len(wide) - len(wide.lstrip())


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004


def _line(found: Scan) -> None:
    index = found.at
    line = found.lines[index]
    if not line.strip() or line.lstrip().startswith("#"):
        found.free.add(index)
        found.clean.append("")
    elif not _check_shown(found, index, line):
        found.clean.append("")
    elif "\t" in line[: len(line) - len(line.lstrip())]:
        found.tab(index)
        found.clean.append("")
    elif match := FIELD.match(line) or OTHER.match(line) or ITEM.match(line):
        _value(found, match)
    else:
        _odd(found, line)


def _odd(found: Scan, line: str) -> None:
    """A line that is no field and goes on none: a dash alone, or a slip."""
    if line.strip() not in {"-", "---", "..."}:
        glued = GLUED.match(line)
        if glued:
            advice = f"Write “{glued['name']}: ”, with a space, and then the text."
            found.tell(found.at, f"there is no space behind “{glued['name']}:”", advice)
        else:
            found.misfit(found.at)
    found.clean.append(line)


def _value(found: Scan, match: re.Match[str]) -> None:
    """A field with its value, over as many lines as it has."""
    # A space that does not break looks like any other.
    lead, name, value = SPACE.sub(" ", match["lead"]), match["name"], (match["value"] or "").strip()
    name = name.lower() if name.lower() in FIELDS else name
    start = f"{lead}{name}: " if name else lead
    if block := BLOCK.match(value):
        found.clean.append(f"{start}{value}")
        _block(found, len(lead), folded=block["style"] == ">")
    elif name in NESTED or _is_list(found, name, value) or (not name and BRACED.match(value)):
        found.clean.append(f"{start}{value}".rstrip())
    elif count := _in_quotes(found, value, len(lead)):
        found.clean += [f"{start}{value}", *found.lines[found.at + 1 : found.at + count]]
    else:
        _plain(found, start, value, len(lead) if name else len(lead) - 1)


def _is_list(found: Scan, name: str, value: str) -> bool:
    """True for a row of words written as YAML has it: in brackets, or with dashes on the lines below."""
    if name not in LISTS or value:
        return name in LISTS and value.startswith("[") and value.endswith("]")
    below = next((line.lstrip() for line in found.lines[found.at + 1 :] if line.strip()), "")
    return below.startswith("-")


def _block(found: Scan, column: int, *, folded: bool) -> None:
    """The lines of a block of text. Folded ones are set in evenly, since a person's need not be."""
    content: list[str] = []
    while found.at + len(content) < len(found.lines):
        line = found.lines[found.at + len(content)]
        if line.strip() and indent_of(line) <= column:
            break
        content.append(line.expandtabs())
    shift = min((indent_of(line) for line in content if line.strip()), default=0)
    for line in content:
        index = found.at
        _check_text(found, index, line)
        text = line.strip() if folded else line[shift:].rstrip()
        found.clean.append(" " * (column + 2) + text if text else "")
        if not text:
            found.free.add(index)


def _check_text(found: Scan, index: int, line: str) -> None:
    """A field among the words of a text is one that was set in by mistake."""
    field_ = FIELD.match(line)
    if field_ and "\t" in found.lines[index][: field_.end("lead")]:
        found.tab(index)
    elif field_:
        advice = (
            f"Begin it in the same column as the other fields of the card: “{field_['name']}:” is none of its words."
        )
        found.tell(index, f"“{field_['name']}:” stands too far to the right", advice)
    if line.lstrip().startswith("#"):
        found.tell(
            index, "a comment stands among the words of a text", "Put it above the card, in the column of its dash."
        )
    _check_shown(found, index, line)


def _check_shown(found: Scan, index: int, line: str) -> bool:
    hidden = UNSHOWN.search(line)
    if hidden:
        message = f"a character that cannot be seen (U+{ord(hidden.group()):04X}) stands in this line"
        found.tell(index, message, f"Delete it: it stands behind “{line[: hidden.start()].strip()[-20:]}”.")
    return hidden is None


def _in_quotes(found: Scan, value: str, column: int) -> int:
    """How many lines a text in quotes takes, which are left to YAML; 0 if the quotes do not enclose it all."""
    if value[:1] not in {'"', "'"}:
        return 0
    text = value
    below = found.lines[found.at + 1 : found.at + MOST_QUOTED]
    for count, line in enumerate([*below, ""], start=1):
        if COMPLETE.match(text):
            return count
        if not line.strip() or indent_of(line) <= column or FIELD.match(line):
            return 0
        text += f" {line.strip()}"
    return 0


def _plain(found: Scan, start: str, value: str, column: int) -> None:
    """A value without quotes, and the lines on which it goes on."""
    index = found.at
    if value.startswith('"') and value.count('"') % 2:
        found.tell(
            index, "a quotation mark opens here and is not closed", "Take it away, or close it: no quotes are needed."
        )
    text = [_without_comment(found, index, value)]
    found.clean.append("")
    while found.at < len(found.lines) and _goes_on(found, column):
        if not FIELD.match(start.rstrip()) and FIELD.match(found.lines[found.at]):
            found.misfit(index)
            break
        _check_text(found, found.at, found.lines[found.at])
        text.append(_without_comment(found, found.at, found.lines[found.at].strip()))
        found.clean.append("")
    told = " ".join(part for part in text if part)
    found.clean[index] = start + quoted(told) if told else start.rstrip() + ("" if start.endswith(": ") else ' ""')


def _goes_on(found: Scan, column: int) -> bool:
    line = found.lines[found.at]
    return bool(line.strip()) and not line.lstrip().startswith("#") and indent_of(line) > column


def _without_comment(found: Scan, index: int, value: str) -> str:
    comment = COMMENT.search(value) if "#" in value else None
    if comment is None:
        return value
    found.comments[index] = comment.group().strip()
    return value[: comment.start()].rstrip()
