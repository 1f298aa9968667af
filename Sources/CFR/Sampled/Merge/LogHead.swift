/// The head of a task's log: what was done, and the first chunk of each part.
struct LogHead {
  struct Counts: BitwiseCopyable {
    /// The task's first traversal of the iteration, counted from the beginning of the solve. Set by the coordinator.
    var start = 0
    /// Traversals, and nodes (decisions and ends of hands) that they visited. Set by the task.
    var traversals = 0
    var nodes = 0
  }

  let base: UnsafeMutableRawPointer

  static func stride(parts: Int) -> Int { (MemoryLayout<Counts>.stride + parts * 4 + 63) / 64 * 64 }

  var counts: Counts {
    get { base.load(as: Counts.self) }
    nonmutating set { base.storeBytes(of: newValue, as: Counts.self) }
  }

  var first: UnsafeMutablePointer<Int32> { (base + MemoryLayout<Counts>.stride).assumingMemoryBound(to: Int32.self) }
}
