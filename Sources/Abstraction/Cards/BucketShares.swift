/// Shares buckets out among groups of deals that are cut apart.
///
/// Deals that n buckets of equal mass hold differ by 1/n or so, and what that costs goes with its square: the sum of mass / n^2 is least where n goes with the cube root of
/// the mass. It is worked out in whole numbers, so that it is the same everywhere.
public enum BucketShares {
  /// - Parameters:
  ///   - masses: by group: how many deals it has, above 0.
  ///   - most: by group: the most buckets that can be made of it, from 1.
  ///   - buckets: how many there shall be.
  /// - Returns: by group: its buckets, from 1; nil where there are more groups than buckets, or less than `buckets` can be made.
  public static func split(_ masses: [Int], most: [Int], buckets: Int) -> [Int]? {
    guard masses.count <= buckets, most.reduce(0, +) >= buckets else { return nil }
    var shares = [Int](repeating: 1, count: masses.count)
    // One by one to whom it helps most: the group that has the fewest for its weight.
    for _ in masses.count..<buckets {
      var poorest: Int?
      for group in masses.indices where shares[group] < most[group] {
        if let found = poorest, isPoorer(masses[found], shares[found], masses[group], shares[group]) { continue }
        poorest = group
      }
      guard let poorest else { return nil }
      shares[poorest] += 1
    }
    return shares
  }

  /// Whether a group has no more buckets for the cube root of its mass than another: mass / n^3 is as large at least.
  private static func isPoorer(_ mass: Int, _ share: Int, _ otherMass: Int, _ otherShare: Int) -> Bool {
    let one = mass.multipliedFullWidth(by: otherShare * otherShare * otherShare), other = otherMass.multipliedFullWidth(by: share * share * share)
    return (one.high, one.low) >= (other.high, other.low)
  }
}
