import Benchmark
import CFR
import CKernels

/// Two players' hands on a river, in order of strength, and reach rows.
final class ShowdownRows<Value: KernelScalar> {
  let lanes = Int(HL_LANES)
  let own, opponent: hl_hands
  let strides: (own: Int, opponent: Int)
  let same: UnsafeMutablePointer<Int32>
  let ranks = UnsafeMutablePointer<hl_ranks>.allocate(capacity: 1)
  let reach: [UnsafeMutablePointer<Value>]
  let showdowns: [UnsafeMutablePointer<Value>]
  let folds: [UnsafeMutablePointer<Value>]
  let scratch: UnsafeMutablePointer<Value>
  let matrix: UnsafeMutablePointer<Float>

  init() {
    // Every so many of the 1,081 hands of 47 cards, with made-up strengths of which about four hands share one.
    let all = (0..<47).flatMap { high in (0..<high).map { (high, $0) } }.sorted { Self.strength($0) < Self.strength($1) }
    func some(_ count: Int, from: Int) -> [(Int, Int)] { (0..<count).map { all[(from + $0 * all.count / count) % all.count] }.sorted { Self.strength($0) < Self.strength($1) } }
    let mine = some(180, from: 0), theirs = some(262, from: 2)
    func hands(_ list: [(Int, Int)]) -> hl_hands {
      hl_hands(count: Int32(list.count), card0: Self.copy(list.map { UInt8($0.0) }), card1: Self.copy(list.map { UInt8($0.1) }))
    }
    (own, opponent) = (hands(mine), hands(theirs))
    strides = ((mine.count + 15) / 16 * 16, (theirs.count + 15) / 16 * 16)
    same = Self.copy(mine.map { hand in Int32(theirs.firstIndex { $0 == hand } ?? -1) })
    ranks.initialize(
      to: hl_ranks(
        below: Self.copy(mine.map { hand in UInt16(theirs.count { Self.strength($0) < Self.strength(hand) }) }),
        at_most: Self.copy(mine.map { hand in UInt16(theirs.count { Self.strength($0) <= Self.strength(hand) }) })))
    let width = strides
    func rows(_ width: Int) -> [UnsafeMutablePointer<Value>] { (0..<Int(HL_LANES)).map { _ in filled(width) { Value($0) } } }
    (reach, showdowns, folds) = (rows(width.opponent), rows(width.own), rows(width.own))
    scratch = filled(lanes * (strides.opponent + 3 * strides.own)) { Value($0) }
    matrix = filled(strides.opponent * strides.own) { Float($0) }
  }

  /// What the kernel is told of its rows.
  func lanes(showdowns wantsShowdowns: Bool, folds wantsFolds: Bool) -> [hl_lane] {
    (0..<lanes).map {
      hl_lane(
        reach: reach[$0], compared: wantsShowdowns ? showdowns[$0] : nil, weighed: wantsFolds ? folds[$0] : nil, middle: 1, half: 20, tie: 0, weight: -10)
    }
  }

  private static func strength(_ hand: (Int, Int)) -> Int { (hand.0 * 977 + hand.1 * 613) % 61 }

  private static func copy<Number>(_ list: [Number]) -> UnsafeMutablePointer<Number> {
    let memory = UnsafeMutablePointer<Number>.allocate(capacity: list.count)
    memory.initialize(from: list, count: list.count)
    return memory
  }
}

/// Sixteen reach rows at once: showdowns, folds or both by a sweep; and one row's edges by a matrix, as before the last street.
func showdowns<Value: KernelScalar>(_: Value.Type, _ name: String) -> BenchmarkSuite {
  let rows = ShowdownRows<Value>()
  return BenchmarkSuite(name: "showdown, \(name)") { suite in
    for (title, compares, weighs) in [("showdowns of 16 rows", true, false), ("showdowns and folds of 16 rows", true, true), ("folds of 16 rows", false, true)] {
      let lanes = rows.lanes(showdowns: compares, folds: weighs)
      suite.benchmark(title) {
        Value.showdown(
          lanes: rows.lanes, own: rows.own, stride: rows.strides.own, opponent: rows.opponent, opponentStride: rows.strides.opponent, same: rows.same,
          ranks: rows.ranks, ties: false, rows: lanes, scratch: rows.scratch)
      }
    }
    suite.benchmark("edge of a row by a matrix") {
      Value.matrix(Int(rows.opponent.count), rows.strides.own, rows.matrix, rows.reach[0], rows.showdowns[0])
    }
  }
}
