// Runs in a page after its own script and the guide to it: does STEPS as a reader would, and leaves what it saw in an element, in base64, for `--dump-dom`.
// A guide has `isReady()`, `read()`, and `kinds`: what steps of its own do.
const until = async (what, test) => {
  for (let i = 0; i < 1000; i++) {
    const found = test();
    if (found) return found;
    await new Promise(resume => setTimeout(resume, 10));
  }
  throw new Error(`never came: ${what}`);
};
/** What every page has: its width, what sticks out of it, its colour, controls without a name. */
const common = () => ({
  unnamed: [...document.querySelectorAll("button, input, select")].filter(control => !control.textContent.trim() && !control.getAttribute("aria-label") && !control.labels?.length).length,
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  width: document.documentElement.clientWidth,
  paper: getComputedStyle(document.body).backgroundColor,
});
(async () => {
  const seen = [];
  try {
    await until("the page", isReady);
    for (const step of STEPS) {
      const [[kind, value]] = Object.entries(step);
      if (kind === "read") seen.push({ ...common(), ...read() });
      else if (kind === "click") {
        const target = await until(value, () => document.querySelector(value));
        target.focus();
        target.click();
      } else if (kind === "key") document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: value, bubbles: true, cancelable: true }));
      else await kinds[kind](value);
    }
  } catch (error) { problems.push(String(error)); }
  const result = document.createElement("pre");
  result.id = "results";
  result.textContent = btoa(unescape(encodeURIComponent(JSON.stringify({ seen, problems }))));
  document.body.append(result);
})();
