import Abstraction
import CFR
import Cards
import Game
import Report

/// A game that was solved here, in the coordinator alone.
final class SolvedGame {
  let solver: VectorSolver
  let evaluation: Evaluation

  /// The memory of a solve, which its solver keeps.
  private final class Memory {
    let base: UnsafeMutableRawPointer

    init(bytes: Int) {
      base = .allocate(byteCount: bytes, alignment: 64)
      base.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    }

    deinit { base.deallocate() }
  }

  init(_ tree: BettingTree, ranges: [HandRange]? = nil, iterations: Int) throws {
    let builder = try VectorGameBuilder(tree: tree, ranges: ranges, storage: .f64, predicts: false)
    let layout = builder.image.withUnsafeBytes { VectorLayout(VectorGame(image: $0.baseAddress!), writers: 0) }
    let memory = Memory(bytes: layout.byteCount)
    let solver = VectorSolver(builder, layout: layout, memory: memory.base, owner: memory)
    let discount = Discount.dcfr(alpha: 1.5, beta: 0, gamma: 2)
    for iteration in 1...iterations { try solver.iterate(discount.factors(iteration: iteration)) { solver.runHere($0) } }
    evaluation = try solver.evaluate { solver.runHere($0) }
    self.solver = solver
  }

  func view(_ line: String) throws -> NodeView { try NodeView(solver, at: PublicPlace(line, in: solver.tree)) }
}

enum Games {
  static func kuhn() throws -> BettingTree { try BettingTreeBuilder.build(.kuhn(), BetAbstraction(.none)) }

  /// A pot of 100 on the river, 150 behind.
  static func river(rake: Rake = .none, bets: [BetSize] = [.pot(0.5), .allIn]) throws -> BettingTree {
    let rules = try GameRules.spot(board: Card.list("AsKd7h4c2s"), pot: 100, stacks: [150, 150], rake: rake)
    return try BettingTreeBuilder.build(rules, BetAbstraction(BetMenu(bets: bets, raises: [.allIn])))
  }

  /// Out of position first.
  static func ranges() throws -> [HandRange] { try [HandRange("AA,77,AQs:0.5,QJs"), HandRange("KK,AJs,AJo,QTs")] }

  /// Heads-up before the flop in half chips: blinds 0.5 and 1, 100 behind, a raise to 2.5 or all-in, no bets after the flop.
  static func preflop() throws -> BettingTree {
    let rules = try GameRules.noLimit(stacks: [200, 200], smallBlind: 1, bigBlind: 2, unitsPerChip: 2)
    let menu = BetMenu(bets: [], raises: [.chips(2.5), .allIn])
    return try BettingTreeBuilder.build(
      rules, BetAbstraction(.rules([MenuRule(street: "preflop", menu: menu)]), options: BetOptions(addAllIn: 0, forceAllIn: 0)))
  }

  /// A pot of 100 on the turn, 150 behind, and one bet of half the pot a street, so that cards are dealt within lines.
  static func turn() throws -> BettingTree {
    let rules = try GameRules.spot(board: Card.list("AsKd7h4c"), pot: 100, stacks: [150, 150])
    let bets = BetAbstraction(BetMenu(bets: [.pot(0.5)], raises: []), options: BetOptions(addAllIn: 0, forceAllIn: 0))
    return try BettingTreeBuilder.build(rules, bets)
  }
}

extension String {
  /// The text without escape sequences of colours.
  var stripped: String {
    var text = ""
    var isEscape = false
    for character in self {
      if character == "\u{1B}" { isEscape = true } else if !isEscape { text.append(character) } else if character == "m" { isEscape = false }
    }
    return text
  }

  /// The widest line, without escape sequences.
  var columns: Int { stripped.split(separator: "\n").map(\.count).max() ?? 0 }
}
