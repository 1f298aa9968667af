import Game

/// What `holdem-lua check --json` prints of a sampled training.
struct SampledCheckReport: Encodable {
  struct Street: Encodable {
    var name: String
    var decisions: Int
    var actions: Int
    var buckets: Int
    var bytes: Int
  }

  var game: GameRules
  var method = "mccfr"
  var sampling: String
  var workers: Int
  var nodes: Int
  var streets: [Street]
  var informationSets: Int
  /// Of an iteration.
  var traversals: Int
  var nodesPerTraversal: Double
  /// Bytes that the training may take.
  var memoryLimit: Int
  var warnings: [String]

  /// - Parameter available: bytes that the machine has.
  init(_ check: SampledCheck, available: Int) {
    let plan = check.plan
    game = check.tree.rules
    sampling = check.sampling.rawValue
    workers = check.workers
    nodes = check.tree.nodes.count
    streets = plan.streets.map { Street(name: $0.name, decisions: $0.decisions, actions: $0.actions, buckets: $0.buckets, bytes: $0.bytes) }
    informationSets = plan.informationSets
    traversals = plan.traversals
    nodesPerTraversal = plan.nodesPerTraversal
    memoryLimit = min(check.memoryLimit ?? .max, available)
    warnings = check.tree.notes
  }
}
