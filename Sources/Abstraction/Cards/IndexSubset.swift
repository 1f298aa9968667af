/// A subset of the indices 0 ..< universe, numbered without gaps in ascending order: a bit an index, and a count of the bits before each word.
struct IndexSubset: Sendable {
  private(set) var count = 0
  private var words: [UInt64]
  private var before: [UInt32] = []

  init(universe: Int) { words = [UInt64](repeating: 0, count: universe / 64 + 1) }

  mutating func insert(_ index: Int) { words[index / 64] |= 1 << UInt64(index % 64) }

  /// Counts what was inserted; after that nothing may be.
  mutating func close() {
    before = words.map { word in
      defer { count += word.nonzeroBitCount }
      return UInt32(count)
    }
  }

  /// The number of an index that is in the subset.
  func number(_ index: Int) -> Int {
    let bit = 1 << UInt64(index % 64) as UInt64
    return Int(before[index / 64]) + (words[index / 64] & (bit - 1)).nonzeroBitCount
  }

  /// The index of a number below `count`.
  func index(_ number: Int) -> Int {
    var (low, high) = (0, words.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(before[middle]) <= number { low = middle } else { high = middle }
    }
    var word = words[low]
    for _ in 0..<number - Int(before[low]) { word &= word - 1 }
    return low * 64 + word.trailingZeroBitCount
  }
}
