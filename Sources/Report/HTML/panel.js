// Beside the grid: the spot in words, the actions, both ranges, and the hands of one cell.

function showSpot() {
  const parts = [];
  if (place.dealt.length) parts.push(element("div", { class: "big-cards" }, ...place.board.map(cardElement)));
  const node = place.node, words = [];
  if (place.decision) {
    const toCall = childrenOf(node).filter(child => nodes.label[child] === "c").map(child => nodes.pot[child] - nodes.pot[node])[0] || 0;
    words.push(element("b", {}, `${players[place.player].name} to act`), `pot ${chips(nodes.pot[node])}`);
    if (toCall) words.push(`${chips(toCall)} to call`);
    words.push(`${chips(players[place.player].stack - paidSinceStart(node, place.player))} behind`);
  } else {
    words.push(element("b", {}, nodes.kind[node] === DEAL ? `${capital(theStreet(nodes.street[node] + 1))} is dealt` : endText(node)), `pot ${chips(nodes.pot[node])}`);
  }
  const frequency = node === 0 ? null : frequencyOf(place);
  if (frequency !== null) words.push(`${nodes.street[node] ? "on these cards " : ""}reached ${percent(frequency, frequency < 0.01 ? 3 : 1)} of the time`);
  parts.push(element("p", { class: "spot" }, ...words.flatMap((word, i) => i ? [" · ", word] : [word])));
  document.getElementById("spot").replaceChildren(...parts);
}

function paidSinceStart(node, seat) { return nodes.paid[node][seat]; }

function showActions() {
  const box = document.getElementById("actions");
  if (!place.decision) { box.replaceChildren(); return; }
  const children = childrenOf(place.node), total = place.combos[place.player];
  const shares = place.actionCombos.map(x => total > 0 ? x / total : 0);
  const mix = element("div", { class: "mix", "aria-hidden": "true", style: `background: ${mixGradient(shares)}` });
  const rows = children.map((child, i) => element("tr", { "data-label": nodes.label[child] },
    element("th", { scope: "row" }, element("button", { type: "button", class: "line-link", onclick: () => go(child, place.dealt), "aria-keyshortcuts": String(i + 1) },
      element("i", { class: "swatch", style: `background: ${actionColour(child)}` }), capital(nodes.name[child]))),
    element("td", { "data-of": "share" }, total > 0 ? percent(shares[i], 1) : "–"), element("td", { "data-of": "combos" }, decimal(place.actionCombos[i], 1)),
    head.hasValues ? element("td", { "data-of": "ev" }, shares[i] >= 0.0005 ? amount(place.rangeActionEV[i]) : "–") : null));
  const heads = ["Action", "Freq", capital(head.noun) + "s"].concat(head.hasValues ? ["EV"] : []);
  box.replaceChildren(mix, element("table", { class: "figures" }, element("caption", { class: "unseen" }, "Actions of the range"),
    element("thead", {}, element("tr", {}, ...heads.map(text => element("th", { scope: "col", title: text === "EV" ? "Mean over the hands that take the action, in " + unit() : null }, text)))), element("tbody", {}, ...rows)));
}

/** Both ranges: combos, EV, equity, and the share of the pot that the EV is against what the equity says. */
function showRanges() {
  const box = document.getElementById("ranges");
  const seats = players.map((_, i) => i).filter(isSeatShown);
  const pot = nodes.pot[place.node];
  const rows = seats.map(seat => {
    const start = sum(holdings[seat].map(hand => hand.weight));
    const cells = [element("th", { scope: "row" }, players[seat].name),
      element("td", { "data-of": "combos" }, decimal(place.combos[seat], 1)), element("td", { "data-of": "reach" }, percent(place.combos[seat] / start, 1))];
    if (place.rangeEV) {
      const ev = place.rangeEV[seat], equity = place.rangeEquity[seat];
      cells.push(element("td", { "data-of": "ev" }, amount(ev)), element("td", { "data-of": "equity" }, percent(equity, 1)),
        element("td", { "data-of": "eqr" }, head.isUtility || !(equity * pot > 0) ? "–" : percent(ev / (equity * pot), 0)));
    }
    return element("tr", { "data-seat": seat }, ...cells);
  });
  const heads = ["Range", capital(head.noun) + "s", "Of start"].concat(place.rangeEV ? ["EV", "Equity", "EQR"] : []);
  box.replaceChildren(element("table", { class: "figures" }, element("caption", { class: "unseen" }, "Both ranges here"),
    element("thead", {}, element("tr", {}, ...heads.map(text => element("th", { scope: "col", title: text === "EQR" ? "EV over equity times pot: how much of its equity the range realises" : null }, text)))), element("tbody", {}, ...rows)));
}

/** The hands of a cell, each with its mix as a bar. */
function showCell(key) {
  const box = document.getElementById("cell"), seat = shownSeat();
  const cell = key === null ? null : cellsOf(place, seat).get(key);
  if (!cell) {
    box.replaceChildren(element("p", { class: "quiet" }, key === null ? "Point at a cell, or choose one, for its hands." : `${hasGrid ? CELL_NAMES[key] : ""} is not in the range of ${players[seat].name}.`));
    return;
  }
  const name = hasGrid ? CELL_NAMES[key] : holdings[seat][key].text;
  const made = cell.hands.length && holdings[seat][cell.hands[0]].cards ? [...new Set(cell.hands.map(hand => madeHand(holdings[seat][hand].cards, place.board)))].join(", ") : "";
  const rows = [...cell.hands].reverse().map(hand => comboRow(seat, hand));
  box.replaceChildren(element("h3", {}, name, element("small", {}, ` ${decimal(cell.combos, 2)} of ${plural(cell.possible, head.noun)}${made ? ` · ${made}` : ""}`)),
    element("ul", { class: "combos" }, ...rows));
}

function comboRow(seat, hand) {
  const isOwn = seat === place.player, reach = place.reach[seat][hand], { cards, text } = holdings[seat][hand];
  const mix = isOwn ? place.strategy.map(row => row[hand]) : null;
  const figures = [element("span", {}, `reach ${decimal(reach, 2)}`)];
  if (place.ev) figures.push(element("span", {}, `EV ${amount(place.ev[seat][hand])}`), element("span", {}, percent(place.equity[seat][hand], 0)));
  return element("li", { "data-hand": text }, element("span", { class: "hand" }, ...(cards ? cards.map(cardElement) : [text])),
    mix ? element("span", { class: "mix", style: `background: ${mixGradient(mix)}`, role: "img", "aria-label": mixText(mix) }) : element("span", { class: "mix", style: `background: linear-gradient(to right, var(--range) ${reach * 100}%, transparent 0)` }),
    element("span", { class: "combo-figures" }, ...figures));
}

function mixText(mix) { return childrenOf(place.node).map((child, i) => `${nodes.name[child]} ${percent(mix[i], 1)}`).join(", "); }
