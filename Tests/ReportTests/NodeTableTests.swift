import Abstraction
import CFR
import Cards
import Game
import Testing

@testable import Report

@Suite struct NodeTableTests {
  private func view() throws -> NodeView {
    let tree = try Games.river()
    return try NodeView(
      tree: tree, place: PublicPlace("b50", in: tree), hands: ["KcKh", "AdJd", "QsTs", "AhJh"].map { try CardSet($0) },
      reach: [1, 0.5, 0, 1], probabilities: [[0, 0.25, 0.75], [0.5, 0.5, 0], [1, 0, 0], [1, 0, 0]])
  }

  @Test func actionsAndFirstHands() throws {
    #expect(
      try NodeTable(view(), hands: .first(2)).text(style: .plain, width: 80) == """
        b50   board AsKd7h4c2s   IP to act   pot 150   to call 50   2.5 combos

        line  action      chips   % pot    freq  combos
        f     fold                       50.0 %     1.3
        c     call           50          20.0 %     0.5
        r150  all-in 150    150  50.0 %  30.0 %     0.8

        hand  reach        f       c   r150
        AhJh   1.00  100.0 %   0.0 %  0.0 %
        AdJd   0.50   50.0 %  50.0 %  0.0 %

        ... 1 more
        """)
  }

  @Test func missingHandsAreNamedWithTheReason() throws {
    let hands = try NodeTable.Hands.these([CardSet("QsTs"), CardSet("AsQh"), CardSet("3h3d")])
    let text = try NodeTable(view(), hands: hands).text(style: .plain, width: 80)
    #expect(text.contains("QsTs   0.00  100.0 %"))
    #expect(text.contains("AsQh: As is on the board"))
    #expect(text.contains("3h3d: not in the range of IP"))
  }

  @Test func withoutHandsThereIsOneTable() throws {
    #expect(try NodeTable(view()).text(style: .plain, width: 80).split(separator: "\n", omittingEmptySubsequences: false).count == 6)
  }
}
