"""Drafting again: what a person made of a deck file survives any change of the sources and of the program's rules."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_package import CARD, DECK, GAP, ITEMS, SECOND_GAP

from essay2anki.deckfile import DeckFile, Entry, as_deck, load
from essay2anki.deckfile.merge import Merged, merge
from essay2anki.deckfile.writing import first_file, pinned
from essay2anki.drafting import make_decks
from essay2anki.lock import Lock, edition, remember
from essay2anki.model import Card, Deck
from essay2anki.naming import grouped
from essay2anki.read import read

NAME = "decks/pacts.yaml"


def reloaded(text: str) -> DeckFile:
    """The file that has this text."""
    return load(text, NAME)


def filed(*cards: Card) -> DeckFile:
    """A file as it is first drafted."""
    return reloaded(first_file(replace(DECK, cards=cards)))


def again(file: DeckFile, *cards: Card, sources: tuple[str, ...] = DECK.sources) -> Merged:
    """The file after a draft of these cards, read anew; and drafting once more changes nothing."""
    deck = replace(DECK, cards=cards, sources=sources)
    merged = merge(file, deck)
    after = reloaded(merged.file.text)
    assert [_bare(entry) for entry in merged.file.entries] == [_bare(entry) for entry in after.entries]
    assert after.text == merge(after, deck).file.text
    return replace(merged, file=after)


def edited(file: DeckFile, old: str, new: str) -> DeckFile:
    """The file after a person replaced some text in their editor."""
    assert old in file.text
    return reloaded(file.text.replace(old, new, 1))


def _bare(entry: Entry) -> Entry:
    return replace(entry, line=0)


WHY = replace(CARD, question="Why was the Rapallo Pact signed in spring?")
OTHER = replace(CARD, key="cause/why/prices/0", question="Why did prices fall?", answer="Wheat was cheap")
THIRD = replace(CARD, key="cause/why/tariff/0", question="Why were there tariffs?", answer="Farmers had asked for them")


# What only one side changed


def test_a_draft_that_changed_nothing_changes_nothing() -> None:
    """Not one byte."""
    file = filed(CARD, OTHER)
    merged = again(file, CARD, OTHER)

    assert file.text == merged.file.text
    assert () == merged.new == merged.changed == merged.proposed == merged.gone == merged.missing


def test_what_nobody_edited_is_drafted_anew() -> None:
    """Wording, tags, kind and evidence; comments and the person's own tags stay."""
    file = edited(filed(CARD, OTHER), "  status:\n", "  # ask Ms Smith\n  status:\n")
    file = edited(file, "tags: essay2anki::kind::cause", "tags: essay2anki::kind::cause mine")
    file = edited(file, "answer: Both were outcasts", "answer: Both were outcasts # p. 12")
    quote = replace(CARD.evidence[0], quote="It was not so.", line=9)
    merged = again(file, replace(CARD, answer="Both", evidence=(quote,), tags=("essay2anki::kind::x",)), OTHER)
    entry = merged.file.entries[0]

    assert ("Both", ("essay2anki::kind::x", "mine")) == (entry.wording.answer, entry.tags)
    assert ["It was not so."] == [quote.quote for quote in entry.evidence]
    assert "  # p. 12\n  answer: Both\n  # ask Ms Smith\n  status:\n" in merged.file.text
    assert ((CARD.question,), ()) == (merged.changed, merged.proposed)
    assert file.text[file.text.index(OTHER.question) :] == merged.file.text[merged.file.text.index(OTHER.question) :]


def test_what_a_person_edited_stays() -> None:
    """And is not proposed again, since the source has not changed."""
    file = edited(filed(CARD, OTHER), "Both were outcasts", "Neither had friends: none")
    merged = again(file, CARD, OTHER)

    assert file.text == merged.file.text


def test_an_old_line_number_is_mended() -> None:
    """It tells where to look, and no person edits it."""
    merged = again(filed(CARD), replace(CARD, evidence=(replace(CARD.evidence[0], line=77),)))

    assert "    line: 77\n" in merged.file.text


