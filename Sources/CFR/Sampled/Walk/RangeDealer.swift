import Cards
import Game

/// Deals two players the hands of their ranges: a pair that shares no card with a chance in proportion to the product of its weights.
struct RangeDealer: Sendable {
  private let hands: [[CardSet]]
  /// By player and hand: the sum of the weights up to and with it.
  private let sums: [[Double]]

  /// - Precondition: some pair of hands shares no card.
  init(_ ranges: [HandRange], _ rules: GameRules) {
    let dealt = PrivateHands.dealt(rules, ranges: ranges)
    hands = dealt.map(\.cards)
    sums = dealt.map { hands in
      var sum = 0.0
      return hands.weights.map { weight in
        sum += weight
        return sum
      }
    }
  }

  func deal(_ random: inout RandomStream) -> (CardSet, CardSet) {
    // Both anew where they collide: else the first hand's chance would not depend on what it leaves to the second.
    while true {
      let first = draw(0, &random), second = draw(1, &random)
      if first.isDisjoint(with: second) { return (first, second) }
    }
  }

  private func draw(_ player: Int, _ random: inout RandomStream) -> CardSet {
    let sums = sums[player]
    let target = Double(random.next() >> 11) * 0x1p-53 * sums[sums.count - 1]
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > target { high = middle } else { low = middle + 1 }
    }
    return hands[player][low]
  }
}
