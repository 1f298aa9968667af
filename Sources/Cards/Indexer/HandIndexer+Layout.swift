extension HandIndexer {
  /// Lays out the configurations of every round when an indexer is made.
  struct Layout {
    private(set) var configurations: [Configuration] = []
    private(set) var assignments: [Assignment] = []
    private(set) var firstAssignment: [Int] = []
    private(set) var firstConfiguration: [Int] = [0]
    private(set) var sizes: [Int] = []

    init(cardsPerRound: [Int], ranks: Int, suits: Int) {
      // The counts of each suit, packed by round, for every distribution so far.
      var distributions = [SIMD4<UInt32>(repeating: 0)]
      for (round, cards) in cardsPerRound.enumerated() {
        let ways = Composition.all(of: cards)
        var next = [SIMD4<UInt32>](repeating: .zero, count: distributions.count * ways.count)
        for (number, counts) in distributions.enumerated() {
          for way in ways {
            next[number * ways.count + Composition.index(way)] =
              counts &* 16 &+ SIMD4<UInt32>(truncatingIfNeeded: way)
          }
        }
        distributions = next
        add(distributions, rounds: round + 1, ranks: ranks, suits: suits)
      }
    }

    /// Adds a round with the given distributions of cards over suits.
    private mutating func add(_ distributions: [SIMD4<UInt32>], rounds: Int, ranks: Int, suits: Int) {
      let orders = distributions.map { counts in (0..<4).sorted { (counts[$0], $1) > (counts[$1], $0) } }
      let ordered = zip(distributions, orders).map { counts, order in
        SIMD4(counts[order[0]], counts[order[1]], counts[order[2]], counts[order[3]])
      }
      var numbers: [SIMD4<UInt32>: UInt16] = [:]
      var size = 0
      // In a deck of fewer suits the rest receive nothing.
      let dealt = Set(ordered).filter { counts in (suits..<4).allSatisfy { counts[$0] == 0 } }
      for counts in dealt.sorted(by: Self.precedes) {
        numbers[counts] = UInt16(configurations.count)
        let configuration = Configuration(counts: counts, rounds: rounds, ranks: ranks, offset: size)
        configurations.append(configuration)
        size += configuration.size
      }
      firstAssignment.append(assignments.count)
      for (counts, order) in zip(ordered, orders) {
        let packed = order[0] | order[1] << 2 | order[2] << 4 | order[3] << 6
        assignments.append(Assignment(configuration: numbers[counts, default: 0], order: UInt8(packed)))
      }
      firstConfiguration.append(configurations.count)
      sizes.append(size)
    }

    /// Whether a configuration comes before another one: more cards in the first suit that differs.
    private static func precedes(_ a: SIMD4<UInt32>, _ b: SIMD4<UInt32>) -> Bool {
      for suit in 0..<4 where a[suit] != b[suit] { return a[suit] > b[suit] }
      return false
    }
  }
}
