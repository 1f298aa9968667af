import Abstraction
import CFR
import Cards
import Game
import Testing

/// Suits that nothing tells apart are solved once. That must change nothing but the time: the same spot is solved board by board when a
/// combo that is lopsided in its suits is added with a weight of 1e-30, which no sum takes notice of.
@Suite struct IsomorphismTests {
  struct Spot: Sendable, CustomTestStringConvertible {
    var board: String
    var oop: String
    var ip: String
    /// How many cards of the next street are solved, of 48 or 49.
    var merged: Int
    var testDescription: String { board }
  }

  static let turns = [
    Spot(board: "Td9d6dQh", oop: "TT,A8s", ip: "JJ,KQs", merged: 10 + 12 + 13),
    Spot(board: "Td9d6hQh", oop: "TT,A8s", ip: "JJ,KQs", merged: 11 + 11 + 13),
    Spot(board: "TdTh6d6h", oop: "99,A8s", ip: "JJ,KQs", merged: 11 + 13),
  ]
  static let flops = [
    Spot(board: "Td9d6d", oop: "TT,AQo", ip: "JJ,A9s", merged: 10 + 13),
    Spot(board: "Td9d6h", oop: "TT,A8s", ip: "JJ,KQs", merged: 11 + 12 + 13),
    Spot(board: "TdTh6c", oop: "99,A8s", ip: "JJ,KQs", merged: 12 + 12 + 13),
  ]

  #if DEBUG
    static let spots = turns
    static let iterations = 5
  #else
    static let spots = turns + flops
    static let iterations = 10
  #endif

  private func solve(_ spot: Spot, isBroken: Bool) throws -> Solve {
    let rules = try GameRules.spot(board: Card.list(spot.board), pot: 100, stacks: [200, 200])
    let menus = [MenuRule(street: "flop", menu: try BetMenu(parsing: "a")), MenuRule(menu: try BetMenu(parsing: "50%, a / a"))]
    var oop = try HandRange(spot.oop)
    if isBroken { oop[try Combo("3h2c")] = 1e-30 }
    return try Solve(rules, BetAbstraction(.rules(menus), options: .plain), ranges: [oop, HandRange(spot.ip)])
  }

  /// After one iteration the first player has answered uniform play, and everything agrees to the last digits. Later, where one player never
  /// goes, the other's regrets are rounding errors, and regret matching makes strategies of them: then only what the game is worth agrees.
  @Test(arguments: spots)
  func mergingSuitsChangesNothing(_ spot: Spot) throws {
    let merged = try solve(spot, isBroken: false), plain = try solve(spot, isBroken: true)
    #expect(merged.membersOfSecondStreet.count == spot.merged)
    #expect(plain.membersOfSecondStreet.allSatisfy { $0 == 1 }, "no symmetry is left")
    for solve in [merged, plain] { try solve.run(.vanilla, 1) }
    try expectSameValues(merged, plain) { _, _ in 1e-6 }
    let later = spot.board.count == 8 ? ["x-b50", "x-x/Ac/", "x-x/As/", "b50-c/2h/", "b50-c/2s/x-b100"] : ["x-a", "x-x/Ac/", "x-x/2s/x-b50"]
    for line in [""] + later {
      let first = try merged.strategy(line), second = try plain.strategy(line)
      #expect(first.player == 0)
      for (hand, cards) in merged.hands[0].cards.enumerated() {
        let same = try #require(plain.hands[0].cards.firstIndex(of: cards))
        let one = first.probabilities[hand], two = second.probabilities[same]
        #expect((one == nil) == (two == nil))
        for (p, q) in zip(one ?? [], two ?? []) { #expect(abs(p - q) < 1e-6, "line \(line), \(cards)") }
        #expect(abs(first.reach[hand] - second.reach[same]) < 1e-6)
      }
    }
    for solve in [merged, plain] { try solve.run(.dcfr(alpha: 1.5, beta: 0, gamma: 2), Self.iterations) }
    try expectSameValues(merged, plain) { 2 * ($0.exploitability + $1.exploitability) }
  }

  private func expectSameValues(_ one: Solve, _ two: Solve, within tolerance: (Evaluation, Evaluation) -> Double) throws {
    let a = try one.evaluate(), b = try two.evaluate()
    for player in 0..<2 {
      #expect(abs(a.values[player] - b.values[player]) < tolerance(a, b))
      #expect(abs(a.bestResponses[player] - b.bestResponses[player]) < tolerance(a, b))
    }
  }

  /// Turns that are solved: the cards of suits that are alike count once.
  @Test(arguments: [("Td9d6d", 10 + 13), ("Td9d6h", 11 + 12 + 13), ("TdTh6c", 12 + 12 + 13), ("Td9h6c", 49)])
  func distinctTurns(board: String, count: Int) throws {
    let solve = try Solve(board: board, ranges: ["AKs", "QJs"])
    let members = solve.membersOfSecondStreet
    #expect(members.count == count)
    #expect(members.reduce(0, +) == 49, "every turn is one of a representative's")
  }

  /// Clubs and spades are alike here: a turn of either has the same strategies, with clubs and spades swapped.
  @Test func mergedTurnsHaveSwappedStrategies() throws {
    let solve = try Solve(board: "Td9d6h", bets: "60%", ranges: ["AcKc,AsKs,TcTs", "QcQs,JcJd,JsJd"]).run(.cfrPlus(averagePower: 1), 3)
    let swap = SuitPermutation(.spades, .diamonds, .hearts, .clubs)
    for line in ["x-x/Qc/", "x-x/2c/x", "b60-c/2s/x-b40", "x-x/2c/x-x/2s/x", "x-x/2h/x-x/Kc/"] {
      let place = try PublicPlace(line, in: solve.tree)
      let other = PublicPlace(node: place.node, dealt: place.dealt.map { $0.map { swap($0) } })
      let one = try solve.strategy(at: place), two = try solve.strategy(at: other)
      let cards = solve.hands[one.player].cards
      for (h, hand) in cards.enumerated() {
        let image = try #require(cards.firstIndex(of: swap(hand)))
        #expect(one.probabilities[h] == two.probabilities[image], "\(line) \(hand)")
        #expect(abs(one.reach[h] - two.reach[image]) < 1e-12)
      }
    }
  }
}
