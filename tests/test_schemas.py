"""The schemas for editors: made of the types, silent on what the program takes, loud on what it does not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import EXAMPLES, cases
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from test_deckfile import ANY, written

from essay2anki import schemas, settings
from essay2anki.deckfile import load
from essay2anki.deckfile import schema as deck_schema
from essay2anki.deckfile.entries import Entry, Wording
from essay2anki.deckfile.render import rendered
from essay2anki.deckfile.writing import first_file
from essay2anki.model import Deck, Kind
from essay2anki.schemas import Schema

ROOT = EXAMPLES.parent
MADE = {schemas.DECK: deck_schema.schema(), schemas.SETTINGS: settings.schema()}
DECKS, SETTINGS = (Draft7Validator(MADE[name]) for name in (schemas.DECK, schemas.SETTINGS))


class Editor(yaml.SafeLoader):
    """YAML as an editor reads it: 1.2, in which only `true` and `false` are truths, and no text is a date."""


class OlderEditor(yaml.SafeLoader):
    """YAML 1.1, in which `no` is a truth and `12:30` a number."""


DATE = "tag:yaml.org,2002:timestamp"
TRUTH = "tag:yaml.org,2002:bool"
for loader, others in ((Editor, {DATE, TRUTH}), (OlderEditor, {DATE})):
    loader.yaml_implicit_resolvers = {
        first: [pair for pair in pairs if pair[0] not in others]
        for first, pairs in loader.yaml_implicit_resolvers.items()
    }
yaml.add_implicit_resolver(TRUTH, re.compile("(?:true|false)$"), list("tf"), Editor)


def told(validator: Draft7Validator, text: str, loader: Any = Editor) -> list[str] | None:
    """What an editor says of a file; none if its YAML cannot read it at all."""
    try:
        values = yaml.load(text, loader)  # noqa: S506 - both are safe
    except (yaml.YAMLError, ValueError):
        return None
    return [error.message for error in validator.iter_errors(values)]


@pytest.mark.parametrize("name", MADE)
def test_the_schemas_are_what_the_types_say(name: str, request: pytest.FixtureRequest) -> None:
    """They are shipped as files; `--update` writes them."""
    made = schemas.dumped(MADE[name])
    for path in (Path(schemas.__file__).parent / name, *(ROOT / "decks").glob(name)):
        if request.config.getoption("update"):
            path.write_text(made, encoding="utf-8")
        assert made == path.read_text(encoding="utf-8")
    assert made == schemas.shipped(name)
    Draft7Validator.check_schema(MADE[name])


def test_no_schema_names_an_address() -> None:
    """Nothing is fetched from anywhere."""
    assert not any("://" in schemas.shipped(name) for name in MADE)


@pytest.mark.parametrize("path", sorted((ROOT / "decks").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_projects_decks(path: Path) -> None:
    """Nothing is found in them, and they name the schema beside them."""
    text = path.read_text(encoding="utf-8")

    assert [] == told(DECKS, text) == told(DECKS, text, OlderEditor)
    assert schemas.is_named(schemas.DECK, text)


def test_a_drafted_file(deck: Deck) -> None:
    """Nothing is found in it."""
    assert [] == told(DECKS, first_file(deck))


@given(ANY, ANY, st.lists(st.sampled_from(Kind)), st.sampled_from(["", "ok", "Rejected: dull", "gone"]))
def test_any_file_that_is_written(prompt: str, answer: str, kinds: list[Kind], status: str) -> None:
    """Whatever stands in a card."""
    wording = Wording(prompt=f"x{prompt}", answer=f"{answer}x", context=prompt)
    entry = Entry(wording=wording, status=status, kinds=tuple(kinds), proposal=wording, accept=answer)

    assert [] == told(DECKS, rendered(f"x{answer}", [f"x{prompt}"], [entry]))


@pytest.mark.parametrize("case", cases("deckfile"))
@pytest.mark.parametrize("loader", [Editor, OlderEditor])
def test_no_false_alarm_on_a_card(case: dict[str, Any], loader: Any) -> None:
    """What the program takes, the schema does not find fault with, however an editor understands it."""
    assert not told(DECKS, written(case["written"]), loader)


ODD = [
    "no",
    "1914-08-04",
    "007",
    "1.50",
    "~",
    "null",
    "true",
    "[OH-]",
    "{1, 2}",
    "[e4, e5]",
    "12:30",
    ".5",
    "0x1F",
    "=",
    "2001",
]


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("loader", [Editor, OlderEditor])
def test_no_false_alarm_on_a_text(text: str, loader: Any) -> None:
    """Whatever YAML takes it for, the program takes it for what stands there."""
    card = f"deck: x\ncards:\n- prompt: {text}\n  answer: {text}\n  context: {text}\n  accept: {text}\n  tags: {text}\n"
    (entry,) = load(card, "x.yaml").entries

    assert (text, text, text) == (entry.wording.prompt, entry.wording.answer, entry.accept)
    assert not told(DECKS, card, loader)


@pytest.mark.parametrize("loader", [Editor, OlderEditor])
def test_no_timeline(loader: Any) -> None:
    """`no` is a truth to some."""
    assert [[], []] == [told(DECKS, f"deck: x\ntimeline: {word}\n", loader) for word in ("no", "Yes")]
    assert ["'maybe' does not match '^\\\\s*([Yy][Ee][Ss]|[Nn][Oo])?\\\\s*$'"] == told(
        DECKS, "deck: x\ntimeline: maybe\n", loader
    )


@pytest.mark.parametrize("case", cases("deckfile_faults"))
def test_faults_of_a_deck_file(case: dict[str, Any]) -> None:
    """What cannot be meant is found, unless the case says that an editor cannot know it."""
    found = told(DECKS, case["written"])

    assert case.get("schema", True) is bool(found is None or found)


@pytest.mark.parametrize("case", cases("settings"))
def test_no_false_alarm_on_settings(case: dict[str, Any]) -> None:
    """Nor there."""
    assert [] == told(SETTINGS, case["written"])


@pytest.mark.parametrize("case", cases("settings_faults"))
def test_faults_of_settings(case: dict[str, Any]) -> None:
    """What is no setting is found."""
    found = told(SETTINGS, case["written"])

    assert case.get("schema", True) is bool(found)


def test_a_file_of_settings_to_begin_with() -> None:
    """It names its schema, which finds nothing in it, nor when everything in it is set."""
    text = settings.template()

    assert schemas.is_named(schemas.SETTINGS, text)
    assert [] == told(SETTINGS, text) == told(SETTINGS, text.replace("\n#", "\n").replace("\n ", "\n# "))


def test_every_field_is_explained() -> None:
    """An editor shows what it is for."""

    def properties(schema: Schema) -> Any:
        for name, each in schema.get("properties", {}).items():
            yield name, each.get("description", "")

    for schema in (*MADE.values(), MADE[schemas.DECK]["definitions"]["card"]):
        assert [] == [name for name, description in properties(schema) if len(description) < len("the essay")]
