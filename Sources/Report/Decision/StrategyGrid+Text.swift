import Cards

extension StrategyGrid {
  /// The title, the grid, and a legend with each action's frequency and combos.
  ///
  /// - Parameter width: columns of the terminal. The plain grid has labels in its cells from 91 columns on, else ranks at its edges.
  public func text(style: TextStyle, width: Int) -> String {
    let width = max(width, narrowestWidth)
    let title = view.title(style: style, width: width)
    return (title + [""] + body(style, width) + [""] + legend(style, width)).joined(separator: "\n")
  }

  private func body(_ style: TextStyle, _ width: Int) -> [String] {
    if cells.isEmpty { return HandRows(view, view.hands).lines(style: style, width: width) }
    if style != .plain { return width >= 13 * 4 ? colouredGrid(style, cellWidth: min(8, width / 13)) : narrowGrid(style) }
    return width >= 13 * 7 ? labelledGrid() : rankedGrid()
  }

  // MARK: colours

  private func colouredGrid(_ style: TextStyle, cellWidth: Int) -> [String] {
    (0..<13).map { row in
      (0..<13).map { column in
        guard let cell = cells[row * 13 + column] else { return String(repeating: " ", count: cellWidth) }
        return bar(cell, style, cellWidth)
      }.joined()
    }
  }

  /// For narrow terminals: ranks at the edges, cells of two columns without labels, each column in two halves.
  private func narrowGrid(_ style: TextStyle) -> [String] {
    let ranks = Rank.allCases.reversed().map(\.description)
    let rows = (0..<13).map { row in
      ranks[row] + " " + (0..<13).map { column in cells[row * 13 + column].map { halves($0, style) } ?? "  " }.joined()
    }
    return [style.bold("  " + ranks.map { $0.padded(to: 2) }.joined().trimmed)] + rows
  }

  /// A cell's actions as four halves of two columns.
  private func halves(_ cell: Cell, _ style: TextStyle) -> String {
    let lengths = Self.apportion(cell.frequencies, columns: 4)
    let colours = zip(view.actions, lengths).flatMap { Array(repeating: dimmed($0.colour, cell), count: $1) }
    return (0..<2).map { style.leftHalf(colours[2 * $0], on: colours[2 * $0 + 1]) }.joined()
  }

  /// A class that is all here keeps the pure colour; a trace of one keeps two fifths of it.
  private func dimmed(_ colour: Colour, _ cell: Cell) -> Colour { colour.mixed(with: Colour(48, 48, 48), 0.6 * (1 - min(1, cell.share))) }

  /// The label of a cell, on a bar of its actions.
  private func bar(_ cell: Cell, _ style: TextStyle, _ width: Int) -> String {
    let label = Array(((width > 4 ? " " : "") + cell.handClass.description).padded(to: width))
    let lengths = Self.apportion(cell.frequencies, columns: width)
    var text = ""
    var start = 0
    for (action, length) in zip(view.actions, lengths) where length > 0 {
      text += style.onBackground(dimmed(action.colour, cell), String(label[start..<start + length]))
      start += length
    }
    return text
  }

  /// Shares out columns by frequency, so that they add up (largest remainders).
  static func apportion(_ frequencies: [Double], columns: Int) -> [Int] {
    let total = frequencies.reduce(0, +)
    guard total > 0 else { return frequencies.indices.map { $0 == 0 ? columns : 0 } }
    let exact = frequencies.map { $0 / total * Double(columns) }
    var lengths = exact.map { Int($0) }
    let remainders = exact.map { $0 - $0.rounded(.down) }
    let order = exact.indices.sorted { (remainders[$0], $1) > (remainders[$1], $0) }
    for index in order.prefix(max(0, columns - lengths.reduce(0, +))) { lengths[index] += 1 }
    return lengths
  }

  // MARK: plain

  private func labelledGrid() -> [String] {
    (0..<13).map { row in
      (0..<13).map { column in
        cells[row * 13 + column].map { "\($0.handClass.description.padded(to: 3)) \(leading($0))" } ?? "      "
      }.joined(separator: " ").trimmed
    }
  }

  private func rankedGrid() -> [String] {
    let ranks = Rank.allCases.reversed().map(\.description)
    let heading = "  " + ranks.map { $0.padded(to: 2) }.joined(separator: " ")
    let rows = (0..<13).map { row in
      ranks[row] + " " + (0..<13).map { column in cells[row * 13 + column].map(leading) ?? "  " }.joined(separator: " ")
    }
    return ([heading] + rows).map(\.trimmed)
  }

  /// The most frequent action's letter, and its frequency in tens: `b8`, `x*`.
  private func leading(_ cell: Cell) -> String {
    var best = 0
    for action in cell.frequencies.indices where cell.frequencies[action] > cell.frequencies[best] { best = action }
    let tens = Int((cell.frequencies[best] * 10).rounded())
    return "\(view.actions[best].letter)\(tens >= 10 ? "*" : "\(tens)")"
  }

  // MARK: legend

  private func legend(_ style: TextStyle, _ width: Int) -> [String] {
    var table = TextTable([.left("  "), .left("action"), .right("freq"), .right(view.tree.rules.handNoun + "s")])
    for action in view.actions {
      table.add(
        [" \(action.letter)", action.name, percentText(action.frequency), decimalText(action.combos, places: 1)], mark: action.colour)
    }
    let lines = table.lines(style: style, width: width)
    guard !cells.isEmpty else { return lines }
    let key =
      style == .plain
      ? "The most frequent action and its frequency in tens (8 is 80 %, * is 100 %); suited above the diagonal, offsuit below."
      : "Suited above the diagonal, offsuit below; dim where only a part of the combos comes here."
    return lines + [""] + wrap(key, width: width)
  }
}