# What both changed


def test_a_change_under_an_edited_card_is_proposed_beside_it() -> None:
    """Once: if the person deletes the proposal, it does not come back until the source changes again."""
    file = edited(filed(CARD), "Both were outcasts", "Neither had friends")
    merged = again(file, replace(CARD, answer="Both were poor"))
    (entry,) = merged.file.entries

    assert (CARD.question,) == merged.proposed
    assert "Neither had friends" == entry.wording.answer
    assert entry.proposal
    assert "Both were poor" == entry.proposal.answer
    deleted = reloaded(re.sub(r"  proposal:\n(    .*\n)+", "", merged.file.text))
    assert deleted.text == again(deleted, replace(CARD, answer="Both were poor")).file.text
    third = again(deleted, replace(CARD, answer="Both were weak")).file.entries[0]
    assert third.proposal
    assert "Both were weak" == third.proposal.answer


def test_a_change_under_a_card_that_was_read_is_proposed_too() -> None:
    """`ok` was said to these words and no others."""
    file = edited(filed(CARD), "  status:\n", "  status: ok, read twice\n")
    (entry,) = again(file, replace(CARD, answer="Both were poor")).file.entries

    assert ("Both were outcasts", "ok, read twice") == (entry.wording.answer, entry.status)
    assert entry.proposal
    assert "Both were poor" == entry.proposal.answer


def test_a_proposal_that_was_taken_over_goes() -> None:
    """Then the card is as it was drafted, and follows the source again."""
    file = edited(filed(CARD), "Both were outcasts", "Neither had friends")
    file = again(file, replace(CARD, answer="Both were poor")).file
    taken = edited(file, "Neither had friends", "Both were poor")
    merged = again(taken, replace(CARD, answer="Both were poor"))

    assert "proposal" not in merged.file.text
    assert "Both were weak" == again(merged.file, replace(CARD, answer="Both were weak")).file.entries[0].wording.answer


def test_a_person_who_wrote_what_is_drafted_now_is_right() -> None:
    """No proposal for what stands there already."""
    file = edited(filed(CARD), "Both were outcasts", "Both were poor")
    merged = again(file, replace(CARD, answer="Both were poor"))

    assert ((), False) == (merged.proposed, merged.file.entries[0].edited)


def test_edited_evidence_and_labels_stay() -> None:
    """What the draft has besides is added to the quotes."""
    file = edited(filed(CARD), "quote: It was so.", "quote: It was so, the book says.")
    file = edited(file, "essay2anki::kind::cause", "essay2anki::kind::mine")
    quotes = (CARD.evidence[0], replace(CARD.evidence[0], quote="It was also so."))
    entry = again(file, replace(CARD, evidence=quotes, tags=("essay2anki::kind::new",))).file.entries[0]

    assert ["It was so, the book says.", "It was so.", "It was also so."] == [quote.quote for quote in entry.evidence]
    assert ("essay2anki::kind::mine",) == entry.tags


def test_a_card_in_braces_is_written_anew_if_it_changes() -> None:
    """Below its comments; as long as nothing changes it stays as it is."""
    file = filed(CARD, OTHER)
    made, other = (" ".join(entry.made) for entry in file.entries)
    braces = "# mine\n- {{prompt: '{0.question}', answer: {0.answer}, key: {0.key}, made: {1}}}\n"
    text = file.text.partition("\n- prompt")[0] + braces.format(CARD, made) + braces.format(OTHER, other)
    merged = again(reloaded(text), replace(CARD, answer="Both were poor"), replace(OTHER, tags=(), evidence=()))

    assert f"# mine\n- prompt: {CARD.question}\n  answer: Both were poor\n" in merged.file.text
    assert 2 == merged.file.text.count("# mine\n")


