"""Prompts: enough to go by, not too long, one answer, and English."""

from __future__ import annotations

import re

from essay2anki.language.dates import find_dates
from essay2anki.lexicon import MONTHS, NOT_NAMES, PRONOUNS, REPORTING_VERBS
from essay2anki.model import BLANK, Card, Essay, Kind
from essay2anki.words import content, word_set

LONGEST_QUESTION = 32
LONGEST_STATEMENT = 40
LONGEST_LIST = 70
"""Words. A reader on a phone takes in no more; the verdict, whose prompt is the essay question, is free."""
LONGEST_LEAD = 16
"""Words that the sentence before may take up besides."""
ENOUGH = {"statements": 5, "dates": 2, "actors": 4, "causes": 2, "consequences": 1, "terms": 1, "judgments": 1}
"""Content words a prompt of each maker needs besides the answer."""
INVENTING = re.compile(r"\b(?:develop|devis|invent|coin|formulat|found|propos|discover|compos|pioneer)(?:e?d)\b")
"""Who did it once is known by little: `Who developed strain theory?`"""
YEAR = re.compile(r"\b\d{4}\b|(?<=\bin )\d{3}\b")
AIM = re.compile(r"^What did .* (?:try|seek|attempt|fail|refuse|intend|aim) to do\?$")
BRIEF, BRIEFEST, AIMED = 3, 2, 4
NAME = re.compile(r"(?<=[\w,;)] )[A-Z][\w’'-]+|\b\d{3,4}\b")
_ENDS = word_set("""
    and or but so be to of in the a an by with for from as that since than at on into between who which was were is are
""")
FUNCTION_END = re.compile(rf"(?:\b(?:{'|'.join(sorted(_ENDS))})|[,(–-])\?$", re.IGNORECASE)
"""A question cannot end so, but for `lead to` and its like."""
_TAKING = word_set("lead led result contribute driven turn follow set bring take caused")
PARTICLES = re.compile(
    r"\b(?:stem|arise|spring|derive|result) from\?$|\b(?:depend|rest|rely|hinge) (?:up)?on\?$"
    r"|\b(?:point|attention) to\?$|\b(?:focus|concentrate) (?:mainly )?on\?$|\bargue (?:for|against)\?$"
    r"|\b(?:symbol|metaphor|image|emblem|personification|allegory) (?:of|for)\?$"
    r"|\bconsist of\?$|\b(?:leave|provide|supply|equip|present) [^?]+ with\?$"
    r"|\b(?:free|save|protect|rescue|release|shield|isolate|bar) [^?]+ from\?$"
    r"|\b(?:expose|divert|condemn|commit) [^?]+ to\?$"
    r"|\b(?:rob|deprive|strip|rid|relieve|cure) [^?]+ of\?$"
    r"|\b(?:turn|transform|split|divide|plunge|draw|drag|convert) [^?]+ into\?$|\bbring about\?$"
    rf"|\b(?:{'|'.join(sorted(_TAKING))}|\w+ed) (?:to|in|by|off|up|out|on|down)\?$"
)
PAST_BEHIND_DID = re.compile(
    r"^(?:In which|When|Why|How|On what|Roughly when)\b[^?]*\bdid\b[^?]*"
    r"\b(?:and|but) (?:only |then |also |so |later |not )?"
    r"(?:won|lost|had|was|were|became|went|took|made|gave|got|came|began|led)\b"
    r"|\bdid (?:(?!(?:that|which|who|whether|if|grounds)\b)\w+ ){1,5}(?:should|would|could|will|may|must) [a-z]+\?"
)
"""`did it get 12% and only won one seat`: the second verb is not asked for as the first is."""
LEFT_OPEN = re.compile(
    r"\b(?:fits? (?:well|best|better)\?$|report(?:ed)? with [A-Z][^?]*\?$"
    r"|(?:responsible|able|unable|willing|unwilling|due|at risk|in favour|in charge|in danger|in need)\?$"
    r"|(?:charged|fined) [£$€]?\d[\d,.]*(?: [a-z]+){0,2}\?$|(?:which|whom|whose|who) [\w’'-]+\?$"
    r"|cost (?:over |about |nearly )?[£$€]|if (?:necessary|possible|needed|so)\b)"
    r"|^(?!What (?:made|makes) |What (?:did|does|do|can) [^?]+ make )[^?]*\blikely\?$"
    r"|, (?:many|most|some|others|all|both|few|several|either)\?$"
)
"""`responsible` for which the question does not say, and a clause that breaks off behind `in which`."""
SAID_PASSIVE = re.compile(r"^(?:In|On) (?:which|what) [a-z ]+ (?:was|were) (?!it )[^?]* (?:\w+ed|found|said) that ")
"""`In which year was the Commission reported that`: what was active was taken for a passive."""
STUDIED = re.compile(r"What effect (?:did|does|do) [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?,? (?:in |\()\d{4}\)? have\?$")
"""A study has no effect: it found something."""
OPEN_EFFECT = re.compile(r"What effect do(?:es)? (?!.*\d{4}).* have\?$")
"""In general a thing has more effects than one; what an act or a war did once is another matter."""
IMPORTANT = re.compile(r"Why (?:is|are|was|were) .*\b(?:important|significant|necessary|useful|valuable)\?$")
"""There is always one reason more."""
ANYBODY = re.compile(r"What (?:do|does|can|could|did) (?!the [a-z]+ (?:theory|principle|law|argument)\b).*\?$")
"""`What do communities often provide?`"""
FREQUENT = re.compile(r"\b(?:often|usually|always|sometimes|increasingly|generally|typically)\b")
RESTING = re.compile(r"\b(?:depend|rest|rely) (?:up)?on\?$")
"""What all of these rest on has as many names as writers."""
GENERALLY = re.compile(r"What (?:effect )?(?:do|does|can|could|may|might|will) ")
ALSO = re.compile(r"\balso\b", re.IGNORECASE)
"""In a quote it says that the answer is one of several: `can also increase`."""
GENERAL_EFFECT = re.compile(
    r"What (?:effect )?(?:did|does|do|has|have) (?P<subject>.+?) (?:have|had|create|cause|lead to|result in)\?$"
)
LISTED = re.compile(
    r"\b(?:Mr|Mrs|Sir|Lord|Lady) and \[\.\.\.\]|"
    r"^(?:An?|One) [a-z -]{1,30} (?:is|was) \[\.\.\.\]|"
    r"[A-Z]\w+(?:,| and| or) \[\.\.\.\](?! [a-z]| \(\d{4}\) [a-z])"
    r"|\[\.\.\.\](?:,| and| or) (?:(?<!, )the )?[A-Z](?!\w+ed\b)"
    r"|(?:such as|including|like) (?:the )?[‘'\"“]?\[\.\.\.\]"
    r"|[A-Z][\w’'-]+ and \[\.\.\.\](?= \(\d)|\[\.\.\.\] and [A-Z][\w’'-]+ \(\d"
)
CHAIN = re.compile(
    r"\bfrom \[\.\.\.\] to [A-Z]\d|\bfrom [A-Z][\w’'-]+ (?:through|via|to) \[|\bthrough [A-Z][\w’'-]+ to \["
)
"""One of a chain: `from Epicurus through [...] to Mackie`; a label of a diagram: `from [...] to P2`."""
NUMBERS = word_set("One Two Three Four Five")
"""Words of number that open a name as often as not: `Five Year Plans`."""
_CROWDS = "Women|Men|Children|People|Workers|King|Queen|Mothers"
HALF = re.compile(rf"(?P<before>\b(?:(?:{_CROWDS})[’']s|[A-Z][\w’'-]*(?<![’']s))) \[\.\.\.\]")
"""Not behind an owner, `Germany's [...]`; but `Women's` opens a name."""
_MONTH = "|".join(sorted(MONTHS))
SET_UP = re.compile(r"^(?!What )[^?]*\bdid [^?]* set up\?$")
"""`the police, set up in 1957`: they were."""
BETWEEN = re.compile(r"\bdistinguish\w* between (?!.*\band\b)")
"""`distinguished between the restricted code, with …`: the other of the two is cut off."""
PARTIAL = re.compile(
    r"\[\.\.\.\] (?:al|el|ibn|bin)[- ][A-Z]|\[\.\.\.\] the [A-Z]\w+(?=[,.])|\b[A-Z][\w’'-]+ v\.? \[|"
    r"\[\.\.\.\] (?:for [A-Z][a-z]+ing|to [A-Z][a-z]+ [A-Z])|"
    r"\[\.\.\.\]-\w|(?<![‘'])\[\.\.\.\][’'](?!s\b)|\w[-–]\[\.\.\.\]"
    r"|\[\.\.\.\] (?:[A-Z]|\((?!\d|[‘'“\"]|[A-Z][a-z]+\.? \d)|[IVX]+\b)"
    r"|\[\.\.\.\] & [A-Z]|[A-Z][\w’'-]+ & \[|(?<=[\w] )[A-Z][a-z]+ the \[\.\.\.\](?=[.,;]|$)"
    r"|[A-Z][\w-]+ (?:and|of|in) the \[\.\.\.\] \([12]\d{3}\)|\[\.\.\.\] \d{1,3}\b(?! ?(?:per|%|,\d))"
    r"|[\"“‘]\[\.\.\.\] [^\"”’]+[\"”’]|[\"“‘][^\"”’]+ \[\.\.\.\][\"”’]"
    r"|\b[Aa]n \[|\(\[\.\.\.\] [a-z]|°\[|\[\.\.\.\][’']s[.,;?]"
)
OF_ANOTHER = re.compile(r"(?<=[a-z,] )[A-Z][\w-]+ of (?:the )?\[\.\.\.\]")
"""`the Spirit of [...]`: the end of a title."""
SHARED_NAME = re.compile(r"\[\.\.\.\] of \d{3,4}\b")
"""`the [...] of 1873`: one word of a name whose rest stands beside it."""
OWNER = re.compile(r"\[\.\.\.\][’']s [A-Z]")
"""`the [...]'s Bureau`, `the [...]'s Suffrage Societies`: it goes on behind the owner."""
WITHIN = re.compile(r"(?<=[a-z,] )[A-Z][\w-]+ (?:of |and |of the |the |for )\[\.\.\.\]")
PART_OF = re.compile(rf"\[\.\.\.\] (?:of|for|from) (?:the )?(?!(?:{_MONTH})\b|[A-Z][\w-]+ and [A-Z])[A-Z]")
OF_NAME = re.compile(rf"\[\.\.\.\] of (?!(?:{_MONTH})\b|[A-Z][\w-]+ and [A-Z])[A-Z]")
"""`The [...] of Being`: the rest of the name; a date is none, nor are two places."""
OF_NUMBER = re.compile(
    r"\w[-–]\[\.\.\.\]|\[\.\.\.\](?:-\w| \d)|\b[Aa]n \["
    r"|(?<!from )(?<![\d.,£$€])[£$€]?\d[\d.,]* (?:to|or|and) (?:about )?\[|(?<!from )\[\.\.\.\] (?:to|or) [£$€]?\d"
)
"""Half of a figure or of a span, `500 to [...] years`; names beside it are no part of it."""
ATTRIBUTE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[a-z]+|\d{4}) \[\.\.\.\] (?P<word>[a-z]+)")
DETERMINED = re.compile(r"\b(?:[Tt]he|[Aa]n?) \[\.\.\.\] (?P<word>[a-z]+)")
"""A person is no adjective but behind an article: `the [...] government`."""
NO_NOUNS = (
    word_set("""
    due following of in at to for with by and was were had has have is are did which who that on from as or but would
    could under after before until when while where because during into between against about also first only still
    never not took made gave led became began came went held set saw fell rose won lost met built broke brought left put
    kept sent told wrote said without over through than so since near instead most many some all emphasises
    the a an such these those only one two three four five six seven eight nine ten twelve twenty
    got sank found drew chose grew cut overrode overthrew struck threw spread stood shot fought bought caught thought
    taught meant felt ran sold paid spent lay rode flew spoke wore hit let makes gives takes says shows sees keeps holds
    tells
""")
    | PRONOUNS
)
"""Words that may follow a name: behind them the blank is no adjective."""
NOTED_YEAR = re.compile(r"(?:^|\band )\[\.\.\.\] (?P<word>[A-Za-z-]+)")
"""`[...] Ban on Factions`, as notes have it: it reads like any adjective; `in the [...] election` does not."""
NOTED = re.compile(r"\[\.\.\.\] \d{4}(?: \(|\.?$)")
"""`A general [...] 1924 (formal recognition)`: in a sentence it would be `of 1924`."""
HEADLESS = re.compile(r"\[\.\.\.\][.:;]")
"""The blank and a stop: a date that stood over the statement."""
DATE_FIRST = re.compile(r"\[\.\.\.\],")
"""`1946, land commissions were set up`, as notes have it."""
HEADING = re.compile(r"(?:(?:[A-Z][\w’'-]*|of|the|and|in|for|an?|to|by|\[\.\.\.\])[ .]?){4,}")
"""`Not All Phobias Come From a Bad Experience`."""
ASIDE = re.compile(r", \[\.\.\.\], ")
"""A figure between commas, as notes have it: `Groynes, [...], protect the road`."""
SHORTEST_NOTE = 4
"""Words of a note without a verb, the blank not counted."""
THIN_VERB = re.compile(
    rf"\b(?:follow|come|occur|happen|begin|continue|exist|leave|go|become|do|{'|'.join(sorted(REPORTING_VERBS))})\?$"
)


