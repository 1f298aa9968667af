import Abstraction

/// Adds up, bucket by bucket, what a table's head says of its quality. Sums of whole numbers: exact, in any order.
struct BucketTally {
  private var deals: [Int]
  private var equity: [Int]
  private var squares = 0.0
  private var distance = 0.0
  /// By bucket and highest byte of E[equity]: its deals.
  private var bytes: [Int]

  init(_ features: HandFeatures, _ bucket: UnsafePointer<UInt16>, buckets: Int) {
    deals = [Int](repeating: 0, count: buckets)
    equity = deals
    bytes = [Int](repeating: 0, count: buckets * 256)
    for hand in 0..<features.count {
      let count = Int(features.deals[hand]), value = Int(features.equity[hand])
      deals[Int(bucket[hand])] += count
      equity[Int(bucket[hand])] += count * value
      squares += Double(count * value * value)
      bytes[Int(bucket[hand]) * 256 + (value >> 8)] += count
    }
    let means = zip(equity, deals).map { $1 > 0 ? Double($0) / Double($1) : 0 }
    for hand in 0..<features.count {
      distance += Double(features.deals[hand]) * abs(Double(features.equity[hand]) - means[Int(bucket[hand])])
    }
  }

  private var total: Double { Double(max(1, deals.reduce(0, +))) }

  /// By bucket: the share of all deals.
  var shares: [Double] { deals.map { Double($0) / total } }

  /// By bucket: the mean of E[equity].
  var equities: [Double] { zip(equity, deals).map { $1 > 0 ? Double($0) / Double($1) / Double(FeaturePass.one) : 0 } }

  /// By bucket: quantiles of E[equity], as `BucketTableHead.quantiles`.
  var quantiles: [[UInt8]] {
    deals.indices.map { bucket in
      var below = 0, byte = 0
      return [0.05, 0.25, 0.5, 0.75, 0.95].map { share in
        while byte < 255, Double(below + bytes[bucket * 256 + byte]) < share * Double(deals[bucket]) {
          below += bytes[bucket * 256 + byte]
          byte += 1
        }
        return UInt8(byte)
      }
    }
  }

  /// - Parameter meanDistance: of deals to their centres; nil for the difference of E[equity] from the bucket's mean.
  func quality(meanDistance: Double?) -> BucketQuality {
    let mean = Double(equity.reduce(0, +)) / total
    let variance = squares / total - mean * mean
    let within = zip(equity, deals).reduce(squares) { $1.1 > 0 ? $0 - Double($1.0) * Double($1.0) / Double($1.1) : $0 } / total
    let meanDeals = total / Double(deals.count)
    return BucketQuality(
      equityExplained: variance > 0 ? max(0, 1 - within / variance) : 1, empty: deals.count { $0 == 0 },
      tiny: deals.count { $0 > 0 && Double($0) < meanDeals / 10 }, meanDistance: meanDistance ?? distance / total / Double(FeaturePass.one))
  }
}
