"use strict";

// What is shown stands in the element #data; `preview/data.py` says what it is. Each card is drawn in a shadow tree of
// its own, so that the style of cards, which is Anki's, and that of the page do not meet.

const at = (id) => document.getElementById(id);
const data = JSON.parse(at("data").textContent);
const { cards, quotes } = data;
const shown = { current: null, only: null, pointed: null, answers: false, night: false };
const narrow = matchMedia("(max-width: 60rem)");

const sheet = new CSSStyleSheet();
// What Anki's reviewer says before the style of the note type.
sheet.replaceSync(`
  :host { all: initial !important; display: block !important; cursor: pointer !important; }
  .card { margin: 20px; overflow-wrap: break-word; }
  img { max-width: 100%; }
  li { text-align: start; }
  ${data.css}`);

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// Cards: a row of empty places, filled when they come near, and all of them when there is time.

const marks = quotes.map(() => []); // quote → the elements with its words in the source
const askedBy = quotes.map(() => []); // quote → the cards that have it as evidence
const near = new IntersectionObserver(
  (entries) => entries.filter((each) => each.isIntersecting).forEach((each) => build(each.target.card)),
  { rootMargin: "100%", scrollMargin: "100%" },
);

function placeCards() {
  const lists = data.decks.map((name, number) => {
    const list = element("ol");
    const title = element("h2", { id: `deck-${number}`, dir: "auto", textContent: name });
    const section = element("section", {}, title, list);
    section.setAttribute("aria-labelledby", title.id);
    at("cards").append(section);
    return list;
  });
  cards.forEach((card, number) => {
    card.place = number;
    card.quotes.forEach((quote) => askedBy[quote].push(card));
    card.item = element("li", { card });
    near.observe(card.item);
    lists[card.deck].append(card.item);
  });
  const rest = cards.values();
  const later = window.requestIdleCallback ?? ((work) => setTimeout(work, 0, { timeRemaining: () => 0 }));
  const work = (deadline) => {
    do {
      const next = rest.next();
      if (next.done) return;
      build(next.value);
    } while (deadline.timeRemaining() > 5);
    later(work);
  };
  later(work);
}

function build(card) {
  if (card.article) return;
  near.unobserve(card.item);
  card.article = document.importNode(at("item").content, true).firstElementChild;
  card.article.setAttribute("aria-label", `${card.kind}, ${card.place + 1} of ${cards.length}`);
  const face = card.article.querySelector(".face").attachShadow({ mode: "open" });
  face.adoptedStyleSheets = [sheet];
  card.body = element("div");
  face.append(card.body);
  card.turn = card.article.querySelector(".turn");
  card.article.querySelector(".place").textContent = `${card.place + 1}`;
  card.article.querySelector(".tools").append(...card.quotes.map((number) => wayTo(card, number)));
  card.article.querySelector(".found").append(...card.problems.map((number) => told(data.problems[number])));
  card.turned = shown.answers;
  draw(card);
  card.item.append(card.article);
}

function draw(card) {
  card.body.className = `card card${card.number}${shown.night ? " nightMode night_mode" : ""}`;
  card.body.innerHTML = card.turned ? card.back : card.front;
  card.turn.setAttribute("aria-pressed", card.turned);
}

function turn(card, turned = !card.turned) {
  card.turned = turned;
  draw(card);
  at("said").textContent = turned ? `Answer: ${card.answer}` : "Question";
}

function turnCurrent() {
  if (!shown.current) return move(0);
  turn(shown.current);
  choose(shown.current, { focus: true });
}

function wayTo(card, number) {
  const button = element("button", { type: "button", className: "quote", textContent: quotes[number].place });
  button.title = quotes[number].text;
  button.addEventListener("click", () => goToPassage(card, number));
  return button;
}

function told(problem) {
  const rule = problem.rule ? element("code", { textContent: problem.rule }) : "";
  const advice = element("span", { className: "advice", textContent: problem.advice });
  const severity = element("strong", { className: problem.severity, textContent: problem.severity });
  return element("li", { dir: "auto" }, severity, ` ${problem.message} `, rule, advice);
}

// The source: marks are buttons that show their cards.

function placeTexts() {
  document.body.classList.toggle("alone", data.texts.length === 0);
  data.texts.forEach((text, number) => {
    const title = element("h2", { id: `text-${number}`, dir: "auto", textContent: text.name });
    const body = element("div", { className: text.whole ? "text" : "text quoted", dir: "auto" });
    body.append(...text.parts.map(([words, missed, ...numbers]) => part(words, missed, numbers)));
    const section = element("section", {}, title);
    if (!text.whole) section.append(element("p", { textContent: "Not given: here is what its cards quote." }));
    section.append(body);
    section.setAttribute("aria-labelledby", title.id);
    at("texts").append(section);
  });
}

