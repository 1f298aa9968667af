/// One distinct board, up to the suit permutations that change neither the earlier board nor the ranges.
public struct RunoutBoard: BitwiseCopyable, Sendable {
  /// The hands of one player that the board leaves; arrays of `VectorGame` hold them from `offset` on.
  public struct Hands: BitwiseCopyable, Sendable {
    public var count: Int32 = 0
    /// `count` rounded up to whole SIMD rows.
    public var stride: Int32 = 0
    /// Start in `card0`, `card1`, `rootHand`, `same`, `below`, `atMost`.
    public var offset: Int = 0
    /// Start in `parentHand`: for each member of the orbit, `count` indices into the parent board's order.
    public var memberOffset: Int = 0
    /// Start in `matrix` of the all-in matrix this player's values are read from, or -1.
    public var matrixOffset: Int = -1
    /// Likewise of the matrix of ties, in a game that counts them.
    public var tieOffset: Int = -1
  }

  /// 0 for the board of the root.
  public var level: Int32
  public var parent: Int32
  public var firstChild: Int32 = 0
  public var childCount: Int32 = 0
  /// How many deals this board stands for, itself included.
  public var members: Int32
  /// The board as a card set.
  public var cards: UInt64
  public var hands0 = Hands()
  public var hands1 = Hands()

  @inline(__always)
  public func hands(_ player: Int) -> Hands { player == 0 ? hands0 : hands1 }

  var children: Range<Int> { Int(firstChild)..<Int(firstChild) + Int(childCount) }
}
