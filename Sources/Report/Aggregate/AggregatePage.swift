/// An aggregate as one page of HTML that needs nothing else: a table that sorts by any column and filters by board, suits, pairing and high card, with
/// the totals of the rows that are shown. Without scripts the whole table is still there to be read.
public struct AggregatePage {
  private let report: AggregateReport
  private let title: String

  public init(_ report: AggregateReport, title: String) {
    self.report = report
    self.title = title
  }

  public var html: String {
    let columns = report.columns, totals = report.totals
    let heads = columns.map { column in
      "<th\(classes(column)) data-name=\"\(xmlText(column.name))\" data-total=\"\(total(column))\" data-places=\"\(column.places)\" "
        + "data-scale=\"\(column.isShare ? 100 : 1)\" aria-sort=\"none\"><button type=\"button\">\(xmlText(column.heading))\(column.isShare ? " %" : "")</button></th>"
    }
    let body = report.rows.map { row in
      let reach = row.lines.map { "\(Float($0.reach))" }.joined(separator: " ")
      let cells = columns.enumerated().map { cell($1.value(row), $1, isFirst: $0 == 0) }.joined()
      return "<tr data-share=\"\(Float(row.share))\" data-pot=\"\(Float(row.pot))\" data-reach=\"\(reach)\">\(cells)</tr>"
    }
    let foot = columns.indices.map { $0 == 0 ? "<th>total</th>" : cell(totals[$0], columns[$0], isFirst: false) }.joined()
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(xmlText(title))</title>
      <style>
      \(String(decoding: PackageResources.aggregate_css, as: UTF8.self))</style>
      </head>
      <body>
      <h1>\(xmlText(title))</h1>
      <p class="note">\(plural(report.rows.count, "flop")) of weight \(countText(report.rows.reduce(0) { $0 + $1.weight })). Totals are means over all deals of the flops
      that are shown; EV in chips; EQR is EV / (equity x pot).</p>
      <form id="filters" hidden>
      <label>board <input id="board" type="search" placeholder="A 7, Ts" autocomplete="off"></label>
      \(choice("suits"))\(choice("pairing"))\(choice("high"))<output id="count"></output>
      </form>
      <div class="scroll"><table>
      <thead><tr>\(heads.joined())</tr></thead>
      <tbody>
      \(body.joined(separator: "\n"))
      </tbody>
      <tfoot><tr>\(foot)</tr></tfoot>
      </table></div>
      <script>
      "use strict";
      (() => {
      \(String(decoding: PackageResources.aggregate_js, as: UTF8.self))})();
      </script>
      </body>
      </html>

      """
  }

  /// What the script needs to know to add a column up.
  private func total(_ column: AggregateColumn) -> String {
    switch column.total {
    case .none: "none"
    case .sum: "sum"
    case .mean: "mean"
    case .meanAtLine(let place): "line \(place)"
    case .realisation(let player): "eqr \(player == 0 ? "oop" : "ip")"
    }
  }

  private func cell(_ value: AggregateColumn.Value, _ column: AggregateColumn, isFirst: Bool) -> String {
    let shown = xmlText(column.shown(value))
    switch value {
    case .text(let text): return isFirst ? "<th scope=\"row\">\(Self.suited(text))</th>" : "<td\(classes(column))>\(shown)</td>"
    case .whole(let number): return "<td\(classes(column)) data-v=\"\(number)\">\(shown)</td>"
    case .number(let number):
      let bar = column.hasBar ? " style=\"--bar:\(decimalText(min(1, max(0, number)) * 100, places: 1))%\"" : ""
      return "<td\(classes(column, hasBar: column.hasBar)) data-v=\"\(Float(number))\"\(bar)>\(shown)</td>"
    case .none: return "<td\(classes(column))></td>"
    }
  }

  private func classes(_ column: AggregateColumn, hasBar: Bool = false) -> String {
    let names = (column.isNumeric ? ["n"] : []) + (column.isDetail ? ["detail"] : []) + (hasBar ? ["bar"] : [])
    return names.isEmpty ? "" : " class=\"\(names.joined(separator: " "))\""
  }

  /// A list of the texts that a column has, to choose one.
  private func choice(_ name: String) -> String {
    guard let column = report.columns.first(where: { $0.name == name }) else { return "" }
    var texts: [String] = []
    for row in report.rows { if case .text(let text) = column.value(row), !texts.contains(text) { texts.append(text) } }
    let options = texts.map { "<option>\(xmlText($0))</option>" }.joined()
    return "<label>\(name) <select data-column=\"\(name)\"><option value=\"\">all</option>\(options)</select></label>\n"
  }

  /// The cards of a board, each in the colour of its suit.
  private static func suited(_ board: String) -> String {
    let cards = Array(board)
    return stride(from: 0, to: cards.count - 1, by: 2).map { "<span class=\"\(cards[$0 + 1])\">\(cards[$0])\(cards[$0 + 1])</span>" }.joined()
  }
}
