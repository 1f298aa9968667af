/// The sizes offered at one decision: `bets / raises`. Without a slash the list holds for both.
public struct BetMenu: Hashable, Sendable, CustomStringConvertible {
  /// Sizes when nobody has bet on the street.
  public var bets: [BetSize]
  /// Sizes when facing a bet.
  public var raises: [BetSize]

  public init(bets: [BetSize], raises: [BetSize]) {
    self.bets = bets
    self.raises = raises
  }

  /// No bet and no raise: check, call or fold.
  public static let none = BetMenu(bets: [], raises: [])

  public var description: String {
    let left = bets.map(\.description).joined(separator: ", ")
    let right = raises.map(\.description).joined(separator: ", ")
    return left == right ? left : "\(left) / \(right)"
  }
}
