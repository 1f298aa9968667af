import Abstraction
import CFR
import Cards
import Game
import Testing

@testable import Report

@Suite struct StrategyGridTests {
  /// Out of position on the river: all of queens, which mostly bet; one of six combos of eights left; half of AhKh, the only AKs.
  private func grid() throws -> StrategyGrid {
    let tree = try Games.river()
    let queens = try HandRange("QQ").combos.map(\.cards)
    let others = try ["8h8d", "AhKh", "JhTd"].map { try CardSet($0) }
    return StrategyGrid(
      try NodeView(
        tree: tree, place: PublicPlace("", in: tree), hands: queens + others, reach: Array(repeating: 1, count: 6) + [1, 0.5, 0.00001],
        probabilities: Array(repeating: [0.2, 0.8, 0], count: 6) + [[1, 0, 0], [0, 0.4, 0.6], [0, 1, 0]]))
  }

  private func cell(_ name: String, _ grid: StrategyGrid) throws -> StrategyGrid.Cell? { grid.cells[try HandClass(name).index] }

  @Test func classesAverageTheirCombos() throws {
    let grid = try grid()
    let queens = try #require(try cell("QQ", grid))
    #expect(queens.combos == 6 && queens.share == 1)
    #expect(abs(queens.frequencies[1] - 0.8) < 1e-12)
    #expect(try cell("88", grid)?.share == 1.0 / 6)
    // The board holds As and Kd, so two suited combos are left: AhKh and AcKc.
    let suited = try #require(try cell("AKs", grid))
    #expect(suited.share == 0.25)
    // A trace and an absence are both blank.
    #expect(try cell("JTo", grid) == nil)
    #expect(try cell("72o", grid) == nil)
    #expect(grid.cells.count { $0 != nil } == 3)
  }

  @Test func unequalCombosWeighByReach() throws {
    let tree = try Games.river()
    let view = try NodeView(
      tree: tree, place: PublicPlace("", in: tree), hands: [CardSet("QhQd"), CardSet("QsQc")], reach: [0.75, 0.25],
      probabilities: [[1, 0, 0], [0, 0, 1]])
    let queens = try #require(StrategyGrid(view).cells[HandClass("QQ").index])
    #expect(queens.frequencies == [0.75, 0, 0.25])
    #expect(queens.share == 1.0 / 6)
  }

  @Test func wideGridInPlainText() throws {
    #expect(
      try grid().text(style: .plain, width: 120) == """
        root   board AsKd7h4c2s   OOP to act   pot 100   to call 0   7.5 combos

               AKs a6

                      QQ  b8



                                                  88  x*







            action        freq  combos
         x  check       29.3 %     2.2
         b  bet 50      66.7 %     5.0
         a  all-in 150   4.0 %     0.3

        The most frequent action and its frequency in tens (8 is 80 %, * is 100 %); suited above the diagonal, offsuit below.
        """)
  }

  @Test func narrowGridInPlainText() throws {
    let lines = try grid().text(style: .plain, width: 60).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[0] == "root   board AsKd7h4c2s   OOP to act   pot 100   to call 0")
    #expect(lines[1] == "7.5 combos")
    #expect(
      Array(lines[3...9]) == [
        "  A  K  Q  J  T  9  8  7  6  5  4  3  2",
        "A    a6",
        "K",
        "Q       b8",
        "J",
        "T",
        "9",
      ])
    #expect(lines[10] == "8                   x*")
  }

  @Test func colouredCellsAreBars() throws {
    let lines = try grid().text(style: .trueColour, width: 66).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // Two lines of title and a gap, then the rows from aces down. Five columns of QQ: one for the check, four for the bet.
    let check = "\u{1B}[38;2;255;255;255;48;2;88;166;92m"
    let bet = "\u{1B}[38;2;255;255;255;48;2;218;92;81m"
    let gap = String(repeating: " ", count: 10), rest = String(repeating: " ", count: 50)
    #expect(lines[5] == "\(gap)\(check) \u{1B}[0m\(bet)QQ  \u{1B}[0m\(rest)")
    for row in lines[3..<16] { #expect(row.stripped.count == 65) }
  }

  @Test func aPartOfAClassIsDimmer() throws {
    let text = try grid().text(style: .trueColour, width: 66)
    #expect(text.contains("48;2;88;166;92m"))
    let dimmed = try #require(grid().view.actions.first { $0.kind == .passive }).colour.mixed(with: Colour(48, 48, 48), 0.6 * 5 / 6)
    #expect(text.contains("48;2;\(dimmed.red);\(dimmed.green);\(dimmed.blue)m"))
  }

  @Test(
    arguments: [
      ([0.2, 0.8, 0], 5, [1, 4, 0]), ([1.0 / 3, 1.0 / 3, 1.0 / 3], 4, [2, 1, 1]), ([0.001, 0.999, 0], 6, [0, 6, 0]), ([0, 0], 4, [4, 0]),
    ] as [([Double], Int, [Int])])
  func columnsAddUp(frequencies: [Double], columns: Int, expected: [Int]) {
    #expect(StrategyGrid.apportion(frequencies, columns: columns) == expected)
  }

  @Test func anUnreachedDecisionHasNoFrequencies() throws {
    let tree = try Games.river()
    let view = try NodeView(tree: tree, place: PublicPlace("", in: tree), hands: [CardSet("QhQd")], reach: [0], probabilities: [[1, 0, 0]])
    let text = StrategyGrid(view).text(style: .plain, width: 80)
    #expect(text.contains(" x  check          -     0.0"))
    #expect(!text.contains("x*"))
  }

  @Test func oneCardGamesAreListed() throws {
    let tree = try Games.kuhn()
    let view = try NodeView(
      tree: tree, place: PublicPlace("", in: tree), hands: ["Jc", "Qc", "Kc"].map { try CardSet($0) }, reach: [1, 1, 1],
      probabilities: [[0.75, 0.25], [1, 0], [0.25, 0.75]])
    #expect(
      StrategyGrid(view).text(style: .plain, width: 80) == """
        root   OOP to act   pot 2   to call 0   3.0 hands

        hand  reach        x      b1
        Kc     1.00   25.0 %  75.0 %
        Qc     1.00  100.0 %   0.0 %
        Jc     1.00   75.0 %  25.0 %

            action      freq  hands
         x  check     66.7 %    2.0
         a  all-in 1  33.3 %    1.0
        """)
  }
}
