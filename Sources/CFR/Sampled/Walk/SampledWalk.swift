import CKernels

/// What the traversals of a task share: the frozen tables, the deal, the log of what they would change.
struct SampledWalk {
  let game: SampledGame
  let nodes: UnsafePointer<SampledNode>
  let tables: UnsafePointer<Float>
  let ledger: DiscountLedger
  var deal: Deal
  let step: SampledStep
  /// The player whose regrets this traversal updates, and the one whose average it adds to: the next one (as OpenSpiel's external sampling has it,
  /// so that with more than two players each node's average is added to under one traverser only).
  private(set) var traverser = 0
  private(set) var averaged = 0
  /// With two players: behind a node's first number, where the traverser's payoff of a fold lies, and that of a showdown with this deal.
  private var foldOffset = 0
  private var showdownOffset = 0
  private let isPair: Bool
  private let values: UnsafePointer<Float>
  /// Whether to ask for what lies behind an opponent's decision before its row is there to choose by: of tables that caches hold, that takes longer than it saves.
  private let looksAhead: Bool
  /// Whether this traversal leaves out actions of much regret.
  private(set) var prunes = false
  var log: DeltaLog
  var random: RandomStream
  /// Decisions and ends of hands visited.
  var visited = 0
  /// Free room for strategies and values of the decisions on the way.
  var free: UnsafeMutablePointer<Float>

  init(_ memory: SampledMemory, deal: Deal, log: DeltaLog, scratch: UnsafeMutablePointer<Float>) {
    game = memory.game
    nodes = memory.game.nodes.base
    values = memory.game.values.base
    isPair = memory.game.players == 2
    looksAhead = memory.game.lanes > Self.cachedLanes
    tables = UnsafePointer(memory.tables)
    ledger = memory.ledger
    step = memory.control.pointee.step
    self.deal = deal
    self.log = log
    random = RandomStream(seed: 0)
    free = scratch
  }

  /// Lanes of tables that caches hold, more or less: 32 MiB.
  private static let cachedLanes = 1 << 23

  static func scratchCount(_ game: SampledGame) -> Int { 2 * game.widest * (game.depth + 1) }

  /// Begins a traversal of a player with the deal as it is.
  mutating func begin(traverser: Int) {
    self.traverser = traverser
    averaged = (traverser + 1) % game.players
    if isPair {
      let mine = deal.strengths[traverser], other = deal.strengths[1 - traverser]
      foldOffset = traverser
      showdownOffset = 3 * traverser + (mine > other ? 0 : mine == other ? 1 : 2)
    }
    prunes = step.pruning.fraction > 0 && Double(random.unit()) < step.pruning.fraction
  }

  /// Asks for the row, or the payoff, of a node that will be visited soon: a walk spends most of its time waiting for them.
  @inline(__always)
  func prefetch(_ index: Int) {
    let node = nodes[index]
    hl_prefetch_to_read(
      node.kind == .decision ? tables + node.regretLane(bucket: deal.bucket(node.player, node.street)) : values + Int(node.first))
  }

  /// Asks for all children of a decision, and for theirs where an opponent will choose one of them.
  @inline(__always)
  func prefetchChildren(of node: SampledNode) {
    for child in Int(node.first)..<Int(node.first) + Int(node.actions) {
      prefetch(child)
      guard looksAhead, nodes[child].kind == .decision, Int(nodes[child].player) != traverser else { continue }
      for next in Int(nodes[child].first)..<Int(nodes[child].first) + Int(nodes[child].actions) { prefetch(next) }
    }
  }

  /// What the traverser wins at the end of a hand, in chips.
  @inline(__always)
  func payoff(_ node: SampledNode) -> Float {
    guard isPair else { return deal.payoff(node, seat: traverser, game) }
    return values[Int(node.first) + (node.kind == .fold ? foldOffset : showdownOffset)]
  }

  /// Notes the strategy of a player who is not the traverser, in whose average it counts.
  @inline(__always)
  mutating func addToAverage(_ node: SampledNode, bucket: Int32, _ strategy: UnsafePointer<Float>, weight: Float = 1) {
    guard step.averages, Int(node.player) == averaged else { return }
    let actions = Int(node.actions)
    let entry = log.append(row: game.averageLane(node, bucket: bucket), isAverage: true, actions: actions)
    for a in 0..<actions { entry[a] = strategy[a] * weight }
  }

  /// Whether a traversal that prunes leaves an action out.
  @inline(__always)
  func isPruned(_ node: SampledNode, row: Int, action: Int) -> Bool {
    let regret = tables[row + 1 + action]
    guard regret < 0, Int(node.street) + 1 < game.streets, nodes[Int(node.first) + action].kind == .decision else { return false }
    let stamp = tables[row].bitPattern
    let behind = ledger[ledger.now].negative / ledger[stamp].negative
    return Double(regret) * behind < step.pruning.below
  }
}
