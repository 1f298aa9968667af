import Abstraction
import Cards
import Game
import Testing

@testable import CFR

/// The walk itself, from inside: what pruning spares, and that chips are conserved.
@Suite struct SampledWalkTests {
  /// Regret-based pruning never leaves out what is on the last street, nor what ends the hand, nor what has regret enough.
  @Test func pruningSparesTheLastStreetAndEndsOfHands() throws {
    let solve = try SampledSolve(.leduc(), sampling: .external)
    let memory = SampledMemory(solve.memory), tree = solve.solver.tree
    memory.control.pointee.step = SampledStep(traversals: 1, pruning: Pruning(below: -100, fraction: 1))
    let log = DeltaLog(memory, task: 0, scratch: .allocate(byteCount: DeltaLog.scratchBytes(memory), alignment: 16))
    let deal = Deal(players: 2, streets: 2)
    defer { deal.deallocate() }
    let walk = SampledWalk(memory, deal: deal, log: log, scratch: .allocate(capacity: SampledWalk.scratchCount(memory.game)))
    var pruned = 0, spared = 0
    for (index, node) in tree.nodes.enumerated() where node.kind == .decision {
      let entry = memory.game.nodes[index], row = entry.regretLane(bucket: 1)
      for action in 0..<Int(entry.actions) {
        let child = tree.nodes[Int(node.firstChild) + action]
        memory.tables[row + 1 + action] = -99
        #expect(!walk.isPruned(entry, row: row, action: action))
        memory.tables[row + 1 + action] = -101
        let mayBe = node.street == 0 && child.kind != .fold && child.kind != .showdown
        #expect(walk.isPruned(entry, row: row, action: action) == mayBe, "\(tree.line(index)), action \(action)")
        if mayBe { pruned += 1 } else { spared += 1 }
      }
    }
    #expect(pruned > 5 && spared > 50)
    // What a discount takes away that the row has not caught up with counts.
    #expect(memory.ledger.add(DiscountFactors(positive: 1, negative: 0.5, average: 1)))
    #expect(!walk.isPruned(memory.game.nodes[0], row: memory.game.nodes[0].regretLane(bucket: 1), action: 1))
  }

  /// Random deals and random play with real cards: without rake what seats win adds up to nothing, with it to no more; and no seat loses more than its stack.
  @Test(arguments: [[40, 40], [12, 30, 7], [9, 50, 23, 16, 3]], [Rake.none, Rake(rate: 0.05, cap: 3)])
  func chipsAreConserved(_ stacks: [Int], _ rake: Rake) throws {
    var rules = try GameRules.noLimit(stacks: stacks, smallBlind: 1, bigBlind: 2, ante: stacks.count > 2 ? 1 : 0, rake: rake)
    rules.oddChips = .shared
    let options = BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0, raiseCap: 2, lastStreet: "flop")
    let tree = try BettingTreeBuilder.build(rules, BetAbstraction(BetMenu(parsing: "a / a"), options: options))
    let image = SampledGameBuilder(tree: tree, buckets: [169, 1, 0, 0], description: []).image
    try image.withUnsafeBytes { bytes in
      let game = SampledGame(image: bytes.baseAddress!)
      let dealer = DealSampler(rules, try CardLookup(.lossless(streets: 4), rules: rules), ranges: nil, streets: 1)
      let deal = Deal(players: game.players, streets: game.streets)
      defer { deal.deallocate() }
      var ends: Set<Int> = [], raked = 0
      for number in 0..<3000 {
        var random = RandomStream(seed: 11, 9, UInt64(number))
        dealer.deal(into: deal, &random)
        var index = 0
        while game.nodes[index].kind == .decision { index = Int(game.nodes[index].first) + random.below(Int(game.nodes[index].actions)) }
        let won = stacks.indices.map { Double(deal.payoff(game.nodes[index], seat: $0, game)) }
        let total = won.reduce(0, +)
        #expect(total < 1e-4 && total > (rake == .none ? -1e-4 : -3 - 1e-4), "\(tree.line(index))")
        for seat in stacks.indices { #expect(won[seat] >= -Double(stacks[seat]) - 1e-4) }
        ends.insert(index)
        if total < -1e-4 { raked += 1 }
      }
      #expect(ends.count > 5 && (rake == .none ? raked == 0 : raked > 500))
    }
  }
}
