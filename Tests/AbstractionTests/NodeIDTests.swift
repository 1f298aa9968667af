import Cards
import Game
import Testing

@testable import Abstraction

/// Lines as other tools write them.
@Suite struct NodeIDTests {
  @Test func idsAreCumulative() throws {
    let tree = try spotTree("50%, a / 3x", from: "flop", pot: 100, stacks: [1000, 1000])
    for (line, id) in [
      ("", "r:0"), ("x", "r:0:c"), ("b50-r150-c", "r:0:b50:b150:c"), ("x-b50-c/2s/x-b100-c/2c/b200", "r:0:c:b50:c:2s:c:b150:c:2c:b350"),
      ("b50-f", "r:0:b50:f"), ("b1000", "r:0:b1000"), ("b50-r150-c/2s/b200-r600", "r:0:b50:b150:c:2s:b350:b750"),
    ] {
      let place = try tree.find(line)
      #expect(tree.nodeID(place) == id)
      let found = try tree.find(id)
      #expect(found.node == place.node && found.dealt == place.dealt)
    }
    // Any cards, for locks.
    #expect(try tree.findPattern("r:0:c:c:*").node == tree.findPattern("x-x/*").node)
  }

  /// Every node of a tree has an id of its own, which leads back to it.
  @Test(arguments: ["preflop", "turn"]) func idsLeadBack(_ street: String) throws {
    let tree: BettingTree
    if street == "preflop" {
      let rules = try GameRules.noLimit(stacks: [20, 20], smallBlind: 1, bigBlind: 2)
      tree = try BettingTreeBuilder.build(rules, BetAbstraction(.rules([MenuRule(menu: try BetMenu(parsing: "a / 2.5x, a"))]), options: .plain))
      // The small blind's 1 and the big blind's 2 count: after a call and a check both have put in 2.
      #expect(try tree.nodeID(tree.find("c-x/Td9d6h/a")) == "r:0:c:c:Td9d6h:b20")
    } else {
      tree = try spotTree("50%, a / 3x", from: street)
    }
    var ids: Set<String> = []
    for node in tree.nodes.indices {
      let place = try tree.find(tree.lineWithCards(node))
      let id = tree.nodeID(place)
      if tree.nodes[node].kind != .deal { ids.insert(id) }
      #expect(try tree.find(id).node == place.node)
    }
    // A deal and the decision after it differ in the cards alone.
    #expect(ids.count == tree.nodes.count { $0.kind != .deal })
  }

  @Test func wrongIdsAreErrors() throws {
    let tree = try spotTree("50%", from: "turn")
    for (id, problem) in [
      ("r:0:b60", "line \"r:0:b60\": no action `b60` for oop; there are c, b50"), ("r:0:x:b50", "line \"r:0:x:b50\": no action `x` for oop; there are c, b50"),
      ("r:0:c:c:Qc", "Qc is already on the board"), ("r:0:c:c:x", "expected the card of the river here, such as `x-x/Qc`, not `x`"),
      ("r:0:b50:f:c", "line \"r:0:b50:f:c\": the hand is over before `c`"), ("r:1", "no action `r` for oop"),
    ] {
      #expect { _ = try tree.find(id) } throws: { "\($0)".contains(problem) }
    }
  }
}
