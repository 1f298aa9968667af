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
  /// Chunks of each task's log.
  public let chunks: Int
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

  /// Lanes of a chunk of a log. Of each part's last chunk half is empty on average, which small games would notice.
  static let chunkLanes = 256
  /// Lanes that a task leaves behind: few enough that workers do not wait long for the last one of a batch.
  private static let lanesPerTask = 10_000.0
  private static let mostTasks = 64
  private static let mostParts = 16

  /// - Parameters:
  ///   - traversals: of an iteration.
  ///   - lanesPerTraversal: expected lanes that a traversal adds to its task's log.
  init(_ game: SampledGame, traversals: Int, lanesPerTraversal: Double) {
    let lanes = Double(traversals) * lanesPerTraversal
    tasks = max(1, min(Self.mostTasks, Int(min(lanes / Self.lanesPerTask, 1e6))))
    parts = tasks == 1 ? 1 : Self.mostParts
    // Half as much again as expected, a chunk a part that is begun, and room for the largest single traversal.
    let expected = 1.5 * lanes / Double(tasks)
    let one = Double(min(game.lanes * 2, 4 * Int(lanesPerTraversal) + 4 * (game.widest + 2) * game.depth))
    chunks = parts + Int((max(expected, one) / Double(Self.chunkLanes - 2 - game.widest - 2)).rounded(.up)) + 1
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
    logs = place(tasks * chunks * Self.chunkLanes * 4)
    merges = place(parts * MergeState.stride(widest: game.widest))
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
