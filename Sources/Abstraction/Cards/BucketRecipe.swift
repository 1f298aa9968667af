/// What defines a table of buckets, whole: the same recipe gives the same bytes everywhere.
public struct BucketRecipe: Codable, Hashable, Sendable {
  /// The board cards of its street: 0, 3, 4 or 5.
  public var boardCards: Int
  /// How many buckets.
  public var buckets: Int
  /// What hands are told apart by.
  public var feature: BucketFeature
  /// The first state of the random numbers of sampling and seeding.
  public var seed: UInt64
  /// How often clustering starts anew; the best result counts.
  public var restarts: Int
  /// The recipe of the next street's buckets, where the feature asks for them: none or one.
  public var next: [BucketRecipe]

  public init(boardCards: Int, buckets: Int, feature: BucketFeature, seed: UInt64 = 1, restarts: Int = 1, next: [BucketRecipe] = []) {
    self.boardCards = boardCards
    self.buckets = buckets
    self.feature = feature
    self.seed = seed
    self.restarts = restarts
    self.next = next
  }

  /// Raised when the same recipe would give other bytes than before.
  static let version = 1

  /// The name of the street in Hold'em.
  public var street: String { Self.streetName(boardCards) }

  /// The name of the street of Hold'em with so many board cards.
  public static func streetName(_ boardCards: Int) -> String {
    [0: "preflop", 3: "flop", 4: "turn", 5: "river"][boardCards] ?? "street of \(boardCards) board cards"
  }

  /// The name of the table's file: it holds 64 bits of a digest of the recipe.
  public var fileName: String {
    var digest = TableDigest()
    // A byte a word, so that every byte reaches the low bits.
    "\(Self.version) \(canonicalText)".utf8.map { UInt64($0) }.withUnsafeBytes { digest.add($0) }
    let hex = String(digest.value, radix: 16)
    return "buckets-\(street)-\(buckets)-\(String(repeating: "0", count: 16 - hex.count))\(hex).bin"
  }

  /// The recipe as text, in which two recipes differ if they differ.
  var canonicalText: String {
    "\(boardCards) \(buckets) \(feature.canonicalText) \(seed) \(restarts) [\(next.map(\.canonicalText).joined(separator: ","))]"
  }
}

/// What hands of a street are told apart by. *Equity* is the chance to win, plus half the chance to tie, against one opponent whose hole cards
/// are uniform over what is left of the deck; E[.] is over the board cards to come.
public enum BucketFeature: Codable, Hashable, Sendable {
  /// Buckets of equal mass in the order of E[equity]: each has as nearly the same number of deals as ties allow.
  case percentile

  var canonicalText: String {
    switch self {
    case .percentile: "percentile"
    }
  }
}
