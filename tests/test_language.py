"""Language: dates, names, segments, clauses, and the pinned parser."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import cases
from hypothesis import given
from hypothesis import strategies as st

from essay2anki.language import PARSER
from essay2anki.language import parse as parse_module
from essay2anki.language.analyse import analyse
from essay2anki.language.dates import find_dates, read_date
from essay2anki.language.figures import find_figures
from essay2anki.language.segments import segments
from essay2anki.model import MentionKind, Sentence
from essay2anki.problems import ParserError
from essay2anki.read import read


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text that stands alone in an essay."""
    return analyse(read("x.txt", f"ESSAY\n{text}".encode()))


@pytest.mark.parametrize("case", cases("dates"))
def test_dates(case: dict[str, Any]) -> None:
    """Absolute dates are found, with their precision; other numbers are not."""
    found = find_dates(case["text"])

    assert case["dates"] == [
        f"{'~' if mention.date and mention.date.vague else ''}{mention.date and mention.date.precision} {mention.text}"
        for mention in found
    ]


@pytest.mark.parametrize("case", cases("date_values"))
def test_dates_can_be_compared(case: dict[str, Any]) -> None:
    """A date says its precision, its era, the first and last of its years, and where it begins in the first."""
    value = read_date(case["text"])
    shown = [
        "-" if part is None else str(part)
        for part in (value.precision, value.era or None, value.first, value.last, value.month, value.day)
    ]

    assert case["value"].split() == shown[:4]
    assert case.get("begins", " ".join(shown[4:])) == " ".join(shown[4:])


@pytest.mark.parametrize("case", cases("figures"))
def test_figures(case: dict[str, Any]) -> None:
    """Sums, shares and large numbers are found; years and small counts are not."""
    assert case["figures"] == [figure.text for figure in find_figures(case["text"])]


@pytest.mark.parametrize("case", cases("names"))
def test_names(case: dict[str, Any]) -> None:
    """Names are found whole, and for what they are."""
    (sentence,) = sentences(case["text"])
    found = [mention for mention in sentence.mentions if mention.kind is not MentionKind.DATE]

    assert case["names"] == [f"{mention.kind} {mention.text}" for mention in found]


@pytest.mark.parametrize("case", cases("references"))
def test_what_is_taken_over_from_the_sentences_before_is_named(case: dict[str, Any]) -> None:
    """A pronoun is read as the one thing it can mean, and left alone where there are two."""
    source = f"TITLE\n{case.get('title', 'Why?')}\nESSAY\n{case['text']}"
    found = analyse(read("x.txt", source.encode()))

    assert case["reads"] == [
        f"{sentence.text[each.start : each.end]} = {each.words}" for sentence in found for each in sentence.antecedents
    ]


def test_two_things_that_are_taken_over_stand_in_one_part() -> None:
    """Each is put in its own place, though the first one makes the words longer."""
    *_, last = sentences(
        "The Treaty of Sèvres divided Turkey in 1920. Mustafa Kemal built an army. "
        "In May 1921 Britain feared that his war against the treaty would last."
    )

    assert last.main
    assert last.main.parts[-1].text == "that Mustafa Kemal’s war against the Treaty of Sèvres would last"


@pytest.mark.parametrize("case", cases("segments"))
def test_segments(case: dict[str, Any]) -> None:
    """A point is cut where a new statement begins, and nowhere else."""
    assert case["parts"] == [case["text"][start:end] for start, end in segments(case["text"])]


@pytest.mark.parametrize("case", cases("clauses"))
def test_clauses(case: dict[str, Any]) -> None:
    """Clauses come as subject, operator and the rest of a question; what would be garbled is left alone."""
    (sentence,) = sentences(case["text"])

    assert case["clauses"] == [
        f"{clause.kind} | {clause.core} | {clause.operator} | {clause.predicate(finite=False)}"
        for clause in sentence.clauses
    ]


@pytest.mark.parametrize("case", cases("openers"))
def test_openers_are_set_apart(case: dict[str, str]) -> None:
    """`However,` belongs to the quote and not to the statement."""
    (sentence,) = sentences(case["text"])

    assert case["opener"] == sentence.opener
    assert case["statement"] == sentence.text[sentence.core :]


def test_a_surname_is_the_person_named_before() -> None:
    """`Attlee` after `Clement Attlee` is a person, whatever the parser takes it for."""
    *_, last = sentences("Clement Attlee won the election. The cabinet met at Attlee’s house in London.")

    assert [mention.text for mention in last.mentions if mention.kind is MentionKind.PERSON] == ["Attlee"]


@given(st.text(alphabet="aA1;–→- .,()“”'", max_size=60))
def test_segments_keep_all_but_the_joints(text: str) -> None:
    """Segments come in order, do not overlap, and lose nothing but joints."""
    spans = segments(text)
    ends = [0, *(end for _, end in spans)]

    for (start, end), before in zip(spans, ends, strict=False):
        assert before <= start < end <= len(text)
        assert not text[before:start].strip(" ;–→-=>")


def test_another_parser_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version would make other cards: the message names both and the install line."""
    monkeypatch.setitem(PARSER, "spacy", "1.2.3")
    parse_module._pipeline.cache_clear()

    with pytest.raises(
        ParserError, match=r"(?s)spacy \S+ is installed, but .* 1\.2\.3\n.*pip install 'spacy==1\.2\.3'"
    ):
        next(parse_module.parse(["It was."]))


def test_a_missing_parser_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A distribution that is not there is named with the install line."""
    monkeypatch.setitem(PARSER, "no-such-model", "1.0")
    parse_module._pipeline.cache_clear()

    with pytest.raises(ParserError, match=r"(?s)no-such-model is not installed\n.*pip install .*'no-such-model==1\.0'"):
        next(parse_module.parse(["It was."]))
