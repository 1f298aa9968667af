/// The ways to distribute a number of cards over four suits, numbered as the places of three bars between the cards.
enum Composition {
  /// How many ways there are to distribute `n` cards.
  static func count(of n: Int) -> Int { binomial(n + 3, 3) }

  /// The number of a way, 0 ..< `count(of:)`, from the cards of each suit.
  static func index(_ counts: SIMD4<UInt16>) -> Int {
    let a = Int(counts[0])
    let b = a + Int(counts[1]) + 1
    let c = b + Int(counts[2]) + 1
    return a + b * (b - 1) / 2 + c * (c - 1) * (c - 2) / 6
  }

  /// All ways to distribute `n` cards.
  static func all(of n: Int) -> [SIMD4<UInt16>] {
    var all: [SIMD4<UInt16>] = []
    for a in 0...n {
      for b in 0...n - a {
        for c in 0...n - a - b {
          all.append(SIMD4(UInt16(a), UInt16(b), UInt16(c), UInt16(n - a - b - c)))
        }
      }
    }
    return all
  }
}
