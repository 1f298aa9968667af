// What the file holds: the head as JSON, and a chunk for each subtree of a street on each board, read when it is first looked at.
const head = JSON.parse(document.getElementById("head").textContent);
const nodes = head.nodes, players = head.players;
const DECISION = 0, DEAL = 1, FOLD = 2, SHOWDOWN = 3, ALL_IN = 4;

/** By player, each hand: its text, its cards (null for a class of hands), its cell in the grid (null for hands of one card), its weight. */
const holdings = players.map(player => player.hands.map((text, i) => {
  const isClass = /^[2-9TJQKA]{2}[so]?$/.test(text);
  const cards = isClass ? null : cardsOf(text);
  const cell = isClass ? CELL_NAMES.indexOf(text) : cards.length === 2 ? cellOfCards(cards) : null;
  return { text, cards, cell, weight: player.weights[i] };
}));
const placeOfHand = holdings.map(hands => new Map(hands.map((hand, i) => [hand.text, i])));
const rootBoard = head.board.map(cardOf);
const hasGrid = holdings[0].length > 0 && holdings[0][0].cell !== null;

/** The boards that were solved: what was dealt since the one above, all cards below the root's, and the boards below. */
const boards = head.boards.parent.map((parent, i) => ({ parent, dealt: cardsOf(head.boards.cards[i]), below: [] }));
boards.forEach((board, i) => {
  const above = boards[board.parent];
  board.cards = above ? [...above.cards, ...board.dealt] : board.dealt;
  if (above) above.below.push(i);
  board.key = keyOf(board.dealt);
});

function keyOf(cards) { return [...cards].sort((a, b) => a - b).join(); }

/** The boards that stand for what was dealt, by street, and the images of suits that lead to them; null if it is not in the file. */
function boardsOf(dealt) {
  for (const images of head.symmetry) {
    const way = [0];
    for (const cards of dealt) {
      const key = keyOf(cards.map(card => permuted(images, card)));
      const next = boards[way[way.length - 1]].below.find(i => boards[i].key === key);
      if (next === undefined) break;
      way.push(next);
    }
    if (way.length === dealt.length + 1) return { way, images };
  }
  return null;
}

/** The hands that some cards leave a player. */
function liveHands(player, cards) {
  const dead = new Set(cards), live = [];
  holdings[player].forEach((hand, i) => { if (!hand.cards || !hand.cards.some(card => dead.has(card))) live.push(i); });
  return live;
}

/** By board and player: the place of each hand in the rows of that board, -1 for those it blocks. */
const rowPlaces = new Map();
function placesOn(board, player) {
  const key = board * players.length + player;
  if (!rowPlaces.has(key)) {
    const places = new Int32Array(holdings[player].length).fill(-1);
    const live = liveHands(player, boards[board].cards);
    live.forEach((hand, place) => { places[hand] = place; });
    rowPlaces.set(key, { places, count: live.length });
  }
  return rowPlaces.get(key);
}

/** The nodes from the root to a node. */
function wayTo(node) {
  const way = [];
  for (let at = node; at >= 0; at = nodes.parent[at]) way.unshift(at);
  return way;
}

/** The first decision of the street that a node is on. */
function streetRoot(node) {
  while (nodes.parent[node] >= 0 && nodes.kind[nodes.parent[node]] !== DEAL) node = nodes.parent[node];
  return node;
}

/** The decisions of a street from its first one on, in the order of the tree. */
function decisionsFrom(root) {
  const found = [], open = [root];
  while (open.length) {
    const node = open.pop();
    if (nodes.kind[node] !== DECISION || !nodes.count[node]) continue;
    found.push(node);
    for (let i = 0; i < nodes.count[node]; i++) open.push(nodes.first[node] + i);
  }
  return found.sort((a, b) => a - b);
}

async function inflated(base64) {
  const stream = new DecompressionStream("deflate"), writer = stream.writable.getWriter(), reader = stream.readable.getReader();
  // Errors of the writer come out of the reader, too.
  writer.write(Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))).catch(() => {});
  writer.close().catch(() => {});
  const parts = [];
  for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value);
  const bytes = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  parts.reduce((at, part) => { bytes.set(part, at); return at + part.length; }, 0);
  return bytes;
}

/** The chunks that were read last, by the ids of their elements. */
const chunks = new Map();
const CHUNKS_KEPT = 64;

function chunkOf(board, root) {
  const id = `d${board}-${root}`;
  let chunk = chunks.get(id);
  if (!chunk) {
    const text = document.getElementById(id);
    chunk = text ? inflated(text.textContent).then(bytes => readChunk(bytes, board, root)) : Promise.resolve(null);
    if (chunks.size >= CHUNKS_KEPT) chunks.delete(chunks.keys().next().value);
  }
  chunks.delete(id);
  chunks.set(id, chunk);
  return chunk;
}

/** Reads the decisions of a chunk; docs/REPORTS.md describes the bytes. */
function readChunk(bytes, board, root) {
  const view = new DataView(bytes.buffer);
  let at = 0;
  const number = () => { at += 4; return view.getFloat32(at - 4, true); };
  const numbers = count => Array.from({ length: count }, number);
  const row = (count, bits) => {
    const out = new Float64Array(count), top = bits === 8 ? 254 : 65534;
    for (let i = 0; i < count; i++) {
      const code = bits === 8 ? bytes[at + i] : bytes[at + i] | bytes[at + count + i] << 8;
      out[i] = code > top ? NaN : code / top;
    }
    at += count * bits / 8;
    return out;
  };
  const decisions = new Map();
  for (const node of decisionsFrom(root)) {
    const player = nodes.player[node], actions = nodes.count[node], decision = { node, player, actions };
    const count = players.map((_, seat) => placesOn(board, seat).count);
    if (head.hasValues) {
      for (const key of ["combos", "values", "equities"]) decision[key] = numbers(players.length);
      for (const key of ["actionCombos", "actionValues"]) decision[key] = numbers(actions);
      decision.low = number();
      decision.step = number();
    }
    decision.strategy = Array.from({ length: actions - 1 }, () => row(count[player], head.bits));
    decision.strategy.push(Float64Array.from({ length: count[player] }, (_, i) => Math.max(0, 1 - decision.strategy.reduce((sum, r) => sum + r[i], 0))));
    if (head.hasValues) {
      const values = n => row(n, 16).map(x => decision.low + x * 65534 * decision.step);
      decision.handActionValues = Array.from({ length: actions }, () => values(count[player]));
      const other = values(count[1 - player]);
      const own = Float64Array.from(decision.handActionValues[0], (_, i) =>
        decision.strategy.reduce((sum, r, a) => sum + (r[i] > 0 ? r[i] * decision.handActionValues[a][i] : 0), 0));
      decision.handActionValues[0].forEach((x, i) => { if (Number.isNaN(x)) own[i] = NaN; });
      decision.handValues = player === 0 ? [own, other] : [other, own];
      const equities = [row(count[player], head.bits), row(count[1 - player], head.bits)];
      decision.handEquities = player === 0 ? equities : equities.reverse();
    }
    decisions.set(node, decision);
  }
  return decisions;
}

async function decisionAt(node, way) {
  const chunk = await chunkOf(way[nodes.street[node]], streetRoot(node));
  return chunk ? chunk.get(node) : null;
}
