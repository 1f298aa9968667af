import CFR
import Foundation

/// A solve in a file, to be loaded, asked and continued: a `TableFile` whose header is a `SolveHeader` and whose tables are regrets and sums of
/// strategies, f32 or f64. A checkpoint of an iteration that was cut short has the results of the tasks behind them that were done (format version 2).
public struct SolveFile {
  static let magic = "HLSOLVE1"
  static let format = "holdem-lua solve"
  public let path: String

  public init(_ path: String) { self.path = path }

  private var file: TableFile { TableFile(path, magic: Self.magic, what: "solve") }

  /// Whether a file looks like one of these.
  static func isOne(_ path: String) -> Bool { TableFile(path, magic: magic, what: "").hasMagic }

  /// Saves a solve. What the file held before stays whole until the new one is.
  ///
  /// - Parameter isCheckpoint: whether to save where its run stands, too. Without, equal solves give equal files.
  public func save(_ trainer: VectorTrainer, isCheckpoint: Bool = false) throws {
    if !isCheckpoint { try trainer.checkWhole() }
    var header = SolveHeader(trainer, format: Self.format)
    var runs: [UnsafeRawBufferPointer] = []
    trainer.solver.forEachTable { runs.append($0) }
    if isCheckpoint {
      header.progress = trainer.progress
      header.evaluated = trainer.evaluation.map { SolveHeader.Evaluated(iteration: $0.iteration, value: $0.value) }
    }
    if let pass = trainer.solver.cut {
      let results = trainer.solver.results(of: pass)
      header.setCut(SolveHeader.Cut(pass: pass, results: results.map(\.count)))
      runs += results.map { UnsafeRawBufferPointer($0) }
    }
    try file.write(header: try header.json(), runs: runs)
  }

  /// How the tables of a file are kept, as its header says; nil if it cannot be read.
  public var storage: TableStorage? {
    (try? file.header()).flatMap { try? SolveHeader(json: $0, format: Self.format, path: path) }.flatMap { TableStorage(rawValue: $0.scalarBytes) }
  }

  /// Brings a solve back, after its bytes were checked.
  public func load(crew: WorkerCrew, workers: Int, memoryLimit: Int? = nil, discount: DiscountSchedule? = nil) throws -> VectorTrainer {
    try withChecked { header, runs in
      let job = try header.job(path: path, workers: workers, memoryLimit: memoryLimit, discount: discount)
      let trainer = try SolveHeader.trainer(job, crew: crew, path: path)
      try fill(trainer, header, discount: nil, runs)
      trainer.progress.forgetRuns()
      return trainer
    }
  }

  /// Puts a solve into a trainer of the same job, after its bytes were checked.
  ///
  /// - Throws: `FileError.differs` if the job is another.
  func restore(_ trainer: VectorTrainer) throws {
    if SampledFile.isOne(path) { throw FileError.differs(path: path, differences: ["the method is holdem.mccfr there, holdem.cfr here"]) }
    try withChecked { header, runs in
      let differences = try HeaderDifferences.between(
        header, SolveHeader(trainer, format: Self.format), leavingOut: SolveHeader.positionKeys)
      guard differences.isEmpty else { throw FileError.differs(path: path, differences: differences) }
      try fill(trainer, header, discount: header.discountByHook, runs)
    }
  }

  /// Gives the header and the tables, once length and checksum were found right.
  private func withChecked<Result>(_ body: (SolveHeader, [UnsafeRawBufferPointer]) throws -> Result) throws -> Result {
    try file.read({ try SolveHeader(json: $0, format: Self.format, path: path) }, sizes: sizes, body)
  }

  private func sizes(_ header: SolveHeader) throws(FileError) -> [Int] {
    let tables = try header.tables.map { count throws(FileError) in
      let (size, isTooLarge) = count.multipliedReportingOverflow(by: header.scalarBytes)
      guard count >= 0, !isTooLarge else { throw .damaged(path: path, problem: "tables of \(count) numbers") }
      return size
    }
    return tables + (header.cut?.results ?? [])
  }

  private func fill(
    _ trainer: VectorTrainer, _ header: SolveHeader, discount: DiscountSchedule?, _ runs: [UnsafeRawBufferPointer]
  ) throws {
    let sizes = trainer.solver.tableSizes
    guard sizes == header.tables.map({ $0 * header.scalarBytes }) else {
      let found = bytesText(header.tables.reduce(0, +) * header.scalarBytes), needed = bytesText(sizes.reduce(0, +))
      throw FileError.damaged(path: path, problem: "its tables do not fit its game: they have \(found), the game needs \(needed)")
    }
    if let cut = header.cut {
      guard cut.pass.fits(trainer.solver.game), cut.results == trainer.solver.results(of: cut.pass).map(\.count) else {
        throw FileError.damaged(path: path, problem: "the pass that was cut short does not fit its game")
      }
    }
    var next = 0
    trainer.restore(header, discount: discount) { target in
      target.copyMemory(from: runs[next])
      next += 1
    }
  }
}
