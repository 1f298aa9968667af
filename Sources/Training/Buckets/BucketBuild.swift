import Abstraction
import Foundation
import Workers

/// The making of one table of buckets: features, then buckets, then the file.
final class BucketBuild {
  let recipe: BucketRecipe
  let next: BucketTableName?
  let session: BucketSession
  let folder: CacheFolder
  let isInterrupted: () -> Bool
  private let onProgress: ((BucketProgress) -> Void)?
  private var stageClock = Stopwatch()

  init(
    _ recipe: BucketRecipe, next: BucketTableName?, session: BucketSession, folder: CacheFolder, isInterrupted: @escaping () -> Bool,
    onProgress: ((BucketProgress) -> Void)?
  ) {
    self.recipe = recipe
    self.next = next
    self.session = session
    self.folder = folder
    self.isInterrupted = isInterrupted
    self.onProgress = onProgress
  }

  /// - Parameter function: of a recipe that names one.
  func run(_ function: BucketFunction?) throws -> BucketTableName {
    let (features, memory) = try features(recipe.boardCards, recipe.feature.parts)
    switch recipe.feature {
    case .percentile: return try write(features, try cut(features, features.equity) { EqualMass.cut($0, buckets: $1) })
    case .texturePercentile: return try write(features, try textures(features))
    case .equity: return try write(features, try cut(features, features.equity) { ScalarClusters.cut($0, buckets: $1) })
    case .squaredEquity: return try write(features, try cut(features, features.squares) { ScalarClusters.cut($0, buckets: $1) })
    case .riverHistogram, .nextHistogram: return try write(features, try clusters(features, memory, .manhattan))
    case .opponents: return try write(features, try clusters(features, memory, .euclidean))
    case .potential: return try write(features, try potential(features))
    case .function, .functionOfHistograms: return try write(features, try evaluated(features, function))
    }
  }

  /// The buckets of all hands, and what is known of them.
  struct Buckets {
    /// 16 bits a hand.
    var memory: BucketSession.Memory
    var centres: Data?
    var metric: ClusterMetric?
    /// In units of equity; nil for the difference of E[equity] from the bucket's mean.
    var meanDistance: Double?
    /// By bucket: the nearest others; nil for those of the nearest mean E[equity].
    var neighbours: [[UInt16]]?

    var base: UnsafeMutablePointer<UInt16> { memory.base.assumingMemoryBound(to: UInt16.self) }
  }

  /// The features of a street, after those of the streets that they are made from.
  private func features(_ boardCards: Int, _ parts: FeatureParts) throws -> (HandFeatures, BucketSession.Memory) {
    let count = HandNumbering(holdemBoardCards: boardCards).count
    let next = boardCards < 4 ? try features(boardCards == 0 ? 3 : boardCards + 1, FeaturePass.nextParts(parts)) : nil
    defer { if let next { session.free(next.1) } }
    let memory = try session.memory(bytes: HandFeatures.byteCount(count: count, parts: parts))
    let boards = FeaturePass.boardCount(boardCards)
    let chunk = max(1, boards / 512)
    begin("features of the \(BucketRecipe.streetName(boardCards))")
    try session.run(
      .features,
      BucketJob(boardCards: Int32(boardCards), chunk: Int32(chunk), parts: parts, features: memory.id, next: next?.1.id ?? 0),
      tasks: (boards + chunk - 1) / chunk)
    return (HandFeatures(count: count, parts: parts, base: memory.base), memory)
  }

  /// Begins a stage, whose tasks are then reported.
  func begin(_ stage: String) {
    stageClock = Stopwatch()
    // The build owns the session, whose memory must go with it.
    session.onProgress = { [unowned self] done, total in report(stage, Double(done) / Double(max(1, total))) }
  }

  func report(_ stage: String, _ share: Double) {
    onProgress?(BucketProgress(street: recipe.street, stage: stage, share: share, seconds: stageClock.seconds))
  }

  /// Buckets that follow from one number of a hand.
  private func cut(_ features: HandFeatures, _ values: UnsafeMutablePointer<UInt16>, _ cut: ([Int], Int) -> [UInt16]?) throws -> Buckets {
    let mass = features.mass(values)
    guard let cuts = cut(mass, recipe.buckets) else { throw tooMany(mass.count { $0 > 0 }) }
    let buckets = Buckets(memory: try session.memory(bytes: 2 * features.count))
    for hand in 0..<features.count { buckets.base[hand] = cuts[Int(values[hand])] }
    return buckets
  }

  func tooMany(_ values: Int) -> AbstractionError {
    .cards(street: recipe.street, problem: "\(recipe.buckets) buckets are more than its \(values) different values of the feature")
  }

  /// Writes the table.
  private func write(_ features: HandFeatures, _ buckets: Buckets) throws -> BucketTableName {
    let tally = BucketTally(features, buckets.base, buckets: recipe.buckets)
    let isWide = recipe.buckets > 256
    if !isWide {
      // In place: a byte never runs ahead of the two it came from.
      let bytes = buckets.memory.base.assumingMemoryBound(to: UInt8.self)
      for hand in 0..<features.count { bytes[hand] = UInt8(truncatingIfNeeded: buckets.base[hand]) }
    }
    let head = BucketTableHead(
      recipe: recipe, hands: features.count, bucketBytes: isWide ? 2 : 1, quality: tally.quality(meanDistance: buckets.meanDistance),
      shares: tally.shares, equities: tally.equities, quantiles: tally.quantiles, centres: buckets.centres, metric: buckets.metric,
      neighbours: buckets.neighbours ?? BucketTableHead.nearestByEquity(tally.equities))
    let table = UnsafeRawBufferPointer(start: buckets.memory.base, count: features.count * (isWide ? 2 : 1))
    return try BucketTableWriter(folder: folder).write(head, table: table)
  }
}
