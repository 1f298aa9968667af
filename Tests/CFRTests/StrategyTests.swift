import Abstraction
import CFR
import Cards
import Game
import Testing

/// Questions about strategies at lines.
@Suite struct StrategyTests {
  private func solve() throws -> Solve {
    try Solve(board: "Td9d6hQc", pot: 100, stack: 200, bets: "50%", ranges: ["TT,AdKd,8h7h:0.5", "JJ,KdQh,9s8s"]).run(.cfrPlus(averagePower: 1), 4)
  }

  @Test func shape() throws {
    let solve = try solve()
    let root = try solve.strategy("")
    #expect(root.player == 0)
    #expect(root.children.map { solve.tree.label($0) } == ["x", "b50"])
    #expect(root.probabilities.count == solve.hands[0].count)
    #expect(root.reach == solve.hands[0].weights)
    #expect(root.reach[try #require(try solve.hand(0, "8h7h"))] == 0.5)
    let facing = try solve.strategy("b50")
    #expect(facing.player == 1)
    #expect(facing.children.map { solve.tree.label($0) } == ["f", "c", "r150"])
    for mixed in root.probabilities + facing.probabilities {
      #expect(abs(try #require(mixed).reduce(0, +) - 1) < 1e-12)
    }
  }

  /// A board card in a hand takes the hand away: no probabilities, no reach.
  @Test func dealtCardsBlockHands() throws {
    let solve = try solve()
    let river = try solve.strategy("x-x/Ts/")
    for (h, cards) in solve.hands[0].cards.enumerated() {
      let isBlocked = try cards.contains(#require(Card("Ts")))
      #expect((river.probabilities[h] == nil) == isBlocked)
      if isBlocked { #expect(river.reach[h] == 0) }
    }
    #expect(river.probabilities.contains { $0 == nil })
  }

  /// Reach is the weight times the player's own probabilities on the way, and nothing of the other's.
  @Test func ownReach() throws {
    let solve = try solve()
    let end = try solve.strategy("x-b50-c/2s/x")
    #expect(end.player == 1)
    let bet = try solve.strategy("x")
    for h in end.reach.indices {
      let expected = solve.hands[1].weights[h] * (bet.probabilities[h]![1])
      #expect(abs(end.reach[h] - expected) < 1e-12)
    }
    let first = try solve.strategy("x-b50-c/2s/")
    let root = try solve.strategy(""), call = try solve.strategy("x-b50")
    for h in first.reach.indices {
      let expected = solve.hands[0].weights[h] * root.probabilities[h]![0] * call.probabilities[h]![1]
      #expect(abs(first.reach[h] - expected) < 1e-12)
    }
  }

  @Test func unseenHandsAreUniform() throws {
    let solve = try Solve(board: "Td9d6hQc", bets: "50%", ranges: ["TT", "JJ"])
    for mixed in try solve.strategy("x").probabilities { #expect(mixed == [0.5, 0.5]) }
  }

  @Test func linesThatDoNotExist() throws {
    let solve = try solve()
    #expect(throws: AbstractionError.line("x-b75", problem: "no action `b75` for ip; there are x, b50")) { try solve.strategy("x-b75") }
    #expect(throws: AbstractionError.line("x-x/Td/x", problem: "Td is already on the board")) { try solve.strategy("x-x/Td/x") }
    #expect(throws: AbstractionError.line("x-x/x", problem: "expected the card of the river here, such as `x-x/Qc`, not `x`")) {
      try solve.strategy("x-x/x")
    }
    #expect(throws: AbstractionError.line("b50-f-x", problem: "the hand is over here, before `x`")) { try solve.strategy("b50-f-x") }
    #expect(throws: AbstractionError.line("x-x-x", problem: "the next street's cards come here, before `x`")) { try solve.strategy("x-x-x") }
  }

  @Test func placesWithoutADecision() throws {
    let solve = try solve()
    #expect(throws: CFRError.query("line \"x-x\": no player acts; a card is dealt there: name it")) { try solve.strategy("x-x") }
    #expect(throws: CFRError.query("line \"b50-f\": no player acts; the hand is over there")) { try solve.strategy("b50-f") }
  }

  /// Places that were put together by hand are checked like lines.
  @Test func impossibleDeals() throws {
    let solve = try solve()
    let river = try PublicPlace("x-x/2s/", in: solve.tree).node
    for dealt in [[], [["Td"]], [["2s", "3s"]], [["2s"], ["3s"]]] {
      let cards = try dealt.map { try $0.map { try #require(Card($0)) } }
      #expect(throws: CFRError.query("line \"x-x/\": the cards cannot be dealt")) {
        try solve.strategy(at: PublicPlace(node: river, dealt: cards))
      }
    }
  }
}
