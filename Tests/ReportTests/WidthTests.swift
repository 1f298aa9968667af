import CFR
import Cards
import Game
import Testing

@testable import Report

/// Every report of a solved spot, at every width that people have.
@Suite struct WidthTests {
  private let game: SolvedGame

  init() throws { game = try SolvedGame(Games.river(), ranges: Games.ranges(), iterations: 50) }

  private func reports(_ style: TextStyle, width: Int) throws -> [String] {
    let tree = game.solver.tree
    let view = try game.view("x-b50")
    return [
      NodeTable(view, hands: .first(100)).text(style: style, width: width),
      SolveSummary(game.evaluation, tree: tree, equities: [0.4, 0.6], iterations: 50, seconds: 1, bigBlind: 2).text(style: style, width: width),
      PriceTable(
        rows: [PriceRow(street: "river", boards: 1, decisions: 10, actions: 26, hands: [180, 265], bytes: 123_456_789)], memory: 1 << 30, memoryLimit: 1 << 32,
        numbersPerIteration: 123_456, secondsPerIteration: 0.002
      ).text(style: style, width: width),
      TreeListing(tree, depth: 4).text(style: style, width: width),
    ]
  }

  @Test(arguments: [40, 60, 80, 120])
  func nothingIsTooWide(width: Int) throws {
    for text in try reports(.plain, width: width) { #expect(text.columns <= width, "\(text)") }
    let grid = StrategyGrid(try game.view("x-b50"))
    for style in [TextStyle.plain, .palette256, .trueColour] { #expect(grid.text(style: style, width: width).columns <= width) }
  }

  @Test(arguments: [60, 80, 120])
  func coloursChangeNoCharacter(width: Int) throws {
    let plain = try reports(.plain, width: width)
    #expect(try reports(.trueColour, width: width).map(\.stripped) == plain)
    #expect(try reports(.palette256, width: width).map(\.stripped) == plain)
    #expect(!plain.joined().contains("\u{1B}"))
  }

  @Test func solvedGridHoldsTheRange() throws {
    let grid = StrategyGrid(try game.view(""))
    let live = try Games.ranges()[0].removing(CardSet(game.solver.tree.rules.board))
    #expect(abs(grid.cells.reduce(0) { $0 + ($1?.combos ?? 0) } - live.weights.reduce(0) { $0 + Double($1) }) < 1e-6)
    #expect(Set(grid.cells.compactMap { $0?.handClass.description }) == ["AA", "77", "AQs", "QJs"])
    for cell in grid.cells.compactMap(\.self) { #expect(abs(cell.frequencies.reduce(0, +) - 1) < 1e-9) }
  }
}
