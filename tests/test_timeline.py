"""The timeline: which events it has, how it is drawn, and what the real Anki makes of it when it changes."""

from __future__ import annotations

import itertools
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from anki.collection import Collection
from click.testing import CliRunner, Result
from conftest import EXAMPLES, cases
from hypothesis import given
from hypothesis import strategies as st
from test_package import CARD, DECK, NOW, QUOTE, edited

from essay2anki.cli import main
from essay2anki.language.dates import read_date
from essay2anki.lock import NAME, Lock, edition, parse
from essay2anki.model import BLANK, Card, Deck, Kind, Section
from essay2anki.notes import QUESTION, note_of
from essay2anki.package import write_package
from essay2anki.timeline import FEWEST, MOST, Event, draw, events_of, label_of, with_timeline
from essay2anki.timeline.drawing import LABEL_SIZE, LINES, WIDTH
from essay2anki.timeline.labels import LONGEST

SVG = "{http://www.w3.org/2000/svg}"
DATES = [
    "44 BC",
    "AD 14",
    "c. 1350",
    "the fifth century BC",
    "1337–1453",
    "the 1920s",
    "29 May 1453",
    "May 1453",
    "1453",
]
EVENTS = st.lists(
    st.builds(lambda label, date: (date, label), st.text(max_size=120), st.sampled_from(DATES)), max_size=MOST
)


def events(rows: list[tuple[str, str]]) -> list[Event]:
    """Events from dates and labels."""
    return [Event(label=label, date=date, value=read_date(date)) for date, label in rows]


def drawn(rows: list[tuple[str, str]]) -> ET.Element:
    """The picture of them, read as XML."""
    return ET.fromstring(draw(events(rows)))  # noqa: S314 - what is read was drawn just now


def texts(picture: ET.Element) -> list[ET.Element]:
    """What is written in a picture, from top to bottom."""
    return list(picture.iter(f"{SVG}text"))


def dated(at: int, **changes: Any) -> Card:
    """A card that asks when an act was passed, the later the fewer years before 1900."""
    name = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[at]
    card = replace(
        CARD,
        key=f"date/dated/act-{at}/0",
        kind=Kind.DATE,
        question=f"In which year was the {name} Act passed?",
        answer=str(1900 - at),
        evidence=(replace(QUOTE, quote=f"The {name} Act was passed in {1900 - at}.", start=at * 100),),
        tags=("essay2anki::kind::date", "essay2anki::subject::HISTORY"),
    )
    return replace(card, **changes)


def of(*cards: Card) -> Deck:
    """A deck of cards."""
    return replace(DECK, cards=cards)


# What is on it


@pytest.mark.parametrize("case", cases("labels"))
def test_labels(case: dict[str, Any]) -> None:
    """An event is called by the card's own words, in the form of the source; what does not stand alone is left out."""
    kind = "cloze" if BLANK in case["asked"] else "question"
    quote = replace(QUOTE, quote=case.get("quote", ""))
    card = replace(CARD, question=case["asked"], type=kind, context=case.get("context", ""), evidence=(quote,))

    assert case["label"] == label_of(card)


@given(st.text(max_size=80), st.text(max_size=80), st.booleans())
def test_any_words_have_a_label_or_none(words: str, quote: str, blank: bool) -> None:  # noqa: FBT001 - hypothesis
    """Whatever a person writes on a card, its label is short, and never a blank."""
    asked = f"{words} in {BLANK}." if blank else f"When did {words}?"
    card = replace(CARD, question=asked, type="cloze" if blank else "question", evidence=(replace(QUOTE, quote=quote),))
    label = label_of(card)

    assert len(label) <= LONGEST
    assert BLANK not in label


def test_the_last_card_asks_for_the_order() -> None:
    """The prompt has the events by name; the answer, the quotes and the picture have them by time."""
    deck = of(dated(1), CARD, dated(0), dated(2))
    *others, card = with_timeline(deck).cards

    assert deck.cards == tuple(others)
    assert (
        "Put these events in order, the earliest first:\n– A Act passed\n– B Act passed\n– C Act passed"
        == card.question
    )
    assert "1898: C Act passed; 1899: B Act passed; 1900: A Act passed" == card.answer
    assert ["The C Act was passed in 1898.", "The B Act was passed in 1899.", "The A Act was passed in 1900."] == [
        quote.quote for quote in card.evidence
    ]
    assert ("essay2anki::kind::timeline", "essay2anki::subject::HISTORY") == card.tags
    assert draw([event for event, _ in events_of(deck)]) == card.picture


