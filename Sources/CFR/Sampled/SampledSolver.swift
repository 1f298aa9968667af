import Abstraction
import Cards

/// Solves a game of two or more players by Monte Carlo CFR over bucketed cards.
///
/// An iteration has two batches of tasks, which the caller runs, here or in worker processes. First traversals: each task reads the frozen tables and
/// logs what it would change. Then the merge: each part of the tables takes its additions from all logs, in the order of the tasks. So the
/// tables are the same bytes whoever ran the tasks, and however often.
public final class SampledSolver {
  /// Runs so many tasks (`SampledWorker.run`), each once, and returns when they are done. They may be shared out where `shares` says so.
  public typealias RunTasks = (_ count: Int) throws -> Void

  public let tree: BettingTree
  public let layout: SampledLayout
  public let sampling: Sampling
  /// Iterations done; traversals and nodes visited in them.
  public private(set) var iterations = 0
  public private(set) var traversals = 0
  public private(set) var nodes = 0
  /// Traversals of the last iteration.
  public private(set) var lastTraversals = 0
  /// Whether the traversals of the next iteration are done and their merge is not, since an error ended it: the tables are part old and part new.
  public private(set) var isCutShort = false
  let memory: SampledMemory
  private let owner: AnyObject?

  /// Lays out a new solve: tables zero, so that play is uniform.
  ///
  /// - Parameters:
  ///   - memory: `plan.layout.byteCount` zeroed bytes on a 64-byte boundary.
  ///   - workers: processes that share the tasks of short phases; 0 for none.
  ///   - owner: whoever frees the memory; kept as long as the solver. Without one, the memory must outlive the solver.
  public init(_ plan: SampledPlan, seed: UInt64, memory base: UnsafeMutableRawPointer, workers: Int = 0, owner: AnyObject? = nil) {
    self.owner = owner
    tree = plan.builder.tree
    layout = plan.layout
    sampling = plan.sampling
    plan.builder.image.withUnsafeBytes { (base + plan.layout.image).copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
    var control = SampledControl(layout: plan.layout, sampling: plan.sampling, seed: seed, step: SampledStep(traversals: 0))
    if plan.layout.isShort { control.shares = min(workers, plan.layout.tasks) }
    base.initializeMemory(as: SampledControl.self, repeating: control, count: 1)
    memory = SampledMemory(base)
    memory.ledger.reset()
  }

  /// One iteration.
  ///
  /// - Throws: what `runTasks` throws; the tables are then what they were, or partly merged (`isCutShort`).
  public func iterate(_ step: SampledStep, _ factors: DiscountFactors, _ runTasks: RunTasks) throws {
    precondition(!isCutShort, "an iteration is half done")
    memory.control.pointee.step = step
    try run(.traverse, layout.tasks, runTasks)
    if !memory.ledger.add(factors) {
      catchUp(factors)
      memory.ledger.reset()
    }
    memory.ledger.floor = Float(factors.floorsAtZero ? max(0, step.floor) : step.floor)
    for part in 0..<layout.parts { memory.merge(part).progress.pointee = 0 }
    isCutShort = true
    try finish(runTasks)
  }

  /// Merges what the traversals of an iteration have logged, or the rest of it where an error ended that: each part of the tables goes on where it stopped.
  ///
  /// - Throws: what `runTasks` throws; the iteration is then still unfinished.
  public func finish(_ runTasks: RunTasks) throws {
    precondition(isCutShort, "an iteration that is over")
    try run(.merge, layout.parts, runTasks)
    isCutShort = false
    lastTraversals = 0
    for task in 0..<layout.tasks {
      let head = memory.head(task)
      var counts = head.counts
      lastTraversals += counts.traversals
      nodes += counts.nodes
      counts.start += counts.traversals
      head.counts = counts
    }
    traversals += lastTraversals
    iterations += 1
  }

  private func run(_ phase: SampledControl.Phase, _ tasks: Int, _ runTasks: RunTasks) throws {
    memory.control.pointee.phase = phase
    try runTasks(tasks)
  }

  /// Into how many shares the tasks of the phase that begins can be divided: this process takes share 0, workers the others (`ShareRunning.run(share:)`). 0 if they
  /// cannot: assessments may take long.
  public var shares: Int { memory.control.pointee.phase == .assess ? 0 : memory.control.pointee.shares }

  /// Begins a phase that is shared out.
  public func openShares() { memory.claims.clear() }

  /// The task that a share is in the middle of; nil between tasks.
  public func taskUnderWay(share: Int) -> UInt32? { memory.claims.underWay(share: share) }

  /// Plays the average strategies against a baseline, each deal once from every seat: chips a hand.
  ///
  /// - Parameter number: assessments of different numbers have different deals.
  public func match(against opponent: Baseline, deals: Int, number: UInt64, _ runTasks: RunTasks) throws -> Estimate {
    var sums = Assessment.Sums()
    // A task takes some tenths of a second at most, so that an interruption is heard.
    for first in stride(from: 0, to: deals, by: Assessment.dealsAtOnce) {
      let some = first..<min(deals, first + Assessment.dealsAtOnce)
      memory.control.pointee.assessment = Assessment(opponent: opponent, firstDeal: some.lowerBound, deals: some.count, number: number)
      try run(.assess, Assessment.tasks, runTasks)
      for task in 0..<Assessment.tasks { sums.add(memory.results[task]) }
    }
    var estimate = Estimate(sums)
    estimate.mean -= tree.evenShare
    return estimate
  }

  /// Ends the match that is under way: tasks that have not begun do nothing.
  public func endMatch() { memory.control.pointee.assessment.isOver = true }

  /// Tells the jam/fold baseline its strategy: by seat, then by combo, how often it puts its chips in.
  public func setJams(_ jams: [[Double]]) {
    for seat in 0..<2 { for (combo, share) in jams[seat].enumerated() { memory.jams[seat * Combo.count + combo] = Float(share) } }
  }

  /// Brings every row up to date and multiplies it by further factors.
  private func catchUp(_ factors: DiscountFactors) {
    let ledger = memory.ledger
    let now = ledger[ledger.now]
    let negative = factors.floorsAtZero ? factors.positive : factors.negative
    let average = Float(ledger.average * factors.average)
    for (index, node) in tree.nodes.enumerated() where node.kind == .decision {
      let entry = memory.game.nodes[index], actions = Int(entry.actions)
      for bucket in 0..<memory.game.buckets[Int(entry.street)] {
        let regrets = memory.tables + entry.regretLane(bucket: bucket), sums = memory.tables + memory.game.averageLane(entry, bucket: bucket)
        let then = ledger[regrets[0].bitPattern]
        let up = Float(now.positive / then.positive * factors.positive), down = Float(now.negative / then.negative * negative)
        for a in 1..<actions + 1 { regrets[a] *= regrets[a] > 0 ? up : down }
        for a in 0..<actions { sums[a] *= average }
        regrets[0] = Float(bitPattern: 0)
      }
    }
  }

  /// The average strategy of a bucket at a decision: a probability an action. Where the average has nothing, what regrets say.
  public func averageStrategy(_ node: Int, bucket: Int) -> [Double] {
    let entry = memory.game.nodes[node], actions = Int(entry.actions)
    let lane = memory.game.averageLane(entry, bucket: Int32(bucket))
    let sums = (0..<actions).map { Double(memory.tables[lane + $0]) }
    let total = sums.reduce(0, +)
    return total > 0 ? sums.map { $0 / total } : currentStrategy(node, bucket: bucket)
  }

  /// The strategy that regret matching plays now.
  public func currentStrategy(_ node: Int, bucket: Int) -> [Double] {
    let entry = memory.game.nodes[node], actions = Int(entry.actions)
    let lane = entry.regretLane(bucket: Int32(bucket)) + 1
    let positive = (0..<actions).map { max(0, Double(memory.tables[lane + $0])) }
    let total = positive.reduce(0, +)
    return total > 0 ? positive.map { $0 / total } : positive.map { _ in 1 / Double(actions) }
  }

  /// All that changes during a solve, run by run: discounts, tables. With `position`, all that a later solve needs to go on.
  public func forEachTable(_ body: (UnsafeMutableRawBufferPointer) throws -> Void) rethrows {
    try body(UnsafeMutableRawBufferPointer(start: memory.base + layout.ledger, count: DiscountLedger.byteCount))
    try body(UnsafeMutableRawBufferPointer(start: memory.tables, count: memory.game.lanes * 4))
  }

  /// Discounts that rows may still have to catch up with: those of factors other than 1 since the last sweep.
  public var discountSteps: Int { Int(memory.ledger.now) }

  /// What was done so far, as plain numbers.
  public struct Position: Codable, Hashable, Sendable {
    public var iterations: Int
    public var traversals: Int
    public var nodes: Int
    /// Each task's next traversal.
    public var starts: [Int]
  }

  public var position: Position {
    Position(iterations: iterations, traversals: traversals, nodes: nodes, starts: (0..<layout.tasks).map { memory.head($0).counts.start })
  }

  /// Takes over the state of an earlier solve of the same plan.
  ///
  /// - Parameters:
  ///   - isCutShort: whether the state is of the middle of an iteration; then `logs` are filled too.
  ///   - fill: is given `logs` if the state is one of the middle, then each run of `forEachTable`.
  /// - Throws: `CFRError.query` for logs that are none of this game; nothing was taken over then.
  public func restore(_ position: Position, isCutShort: Bool, fill: (UnsafeMutableRawBufferPointer) -> Void) throws(CFRError) {
    precondition(position.starts.count == layout.tasks, "a position has a number a task")
    if isCutShort {
      let starts = self.position.starts
      fill(logs)
      guard (0..<layout.tasks).allSatisfy({ LogCheck(memory).isWhole(task: $0) }) else {
        begin(at: starts)
        throw .query("the logs of its iteration are damaged")
      }
    } else {
      begin(at: position.starts)
    }
    forEachTable(fill)
    (iterations, traversals, nodes, self.isCutShort) = (position.iterations, position.traversals, position.nodes, isCutShort)
  }

  /// Empties the heads of the logs.
  private func begin(at starts: [Int]) {
    for (task, start) in starts.enumerated() { memory.head(task).counts = LogHead.Counts(start: start) }
  }

  /// What is left to do of an iteration that was cut short: the logs of its tasks, and how far their merge has come.
  public var logs: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(start: memory.base + layout.heads, count: layout.results - layout.heads)
  }

  /// Whether all regrets and sums of strategies are numbers.
  public var isFinite: Bool {
    // Stamps among them are small whole numbers, which are finite whatever they are read as.
    UnsafeBufferPointer(start: memory.tables, count: memory.game.lanes).allSatisfy { $0.isFinite }
  }

  /// A 64-bit digest of all regrets and sums of strategies: equal for equal bytes, whoever computed them.
  public var fingerprint: UInt64 {
    var digest = TableDigest()
    forEachTable { digest.add(UnsafeRawBufferPointer($0)) }
    return digest.value
  }
}
