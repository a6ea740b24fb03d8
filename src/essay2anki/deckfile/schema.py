"""The JSON schema of a deck file, for editors; made of the types and tables by which it is read.

An editor's YAML is not ours: to it `007` is a number and `[OH-]` a list, where a person means what stands there. So the
texts of a card are not judged, only what cannot be meant: a field that there is not, a list without dashes, a card
without answer, a status that is none. Names may be written with capitals; such fields are passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from essay2anki.deckfile.entries import WORDING, DeckFile, Entry, Wording
from essay2anki.deckfile.fields import CHOICES, ENTRY, HEAD, VERDICTS
from essay2anki.deckfile.lines import QUOTED
from essay2anki.deckfile.shapes import QUESTION, SHAPES
from essay2anki.model import Evidence, Kind, Section
from essay2anki.schemas import Schema, docs_of

FILLED: Schema = {"type": ["string", "number", "boolean", "array", "object"], "minLength": 1}
THERE: Schema = {"minLength": 1}
"""A field that is needed; it may look empty to an editor, as `answer: null` does."""
EMPTY: Schema = {"enum": [None, ""]}
NOTHING: Schema = {"not": {"type": FILLED["type"]}}
NO_CAPITALS: Schema = {"propertyNames": {"pattern": "^[^A-Z]*$"}}
STOPS = "[,.;:()-]*"
"""What may stand around the first word of a status."""
CALLED = {"kind": "kinds", "cards": "entries", **{name: name.replace(" ", "_") for name in WORDING}}
"""Field of the file → field of the dataclass, where they differ."""


def schema() -> Schema:
    """The JSON schema of a deck file."""
    special = {
        "deck": FILLED,
        "timeline": _word(rf"({_in_any_case(CHOICES)})?\s*$", CHOICES, truths=True),
        "cards": _list({"$ref": "#/definitions/card"}),
    }
    return {
        "title": "A deck file of essay2anki",
        **_fields(HEAD, docs_of(DeckFile), special),
        "if": NO_CAPITALS,
        "then": {"required": ["deck"]},
        "definitions": {"card": {**_card(), **_asked()}},
    }


def _card() -> Schema:
    kinds = "|".join(Kind)
    quote = _fields(QUOTED, docs_of(Evidence), {"section": _word(rf"({_in_any_case(Section)})?\s*$", [*Section])})
    proposal = _fields(WORDING, docs_of(Wording), {})
    special: Mapping[str, Schema] = {
        "status": _word(rf"{STOPS}({_in_any_case(VERDICTS)})?{STOPS}(\s|$)", VERDICTS[1:3]),
        "kind": {
            "anyOf": [
                {"enum": [*Kind]},
                {"type": "string", "pattern": rf"^[\s\[]*(({kinds})([\s,]*\s[\s,]*({kinds}))*)?[\s,\]]*$"},
                {"type": "array", "items": {"enum": [*Kind]}},
                NOTHING,
            ]
        },
        "proposal": {**proposal, "type": ["object", "null", "string"], **_no_text("fields are expected here")},
        "evidence": _list({"if": {"type": "object"}, "then": quote}),
    }
    return _fields(ENTRY, {**docs_of(Wording), **docs_of(Entry)}, special)


def _asked() -> Schema:
    """Which fields a card needs, and which it may have: a statement, a list, or else a question with its answer."""
    rest: Schema = _shaped(*QUESTION)
    for mark, shape in reversed(SHAPES.items()):
        rest = {"if": _has(mark), "then": _shaped(*shape), "else": rest}
    prompt, answer = "reverse prompt", "reverse answer"
    both = [{"if": _has(one), "then": {"required": [other]}} for one, other in ((prompt, answer), (answer, prompt))]
    return {"if": NO_CAPITALS, "then": {"allOf": [rest, *both]}}


def _shaped(needed: Iterable[str], possible: frozenset[str]) -> Schema:
    names = sorted(needed)
    others = {name: EMPTY for name in WORDING if name not in possible}
    return {"required": names, "properties": {**dict.fromkeys(names, THERE), **others}}


def _has(name: str) -> Schema:
    return {"required": [name], "properties": {name: FILLED}}


def _fields(names: Iterable[str], docs: Mapping[str, str], special: Mapping[str, Schema]) -> Schema:
    """An object with these fields, each with what its docstring says."""
    return {
        "type": "object",
        "properties": {name: {"description": docs[CALLED.get(name, name)], **special.get(name, {})} for name in names},
        "patternProperties": {"[A-Z]": {}},
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    told = "a list is expected here: begin each of its lines with a dash and a space"
    return {"type": ["array", "null", "string"], **_no_text(told), "items": items}


def _no_text(told: str) -> Schema:
    """In the place of a text only an empty one; if there is another, this is told."""
    return {"pattern": "^$", "patternErrorMessage": told}


def _word(pattern: str, words: Sequence[str], *, truths: bool = False) -> Schema:
    """A text, or nothing; the words are what an editor offers. A type that has null would make it offer that too.

    With `truths`, the text may be one that an older editor takes for a truth: `no`.
    """
    told = f"it is one of: {', '.join(words)}"
    others = ["number", "array", "object", *([] if truths else ["boolean"])]
    return {
        "pattern": rf"^\s*{pattern}",
        "patternErrorMessage": told,
        "examples": [*words],
        "not": {"type": others},
    }


def _in_any_case(words: Iterable[str]) -> str:
    return "|".join("".join(f"[{letter.upper()}{letter}]" for letter in word) for word in words if word)
