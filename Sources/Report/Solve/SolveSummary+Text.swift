extension SolveSummary {
  /// The players' equity, EV and gain as a table, then exploitability, iterations and time.
  public func text(style: TextStyle, width: Int) -> String {
    let width = max(width, narrowestWidth)
    let lines = table.lines(style: style, width: width) + [""]
    return (lines + notes.flatMap { wrap($0, width: width) }).joined(separator: "\n")
  }

  /// What values are counted in.
  private var unit: String { isUtility ? "utility" : "chips" }

  private var table: TextTable {
    let hasEquity = players.contains { $0.equity != nil }
    var columns: [TextTable.Column] = [.left("seat")]
    if hasEquity { columns.append(.right("equity")) }
    columns.append(.right("EV \(unit)"))
    if bigBlind != nil { columns.append(.right("EV bb")) }
    if startingPot > 0 { columns.append(.right("EV % pot")) }
    columns.append(.right("gain \(unit)"))
    if startingPot > 0 { columns.append(.right("gain % pot")) }
    var table = TextTable(columns)
    let places = isUtility ? 4 : chipPlaces(pot: startingPot)
    for player in players {
      var row = [player.name]
      if hasEquity { row.append(percentText(player.equity, places: 2)) }
      row.append(decimalText(player.value, places: places))
      if let bigBlind { row.append(decimalText(player.value / bigBlind, places: chipPlaces(pot: startingPot / bigBlind))) }
      if startingPot > 0 { row.append(percentText(shareOfPot(player.value), places: 2)) }
      row.append(decimalText(player.gain, places: smallPlaces(exploitability)))
      if let share = shareOfPot(player.gain), let mean = shareOfPot(exploitability) {
        row.append(percentText(share, places: smallPlaces(mean * 100)))
      }
      table.add(row)
    }
    return table
  }

  private var notes: [String] {
    var notes = ["exploitability \(amounts(exploitability)): the mean gain of a best response"]
    if startingPot > 0 { notes.append("% pot is of the starting pot, \(decimalText(startingPot, places: 2).shortened) chips") }
    if let reason = notZeroSum.map({ "not zero-sum (\($0))" }) ?? (players.count == 2 ? nil : "\(players.count) players") {
      notes.append(
        "\(reason): no certificate of equilibrium; a gain is what that player alone could win by deviating, and guarantees nobody's EV")
    }
    let rate = seconds > 0 ? " (\(rateText(Double(iterations) / seconds)))" : ""
    notes.append("\(plural(iterations, "iteration")) in \(decimalText(seconds, places: 1)) s\(rate)")
    return notes
  }

  /// `0.62 chips = 0.031 bb = 0.31 % of the starting pot`.
  private func amounts(_ chips: Double) -> String {
    var texts = ["\(smallText(chips)) \(unit)"]
    if let bigBlind { texts.append("\(smallText(chips / bigBlind)) bb") }
    if let share = shareOfPot(chips) { texts.append("\(smallText(share * 100)) % of the starting pot") }
    return texts.joined(separator: " = ")
  }
}
