import CFR
import Foundation
import Testing
import Workers

@testable import Training

/// Errors in the middle of an iteration: a checkpoint of the middle, from which any number of workers goes on to the bytes of an undisturbed run.
@Suite struct CutShortTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func plan(_ cadence: Cadence? = nil, _ name: String = "run") throws -> CheckpointPlan {
    CheckpointPlan(folder: try CheckpointFolder(scratch.path(name)), cadence: cadence)
  }

  /// A crew whose workers abort three times, or raise an error once, in the n-th attempt at a task.
  private func faulty(_ fault: String, task: Int = 2, attempt: Int) throws -> WorkerCrew { makeCrew([fault, try scratch.attempts(), "\(task)", "\(attempt)"]) }

  /// Which attempt at a task is of which pass: iteration 4 is the first that the faulty workers see.
  struct Case: CustomTestStringConvertible {
    var fault: String
    var attempt: Int
    var discount: Discount
    /// Whether workers share passes out among themselves.
    var shares: Bool
    /// What is at fault: a task that the worker of the second share takes in this attempt or, if the coordinator has then done all by itself, in a later one;
    /// or the third task.
    var isWithin: Bool { shares && fault == "__abort" }
    var task: Int { shares ? 1 : 2 }
    var testDescription: String { "\(fault) in attempt \(attempt), \(discount)\(shares ? ", shared out" : "")" }
  }

  static let cases = [false, true].flatMap { shares in
    [
      Case(fault: "__abort", attempt: 1, discount: .pcfrPlus(gamma: 2, step: 1), shares: shares),
      Case(fault: "__abort", attempt: 2, discount: .dcfr(alpha: 1.5, beta: 0, gamma: 2), shares: shares),
      Case(fault: "__raise", attempt: 1, discount: .dcfr(alpha: 1.5, beta: 0, gamma: 2), shares: shares),
      Case(fault: "__raise", attempt: 4, discount: .pcfrPlus(gamma: 2, step: 1), shares: shares),
    ]
  }

  @Test(arguments: cases) func theCheckpointOfTheMiddleGoesOn(_ test: Case) throws {
    func trainer(_ workers: Int, _ crew: WorkerCrew) throws -> VectorTrainer {
      try VectorTrainer(try largeJob(workers: workers, test.discount, shares: test.shares), crew: crew)
    }
    let crew = makeCrew(), ill = try faulty(test.isWithin ? "__abort-within" : test.fault, task: test.task, attempt: test.attempt)
    defer {
      crew.shutdown()
      ill.shutdown()
    }
    let whole = try trainer(0, crew)
    _ = try whole.run(RunLimits(iterations: 7))
    let folder = try plan(.iterations(2))
    _ = try trainer(2, crew).run(RunLimits(iterations: 3), checkpoints: folder)

    let cut = try trainer(2, ill)
    _ = try folder.folder.restoreNewest(into: cut) { Issue.record("\($0)") }
    var heard: [UInt32?] = [], hooks = RunHooks()
    hooks.onWorkerLost = {
      heard.append($1.task)
      return RunChanges()
    }
    let error = message { _ = try cut.run(RunLimits(iterations: 7), evaluate: .iterations(100), checkpoints: folder, hooks: hooks) }
    let first = 3 + (test.attempt - 1) / 2, done = cut.iterations
    let task = test.isWithin ? Int(try #require(heard.first ?? nil)) : test.task
    #expect(error?.hasPrefix("task \(task) of kind ") == true, "\(error ?? "")")
    #expect(error?.contains(test.fault == "__abort" ? "was tried 3 times and lost each time" : "it was told to fail") == true, "\(error ?? "")")
    #expect(heard == (test.fault == "__abort" ? Array(repeating: UInt32(task), count: 3) : []))
    #expect(test.isWithin ? done >= first && cut.isCutShort : done == first && cut.solver.cut?.player == (test.attempt - 1) % 2)
    let newest = try #require(folder.folder.newest)
    #expect(newest.isCutShort && newest.iteration == done && newest.path.hasSuffix("iteration-00000000\(done)-cut.checkpoint"))

    for workers in [0, 1, 3] {
      let next = try trainer(workers, crew)
      #expect(try folder.folder.restoreNewest(into: next) { Issue.record("\($0)") } == newest)
      #expect(next.isCutShort && next.iterations == done)
      let (status, reason) = try next.run(RunLimits(iterations: 7))
      #expect(reason == .iterations && status.iteration == 7)
      #expect(next.solver.fingerprint == whole.solver.fingerprint, "\(workers) workers")
      #expect(status.evaluation == whole.evaluation?.value)
    }
    // The fault is over: the same process goes on as well.
    _ = try cut.run(RunLimits(iterations: 7 - done), checkpoints: folder)
    #expect(cut.solver.fingerprint == whole.solver.fingerprint)
    #expect(folder.folder.newest?.iteration == 7 && folder.folder.newest?.isCutShort == false)
  }

  /// A solve that stands in the middle of an iteration has no strategies, and says so; a checkpoint of it can be loaded, and run on.
  @Test func whatIsHalfDoneIsNotAsked() throws {
    let crew = try faulty("__raise", attempt: 1)
    defer { crew.shutdown() }
    let trainer = try VectorTrainer(try largeJob(workers: 2, shares: false), crew: crew), folder = try plan()
    #expect(message { _ = try trainer.run(RunLimits(iterations: 1), checkpoints: folder) }?.contains("it was told to fail") == true)
    let loaded = try SolveFile(try #require(folder.folder.newest).path).load(crew: makeCrew(), workers: 0)
    let refusal = "iteration 1 is half done, since an error ended it: there are no strategies until a run has finished it"
    for half in [trainer, loaded] {
      for attempt in [
        message { try half.evaluate() }, message { try SolveFile(scratch.path("solve")).save(half) },
        message { try PolicyFile(scratch.path("policy.csv"))?.write(half) },
      ] { #expect(attempt == refusal) }
      // A limit that is reached already does not keep it from being finished.
      _ = try half.run(RunLimits(iterations: 1))
      #expect(half.iterations == 1 && half.evaluation != nil)
    }
    #expect(trainer.solver.fingerprint == loaded.solver.fingerprint)
    #expect(try scratch.names == ["attempts", "run"])
  }

  /// An evaluation changes no table: the checkpoint is that of a whole iteration.
  @Test func anErrorInAnEvaluation() throws {
    let crew = try faulty("__abort", attempt: 3)
    defer { crew.shutdown() }
    let trainer = try VectorTrainer(try largeJob(workers: 2, shares: false), crew: crew), folder = try plan()
    #expect(message { _ = try trainer.run(RunLimits(iterations: 5), evaluate: .iterations(1), checkpoints: folder) }?.hasPrefix("task 2 of kind 1 ") == true)
    #expect(!trainer.isCutShort && folder.folder.newest?.iteration == 1 && folder.folder.newest?.isCutShort == false)
  }

  @Test func aDamagedMiddleGivesWayToTheOneBefore() throws {
    let crew = try faulty("__raise", attempt: 5)
    defer { crew.shutdown() }
    let trainer = try VectorTrainer(try largeJob(workers: 2, shares: false), crew: crew), folder = try plan(.iterations(1))
    #expect(message { _ = try trainer.run(RunLimits(iterations: 5), evaluate: .iterations(9), checkpoints: folder) } != nil)
    let path = try #require(folder.folder.newest).path
    #expect(try folder.folder.checkpoints.map { $0.isCutShort ? -$0.iteration : $0.iteration } == [2, -2])
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    func problem(_ change: (inout SavedBytes) -> Void) throws -> String? {
      try bytes.write(to: URL(fileURLWithPath: path))
      var saved = try SavedBytes(path)
      change(&saved)
      try saved.write(to: path)
      var heard: [String] = []
      let other = try VectorTrainer(try largeJob(workers: 0), crew: makeCrew())
      let found = try folder.folder.restoreNewest(into: other) { heard.append($0) }
      #expect(found?.isCutShort == heard.isEmpty && other.iterations == 2 && other.isCutShort == heard.isEmpty)
      return heard.first
    }
    #expect(try problem { _ in } == nil)
    let done = try #require((try SavedBytes(path).header["cut"] as? [String: Any])?["pass"] as? [String: Any])["done"] as? [Int] ?? []
    #expect(done.count > 1)
    func change(_ value: Any, _ keys: String...) throws -> String? {
      try problem { $0.header = put(value, at: ["cut"] + keys, in: $0.header) as? [String: Any] ?? [:] }
    }
    for (key, value) in [("player", 2), ("player", -1), ("done", Array(done.reversed())), ("done", done.map { $0 + 1000 })] as [(String, Any)] {
      #expect(try change(value, "pass", key)?.contains("the pass that was cut short does not fit its game") == true, "\(key)")
    }
    #expect(try change(-8, "results", "0")?.contains("cannot be used") == true)
    #expect(try change(8, "results", "0")?.contains("it was cut short or grew") == true)
    #expect(try problem { $0.header["cut"] = nil }?.contains("it was cut short or grew") == true)
  }

  /// Workers that are killed at random moments of their tasks, between them, and while they send results.
  @Test(arguments: [false, true]) func workersThatDieAtAnyMoment(shares: Bool) throws {
    let frail = makeCrew(["__frail", try scratch.attempts()])
    defer { frail.shutdown() }
    let quiet = try VectorTrainer(try largeJob(workers: 0), crew: frail), disturbed = try VectorTrainer(try largeJob(workers: 3, shares: shares), crew: frail)
    // A pass that is shared out has two tasks for workers, another dozens.
    let iterations = shares ? 60 : 20
    let (status, _) = try disturbed.run(RunLimits(iterations: iterations), evaluate: .iterations(3))
    _ = try quiet.run(RunLimits(iterations: iterations))
    #expect(status.workersLost > 3)
    #expect(disturbed.solver.fingerprint == quiet.solver.fingerprint)
    #expect(status.evaluation == quiet.evaluation?.value)
  }
}
