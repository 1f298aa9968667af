import Cards

/// Where everything about a sampled solve lies in one block of memory, which may be shared between processes: the step under way, the image,
/// the discounts, the tables, the logs of the tasks, the state of the merge.
///
/// The tables are lanes of 32 bits. A decision has a block of them: a *row* of regrets for each bucket (a stamp that says when the row was last
/// brought up to date, see `DiscountLedger`, then one f32 an action), and behind these a row of sums of strategies for each bucket (one f32 an
/// action). The blocks of a street lie together.
public struct SampledLayout: BitwiseCopyable, Sendable {
  /// Tasks of an iteration, and parts in which their logs are merged: fixed by the job, never by the number of workers.
  public let tasks: Int
  public let parts: Int
  /// Into how many parts rows of one kind are divided; see `TablePart`.
  let slices: Int
  /// Chunks of each task's log, and lanes of a chunk: a power of 2.
  public let chunks: Int
  let chunkLanes: Int
  let image: Int
  let ledger: Int
  let tables: Int
  let heads: Int
  let logs: Int
  let merges: Int
  let results: Int
  let jams: Int
  /// `TaskClaims`: a word a task, or a part.
  let claims: Int
  public let byteCount: Int

  /// Lanes that a task leaves behind: few enough that workers do not wait long for the last one of a batch.
  private static let lanesPerTask = 5_000.0
  /// Traversals log more once players have learnt not to fold everything.
  private static let margin = 2.0
  /// Bytes that a lane which a traversal is expected to log takes.
  static let logBytesPerLane = 4 * margin
  /// Of each part's last chunk half is empty on average, which small games would notice.
  private static let leastChunkLanes = 128
  private static let mostTasks = 64
  private static let mostSlices = 4

  /// - Parameters:
  ///   - traversals: of an iteration.
  ///   - lanesPerTraversal: expected lanes that a traversal adds to its task's log.
  init(_ game: SampledGame, traversals: Int, lanesPerTraversal: Double) {
    let lanes = Double(traversals) * lanesPerTraversal
    tasks = max(1, min(Self.mostTasks, Int(min(lanes / Self.lanesPerTask, 1e6))))
    slices = tasks == 1 ? 1 : Self.mostSlices
    parts = Self.parts(widths: game.widths.count, slices: slices)
    // Twice as much as expected, a chunk a part that is begun, and room for the largest single traversal.
    let expected = Self.margin * lanes / Double(tasks)
    let one = Double(min(game.lanes * 2, 4 * Int(lanesPerTraversal) + 4 * (game.widest + 2) * game.depth))
    // A few entries fit, however many actions there are.
    chunkLanes = max(Self.leastChunkLanes, 1 << (Int.bitWidth - (4 * game.widest).leadingZeroBitCount))
    chunks = parts + Int((max(expected, one) / Double(chunkLanes - LogChunk.headLanes - game.widest - 2)).rounded(.up)) + 1
    var end = 0
    func place(_ bytes: Int) -> Int {
      defer { end += (bytes + 63) / 64 * 64 }
      return end
    }
    _ = place(MemoryLayout<SampledControl>.stride)
    image = place(game.byteCount)
    ledger = place(DiscountLedger.byteCount)
    tables = place(game.lanes * 4)
    heads = place(tasks * LogHead.stride(parts: parts))
    logs = place(tasks * chunks * chunkLanes * 4)
    merges = place(parts * MergeState.stride(chunkLanes: chunkLanes))
    results = place(Assessment.tasks * MemoryLayout<Assessment.Sums>.stride)
    jams = place(2 * Combo.count * 4)
    claims = place(max(tasks, parts) * MemoryLayout<UInt32>.stride)
    byteCount = end
  }

  /// Lanes that a bucket has at a decision: regrets with their stamp, and sums of strategies.
  static func lanes(actions: Int) -> Int { 2 * actions + 1 }

  /// Whether the phases of an iteration are so short that messages about their tasks count: workers then share them out among themselves.
  var isShort: Bool { merges - logs <= Self.small }

  /// Bytes of logs of a short iteration.
  private static let small = 32 << 20

  /// Bytes of regrets and sums of strategies.
  public var tableBytes: Int { heads - tables }
}

/// The head of a sampled solve's memory: what a worker must know to run a task.
struct SampledControl: BitwiseCopyable {
  static let magic: UInt64 = 0x31_6C_70_6D_61_53_4C_48
  enum Phase: UInt8, BitwiseCopyable { case traverse, merge, assess }

  var magic = SampledControl.magic
  var layout: SampledLayout
  var sampling: Sampling
  var phase = Phase.traverse
  /// Into how many shares traversals and merges are divided: one for the coordinator and each worker but one; 0 where tasks are sent out one by one.
  var shares = 0
  var seed: UInt64
  var step: SampledStep
  var assessment = Assessment()
}