def test_a_field_that_goes_leaves_the_dash() -> None:
    """If a person has put it first."""
    file = edited(filed(CARD), "Both were outcasts", "Neither had friends")
    text = again(file, replace(CARD, answer="Both were poor")).file.text
    proposal = re.search(r"  proposal:\n(    .*\n)+", text)
    assert proposal
    text = text.replace(proposal.group(), "").replace("\n- prompt:", f"\n- {proposal.group().lstrip()}  prompt:")
    merged = again(
        edited(reloaded(text), "Neither had friends", "Both were poor"), replace(CARD, answer="Both were poor")
    )

    assert f"- proposal:\n  prompt: {CARD.question}\n  answer: Both were poor\n" in merged.file.text


# Identity


def test_a_reworded_fact_is_recognised() -> None:
    """By its likeness, as in the lock: the entry keeps its key and its place."""
    file = filed(OTHER, WHY)
    reworded = replace(WHY, key="cause/why/pact-rapalo/0", question="Why was the Rapalo Pact signed in spring?")
    merged = again(file, reworded, OTHER)

    assert [OTHER.key, WHY.key] == [entry.key for entry in merged.file.entries]
    assert reworded.question == merged.file.entries[1].wording.prompt


def test_an_edited_card_is_recognised_by_its_sentence() -> None:
    """When its words are no longer those that were drafted, and the sentence was reworded as well."""
    quote = replace(CARD.evidence[0], quote="The Rapallo Pact was signed since both were outcasts at that time.")
    drawn = replace(CARD, evidence=(quote,))
    file = edited(filed(drawn, OTHER), drawn.question, "What brought the two together?")
    changed = replace(quote, quote="The Rapallo Pact was signed since both were still outcasts at the time.")
    reworded = replace(drawn, key="cause/why/other/0", question="For what reason was it?", evidence=(changed,))
    merged = again(file, reworded, OTHER)

    assert ((), ()) == (merged.new, merged.gone)
    assert "What brought the two together?" == merged.file.entries[0].wording.prompt
    assert merged.file.entries[0].proposal
    assert "For what reason was it?" == merged.file.entries[0].proposal.prompt


def test_a_rejected_card_never_comes_back_by_itself() -> None:
    """Neither reworded, nor after it had gone for a while."""
    file = edited(filed(WHY), "status:\n", "status: rejected (dull)\n")
    reworded = replace(WHY, key="cause/why/pact-rapalo/0", question="Why was the Rapalo Pact signed in spring?")
    for cards in ((reworded, OTHER), (OTHER,), (WHY, OTHER), (reworded,)):
        file = again(file, *cards).file
        assert "rejected (dull)" == file.entries[0].status
        assert not [card for card in as_deck(file).cards if "Pact" in card.question]


def test_deletions_keep_their_numbers() -> None:
    """What the file has is what a later draft matches first."""
    file = filed(replace(SECOND_GAP, number=1))
    merged = again(file, GAP, SECOND_GAP)

    assert "The {{c2::Pact}} ended it in {{c1::1922}}." == merged.file.entries[0].wording.text


def test_a_statement_that_became_a_question_is_still_the_same_card() -> None:
    """`made` remembers what note type was drafted."""
    file = edited(filed(GAP), "text: The {{c1::Pact}} ended it in 1922.", "prompt: What ended it?\n  answer: The Pact")
    merged = again(file, GAP, OTHER)

    assert ["What ended it?", OTHER.question] == [entry.wording.prompt for entry in merged.file.entries]
    assert () == merged.gone


def test_an_item_of_a_list_that_was_added_stays() -> None:
    """Also one without braces."""
    file = edited(filed(*ITEMS), "    {{c2::Locarno}}\n", "    {{c2::Locarno}}\n    Thoiry\n")

    assert file.text == again(file, *ITEMS).file.text
    assert {"Genoa": 1, "Locarno": 2, "Thoiry": 4, "the Zinoviev letter": 3} == {
        card.answer: card.number for card in as_deck(file).cards
    }


# What has gone, and what is new


