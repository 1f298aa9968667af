import Abstraction

/// The image, the layout and the cost of a sampled solve, known before any table is made.
public struct SampledPlan {
  public let builder: SampledGameBuilder
  public let layout: SampledLayout
  public let sampling: Sampling
  /// Traversals of an iteration that suit the game.
  public let traversals: Int
  /// Information sets of all players: decisions times buckets.
  public let informationSets: Int
  /// Action slots of all information sets.
  public let slots: Int
  /// The shares of the streets.
  public let streets: [Street]

  public struct Street: Sendable {
    public var name: String
    /// Decisions of the betting tree, and actions at them.
    public var decisions = 0
    public var actions = 0
    public var buckets: Int
    /// Bytes of regrets and sums of strategies.
    public var bytes = 0
  }

  /// Nodes that a traversal is expected to visit while strategies are uniform.
  public let nodesPerTraversal: Double

  /// The share of the information sets that one iteration's traversals may number: a table that stays frozen for more converges more slowly.
  private static let freshShare = 0.05
  /// Bytes of log an action slot that `traversals = "auto"` may use.
  private static let logBytesPerSlot = 4.0
  private static let mostTraversals = 200_000

  /// - Parameters:
  ///   - buckets: of each street of the rules.
  ///   - traversals: of an iteration; nil for a number that suits the game.
  ///   - description: for workers; see `SampledGame.description`.
  public init(tree: BettingTree, buckets: [Int], sampling: Sampling, traversals: Int?, description: [UInt8]) {
    builder = SampledGameBuilder(tree: tree, buckets: buckets, description: description)
    self.sampling = sampling
    var streets = zip(tree.rules.streets, buckets).map { Street(name: $0.name, buckets: $1) }
    for node in tree.nodes where node.kind == .decision {
      let street = Int(node.street)
      streets[street].decisions += 1
      streets[street].actions += Int(node.childCount)
      streets[street].bytes += buckets[street] * SampledLayout.lanes(actions: Int(node.childCount)) * 4
    }
    self.streets = streets
    let sets = streets.reduce(0) { $0 + $1.decisions * $1.buckets }, slots = streets.reduce(0) { $0 + $1.actions * $1.buckets }
    informationSets = sets
    self.slots = slots
    let expected = Expectation(tree, sampling, buckets)
    nodesPerTraversal = expected.nodes
    let fresh = Self.freshShare * Double(sets)
    let room = Double(slots) * Self.logBytesPerSlot / (SampledLayout.logBytesPerLane * max(1, expected.lanes))
    let count = traversals ?? max(1, min(Self.mostTraversals, Int(min(fresh, max(room, sampling == .publicChance ? 1 : 64)))))
    self.traversals = count
    layout = builder.image.withUnsafeBytes {
      SampledLayout(SampledGame(image: $0.baseAddress!), traversals: count, lanesPerTraversal: expected.lanes)
    }
  }

  /// What a traversal visits and logs on average over players, while strategies are uniform.
  private struct Expectation {
    var nodes = 0.0
    var lanes = 0.0

    init(_ tree: BettingTree, _ sampling: Sampling, _ buckets: [Int]) {
      var probability = Array(repeating: 0.0, count: tree.nodes.count)
      let cards = tree.rules.deck.cards.count, hands = tree.rules.holeCards == 2 ? cards * (cards - 1) / 2 : cards
      for traverser in 0..<tree.players {
        probability[0] = 1
        for (index, node) in tree.nodes.enumerated() {
          let p = probability[index]
          guard node.kind != .deal else {
            probability[Int(node.firstChild)] = p
            continue
          }
          nodes += p
          guard node.kind == .decision else { continue }
          let isOwn = Int(node.player) == traverser
          if isOwn || Int(node.player) == (traverser + 1) % tree.players {
            // With public chance sampling all hands of a board act, and touch at most as many rows.
            let rows = sampling == .publicChance ? min(buckets[Int(node.street)], hands) : 1
            lanes += p * Double(rows * (1 + Int(node.childCount)))
          }
          let share = sampling == .publicChance || isOwn && sampling == .external ? p : p / Double(node.childCount)
          for child in node.children { probability[child] = share }
        }
      }
      nodes /= Double(tree.players)
      lanes /= Double(tree.players)
    }
  }
}
