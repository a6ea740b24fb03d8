"""What page builders and printers leave when a page is copied: it says nothing and is left out, counted for `-v`."""

from __future__ import annotations

import html
import re

DEBRIS = re.compile(
    r"\W*(?:(?:top|bottom|end) of (?:the )?page|back to (?:the )?top|(?:skip|jump) to (?:the )?(?:main )?(?:content"
    r"|navigation|search|menu)|toggle (?:navigation|menu)|page \d+(?: (?:of|/) \d+)?|you are here"
    r"|use tab to navigate through the menu items|advertisements?|all rights reserved|loading|read more|show more"
    r"|(?:click|tap) here(?: to .{1,40})?|(?:share|print|email|save|bookmark) this (?:page|post|essay|article)"
    r"|share (?:on|via) \w+|related (?:posts|articles|pages|topics)|accept (?:all )?cookies|\d+ min(?:ute)?s? read"
    r"|(?:https?://|www\.)\S+|\d{1,3}|(?:©|\(c\)|copyright\b).{0,80})\W*",
    re.IGNORECASE,
)
"""A whole line of it, ornaments aside. A number by itself is that of a page."""
_MENU = (
    r"home|menu|search(?: (?:this|the) (?:site|page))?|log ?in|log ?out|sign (?:in|up)|register|subscribe|share|print"
    r"|save|e-?mail|download(?: (?:as )?pdf)?|pdf|next|previous|more|close|help|contact(?: us)?|about(?: us)?|facebook"
    r"|twitter|tweet|pin it|share this|pinterest|whatsapp|linkedin|(?:cookies?|privacy)(?: policy| settings)?"
    r"|terms(?: (?:of use|and conditions))?"
)
MENU = re.compile(rf"\W*(?:{_MENU})(?:\W+(?:{_MENU}))*\W*", re.IGNORECASE)
"""The words of a menu."""
NAVIGATION = re.compile(
    r"\W*(?:(?:table of )?contents|on this page|by \w+(?: \w+)?|\d+ comments?|back to .{1,40}|jump to\b.{1,40}"
    r"|(?:categor(?:y|ies)|tags?|tagged|filed under):?\s.{1,80}"
    r"|(?:last )?(?:published|posted|updated|written)\b.{0,60}"
    r"|(?:you are here\W+)?home\s*[>›»→/|:].{1,100}|you are here\b.{1,100}"
    r"|\w+(?: \w+)?(?:\s*[>›»]\s*[\w ’'&-]{1,40})+|[\w ’'&-]{1,40}(?:\s[/|→]\s[\w ’'&-]{1,40}){2,})\W*",
    re.IGNORECASE,
)
"""What stands above a page, as the path to it: `Home > Revision > Asia`, `History / Modern / Asia`. Below, it may be a
heading."""
BESIDE = re.compile(r"\s*[|·•]\s*|\s+/\s+")
"""What parts the words of a menu on one line."""
PAGE_NUMBER = re.compile(r"\s*(?:page \d{1,4}(?: ?(?:of|/) ?\d{1,4})?|\d{1,3}|- ?\d{1,3} ?-)\s*", re.IGNORECASE)
"""What may stand in the middle of a sentence."""
RULE = re.compile(r"\s*(?:[-=_*~#.•·–—+|:]\s*){3,}|\s*`{3,}\w*\s*")
"""A row of signs; the fence of a block of code."""
AT_START = re.compile(r"\W{0,4}(?i:top|bottom) of page\s*(?=[A-Z#*•-])")
AT_END = re.compile(r"(?<=[.!?)’”\s])\s{0,4}(?:top|bottom) of page\W{0,4}$|\s{0,4}\[edit\]\W{0,4}$", re.IGNORECASE)
"""The same at the ends of a line that goes on."""
UNDERLINE = re.compile(r"\s*(?:-{3,}|={3,}|_{3,}|~{3,})\s*")
LONGEST = 120
"""Characters; no longer line is debris."""
TAIL = 24
"""Characters at the end of a line in which debris may stand."""


def is_debris(line: str) -> bool:
    """True for a line that says nothing: debris by itself, or a whole menu, `Share this page | Print`."""
    if len(line) > LONGEST:
        return False
    parts = BESIDE.split(line)
    return bool(DEBRIS.fullmatch(line)) or (len(parts) > 1 and all(map(_is_of_menu, parts)))


def _is_of_menu(words: str) -> bool:
    return bool(MENU.fullmatch(words) or DEBRIS.fullmatch(words))


def is_page_number(line: str) -> bool:
    """True for the number of a page."""
    return bool(PAGE_NUMBER.fullmatch(line))


def is_navigation(line: str) -> bool:
    """True for a line of a page's menu, or for the path to the page."""
    words = html.unescape(line)
    return len(line) <= LONGEST and bool(MENU.fullmatch(words) or NAVIGATION.fullmatch(words))


def is_rule(line: str) -> bool:
    """True for a row of signs that divides or underlines."""
    return len(line) <= LONGEST and bool(RULE.fullmatch(line))


def is_underline(line: str) -> bool:
    """True for a rule that may stand under a heading."""
    return bool(UNDERLINE.fullmatch(line))


def without_debris(line: str) -> tuple[int, int]:
    """The span of a line without the debris at its ends."""
    head = AT_START.match(line)
    tail = AT_END.search(line, max(0, len(line) - TAIL))
    return (head.end() if head else 0), (tail.start() if tail and tail.start() else len(line))
