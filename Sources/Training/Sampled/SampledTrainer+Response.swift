import CFR
import Cards
import Workers

extension SampledTrainer {
  /// Kind of the tasks that look at a part of a deal. They take a second, those of an iteration milliseconds: each kind has deadlines of its own.
  private static let responseKind: UInt32 = 2

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
    let tree = job.tree, isPreflop = ResponseSolver.needsPreflopEdges(tree)
    let response = try ResponseSolver(
      solver, deals: deals, seed: job.seed, number: number, preflopEdges: isPreflop ? PreflopCache().edges() : nil,
      preflopTies: isPreflop && VectorGameBuilder.countsTies(tree) ? PreflopCache.ties().edges() : nil)
    let pool = try sharedPool()
    let atOnce = try room(for: response, workers: pool?.workerCount ?? 1)
    let memory = try SolveMemory(bytes: response.layout.byteCount, isShared: pool != nil)
    response.prepare(memory.base, training: segment)
    guard let pool, let shared = memory.segment else {
      let worker = ResponseWorker(memory.base, training: trainingMemory, rules: tree.rules, cards: cards)
      return try response.measure(memory.base, cards: cards) { count in
        for task in 0..<count {
          if isInterrupted() { throw TrainingError.interrupted }
          worker.run(task: task)
        }
      }
    }
    let id = crew.nextSegment()
    try pool.share(shared, id: id)
    defer { try? pool.unshare(id: id) }
    return try response.measure(memory.base, cards: cards) { count in
      var batch = Batch(kind: Self.responseKind, argument: UInt64(id), count: count)
      if atOnce < pool.workerCount { batch.admits = { position, oldest in position - oldest < atOnce } }
      try pool.run(batch) { _, _ in
        if self.isInterrupted() { response.cancel(memory.base) }
      }
      if isInterrupted() { throw TrainingError.interrupted }
    }
  }

  /// How many tasks of a measurement may run at once: as many as there are workers, or as there is memory for.
  ///
  /// - Throws: `TrainingError.limit` where there is not enough for one.
  private func room(for response: ResponseSolver, workers: Int) throws(TrainingError) -> Int {
    let machine = MachineMemory.current().available
    let free = min(machine, job.memoryLimit.map { max(0, $0 - plan.layout.byteCount) } ?? .max)
    let needed = response.layout.byteCount + response.workerBytes
    guard needed <= free else {
      throw .limit(
        "best responses on a sample of deals need \(bytesText(needed)) beside the training; "
          + (free == machine ? "the machine has \(bytesText(free)) free" : "the script's memory limit leaves \(bytesText(free))"))
    }
    return response.workerBytes == 0 ? workers : min(workers, (free - response.layout.byteCount) / response.workerBytes)
  }
}