def test_a_card_whose_evidence_has_gone_is_marked_and_returns_with_its_status() -> None:
    """It is kept, not built; the evidence being back, all is as before."""
    file = edited(filed(CARD, OTHER), "status:\n", "status: ok\n")
    merged = again(file, OTHER)

    assert (CARD.question,) == merged.gone
    assert ["gone", ""] == [entry.status for entry in merged.file.entries]
    assert [OTHER.question] == [card.question for card in as_deck(merged.file).cards]
    assert file.text == again(merged.file, CARD, OTHER).file.text


def test_a_person_may_keep_what_has_gone() -> None:
    """`ok` said after it had gone is not overruled by the next draft."""
    gone = again(filed(CARD, OTHER), OTHER).file
    kept = edited(gone, "status: gone", "status: ok")

    assert kept.text == again(kept, OTHER).file.text
    assert "ok" == again(kept, CARD, OTHER).file.entries[0].status


def test_gone_is_the_programs_word() -> None:
    """A person who writes it means nothing that would last: with its evidence there, the card is back."""
    file = edited(filed(CARD, OTHER), "  status:\n", "  status: gone\n")

    assert "" == again(file, CARD, OTHER).file.entries[0].status
    assert "" == again(again(file, OTHER).file, CARD, OTHER).file.entries[0].status


def test_cards_of_a_source_that_was_not_given_are_left_alone() -> None:
    """It may only have been left out; a source that was renamed is not among them."""
    elsewhere = replace(OTHER, evidence=(replace(OTHER.evidence[0], source="b/y.txt"),))
    third = replace(THIRD, evidence=elsewhere.evidence)
    file = reloaded(first_file(replace(DECK, cards=(CARD, elsewhere, third), sources=("a/x.txt", "b/y.txt"))))
    renamed = replace(elsewhere, evidence=(replace(OTHER.evidence[0], source="b/z.txt"),))

    assert (("y.txt",), file.text) == ((merged := again(file, CARD)).missing, merged.file.text.replace(", x", ""))
    assert (THIRD.question,) == again(file, CARD, renamed, sources=("a/x.txt", "b/z.txt")).gone
    assert 2 == len(merge(file, replace(DECK, cards=(CARD,)), retire_missing=True).gone)


def test_new_cards_come_where_they_are_studied() -> None:
    """Behind the card before them in the draft, wherever the person put that."""
    file = filed(CARD, THIRD)
    moved = reloaded(_moved(file, 1, 0))
    merged = again(moved, WHY_NEW, CARD, OTHER, THIRD)

    assert [WHY_NEW.question, THIRD.question, CARD.question, OTHER.question] == [
        entry.wording.prompt for entry in merged.file.entries
    ]
    assert (WHY_NEW.question, OTHER.question) == merged.new


WHY_NEW = replace(CARD, key="cause/why/new/0", question="Why was there something new?")


def test_new_cards_are_set_in_like_the_others() -> None:
    """A file whose dashes a person set in is read and written so."""
    head, cards = filed(CARD).text.split("cards:\n")
    file = reloaded(f"{head}cards:\n" + "".join(f"  {line}\n" for line in cards.splitlines()))
    merged = again(file, CARD, OTHER)

    assert f"\n  - prompt: {OTHER.question}\n    answer: Wheat was cheap\n" in merged.file.text


@pytest.mark.parametrize("written", ["cards:\n", "cards: []\n", "cards:\n# none yet\n", "# none yet\n"])
def test_a_file_without_cards_gets_them(written: str) -> None:
    """And keeps its comments."""
    merged = again(reloaded(f"# mine\ndeck: X\n{written}"), CARD)

    assert [CARD.question] == [entry.wording.prompt for entry in merged.file.entries]
    assert "# mine\ndeck: X\nsources:\n- x.txt\n" in merged.file.text
    assert ("# none yet" in written) == ("# none yet" in merged.file.text)


# Any edits, any changes


