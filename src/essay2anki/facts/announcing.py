"""What announces a list: `the three main causes of the war`, as a heading, as a label, or in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from essay2anki.lexicon import COUNTS, MEMBERS, ORIGINS
from essay2anki.model import Essay
from essay2anki.words import word_set

FEWEST, MOST = 2, 5
"""Items of a list: one more, and it is no longer recalled as a whole."""
_NUMBERS = "|".join(COUNTS[1:])
_JOINTS = "of|for|behind|against|in|to|on|from|why|that|between|affecting|facing|by which|in which"
ANNOUNCING = re.compile(
    rf"(?P<the>(?:the|these) )?(?:(?P<number>{_NUMBERS}|[2-6]) )?"
    rf"(?P<words>(?P<before>(?:[\w’'-]+ ){{0,3}}?)(?P<head>{'|'.join(sorted(MEMBERS))}|(?(number)[a-z]+[^s\W]s))"
    rf"(?P<more> (?:{_JOINTS}) .+)?)",
    re.IGNORECASE,
)
"""Where a number says how many there are, the head may be any plural."""
ALONE = word_set("""
    policies measures methods reforms rules terms options ways parts groups classes layers levels tools roles problems
    sources duties rights instruments strategies techniques responses solutions properties principles conditions
""")
"""Heads that by themselves could be of anything, whatever the essay is about."""
VAGUE = word_set("things points matters ones lines paragraphs issues years months days men others sides")
ELSEWHERE = word_set("""
    other others further later earlier more less some many several possible additional similar such any different
    various few most last first next second third same these those and or of for to in with by as his her its their
    my our no not is are was were has have had on upon from into between through under about over
""").union(COUNTS)
"""Before the head: they compare with what stands elsewhere, leave open how many there are, or make it no phrase."""
LEANING = re.compile(
    r"\b(?:it|they|them|this|these|those|such|he|she|his|her|its|their|we|our|you|above|below|following|not)\b",
    re.IGNORECASE,
)
"""Behind the head: what they stand for is not said."""
ABSTRACT = re.compile(r"(?:[ae]nc[ey]|tion|sion|ment|ness|ity|ship)s?$")
WHY = re.compile(r"[Ww]hy (?!did|do|does|was|were|is|are|had|has|have|should|could)(?:[\w’'-]+ ){1,6}[\w’'-]+")
LONG = 4
"""Letters of a word that has a capital in a title."""
BREAKS = re.compile(r"[,;:.?!()–—]")


@dataclass(frozen=True, slots=True)
class Announced:
    """The words that announce a list."""

    words: str
    """What its members are, as it reads in the middle of a sentence, without article and number."""
    count: int | None
    """How many it says there are."""
    definite: bool
    """True where all of them are meant: `the causes`, `three causes`."""
    whole: bool
    """True where it says of what they are the causes."""

    @property
    def tells(self) -> bool:
        """True where the words by themselves say enough to be asked for."""
        return self.words.lower() not in ALONE

    def fits(self, count: int) -> bool:
        """True for a list of so many items."""
        return FEWEST <= count <= MOST and self.count in {None, count}


def headed(essay: Essay, heading: str) -> Announced | None:
    """What a heading or a label announces; under `Why Britain acted` stand reasons."""
    if WHY.fullmatch(heading) and not (LEANING.search(heading) or BREAKS.search(heading)):
        return Announced(f"reasons {heading[0].lower()}{heading[1:]}", None, definite=True, whole=True)
    told = announced(essay, heading)
    return told if told and told.tells else None


def announced(essay: Essay, phrase: str) -> Announced | None:
    """What a phrase announces, or none if it is no noun phrase with a head that has members."""
    found = ANNOUNCING.fullmatch(phrase.strip())
    if not found or BREAKS.search(phrase) or LEANING.search(found["more"] or ""):
        return None
    if found["head"].lower() in VAGUE or ELSEWHERE & set(found["before"].lower().split()):
        return None
    number = (found["number"] or "").lower()
    return Announced(
        words=in_running_text(essay, found["words"]),
        count=None if not number else int(number) if number.isdigit() else COUNTS.index(number) + 1,
        definite=bool(found["the"] or number),
        whole=bool(found["more"]),
    )


def in_running_text(essay: Essay, phrase: str) -> str:
    """A heading as it reads in a sentence: words that the essay writes small elsewhere lose their capital."""
    if not phrase.strip():
        return ""
    first, *rest = phrase.split()
    first = first if _is_name(essay, first) else first.lower()
    # `The Rise of the Nazi Party` has names and other words with a capital: which is which, nothing tells.
    title = all(word[0].isupper() for word in rest if len(word) >= LONG)
    plain = title and all(_is_written_small(essay, word) for word in rest)
    return " ".join([first, *(word.lower() if plain else word for word in rest)])


def _is_name(essay: Essay, word: str) -> bool:
    """True for the first word of a phrase that would keep its capital in a sentence."""
    inner = re.search(rf"(?<=[a-z,] ){re.escape(word)}\b", f"{essay.text} {essay.title}")
    return word in ORIGINS or word.isupper() or (bool(inner) and not _is_written_small(essay, word))


def is_common(essay: Essay, word: str) -> bool:
    """True for a word that is no name: a head, an abstract noun, or one that the essay writes small as well."""
    return bool(ABSTRACT.search(word)) or _is_written_small(essay, word)


def _is_written_small(essay: Essay, word: str) -> bool:
    small = word.lower()
    return small in MEMBERS or bool(re.search(rf"(?<![\w’'-]){re.escape(small)}(?![\w’'-])", essay.text))
