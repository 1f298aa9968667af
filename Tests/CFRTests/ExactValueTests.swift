import Abstraction
import CFR
import Cards
import Game
import Testing

/// The evaluation against one written in the plainest way (`BruteForce`).
@Suite struct ExactValueTests {
  private func check(_ solve: Solve, utility: (([Double]) -> [Double])? = nil, within tolerance: Double = 1e-6) throws {
    let evaluation = try solve.evaluate()
    let brute = BruteForce(solve, utility: utility)
    var gains = 0.0
    for player in 0..<2 {
      let (average, best) = try brute.values(player)
      #expect(abs(evaluation.values[player] - average) < tolerance, "value of player \(player)")
      #expect(abs(evaluation.bestResponses[player] - best) < tolerance, "best response of player \(player)")
      gains += best - average
    }
    #expect(abs(evaluation.exploitability - gains / 2) < tolerance)
  }

  @Test(arguments: [TableStorage.f32, .f64, .bits16])
  func riverSpot(storage: TableStorage) throws {
    let solve = try Solve(
      board: "Td9d6hQc2s", bets: "60%, a / 2.5x", ranges: ["QQ,AhKh,T9s,8h7h,5c4c:0.5", "AA,JhJs,KQo:0.3,7d5d,87s"], storage: storage)
    try check(solve)
    try check(solve.run(.dcfr(alpha: 1.5, beta: 0, gamma: 2), 20))
  }

  @Test func riverSpotWithRakeAndUnequalStacks() throws {
    let rules = try GameRules.spot(
      board: Card.list("Td9d6hQc2s"), pot: 6000, stacks: [7000, 20000], rake: Rake(rate: 0.05, cap: 500), unitsPerChip: 100)
    let solve = try Solve(
      rules, BetAbstraction(BetMenu(parsing: "60%, a / 2.5x"), options: .plain),
      ranges: [HandRange("QQ,AhKh,T9s,8h7h"), HandRange("AA,JhJs,KQo:0.3,87s")])
    try check(solve.run(.cfrPlus(averagePower: 1), 10))
  }

  @Test func turnSpot() throws {
    let solve = try Solve(board: "Td9d6hQc", bets: "50% / 3x", ranges: ["TT,AdKd,8h7h:0.5", "JJ,KdQh,9s8s,Ad2d"])
    try check(solve.run(.cfrPlus(averagePower: 1), 5))
  }

  /// All-ins read the runouts from matrices of 32-bit numbers: hence the wider tolerance, about 1e-7 of the pot.
  @Test func turnSpotWithAllIns() throws {
    let solve = try Solve(
      board: "Td9d6hQc", stack: 150, rake: Rake(rate: 0.05, cap: 10), bets: "50%, a", ranges: ["TT,AdKd,8h7h:0.5", "JJ,KdQh,9s8s,Ad2d"])
    try check(solve.run(.cfrPlus(averagePower: 1), 5), within: 2e-5)
  }

  #if DEBUG
    static let flops = ["KsQs2h"]
  #else
    static let flops = ["KsQs2h", "Qs7s2s"]
  #endif

  /// A two-tone and a monotone flop whose suits are merged: two cards to come after an all-in, and on the lines that are checked down.
  @Test(arguments: flops)
  func flopSpotWithAllIns(board: String) throws {
    let rules = try GameRules.spot(board: Card.list(board), pot: 100, stacks: [150, 150])
    let bets = BetAbstraction(.rules([MenuRule(street: "flop", menu: try BetMenu(parsing: "a"))]), options: .plain)
    let solve = try Solve(rules, bets, ranges: [HandRange("5c5h,5d5h,5c5d"), HandRange("AcAh,Ts9s:0.25")])
    try check(solve.run(.cfrPlus(averagePower: 1), 3), within: 2e-5)
  }

  /// A concave utility, different for the two seats: a tie is worth more than the mean of a win and a loss, the game is not zero-sum.
  private let roots: ([Double]) -> [Double] = { [10 * $0[0].squareRoot(), 30 * ($0[1] + 5).squareRoot()] }

  @Test(arguments: [TableStorage.f32, .f64, .bits16])
  func riverSpotWithAUtility(storage: TableStorage) throws {
    let solve = try Solve(
      board: "TdTh6hQc2s", rake: Rake(rate: 0.05, cap: 4), bets: "60%, a / 2.5x",
      ranges: ["QQ,AhKh,AdKd,T9s,8h7h:0.5", "AA,JhJs,AKo:0.3,7d5d,87s"], utility: roots, storage: storage)
    try check(solve, utility: roots)
    try check(solve.run(.dcfr(alpha: 1.5, beta: 0, gamma: 2), 20), utility: roots)
  }

  /// All-ins before the last street: ties have matrices of their own.
  @Test func turnSpotWithAUtility() throws {
    let solve = try Solve(
      board: "KdKhKcQc", stack: 150, bets: "50%, a", ranges: ["TT,AdJd,8h7h:0.5", "JJ,Td9h,AcJs,8s7s"], utility: roots)
    try check(solve.run(.cfrPlus(averagePower: 1), 5), utility: roots, within: 2e-5)
  }

  @Test func leducWithAUtility() throws {
    try check(Solve(.leduc(), BetAbstraction(.none), utility: roots).run(.vanilla, 3), utility: roots, within: 1e-9)
  }

  /// Chips as the utility of chips are the same game, to the last bit.
  @Test func chipsAreAUtility() throws {
    let plain = try Solve(.leduc(), BetAbstraction(.none)).run(.vanilla, 50)
    let measured = try Solve(.leduc(), BetAbstraction(.none), utility: { $0 }).run(.vanilla, 50)
    #expect(try plain.allStrategies() == measured.allStrategies())
    #expect(plain.tree.isConstantSum && measured.tree.isConstantSum && !plain.tree.hasUtility && measured.tree.hasUtility)
    let concave = try Solve(.leduc(), BetAbstraction(.none), utility: roots)
    #expect(!concave.tree.isConstantSum)
  }

  @Test func leduc() throws {
    try check(Solve(.leduc(), BetAbstraction(.none)).run(.vanilla, 3), within: 1e-9)
  }

  /// A street that deals two cards at once, four suits alike, one hole card: orbits of sets of cards.
  @Test func smallDeckWithTwoCardStreet() throws {
    let rules = try GameRules(
      deck: Deck(ranks: 11...12, suits: 4), holeCards: 1,
      streets: [
        Street(name: "round 1", boardCards: 0, betSize: 2, maxRaises: 0), Street(name: "round 2", boardCards: 2, betSize: 4, maxRaises: 1),
        Street(name: "round 3", boardCards: 1, betSize: 4, maxRaises: 0),
      ], betting: .fixedLimit, stacks: [20, 20], blinds: [0, 0], antes: [1, 1]
    ).validated()
    let solve = try Solve(rules, BetAbstraction(.none))
    try check(solve.run(.vanilla, 2), within: 1e-9)
  }
}
