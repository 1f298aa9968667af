import Testing

@testable import CFR

/// Batches of small tasks are handed out in runs: every task once, long runs first, single tasks last, few in all.
@Suite struct TaskShareTests {
  @Test(arguments: [0, 1, 2, 3, 8, 64, 500], [0, 1, 2, 16, 21, 64]) func everyTaskIsInOneRun(_ workers: Int, _ count: Int) {
    let shares = TaskShares(count: count, workers: workers)
    let runs = (0..<shares.shares).map { shares[$0] }
    #expect(runs.flatMap { Array($0) } == Array(0..<count))
    #expect(runs.allSatisfy { !$0.isEmpty } && shares[runs.count].isEmpty)
    let lengths = runs.map(\.count)
    #expect(lengths == lengths.sorted(by: >) && (lengths.last ?? 1) == 1)
    // Nobody gets more than a fair share.
    #expect(lengths.allSatisfy { $0 == 1 || $0 * max(1, workers) <= count })
    if workers == 0 { #expect(runs.count == count) }
  }

  @Test func fewRunsSuffice() {
    #expect(TaskShares(count: 64, workers: 2).shares <= 12)
    #expect(TaskShares(count: 64, workers: 1).shares <= 6)
    #expect(TaskShares(count: 16, workers: 2).shares <= 8)
  }
}