SENTENCES = (
    "The Rapallo Pact of 1922 strengthened ties with Germany.",
    "Britain broke off diplomatic relations with Moscow in May 1927 because spies had been found.",
    "The Truman Doctrine of March 1947 alarmed Stalin in Moscow.",
    "French troops under Marshal Foch occupied Essen in January 1923.",
    "A tariff is a tax on imports.",
    "The Locarno Treaty of 1925 was signed by Stresemann in Switzerland.",
)
REWORDED = (
    "The Rapallo Pact of 1923 strengthened ties with Germany.",
    "Britain broke off all diplomatic relations with Moscow in May 1927 because spies had been found.",
    "The Truman Doctrine of March 1947 alarmed Stalin.",
    "French troops under Marshal Foch marched into Essen in January 1923.",
    "A tariff is a duty on imports.",
    "The Locarno Treaty of 1925 was signed by Stresemann in Locarno.",
)


@functools.cache
def drafted(places: tuple[int, ...], reworded: frozenset[int], lead: int) -> Deck:
    """The deck of an essay with some of the sentences, some of them reworded, and lines before them."""
    points = "\n".join((REWORDED if place in reworded else SENTENCES)[place] for place in places)
    text = "\n" * lead + f"Pacts\nTITLE\nHow far did trade matter?\nSUBJECT\nHISTORY\nESSAY\n{points}"
    (deck,) = make_decks(grouped([read("x.txt", text.encode())]))
    return deck


def other_rules(deck: Deck, which: int) -> Deck:
    """What the deck might be under other rules of the program."""

    def changed(card: Card) -> Card:
        question = card.question.replace("In which year was", "When was") if which & 1 else card.question
        tags = (*card.tags, "essay2anki::new") if which & 2 else card.tags
        return replace(card, question=question, tags=tags)

    cards = tuple(map(changed, deck.cards))
    return replace(deck, cards=cards[1:] if which & 4 else cards)


Made = tuple[tuple[int, ...], frozenset[int], int, int]
"""Which sentences in which order, which of them reworded, lines before them, rules."""


def source(made: Made) -> Deck:
    """A deck as it is drafted from some sources under some rules."""
    places, reworded, lead, rules = made
    return other_rules(drafted(places, reworded, lead), rules)


PLACES = st.sampled_from(range(len(SENTENCES)))
SOURCES = st.tuples(
    st.lists(PLACES, unique=True, min_size=1).map(tuple), st.frozensets(PLACES), st.integers(0, 2), st.integers(0, 7)
)

WORDS = st.lists(
    st.sampled_from(["Lenin", "no", "1922", "Treaty: Berlin", "“so”", "it's", "#1", "&", "*", "[x]", "-", "|", "é"]),
    min_size=1,
    max_size=20,
).map(lambda words: " ".join(["it", *words]))
"""What a person types behind a colon."""

Edit = Callable[[str, DeckFile, int, str], str]
"""The text of a file after an edit of its entry at a place, with words of the person."""


def _bounds(file: DeckFile, place: int) -> tuple[int, int]:
    """The lines of an entry without what stands above its dash."""
    raws = [file.head, *(entry.raw for entry in file.entries if entry.raw)]
    start = sum(len(raw.lines) for raw in raws[: place + 1])
    return file.entries[place].line - 1, start + len(raws[place + 1].lines)


def _moved(file: DeckFile, place: int, to: int) -> str:
    lines = file.text.split("\n")
    start, end = _bounds(file, place)
    taken, rest = lines[start:end], lines[:start] + lines[end:]
    other = _bounds(file, to)[0]
    at = other if other <= start else other - len(taken)
    return "\n".join([*rest[:at], *taken, *rest[at:]])


