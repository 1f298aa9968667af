// What there is to see and to do in the page of an aggregate.
const heads = [...document.querySelectorAll("thead th")], names = heads.map(head => head.dataset.name);
const isReady = () => !document.getElementById("filters").hidden;
const texts = row => Object.fromEntries([...row.cells].map((cell, column) => [names[column], cell.textContent]));
const read = () => ({
  names,
  rows: [...document.querySelectorAll("tbody tr")].filter(row => !row.hidden).map(texts),
  foot: texts(document.querySelector("tfoot tr")),
  count: document.getElementById("count").textContent,
  sorted: Object.fromEntries(heads.map(head => [head.dataset.name, head.getAttribute("aria-sort")]).filter(([, order]) => order !== "none")),
  columns: heads.filter(head => head.getClientRects().length).map(head => head.dataset.name),
});
const set = (control, value) => {
  control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
};
const kinds = {
  board: text => set(document.getElementById("board"), text),
  choose: ([name, text]) => set(document.querySelector(`select[data-column="${name}"]`), text),
};
