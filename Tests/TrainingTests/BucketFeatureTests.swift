import Abstraction
import Cards
import Foundation
import Testing

@testable import Training

/// Every kind of task of a build, on some boards: the same bytes without workers and with one, two and three.
@Suite struct BucketFeatureTests {
  private static let boards = 40

  /// Everything that the tasks may set of the hands of the boards.
  private func digest(_ boardCards: Int, _ parts: FeatureParts, _ features: HandFeatures) -> UInt64 {
    let pass = FeaturePass(boardCards: boardCards, parts: parts)
    var digest = TableDigest()
    for board in 0..<Self.boards {
      for hand in pass.hands(ofBoard: board).hands {
        var numbers = [UInt8(truncatingIfNeeded: features.equity[hand.number]), UInt8(features.equity[hand.number] >> 8), features.deals[hand.number]]
        if parts.squares { numbers.append(UInt8(truncatingIfNeeded: features.squares[hand.number])) }
        numbers += (0..<parts.dims).map { features.rows[hand.number * parts.dims + $0] }
        numbers.withUnsafeBytes { digest.add($0) }
      }
    }
    return digest.value
  }

  private func run(_ boardCards: Int, _ parts: FeatureParts, workers: Int) throws -> UInt64 {
    let crew = makeCrew()
    defer { crew.shutdown() }
    let session = try BucketSession(crew: crew, workers: workers, isInterrupted: { false })
    let count = HandNumbering(holdemBoardCards: boardCards).count
    let memory = try session.memory(bytes: HandFeatures.byteCount(count: count, parts: parts))
    var job = BucketJob(boardCards: Int32(boardCards), chunk: 2, parts: parts, features: memory.id)
    if boardCards == 3 {
      // The turn's features are made up.
      let nextCount = HandNumbering(holdemBoardCards: 4).count, nextParts = FeaturePass.nextParts(parts)
      let next = try session.memory(bytes: HandFeatures.byteCount(count: nextCount, parts: nextParts))
      let made = HandFeatures(count: nextCount, parts: nextParts, base: next.base)
      for hand in 0..<nextCount {
        made.equity[hand] = UInt16(truncatingIfNeeded: hand &* 40_503)
        if nextParts.squares { made.squares[hand] = made.equity[hand] / 2 }
      }
      job.next = next.id
    }
    try session.run(.features, job, tasks: Self.boards / 2)
    return digest(boardCards, parts, HandFeatures(count: count, parts: parts, base: memory.base))
  }

  /// Percentile, equity; equity-squared and functions; the histograms; OCHS with few and many clusters.
  @Test(arguments: [
    (4, FeatureParts()), (4, FeatureParts(squares: true)), (4, FeatureParts(row: .riverHistogram)), (4, FeatureParts(row: .nextHistogram)),
    (4, FeatureParts(row: .opponents, clusters: 8)), (4, FeatureParts(row: .opponents, clusters: 13)), (5, FeatureParts()),
    (5, FeatureParts(row: .opponents, clusters: 8)), (3, FeatureParts(squares: true)), (3, FeatureParts(row: .nextHistogram)),
  ])
  func featuresDoNotDependOnWorkers(boardCards: Int, parts: FeatureParts) throws {
    let alone = try run(boardCards, parts, workers: 0)
    for workers in 1...3 { #expect(try run(boardCards, parts, workers: workers) == alone) }
    #expect(alone != TableDigest().value)
  }

  /// The potential-aware feature of flops, over made-up buckets of the turn.
  @Test func potentialDoesNotDependOnWorkers() throws {
    let scratch = try Scratch()
    let folder = CacheFolder(path: scratch.path("cache"))
    let hands = HandNumbering(holdemBoardCards: 4).count, buckets = 20
    let head = BucketTableHead(
      recipe: BucketRecipe(boardCards: 4, buckets: buckets, feature: .percentile), hands: hands, bucketBytes: 1,
      quality: BucketQuality(equityExplained: 0, empty: 0, tiny: 0), shares: [], equities: (0..<buckets).map { Double($0) / Double(buckets) })
    let table = (0..<hands).map { UInt8(($0 &* 2_654_435_761) >> 16 % buckets) }
    let name = try table.withUnsafeBytes { try BucketTableWriter(folder: folder).write(head, table: $0) }
    func run(workers: Int) throws -> [UInt64] {
      let crew = makeCrew()
      defer { crew.shutdown() }
      let session = try BucketSession(crew: crew, workers: workers, isInterrupted: { false })
      let numbering = HandNumbering(holdemBoardCards: 3)
      let centres = try session.memory(bytes: 4 * buckets * 6)
      for place in 0..<buckets * 6 { centres.base.storeBytes(of: Float(place / buckets == place % 6 ? 0.3 : 0), toByteOffset: 4 * place, as: Float.self) }
      let found = try session.memory(bytes: 2 * numbering.count)
      let sum = try session.run(
        .potential, BucketJob(boardCards: 3, chunk: 2, centres: centres.id, buckets: found.id, centreCount: 6), tasks: Self.boards / 2,
        path: folder.file(name.file))
      var digest = TableDigest()
      digest.add(UnsafeRawBufferPointer(start: found.base, count: 2 * numbering.count))
      return [sum, digest.value]
    }
    let alone = try run(workers: 0)
    for workers in 1...3 { #expect(try run(workers: workers) == alone) }
    #expect(alone[0] > 0)
  }

  /// Workers that are killed in the middle of a build are replaced, and their tasks run again: the bytes are the same.
  @Test func killedWorkersCostNothing() throws {
    let parts = FeatureParts(row: .opponents, clusters: 3)
    let count = HandNumbering(holdemBoardCards: 4).count, bytes = HandFeatures.byteCount(count: count, parts: parts)
    func run(workers: Int, _ disturb: @escaping (WorkerCrew, Int) throws -> Void) throws -> UInt64 {
      let crew = makeCrew()
      defer { crew.shutdown() }
      let session = try BucketSession(crew: crew, workers: workers, isInterrupted: { false })
      let memory = try session.memory(bytes: bytes)
      var failure: (any Error)?
      session.onProgress = { done, _ in do { try disturb(crew, done) } catch { failure = error } }
      try session.run(.features, BucketJob(boardCards: 4, chunk: 1, parts: parts, features: memory.id), tasks: Self.boards)
      if let failure { throw failure }
      return digest(4, parts, HandFeatures(count: count, parts: parts, base: memory.base))
    }
    let alone = try run(workers: 0) { _, _ in }
    var kills = 0
    let disturbed = try run(workers: 2) { crew, done in
      guard [3, 9, 20].contains(done), let victim = try crew.pool(workers: 2).processIDs.last else { return }
      kill(victim, SIGKILL)
      kills += 1
    }
    #expect(kills == 3 && disturbed == alone)
  }
}
