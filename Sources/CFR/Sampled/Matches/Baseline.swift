import Cards

/// Opponents that need no training, to measure against.
public enum Baseline: UInt8, BitwiseCopyable, Sendable, CaseIterable, Codable {
  /// Every action of the tree with the same probability.
  case uniform
  /// Checks and calls, never bets; folds where the tree has no call.
  case alwaysCall
  /// Checks where that is free, and folds otherwise.
  case alwaysFold
  /// The equilibrium of the game in which the button moves all-in or folds before the flop, and the big blind calls or folds. Two players.
  case jamFold

  /// As scripts and logs name it.
  public var name: String {
    switch self {
    case .uniform: "uniform"
    case .alwaysCall: "always-call"
    case .alwaysFold: "always-fold"
    case .jamFold: "jam-fold"
    }
  }

  /// What it does at a decision.
  ///
  /// - Parameters:
  ///   - jams: by combo, how often the equilibrium moves all-in or calls with these cards; used by `jamFold`.
  func choose(
    _ node: SampledNode, _ moves: UnsafePointer<SampledMove>, combo: Int, jams: UnsafePointer<Float>, _ random: inout RandomStream
  ) -> Int {
    let first = Int(node.first), actions = Int(node.actions)
    // Actions stand in order: fold where there is something to call, check or call, then sizes.
    switch self {
    case .uniform: return random.below(actions)
    case .alwaysCall: return (0..<actions).first { moves[first + $0] == .checkOrCall } ?? 0
    case .alwaysFold: return 0
    case .jamFold:
      guard node.street == 0, random.unit() < jams[Int(node.player) * Combo.count + combo] else { return 0 }
      return actions - 1
    }
  }
}

/// The action that leads to a node, as far as a baseline must know it.
enum SampledMove: UInt8, BitwiseCopyable { case fold, checkOrCall, betOrRaise }
