/// Whether logs that come from a file can be merged: every entry within its chunk, every row within the tables.
struct LogCheck {
  private let memory: SampledMemory

  init(_ memory: SampledMemory) { self.memory = memory }

  func isWhole(task: Int) -> Bool {
    let head = memory.head(task), counts = head.counts, sane = 0...1 << 50
    guard sane ~= counts.traversals, sane ~= counts.nodes else { return false }
    return (0..<memory.layout.parts).allSatisfy { isWhole(memory.log(task), first: head.first[$0]) }
  }

  /// One part's chain of chunks, which must end.
  private func isWhole(_ log: UnsafeMutablePointer<UInt32>, first: Int32) -> Bool {
    var chunk = first
    for _ in 0...memory.layout.chunks {
      guard chunk >= 0 else { return true }
      guard chunk < memory.layout.chunks else { return false }
      let start = log + Int(chunk) * DeltaLog.chunkLanes
      guard 2...DeltaLog.chunkLanes ~= Int(start[1]), areWhole(start, end: Int(start[1])) else { return false }
      chunk = Int32(bitPattern: start[0])
    }
    return false
  }

  private func areWhole(_ chunk: UnsafeMutablePointer<UInt32>, end: Int) -> Bool {
    var place = 2
    while place < end {
      let entry = chunk + place
      guard place + 2 <= end else { return false }
      let actions = Int(entry[1] & 0xFF), row = Int(entry[0]) | Int(entry[1] >> 16) << 32, isAverage = entry[1] & 1 << 15 != 0
      guard 1...memory.game.widest ~= actions, row + actions + (isAverage ? 0 : 1) <= memory.game.lanes else { return false }
      place += 2 + actions
    }
    return place == end
  }
}
