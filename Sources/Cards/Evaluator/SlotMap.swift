/// Which slots of a table are taken, for packing sparse rows into it.
struct SlotMap {
  /// One bit a slot, and a word of padding.
  private var words: [UInt64]

  init(capacity: Int) {
    words = [UInt64](repeating: 0, count: capacity / 64 + 2)
  }

  /// Takes the slots `start + offset` for all of the offsets, none of them negative, at the first `start` where all
  /// are free, and returns `start`.
  mutating func take(_ offsets: [Int]) -> Int {
    var start = 0
    // 64 starts at once: bit i tells whether start + i meets a slot that is taken.
    var conflicts = conflicts(of: offsets, at: start)
    while conflicts == .max {
      start += 64
      conflicts = self.conflicts(of: offsets, at: start)
    }
    start += (~conflicts).trailingZeroBitCount
    for offset in offsets {
      words[(start + offset) / 64] |= 1 << UInt64((start + offset) % 64)
    }
    return start
  }

  private func conflicts(of offsets: [Int], at start: Int) -> UInt64 {
    var conflicts: UInt64 = 0
    for offset in offsets {
      let (word, bit) = (start + offset).quotientAndRemainder(dividingBy: 64)
      conflicts |= words[word] >> UInt64(bit) | words[word + 1] << UInt64(64 - bit)
      if conflicts == .max { break }
    }
    return conflicts
  }
}
