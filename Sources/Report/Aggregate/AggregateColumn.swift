import Abstraction
import Cards

/// A column of an aggregate: its value in a row, and over many rows.
public struct AggregateColumn: Sendable {
  public enum Value: Hashable, Sendable {
    case text(String), whole(Int), number(Double), none
  }

  /// How rows add up.
  enum Total: Sendable {
    /// Not at all.
    case none
    case sum
    /// The mean over all deals of the flops.
    case mean
    /// The mean over the deals in which play gets to a line, given by its place among the lines.
    case meanAtLine(Int)
    /// A ratio of means: EV over equity times pot, of a player.
    case realisation(Int)
  }

  /// As scripts, CSV and sorting name it: `ev_oop`, `root b66`.
  public let name: String
  /// As the page names it: `EV OOP`.
  let heading: String
  /// Whether it is about the flop or the solve, and not about play: what people with little room do without.
  let isDetail: Bool
  /// Places after the point when shown to people; shares are shown as percentages.
  let places: Int
  let isShare: Bool
  let total: Total
  let value: @Sendable (AggregateRow) -> Value

  private init(
    _ name: String, heading: String? = nil, places: Int = 0, isShare: Bool = false, isDetail: Bool = false, total: Total = .none,
    _ value: @escaping @Sendable (AggregateRow) -> Value
  ) {
    self.name = name
    self.heading = heading ?? name
    self.isDetail = isDetail
    self.places = places
    self.isShare = isShare
    self.total = total
    self.value = value
  }

  /// The columns of these rows: those of every row, then for each line what its labels on any flop ask for, in the order in which they are seen.
  static func columns(of rows: [AggregateRow]) -> [AggregateColumn] {
    let seats = ["oop", "ip"]
    var columns = [
      AggregateColumn("board") { .text($0.board) },
      AggregateColumn("weight", total: .sum) { .whole($0.weight) },
      AggregateColumn("deals", isDetail: true) { .number($0.deals) },
      AggregateColumn("high", isDetail: true) { text($0) { $0.cards[0].rank.description } },
      AggregateColumn("suits", isDetail: true) { text($0) { $0.suits.rawValue } },
      AggregateColumn("pairing", isDetail: true) { text($0) { $0.pairing.rawValue } },
      AggregateColumn("straights", isDetail: true) { flop($0).map { .whole($0.straights) } ?? .none },
      AggregateColumn("iterations", isDetail: true) { .whole($0.iterations) },
      AggregateColumn("exploitability", places: 3, total: .mean) { .number($0.exploitability) },
    ]
    for (player, seat) in seats.enumerated() {
      columns.append(AggregateColumn("equity_\(seat)", heading: "equity \(seat.uppercased())", places: 1, isShare: true, total: .mean) { .number($0.equity[player]) })
    }
    for (player, seat) in seats.enumerated() {
      columns.append(AggregateColumn("ev_\(seat)", heading: "EV \(seat.uppercased())", places: 2, total: .mean) { .number($0.ev[player]) })
    }
    for (player, seat) in seats.enumerated() {
      columns.append(
        AggregateColumn("eqr_\(seat)", heading: "EQR \(seat.uppercased())", places: 1, isShare: true, total: .realisation(player)) { row in
          realisation(ev: row.ev[player], equity: row.equity[player], pot: row.pot)
        })
    }
    for (place, line) in (rows.first?.lines ?? []).enumerated() { columns += self.columns(of: line.line, place, rows) }
    return columns
  }

  private static func columns(of line: String, _ place: Int, _ rows: [AggregateRow]) -> [AggregateColumn] {
    let name = line.isEmpty ? "root" : line
    var labels: [String] = []
    for row in rows { for label in row.lines[place].labels where !labels.contains(label) { labels.append(label) } }
    var columns =
      line.isEmpty
      ? [] : [AggregateColumn("\(name) reach", places: 1, isShare: true, total: .mean) { .number($0.lines[place].reach) }]
    for label in labels {
      columns.append(
        AggregateColumn("\(name) \(label)", places: 1, isShare: true, total: .meanAtLine(place)) { row in
          row.lines[place].labels.firstIndex(of: label).map { .number(row.lines[place].frequencies[$0]) } ?? .none
        })
    }
    return columns
  }

  private static func flop(_ row: AggregateRow) -> Flop? { (try? Card.list(row.board)).map { Flop($0) } }
  private static func text(_ row: AggregateRow, _ body: (Flop) -> String) -> Value { flop(row).map { .text(body($0)) } ?? .none }

  /// What a player makes of its equity: EV / (equity x pot).
  private static func realisation(ev: Double, equity: Double, pot: Double) -> Value {
    equity > 0 && pot > 0 ? .number(ev / (equity * pot)) : .none
  }

  /// What the column comes to over rows.
  func total(_ rows: [AggregateRow]) -> Value {
    func mean(_ value: (AggregateRow) -> Double, by weight: (AggregateRow) -> Double = { $0.share }) -> Double? {
      let sum = rows.reduce(0) { $0 + weight($1) }
      return sum > 0 ? rows.reduce(0) { $0 + weight($1) * value($1) } / sum : nil
    }
    /// A label that a flop lacks is not played there.
    func number(_ row: AggregateRow) -> Double { if case .number(let value) = value(row) { value } else { 0 } }
    switch total {
    case .none: return .none
    case .sum: return .whole(rows.reduce(0) { sum, row in if case .whole(let count) = value(row) { sum + count } else { sum } })
    case .mean: return mean(number).map { .number($0) } ?? .none
    case .meanAtLine(let place): return mean(number, by: { $0.share * $0.lines[place].reach }).map { .number($0) } ?? .none
    case .realisation(let player):
      guard let ev = mean({ $0.ev[player] }), let share = mean({ $0.equity[player] * $0.pot }) else { return .none }
      return Self.realisation(ev: ev, equity: share, pot: 1)
    }
  }

  /// Whether its values are numbers.
  var isNumeric: Bool { !["board", "high", "suits", "pairing"].contains(name) }

  /// Whether a bar can show a value: a share of a whole.
  var hasBar: Bool {
    if case .realisation = total { return false }
    return isShare
  }

  /// A value for people: `53.6`, in a column of percentages.
  func shown(_ value: Value) -> String {
    switch value {
    case .text(let text): text
    case .whole(let number): "\(number)"
    case .number(let number): decimalText(isShare ? number * 100 : number, places: places)
    case .none: ""
    }
  }

  /// The name for people: with the unit of shares.
  var title: String { isShare ? "\(name) %" : name }
}
