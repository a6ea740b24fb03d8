"""Text that has no place on a card: examiners' words, announcements, markup, what breaks off."""

from __future__ import annotations

import functools
import re

from essay2anki.lexicon import NOT_NAMES, ORIGINS, ROLES
from essay2anki.model import BLANK, Card, Essay
from essay2anki.words import seek, stem

EXAMINER = re.compile(
    r"\b(?:best|strongest|weaker|better) (?:responses|answers)\b|"
    r"\baccept (?:any|all)\b|"
    r"\bcandidates? (?:may|should|must|could)\b|"
    r"\b(?:responses|answers) (?:must|should|may)\b|"
    r"\bshould be (?:described|explained|discussed)\b|"
    r"\b(?:should|might|could|may|can) be (?:mentioned|credited|rewarded)\b|"
    r"\b(?:indicative content|mark scheme)\b|"
    r"\baward (?:up to )?(?:\d+ )?marks?\b|"
    r"\blevels? \d\b"
)
"""For text in small letters, as `seek` looks it through."""
_MANY = r"(?:many|several|various|different|a number of|a range of|two|three|four|both)"
_POINTS = r"(?:factors|reasons|views|ways|sides|causes|arguments|points)"
ANNOUNCEMENT = re.compile(
    "|".join(
        [
            r"\bthis (?:essay|answer|paragraph|section) (?:will|shall|argues|looks)\b",
            r"\bthis (?:essay|answer|paragraph|section) (?:examines|explores|discusses|considers)\b",
            r"\bin this essay\b",
            r"\bwill (?:be (?:discussed|examined|considered|argued)|look at)\b",
            rf"\bthere (?:are|were|is|was) {_MANY} (?:\w+ )?{_POINTS}\b",
            rf"\b{_MANY} (?:\w+ )?(?:reasons|factors) (?:explain|why|for|can|help)\b",
            r"\bit can (?:therefore )?be (?:seen|said|argued|concluded)\b",
            r"\bi (?:will|shall|intend|believe|think)\b",
            r"\bto what extent\b",
        ]
    )
)
"""What an essay says about itself. For text in small letters, too."""
MARKUP = re.compile(
    r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});|</?[a-zA-Z][^<>]*>|\*\*|__|\{\{|\}\}|::|^\s*#{1,6}\s"
    r"|[💥🌟⭐👑\u00ad\ufffd]|=>|→| \| "
)
_ROLES = "|".join(sorted(ROLES | {"successor", "predecessor", "rival", "brother", "son", "widow"}))
_BODIES = "government|regime|parliament|monarchy|state|army|fleet|empire|emperor|economy|constitution|president|church"
SUBJECTLESS = re.compile(r"(?:Did|Was|Were|Is|Are|Has|Had|Does|Do|Could|Would|Should|Can)(?:n[’']t| not)? ")
"""`Didn't want the war to spread`: a note that leaves out who."""
NOTE_FORM = re.compile(
    r"^(?:[A-Z][a-z]+(?:ed|wn) (?:by|in|on|under|as|at|from|after) |(?:Who|\[\.\.\.\]) (?:leads?|led) to\b"
    r"|Who (?:is|was) (?:made|built|composed|formed) (?:of|from)\b"
    r"|What (?:is|was) (?!the |an? )[a-z][\w -]* (?:approach|method|model|effect|principle|system|hypothesis)\?)"
    rf"|\b(?:(?:did|was|were|had) (?:{_ROLES}) [A-Z]"
    rf"|(?:to|with|by|against|under|from) (?:{'|'.join(sorted(ORIGINS))}) (?:{_BODIES})\b"
    r"|[a-z]+ (?<!the )(?:USSR|USA|UK|EU|UN|WTO|IMF)\b(?! [A-Za-z]))|\w / \w"
)
"""No subject, `Drafted by Ito in 1889`; no article, `relations with USSR`, `was successor Diem killed`."""
ARTICLED = re.compile(
    r"\b[Tt]he (?:[A-Z][\w ’'-]{3,60} \()?([A-Z]{2,6})"
    r"(?=[.,;:)]| (?:is|was|has|had|did|in|and|or|to|of|as|by|on|which|who)\b)"
)
"""`the WTO was set up`: a body that takes the article; in `the NATO summit` the summit has it."""
WITHOUT_ARTICLE = re.compile(
    r"(?:^|\b(?:was|did|is|has|had|to|with|by|from|against|in|of|under) )"
    r"(?P<name>[A-Z]{2,6})(?! [a-z]*(?:s|er|or|ment|ship|ion)\b)\b"
)
"""`was WTO set up`: no article, and no noun behind that would have it."""
_UNSPELT = (
    "alot|goverment|parliment|definately|seperate|untill|beleived?|recieved?|occured|wich|becuase|thier|enviroment"
    "|succesful|sucessful|independance|existance|arguement|buisness|enemys|countrys|partys|citys|armys|theorys"
    "|arent|dont|didnt|doesnt|wasnt|werent|isnt|couldnt|wouldnt|cant"
)
SLIP = re.compile(
    rf"\b(?:{_UNSPELT}|(?:would|could|should|might|must) of(?! course)|there (?:own|inner)"
    r"|(?:they|we|you) (?:was|has|is)|it[’']s own|[Tt]hese is|(?:less|more|rather|other) then)\b"
    r"|\b(?:less|more|[a-z]{3,}er) (?:[a-z]+ ){1,3}then (?:an?|the|of|in|by|for)\b"
    r"|\b[Tt]here (?:is|was) (?:a lot of |many |some |several |two |three |few |no )?(?:[a-z]+ )?[a-z]{3,}(?<![usi])s\b"
)
"""Slips of a kind that teachers mark in every set of essays: `would of`, `alot`, `there was riots`."""
_LINKED = (
    "if|when|while|although|though|as|because|since|after|before|once|until|unless|whereas|where|that|which|who|how"
)
LINKED = re.compile(rf"\b(?:{_LINKED})\b[^,]*,", re.IGNORECASE)
SPLICED = re.compile(
    r"^[^,;:()]*\b(?:was|were|is|are|had|has|have|[a-z]{3,}ed)\b[^,;:()]{8,}, "
    r"(?:(?:by|in) (?:the )?\d{4}s? )?(?:it|they|this|he|she) "
    r"(?:was|were|is|are|had|has|have|did|does|can|could|also)\b"
)
"""Two statements with nothing but a comma between: `Prices fell, they were lower than before`."""
TWICE = re.compile(r"\b([a-z]+) \1\b(?<!\bhad had)(?<!\bthat that)(?<!\bis is)(?<!(?:came|come) in in)")
"""`the the`: a slip of the writer that would be printed on the card."""
SINGLE = re.compile("[‘’']")
"""The marks with which the four patterns below begin."""
PAIRS = (("(", ")"), ("[", "]"), ("“", "”"))
OPENING = re.compile(r"(?:^|[\s(\[–—-])[‘'](?=\w)")
CLOSING = re.compile(r"(?<=[\w.,!?])[’'](?!\w)")
SURE_CLOSING = re.compile(r"(?<=[\w.,!?])(?<!s)[’'](?!\w)")
"""Behind an `s` it may be a possessive, `Artisans’ Dwellings`."""
SAID = re.compile(r"(?<!\w)[‘'][^‘’'\n]+ [^‘’'\n]*[’'](?!\w)")
"""A quotation of two words at least: alone, `ships'` of `'black ships'` would look like a possessive."""
POSSESSIVE = re.compile(r"(?<![\w’'‘-])[\w-]*s[’'] [a-z]")
"""`the workers’ vote`: no closing quotation mark; that of `'always' cannot` is one."""
NAME = re.compile(r"(?:(?<=[\w,;)’'] )|(?<= \())[A-Z][\w’'-]*|^[A-Z][\w-]+(?=[’']s\b| [A-Z])|\d+")
"""A capital in the middle, `Condor Legion` and `Lemert’s` at the beginning, or a figure."""


