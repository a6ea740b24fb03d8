"""What a text claims, in a form that can be compared: when something was, how much, who did it.

Parser-free, so that a sentence of the essay, a marking note in telegraphic style and a card that a person wrote are
read alike. Two claims are of one thing if nearly all words of the shorter one are in the other, its names among them,
and if the word that stands beside the value here stands there too. Where a sentence has two values of a sort and no
joint between them, it claims nothing. Precision comes before coverage.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from essay2anki.language.dates import find_dates
from essay2anki.lexicon import GIVEN_NAMES, NOT_NAMES, TITLES
from essay2anki.model import DateValue
from essay2anki.words import TOKEN, content, word_set

SAME = 0.75
"""Share of the words of the shorter of two claims that the other must have if both speak of one thing."""
LEAST = 3
"""Words that they must share; two are enough for a date or a deed, if one of them is a name."""
NEAR = 0.1
"""How far apart two numbers may be if one of them is said to be rough, as a share of the larger."""
SLIP = 2
"""Years by which two claims may differ on what comes again: a Reform Act of 1832 and one of 1867 are two."""
SHORTEST = 3
"""Letters that are left of a word without its ending."""
EXACT = frozenset({"day", "month", "year"})
REMEMBERED = 4096
"""Texts whose claims are remembered: a draft looks at them twice."""

_BIRTHS = (
    "sign conclud agre",
    "pass enact",
    "found form establish creat set",
    "publish issu print appear",
    "held took met",
    "built construct complet",
    "perform stag",
    "kill die",
)
BIRTHS = {word: place for place, row in enumerate(_BIRTHS) for word in row.split()}
"""How things come to be on their date, by sorts; the words without their endings. Signed is not passed."""
SILENT = frozenset(BIRTHS) - word_set("kill die complet perform stag") | word_set("came come into force")
"""What may stand between a thing and its date and says nothing that a note does not take for granted."""
PHASES = word_set(
    "introduc propos draft reject defeat begin began begun start end finish collaps fall fell repeal revers broke brok"
)
"""What may be done to a thing before or after its date: only the like is compared."""
AGAIN = frozenset(
    word_set("""
    elect election won win lost lose vot poll budget census visit met meet summon prim offic
    power strik revolt rise rose olympic games cup match attack raid bomb rat tax tariff price edition again return
