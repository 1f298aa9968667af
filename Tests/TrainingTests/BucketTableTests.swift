import Abstraction
import Cards
import Foundation
import Game
import Testing

@testable import Training

/// Tables of buckets as files. Their contents are made up: a table before the flop has 169 hands, which is quick.
@Suite struct BucketTableTests {
  private func write(_ scratch: Scratch) throws -> (CacheFolder, BucketTableName) {
    let folder = CacheFolder(path: scratch.path("cache"))
    let recipe = BucketRecipe(boardCards: 0, buckets: 5, feature: .percentile)
    let head = BucketTableHead(
      recipe: recipe, hands: 169, bucketBytes: 1, quality: BucketQuality(equityExplained: 1, empty: 0, tiny: 0), shares: [], equities: [])
    let name = try (0..<169).map { UInt8($0 % 5) }.withUnsafeBytes { try BucketTableWriter(folder: folder).write(head, table: $0) }
    return (folder, name)
  }

  private let rules = try! GameRules.noLimit(stacks: [20, 20], smallBlind: 1, bigBlind: 2)

  private func abstraction(_ name: BucketTableName) -> CardAbstraction {
    CardAbstraction(streets: [.table(name), .lossless, .lossless, .lossless])
  }

  @Test func lookUp() throws {
    let scratch = try Scratch()
    let (folder, name) = try write(scratch)
    let lookup = try CardLookup(abstraction(name), rules: rules, folder: folder)
    let numbering = HandNumbering(holdemBoardCards: 0)
    #expect(lookup.bucketCount(street: 0) == 5 && lookup.bucketCount(street: 1) == 1_286_792)
    for number in 0..<169 { #expect(lookup.bucket(street: 0, hole: numbering.hand(number).hole, board: CardSet()) == number % 5) }
    // Survives a journey as JSON.
    let copy = try JSONDecoder().decode(CardAbstraction.self, from: JSONEncoder().encode(abstraction(name)))
    #expect(copy == abstraction(name))
  }

  /// No byte of a table can change, and none be missing, without an error.
  @Test func damageIsSeen() throws {
    let scratch = try Scratch()
    let (folder, name) = try write(scratch)
    let path = folder.file(name.file)
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for byte in stride(from: 0, to: whole.count, by: 3) {
      var damaged = whole
      damaged[byte] ^= 0x10
      try damaged.write(to: URL(fileURLWithPath: path))
      #expect(throws: AbstractionError.self) { _ = try CardLookup(abstraction(name), rules: rules, folder: folder) }
    }
    for length in [0, 7, 31, whole.count - 9, whole.count - 1] {
      try whole.prefix(length).write(to: URL(fileURLWithPath: path))
      #expect(throws: AbstractionError.self) { _ = try CardLookup(abstraction(name), rules: rules, folder: folder) }
    }
    try whole.write(to: URL(fileURLWithPath: path))
    _ = try CardLookup(abstraction(name), rules: rules, folder: folder)
  }

  /// A table that is whole but another one, or for another street or game, is refused.
  @Test func foreignTables() throws {
    let scratch = try Scratch()
    let (folder, name) = try write(scratch)
    var other = name
    other.checksum ^= 1
    #expect(throws: AbstractionError.self) { _ = try CardLookup(abstraction(other), rules: rules, folder: folder) }
    let turned = CardAbstraction(streets: [.lossless, .table(name), .lossless, .lossless])
    #expect(throws: AbstractionError.self) { _ = try CardLookup(turned, rules: rules, folder: folder) }
    #expect(throws: AbstractionError.self) { _ = try CardLookup(.lossless(streets: 3), rules: rules, folder: folder) }
    let leduc = CardAbstraction(streets: [.table(name), .lossless])
    #expect(throws: AbstractionError.self) { _ = try CardLookup(leduc, rules: .leduc(), folder: folder) }
  }

  /// Impossible numbers of buckets are refused before anything is worked out.
  @Test func badCounts() throws {
    let scratch = try Scratch()
    let builder = BucketBuilder(crew: makeCrew(), workers: 0, folder: CacheFolder(path: scratch.path("cache")))
    for buckets in [0, -1, 70_000] {
      #expect(throws: AbstractionError.self) { _ = try builder.table(BucketRecipe(boardCards: 5, buckets: buckets, feature: .percentile)) }
    }
  }
}
