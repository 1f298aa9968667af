/// What the traversals of a task would change, as a list of additions to rows: the tables stay frozen while an iteration is under way.
///
/// An entry is two lanes that say which row, then one f32 an action. A log has a chain of chunks for each part of the tables, so that each part
/// can be merged on its own, without reading the rest. Chunks begin with two lanes: the next chunk of the chain, the lanes in use.
struct DeltaLog {
  private let lanes: UnsafeMutablePointer<UInt32>
  private let head: LogHead
  private let chunkCount: Int
  private let partMask: Int
  /// Where the next entry of each part goes, as a lane of the log; then where they were before the traversal under way.
  private let cursors: UnsafeMutablePointer<Int>
  private let parts: Int
  private var nextChunk = 0
  private var markedChunk = 0
  /// Where the deltas go that no longer fit.
  private let spill: UnsafeMutablePointer<Float>
  /// Whether an entry did not fit.
  private(set) var isFull = false

  static let chunkLanes = SampledLayout.chunkLanes
  /// Rows of so many lanes, 2 to this power, belong to one part.
  private static let blockBits = 10

  /// - Parameter scratch: room for `scratchBytes`.
  init(_ memory: SampledMemory, task: Int, scratch: UnsafeMutableRawPointer) {
    lanes = memory.log(task)
    head = memory.head(task)
    chunkCount = memory.layout.chunks
    parts = memory.layout.parts
    partMask = parts - 1
    cursors = scratch.assumingMemoryBound(to: Int.self)
    spill = (scratch + 2 * parts * MemoryLayout<Int>.stride).assumingMemoryBound(to: Float.self)
    for part in 0..<parts {
      head.first[part] = -1
      cursors[part] = -1
    }
  }

  static func scratchBytes(_ memory: SampledMemory) -> Int {
    2 * memory.layout.parts * MemoryLayout<Int>.stride + memory.game.widest * MemoryLayout<Float>.stride
  }

  /// The part of the tables that a row belongs to.
  @inline(__always)
  static func part(row: Int, mask: Int) -> Int { row >> blockBits & mask }

  /// An entry for a row; the caller fills in `actions` deltas.
  @inline(__always)
  mutating func append(row: Int, isAverage: Bool, actions: Int) -> UnsafeMutablePointer<Float> {
    let part = Self.part(row: row, mask: partMask)
    var cursor = cursors[part]
    // The last lane of a chunk stays free, so that a cursor is never in the chunk behind.
    if cursor < 0 || cursor & (Self.chunkLanes - 1) + actions + 2 >= Self.chunkLanes {
      guard let start = newChunk(after: cursor, part: part) else { return spill }
      cursor = start
    }
    lanes[cursor] = UInt32(truncatingIfNeeded: row)
    lanes[cursor + 1] = UInt32(truncatingIfNeeded: row >> 32) << 16 | (isAverage ? 1 << 15 : 0) | UInt32(truncatingIfNeeded: actions)
    cursors[part] = cursor + 2 + actions
    return UnsafeMutableRawPointer(lanes + cursor + 2).assumingMemoryBound(to: Float.self)
  }

  @inline(never)
  private mutating func newChunk(after cursor: Int, part: Int) -> Int? {
    guard nextChunk < chunkCount else {
      isFull = true
      return nil
    }
    let chunk = nextChunk
    nextChunk += 1
    if cursor < 0 {
      head.first[part] = Int32(chunk)
    } else {
      close(cursor, next: UInt32(chunk))
    }
    return chunk * Self.chunkLanes + 2
  }

  private func close(_ cursor: Int, next: UInt32) {
    let start = cursor & ~(Self.chunkLanes - 1)
    lanes[start] = next
    lanes[start + 1] = UInt32(cursor - start)
  }

  /// Remembers where a traversal begins.
  mutating func mark() {
    (cursors + parts).update(from: cursors, count: parts)
    markedChunk = nextChunk
  }

  /// Takes back what was added since `mark`.
  mutating func rollBack() {
    cursors.update(from: cursors + parts, count: parts)
    for part in 0..<parts where cursors[part] < 0 { head.first[part] = -1 }
    nextChunk = markedChunk
  }

  /// Ends the log: readers may follow.
  func finish() {
    for part in 0..<parts where cursors[part] >= 0 { close(cursors[part], next: .max) }
  }
}

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