def thin(card: Card, _essay: Essay) -> str | None:
    """Too few words to know what is asked."""
    maker = card.rule.rpartition("/")[2]
    front = card.front.replace(BLANK, " ")
    count = len(content(front))
    if card.led and len(content(card.question)) < BRIEF:
        return "hardly anything below the sentence before"
    if maker == "actors" and (INVENTING.search(front) or YEAR.search(front)):
        least = BRIEF if YEAR.search(front) else BRIEFEST
        return f"{count} content words, at least {least}" if count < least else None
    if ANYBODY.match(card.question) and len(content(FREQUENT.sub("", front))) < BRIEF and not NAME.search(front):
        return "anybody or anything might"
    if AIM.search(card.question) and count < AIMED and not YEAR.search(front):
        return "they set out to do many things"
    if RESTING.search(card.question) and count < BRIEF:
        return "what it rests on has many names"
    need = 1 if card.rule.startswith("dated_names") else ENOUGH.get(maker, 1)
    if maker == "statements":
        # Names and dates say much; a note stands under its heading. Without either, more words are needed.
        names = len(NAME.findall(front))
        need += -min(names - 1, 2) if names else -1 if card.context else 1
        need -= 2 * card.rule.startswith("namings")  # what is called so is told in a few words
        need -= card.kind is Kind.EVENT  # named by what it did, it needs less: `Renewal of Rapallo in [...] 1926`
    return f"{count} content words, at least {need}" if count < need else None


