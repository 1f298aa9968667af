import Abstraction
import Foundation

/// Writes a table of buckets as `BucketTable` reads it: whole or not at all.
public struct BucketTableWriter {
  let folder: CacheFolder

  public init(folder: CacheFolder) { self.folder = folder }

  /// - Parameter table: the bucket of each hand, in the head's number of bytes, little-endian.
  /// - Returns: the name by which a `CardAbstraction` finds the table.
  public func write(_ head: BucketTableHead, table: UnsafeRawBufferPointer) throws -> BucketTableName {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let json = try encoder.encode(head)
    var front = Data(BucketTable.magic.utf8)
    withUnsafeBytes(of: UInt64(json.count).littleEndian) { front.append(contentsOf: $0) }
    front.append(json)
    front.append(contentsOf: repeatElement(0, count: (64 - front.count % 64) % 64))
    var digest = TableDigest()
    var file = try AtomicFile(folder.file(head.recipe.fileName))
    try front.withUnsafeBytes {
      digest.add($0)
      try file.write($0)
    }
    digest.add(table)
    try file.write(table)
    let checksum = digest.value
    try withUnsafeBytes(of: checksum.littleEndian) { try file.write($0) }
    try file.commit()
    return BucketTableName(file: head.recipe.fileName, buckets: head.recipe.buckets, checksum: checksum)
  }
}
