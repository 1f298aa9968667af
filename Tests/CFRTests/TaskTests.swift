import Abstraction
import CFR
import Cards
import Game
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Who runs the tasks of a pass, in what order, and how often changes no bit of the result.
@Suite struct TaskTests {
  /// A turn spot of more than a dozen tasks.
  private func solve(_ storage: TableStorage = .f32, writers: Int) throws -> Solve {
    let solve = try Solve(
      board: "Td9d6hQc", pot: 200, stack: 900, bets: "60%, a / 2.5x", options: BetOptions(),
      ranges: ["66+,A8s+,AJo+,K9s+,QTs+,JTs,96s+,85s+", "QQ-22,AQs-A2s,ATo+,K5s+,KJo+,Q8s+,J8s+"], storage: storage, writers: writers)
    #expect(solve.tasks.count > 10)
    return solve
  }

  private static let discount = Discount.dcfr(alpha: 1.5, beta: 0, gamma: 2)

  /// Compares the frontier, the results and all tables, byte for byte.
  private func isSame(_ a: Solve, _ b: Solve) -> Bool {
    let start = a.layout.frontier, count = a.layout.byteCount - start
    return a.layout.byteCount == b.layout.byteCount && memcmp(a.memory + start, b.memory + start, count) == 0
  }

  /// Runs tasks as workers might: of all that the window admits, `choose` picks the next one.
  private func run(_ solve: Solve, _ pass: VectorPass, times: Int = 1, choose: ([Int]) -> Int) -> (refused: Int, ran: [UInt32]) {
    let order = solve.order(pass)
    // Two runners, each with working memory of its own, take turns.
    let runners = [makeTaskRunner(solve.memory), makeTaskRunner(solve.memory)]
    var waiting = Set(order.indices)
    var refused = 0
    var ran: [UInt32] = []
    while let oldest = waiting.min() {
      let admitted = waiting.filter { solve.admits($0, oldest: oldest, pass) }.sorted()
      refused += waiting.count - admitted.count
      let place = choose(admitted)
      for _ in 0..<times { runners[place % 2].run(task: Int(order[place])) }
      waiting.remove(place)
      ran.append(order[place])
    }
    return (refused, ran)
  }

  @Test func anyOrderWithoutGap() throws {
    let forward = try solve(writers: 0).run(Self.discount, 2), backward = try solve(writers: 0)
    try backward.run(Self.discount, 2) { pass in _ = self.run(backward, pass) { $0.last! } }
    #expect(isSame(forward, backward))
  }

  @Test(arguments: [TableStorage.f32, .bits16]) func newestAdmittedFirst(storage: TableStorage) throws {
    let inOrder = try solve(storage, writers: 1).run(Self.discount, 3), newest = try solve(storage, writers: 1)
    var refused = 0
    try newest.run(Self.discount, 3) { pass in refused += self.run(newest, pass) { $0.last! }.refused }
    #expect(refused > 0, "the window never held a task back: the test says nothing")
    #expect(isSame(inOrder, newest))
  }

  @Test func randomOrders() throws {
    let inOrder = try solve(writers: 2).run(Self.discount, 2), random = try solve(writers: 2)
    var state: UInt64 = 7
    try random.run(Self.discount, 2) { pass in
      _ = self.run(random, pass) { admitted in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return admitted[Int(state >> 33) % admitted.count]
      }
    }
    #expect(isSame(inOrder, random))
  }

  /// A worker that died may have finished its task: it is run again on the tables as they were.
  @Test(arguments: [TableStorage.f32, .bits16]) func tasksCanBeRunAgain(storage: TableStorage) throws {
    let once = try solve(storage, writers: 1).run(Self.discount, 2), twice = try solve(storage, writers: 1)
    try twice.run(Self.discount, 2) { pass in _ = self.run(twice, pass, times: 2) { $0.last! } }
    #expect(isSame(once, twice))
  }

  /// Injected fault: out of order without minding the window, tasks overwrite what others still have to read.
  @Test func theWindowIsNeeded() throws {
    let inOrder = try solve(writers: 1).run(Self.discount, 2), careless = try solve(writers: 1)
    try careless.run(Self.discount, 2) { pass in
      let runner = makeTaskRunner(careless.memory)
      for index in careless.order(pass).reversed() { runner.run(task: Int(index)) }
    }
    #expect(!isSame(inOrder, careless))
  }

  /// The tables wander through an arena with a gap; what they say is the same.
  @Test(arguments: [TableStorage.f32, .bits16]) func layoutDoesNotMatter(storage: TableStorage) throws {
    let plain = try solve(storage, writers: 0).run(Self.discount, 3)
    let expected = try plain.evaluate()
    for writers in [1, 2] {
      let gapped = try solve(storage, writers: writers).run(Self.discount, 3)
      #expect(gapped.layout.byteCount > plain.layout.byteCount)
      let evaluation = try gapped.evaluate()
      #expect(evaluation.values == expected.values && evaluation.bestResponses == expected.bestResponses)
      #expect(evaluation.handValues == expected.handValues)
      for line in ["", "x", "b120", "x-x/2s/", "b120-c/Kd/x-b264", "b120-r300-c/6s/"] {
        let a = try plain.strategy(line), b = try gapped.strategy(line)
        #expect(a.probabilities == b.probabilities && a.reach == b.reach, "line \(line)")
      }
    }
  }

  @Test func evaluationsInBetweenChangeNothing() throws {
    let plain = try solve(writers: 1).run(Self.discount, 2), watched = try solve(writers: 1)
    for _ in 0..<2 {
      _ = try watched.evaluate()
      try watched.run(Self.discount, 1)
    }
    let a = try plain.evaluate(), b = try watched.evaluate()
    #expect(a.values == b.values && a.bestResponses == b.bestResponses)
  }

  /// Working memory carries nothing over: a solver that starts on the tables of another goes on to the same bytes, the padding of rows
  /// included. (The ranges differ in size, so that the players' rows do.)
  @Test func restartsAreExact() throws {
    for board in ["Td9d6hQc2s", "Td9d6hQc"] {
      func solve() throws -> Solve { try Solve(board: board, bets: "50%", ranges: ["TT+,AK,KQ", "JJ"], storage: .f32) }
      let whole = try solve().run(Self.discount, 4), stopped = try solve().run(Self.discount, 2)
      stopped.restart()
      try stopped.run(Self.discount, 2, from: 3)
      #expect(isSame(whole, stopped), "\(board)")
    }
  }

  /// Every task's block lies in its player's arena, next to the one before, and all boards of all forests are covered once.
  @Test func tasksCoverTheGame() throws {
    let tasks = try solve(writers: 0).tasks
    var start = [0, 0]
    var covered: [Int32: [Int32]] = [:]
    for task in tasks {
      for player in 0..<2 {
        #expect(task.start[player] == start[player])
        start[player] += task.size[player]
      }
      covered[task.forest, default: []] += task.firstBoard..<task.firstBoard + task.boardCount
    }
    for boards in covered.values { #expect(boards.sorted() == (1...48).map { Int32($0) }) }
    #expect(covered.count == 3, "48 boards: three groups of lines")
  }
}
