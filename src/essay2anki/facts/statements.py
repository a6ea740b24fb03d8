"""The shortest stretch of a sentence around a mention that still says something whole."""

from __future__ import annotations

import re

from essay2anki.facts.trimming import CONDITIONS
from essay2anki.lexicon import MONTHS
from essay2anki.model import Clause, Mention, MentionKind, Section, Sentence

SHORT = 20
"""Words; a statement as short as this is not cut further."""
LONG = 40
"""Words; a longer statement is not shown, so that it is cut before what it adds."""
FEWEST = 10
"""Words of what is left."""
ADDED = re.compile(
    r";|(?<!\band)(?<!\bor),? (?:which|who|whose|while|whereas|although|though)\b"
    r"|,? (?:and|but) (?=(?:it|they|he|she|in|at|on|the)\b)"
)
"""Where a statement that is too long may end."""
_MONTHS = "|".join(sorted(MONTHS))
LOOSE_END = re.compile(
    rf",? (?:(?:on|in|by) (?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTHS})(?: \d{{1,2}}(?:st|nd|rd|th)?)?"
    r"|(?:in |on )?(?:the|that) (?:next|following|same) (?:day|week|month|year)|(?:soon|shortly) after(?:wards)?"
    r"|(?:an?|one|two|three|several|a few) (?:days?|weeks?|months?|years?) later)\.?$"
)
"""When it was, told by what the sentence before says: without it the statement is as true."""
TORN_END = re.compile(r",? (?:and|but) (?:in|at|on|by|during|after) (?:the )?[\w’'-]+(?: [\w’'-]+){0,3}$")
"""What belongs to the statement that was cut off: `…, and in the west` of `…, and in the west he won`."""
LISTED = re.compile(r", |,? and (?=[A-Z]|an? |the )")
NOUN_PHRASE = re.compile(r"(?:an? |the |[A-Z]|\d|death |fall |end )")
"""What an item begins with; `created in 1870` and `left London` are torn off."""
_JOINTS = "and|but|so|yet|while|as|because|although|though|whereas|when|until|since|which|who"
GOES_ON = re.compile(rf"\W*$|\s*[;:–—]|,?\s(?:{_JOINTS})\b|, (?:\w+ly |further |thus |thereby )?\w+ing\b")
"""What may follow a statement that is cut off; anything else belongs to it."""
COMMENT = re.compile(
    r", so it is (?:clear|obvious|likely)"
    r"|, which (?:may |might |also )?(?:suggest|impl|show|mean|indicate|reflect|demonstrate|weaken)"
)
"""What the writer makes of it."""
JOINED = re.compile(r"\b[A-Z][\w’'-]+,? (?:and|or) $")
BROKEN = re.compile(r"\b(?:was|were|is|are|be|been) \w+ly$|, (?:while|whereas|although|though) (?:the|an?) [^,]*$")
"""`was widely, though wrongly, blamed`, `while the army, and the navy with it, went`: the verb is still to come."""
CONDITION = re.compile(r"(?:so long as|as long as|if|unless|provided|whenever|until|once|where)\b", re.IGNORECASE)
"""What a sentence opens with that is true only then."""
TORN = re.compile(
    r"(?:again|when|while|because|although|though|after|before|as|since|if|and|but|or|so|for|yet|then|later)\b",
    re.IGNORECASE,
)
"""What no statement begins with that was cut off at the front."""


def statement_around(sentence: Sentence, mention: Mention) -> tuple[int, int]:
    """The span of the statement in the sentence: all of it, or the clause of the mention where the whole is long.

    Only whole clauses are cut off, and only at either end, so that what is left stands in the source as it is. Of
    notes without a verb, the item is taken if it names something besides.
    """
    start, end = _stretch(sentence, mention)
    comment = COMMENT.search(sentence.text, mention.end, end)
    end = _shortened(sentence, start, mention.end, comment.start() if comment else end)
    torn = TORN_END.search(sentence.text, mention.end, end) if end < len(sentence.text.rstrip(".")) else None
    end = torn.start() if torn else end
    # A figure is one of its time: `had fallen by $279 million in November`.
    dated = mention.date is not None or mention.kind is MentionKind.FIGURE
    loose = None if dated else LOOSE_END.search(sentence.text, mention.end, end)
    return start, loose.start() if loose else end


def _shortened(sentence: Sentence, start: int, least: int, end: int) -> int:
    """The end of a statement that would be too long to show, before what it only adds."""
    if len(sentence.text[start:end].split()) <= LONG:
        return end
    additions = [each.start() for each in ADDED.finditer(sentence.text, least, end)]
    additions = [each for each in additions if not BROKEN.search(sentence.text, start, each)]
    whole = [each for each in additions if FEWEST <= len(sentence.text[start:each].split()) <= LONG]
    return whole[-1] if whole else end


def _stretch(sentence: Sentence, mention: Mention) -> tuple[int, int]:
    item = _item(sentence, mention)
    if item:
        return item
    if len(sentence.text.split()) > SHORT and not CONDITION.match(sentence.text, sentence.core):
        for clause in sorted(sentence.clauses, key=lambda clause: clause.end - clause.start):
            if clause.kind in {"main", "coordinate"} and _holds(clause, mention):
                end = _end(clause, mention)
                if JOINED.search(sentence.text, 0, clause.start) or BROKEN.search(sentence.text, clause.start, end):
                    continue  # `Christabel and Annie were arrested`: the parser cut the subject in two
                if GOES_ON.match(sentence.text, end) and not TORN.match(sentence.text, clause.start):
                    return clause.start, end
    return sentence.core, len(sentence.text)


def _holds(clause: Clause, mention: Mention) -> bool:
    """True when the clause holds the mention and brings its own subject along."""
    return (
        clause.start <= mention.start
        and mention.end <= clause.end
        and clause.start <= clause.subject.start < clause.end
    )


def _end(clause: Clause, mention: Mention) -> int:
    """The end of the clause without the participles and adverbial clauses that trail behind the mention."""
    end = clause.end
    for part in reversed(clause.parts):
        # `is persuasive because we are told that all went well` may be no praise.
        judges = clause.lemma == "be" and part.marker == "because"
        limits = part.role == "clause" and (judges or part.marker in CONDITIONS)
        if part.role not in {"tail", "clause"} or part.end != end or part.start <= mention.start or limits:
            break
        before = [other.end for other in (clause.subject, *clause.parts) if other.end <= part.start]
        end = max([clause.verb_end, *before])
    return max(end, mention.end)


def _item(sentence: Sentence, mention: Mention) -> tuple[int, int] | None:
    """The item of a row of notes without a verb, if it names something besides."""
    if not (sentence.verbless and sentence.point.section is Section.NOTES):
        return None
    cuts = [match.span() for match in LISTED.finditer(sentence.text)]
    start = max((end for _, end in cuts if end <= mention.start), default=sentence.core)
    end = min((start for start, _ in cuts if start >= mention.end), default=len(sentence.text))
    if not NOUN_PHRASE.match(sentence.text, start):
        return None
    others = [
        other for other in sentence.mentions if other is not mention and start <= other.start and other.end <= end
    ]
    return (start, end) if others else None
