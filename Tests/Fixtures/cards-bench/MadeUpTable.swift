import Abstraction
import Cards
import Foundation
import Game

/// A table of a street whose buckets mean nothing, written as docs/CARDS.md says.
enum MadeUpTable {
  static func write(boardCards: Int, to folder: CacheFolder) throws -> BucketTableName {
    let recipe = BucketRecipe(boardCards: boardCards, buckets: 200, feature: .function(name: "bench"))
    let hands = HoleCardIndexer(boardCards: boardCards, holeCards: 2).count
    let head = BucketTableHead(
      recipe: recipe, hands: hands, bucketBytes: 1, quality: BucketQuality(equityExplained: 0, empty: 0, tiny: 0), shares: [], equities: [])
    let json = try JSONEncoder().encode(head)
    var file = Data(BucketTable.magic.utf8)
    withUnsafeBytes(of: UInt64(json.count).littleEndian) { file.append(contentsOf: $0) }
    file.append(json)
    file.append(contentsOf: repeatElement(0, count: (64 - file.count % 64) % 64))
    var digest = TableDigest()
    file.withUnsafeBytes { digest.add($0) }
    let table = [UInt8](unsafeUninitializedCapacity: hands) { bytes, count in
      for hand in 0..<hands { bytes[hand] = UInt8(truncatingIfNeeded: (hand &* 0x9E37_79B9) >> 13) % 200 }
      count = hands
    }
    table.withUnsafeBytes { digest.add($0) }
    file.append(contentsOf: table)
    withUnsafeBytes(of: digest.value.littleEndian) { file.append(contentsOf: $0) }
    try file.write(to: URL(fileURLWithPath: folder.file(recipe.fileName)))
    return BucketTableName(file: recipe.fileName, buckets: 200, checksum: digest.value)
  }

  /// The look-up of a game that is one street alone.
  static func lookup(_ name: BucketTableName, boardCards: Int, _ folder: CacheFolder) throws -> CardLookup {
    let rules = GameRules(
      deck: .standard, holeCards: 2, streets: [Street(name: "only", boardCards: boardCards, betSize: 1)], betting: .noLimit, stacks: [9, 9],
      blinds: [1, 2], antes: [0, 0])
    return try CardLookup(CardAbstraction(streets: [.table(name)]), rules: rules, folder: folder)
  }
}
