import Abstraction
import Cards
import Game
import Testing

/// What holds in every tree, and lines to its nodes and back.
@Suite struct TreeTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    var name: String
    var rules: GameRules
    var bets: String
    var options = BetOptions()
    var testDescription: String { name }
  }

  private static func samples() throws -> [Sample] {
    let flop = try Card.list("Td9d6h"), river = try Card.list("Td9d6hQc2s")
    return [
      Sample(name: "Kuhn", rules: .kuhn(), bets: ""), Sample(name: "Leduc", rules: .leduc(), bets: ""),
      Sample(name: "flop", rules: try .spot(board: flop, pot: 200, stacks: [900, 900]), bets: "60%, e, a / 2.5x"),
      Sample(name: "unequal", rules: try .spot(board: flop, pot: 10, stacks: [70, 31]), bets: "50%, 120% / 3x, a", options: .plain),
      Sample(
        name: "raked", rules: try .spot(board: river, pot: 6000, stacks: [9000, 20000], rake: Rake(rate: 0.05, cap: 300), unitsPerChip: 100),
        bets: "33%, 75%, a / 2.5x"),
      Sample(
        name: "heads-up", rules: try .noLimit(stacks: [4000, 5000], smallBlind: 50, bigBlind: 100, ante: 10), bets: "100%, a / 3x",
        options: BetOptions(raiseCap: 2)),
      Sample(name: "limit", rules: try .limit(stacks: [40, 23], smallBlind: 1, bigBlind: 2, maxRaises: [1, 1, 1, 1]), bets: ""),
      Sample(
        name: "three-handed", rules: try .noLimit(stacks: [30, 40, 50], smallBlind: 1, bigBlind: 2), bets: "a / a", options: .plain),
    ]
  }

  private func tree(_ sample: Sample) throws -> BettingTree {
    try BettingTreeBuilder.build(sample.rules, BetAbstraction(BetMenu(parsing: sample.bets), options: sample.options))
  }

  @Test func shape() throws {
    for sample in try Self.samples() {
      let tree = try tree(sample)
      var next = 1
      for (index, node) in tree.nodes.enumerated() {
        switch node.kind {
        case .decision:
          #expect(node.childCount >= 1)
          let moves = node.children.map { tree.nodes[$0].move }
          #expect(moves.starts(with: [.fold, .call]) || moves.first == .check || moves.first == .call, "\(sample.name): \(moves)")
          let totals = node.children.filter { [.bet, .raise].contains(tree.nodes[$0].move) }.map { tree.nodes[$0].amount }
          #expect(totals == Set(totals).sorted() && moves.count - totals.count <= 2)
        case .deal: #expect(node.childCount == 1 && tree.nodes[Int(node.firstChild)].move == .none)
        case .fold, .showdown: #expect(node.childCount == 0 && tree.terminalIndex[index] >= 0)
        }
        guard node.childCount > 0 else { continue }
        // Children lie side by side after their parents, in the order of their parents: none is missed, none has two.
        #expect(Int(node.firstChild) == next && next > index)
        next += Int(node.childCount)
        for child in node.children { #expect(tree.nodes[child].parent == index) }
      }
      #expect(next == tree.nodes.count && tree.nodes[0].parent == -1)
    }
  }

  /// Every chip in the middle was dead money or paid by someone on the way.
  @Test func potsAreConserved() throws {
    for sample in try Self.samples() {
      let tree = try tree(sample), rules = sample.rules
      for node in tree.nodes.indices {
        var stacks = rules.stacks, bets = [Chips](repeating: 0, count: rules.players), pot = rules.deadMoney
        for seat in 0..<rules.players {
          bets[seat] = min(rules.blinds[seat], stacks[seat] - rules.antes[seat])
          stacks[seat] -= bets[seat] + rules.antes[seat]
          pot += bets[seat] + rules.antes[seat]
        }
        for step in path(to: node, tree) {
          let entry = tree.nodes[step], seat = Int(tree.nodes[Int(entry.parent)].player)
          var total = bets[seat]
          switch entry.move {
          case .none: bets = bets.map { _ in 0 }
          case .call: total = min(bets.max()!, bets[seat] + stacks[seat])
          case .bet, .raise: total = entry.amount
          case .fold, .check: break
          }
          guard entry.move != .none else { continue }
          stacks[seat] -= total - bets[seat]
          pot += total - bets[seat]
          bets[seat] = total
        }
        #expect(tree.nodes[node].pot == pot, "\(sample.name): \(tree.line(node))")
        #expect(stacks.allSatisfy { $0 >= 0 })
      }
    }
  }

  private func path(to node: Int, _ tree: BettingTree) -> [Int] {
    var path: [Int] = []
    var next = node
    while next > 0 {
      path.insert(next, at: 0)
      next = Int(tree.nodes[next].parent)
    }
    return path
  }

  /// What one wins the other loses, but for dead money and rake.
  @Test func payoffsAddUp() throws {
    for sample in try Self.samples() where sample.rules.players == 2 {
      let tree = try tree(sample)
      for node in tree.nodes.indices where tree.terminalIndex[node] >= 0 {
        let first = tree.payoff(node, seat: 0), second = tree.payoff(node, seat: 1)
        let sums = [first.win + second.lose, first.lose + second.win, first.tie + second.tie]
        let shared = Double(sample.rules.deadMoney)
        // Uncalled bets are not raked, so the rake is at most that of the whole pot.
        let rake = min(sample.rules.rake.rate * Double(tree.nodes[node].pot), Double(sample.rules.rake.cap))
        if tree.nodes[node].kind == .fold {
          #expect(first.win == first.tie && first.tie == first.lose)
          #expect(first.win + second.win <= shared && first.win + second.win >= shared - rake - 1e-9)
          #expect(tree.payoff(node, seat: 1 - Int(tree.nodes[node].player)).win <= 0)
        } else {
          for sum in sums { #expect(abs(sum - (shared - rake)) < 1e-9, "\(sample.name): \(tree.line(node))") }
          #expect(first.win > first.lose && second.win > second.lose)
        }
      }
    }
  }

  @Test func linesLeadBack() throws {
    for sample in try Self.samples() {
      let tree = try tree(sample)
      for node in tree.nodes.indices {
        let line = tree.lineWithCards(node)
        let found = try tree.find(line)
        #expect(found.node == node, "\(sample.name): \(line)")
        #expect(found.dealt.count == Int(tree.nodes[node].street))
      }
    }
  }

  @Test func spellingsOfLines() throws {
    let tree = try spotTree("50%, a", from: "turn", stacks: [300, 300])
    let node = try tree.find("x-b50-c/2s/x").node
    for line in ["x-b50-c:2s:x", "x-b50-c 2s x", " x-b50-c / 2s / x ", "x/b50/c/2s/x", "x-b50-c;2s;x", "x-b50-c/2s/x/"] {
      #expect(try tree.find(line).node == node, "\(line)")
    }
    #expect(try tree.find("").node == 0)
    #expect(try tree.find("x-b50-c/2s").dealt == [[#require(Card("2s"))]])
    #expect(try tree.find("a").node == tree.find("b300").node)
  }

  @Test func linesThatDoNotExist() throws {
    let tree = try spotTree("50%", from: "turn", stacks: [300, 300])
    let wrong: [(String, String)] = [
      ("b75", "no action `b75` for oop; there are x, b50"),
      ("b50-x", "no action `x` for ip; there are f, c, r150"),
      ("x-a", "no action `a` for ip; there are x, b50"),
      ("x-x-x", "the next street's cards come here, before `x`"),
      ("b50-f-x", "the hand is over here, before `x`"),
      ("x-x/Td", "Td is already on the board"),
      ("/////", "nothing stands before one of its `/`"),
      ("x-x//Qs", "nothing stands before one of its `/`"),
      ("x-x/2s3s", "expected the card of the river here, such as `x-x/Qc`, not `2s3s`"),
      ("x-x/x", "expected the card of the river here, such as `x-x/Qc`, not `x`"),
    ]
    for (line, problem) in wrong { #expect(throws: AbstractionError.line(line, problem: problem)) { try tree.find(line) } }
    #expect(AbstractionError.line("b75", problem: "no").description == "line \"b75\": no")
    let leduc = try BettingTreeBuilder.build(.leduc(), BetAbstraction(.none))
    #expect(throws: AbstractionError.line("x-x/As", problem: "As is not in the deck")) { try leduc.find("x-x/As") }
  }

  /// A street without cards of its own is entered by its first action.
  @Test func streetsThatDealNothing() throws {
    var rules = GameRules.leduc()
    rules.streets[1].boardCards = 0
    let tree = try BettingTreeBuilder.build(try rules.validated(), BetAbstraction(.none))
    let bet = try tree.find("x-x/b4")
    #expect(tree.nodes[bet.node].street == 1 && bet.dealt == [[]] && tree.label(bet.node) == "b4")
    for node in tree.nodes.indices where tree.nodes[node].kind != .deal { #expect(try tree.find(tree.line(node)).node == node) }
    #expect(try tree.nodes[tree.find("x-x").node].kind == .decision)
  }

  @Test func cardsOfAFlop() throws {
    let rules = try GameRules.noLimit(stacks: [100, 100], smallBlind: 1, bigBlind: 2)
    let tree = try BettingTreeBuilder.build(rules, BetAbstraction(.none))
    let found = try tree.find("c-x/Td9d6h/x-x/Qc/x")
    #expect(found.dealt == [try Card.list("Td9d6h"), try Card.list("Qc")])
    #expect(throws: AbstractionError.line("c-x/Td9d", problem: "expected 3 cards of the flop here, such as `x-x/Qc`, not `Td9d`")) {
      try tree.find("c-x/Td9d")
    }
  }
}
