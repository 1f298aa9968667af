/// Cuts the values of a feature into buckets of equal mass.
///
/// From the lowest value on each bucket takes values until it comes as near as it can to an equal share of the mass that is left. Equal values stay
/// together, so that no bucket is empty, and what ties make uneven is evened out by the buckets that follow.
public enum EqualMass {
  /// - Parameters:
  ///   - mass: by value: how many deals have it.
  ///   - buckets: how many buckets there shall be.
  /// - Returns: by value: its bucket; nil where there are fewer values than buckets.
  public static func cut(_ mass: [Int], buckets: Int) -> [UInt16]? {
    var values = mass.count { $0 > 0 }
    guard buckets >= 1, values >= buckets else { return nil }
    var cuts = [UInt16](repeating: 0, count: mass.count)
    var left = mass.reduce(0, +)
    var bucket = 0, held = 0
    for (value, weight) in mass.enumerated() {
      if weight > 0 {
        let share = Double(left) / Double(buckets - bucket)
        // A new bucket begins where that leaves the old one nearer to its share, and where every later bucket needs one of the values left.
        let isFull = held > 0 && (Double(held) + Double(weight) / 2 > share || values <= buckets - bucket - 1)
        if isFull, bucket < buckets - 1 {
          left -= held
          held = 0
          bucket += 1
        }
        held += weight
        values -= 1
      }
      cuts[value] = UInt16(bucket)
    }
    return cuts
  }
}
