import Abstraction
import CFR
import Cards
import Foundation
import Game
import Testing

@testable import Report

/// A report in headless Chromium: what is clicked leads where it should, and what is shown is what the solver says. Errors of the page and of its console fail.
@Suite(.serialized, .enabled(if: Browser.path != nil, "no Chromium: scripts/install-packages --browser installs it"))
struct ReportBrowserTests {
  /// The number at the beginning of a text; nil for a dash.
  private func number(_ text: String?) -> Double? { text.flatMap { Double($0.prefix { "-0123456789.".contains($0) }) } }

  private func same(_ text: String?, _ known: Double?, _ slack: Double, _ what: String) {
    guard let known, known.isFinite else {
      #expect(number(text) == nil, "\(what): \(text ?? "nothing")")
      return
    }
    #expect(number(text).map { abs($0 - known) <= slack } ?? false, "\(what): shows \(text ?? "nothing"), known is \(known)")
  }

  /// Compares all figures of a decision with the solver's answers for the line. Probabilities are shown to 0.1 %, EVs to 0.01 chips of steps of 0.01.
  private func compare(_ sight: ReportVisit.Sight, _ game: SolvedGame, _ line: String) throws {
    let solver = game.solver, tree = solver.tree
    #expect(sight.line == line && sight.problem.isEmpty)
    let place = try PublicPlace(line, in: tree)
    let values = try solver.values(at: place), strategy = try solver.strategy(at: place)
    let view = NodeView(strategy, tree: tree, place: place, hands: solver.hands[strategy.player]).valued(values, hands: solver.hands[strategy.player])
    #expect(sight.actions.count == view.actions.count)
    for action in view.actions {
      let shown = sight.actions[action.label]
      same(shown?["share"], action.frequency.map { $0 * 100 }, 0.051, "\(line) \(action.label)")
      same(shown?["combos"], action.combos, 0.051, "combos of \(action.label)")
      if let frequency = action.frequency, frequency >= 0.0005 { same(shown?["ev"], action.value, 0.0051, "EV of \(action.label)") }
    }
    for seat in 0..<2 {
      let paid = tree.paid(by: seat, at: place.node), shown = sight.ranges["\(seat)"]
      same(shown?["combos"], values.combos(seat), 0.051, "combos of seat \(seat)")
      same(shown?["ev"], values.mean(values.values[seat], seat).map { $0 + paid }, 0.0051, "EV of seat \(seat)")
      same(shown?["equity"], values.mean(values.equities[seat], seat).map { $0 * 100 }, 0.051, "equity of seat \(seat)")
    }
    let here = view.hands.filter { $0.reach > 1e-3 }
    #expect(!here.isEmpty)
    for hand in here {
      let name = hand.cards.description, shown = sight.hands[name]
      same(shown?["reach"], hand.reach, 0.0011, "\(line) reach of \(name)")
      for (i, x) in hand.probabilities.enumerated() { same(shown?["a\(i)"], x * 100, 0.055, "\(line) \(name) action \(i)") }
      same(shown?["ev"], hand.value, 0.03, "\(line) EV of \(name)")
      same(shown?["equity"], hand.equity.map { $0 * 100 }, 0.055, "\(line) equity of \(name)")
      for (i, x) in (hand.actionValues ?? []).enumerated() { same(shown?["e\(i)"], x, 0.03, "\(line) \(name) EV of action \(i)") }
    }
  }

  @Test func clicksLeadOnAndFiguresAreTheSolvers() throws {
    let game = try DecisionValuesTests.turn(), tree = game.solver.tree
    let seen = try ReportVisit.visit(
      try EmbeddedReport(ReportPageTests.report(game).write).html,
      [
        .read, .click("#path [data-label=x]"), .line("x"), .click("#actions tr[data-label=b50] button"), .line("x-b50"), .read,
        .key("2"), .line("x-b50-c"), .read, .click(".pick[data-card='2c']"), .line("x-b50-c/2c"), .read, .click("#path .here [data-label=x]"),
        .line("x-b50-c/2c/x"), .read, .go("x-b50-c/2d/x"), .read, .key("Backspace"), .line("x-b50-c/2d"), .click("#path [data-label=b150]"), .line("b150"), .read,
        .key("1"), .line("b150-f"), .read, .go("x-b51"), .read,
      ])
    #expect(seen.count == 9)
    try compare(seen[0], game, "")
    #expect(seen[0].points == 2 && seen[0].unnamed == 0)
    // What `solver:ev` says of each hand.
    for (hand, value) in zip(game.solver.hands[0].cards, game.evaluation.handValues[0]) { same(seen[0].hands[hand.description]?["ev"], value, 0.03, "EV of \(hand)") }
    try compare(seen[1], game, "x-b50")
    #expect(seen[2].picks.count == 48 && !seen[2].picks.contains("As"))
    try compare(seen[3], game, "x-b50-c/2c")
    try compare(seen[4], game, "x-b50-c/2c/x")
    // A card that another one stands for, with its own suits.
    try compare(seen[5], game, "x-b50-c/2d/x")
    try compare(seen[6], game, "b150")
    #expect(seen[7].spot.contains("OOP wins the pot"))
    #expect(seen[8].problem.contains("x-b51"))
    #expect(tree.nodes.count > 20)
  }

