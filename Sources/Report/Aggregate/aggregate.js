// The table of an aggregate: sorts by any column, filters its rows, and adds up those that are shown.
const table = document.querySelector("table"), body = table.tBodies[0], filters = document.getElementById("filters");
const heads = [...table.tHead.rows[0].cells], foot = table.tFoot.rows[0].cells, rows = [...body.rows];
const columnOf = name => heads.findIndex(head => head.dataset.name === name);
const isNumber = (row, column) => row.cells[column].dataset.v !== undefined;
/** What a row has in a column of numbers; what a flop lacks is not played there. */
const number = (row, column) => Number(row.cells[column].dataset.v ?? 0);
/** What rows are sorted by; in a column of numbers, what is not there comes before all. */
const key = (row, column) => heads[column].classList.contains("n") ? (isNumber(row, column) ? number(row, column) : -Infinity) : row.cells[column].textContent;
const share = row => Number(row.dataset.share);
const reach = (row, line) => Number(row.dataset.reach.split(" ")[line]);

function mean(shown, value, weight) {
  const all = shown.reduce((sum, row) => sum + weight(row), 0);
  return all > 0 ? shown.reduce((sum, row) => sum + weight(row) * value(row), 0) / all : NaN;
}

/** How a column adds up: the kinds of `AggregateColumn.Total`. */
function total(kind, argument, column, shown) {
  const value = row => number(row, column);
  switch (kind) {
    case "sum": return shown.reduce((sum, row) => sum + value(row), 0);
    case "mean": return mean(shown, value, share);
    case "line": return mean(shown, value, row => share(row) * reach(row, Number(argument)));
    case "eqr": return mean(shown, row => number(row, columnOf(`ev_${argument}`)), share)
      / mean(shown, row => number(row, columnOf(`equity_${argument}`)) * Number(row.dataset.pot), share);
    default: return NaN;
  }
}

function addUp() {
  const shown = rows.filter(row => !row.hidden);
  heads.forEach((head, column) => {
    const [kind, argument] = head.dataset.total.split(" ");
    if (kind === "none") return;
    const result = total(kind, argument, column, shown);
    foot[column].textContent = Number.isFinite(result) ? (result * Number(head.dataset.scale)).toFixed(Number(head.dataset.places)) : "";
  });
  document.getElementById("count").textContent = `${shown.length} of ${rows.length} flops`;
}

/** Shows the rows whose board has all the words that were typed, and the texts that were chosen. */
function filter() {
  const words = document.getElementById("board").value.toLowerCase().split(/[ ,]+/).filter(Boolean);
  const choices = [...filters.querySelectorAll("select")].filter(list => list.value !== "");
  for (const row of rows) {
    const board = row.cells[0].textContent.toLowerCase();
    row.hidden = !words.every(word => board.includes(word)) || !choices.every(list => row.cells[columnOf(list.dataset.column)].textContent === list.value);
  }
  addUp();
}

/** Sorts by a column: numbers from the largest, texts from the first; once more, the other way round. */
function sort(column) {
  const before = heads[column].getAttribute("aria-sort");
  const falls = before === "none" ? heads[column].classList.contains("n") : before === "ascending";
  for (const head of heads) head.setAttribute("aria-sort", "none");
  heads[column].setAttribute("aria-sort", falls ? "descending" : "ascending");
  const compare = (a, b) => a < b ? -1 : a > b ? 1 : 0;
  const order = rows.map((row, place) => ({ row, place, key: key(row, column) }));
  order.sort((a, b) => (falls ? -1 : 1) * compare(a.key, b.key) || a.place - b.place);
  body.append(...order.map(entry => entry.row));
}

heads.forEach((head, column) => head.firstElementChild.addEventListener("click", () => sort(column)));
filters.addEventListener("input", filter);
filters.addEventListener("submit", event => event.preventDefault());
filters.hidden = false;
addUp();
