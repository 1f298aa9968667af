import Abstraction
import Cards
import Game
import Testing

@testable import Report

@Suite struct TreeListingTests {
  @Test func kuhnFitsAPage() throws {
    #expect(
      TreeListing(try Games.kuhn(), depth: 9).text(style: .plain, width: 80) == """
        line              pot  next
        root                2  OOP acts
          x  check          2  IP acts
            x  check        2  showdown
            b1  all-in 1    3  OOP acts
              f  fold       3  IP wins
              c  call       4  showdown
          b1  all-in 1      3  IP acts
            f  fold         3  OOP wins
            c  call         4  showdown
        """)
  }

  @Test func dealsArePassedThrough() throws {
    let tree = try Games.turn()
    let text = TreeListing(tree, from: try tree.find("x").node, depth: 1).text(style: .plain, width: 80)
    #expect(
      text == """
        line           pot  next
        x              100  IP acts
          x  check     100  river, OOP acts ...
          b50  bet 50  150  OOP acts ...
        """)
  }

  @Test func endsBeforeTheRiverSayWhy() throws {
    let rules = try GameRules.spot(board: Card.list("AsKd7h4c"), pot: 100, stacks: [50, 50])
    let tree = try BettingTreeBuilder.build(rules, BetAbstraction(BetMenu(bets: [.allIn], raises: []), options: BetOptions(lastStreet: "turn")))
    #expect(
      TreeListing(tree, depth: 9).text(style: .plain, width: 80) == """
        line                pot  next
        root                100  OOP acts
          x  check          100  IP acts
            x  check        100  checked down
            b50  all-in 50  150  OOP acts
              f  fold       150  IP wins
              c  call       200  all-in, showdown
          b50  all-in 50    150  IP acts
            f  fold         150  OOP wins
            c  call         200  all-in, showdown
        """)
  }

  /// Who has nothing left after the blinds is all-in, though nobody has bet.
  @Test func aBlindCanBeAllIn() throws {
    let rules = try GameRules.noLimit(stacks: [2, 20], smallBlind: 1, bigBlind: 2)
    let tree = try BettingTreeBuilder.build(rules, BetAbstraction(BetMenu(bets: [.allIn], raises: []), options: BetOptions(lastStreet: "preflop")))
    #expect(TreeListing(tree, depth: 1).text(style: .plain, width: 80).contains("c  call    4  all-in, showdown"), "\(TreeListing(tree, depth: 1).text(style: .plain, width: 80))")
  }

  @Test func theCapSaysWhatIsMissing() throws {
    let tree = try Games.turn()
    let all = TreeListing(tree, depth: 20, lineLimit: .max).text(style: .plain, width: 80).split(separator: "\n")
    // Each node but the dealt ones, which their deal stands for, and a heading.
    #expect(all.count == tree.nodes.count { $0.kind != .deal } + 1)
    let some = TreeListing(tree, depth: 20, lineLimit: 5).text(style: .plain, width: 80).split(separator: "\n")
    #expect(Array(some.prefix(6).dropFirst()).count == 5)
    #expect(some.last == "... \(all.count - 6) more")
  }

  @Test(arguments: [40, 60, 80])
  func deepLinesFit(width: Int) throws {
    let text = TreeListing(try Games.turn(), depth: 20, lineLimit: 500).text(style: .plain, width: width)
    #expect(text.columns <= width)
  }
}