def _with(text: str, file: DeckFile, place: int, name: str, new: str) -> str:
    """The text with a field written anew as a person would."""
    entry = file.entries[place]
    lines = text.split("\n")
    low, high = _bounds(file, place)
    starts = sorted({entry.line_of(field) - 1 for field in (entry.raw.places if entry.raw else ())} | {high})
    if entry.raw and name in entry.raw.places:
        start = entry.line_of(name) - 1
        end = starts[starts.index(start) + 1]
        lead = lines[start][: entry.raw.column]
        kept = [line for line in lines[start + 1 : end] if line.lstrip().startswith("# ")]
        return "\n".join([*lines[:start], *(f"{lead}{new}").split("\n"), *kept, *lines[end:]])
    margin = " " * (entry.raw.column if entry.raw else 2)
    return "\n".join([*lines[: low + 1], *lines[low + 1 : starts[1]], f"{margin}{new}", *lines[starts[1] :]])


def reword(text: str, file: DeckFile, place: int, words: str) -> str:
    """Other words for the answer, or around the blanks."""
    wording = file.entries[place].wording
    if wording.text:
        return _with(text, file, place, "text", f"text: {words} {{{{c1::{words.replace(':', '')}}}}}")
    return _with(text, file, place, "answer", f"answer: {words}")


def reword_over_lines(text: str, file: DeckFile, place: int, words: str) -> str:
    """The same in a block, set in by hand."""
    if file.entries[place].wording.text:
        return text
    margin = "\n" + " " * 6
    return _with(text, file, place, "answer", f"answer: >{margin}it{margin} {words}")


def reject(text: str, file: DeckFile, place: int, words: str) -> str:
    """A rejection with its reason."""
    return _with(text, file, place, "status", f"status: rejected, {words}")


def approve(text: str, file: DeckFile, place: int, _words: str) -> str:
    """The card was read."""
    return _with(text, file, place, "status", "status: ok")


def tag(text: str, file: DeckFile, place: int, words: str) -> str:
    """A tag of one's own."""
    tags = " ".join(file.entries[place].tags)
    return _with(text, file, place, "tags", f"tags: {tags} mine_{len(words)}")


def accept(text: str, file: DeckFile, place: int, words: str) -> str:
    """A reason."""
    return _with(text, file, place, "accept", f"accept: {words}")


def comment(text: str, file: DeckFile, place: int, words: str) -> str:
    """A comment above the card and one between its fields."""
    lines = text.split("\n")
    line = file.entries[place].line - 1
    field = file.entries[place].line_of("key") - 1
    fields = [*lines[line:field], f"  # {words}", *lines[field:]] if field > line else lines[line:]
    return "\n".join([*lines[:line], f"# {words}", *fields])


def add(text: str, file: DeckFile, place: int, words: str) -> str:
    """A card of one's own before this one."""
    lines = text.split("\n")
    line = file.entries[place].line - 1
    return "\n".join([*lines[:line], f"- prompt: Why {words}?", f"  answer: {words}", "", *lines[line:]])


def to_the_top(text: str, file: DeckFile, place: int, _words: str) -> str:
    """The card is moved."""
    del text
    return _moved(file, place, 0)


def copy(text: str, file: DeckFile, place: int, words: str) -> str:
    """The card is copied to the end, with other words."""
    low, high = _bounds(file, place)
    lines = text.removesuffix("\n").split("\n")
    copied = reloaded("\n".join([*lines, *lines[low:high]]) + "\n")
    return reword(copied.text, copied, len(copied.entries) - 1, words)


EDITS: list[Edit] = [reword, reword_over_lines, reject, approve, tag, accept, comment, add, to_the_top, copy]
EDITING = st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 99), WORDS), max_size=4)


def comments(text: str) -> list[str]:
    """A person's comments in their order."""
    return [line.strip() for line in text.partition("\ndeck:")[2].split("\n") if line.lstrip().startswith("# ")]


def is_within(some: Sequence[object], others: Sequence[object]) -> bool:
    """True if all of the one stand in the other in the same order."""
    rest = iter(others)
    return all(any(one == other for other in rest) for one in some)


