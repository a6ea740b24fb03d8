"""A class studies for a year: what the real Anki does to a student's collection when the teacher's next version comes.

The teacher corrects an answer, takes a sentence out and puts it back, adds one, moves paragraphs, and renames the
topic and the file; the student studies, suspends, flags, moves, tags and edits. Versions may be skipped.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from anki.cards import CardId
from anki.collection import Collection
from anki.scheduler.v3 import CardAnswer
from test_package import DECK as PACTS
from test_package import GAP, SECOND_GAP

from essay2anki.lock import NAME, Lock, edition, parse, remember
from essay2anki.package import write_package
from essay2anki.pipeline import build
from essay2anki.release import target
from essay2anki.run import Run

DAY = 86_400
START = int(time.time()) - 2 * DAY
"""The first version is older than what the student does in the test, the later ones are newer."""
SOUND = "Database rebuilt and optimized."
"""What *Check Database* says where it finds nothing to mend."""
PACT = "The Rapallo Pact of 1922 strengthened ties with Germany."
BREAK = "Britain broke off diplomatic relations with Moscow in May 1927 because spies had been found."
DOCTRINE = "The Truman Doctrine of March 1947 alarmed Stalin in Moscow."
WAR = "The outbreak of the Korean War in June 1950 alarmed Europe."
TROOPS = "French troops under Marshal Foch occupied Essen in January 1923."
TARIFF = "A tariff is a tax on imports."
ONE = {"topic": "Pacts", "points": [PACT, BREAK, DOCTRINE, WAR, TROOPS]}
TWO = {"topic": "Pacts and Wars", "points": [WAR, TARIFF, TROOPS, PACT.replace("1922", "1921"), BREAK]}
THREE = {"topic": "Pacts and Wars", "points": [WAR, TARIFF, TROOPS, DOCTRINE, PACT.replace("1922", "1921"), BREAK]}
DECK = "HISTORY::A LEVEL::Pacts"
SCHEDULE = "id, nid, did, ord, type, queue, due, ivl, factor, reps, lapses, left, flags, data"


@pytest.fixture
def publish(tmp_path: Path) -> Callable[..., tuple[Path, Run]]:
    """Build a version of the essay into the teacher's folder; the package and the run."""

    def published(version: dict[str, Any], day: int, name: str = "essay.txt") -> tuple[Path, Run]:
        source = tmp_path / name
        points = "\n".join(version["points"])
        frame = f"{version['topic']}\nTITLE\nHow far did trade matter?\nSUBJECT\nHISTORY\nPAPER\nA LEVEL\nESSAY\n"
        source.write_text(
            frame + points,
            encoding="utf-8",
        )
        run = build([str(source)], target(tmp_path / "out"), now=START + day * DAY)
        (built,) = run.built
        copy = tmp_path / f"version-{day}.apkg"
        copy.write_bytes(built.path.read_bytes())
        return copy, run

    return published


def note_with(collection: Collection, word: str) -> Any:
    """The first note that shows a word."""
    return collection.get_note(collection.find_notes(word)[0])


def rows(collection: Collection) -> dict[int, Sequence[Any]]:
    """Card id → the row of each card as far as it is the student's."""
    assert collection.db is not None
    return {row[0]: row for row in collection.db.all(f"select {SCHEDULE} from cards")}  # noqa: S608


def answer_all(collection: Collection, name: str) -> None:
    """Answer all new cards of a deck, and of those in it, with the real scheduler.

    Once in some fifty runs Anki's own check then adds the time of these reviews to the cards, before any package comes.
    So it is asked here already: what a later check finds is the doing of the package.
    """
    scheduler: Any = collection.sched
    deck = collection.decks.id(name)
    assert deck
    collection.decks.select(deck)
    while queued := scheduler.get_queued_cards(fetch_limit=1).cards:
        card = collection.get_card(queued[0].card.id)
        card.start_timer()
        answer = scheduler.build_answer(card=card, states=queued[0].states, rating=CardAnswer.EASY)
        scheduler.answer_card(answer)
    collection.fix_integrity()


