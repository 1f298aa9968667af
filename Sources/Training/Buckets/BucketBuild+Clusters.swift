import Abstraction
import Cards
import Foundation
import Workers

extension BucketBuild {
  /// Hands that clustering learns from; all hands are put to their nearest centre after it.
  private func sample(of count: Int, _ size: Int) -> [Int] {
    guard count > size else { return Array(0..<count) }
    var state = recipe.seed
    // One of each stretch of hands.
    return (0..<size).map { place in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let low = place * count / size, high = (place + 1) * count / size
      return low + Int((state >> 33) % UInt64(max(1, high - low)))
    }
  }

  /// Clusters of the hands' rows.
  func clusters(_ features: HandFeatures, _ memory: BucketSession.Memory, _ metric: ClusterMetric) throws -> Buckets {
    begin("clusters")
    report("clusters", 0)
    let dims = features.dims
    let chosen = sample(of: features.count, max(200_000, 40 * recipe.buckets))
    let points = ClusterSample(
      dims: dims, rows: chosen.flatMap { hand in (0..<dims).map { features.rows[hand * dims + $0] } }, weights: chosen.map { features.deals[$0] },
      order: chosen.map { features.equity[$0] })
    guard let found = try Clustering(points, metric: metric, seed: recipe.seed).run(recipe.buckets, restarts: recipe.restarts, step: clusterStep) else {
      throw tooMany(Set((0..<points.count).map { Array(points.rows[$0 * dims..<($0 + 1) * dims]) }).count)
    }
    let centres = try session.memory(bytes: found.centres.rows.count)
    defer { session.free(centres) }
    centres.base.copyMemory(from: found.centres.rows, byteCount: found.centres.rows.count)
    let buckets = try session.memory(bytes: 2 * features.count)
    let chunk = max(1000, features.count / 512)
    begin("buckets")
    let sum = try session.run(
      .nearest,
      BucketJob(
        boardCards: Int32(recipe.boardCards), chunk: Int32(chunk), parts: recipe.feature.parts, features: memory.id, centres: centres.id,
        buckets: buckets.id, centreCount: Int32(recipe.buckets), isEuclidean: metric == .euclidean),
      tasks: (features.count + chunk - 1) / chunk)
    let unit: Double = if case .opponents(let clusters) = recipe.feature { 255 * Double(clusters).squareRoot() } else { 255 * Double(dims) }
    return Buckets(
      memory: buckets, centres: Data(found.centres.rows), metric: metric, meanDistance: Double(sum) / 256 / unit / Double(deals(features)),
      neighbours: found.centres.nearestOthers())
  }

  /// Hears of the share of clustering that is done.
  private func clusterStep(_ share: Double) throws {
    if isInterrupted() { throw TrainingError.interrupted }
    report("clusters", share)
  }

  private func deals(_ features: HandFeatures) -> Int { (0..<features.count).reduce(0) { $0 + Int(features.deals[$1]) } }

  /// Clusters of the hands' distributions over the next street's buckets.
  func potential(_ features: HandFeatures) throws -> Buckets {
    guard let next else { preconditionFailure("a recipe that was checked has its next street") }
    begin("clusters")
    let table = try BucketTable(path: folder.file(next.file))
    let space = PotentialSpace(table.head)
    let numbering = HandNumbering(holdemBoardCards: recipe.boardCards)
    let chosen = sample(of: features.count, max(30_000, 20 * recipe.buckets))
    var lookup = NextBuckets(table)
    let points = chosen.map { number in
      let hand = numbering.hand(number)
      lookup.turn(to: hand.board)
      return lookup.histogram(hand.hole)
    }
    let clustering = PotentialClustering(
      space, points: points, weights: chosen.map { features.deals[$0] }, order: chosen.map { features.equity[$0] }, seed: recipe.seed)
    let found = try clustering.run(recipe.buckets, restarts: recipe.restarts, step: clusterStep)
    guard let found else { throw tooMany(Set(points.map { "\($0)" }).count) }
    let centres = try session.memory(bytes: 4 * space.count * recipe.buckets)
    defer { session.free(centres) }
    for (place, mass) in found.histograms.joined().enumerated() { centres.base.storeBytes(of: mass, toByteOffset: 4 * place, as: Float.self) }
    let buckets = try session.memory(bytes: 2 * features.count)
    let boards = FeaturePass.boardCount(recipe.boardCards)
    let chunk = max(1, boards / 512)
    begin("buckets")
    let sum = try session.run(
      .potential,
      BucketJob(
        boardCards: Int32(recipe.boardCards), chunk: Int32(chunk), centres: centres.id, buckets: buckets.id, centreCount: Int32(recipe.buckets)),
      tasks: (boards + chunk - 1) / chunk, path: table.path)
    return Buckets(memory: buckets, meanDistance: Double(sum) / 1_048_576 / Double(deals(features)), neighbours: found.nearestOthers())
  }
}
