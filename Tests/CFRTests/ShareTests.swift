import Abstraction
import CKernels
import Cards
import Dispatch
import Game
import Testing

@testable import CFR

/// Workers that share the tasks of a pass out among themselves change no bit of the result.
@Suite struct ShareTests {
  private func solve(mayShare: Bool = true) throws -> Solve {
    try Solve(
      board: "Td9d6hQc", pot: 200, stack: 900, bets: "60%, a / 2.5x", options: BetOptions(),
      ranges: ["66+,A8s+,AJo+,K9s+,QTs+,JTs,96s+,85s+", "QQ-22,AQs-A2s,ATo+,K5s+,KJo+,Q8s+,J8s+"], storage: .f32, writers: 3, mayShare: mayShare)
  }

  private static let discount = Discount.dcfr(alpha: 1.5, beta: 0, gamma: 2)

  private func claims(_ solve: Solve) -> TaskClaims {
    TaskClaims(words: (solve.memory + solve.layout.claims).assumingMemoryBound(to: UInt32.self), count: solve.tasks.count)
  }

  @Test func threeAtTheSameTime() throws {
    let alone = try solve(mayShare: false).run(Self.discount, 3), shared = try solve()
    #expect(shared.canShare && !alone.canShare)
    try shared.run(Self.discount, 3) { _ in
      _ = shared.openShares()
      nonisolated(unsafe) let runners = (0..<3).map { _ in makeTaskRunner(shared.memory) }
      DispatchQueue.concurrentPerform(iterations: 3) { runners[$0].run(share: $0) }
      #expect(shared.sharesDone == Array(0..<UInt32(shared.tasks.count)))
    }
    #expect(shared.fingerprint == alone.fingerprint)
    let a = try alone.evaluate(), b = try shared.evaluate()
    #expect(a.values == b.values && a.bestResponses == b.bestResponses)
  }

  /// Injected fault: share 0 dies in its third task. What it had done is not done again, what it had begun is, by whoever runs the share again.
  @Test func aShareThatIsRunAgain() throws {
    let alone = try solve(mayShare: false).run(Self.discount, 2), shared = try solve()
    try shared.run(Self.discount, 2) { pass in
      let runner = makeTaskRunner(shared.memory), order = shared.order(pass)
      var own = shared.openShares()
      for task in order.prefix(2) {
        runner.run(task: Int(task))
        hl_set(claims(shared).words + Int(task), .max)
      }
      hl_set(claims(shared).words + Int(order[2]), 1)
      #expect(shared.taskUnderWay(share: 0) == order[2] && shared.taskUnderWay(share: 1) == nil)
      runner.run(share: 1)
      #expect(shared.sharesDone.count == shared.tasks.count - 1 && !shared.sharesDone.contains(order[2]))
      var again: [Int] = []
      func run(_ task: Int) {
        again.append(task)
        runner.run(task: task)
      }
      while own.runNext(run) {}
      #expect(again == [Int(order[2])])
    }
    #expect(shared.fingerprint == alone.fingerprint)
  }

  /// The layouts of a flop with a few bets, and with many: nothing of their size is allocated.
  @Test func largeTablesAreNotShared() throws {
    func shares(_ bets: String) throws -> Int {
      let rules = try GameRules.spot(board: Card.list("Td9d6h"), pot: 200, stacks: [900, 900], rake: .none)
      let ranges = [try HandRange("TT+,AK"), try HandRange("99-66,AQ")]
      let tree = try BettingTreeBuilder.build(rules, BetAbstraction(BetMenu(parsing: bets), options: .plain))
      let builder = try VectorGameBuilder(tree: tree, ranges: ranges, storage: .f32, predicts: false, needsMatrices: false)
      return builder.image.withUnsafeBytes { VectorLayout(VectorGame(image: $0.baseAddress!), writers: 2).shares }
    }
    #expect(try shares("a") == 2 && shares("33%, 75%, a / 2.5x, a") == 0)
  }
}
