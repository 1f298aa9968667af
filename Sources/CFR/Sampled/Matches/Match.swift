import Cards

/// Hands with duplicate deals: each deal is played once for every seat of the trained player, the opponent in all others, and its result is the mean over
/// the seats.
struct Match<Opponent: MatchSide> {
  let game: SampledGame
  let trained: PolicySide
  let opponent: Opponent

  /// What the trained player wins with the deal that its side holds, on average over the seats, in chips.
  func play(_ random: inout RandomStream) -> Double {
    var total = 0.0
    for seat in 0..<game.players { total += Double(play(seat: seat, &random)) }
    return total / Double(game.players)
  }

  private func play(seat: Int, _ random: inout RandomStream) -> Float {
    var index = 0
    while game.nodes[index].kind == .decision {
      let isTrained = Int(game.nodes[index].player) == seat
      index = Int(game.nodes[index].first) + (isTrained ? trained.choose(index, &random) : opponent.choose(index, &random))
    }
    return trained.deal.payoff(game.nodes[index], seat: seat, game)
  }
}

/// A player of a match, who knows its cards of the deal that is played.
protocol MatchSide {
  /// The action at a decision, given as the index of its node.
  func choose(_ index: Int, _ random: inout RandomStream) -> Int
}

/// The average strategies of a training, in buckets of its own.
struct PolicySide: MatchSide {
  let policy: AveragePolicy
  let deal: Deal
  /// Room for the widest decision.
  let strategy: UnsafeMutablePointer<Float>

  func choose(_ index: Int, _ random: inout RandomStream) -> Int {
    let node = policy.game.nodes[index]
    policy.read(node, bucket: deal.bucket(node.player, node.street), into: strategy)
    return CFR.choose(strategy, Int(node.actions), &random)
  }
}

/// An opponent that needs no training.
struct BaselineSide: MatchSide {
  let baseline: Baseline
  let game: SampledGame
  /// Of the jam/fold equilibrium, by player and combo.
  let jams: UnsafePointer<Float>
  let deal: Deal

  func choose(_ index: Int, _ random: inout RandomStream) -> Int {
    let node = game.nodes[index]
    return baseline.choose(node, game.moves.base, combo: Int(deal.combos[Int(node.player)]), jams: jams, &random)
  }
}
