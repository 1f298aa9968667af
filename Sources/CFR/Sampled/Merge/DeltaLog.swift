/// What the traversals of a task would change, as a list of additions to rows: the tables stay frozen while an iteration is under way.
///
/// An entry is the row's number, then one f32 an action. A log has a chain of chunks for each part of the tables (`TablePart`), so that each part can be merged on
/// its own, without reading the rest, and all entries of a chunk have the same length.
struct DeltaLog {
  private let lanes: UnsafeMutablePointer<UInt32>
  private let head: LogHead
  private let chunkCount: Int
  private let chunkLanes: Int
  private let numberLanes: Int
  private let sliceMask: Int
  /// By number of actions: the first part of its regrets, then that of its sums.
  private let firstParts: UnsafeMutablePointer<Int>
  /// Where the next entry of each part goes, as a lane of the log; then where they were before the traversal under way.
  private let cursors: UnsafeMutablePointer<Int>
  private let parts: Int
  private var nextChunk = 0
  private var markedChunk = 0
  /// Where the deltas go that no longer fit.
  private let spill: UnsafeMutablePointer<Float>
  /// Whether an entry did not fit.
  private(set) var isFull = false

  /// - Parameter scratch: room for `scratchBytes`.
  init(_ memory: SampledMemory, task: Int, scratch: UnsafeMutableRawPointer) {
    let layout = memory.layout, game = memory.game
    lanes = memory.log(task)
    head = memory.head(task)
    chunkCount = layout.chunks
    chunkLanes = layout.chunkLanes
    numberLanes = memory.numberLanes
    sliceMask = layout.slices - 1
    parts = layout.parts
    cursors = scratch.assumingMemoryBound(to: Int.self)
    firstParts = cursors + 2 * parts
    spill = UnsafeMutableRawPointer(firstParts + 2 * (game.widest + 1)).assumingMemoryBound(to: Float.self)
    for (width, actions) in game.widths.enumerated() {
      for isAverage in [false, true] { firstParts[2 * Int(actions) + (isAverage ? 1 : 0)] = layout.firstPart(isAverage: isAverage, width: width) }
    }
    for part in 0..<parts {
      head.first[part] = -1
      cursors[part] = -1
    }
  }

  static func scratchBytes(_ memory: SampledMemory) -> Int {
    2 * (memory.layout.parts + memory.game.widest + 1) * MemoryLayout<Int>.stride + memory.game.widest * MemoryLayout<Float>.stride
  }

  /// An entry for a row; the caller fills in `actions` deltas.
  @inline(__always)
  mutating func append(row: Int, isAverage: Bool, actions: Int) -> UnsafeMutablePointer<Float> {
    let part = firstParts[2 * actions + (isAverage ? 1 : 0)] + TablePart.slice(row: row, mask: sliceMask)
    var cursor = cursors[part]
    // The last lane of a chunk stays free, so that a cursor is never in the chunk behind.
    if cursor < 0 || cursor & (chunkLanes - 1) + numberLanes + actions >= chunkLanes {
      guard let start = newChunk(after: cursor, part: part) else { return spill }
      cursor = start
    }
    lanes[cursor] = UInt32(truncatingIfNeeded: row)
    if numberLanes > 1 { lanes[cursor + 1] = UInt32(truncatingIfNeeded: row >> 32) }
    let deltas = cursor + numberLanes
    cursors[part] = deltas + actions
    return UnsafeMutableRawPointer(lanes + deltas).assumingMemoryBound(to: Float.self)
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
      close(cursor, next: Int32(chunk))
    }
    return chunk * chunkLanes + LogChunk.headLanes
  }

  private func close(_ cursor: Int, next: Int32) {
    let start = cursor & ~(chunkLanes - 1)
    LogChunk(base: lanes + start).end(at: cursor - start, next: next)
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
    for part in 0..<parts where cursors[part] >= 0 { close(cursors[part], next: LogChunk.none) }
  }
}
