import Abstraction

/// What all-ins before the flop are looked up in.
public struct PreflopTables {
  /// `PreflopEdges.compute`.
  public let edges: [Int32]
  /// `PreflopEdges.computeTies`, in a game that counts ties.
  public let ties: [Int32]?

  /// - Parameters:
  ///   - tree: says whether ties count.
  ///   - edges: asked for the table, as `ties` is where they count.
  public init(for tree: BettingTree, edges: () -> [Int32], ties: () -> [Int32]) {
    self.edges = edges()
    self.ties = VectorGameBuilder.countsTies(tree) ? ties() : nil
  }
}
