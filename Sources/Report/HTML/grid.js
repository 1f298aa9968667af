// The 13x13 grid: a cell's height is the share of the class that comes here, its colours are what it does.
const MODES = [["strategy", "Strategy"], ["ev", "EV"], ["equity", "Equity"], ["reach", "Reach"]];

function showSwitches() {
  const seat = shownSeat();
  document.getElementById("seats").replaceChildren(...players.map((player, i) => i).filter(isSeatShown).map(i => element("button", {
    type: "button", "aria-pressed": String(i === seat), "data-seat": i, onclick: () => { state.seat = i === place.player ? null : i; show(); },
  }, players[i].name, i === place.player ? element("small", {}, " to act") : null)));
  const isOwn = seat === place.player;
  document.getElementById("modes").replaceChildren(...MODES.filter(([mode]) => mode === "strategy" ? isOwn : mode === "reach" || place.ev).map(([mode, name]) => element("button", {
    type: "button", "aria-pressed": String(mode === shownMode()), "data-mode": mode, onclick: () => { state.mode = mode; show(); },
  }, name)));
}

/** Of many seats, those who act somewhere in the file. */
function isSeatShown(seat) { return players.length === 2 || place.steps.some(step => nodes.player[step.node] === seat && nodes.kind[step.node] === DECISION); }

function shownSeat() { return state.seat ?? place.player ?? 0; }

function shownMode() {
  if (state.mode === "strategy" && shownSeat() !== place.player) return "reach";
  return (state.mode === "ev" || state.mode === "equity") && !place.ev ? (shownSeat() === place.player ? "strategy" : "reach") : state.mode;
}

function showGrid() {
  const seat = shownSeat(), mode = shownMode(), cells = cellsOf(place, seat), grid = document.getElementById("hand-grid");
  const key = document.getElementById("grid-key");
  const keys = hasGrid ? Array.from({ length: 169 }, (_, i) => i) : [...cells.keys()];
  const most = Math.max(...[...cells.values()].map(cell => cell.share), 1e-12);
  const range = mode === "ev" ? spread([...cells.values()].filter(cell => cell.combos > 1e-4).map(cell => cell.ev)) : [0, 1];
  const heldFocus = grid.contains(document.activeElement);
  const buttons = keys.map(k => {
    const cell = cells.get(k), name = hasGrid ? CELL_NAMES[k] : holdings[seat][k].text, isHere = cell && cell.combos > 1e-4 && cell.share >= most / 1000;
    const isChosen = state.cell === k;
    return element("button", {
      type: "button", role: "gridcell", class: `cell${isHere ? "" : " none"}`, tabindex: isChosen || (state.cell === null && k === keys[0]) ? "0" : "-1", "data-cell": name,
      "aria-selected": String(isChosen), "aria-label": cellLabel(cell, name, isHere), style: isHere ? cellStyle(cell, mode, range) : null,
      onclick: () => choose(k), onmouseenter: () => showCell(k),
    }, element("b", {}, name), mode === "strategy" || !isHere ? null : element("small", {}, mode === "ev" ? brief(cell.ev) : mode === "equity" ? percent(cell.equity, 0) : percent(cell.share, 0)));
  });
  const rows = [];
  const width = hasGrid ? 13 : keys.length;
  for (let i = 0; i < buttons.length; i += width) rows.push(element("div", { role: "row", class: "grid-row" }, ...buttons.slice(i, i + width)));
  const table = element("div", { role: "grid", class: `grid${hasGrid ? "" : " list"}`, "aria-label": `${players[seat].name}: ${MODES.find(([m]) => m === mode)[1]} by class of hands`, onkeydown: moveInGrid, onmouseleave: () => showCell(state.cell) }, ...rows);
  grid.replaceChildren(table);
  if (heldFocus) (grid.querySelector('[tabindex="0"]') || grid).focus();
  key.textContent = mode === "strategy" ? "The height of a cell is the share of the class that comes here; its colours are what it does."
    : mode === "reach" ? "The height of a cell is the share of the class that comes here."
    : `From low to high; the height is the share of the class that comes here. Means over combos${mode === "ev" ? `, in ${unit()}` : ""}.`;
}

/** An EV in as few digits as a cell has room for. */
function brief(x) {
  if (head.isUtility || !Number.isFinite(x)) return amount(x);
  const places = Math.abs(x) >= 100 ? 0 : Math.abs(x) >= 10 ? 1 : 2;
  return decimal(Math.abs(x) < 0.5 * 10 ** -places ? 0 : x, places);
}

function spread(values) {
  const known = values.filter(x => !Number.isNaN(x));
  return known.length ? [Math.min(...known), Math.max(...known)] : [0, 1];
}

function cellStyle(cell, mode, [low, high]) {
  let fill;
  if (mode === "strategy") fill = mixGradient(cell.mix);
  else if (mode === "reach") fill = "linear-gradient(var(--range), var(--range))";
  else {
    const x = high > low ? ((mode === "ev" ? cell.ev : cell.equity) - low) / (high - low) : 0.5;
    const colour = x < 0.5 ? `color-mix(in oklab, var(--mid) ${Math.round(x * 200)}%, var(--low))` : `color-mix(in oklab, var(--high) ${Math.round(x * 200 - 100)}%, var(--mid))`;
    fill = `linear-gradient(${colour}, ${colour})`;
  }
  const height = Math.max(8, Math.round(cell.share * 100));
  // Above this height the colours are behind the name.
  return `--fill: ${fill}; --height: ${height}%;${height >= 85 ? " --ink: var(--on-colour); --halo: rgb(0 0 0 / 35%);" : ""}`;
}

/** Actions side by side, each as wide as its share. */
function mixGradient(mix) {
  const children = childrenOf(place.node);
  let at = 0;
  const stops = mix.map((share, i) => {
    const start = at;
    at += share * 100;
    return `${actionColour(children[i])} ${start.toFixed(2)}% ${at.toFixed(2)}%`;
  });
  return `linear-gradient(to right, ${stops.join(", ")})`;
}

function cellLabel(cell, name, isHere) {
  if (!isHere) return `${name}: does not come here`;
  const parts = [name, `${decimal(cell.combos, 2)} ${head.noun}s`];
  if (cell.mix) childrenOf(place.node).forEach((child, i) => { if (cell.mix[i] >= 0.0005) parts.push(`${nodes.name[child]} ${percent(cell.mix[i], 1)}`); });
  if (!Number.isNaN(cell.ev)) parts.push(`EV ${amount(cell.ev)}`, `equity ${percent(cell.equity, 1)}`);
  return parts.join(", ");
}

function choose(cell) {
  state.cell = state.cell === cell ? null : cell;
  show();
}

/** Arrows move the focus by one cell. */
function moveInGrid(event) {
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -13, ArrowDown: 13 }[event.key];
  if (!step) return;
  const cells = [...event.currentTarget.querySelectorAll(".cell")], at = cells.indexOf(document.activeElement), to = cells[at + (hasGrid ? step : Math.sign(step))];
  if (at < 0 || !to || (hasGrid && Math.abs(step) === 1 && Math.floor(at / 13) !== Math.floor((at + step) / 13))) return;
  event.preventDefault();
  cells[at].tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
  showCell(hasGrid ? cells.indexOf(to) : [...cellsOf(place, shownSeat()).keys()][cells.indexOf(to)]);
}