def test_two_dates_are_no_timeline() -> None:
    """Below three events there is no order worth asking for; nor where a person declines it."""
    few, enough = (of(*map(dated, range(count))) for count in (FEWEST - 1, FEWEST))

    assert few == with_timeline(few)
    assert enough != with_timeline(enough)
    assert replace(enough, timeline=False) == with_timeline(replace(enough, timeline=False))


def test_too_many_are_thinned_out() -> None:
    """Six at most: those of the marking notes, and those that are told in the fewest words."""
    short = [dated(number) for number in range(MOST)]
    long = dated(20, question="In which year was the Act on the Regulation of Chimney Sweepers passed?")

    assert [card.key for card in reversed(short)] == [card.key for _, card in events_of(of(long, *short))]

    noted = replace(long, evidence=(replace(QUOTE, section=Section.NOTES),))
    kept = {card.key for _, card in events_of(of(noted, *short))}

    assert MOST == len(kept)
    assert noted.key in kept


@pytest.mark.parametrize(
    ("years", "kept"),
    [
        (["1875", "1955", "1956", "1960"], ["1955", "1956", "1960"]),
        (["1815", "1866", "1867"], ["1866", "1867"]),
        (["1831", "1855", "1860"], ["1831", "1855", "1860"]),
        (["1066", "1100", "1135", "1170"], ["1066", "1100", "1135", "1170"]),
    ],
)
def test_what_stands_far_apart_is_of_another_story(years: list[str], kept: list[str]) -> None:
    """By more than a generation, and by most of the whole time."""
    cards = [dated(at, answer=year) for at, year in enumerate(years)]

    assert kept == [event.date for event, _ in events_of(of(*cards))]


@pytest.mark.parametrize(("subject", "told"), [("GEOGRAPHY", False), ("POLITICS", True), ("Modern_History", True)])
def test_only_some_subjects_are_told_in_order(subject: str, *, told: bool) -> None:
    """Dated examples of storms have no order that an examiner asks for."""
    cards = [replace(dated(at), tags=(f"essay2anki::subject::{subject}",)) for at in range(FEWEST)]

    assert told is (with_timeline(of(*cards)) != of(*cards))


@pytest.mark.parametrize(
    "card",
    [
        dated(3, answer="31 October"),
        dated(3, answer="1899", question=dated(0).question),
        dated(3, answer="when Parliament met"),
        dated(3, answer="1866 or 1867, as some say, not 1868"),
        dated(3, kind=Kind.EVENT, number=2),
    ],
    ids=["no year", "two dates for one event", "no date", "several dates", "reverse"],
)
def test_what_has_no_place_in_time_is_left_out(card: Card) -> None:
    """An event that cannot be put in order is on no timeline."""
    assert card.key not in {each.key for _, each in events_of(of(dated(0), dated(1), dated(2), card))}


def test_what_is_numbered_is_left_out() -> None:
    """The First and the Second Plan need no order."""
    plans = [
        dated(at, key=f"date/dated/{number}/0", question=f"In which year was the {number} Plan drawn up?")
        for at, number in ((4, "Second"), (5, "First"))
    ]
    kept = [dated(at) for at in range(FEWEST)]

    assert set(kept) == {card for _, card in events_of(of(*kept, *plans))}


def test_of_two_dates_that_agree_the_more_exact_one_counts() -> None:
    """`1899` and `3 May 1899` may be said of one event: it is there once."""
    exact = dated(1, key="date/dated/other/0", answer="3 May 1899")

    assert [("3 May 1899", exact)] == [(event.date, card) for event, card in events_of(of(dated(1), exact))]


