import Cards

/// Hands between the average strategies and a baseline, with duplicate deals: each deal is played once for every seat of the trained player, the
/// baseline in all others, and its result is the mean over the seats.
struct Match {
  private let policy: AveragePolicy
  private let opponent: Baseline
  private let moves: UnsafePointer<SampledMove>
  private let jams: UnsafePointer<Float>
  private let strategy: UnsafeMutablePointer<Float>
  private let deal: Deal

  /// - Parameter strategy: room for the widest decision.
  init(_ memory: SampledMemory, _ opponent: Baseline, deal: Deal, strategy: UnsafeMutablePointer<Float>) {
    policy = AveragePolicy(memory)
    self.opponent = opponent
    moves = memory.game.moves.base
    jams = UnsafePointer(memory.jams)
    self.deal = deal
    self.strategy = strategy
  }

  /// What the trained player wins with a deal on average over the seats, in chips.
  func play(_ random: inout RandomStream) -> Double {
    var total = 0.0
    for seat in 0..<policy.game.players { total += Double(play(seat: seat, &random)) }
    return total / Double(policy.game.players)
  }

  private func play(seat: Int, _ random: inout RandomStream) -> Float {
    let nodes = policy.game.nodes
    var index = 0
    while nodes[index].kind == .decision {
      let node = nodes[index]
      let action: Int
      if Int(node.player) == seat {
        policy.read(node, bucket: deal.bucket(node.player, node.street), into: strategy)
        action = choose(strategy, Int(node.actions), &random)
      } else {
        action = opponent.choose(node, moves, combo: Int(deal.combos[Int(node.player)]), jams: jams, &random)
      }
      index = Int(node.first) + action
    }
    return deal.payoff(nodes[index], seat: seat, policy.game)
  }
}
