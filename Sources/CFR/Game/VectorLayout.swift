/// Where everything about a solve lies in one block of memory, which may be shared between processes: the pass under way, the game's
/// image, the frontier between the coordinator's street and the tasks, the tables.
///
/// A pass of player p writes p's regrets and the opponent's sums of strategies, so the tables are kept in one arena a player. When workers may
/// die at any moment, a task must not overwrite what it would need to run again. So it writes *beside* what it reads: the arena has a gap, and a pass
/// shifts all blocks across it, towards the front and back in turn. A block's new place overlaps the old places of blocks that lie
/// within the gap before it; those must be done first (`VectorPass.admits`). The gap is a few blocks long; nothing is ever copied. Tables that are small have a
/// gap as long as the arena, so that any order will do and workers can share a pass out among themselves (`TaskClaims`).
public struct VectorLayout: BitwiseCopyable, Sendable {
  /// How tables are kept.
  public let storage: TableStorage
  public let image: Int
  /// Opposing reach at the root forest's deal nodes: one row each.
  public let frontier: Int
  /// Width of the rows of the frontier and of the results, in numbers.
  public let rootWidth: Int
  /// Results of the tasks, f64.
  public let results: Int
  /// `TaskClaims`: a word a task.
  let claims: Int
  /// Into how many shares a pass is divided: one for the coordinator and each worker but one; 0 where tasks are sent out one by one.
  public let shares: Int
  /// The coordinator's own tables, by player.
  let rootTables: PlayerPair<Int>
  /// The tasks' tables, by player.
  let arena: PlayerPair<Int>
  /// Numbers in each arena, without its gap.
  let arenaSize: PlayerPair<Int>
  /// Numbers in the gap of each arena; 0 where tasks run in the coordinator.
  public let gap: PlayerPair<Int>
  public let byteCount: Int

  /// - Parameters:
  ///   - writers: processes that may write at the same time; 0 for the coordinator alone, which needs no gap.
  ///   - mayShare: whether workers may share out the tasks of a pass among themselves, where tables are small.
  public init(_ game: VectorGame, writers: Int, mayShare: Bool = true) {
    storage = game.storage
    let bytes = storage.bytes
    let root = game.forests[0], board = game.boards[0]
    rootWidth = Int(max(board.hands0.stride, board.hands1.stride))
    var end = 0
    func place(_ bytes: Int) -> Int {
      defer { end += (bytes + 63) / 64 * 64 }
      return end
    }
    _ = place(MemoryLayout<VectorControl>.stride)
    image = place(game.byteCount)
    frontier = place(Int(root.leafCount) * rootWidth * MemoryLayout<Double>.stride)
    let rows = game.tasks.indices.reduce(0) { $0 + Int(game.forests[Int(game.tasks[$1].forest)].rootCount) }
    results = place(rows * 2 * rootWidth * MemoryLayout<Double>.stride)
    claims = place(game.tasks.count * MemoryLayout<UInt32>.stride)
    rootTables = .init(
      place(game.blockSize(0, root, board) * bytes), place(game.blockSize(1, root, board) * bytes))
    var sizes = PlayerPair(0, 0), gaps = PlayerPair(0, 0)
    for player in 0..<2 { sizes[player] = game.tasks.reduce(0) { $0 + $1.size[player] } }
    shares = mayShare && (sizes[0] + sizes[1]) * bytes <= Self.small ? min(writers, game.tasks.count) : 0
    for player in 0..<2 where writers > 0 {
      let largest = game.tasks.reduce(0) { max($0, $1.size[player]) }
      gaps[player] = shares > 0 ? sizes[player] : min(sizes[player], (writers * 2 + 2) * largest)
    }
    arenaSize = sizes
    gap = gaps
    arena = .init(place((sizes[0] + gaps[0]) * bytes), place((sizes[1] + gaps[1]) * bytes))
    byteCount = end
  }

  /// Whether a player's pass writes its rows past the caches: it writes apart from what it reads, and too much to find it there in the next pass.
  func streams(_ player: Int) -> Bool { gap[player] > 0 && tableBytes > Self.cached }

  /// Bytes that processors may keep from pass to pass.
  private static let cached = 64 << 20
  /// Bytes of tables up to which a pass is so short that messages about its tasks count, and a second arena does not.
  private static let small = 32 << 20

  /// Bytes of regrets, strategies and gaps.
  public var tableBytes: Int { (arenaSize[0] + arenaSize[1] + gap[0] + gap[1]) * storage.bytes + arena[0] - rootTables[0] }
}

/// The head of a solve's memory: what a worker must know to run a task of the pass under way.
struct VectorControl: BitwiseCopyable {
  static let magic: UInt64 = 0x31_74_63_65_56_4D_44_48
  var magic = VectorControl.magic
  var layout: VectorLayout
  var pass: VectorPass
}
