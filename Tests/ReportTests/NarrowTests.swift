import Abstraction
import CFR
import Cards
import Game
import Testing

@testable import Report

/// What a terminal of 40 columns shows, to the letter.
@Suite struct NarrowTests {
  /// Out of position on the river: all of queens, which mostly bet; one of six combos of eights left; half of AhKh, the only AKs.
  private func view(_ line: String = "") throws -> NodeView {
    let tree = try Games.river()
    let queens = try HandRange("QQ").combos.map(\.cards)
    let others = try ["8h8d", "AhKh"].map { try CardSet($0) }
    return try NodeView(
      tree: tree, place: PublicPlace(line, in: tree), hands: queens + others, reach: Array(repeating: 1, count: 6) + [1, 0.5],
      probabilities: Array(repeating: [0.25, 0.75, 0], count: 6) + [[1, 0, 0], [0, 0.5, 0.5]])
  }

  @Test func theGridInPlainText() throws {
    let text = StrategyGrid(try view()).text(style: .plain, width: 40)
    #expect(
      text == """
        root   board AsKd7h4c2s   OOP to act
        pot 100   to call 0   7.5 combos

          A  K  Q  J  T  9  8  7  6  5  4  3  2
        A    b5
        K
        Q       b8
        J
        T
        9
        8                   x*
        7
        6
        5
        4
        3
        2

            action        freq  combos
         x  check       33.3 %     2.5
         b  bet 50      63.3 %     4.8
         a  all-in 150   3.3 %     0.3

        The most frequent action and its
        frequency in tens (8 is 80 %, * is
        100 %); suited above the diagonal,
        offsuit below.
        """)
  }

  /// Cells of two columns, each a pair of half blocks: of QQ a quarter checks.
  @Test func theGridInColours() throws {
    let text = StrategyGrid(try view()).text(style: .trueColour, width: 40)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let check = "88;166;92", bet = "218;92;81"
    #expect(lines[3] == "\u{1B}[1m  A K Q J T 9 8 7 6 5 4 3 2\u{1B}[0m")
    #expect(lines[6].hasPrefix("Q     \u{1B}[38;2;\(check);48;2;\(bet)m\u{258C}\u{1B}[0m\u{1B}[38;2;\(bet);48;2;\(bet)m\u{258C}\u{1B}[0m  "))
    #expect(lines[4].stripped.prefix(8) == "A   \u{258C}\u{258C}  " && lines[10].stripped.prefix(18) == "8             \u{258C}\u{258C}  ")
    #expect(lines[4...16].allSatisfy { $0.stripped.count == 28 })
    #expect(lines.suffix(3) == ["Suited above the diagonal, offsuit", "below; dim where only a part of the", "combos comes here."])
  }

  @Test func theTableOfActions() throws {
    let text = NodeTable(try view("b50"), hands: .first(2)).text(style: .plain, width: 40)
    #expect(
      text == """
        b50   board AsKd7h4c2s   IP to act
        pot 150   to call 50   7.5 combos

        line action     chips  % pot   freq
        f    fold                    33.3 %
        c    call          50        63.3 %
        r150 all-in 150   150 50.0 %  3.3 %

        line combos
        f       2.5
        c       4.8
        r150    0.3

        hand  reach       f       c    r150
        AhKh   0.50   0.0 %  50.0 %  50.0 %
        QsQh   1.00  25.0 %  75.0 %   0.0 %

        ... 6 more
        """)
  }

  @Test func theTree() throws {
    let text = TreeListing(try Games.river(), depth: 2).text(style: .plain, width: 40)
    #expect(
      text == """
        line                  pot  next
        root                  100  OOP acts
          x  check            100  IP acts
            x  check          100  showdown
            b50  bet 50       150  OOP acts ...
            b150  all-in 150  250  OOP acts ...
          b50  bet 50         150  IP acts
            f  fold           150  OOP wins
            c  call           200  showdown
            r150  all-in 150  300  OOP acts ...
          b150  all-in 150    250  IP acts
            f  fold           250  OOP wins
            c  call           400  showdown
        """)
  }

  @Test func theSummary() throws {
    let players = [SolveSummary.Player(name: "OOP", equity: 0.5365, value: 107.17, gain: 1.14), .init(name: "IP", equity: 0.4635, value: 92.83, gain: 0.83)]
    let summary = SolveSummary(players: players, startingPot: 200, bigBlind: nil, iterations: 80, seconds: 14)
    #expect(
      summary.text(style: .plain, width: 40) == """
        seat  equity EV chips EV % pot
        OOP  53.65 %   107.17  53.59 %
        IP   46.35 %    92.83  46.42 %

        seat gain chips gain % pot
        OOP        1.14     0.57 %
        IP         0.83     0.42 %

        exploitability 0.98 chips = 0.49 % of
        the starting pot: the mean gain of a
        best response
        % pot is of the starting pot, 200 chips
        80 iterations in 14.0 s (5.7 it/s)
        """)
  }

  @Test func thePrice() throws {
    let rows = [
      PriceRow(street: "turn", boards: 36, decisions: 50, actions: 130, hands: [180, 261], bytes: 8_283_000),
      PriceRow(street: "river", boards: 1429, decisions: 113, actions: 255, hands: [180, 258], bytes: 616_562_688),
    ]
    #expect(
      PriceTable(rows: rows, memory: 693_000_000, memoryLimit: 1 << 30).text(style: .plain, width: 40) == """
        street boards decisions actions
        turn       36        50     130
        river   1,429       113     255
        total   1,465       163     385

        street     hands  memory
        turn   180 / 261 7.9 MiB
        river  180 / 258 588 MiB
        total            596 MiB

        memory: 661 MiB of 1.0 GiB allowed
        """)
  }

  @Test(arguments: [
    (
      40,
      """
      board  weight exploitability
      AsKs7d     24          0.600
      8s8h3d     12          0.600
      total      36          0.600

      board  equity_oop % equity_ip % ev_oop
      AsKs7d         55.0        45.0  33.50
      8s8h3d         47.0        53.0  33.50
      total          52.3        47.7  33.50

      board  ev_ip eqr_oop % eqr_ip % root x %
      AsKs7d 26.50     101.5     98.1     25.0
      8s8h3d 26.50     118.8     83.3     25.0
      total  26.50     106.7     92.7     25.0

      board  root b30 %
      AsKs7d       75.0
      8s8h3d       75.0
      total        75.0
      """
    ),
    (
      60,
      """
      board  weight exploitability equity_oop % equity_ip % ev_oop
      AsKs7d     24          0.600         55.0        45.0  33.50
      8s8h3d     12          0.600         47.0        53.0  33.50
      total      36          0.600         52.3        47.7  33.50

      board  ev_ip eqr_oop % eqr_ip % root x % root b30 %
      AsKs7d 26.50     101.5     98.1     25.0       75.0
      8s8h3d 26.50     118.8     83.3     25.0       75.0
      total  26.50     106.7     92.7     25.0       75.0
      """
    ),
    (
      80,
      """
      board  weight exploitability equity_oop % equity_ip % ev_oop ev_ip eqr_oop %
      AsKs7d     24          0.600         55.0        45.0  33.50 26.50     101.5
      8s8h3d     12          0.600         47.0        53.0  33.50 26.50     118.8
      total      36          0.600         52.3        47.7  33.50 26.50     106.7

      board  eqr_ip % root x % root b30 %
      AsKs7d     98.1     25.0       75.0
      8s8h3d     83.3     25.0       75.0
      total      92.7     25.0       75.0
      """
    ),
  ])
  func anAggregate(width: Int, expected: String) throws {
    let rows = [("AsKs7d", 24, 0.55), ("8s8h3d", 12, 0.47)].map { board, weight, equity in
      AggregateRow(
        board: board, weight: weight, deals: 500, pot: 60, iterations: 200, exploitability: 0.6, equity: [equity, 1 - equity], ev: [33.5, 26.5],
        lines: [.init(line: "", reach: 1, labels: ["x", "b30"], frequencies: [0.25, 0.75])])
    }
    #expect(AggregateReport(rows).text(style: .plain, width: width) == expected)
  }
}
