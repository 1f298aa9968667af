import Abstraction
import Cards

/// The locks of a game, checked, to be looked up by decision and deal.
struct LockTable {
  /// What a lock says: for each hand, by its cards, the place of its mix in `mixes`.
  typealias Rows = [UInt64: Int32]

  private struct Entry {
    var dealt: [CardSet?]
    var rows: Rows
  }

  /// The distinct mixes, one after the other.
  private(set) var mixes: [Double] = []
  private var exact: [Int: [[CardSet]: Rows]] = [:]
  /// Locks that hold for more than one deal.
  private var patterns: [Int: [Entry]] = [:]

  init(_ locks: [Lock], tree: BettingTree, hands: [PrivateHands]) throws(CFRError) {
    var places: [[Double]: Int32] = [:]
    for lock in locks {
      if let problem = lock.problem(in: tree, hands: hands) { throw .lock(problem) }
      var rows: Rows = [:]
      for part in lock.parts {
        let place = places[part.mix] ?? Int32(mixes.count)
        if places.updateValue(place, forKey: part.mix) == nil { mixes += part.mix }
        for hand in part.hands { rows[hand.rawValue] = place }
      }
      let dealt = lock.dealt.compactMap { $0 }
      var isTaken = patterns[lock.node]?.contains { Self.meet($0.dealt, lock.dealt) } ?? false
      if dealt.count == lock.dealt.count {
        if exact[lock.node, default: [:]].updateValue(rows, forKey: dealt) != nil { isTaken = true }
      } else {
        if exact[lock.node]?.keys.contains(where: { Self.meet($0, lock.dealt) }) ?? false { isTaken = true }
        patterns[lock.node, default: []].append(Entry(dealt: lock.dealt, rows: rows))
      }
      guard !isTaken else { throw .lock("\"\(tree.line(lock.node))\" is locked twice on the same board") }
    }
  }

  /// The decisions with a lock, in the tree's order.
  var nodes: [Int] { Set(exact.keys).union(patterns.keys).sorted() }

  /// What is locked at a decision on a deal.
  func rows(_ node: Int, dealt: [CardSet]) -> Rows? {
    exact[node]?[dealt] ?? patterns[node]?.first { Self.meet($0.dealt, dealt) }?.rows
  }

  /// Whether some deal fits both.
  private static func meet(_ one: [CardSet?], _ other: [CardSet?]) -> Bool {
    zip(one, other).allSatisfy { $0 == nil || $1 == nil || $0 == $1 }
  }

  /// Whether renaming the suits leaves all locks as they are. Where it does not, boards that it maps onto each other are no longer the same.
  func isUnchanged(by permutation: SuitPermutation) -> Bool {
    func isSame(_ rows: Rows, _ image: Rows?) -> Bool {
      guard let image, image.count == rows.count else { return false }
      return rows.allSatisfy { image[permutation(CardSet(rawValue: $0.key)).rawValue] == $0.value }
    }
    return exact.allSatisfy { node, locks in locks.allSatisfy { isSame($0.value, locks[$0.key.map { permutation($0) }]) } }
      && patterns.allSatisfy { _, entries in
        entries.allSatisfy { entry in
          let dealt = entry.dealt.map { $0.map { permutation($0) } }
          return isSame(entry.rows, entries.first { $0.dealt == dealt }?.rows)
        }
      }
  }
}
