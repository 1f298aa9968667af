import CKernels
import Cards
import Game

/// All distinct boards of a game, street by street, each with both players' hands in that board's order: the order of the root on
/// streets before the last, the order of strength on the last.
///
/// Boards that a permutation of suits maps onto each other are solved once (the permutation must leave the deck, the board so far and
/// both ranges as they are): the representative stands for `members` deals, and `parentHand` says for each of them which hand of the parent
/// a hand of the representative stands for.
struct RunoutTree {
  private(set) var boards: [RunoutBoard] = []
  /// Start of each level in `boards`, with one more entry for the end.
  private(set) var levelStart: [Int] = [0]
  private(set) var card0: [UInt8] = []
  private(set) var card1: [UInt8] = []
  private(set) var rootHand: [UInt16] = []
  private(set) var same: [Int32] = []
  private(set) var below: [UInt16] = []
  private(set) var atMost: [UInt16] = []
  private(set) var parentHand: [UInt16] = []
  /// Probability of each deal that leads to a level, given both players' hands: 1 / C(cards left, cards dealt).
  private(set) var dealProbability: [Double] = [1]

  private let rules: GameRules
  private let hands: [PrivateHands]
  /// For each level's boards: the suit permutations that leave the board and all before it as they are.
  private var symmetries: [[SuitPermutation]] = []

  static let boardLimit = 400_000

  /// - Parameters:
  ///   - levels: how many streets are dealt; fewer than the game has where the betting always ends before.
  ///   - only: the deals of the second street and those behind it that alone are followed, as they are; all others where the list ends.
  ///   - range: of the distinct deals of the first street behind these, which are followed; nil for all.
  init(
    rules: GameRules, hands: [PrivateHands], symmetry: [SuitPermutation], levels: Int, only: [CardSet] = [], then range: Range<Int>? = nil
  ) throws(CFRError) {
    self.rules = rules
    self.hands = hands
    boards = [RunoutBoard(level: 0, parent: -1, members: 1, cards: CardSet(rules.board).rawValue)]
    symmetries = [symmetry]
    for player in 0..<2 { addHands(player, to: 0, masks: hands[player].cards, rootHands: Array(0..<hands[player].count), members: []) }
    levelStart.append(1)
    try Self.checkCount(rules, levels, symmetries: symmetry.count, from: only.count + 1)
    for level in 1..<max(1, levels) {
      try addLevel(level, only: level <= only.count ? only[level - 1] : nil, range: level == only.count + 1 ? range : nil)
    }
    guard levels == rules.streets.count else { return }
    for board in levelStart[levelStart.count - 2]..<boards.count { rank(board) }
  }

  /// Refuses at once what could not be enumerated: a board stands for at most as many deals as there are permutations of suits.
  ///
  /// - Parameter first: the first street all of whose deals are followed.
  static func checkCount(_ rules: GameRules, _ levels: Int, symmetries: Int, from first: Int = 1) throws(CFRError) {
    var deals = 1.0
    for level in first..<max(first, levels) {
      let left = rules.deck.cards.count - rules.boardCards(onStreet: level - 1)
      deals *= Double(binomial(left, rules.streets[level].boardCards))
      if deals / Double(symmetries) > Double(boardLimit) { throw .tooManyBoards(street: rules.streets[level].name, limit: boardLimit) }
    }
  }

  var levels: Int { levelStart.count - 1 }

  /// Whether the last street was dealt, so that hands have ranks there.
  var isRanked: Bool { levels == rules.streets.count }

  /// The cards of the hand at a place of the hand arrays.
  func cards(_ place: Int) -> CardSet {
    CardSet(rawValue: 1 << UInt64(card0[place]) | (card1[place] < 52 ? 1 << UInt64(card1[place]) : 0))
  }

  /// How many distinct deals follow a board.
  func distinctDeals(after board: Int) -> Int {
    let dealt = rules.streets[Int(boards[board].level) + 1].boardCards
    return orbits(of: rules.deck.cards.subtracting(CardSet(rawValue: boards[board].cards)), count: dealt, under: symmetries[board]).count
  }

  private mutating func addLevel(_ level: Int, only: CardSet?, range: Range<Int>?) throws(CFRError) {
    let street = rules.streets[level]
    let dealt = rules.boardCards(onStreet: level - 1)
    let left = rules.deck.cards.count - dealt - 2 * rules.holeCards
    dealProbability.append(1 / Double(binomial(left, street.boardCards)))
    for parent in levelStart[level - 1]..<levelStart[level] {
      boards[parent].firstChild = Int32(boards.count)
      let parentCards = CardSet(rawValue: boards[parent].cards)
      let deals =
        only.map { [Orbit(cards: $0, toRepresentative: [.identity])] }
        ?? orbits(of: rules.deck.cards.subtracting(parentCards), count: street.boardCards, under: symmetries[parent])
      for orbit in deals[range ?? 0..<deals.count] {
        guard boards.count < Self.boardLimit else { throw .tooManyBoards(street: street.name, limit: Self.boardLimit) }
        add(orbit, level: level, parent: parent, parentCards: parentCards)
      }
      boards[parent].childCount = Int32(boards.count) - boards[parent].firstChild
    }
    levelStart.append(boards.count)
  }

