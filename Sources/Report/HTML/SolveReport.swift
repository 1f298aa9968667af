import Abstraction
import CFR
import Cards
import Foundation
import Game

/// The report of a vector solve: every decision of the streets up to `through`, with strategies, EVs and equities of all hands.
public struct SolveReport {
  /// An evaluation on the way: exploitability in chips after an iteration.
  public struct Point: Hashable, Sendable {
    public var iteration: Int
    /// Since the first iteration, if known.
    public var seconds: Double?
    public var exploitability: Double

    public init(iteration: Int, seconds: Double?, exploitability: Double) {
      self.iteration = iteration
      self.seconds = seconds
      self.exploitability = exploitability
    }
  }

  let solver: VectorSolver
  let summary: SolveSummary
  let ranges: [HandRange]?
  /// What the report is headed with, the method in words, and the program's name and version.
  public var title: String
  public var method: String
  public var program: String
  public var evaluations: [Point]
  /// The last street that is embedded.
  public let through: Int
  /// Bits of probabilities and equities.
  public let bits: Int

  /// Bytes of rows, before compression, up to which a report holds all streets, and up to which it has 16 bits.
  static let wholeLimit = 64 << 20

  /// - Parameters:
  ///   - summary: of the solver as it is now.
  ///   - ranges: out of position first; nil where every hand is dealt.
  ///   - through: the last street to embed; nil for all streets, of flop spots that would be too large for all but the river, or but the turn.
  public init(
    _ solver: VectorSolver, summary: SolveSummary, ranges: [HandRange]?, title: String? = nil, method: String, program: String,
    evaluations: [Point] = [], through: Int? = nil
  ) {
    self.solver = solver
    self.summary = summary
    self.ranges = ranges
    self.method = method
    self.program = program
    self.evaluations = evaluations
    let rules = solver.tree.rules
    self.title = title ?? (rules.board.isEmpty ? Self.name(rules) : rules.board.map(\.description).joined(separator: " "))
    let last = Self.lastStreet(solver)
    // Spots from the turn or river on, and small games, are whole.
    let isFlop = rules.holeCards == 2 && last >= 2
    var chosen = min(last, through ?? last)
    if through == nil, isFlop { while chosen > 0, Self.size(solver, through: chosen, bits: 16) > Self.wholeLimit { chosen -= 1 } }
    self.through = chosen
    bits = Self.size(solver, through: chosen, bits: 16) > Self.wholeLimit ? 8 : 16
  }

  private static func name(_ rules: GameRules) -> String {
    rules.holeCards == 1 ? "\(plural(rules.players, "player")), one hole card" : "Before the flop"
  }

  /// The last street with decisions.
  private static func lastStreet(_ solver: VectorSolver) -> Int {
    solver.tree.nodes.reduce(0) { $1.kind == .decision ? max($0, Int($1.street)) : $0 }
  }

  /// Bytes of all rows before they are compressed.
  static func size(_ solver: VectorSolver, through: Int, bits: Int) -> Int {
    let game = solver.game
    var total = 0
    for street in 0...min(through, game.levelStart.count - 2) {
      let decisions = solver.tree.nodes.filter { $0.kind == .decision && Int($0.street) == street }
      for board in game.levelStart[street]..<game.levelStart[street + 1] {
        let hands = [Int(game.boards[board].hands0.count), Int(game.boards[board].hands1.count)]
        for node in decisions {
          let own = Int(node.player)
          total += ReportChunk.size(actions: Int(node.childCount), own: hands[own], other: hands[1 - own], bits: bits)
        }
      }
    }
    return total
  }

  /// Writes the page from front to back.
  public func write(to sink: @escaping (String) throws -> Void) throws {
    let (nodes, numbers) = ReportHead.Nodes.of(solver.tree, through: through)
    let page = try ReportPage(head(nodes), to: sink)
    // Of one board at a time, the chunk of each subtree.
    var pending: [Int: [DecisionValues]] = [:]
    var board = -1
    func flush() throws {
      for (root, decisions) in pending.sorted(by: { $0.key < $1.key }) {
        var chunk = ReportChunk(bits: bits)
        for decision in decisions.sorted(by: { $0.node < $1.node }) { chunk.add(decision) }
        try page.add(chunk, board: board, root: numbers[root])
      }
      pending.removeAll()
    }
    try solver.forEachDecision(through: through) { decision in
      let own = decision.boards[decision.boards.count - 1]
      if own != board { try flush() }
      board = own
      pending[solver.tree.streetRoot(decision.node), default: []].append(decision)
    }
    try flush()
    try page.finish()
  }

