import CFR
import Cards
import Foundation
import Testing

@testable import Training

/// Every kind of damage to a saved solve is refused, and named.
@Suite struct DamagedSolveTests {
  private let scratch: Scratch
  private let whole: String
  private let bytes: Data

  init() throws {
    scratch = try Scratch()
    whole = scratch.path("whole")
    let trainer = try TestGame.leduc.trainer()
    try trainer.iterate(3)
    try SolveFile(whole).save(trainer)
    bytes = try Data(contentsOf: URL(fileURLWithPath: whole))
  }

  private func problem(_ path: String) -> String? { message { _ = try SolveFile(path).load(crew: makeCrew(), workers: 0) } }

  private func problem(_ data: Data) throws -> String? {
    try data.write(to: URL(fileURLWithPath: scratch.path("changed")))
    return problem(scratch.path("changed"))
  }

  /// The problem with a file whose header was changed and whose checksum fits again.
  private func problem(_ value: Any?, at path: String...) throws -> String? {
    var saved = try SavedBytes(whole)
    saved.header = put(value, at: path, in: saved.header) as? [String: Any] ?? [:]
    try saved.write(to: scratch.path("changed"))
    return problem(scratch.path("changed"))
  }

  private func refusal(_ problem: String) -> String { "\"\(scratch.path("changed"))\" cannot be used: \(problem)" }

  @Test func theHelperWritesWhatTheProgramReads() throws {
    var saved = try SavedBytes(whole)
    saved.header["discountName"] = "another"
    try saved.write(to: scratch.path("changed"))
    #expect(try SolveFile(scratch.path("changed")).load(crew: makeCrew(), workers: 0).discount.name == "another")
  }

  @Test func noFileAndNoSolve() throws {
    #expect(problem(scratch.path("none"))?.hasPrefix("cannot read \"\(scratch.path("none"))\"") == true)
    #expect(problem(scratch.folder.path)?.hasPrefix("cannot read") == true)
    #expect(try problem(Data()) == refusal("it is no solve of holdem-lua (it does not begin with HLSOLVE1)"))
    #expect(try problem(Data("{\"format\":\"holdem-lua policy\"}".utf8))?.contains("it is no solve of holdem-lua") == true)
    var other = bytes
    other[7] = UInt8(ascii: "2")
    #expect(try problem(other)?.contains("does not begin with HLSOLVE1") == true)
  }

  @Test func cutShortAtAnyLength() throws {
    for count in Array(stride(from: 0, to: bytes.count, by: 97)) + [8, 16, 23, 24, bytes.count - 9, bytes.count - 8, bytes.count - 1] {
      #expect(try problem(Data(bytes[..<count]))?.contains("cannot be used") == true, "\(count) bytes")
    }
    #expect(try problem(Data(bytes.dropLast())) == refusal("it has \(bytes.count - 1) bytes where \(bytes.count) were saved: it was cut short or grew"))
  }

  @Test func grown() throws {
    for extra in [1, 8, 64, 4096] {
      #expect(try problem(bytes + Data(count: extra)) == refusal("it has \(bytes.count + extra) bytes where \(bytes.count) were saved: it was cut short or grew"))
    }
  }

  @Test func anyFlippedBit() throws {
    // Every byte before the tables, and a sample of the tables.
    let tables = bytes.count - 8 - (try SavedBytes(whole)).tables.count
    var random = SplitMix(state: 1)
    let sample = Array(0..<tables) + (0..<300).map { _ in Int.random(in: tables..<bytes.count, using: &random) }
    for place in sample {
      var changed = bytes
      changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      #expect(try problem(changed)?.isEmpty == false, "byte \(place)")
    }
    var changed = bytes
    changed[bytes.count - 100] ^= 1
    #expect(try problem(changed) == refusal("its checksum does not fit: some byte was changed"))
  }

