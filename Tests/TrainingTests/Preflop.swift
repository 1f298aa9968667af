import Abstraction
import CFR
import Cards
import Game

@testable import Training

/// Games that end before the flop, with the table of all-ins worked out once for all tests.
enum Preflop {
  static let edges = PreflopEdges.compute()
  static let ties = PreflopEdges.computeTies()

  /// The share of the pot of a hand against another: P(win) + P(tie) / 2.
  static func equity(_ hand: String, _ other: String) throws -> Double {
    let edge = edges[try Combo(hand).index * Combo.count + Combo(other).index]
    return (Double(edge) / Double(PreflopEdges.boards) + 1) / 2
  }

  /// The share of the pot of a hand against a random one.
  static func equityAgainstAll(_ hand: String) throws -> Double {
    let row = try Combo(hand).index * Combo.count
    let total = edges[row..<row + Combo.count].reduce(0) { $0 + Int($1) }
    return (Double(total) / Double(PreflopEdges.boards) / 1225 + 1) / 2
  }

  /// Heads-up no-limit with blinds of a half and one; chips are big blinds.
  static func trainer(stack: Int, bets: String, allowsLimp: Bool, utility: (([Double]) -> [Double])? = nil) throws -> VectorTrainer {
    let rules = try GameRules.noLimit(stacks: [2 * stack, 2 * stack], smallBlind: 1, bigBlind: 2, unitsPerChip: 2)
    let options = BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0, allowsLimp: allowsLimp, lastStreet: "preflop")
    var tree = try BettingTreeBuilder.build(rules, BetAbstraction(try BetMenu(parsing: bets), options: options))
    if let utility { tree = tree.measured(by: utility) }
    let job = VectorJob(
      tree: tree, ranges: nil, discount: DiscountSchedule(.dcfrPlus(alpha: 1.5, gamma: 4), name: "dcfr+"), storage: .f64, workers: 0)
    let scratch = try Scratch()
    return try withExtendedLifetime(scratch) {
      let cache = PreflopCache(environment: ["HOLDEM_CACHE": scratch.folder.path], compute: { edges })
      let tied = PreflopCache("ties", environment: ["HOLDEM_CACHE": scratch.folder.path], compute: { ties })
      return try VectorTrainer(job, crew: makeCrew(), edges: cache, ties: tied)
    }
  }
}
