// Measures the evaluator and the look-up of buckets on one core, in processor time of this thread: other work on the machine counts only by what it takes of
// the caches. Prints a line a figure.
//
//     cards-bench [hands] [folder]
//
// `hands` random hands are dealt (1,000,000); a made-up table of the river's 123,156,254 hands is written to `folder` and deleted again. Without a folder
// no table is read, only numbers are worked out.

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

func report(_ name: String, _ text: String) { print(name + String(repeating: " ", count: max(1, 44 - name.count)) + text) }

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

  // Deals of two hole cards and five for the board: as sets, and as seven numbers each.
  let holes = UnsafeMutablePointer<CardSet>.allocate(capacity: count), boards = UnsafeMutablePointer<CardSet>.allocate(capacity: count)
  let flat = UnsafeMutablePointer<UInt8>.allocate(capacity: 7 * count)
  for deal in 0..<count {
    var cards: [Int] = []
    while cards.count < 7 {
      let card = Int(random.next() >> 33) % 52
      if !cards.contains(card) { cards.append(card) }
    }
    (holes + deal).initialize(to: CardSet(cards[..<2].map { Card(index: $0) }))
    (boards + deal).initialize(to: CardSet(cards[2...].map { Card(index: $0) }))
    for place in 0..<7 { (flat + (7 * deal + place)).initialize(to: UInt8(cards[place])) }
  }

  rate("evaluator, all hands in order", isShort ? 1 : 5) { sequential(evaluator, upTo: isShort ? 20 : 52) }
  let sums = (0..<count).map { HandAccumulator(holes[$0]) + HandAccumulator(boards[$0]) }
  sums.withUnsafeBufferPointer { sums in
    rate("evaluator, random hands, cards added up", isShort ? 1 : 20) {
      var sum = 0
      for hand in sums { sum &+= Int(evaluator.strength(of: hand).rawValue) }
      return (sums.count, sum)
    }
  }
  let single = (0..<52).map { HandAccumulator(Card(index: $0)) }
  single.withUnsafeBufferPointer { single in
    rate("evaluator, random hands, from seven cards", isShort ? 1 : 20) {
      var sum = 0
      for start in stride(from: 0, to: 7 * count, by: 7) {
        let a = single[Int(flat[start])] + single[Int(flat[start + 1])], b = single[Int(flat[start + 2])] + single[Int(flat[start + 3])]
        let c = single[Int(flat[start + 4])] + single[Int(flat[start + 5])]
        sum &+= Int(evaluator.strength(of: a + b + (c + single[Int(flat[start + 6])])).rawValue)
      }
      return (count, sum)
    }
  }

  let river = HoleCardIndexer(boardCards: 5, holeCards: 2)
  let keys = UnsafeMutablePointer<HoleCardIndexer.Board>.allocate(capacity: count)
  for deal in 0..<count { (keys + deal).initialize(to: river.board(boards[deal])) }
  median("river number: hole cards on a known board", count) { range in
    var sum = 0
    for i in range { sum &+= river.index(hole: holes[i], on: keys[i]) }
    return sum
  }
  median("river number", count) { range in
    var sum = 0
    for i in range { sum &+= river.index(hole: holes[i], on: river.board(boards[i])) }
    return sum
  }
  let old = HandIndexer(cardsPerRound: [5, 2])
  median("river number by HandIndexer", count) { range in
    var sum = 0
    for i in range { sum &+= old.index(old.extend(old.extend(HandIndexer.State(), with: boards[i]), with: holes[i])) }
    return sum
  }

  if let place {
    let folder = CacheFolder(path: place)
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    let name = try MadeUpTable.write(to: folder)
    defer { try? FileManager.default.removeItem(atPath: folder.file(name.file)) }
    let lookup = try MadeUpTable.lookup(name, folder)
    // Pages are mapped before anything is measured.
    _ = (0..<count).reduce(0) { $0 &+ lookup.bucket(street: 0, number: river.index(hole: holes[$1], board: boards[$1])) }
    median("river bucket, one after the other", count) { range in
      var sum = 0, last = 0
      for i in range {
        // The next hand waits for the last one's bucket.
        let hand = i &+ last &>> 8
        last = lookup.bucket(street: 0, hole: holes[hand], on: lookup.board(street: 0, boards[hand]))
        sum &+= last
      }
      return sum
    }
    for size in [2, 16, 64] {
      median("river bucket, \(size) at once", count) { range in
        withUnsafeTemporaryAllocation(of: Int.self, capacity: size) { numbers in
          var sum = 0
          for start in stride(from: range.lowerBound, to: range.upperBound, by: size) {
            let hands = start..<min(start + size, range.upperBound)
            for i in hands {
              numbers[i - start] = lookup.number(street: 0, hole: holes[i], on: lookup.board(street: 0, boards[i]))
              lookup.prefetch(street: 0, number: numbers[i - start])
            }
            for i in hands { sum &+= lookup.bucket(street: 0, number: numbers[i - start]) }
          }
          return sum
        }
      }
    }
  }
}

let arguments = CommandLine.arguments.dropFirst()
try measure(arguments.first.flatMap { Int($0) } ?? 1_000_000, arguments.dropFirst().first)