  @Test func anotherVersionOrFormat() throws {
    #expect(try problem(3, at: "version") == "\"\(scratch.path("changed"))\" has format version 3; this program knows version 2")
    #expect(try problem("holdem-lua policy", at: "format") == refusal("its format is \"holdem-lua policy\", not \"holdem-lua solve\""))
    // A later version need not have the keys of this one.
    let header = Data(#"{"format":"holdem-lua solve","version":7}"#.utf8)
    try SavedBytes.write(header: header, tables: Data(), runs: [], to: scratch.path("changed"))
    #expect(problem(scratch.path("changed"))?.hasSuffix("has format version 7; this program knows version 2") == true)
  }

  @Test func aHeaderThatIsNoHeader() throws {
    #expect(try problem(nil, at: "decisions") == refusal("it cannot be read: `decisions` is missing"))
    #expect(try problem(nil, at: "game", "streets", "1", "boardCards") == refusal("it cannot be read: `game.streets.2.boardCards` is missing"))
    #expect(try problem("many", at: "iterations")?.contains("it cannot be read: `iterations`: ") == true)
    for text in ["", "{", "[]", "null", "{\"format\":3}", String(repeating: "[", count: 5000)] {
      try SavedBytes.write(header: Data(text.utf8), tables: Data(), runs: [], to: scratch.path("changed"))
      #expect(problem(scratch.path("changed"))?.contains("it cannot be read: ") == true, "\(text.prefix(20))")
    }
  }

  @Test func tablesThatDoNotFit() throws {
    let counts = try #require(try SavedBytes(whole).header["tables"] as? [Int])
    #expect(try problem([counts[0] + 1] + counts[1...], at: "tables")?.contains("it was cut short or grew") == true)
    #expect(try problem([counts[0] + 16, counts[1] - 16] + counts[2...], at: "tables")?.contains("its tables do not fit its game") == true)
    #expect(try problem([counts[0] + counts[1]] + counts[2...], at: "tables")?.contains("its tables do not fit its game") == true)
    #expect(try problem(counts + [0], at: "tables")?.contains("its tables do not fit its game") == true)
    #expect(try problem([-8] + counts[1...], at: "tables") == refusal("tables of -8 numbers"))
    #expect(try problem([1 << 61] + counts[1...], at: "tables") == refusal("tables of \(1 << 61) numbers"))
    #expect(try problem([1 << 59, 1 << 59, 1 << 59, 1 << 59], at: "tables")?.contains("tables of") == true)
    for bytes in [0, -8, 3, 1 << 62] { #expect(try problem(bytes, at: "scalarBytes") == refusal("numbers of \(bytes) bytes")) }
    for count in [-1, Int.max] { #expect(try problem(count, at: "iterations") == refusal("\(count) iterations")) }
  }

  @Test func aHeaderOfAnotherGame() throws {
    try SolveFile(scratch.path("kuhn")).save(try TestGame.kuhn.trainer())
    var saved = try SavedBytes(whole)
    saved.header = try SavedBytes(scratch.path("kuhn")).header
    saved.header["tables"] = try SavedBytes(whole).header["tables"]
    try saved.write(to: scratch.path("changed"))
    #expect(problem(scratch.path("changed"))?.contains("its tables do not fit its game: they have") == true)
    saved = try SavedBytes(whole)
    saved.header["game"] = try SavedBytes(scratch.path("kuhn")).header["game"]
    try saved.write(to: scratch.path("changed"))
    #expect(problem(scratch.path("changed"))?.contains("the recorded betting tree: ") == true)
  }

  @Test func anImpossibleGame() throws {
    #expect(try problem([13], at: "game", "stacks")?.contains("its game: stacks: a game needs 2 to 10 players") == true)
    #expect(try problem([13, 13, 13], at: "game", "stacks")?.contains("its game: blinds: one amount a seat is needed") == true)
    #expect(try problem(9, at: "game", "deck", "suits") == refusal("its game: deck: there are 1 to 4 suits, not 9"))
    #expect(try problem([11, 9], at: "game", "deck", "ranks")?.contains("it cannot be read: `game.deck.ranks`") == true)
    #expect(try problem("Xx", at: "game", "board", "0") == nil, "there is no board card to change")
    let street = try #require((try SavedBytes(whole).header["game"] as? [String: Any])?["streets"] as? [Any])
    #expect(try problem(Array(repeating: street[0], count: 300), at: "game", "streets")?.contains("at most 10 streets") == true)
    #expect(try problem("river", at: "lastStreet")?.contains("the game has no river") == true)
    #expect(try problem([[Float]()], at: "ranges")?.contains("its ranges: ") == true)
    let ranges = Array(repeating: Array(repeating: 1.0, count: 1326), count: 2)
    #expect(try problem(ranges, at: "ranges") == refusal("ranges of two cards out of 52, in a game of other cards"))
  }

  @Test(arguments: [
    ("bnan", "`bnan` is not legal at decision 1"), ("b1e300", "`b1e300` is not legal at decision 1"), ("b-2", "`b-2` is not legal at decision 1"),
    ("b3", "`b3` is not legal at decision 1"), ("", "`` is not legal at decision 1"), ("x", "`x` is out of order at decision 1"),
    ("z2", "decision 1 has the actions x, z2; the game writes them x, b2"), ("b02", "decision 1 has the actions x, b02; the game writes them x, b2"),
  ])
  func anImpossibleTree(_ label: String, _ expected: String) throws {
    #expect(try problem(label, at: "decisions", "0", "1") == refusal("the recorded betting tree: \(expected)"))
  }

  @Test func aTreeOfAnotherSize() throws {
    #expect(try problem([[String]](), at: "decisions")?.contains("decision 1 is missing") == true)
    #expect(try problem([String](), at: "decisions", "0")?.contains("decision 1 has 0 actions") == true)
    #expect(try problem(Array(repeating: "b2", count: 300), at: "decisions", "0")?.contains("`b2` is out of order") == true)
    let decisions = try #require(try SavedBytes(whole).header["decisions"] as? [[String]])
    #expect(try problem(decisions + [["x"]], at: "decisions")?.contains("\(decisions.count + 1) decisions, but the game has \(decisions.count)") == true)
  }
}
