// What is looked at, how it gets there, and the words around it.
const state = { seat: null, mode: "strategy", cell: null, filter: "", made: "", sort: { key: "hand", down: false } };
let place = null;
/** Counts the moves, so that a chunk that comes late is not shown. */
let moves = 0;

/** An element with attributes, listeners and children; what is null is left out. */
function element(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value); else node.setAttribute(key, value);
  }
  node.append(...children.filter(child => child !== null && child !== undefined));
  return node;
}

const decimal = (x, places) => Number.isFinite(x) ? x.toFixed(places) : "–";
const percent = (x, places) => Number.isFinite(x) ? `${(x * 100).toFixed(places)} %` : "–";
const plural = (count, noun) => `${count.toLocaleString("en-US", { maximumFractionDigits: 2 })} ${noun}${count === 1 ? "" : "s"}`;
const unit = () => head.isUtility ? "utility" : "chips";

/** Decimals that tell chips apart to 1/10,000 of the pot. */
const chipPlaces = (() => {
  if (head.isUtility) return 4;
  let places = 0;
  while (head.pot > 0 && 10 ** (4 - places) > head.pot && places < 6) places++;
  return head.pot > 0 ? places : 2;
})();
const amount = x => decimal(Math.abs(x) < 0.5 * 10 ** -chipPlaces ? 0 : x, chipPlaces);
const chips = x => Number(x.toFixed(3)).toString();

// Lines: x-b120-c/Qc/x, as the scripts write them.

function lineOf(node, dealt) {
  const streets = [[]];
  for (const at of wayTo(node)) {
    if (at > 0 && nodes.label[at] === "") streets.push([]);
    else if (at > 0) streets[streets.length - 1].push(nodes.label[at]);
  }
  return streets.map((labels, i) => [i ? dealt[i - 1].map(cardText).join("") : null, labels.join("-")].filter(Boolean).join("/")).filter(Boolean).join("/");
}

/** The node and the cards that a line leads to; null if it leads nowhere. */
function placeOfLine(line) {
  let node = 0;
  const dealt = [];
  for (const part of line.split("/").filter(Boolean)) {
    if (nodes.kind[node] === DEAL && nodes.first[node] >= 0 && /^([2-9TJQKA][cdhs])+$/.test(part)) {
      dealt.push(cardsOf(part));
      node = nodes.first[node];
      continue;
    }
    for (const label of part.split("-")) {
      const child = nodes.kind[node] === DECISION ? childrenOf(node).find(i => nodes.label[i] === label) : undefined;
      if (child === undefined) return null;
      node = child;
    }
  }
  return { node, dealt };
}

function go(node, dealt) {
  const line = lineOf(node, dealt);
  if (location.hash.slice(1) === line) return;
  location.hash = line;
}

async function open() {
  const move = ++moves, problem = document.getElementById("problem");
  let line = location.hash.slice(1), next = null;
  try {
    line = decodeURIComponent(line);
    const found = placeOfLine(line);
    if (found) next = await look(found.node, found.dealt);
  } catch (error) {
    problem.textContent = typeof DecompressionStream === "undefined" ? "This browser is too old to read the report (no DecompressionStream): it needs Chrome 111, Firefox 113 or Safari 16.4." : `This place cannot be read: ${error.message}`;
    problem.hidden = false;
    return;
  }
  if (move !== moves) return;
  problem.hidden = next !== null;
  if (!next) {
    problem.textContent = `The line "${line}" is not in this report.`;
    if (place) return;
    next = await look(0, []);
  }
  place = next;
  if (state.seat === place.player) state.seat = null;
  show();
  document.getElementById("said").textContent = place.decision ? `${players[place.player].name} to act, pot ${chips(nodes.pot[place.node])}` : "";
}

function show() {
  showPath();
  showSpot();
  showPicker();
  showActions();
  showRanges();
  showSwitches();
  showGrid();
  showCell(state.cell);
  showHands();
  document.documentElement.dataset.line = lineOf(place.node, place.dealt);
}

