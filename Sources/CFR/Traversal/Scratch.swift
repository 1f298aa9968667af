import CKernels

/// The rows of one street's traversal. Freed by its owner, `Scratch`.
struct LevelRows<Value: KernelScalar> {
  /// Opposing reach rows.
  let reach: UnsafeMutablePointer<Value>
  /// `planes` rows a node.
  let values: UnsafeMutablePointer<Value>
  /// `planes` rows a deal node: sums over the boards that are dealt there.
  let sums: UnsafeMutablePointer<Double>
}

/// The most rows that a forest of a street needs.
struct RowCounts {
  private(set) var reach = 0
  private(set) var nodes = 0
  private(set) var leaves = 0

  init(_ forests: FlatArray<Forest>, level: Int) {
    for forest in forests where Int(forest.level) == level {
      reach = max(reach, Int(max(forest.reachRows[0], forest.reachRows[1])))
      nodes = max(nodes, Int(forest.nodeCount))
      leaves = max(leaves, Int(forest.leafCount))
    }
  }

  /// Rows of a level in all.
  func total(planes: Int) -> Int { reach + planes * (nodes + leaves) }
}

/// Working memory of a traversal, taken once.
final class Scratch<Value: KernelScalar> {
  let levels: [LevelRows<Value>]
  /// Room for the showdown sweep, and what it is told of its rows and of the hands' ranks.
  let sweep: UnsafeMutablePointer<Value>
  let lanes: UnsafeMutablePointer<hl_lane>
  let ranks: UnsafeMutablePointer<hl_ranks>
  /// A row of edges, or of ties.
  let row: UnsafeMutablePointer<Value>
  private let blocks: [UnsafeMutableRawPointer]

  init(_ game: VectorGame, planes: Int) {
    let width = game.boards.indices.reduce(0) { max($0, Int(max(game.boards[$1].hands0.stride, game.boards[$1].hands1.stride))) }
    var blocks: [UnsafeMutableRawPointer] = []
    func take<T>(_ count: Int, _: T.Type) -> UnsafeMutablePointer<T> {
      let bytes = max(64, count * MemoryLayout<T>.stride)
      let block = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
      block.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
      blocks.append(block)
      return block.bindMemory(to: T.self, capacity: count)
    }
    levels = (0...game.lastLevel).map { level in
      let most = RowCounts(game.forests, level: level)
      return LevelRows(
        reach: take(most.reach * width, Value.self), values: take(most.nodes * planes * width, Value.self),
        sums: take(most.leaves * planes * width, Double.self))
    }
    sweep = take(Int(HL_LANES) * 4 * width, Value.self)
    lanes = take(Int(HL_LANES), hl_lane.self)
    ranks = take(1, hl_ranks.self)
    row = take(width, Value.self)
    self.blocks = blocks
  }

  deinit { for block in blocks { block.deallocate() } }
}