def names_in(text: str) -> set[str]:
    """Names and figures of a text: two prompts that differ in one of them are two questions."""
    return {stem(name.lower()) for name in NAME.findall(text) if name not in NOT_NAMES}


def examiner(card: Card, _essay: Essay) -> str | None:
    """Words to examiners."""
    return seek(EXAMINER, f"{card.front} {card.answer}")


def announcement(card: Card, _essay: Essay) -> str | None:
    """The essay speaks of itself; the judgment's prompt is the essay question, which may well ask to what extent.

    `There were three causes` announces a list that is on the card, `it can be argued that` the argument that answers.
    """
    if card.type == "list" or card.rule.startswith("counters"):
        return None
    return seek(ANNOUNCEMENT, card.answer if card.rule.startswith("verdicts") else card.evidence[0].quote)


def markup(card: Card, _essay: Essay) -> str | None:
    """Markup or debris that a reader would see."""
    found = MARKUP.search(f"{card.front}\n{card.answer}")
    return found.group() if found else None


_COUNTABLE = (
    "treaty|act|agreement|alliance|pact|conference|constitution|committee|commission|rebellion|revolt|election|crisis"
    "|campaign|bill"
)
WAS_BARE = re.compile(
    rf"\b(?:was|were) (?:{_COUNTABLE}) [a-z]+(?:ed|en|wn|ilt|ade|aid|ent)\b|\bdid (?:{_COUNTABLE}) [a-z]"
)
"""`was treaty negotiated`."""


