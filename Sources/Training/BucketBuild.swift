import Abstraction
import Foundation
import Workers

/// The making of one table of buckets: features, then buckets, then the file.
final class BucketBuild {
  private let recipe: BucketRecipe
  private let session: BucketSession
  private let folder: CacheFolder
  private let start = ContinuousClock().now
  private let onProgress: ((BucketProgress) -> Void)?

  init(_ recipe: BucketRecipe, session: BucketSession, folder: CacheFolder, onProgress: ((BucketProgress) -> Void)?) {
    self.recipe = recipe
    self.session = session
    self.folder = folder
    self.onProgress = onProgress
  }

  func run() throws -> BucketTableName {
    guard [0, 3, 4, 5].contains(recipe.boardCards), 1...Int(UInt16.max) ~= recipe.buckets else {
      throw AbstractionError.cards(street: "\(recipe.boardCards) board cards", problem: "\(recipe.buckets) buckets: 1 to \(UInt16.max) are possible")
    }
    let (features, _) = try features(recipe.boardCards)
    let mass = features.mass()
    guard let cuts = EqualMass.cut(mass, buckets: recipe.buckets) else {
      throw AbstractionError.cards(
        street: recipe.street, problem: "\(recipe.buckets) buckets are more than its \(mass.count { $0 > 0 }) different equities")
    }
    return try write(features, cuts: cuts)
  }

  /// The features of a street, after those of the streets that they are made from.
  private func features(_ boardCards: Int) throws -> (HandFeatures, BucketSession.Memory) {
    let count = HandNumbering(holdemBoardCards: boardCards).count
    let next = boardCards < 4 ? try features(boardCards == 0 ? 3 : boardCards + 1) : nil
    defer { if let next { session.free(next.1) } }
    let memory = try session.memory(bytes: HandFeatures.byteCount(count: count))
    let boards = FeaturePass.boardCount(boardCards)
    let chunk = max(1, boards / 512)
    session.onProgress = { [self] in report("features of the \(BucketRecipe.streetName(boardCards))", $0, $1) }
    try session.run(
      .features, BucketJob(boardCards: Int32(boardCards), chunk: Int32(chunk), features: memory.id, next: next?.1.id ?? 0),
      tasks: (boards + chunk - 1) / chunk)
    return (HandFeatures(count: count, base: memory.base), memory)
  }

  private func report(_ stage: String, _ done: Int, _ total: Int) {
    onProgress?(
      BucketProgress(
        street: recipe.street, stage: stage, share: Double(done) / Double(max(1, total)), seconds: (ContinuousClock().now - start).seconds))
  }

  /// Writes the table whose buckets follow from the equity alone.
  private func write(_ features: HandFeatures, cuts: [UInt16]) throws -> BucketTableName {
    let isWide = recipe.buckets > 256
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: features.count * (isWide ? 2 : 1), alignment: 64)
    defer { bytes.deallocate() }
    var tally = BucketTally(buckets: recipe.buckets)
    for hand in 0..<features.count {
      let bucket = cuts[Int(features.equity[hand])]
      if isWide {
        bytes.storeBytes(of: bucket.littleEndian, toByteOffset: 2 * hand, as: UInt16.self)
      } else {
        bytes[hand] = UInt8(bucket)
      }
      tally.add(bucket: Int(bucket), equity: Int(features.equity[hand]), deals: Int(features.deals[hand]))
    }
    let head = BucketTableHead(
      recipe: recipe, hands: features.count, bucketBytes: isWide ? 2 : 1, quality: tally.quality, shares: tally.shares, equities: tally.equities)
    return try BucketTableWriter(folder: folder).write(head, table: UnsafeRawBufferPointer(bytes))
  }
}
