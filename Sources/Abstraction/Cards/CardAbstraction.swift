/// How private cards and a board become a bucket, street by street: what a job or a checkpoint names.
///
/// A plain value. `CardLookup` opens what it names; the same value gives the same buckets in every process and on every machine that has
/// the tables, because a table is named by what defines it and by the checksum of its bytes.
public struct CardAbstraction: Hashable, Sendable {
  /// One for each street of the rules.
  public var streets: [StreetAbstraction]
  /// What a player knows of the streets before.
  public var recall: CardRecall

  public init(streets: [StreetAbstraction], recall: CardRecall = .imperfect) {
    self.streets = streets
    self.recall = recall
  }

  /// Every hand its own bucket, up to a renaming of suits, on all of so many streets.
  public static func lossless(streets: Int) -> CardAbstraction {
    CardAbstraction(streets: Array(repeating: .lossless, count: streets))
  }
}

/// Whether a player remembers the buckets of the streets before.
public enum CardRecall: String, Codable, CaseIterable, Sendable {
  /// Only the street's own bucket counts: many more of them can be had.
  case imperfect
  /// The path of buckets counts: hands that came to a bucket on different ways play on their own.
  case perfect
}

extension CardAbstraction: Codable {
  private enum CodingKeys: String, CodingKey { case streets, recall }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    streets = try values.decode([StreetAbstraction].self, forKey: .streets)
    recall = try values.decodeIfPresent(CardRecall.self, forKey: .recall) ?? .imperfect
  }

  /// Imperfect recall is not written: files from before there was another one are read and compared as they are.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(streets, forKey: .streets)
    if recall != .imperfect { try values.encode(recall, forKey: .recall) }
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
