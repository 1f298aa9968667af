// Runs in a report after its own script: does STEPS as a reader would, and leaves what it saw in an element, in base64, for `--dump-dom`.
(async () => {
  const seen = [];
  const until = async (what, test) => {
    for (let i = 0; i < 1000; i++) {
      const found = test();
      if (found) return found;
      await new Promise(resume => setTimeout(resume, 10));
    }
    throw new Error(`never came: ${what}`);
  };
  const texts = (root, of) => Object.fromEntries([...root.querySelectorAll(`[data-of${of ? `="${of}"` : ""}]`)].map(cell => [cell.dataset.of, cell.textContent]));
  const rows = (selector, key) => Object.fromEntries([...document.querySelectorAll(selector)].map(row => [row.dataset[key], texts(row)]));
  const read = () => ({
    line: document.documentElement.dataset.line,
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
    unnamed: [...document.querySelectorAll("button, input, select")].filter(control => !control.textContent.trim() && !control.getAttribute("aria-label")).length,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    width: document.documentElement.clientWidth,
    focus: document.activeElement.dataset.cell || "",
    paper: getComputedStyle(document.body).backgroundColor,
  });
  try {
    await until("the page", () => document.documentElement.dataset.line !== undefined);
    for (const step of STEPS) {
      if (step.click) {
        const target = await until(step.click, () => document.querySelector(step.click));
        target.focus();
        target.click();
      }
      if (step.line !== undefined) await until(`line ${step.line}`, () => document.documentElement.dataset.line === step.line);
      if (step.type !== undefined) {
        const field = document.getElementById("filter");
        field.value = step.type;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      if (step.key) document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: step.key, bubbles: true, cancelable: true }));
      if (step.go !== undefined) { location.hash = step.go; await until(step.go, () => document.documentElement.dataset.line === step.go || !document.getElementById("problem").hidden); }
      if (step.read) seen.push(read());
    }
  } catch (error) { problems.push(String(error)); }
  const result = document.createElement("pre");
  result.id = "results";
  result.textContent = btoa(unescape(encodeURIComponent(JSON.stringify({ seen, problems }))));
  document.body.append(result);
})();
