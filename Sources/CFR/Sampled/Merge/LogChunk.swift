import CKernels

/// Entries of one part of the tables, one after the other. It begins with two lanes: the next chunk of the chain, the lanes in use.
struct LogChunk {
  let base: UnsafeMutablePointer<UInt32>

  static let headLanes = 2
  /// The end of a chain.
  static let none: Int32 = -1

  /// The chunk behind it in the chain; `none` at the end.
  var next: Int32 { Int32(bitPattern: base[0]) }
  /// Lanes in use, with these two.
  var used: Int { Int(base[1]) }

  func entries(_ part: TablePart) -> hl_entries {
    hl_entries(
      first: base + Self.headLanes, count: Int32((used - Self.headLanes) / part.entryLanes), stride: Int32(part.entryLanes), number_lanes: Int32(part.numberLanes))
  }

  func end(at used: Int, next: Int32) {
    base[0] = UInt32(bitPattern: next)
    base[1] = UInt32(used)
  }
}