""")
)
"""What happens more than once, so that two dates may both be right."""
SERIES = word_set("act bill law treaty battl conferenc congres plan petition parliament report pact war crisi")
"""Heads of names that more than one thing may bear, years apart."""
DEEDS = {
    **dict.fromkeys(word_set("coined coins"), "coined"),
    **dict.fromkeys(word_set("wrote writes written"), "wrote"),
    **dict.fromkeys(word_set("drew drawn painted composed sculpted illustrated"), "made"),
    **{
        verb: verb for verb in word_set("invented devised discovered designed founded directed translated assassinated")
    },
}
"""Verb → what was done, of deeds that one person or body does and no other: a term is coined once."""
LIMIT = re.compile(
    r"\b(?:by|before|after|until|till|since|from|between|to|within|than|for)(?: the)?(?: [a-z]+ of)? $", re.IGNORECASE
)
"""Before a date: it only bounds what is said."""
UNREAL = re.compile(
    r"\b(?:plan(?:s|ned) (?:to|for)|would|will|may|might|could|if|unless|not|never|intended|hoped|scheduled|supposed"
    r"|promised|wanted|failed|forecast|projected|targets?|aim(?:s|ed)?)\b|n[’']t\b",
    re.IGNORECASE,
)
"""What is planned, supposed or denied is no claim of what was."""
ORDINAL = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final) ([\w’-]+)", re.IGNORECASE
)
COMPANY = re.compile(
    r"(?:,? (?:with|by|at|near|of) (?:the )?[A-Z][\w’'-]*(?: (?:and )?[A-Z][\w’'-]*)*)+"
    r"(?:,? (?:in|on|of|,|\())?(?: the)?\s*$"
)
"""With whom, by whom, where and whose: it may stand between a thing and its date."""

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten",
    "eleven",
    "twelve",
    *(f"{word}teen" for word in ("thir", "four", "fif", "six", "seven", "eigh", "nine")),
)
_TENS = tuple(f"{word}ty" for word in ("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine"))
SPELT = {
    **{word: number for number, word in enumerate((*_ONES, *_TEENS), start=1)},
    **{word: number * 10 for number, word in enumerate(_TENS, start=2)},
    **{
        f"{ten}-{one}": tens * 10 + ones
        for tens, ten in enumerate(_TENS, start=2)
        for ones, one in enumerate(_ONES, start=1)
    },
}
SCALES = {"thousand": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
_SPELT = "|".join(sorted(SPELT.keys() - {"one"}, key=len, reverse=True))
AMOUNT = re.compile(
    rf"(?<![\w.,–-])(?P<sign>[£$€])?\s?(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?|(?:{_SPELT})(?![\w-]))"
    rf"(?:\s?(?P<scale>{'|'.join(SCALES)})\b)?\s?(?P<share>%|per cent\b|percent\b)?(?![\w%–/]|[.,]\d|-\d|:\d)"
)
END = re.compile(r"\b(?:between|from) $")
ON = re.compile(r" (?:to|or|and) [£$€]?\d| ?[–-] ?\d")
"""Before and behind a number: it is one end of a range."""
COUNTED = re.compile(
    r" (?:of (?:the )?)?(?!(?:and|or|but|in|on|at|to|by|from|with|for|as|was|were|is|are|who|that|than)\b)([a-z][\w-]*)"
)
ROUGH = {
    "about": re.compile(r"\b(?:about|around|roughly|some|approximately|nearly|almost|c\.|circa|estimated at) (?:a )?$"),
    "over": re.compile(r"\b(?:over|more than|at least|above|exceed(?:ed|s|ing)?) $"),
    "under": re.compile(r"\b(?:under|less than|fewer than|below|up to|at most) $"),
}
_NAME = r"[A-Z](?:[\w’'-]|\.(?= [A-Z]))*"
_AGENT = rf"(?P<agent>{_NAME}(?: (?:(?:and|of|de|von|van|the) )?{_NAME})*)"
ACTIVE = re.compile(rf"(?:(?<=[a-z] )|^){_AGENT}(?: \(\d{{4}}\))? (?:had )?(?P<verb>{'|'.join(DEEDS)})\b")
PASSIVE = re.compile(rf"\b(?P<verb>{'|'.join(DEEDS)}) (?:in \d{{4}} )?by (?:the )?{_AGENT}")
CLAUSE_END = re.compile(r",? (?:and|but|while|which|who)\b|;|$")
PAUSE = re.compile(r"[,;:]")
JOINT = re.compile(r"[;:,]|\b(?:and|but|while|whereas|although|though|or)\b")
SENTENCE = re.compile(r"(?<![A-Z])(?<!\bSt)(?<!\bDr)(?<!\bMr)(?<!\bc)[.!?][\"”’')]*\s+(?=[A-Z\"“‘'(])|;\s+|\s[–—]\s")
FURTHER = re.compile(r"[,;] (?:and|but|while|whereas) (?:in|on) ")
CAPITAL = re.compile(r"[A-ZÀ-Þ][\w’'-]*")

DATE, NUMBER, DEED = "date", "number", "deed"
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """That something has a value."""

    sort: str
    """`date`, `number` or `deed`."""
    unit: str
    """What is counted, or what was done."""
    value: str
    """In the words of the text."""
    told: frozenset[str]
    """The words of content that say of what it is the value, without their endings."""
    names: frozenset[str]
    """Those of them that are names or numbers."""
    beside: frozenset[str]
    """Those next to the value, which tell what it belongs to."""
    years: frozenset[str]
    """The other years that are told: figures of two years are two figures."""
    births: frozenset[int]
    phases: frozenset[str]
    ranked: frozenset[tuple[str, str]]
    """`first bill`: two bills are two things."""
    date: DateValue | None = None
    parts: frozenset[str] = frozenset()
    """Of a date its day and month, of a deed the names of who did it."""
    number: float = 0
    rough: str = ""
    """How a number is meant: `about`, `over`, `under`, or as it stands."""


@functools.lru_cache(maxsize=REMEMBERED)
def claims(sentence: str) -> tuple[Claim, ...]:
    """What a sentence, a note, or a card with its answer claims."""
    return tuple(claim for find in FINDERS for claim in find(sentence))


def sentences(text: str) -> Iterator[Span]:
    """The spans of the sentences of a text, and of statements behind a semicolon or a dash."""
    start = 0
    for end in SENTENCE.finditer(text):
        yield start, end.start()
        start = end.end()
    yield start, len(text)


def contradict(one: Claim, other: Claim) -> bool:
    """True where two claims are of one thing and cannot both be right."""
    return same_thing(one, other) and _exclude(one, other) and not _comes_again(one, other)


def same_thing(one: Claim, other: Claim) -> bool:
    """True where two claims give the same sort of value to one thing."""
    if (one.sort, one.unit) != (other.sort, other.unit) or not (one.beside & other.told and other.beside & one.told):
        return False
    less, more = sorted((one, other), key=lambda claim: len(claim.told))
    common = less.told & more.told
    if len(common) < SAME * len(less.told) or not less.names <= more.told:
        return False
    if (one.births and other.births and not one.births & other.births) or any(
        word in common for _, word in one.ranked ^ other.ranked
    ):
        return False
    if one.phases != other.phases:
        return False
    if one.sort == NUMBER:
        return (one.years == other.years or bool(one.years & other.years)) and len(common) >= LEAST
    return len(common) >= LEAST - bool(common & (one.names | other.names))


def _comes_again(one: Claim, other: Claim) -> bool:
    common = one.told & other.told
    if not one.date or not other.date or not common & (AGAIN | SERIES):
        return False
    apart = abs((one.date.first or 0) - (other.date.first or 0))
    return bool(common & AGAIN) or not 0 < apart <= SLIP


def _exclude(one: Claim, other: Claim) -> bool:
    if one.date and other.date:
        return _dates_exclude(one, one.date, other, other.date)
    if one.sort == DEED:
        return not one.parts & other.parts
    low, high = sorted((one, other), key=lambda claim: claim.number)
    if low.rough == "over" or high.rough == "under":
        return False
    if one.rough or other.rough:
        return high.number - low.number > NEAR * high.number
    return one.number != _rounded(other.number, one) and other.number != _rounded(one.number, other)


def _rounded(number: float, like: Claim) -> float:
    """The number with as many digits as another one has: 648,000 is 650,000."""
    digits = len((re.sub(r"\D", "", like.value) or str(int(like.number))).strip("0"))
    return float(f"{number:.{max(digits - 1, 0)}e}")


def _dates_exclude(one: Claim, first: DateValue, other: Claim, second: DateValue) -> bool:
    """True where the years are not the same, or the months or days of one year."""
    if (first.first, first.last) != (second.first, second.last):
        return True
    months, others = ({part for part in claim.parts if part.isalpha()} for claim in (one, other))
    days = first.precision == second.precision == "day"
    return bool(months and others and (not months & others or (days and one.parts != other.parts)))


def _dates(text: str) -> Iterator[Claim]:
    found = find_dates(text)
    for each, stretch in _apart(text, [(each.start, each.end) for each in found]):
        date = found[each].date
        start, end = found[each].start, found[each].end
        if not date or not date.year or date.vague or date.precision not in EXACT or LIMIT.search(text[:start]):
            continue
        parts = frozenset(part[:3] for part in re.findall(r"[a-z]{3,}|\b\d{1,2}(?!\d)", found[each].text.lower()))
        yield from _claim(DATE, "", text, (start, end), stretch, date=date, parts=parts)


def _numbers(text: str) -> Iterator[Claim]:
    dated = [(each.start, each.end) for each in find_dates(text)]
    found = [
        each
        for each in AMOUNT.finditer(text)
        if not any(low < each.end() and each.start() < high for low, high in dated)
    ]
    for place, stretch in _apart(text, [each.span() for each in found]):
        match = found[place]
        before, behind = text[: match.start()], text[match.end() :]
        counted = COUNTED.match(behind)
        unit = match["sign"] or ("%" if match["share"] else _fold(counted[1]) if counted else "")
        if unit and not END.search(before) and not ON.match(behind):
            digits = match["number"].replace(",", "")
            number = float(SPELT.get(digits, 0) or digits) * SCALES.get(match["scale"], 1)
            rough = next((name for name, sign in ROUGH.items() if sign.search(before.lower())), "")
            yield from _claim(NUMBER, unit, text, match.span(), stretch, number=number, rough=rough)


def _deeds(text: str) -> Iterator[Claim]:
    for pattern in (ACTIVE, PASSIVE):
        for match in pattern.finditer(text):
            end = CLAUSE_END.search(text, match.end())
            # What was done stands behind an active verb, and before a passive one.
            stretch = (match.start(), end.start() if end else len(text)) if pattern is ACTIVE else (0, match.end())
            agents = frozenset(_words(match["agent"]))
            if agents and match["agent"].split()[0] not in NOT_NAMES:
                yield from _claim(DEED, DEEDS[match["verb"]], text, match.span("agent"), stretch, parts=agents)


FINDERS: tuple[Callable[[str], Iterator[Claim]], ...] = (_dates, _numbers, _deeds)


def _apart(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, Span]]:
    """The place of each value with the part of the sentence that is its own, if it can be told from its neighbours'."""
    cuts: list[int | None] = [0]
    for (_, end), (start, _) in itertools.pairwise(spans):
        joints = [found.start() for found in JOINT.finditer(text, end, start)]
        parted = content(text[end:start]) or FURTHER.match(text, end)
        cuts.append(joints[-1] if joints and parted else None)  # `in 1914 and 1915` is one row
    cuts.append(len(text))
    for place, (low, high) in enumerate(itertools.pairwise(cuts[: len(spans) + 1])):
        if low is not None and high is not None:
            yield place, (low, high)


