import Abstraction
import CFR
import Cards
import Game
import Testing

/// What is seen at every decision in one walk of the game, against answers that are worked out decision by decision, hand by hand.
@Suite struct DecisionTests {
  enum Case: String, CaseIterable { case kuhn, leduc, river, lockedTurn, raked }

  private func solve(_ which: Case) throws -> Solve {
    let solve: Solve
    switch which {
    case .kuhn: solve = try Solve(.kuhn(), BetAbstraction(.none))
    case .leduc: solve = try Solve(.leduc(), BetAbstraction(.none))
    case .river: solve = try Solve(board: "Td9d6hQc2s", bets: "50%, a", ranges: ["TT,AdKd,8h7h:0.5,QQ", "JJ,KdQh,9s8s,QQ"], storage: .f32)
    case .lockedTurn:
      solve = try Solve(
        board: "Td9d6hQc", stack: 60, bets: "a", ranges: ["AsKs,8h7h", "KhQh,9s8s:0.25"],
        locks: [LineLock("x", hands: ["KhQh": [0.25, 0.75]]), LineLock("x-x/*/", [0.5, 0.5])])
    case .raked: solve = try Solve(board: "TdTh6hQc", stack: 30, rake: Rake(rate: 0.05, cap: 3), bets: "a", ranges: ["AsKs", "AhKd,7d7c"], writers: 2)
    }
    return try solve.run(.cfrPlus(averagePower: 1), 3)
  }

  /// A row of a decision, found by deal and hand.
  private struct Key: Hashable {
    var place: PublicPlace
    var hand: CardSet
  }

  private struct Row {
    var probabilities: [Double]
    var reach: Double
    var equity, ev: Double
    var after: [Double]
  }

  private func rows(_ solve: Solve) throws -> [Key: Row] {
    var found: [Key: Row] = [:]
    for street in solve.tree.rules.streets.indices {
      let deals = solve.deals(byBoardOf: street)
      for decision in try solve.decisions(street: street) {
        let player = decision.player
        let hands = decision.hands[player].map { solve.hands[player].cards[$0] }
        for deal in try #require(deals[decision.boards[street]]) {
          for cards in solve.hands[player].cards {
            guard let h = hands.firstIndex(of: deal.toSolved(cards)) else { continue }
            let row = Row(
              probabilities: decision.strategy.map { $0[h] }, reach: decision.reach[player][h], equity: decision.equities[player][h],
              ev: decision.values[player][h], after: decision.actionValues.map { $0[h] })
            #expect(found.updateValue(row, forKey: Key(place: PublicPlace(node: decision.node, dealt: deal.dealt), hand: cards)) == nil)
          }
        }
      }
    }
    return found
  }

  @Test(arguments: Case.allCases)
  func strategiesAndReachAreThoseOfQueries(_ which: Case) throws {
    let solve = try solve(which)
    let rows = try rows(solve)
    var count = 0
    for node in solve.tree.nodes.indices where solve.tree.nodes[node].kind == .decision {
      for dealt in solve.deals(upTo: Int(solve.tree.nodes[node].street)) {
        let place = PublicPlace(node: node, dealt: dealt)
        let answer = try solve.strategy(at: place)
        for (h, cards) in solve.hands[answer.player].cards.enumerated() {
          guard let mixed = answer.probabilities[h] else { continue }
          count += 1
          let row = try #require(rows[Key(place: place, hand: cards)])
          #expect(row.probabilities == mixed)
          #expect(abs(row.reach - answer.reach[h]) < 1e-12)
        }
      }
    }
    #expect(count == rows.count)
  }

  @Test(arguments: Case.allCases)
  func valuesAreThoseOfHandByHandPlay(_ which: Case) throws {
    let solve = try solve(which)
    let rows = try rows(solve)
    let slow = BruteForce(solve)
    var visits: [BruteForce.Visit] = []
    slow.onDecision = { visits.append($0) }
    for player in 0..<2 { _ = try slow.values(player) }
    #expect(visits.count == rows.count)
    for visit in visits {
      let row = try #require(rows[Key(place: visit.place, hand: visit.hand)])
      guard visit.mass > 0 else {
        #expect(row.ev.isNaN && row.equity.isNaN)
        continue
      }
      // All-ins before the river are worked out with 32-bit numbers.
      #expect(abs(row.ev - visit.value / visit.mass) < 2e-5)
      #expect(abs(row.equity - visit.share / visit.mass) < 1e-6)
      for (one, other) in zip(row.after, visit.after) { #expect(abs(one - other / visit.mass) < 2e-5) }
    }
  }

  /// To look is not to touch.
  @Test func aSolveGoesOnAsIfNobodyHadLooked() throws {
    let seen = try solve(.leduc), unseen = try solve(.leduc)
    _ = try rows(seen)
    try seen.run(.cfrPlus(averagePower: 1), 3)
    try unseen.run(.cfrPlus(averagePower: 1), 3)
    #expect(try seen.allStrategies() == unseen.allStrategies())
  }
}
