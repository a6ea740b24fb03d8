"""`The ABM Treaty limited launchers`, `the Charter promised that …`: what an act, treaty or plan laid down."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from essay2anki.facts.effects import split_effect
from essay2anki.facts.quoting import is_bare, label, quotes, with_its_article
from essay2anki.facts.trimming import CONDITIONS, is_clipped, is_conditional, is_negated, is_nominal, leans_back
from essay2anki.lexicon import CAUSAL_VERBS, ENACTMENTS
from essay2anki.model import Clause, Constituent, Essay, Fact, Kind, MentionKind, Sentence
from essay2anki.words import word_set

DOCUMENTS = ENACTMENTS | word_set("""
    oath covenant doctrine declaration resolution convention protocol accord accords compromise manifesto ultimatum
    concordat armistice truce alliance
""")
"""Heads of what lays something down."""
PARAGRAPH = re.compile(r"(?:clause|article|section|chapter) (?:\d+|[IVXL]+)\b", re.IGNORECASE)
"""`Article 48`, of a document that the sentence or the title names."""
LAYING_DOWN = word_set("""
    abolish accept allot allocate approve assign authorise authorize ban cap cede confirm confiscate decree
    disband dissolve enfranchise establish exempt extend fix forbid freeze guarantee impose introduce legalise legalize
    levy nationalise nationalize open outlaw permit privatise privatize prohibit promise protect punish ratify recognise
    recognize redistribute repeal require reserve restore return revoke stipulate suspend transfer
""")
"""Verbs whose object is what the document says."""
PHRASES = {"provide": "for", "call": "for", "set": "up", "lay": "down", "do": "away with", "give": "up"}
"""Verbs of two words with which it says so."""
OWNED = re.compile(r"\b(?:its|their|his|her|it|them|him|this|these|such)\b")
"""What the document did with something that is named before."""
SAYING = re.compile(r"that\b")
LONGEST = 20
"""Words of what was laid down."""


def find(essay: Essay, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Facts `effect`: predicate `freeze for five years`, value `the number of missile launchers`.

    What a document does twice is left out, since either would answer.
    """
    found = [(each, clause) for each in sentences for clause in each.clauses if _lays_down(essay, each, clause)]
    times = Counter((clause.core, clause.lemma) for _, clause in found)
    for sentence, clause in found:
        if times[clause.core, clause.lemma] == 1:
            yield from _fact(essay, sentence, clause)


def is_provision(sentence: Sentence, clause: Clause) -> bool:
    """True where a document is the subject, and the verb one of laying down."""
    core = re.sub(r"^(?:the|an?) ", "", clause.core)
    named = any(
        mention.kind is MentionKind.EVENT and mention.head in DOCUMENTS and core.startswith(mention.text)
        for mention in sentence.mentions
    )
    return (named or bool(PARAGRAPH.match(core)) or _is_titled(core)) and bool(_link(clause))


def _is_titled(core: str) -> bool:
    """True for `Petition of Right` and `first Test Ban Treaty (TBT)`: a name whose head says that it is a document."""
    words = re.split(r" (?:of|on|for|in|with|between) | \(", core)[0].split()
    return bool(words) and words[-1][0].isupper() and words[-1].lower() in DOCUMENTS


def _link(clause: Clause) -> str | None:
    """What follows the verb in its phrase, ` ` where nothing does; none where the verb lays nothing down."""
    if clause.lemma in PHRASES:
        return PHRASES[clause.lemma]
    return " " if clause.lemma in LAYING_DOWN and clause.lemma not in CAUSAL_VERBS else None


def _lays_down(essay: Essay, sentence: Sentence, clause: Clause) -> bool:
    told = clause.kind in {"main", "coordinate", "relative"} and clause.operator in {"did", "does", "do"}
    told = told and not clause.passive and not is_negated(clause) and not leans_back(sentence)
    conditional = any(part.marker in CONDITIONS and part.role == "clause" for part in clause.parts)
    return (
        told
        and is_provision(sentence, clause)
        and is_nominal(clause)
        and not (conditional or is_conditional(clause) or split_effect(clause))
        and not is_bare(essay, sentence, clause.core)
    )


def _fact(essay: Essay, sentence: Sentence, clause: Clause) -> Iterator[Fact]:
    behind = [part for part in clause.parts if part.start > clause.verb_start and part.role not in {"tail", "clause"}]
    told = _split(behind, (_link(clause) or "").strip())
    if not told:
        return
    verb, value, rest = told
    end = rest[-1].end if rest else next(part.end for part in reversed(behind) if part.text.endswith(value))
    if OWNED.search(value) or len(value.split()) > LONGEST or is_clipped(sentence, end):
        return
    if any(is_clipped(sentence, part.end) for part in behind):
        return
    yield Fact(
        kind=Kind.CONSEQUENCE,
        relation="effect",
        subject=_name(sentence, clause),
        operator=clause.operator,
        predicate=" ".join([clause.bare, verb, *(part.text for part in rest)]).replace("  ", " "),
        value=value,
        context=label(sentence),
        evidence=quotes(essay, sentence, clause),
        finder="provisions",
    )


def _name(sentence: Sentence, clause: Clause) -> str:
    """The subject in a question; `Article 48` is a name."""
    core = clause.core
    return core[0].upper() + core[1:] if PARAGRAPH.match(core) else with_its_article(sentence, core)


def _split(behind: Sequence[Constituent], link: str) -> tuple[str, str, list[Constituent]] | None:
    """The rest of the verb, what it laid down, and what was said of that besides: `up`, `a council`, `in 1871`."""
    words = " ".join(part.text for part in behind)
    if not behind or (link and not words.startswith(f"{link} ")):
        return None
    kept = [part for part in behind if part.text != link]
    if not kept:
        return None
    first, *rest = kept
    value = first.text.removeprefix(f"{link} ") if link else first.text
    if any(part.role not in {"prep", "purpose"} for part in rest):
        return None
    if first.role not in {"object", "complement"} and not link:
        return None
    if first.role == "complement" and not SAYING.match(first.text):
        return None
    return link, value, rest
