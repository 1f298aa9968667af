import CFR
import Foundation

/// A sampled training in a file, to be loaded, asked and continued: a `TableFile` whose header is a `SampledHeader` and whose tables are the
/// discounts not yet applied, and regrets and sums of strategies (see `SampledLayout`). A checkpoint of an iteration whose merge was cut short has the
/// iteration's logs before them.
public struct SampledFile {
  public let path: String

  public init(_ path: String) { self.path = path }

  private var file: TableFile { TableFile(path, magic: "HLSAMPL1", what: "sampled training") }

  /// Whether a file looks like one of these.
  public static func isOne(_ path: String) -> Bool { TableFile(path, magic: "HLSAMPL1", what: "").hasMagic }

  /// Saves a training. What the file held before stays whole until the new one is.
  ///
  /// - Parameter isCheckpoint: whether to save where its run stands, too. Without, equal trainings give equal files.
  public func save(_ trainer: SampledTrainer, isCheckpoint: Bool = false) throws {
    if !isCheckpoint { try trainer.checkWhole() }
    var header = SampledHeader(trainer, isCheckpoint: isCheckpoint)
    if isCheckpoint {
      header.progress = trainer.progress
      header.changes = trainer.hookChanges.isEmpty ? nil : trainer.hookChanges
      header.evaluated = trainer.evaluatedIteration.map {
        SampledHeader.Evaluated(iteration: $0, exact: trainer.exact, measures: trainer.measures)
      }
    }
    var runs: [UnsafeRawBufferPointer] = []
    if trainer.isCutShort {
      header.logs = trainer.solver.logs.count
      runs.append(UnsafeRawBufferPointer(trainer.solver.logs))
    }
    trainer.solver.forEachTable { runs.append(UnsafeRawBufferPointer($0)) }
    try file.write(header: try header.json(), runs: runs)
  }

  /// Brings a training back, after its bytes were checked.
  ///
  /// - Parameter adjust: changes the schedules that were saved; see `SavedSchedules`.
  public func load(
    crew: WorkerCrew, workers: Int, memoryLimit: Int? = nil, adjust: (inout SampledJob.Schedules, Sampling) throws -> Void = { _, _ in }
  ) throws -> SampledTrainer {
    try file.read({ try SampledHeader(json: $0, path: path) }, sizes: \.runs) { header, runs in
      let trainer = try SampledTrainer(header.job(path: path, workers: workers, memoryLimit: memoryLimit, adjust), crew: crew)
      try fill(trainer, header.adapted(to: trainer, path: path), runs)
      trainer.progress.forgetRuns()
      return trainer
    }
  }

  /// Puts a training into a trainer of the same job, after its bytes were checked.
  ///
  /// - Throws: `FileError.differs` if the job is another.
  func restore(_ trainer: SampledTrainer) throws {
    if SolveFile.isOne(path) { throw FileError.differs(path: path, differences: ["the method is holdem.cfr there, holdem.mccfr here"]) }
    try file.read({ try SampledHeader(json: $0, path: path) }, sizes: \.runs) { header, runs in
      let header = try header.adapted(to: trainer, path: path)
      // Files of earlier programs do not say how they sample.
      let unknown: Set = header.schedules == nil ? ["schedules"] : []
      let differences = try HeaderDifferences.between(
        header, SampledHeader(trainer, isCheckpoint: true), leavingOut: SampledHeader.positionKeys.union(unknown))
      guard differences.isEmpty else { throw FileError.differs(path: path, differences: differences) }
      try fill(trainer, header, runs)
    }
  }

  private func fill(_ trainer: SampledTrainer, _ header: SampledHeader, _ runs: [UnsafeRawBufferPointer]) throws {
    var sizes: [Int] = []
    trainer.solver.forEachTable { sizes.append($0.count) }
    guard sizes == header.tables, header.position.starts.count == trainer.plan.layout.tasks,
      header.logs.map({ $0 == trainer.solver.logs.count }) ?? true
    else { throw FileError.damaged(path: path, problem: "its tables do not fit its game") }
    var next = 0
    do {
      try trainer.restore(header) { target in
        target.copyMemory(from: runs[next])
        next += 1
      }
    } catch { throw FileError.damaged(path: path, problem: "\(error)") }
  }
}
