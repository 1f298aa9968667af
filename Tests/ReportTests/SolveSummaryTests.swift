import CFR
import Game
import Testing

@testable import Report

@Suite struct SolveSummaryTests {
  private static let players = [
    SolveSummary.Player(name: "OOP", equity: 0.4821, value: 101.3, gain: 0.5), .init(name: "IP", equity: 0.5179, value: 98.7, gain: 0.74),
  ]

  @Test func chipsBlindsAndShares() {
    let summary = SolveSummary(players: Self.players, startingPot: 200, bigBlind: 20, iterations: 120, seconds: 31.2)
    #expect(
      summary.text(style: .plain, width: 100) == """
        seat   equity  EV chips  EV bb  EV % pot  gain chips  gain % pot
        OOP   48.21 %    101.30  5.065   50.65 %        0.50      0.25 %
        IP    51.79 %     98.70  4.935   49.35 %        0.74      0.37 %

        exploitability 0.62 chips = 0.031 bb = 0.31 % of the starting pot: the mean gain of a best response
        % pot is of the starting pot, 200 chips
        120 iterations in 31.2 s (3.8 it/s)
        """)
  }

  @Test func rakedGamesAreNoCertificate() {
    let summary = SolveSummary(
      players: Self.players, startingPot: 200, bigBlind: nil, iterations: 1, seconds: 0, notZeroSum: "rake")
    let text = summary.text(style: .plain, width: 200)
    #expect(text.contains("not zero-sum (rake): no certificate of equilibrium"))
    #expect(text.contains("1 iteration in 0.0 s"))
    #expect(!text.contains("bb"))
  }

  @Test func threePlayersAreNoCertificate() {
    let players = (1...3).map { SolveSummary.Player(name: "SEAT\($0)", value: 0, gain: 0.1) }
    let summary = SolveSummary(players: players, startingPot: 1.5, bigBlind: 1, iterations: 10, seconds: 1)
    #expect(abs(summary.exploitability - 0.1) < 1e-12)
    #expect(summary.text(style: .plain, width: 80).contains("3 players: no certificate of equilibrium"))
  }

  @Test func gamesWithoutAPotHaveNoShares() {
    let summary = SolveSummary(players: Self.players, startingPot: 0, bigBlind: nil, iterations: 1, seconds: 1)
    let text = summary.text(style: .plain, width: 80)
    #expect(text.hasPrefix("seat   equity  EV chips  gain chips\n"))
    #expect(!text.contains("starting pot"))
  }

  /// Kuhn poker is worth -1/18 of a chip to the first player.
  @Test func kuhnIsWorthWhatKuhnFound() throws {
    let game = try SolvedGame(Games.kuhn(), iterations: 1000)
    let summary = SolveSummary(game.evaluation, tree: game.solver.tree, iterations: 1000, seconds: 1)
    #expect(summary.bigBlind == nil && summary.notZeroSum == nil && summary.startingPot == 2)
    #expect(abs(summary.players[0].value + 1.0 / 18) < 1e-3)
    let text = summary.text(style: .plain, width: 80)
    #expect(text.contains("OOP    -0.05"))
    #expect(text.contains("% pot is of the starting pot, 2 chips"))
  }

  @Test func solvedSpotSharesThePot() throws {
    let game = try SolvedGame(Games.river(), ranges: Games.ranges(), iterations: 100)
    let equities = game.solver.game.equities()
    let summary = SolveSummary(
      game.evaluation, tree: game.solver.tree, equities: (0..<2).map { game.solver.game.rangeEquity($0, equities[$0]) },
      iterations: 100, seconds: 2, bigBlind: 2)
    #expect(abs(summary.players[0].value + summary.players[1].value - 100) < 1e-9)
    let total = try #require(summary.players[0].equity) + #require(summary.players[1].equity)
    #expect(abs(total - 1) < 1e-9)
    #expect(summary.exploitability >= 0 && summary.exploitability < 1)
    #expect(summary.players.map(\.name) == ["OOP", "IP"])
    #expect(abs(summary.exploitability - game.evaluation.exploitability) < 1e-12)
  }

  @Test func rakeIsFoundInTheRules() throws {
    // A rake that is 5 chips of every pot, from 100 to 400, leaves the sum the same at every end.
    for (cap, reason) in [(20, "rake"), (5, nil)] {
      let game = try SolvedGame(Games.river(rake: Rake(rate: 0.05, cap: cap)), ranges: Games.ranges(), iterations: 5)
      #expect(SolveSummary(game.evaluation, tree: game.solver.tree, iterations: 5, seconds: 1).notZeroSum == reason)
    }
  }
}