function part(words, missed, numbers) {
  if (numbers.length === 0) return element("span", { className: missed ? "missed" : "rest", textContent: words });
  const mark = element("mark", { tabIndex: 0, textContent: words });
  const count = new Set(numbers.flatMap((number) => askedBy[number])).size;
  mark.setAttribute("role", "button");
  mark.setAttribute("aria-pressed", "false");
  mark.title = count === 1 ? "1 card" : `${count} cards`;
  mark.dataset.cards = count;
  mark.quotes = numbers;
  numbers.forEach((number) => marks[number].push(mark));
  return mark;
}

function showCardsOf(mark) {
  const found = new Set(mark.quotes.flatMap((number) => askedBy[number]));
  if (mark.getAttribute("aria-pressed") === "true") return showOnly(null);
  showOnly(found, mark.textContent, mark);
  showTexts(false);
  choose([...found][0], { focus: narrow.matches });
}

function goToPassage(card, number) {
  choose(card);
  showTexts(true);
  marks[number][0]?.scrollIntoView({ block: "center" });
  marks[number][0]?.focus({ preventScroll: true });
}

function showTexts(yes) {
  document.body.classList.toggle("texts", yes);
  at("texts-view").setAttribute("aria-pressed", yes);
}

// The current card: its passages are lit.

function choose(card, { focus = false } = {}) {
  if (!card) return;
  build(card);
  if (shown.current !== card) {
    shown.current?.article.classList.remove("current");
    lit(shown.current, false);
    shown.current = card;
    card.article.classList.add("current");
    lit(card, true);
    if (!narrow.matches) card.quotes.flatMap((number) => marks[number])[0]?.scrollIntoView({ block: "nearest" });
  }
  if (focus) {
    card.article.focus({ preventScroll: true });
    card.article.scrollIntoView({ block: "nearest" });
  }
}

function lit(card, yes) {
  card?.quotes.forEach((number) => marks[number].forEach((mark) => mark.classList.toggle("lit", yes)));
}

function move(step) {
  const visible = cards.filter((card) => !card.item.hidden);
  const here = visible.indexOf(shown.current);
  const next = here < 0 ? 0 : Math.min(Math.max(here + step, 0), visible.length - 1);
  choose(visible[next], { focus: true });
}

// Filters.

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const severities = (card) => card.problems.map((number) => data.problems[number].rule);
const sections = (card) => card.quotes.map((number) => quotes[number].section);
const FILTERS = {
  deck: { all: "all", of: (card) => [data.decks[card.deck]] },
  kind: { all: "all", of: (card) => [card.kind] },
  section: { all: "anywhere", of: (card) => (card.quotes.length ? sections(card) : ["no quote"]) },
  finding: { all: "any or none", of: (card) => (card.problems.length ? severities(card) : ["none"]) },
};

function placeFilters() {
  for (const [name, filter] of Object.entries(FILTERS)) {
    const counts = new Map();
    cards.forEach((card) => new Set(filter.of(card)).forEach((value) => counts.set(value, (counts.get(value) ?? 0) + 1)));
    const options = [...counts].map(([value, count]) => element("option", { value, textContent: `${value} (${count})` }));
    at(name).append(element("option", { value: "", textContent: filter.all }), ...options);
    at(name).parentElement.hidden = counts.size < 2;
    at(name).addEventListener("change", apply);
  }
  at("search").addEventListener("input", apply);
}

function words(card) {
  card.words ??= fold([card.asked, card.answer, card.tags, ...card.quotes.map((number) => quotes[number].text)].join(" "));
  return card.words;
}

function apply() {
  const wanted = fold(at("search").value).split(/\s+/).filter(Boolean);
  const chosen = Object.entries(FILTERS).filter(([name]) => at(name).value);
  const fits = (card) =>
    (!shown.only || shown.only.has(card)) &&
    chosen.every(([name, filter]) => filter.of(card).includes(at(name).value)) &&
    wanted.every((word) => words(card).includes(word));
  let count = 0;
  for (const card of cards) {
    card.item.hidden = !fits(card);
    count += !card.item.hidden;
  }
  document.querySelectorAll("main section").forEach((section) => {
    section.hidden = !section.querySelector("li:not([hidden])");
  });
  at("none").hidden = count > 0;
  at("count").textContent = count === cards.length ? `${count} cards` : `${count} of ${cards.length} cards`;
}

