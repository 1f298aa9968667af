// The line as a strip: a column for each decision and each deal on the way, all their actions at hand.

/** An action's colour: fold blue, check and call green, sizes from light to strong red, all-in purple. */
function actionColour(child) {
  const tone = nodes.tone[child];
  if (tone === -3) return "var(--fold)";
  if (tone === -2) return "var(--call)";
  if (tone === -1) return "var(--all-in)";
  return `color-mix(in oklab, var(--bet-large) ${Math.round(tone * 100)}%, var(--bet-small))`;
}

function childrenOf(node) { return Array.from({ length: nodes.count[node] }, (_, i) => nodes.first[node] + i); }

/** A street in a sentence: the turn, round 2. */
const theStreet = street => /\s/.test(head.streets[street].name) ? head.streets[street].name : `the ${head.streets[street].name}`;

const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

/** What is there instead of a decision: who wins, or a showdown. */
function endText(node) {
  if (nodes.kind[node] === FOLD) return `${players[nodes.player[node]].name} wins the pot`;
  if (nodes.kind[node] === SHOWDOWN) return "Showdown";
  if (nodes.kind[node] === ALL_IN) return "All-in, showdown";
  if (nodes.kind[node] === DECISION) return `${players[nodes.player[node]].name} acts: not in the file`;
  return "";
}

function showPath() {
  const strip = document.getElementById("path"), way = place.steps.map(step => step.node);
  const columns = place.steps.map(({ node, decision }, i) => {
    const next = way[i + 1];
    if (nodes.kind[node] === DECISION && nodes.count[node]) return decisionColumn(node, decision, next);
    if (nodes.kind[node] === DEAL) return dealColumn(node, next);
    return element("section", { class: "step end", "aria-current": "step" }, element("header", {}, element("b", {}, endText(node)), element("small", {}, `pot ${chips(nodes.pot[node])}`)));
  });
  strip.replaceChildren(startColumn(), ...columns);
  strip.scrollLeft = strip.scrollWidth;
}

function startColumn() {
  return element("section", { class: "step cards" }, element("header", {}, element("b", {}, capital(head.streets[0].name))),
    element("button", { type: "button", class: "act deal", disabled: place.node === 0 ? "" : null, onclick: () => go(0, []), "aria-label": "Back to the root" }, element("span", { class: "quiet" }, place.node === 0 ? "start" : "↺ start")));
}

function decisionColumn(node, decision, next) {
  const player = nodes.player[node], isHere = next === undefined;
  const total = decision && head.hasValues ? decision.combos[player] : 0;
  const acts = childrenOf(node).map((child, i) => {
    const share = total > 0 ? decision.actionCombos[i] / total : isHere && place.combos[player] > 0 ? place.actionCombos[i] / place.combos[player] : null;
    return element("button", {
      type: "button", class: "act", "aria-pressed": String(child === next), "data-label": nodes.label[child], style: `--tone: ${actionColour(child)}`,
      onclick: () => go(child, place.dealt.slice(0, nodes.street[node])),
    }, element("span", { class: "name" }, capital(nodes.name[child])), element("span", { class: "share" }, share === null ? "" : percent(share, share > 0.0995 ? 0 : 1)));
  });
  return element("section", { class: `step${isHere ? " here" : ""}`, "aria-current": isHere ? "step" : null },
    element("header", {}, element("b", {}, players[player].name), element("small", {}, `pot ${chips(nodes.pot[node])}`)), ...acts);
}

function dealColumn(node, next) {
  const street = nodes.street[node], isHere = next === undefined;
  const cards = isHere ? [] : place.dealt[street];
  return element("section", { class: `step cards${isHere ? " here" : ""}`, "aria-current": isHere ? "step" : null },
    element("header", {}, element("b", {}, capital(head.streets[street + 1].name))),
    element("button", { type: "button", class: "act deal", "aria-label": `Choose ${theStreet(street + 1)}${cards.length ? `, now ${cards.map(cardName).join(" ")}` : ""}`, onclick: () => go(node, place.dealt.slice(0, street)) },
      ...(cards.length ? cards.map(cardElement) : [element("span", { class: "quiet" }, street + 1 > head.through ? "not in the file" : "choose")])));
}

/** Every card that may be dealt, suit by suit. */
function showPicker() {
  const box = document.getElementById("picker");
  box.replaceChildren();
  if (nodes.kind[place.node] !== DEAL) return;
  const street = nodes.street[place.node] + 1, count = head.streets[street].cards;
  if (street > head.through) {
    box.append(element("p", { class: "notice" }, `${capital(theStreet(street))} is not in this file: it was cut to keep it small.`));
    return;
  }
  const chosen = [];
  const buttons = [];
  for (let suit = 3; suit >= 0; suit--) {
    for (let rank = 12; rank >= 0; rank--) {
      const card = rank * 4 + suit, isPossible = count > 1 ? !place.board.includes(card) : boardsOf([...place.dealt, [card]]) !== null;
      buttons.push(element("button", {
        type: "button", class: `pick s${SUITS[suit]}`, disabled: isPossible ? null : "", "aria-label": cardName(card), "data-card": cardText(card), style: `grid-column: ${13 - rank}`,
        onclick: event => {
          chosen.push(card);
          event.currentTarget.setAttribute("aria-pressed", "true");
          if (chosen.length === count) go(nodes.first[place.node], [...place.dealt, chosen]);
        },
      }, RANKS[rank], element("i", {}, SUIT_SIGNS[suit])));
    }
  }
  const shown = buttons.some(button => button.disabled) && rootBoard.length === 0 ? buttons.filter(button => !button.disabled) : buttons;
  box.append(element("h2", {}, `Choose ${theStreet(street)}`), element("div", { class: shown === buttons ? "deck" : "deck few" }, ...shown));
}
