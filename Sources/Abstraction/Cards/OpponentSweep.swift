import Cards

/// Clusters of opposing hole cards, for the equity against each of them (OCHS: M. Johanson, N. Burch, R. Valenzano and M. Bowling, "Evaluating
/// State-Space Abstractions in Extensive-Form Games", AAMAS 2013).
///
/// The 169 classes are clustered by their distribution of equity on the river, over a fixed sample of boards.
public struct OpponentClusters: Sendable {
  public let count: Int
  /// By combo: its cluster.
  public let cluster: [UInt8]

  /// How many boards are sampled.
  private static let boards = 4000

  /// - Parameter count: 1 to 16.
  public init(count: Int) {
    self.count = count
    let numbering = HandNumbering(holdemBoardCards: 0)
    let board = numbering.board(CardSet())
    let classes = Combo.all.map { numbering.number(hole: $0.cards, on: board) }
    var sums = [[Int]](repeating: [Int](repeating: 0, count: FeatureParts.bins), count: numbering.count)
    var equity = [Int](repeating: 0, count: numbering.count), seen = equity, weights = [UInt8](repeating: 0, count: numbering.count)
    for number in classes { weights[number] += 1 }
    var sweep = RiverSweep()
    var random = SplitMix(state: 20)
    for _ in 0..<Self.boards {
      var cards = CardSet()
      while cards.count < 5 { cards.insert(Card(index: Int(random.next() % 52))) }
      sweep.run(cards)
      for place in 0..<RiverSweep.hands {
        let combo = Int(sweep.order[place] & 0xFFFF)
        let score = Int(sweep.points[combo])
        sums[classes[combo]][score * FeatureParts.bins / (RiverSweep.mostPoints + 1)] += 1
        equity[classes[combo]] += score
        seen[classes[combo]] += 1
      }
    }
    var rows: [UInt8] = []
    for number in 0..<numbering.count {
      var below = 0
      for bin in sums[number] {
        below += bin
        rows.append(UInt8(255 * below / seen[number]))
      }
    }
    let means = zip(equity, seen).map { UInt16($0 / $1) }
    let points = ClusterSample(dims: FeatureParts.bins, rows: rows, weights: weights, order: means)
    let found = Clustering(points, metric: .manhattan, seed: 8).run(count, restarts: 4) { _ in }
    cluster = classes.map { UInt8(found?.nearest[$0] ?? 0) }
  }
}

/// What the hands of a river board score against each cluster of opponents: as `RiverSweep`, with a count for each cluster.
struct OpponentSweep {
  private let clusters: OpponentClusters
  private let unit: [SIMD16<UInt16>]

  init(_ clusters: OpponentClusters) {
    self.clusters = clusters
    unit = clusters.cluster.map { cluster in
      var lanes = SIMD16<UInt16>(repeating: 0)
      lanes[Int(cluster)] = 1
      return lanes
    }
  }

  /// Adds each hand's shares, in units of 1/255, to its row.
  ///
  /// - Parameter sweep: of the board.
  func add(_ sweep: borrowing RiverSweep, into rows: UnsafeMutablePointer<UInt16>, dims: Int) {
    withUnsafeTemporaryAllocation(of: SIMD16<UInt16>.self, capacity: Card.count + Combo.count) { memory in
      memory.initialize(repeating: SIMD16(repeating: 0))
      let met = memory.baseAddress.unsafelyUnwrapped
      let points = met + Card.count
      var total = SIMD16<UInt16>(repeating: 0)
      var start = 0
      while start < RiverSweep.hands {
        let strength = sweep.order[start] >> 16
        var end = start
        let before = total
        while end < RiverSweep.hands, sweep.order[end] >> 16 == strength {
          let combo = Int(sweep.order[end] & 0xFFFF)
          let pair = sweep.cards[combo]
          points[combo] = before &- met[Int(pair.x)] &- met[Int(pair.y)]
          total &+= unit[combo]
          end += 1
        }
        for place in start..<end {
          let combo = Int(sweep.order[place] & 0xFFFF)
          let pair = sweep.cards[combo]
          met[Int(pair.x)] &+= unit[combo]
          met[Int(pair.y)] &+= unit[combo]
        }
        for place in start..<end {
          let combo = Int(sweep.order[place] & 0xFFFF)
          let pair = sweep.cards[combo]
          points[combo] &+= total &+ unit[combo] &- met[Int(pair.x)] &- met[Int(pair.y)]
        }
        start = end
      }
      for place in 0..<RiverSweep.hands {
        let combo = Int(sweep.order[place] & 0xFFFF)
        let pair = sweep.cards[combo]
        // Two points for each opponent of the cluster that shares no card; half of them where there is none.
        let most = (total &+ unit[combo] &- met[Int(pair.x)] &- met[Int(pair.y)]) &* 2
        let known = SIMD16<Float>(most), scored = SIMD16<Float>(points[combo])
        let share = (scored / known.replacing(with: 1, where: known .== 0) * 255).rounded(.toNearestOrAwayFromZero)
        let bytes = SIMD16<UInt16>(truncatingIfNeeded: SIMD16<Int32>(share.replacing(with: 128, where: known .== 0)))
        let row = rows + combo * dims
        for lane in 0..<dims { row[lane] &+= lane < clusters.count ? bytes[lane] : 0 }
      }
    }
  }
}
