/// Numbers the strengths of hands when the tables are built: category * 4096 + the order within the category.
///
/// Ranks come as 13-bit masks. Kickers are ordered as the masks are, by number; a hand of fewer than five cards has
/// fewer kickers, which makes it weaker than any hand that has more, as if it were filled with blanks below the deuce.
struct StrengthCode {
  /// `ordinals[k][mask]`: how many masks below `mask` have at most `k` ranks.
  private let ordinals: [[UInt16]]

  init() {
    ordinals = (0...5).map { limit in
      var below: UInt16 = 0
      return (0..<1 << 13).map { mask in
        defer { if mask.nonzeroBitCount <= limit { below += 1 } }
        return below
      }
    }
  }

  /// The strength of the best five of up to seven cards of one suit, at least five.
  func flush(_ ranks: Int) -> HandStrength {
    if let straight = straight(ranks) { return code(.straightFlush, straight) }
    return code(.flush, ordinal(ranks, highest: 5))
  }

  /// The strength of the best five of up to seven cards when suits do not matter, from the masks of the ranks that
  /// are held at least once, twice, three and four times. Fewer than five cards are all taken.
  func ranks(once: Int, twice: Int, thrice: Int, four: Int) -> HandStrength {
    if four != 0 {
      let quads = top(four)
      return code(.fourOfAKind, quads * 13 + ordinal(once, without: quads, highest: 1))
    }
    if thrice != 0 {
      let trips = top(thrice)
      let pairs = twice & ~(1 << trips)
      if pairs != 0 { return code(.fullHouse, trips * 13 + top(pairs)) }
      if let straight = straight(once) { return code(.straight, straight) }
      return code(.threeOfAKind, trips * 79 + ordinal(once, without: trips, highest: 2))
    }
    if let straight = straight(once) { return code(.straight, straight) }
    if twice & (twice - 1) != 0 {
      let high = top(twice)
      let low = top(twice & ~(1 << high))
      let kicker = ordinal(once & ~(1 << high), without: low, highest: 1)
      return code(.twoPair, (high * 13 + low) * 13 + kicker)
    }
    if twice != 0 {
      let pair = top(twice)
      return code(.pair, pair * 299 + ordinal(once, without: pair, highest: 3))
    }
    return code(.highCard, ordinal(once, highest: 5))
  }

  private func code(_ category: HandStrength.Category, _ order: Int) -> HandStrength {
    precondition(0 <= order && order < 1 << 12, "twelve bits order the hands of a category")
    return HandStrength(rawValue: UInt16(category.rawValue) << 12 | UInt16(order))
  }

  /// The highest rank of a mask that is not empty.
  private func top(_ mask: Int) -> Int { Int.bitWidth - 1 - mask.leadingZeroBitCount }

  /// The number of the highest straight, 0 for the five-high one, or nil. The ace also counts as one.
  private func straight(_ mask: Int) -> Int? {
    let withLowAce = mask << 1 | mask >> 12
    return (0...9).last { withLowAce >> $0 & 0b11111 == 0b11111 }
  }

  /// The order of the `count` highest ranks of a mask among the masks of at most so many ranks.
  private func ordinal(_ mask: Int, highest count: Int) -> Int {
    var kept = mask
    while kept.nonzeroBitCount > count { kept &= kept - 1 }
    return Int(ordinals[count][kept])
  }

  /// The same among the masks of the twelve other ranks, where one rank is used up.
  private func ordinal(_ mask: Int, without rank: Int, highest count: Int) -> Int {
    let below = mask & ((1 << rank) - 1)
    let above = (mask >> (rank + 1)) << rank
    return ordinal(above | below, highest: count)
  }
}