def note_form(card: Card, essay: Essay) -> str | None:
    """An article is missing, as in notes: `relations with USSR`."""
    text = f"{card.front} {card.answer}"
    found = NOTE_FORM.search(text) or TWICE.search(text) or WAS_BARE.search(card.question)
    found = found or (SUBJECTLESS.match(card.question) if card.type == "cloze" else None)
    if found:
        return found.group()
    articled = _articled(essay.text)
    bare = WITHOUT_ARTICLE.finditer(text) if articled else ()
    return next((each.group() for each in bare if each["name"] in articled), None)


@functools.lru_cache(maxsize=16)
def _articled(text: str) -> frozenset[str]:
    """The abbreviations that a text writes with `the`, and nowhere as the subject or object without it."""
    return frozenset(ARTICLED.findall(text))


def slip(card: Card, _essay: Essay) -> str | None:
    """A slip of the writer, which would be printed on the card."""
    if card.rule.startswith("verdicts"):
        found = SLIP.search(card.answer)
    else:
        found = SLIP.search(f"{card.front} {card.answer}") or (
            _spliced(card.question) if card.type == "cloze" else None
        )
    return found.group() if found else None


def _spliced(statement: str) -> re.Match[str] | None:
    found = SPLICED.match(statement)
    return found if found and not LINKED.search(statement) else None


def unbalanced(card: Card, _essay: Essay) -> str | None:
    """A bracket or quotation mark without its partner, or the end of a quotation whose beginning was cut off."""
    quoted = [said.group() for each in card.evidence for said in SAID.finditer(each.quote)]
    for shown in (card.front.replace(BLANK, card.answer if card.type == "cloze" else "X"), card.answer):
        if any(_is_halved(said, shown) for said in quoted):
            return shown
        text = functools.reduce(lambda rest, said: rest.replace(said, "X"), quoted, shown)
        if any(text.count(opening) != text.count(closing) for opening, closing in PAIRS) or text.count('"') % 2:
            return text
        if not SINGLE.search(text):
            continue
        closed = len(CLOSING.findall(text)) - len(POSSESSIVE.findall(text))
        opened = len(OPENING.findall(text))
        if opened > max(closed, 0) or len(SURE_CLOSING.findall(text)) > opened:
            return text
    return None


def _is_halved(said: str, text: str) -> bool:
    """True where a text holds the last word of a quotation with its mark, and not the first."""
    first, last = said.split(maxsplit=1)[0], said.rsplit(maxsplit=1)[-1]
    return re.search(rf"(?<!\w){re.escape(last)}(?!\w)", text) is not None and first not in text
