import CFR
import Game

/// What `holdem-lua check --json` prints of a sampled training.
struct SampledReport: Encodable {
  struct Street: Encodable {
    var name: String
    var decisions: Int
    var actions: Int
    var buckets: Int
    var bytes: Int
  }

  struct Iteration: Encodable {
    var traversals: Int
    /// Nodes that they visit while strategies are uniform.
    var nodes: Int
    var tasks: Int
  }

  var game: GameRules
  var method = "mccfr"
  var sampling: Sampling
  var workers: Int
  var nodes: Int
  var informationSets: Int
  var slots: Int
  var streets: [Street]
  var memory: CheckReport.Memory
  var iteration: Iteration
  var warnings: [String]

  init(_ check: SampledCheck, available: Int) {
    let plan = check.plan
    game = check.tree.rules
    sampling = check.sampling
    workers = check.workers
    nodes = check.tree.nodes.count
    informationSets = plan.informationSets
    slots = plan.slots
    streets = plan.streets.map { Street(name: $0.name, decisions: $0.decisions, actions: $0.actions, buckets: $0.buckets, bytes: $0.bytes) }
    memory = CheckReport.Memory(tables: plan.layout.tableBytes, total: plan.layout.byteCount, limit: min(check.memoryLimit ?? .max, available))
    iteration = Iteration(
      traversals: plan.traversals, nodes: Int(plan.nodesPerTraversal * Double(plan.traversals)), tasks: plan.layout.tasks)
    warnings = check.warnings
  }
}
