"""The lock: what was shipped is recognised, stamped, written, merged, and read back from an old package."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_package import CARD, DECK, GAP, NOW, SECOND_GAP, edited

from essay2anki.drafting import make_decks
from essay2anki.lock import NAME, Lock, absent, baseline, dump, edition, parse, remember
from essay2anki.model import BLANK, Card, Deck
from essay2anki.naming import grouped
from essay2anki.notes import guid_of
from essay2anki.package import pack, write_package
from essay2anki.problems import LockError
from essay2anki.read import read

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


def shipped(deck: Deck, lock: Lock | None = None, now: int = NOW) -> Lock:
    """The lock after a deck was shipped."""
    before = lock or Lock()
    return Lock({**before, **{each.guid: each for each in edition(deck, before, now=now).shipped}})


def recognised(deck: Deck, lock: Lock) -> Deck:
    """A deck with what was shipped before."""
    ((settled,), _) = remember([deck], lock)
    return settled


def deck_with(*cards: Card) -> Deck:
    """A deck of a few cards."""
    return replace(DECK, cards=cards)


# Identity


def mutate_elsewhere(text: str, sentence: str) -> str:
    """Reword the sentence."""
    return text.replace(sentence, "Nobody at the time would have put it in quite that way.")


def fix_a_typo(text: str, sentence: str) -> str:
    """Double a letter in the longest small word of the sentence."""
    word = max(re.findall(r"\b[a-z]+\b", sentence), key=len)
    return text.replace(sentence, sentence.replace(word, word[0] + word, 1))


def move(text: str, sentence: str) -> str:
    """Take the sentence out and put it at the end of the essay."""
    essay, keyword, rest = text.replace(sentence, "").partition("\nSUBJECT")
    return f"{essay}\n{sentence}{keyword}{rest}"


def add_a_bullet(text: str, _sentence: str) -> str:
    """A new point at the head of the notes."""
    return text.replace("\nNOTES\n", "\nNOTES\n- Lichfield held a conference of its own in June 1931.\n")


MUTATIONS = [mutate_elsewhere, fix_a_typo, move, add_a_bullet]


def deck_of(text: str, name: str = "x.txt") -> Deck:
    """The deck of a source."""
    (deck,) = make_decks(grouped([read(name, text.encode())]))
    return deck


def asked(deck: Deck) -> dict[tuple[str, str], str]:
    """Front and answer → guid and number of the card."""
    return {(card.front, card.answer): f"{guid_of(card.key)} {card.number}" for card in deck.cards}


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_a_change_of_one_sentence_keeps_the_identity_of_all_other_cards(
    mutation: Callable[[str, str], str], essay_path: Path
) -> None:
    """Also without a lock, and although the file is renamed."""
    text = essay_path.read_text(encoding="utf-8")
    before = deck_of(text)
    sentence = max((card.evidence[0].quote for card in before.cards if card.evidence[0].quote in text), key=len)
    after = deck_of(mutation(text, sentence), "renamed.txt")
    touched = {front for card in before.cards if sentence in [q.quote for q in card.evidence] for front in [card.front]}
    kept = {what: guid for what, guid in asked(before).items() if what[0] not in touched and what in asked(after)}

    assert len(kept) >= len(before.cards) - len(touched) - 2  # a card more or less may come up for the other's place
    assert kept == {what: asked(after)[what] for what in kept}


def test_a_typo_that_is_mended_keeps_the_card_itself_where_there_is_a_lock(essay_path: Path) -> None:
    """The words of the key change, but what was shipped is recognised by its likeness."""
    text = essay_path.read_text(encoding="utf-8")
    before = deck_of(text)
    lock = shipped(before)
    keys = {(card.answer, card.question): card.key for card in before.cards}
    sorts = {(card.answer, card.type) for card in before.cards}
    for sentence in {card.evidence[0].quote for card in before.cards if card.evidence[0].quote in text}:
        after = recognised(deck_of(fix_a_typo(text, sentence)), lock)
        again = {(card.answer, card.question): card.key for card in after.cards}
        touched = [card for card in after.cards if card.evidence[0].quote not in text]

        assert {what: keys[what] for what in again.keys() & keys.keys()}.items() <= again.items()
        assert all(card.key in keys.values() for card in touched if (card.answer, card.type) in sorts)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("Why was the Rapallo Pact signed?", "Why was the Rapalo Pact signed?", True),
        ("Why was the Rapallo Pact signed?", "Why was the Rapallo Pact of 1922 signed?", True),
        ("Why did Britain break off relations?", "Why did Britain break off all diplomatic relations?", True),
        ("Why was the Rapallo Pact signed?", "Why was the Locarno Treaty signed?", False),
        ("Why was the Rapallo Pact signed?", "Why did prices fall in the 1870s?", False),
    ],
)
def test_a_reworded_prompt_is_recognised_by_its_likeness(old: str, new: str, *, same: bool) -> None:
    """Where one note would go and another of its sort would come, likeness of their words makes them one."""
    lock = shipped(deck_with(replace(CARD, question=old)))
    card = replace(CARD, key="cause/why/other-words/0", question=new)

    assert same == (recognised(deck_with(card), lock).cards[0].key == CARD.key)


def test_likeness_makes_no_note_of_another_sort_or_type() -> None:
    """A date is never taken for a cause, and a note type never changes: Anki would update neither."""
    lock = shipped(deck_with(CARD))
    date = replace(CARD, key="date/when/pact-rapallo/0")
    cloze = replace(GAP, key=CARD.key)

    assert recognised(deck_with(date), lock).cards[0].key == date.key
    assert recognised(deck_with(cloze), lock).cards[0].key == f"{CARD.key}/2"


def test_a_note_that_is_still_there_is_not_given_away() -> None:
    """A second question that is much like the first is a note of its own."""
    lock = shipped(deck_with(CARD))
    alike = replace(CARD, key="cause/why/pact-rapalo/0", question="Why was the Rapalo Pact signed?")

    assert [CARD.key, alike.key] == [card.key for card in recognised(deck_with(CARD, alike), lock).cards]


def test_equals_are_told_apart_by_their_words_and_not_by_their_order() -> None:
    """Two facts of one key keep their numbers when they change places."""
    other = replace(CARD, key=f"{CARD.key}/2", question="Why was a pact signed at Rapallo?")
    lock = shipped(deck_with(CARD, other))
    swapped = deck_with(replace(other, key=CARD.key), replace(CARD, key=other.key))

    assert {other.question: other.key, CARD.question: CARD.key} == {
        card.question: card.key for card in recognised(swapped, lock).cards
    }


def test_the_keys_of_a_deck_file_are_not_counted() -> None:
    """There each key was given once and for all: equals that have changed their words keep it."""
    other = replace(CARD, key=f"{CARD.key}/2", question="Why was a pact signed at Rapallo?")
    lock = shipped(deck_with(CARD, other))
    swapped = deck_with(replace(other, key=CARD.key), replace(CARD, key=other.key), replace(CARD, key=f"{CARD.key}/7"))
    settled = recognised(replace(swapped, file="pacts.yaml"), lock)

    assert [CARD.key, f"{CARD.key}/2", f"{CARD.key}/7"] == [card.key for card in settled.cards]


def test_a_new_note_gets_no_key_that_was_ever_given() -> None:
    """Not even that of a note that was adopted by another."""
    lock = shipped(deck_with(CARD))
    reworded = replace(CARD, key="cause/why/z/0", question=f"{CARD.question[:-1]} at last?")
    assert recognised(deck_with(reworded), lock).cards[0].key == CARD.key
    newcomer = replace(CARD, question="Why did prices fall in the 1870s?")

    assert [CARD.key, CARD.key] != [card.key for card in recognised(deck_with(reworded, newcomer), lock).cards]


def test_deletions_keep_their_numbers() -> None:
    """A corrected answer keeps its number, a new one gets a number that nobody ever had."""
    lock = shipped(deck_with(GAP, SECOND_GAP))
    statement = "Lenin’s Pact ended it in 1923."
    cards = [
        replace(GAP, number=number, question=statement.replace(answer, BLANK), answer=answer)
        for number, answer in enumerate(["Lenin", "Pact", "1923"], start=1)
    ]

    assert {"Lenin": 3, "Pact": 1, "1923": 2} == {
        card.answer: card.number for card in recognised(deck_with(*cards), lock).cards
    }


def test_the_number_of_a_deletion_that_has_gone_is_not_given_again() -> None:
    """Its card is still with the students, empty; a new answer must not slip into its schedule."""
    lock = shipped(deck_with(GAP, SECOND_GAP))
    lock = shipped(recognised(deck_with(replace(SECOND_GAP, number=1)), lock), lock)
    newcomer = replace(GAP, number=1, question=f"The Pact ended {BLANK} in 1922.", answer="it")
    both = recognised(deck_with(newcomer, SECOND_GAP), lock)
    back = recognised(deck_with(GAP, SECOND_GAP), lock)

    assert {"it": 3, "1922": 2} == {card.answer: card.number for card in both.cards}
    assert {"Pact": 1, "1922": 2} == {card.answer: card.number for card in back.cards}


def test_only_the_deck_itself_retires_its_notes() -> None:
    """What the lock has of other decks is left alone."""
    lock = shipped(DECK)
    made = edition(replace(DECK, name="Other", cards=(replace(CARD, key="cause/why/x/0"),)), lock, now=NOW)

    assert () == made.retired
    assert ["Other"] == [each.deck for each in made.shipped]


def test_a_deck_is_renamed_only_if_most_of_it_was_shipped_elsewhere() -> None:
    """One note in common makes two decks no one deck, and a deck that is given itself is not taken."""
    lock = shipped(DECK)
    stranger = replace(DECK, name="Other", cards=(CARD, *(replace(CARD, key=f"cause/why/{n}/0") for n in range(9))))

    assert ["Other"] == [deck.name for deck in remember([stranger], lock)[0]]
    assert [DECK.name] == [deck.name for deck in remember([replace(DECK, name="New")], lock)[0]]
    assert [DECK.name, "New"] == [deck.name for deck in remember([DECK, replace(DECK, name="New")], lock)[0]]


# Editions


def test_an_unchanged_note_keeps_its_time() -> None:
    """Only what changed is newer than what students have."""
    lock = shipped(DECK)
    changed = replace(DECK, cards=(replace(CARD, answer="Both had been shut out"), *DECK.cards[1:]))
    made = edition(changed, lock, now=NOW + 99)

    assert (CARD.question,) == made.changed
    assert [guid_of(CARD.key)] == [note.guid for note in made.notes if note.modified != NOW]
    assert NOW + 99 == made.modified
    assert () == made.new == made.retired


def test_time_never_runs_backwards() -> None:
    """A clock that is behind still gives a note that is newer than the one shipped."""
    lock = shipped(DECK)
    made = edition(replace(DECK, cards=(replace(CARD, answer="x"),)), lock, now=NOW - 1000)

    assert NOW + 1 == made.modified


def test_a_retired_note_stays_until_it_returns() -> None:
    """It is shipped as retired to those who skip versions, at an unchanged time, and then comes back."""
    lock = shipped(DECK)
    fewer = replace(DECK, cards=DECK.cards[1:])
    lock = shipped(fewer, lock, NOW + 10)
    again = edition(fewer, lock, now=NOW + 20)
    back = edition(DECK, lock, now=NOW + 30)

    assert [NOW + 10] == [note.modified for note in again.notes if not note.numbers]
    assert () == again.retired
    assert (CARD.question,) == back.changed
    assert not any(each.retired for each in back.shipped)


def test_a_source_that_was_not_given_is_absent_and_a_renamed_one_is_not() -> None:
    """Its notes seem to have gone, but may only have been left out."""
    evidence = (replace(CARD.evidence[0], source="b/y.txt"),)
    other = replace(CARD, key="cause/why/y/0", question="Why were there two sources?", evidence=evidence)
    lock = shipped(deck_with(CARD, other))
    renamed = replace(other, evidence=(replace(CARD.evidence[0], source="b/z.txt"),))

    assert ("y.txt",) == absent(deck_with(CARD), lock)
    assert () == absent(replace(deck_with(CARD, renamed), sources=("a/x.txt", "b/z.txt")), lock)
    assert () == absent(replace(deck_with(CARD), sources=("a/x.txt", "y.txt")), lock)


# The file


def test_what_is_written_can_be_read() -> None:
    """Sorted by guid, a line each."""
    lock = shipped(DECK)
    text = "".join(dump(dict(reversed(lock.items()))))

    assert lock == parse(text, NAME)
    assert sorted(lock) == re.findall(r'^\{"guid": "(\w+)"', text, re.MULTILINE)


@given(TEXT, TEXT)
def test_any_text_survives(front: str, answer: str) -> None:
    """Line separators of Unicode and all the rest stay inside their line."""
    (only,) = shipped(deck_with(GAP)).values()
    odd = replace(only, front=front, deletions={"1": answer})

    assert {odd.guid: odd} == parse("".join(dump({odd.guid: odd})), NAME)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("<<<<<<< HEAD", "git left a conflict here"),
        ("{", "not a line of a lock file"),
        ("[]", "not a line of a lock file"),
        ('{"guid": "x"}', "not a line of a lock file"),
    ],
)
def test_a_damaged_file_is_named_with_its_line(line: str, message: str) -> None:
    """And with what to do."""
    with pytest.raises(LockError, match=rf"old\.lock:{1 + len(shipped(DECK))}: error: .*{message}"):
        parse("".join([*dump(shipped(DECK)), line]), "old.lock")


def test_a_forged_identity_is_refused() -> None:
    """The guid is that of the key."""
    (line,) = dump(shipped(deck_with(CARD)))

    with pytest.raises(LockError):
        parse(line.replace(CARD.key, "cause/why/other/0"), NAME)


def test_of_two_lines_the_later_counts() -> None:
    """That is what a union merge leaves, in any order."""
    one, two = shipped(deck_with(CARD)), shipped(deck_with(replace(CARD, answer="x")), now=NOW + 5)

    assert two == parse("".join([*dump(one), *dump(two)]), NAME) == parse("".join([*dump(two), *dump(one)]), NAME)


def test_two_peoples_lock_files_merge_in_git(tmp_path: Path) -> None:
    """Real git, one line in .gitattributes: both add a note, both change one, no conflict; the later change counts."""

    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main"]
        subprocess.run(["git", *identity, *arguments], cwd=tmp_path, check=True, capture_output=True)

    def commit(lock: Lock) -> None:
        (tmp_path / NAME).write_text("".join(dump(lock)), encoding="utf-8")
        git("add", "-A")
        git("commit", "-m", "x")

    def changed(answer: str, name: str, now: int) -> Lock:
        mine = (replace(CARD, answer=answer), *DECK.cards[1:], replace(CARD, key=f"cause/why/{name}/0"))
        return shipped(replace(DECK, cards=mine), base, now)

    base = shipped(DECK)
    (tmp_path / ".gitattributes").write_text(f"{NAME} merge=union\n")
    git("init")
    commit(base)
    git("checkout", "-b", "hers")
    hers = changed("hers", "hers", NOW + 20)
    commit(hers)
    git("checkout", "main")
    his = changed("his", "his", NOW + 10)
    commit(his)
    git("merge", "hers")
    merged = parse((tmp_path / NAME).read_text(encoding="utf-8"), NAME)

    assert his | hers == merged
    assert len(base) + 2 == len(merged)


# A lost lock


def test_an_old_package_stands_in_for_the_lock(tmp_path: Path) -> None:
    """All that was shipped is known again, retired notes too; only the sources and deletions long gone are not."""
    lock = shipped(replace(DECK, cards=DECK.cards[1:]), shipped(DECK), NOW + 10)
    made = edition(replace(DECK, cards=DECK.cards[1:]), lock, now=NOW + 20)
    write_package([made, edited(replace(DECK, name="Z", cards=(replace(CARD, key="cause/why/z/0"),)))], tmp_path / "x")
    known = baseline(tmp_path / "x")

    assert {guid: replace(each, source="") for guid, each in lock.items()} == {
        guid: each for guid, each in known.items() if each.deck == DECK.name
    }
    assert pack([made]) == pack([edition(replace(DECK, cards=DECK.cards[1:]), known, now=NOW + 30)])


@pytest.mark.parametrize("data", [b"", b"PK", b"not a package"])
def test_what_is_no_package_cannot_stand_in(data: bytes, tmp_path: Path) -> None:
    """It is named."""
    (tmp_path / "x.apkg").write_bytes(data)

    with pytest.raises(LockError, match=r"x\.apkg: error: this package cannot stand in"):
        baseline(tmp_path / "x.apkg")
