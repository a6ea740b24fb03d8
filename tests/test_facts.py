"""From sentences to questions: finders and makers together, each case with what may not be asked."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import cases

from essay2anki.cards import MAKERS, make_cards
from essay2anki.curate import curate
from essay2anki.facts import FINDERS, find_facts
from essay2anki.language.analyse import analyse
from essay2anki.model import BLANK, Card, Deck, Density, Fact
from essay2anki.read import read


def deck_of(text: str, title: str = "Why?", notes: str = "") -> Deck:
    """The deck of a text that stands alone in an essay, or with notes."""
    essay = read("x.txt", f"TITLE\n{title}\nESSAY\n{text}\nNOTES\n{notes}".encode())
    return curate("x", [(essay, make_cards(essay, find_facts(essay, analyse(essay))))])


def facts_of(text: str) -> tuple[Fact, ...]:
    """The facts of a text that stands alone in an essay."""
    essay = read("x.txt", f"TITLE\nWhy?\nESSAY\n{text}".encode())
    return find_facts(essay, analyse(essay))


def _shown(card: Card) -> str:
    return f"{card.kind}: {card.front} → {card.answer}"


@pytest.mark.parametrize("case", cases("facts"))
def test_what_is_asked(case: dict[str, Any]) -> None:
    """The questions that a text gives are those of the case, no more and no less."""
    asked = sorted(
        _shown(card) for card in deck_of(case["text"], notes=case.get("notes", "")).cards if card.type == "question"
    )

    assert sorted(case["asks"]) == asked


@pytest.mark.parametrize("case", cases("terms"))
def test_terms_in_a_list(case: dict[str, Any]) -> None:
    """A label that its words define is asked for its meaning, whatever parts the two; a heading of points is not."""
    cards = [card for card in deck_of(case["text"]).cards if card.rule == "terms/terms"]

    assert {f"What is meant by ‘{term}’?": meaning for term, meaning in case["terms"].items()} == {
        card.question: card.answer for card in cards
    }


def test_a_statement_gets_a_blank_for_each_name() -> None:
    """Names and dates of a sentence are asked one by one, in the sentence itself."""
    deck = deck_of("French troops under Marshal Foch occupied Essen in January 1923.")

    assert {
        ("French troops under [...] occupied Essen in January 1923.", "Marshal Foch"),
        ("French troops under Marshal Foch occupied Essen in [...].", "January 1923"),
    } >= {(card.question, card.answer) for card in deck.cards if card.type == "cloze"}
    assert any(card.answer == "Marshal Foch" for card in deck.cards)


def test_no_statement_ends_before_its_verb() -> None:
    """`was widely, though wrongly, blamed` is not cut at the comma."""
    text = (
        "The fire at the Rex Cinema in Abadan on 19 August 1978, which killed about four hundred people who could not "
        "leave, was widely, though probably wrongly, blamed on the secret police of the Shah."
    )

    assert not [card.question for card in deck_of(text).cards if card.question.endswith("widely.")]


def test_a_name_before_a_noun_is_no_blank() -> None:
    """`CPI inflation`: many words fit; the name by itself is asked for."""
    deck = deck_of("RPI inflation reached 26 per cent in Britain in August 1975. The RPI fell in 1978 under Callaghan.")

    assert not [card.question for card in deck.cards if card.question.startswith("[...] inflation")]


def test_the_stop_of_a_sentence_is_no_part_of_a_date() -> None:
    """`on 15 June.` is asked for as `15 June`."""
    text = "King John sealed the Charter of Liberties before Robert FitzWalter at Runnymede on 15 June."
    essay = read("x.txt", f"TITLE\nWhy did the barons rise in 1215?\nESSAY\n{text}".encode())
    cards = make_cards(essay, find_facts(essay, analyse(essay)))

    assert "15 June" in {card.answer for card in cards}
    assert "15 June." not in {card.answer for card in cards}


def test_a_pair_is_asked_as_one() -> None:
    """With one of two authors on the front the other is given away."""
    deck = deck_of("Samuel Bowles and Herbert Gintis published Schooling in Capitalist America in 1976.")

    assert [card.answer for card in deck.cards if card.kind == "person"] == ["Samuel Bowles and Herbert Gintis"]


def test_three_are_asked_as_one() -> None:
    """The last two of three would be half an answer; a title before a name is no second person."""
    deck = deck_of(
        "In 1905 a crowd in Leeds heard Emmeline Pankhurst, Annie Kenney and John Morley. The Prime Minister, "
        "Mohammad Mosaddegh, left Tehran with his ministers."
    )
    people = [card.answer for card in deck.cards if card.kind == "person"]

    assert "Emmeline Pankhurst, Annie Kenney and John Morley" in people
    assert not [answer for answer in people if "Minister, " in answer]


@pytest.mark.parametrize(("before", "asked"), [("", True), ("In 1978 the shops were closed. ", False)])
@pytest.mark.parametrize("title", ["Why was there a revolution in 1979?", "Who ruled Iran by 1979?"])
def test_a_day_without_its_year(before: str, asked: bool, title: str) -> None:  # noqa: FBT001 - a case
    """The year of the title counts, unless it is a limit or the paragraph speaks of another year."""
    deck = deck_of(f"{before}On 19 August the Shah opened a hospital in Abadan.", title)

    assert (asked and "by" not in title) is any(card.answer == "19 August" for card in deck.cards)


def test_the_verdict_is_no_ranking_where_there_is_one() -> None:
    """`The most important factor was …` is asked by itself."""
    deck = deck_of(
        "Towns grew. Nobody cared. Cholera came in 1831.\n\nOverall, the health of British towns "
        "improved slowly until the Act of 1875 was passed. The most important reason for the change was the slump."
    )

    assert "The health of British towns improved slowly until the Act of 1875 was passed" in {
        card.answer for card in deck.cards
    }


BODY = "Towns grew. Nobody cared. Cholera came in 1831. Streets were dirty.\n\n"


@pytest.mark.parametrize("case", cases("verdicts"))
def test_the_verdict_has_its_reason(case: dict[str, Any]) -> None:
    """The judgment is told whole, with its reason, and without what only adds to it."""
    deck = deck_of(BODY + case["text"], *filter(None, [case.get("title")]))
    asked = [card.answer for card in deck.cards if "overall judgment" in card.question]

    assert [case["verdict"]] * bool(case["verdict"]) == asked


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("This essay will argue that the Act of 1875 was a success.", ["The Act of 1875 was a success"]),
        ("This leads to the conclusion that the towns failed.", ["The towns failed"]),
        ("This essay will first argue that the Act of 1875 was a success.", []),
        ("Engels will argue that the Act of 1875 was a success.", []),
    ],
)
def test_the_thesis_where_nothing_concludes(said: str, verdict: list[str]) -> None:
    """Where the end of an essay does not say what it holds, its first paragraph may."""
    deck = deck_of(f"Towns grew. {said}\n\n{BODY}Another act came in 1876.", "How far did the Act change the towns?")

    assert verdict == [card.answer for card in deck.cards if "overall judgment" in card.question]


def test_what_the_question_refers_to_is_not_asked() -> None:
    """An extract that nobody has is no part of the question."""
    deck = deck_of(
        f"{BODY}Overall, health improved after the Act of 1875.",
        "“Health improved.” Evaluate this claim with reference to Extract C",
    )

    assert "“Health improved.” Evaluate this claim. What is the overall judgment?" in {
        card.question for card in deck.cards
    }


@pytest.mark.parametrize(
    ("text", "front", "answer"),
    [
        (
            "The mills of the north grew into the huge family combines called zaibatsu.",
            "The mills of the north grew into the huge family combines called [...].",
            "zaibatsu",
        ),
        (
            "David Gillborn (2000) described an 'educational triage' in which teachers wrote off the hopeless cases.",
            "David Gillborn (2000) described [...] in which teachers wrote off the hopeless cases.",
            "educational triage",
        ),
        (
            "The conditions for going to war are called jus ad bellum.",
            "The conditions for going to war are called [...].",
            "jus ad bellum",
        ),
        (
            "The shogun sent four armed escorts, the 'grey wolves', to guard the road to Edo.",
            "The shogun sent four armed escorts, the [...], to guard the road to Edo.",
            "grey wolves",
        ),
        (
            "The owner of a mill could not be sued by his own hands (immunity) until the reform of 1880.",
            "The owner of a mill could not be sued by his own hands ([...]) until the reform of 1880.",
            "immunity",
        ),
        (
            "A small rise in wages leads to a much greater rise in spending (the multiplier effect).",
            "A small rise in wages leads to a much greater rise in spending (the [...]).",
            "multiplier effect",
        ),
        ("The owner of a mill could be fined by a court (usually in June) for a breach of the law.", "", ""),
        ("The law of the town bound all the men who owned land (nobles) and those who did not.", "", ""),
        ("The plates meet at a sliding (transform) margin below the northern coast of the island.", "", ""),
        ("The villages sold wool, the 'grey gold', and grain to the merchants of the towns.", "", ""),
        ("He runs out of the room in the north when a 'dull yellow eye' that had been shut opens.", "", ""),
        ("In the valley there is but one employer (the monopsonist) and one seller of labour to all.", "", ""),
        ("The union in the mills of the north called for higher wages.", "", ""),
        ("No army would march on a town in the north of Ireland that called itself loyal.", "", ""),
    ],
)
def test_what_something_is_called(text: str, front: str, answer: str) -> None:
    """A name behind `called`, or the coinage of an author, is blanked; what a story quotes is not."""
    found = {(card.question, card.answer) for card in deck_of(text).cards if card.rule.startswith("namings")}

    assert ({(front, answer)} if front else set()) == found


@pytest.mark.parametrize(
    ("title", "text", "answer"),
    [
        (
            "'King was the main reason for progress.' How far do you agree?",
            "King led the marches. You could also argue that presidents mattered more, as they could pass laws.",
            "Presidents mattered more, as they could pass laws",
        ),
        (
            "'The press made opinion.' Discuss.",
            "It told everybody. However, it can be argued that papers only followed the mood of their readers.",
            "Papers only followed the mood of their readers",
        ),
        ("How important was the press?", "However, it can be argued that papers only followed their readers.", ""),
        ("Describe the press.", "However, it can be argued that papers only followed the mood of their readers.", ""),
        (
            "'The press made opinion.' Discuss.",
            "It can be argued that papers only followed the mood of their readers.",
            "",
        ),
        (
            "'The press made opinion.' Discuss.",
            "However, it can be argued that they only followed the mood of readers.",
            "",
        ),
        (
            "'The press made opinion.' Discuss.",
            "However, it can be argued that papers followed readers. Yet it can be argued that papers led readers on.",
            "",
        ),
    ],
)
def test_the_counter_argument(title: str, text: str, answer: str) -> None:
    """What the essay sets against a claim, if it is the only one and turns against what was said."""
    essay = read("x.txt", f"TITLE\n{title}\nESSAY\n{text}".encode())
    drafted = [(essay, make_cards(essay, find_facts(essay, analyse(essay))))]
    found = [card.answer for card in curate("x", drafted).cards if card.rule.startswith("counters")]

    assert ([answer] if answer else []) == found


def test_a_topic_sentence_tells_the_side() -> None:
    """Without headings, `The policy had its successes.` says on which side the paragraph is."""
    successes = "Soviet policy had some successes. The Rapallo Pact of 1922 strengthened ties with Germany."
    failures = "However, there were also failures. The Zinoviev letter of 1924 damaged relations with Britain."
    sides = {card.front: card.answer for card in deck_of(f"{successes}\n\n{failures}").cards if "Success" in card.front}

    assert {
        "Success or failure, and why: the Rapallo Pact of 1922?": "Success: strengthened ties with Germany",
        "Success or failure, and why: the Zinoviev letter of 1924?": "Failure: damaged relations with Britain",
    } == sides
    assert not [card for card in deck_of(successes).cards if "Success" in card.front]
    assert not [
        card for card in deck_of(f"{successes}\n\n{failures.replace('also', 'no')}").cards if "Success" in card.front
    ]


def test_a_telling_figure_is_blanked() -> None:
    """One figure, in a statement that names something."""
    deck = deck_of("Saint-Domingue produced around 40 per cent of the sugar that was eaten in Europe.")

    assert ("figure", "40 per cent") in {(card.kind, card.answer) for card in deck.cards}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Calvinists were only a small minority in Holland in 1566.", "1566"),
        ("In 1850 the Lakota Sioux lived as hunters on the Great Plains.", "1850"),
        ("Illness linked to obesity cost the state about £6.1 billion in 2014.", "2014"),
        ("The candidate with fewer votes may win the presidency, as in 1876 and 2000.", "2000"),
        ("Bowlby (1969) rejected the old view of attachment in babies.", "1969"),
        ("The army of the Rhine marched on Paris in early 1937.", "early 1937"),
        ("The NHS spent more on drugs under Tony Blair in those years.", "NHS"),
        ("The Women’s Union (WSPU) held its meetings in Manchester.", "WSPU"),
        ("Aid to Chile fell from $35 million in 1969 to $1.5 million under Nixon.", "$35 million"),
        ("Popular Unity did better than expected in March 1973 (about 44%).", "44%"),
        ("Some 8,000 houses in the red zone were later given up.", "8,000"),
        ("Prussia replaced the Holy Roman Empire, which Napoleon had brought to an end in 1806.", "1806"),
        ("The artificial boom of the 1920s was caused by the Federal Reserve.", "the 1920s"),
        ("The tax in London was three times the rate of 1377.", "1377"),
        ("A household in London that took out a loan in 2021 felt nothing when rates rose.", "2021"),
        ("John Ball asked, 'When Adam delved and Eve span, who was then the gentleman?'", "Adam"),
    ],
)
def test_what_is_incidental_is_not_blanked(text: str, value: str) -> None:
    """A year that dates no event, a body that everybody knows, an abbreviation beside its name, a figure by itself."""
    blanked = [card.question for card in deck_of(text).cards if card.type == "cloze" and card.answer == value]

    assert blanked == []


@pytest.mark.parametrize(("label", "context"), [("Mappleton", "Mappleton"), ("Evidence", ""), ("Other points", "")])
def test_a_label_is_shown_if_it_tells_something(label: str, context: str) -> None:
    """`Mappleton:` says where, `Evidence:` says nothing."""
    deck = deck_of(f"- {label}: Marshal Foch built two rock groynes in 1991 for the army.")

    assert {context} == {card.context for card in deck.cards}


def test_a_long_sentence_is_cut_at_clause_boundaries() -> None:
    """A statement is a whole clause around its blank, not the whole of a long sentence."""
    text = (
        "Nicholas II held Petrograd for weeks, but Prince Georgy Lvov formed a new government in March 1917, and the "
        "soldiers went home to their villages in great numbers."
    )
    fronts = [card.question for card in deck_of(text).cards if card.answer == "March 1917"]

    assert fronts
    assert all("villages" not in front and "weeks" not in front for front in fronts)


@pytest.mark.parametrize(
    ("text", "front"),
    [
        # The condition stays, the addition and the day without its year go; what is quoted is left as it is.
        (
            "So long as the Cold War lasted, a cabinet in Pretoria could depict the ANC as a tool of Moscow or Cuba.",
            "So long as the Cold War lasted, a cabinet in Pretoria could depict the [...] as a tool of Moscow",
        ),
        (
            "John of Gaunt was so disliked that his palace of the Savoy was destroyed on 13 June.",
            "John of Gaunt was so disliked that his palace of the [...] was destroyed.",
        ),
        (
            "In the winter of 1953 the old walls along the coast of Zeeland failed or were overtopped by the sea.",
            "In [...] the old walls along the coast of Zeeland failed or were overtopped by the sea.",
        ),
        (
            "The case of Mrs Bergmeier, who came home from a Soviet camp, is clear because all went well in the end.",
            "The case of [...], who came home from a Soviet camp, is clear because all went well in the end.",
        ),
        (
            "John Ball's sermon on 'When the old Adam delved, who was then the gentleman?' moved the men of Kent.",
            "[...]'s sermon on 'When the old Adam delved, who was then the gentleman?' moved the men of Kent.",
        ),
    ],
)
def test_what_a_statement_keeps(text: str, front: str) -> None:
    """A statement is cut where it stays true, and only there."""
    essay = read("x.txt", f"TITLE\nWhy?\nESSAY\n{text}".encode())
    deck = curate("x", [(essay, make_cards(essay, find_facts(essay, analyse(essay))))], Density.FULL)
    shown = [card.question for card in deck.cards if card.type == "cloze"]

    assert [each for each in shown if each.startswith(front)] or front in shown, shown


@pytest.mark.parametrize(
    "torn", ["For this reason, .", "This is why", "Because of this, ", "The Act (", "of the Act promised."]
)
def test_a_torn_sentence_tells_nothing(torn: str) -> None:
    """What breaks off behind its opener has no result, and stops nothing."""
    asked = [card.answer for card in deck_of(f"Taxes on salt rose all over France in 1788. {torn}").cards]

    assert asked == ["1788"]


def test_a_figure_keeps_its_month() -> None:
    """`In November` may go where it only tells when; a sum that had fallen had fallen in it."""
    text = "Harold Macmillan told the cabinet that reserves had fallen by $279 million in November."
    fronts = [card.question for card in deck_of(text, title="Why did Britain give up in 1956?").cards]

    assert "Harold Macmillan told the cabinet that reserves had fallen by [...] in November." in fronts


IN_PASSING = "The mob hunted John of Gaunt and burnt the rolls of the Temple in the middle of London."
SUBORDINATE = "The mob hunted John of Gaunt while clerks of the court burnt the rolls of 1369 in the middle of London."


@pytest.mark.parametrize(
    ("answer", "text", "notes", "expected"),
    [
        ("Temple", IN_PASSING, "", 0),
        ("Temple", IN_PASSING, "- Rolls of the Temple", 1),
        ("Temple", IN_PASSING.replace("the Temple", "the Temple Society"), "", 0),
        ("Temple Society", IN_PASSING.replace("the Temple", "the Temple Society"), "", 1),
        ("Temple", "The Temple lost all the old rolls of the court to a mob that hunted John of Gaunt.", "", 1),
        ("1369", SUBORDINATE, "", 0),
        ("1369", SUBORDINATE, "- Rolls of 1369", 1),
        ("1369", "The mob hunted John of Gaunt and burnt the rolls of the court in London in 1369.", "", 1),
    ],
)
def test_what_a_sentence_tells_by_the_way_is_left_to_full_decks(
    answer: str, text: str, notes: str, expected: int
) -> None:
    """A lone term in passing, and the date of a subordinate clause, are asked where the marking notes name them."""
    assert [card.answer for card in deck_of(text, notes=notes).cards].count(answer) == expected


def test_a_note_that_is_no_sentence_is_not_shown() -> None:
    """`Concerns over the Comintern` is no sentence to put before a student; a date in it is asked for all the same."""
    essay = read(
        "x.txt",
        b"TITLE\nWhy?\nESSAY\nThe Rapallo Pact was signed by Germany.\n"
        b"NOTES\nFailures:\n- Concerns over the role and objectives of the Comintern.\n"
        b"- Renewal in the Treaty of Berlin (1926).\n- Lenin died at Gorki in 1924.",
    )
    deck = curate("x", [(essay, make_cards(essay, find_facts(essay, analyse(essay))))])
    noted = [card for card in deck.cards if "essay2anki::notes-only" in card.tags]

    assert {"In which year was the Treaty of Berlin signed?", "Who died at Gorki in 1924?"} <= {
        card.question for card in noted
    }
    assert [] == [card.question for card in noted if "Comintern" in card.answer]


def test_essay_and_notes_are_one_card_with_both_quotes() -> None:
    """What both say is asked once, and borne out twice."""
    essay = read(
        "x.txt",
        b"TITLE\nWhy?\nESSAY\nThe Rapallo Pact of 1922 strengthened ties with Germany.\n"
        b"NOTES\n- The Rapallo Pact (1922) was a success for Lenin.",
    )
    deck = curate("x", [(essay, make_cards(essay, find_facts(essay, analyse(essay))))])
    (date,) = [card for card in deck.cards if card.kind == "date"]

    assert ["essay", "notes"] == [quote.section for quote in date.evidence]


def test_two_dates_are_two_facts() -> None:
    """Acts of different years are not taken for one because their names are alike."""
    deck = deck_of("The Ballot Act of 1872 helped tenants. The Irish Ballot Act of 1904 helped farmers.")

    assert {"1872", "1904"} == {card.answer for card in deck.cards if card.kind == "date"}


def test_a_denser_deck_holds_the_lighter_one() -> None:
    """Light asks for what matters most, full for all that no rule objects to."""
    text = (
        "In January 1923 French troops under Marshal Foch occupied Essen and the Ruhr because Germany had not paid, "
        "which led to a general strike led by Karl Legien in the mines of Hugo Stinnes."
    )
    essay = read("x.txt", f"TITLE\nWhy?\nESSAY\n{text}".encode())
    drafted = [(essay, make_cards(essay, find_facts(essay, analyse(essay))))]
    light, standard, full = ({card.front for card in curate("x", drafted, density).cards} for density in Density)

    assert light < standard <= full
    assert standard == {card.front for card in curate("x", drafted).cards}


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("The Marriage Act of 1937 made divorce cheap.", "What effect did the Marriage Act of 1937 have?"),
        ("It was so.\nNOTES\n- The Church Committee ([...]) revealed covert spending by the state.", ""),
    ],
)
def test_what_is_seldom_accepted_only_a_full_deck_has(text: str, question: str) -> None:
    """`What effect did it have?` has many answers, and a date of a note alone hangs there by chance."""
    essay = read("x.txt", f"TITLE\nWhy?\nESSAY\n{text.replace(BLANK, '1839')}".encode())
    drafted = [(essay, make_cards(essay, find_facts(essay, analyse(essay))))]
    _, standard, full = ({card.question for card in curate("x", drafted, density).cards} for density in Density)
    asked = question or text.rpartition("- ")[2]

    assert asked in full - standard


def test_every_relation_has_one_maker() -> None:
    """What a finder yields can be asked; a finder without a maker would crash the run."""
    text = "The Rapallo Pact of 1922 was signed by Walther Rathenau because trade led to peace."

    assert {fact.relation for fact in facts_of(text)} <= set(MAKERS)
    assert len(FINDERS) == len(set(FINDERS))


def _reverses(text: str) -> list[tuple[str, str]]:
    return [(card.question, card.answer) for card in deck_of(text).cards if card.number > 1]


LONG = "They had won it all by the Rapallo Pact of 16 April 1922, and it was theirs for as long as they wished for it."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LONG, [("Which pact was signed on 16 April 1922?", "Rapallo Pact")]),
        (LONG + "\nPrices fell in the winter of 1922 in all of Europe.", []),
        (LONG.replace("Pact of 16 April 1922", "Pact of 1922"), []),
        (LONG.replace("Rapallo Pact", "Rapallo Movement"), []),
    ],
    ids=["alone in its year", "another event of the year", "too broad a date", "nothing that is signed"],
)
def test_a_date_is_asked_the_other_way_round_only_where_one_event_has_it(
    text: str, expected: list[tuple[str, str]]
) -> None:
    """The reverse is the second card of the date's note, and goes when the year gets a second event."""
    assert expected == _reverses(text)
    assert len({card.key for card in deck_of(LONG).cards if card.kind == "date" or card.number > 1}) == 1


