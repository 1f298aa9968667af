import Abstraction
import Cards
import Foundation
import Testing
import Workers

@testable import Training

/// Tasks of a build, on a few boards: the same bytes without workers and with two.
@Suite struct BucketSessionTests {
  private func digest(_ memory: BucketSession.Memory, _ bytes: Int) -> UInt64 {
    var digest = TableDigest()
    digest.add(UnsafeRawBufferPointer(start: memory.base, count: bytes))
    return digest.value
  }

  /// Features of some turn boards, then their nearest centres.
  private func run(workers: Int) throws -> [UInt64] {
    let crew = makeCrew()
    defer { crew.shutdown() }
    let session = try BucketSession(crew: crew, workers: workers, isInterrupted: { false })
    let count = HandNumbering(holdemBoardCards: 4).count
    let parts = FeatureParts(row: .opponents, clusters: 3, squares: true)
    let size = HandFeatures.byteCount(count: count, parts: parts)
    let memory = try session.memory(bytes: size)
    try session.run(.features, BucketJob(boardCards: 4, chunk: 2, parts: parts, features: memory.id), tasks: 40)
    var digests = [digest(memory, size)]
    let centres = try session.memory(bytes: 5 * 8)
    for place in 0..<40 { centres.base.storeBytes(of: UInt8(place * 37 % 256), toByteOffset: place, as: UInt8.self) }
    let buckets = try session.memory(bytes: 2 * count)
    let sum = try session.run(
      .nearest,
      BucketJob(
        boardCards: 4, chunk: 300_000, parts: parts, features: memory.id, centres: centres.id, buckets: buckets.id, centreCount: 5, isEuclidean: true),
      tasks: (count + 299_999) / 300_000)
    digests += [sum, digest(buckets, 2 * count)]
    return digests
  }

  @Test func theBytesDoNotDependOnWorkers() throws {
    let alone = try run(workers: 0)
    #expect(try run(workers: 2) == alone)
    #expect(Set(alone).count == 3)
  }

  /// The memory of a build goes with it: nothing holds the session when it is over.
  @Test func memoryIsGivenBack() throws {
    let scratch = try Scratch()
    weak var seen: BucketSession?
    var asked = 0
    do {
      let session = try BucketSession(
        crew: makeCrew(), workers: 0,
        isInterrupted: {
          asked += 1
          return asked > 1
        })
      seen = session
      let build = BucketBuild(
        BucketRecipe(boardCards: 5, buckets: 5, feature: .percentile), next: nil, session: session, folder: CacheFolder(path: scratch.path("cache")),
        isInterrupted: { false }, onProgress: nil)
      #expect(throws: TrainingError.self) { _ = try build.run(nil) }
    }
    #expect(asked == 2 && seen == nil)
  }

  /// An interrupt ends a build between its tasks, and leaves nothing in the folder.
  @Test func interrupts() throws {
    let scratch = try Scratch()
    let builder = BucketBuilder(crew: makeCrew(), workers: 0, folder: CacheFolder(path: scratch.path("cache")), isInterrupted: { true })
    #expect(throws: TrainingError.self) { _ = try builder.table(BucketRecipe(boardCards: 4, buckets: 5, feature: .percentile)) }
    #expect(try FileManager.default.subpathsOfDirectory(atPath: scratch.path(".")).allSatisfy { !$0.contains("buckets-") })
  }
}
