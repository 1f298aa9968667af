import Abstraction
import CFR
import Cards
import Game

/// The equilibrium of the game in which the button moves all-in or folds before the flop, and the big blind calls or folds: exact, by vector CFR over
/// all 1,326 x 1,326 hands.
public struct JamFold {
  /// By seat (big blind, button), then by combo: how often it puts its chips in.
  let shares: [[Double]]

  /// Whether a game has one: no-limit Hold'em for two from the first card.
  public static func isKnown(of rules: GameRules) -> Bool {
    rules.players == 2 && rules.deck == .standard && rules.holeCards == 2 && rules.betting == .noLimit && rules.board.isEmpty && rules.streets.count == 4
  }

  private static let iterations = 300

  /// - Parameter rules: of no-limit Hold'em for two; nil for another game.
  init?(_ rules: GameRules, crew: WorkerCrew) throws {
    guard Self.isKnown(of: rules) else { return nil }
    let options = BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0, allowsLimp: false, lastStreet: rules.streets[0].name)
    let tree = try BettingTreeBuilder.build(rules, BetAbstraction(BetMenu(parsing: "a"), options: options))
    let job = VectorJob(
      tree: tree, ranges: nil, discount: DiscountSchedule(.dcfr(alpha: 1.5, beta: 0, gamma: 4), name: "dcfr"), storage: .f32, workers: 0)
    let trainer = try VectorTrainer(job, crew: crew)
    for _ in 0..<Self.iterations { try trainer.iterate() }
    var shares = Array(repeating: Array(repeating: 0.0, count: Combo.count), count: 2)
    for (node, entry) in tree.nodes.enumerated() where entry.kind == .decision && entry.childCount == 2 {
      let strategy = try trainer.solver.strategy(at: PublicPlace(node: node, dealt: []))
      for (cards, mixed) in zip(trainer.solver.hands[strategy.player].cards, strategy.probabilities) {
        let pair = Array(cards)
        shares[strategy.player][Combo(pair[0], pair[1]).index] = mixed?[1] ?? 0
      }
    }
    self.shares = shares
  }
}
