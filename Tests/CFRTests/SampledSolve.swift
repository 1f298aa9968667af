import Abstraction
import Cards
import Game

@testable import CFR

/// A sampled solve with memory of its own, run in this process.
final class SampledSolve {
  let plan: SampledPlan
  let solver: SampledSolver
  let cards: CardLookup
  let worker: SampledWorker
  private let ranges: [HandRange]?
  let memory: UnsafeMutableRawPointer

  init(
    _ rules: GameRules, _ bets: BetAbstraction = BetAbstraction(.none), sampling: Sampling, traversals: Int? = nil, seed: UInt64 = 1,
    ranges: [HandRange]? = nil, recall: CardRecall = .imperfect
  ) throws {
    let tree = try BettingTreeBuilder.build(rules, bets)
    let streets = rules.streets.map { _ in StreetAbstraction.lossless }
    let cards = try CardLookup(CardAbstraction(streets: streets, recall: recall), rules: rules)
    self.cards = cards
    self.ranges = ranges
    let buckets = rules.streets.indices.map { cards.rowCount(street: $0) }
    plan = SampledPlan(tree: tree, buckets: buckets, sampling: sampling, traversals: traversals, description: [])
    memory = .allocate(byteCount: plan.layout.byteCount, alignment: 4096)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: plan.layout.byteCount)
    solver = SampledSolver(plan, seed: seed, memory: memory)
    worker = SampledWorker(memory, rules: rules, cards: cards, ranges: ranges)
  }

  deinit { memory.deallocate() }

  /// Runs tasks here, in order.
  func run(_ count: Int) { for task in 0..<count { worker.run(task: task) } }

  /// An iteration with linear discounts, or others.
  func iterate(_ step: SampledStep? = nil, _ factors: DiscountFactors? = nil, run: SampledSolver.RunTasks? = nil) throws {
    try solver.iterate(
      step ?? SampledStep(traversals: plan.traversals), factors ?? Discount.linear.factors(iteration: solver.iterations + 1), run ?? self.run)
  }

  /// The traversals of an iteration, whose merge is left to do.
  func traverse() throws {
    struct Stop: Error {}
    var phases = 0
    do {
      try iterate { count in
        phases += 1
        guard phases == 1 else { throw Stop() }
        self.run(count)
      }
    } catch is Stop {}
    precondition(solver.isCutShort)
  }

  func train(traversals: Int) throws {
    while solver.traversals < traversals { try iterate() }
  }

  /// Best responses with real cards on some deals of the second street, worked out here.
  func response(
    deals: Int, number: UInt64 = 1, limits: ResponseLimits = ResponseLimits(), order: (Int) -> [Int] = { Array(0..<$0) }
  ) throws -> ResponseEstimate {
    let response = try ResponseSolver(solver, deals: deals, seed: 1, number: number, preflop: nil, limits: limits)
    let block = UnsafeMutableRawPointer.allocate(byteCount: response.layout.byteCount, alignment: 4096)
    block.initializeMemory(as: UInt8.self, repeating: 0, count: response.layout.byteCount)
    defer { block.deallocate() }
    response.prepare(block, training: 0)
    let worker = ResponseWorker(block, training: memory, rules: solver.tree.rules, cards: cards)
    return try response.measure(block, cards: cards) { for task in order($0) { worker.run(task: task) } }
  }

  /// Local best response, worked out here.
  ///
  /// - Parameter deals: the cards of each street up to that of the response, by board; nil to sample them.
  func localResponse(
    from street: Int, boards: Int = 1, number: UInt64 = 1, deals: [[CardSet]]? = nil, order: (Int) -> [Int] = { Array(0..<$0) }
  ) throws -> Estimate {
    let response = try LocalBestResponse(solver, from: street, boards: deals?.count ?? boards, seed: 1, number: number, ranges: ranges)
    let block = UnsafeMutableRawPointer.allocate(byteCount: response.byteCount, alignment: 4096)
    block.initializeMemory(as: UInt8.self, repeating: 0, count: response.byteCount)
    defer { block.deallocate() }
    response.prepare(block, training: 0)
    for (board, cards) in (deals ?? []).enumerated() {
      for level in cards.indices { LocalResponseMemory(block).deals(board)[level] = cards[level].rawValue }
    }
    let worker = response.worker(block, training: memory, cards: cards)
    return try response.measure(block, cards: cards) { for task in order($0) { worker.run(task: task) } }
  }

  /// Exact, with real cards.
  func evaluation() throws -> Evaluation { try Solve(tree: solver.tree, ranges: ranges).evaluation(of: solver, cards) }
}
