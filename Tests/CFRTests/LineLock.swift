import Abstraction
import CFR
import Cards
import Game

/// A lock by its line, where `*` stands for any cards, and by texts of hands.
struct LineLock {
  var line: String
  /// Mixes of hands such as `AhKh`; of all hands where there is no text.
  var mixes: [(hands: String?, mix: [Double])]

  init(_ line: String, _ mix: [Double]) { (self.line, mixes) = (line, [(nil, mix)]) }

  init(_ line: String, hands: KeyValuePairs<String, [Double]>) {
    self.line = line
    mixes = hands.map { ($0.key, $0.value) }
  }

  func lock(_ tree: BettingTree, _ ranges: [HandRange]?) throws -> Lock {
    let found = try tree.findPattern(line)
    let hands = PrivateHands.dealt(tree.rules, ranges: ranges)[Int(tree.nodes[found.node].player)].cards
    let parts = try mixes.map { entry in
      let named = try entry.hands.map { text in try HandRange(text).combos.map(\.cards).filter(hands.contains) }
      return Lock.Part(mix: entry.mix, hands: named ?? hands)
    }
    return Lock(node: found.node, dealt: found.dealt.map { $0.map { CardSet($0) } }, parts: parts)
  }
}
