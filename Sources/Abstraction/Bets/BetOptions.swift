/// Rules that tidy the sizes of a menu into actions.
public struct BetOptions: Hashable, Sendable {
  /// Adds all-in where it is at most this share of the pot after a call. 0: never.
  public var addAllIn: Double
  /// Makes a bet all-in where the stack-to-pot ratio after it is called would be at most this. 0: never.
  public var forceAllIn: Double
  /// Of two sizes X > Y (shares of the pot), Y goes where (1 + X) / (1 + Y) < 1 + merge. 0: never.
  public var merge: Double
  /// The most bets and raises on a street; nil: no cap.
  public var raiseCap: Int?
  /// Whether a blind may be called when nobody has raised; false leaves raise or fold.
  public var allowsLimp: Bool
  /// The last street with betting: from there on the hand is checked down. nil: bet on all streets.
  public var lastStreet: String?
  /// The most players who may see the second street: on the first, a raise that so many players are in for can no longer be called, only
  /// raised. nil: all.
  public var flopPlayers: Int?

  public init(
    addAllIn: Double = 1.5, forceAllIn: Double = 0.15, merge: Double = 0.1, raiseCap: Int? = nil, allowsLimp: Bool = true, lastStreet: String? = nil,
    flopPlayers: Int? = nil
  ) {
    self.addAllIn = addAllIn
    self.forceAllIn = forceAllIn
    self.merge = merge
    self.raiseCap = raiseCap
    self.allowsLimp = allowsLimp
    self.lastStreet = lastStreet
    self.flopPlayers = flopPlayers
  }
}
