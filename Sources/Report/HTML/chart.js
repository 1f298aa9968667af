// The convergence: exploitability against iterations, both in logarithms, as SVG.

function svg(name, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(key, value);
  node.append(...children.filter(child => child !== null));
  return node;
}

function showChart() {
  const figure = document.getElementById("chart");
  const points = head.evaluations.filter(point => point.exploitability > 0 && point.iteration > 0);
  if (points.length < 2) {
    figure.replaceChildren(element("figcaption", { class: "quiet" }, "There is no curve: no evaluations of the run are at hand, or none measured an exploitability. A report of a run's folder has them, and one that a script writes after its run."));
    return;
  }
  const name = head.measure || "exploitability", share = head.pot > 0 && !head.isUtility && !head.measure;
  const scale = share ? 100 / head.pot : 1, unitText = share ? "% of the pot" : unit();
  const xs = points.map(point => Math.log10(point.iteration)), ys = points.map(point => Math.log10(point.exploitability * scale));
  const [left, right, top, bottom] = [58, 620, 16, 250];
  const [x0, x1] = [Math.min(...xs), Math.max(...xs, Math.min(...xs) + 0.1)], [low, high] = [Math.min(...ys), Math.max(...ys)];
  const room = Math.max(0.08, (high - low) * 0.08), y0 = low - room, y1 = high + room;
  const px = x => left + (x - x0) / (x1 - x0) * (right - left), py = y => bottom - (y - y0) / (y1 - y0) * (bottom - top);
  const lines = [];
  for (const tick of ticks(y0, y1)) lines.push(svg("line", { class: "rule", x1: left, x2: right, y1: py(tick), y2: py(tick) }), svg("text", { x: left - 8, y: py(tick) + 4, "text-anchor": "end" }, short(10 ** tick)));
  for (const tick of ticks(x0, x1)) lines.push(svg("line", { class: "rule", x1: px(tick), x2: px(tick), y1: top, y2: bottom }), svg("text", { x: px(tick), y: bottom + 18, "text-anchor": "middle" }, short(10 ** tick)));
  const curve = points.map((_, i) => `${i ? "L" : "M"}${px(xs[i]).toFixed(1)} ${py(ys[i]).toFixed(1)}`).join("");
  const dots = points.map((point, i) => svg("circle", { cx: px(xs[i]).toFixed(1), cy: py(ys[i]).toFixed(1), r: points.length > 80 ? 2 : 3.5, tabindex: points.length > 80 ? null : 0 },
    svg("title", {}, `iteration ${point.iteration}: ${short(point.exploitability * scale)} ${unitText}${point.seconds == null ? "" : `, ${decimal(point.seconds, 1)} s`}`)));
  const last = points[points.length - 1];
  figure.replaceChildren(
    svg("svg", { viewBox: "0 0 640 290", role: "img", "aria-label": `${capital(name)} by iteration: from ${short(points[0].exploitability * scale)} to ${short(last.exploitability * scale)} ${unitText} after ${last.iteration} iterations` },
      ...lines, svg("path", { class: "area", d: `${curve}L${px(xs[xs.length - 1]).toFixed(1)} ${bottom}L${px(xs[0]).toFixed(1)} ${bottom}Z` }), svg("path", { class: "curve", d: curve }), ...dots,
      svg("text", { x: right, y: bottom + 34, "text-anchor": "end" }, "iteration")),
    element("figcaption", { class: "quiet" }, `${capital(name)} in ${unitText} after each evaluation; both axes are logarithmic.`));
}

/** Marks at 1, 2 and 5 times powers of ten, or at powers alone if there are many. */
function ticks(low, high) {
  const found = [];
  for (const digits of [[1, 2, 5], [1]]) {
    found.length = 0;
    for (let power = Math.floor(low); power <= high; power++) for (const digit of digits) {
      const at = power + Math.log10(digit);
      if (at >= low && at <= high) found.push(at);
    }
    if (found.length <= 9) break;
  }
  return found;
}

/** A number in as few digits as it needs. */
function short(x) {
  if (x >= 1e6 && Number.isInteger(Math.log10(x))) return `10^${Math.log10(x)}`;
  return x >= 100 ? Math.round(x).toLocaleString("en-US") : Number(x.toPrecision(2)).toString();
}
