/// What can keep a game from being solved.
public enum CFRError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A range has no hand that the board leaves.
  case emptyRange(player: String)
  /// Every pair of hands shares a card, so the hand cannot be dealt.
  case noPossibleDeal
  /// The vector traversal is for two players.
  case players(Int)
  /// More boards than could ever be enumerated.
  case tooManyBoards(street: String, limit: Int)
  /// The tables do not fit the limit.
  case memory(needed: Int, limit: Int, advice: String)
  /// A lock that is none of this game.
  case lock(String)
  /// A question about a hand or a node that has no answer.
  case query(String)

  public var description: String {
    switch self {
    case .emptyRange(let player): "the range of \(player) is empty: every combo is blocked by the board or has weight 0"
    case .noPossibleDeal: "no deal is possible: every hand of one range shares a card with every hand of the other"
    case .players(let count): "holdem.cfr solves games of 2 players; this one has \(count)"
    case .tooManyBoards(let street, let limit):
      "the \(street) has more than \(limit) distinct boards: holdem.cfr enumerates all boards; start on a later street, or end the betting on an earlier one (`last_street`)"
    case .memory(let needed, let limit, let advice): "the solve needs \(bytesText(needed)) but may use \(bytesText(limit)); \(advice)"
    case .query(let problem), .lock(let problem): problem
    }
  }
}

/// A number of bytes for people: `688 MiB`.
public func bytesText(_ bytes: Int) -> String {
  let units = ["B", "KiB", "MiB", "GiB", "TiB"]
  var amount = Double(bytes)
  var unit = 0
  while amount >= 1024, unit < units.count - 1 {
    amount /= 1024
    unit += 1
  }
  if unit == 0 { return "\(bytes) B" }
  let tenths = (amount * 10).rounded() / 10
  return amount >= 100 ? "\(Int(amount.rounded())) \(units[unit])" : "\(tenths) \(units[unit])"
}
