import Foundation

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
  /// By bucket: five quantiles of the E[equity] of its deals, in 1/255: 5 %, a quarter, a half, three quarters, 95 %.
  public var quantiles: [[UInt8]]
  /// By bucket: its centre, a row of bytes each, where buckets are clusters of rows.
  public var centres: Data?
  /// How distances between rows are measured.
  public var metric: ClusterMetric?
  /// By bucket: the nearest other buckets, by the distance that the feature has: of centres, or of mean equities.
  public var neighbours: [[UInt16]]

  public init(
    recipe: BucketRecipe, hands: Int, bucketBytes: Int, quality: BucketQuality, shares: [Double], equities: [Double], quantiles: [[UInt8]] = [],
    centres: Data? = nil, metric: ClusterMetric? = nil, neighbours: [[UInt16]] = []
  ) {
    self.recipe = recipe
    self.hands = hands
    self.bucketBytes = bucketBytes
    self.quality = quality
    self.shares = shares
    self.equities = equities
    self.quantiles = quantiles
    self.centres = centres
    self.metric = metric
    self.neighbours = neighbours
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
  /// The mean distance of a deal to its bucket's centre, in units of equity: the earth mover's distance for histograms, the root mean square over
  /// clusters of opponents, the difference of means else.
  public var meanDistance: Double

  public init(equityExplained: Double, empty: Int, tiny: Int, meanDistance: Double = 0) {
    self.equityExplained = equityExplained
    self.empty = empty
    self.tiny = tiny
    self.meanDistance = meanDistance
  }
}
