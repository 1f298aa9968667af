import CFR
import Foundation

/// A solve in a file, to be loaded, asked and continued:
///
///     offset 0   8 bytes   "HLSOLVE1"
///            8   u64       length H of the header, little-endian like all numbers
///           16   H bytes   the header: JSON (`SolveHeader`)
///                          zeros up to a multiple of 64
///                          the tables: regrets and sums of strategies, run by run, f32 or f64
///                u64       `TableDigest` over the header, then each run of the tables
public struct SolveFile {
  static let magic = "HLSOLVE1"
  public let path: String

  public init(_ path: String) { self.path = path }

  /// Saves a solve. What the file held before stays whole until the new one is.
  public func save(_ trainer: VectorTrainer) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let header = try encoder.encode(SolveHeader(trainer, format: "holdem-lua solve"))
    var digest = TableDigest()
    var file = try AtomicFile(path)
    var head = Data(Self.magic.utf8)
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { head.append(contentsOf: $0) }
    head.append(header)
    head.append(contentsOf: repeatElement(0, count: (64 - head.count % 64) % 64))
    header.withUnsafeBytes { digest.add($0) }
    try head.withUnsafeBytes { try file.write($0) }
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
  public func load(
    crew: WorkerCrew, workers: Int, memoryLimit: Int? = nil, evaluateEvery: Int = 10, discount: DiscountSchedule? = nil
  ) throws -> VectorTrainer {
    let data: Data
    do { data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) } catch {
      throw FileError.system(path: path, action: "read", reason: systemReason(error))
    }
    return try data.withUnsafeBytes { bytes in
      let (header, headerBytes, start) = try readHeader(bytes)
      let size = header.tables.reduce(0) { $0 &+ $1 &* header.scalarBytes }
      guard header.tables.allSatisfy({ $0 >= 0 }), bytes.count == start + size + 8 else {
        throw FileError.damaged(path: path, problem: "it has \(bytes.count) bytes where \(start + size + 8) were saved: it was cut short or grew")
      }
      var digest = TableDigest()
      digest.add(headerBytes)
      var offset = start
      for count in header.tables {
        digest.add(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count * header.scalarBytes]))
        offset += count * header.scalarBytes
      }
      guard UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) == digest.value else {
        throw FileError.damaged(path: path, problem: "its checksum does not fit: some byte was changed")
      }
      let job = try header.job(path: path, workers: workers, memoryLimit: memoryLimit, evaluateEvery: evaluateEvery, discount: discount)
      let trainer = try VectorTrainer(job, crew: crew)
      try restore(trainer, header, bytes, from: start)
      return trainer
    }
  }

  private func readHeader(_ bytes: UnsafeRawBufferPointer) throws -> (SolveHeader, UnsafeRawBufferPointer, start: Int) {
    guard bytes.count >= 24, bytes[..<8].elementsEqual(Self.magic.utf8) else {
      throw FileError.damaged(path: path, problem: "it is no solve of holdem-lua (it does not begin with \(Self.magic))")
    }
    let length = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    guard length <= UInt64(bytes.count - 24) else { throw FileError.damaged(path: path, problem: "it was cut short in its header") }
    let header = UnsafeRawBufferPointer(rebasing: bytes[16..<16 + Int(length)])
    do {
      let decoded = try JSONDecoder().decode(SolveHeader.self, from: Data(header))
      return (decoded, header, (16 + Int(length) + 63) / 64 * 64)
    } catch { throw FileError.damaged(path: path, problem: "its header cannot be read: \(error)") }
  }

  private func restore(_ trainer: VectorTrainer, _ header: SolveHeader, _ bytes: UnsafeRawBufferPointer, from start: Int) throws {
    var offset = start
    var run = 0
    try trainer.restore(iterations: header.iterations) { target in
      guard run < header.tables.count, target.count == header.tables[run] * header.scalarBytes else {
        throw FileError.damaged(path: path, problem: "its tables do not fit its game")
      }
      if target.count > 0 { target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + target.count])) }
      offset += target.count
      run += 1
    }
  }
}
