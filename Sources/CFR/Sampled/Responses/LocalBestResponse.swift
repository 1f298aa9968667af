import Abstraction
import Cards
import Game

/// What a responder gains who plays the average strategies of a sampled training itself until a street, and from there on the best response to them with real cards: a
/// lower bound of their exploitability, since no strategy gains more than a best response. Two players.
///
/// A form of local best response (Lisý & Bowling, "Equilibrium Approximation Quality of Current No-Limit Poker Bots", 2017): that too knows the opponent's strategy, keeps
/// track of the range that it implies, and finds most if it begins to respond late. But it checks and calls until then, and looks ahead from each decision as if both
/// only checked and called. Here the responder deviates where it gains, and looks ahead to the end, so that a sample is never negative.
///
/// A sample is a board of the street where the response begins. All lines that lead there count with the exact reach of both players' hands, all later cards are dealt, and
/// the gain is that of both seats. Only the board is left to chance. Each board is as likely as any other, and what is chosen there depends on nothing
/// that is not known there: the mean is free of bias.
public final class LocalBestResponse: ResponseMeasurement {
  private let solver: SampledSolver
  private let ranges: [HandRange]?
  /// The game up to the first deal, with the forests of the whole tree.
  private let image: [UInt8]
  /// What a gain is multiplied by: for each street up to that of the response, how many deals there are times the probability of each given both hands.
  private let scale: Double
  private let seed: UInt64
  private let number: UInt64
  let layout: LocalResponseLayout
  public let workerBytes: Int

  /// - Parameters:
  ///   - street: the index of the street on which the response begins.
  ///   - boards: how many are sampled. One is enough on the first street: nothing is left to chance there.
  ///   - number: measurements of different numbers look at different boards.
  ///   - ranges: the players' ranges in a spot; nil where every hand of the deck is dealt.
  /// - Throws: `CFRError` for more than two players, or for more boards behind one than can be enumerated.
  public init(
    _ solver: SampledSolver, from street: Int, boards: Int, seed: UInt64, number: UInt64, ranges: [HandRange]?
  ) throws(CFRError) {
    precondition(boards > 0 && solver.tree.rules.streets.indices.contains(street), "a street of the game, and a board")
    let tree = solver.tree, rules = tree.rules
    guard tree.players == 2 else { throw .players(tree.players) }
    (self.solver, self.ranges, self.seed, self.number) = (solver, ranges, seed, number)
    let deals = LocalResponseDeals(rules, ranges: ranges)
    try RunoutTree.checkCount(rules, rules.streets.count, symmetries: deals.symmetry.count, from: street + 1)
    let runouts = try RunoutTree(rules: rules, hands: deals.hands, symmetry: deals.symmetry, levels: 1)
    image = VectorGame.image(
      ForestParts(ForestBuilder(tree, groups: nil, runsOutFrom: 0)), runouts, boards: runouts.boards, weights: deals.hands.map(\.weights),
      pairWeight: PrivateHands.pairWeight(deals.hands[0], deals.hands[1]), hasTies: VectorGameBuilder.countsTies(tree), isCut: false)
    scale = (1..<max(1, street + 1)).reduce(1) { scale, level in
      let left = rules.deck.cards.count - rules.boardCards(onStreet: level - 1), dealt = rules.streets[level].boardCards
      return scale * Double(binomial(left, dealt)) / Double(binomial(left - 2 * rules.holeCards, dealt))
    }
    layout = LocalResponseLayout(imageBytes: image.count, street: street, boards: street == 0 ? 1 : boards)
    workerBytes = image.withUnsafeBytes { LateResponse.bytes(VectorGame(image: $0.baseAddress!), rules, from: street) }
  }

  public var byteCount: Int { layout.byteCount }
  public var batch: ClosedRange<Double> { 0...Double(layout.boards) }

  public func prepare(_ base: UnsafeMutableRawPointer, training: UInt32) {
    base.initializeMemory(as: LocalResponseControl.self, repeating: LocalResponseControl(layout: layout, training: training), count: 1)
    image.withUnsafeBytes { (base + layout.image).copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
    let memory = LocalResponseMemory(base), rules = solver.tree.rules
    let deck = Array(rules.deck.cards.subtracting(CardSet(rules.board)))
    for place in 0..<layout.boards {
      var random = RandomStream(seed: seed ^ number, 8, UInt64(place)), rest = deck
      for level in 0..<layout.street {
        let cards = (0..<rules.streets[level + 1].boardCards).map { _ in rest.remove(at: random.below(rest.count)) }
        memory.deals(place)[level] = CardSet(cards).rawValue
      }
    }
  }

  public func cancel(_ base: UnsafeMutableRawPointer) { LocalResponseMemory(base).isCancelled = true }

  public func worker(_ base: UnsafeMutableRawPointer, training: UnsafeMutableRawPointer, cards: CardLookup) -> any TaskRunning {
    LocalResponseWorker(base, training: training, rules: solver.tree.rules, cards: cards, ranges: ranges)
  }

  /// The mean gain over both seats, in chips a hand.
  public func measure(_ base: UnsafeMutableRawPointer, cards: CardLookup, _ runTasks: SampledSolver.RunTasks) throws -> Estimate {
    try runTasks(layout.boards)
    let memory = LocalResponseMemory(base)
    var sums = Assessment.Sums()
    for place in 0..<layout.boards {
      let gains = memory.gains(place)
      sums.add((gains[0] + gains[1]) / 2 * scale / memory.root.pairWeight)
    }
    return Estimate(sums)
  }
}
