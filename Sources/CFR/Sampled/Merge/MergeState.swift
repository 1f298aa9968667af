/// How far the merge of a part has come.
struct MergeState {
  let base: UnsafeMutableRawPointer

  static func stride(chunkLanes: Int) -> Int { 64 + chunkLanes * MemoryLayout<Float>.stride }

  var progress: UnsafeMutablePointer<UInt64> { base.assumingMemoryBound(to: UInt64.self) }
  /// The rows of the chunk under way as they were, entry by entry.
  var rows: UnsafeMutablePointer<Float> { (base + 64).assumingMemoryBound(to: Float.self) }
}