  private func head(_ nodes: ReportHead.Nodes) -> ReportHead {
    let tree = solver.tree, rules = tree.rules
    return ReportHead(
      program: program, title: title,
      players: (0..<2).map { seat in
        ReportHead.Player(
          name: tree.seatTitle(seat), stack: tree.chips(rules.stacks[seat]), equity: summary.players[seat].equity,
          value: summary.players[seat].value, gain: summary.players[seat].gain, hands: solver.hands[seat].cards.map(\.description),
          weights: solver.hands[seat].weights)
      },
      board: rules.board.map(\.description), pot: tree.startingPot, bigBlind: summary.bigBlind, isUtility: summary.isUtility, noun: rules.handNoun,
      method: method, iterations: summary.iterations, seconds: summary.seconds, exploitability: summary.exploitability,
      exploitabilityShare: summary.shareOfPot(summary.exploitability), facts: facts, notes: notes,
      streets: rules.streets.map { ReportHead.Street(name: $0.name, cards: $0.boardCards) }, through: through, bits: bits, hasValues: true,
      symmetry: solver.symmetry.map { permutation in Suit.allCases.map { Int(permutation($0).rawValue) } }, boards: boards, nodes: nodes,
      evaluations: evaluations.map { ReportHead.Evaluation(iteration: $0.iteration, seconds: $0.seconds, exploitability: $0.exploitability) })
  }

  private var facts: [ReportHead.Fact] {
    let tree = solver.tree, rules = tree.rules
    var facts = zip(ranges ?? [], 0...).map { ReportHead.Fact(name: "\(tree.seatTitle($1)) range", text: $0.description) }
    if rules.rake.rate > 0 {
      let cap = rules.rake.cap == .max ? "" : ", at most \(tree.chipText(rules.rake.cap))"
      facts.append(.init(name: "Rake", text: percentText(rules.rake.rate, places: 2) + cap))
    }
    let decisions = tree.nodes.count { $0.kind == .decision }
    facts.append(.init(name: "Tree", text: "\(plural(tree.nodes.count, "node")), \(plural(decisions, "decision"))"))
    facts.append(
      .init(
        name: "Boards solved",
        text: rules.streets.indices.prefix(solver.game.levelStart.count - 1).map {
          "\(rules.streets[$0].name) \(countText(solver.game.levelStart[$0 + 1] - solver.game.levelStart[$0]))"
        }.joined(separator: ", ")))
    return facts
  }

  /// What was left out, and how exact the rest is.
  private var notes: [String] {
    let rules = solver.tree.rules
    var notes: [String] = []
    let last = Self.lastStreet(solver)
    if through < last {
      let missing = rules.streets[(through + 1)...last].map(\.name).joined(separator: " and the ")
      notes.append("Cut: the \(missing) of this solve is not in the file. EVs and equities count it all the same.")
    }
    notes.append(
      "Of a single hand, probabilities and equities are kept in \(bits) bits (steps of \(bits == 8 ? "0.4 %" : "0.0015 %")), "
        + "EVs in 16 bits between the lowest and the highest of a decision; numbers of ranges in 32-bit floats."
    )
    if let reason = summary.notZeroSum { notes.append("Not zero-sum (\(reason)): the exploitability is no certificate of equilibrium.") }
    return notes
  }

  private var boards: ReportHead.Boards {
    var boards = ReportHead.Boards()
    let game = solver.game
    for index in 0..<game.levelStart[min(through, game.levelStart.count - 2) + 1] {
      let board = game.boards[index]
      boards.parent.append(Int(board.parent))
      let above = board.parent < 0 ? board.cards : game.boards[Int(board.parent)].cards
      boards.cards.append(CardSet(rawValue: board.cards & ~above).description)
    }
    return boards
  }
}

extension BettingTree {
  /// The first decision of the street that a node is on.
  func streetRoot(_ node: Int) -> Int {
    var node = node
    while node > 0, nodes[node].move != .none { node = Int(nodes[node].parent) }
    return node
  }
}
