/// A deal as a walk over the betting tree needs it: all card work is done before.
struct Deal {
  private let streets: Int
  /// Row of each player on each street, that of its bucket or of all its buckets so far (`CardLookup.row`): `[player * streets + street]`.
  let buckets: UnsafeMutablePointer<Int32>
  /// The numbers of the hands that the buckets are looked up by, likewise.
  let numbers: UnsafeMutablePointer<Int>
  /// Strength of each player's hand on the whole board.
  let strengths: UnsafeMutablePointer<UInt16>
  /// Index of each player's two cards among the 1,326 combos; 0 in games of one card.
  let combos: UnsafeMutablePointer<UInt16>

  init(players: Int, streets: Int) {
    self.streets = streets
    buckets = .allocate(capacity: players * streets)
    numbers = .allocate(capacity: players * streets)
    strengths = .allocate(capacity: players)
    combos = .allocate(capacity: players)
    buckets.initialize(repeating: 0, count: players * streets)
    numbers.initialize(repeating: 0, count: players * streets)
    strengths.initialize(repeating: 0, count: players)
    combos.initialize(repeating: 0, count: players)
  }

  func deallocate() {
    buckets.deallocate()
    numbers.deallocate()
    strengths.deallocate()
    combos.deallocate()
  }

  @inline(__always)
  func bucket(_ player: UInt8, _ street: UInt8) -> Int32 { buckets[Int(player) * streets + Int(street)] }

  /// What a seat wins at the end of a hand, in chips.
  @inline(__always)
  func payoff(_ node: SampledNode, seat: Int, _ game: SampledGame) -> Float {
    let first = Int(node.first)
    if node.kind == .fold { return game.values[first + seat] }
    guard game.players == 2 else { return potsWon(node, seat: seat, game) }
    let mine = strengths[seat], other = strengths[1 - seat]
    return game.values[first + 3 * seat + (mine > other ? 0 : mine == other ? 1 : 2)]
  }

  private func potsWon(_ node: SampledNode, seat: Int, _ game: SampledGame) -> Float {
    var won = game.values[Int(node.first) + seat]
    let start = node.row & (1 << 56 - 1), count = node.row >> 56
    for pot in start..<start + count {
      let pot = game.pots[pot]
      guard pot.eligible >> UInt32(seat) & 1 != 0 else { continue }
      var sharers: Float = 0
      var isBest = true
      for other in 0..<game.players where pot.eligible >> UInt32(other) & 1 != 0 {
        if strengths[other] > strengths[seat] { isBest = false }
        if strengths[other] == strengths[seat] { sharers += 1 }
      }
      if isBest { won += pot.amount / sharers }
    }
    return won
  }
}
