import CFR
import CKernels
import Cards
import Foundation
import Testing

/// The showdown sweep against comparing every pair of hands. Reach is in small whole numbers, so that sums are exact in either type.
@Suite struct ShowdownKernelTests {
  /// Hands of one player, from the weakest to the strongest.
  private struct Side {
    var cards: [(UInt8, UInt8)] = []
    var strengths: [Int] = []
    var stride: Int { (cards.count + 15) / 16 * 16 }

    /// - Parameters:
    ///   - one: hands of one card, else of two.
    ///   - strengthOf: the strength by the cards' key, the same for both players.
    init(_ count: Int, deck: UInt8, one: Bool, _ random: inout some RandomNumberGenerator, strengthOf: [Int: Int]) {
      var all: [(UInt8, UInt8)] = []
      if one {
        all = (0..<deck).map { ($0, 52) }
      } else {
        for low in 0..<deck { for high in low + 1..<deck { all.append((low, high)) } }
      }
      let drawn = all.shuffled(using: &random).prefix(count)
      let ordered = drawn.map { (strengthOf[Self.key($0)] ?? 0, $0) }.sorted { ($0.0, Self.key($0.1)) < ($1.0, Self.key($1.1)) }
      strengths = ordered.map(\.0)
      cards = ordered.map(\.1)
    }

    static func key(_ hand: (UInt8, UInt8)) -> Int { Int(hand.0) * 64 + Int(hand.1) }
  }

  private static func share(_ a: (UInt8, UInt8), _ b: (UInt8, UInt8)) -> Bool {
    a.0 == b.0 || a.0 == b.1 || (a.1 < 52 && (a.1 == b.0 || a.1 == b.1))
  }

  /// What a lane's rows hold: factors in small numbers, and which rows are wanted.
  private struct Lane {
    var middle, half, tie, weight: Double
    var compares, weighs: Bool

    init(_ random: inout some RandomNumberGenerator) {
      func factor() -> Double { Double(Int.random(in: -6...6, using: &random)) / 2 }
      (middle, half, tie, weight) = (factor(), factor(), factor(), factor())
      (compares, weighs) = [(true, true), (true, false), (false, true)].randomElement(using: &random)!
    }
  }

