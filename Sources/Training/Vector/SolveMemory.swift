import Workers

/// The memory of one solve: shared with workers, or private where the coordinator works alone.
final class SolveMemory {
  let base: UnsafeMutableRawPointer
  /// The segment, if workers are to see it.
  let segment: SharedMemory?

  /// Zeroed bytes.
  init(bytes: Int, isShared: Bool) throws(WorkerError) {
    if isShared {
      let segment = try SharedMemory(size: bytes)
      self.segment = segment
      base = segment.base
    } else {
      segment = nil
      base = .allocate(byteCount: bytes, alignment: 4096)
      base.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    }
  }

  deinit { if segment == nil { base.deallocate() } }
}
