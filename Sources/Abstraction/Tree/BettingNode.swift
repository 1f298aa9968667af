import Game

/// A node of the flat betting tree: plain bytes, so that a tree can sit in shared memory.
@frozen
public struct BettingNode: BitwiseCopyable, Hashable, Sendable {
  @frozen
  public enum Kind: UInt8, BitwiseCopyable, Sendable {
    /// A player is to act.
    case decision
    /// The next street's cards are dealt; one child, the first decision of that street.
    case deal
    /// All but one have folded.
    case fold
    /// Hands are compared; if streets are missing, their cards are dealt first (all-in).
    case showdown
  }

  /// The action that led here.
  @frozen
  public enum Move: UInt8, BitwiseCopyable, Sendable {
    /// The root, or the first decision of a street.
    case none
    case fold, check, call, bet, raise
  }

  public var kind: Kind
  /// Whether the bet or raise that led here is all-in, as far as an opponent can match it.
  public var isAllIn = false
  /// What was done to get here.
  public var move: Move
  /// The seat to act (decision) or the seat that wins (fold).
  public var player: UInt8
  /// Index of the street among those to be played.
  public var street: UInt8
  /// How many children; they are `firstChild..<firstChild + childCount`, in order fold, check or call, then sizes from small to large.
  public var childCount: UInt8
  public var firstChild: Int32
  /// -1 at the root.
  public var parent: Int32
  /// For bets and raises: the total bet on the street.
  public var amount: Chips
  /// Everything in the middle, uncalled bets included.
  public var pot: Chips

  public init(kind: Kind, move: Move, player: Int, street: Int, parent: Int, amount: Chips, pot: Chips) {
    self.kind = kind
    self.move = move
    self.player = UInt8(player)
    self.street = UInt8(street)
    self.childCount = 0
    self.firstChild = -1
    self.parent = Int32(parent)
    self.amount = amount
    self.pot = pot
  }

  /// The children's indices.
  @inlinable
  public var children: Range<Int> { Int(firstChild)..<Int(firstChild) + Int(childCount) }
}