def test_below_an_evaluation_only_the_last_paragraph_concludes() -> None:
    """What opens a part headed `Evaluation` is one more point of it."""
    more = "The most important thing is the price. Drains were dear. Nobody paid.\n\n"
    deck = deck_of(f"{BODY}Evaluation\n{more}Drains are thus not always the best cure for cholera.", "Discuss drains.")

    assert ["Drains are not always the best cure for cholera"] == [
        card.answer for card in deck.cards if "overall judgment" in card.question
    ]


def test_a_title_without_a_stop_gets_one() -> None:
    """Else it would run into the question that follows."""
    deck = deck_of(f"{BODY}Overall, the Act of 1875 was the decisive step.", "Assess the Acts of Parliament")

    assert "Assess the Acts of Parliament. What is the overall judgment?" in {card.question for card in deck.cards}


def test_a_second_clause_keeps_its_blank() -> None:
    """Its subject is named in place of a pronoun alone; `the tithe of 1840, fixed at …,` is no pronoun."""
    deck = deck_of(
        "The parishes were merged in May 1838 in order to save money, and the tithe of 1840, fixed at 4 per cent of "
        "the value of corn, gave the church a steady income."
    )

    assert (
        "The tithe of 1840, fixed at [...] of the value of corn, gave the church a steady income.",
        "4 per cent",
    ) in {(card.question, card.answer) for card in deck.cards}
    assert all(BLANK in card.question for card in deck.cards if card.type == "cloze")
