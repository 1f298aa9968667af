/// Whether logs that come from a file can be merged: every entry within its chunk, every row within the tables.
struct LogCheck {
  private let memory: SampledMemory

  init(_ memory: SampledMemory) { self.memory = memory }

  func isWhole(task: Int) -> Bool {
    let head = memory.head(task), counts = head.counts, sane = 0...1 << 50
    guard sane ~= counts.traversals, sane ~= counts.nodes else { return false }
    return (0..<memory.layout.parts).allSatisfy { isWhole(task, first: head.first[$0], memory.part($0)) }
  }

  /// One part's chain of chunks, which must end.
  private func isWhole(_ task: Int, first: Int32, _ part: TablePart) -> Bool {
    var next = first
    for _ in 0...memory.layout.chunks {
      guard next >= 0 else { return true }
      guard next < memory.layout.chunks else { return false }
      let chunk = memory.chunk(next, task: task)
      guard areWhole(chunk, part) else { return false }
      next = chunk.next
    }
    return false
  }

  private func areWhole(_ chunk: LogChunk, _ part: TablePart) -> Bool {
    let used = chunk.used - LogChunk.headLanes
    guard 0...memory.layout.chunkLanes - LogChunk.headLanes ~= used, used % part.entryLanes == 0 else { return false }
    return stride(from: LogChunk.headLanes, to: chunk.used, by: part.entryLanes).allSatisfy {
      let row = Int(chunk.base[$0]) | (part.numberLanes > 1 ? Int(chunk.base[$0 + 1]) << 32 : 0)
      return row + part.rowLanes <= memory.game.lanes
    }
  }
}