  /// The grid and the table: cells and their hands, order, filters, keys, colours.
  @Test func theGridAndTheTable() throws {
    let game = try DecisionValuesTests.turn()
    let seen = try ReportVisit.visit(
      try EmbeddedReport(ReportPageTests.report(game).write).html,
      [
        .click("[data-cell=AQs]"), .read, .key("ArrowDown"), .read, .click("[data-sort=ev]"), .read, .type("AQ"), .read, .type("pairs"), .read, .type("9h"), .read, .type(""),
        .click("[data-seat='1']"), .click("[data-mode=equity]"), .read, .click("#theme"), .click("#theme"), .read,
      ])
    let grid = StrategyGrid(try game.view(""))
    for cell in grid.cells.compactMap({ $0 }) {
      let label = try #require(seen[0].cells["\(cell.handClass)"])
      #expect(label.contains("\(decimalText(cell.combos, places: 2)) combos"), "\(label)")
      for (action, share) in zip(grid.view.actions, cell.frequencies) where share > 0.002 {
        let found = try #require(label.components(separatedBy: ", ").first { $0.hasPrefix(action.name + " ") })
        same(String(found.dropFirst(action.name.count + 1)), share * 100, 0.055, "\(cell.handClass) \(action.name)")
      }
    }
    #expect(Set(seen[0].combos) == ["AcQc", "AdQd", "AhQh"], "the board has the ace of spades")
    #expect(seen[1].focus == "KQs")
    let values = seen[2].order.map { number(seen[2].hands[$0]?["ev"]) ?? -.infinity }
    #expect(values.count > 20 && values == values.sorted(by: >))
    #expect(seen[3].order.count == 12 && seen[3].order.allSatisfy { $0.contains("A") && $0.contains("Q") })
    #expect(seen[4].order.count == 3 && seen[4].order.allSatisfy { $0.hasPrefix("7") })
    #expect(!seen[5].order.isEmpty && seen[5].order.allSatisfy { $0.contains("9h") })
    #expect(seen[6].cells["KK"]?.contains("equity") == true)
    #expect(seen[7].paper != seen[6].paper)
  }

  /// Nothing is wider than a phone, from the root to a river.
  @Test func aPhoneShowsItAll() throws {
    let game = try DecisionValuesTests.turn(iterations: 2)
    let seen = try ReportVisit.visit(
      try EmbeddedReport(ReportPageTests.report(game).write).html,
      [.read, .click("[data-cell='77']"), .read, .go("x-b50-c/Qh/x"), .read, .go("x-x"), .read], phone: true)
    #expect(seen.count == 4)
    for sight in seen { #expect(sight.width <= 390 && sight.overflow <= 0) }
  }

  @Test func itIsHeadedWithItsTitleAndTheBoard() throws {
    let game = try DecisionValuesTests.turn(iterations: 2)
    func title(_ title: String?) throws -> String { try ReportVisit.visit(try EmbeddedReport(ReportPageTests.report(game, title: title).write).html, [.read])[0].title }
    #expect(try title(nil) == "A♠K♠7♥4♥")
    #expect(try title("Three <bets>") == "Three <bets>A♠K♠7♥4♥")
  }

  @Test func darkSystemsGetADarkPage() throws {
    let html = try EmbeddedReport(ReportPageTests.report(try DecisionValuesTests.turn(iterations: 2)).write).html
    func brightness(dark: Bool) throws -> Int {
      try ReportVisit.visit(html, [.read], dark: dark)[0].paper.matches(of: /\d+/).prefix(3).reduce(0) { $0 + (Int($1.0) ?? 0) }
    }
    #expect(try brightness(dark: false) > 600 && brightness(dark: true) < 150)
  }

  @Test func whatWasCutIsSaid() throws {
    let game = try DecisionValuesTests.turn(iterations: 2)
    let seen = try ReportVisit.visit(try EmbeddedReport(ReportPageTests.report(game, through: 0).write).html, [.go("x-x"), .read, .go("x-x/2c"), .read])
    #expect(seen[0].picks.isEmpty && seen[0].notes.contains("the river of this solve is not in the file"))
    #expect(seen[1].problem.contains("x-x/2c"))
  }

  /// One hole card: no grid, all hands; and classes of hands without values, several seats.
  @Test func otherGames() throws {
    let kuhn = try SolvedGame(Games.kuhn(), iterations: 50)
    let small = try ReportVisit.visit(try EmbeddedReport(ReportPageTests.report(kuhn).write).html, [.read, .click("#path [data-label=x]"), .line("x"), .read])
    try compare(small[0], kuhn, "")
    try compare(small[1], kuhn, "x")
    let tree = try Games.preflop()
    let report = TrainingReport(tree, title: "Blinds", method: "MCCFR", program: "p", iterations: 5) { node, _ in
      let count = tree.nodes[node].children.count
      return (0..<count).map { $0 == 1 ? 0.75 : 0.25 / Double(count - 1) }
    }
    let seen = try ReportVisit.visit(try EmbeddedReport(report.write).html, [.read, .click("#path [data-label=c]"), .line("c"), .read])
    same(seen[0].actions["c"]?["share"], 75, 0.01, "call")
    same(seen[0].actions["c"]?["combos"], 994.5, 0.1, "combos of a call")
    same(seen[1].ranges["1"]?["combos"], 994.5, 0.1, "who called")
    #expect(seen[0].cells["AKs"]?.hasPrefix("AKs, 4.00 combos") == true)
  }
}
