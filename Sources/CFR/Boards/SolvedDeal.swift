import Abstraction
import Cards

/// A deal, and the board that was solved for it.
public struct SolvedDeal: Sendable {
  /// The cards dealt on each street below the root.
  public let dealt: [[Card]]
  /// Maps the cards of the deal onto those of the board that was solved.
  public let toSolved: SuitPermutation
}

extension VectorSolver {
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
