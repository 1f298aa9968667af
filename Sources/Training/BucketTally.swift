import Abstraction

/// Adds up, bucket by bucket, what a table's head says of its quality. Sums of whole numbers: exact, in any order.
struct BucketTally {
  private var deals: [Int]
  private var equity: [Int]
  private var squares = 0.0

  init(buckets: Int) {
    deals = [Int](repeating: 0, count: buckets)
    equity = deals
  }

  /// - Parameter value: E[equity] in units of 1/65535.
  mutating func add(bucket: Int, equity value: Int, deals count: Int) {
    deals[bucket] += count
    equity[bucket] += count * value
    squares += Double(count * value * value)
  }

  private var total: Double { Double(deals.reduce(0, +)) }

  /// By bucket: the share of all deals.
  var shares: [Double] { deals.map { Double($0) / max(1, total) } }

  /// By bucket: the mean of E[equity].
  var equities: [Double] { zip(equity, deals).map { $1 > 0 ? Double($0) / Double($1) / Double(FeaturePass.one) : 0 } }

  var quality: BucketQuality {
    let mean = Double(equity.reduce(0, +)) / max(1, total)
    let variance = squares / max(1, total) - mean * mean
    let within = zip(equity, deals).reduce(squares) { $1.1 > 0 ? $0 - Double($1.0) * Double($1.0) / Double($1.1) : $0 } / max(1, total)
    let meanDeals = total / Double(deals.count)
    return BucketQuality(
      equityExplained: variance > 0 ? max(0, 1 - within / variance) : 1, empty: deals.count { $0 == 0 },
      tiny: deals.count { $0 > 0 && Double($0) < meanDeals / 10 })
  }
}