  /// A set of cards to deal, and the permutations that map each deal it stands for onto it; the identity comes first.
  private struct Orbit {
    var cards: CardSet
    var toRepresentative: [SuitPermutation]
  }

  private func orbits(of live: CardSet, count: Int, under group: [SuitPermutation]) -> [Orbit] {
    var found: [Orbit] = []
    var place: [CardSet: Int] = [:]
    for cards in live.subsets(of: count) {
      let images = group.map { ($0(cards), $0) }
      let representative = images.min { $0.0.rawValue < $1.0.rawValue }!
      if let known = place[representative.0] {
        found[known].toRepresentative.append(representative.1)
      } else {
        place[representative.0] = found.count
        found.append(Orbit(cards: representative.0, toRepresentative: [representative.1]))
      }
    }
    return found
  }

  private mutating func add(_ orbit: Orbit, level: Int, parent: Int, parentCards: CardSet) {
    let board = boards.count
    boards.append(
      RunoutBoard(
        level: Int32(level), parent: Int32(parent), members: Int32(orbit.toRepresentative.count),
        cards: parentCards.union(orbit.cards).rawValue))
    symmetries.append(symmetries[parent].filter { $0(orbit.cards) == orbit.cards })
    let isLast = level == rules.streets.count - 1
    for player in 0..<2 {
      let parentHands = boards[parent].hands(player)
      var placeInParent: [UInt64: UInt16] = [:]
      var live: [(root: Int, mask: CardSet)] = []
      for i in 0..<Int(parentHands.count) {
        let root = Int(rootHand[parentHands.offset + i])
        let mask = hands[player].cards[root]
        placeInParent[mask.rawValue] = UInt16(i)
        if mask.isDisjoint(with: orbit.cards) { live.append((root, mask)) }
      }
      if isLast {
        let strength = live.map { HandEvaluator.shared.strength(of: $0.mask.union(CardSet(rawValue: boards[board].cards))) }
        live = live.indices.sorted { (strength[$0], $0) < (strength[$1], $1) }.map { live[$0] }
      }
      let members = orbit.toRepresentative.map { permutation in
        let back = permutation.inverse
        return live.map { placeInParent[back($0.mask).rawValue]! }
      }
      addHands(player, to: board, masks: live.map(\.mask), rootHands: live.map(\.root), members: members)
    }
  }

  private mutating func addHands(_ player: Int, to board: Int, masks: [CardSet], rootHands: [Int], members: [[UInt16]]) {
    let lanes = Int(HL_LANES)
    let entry = RunoutBoard.Hands(
      count: Int32(masks.count), stride: Int32((masks.count + lanes - 1) / lanes * lanes), offset: card0.count,
      memberOffset: parentHand.count)
    for (mask, root) in zip(masks, rootHands) {
      let cards = Array(mask)
      card0.append(cards[0].rawValue)
      card1.append(cards.count > 1 ? cards[1].rawValue : 52)
      rootHand.append(UInt16(root))
      same.append(-1)
      below.append(0)
      atMost.append(0)
    }
    for member in members { parentHand.append(contentsOf: member) }
    if player == 0 { boards[board].hands0 = entry } else { boards[board].hands1 = entry }
    if player == 1 { findSame(board) }
  }

  /// For each hand of two cards: where the opponent holds the very same cards. (A single card takes away itself.)
  private mutating func findSame(_ board: Int) {
    guard rules.holeCards == 2 else { return }
    let blocks = [boards[board].hands0, boards[board].hands1]
    var place: [UInt16: Int] = [:]
    for i in 0..<Int(blocks[0].count) { place[pair(blocks[0].offset + i)] = i }
    for i in 0..<Int(blocks[1].count) {
      guard let j = place[pair(blocks[1].offset + i)] else { continue }
      same[blocks[1].offset + i] = Int32(j)
      same[blocks[0].offset + j] = Int32(i)
    }
  }

  private func pair(_ i: Int) -> UInt16 { UInt16(card0[i]) << 8 | UInt16(card1[i]) }

  /// On a board of the last street: how many opposing hands each hand beats, and beats or ties.
  private mutating func rank(_ board: Int) {
    let cards = CardSet(rawValue: boards[board].cards)
    let strengths = (0..<2).map { player in
      let block = boards[board].hands(player)
      return (0..<Int(block.count)).map { i in
        HandEvaluator.shared.strength(of: hands[player].cards[Int(rootHand[block.offset + i])].union(cards))
      }
    }
    for player in 0..<2 {
      let offset = boards[board].hands(player).offset
      let theirs = strengths[1 - player]
      var low = 0, high = 0
      for (i, mine) in strengths[player].enumerated() {
        while low < theirs.count, theirs[low] < mine { low += 1 }
        while high < theirs.count, theirs[high] <= mine { high += 1 }
        below[offset + i] = UInt16(low)
        atMost[offset + i] = UInt16(high)
      }
    }
  }
}