def test_years_between_two_are_a_period() -> None:
    """`Between …` asks for both years at once."""
    (event, _) = events_of(of(dated(0, answer="1919 and 1923", question="When was the A Act debated?")))[0]

    assert (1919, 1923) == (event.value.first, event.value.last)


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        (["March 1965", "8 March 1965"], ["8 March 1965"]),
        (["2010", "2010-11", "2015"], ["2010", "2015"]),
        (["1961-4", "1964", "1966"], ["1961-4", "1966"]),
        (["1961-4", "1962", "1963"], ["1962", "1963"]),
        (["1998", "1998"], ["1998"]),
        (["3 May 1899", "4 May 1899", "June 1899"], ["3 May 1899", "4 May 1899", "June 1899"]),
        (["spring of 1486", "June 1486", "1487"], ["June 1486", "1487"]),
        (["the 1840s", "c. 1850", "the nineteenth century", "1851"], ["1851"]),
    ],
)
def test_only_what_the_dates_put_in_order(answers: list[str], kept: list[str]) -> None:
    """Of two dates that overlap that one is left out which leaves most, and all that is too vague."""
    cards = [dated(at, answer=answer) for at, answer in enumerate(answers)]

    assert kept == [event.date for event, _ in events_of(of(*cards))]


def test_the_key_does_not_hang_on_what_is_told() -> None:
    """One note for a deck, for ever: a date more changes its text and nothing else."""
    few, more = (with_timeline(of(*map(dated, range(count)))).cards[-1] for count in (4, 5))
    other = with_timeline(replace(of(*map(dated, range(4))), name="HISTORY::A::Wars")).cards[-1]

    assert few.key == more.key != other.key
    assert few.question != more.question


# How it is drawn


@pytest.mark.parametrize("case", cases("timelines"))
def test_drawing(case: dict[str, Any]) -> None:
    """Downwards in time: periods as bars, events of one date under it, long labels in lines."""
    picture = drawn([(date, label) for date, label in (row.split(" | ") for row in case["rows"])])

    assert case["shown"] == [each.text for each in texts(picture)]
    assert case.get("bars", 0) + 1 == len(list(picture.iter(f"{SVG}rect")))


@given(EVENTS)
def test_any_events_can_be_drawn(rows: list[tuple[str, str]]) -> None:
    """Valid XML, the same for the same events in any order; no line lies on another, and all are inside."""
    picture = drawn(rows)
    lines = [int(each.attrib["y"]) for each in texts(picture)]

    assert draw(events(rows)) == draw(events(rows[::-1]))
    assert all(after - before >= LABEL_SIZE for before, after in itertools.pairwise(lines))
    assert all(0 < line < int(picture.attrib["height"]) for line in lines)
    assert all(0 < int(each.attrib["x"]) < WIDTH / 2 for each in texts(picture))
    assert len(lines) <= len(rows) * (LINES + 1)


