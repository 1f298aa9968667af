// Cards are numbered 2c 2d 2h 2s 3c ... As from 0, as the engine numbers them.
const RANKS = "23456789TJQKA", SUITS = "cdhs", SUIT_SIGNS = "♣♦♥♠", SUIT_NAMES = ["clubs", "diamonds", "hearts", "spades"];
const RANK_NAMES = ["deuce", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "jack", "queen", "king", "ace"];

const rankOf = card => card >> 2, suitOf = card => card & 3;
const cardOf = text => RANKS.indexOf(text[0]) * 4 + SUITS.indexOf(text[1]);
const cardText = card => RANKS[rankOf(card)] + SUITS[suitOf(card)];
const cardName = card => `${RANK_NAMES[rankOf(card)]} of ${SUIT_NAMES[suitOf(card)]}`;
const cardsOf = text => (text.match(/../g) || []).map(cardOf);
const permuted = (images, card) => (card & ~3) | images[card & 3];

/** A card as an element. */
function cardElement(card) {
  return element("span", { class: `card s${SUITS[suitOf(card)]}`, title: cardName(card) }, RANKS[rankOf(card)], element("i", {}, SUIT_SIGNS[suitOf(card)]));
}

/** The cell of the 13x13 grid of two cards: pairs on the diagonal from the aces, suited hands above it. */
function cellOfCards([one, other]) {
  const high = 12 - Math.max(rankOf(one), rankOf(other)), low = 12 - Math.min(rankOf(one), rankOf(other));
  return suitOf(one) === suitOf(other) ? high * 13 + low : low * 13 + high;
}

/** The name of a cell: AKs, T9o, 77. */
function cellText(cell) {
  const row = Math.floor(cell / 13), column = cell % 13;
  const high = RANKS[12 - Math.min(row, column)], low = RANKS[12 - Math.max(row, column)];
  return high + low + (row === column ? "" : row < column ? "s" : "o");
}

const CELL_NAMES = Array.from({ length: 169 }, (_, cell) => cellText(cell));

/** What a hand makes of a board, in words; empty before the flop. */
function madeHand(hole, board) {
  if (board.length < 3 || hole.length !== 2) return "";
  const all = [...hole, ...board], counts = new Array(13).fill(0), suits = [0, 0, 0, 0];
  for (const card of all) { counts[rankOf(card)]++; suits[suitOf(card)]++; }
  const flush = suits.findIndex(count => count >= 5);
  if (flush >= 0 && hasStraight(all.filter(card => suitOf(card) === flush).map(rankOf))) return "straight flush";
  const times = n => counts.filter(count => count === n).length;
  if (times(4)) return "four of a kind";
  if (times(3) > 1 || (times(3) && times(2))) return "full house";
  if (flush >= 0) return "flush";
  if (hasStraight(all.map(rankOf))) return "straight";
  if (times(3)) return rankOf(hole[0]) === rankOf(hole[1]) ? "set" : "three of a kind";
  const boardRanks = board.map(rankOf).sort((a, b) => b - a), own = hole.map(rankOf);
  const onBoard = new Set(boardRanks.filter((rank, i) => boardRanks.indexOf(rank) !== i));
  if (times(2) >= 2 && own.filter(rank => counts[rank] === 2 && !onBoard.has(rank)).length > 0) {
    return own[0] === own[1] ? "pocket pair and the board's" : onBoard.size ? "pair and the board's" : "two pair";
  }
  if (own[0] === own[1]) return own[0] > boardRanks[0] ? "overpair" : own[0] > boardRanks[1] ? "second pair" : "low pair";
  const paired = own.find(rank => boardRanks.includes(rank));
  const distinct = [...new Set(boardRanks)];
  if (paired === undefined || onBoard.has(paired)) return own.every(rank => rank > distinct[0]) ? "two overcards" : "high card";
  return ["top pair", "second pair"][distinct.indexOf(paired)] || "low pair";
}

function hasStraight(ranks) {
  let bits = 0;
  for (const rank of ranks) bits |= 1 << (rank + 1);
  if (bits & (1 << 13)) bits |= 1;
  for (let low = 0; low <= 9; low++) if (((bits >> low) & 31) === 31) return true;
  return false;
}

/** What a hand may still become: flush draw, open-ended straight draw, gutshot. */
function drawOf(hole, board) {
  if (board.length < 3 || board.length > 4 || hole.length !== 2) return "";
  const all = [...hole, ...board], draws = [];
  for (let suit = 0; suit < 4; suit++) {
    if (all.filter(card => suitOf(card) === suit).length === 4 && hole.some(card => suitOf(card) === suit)) draws.push("flush draw");
  }
  const ranks = all.map(rankOf);
  if (!hasStraight(ranks)) {
    const outs = RANK_NAMES.filter((_, rank) => hasStraight([...ranks, rank]) && !hasStraight([...board.map(rankOf), rank])).length;
    if (outs >= 2) draws.push("open-ended"); else if (outs === 1) draws.push("gutshot");
  }
  return draws.join(", ");
}
