import Abstraction
import Cards
import Testing

@testable import Training

/// Buckets of equal mass on boards of one texture, of made-up equities on the flop.
@Suite struct TextureBucketTests {
  private static let numbering = HandNumbering(holdemBoardCards: 3)

  private func buckets(_ count: Int, _ body: (HandFeatures, UnsafeMutablePointer<UInt16>) throws -> Void) throws {
    let session = try BucketSession(crew: makeCrew(), workers: 0, isInterrupted: { false })
    let memory = try session.memory(bytes: HandFeatures.byteCount(count: Self.numbering.count, parts: FeatureParts()))
    let features = HandFeatures(count: Self.numbering.count, parts: FeatureParts(), base: memory.base)
    for hand in 0..<features.count {
      features.equity[hand] = UInt16(truncatingIfNeeded: (hand &* 40_503) >> 3)
      features.deals[hand] = UInt8(1 + hand % 24)
    }
    let recipe = BucketRecipe(boardCards: 3, buckets: count, feature: .texturePercentile)
    let build = BucketBuild(recipe, next: nil, session: session, folder: CacheFolder(path: ""), isInterrupted: { false }, onProgress: nil)
    try body(features, try build.textures(features).base)
  }

  @Test func aBucketHoldsAStretchOfEquityOnOneTexture() throws {
    try buckets(300) { features, bucket in
      var textureOf = [BoardTexture?](repeating: nil, count: 300)
      var low = [Int](repeating: .max, count: 300), high = [Int](repeating: -1, count: 300), deals = [Int](repeating: 0, count: 300), sum = deals
      for (board, numbers) in Self.numbering.boards() {
        let texture = BoardTexture(board)
        for hand in numbers {
          let place = Int(bucket[hand]), equity = Int(features.equity[hand])
          if textureOf[place] == nil { textureOf[place] = texture }
          if textureOf[place] != texture { Issue.record("bucket \(place) mixes textures") }
          low[place] = min(low[place], equity)
          high[place] = max(high[place], equity)
          deals[place] += Int(features.deals[hand])
          sum[place] += equity * Int(features.deals[hand])
        }
      }
      #expect(deals.allSatisfy { $0 > 0 })
      let means = zip(sum, deals).map { Double($0) / Double($1) }
      #expect(means == means.sorted())
      for (texture, group) in Dictionary(grouping: 0..<300, by: { textureOf[$0]! }) {
        for (one, other) in zip(group, group.dropFirst()) { #expect(high[one] < low[other], "\(texture)") }
        let most = group.map { deals[$0] }.max()!, least = group.map { deals[$0] }.min()!
        #expect(Double(most) < 1.1 * Double(least) + 500, "\(texture): \(least) to \(most)")
      }
      // Textures that are dealt more often have more of the buckets.
      let count = Dictionary(grouping: textureOf.compactMap { $0 }, by: { $0 }).mapValues(\.count)
      #expect(count.count == 14 && count.values.reduce(0, +) == 300)
      let frequent = BoardTexture(CardSet(try Card.list("Ts8s3h"))), rare = BoardTexture(CardSet(try Card.list("TsThTd")))
      #expect(count[frequent]! > 3 * count[rare]!)
    }
  }

  @Test func fewerBucketsThanTexturesAreRefused() throws {
    let problem = "cards on the flop: its boards have 14 textures: so many buckets at least, not 13"
    #expect(message { try self.buckets(13) { _, _ in } } == problem)
    try buckets(14) { _, bucket in #expect(Set((0..<Self.numbering.count).map { bucket[$0] }).count == 14) }
  }
}
