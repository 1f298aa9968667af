/// How many cards a board holds of each suit, the most first, and what follows from that alone.
struct BoardPattern: BitwiseCopyable {
  /// By place in the order of suits: the cards of the suit; -1 for a suit that the deck does not have.
  var counts = SIMD4<Int8>(repeating: 0)
  /// By place: where the suit's part of the board's number is looked up.
  var parts = (0, 0, 0, 0)
  /// By place: the place of the suit's lowest card among the cards that the board leaves.
  var places: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
  /// By which suits next to each other are alike, a bit each: where the table of pairs begins.
  var tables = SIMD8<Int32>(repeating: 0)

  /// How many cards the board leaves of the suit at a place.
  func free(_ place: Int, ranks: Int) -> Int { counts[place] < 0 ? 0 : ranks - Int(counts[place]) }

  /// By the suits at the first three places, 2 bits each: by suit, 8 bits each, the place of its lowest card.
  var placesByOrder: [UInt32] {
    (0..<64).map { order in
      let first = [order & 3, order >> 2 & 3, order >> 4]
      // The suit that is left comes last; other orders than those of three different suits do not occur.
      let last = (0..<4).first { !first.contains($0) } ?? 0
      return zip(first + [last], [places.0, places.1, places.2, places.3]).reduce(0) { $0 | $1.1 << UInt32(8 * $1.0) }
    }
  }

  /// All patterns of boards of so many cards.
  static func all(boardCards: Int, ranks: Int, suits: Int) -> [BoardPattern] {
    Composition.all(of: boardCards).filter { counts in
      (0..<4).allSatisfy { Int(counts[$0]) <= ranks && ($0 < suits || counts[$0] == 0) && ($0 == 0 || counts[$0] <= counts[$0 - 1]) }
    }.map { counts in
      var pattern = BoardPattern()
      for place in 0..<4 { pattern.counts[place] = place < suits ? Int8(counts[place]) : -1 }
      let free = (0..<4).map { pattern.free($0, ranks: ranks) }
      pattern.places = (0, UInt32(free[0]), UInt32(free[0] + free[1]), UInt32(free[0] + free[1] + free[2]))
      return pattern
    }
  }

  /// For suits that are alike: by two hole cards, given as a pair of places in the order of pairs (x over 2 + y, y < x), or by one, its number among
  /// the pairs that no swap of such suits maps onto each other; and of each number its first pair.
  func numbers(alike: Int, holeCards: Int, ranks: Int) -> (numbers: [UInt16], first: [UInt16]) {
    // Suits of one class can be swapped.
    var classes = [0, 0, 0, 0]
    for place in 1..<4 { classes[place] = alike >> (place - 1) & 1 == 1 ? classes[place - 1] : place }
    let swaps = SuitPermutation.all.map { swap in Suit.allCases.map { Int(swap($0).rawValue) } }.filter { swap in
      (0..<4).allSatisfy { classes[swap[$0]] == classes[$0] }
    }
    let cards = (0..<4).flatMap { suit in (0..<free(suit, ranks: ranks)).map { (suit, $0) } }
    let starts = [places.0, places.1, places.2, places.3].map { Int($0) }
    func number(_ x: Int, _ y: Int) -> Int { holeCards == 1 ? x : max(x, y) * (max(x, y) - 1) / 2 + min(x, y) }
    var numbers: [UInt16] = [], first: [UInt16] = []
    for x in cards.indices {
      for y in holeCards == 1 ? x..<x + 1 : 0..<x {
        func image(_ card: Int, _ swap: [Int]) -> Int { starts[swap[cards[card].0]] + cards[card].1 }
        let lowest = swaps.reduce(number(x, y)) { min($0, number(image(x, $1), image(y, $1))) }
        if lowest == number(x, y) {
          numbers.append(UInt16(first.count))
          first.append(UInt16(lowest))
        } else {
          numbers.append(numbers[lowest])
        }
      }
    }
    return (numbers, first)
  }
}