def too_long(card: Card, _essay: Essay) -> str | None:
    """More than a reader takes in at a glance."""
    if card.rule.startswith("verdicts") and not card.context:
        return None
    limit = LONGEST_STATEMENT if card.type == "cloze" or card.kind is Kind.JUDGMENT else LONGEST_QUESTION
    limit = LONGEST_LIST if card.type == "list" else limit
    limit += LONGEST_LEAD if card.led else 0
    count = len(card.front.split())
    return f"{count} words, at most {limit}" if count > limit else None


def one_of_many(card: Card, essay: Essay) -> str | None:
    """What the whole essay is about has many effects, and so has what is told in general; the card tells one."""
    open_ended = _open_ended(card) if card.type == "question" and card.kind in {Kind.CAUSE, Kind.CONSEQUENCE} else None
    if open_ended:
        return open_ended.group()
    found = GENERAL_EFFECT.match(card.question) if card.kind is Kind.CONSEQUENCE else None
    about = content(found["subject"]) if found else ()
    return found["subject"] if found and set(about) <= set(content(f"{essay.title} {essay.topic}")) else None


def _open_ended(card: Card) -> re.Match[str] | None:
    """What makes a question on causes or effects one with many answers."""
    opening = next(filter(None, (each.match(card.question) for each in (STUDIED, OPEN_EFFECT, IMPORTANT))), None)
    general = card.kind is Kind.CONSEQUENCE and GENERALLY.match(card.question) and not ALSO.search(card.front)
    return opening or (ALSO.search(card.evidence[0].quote) if general else None)