def keeps_all(before: DeckFile, after: DeckFile, drafts: Deck) -> None:
    """No human edit of `before` is lost in `after`."""
    prompts = [_told(entry) for entry in before.entries if entry.edited]
    assert is_within(prompts, [_told(entry) for entry in after.entries])
    singles = [entry.key for entry in before.entries if _is_single(before, entry)]
    assert is_within(singles, [entry.key for entry in after.entries])
    assert sorted(comments(before.text)) == sorted(comments(after.text))
    kept = [entry for entry in after.entries if entry.key in {e.key for e in before.entries} or not entry.made]
    assert len(before.entries) <= len(after.entries) <= len(before.entries) + len(drafts.notes)
    for old in before.entries:
        candidates = [new for new in after.entries if new.key == old.key] if _is_single(before, old) else kept
        assert any(_honours(old, new) for new in candidates), old


def _is_single(file: DeckFile, entry: Entry) -> bool:
    return bool(entry.key) and 1 == sum(entry.key == each.key for each in file.entries)


def _told(entry: Entry) -> tuple[str, ...]:
    return tuple(entry.wording.filled.values())


def _honours(old: Entry, new: Entry) -> bool:
    """Whether an entry is what a person made of it, whatever the draft says."""
    own_tags = {each for each in old.tags if not each.startswith("essay2anki::")}
    return (
        (not (old.edited or old.stated == "ok") or old.wording == new.wording)
        and old.accept == new.accept
        and own_tags <= set(new.tags)
        and old.stated == new.stated
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SOURCES, st.lists(st.tuples(EDITING, SOURCES), min_size=1, max_size=3))
def test_no_edit_is_ever_lost(first: Made, rounds: list[tuple[list[tuple[Edit, int, str]], Made]]) -> None:
    """Random edits and random changes of the sources and rules, by turns: every edit, order and comment stays.

    Merging twice is merging once, and a draft that changes nothing leaves every byte.
    """
    file = reloaded(first_file(source(first)))
    for edits, made in rounds:
        deck = source(made)
        for edit, place, words in edits:
            if file.entries:
                file = reloaded(edit(file.text, file, place % len(file.entries), words))
        merged = reloaded(merge(file, deck).file.text)
        keeps_all(file, merged, deck)
        assert merged.text == merge(merged, deck).file.text
        assert as_deck(merged).name == as_deck(file).name
        file = merged


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SOURCES, st.lists(st.tuples(EDITING, SOURCES), min_size=1, max_size=3))
def test_students_keep_what_they_have(first: Made, rounds: list[tuple[list[tuple[Edit, int, str]], Made]]) -> None:
    """Built after each round, an entry of the file is the same note for ever, whatever is done to its words."""
    file, lock, notes = reloaded(first_file(source(first))), Lock(), dict[str, str]()
    for edits, made in rounds:
        deck = as_deck(file)
        ((settled,), _) = remember([deck], lock)
        file = reloaded(pinned(file, settled).text)
        shipped = {old[0].key: new[0].key for old, new in zip(deck.notes, settled.notes, strict=True)}
        assert shipped == {**shipped, **{key: note for key, note in notes.items() if key in shipped}}
        notes |= shipped
        lock = Lock({**lock, **{each.guid: each for each in edition(settled, lock, now=1_795_400_000).shipped}})
        for edit, place, words in edits:
            if file.entries:
                file = reloaded(edit(file.text, file, place % len(file.entries), words))
        file = reloaded(merge(file, source(made)).file.text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SOURCES, EDITING)
def test_only_changed_entries_are_written(first: Made, edits: list[tuple[Edit, int, str]]) -> None:
    """If the sources did not change, own cards get a key, and nothing else is touched."""
    deck = source(first)
    file = reloaded(first_file(deck))
    for edit, place, words in edits:
        if file.entries:
            file = reloaded(edit(file.text, file, place % len(file.entries), words))
    merged = merge(file, deck).file
    own = [entry for entry in file.entries if not entry.key or not _is_single(file, entry)]

    assert is_within([line for line in file.text.split("\n") if "key:" not in line and "made:" not in line],
                     merged.text.split("\n"))  # fmt: skip
    assert own or file.text == merged.text
