import Abstraction
import Cards
import Game

/// Everything about a two-player game that does not change while it is solved: forests, boards, hand orders, payoffs, tasks.
///
/// It is one block of bytes without pointers, made once by the coordinator (`VectorGameBuilder`) and read in place by every worker.
public struct VectorGame: @unchecked Sendable {
  struct Header: BitwiseCopyable {
    static let magic: UInt64 = 0x31_6C_64_6C_6F_48_63_56
    var magic = Header.magic
    var byteCount = 0
    var pairWeight = 1.0
    var predicts = false
    var storage = TableStorage.f32
    var hasTies = false
    var rankedLevel = 0
    var forests: Section<Forest>
    var nodes: Section<ForestNode>
    var leaves: Section<Int32>
    var sweeps: Section<Sweep>
    var forestOf: Section<Int32>
    var placeOf: Section<Int32>
    var boards: Section<RunoutBoard>
    var levelStart: Section<Int>
    var dealProbability: Section<Double>
    var card0: Section<UInt8>
    var card1: Section<UInt8>
    var rootHand: Section<UInt16>
    var same: Section<Int32>
    var below: Section<UInt16>
    var atMost: Section<UInt16>
    var parentHand: Section<UInt16>
    var matrix: Section<Float>
    var weights0: Section<Double>
    var weights1: Section<Double>
    var lockedHands: Section<LockedHand>
    var lockRuns: Section<LockRun>
    var lockMixes: Section<Double>
    var tasks: Section<VectorTask>
  }

  public let forests: FlatArray<Forest>
  let nodes: FlatArray<ForestNode>
  let leaves: FlatArray<Int32>
  let sweeps: FlatArray<Sweep>
  let forestOf: FlatArray<Int32>
  let placeOf: FlatArray<Int32>
  public let boards: FlatArray<RunoutBoard>
  public let levelStart: FlatArray<Int>
  let dealProbability: FlatArray<Double>
  let card0: FlatArray<UInt8>
  let card1: FlatArray<UInt8>
  let rootHand: FlatArray<UInt16>
  let same: FlatArray<Int32>
  let below: FlatArray<UInt16>
  let atMost: FlatArray<UInt16>
  let parentHand: FlatArray<UInt16>
  let matrix: FlatArray<Float>
  private let weights0: FlatArray<Double>
  private let weights1: FlatArray<Double>
  let lockedHands: FlatArray<LockedHand>
  let lockRuns: FlatArray<LockRun>
  let lockMixes: FlatArray<Double>
  public let tasks: FlatArray<VectorTask>
  /// Sum of w(h) w(o) over the pairs of hands that can be dealt together; values over it are expected chips.
  public let pairWeight: Double
  /// Whether the tables hold last instantaneous regrets.
  public let predicts: Bool
  /// How the tables are kept.
  public let storage: TableStorage
  /// Whether some showdown pays a tie something else than the mean of a win and a loss, so that ties are counted too.
  public let hasTies: Bool
  /// The street whose boards are complete, so that hands have ranks there; -1 where the betting always ends before.
  let rankedLevel: Int
  /// Size of the image.
  public let byteCount: Int

  /// Reads an image in place; the memory must outlive the value.
  public init(image: UnsafeRawPointer) {
    let header = image.assumingMemoryBound(to: Header.self).pointee
    precondition(header.magic == Header.magic, "not the image of a game")
    forests = FlatArray(header.forests, in: image)
    nodes = FlatArray(header.nodes, in: image)
    leaves = FlatArray(header.leaves, in: image)
    sweeps = FlatArray(header.sweeps, in: image)
    forestOf = FlatArray(header.forestOf, in: image)
    placeOf = FlatArray(header.placeOf, in: image)
    boards = FlatArray(header.boards, in: image)
    levelStart = FlatArray(header.levelStart, in: image)
    dealProbability = FlatArray(header.dealProbability, in: image)
    card0 = FlatArray(header.card0, in: image)
    card1 = FlatArray(header.card1, in: image)
    rootHand = FlatArray(header.rootHand, in: image)
    same = FlatArray(header.same, in: image)
    below = FlatArray(header.below, in: image)
    atMost = FlatArray(header.atMost, in: image)
    parentHand = FlatArray(header.parentHand, in: image)
    matrix = FlatArray(header.matrix, in: image)
    weights0 = FlatArray(header.weights0, in: image)
    weights1 = FlatArray(header.weights1, in: image)
    lockedHands = FlatArray(header.lockedHands, in: image)
    lockRuns = FlatArray(header.lockRuns, in: image)
    lockMixes = FlatArray(header.lockMixes, in: image)
    tasks = FlatArray(header.tasks, in: image)
    pairWeight = header.pairWeight
    predicts = header.predicts
    storage = header.storage
    hasTies = header.hasTies
    rankedLevel = header.rankedLevel
    byteCount = header.byteCount
  }

  /// The weights of a player's hands at the root.
  func weights(_ player: Int) -> FlatArray<Double> { player == 0 ? weights0 : weights1 }

  /// Index of the last street.
  var lastLevel: Int { levelStart.count - 2 }

  /// Numbers in a player's tables for one forest on one board: the player's regrets (and last instantaneous regrets), then the
  /// opponent's sums of strategies. These are the tables that the player's pass writes.
  @inline(__always)
  func blockSize(_ player: Int, _ forest: Forest, _ board: RunoutBoard) -> Int {
    regretSize(player, forest, board) + sectionSize(1 - player, forest, board)
  }

  /// The part of a block before the opponent's sums of strategies.
  @inline(__always)
  func regretSize(_ player: Int, _ forest: Forest, _ board: RunoutBoard) -> Int {
    sectionSize(player, forest, board) * (predicts ? 2 : 1)
  }

  /// Numbers of one kind for all decisions of a player in a forest on a board: a `TableSection`.
  @inline(__always)
  func sectionSize(_ player: Int, _ forest: Forest, _ board: RunoutBoard) -> Int {
    scaleNumbers(player, forest) + Int(forest.actions[player]) * Int(board.hands(player).stride)
  }

  /// Numbers in the place of which a section has scales.
  @inline(__always)
  public func scaleNumbers(_ player: Int, _ forest: Forest) -> Int { storage.scaleNumbers(Int(forest.decisions[player])) }

  /// A block and those of all boards and forests below it.
  func subtreeSize(_ player: Int, forest: Int, board: Int) -> Int {
    let below = Int(forests[forest].childForest)
    let own = blockSize(player, forests[forest], boards[board])
    guard below >= 0 else { return own }
    return boards[board].children.reduce(own) { $0 + subtreeSize(player, forest: below, board: $1) }
  }
}
