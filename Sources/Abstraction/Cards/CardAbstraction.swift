/// How private cards and a board become a bucket, street by street: what a job or a checkpoint names.
///
/// A plain value. `CardLookup` opens what it names; the same value gives the same buckets in every process and on every machine that has
/// the tables, because a table is named by what defines it and by the checksum of its bytes.
public struct CardAbstraction: Codable, Hashable, Sendable {
  /// One for each street of the rules.
  public var streets: [StreetAbstraction]

  public init(streets: [StreetAbstraction]) { self.streets = streets }

  /// Every hand its own bucket, up to a renaming of suits, on all of so many streets.
  public static func lossless(streets: Int) -> CardAbstraction {
    CardAbstraction(streets: Array(repeating: .lossless, count: streets))
  }
}

/// How the hands of one street become buckets.
public enum StreetAbstraction: Codable, Hashable, Sendable {
  /// A bucket for every hand that differs in more than suits: see `HandNumbering`.
  case lossless
  /// A table of buckets in the cache folder.
  case table(BucketTableName)
}

/// A table of buckets in the cache folder: enough to open exactly that table and no other.
public struct BucketTableName: Codable, Hashable, Sendable {
  /// The name of the file.
  public var file: String
  /// How many buckets there are.
  public var buckets: Int
  /// The checksum at the end of the file.
  public var checksum: UInt64

  public init(file: String, buckets: Int, checksum: UInt64) {
    self.file = file
    self.buckets = buckets
    self.checksum = checksum
  }
}
