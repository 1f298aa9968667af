import Abstraction
import CFR
import Foundation

/// A file of a header and tables, whole or refused:
///
///     offset 0   8 bytes   a magic
///            8   u64       length H of the header, little-endian like all numbers
///           16   H bytes   the header: JSON
///                          zeros up to a multiple of 64
///                          the tables, run by run
///                u64       `TableDigest` over all before the tables, then each run of the tables
struct TableFile {
  let path: String
  let magic: String
  /// What the file holds, for messages.
  let what: String

  init(_ path: String, magic: String, what: String) {
    self.path = path
    self.magic = magic
    self.what = what
  }

  /// Whether the file begins as it should.
  var hasMagic: Bool {
    guard (try? FileError.requireFile(path)) != nil, let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    return (try? file.read(upToCount: 8)) == Data(magic.utf8)
  }

  func write(header: Data, runs: [UnsafeRawBufferPointer]) throws {
    var digest = TableDigest()
    var file = try AtomicFile(path)
    var head = Data(magic.utf8)
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { head.append(contentsOf: $0) }
    head.append(header)
    head.append(contentsOf: repeatElement(0, count: (64 - head.count % 64) % 64))
    try head.withUnsafeBytes {
      digest.add($0)
      try file.write($0)
    }
    for run in runs {
      digest.add(run)
      try file.write(run)
    }
    try withUnsafeBytes(of: digest.value.littleEndian) { try file.write($0) }
    try file.commit()
  }

  /// The bytes of the header alone, unchecked.
  func header() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe).withUnsafeBytes { try headerBytes($0) } }

  /// Gives the header and the tables, once length and checksum were found right.
  ///
  /// - Parameters:
  ///   - decode: makes a header of its bytes.
  ///   - sizes: bytes of each run of the tables, from the header.
  func read<Header, Result>(
    _ decode: (Data) throws -> Header, sizes: (Header) throws -> [Int], _ body: (Header, _ runs: [UnsafeRawBufferPointer]) throws -> Result
  ) throws -> Result {
    let data: Data
    do { data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) } catch {
      throw FileError.system(path: path, action: "read", reason: systemReason(error))
    }
    return try data.withUnsafeBytes { bytes in
      let json = try headerBytes(bytes)
      let header = try decode(json)
      return try body(header, try runs(try sizes(header), bytes, from: (16 + json.count + 63) / 64 * 64))
    }
  }

  private func headerBytes(_ bytes: UnsafeRawBufferPointer) throws(FileError) -> Data {
    guard bytes.count >= 24, bytes[..<8].elementsEqual(magic.utf8) else {
      throw .damaged(path: path, problem: "it is no \(what) of holdem-lua (it does not begin with \(magic))")
    }
    let length = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    guard length <= UInt64(bytes.count - 24) else { throw .damaged(path: path, problem: "it was cut short in its header") }
    return Data(bytes[16..<16 + Int(length)])
  }

  private func runs(_ sizes: [Int], _ bytes: UnsafeRawBufferPointer, from start: Int) throws(FileError) -> [UnsafeRawBufferPointer] {
    var runs: [UnsafeRawBufferPointer] = []
    var end = start
    for size in sizes {
      guard size >= 0, size <= Int.max / 2 - end else { throw .damaged(path: path, problem: "tables of \(size) bytes") }
      end += size
    }
    guard bytes.count == end + 8 else {
      throw .damaged(path: path, problem: "it has \(bytes.count) bytes where \(end + 8) were saved: it was cut short or grew")
    }
    var digest = TableDigest()
    digest.add(UnsafeRawBufferPointer(rebasing: bytes[..<start]))
    var offset = start
    for size in sizes {
      runs.append(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + size]))
      digest.add(runs[runs.count - 1])
      offset += size
    }
    guard UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self)) == digest.value else {
      throw .damaged(path: path, problem: "its checksum does not fit: some byte was changed")
    }
    return runs
  }
}