def study(collection: Collection) -> None:
    """Answer all new cards; suspend, flag and move one each; tag and edit notes."""
    answer_all(collection, DECK)
    own = collection.decks.id("My own deck")
    assert own
    ids = collection.find_cards("", order="c.due")
    collection.sched.suspend_cards(ids[:1])
    collection.set_user_flag_for_cards(3, ids[1:2])
    collection.set_deck(ids[2:3], own)
    for word, mine in (("Essen", "my own words about Essen"), ("Truman", "my own words about Truman")):
        note = note_with(collection, word)
        note["Context"] = mine
        note.tags.append("mine")
        collection.update_note(note)


def guids(collection: Collection, notes: Any) -> set[str]:
    """The guids of the notes of an import log."""
    return {collection.get_note(each.id.nid).guid for each in notes}


def offered(collection: Collection) -> set[CardId]:
    """The cards that *Empty Cards* would delete."""
    return {CardId(card) for note in collection.get_empty_cards().notes for card in note.card_ids}


def database_check(collection: Collection) -> str:
    """What *Check Database* says; `SOUND` where it finds nothing to mend."""
    return collection.fix_integrity()[0].strip()


def lock(tmp_path: Path) -> Lock:
    """The teacher's lock file."""
    return parse((tmp_path / "out" / NAME).read_text(encoding="utf-8"), NAME)


def test_only_what_changed_reaches_the_student(
    publish: Callable[..., tuple[Path, Run]],
    tmp_path: Path,
    collection: Collection,
    import_package: Callable[[Path], Any],
) -> None:
    """Version two: one note corrected, one new, one retired; all else is as the student left it."""
    first, _ = publish(ONE, 0)
    import_package(first)
    study(collection)
    before, mine = rows(collection), note_with(collection, "Essen").fields
    second, run = publish(TWO, 30, "renamed.txt")
    (built,) = run.built
    log = import_package(second)
    after = rows(collection)

    assert before == {number: after[number] for number in before}
    assert {each.guid for each in lock(tmp_path).values() if each.modified == START + 30 * DAY} == guids(
        collection, [*log.updated, *log.new]
    )
    assert len(built.edition.changed) + len(built.edition.retired) == len(log.updated)
    assert len(built.edition.new) == len(log.new)
    assert ["What is a tariff?"] == [note.front for note in built.edition.notes if note.front in built.edition.new]
    assert all("1921" in front or "Rapallo" in front for front in built.edition.changed)
    assert all("Truman" in front for front in built.edition.retired)
    assert mine == note_with(collection, "Essen").fields
    assert "mine" in note_with(collection, "Essen").tags
    assert "1921" in note_with(collection, "Rapallo Kind:Date").fields[1]
    assert {DECK, "My own deck"} == {
        each.name for each in collection.decks.all_names_and_ids() if each.name.count("::") != 1
    } - {"Default", "HISTORY"}
    assert len(collection.find_notes("")) == len(lock(tmp_path))
    assert SOUND == database_check(collection)


def test_a_renamed_topic_keeps_its_deck_and_warns(publish: Callable[..., tuple[Path, Run]]) -> None:
    """Under a new name Anki would leave the students' cards in the old deck."""
    publish(ONE, 0)
    _, run = publish(TWO, 30)

    assert DECK == run.built[0].edition.deck
    (warning,) = run.problems
    assert warning.severity == "warning"
    assert f"the deck was shipped as “{DECK}” and keeps that name" in warning.message


def test_a_retired_card_is_offered_for_removal_and_returns_with_its_schedule(
    publish: Callable[..., tuple[Path, Run]], collection: Collection, import_package: Callable[[Path], Any]
) -> None:
    """Withdrawn, it says so and *Empty Cards* offers it; restored, it is where the student had got to."""
    import_package(publish(ONE, 0)[0])
    study(collection)
    gone = set(collection.find_cards("Truman -tag:essay2anki::kind::timeline"))
    before = rows(collection)
    import_package(publish(TWO, 30)[0])

    assert gone == offered(collection)
    assert all("has been withdrawn" in collection.get_card(card).question() for card in gone)
    import_package(publish(THREE, 60)[0])
    assert set() == offered(collection)
    assert before == {number: row for number, row in rows(collection).items() if number in before}
    assert all("withdrawn" not in collection.get_card(card).question() for card in gone)
    assert SOUND == database_check(collection)


