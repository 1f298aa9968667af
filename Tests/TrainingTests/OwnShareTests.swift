import CFR
import Testing
import Workers

@testable import Training

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The coordinator dies of a task of its own share: it reads, or writes, what is not there for it. Workers take the share over, and if the task kills them too,
/// the run ends with what it has.
@Suite struct OwnShareTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  // MARK: Vector training

  /// Half of the first player's blocks: that which a pass comes to last, so that some tasks are done before.
  private func lastBlocks(_ trainer: VectorTrainer) -> UnsafeRawBufferPointer {
    var runs: [UnsafeRawBufferPointer] = []
    trainer.solver.forEachTable { runs.append($0) }
    let blocks = runs[1], half = blocks.count / 2
    // Every second pass runs backward, the first among them.
    return UnsafeRawBufferPointer(rebasing: trainer.iterations.isMultiple(of: 2) ? blocks[..<half] : blocks[half...])
  }

  @Test(arguments: [1, 2, 3], [0, 1]) func vectorTrainingGoesOn(workers: Int, iterations: Int) throws {
    let crew = makeCrew()
    defer { crew.shutdown() }
    let ill = try VectorTrainer(try largeJob(workers: workers), crew: crew), whole = try VectorTrainer(try largeJob(workers: 0), crew: crew)
    #expect(ill.solver.canShare)
    for _ in 0..<iterations { try ill.iterate() }
    let taken = TakenMemory(lastBlocks(ill))
    var losses: [WorkerLoss] = []
    crew.onWorkerLost = {
      losses.append($0)
      taken.giveBack()
    }
    // Workers may have done the first pass before the coordinator came to it.
    while losses.isEmpty, ill.iterations < 1000 { try ill.iterate() }
    for _ in 0..<3 { try ill.iterate() }
    try ill.evaluate()
    #expect(losses.count == 1 && losses[0].isOfCoordinator && losses[0].task != nil && losses[0].requeued == [0], "\(losses)")
    for _ in 0..<ill.iterations { try whole.iterate() }
    #expect(ill.solver.fingerprint == whole.solver.fingerprint)
    #expect(try ill.evaluate() == whole.evaluate())
    // Nor does this process do a share of anything that comes after.
    let next = try VectorTrainer(try largeJob(workers: workers + 1), crew: crew)
    crew.onWorkerLost = { losses.append($0) }
    let gone = TakenMemory(lastBlocks(next))
    for _ in 0..<9 { try next.iterate() }
    gone.giveBack()
    #expect(losses.count == 1)
  }

  @Test(arguments: [1, 2, 3]) func evaluationsGoOn(workers: Int) throws {
    let crew = makeCrew()
    defer { crew.shutdown() }
    let ill = try VectorTrainer(try largeJob(workers: workers), crew: crew), whole = try VectorTrainer(try largeJob(workers: 0), crew: crew)
    var losses = 0
    while losses == 0, ill.iterations < 1000 {
      try ill.iterate()
      let taken = TakenMemory(lastBlocks(ill))
      crew.onWorkerLost = { _ in
        losses += 1
        taken.giveBack()
      }
      try ill.evaluate()
      taken.giveBack()
    }
    for _ in 0..<ill.iterations { try whole.iterate() }
    #expect(losses == 1)
    #expect(try ill.evaluate() == whole.evaluate())
  }

  /// Runs a training whose coordinator dies of a task, as do the workers that try it after it. Losses, and the error, name it.
  private func runToItsEnd(_ trainer: some Trainer, _ folder: CheckpointFolder, _ taken: TakenMemory) throws -> UInt32 {
    var blamed: [UInt32?] = [], ofCoordinator: [Bool] = [], hooks = RunHooks()
    hooks.onStart = { _ in
      // The memory must be there again before the tables are put in order.
      let loop = trainer.crew.onWorkerLost
      trainer.crew.onWorkerLost = {
        taken.giveBack()
        loop?($0)
      }
      return RunChanges()
    }
    hooks.onWorkerLost = {
      blamed.append($1.task)
      ofCoordinator.append($1.isOfCoordinator)
      return RunChanges()
    }
    let error = message {
      _ = try trainer.run(
        RunLimits(iterations: 1000), evaluate: .iterations(10_000), checkpoints: CheckpointPlan(folder: folder, cadence: nil), hooks: hooks)
    }
    let task = try #require(blamed.first ?? nil)
    #expect(blamed == [task, task, task] && ofCoordinator == [true, false, false])
    #expect(error?.hasPrefix("task \(task) of kind ") == true && error?.contains("was tried 3 times and lost each time") == true, "\(error ?? "")")
    #expect(error?.hasSuffix("ended by signal \(SIGABRT); ended by signal \(SIGABRT)") == true, "\(error ?? "")")
    #expect(folder.newest?.iteration == trainer.iterations && folder.newest?.isCutShort == trainer.isCutShort)
    return task
  }

  @Test(arguments: [1, 2, 3]) func aTaskOfVectorTrainingThatKillsEverybody(workers: Int) throws {
    let crew = makeCrew(["__abort-within", try scratch.attempts(), "0", "1"]), healthy = makeCrew()
    defer {
      crew.shutdown()
      healthy.shutdown()
    }
    let ill = try VectorTrainer(try largeJob(workers: workers), crew: crew), folder = try CheckpointFolder(scratch.path("run"))
    try ill.iterate()
    try ill.iterate()
    _ = try runToItsEnd(ill, folder, TakenMemory(lastBlocks(ill)))
    // With one worker all that was done before was done by the coordinator, and there was such a thing.
    if workers == 1 { #expect(ill.iterations == 2 && ill.solver.cut?.player == 0 && ill.solver.cut?.done.isEmpty == false) }
    let whole = try VectorTrainer(try largeJob(workers: 0), crew: healthy)
    for _ in 0..<ill.iterations + 2 { try whole.iterate() }
    for workers in [0, 1, 3] {
      let next = try VectorTrainer(try largeJob(workers: workers), crew: healthy)
      _ = try folder.restoreNewest(into: next) { Issue.record("\($0)") }
      #expect(next.iterations == ill.iterations && next.isCutShort == ill.isCutShort)
      for _ in 0..<2 { try next.iterate() }
      #expect(next.solver.fingerprint == whole.solver.fingerprint, "\(workers) workers")
    }
    // The same process goes on as well; a third worker dies of its share on the way.
    for _ in 0..<2 { try ill.iterate() }
    #expect(ill.solver.fingerprint == whole.solver.fingerprint)
  }

  // MARK: Sampled training

  enum Phase: CaseIterable {
    case traversals, merges

    /// Traversals read the tables that merges write.
    var access: Int32 { self == .traversals ? PROT_NONE : PROT_READ }
  }

  private func tables(_ trainer: SampledTrainer) -> UnsafeRawBufferPointer {
    var runs: [UnsafeRawBufferPointer] = []
    trainer.solver.forEachTable { runs.append(UnsafeRawBufferPointer($0)) }
    return runs[1]
  }

  @Test(arguments: [1, 2, 3], Phase.allCases) func sampledTrainingGoesOn(workers: Int, phase: Phase) throws {
    let crew = makeCrew()
    defer { crew.shutdown() }
    let ill = try SampledTrainer(smallHoldemJob(workers: workers), crew: crew), whole = try SampledTrainer(smallHoldemJob(workers: 0), crew: crew)
    #expect(ill.solver.shares == workers)
    try ill.iterate()
    let taken = TakenMemory(tables(ill), leaving: phase.access)
    var losses: [WorkerLoss] = []
    crew.onWorkerLost = {
      losses.append($0)
      taken.giveBack()
    }
    while losses.isEmpty, ill.iterations < 1000 { try ill.iterate() }
    for _ in 0..<3 { try ill.iterate() }
    #expect(losses.count == 1 && losses[0].isOfCoordinator && losses[0].task != nil && losses[0].requeued == [0], "\(losses)")
    for _ in 0..<ill.iterations { try whole.iterate() }
    #expect(ill.solver.fingerprint == whole.solver.fingerprint && ill.solver.position == whole.solver.position)
  }

  @Test(arguments: [1, 2, 3], Phase.allCases) func aTaskOfSampledTrainingThatKillsEverybody(workers: Int, phase: Phase) throws {
    let crew = makeCrew(["__abort-within", try scratch.attempts(), "0", "1"]), healthy = makeCrew()
    defer {
      crew.shutdown()
      healthy.shutdown()
    }
    let ill = try SampledTrainer(smallHoldemJob(workers: workers), crew: crew), folder = try CheckpointFolder(scratch.path("run"))
    try ill.iterate()
    _ = try runToItsEnd(ill, folder, TakenMemory(tables(ill), leaving: phase.access))
    // Where other workers have done all traversals before the coordinator came to one, it dies of the merge that follows.
    #expect(phase == .merges ? ill.isCutShort : workers > 1 || !ill.isCutShort)
    let whole = try SampledTrainer(smallHoldemJob(workers: 0), crew: healthy)
    for _ in 0..<ill.iterations + 2 { try whole.iterate() }
    for workers in [0, 1, 3] {
      let next = try SampledTrainer(smallHoldemJob(workers: workers), crew: healthy)
      _ = try folder.restoreNewest(into: next) { Issue.record("\($0)") }
      for _ in 0..<2 { try next.iterate() }
      #expect(next.solver.fingerprint == whole.solver.fingerprint && next.solver.position == whole.solver.position, "\(workers) workers")
    }
    for _ in 0..<2 { try ill.iterate() }
    #expect(ill.solver.fingerprint == whole.solver.fingerprint)
  }
}
