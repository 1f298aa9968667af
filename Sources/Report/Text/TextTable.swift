/// Rows and columns of text, aligned. A table that is too wide is cut between columns into several, one under the other, each beginning with
/// the first column.
struct TextTable {
  enum Alignment {
    case left, right
  }

  struct Column {
    let title: String
    let alignment: Alignment

    static func left(_ title: String) -> Column { Column(title: title, alignment: .left) }
    static func right(_ title: String) -> Column { Column(title: title, alignment: .right) }
  }

  let columns: [Column]
  private var rows: [[String]] = []
  private var marks: [Colour?] = []

  init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row: one text a column.
  ///
  /// - Parameter mark: the background of the first column's text, in colours.
  mutating func add(_ row: [String], mark: Colour? = nil) {
    precondition(row.count == columns.count, "a row has one text a column")
    rows.append(row)
    marks.append(mark)
  }

  /// The lines of the table, the titles in bold; no line is wider than `width` unless two columns alone are.
  func lines(style: TextStyle, width: Int) -> [String] {
    let widths = columns.indices.map { column in rows.reduce(columns[column].title.count) { max($0, $1[column].count) } }
    let gap = widths.reduce(0, +) + 2 * (widths.count - 1) <= width ? 2 : 1
    var lines: [String] = []
    for group in groups(widths, gap: gap, width: width) {
      if !lines.isEmpty { lines.append("") }
      lines.append(style.bold(line(columns.map(\.title), group, widths, gap)))
      for (row, mark) in zip(rows, marks) {
        let text = line(row, group, widths, gap)
        guard let mark else { lines.append(text); continue }
        lines.append(style.onBackground(mark, String(text.prefix(widths[0]))) + text.dropFirst(widths[0]))
      }
    }
    return lines
  }

  private func groups(_ widths: [Int], gap: Int, width: Int) -> [[Int]] {
    guard let first = widths.first else { return [] }
    var groups = [[0]]
    var used = first
    for column in widths.indices.dropFirst() {
      if used + gap + widths[column] > width, groups[groups.count - 1].count > 1 {
        groups.append([0])
        used = first
      }
      groups[groups.count - 1].append(column)
      used += gap + widths[column]
    }
    return groups
  }

  private func line(_ texts: [String], _ group: [Int], _ widths: [Int], _ gap: Int) -> String {
    let cells = group.map { columns[$0].alignment == .left ? texts[$0].padded(to: widths[$0]) : texts[$0].rightAligned(to: widths[$0]) }
    return cells.joined(separator: String(repeating: " ", count: gap)).trimmed
  }
}
