import Abstraction
import Cards

/// A strategy that is fixed at one decision, for some hands or all, on one deal or on every deal: the rest of the game is solved around it.
///
/// A locked hand plays its mix in every iteration, and its average is the mix; it has no regrets. A best response of the locked player keeps
/// the lock, and so answers only with the hands that are free; the opponent's best response answers to the lock.
public struct Lock: Hashable, Sendable, Codable {
  /// Hands that share a mix.
  public struct Part: Hashable, Sendable, Codable {
    /// The probability of each action, in the tree's order; they sum to 1.
    public var mix: [Double]
    /// The cards of each hand.
    public var hands: [CardSet]

    public init(mix: [Double], hands: [CardSet]) {
      self.mix = mix
      self.hands = hands
    }
  }

  /// The decision, a node of the betting tree.
  public var node: Int
  /// The cards dealt on each street below the root on the way there; nil where the lock holds for any.
  public var dealt: [CardSet?]
  /// A hand that no part names is free.
  public var parts: [Part]

  public init(node: Int, dealt: [CardSet?], parts: [Part]) {
    self.node = node
    self.dealt = dealt
    self.parts = parts
  }
}

extension Lock {
  /// How far a sum of probabilities may be from 1.
  static let tolerance = 1e-6

  /// Checks that these are locks of a game, and that no decision is locked twice on the same board.
  public static func check(_ locks: [Lock], tree: BettingTree, hands: [PrivateHands]) throws(CFRError) {
    _ = try LockTable(locks, tree: tree, hands: hands)
  }

  /// What keeps the lock from being one of this game; nil if nothing does.
  func problem(in tree: BettingTree, hands: [PrivateHands]) -> String? {
    guard tree.nodes.indices.contains(node), tree.nodes[node].kind == .decision else { return "node \(node) is no decision" }
    let line = tree.line(node), player = Int(tree.nodes[node].player)
    guard dealt.count == Int(tree.nodes[node].street) else { return "the lock at \"\(line)\" is for \(dealt.count) deals" }
    var seen = CardSet(tree.rules.board)
    for (level, cards) in dealt.enumerated() {
      guard let cards else { continue }
      guard cards.count == tree.rules.streets[level + 1].boardCards, cards.isSubset(of: tree.rules.deck.cards), cards.isDisjoint(with: seen) else {
        return "the lock at \"\(line)\" is for \(cards), which cannot be dealt"
      }
      seen = seen.union(cards)
    }
    let dealable = Set(hands[player].cards)
    var locked: Set<CardSet> = []
    for part in parts {
      let sum = part.mix.reduce(0, +)
      guard part.mix.count == Int(tree.nodes[node].childCount), part.mix.allSatisfy({ $0 >= 0 }), abs(sum - 1) < Self.tolerance else {
        return "the lock at \"\(line)\" has the mix \(part.mix)"
      }
      for hand in part.hands {
        guard dealable.contains(hand) else { return "the lock at \"\(line)\" is for \(hand), which \(tree.rules.seatName(player)) cannot hold" }
        guard locked.insert(hand).inserted else { return "the lock at \"\(line)\" has \(hand) twice" }
      }
    }
    return nil
  }
}
