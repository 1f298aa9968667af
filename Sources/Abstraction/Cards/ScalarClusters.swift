/// k-means of a single number: from buckets of equal mass on, borders move to the middle of the means of their neighbours, until none moves.
public enum ScalarClusters {
  /// - Parameters:
  ///   - mass: by value: how many deals have it.
  ///   - buckets: how many buckets there shall be.
  /// - Returns: by value: its bucket, ascending; nil where there are fewer values than buckets.
  public static func cut(_ mass: [Int], buckets: Int) -> [UInt16]? {
    guard var cuts = EqualMass.cut(mass, buckets: buckets) else { return nil }
    for _ in 0..<500 {
      var weight = [Int](repeating: 0, count: buckets), sum = weight
      for (value, count) in mass.enumerated() where count > 0 {
        weight[Int(cuts[value])] += count
        sum[Int(cuts[value])] += count * value
      }
      // An empty bucket cannot come about: every mean is nearer to itself than to its neighbours', and lies within its bucket.
      let means = zip(sum, weight).map { $1 > 0 ? Double($0) / Double($1) : .infinity }
      var next = cuts
      var bucket = 0
      for value in mass.indices {
        while bucket < buckets - 1, Double(value) > (means[bucket] + means[bucket + 1]) / 2 { bucket += 1 }
        next[value] = UInt16(bucket)
      }
      if next == cuts { break }
      cuts = next
    }
    return cuts
  }
}
