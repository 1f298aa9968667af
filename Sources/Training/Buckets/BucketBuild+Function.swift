import Abstraction
import Workers

extension BucketBuild {
  /// Hands that cross to a script at once.
  private static let batch = 20_000

  /// The buckets that a script's function gives every hand.
  func evaluated(_ features: HandFeatures, _ function: BucketFunction?) throws -> Buckets {
    guard let function else {
      throw AbstractionError.cards(street: recipe.street, problem: "its buckets are made by a function of the script, which is not here")
    }
    begin("buckets")
    let percentile = percentiles(features)
    let numbering = HandNumbering(holdemBoardCards: recipe.boardCards)
    let buckets = Buckets(memory: try session.memory(bytes: 2 * features.count))
    for start in stride(from: 0, to: features.count, by: Self.batch) {
      if isInterrupted() { throw TrainingError.interrupted }
      let hands = start..<min(start + Self.batch, features.count)
      let batch = HandBatch(hands, features: features, parts: recipe.feature.parts, percentile: percentile, numbering: numbering)
      for (hand, bucket) in zip(hands, try function(batch)) { buckets.base[hand] = UInt16(bucket) }
      report("buckets", Double(hands.upperBound) / Double(features.count))
    }
    return buckets
  }

  /// By E[equity]: the share of all deals with less, and half of those with as much.
  private func percentiles(_ features: HandFeatures) -> [Double] {
    let mass = features.mass(features.equity)
    let total = Double(mass.reduce(0, +))
    var below = 0
    return mass.map { here in
      defer { below += here }
      return (Double(below) + Double(here) / 2) / total
    }
  }
}
