// A place: a node of the tree on definite cards, with both ranges as they get there and, at a decision, what is known of each hand.

/** Looks at a node. `dealt` has the cards of each street below the root. Null where the cards are not in the file. */
async function look(node, dealt) {
  const found = boardsOf(dealt);
  if (!found) return null;
  const board = [...rootBoard, ...dealt.flat()], way = wayTo(node);
  const live = players.map((_, player) => liveHands(player, board));
  const stand = players.map((_, player) => live[player].map(hand => representative(player, hand, found.images)));
  const reach = players.map((_, player) => {
    const row = new Float64Array(holdings[player].length);
    for (const hand of live[player]) row[hand] = holdings[player][hand].weight;
    return row;
  });
  const steps = [];
  for (let i = 0; i < way.length; i++) {
    const at = way[i];
    const decision = nodes.kind[at] === DECISION ? await decisionAt(at, found.way) : null;
    steps.push({ node: at, decision });
    if (!decision || i === way.length - 1) continue;
    const player = decision.player, row = decision.strategy[way[i + 1] - nodes.first[at]];
    const places = placesOn(found.way[nodes.street[at]], player).places;
    live[player].forEach((hand, k) => { reach[player][hand] *= row[places[stand[player][k]]]; });
  }
  const decision = steps[steps.length - 1].decision;
  const place = { node, dealt, board, live, reach, steps, decision, player: decision ? decision.player : null };
  if (decision) {
    const own = decision.player, last = found.way[found.way.length - 1];
    const take = (player, row) => {
      const out = new Float64Array(holdings[player].length).fill(NaN), places = placesOn(last, player).places;
      live[player].forEach((hand, k) => { out[hand] = row[places[stand[player][k]]]; });
      return out;
    };
    place.strategy = decision.strategy.map(row => take(own, row));
    if (head.hasValues) {
      const paid = seat => head.isUtility ? 0 : nodes.paid[node][seat];
      const shifted = (seat, row) => take(seat, row).map(x => x + paid(seat));
      place.actionEV = decision.handActionValues.map(row => shifted(own, row));
      place.ev = players.map((_, seat) => shifted(seat, decision.handValues[seat]));
      place.equity = players.map((_, seat) => take(seat, decision.handEquities[seat]));
      place.rangeEV = players.map((_, seat) => decision.values[seat] + paid(seat));
      place.rangeEquity = decision.equities;
      place.rangeActionEV = decision.actionValues.map(x => x + paid(own));
    }
  }
  place.combos = players.map((_, seat) => decision && head.hasValues ? decision.combos[seat] : sum(reach[seat]));
  place.actionCombos = !decision ? [] : head.hasValues ? decision.actionCombos
    : place.strategy.map(row => live[own(place)].reduce((total, hand) => total + reach[own(place)][hand] * row[hand], 0));
  return place;
}

const own = place => place.player;
const sum = row => row.reduce((total, x) => total + x, 0);

/** The hand that stands for a hand under images of suits. */
function representative(player, hand, images) {
  const { cards, text } = holdings[player][hand];
  if (!cards) return hand;
  const other = cards.map(card => permuted(images, card)).sort((a, b) => b - a).map(cardText).join("");
  return placeOfHand[player].get(other) ?? placeOfHand[player].get(text);
}

/** How often the cards and both players' choices allow this place, given the cards dealt; null for more than two players. */
function frequencyOf(place) {
  if (players.length !== 2 || !holdings[0][0].cards) return null;
  const mass = rows => {
    let total = 0;
    for (const i of place.live[0]) {
      if (!(rows[0][i] > 0)) continue;
      const mine = holdings[0][i].cards;
      for (const j of place.live[1]) if (rows[1][j] > 0 && !holdings[1][j].cards.some(card => mine.includes(card))) total += rows[0][i] * rows[1][j];
    }
    return total;
  };
  const all = mass(players.map((_, seat) => holdings[seat].map(hand => hand.weight)));
  return all > 0 ? mass(place.reach) / all : 0;
}

/** A seat's hands at a place by cell of the grid: combos here and in the deck, the hands, and means over them. */
function cellsOf(place, seat) {
  const cells = new Map(), isOwn = seat === place.player;
  for (const hand of place.live[seat]) {
    const key = hasGrid ? holdings[seat][hand].cell : hand;
    if (!cells.has(key)) cells.set(key, { key, hands: [], combos: 0, possible: 0, mix: isOwn ? place.strategy.map(() => 0) : null, ev: 0, equity: 0, known: 0 });
    const cell = cells.get(key), reach = place.reach[seat][hand];
    cell.hands.push(hand);
    cell.combos += reach;
    cell.possible += holdings[seat][hand].cards ? 0 : holdings[seat][hand].weight;
    if (isOwn) place.strategy.forEach((row, action) => { cell.mix[action] += reach * row[hand]; });
    if (place.ev && !Number.isNaN(place.ev[seat][hand])) {
      cell.ev += reach * place.ev[seat][hand];
      cell.equity += reach * place.equity[seat][hand];
      cell.known += reach;
    }
  }
  for (const cell of cells.values()) {
    if (!cell.possible) cell.possible = hasGrid ? combosLeft(cell.key, place.board) : 1;
    cell.share = cell.possible > 0 ? Math.min(1, cell.combos / cell.possible) : 0;
    if (cell.mix) cell.mix = cell.mix.map(x => cell.combos > 0 ? x / cell.combos : 0);
    cell.ev = cell.known > 0 ? cell.ev / cell.known : NaN;
    cell.equity = cell.known > 0 ? cell.equity / cell.known : NaN;
  }
  return cells;
}

/** The combos of a class that a board leaves. */
function combosLeft(cell, board) {
  const name = CELL_NAMES[cell], [high, low] = [RANKS.indexOf(name[0]), RANKS.indexOf(name[1])];
  let count = 0;
  for (let a = 0; a < 4; a++) {
    for (let b = 0; b < 4; b++) {
      if (name.length === 2 ? a <= b : (name[2] === "s") !== (a === b)) continue;
      if (!board.includes(high * 4 + a) && !board.includes(low * 4 + b)) count++;
    }
  }
  return count;
}
