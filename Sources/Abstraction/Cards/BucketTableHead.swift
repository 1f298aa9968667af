/// What a table of buckets says of itself.
public struct BucketTableHead: Codable, Sendable {
  /// What defined the table.
  public var recipe: BucketRecipe
  /// How many hands the table has.
  public var hands: Int
  /// Bytes of a hand's bucket: 1 up to 256 buckets, else 2.
  public var bucketBytes: Int
  /// How well the buckets hold what they should.
  public var quality: BucketQuality
  /// By bucket: the share of all deals that fall into it.
  public var shares: [Double]
  /// By bucket: the mean E[equity] of its deals; 0 where it has none.
  public var equities: [Double]

  public init(recipe: BucketRecipe, hands: Int, bucketBytes: Int, quality: BucketQuality, shares: [Double], equities: [Double]) {
    self.recipe = recipe
    self.hands = hands
    self.bucketBytes = bucketBytes
    self.quality = quality
    self.shares = shares
    self.equities = equities
  }
}

/// How well buckets hold what they should, over all deals of a street.
public struct BucketQuality: Codable, Hashable, Sendable {
  /// The share of the variance of E[equity] that lies between buckets: 1 where no bucket mixes equities.
  public var equityExplained: Double
  /// Buckets without a hand.
  public var empty: Int
  /// Buckets with less than a tenth of the mean share.
  public var tiny: Int

  public init(equityExplained: Double, empty: Int, tiny: Int) {
    self.equityExplained = equityExplained
    self.empty = empty
    self.tiny = tiny
  }
}
