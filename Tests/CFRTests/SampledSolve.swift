import Abstraction
import CFR
import Cards
import Game

/// A sampled solve with memory of its own, run in this process.
final class SampledSolve {
  let plan: SampledPlan
  let solver: SampledSolver
  let cards: CardLookup
  private let memory: UnsafeMutableRawPointer
  let worker: SampledWorker

  init(_ rules: GameRules, _ bets: BetAbstraction = BetAbstraction(.none), sampling: Sampling = .external, traversals: Int? = nil, seed: UInt64 = 1) throws {
    let tree = try BettingTreeBuilder.build(rules, bets)
    let cards = try CardLookup(.lossless(streets: rules.streets.count), rules: rules)
    self.cards = cards
    let buckets = rules.streets.indices.map { cards.bucketCount(street: $0) }
    plan = SampledPlan(tree: tree, buckets: buckets, sampling: sampling, traversals: traversals, description: [])
    memory = .allocate(byteCount: plan.layout.byteCount, alignment: 4096)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: plan.layout.byteCount)
    solver = SampledSolver(plan, seed: seed, memory: memory)
    worker = SampledWorker(memory, rules: rules, cards: cards)
  }

  deinit { memory.deallocate() }

  func iterate(_ step: SampledStep? = nil, _ discount: Discount = .linear) throws {
    let step = step ?? SampledStep(traversals: plan.traversals)
    try solver.iterate(step, discount.factors(iteration: solver.iterations + 1)) { count in
      for task in 0..<count { worker.run(task: task) }
    }
  }

  /// Exact, in chips.
  func exploitability() throws -> Double {
    let exact = try Solve(tree: solver.tree)
    return try exact.evaluation(of: solver, cards).exploitability
  }
}
