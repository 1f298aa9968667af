// The table of all hands of a seat: sorted by any column, filtered by text and by what the hand makes.
const ROWS_SHOWN = 400;

function showHands() {
  const seat = shownSeat(), isOwn = seat === place.player, box = document.getElementById("hands");
  const columns = [["hand", "Hand"], ["made", "Makes"], ["reach", "Reach"]];
  if (place.ev) columns.push(["ev", "EV"], ["equity", "Equity"]);
  if (isOwn) childrenOf(place.node).forEach((child, i) => columns.push([`a${i}`, capital(nodes.name[child]), child]));
  if (isOwn && place.ev) childrenOf(place.node).forEach((child, i) => columns.push([`e${i}`, `EV ${nodes.name[child]}`]));
  if (!place.board.length) columns.splice(1, 1);
  const all = place.live[seat].map(hand => handRow(seat, hand, isOwn)).filter(row => row.reach > 1e-6);
  offerMade(all);
  const chosen = all.filter(row => fits(row, state.filter) && (!state.made || row.made.includes(state.made)));
  const key = columns.some(([name]) => name === state.sort.key) ? state.sort.key : "hand", sign = state.sort.down ? -1 : 1;
  const order = row => key === "hand" ? -row.rank : row[key];
  chosen.sort((a, b) => sign * compare(order(a), order(b)) || b.rank - a.rank);
  const headCells = columns.map(([name, title, child]) => element("th", { scope: "col", class: name === "made" ? name : null, "aria-sort": name === key ? (state.sort.down ? "descending" : "ascending") : "none" },
    element("button", { type: "button", "data-sort": name, onclick: () => { state.sort = { key: name, down: name === key ? !state.sort.down : name !== "hand" && name !== "made" }; showHands(); } },
      child === undefined ? null : element("i", { class: "swatch", style: `background: ${actionColour(child)}` }), title)));
  const rows = chosen.slice(0, ROWS_SHOWN).map(row => element("tr", { "data-hand": row.text }, ...columns.map(([name, , child]) => handCell(row, name, child))));
  const rest = chosen.length > ROWS_SHOWN ? [element("p", { class: "quiet" }, `${chosen.length - ROWS_SHOWN} more: filter to see them.`)] : [];
  box.replaceChildren(element("table", { class: "figures hands" }, element("caption", {}, `${players[seat].name}: ${plural(chosen.length, "hand")} of ${all.length}`),
    element("thead", {}, element("tr", {}, ...headCells)), element("tbody", {}, ...rows)), ...rest);
}

function compare(a, b) {
  if (typeof a === "string") return a < b ? -1 : a > b ? 1 : 0;
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : Number.isNaN(b) ? 1 : a - b;
}

function handRow(seat, hand, isOwn) {
  const { text, cards, cell } = holdings[seat][hand];
  const row = { text, cards, cell, reach: place.reach[seat][hand], made: cards ? [madeHand(cards, place.board), drawOf(cards, place.board)].filter(Boolean).join(", ") : "" };
  row.rank = cards ? cards.reduce((total, card) => total * 64 + card, 0) : -hand;
  if (place.ev) { row.ev = place.ev[seat][hand]; row.equity = place.equity[seat][hand]; }
  if (isOwn) place.strategy.forEach((probabilities, i) => { row[`a${i}`] = probabilities[hand]; });
  if (isOwn && place.ev) place.actionEV.forEach((values, i) => { row[`e${i}`] = values[hand]; });
  return row;
}

function handCell(row, name, child) {
  if (name === "hand") return element("th", { scope: "row" }, ...(row.cards ? row.cards.map(cardElement) : [row.text]));
  if (name === "made") return element("td", { class: "made" }, row.made);
  if (name === "reach") return element("td", { "data-of": name }, decimal(row.reach, 3));
  if (name === "equity") return element("td", { "data-of": name }, percent(row.equity, 1));
  if (child !== undefined) return element("td", { "data-of": name, class: "share", style: `--share: ${(row[name] * 100).toFixed(1)}%; --tone: ${actionColour(child)}` }, percent(row[name], 1));
  return element("td", { "data-of": name }, amount(row[name]));
}

/** Whether a hand is meant by a filter: texts apart by blanks or commas, any of which may fit. */
function fits(row, filter) {
  const words = filter.trim().split(/[\s,]+/).filter(Boolean);
  return !words.length || words.some(word => fitsWord(row, word));
}

function fitsWord(row, word) {
  const name = row.cell === null ? row.text : CELL_NAMES[row.cell], low = word.toLowerCase();
  if (["pairs", "suited", "offsuit"].includes(low)) return low === (name.length === 2 ? "pairs" : name[2] === "s" ? "suited" : "offsuit");
  const cards = low.match(/^([2-9tjqka][cdhs])+$/) ? low.match(/../g) : null;
  if (cards && row.cards) return cards.every(text => row.cards.some(card => cardText(card).toLowerCase() === text));
  if (/^[2-9tjqka]{2}[so]?$/.test(low)) return name.toLowerCase() === low || (low.length === 2 && name.toLowerCase().startsWith(low)) || (low.length === 2 && name.toLowerCase().startsWith(low[1] + low[0]));
  return row.text.toLowerCase().includes(low) || name.toLowerCase().includes(low);
}

/** The choices of what hands make: those that are there. */
function offerMade(rows) {
  const select = document.getElementById("made");
  const names = [...new Set(rows.flatMap(row => row.made.split(", ")).filter(Boolean))].sort();
  select.hidden = !names.length;
  if (!names.includes(state.made)) state.made = "";
  select.replaceChildren(...["", ...names].map(name => element("option", { value: name, selected: name === state.made ? "" : null }, name || "all made hands")));
  select.value = state.made;
}
