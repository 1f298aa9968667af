/// A flop as a distance sees it.
struct FlopPoint {
  /// Where the ranks lie on `scale`, from the highest.
  private let high, middle, low: Int32
  private let suits: Flop.Suits
  private let pairing: Flop.Pairing
  private let straights: Int32

  /// Where each rank lies, deuce to ace, in half steps: what an ace makes of a board no other card does.
  private static let scale: [Int32] = [0, 2, 4, 6, 8, 10, 12, 14, 16, 19, 22, 25, 32]

  init(_ flop: Flop) {
    let ranks = flop.ranks
    (high, middle, low) = (Self.scale[ranks[0]], Self.scale[ranks[1]], Self.scale[ranks[2]])
    (suits, pairing, straights) = (flop.suits, flop.pairing, Int32(flop.straights))
  }

  /// How unlike two flops are. A step of the highest card counts 4, of the middle 2, of the lowest 1, squared; another pattern of suits or another
  /// pairing is as far as four steps of the highest card; each straight more or less as two steps of the lowest. All times 4.
  func distance(to other: FlopPoint) -> Int32 {
    func square(_ x: Int32) -> Int32 { x * x }
    var sum = 4 * square(high - other.high) + 2 * square(middle - other.middle) + square(low - other.low)
    if suits != other.suits { sum += 256 }
    if pairing != other.pairing { sum += 256 }
    return sum + 16 * square(straights - other.straights)
  }
}
