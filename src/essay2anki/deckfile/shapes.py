"""What an entry asks for: a question, a date with its reverse, a statement with blanks, or a list; cards and back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from essay2anki.deckfile.entries import WORDING, Entry, Wording
from essay2anki.language.dates import find_dates
from essay2anki.model import BLANK, Card, Evidence, Kind
from essay2anki.notes import type_of

DELETION = re.compile(r"\{\{c(?P<number>\d{1,9})::(?P<answer>.{0,1000}?)\}\}", re.DOTALL)
"""Bounded, as is its number: of a text full of braces each is looked at once."""
LOOSE = re.compile(r"\{\{|\}\}")
DATE_KEY = f"{Kind.DATE}/"
LARGEST = 499
"""The largest number of a deletion that Anki knows."""
SHOWN_BLANK = "[…]"
"""What `[...]` becomes in a statement, where it would stand for the blank."""
QUESTION = (frozenset({"prompt", "answer"}), frozenset(WORDING) - {"text", "items"})
SHAPES = {
    "text": (frozenset({"text"}), frozenset({"text", "context"})),
    "items": (frozenset({"prompt", "items"}), frozenset({"prompt", "items", "context"})),
}
"""Field → the fields that a card with it needs, and those that it may have; any other card is a question."""
OPENERS = {"why": Kind.CAUSE, "who": Kind.PERSON, "whom": Kind.PERSON, "when": Kind.DATE}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an entry cannot become a note."""

    field: str
    message: str
    advice: str
    rule: str = "deck-file"


def faults(entry: Entry) -> Iterator[Fault]:
    """What is wrong with the shape of an entry."""
    filled = entry.wording.filled
    needed, possible = next((shape for mark, shape in SHAPES.items() if mark in filled), QUESTION)
    if not filled.keys() - {"context"}:
        yield Fault("", "this card asks nothing", "It needs “prompt:” and “answer:”, or “text:” with {{c1::blanks}}.")
    else:
        for name in needed - filled.keys():
            advice = f"Write it as “{name}: …”, in the column of the other fields."
            yield Fault("", f"this card has no “{name}:”", advice)
    for name in filled.keys() - possible:
        yield Fault(name, f"“{name}:” has no place in this card", f"It can have {', '.join(sorted(possible))}.")
    if len(entry.wording.items.split("\n")) > LARGEST:
        yield Fault(
            "items", f"this list has more than {LARGEST} items", "Make several lists of it: Anki counts so far."
        )
    yield from _reversed(entry)
    yield from _deleted("text", entry.wording.text)
    for item in entry.wording.items.split("\n"):
        if DELETION.search(item) and not DELETION.fullmatch(item.strip()):
            yield Fault("items", f"not all of “{item.strip()}” is in the braces", "Write each item as {{c1::item}}.")
    yield from _numbers("items", entry.wording.items)


def _reversed(entry: Entry) -> Iterator[Fault]:
    filled = entry.wording.filled
    given = set(filled) & {"reverse prompt", "reverse answer"}
    if len(given) == 1:
        yield Fault(given.pop(), "of “reverse prompt:” and “reverse answer:” one is missing", "Write both or none.")
    elif given and entry.key and not entry.key.startswith(DATE_KEY):
        advice = (
            "Make a card of its own of it, beginning with a dash: students have this one as a note without reverse."
        )
        yield Fault("reverse prompt", "only a date can have a reverse", advice)


def _deleted(field: str, text: str) -> Iterator[Fault]:
    if not text:
        return
    if not DELETION.search(text):
        advice = "Put what is asked for into double braces with a number: The {{c1::Pact}} ended it in {{c2::1922}}."
        yield Fault(field, "this statement has no blank", advice, rule="no-blank")
    elif left := LOOSE.search(DELETION.sub("", text)):
        advice = "A blank looks like this: {{c1::Pact}}, with two braces at either end and two colons."
        yield Fault(field, f"a blank is not closed, or not opened: “{left.group()}”", advice)
    yield from _numbers(field, text)


def _numbers(field: str, text: str) -> Iterator[Fault]:
    seen: set[int] = set()
    for match in DELETION.finditer(text):
        number, answer = int(match["number"]), match["answer"]
        if not answer.strip() or "::" in answer or "{{" in answer:
            yield Fault(
                field, f"the blank “{match.group()}” cannot be shown", "Write it as {{c1::answer}}, without a hint."
            )
        if number in seen or not 0 < number <= LARGEST:
            advice = f"Give it a number of its own, from 1 to {LARGEST}; the others keep theirs."
            yield Fault(field, f"the number of “{match.group()}” cannot be: it is taken, or none", advice)
        seen.add(number)