def _claim(  # noqa: PLR0913 - what all sorts have, and what only some have
    sort: str,
    unit: str,
    text: str,
    span: Span,
    stretch: Span,
    *,
    date: DateValue | None = None,
    parts: frozenset[str] = frozenset(),
    number: float = 0,
    rough: str = "",
) -> Iterator[Claim]:
    """The claim of the words in `stretch` that the value at `span` is theirs; none if they only suppose it."""
    before, behind = text[stretch[0] : span[0]], text[span[1] : stretch[1]]
    if sort == DATE and _words(before):
        behind = CLAUSE_END.split(behind)[0]  # the date of one clause is not that of the next
    dates = [*find_dates(before), *find_dates(behind)]
    for each in dates:
        before, behind = before.replace(each.text, " "), behind.replace(each.text, " ")
    years = {str(year) for each in dates if each.date for year in (each.date.first, each.date.last) if year is not None}
    rest = f"{before} | {behind}"
    if UNREAL.search(f"{before} {PAUSE.split(behind)[0]}"):
        return
    said = _words(rest)
    verbs = frozenset(_words(before) or said)
    told = frozenset(said) - SILENT | years
    capitals = {word for found in CAPITAL.findall(rest) if found not in NOT_NAMES for word in _words(found)}
    yield Claim(
        sort=sort,
        unit=unit,
        value=text[slice(*span)].strip(),
        told=told,
        names=frozenset(word for word in told if word in capitals or (word.isdigit() and word not in years)),
        beside=frozenset(_beside(before, behind, both=sort == NUMBER)),
        years=frozenset(years),
        births=frozenset(BIRTHS[word] for word in verbs if word in BIRTHS),
        phases=frozenset(verbs & PHASES),
        ranked=frozenset((found[1].lower(), _fold(found[2].lower())) for found in ORDINAL.finditer(rest)),
        date=date,
        parts=parts,
        number=number,
        rough=rough,
    )


def _beside(before: str, behind: str, *, both: bool) -> Iterator[str]:
    """The words next to a value: before it, also without its company; behind it, if none are before."""
    ahead, alone, after = (
        [word for word in _words(part) if word not in SILENT] for part in (before, COMPANY.sub("", before), behind)
    )
    yield from (*ahead[-1:], *alone[-1:])
    if both or not ahead:
        yield from after[: 1 if ahead else LEAST]


def _words(text: str) -> list[str]:
    """The words of content without their endings; first names and titles say little and are left out."""
    kept = (word for word in TOKEN.findall(text) if word not in GIVEN_NAMES and word not in TITLES)
    return [_fold(word) for word in content(" ".join(kept))]


def _fold(word: str) -> str:
    """`signed`, `signing` → `sign`."""
    endings = (ending for ending in ("ing", "ed", "es", "e", "s") if word.endswith(ending))
    ending = next((each for each in endings if len(word) - len(each) >= SHORTEST), "")
    return word.removesuffix(ending)
