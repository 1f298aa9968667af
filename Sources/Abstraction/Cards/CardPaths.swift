/// Paths of buckets: what a player with perfect recall knows on a street.
public enum CardPaths {
  /// How many paths there are: the product of the numbers of buckets of the streets so far. Every path has a row, even if no deal takes it. `Int.max` where
  /// the number does not fit.
  public static func count(_ buckets: [Int]) -> Int {
    buckets.reduce(1) { paths, buckets in
      let (product, overflows) = paths.multipliedReportingOverflow(by: buckets)
      return overflows ? .max : product
    }
  }
}
