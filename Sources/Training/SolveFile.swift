import Abstraction
import CFR
import Foundation

/// A solve in a file, to be loaded, asked and continued:
///
///     offset 0   8 bytes   "HLSOLVE1"
///            8   u64       length H of the header, little-endian like all numbers
///           16   H bytes   the header: JSON (`SolveHeader`)
///                          zeros up to a multiple of 64
///                          the tables: regrets and sums of strategies, run by run, f32 or f64
///                u64       `TableDigest` over all before the tables, then each run of the tables
public struct SolveFile {
  static let magic = "HLSOLVE1"
  static let format = "holdem-lua solve"
  public let path: String

  public init(_ path: String) { self.path = path }

  /// Saves a solve. What the file held before stays whole until the new one is.
  ///
  /// - Parameter isCheckpoint: whether to save where its run stands, too. Without, equal solves give equal files.
  public func save(_ trainer: VectorTrainer, isCheckpoint: Bool = false) throws {
    try trainer.checkWhole()
    var head = SolveHeader(trainer, format: Self.format)
    if isCheckpoint {
      head.progress = trainer.progress
      head.evaluated = trainer.evaluation.map { SolveHeader.Evaluated(iteration: $0.iteration, value: $0.value) }
    }
    try save(trainer, head: try head.json())
  }

  private func save(_ trainer: VectorTrainer, head header: Data) throws {
    var digest = TableDigest()
    var file = try AtomicFile(path)
    var head = Data(Self.magic.utf8)
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { head.append(contentsOf: $0) }
    head.append(header)
    head.append(contentsOf: repeatElement(0, count: (64 - head.count % 64) % 64))
    try head.withUnsafeBytes {
      digest.add($0)
      try file.write($0)
    }
    var runs: [UnsafeRawBufferPointer] = []
    trainer.solver.forEachTable { runs.append($0) }
    for run in runs {
      digest.add(run)
      try file.write(run)
    }
    let value = digest.value.littleEndian
    try withUnsafeBytes(of: value) { try file.write($0) }
    try file.commit()
  }

  /// Brings a solve back, after its bytes were checked.
  public func load(crew: WorkerCrew, workers: Int, memoryLimit: Int? = nil, discount: DiscountSchedule? = nil) throws -> VectorTrainer {
    try withChecked { header, bytes, start in
      let job = try header.job(path: path, workers: workers, memoryLimit: memoryLimit, discount: discount)
      let trainer = try SolveHeader.trainer(job, crew: crew, path: path)
      try fill(trainer, header, discount: nil, bytes, from: start)
      trainer.progress.forgetRuns()
      return trainer
    }
  }

  /// Puts a solve into a trainer of the same job, after its bytes were checked.
  ///
  /// - Throws: `FileError.differs` if the job is another.
  func restore(_ trainer: VectorTrainer) throws {
    try withChecked { header, bytes, start in
      let differences = try HeaderDifferences.between(
        header, SolveHeader(trainer, format: Self.format), leavingOut: SolveHeader.positionKeys)
      guard differences.isEmpty else { throw FileError.differs(path: path, differences: differences) }
      try fill(trainer, header, discount: header.discountByHook, bytes, from: start)
    }
  }

  /// Gives the header, all bytes, and where the tables start, once the checksum was found right.
  private func withChecked<Result>(_ body: (SolveHeader, UnsafeRawBufferPointer, _ start: Int) throws -> Result) throws -> Result {
    let data: Data
    do { data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) } catch {
      throw FileError.system(path: path, action: "read", reason: systemReason(error))
    }
    return try data.withUnsafeBytes { bytes in
      let (header, start) = try readHeader(bytes)
      try check(header, bytes, from: start)
      return try body(header, bytes, start)
    }
  }

  private func readHeader(_ bytes: UnsafeRawBufferPointer) throws -> (SolveHeader, start: Int) {
    guard bytes.count >= 24, bytes[..<8].elementsEqual(Self.magic.utf8) else {
      throw FileError.damaged(path: path, problem: "it is no solve of holdem-lua (it does not begin with \(Self.magic))")
    }
    let length = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    guard length <= UInt64(bytes.count - 24) else { throw FileError.damaged(path: path, problem: "it was cut short in its header") }
    let header = try SolveHeader(json: Data(bytes[16..<16 + Int(length)]), format: Self.format, path: path)
    return (header, (16 + Int(length) + 63) / 64 * 64)
  }

  /// Checks length and digest.
  private func check(_ header: SolveHeader, _ bytes: UnsafeRawBufferPointer, from start: Int) throws {
    var sizes: [Int] = []
    var end = start
    for count in header.tables {
      let (size, isTooLarge) = count.multipliedReportingOverflow(by: header.scalarBytes)
      guard count >= 0, !isTooLarge, size <= Int.max / 2 - end else { throw FileError.damaged(path: path, problem: "tables of \(count) numbers") }
      sizes.append(size)
      end += size
    }
    guard bytes.count == end + 8 else {
      throw FileError.damaged(path: path, problem: "it has \(bytes.count) bytes where \(end + 8) were saved: it was cut short or grew")
    }
    var digest = TableDigest()
    var offset = 0
    for size in [start] + sizes {
      digest.add(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + size]))
      offset += size
    }
    guard UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self)) == digest.value else {
      throw FileError.damaged(path: path, problem: "its checksum does not fit: some byte was changed")
    }
  }

  private func fill(
    _ trainer: VectorTrainer, _ header: SolveHeader, discount: DiscountSchedule?, _ bytes: UnsafeRawBufferPointer, from start: Int
  ) throws {
    let sizes = trainer.solver.tableSizes
    guard sizes == header.tables.map({ $0 * header.scalarBytes }) else {
      let found = bytesText(header.tables.reduce(0, +) * header.scalarBytes), needed = bytesText(sizes.reduce(0, +))
      throw FileError.damaged(path: path, problem: "its tables do not fit its game: they have \(found), the game needs \(needed)")
    }
    var offset = start
    trainer.restore(header, discount: discount) { target in
      target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + target.count]))
      offset += target.count
    }
  }
}
