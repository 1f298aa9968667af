import Abstraction
import CFR
import Testing

/// A pass that an error ends half way loses nothing: whoever finishes it comes to the bytes of one that nothing disturbed.
@Suite struct CutPassTests {
  private struct Fault: Error {}

  private static let dcfr = Discount.dcfr(alpha: 1.5, beta: 0, gamma: 2)

  private func solve(_ discount: Discount, _ storage: TableStorage = .f32, writers: Int) throws -> Solve {
    try Solve(
      board: "Td9d6hQc", pot: 200, stack: 900, bets: "60%, a / 2.5x", options: BetOptions(),
      ranges: ["66+,A8s+,AJo+,K9s+,QTs+,JTs,96s+,85s+", "QQ-22,AQs-A2s,ATo+,K5s+,KJo+,Q8s+,J8s+"],
      locks: [LineLock("", hands: ["AKs": [0, 1, 0]])], predicts: discount.predicts, storage: storage, writers: writers)
  }

  /// Runs the tasks of a pass as workers might, of all that the window admits the last first. Once `left` tasks of all passes are done it runs one more,
  /// tells nobody, and raises an error.
  private func run(_ solve: Solve, _ pass: VectorPass, left: inout Int) throws {
    let order = solve.order(pass), runner = makeTaskRunner(solve.memory)
    var waiting = Set(order.indices), done: [UInt32] = []
    while let oldest = waiting.min() {
      let place = waiting.filter { solve.admits($0, oldest: oldest, pass) }.max() ?? oldest
      runner.run(task: Int(order[place]))
      left -= 1
      if left < 0 { throw UnfinishedPass(done: done, cause: Fault()) }
      waiting.remove(place)
      done.append(order[place])
    }
  }

  @Test(arguments: [(dcfr, TableStorage.f32), (dcfr, .bits16), (.pcfrPlus(gamma: 2, step: 1), .f32)])
  func whoeverFinishesItGetsTheSameBytes(_ discount: Discount, _ storage: TableStorage) throws {
    let whole = try solve(discount, storage, writers: 1).run(discount, 3)
    let tasks = whole.tasks.count
    #expect(tasks > 10)
    // Where the second iteration is cut: in the first player's pass, between the passes, in the second player's.
    for cut in [0, 1, tasks / 2, tasks - 1, tasks, tasks + 3, 2 * tasks - 1] {
      let first = try solve(discount, storage, writers: 2).run(discount, 1)
      var left = cut
      #expect(throws: Fault.self) { try first.run(discount, 1) { try self.run(first, $0, left: &left) } }
      #expect(first.iterations == 1 && (first.cut == nil) == (cut == 0), "\(cut)")
      #expect(first.cut.map { $0.player == cut / tasks && $0.done.count == cut % tasks } ?? true, "\(cut)")
      for writers in [0, 1, 3] {
        let second = try solve(discount, storage, writers: writers)
        second.restore(first)
        try second.run(discount, 2)
        #expect(second.iterations == 3 && second.cut == nil && second.fingerprint == whole.fingerprint, "\(cut), \(writers) writers")
      }
      // The same process goes on too, with weights that are not asked for again.
      if cut > 0 { try first.run(.vanilla, 1, from: 2) } else { try first.run(discount, 1) }
      try first.run(discount, 1)
      #expect(first.fingerprint == whole.fingerprint, "\(cut)")
    }
  }

  /// Cut again and again, also while blocks of tasks that were done before are only moved.
  @Test func manyCuts() throws {
    let discount = Self.dcfr
    let whole = try solve(discount, writers: 1).run(discount, 2)
    var now = try solve(discount, writers: 2), attempts = 0
    while now.iterations < 2 {
      var left = 5 * (attempts + 1)
      _ = try? now.run(discount, 1, from: now.iterations + 1) { try self.run(now, $0, left: &left) }
      attempts += 1
      let next = try solve(discount, writers: attempts % 3 + 1)
      next.restore(now)
      now = next
    }
    #expect(now.fingerprint == whole.fingerprint)
    #expect(attempts > 2)
  }

  @Test func aPassOfAnotherGame() throws {
    let solve = try solve(Self.dcfr, writers: 0)
    func fits(_ player: Int, _ done: [Int]) -> Bool { solve.fits(CutPass(player: player, factors: DiscountFactors(), done: done)) }
    #expect(fits(0, [0, 1]) && fits(1, []))
    for (player, done) in [(2, []), (-1, []), (0, [1, 0]), (0, [1, 1]), (0, [-1]), (0, [solve.tasks.count])] { #expect(!fits(player, done)) }
  }
}
