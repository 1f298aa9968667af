import Abstraction
import CFR
import Cards
import Game
import Testing

/// Hands of three and more players: the pots of the sampled engine against the rules' own.
@Suite struct SampledPotTests {
  @Test func everyEndOfAHandPaysWhatTheRulesSay() throws {
    // Unequal stacks give side pots; antes and rake move chips too.
    let rules = try GameRules.noLimit(
      stacks: [12, 30, 7, 50], smallBlind: 1, bigBlind: 2, ante: 1, rake: Rake(rate: 0.05, cap: 3), unitsPerChip: 1)
    var exact = rules
    exact.oddChips = .shared
    let options = BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0, raiseCap: 1, lastStreet: "flop")
    let tree = try BettingTreeBuilder.build(exact, BetAbstraction(BetMenu(parsing: "a / a"), options: options))
    let game = SampledGameForTests(tree)
    var random = SplitMix(state: 5)
    var ends = 0
    for _ in 0..<4000 {
      var state = BettingState(exact)
      var node = 0
      walk: while true {
        switch tree.nodes[node].kind {
        case .deal:
          state = state.dealing(exact)
          node = Int(tree.nodes[node].firstChild)
        case .decision:
          node = Int(tree.nodes[node].firstChild) + Int(random.next() % UInt64(tree.nodes[node].childCount))
          let entry = tree.nodes[node]
          state = state.applying(entry.move == .fold ? .fold : [.check, .call].contains(entry.move) ? .call : .raise(to: entry.amount), exact)
        case .fold, .showdown: break walk
        }
      }
      if tree.nodes[node].kind == .showdown { state = state.checkedDown(exact) }
      let strengths = (0..<4).map { _ in UInt16(random.next() % 3) }
      let hands = strengths.indices.map { state.folded[$0] ? nil : HandStrength(rawValue: strengths[$0]) }
      let expected = state.utilities(strengths: hands, exact)
      let paid = game.payoffs(node, strengths: strengths)
      for seat in 0..<4 { #expect(abs(paid[seat] - expected[seat]) < 1e-4, "node \(tree.line(node)) seat \(seat)") }
      ends += 1
    }
    #expect(ends == 4000)
  }
}
