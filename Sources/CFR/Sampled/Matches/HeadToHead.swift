import Abstraction
import Cards
import Game

/// A match between the average strategies of two trainings of the same game and betting tree, whatever their buckets: both are dealt the same cards.
public final class HeadToHead {
  /// One training, and how it sees cards.
  private struct Player {
    let solver: SampledSolver
    let dealer: DealSampler
    let side: PolicySide

    init(_ solver: SampledSolver, _ cards: CardLookup, _ ranges: [HandRange]?) {
      let game = solver.memory.game
      self.solver = solver
      dealer = DealSampler(solver.tree.rules, cards, ranges: ranges, streets: game.streetsWithDecisions)
      side = PolicySide(
        policy: AveragePolicy(solver.memory), deal: Deal(players: game.players, streets: game.streets), strategy: .allocate(capacity: game.widest))
    }

    func deallocate() {
      side.deal.deallocate()
      side.strategy.deallocate()
    }
  }

  private let first: Player
  private let second: Player

  /// - Parameter ranges: the players' ranges in a spot; nil where every hand of the deck is dealt.
  /// - Precondition: both have the same tree.
  public init(
    _ first: SampledSolver, _ firstCards: CardLookup, _ second: SampledSolver, _ secondCards: CardLookup, ranges: [HandRange]? = nil
  ) {
    precondition(first.tree.decisions == second.tree.decisions && first.tree.rules == second.tree.rules, "two trainings of one tree")
    self.first = Player(first, firstCards, ranges)
    self.second = Player(second, secondCards, ranges)
  }

  deinit {
    first.deallocate()
    second.deallocate()
  }

  /// What the first wins on average over the seats, in chips a hand.
  ///
  /// - Parameter isOver: asked now and then: whether to stop.
  /// - Returns: nil if it was stopped.
  public func play(deals: Int, seed: UInt64, isOver: () -> Bool = { false }) -> Estimate? {
    // The trees are the same node by node; where rows lie differs.
    let match = Match(game: first.side.policy.game, trained: first.side, opponent: second.side)
    var sums = Assessment.Sums()
    for number in 0..<deals {
      if number.isMultiple(of: 1024), isOver() { return nil }
      var random = RandomStream(seed: seed, 4, UInt64(number))
      // The same cards, in the buckets of each.
      var copy = random
      second.dealer.deal(into: second.side.deal, &copy)
      first.dealer.deal(into: first.side.deal, &random)
      sums.add(match.play(&random))
    }
    var estimate = Estimate(sums)
    estimate.mean -= first.solver.tree.evenShare
    return estimate
  }
}
