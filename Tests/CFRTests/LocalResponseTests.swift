import Abstraction
import CFR
import Cards
import Game
import Testing

/// Local best response: the trained strategy up to a street, the best response from there on.
@Suite struct LocalResponseTests {
  private static let ranges = ["AA,QQ-JJ,T9s,87s:0.5", "KK-TT,AQs,98s:0.25,7c6c"]

  private static func spot(_ board: String, rake: Rake = .none) throws -> SampledSolve {
    try SampledSolve(
      .spot(board: Card.list(board), pot: 20, stacks: [40, 40], rake: rake), BetAbstraction(BetMenu(parsing: "50%, a"), options: .plain), sampling: .external,
      ranges: ranges.map { try HandRange($0) })
  }

  /// Two cards in the hand, two on the flop, one on the turn, from a deck of 18.
  private static func smallHoldem() throws -> SampledSolve {
    var rules = try GameRules.noLimit(stacks: [14, 12], smallBlind: 1, bigBlind: 2)
    rules.deck = Deck(ranks: 7...12, suits: 3)
    rules.streets = Array(rules.streets.prefix(3))
    rules.streets[1].boardCards = 2
    let options = BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0, raiseCap: 2)
    return try SampledSolve(try rules.validated(), BetAbstraction(BetMenu(parsing: "50%, a / a"), options: options), sampling: .external)
  }

  /// Nothing is left to chance then, and what is found is the exploitability that enumeration finds.
  private static func checkFromTheFirstStreet(_ solve: SampledSolve) throws -> Double {
    let found = try solve.localResponse(from: 0, boards: 9), exact = try solve.evaluation().exploitability
    #expect(found.samples == 1 && found.interval == 0)
    #expect(abs(found.mean - exact) < 1e-5, "\(found.mean) \(exact)")
    return exact
  }

  @Test(arguments: [GameRules.kuhn(), .leduc()], [CardRecall.imperfect, .perfect])
  func fromTheFirstStreetItIsTheBestResponse(_ rules: GameRules, _ recall: CardRecall) throws {
    let solve = try SampledSolve(rules, sampling: .external, recall: recall)
    let uniform = try Self.checkFromTheFirstStreet(solve)
    // Known for uniform play of both: 11/24 in Kuhn poker, 2.3736 in Leduc.
    #expect(abs(uniform - (rules == .kuhn() ? 11.0 / 24 : 2.3736)) < 1e-4)
    try solve.train(traversals: 30_000)
    #expect(try Self.checkFromTheFirstStreet(solve) < uniform / 4)
  }

  @Test(arguments: ["Qs9d8d4c", "Qs9d8d4c2h"], [Rake.none, Rake(rate: 0.05, cap: 3)])
  func fromTheFirstStreetOfASpotItIsTheBestResponse(_ board: String, _ rake: Rake) throws {
    let solve = try Self.spot(board, rake: rake)
    try solve.train(traversals: 5_000)
    #expect(try Self.checkFromTheFirstStreet(solve) > 0.05)
  }

  /// A player who is locked on the turn to what it plays there, and free on the river.
  @Test func fromALaterStreetItIsTheBestResponseOfAPlayerWhoIsLockedBefore() throws {
    let solve = try Self.spot("Qs9d8d4c"), tree = solve.solver.tree
    try solve.train(traversals: 5_000)
    let ranges = try Self.ranges.map { try HandRange($0) }, hands = PrivateHands.dealt(tree.rules, ranges: ranges)
    let locks = tree.nodes.indices.filter { tree.nodes[$0].kind == .decision && tree.nodes[$0].street == 0 }.map { node in
      var lock = LineLock(tree.line(node), [])
      lock.mixes = hands[Int(tree.nodes[node].player)].cards.map { hand in
        ("\(hand)", solve.solver.averageStrategy(node, bucket: solve.cards.row(street: 0, hole: hand, dealt: tree.rules.board)))
      }
      return lock
    }
    let locked = try Solve(tree: tree, ranges: ranges, locks: locks).evaluation(of: solve.solver, solve.cards)
    let rivers = CardSet.fullDeck.subtracting(CardSet(tree.rules.board)).map { [CardSet($0)] }
    let found = try solve.localResponse(from: 1, deals: rivers)
    #expect(found.samples == 48 && abs(found.mean - locked.exploitability) < 1e-5, "\(found.mean) \(locked.exploitability)")
    let free = try solve.evaluation().exploitability
    #expect(0.01 < found.mean && found.mean < free)
    // A sample of them, each of which gains.
    let sample = try solve.localResponse(from: 1, boards: 40)
    #expect(abs(sample.mean - found.mean) < 1.5 * sample.interval && sample.interval < found.mean)
    for river in rivers { #expect(try solve.localResponse(from: 1, deals: [river]).mean > -1e-12) }
  }

  /// All boards of each street: the later it begins the less it finds, and samples lie around that.
  @Test func whoBeginsLaterFindsLess() throws {
    let solve = try Self.smallHoldem()
    try solve.train(traversals: 20_000)
    let deck = Array(solve.solver.tree.rules.deck.cards)
    var flops: [[CardSet]] = [], turns: [[CardSet]] = []
    for (i, first) in deck.enumerated() {
      for second in deck[(i + 1)...] {
        let flop = CardSet([first, second])
        flops.append([flop])
        for turn in deck where !flop.contains(turn) { turns.append([flop, CardSet(turn)]) }
      }
    }
    let exact = try solve.evaluation().exploitability
    let found = [try Self.checkFromTheFirstStreet(solve), try solve.localResponse(from: 1, deals: flops).mean, try solve.localResponse(from: 2, deals: turns).mean]
    #expect(found[0] > found[1] && found[1] > found[2] && found[2] > 0.01 * exact, "\(found)")
    for street in 1...2 {
      let samples = try (1...20).map { try solve.localResponse(from: street, boards: 30, number: $0) }
      #expect(samples.count { abs($0.mean - found[street]) <= $0.interval } >= 16)
      #expect(samples.allSatisfy { $0.mean < exact && $0.mean > 0 && $0.interval > 0 } && Set(samples.map(\.mean)).count == 20)
    }
  }

  /// Without buckets that confuse hands, more training leaves less to find, from any street on.
  @Test func moreTrainingLeavesLessToFind() throws {
    let solve = try SampledSolve(.leduc(), sampling: .external)
    let boards = solve.solver.tree.rules.deck.cards.map { [CardSet($0)] }
    var found: [Double] = []
    for traversals in [500, 20_000, 800_000] {
      try solve.train(traversals: traversals)
      found.append(try solve.localResponse(from: 1, deals: boards).mean)
    }
    #expect(found[0] > 3 * found[1] && found[1] > 3 * found[2] && found[2] > 0, "\(found)")
  }

  @Test func tasksMayRunInAnyOrderAndTwice() throws {
    let solve = try Self.smallHoldem()
    try solve.train(traversals: 2000)
    let once = try solve.localResponse(from: 1, boards: 8)
    #expect(try solve.localResponse(from: 1, boards: 8, order: { (0..<$0).reversed().flatMap { [$0, $0] } }) == once)
    #expect(try solve.localResponse(from: 1, boards: 8, number: 2) != once)
  }

  @Test func whatCannotBeMeasuredIsRefused() throws {
    let bets = BetAbstraction(try BetMenu(parsing: "a"), options: BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0, lastStreet: "preflop"))
    let three = try SampledSolve(GameRules.noLimit(stacks: [4, 4, 4], smallBlind: 1, bigBlind: 2), bets, sampling: .external)
    #expect(throws: CFRError.players(3)) { try three.localResponse(from: 0) }
    let two = try SampledSolve(GameRules.noLimit(stacks: [4, 4], smallBlind: 1, bigBlind: 2), bets, sampling: .external)
    #expect(throws: CFRError.self) { try two.localResponse(from: 0) }
  }
}
