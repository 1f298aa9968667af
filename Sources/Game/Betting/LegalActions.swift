/// What the player to act may do. Calling (or checking) is always among it.
public struct LegalActions: Hashable, Sendable {
  /// Whether folding is allowed: only when calling costs something.
  public var canFold: Bool
  /// What calling costs now, at most what the player has; 0 is a check.
  public var call: Chips
  /// The totals on this street that a bet or raise may be made to, or nil when none is allowed.
  ///
  /// The upper end is all-in, the pot limit, or the fixed limit's one size; the lower end the minimum raise, or the all-in
  /// below it.
  public var raise: ClosedRange<Chips>?

  public init(canFold: Bool, call: Chips, raise: ClosedRange<Chips>?) {
    self.canFold = canFold
    self.call = call
    self.raise = raise
  }

  /// Whether `action` is one of these.
  public func contains(_ action: Action) -> Bool {
    switch action {
    case .fold: canFold
    case .call: true
    case .raise(let total): raise?.contains(total) ?? false
    }
  }
}
