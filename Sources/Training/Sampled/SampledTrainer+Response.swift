import Abstraction
import CFR
import Cards
import Workers

extension SampledTrainer {
  /// Kinds of the tasks that look at a part of a deal, and at a board. They take up to seconds, those of an iteration milliseconds: each kind has deadlines of its own.
  private static let responseKind: UInt32 = 2
  private static let localResponseKind: UInt32 = 3

  /// What best responses with real cards win of the average strategies: exactly where all boards can be enumerated, else from deals of the second street.
  ///
  /// - Throws: `TrainingError.limit` for a game of more than two players or a single street that cannot be enumerated.
  public func bestResponse(deals: Int) throws -> ResponseEstimate {
    try checkWhole()
    guard job.tree.players == 2 else {
      throw TrainingError.limit("best responses bound the exploitability of two players; this game has \(job.tree.players)")
    }
    try prepare()
    if exactEvaluator != nil {
      try evaluateNow()
      if let exact { return ResponseEstimate(exact) }
    }
    return try measureResponse(deals: deals, number: UInt64(solver.iterations) &+ 1)
  }

  func measureResponse(deals: Int, number: UInt64) throws -> ResponseEstimate {
    try checkWholeGame("a best response on a sample of deals")
    let tree = job.tree, preflop = ResponseSolver.needsPreflopTables(tree) ? PreflopTables(for: tree) : nil
    let response = try ResponseSolver(solver, deals: deals, seed: job.seed, number: number, preflop: preflop)
    let of = tree.rules.streets[1].name == "flop" ? "flops" : "deals"
    return try measure(
      response, kind: Self.responseKind, within: job.memoryLimit,
      ResponseProgress(measure: "best response", deals: of, done: 0, total: response.layout.deals, seconds: 0))
  }

  /// What a responder gains of the average strategies who plays them until a street and best responds from there on, on some boards of that street: chips a hand.
  ///
  /// - Parameter street: its index; nil for the last street that has decisions.
  /// - Throws: `TrainingError.limit` for more than two players, or where too many boards follow the street.
  public func localBestResponse(from street: Int? = nil, boards: Int) throws -> Estimate {
    try checkWhole()
    guard job.tree.players == 2 else { throw TrainingError.limit("local best response is for games of two players") }
    return try measureLocalResponse(from: street, boards: boards, number: UInt64(solver.iterations) &+ 1)
  }

  func measureLocalResponse(from street: Int?, boards: Int, number: UInt64) throws -> Estimate {
    let tree = job.tree, first = street ?? SampledJob.streets(tree) - 1, name = tree.rules.streets[first].name
    if job.ranges == nil, first == 0, SampledJob.streets(tree) == 1, ResponseSolver.needsPreflopTables(tree) {
      // All betting is before the flop: all-ins are looked up, and no deals are left to sample.
      return try measureResponse(deals: 4, number: number).exploitability
    }
    let response = try localResponse(from: first, boards: boards, number: number)
    let total = Int(response.batch.upperBound)
    // What a worker takes for a board is not counted as the training's: an evaluation must not end a run that fits.
    return try measure(
      response, kind: Self.localResponseKind, within: nil,
      ResponseProgress(measure: "local best response", deals: "\(name) boards", done: 0, total: total, seconds: 0))
  }

  private func localResponse(from street: Int, boards: Int, number: UInt64) throws -> LocalBestResponse {
    do { return try LocalBestResponse(solver, from: street, boards: boards, seed: job.seed, number: number, ranges: job.ranges) } catch {
      guard case .tooManyBoards = error else { throw error }
      throw TrainingError.limit(
        "too many boards follow the \(job.tree.rules.streets[street].name) for a local best response: begin on a later street; solver:best_response samples flops")
    }
  }

  /// Runs a measurement in memory of its own, on the pool where there is one.
  ///
  /// - Parameters:
  ///   - limit: bytes that it and the training may take together; nil for all that the machine has.
  ///   - start: what is shown before its first task is done.
  private func measure<Measurement: ResponseMeasurement>(
    _ response: Measurement, kind: UInt32, within limit: Int?, _ start: ResponseProgress
  ) throws -> Measurement.Found {
    let pool = try sharedPool()
    let atOnce = try room(for: response, within: limit, workers: pool?.workerCount ?? 1)
    let memory = try SolveMemory(bytes: response.byteCount, isShared: pool != nil)
    response.prepare(memory.base, training: segment)
    let watch = Stopwatch()
    onResponse(start)
    defer { onResponse(nil) }
    func show(_ tasks: Int, of count: Int) {
      let batch = response.batch
      var progress = start
      progress.done = batch.lowerBound + (batch.upperBound - batch.lowerBound) * Double(tasks) / Double(count)
      progress.seconds = watch.seconds
      onResponse(progress)
    }
    guard let pool, let shared = memory.segment else {
      let worker = response.worker(memory.base, training: trainingMemory, cards: cards)
      return try response.measure(memory.base, cards: cards) { count in
        for task in 0..<count {
          if isInterrupted() { throw TrainingError.interrupted }
          worker.run(task: task)
          show(task + 1, of: count)
        }
      }
    }
    let id = crew.nextSegment()
    try pool.share(shared, id: id)
    defer { try? pool.unshare(id: id) }
    return try response.measure(memory.base, cards: cards) { count in
      var batch = Batch(kind: kind, argument: UInt64(id), count: count)
      if atOnce < pool.workerCount { batch.admits = { position, oldest in position - oldest < atOnce } }
      var done = 0
      try pool.run(batch) { _, _ in
        done += 1
        show(done, of: count)
        if self.isInterrupted() { response.cancel(memory.base) }
      }
      if isInterrupted() { throw TrainingError.interrupted }
    }
  }

  /// How many tasks of a measurement may run at once: as many as there are workers, or as there is memory for.
  ///
  /// - Throws: `TrainingError.noRoom` where there is not enough for one.
  private func room(for response: some ResponseMeasurement, within limit: Int?, workers: Int) throws(TrainingError) -> Int {
    let machine = MachineMemory.current().available
    let free = min(machine, limit.map { max(0, $0 - plan.layout.byteCount) } ?? .max)
    let needed = response.byteCount + response.workerBytes
    guard needed <= free else {
      throw .noRoom(
        "best responses on a sample of deals need \(bytesText(needed)) beside the training; "
          + (free == machine ? "the machine has \(bytesText(free)) free" : "the script's memory limit leaves \(bytesText(free))"))
    }
    return response.workerBytes == 0 ? workers : min(workers, (free - response.byteCount) / response.workerBytes)
  }
}
