/// The betting tree and payoffs of a game that is sampled: one block of bytes without pointers, made once by the coordinator
/// (`SampledGameBuilder`) and read in place by every worker. Cards are no part of it: they are dealt and looked up before a walk begins.
public struct SampledGame: @unchecked Sendable {
  struct Header: BitwiseCopyable {
    var players = 0
    var streets = 0
    var widest = 0
    var depth = 0
    var lanes = 0
    var nodes: Section<SampledNode>
    var moves: Section<SampledMove>
    var values: Section<Float>
    var pots: Section<SampledPot>
    var buckets: Section<Int32>
    var widths: Section<UInt8>
    var description: Section<UInt8>
    var byteCount = 0
  }

  public let players: Int
  public let streets: Int
  /// The most actions at a decision.
  let widest: Int
  /// The most decisions on a way through the tree.
  let depth: Int
  /// 32-bit lanes of the tables; see `SampledLayout`.
  let lanes: Int
  let nodes: FlatArray<SampledNode>
  /// By node: the action that leads there.
  let moves: FlatArray<SampledMove>
  /// Chips won by each seat: a fold has one number a seat; a showdown of two has win, tie, lose for each seat; one of more
  /// players has what each seat is down before the pots are awarded.
  let values: FlatArray<Float>
  let pots: FlatArray<SampledPot>
  /// Buckets by street; 0 on streets without decisions.
  public let buckets: FlatArray<Int32>
  /// The numbers of actions that decisions have, ascending.
  let widths: FlatArray<UInt8>
  /// What the cards are and how they become buckets, for whoever opens the game in another process.
  public let description: FlatArray<UInt8>
  let byteCount: Int

  /// The lane of a bucket's row of sums of strategies at a decision.
  @inline(__always)
  func averageLane(_ node: SampledNode, bucket: Int32) -> Int { node.averageLane(bucket: bucket, of: buckets[Int(node.street)]) }

  /// How many streets have decisions.
  var streetsWithDecisions: Int { (buckets.lastIndex { $0 > 0 } ?? 0) + 1 }

  /// Reads an image in place; the memory must outlive the value.
  init(image: UnsafeRawPointer) {
    let header = image.assumingMemoryBound(to: Header.self).pointee
    players = header.players
    streets = header.streets
    widest = header.widest
    depth = header.depth
    lanes = header.lanes
    nodes = FlatArray(header.nodes, in: image)
    moves = FlatArray(header.moves, in: image)
    values = FlatArray(header.values, in: image)
    pots = FlatArray(header.pots, in: image)
    buckets = FlatArray(header.buckets, in: image)
    widths = FlatArray(header.widths, in: image)
    description = FlatArray(header.description, in: image)
    byteCount = header.byteCount
  }
}