function showHead() {
  const title = document.getElementById("title"), cards = rootBoard.map(cardName).join(", ");
  // A report that was given no title is headed with the board, in text.
  const name = head.title === rootBoard.map(cardText).join(" ") ? "" : head.title;
  title.replaceChildren(...(name ? [element("span", { class: "name" }, name)] : []), ...rootBoard.map(cardElement));
  title.setAttribute("aria-label", [name, cards].filter(Boolean).join(": "));
  const stacks = players.map(player => player.stack), figures = [];
  if (head.pot > 0) figures.push(["Pot", chips(head.pot)]);
  figures.push(["Stacks", stacks.every(x => x === stacks[0]) ? chips(stacks[0]) : stacks.map(chips).join(" / ")]);
  if (head.exploitability != null) {
    const share = head.exploitabilityShare == null ? "" : ` = ${short(head.exploitabilityShare * 100)} % of the pot`;
    figures.push([capital(head.measure || "exploitability"), `${short(head.exploitability)} ${unit()}${share}`]);
  }
  for (const player of players) if (player.value != null) figures.push([player.name, `EV ${amount(player.value)}${player.equity == null ? "" : `, equity ${percent(player.equity, 1)}`}`]);
  document.getElementById("key-figures").replaceChildren(...figures.flatMap(([name, text]) => [element("div", {}, element("dt", {}, name), element("dd", {}, text))]));
  const facts = [["Method", `${head.method}, ${plural(head.iterations, "iteration")}${head.seconds ? ` in ${decimal(head.seconds, 1)} s` : ""}`], ...head.facts.map(fact => [fact.name, fact.text])];
  for (const player of players) if (player.gain != null) facts.push([`${player.name} could gain`, `${short(Math.max(0, player.gain))} ${unit()}`]);
  document.getElementById("facts").replaceChildren(element("dl", { class: "facts" }, ...facts.flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, text)])),
    ...head.notes.map(note => element("p", { class: "quiet" }, note)),
    element("p", { class: "quiet" }, head.hasValues ? `EV is counted from the decision on: what is in the pot can be won, folding is 0, and what was paid before is gone. ${head.isUtility ? "It is in the unit of the script's utility, from the root." : "In chips."}` : ""));
  document.getElementById("foot").replaceChildren(`${head.program}. One file: nothing is asked of the network. `, element("span", { class: "keys" }, "Keys: 1 to 9 take an action, Backspace goes back, arrows move in the grid."));
}

const THEMES = ["auto", "light", "dark"];

/** Remembers where the browser lets a file remember. */
function remembered(value) {
  try {
    if (value !== undefined) localStorage.setItem("holdem-lua-theme", value);
    return localStorage.getItem("holdem-lua-theme");
  } catch { return null; }
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  const button = document.getElementById("theme");
  button.textContent = { auto: "◐ Auto", light: "☀ Light", dark: "☾ Dark" }[theme];
  button.setAttribute("aria-label", `Colours: ${theme}. Change`);
}

document.getElementById("theme").addEventListener("click", () => {
  const next = THEMES[(THEMES.indexOf(document.documentElement.dataset.theme) + 1) % THEMES.length];
  remembered(next);
  setTheme(next);
});
document.getElementById("filter").addEventListener("input", event => { state.filter = event.target.value; showHands(); });
document.getElementById("made").addEventListener("change", event => { state.made = event.target.value; showHands(); });
document.addEventListener("keydown", event => {
  if (!place || event.target.matches("input, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const number = Number(event.key);
  if (number >= 1 && place.decision && number <= place.decision.actions) go(nodes.first[place.node] + number - 1, place.dealt);
  else if (event.key === "Backspace" && place.node > 0) {
    const up = nodes.parent[place.node];
    go(up, place.dealt.slice(0, nodes.street[up]));
  } else return;
  event.preventDefault();
});
window.addEventListener("hashchange", open);

setTheme(THEMES.includes(remembered()) ? remembered() : "auto");
showHead();
showChart();
open();
// For scripts and tests: the same numbers that the page shows.
window.holdemReport = { head, look: line => { const found = placeOfLine(line); return found && look(found.node, found.dealt); }, place: () => place };