@given(EVENTS)
def test_nothing_of_a_short_label_is_lost(rows: list[tuple[str, str]]) -> None:
    """Every word of a label that ends in no dots stands in the picture, also markup."""
    shown = "".join("".join((each.text or "").split()) for each in texts(drawn(rows)))

    for _, label in rows:
        words = "".join(re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", label).split())
        assert words in shown or "…" in shown


# Where it goes


def run(*arguments: str) -> Result:
    """Run the program in this process."""
    return CliRunner().invoke(main, list(arguments), prog_name="essay2anki")


def timelines(folder: Path) -> list[bool]:
    """Whether each timeline of the lock is retired."""
    entries = parse((folder / "out" / NAME).read_text(encoding="utf-8"), NAME).values()
    return [entry.retired for entry in entries if entry.key.startswith("timeline/")]


def test_a_person_declines_it_in_the_deck_file(tmp_path: Path) -> None:
    """No draft writes it into the file; `timeline: no` in its head withdraws it, and stays there."""
    essay, decks, out = str(EXAMPLES / "public_health.txt"), str(tmp_path / "decks"), str(tmp_path / "out")
    run("draft", essay, "-d", decks)
    (file,) = (tmp_path / "decks").glob("*.yaml")
    text = file.read_text(encoding="utf-8")
    assert "timeline/" not in text
    run("build", decks, "-o", out)
    assert [False] == timelines(tmp_path)

    file.write_text(text.replace("sources:\n", "timeline: no\nsources:\n"), encoding="utf-8")
    assert "withdrawn" in run("build", decks, "-o", out).output
    assert [True] == timelines(tmp_path)
    run("draft", essay, "-d", decks)
    assert "\ntimeline: no\n" in file.read_text(encoding="utf-8")
    file.write_text(text.replace("sources:\n", "timeline: non\nsources:\n"), encoding="utf-8")
    assert "Did you mean “no”" in run("cards", str(file)).output


def test_it_has_what_a_person_left_in_the_deck(tmp_path: Path) -> None:
    """A rejected date is not on it, a corrected one is right, and one that a person added is there."""
    cards = [
        "- prompt: When was the Sanitary Act passed?\n  answer: 1866\n",
        "- prompt: When was the Reform Act passed?\n  answer: 1867\n  status: rejected\n",
        "- prompt: When did the Great Stink take place?\n  answer: summer of 1858\n",
        "- text: The Public Health Act of {{c1::1848}} created a Board.\n",
    ]
    (tmp_path / "x.yaml").write_text(f"deck: Acts\ncards:\n{''.join(cards)}", encoding="utf-8")
    shown = " ".join(run("cards", str(tmp_path / "x.yaml")).output.split())

    assert "→ 1848: Public Health Act created a Board; summer of 1858: Great Stink; 1866: Sanitary Act passed" in shown


def test_it_has_what_has_been_read(tmp_path: Path) -> None:
    """With --reviewed-only the timeline is made of the dates that a person has read."""
    run("draft", str(EXAMPLES / "public_health.txt"), "-d", str(tmp_path / "decks"))
    (file,) = (tmp_path / "decks").glob("*.yaml")
    before, *dates = re.split(
        r"(?<=  status:)(?=\n(?:(?!status:).)*?kind: date\n)", file.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    file.write_text(before + "".join(f" ok{part}" for part in dates[:3]) + "".join(dates[3:]), encoding="utf-8")
    run("build", str(file), "--reviewed-only", "-o", str(tmp_path / "out"))
    entries = parse((tmp_path / "out" / NAME).read_text(encoding="utf-8"), NAME).values()

    assert [3] == [entry.front.count("– ") for entry in entries if entry.key.startswith("timeline/")]


def test_the_check_does_not_tell_things_twice() -> None:
    """What is wrong with a date is told at its card, not once more at the timeline."""
    result = run("check", str(EXAMPLES / "public_health.txt"))

    assert (0, "") == (result.exit_code, result.stdout)


# In the real Anki


def test_anki_shows_the_picture(tmp_path: Path, collection: Collection, import_package: Callable[[Path], Any]) -> None:
    """The picture is in the package under a name of its content; the answer side names it, the front does not."""
    deck = with_timeline(of(*map(dated, range(4))))
    write_package([edited(deck)], tmp_path / "x.apkg")
    import_package(tmp_path / "x.apkg")
    (card_id,) = collection.find_cards("tag:essay2anki::kind::timeline")
    card = collection.get_card(card_id)
    ((name, svg),) = note_of(deck.notes[-1]).pictures

    assert QUESTION is note_of(deck.notes[-1]).type
    assert svg.encode() == (Path(collection.media.dir()) / name).read_bytes()
    assert f'<img src="{name}" alt="1897: D Act passed; 1898: C Act passed' in card.answer()
    assert "<img" not in card.question()
    assert "<li>A Act passed</li><li>B Act passed</li>" in card.question()
    assert not collection.media.check().missing
    assert [(1980, 1, 1, 0, 0, 0)] * 3 == [each.date_time for each in zipfile.ZipFile(tmp_path / "x.apkg").infolist()]


def test_a_date_more_renews_the_picture_and_keeps_the_schedule(
    tmp_path: Path, collection: Collection, import_package: Callable[[Path], Any]
) -> None:
    """The note is the same, its picture another; the card stays where the student had got to."""
    first = edited(with_timeline(of(*map(dated, range(3)))), NOW - 100)
    lock = Lock({entry.guid: entry for entry in first.shipped})
    second = edition(with_timeline(of(*map(dated, range(4)))), lock, now=NOW)
    write_package([first], tmp_path / "1.apkg")
    write_package([second], tmp_path / "2.apkg")
    import_package(tmp_path / "1.apkg")
    (card_id,) = collection.find_cards("tag:essay2anki::kind::timeline")
    collection.sched.set_due_date([card_id], "7")
    due = collection.get_card(card_id).due
    log = import_package(tmp_path / "2.apkg")
    card = collection.get_card(card_id)

    assert (1, 1) == (len(log.updated), len(log.new))
    assert due == card.due
    assert "1897: D Act passed" in card.answer()
    assert len(first.changed) == 0
    assert len(second.changed) == 1
    pictures = [path.name for path in Path(collection.media.dir()).glob("*.svg")]
    assert sum(name in card.answer() for name in pictures) == 1
