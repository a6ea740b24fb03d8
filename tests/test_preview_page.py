"""The preview in a real browser: keys, filters, lights, and that nothing gets in or out.

It needs Chromium (Debian's package `chromium`). Where there is none the tests are skipped, unless the variable
ESSAY2ANKI_BROWSER says `required`, as `.ci/run` does.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import EXAMPLES
from playwright.sync_api import Browser, Page, expect, sync_playwright
from test_package import CARD, DECK, HOSTILE, QUOTE

from essay2anki.model import Deck
from essay2anki.preview import page
from essay2anki.problems import Problem
from essay2anki.read import read
from essay2anki.rules import Placed
from essay2anki.run import Run
from essay2anki.timeline import with_timeline

Open = Callable[..., Page]
TOTAL = 26
"""Cards of the example."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as it is installed."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        told = "Chromium is not installed: the preview was not tried in a browser"
        if os.environ.get("ESSAY2ANKI_BROWSER") == "required":
            pytest.fail(told)
        pytest.skip(told)
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program)
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a page from disk; in the end, nothing was told on the console and nothing but the page was asked for."""
    told: list[str] = []
    asked: list[str] = []
    context = browser.new_context()
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: told.append(message.text))
    context.on("weberror", lambda error: told.append(str(error.error)))
    file = tmp_path / "preview.html"

    def once(text: str, width: int = 1280) -> Page:
        file.write_text(text, encoding="utf-8")
        tab = context.new_page()
        tab.set_viewport_size({"width": width, "height": 800})
        tab.goto(file.as_uri())
        return tab

    yield once
    context.close()
    assert ([], [file.as_uri()]) == (told, [url for url in asked if not url.startswith("data:")])


@pytest.fixture(scope="session")
def example(drafted: Callable[[Path], Run]) -> str:
    """The page of an example: cards of essay and notes."""
    run = drafted(EXAMPLES / "public_health.txt")
    missed = Problem(message="no card asks for this", advice="Add one.", source=run.essays[0].source, line=28)
    return page(run.decks, run.essays, [missed])


def many(count: int) -> Deck:
    """A deck of so many cards, every tenth of them on coal."""
    cards = []
    for number in range(count):
        words = f"In the year {number} the {'coal' if number % 10 == 0 else 'iron'} trade grew."
        quote = replace(QUOTE, quote=words, start=number, end=number)
        cards.append(replace(CARD, key=f"cause/why/{number}/0", question=f"Why {number}?", evidence=(quote,)))
    return replace(DECK, cards=tuple(cards))


def cards(tab: Page) -> int:
    """How many cards are to be seen."""
    return tab.locator("main ol > li:visible").count()


def current(tab: Page) -> str:
    """What the current card shows."""
    return tab.locator("article.current .face .card").inner_text()


def test_keys_walk_and_turn(opened: Open, example: str) -> None:
    """Down, up, turn over, turn all; Space on a button presses that button and does nothing else."""
    tab = opened(example)
    tab.keyboard.press("j")
    first = current(tab)
    tab.keyboard.press("ArrowDown")
    second = current(tab)
    tab.keyboard.press("k")

    assert first == current(tab) != second
    assert tab.locator("article.current hr#answer").count() == 0
    tab.keyboard.press(" ")
    assert tab.locator("article.current hr#answer").count() == 1
    expect(tab.locator("#said")).to_contain_text("Answer: ")
    expect(tab.locator("article.current .turn")).to_have_attribute("aria-pressed", "true")
    tab.locator("#night").focus()
    tab.keyboard.press(" ")
    expect(tab.locator("#night")).to_have_attribute("aria-pressed", "true")
    assert tab.locator("article.current hr#answer").count() == 1
    tab.keyboard.press("a")
    assert tab.locator("hr#answer").count() == tab.locator("article").count() > 0


def test_a_click_turns_a_card_and_marking_its_words_does_not(opened: Open, example: str) -> None:
    """Who copies words from a card wants to see them on."""
    tab = opened(example)
    face = tab.locator("article .e2a-prompt").first
    face.click()
    expect(tab.locator("article.current hr#answer")).to_have_count(1)
    face.click()
    expect(tab.locator("article.current hr#answer")).to_have_count(0)
    tab.wait_for_timeout(600)  # else it would be one click more in a row
    face.dblclick()  # the first click turns the card, the second marks a word and does not turn it back
    expect(tab.locator("article.current hr#answer")).to_have_count(1)
    box = face.bounding_box()
    assert box
    tab.mouse.move(box["x"] + 2, box["y"] + 12)
    tab.mouse.down()
    tab.mouse.move(box["x"] + 100, box["y"] + 12)
    tab.mouse.up()
    expect(tab.locator("article.current hr#answer")).to_have_count(1)


def test_search_and_filters_narrow_together(opened: Open, example: str) -> None:
    """Each tells how many cards are left, to those who listen as well; Escape takes all of them off."""
    tab = opened(example)
    expect(tab.locator("#count")).to_have_text(f"{TOTAL} cards")
    tab.keyboard.press("/")
    tab.keyboard.type("snów", delay=0)  # an accent more or less is no matter, nor is the key for night
    found = cards(tab)

    assert 0 < found < TOTAL
    expect(tab.locator("#count")).to_have_text(f"{found} of {TOTAL} cards")
    expect(tab.locator("html")).not_to_have_class("night")
    tab.select_option("#kind", "date")
    assert 0 < cards(tab) < found
    tab.fill("#search", "zzz")
    expect(tab.locator("#none")).to_be_visible()
    tab.focus("#search")
    tab.keyboard.press("Escape")
    expect(tab.locator("#count")).to_have_text(f"{TOTAL} cards")
    tab.select_option("#section", "notes")
    assert 0 < cards(tab) < TOTAL


def test_a_card_lights_its_passages(opened: Open, example: str) -> None:
    """Those of the current card, and no others; they are brought into view."""
    tab = opened(example)
    for _ in range(20):
        tab.keyboard.press("j")
    quotes = tab.locator("article.current .quote").evaluate_all("all => all.map(each => each.title)")
    lit = tab.locator("mark.lit").all_inner_texts()

    assert quotes
    assert sorted(quotes) == sorted(lit)
    expect(tab.locator("mark.lit").first).to_be_in_viewport()
    tab.keyboard.press("e")
    expect(tab.locator("mark.lit").first).to_be_focused()
    tab.keyboard.press("Escape")
    expect(tab.locator("article.current")).to_be_focused()


def test_a_passage_shows_its_cards(opened: Open, example: str) -> None:
    """By click and by key; again, and all are there. What no card quotes looks other and is no button."""
    tab = opened(example)
    mark = tab.locator("mark[data-cards='2']").first
    words = mark.inner_text()
    mark.click()

    assert 2 == cards(tab)
    assert {words} <= set(tab.locator("article.current .quote").evaluate_all("all => all.map(each => each.title)"))
    expect(mark).to_have_attribute("aria-pressed", "true")
    expect(tab.locator("#only")).to_have_text(words)
    mark.focus()
    tab.keyboard.press("Enter")
    assert TOTAL == cards(tab)
    expect(tab.locator("#only")).to_be_hidden()
    missed = tab.locator("#texts section .missed").first
    assert missed.get_attribute("role") is None
    assert "dotted" == missed.evaluate("each => getComputedStyle(each).textDecorationStyle")


def test_overlapping_quotes_are_lit_each_by_its_card(opened: Open) -> None:
    """The part that two quotes share belongs to both."""
    essay = read("x.txt", b"ESSAY\nOne two three four.")
    ends = {"One two three": (6, 19), "two three four.": (10, 25)}
    deck = replace(
        DECK,
        cards=tuple(
            replace(CARD, key=words, evidence=(replace(QUOTE, quote=words, source="x.txt", start=start, end=end),))
            for words, (start, end) in ends.items()
        ),
    )
    tab = opened(page([deck], [essay]))

    for lit in (["One ", "two three"], ["two three", " four."]):
        tab.keyboard.press("j")
        assert lit == tab.locator("mark.lit").evaluate_all("all => all.map(each => each.textContent)")
    assert ["1 card", "2 cards", "1 card"] == tab.locator("mark").evaluate_all("all => all.map(each => each.title)")


def test_night_and_day(opened: Open, example: str) -> None:
    """The page and every card, those that are drawn later too."""
    tab = opened(example)
    tab.keyboard.press("n")
    expect(tab.locator("#night")).to_have_attribute("aria-pressed", "true")
    expect(tab.locator(".face .card:not(.nightMode.night_mode)")).to_have_count(0)
    colour = "each => getComputedStyle(each).backgroundColor"
    night = tab.locator(".face .card").first.evaluate(colour)
    tab.click("#night")
    expect(tab.locator(".face .card.nightMode, .face .card.night_mode")).to_have_count(0)

    assert night != tab.locator(".face .card").first.evaluate(colour)


def test_the_evening_begins_by_night(browser: Browser, example: str, tmp_path: Path) -> None:
    """Where the system is dark, the page is."""
    (tmp_path / "dark.html").write_text(example, encoding="utf-8")
    tab = browser.new_page(color_scheme="dark")
    tab.goto((tmp_path / "dark.html").as_uri())

    expect(tab.locator("#night")).to_have_attribute("aria-pressed", "true")
    tab.close()


def test_phone_width(opened: Open, example: str) -> None:
    """The button makes the cards as narrow as a phone."""
    tab = opened(example)
    tab.keyboard.press("w")

    assert 360 == tab.locator("article").first.evaluate("each => each.offsetWidth")


@pytest.mark.parametrize("width", [320, 360])
def test_on_a_phone(opened: Open, example: str, width: int) -> None:
    """Nothing sticks out; cards and source take turns."""
    tab = opened(example, width)
    tab.keyboard.press("a")
    assert width == tab.evaluate("document.documentElement.scrollWidth")
    expect(tab.locator("#texts")).to_be_hidden()
    tab.locator(".quote").first.click()
    expect(tab.locator("#cards")).to_be_hidden()
    expect(tab.locator("mark.lit").first).to_be_in_viewport()
    assert width == tab.evaluate("document.documentElement.scrollWidth")
    tab.locator("mark").last.click()
    expect(tab.locator("#texts")).to_be_hidden()
    assert 0 < cards(tab) < TOTAL
    expect(tab.locator("article.current")).to_be_in_viewport()


def test_a_timeline_is_drawn(opened: Open, drafted: Callable[[Path], Run]) -> None:
    """Its picture is in the page, and has its answer for those who cannot see it."""
    tab = opened(page(list(map(with_timeline, drafted(EXAMPLES / "public_health.txt").decks))))
    tab.select_option("#kind", "timeline")
    tab.keyboard.press("a")
    picture = tab.locator("main ol > li:visible img")

    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("each => each.naturalHeight") > 100
    assert "1848" in str(picture.get_attribute("alt"))


def test_long_words_stick_out_nowhere(opened: Open) -> None:
    """Neither from a list of decks nor from a card, a finding or a source."""
    long = "Donaudampfschifffahrtsgesellschaft" * 3
    card = replace(CARD, question=long, evidence=(replace(QUOTE, quote=long),))
    decks = [replace(DECK, name=f"{number}{long}", cards=(card,)) for number in range(2)]
    tab = opened(page(decks, [], [Problem(message=long, advice=long, source=long)]), 360)
    tab.click("#problems summary")
    assert 360 == tab.evaluate("document.documentElement.scrollWidth")
    tab.click("#texts-view")
    assert 360 == tab.evaluate("document.documentElement.scrollWidth")


def test_findings_lead_to_their_cards(opened: Open) -> None:
    """On the card, in the list above, and as a filter."""
    problem = Problem(message="two dates", advice="Choose one.", rule="contradicting-dates", source="x.yaml", line=3)
    tab = opened(page([DECK], [], [problem], {problem: [Placed(DECK, DECK.cards[1])]}))
    tab.click("#problems summary")
    expect(tab.locator("#problems li")).to_contain_text("x.yaml:3")
    tab.click("#problems button")

    assert 1 == cards(tab)
    expect(tab.locator("main ol > li:visible .found")).to_contain_text("two dates")
    tab.click("#only")
    tab.select_option("#finding", "none")
    assert len(DECK.cards) - 1 == cards(tab)


def test_findings_lead_to_their_passage(opened: Open, example: str) -> None:
    """What no card asks for can be looked at where it stands."""
    tab = opened(example, 360)
    tab.click("#problems summary")
    tab.locator("#problems button").last.click()

    expect(tab.locator(".pointed")).to_be_in_viewport()


def test_of_deck_files_alone_the_quotes_are_shown(opened: Open) -> None:
    """The essay need not be there for the evidence to be seen."""
    tab = opened(page([DECK]))

    expect(tab.locator("#texts")).to_contain_text("Not given: here is what its cards quote.")
    tab.locator("mark").click()
    assert len(DECK.cards) == cards(tab)


def test_a_reader_of_the_screen_finds_the_way(opened: Open, example: str) -> None:
    """Regions, names and states are there, and whatever can be pressed can be reached by Tab."""
    tab = opened(example)
    for role, name in (("search", "Which cards"), ("main", "Cards"), ("complementary", "Source text")):
        expect(tab.get_by_role(role, name=name)).to_have_count(1)  # type: ignore[arg-type] # a row of literals
    expect(tab.get_by_role("status")).to_have_count(2)
    expect(tab.get_by_label("Kind")).to_be_visible()
    expect(tab.get_by_role("article").first).to_have_accessible_name(f"person, 1 of {TOTAL}")
    nameless = "all => all.filter(each => !(each.textContent || each.ariaLabel || each.labels?.length)).length"
    assert 0 == tab.locator("button:visible, select:visible, input:visible, [role=button]:visible").evaluate_all(
        nameless
    )
    tab.keyboard.press("Tab")
    outline = tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert "solid" == outline


def test_styles_of_page_and_cards_do_not_meet(opened: Open, example: str) -> None:
    """A rule of the page for all that there is does not reach the cards, nor theirs the page."""
    style = "article { color: red; } * { letter-spacing: 9px; }"
    tab = opened(example)
    tab.evaluate("css => document.adoptedStyleSheets.push(Object.assign(new CSSStyleSheet(), {}))", style)
    tab.evaluate("css => document.adoptedStyleSheets.at(-1).replaceSync(css)", style)
    prompt = tab.locator(".face .e2a-prompt").first

    assert "normal" == prompt.evaluate("each => getComputedStyle(each).letterSpacing")
    assert "19px" == prompt.evaluate("each => getComputedStyle(each).fontSize")
    assert "16px" == tab.locator("body").evaluate("each => getComputedStyle(each).fontSize")


def test_hostile_text_shows_as_text(opened: Open) -> None:
    """In cards, sources, names, findings: letter by letter, and nothing runs."""
    evil = f"{HOSTILE}</script><script>window.ran=1</script><img src=x onerror=window.ran=1>\u202e"
    essay = read("x.txt", f"{evil}\0\nTITLE\n{evil}\nESSAY\n{evil} It was so.\0".encode())
    quote = replace(QUOTE, quote=evil, heading=evil, source=evil)
    card = replace(CARD, question=evil, answer=evil, context=evil, evidence=(quote,), tags=(evil,))
    deck = replace(DECK, name=f"{evil}::{evil}", cards=(card,))
    problem = Problem(message=evil, advice=evil, source=evil, rule="markup")
    tab = opened(page([deck], [essay], [problem], {problem: [Placed(deck, card)]}))
    tab.click("#problems summary")
    tab.keyboard.press("a")
    seen = evil.replace("\u202e", "")

    for place in (".e2a-prompt", ".e2a-answer", ".e2a-context"):
        assert seen in tab.locator(place).inner_text().replace("\u2060", "")
    for place in ("#texts", "#problems", ".found", "main h2"):
        assert seen in tab.locator(place).text_content()  # type: ignore[operator] # there is one
    assert "⟨U+202E⟩" in tab.locator("#texts").inner_text()
    assert "␀" in tab.locator("#texts").inner_text()
    assert 0 == tab.locator("img").count()
    assert None is tab.evaluate("window.ran ?? null")


def test_nothing_can_be_loaded_or_run(browser: Browser, example: str, tmp_path: Path) -> None:
    """Should text ever become markup: the policy of the page keeps scripts, handlers, styles and requests out."""
    served: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.append(self.path)
            self.send_error(404)

    (tmp_path / "preview.html").write_text(example, encoding="utf-8")
    tab = browser.new_page()
    tab.goto((tmp_path / "preview.html").as_uri())
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        tab.evaluate(
            """async (address) => {
                const add = (name, properties) => document.body.append(
                    Object.assign(document.createElement(name), properties));
                document.body.insertAdjacentHTML("beforeend", "<img src='data:,' onerror='window.ran = 1'>");
                add("script", { textContent: "window.ran = 1" });
                add("script", { src: `${address}/script` });
                add("iframe", { src: `${address}/iframe` });
                add("img", { src: `${address}/img` });
                add("link", { rel: "stylesheet", href: `${address}/link` });
                await fetch(`${address}/fetch`).catch(() => 0);
                await new Promise((done) => setTimeout(done, 500));
            }""",
            f"http://127.0.0.1:{server.server_port}",
        )
        server.shutdown()

    assert (None, []) == (tab.evaluate("window.ran ?? null"), served)
    tab.close()


def test_two_thousand_cards(opened: Open) -> None:
    """Filters see all of them, also those that are not drawn yet; walking draws what it comes to."""
    tab = opened(page([many(2000)]))
    tab.fill("#search", "coal")

    expect(tab.locator("#count")).to_have_text("200 of 2000 cards")
    assert 200 == cards(tab)
    tab.fill("#search", "1990 coal")
    tab.locator("h1").click()
    tab.keyboard.press("j")
    assert "Why 1990?" in current(tab)
    tab.fill("#search", "")
    expect(tab.locator("article")).to_have_count(
        2000
    )  # when there is time, all are drawn: the browser's search finds them
