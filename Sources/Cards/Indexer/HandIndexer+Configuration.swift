extension HandIndexer {
  /// The cards that each of the four suits received in each round, the suits ordered with the most cards first.
  struct Configuration: Sendable {
    /// By suit in order: the cards of each round, four bits a round, the last round lowest.
    let counts: SIMD4<UInt32>
    /// By suit in order: how many indices of its ranks there are.
    let radix: SIMD4<UInt32>
    /// By suit in order: how many suits from here on have equal counts, counted at the first of them.
    let group: SIMD4<UInt8>
    /// Whether suits that received cards have equal counts.
    let hasInterchangeableSuits: Bool
    /// The index of the configuration's first hand.
    let offset: Int

    init(counts: SIMD4<UInt32>, rounds: Int, ranks: Int, offset: Int) {
      let binomials = Binomials()
      var radix = SIMD4<UInt32>(repeating: 1)
      var group = SIMD4<UInt8>(repeating: 0)
      for suit in 0..<4 {
        var left = ranks
        for round in 0..<rounds {
          let count = Self.cards(counts[suit], round: round, of: rounds)
          radix[suit] *= binomials[left, count]
          left = max(0, left - count)
        }
        group[suit] = UInt8((suit..<4).prefix { counts[$0] == counts[suit] }.count)
      }
      self.counts = counts
      self.radix = radix
      self.group = group
      hasInterchangeableSuits = (0..<4).contains { counts[$0] != 0 && group[$0] > 1 }
      self.offset = offset
    }

    /// How many cards a suit with the given counts received in a round.
    static func cards(_ counts: UInt32, round: Int, of rounds: Int) -> Int {
      Int(counts >> UInt32(4 * (rounds - 1 - round)) & 15)
    }

    /// How many hands the configuration has.
    var size: Int {
      var size = 1
      var suit = 0
      while suit < 4 {
        size *= groupSize(at: suit)
        suit += Int(group[suit])
      }
      return size
    }

    /// How many multisets of indices the group of suits that starts at `suit` can have.
    func groupSize(at suit: Int) -> Int {
      let length = Int(group[suit])
      return binomial(Int(radix[suit]) + length - 1, length)
    }

    /// The index of a hand from the indices of its suits in order.
    func index(of suits: SIMD4<UInt32>) -> Int {
      guard !hasInterchangeableSuits else { return indexWithGroups(of: suits) }
      let low = Int(suits[0]) &+ Int(radix[0]) &* Int(suits[1])
      let high = Int(suits[2]) &+ Int(radix[2]) &* Int(suits[3])
      return offset &+ low &+ Int(radix[0]) &* Int(radix[1]) &* high
    }

    private func indexWithGroups(of suits: SIMD4<UInt32>) -> Int {
      var index = offset
      var multiplier = 1
      var suit = 0
      // Suits without cards come last, and have nothing to tell.
      while suit < 4, counts[suit] != 0 {
        let length = Int(group[suit])
        switch length {
        case 1:
          index += multiplier * Int(suits[suit])
          multiplier *= Int(radix[suit])
        case 2:
          let low = Int(min(suits[suit], suits[suit + 1]))
          let high = Int(max(suits[suit], suits[suit + 1]))
          index += multiplier * (low + high * (high + 1) / 2)
          multiplier *= Int(radix[suit]) * (Int(radix[suit]) + 1) / 2
        default:
          index += multiplier * Self.multiset(suits, from: suit, length: length)
          multiplier *= groupSize(at: suit)
        }
        suit += length
      }
      return index
    }

    /// The number of a multiset: with its elements in ascending order, the sum of the binomial coefficients
    /// (element + place) over (place + 1).
    private static func multiset(_ elements: SIMD4<UInt32>, from start: Int, length: Int) -> Int {
      var sorted = elements
      for last in start + 1..<start + length {
        var place = last
        while place > start, sorted[place - 1] > sorted[place] {
          (sorted[place - 1], sorted[place]) = (sorted[place], sorted[place - 1])
          place -= 1
        }
      }
      return (0..<length).reduce(0) { $0 + binomial(Int(sorted[start + $1]) + $1, $1 + 1) }
    }
  }

  /// The configuration of a distribution of cards over suits.
  struct Assignment: Sendable {
    let configuration: UInt16
    /// The suits in the configuration's order, two bits each from the lowest.
    let order: UInt8

    /// The values of the suits in the configuration's order.
    func ordered(_ bySuit: SIMD4<UInt32>) -> SIMD4<UInt32> {
      SIMD4(
        bySuit[Int(order & 3)], bySuit[Int(order >> 2 & 3)], bySuit[Int(order >> 4 & 3)],
        bySuit[Int(order >> 6)])
    }
  }
}
