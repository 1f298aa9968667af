import Cards

/// What every pair of hole cards wins on a river board against an opponent whose hole cards are uniform over the 45 cards left.
///
/// Hands are sorted by strength, then walked from the weakest with counts of the hands met so far, in all and by card: a hand beats all that came
/// before except those that share one of its cards. O(hands) after a radix sort.
public struct RiverSweep: ~Copyable {
  /// Opponents of a hand: 45 over 2.
  public static let opponents = 990
  /// What a hand that beats everything scores.
  public static let mostPoints = 2 * opponents

  /// By combo index: 2 for each opponent that is beaten, 1 for each tie: 0 ... 1980. Combos that the board blocks have old numbers.
  public let points: UnsafeMutablePointer<UInt16>
  /// The live hands in order of strength, the upper half the strength, the lower the combo.
  let order: UnsafeMutablePointer<UInt32>
  private let scratch: UnsafeMutablePointer<UInt32>
  private let evaluator = HandEvaluator.shared
  /// By combo: its cards.
  let cards: UnsafeMutablePointer<SIMD2<UInt8>>
  private let single: [HandAccumulator]

  /// Hands on a river board: 47 over 2.
  static let hands = 1081

  public init() {
    points = .allocate(capacity: Combo.count)
    points.initialize(repeating: 0, count: Combo.count)
    order = .allocate(capacity: Self.hands)
    order.initialize(repeating: 0, count: Self.hands)
    scratch = .allocate(capacity: Self.hands)
    scratch.initialize(repeating: 0, count: Self.hands)
    cards = .allocate(capacity: Combo.count)
    for combo in Combo.all { (cards + combo.index).initialize(to: SIMD2(combo.high.rawValue, combo.low.rawValue)) }
    single = (0..<Card.count).map { HandAccumulator(Card(index: $0)) }
  }

  deinit {
    points.deallocate()
    order.deallocate()
    scratch.deallocate()
    cards.deallocate()
  }

  /// Scores all hands on a board of five cards.
  public mutating func run(_ board: CardSet) {
    precondition(board.count == 5, "a river board has five cards")
    rate(board)
    sort()
    walk()
  }

  /// The strength of each live hand.
  private mutating func rate(_ board: CardSet) {
    let common = HandAccumulator(board)
    var count = 0
    for high in 0..<Card.count where board.rawValue >> UInt64(high) & 1 == 0 {
      let held = common + single[high]
      let row = high * (high - 1) / 2
      for low in 0..<high where board.rawValue >> UInt64(low) & 1 == 0 {
        order[count] = UInt32(evaluator.strength(of: held + single[low]).rawValue) << 16 | UInt32(row + low)
        count += 1
      }
    }
  }

  /// Radix sort by the two bytes of the strength.
  private mutating func sort() {
    pass(from: order, to: scratch, shift: 16)
    pass(from: scratch, to: order, shift: 24)
  }

  private func pass(from source: UnsafeMutablePointer<UInt32>, to target: UnsafeMutablePointer<UInt32>, shift: UInt32) {
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: 256) { starts in
      starts.initialize(repeating: 0)
      for i in 0..<Self.hands { starts[Int(source[i] >> shift & 255)] &+= 1 }
      var sum: UInt16 = 0
      for byte in 0..<256 {
        let count = starts[byte]
        starts[byte] = sum
        sum &+= count
      }
      for i in 0..<Self.hands {
        let key = source[i]
        let byte = Int(key >> shift & 255)
        target[Int(starts[byte])] = key
        starts[byte] &+= 1
      }
    }
  }

  private mutating func walk() {
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: Card.count) { met in
      met.initialize(repeating: 0)
      var start = 0
      while start < Self.hands {
        let strength = order[start] >> 16
        var end = start
        // Those below.
        while end < Self.hands, order[end] >> 16 == strength {
          let combo = Int(order[end] & 0xFFFF)
          let pair = cards[combo]
          points[combo] = UInt16(start) &- met[Int(pair.x)] &- met[Int(pair.y)]
          end += 1
        }
        for i in start..<end {
          let pair = cards[Int(order[i] & 0xFFFF)]
          met[Int(pair.x)] &+= 1
          met[Int(pair.y)] &+= 1
        }
        // Those below and the ties, itself not counted.
        for i in start..<end {
          let combo = Int(order[i] & 0xFFFF)
          let pair = cards[combo]
          points[combo] &+= UInt16(end) &+ 1 &- met[Int(pair.x)] &- met[Int(pair.y)]
        }
        start = end
      }
    }
  }
}
