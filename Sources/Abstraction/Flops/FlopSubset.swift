/// A few flops that stand for all, each with a weight; the weights sum to 22,100.
///
/// Two flops are as far apart as their ranks, their suits, their pairs and the straights they allow (`FlopPoint`). The flops of a subset are the medoids of
/// a clustering under that distance: chosen one by one, each the flop that takes most off the sum of distances to the nearest (the BUILD step of
/// PAM, Kaufman & Rousseeuw 1990), then moved to the middle of their clusters until none moves. A flop's first weight is what its cluster holds. Weights
/// are then raked (iterative proportional fitting, Deming & Stephan 1940), so that suits, pairing and high cards have the shares that they have
/// in the deck, and rounded. All of it is arithmetic that every machine does alike.
public struct FlopSubset: Sendable {
  public let flops: [(flop: Flop, weight: Int)]

  private init(flops: [(flop: Flop, weight: Int)]) { self.flops = flops }

  /// The sizes that have names: `"15"` and so on. `"all"` are all 1,755.
  public static let sizes = [15, 25, 49, 95, 184]

  /// - Parameter name: `"15"`, `"25"`, `"49"`, `"95"`, `"184"` or `"all"`.
  public init?(named name: String) {
    if name == "all" {
      self.init(flops: Flop.all.map { ($0, $0.count) })
      return
    }
    guard let size = Int(name), Self.sizes.contains(size), name == "\(size)" else { return nil }
    self.init(size: size)
  }

  /// - Parameter size: from 1 to 1,755.
  init(size: Int) {
    let all = Flop.all
    let clusters = FlopClusters(all, count: size)
    let medoids = clusters.medoids.map { all[$0] }
    let weights = Self.raked(medoids, clusters.weights)
    let order = clusters.medoids.indices.sorted { clusters.medoids[$0] < clusters.medoids[$1] }
    let whole = Self.rounded(weights)
    self.init(flops: order.map { (medoids[$0], whole[$0]) })
  }

  /// The classes whose shares weights are made to have.
  private static let margins: [@Sendable (Flop) -> Int] = [
    { $0.suits == .monotone ? 2 : $0.suits == .twoTone ? 1 : 0 },
    { $0.pairing == .unpaired ? 0 : 1 },
    // Ace, king, queen, jack, ten or nine, less.
    { $0.ranks[0] >= 9 ? $0.ranks[0] : $0.ranks[0] >= 7 ? 8 : 0 },
  ]

  private static func raked(_ flops: [Flop], _ start: [Int]) -> [Double] {
    var weights = start.map { Double($0) }
    let targets = margins.map { margin in Flop.all.reduce(into: [Int: Double]()) { $0[margin($1), default: 0] += Double($1.count) } }
    for _ in 0..<500 {
      for (margin, target) in zip(margins, targets).reversed() {
        var sums: [Int: Double] = [:]
        for (flop, weight) in zip(flops, weights) { sums[margin(flop), default: 0] += weight }
        for i in weights.indices {
          let kind = margin(flops[i])
          weights[i] *= target[kind]! / sums[kind]!
        }
      }
      // A class that no flop of the subset is in leaves its share to the others.
      let sum = weights.reduce(0, +)
      for i in weights.indices { weights[i] *= Double(Flop.total) / sum }
    }
    return weights
  }

  /// Whole weights from 1 with the same sum: rounded down, then one more for those that lost most.
  private static func rounded(_ weights: [Double]) -> [Int] {
    var whole = weights.map { max(1, Int($0)) }
    let missing = Flop.total - whole.reduce(0, +)
    let order = weights.indices.sorted { (weights[$1] - Double(whole[$1]), $0) < (weights[$0] - Double(whole[$0]), $1) }
    for i in 0..<max(0, missing) { whole[order[i % order.count]] += 1 }
    // Weights that were raised to 1 are paid for by the largest.
    for _ in 0..<max(0, -missing) { whole[whole.indices.max { (whole[$0], $1) < (whole[$1], $0) }!] -= 1 }
    return whole
  }
}
