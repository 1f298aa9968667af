// What there is to see and to do in a report.
const lineOfPage = () => document.documentElement.dataset.line;
const isReady = () => lineOfPage() !== undefined;
const texts = root => Object.fromEntries([...root.querySelectorAll("[data-of]")].map(cell => [cell.dataset.of, cell.textContent]));
const rows = (selector, key) => Object.fromEntries([...document.querySelectorAll(selector)].map(row => [row.dataset[key], texts(row)]));
const read = () => ({
  title: document.getElementById("title").textContent,
  line: lineOfPage(),
  actions: rows("#actions tr[data-label]", "label"),
  ranges: rows("#ranges tr[data-seat]", "seat"),
  hands: rows("#hands tr[data-hand]", "hand"),
  order: [...document.querySelectorAll("#hands tr[data-hand]")].map(row => row.dataset.hand),
  cells: Object.fromEntries([...document.querySelectorAll("[data-cell]")].map(cell => [cell.dataset.cell, cell.getAttribute("aria-label")])),
  combos: [...document.querySelectorAll("#cell [data-hand]")].map(row => row.dataset.hand),
  problem: document.getElementById("problem").hidden ? "" : document.getElementById("problem").textContent,
  notes: document.getElementById("facts").textContent,
  spot: document.getElementById("spot").textContent,
  picks: [...document.querySelectorAll(".pick:not(:disabled)")].map(pick => pick.dataset.card),
  points: document.querySelectorAll("#chart circle").length,
  focus: document.activeElement.dataset.cell || "",
});
const kinds = {
  line: line => until(`line ${line}`, () => lineOfPage() === line),
  go: async line => {
    location.hash = line;
    await until(line, () => lineOfPage() === line || !document.getElementById("problem").hidden);
  },
  type: text => {
    const field = document.getElementById("filter");
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  },
};