function showOnly(found, name = "", mark = null) {
  shown.only = found;
  document.querySelectorAll("mark[aria-pressed=true]").forEach((each) => each.setAttribute("aria-pressed", "false"));
  mark?.setAttribute("aria-pressed", "true");
  at("only").hidden = !found;
  at("only").textContent = name;
  at("only").setAttribute("aria-label", `Show all cards again, not only those of: ${name}`);
  apply();
}

function showAll() {
  at("search").value = "";
  Object.keys(FILTERS).forEach((name) => (at(name).value = ""));
  showOnly(null);
}

// What was found.

function placeProblems() {
  const { problems } = data;
  at("problems").hidden = problems.length === 0;
  at("problems").firstElementChild.textContent = problems.length === 1 ? "1 finding" : `${problems.length} findings`;
  problems.forEach((problem, number) => {
    const item = told(problem);
    item.prepend(element("span", { className: "where", textContent: problem.place }));
    const found = cards.filter((card) => card.problems.includes(number));
    if (found.length) {
      const button = element("button", { type: "button", textContent: found.length === 1 ? "Show the card" : "Show the cards" });
      button.addEventListener("click", () => showOnly(new Set(found), problem.message));
      item.append(button);
    }
    if (problem.passage) {
      const button = element("button", { type: "button", textContent: "Show the passage" });
      button.addEventListener("click", () => point(problem.passage));
      item.append(button);
    }
    at("problems").lastElementChild.append(item);
  });
}

function point([text, part]) {
  shown.pointed?.classList.remove("pointed");
  shown.pointed = document.querySelectorAll("#texts .text")[text].children[part];
  shown.pointed.classList.add("pointed");
  showTexts(true);
  shown.pointed.scrollIntoView({ block: "center" });
}

// How it is shown.

function press(id, yes) {
  at(id).setAttribute("aria-pressed", yes);
  return yes;
}

function night(yes = !shown.night) {
  shown.night = press("night", yes);
  document.documentElement.classList.toggle("night", yes);
  cards.forEach((card) => card.body?.classList.toggle("nightMode", yes) !== undefined && card.body.classList.toggle("night_mode", yes));
}

function phone() {
  press("phone", document.body.classList.toggle("phone"));
}

function answers() {
  shown.answers = press("answers", !shown.answers);
  for (const card of cards) {
    card.turned = shown.answers;
    if (card.article) draw(card);
  }
}

// Keys and clicks.

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  " ": () => turnCurrent(),
  a: answers,
  e: () => shown.current?.quotes.length && goToPassage(shown.current, shown.current.quotes[0]),
  n: () => night(),
  w: phone,
  "/": () => at("search").focus(),
  Escape: showAll,
};

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (target.matches("mark") && (key === "Enter" || key === " ")) {
    event.preventDefault();
    return showCardsOf(target);
  }
  const typing = target.matches("input, select");
  if (key === "Escape" && (typing || target.closest("#texts"))) {
    if (target.matches("input")) showAll();
    return shown.current ? choose(shown.current, { focus: true }) : target.blur();
  }
  const own = target.matches("button, summary") && key === " "; // what the key does there by itself
  const scrolls = target.closest("#texts") && key.startsWith("Arrow");
  if (typing || own || scrolls || !Object.hasOwn(KEYS, key)) return;
  event.preventDefault();
  KEYS[key]();
});

// Who marks words, by drawing over them or by a double click, does not press what they stand on.
let pressed = null;
document.addEventListener("pointerdown", (event) => (pressed = event));
function marking(event) {
  const from = pressed ?? event; // a screen reader presses without a pointer
  pressed = null;
  return event.detail > 1 || Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > 4;
}

at("cards").addEventListener("click", (event) => {
  const card = event.target.closest("li")?.card;
  if (!card || event.target.closest(".quote, .found") || (event.target.matches(".face") && marking(event))) return;
  turn(card);
  choose(card, { focus: true });
});
at("cards").addEventListener("focusin", (event) => choose(event.target.closest("li")?.card));
at("texts").addEventListener("click", (event) => {
  if (event.target.matches("mark") && !marking(event)) showCardsOf(event.target);
});
at("night").addEventListener("click", () => night());
at("phone").addEventListener("click", phone);
at("answers").addEventListener("click", answers);
at("only").addEventListener("click", () => showOnly(null));
at("texts-view").addEventListener("click", () => showTexts(!document.body.classList.contains("texts")));

placeCards();
placeTexts();
placeFilters();
placeProblems();
night(matchMedia("(prefers-color-scheme: dark)").matches);
apply();
