/// A set of betting subtrees on one street that are solved together, board by board: all that can follow one set of deal nodes.
///
/// Solving all lines of a street at once on a board loads that board's hand orders once, and sweeps many showdowns together.
public struct Forest: BitwiseCopyable, Sendable {
  /// Index of the street.
  public var level: Int32
  /// Start and number in `forestNodes`. The first `rootCount` nodes are the roots; children follow their parents, side by side.
  public var firstNode: Int32
  public var nodeCount: Int32
  public var rootCount: Int32
  /// Start and number in `leaves` of the nodes where the next street is dealt.
  public var firstLeaf: Int32
  public var leafCount: Int32
  /// The forest that grows from the leaves, root for leaf; -1 without leaves, or where the leaves are split into tasks.
  public var childForest: Int32 = -1
  /// Number of decisions of each player, and of the actions there.
  public var decisions: PlayerPair<Int32>
  public var actions: PlayerPair<Int32>
  /// Number of opposing reach rows in the pass of each player.
  public var reachRows: PlayerPair<Int32>
  /// In the pass of each player: start and number in `sweeps`. The first `showdowns` have a showdown, the others only a fold.
  public var firstSweep: PlayerPair<Int32>
  public var sweepCount: PlayerPair<Int32>
  public var showdowns: PlayerPair<Int32>
}

/// A node of a forest.
public struct ForestNode: BitwiseCopyable, Sendable {
  public enum Kind: UInt8, BitwiseCopyable, Sendable { case decision, deal, terminal }

  public var kind: Kind
  public var player: UInt8
  public var actions: UInt8
  /// Decisions: the place among the decisions of its player.
  public var ordinal: Int32 = 0
  /// Decisions: start in `lockRuns` of the node's locks, one run a board of the street; -1 where nothing is locked.
  public var lock: Int32 = -1
  /// First child, counted in the forest.
  public var firstChild: Int32
  /// The node of the betting tree.
  public var treeNode: Int32
  /// Decisions: the node's first row among the rows of its player. Deals: the place among the leaves.
  public var row: Int32
  /// In the pass of each player: the row of opposing reach.
  public var reach: PlayerPair<Int32>
  /// In the pass of each player: at the opponent's decisions the first reach row of the children, else -1.
  public var next: PlayerPair<Int32>
}

/// One value for each of two players.
@frozen
public struct PlayerPair<Value: BitwiseCopyable & Sendable>: BitwiseCopyable, Sendable {
  public var first: Value
  public var second: Value

  public init(_ first: Value, _ second: Value) {
    self.first = first
    self.second = second
  }

  @inlinable
  public subscript(player: Int) -> Value {
    @inline(__always) get { player == 0 ? first : second }
    set { if player == 0 { first = newValue } else { second = newValue } }
  }
}