def cards_of(entry: Entry, key: str = "") -> tuple[Card, ...]:
    """The cards of an entry, in the order of the text; `key` if it has none of its own yet."""
    wording = entry.wording
    first = Card(
        key=entry.key or key,
        kind=_kind(wording.prompt, wording.answer, entry.kinds[:1]),
        type="question",
        question=wording.prompt,
        answer=wording.answer,
        context=wording.context,
        evidence=entry.evidence,
        rule=entry.rule or "person/person",
        score=10,
        tags=entry.tags,
    )
    if wording.text:
        return tuple(_blanks(entry, replace(first, type="cloze")))
    if wording.items:
        return tuple(_items(entry, replace(first, type="list")))
    if not wording.reverse_prompt:
        return (first,)
    kind = Kind(entry.kinds[1]) if entry.kinds[1:] else Kind.EVENT
    back = replace(first, number=2, kind=kind, question=wording.reverse_prompt, answer=wording.reverse_answer)
    return first, back


def _blanks(entry: Entry, first: Card) -> Iterator[Card]:
    """A card for each deletion."""
    text = entry.wording.text.replace(BLANK, SHOWN_BLANK)
    found = list(DELETION.finditer(text))
    kinds = _kinds([match["answer"] for match in found], entry.kinds)
    for kind, match in zip(kinds, found, strict=True):
        before, after = (DELETION.sub(r"\g<answer>", part) for part in (text[: match.start()], text[match.end() :]))
        yield replace(
            first, number=int(match["number"]), kind=kind, question=f"{before}{BLANK}{after}", answer=match["answer"]
        )


def _items(entry: Entry, first: Card) -> Iterator[Card]:
    """A card for each item; one without a number gets the next that is free."""
    lines = [line.strip() for line in entry.wording.items.split("\n") if line.strip()]
    found = [DELETION.fullmatch(line) for line in lines]
    fresh = max((int(match["number"]) for match in found if match), default=0)
    answers = [match["answer"] if match else line for line, match in zip(lines, found, strict=True)]
    for answer, match in zip(answers, found, strict=True):
        fresh += 0 if match else 1
        number = int(match["number"]) if match else fresh
        yield replace(first, number=number, answer=answer, items=tuple(answers))


def _kinds(answers: Sequence[str], listed: Sequence[str]) -> list[Kind]:
    """The kinds of deletions; where their number was changed, dates are told by their looks."""
    if len(listed) in {1, len(answers)}:
        return [Kind(kind) for kind in (listed if len(listed) > 1 else [*listed] * len(answers))]
    others = [kind for kind in listed if kind != Kind.DATE]
    return [Kind.DATE if _is_date(answer) else _kind("", answer, others[:1]) for answer in answers]


def _kind(prompt: str, answer: str, listed: Sequence[str]) -> Kind:
    """The kind that is listed; of a person's own card what its words suggest."""
    if listed:
        return Kind(listed[0])
    opener = next(iter(re.findall(r"\w+", prompt.lower())), "")
    return Kind.DATE if _is_date(answer) else OPENERS.get(opener, Kind.TERM)


def _is_date(text: str) -> bool:
    return any(date.text == text.strip() for date in find_dates(text))


def entry_of(cards: Sequence[Card]) -> Entry:
    """The entry of a drafted note."""
    first = cards[0]
    kinds = tuple(str(card.kind) for card in cards)
    quotes = dict.fromkeys(quote for card in cards for quote in card.evidence)
    entry = Entry(
        wording=_wording(cards),
        tags=tuple(dict.fromkeys(tag for card in cards for tag in card.tags)),
        kinds=kinds if len(set(kinds)) > 1 else kinds[:1],
        evidence=tuple(_filed(quote, place) for place, quote in enumerate(quotes)),
        rule=first.rule,
        key=first.key,
    )
    return replace(entry, made=(type_of(first).name.rpartition(" ")[2], *entry.digests))


def _filed(quote: Evidence, place: int) -> Evidence:
    """A quote as the file has it: the name of its source without folders, its place in the list for its span."""
    return replace(quote, source=filed(quote.source), start=place, end=place)


def filed(source: str) -> str:
    """The name of a source as the file has it, without folders: they are others on the next machine."""
    return source.replace("\\", "/").rpartition("/")[2]


def front_of(entry: Entry) -> str:
    """The prompt or statement of an entry, to name it in messages."""
    return DELETION.sub(r"\g<answer>", entry.wording.text or entry.wording.prompt)


def _wording(cards: Sequence[Card]) -> Wording:
    first = cards[0]
    if first.type == "cloze":
        return Wording(text=_statement(cards), context=first.context)
    if first.type == "list":
        items = (f"{{{{c{card.number}::{' '.join(card.answer.split())}}}}}" for card in cards)
        return Wording(prompt=first.question, items="\n".join(items), context=first.context)
    reverse = next((card for card in cards if card.number > 1), None)
    return Wording(
        prompt=first.question,
        answer=first.answer,
        reverse_prompt=reverse.question if reverse else "",
        reverse_answer=reverse.answer if reverse else "",
        context=first.context,
    )


def _statement(cards: Sequence[Card]) -> str:
    """The statement of a cloze note with its deletions."""
    statement, done, text = cards[0].statement, 0, ""
    for card in sorted(cards, key=lambda each: each.blank):
        start, end = card.blank
        text += f"{statement[done:start]}{{{{c{card.number}::{card.answer}}}}}"
        done = end
    return text + statement[done:]
