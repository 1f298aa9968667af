import Abstraction
import Cards
import Foundation
import Testing

@testable import Report

/// The page of an aggregate in headless Chromium: what is shown, sorted, filtered and added up is what the CSV says. Errors of the page and of its console
/// fail.
@Suite(.serialized, .enabled(if: Browser.path != nil, "no Chromium: scripts/install-packages --browser installs it"))
struct AggregateBrowserTests {
  /// What was seen at each `read`.
  private struct Sight: Decodable {
    var names: [String]
    /// Texts by the names of the columns, of the rows that are shown.
    var rows: [[String: String]]
    var foot: [String: String]
    var count: String
    var sorted: [String: String]
    /// The columns that have a place on the screen.
    var columns: [String]
    var unnamed: Int
    var overflow: Int
    var width: Int
    var paper: String
  }

  /// The named list of 15 flops with made-up results; on paired flops a bet has another label.
  private static let report: AggregateReport = {
    var random = SplitMix(state: 6)
    let rows = FlopSubset(named: "15")!.flops.map { flop, weight in
      let equity = 0.3 + 0.4 * random.unit(), bets = random.unit(), reach = random.unit(), answer = random.unit()
      return AggregateRow(
        board: flop.text, weight: weight, deals: 500 + 300 * random.unit(), pot: 10, iterations: 20, exploitability: random.unit(), equity: [equity, 1 - equity],
        ev: [10 * random.unit(), 10 * random.unit()],
        lines: [
          .init(line: "", reach: 1, labels: ["x", flop.pairing == .paired ? "b5" : "b7"], frequencies: [1 - bets, bets]),
          .init(line: "x", reach: reach, labels: ["x", "b7"], frequencies: [answer, 1 - answer]),
        ])
    }
    return AggregateReport(rows)
  }()

  private func visit(_ steps: [[String: Any]], _ browser: Browser = Browser()) throws -> [Sight] {
    try browser.visit(AggregatePage(Self.report, title: "Fifteen <flops>").html, guide: "aggregate-guide.js", steps: steps)
  }

  /// Compares all cells, and the totals, with the CSV of the same rows in the same order.
  private func compare(_ sight: Sight, _ known: AggregateReport) throws {
    let lines = known.csv.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    #expect(sight.names == lines[0] && sight.rows.count == lines.count - 2)
    for (shown, cells) in zip(sight.rows + [sight.foot], lines.dropFirst()) {
      for (column, cell) in zip(known.columns, cells) {
        let text = try #require(shown[column.name])
        guard let value = Double(cell), column.isNumeric else {
          #expect(text == cell, "\(cells[0]): \(column.name)")
          continue
        }
        let scale = column.isShare ? 100.0 : 1, half = 0.5 * pow(10, -Double(column.places))
        #expect(abs((Double(text) ?? .nan) - value * scale) <= half * 1.001, "\(cells[0]): \(column.name) shows \(text), the CSV has \(cell)")
      }
    }
  }

  @Test func itShowsTheTable() throws {
    let seen = try visit([["read": true]])
    try compare(seen[0], Self.report)
    #expect(seen[0].count == "15 of 15 flops" && seen[0].sorted.isEmpty && seen[0].unnamed == 0)
    #expect(seen[0].columns == seen[0].names, "a wide screen has room for all")
    #expect(seen[0].foot["board"] == "total" && seen[0].foot["weight"] == "22100")
  }

  /// Numbers from the largest, texts from the first; a second click turns it round; what a flop lacks comes last, then first.
  @Test(arguments: ["ev_oop", "weight", "x reach", "board", "suits", "root b5"])
  func itSorts(column: String) throws {
    let head = "th[data-name='\(column)'] button"
    let seen = try visit([["click": head], ["read": true], ["click": head], ["read": true]])
    let isText = ["board", "suits"].contains(column)
    for (sight, falls) in zip(seen, [!isText, isText]) {
      try compare(sight, try #require(Self.report.arranged(by: falls ? "-\(column)" : column) { _ in true }))
      #expect(sight.sorted == [column: falls ? "descending" : "ascending"])
    }
  }

  @Test func itFiltersAndAddsUp() throws {
    let seen = try visit([
      ["choose": ["pairing", "paired"]], ["read": true], ["choose": ["suits", "rainbow"]], ["read": true], ["choose": ["pairing", ""]], ["choose": ["suits", ""]],
      ["board": "a 6"], ["click": "th[data-name='exploitability'] button"], ["read": true], ["board": "ks"], ["read": true], ["board": "nothing"], ["read": true], ["board": ""], ["read": true],
    ])
    func flop(_ row: AggregateRow) throws -> Flop { Flop(try Card.list(row.board)) }
    func arranged(by column: String? = nil, _ isWanted: (AggregateRow) throws -> Bool) throws -> AggregateReport { try #require(try Self.report.arranged(by: column, where: isWanted)) }
    try compare(seen[0], arranged { try flop($0).pairing == .paired })
    try compare(seen[1], arranged { try flop($0).pairing == .paired && flop($0).suits == .rainbow })
    #expect((1..<seen[0].rows.count).contains(seen[1].rows.count))
    try compare(seen[2], arranged(by: "-exploitability") { $0.board.contains("A") && $0.board.contains("6") })
    #expect(!seen[2].rows.isEmpty)
    try compare(seen[3], arranged(by: "-exploitability") { $0.board.contains("Ks") })
    #expect(seen[4].rows.isEmpty && seen[4].count == "0 of 15 flops" && seen[4].foot["ev_oop"] == "" && seen[4].foot["weight"] == "0")
    try compare(seen[5], arranged(by: "-exploitability") { _ in true })
  }

  /// The page is no wider than a phone, whose screen has no room for what is not about play; filters still know it.
  @Test func aPhoneShowsIt() throws {
    let seen = try visit([["read": true], ["choose": ["pairing", "paired"]], ["read": true]], Browser(isPhone: true))
    for sight in seen { #expect(sight.width <= 390 && sight.overflow <= 0) }
    #expect(!seen[0].columns.contains("straights") && seen[0].columns.contains("ev_oop") && seen[0].names.contains("straights"))
    try compare(seen[1], try #require(try Self.report.arranged(by: nil) { Flop(try Card.list($0.board)).pairing == .paired }))
  }

  @Test func darkSystemsGetADarkPage() throws {
    let light = try visit([["read": true]]), dark = try visit([["read": true]], Browser(isDark: true))
    func brightness(_ sight: Sight) -> Int { sight.paper.matches(of: /\d+/).prefix(3).reduce(0) { $0 + (Int($1.0) ?? 0) } }
    #expect(brightness(light[0]) > 600 && brightness(dark[0]) < 150, "\(light[0].paper), \(dark[0].paper)")
  }
}
