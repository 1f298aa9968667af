import Abstraction
import CFR
import Cards
import Game
import Testing

/// Strategies that are fixed: what is locked stays, and the rest answers it.
@Suite struct LockTests {
  static let variants: [Discount] = [
    .vanilla, .cfrPlus(averagePower: 1), .dcfr(alpha: 1.5, beta: 0, gamma: 2), .dcfrPlus(alpha: 1.5, gamma: 4), .pdcfrPlus(alpha: 2.3, gamma: 5),
  ]

  /// Pot 20, stack 10, AA or QQ against KK, which calls or folds as it is told. With 25 % folds a bluff costs more than it wins; with 50 % it pays.
  @Test(arguments: [(0.25, 0.0, 27.5, 6.25, 0.0), (0.5, 5.0, 25.0, 5.0, 1.0)], variants)
  func aPlayerThatFoldsTooLittleOrTooMuch(_ row: (fold: Double, queens: Double, aces: Double, kings: Double, bluffs: Double), _ variant: Discount) throws {
    let solve = try Solve(
      board: "2c3d7h8sTc", pot: 20, stack: 10, bets: "a", ranges: ["AA,QQ", "KK"], locks: [LineLock("b10", [row.fold, 1 - row.fold])],
      predicts: variant.predicts)
    try solve.run(variant, 2000)
    let evaluation = try solve.evaluate()
    for (text, value) in [("QhQc", row.queens), ("AsAd", row.aces)] {
      let hand = try #require(try solve.hand(0, text))
      #expect(abs(evaluation.handValues[0][hand]! - value) < 0.02, "\(text)")
    }
    #expect(abs(evaluation.values[1] - row.kings) < 0.02)
    #expect(evaluation.exploitability < 0.01)
    let queens = try #require(try solve.hand(0, "QhQc"))
    #expect(abs(try solve.strategy("").probabilities[queens]![1] - row.bluffs) < 1e-3)
    for mixed in try solve.strategy("b10").probabilities { #expect(mixed == [row.fold, 1 - row.fold]) }
  }

  /// Against a player who is locked everywhere, what is solved is the best response.
  @Test(arguments: variants)
  func aPlayerLockedEverywhereIsBestRespondedTo(_ variant: Discount) throws {
    let free = try Solve(.leduc(), BetAbstraction(.none), predicts: variant.predicts)
    let locks = free.tree.nodes.indices.filter { free.tree.nodes[$0].kind == .decision && free.tree.nodes[$0].player == 1 }.map { node in
      let actions = Int(free.tree.nodes[node].childCount)
      return LineLock(free.tree.line(node).replacing("/", with: "/*/"), Array(repeating: 1 / Double(actions), count: actions))
    }
    let solve = try Solve(.leduc(), BetAbstraction(.none), locks: locks, predicts: variant.predicts)
    let known = try free.evaluate()
    #expect(abs(known.exploitability - 2.3736) < 1e-4, "uniform play of both")
    let first = try solve.evaluate()
    #expect(first.bestResponses[0] == known.bestResponses[0])
    #expect(abs(first.bestResponses[1] - first.values[1]) < 1e-12, "who is locked everywhere has nothing to gain")
    try solve.run(variant, 400)
    #expect(abs(try solve.evaluate().values[0] - known.bestResponses[0]) < 0.01)
  }

  /// The hands that are not named are free, and make up for the others.
  @Test func someHandsOnly() throws {
    let solve = try Solve(
      board: "2c3d7h8sTc", pot: 20, stack: 20, bets: "a", ranges: ["AA,QQ", "KK"],
      locks: [LineLock("", hands: ["AA": [1, 0]]), LineLock("b20", hands: ["KhKd": [1, 0]])])
    try solve.run(.dcfr(alpha: 1.5, beta: 0, gamma: 4), 500)
    let root = try solve.strategy(""), facing = try solve.strategy("b20")
    let aces = try #require(try solve.hand(0, "AsAh")), queens = try #require(try solve.hand(0, "QsQh"))
    #expect(root.probabilities[aces] == [1, 0])
    #expect(root.probabilities[queens]![0] > 0.999, "nobody folds kings to queens that bet alone")
    let locked = try #require(try solve.hand(1, "KhKd")), free = try #require(try solve.hand(1, "KhKs"))
    #expect(facing.probabilities[locked] == [1, 0])
    #expect(facing.probabilities[free]![1] > 0.999)
    // KhKd folds to every bet, and still has nothing to regret.
    #expect(try solve.evaluate().exploitability < 1e-3)
  }

  /// A lock on a definite card holds there and nowhere else, though suits would make its twin the same.
  @Test func aLockOnACardIsNoLockOnItsTwin() throws {
    func solve(_ locks: [LineLock]) throws -> Solve {
      try Solve(board: "Td9d6h", stack: 60, bets: "a", ranges: ["TT,A8s", "JJ,KQs"], locks: locks).run(.cfrPlus(averagePower: 1), 3)
    }
    let free = try solve([]), one = try solve([LineLock("x-x/Qc/", [0.25, 0.75])])
    let both = try solve([LineLock("x-x/Qc/", [0.25, 0.75]), LineLock("x-x/Qs/", [0.25, 0.75])])
    let any = try solve([LineLock("x-x/*/", [0.25, 0.75])])
    let twins = try solve([LineLock("x-x/Qc/", hands: ["TcTh": [1, 0]]), LineLock("x-x/Qs/", hands: ["TsTh": [1, 0]])])
    let strangers = try solve([LineLock("x-x/Qc/", hands: ["TcTh": [1, 0]]), LineLock("x-x/Qs/", hands: ["TcTh": [1, 0]])])
    #expect([free, both, any, twins].map(\.membersOfSecondStreet.count) == [36, 36, 36, 36])
    #expect([one, strangers].map(\.membersOfSecondStreet.count) == [49, 49])
    #expect(free.boardsOfThirdStreet == any.boardsOfThirdStreet)

    func mixes(_ solve: Solve, _ line: String) throws -> Set<[Double]> { Set(try solve.strategy(line).probabilities.compactMap { $0 }) }
    let lock: Set = [[0.25, 0.75]]
    #expect(try mixes(one, "x-x/Qc/") == lock)
    #expect(try mixes(one, "x-x/Qs/") != lock && mixes(one, "x-x/Qd/") != lock)
    for line in ["x-x/Qc/", "x-x/Qs/"] { #expect(try mixes(both, line) == lock) }
    for line in ["x-x/Qc/", "x-x/2d/", "x-x/Jh/"] { #expect(try mixes(any, line) == lock) }
    for (solve, line, text) in [(twins, "x-x/Qc/", "TcTh"), (twins, "x-x/Qs/", "TsTh"), (strangers, "x-x/Qs/", "TcTh")] {
      let hand = try #require(try solve.hand(0, text))
      #expect(try solve.strategy(line).probabilities[hand] == [1, 0])
      #expect(try solve.strategy(line).probabilities.compactMap { $0 }.count { $0 == [1, 0] } == 1)
    }
  }

  /// Locks that suits do not tell apart are solved once, with the result of solving every board.
  @Test func mergedBoardsAreWorthTheSame() throws {
    func solve(_ oop: String) throws -> Solve {
      var range = try HandRange("TT,A8s")
      if !oop.isEmpty { range[try Combo(oop)] = 1e-30 }
      let rules = try GameRules.spot(board: Card.list("Td9d6hQh"), pot: 100, stacks: [200, 200])
      let locks = [LineLock("x-x/*/b50", [0.5, 0.3, 0.2]), LineLock("x", hands: ["JcJd": [0, 1, 0], "JdJs": [0, 1, 0]])]
      return try Solve(
        rules, BetAbstraction(BetMenu(parsing: "50%, a / a"), options: .plain), ranges: [range, HandRange("JJ,KQs")], locks: locks)
    }
    let merged = try solve(""), plain = try solve("3h2c")
    #expect(merged.membersOfSecondStreet.count < 48 && plain.membersOfSecondStreet.count == 48)
    for solve in [merged, plain] { try solve.run(.vanilla, 1) }
    let a = try merged.evaluate(), b = try plain.evaluate()
    for player in 0..<2 {
      #expect(abs(a.values[player] - b.values[player]) < 1e-6)
      #expect(abs(a.bestResponses[player] - b.bestResponses[player]) < 1e-6)
    }
  }

  @Test(arguments: [
    (LineLock("b10", [0.5, 0.6]), "the lock at \"b10\" has the mix [0.5, 0.6]"),
    (LineLock("b10", [1]), "the lock at \"b10\" has the mix [1.0]"),
    (LineLock("b10", [.nan, 1]), "the lock at \"b10\" has the mix [nan, 1.0]"),
    (LineLock("b10", hands: ["KK": [0, 1], "KhKd": [1, 0]]), "the lock at \"b10\" has KhKd twice"),
  ])
  func whatIsNoLockIsRefused(_ lock: LineLock, _ problem: String) throws {
    #expect(throws: CFRError.lock(problem)) {
      _ = try Solve(board: "2c3d7h8sTc", pot: 20, stack: 10, bets: "a", ranges: ["AA,QQ", "KK"], locks: [lock])
    }
  }

  @Test func twoLocksOnOneBoardAreRefused() throws {
    for lines in [["x-x/*/", "x-x/Qc/"], ["x-x/Qc/", "x-x/*/"], ["x-x/Qc/", "x-x/Qc/"], ["x-x/*/", "x-x/*/"]] {
      #expect(throws: CFRError.lock("\"x-x/\" is locked twice on the same board")) {
        _ = try Solve(board: "Td9d6hQh", bets: "a", ranges: ["TT", "JJ"], locks: lines.map { LineLock($0.replacing("Qc", with: "2c"), [1, 0]) })
      }
    }
  }
}
