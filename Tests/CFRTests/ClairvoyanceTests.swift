import CFR
import Testing

/// The clairvoyance game (Chen & Ankenman, "The Mathematics of Poker", 2006): one player holds the nuts or air and knows it, the other a hand
/// that only beats air. Bets of b pots; a share x <= (1 + b) / (1 + 2 b) of the bettor's hands are the nuts.
@Suite struct ClairvoyanceTests {
  /// On 2c 2d 7h 7s Jd: JJ is the nuts against KK, 9s8s and the like are air.
  private func solve(bet: Int, nuts: Double, air: Double) throws -> Solve {
    try Solve(
      board: "2c2d7h7sJd", pot: 1000, stack: bet, bets: "a / ",
      ranges: ["JcJh:\(nuts),9h8h:\(air)", "KcKd"])
  }

  @Test(arguments: [(500, 0.5, 0.5), (1000, 0.4, 0.6), (1000, 0.5, 1.0), (2000, 0.3, 0.7), (250, 0.25, 1.0)])
  func closedForm(bet: Int, nuts: Double, air: Double) throws {
    let solve = try solve(bet: bet, nuts: nuts, air: air)
    let b = Double(bet) / 1000, x = nuts / (nuts + air)
    #expect(x <= (1 + b) / (1 + 2 * b))
    try solve.run(.dcfr(alpha: 1.5, beta: 0, gamma: 4), 3000)
    let evaluation = try solve.evaluate()
    #expect(abs(evaluation.values[0] / 1000 - x * (1 + 2 * b) / (1 + b)) < 1e-3)
    #expect(evaluation.exploitability / 1000 < 1e-3)

    let root = try solve.strategy("")
    let strong = try #require(try solve.hand(0, "JcJh")), weak = try #require(try solve.hand(0, "9h8h"))
    #expect(root.probabilities[strong]![1] > 0.999)
    let bluffs = root.probabilities[weak]![1] * air / nuts
    #expect(abs(bluffs - b / (1 + b)) < 0.01, "bluffs for each value bet")
    let facing = try solve.strategy("b\(bet)")
    #expect(abs(facing.probabilities[0]![1] - 1 / (1 + b)) < 0.01, "calls")
  }
}