def test_a_removed_retired_card_comes_back_as_new(
    publish: Callable[..., tuple[Path, Run]], collection: Collection, import_package: Callable[[Path], Any]
) -> None:
    """A student who ran *Empty Cards* gets the card once more when its fact returns."""
    import_package(publish(ONE, 0)[0])
    import_package(publish(TWO, 30)[0])
    collection.remove_notes_by_card(list(offered(collection)))
    import_package(publish(THREE, 60)[0])

    assert collection.find_cards("Truman is:new")
    assert set() == offered(collection)


def test_versions_may_be_skipped_and_repeated(
    publish: Callable[..., tuple[Path, Run]], collection: Collection, import_package: Callable[[Path], Any]
) -> None:
    """From one to three, then three again and two by mistake: the same collection, nothing doubled or turned back."""
    packages = [publish(version, day)[0] for version, day in ((ONE, 0), (TWO, 30), (THREE, 60))]
    import_package(packages[0])
    study(collection)
    before = rows(collection)
    import_package(packages[2])
    settled = {note.guid: note.fields for note in map(collection.get_note, collection.find_notes(""))}

    for package in (packages[2], packages[1], packages[0]):
        log = import_package(package)
        assert [] == [*log.new, *log.updated, *log.conflicting]
    assert settled == {note.guid: note.fields for note in map(collection.get_note, collection.find_notes(""))}
    assert before == {number: row for number, row in rows(collection).items() if number in before}
    assert SOUND == database_check(collection)


def test_a_fresh_student_never_sees_a_retired_card(
    publish: Callable[..., tuple[Path, Run]], collection: Collection, import_package: Callable[[Path], Any]
) -> None:
    """It arrives without a card. *Check Database* would make an empty one, which *Empty Cards* takes away again."""
    publish(ONE, 0)
    _, run = publish(TWO, 30)
    (built,) = run.built
    import_package(built.path)

    assert len(built.deck.cards) == collection.card_count()
    assert set() == offered(collection)
    collection.fix_integrity()
    assert len(built.edition.retired) == len(offered(collection))
    collection.remove_notes_by_card(list(offered(collection)))
    assert len(built.deck.cards) == collection.card_count()
    assert SOUND == database_check(collection)


def deletions(collection: Collection) -> dict[CardId, str]:
    """Cloze card → the words that it asks for."""
    asked = {}
    for card in map(collection.get_card, collection.find_cards("note:*cloze")):
        found = re.search(rf"{{{{c{card.ord + 1}::(.*?)}}}}", card.note().fields[0])
        asked[card.id] = found[1] if found else ""
    return asked


def test_a_deletion_keeps_its_card_whatever_comes_before_it(
    tmp_path: Path, collection: Collection, import_package: Callable[[Path], Any]
) -> None:
    """The deletions of one sentence are cards of one note; a new one in front does not move them, one may go."""
    versions = [
        replace(PACTS, cards=(replace(SECOND_GAP, number=1),)),
        replace(PACTS, cards=(GAP, SECOND_GAP)),
        replace(PACTS, cards=(replace(GAP, number=1),)),
    ]
    known = Lock()
    asked = []
    for day, version in enumerate(versions):
        ((settled,), _) = remember([version], known)
        made = edition(settled, known, now=START + day)
        known = Lock({each.guid: each for each in made.shipped})
        write_package([made], tmp_path / "x.apkg")
        import_package(tmp_path / "x.apkg")
        asked.append(deletions(collection))
    old, new = asked[1]

    assert [{old: "1922"}, {old: "1922", new: "Pact"}, {old: "", new: "Pact"}] == asked
    assert {old} == offered(collection)
    assert SOUND == database_check(collection)
