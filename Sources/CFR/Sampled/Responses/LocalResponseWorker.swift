import Abstraction
import Cards
import Game

/// The hands of a game, and the renamings of suits that change nothing: what boards are built from.
struct LocalResponseDeals {
  let hands: [PrivateHands]
  let symmetry: [SuitPermutation]

  /// - Parameter ranges: of a spot; nil where every hand of the deck is dealt.
  init(_ rules: GameRules, ranges: [HandRange]?) {
    let board = CardSet(rules.board), dealt = PrivateHands.dealt(rules, ranges: ranges)
    hands = rules.streets.count == 1 ? dealt.map { $0.sortedByStrength(on: board) } : dealt
    symmetry = SuitSymmetry(deck: rules.deck.cards, board: board, ranges: ranges ?? []).permutations
  }
}

/// Looks at boards of a local best response: a task is one. In whatever process.
public final class LocalResponseWorker: TaskRunning {
  private let memory: LocalResponseMemory
  private let side: BucketTables.Side
  private let rules: GameRules
  private let deals: LocalResponseDeals

  /// - Parameters:
  ///   - base: memory laid out by a `LocalBestResponse`; it must stay mapped while the worker lives, and so must `training`, that of the training.
  ///   - cards: opened for the rules of the training.
  ///   - ranges: of a spot; nil where every hand of the deck is dealt.
  public init(
    _ base: UnsafeMutableRawPointer, training: UnsafeMutableRawPointer, rules: GameRules, cards: CardLookup, ranges: [HandRange]?
  ) {
    memory = LocalResponseMemory(base)
    side = BucketTables.Side(policy: AveragePolicy(SampledMemory(training)), cards: cards)
    self.rules = rules
    deals = LocalResponseDeals(rules, ranges: ranges)
  }

  /// Whether memory is that of a local best response.
  public static func owns(_ base: UnsafeRawPointer) -> Bool { base.load(as: UInt64.self) == LocalResponseControl.magic }

  /// The segment of the training that a response is to.
  public static func training(_ base: UnsafeRawPointer) -> UInt32 { base.assumingMemoryBound(to: LocalResponseControl.self).pointee.training }

  /// Nothing, once the measurement was cancelled.
  public func run(task board: Int) {
    guard !memory.isCancelled else { return }
    let street = memory.layout.street
    let only = (0..<street).map { CardSet(rawValue: memory.deals(board)[$0]) }
    // The coordinator has counted the boards.
    guard let runouts = try? RunoutTree(rules: rules, hands: deals.hands, symmetry: deals.symmetry, levels: rules.streets.count, only: only) else {
      preconditionFailure("a game whose boards cannot be enumerated")
    }
    let image = VectorGame.image(
      ForestParts(memory.root), runouts, boards: runouts.boards, weights: deals.hands.map(\.weights), pairWeight: memory.root.pairWeight,
      hasTies: memory.root.hasTies, isCut: false)
    let gains = image.withUnsafeBytes { LateResponse(VectorGame(image: $0.baseAddress!), side, from: street).gains() }
    for seat in 0..<2 { memory.gains(board)[seat] = gains[seat] }
  }
}
