// Measures the evaluator and the look-up of buckets on one core, in processor time of this thread: other work on the machine counts only by what it takes of
// the caches. Prints a line a figure.
//
//     cards-bench [hands] [folder]
//
// `hands` random hands are dealt (1,000,000); made-up tables of the flop, the turn and the river are written to `folder` and deleted again. Without a
// folder no table is read, only numbers are worked out.

import Abstraction
import Cards
import Foundation

/// Seconds of this thread on a processor.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// The same numbers each time.
struct Random: RandomNumberGenerator {
  var state: UInt64 = 1
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state ^ state >> 29) &* 0xBF58_476D_1CE4_E5B9
  }
}

func report(_ name: String, _ text: String) { print(name + String(repeating: " ", count: max(1, 52 - name.count)) + text) }

/// The best of some runs, in millions a second.
func rate(_ name: String, _ runs: Int, _ body: () -> (count: Int, sum: Int)) {
  var best = Double.infinity, check = 0, count = 0
  for _ in 0..<runs {
    let start = processorTime()
    let found = body()
    best = min(best, (processorTime() - start) / Double(found.count))
    (check, count) = (found.sum, found.count)
  }
  report(name, "\(Int((1e-6 / best).rounded())) M/s, \(count) hands, sum \(check)")
}

/// The median over blocks of hands of what one takes, in nanoseconds.
func median(_ name: String, _ hands: Int, _ body: (Range<Int>) -> Int) {
  let block = min(hands, 2000)
  var times: [Double] = [], check = 0
  for start in stride(from: 0, through: hands - block, by: block) {
    let begin = processorTime()
    check &+= body(start..<start + block)
    times.append((processorTime() - begin) / Double(block))
  }
  times.sort()
  let figure = (times[times.count / 2] * 1e10).rounded() / 10
  report(name, "\(figure) ns, sum \(check)")
}

/// All hands of seven cards, each built on the one before by one card.
func sequential(_ evaluator: HandEvaluator, upTo top: Int) -> (count: Int, sum: Int) {
  let cards = (0..<52).map { HandAccumulator(Card(index: $0)) }
  return cards.withUnsafeBufferPointer { cards in
    var count = 0, sum = 0
    for a in 6..<top {
      let a1 = cards[a]
      for b in 5..<a {
        let b1 = a1 + cards[b]
        for c in 4..<b {
          let c1 = b1 + cards[c]
          for d in 3..<c {
            let d1 = c1 + cards[d]
            for e in 2..<d {
              let e1 = d1 + cards[e]
              for f in 1..<e {
                let f1 = e1 + cards[f]
                for g in 0..<f { sum &+= Int(evaluator.strength(of: f1 + cards[g]).rawValue) }
                count += f
              }
            }
          }
        }
      }
    }
    return (count, sum)
  }
}

/// Everything in a function: variables of a program's top level are slow to reach.
func measure(_ count: Int, _ place: String?) throws {
  let isShort = count < 100_000
  let evaluator = HandEvaluator.shared
  var random = Random()

  let deals = Deals(count, &random)
  let (holes, boards) = (deals.holes, deals.boards)

  rate("evaluator, all hands in order", isShort ? 1 : 5) { sequential(evaluator, upTo: isShort ? 20 : 52) }
  let sums = (0..<count).map { HandAccumulator(holes[$0]) + HandAccumulator(boards[$0]) }
  sums.withUnsafeBufferPointer { sums in
    rate("evaluator, random hands, cards added up", isShort ? 1 : 20) {
      var sum = 0
      for hand in sums { sum &+= Int(evaluator.strength(of: hand).rawValue) }
      return (sums.count, sum)
    }
  }
  let strengths = UnsafeMutablePointer<HandStrength>.allocate(capacity: count)
  rate("evaluator, random hands, from seven cards, many", isShort ? 1 : 20) {
    evaluator.strengths(ofSevens: deals.cards, count: count, into: strengths)
    return (count, (0..<count).reduce(0) { $0 &+ Int(strengths[$1].rawValue) })
  }
  rate("evaluator, random hands, from seven cards", isShort ? 1 : 20) {
    var sum = 0
    for deal in 0..<count { sum &+= Int(evaluator.strength(ofSeven: deals.cards + 7 * deal).rawValue) }
    return (count, sum)
  }
  rate("evaluator, random hands, from sets of cards", isShort ? 1 : 20) {
    var sum = 0
    for deal in 0..<count { sum &+= Int(evaluator.strength(of: holes[deal].union(boards[deal])).rawValue) }
    return (count, sum)
  }
  for (street, boardCards) in [("flop", 3), ("turn", 4), ("river", 5)] {
    try StreetBench(street, boardCards: boardCards, deals).measure(place.map { CacheFolder(path: $0) })
  }
  let old = HandIndexer(cardsPerRound: [5, 2])
  median("river number by HandIndexer", count) { range in
    var sum = 0
    for i in range { sum &+= old.index(old.extend(old.extend(HandIndexer.State(), with: boards[i]), with: holes[i])) }
    return sum
  }
}

let arguments = CommandLine.arguments.dropFirst()
try measure(arguments.first.flatMap { Int($0) } ?? 1_000_000, arguments.dropFirst().first)
