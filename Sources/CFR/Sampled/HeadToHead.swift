import Abstraction
import Cards
import Game

/// Hands between the average strategies of two trainings of the same game and betting tree, whatever their buckets, with duplicate deals: each deal is
/// played once for every seat of the first, the second in all others, and its result is the mean over the seats.
public final class HeadToHead {
  /// One side: its strategies, and how it sees cards.
  private struct Side {
    let policy: AveragePolicy
    let dealer: DealSampler
    let deal: Deal
    let evenShare: Double

    init(_ solver: SampledSolver, _ cards: CardLookup, _ ranges: [HandRange]?) {
      let game = solver.memory.game
      policy = AveragePolicy(solver.memory)
      evenShare = solver.tree.evenShare
      dealer = DealSampler(solver.tree.rules, cards, ranges: ranges, streets: game.streetsWithDecisions)
      deal = Deal(players: game.players, streets: game.streets)
    }
  }

  private let solvers: (SampledSolver, SampledSolver)
  private let sides: [Side]
  private let strategy: UnsafeMutablePointer<Float>

  /// - Parameter ranges: the players' ranges in a spot; nil where every hand of the deck is dealt.
  /// - Precondition: both have the same tree.
  public init(
    _ first: SampledSolver, _ firstCards: CardLookup, _ second: SampledSolver, _ secondCards: CardLookup, ranges: [HandRange]? = nil
  ) {
    precondition(first.tree.decisions == second.tree.decisions && first.tree.rules == second.tree.rules, "two trainings of one tree")
    solvers = (first, second)
    sides = [Side(first, firstCards, ranges), Side(second, secondCards, ranges)]
    strategy = .allocate(capacity: first.memory.game.widest)
  }

  deinit {
    strategy.deallocate()
    for side in sides { side.deal.deallocate() }
  }

  /// What the first wins on average over the seats, in chips a hand.
  ///
  /// - Parameter isOver: asked now and then: whether to stop.
  /// - Returns: nil if it was stopped.
  public func play(deals: Int, seed: UInt64, isOver: () -> Bool = { false }) -> Estimate? {
    var sums = Assessment.Sums()
    for number in 0..<deals {
      if number.isMultiple(of: 1024), isOver() { return nil }
      var random = RandomStream(seed: seed, 4, UInt64(number))
      // The same cards, in the buckets of each.
      var copy = random
      sides[1].dealer.deal(into: sides[1].deal, &copy)
      sides[0].dealer.deal(into: sides[0].deal, &random)
      var won = 0.0
      for seat in 0..<sides[0].policy.game.players { won += Double(play(seat: seat, &random)) }
      sums.add(won / Double(sides[0].policy.game.players))
    }
    var estimate = Estimate(sums)
    estimate.mean -= sides[0].evenShare
    return estimate
  }

  private func play(seat: Int, _ random: inout RandomStream) -> Float {
    let game = sides[0].policy.game
    var index = 0
    while game.nodes[index].kind == .decision {
      let side = sides[Int(game.nodes[index].player) == seat ? 0 : 1]
      // The trees are the same node by node; where rows lie differs.
      let node = side.policy.game.nodes[index]
      side.policy.read(node, bucket: side.deal.bucket(node.player, node.street), into: strategy)
      index = Int(node.first) + choose(strategy, Int(node.actions), &random)
    }
    return sides[0].deal.payoff(game.nodes[index], seat: seat, game)
  }
}