  /// - Parameters:
  ///   - ranked: whether hands are compared, or only the mass counts.
  ///   - ties: whether ties count by themselves.
  private func check<Value: KernelScalar>(
    _: Value.Type, hands: (Int, Int), deck: UInt8, one: Bool, lanes: Int, ranked: Bool = true, ties: Bool = true
  ) {
    var random = SplitMix(state: UInt64(hands.0 * 1000 + hands.1 + lanes * 7))
    let strengthOf = Dictionary(uniqueKeysWithValues: (0..<64 * 64).map { ($0, Int.random(in: 0..<12, using: &random)) })
    let own = Side(hands.0, deck: deck, one: one, &random, strengthOf: strengthOf)
    let theirs = Side(hands.1, deck: deck, one: one, &random, strengthOf: strengthOf)
    let reach = (0..<lanes).map { _ in
      (0..<theirs.stride).map { $0 < theirs.cards.count ? Value(Int.random(in: 0..<9, using: &random)) : 0 }
    }
    let wanted = (0..<lanes).map { _ in Lane(&random) }
    let (compared, weighed) = sweep(own, theirs, reach, wanted, ranked: ranked, ties: ties)
    for (lane, its) in wanted.enumerated() {
      for (h, hand) in own.cards.enumerated() {
        var mass = 0.0, edge = 0.0, tied = 0.0
        for (o, other) in theirs.cards.enumerated() where !Self.share(hand, other) {
          let r = Double(reach[lane][o])
          mass += r
          if own.strengths[h] == theirs.strengths[o] { tied += r }
          if own.strengths[h] > theirs.strengths[o] { edge += r }
          if own.strengths[h] < theirs.strengths[o] { edge -= r }
        }
        var value = its.middle * mass
        if ranked { value += its.half * edge }
        if ranked && ties { value += its.tie * tied }
        if its.compares { #expect(Double(compared[lane][h]) == value, "showdown of hand \(h) in lane \(lane) of \(lanes)") }
        if its.weighs { #expect(Double(weighed[lane][h]) == its.weight * mass, "fold of hand \(h) in lane \(lane) of \(lanes)") }
      }
      for (row, isWanted) in [(compared[lane], its.compares), (weighed[lane], its.weighs)] {
        #expect(isWanted ? row[own.cards.count...].allSatisfy { $0 == 0 } : row.allSatisfy { $0.isNaN }, "padding, and rows that are not wanted")
      }
    }
  }

  /// Runs the kernel; what it does not write is NaN.
  private func sweep<Value: KernelScalar>(
    _ own: Side, _ theirs: Side, _ reach: [[Value]], _ wanted: [Lane], ranked: Bool, ties: Bool
  ) -> (compared: [[Value]], weighed: [[Value]]) {
    let n = own.stride, lanes = reach.count
    let below = own.strengths.map { mine in UInt16(theirs.strengths.count { $0 < mine }) }
    let atMost = own.strengths.map { mine in UInt16(theirs.strengths.count { $0 <= mine }) }
    let same = own.cards.map { hand in
      hand.1 < 52 ? Int32(theirs.cards.firstIndex { Side.key($0) == Side.key(hand) } ?? -1) : -1
    }
    let ownCards = [own.cards.map(\.0), own.cards.map(\.1)], theirCards = [theirs.cards.map(\.0), theirs.cards.map(\.1)]
    let rows = reach.flatMap(\.self)
    var results = [Value](repeating: .nan, count: 2 * lanes * n)
    var scratch = [Value](repeating: .nan, count: 16 * (theirs.stride + 3 * n))
    rows.withUnsafeBufferPointer { rows in
      results.withUnsafeMutableBufferPointer { results in
        let lines = wanted.enumerated().map { lane, its in
          hl_lane(
            reach: rows.baseAddress! + lane * theirs.stride, compared: its.compares ? results.baseAddress! + lane * n : nil,
            weighed: its.weighs ? results.baseAddress! + (lanes + lane) * n : nil, middle: its.middle, half: its.half, tie: its.tie,
            weight: its.weight)
        }
        ownCards[0].withUnsafeBufferPointer { own0 in
          ownCards[1].withUnsafeBufferPointer { own1 in
            theirCards[0].withUnsafeBufferPointer { their0 in
              theirCards[1].withUnsafeBufferPointer { their1 in
                below.withUnsafeBufferPointer { below in
                  atMost.withUnsafeBufferPointer { atMost in
                    var ranks = hl_ranks(below: below.baseAddress!, at_most: atMost.baseAddress!)
                    withUnsafePointer(to: &ranks) { ranks in
                      Value.showdown(
                        lanes: lanes, own: hl_hands(count: Int32(own.cards.count), card0: own0.baseAddress!, card1: own1.baseAddress!), stride: n,
                        opponent: hl_hands(count: Int32(theirs.cards.count), card0: their0.baseAddress!, card1: their1.baseAddress!),
                        opponentStride: theirs.stride, same: same, ranks: ranked ? ranks : nil, ties: ties, rows: lines, scratch: &scratch)
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
    let split = (0..<2 * lanes).map { Array(results[$0 * n..<($0 + 1) * n]) }
    return (Array(split[..<lanes]), Array(split[lanes...]))
  }

  @Test(arguments: 1...16)
  func everyNumberOfLanes(lanes: Int) {
    check(Float.self, hands: (37, 50), deck: 20, one: false, lanes: lanes)
    check(Double.self, hands: (50, 37), deck: 20, one: false, lanes: lanes)
  }

  @Test(arguments: [(1, 1), (1, 40), (40, 1), (16, 16), (17, 15), (32, 33), (120, 120)])
  func sizes(own: Int, opponent: Int) {
    check(Float.self, hands: (own, opponent), deck: 16, one: false, lanes: 5)
    check(Double.self, hands: (own, opponent), deck: 16, one: false, lanes: 5)
  }

  /// All combos of a full deck on both sides: every hand meets itself.
  @Test func wholeDeck() {
    check(Float.self, hands: (1326, 1326), deck: 52, one: false, lanes: 2)
  }

  @Test(arguments: [1, 7, 16])
  func handsOfOneCard(lanes: Int) {
    check(Float.self, hands: (5, 6), deck: 6, one: true, lanes: lanes)
    check(Double.self, hands: (52, 40), deck: 52, one: true, lanes: lanes)
  }

  @Test func cardsToCome() {
    check(Float.self, hands: (30, 20), deck: 20, one: false, lanes: 3, ranked: false)
    check(Double.self, hands: (6, 6), deck: 6, one: true, lanes: 16, ranked: false)
  }

  @Test(arguments: [1, 2, 9, 16]) func withoutTies(lanes: Int) {
    check(Float.self, hands: (120, 90), deck: 20, one: false, lanes: lanes, ties: false)
    check(Double.self, hands: (52, 40), deck: 52, one: true, lanes: lanes, ties: false)
  }

  #if os(Linux) && arch(x86_64)
    /// What the processor has, as the kernel of the system tells it.
    @Test func theMachineIsKnown() throws {
      let text = try String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
      let flags = Set(try #require(text.split(separator: "\n").first { $0.hasPrefix("flags") }).split(separator: " ").map(String.init))
      let expected =
        flags.isSuperset(of: ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"])
        ? "x86-64-v4" : flags.isSuperset(of: ["avx2", "bmi1", "bmi2", "fma", "movbe"]) ? "x86-64-v3" : "x86-64"
      #expect(String(cString: hl_instruction_set()) == expected)
    }
  #endif
}
