import Abstraction
import Cards

/// What the average strategies do, and are worth, at a decision on one of the boards that were solved. Lists have one entry for each hand of the acting
/// player on that board, in the board's order (`VectorSolver.hands(_:board:)`).
public struct DecisionRows {
  /// The decision, a node of the betting tree.
  public let node: Int
  /// The seat to act.
  public let player: Int
  /// The board, an index into the game's.
  public let board: Int
  /// The probability of each action: a list an action, in the tree's order.
  public let probabilities: [[Double]]
  /// The weight of each hand in the range, times its own probabilities on the way here.
  public let reach: [Double]
  /// What hands are worth here, if that was asked for.
  public let values: DecisionWorth?
}

/// What hands are worth at a decision against the hands that the opponent brings there.
///
/// NaN for a hand that meets no opposing hand: one that the opponent's cards block, or at a decision that the opponent never leads to.
public struct DecisionWorth {
  /// The share of the pot if nobody bets any more: P(win) + P(tie) / 2 over all runouts.
  public let equity: [Double]
  /// Expected chips under the average strategies: final stack less the stack before the first blind or bet, as `Evaluation.values`.
  public let ev: [Double]
  /// The same after each action: a list an action.
  public let actionEVs: [[Double]]
}

/// A deal, and the board that was solved for it.
public struct SolvedDeal: Sendable {
  /// The cards dealt on each street below the root.
  public let dealt: [[Card]]
  /// Maps the cards of the deal onto those of the board that was solved.
  public let toSolved: SuitPermutation
}

extension VectorSolver {
  /// Visits decisions of a street on the boards that were solved, in one walk of the game: board by board, the decisions in the order of their forests.
  ///
  /// - Parameters:
  ///   - street: of the decisions.
  ///   - valued: whether to work out values and equities, for which all streets below are walked too.
  ///   - wanted: which decisions, on which boards.
  public func forEachDecision(
    street: Int, valued: Bool, wanted: (_ node: Int, _ board: Int) -> Bool = { _, _ in true }, _ body: (DecisionRows) throws -> Void
  ) throws {
    try withoutActuallyEscaping(wanted) { wanted in
      try withoutActuallyEscaping(body) { body in
        try passes.visit(StrategyVisit(street: street, isValued: valued, wanted: wanted, body: body))
      }
    }
  }

  /// The deals of a street that each solved board stands for, itself first among them.
  public func deals(byBoardOf street: Int) -> [Int: [SolvedDeal]] {
    var found: [Int: [SolvedDeal]] = [:]
    for dealt in deals(street: street) {
      guard let path = BoardPath(dealt, in: game, symmetry: symmetry) else { continue }
      found[path.boards[street], default: []].append(SolvedDeal(dealt: dealt, toSolved: path.toRepresentative))
    }
    return found
  }
}
