import Foundation

/// A table of buckets in memory, mapped from its file and shared through the page cache with all processes that opened it (`MappedFile`).
///
///     offset 0   8 bytes   "HLBUCKT1"
///            8   u64       length H of the head, little-endian like all numbers
///           16   H bytes   the head: JSON (`BucketTableHead`)
///                          zeros up to a multiple of 64
///                          the table: the bucket of each hand in the order of `HandNumbering`, 1 or 2 bytes each
///                u64       `TableDigest` over all before the table, then the table
public final class BucketTable: @unchecked Sendable {
  public static let magic = "HLBUCKT1"

  public let path: String
  public let head: BucketTableHead
  public let checksum: UInt64
  /// The first bucket.
  let base: UnsafeRawPointer
  private let file: MappedFile

  /// Maps a file and checks all of it.
  ///
  /// - Throws: `AbstractionError.bucketTable` for a file that cannot be read, is damaged, or is something else.
  public init(path: String) throws(AbstractionError) {
    func fault(_ problem: String) -> AbstractionError { .bucketTable(path: path, problem: problem) }
    let file: MappedFile
    do { file = try MappedFile(path: path) } catch { throw fault(error.reason) }
    guard file.bytes.count >= 32 else { throw fault("it has only \(file.bytes.count) bytes") }
    let (head, start, checksum) = try Self.check(file.bytes, fault)
    self.path = path
    self.file = file
    self.head = head
    self.checksum = checksum
    base = file.bytes.baseAddress! + start
  }

  /// The bucket of the hand with a number.
  public subscript(number: Int) -> Int {
    head.bucketBytes == 1
      ? Int(base.loadUnaligned(fromByteOffset: number, as: UInt8.self))
      : Int(UInt16(littleEndian: base.loadUnaligned(fromByteOffset: 2 * number, as: UInt16.self)))
  }

  private static func check(
    _ bytes: UnsafeRawBufferPointer, _ fault: (String) -> AbstractionError
  ) throws(AbstractionError) -> (BucketTableHead, start: Int, checksum: UInt64) {
    guard bytes[..<8].elementsEqual(magic.utf8) else { throw fault("it is no table of buckets (it does not begin with \(magic))") }
    let length = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    guard length <= UInt64(bytes.count - 24) else { throw fault("it was cut short in its head") }
    let start = (16 + Int(length) + 63) / 64 * 64
    guard let head = try? JSONDecoder().decode(BucketTableHead.self, from: Data(bytes[16..<16 + Int(length)])) else {
      throw fault("its head cannot be read")
    }
    guard head.hands >= 0, head.hands < 1 << 40, head.bucketBytes == 1 || head.bucketBytes == 2 else { throw fault("its head is impossible") }
    let end = start + head.hands * head.bucketBytes
    guard bytes.count == end + 8 else { throw fault("it has \(bytes.count) bytes where \(end + 8) were written") }
    var digest = TableDigest()
    digest.add(UnsafeRawBufferPointer(rebasing: bytes[..<start]))
    digest.add(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
    guard UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self)) == digest.value else {
      throw fault("its checksum does not fit: some byte was changed")
    }
    return (head, start, digest.value)
  }
}
