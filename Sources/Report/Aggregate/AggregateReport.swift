/// The solves of a list of flops as a table: a row a flop, and what they come to together.
public struct AggregateReport: Sendable {
  public let columns: [AggregateColumn]
  public let rows: [AggregateRow]

  public init(_ rows: [AggregateRow]) {
    self.rows = rows
    columns = AggregateColumn.columns(of: rows)
  }

  /// The values of a row, one a column.
  public func values(_ row: AggregateRow) -> [AggregateColumn.Value] { columns.map { $0.value(row) } }

  /// What each column comes to over all rows: sums of weights, means over all deals.
  public var totals: [AggregateColumn.Value] { columns.map { $0.total(rows) } }

  /// The rows that fit, in another order; columns stay.
  ///
  /// - Parameter column: a column's name, with `-` in front for the largest first; nil for the order of the list.
  /// - Returns: nil if there is no such column.
  public func arranged(by column: String?, where isWanted: (AggregateRow) throws -> Bool) rethrows -> AggregateReport? {
    var wanted = try rows.filter(isWanted)
    if let column {
      let falls = column.hasPrefix("-")
      guard let key = columns.first(where: { $0.name == (falls ? String(column.dropFirst()) : column) }) else { return nil }
      let keyed = wanted.enumerated().map { (place: $0.offset, value: key.value($0.element), row: $0.element) }
      wanted = keyed.sorted { one, other in
        if Self.precedes(one.value, other.value) { return !falls }
        if Self.precedes(other.value, one.value) { return falls }
        return one.place < other.place
      }.map(\.row)
    }
    return AggregateReport(wanted, columns: columns)
  }

  private init(_ rows: [AggregateRow], columns: [AggregateColumn]) {
    self.rows = rows
    self.columns = columns
  }

  private static func precedes(_ one: AggregateColumn.Value, _ other: AggregateColumn.Value) -> Bool {
    switch (one, other) {
    case (.text(let a), .text(let b)): a < b
    case (.whole(let a), .whole(let b)): a < b
    case (.number(let a), .number(let b)): a < b
    case (.none, .none): false
    case (.none, _): true
    default: false
    }
  }

  /// Comma-separated values: a line of names, a line a flop, and a last one with `total` in place of the board.
  public var csv: String {
    func cell(_ value: AggregateColumn.Value) -> String {
      switch value {
      case .text(let text): text
      case .whole(let number): "\(number)"
      case .number(let number): "\(Float(number))"
      case .none: ""
      }
    }
    let lines = [columns.map(\.name)] + rows.map { values($0).map(cell) } + [["total"] + totals.dropFirst().map(cell)]
    return lines.map { $0.joined(separator: ",") + "\n" }.joined()
  }

  /// The table for a terminal, the total last.
  public func text(style: TextStyle, width: Int) -> String {
    let shown = columns.filter { !$0.isDetail }
    var table = TextTable(shown.enumerated().map { $0 == 0 ? .left($1.title) : .right($1.title) })
    for row in rows { table.add(shown.map { $0.shown($0.value(row)) }) }
    table.add(["total"] + shown.dropFirst().map { $0.shown($0.total(rows)) })
    return table.lines(style: style, width: width).joined(separator: "\n")
  }
}
