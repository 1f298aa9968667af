/// How the page of an aggregate looks and what it does.
enum AggregateStyle {
  static let css = """
    :root { color-scheme: light dark; --back: #fff; --text: #1c2430; --soft: #5b6675; --line: #d9dee6; --head: #f3f5f8; --bar: 0%; --fill: #cfe3f7;
      --c: #1c7a36; --d: #1b5fc1; --h: #c02a2a; --s: #1c2430; }
    @media (prefers-color-scheme: dark) { :root { --back: #14181f; --text: #e4e8ee; --soft: #9aa5b4; --line: #2c3440; --head: #1c222c; --fill: #24476b;
      --c: #5cc27a; --d: #74aef5; --h: #f07a7a; --s: #e4e8ee; } }
    * { box-sizing: border-box; }
    body { margin: 0; padding: 1rem; background: var(--back); color: var(--text); font: 14px/1.4 system-ui, sans-serif; }
    h1 { font-size: 1.25rem; margin: 0 0 .25rem; }
    .note { color: var(--soft); margin: 0 0 .75rem; max-width: 60rem; }
    form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin-bottom: .75rem; color: var(--soft); }
    form[hidden] { display: none; }
    input, select { font: inherit; color: var(--text); background: var(--head); border: 1px solid var(--line); border-radius: 4px; padding: .2rem .4rem; }
    input { width: 8rem; }
    .scroll { overflow: auto; max-height: calc(100vh - 9rem); border: 1px solid var(--line); border-radius: 6px; }
    table { border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums; white-space: nowrap; }
    th, td { padding: .25rem .6rem; border-bottom: 1px solid var(--line); text-align: left; background: var(--back); }
    thead th { position: sticky; top: 0; background: var(--head); z-index: 2; padding: 0; }
    tfoot th, tfoot td { position: sticky; bottom: 0; background: var(--head); z-index: 2; font-weight: 600; border-bottom: 0; border-top: 1px solid var(--line); }
    tr > :first-child { position: sticky; left: 0; z-index: 1; }
    thead tr > :first-child, tfoot tr > :first-child { z-index: 3; }
    thead button { all: unset; display: block; width: 100%; box-sizing: border-box; padding: .35rem .6rem; cursor: pointer; font-weight: 600; }
    thead button:focus-visible { outline: 2px solid var(--d); outline-offset: -2px; }
    th[aria-sort=ascending] button::after { content: " \\25B2"; } th[aria-sort=descending] button::after { content: " \\25BC"; }
    .n { text-align: right; }
    tbody .bar { background: linear-gradient(to right, var(--fill) var(--bar), transparent var(--bar)) var(--back); }
    .c { color: var(--c); } .d { color: var(--d); } .h { color: var(--h); } .s { color: var(--s); }
    tbody tr:hover td, tbody tr:hover th { box-shadow: inset 0 0 0 100px rgba(127,127,127,.12); }
    """

  static let script = """
    (function () {
      'use strict';
      var table = document.querySelector('table'), body = table.tBodies[0], heads = Array.from(table.tHead.rows[0].cells);
      var rows = Array.from(body.rows), foot = table.tFoot.rows[0].cells;
      var names = heads.map(function (head) { return head.textContent.replace(/ %$/, ''); });
      function value(row, column) {
        var cell = row.cells[column];
        return cell.dataset.v === undefined ? cell.textContent : Number(cell.dataset.v);
      }
      function number(row, column) { var v = Number(row.cells[column].dataset.v); return isNaN(v) ? 0 : v; }
      function mean(shown, value, weight) {
        var sum = 0, total = 0;
        shown.forEach(function (row) { var w = weight(row); sum += w; total += w * value(row); });
        return sum > 0 ? total / sum : NaN;
      }
      function share(row) { return Number(row.dataset.share); }
      function totals() {
        var shown = rows.filter(function (row) { return !row.hidden; });
        heads.forEach(function (head, column) {
          var kind = head.dataset.total.split(' '), result = NaN;
          if (kind[0] === 'none') { return; }
          if (kind[0] === 'sum') { result = shown.reduce(function (sum, row) { return sum + number(row, column); }, 0); }
          if (kind[0] === 'mean') { result = mean(shown, function (row) { return number(row, column); }, share); }
          if (kind[0] === 'line') {
            result = mean(shown, function (row) { return number(row, column); },
              function (row) { return share(row) * Number(row.dataset.reach.split(' ')[Number(kind[1])]); });
          }
          if (kind[0] === 'eqr') {
            var ev = names.indexOf('ev_' + kind[1]), equity = names.indexOf('equity_' + kind[1]);
            result = mean(shown, function (row) { return number(row, ev); }, share)
              / mean(shown, function (row) { return number(row, equity) * Number(row.dataset.pot); }, share);
          }
          foot[column].textContent = isFinite(result) ? (result * Number(head.dataset.scale)).toFixed(Number(head.dataset.places)) : '';
        });
        document.getElementById('count').textContent = shown.length + ' of ' + rows.length + ' flops';
      }
      function filter() {
        var words = document.getElementById('board').value.toLowerCase().split(/[ ,]+/).filter(Boolean);
        var choices = Array.from(document.querySelectorAll('select')).map(function (list) {
          return [names.indexOf(list.dataset.column), list.value];
        });
        rows.forEach(function (row) {
          var board = row.cells[0].textContent.toLowerCase();
          row.hidden = !words.every(function (word) { return board.indexOf(word) >= 0; })
            || !choices.every(function (choice) { return choice[1] === '' || row.cells[choice[0]].textContent === choice[1]; });
        });
        totals();
      }
      function sort(column) {
        var falls = heads[column].getAttribute('aria-sort') !== 'descending' && rows.some(function (row) { return row.cells[column].dataset.v !== undefined; });
        heads.forEach(function (head) { head.setAttribute('aria-sort', 'none'); });
        heads[column].setAttribute('aria-sort', falls ? 'descending' : 'ascending');
        rows.map(function (row, place) { return { row: row, place: place, value: value(row, column) }; }).sort(function (a, b) {
          var order = a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
          return (falls ? -order : order) || a.place - b.place;
        }).forEach(function (entry) { body.appendChild(entry.row); });
      }
      heads.forEach(function (head, column) { head.firstChild.addEventListener('click', function () { sort(column); }); });
      document.getElementById('filters').hidden = false;
      document.getElementById('filters').addEventListener('input', filter);
      document.getElementById('filters').addEventListener('submit', function (event) { event.preventDefault(); });
      totals();
    })();
    """
}