def dangling(card: Card, _essay: Essay) -> str | None:
    """A question that breaks off, for its object was asked for; that for a list begins with its object."""
    if card.type in {"cloze", "list"} or (PARTICLES.search(card.question) and not SET_UP.search(card.question)):
        return None
    found = (
        FUNCTION_END.search(card.question)
        or SAID_PASSIVE.search(card.question)
        or LEFT_OPEN.search(card.question)
        or BETWEEN.search(card.question)
        or SET_UP.search(card.question)
        or PAST_BEHIND_DID.search(card.question)
        or (THIN_VERB.search(card.question) if card.kind is Kind.DATE else None)
    )
    return found.group() if found else None


def other_date(card: Card, _essay: Essay) -> str | None:
    """A question for a date that shows another: two things happened, and only one is asked for."""
    if card.kind is not Kind.DATE or card.type == "cloze":
        return None
    return next((date.text for date in find_dates(card.question) if date.date and date.date.year), None)


def listed(card: Card, _essay: Essay) -> str | None:
    """One of a row: the others would do as well."""
    if card.type != "cloze" or card.kind is Kind.DATE:
        return None
    found = LISTED.search(card.question) or CHAIN.search(card.question)
    return found.group() if found else None


def partial(card: Card, _essay: Essay) -> str | None:
    """Half of a name is left beside the blank, or the blank stands for an adjective."""
    if card.type != "cloze":
        return None
    if card.kind is Kind.DATE:
        year = NOTED_YEAR.search(card.question)
        noun = year and year["word"].lower() not in NO_NOUNS and not year["word"].endswith(("ed", "ly"))
        return year.group() if year and noun else None
    if card.kind is Kind.FIGURE:
        figure = OF_NUMBER.search(card.question)
        return figure.group() if figure else None
    half = HALF.search(card.question)
    if half and (half["before"] not in NOT_NAMES or half["before"] in NUMBERS):
        return half.group()
    within = WITHIN.search(card.question) if " and " not in card.question else None
    within = None if within and within.group().endswith(" the [...]") and " " in card.answer else within
    of = OF_NAME.search(card.question) if card.kind in {Kind.TERM, Kind.EVENT} else None
    found = (
        of
        or within
        or PARTIAL.search(card.question)
        or (PART_OF.search(card.question) if " " not in card.answer else None)
        or (re.match(r"An? [A-Z]", card.answer) if re.search(r"\[\.\.\.\] (?:of|to|on|for) ", card.question) else None)
        or (OF_ANOTHER.search(card.question) if " " not in card.answer and card.kind is Kind.TERM else None)
        or (OWNER.search(card.question) if card.kind is Kind.TERM else None)
        or (SHARED_NAME.search(card.question) if " " not in card.answer and card.kind is not Kind.PERSON else None)
    )
    attribute = (DETERMINED if card.kind is Kind.PERSON else ATTRIBUTE).search(card.question)
    if attribute and attribute["word"] not in NO_NOUNS and not attribute["word"].endswith("ed"):
        return attribute.group()
    return found.group() if found else None


def fragment(card: Card, _essay: Essay) -> str | None:
    """A note without a verb that names nothing besides the answer."""
    noted = NOTED.search(card.question) if card.type == "cloze" and card.kind is not Kind.DATE else None
    noted = noted or HEADLESS.match(card.question)
    noted = noted or (DATE_FIRST.match(card.question) if card.kind is Kind.DATE else None)
    noted = noted or (HEADING.fullmatch(card.question) if card.type == "cloze" else None)
    noted = noted or (ASIDE.search(card.question) if card.kind is Kind.FIGURE else None)
    if noted:
        return noted.group()
    if card.type != "cloze" or not card.context:
        return None
    words = re.findall(r"\w+", card.question.replace(BLANK, " "))
    return "too short a note" if len(words) < SHORTEST_NOTE else None
