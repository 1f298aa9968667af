import Cards

/// Adds up what the hands of a board score on the river boards that follow.
///
/// A class, since Swift 6.3 cannot compile calls that change a struct of this kind under ThreadSanitizer.
final class HandSums {
  private let parts: FeatureParts
  @exclusivity(unchecked) private var sweep = RiverSweep()
  @exclusivity(unchecked) private var opponents: OpponentSweep?
  private let points: UnsafeMutablePointer<UInt32>
  private let squares: UnsafeMutablePointer<UInt32>
  /// By combo: how many boards fall into each bin, or the sum of shares against each cluster.
  private let rows: UnsafeMutablePointer<UInt16>

  init(_ parts: FeatureParts) {
    self.parts = parts
    opponents = parts.row == .opponents ? OpponentSweep(OpponentClusters(count: Int(parts.clusters))) : nil
    points = .allocate(capacity: Combo.count)
    squares = .allocate(capacity: Combo.count)
    rows = .allocate(capacity: Combo.count * max(1, parts.dims))
    clear()
  }

  deinit {
    points.deallocate()
    squares.deallocate()
    rows.deallocate()
  }

  func clear() {
    points.update(repeating: 0, count: Combo.count)
    squares.update(repeating: 0, count: Combo.count)
    rows.update(repeating: 0, count: Combo.count * parts.dims)
  }

  /// Adds a river board.
  func add(_ board: CardSet) {
    sweep.run(board)
    let isHistogram = parts.row == .riverHistogram || parts.row == .nextHistogram
    for place in 0..<RiverSweep.hands {
      let combo = Int(sweep.order[place] & 0xFFFF)
      let score = UInt32(sweep.points[combo])
      points[combo] &+= score
      // At most 46 times 1980^2.
      squares[combo] &+= score &* score
      if isHistogram { rows[combo &* FeatureParts.bins &+ Int(score) &* FeatureParts.bins / (RiverSweep.mostPoints + 1)] &+= 1 }
    }
    if parts.row == .opponents { opponents?.add(sweep, into: rows, dims: parts.dims) }
  }

  /// Sets the features of a hand from the sums over so many boards.
  func store(_ hand: BoardHands.Hand, into features: HandFeatures, boards: Int) {
    let most = RiverSweep.mostPoints
    features.equity[hand.number] = FeaturePass.share(Int(points[hand.combo]), of: most * boards)
    if parts.squares { features.squares[hand.number] = FeaturePass.share(Int(squares[hand.combo]), of: most * most * boards) }
    let row = features.rows + hand.number * parts.dims, sums = rows + hand.combo * parts.dims
    var below = 0
    for place in 0..<parts.dims {
      if parts.row == .opponents {
        row[place] = UInt8((2 * Int(sums[place]) + boards) / (2 * boards))
      } else {
        below += 255 * Int(sums[place])
        row[place] = UInt8((2 * below + boards) / (2 * boards))
      }
    }
  }
}
