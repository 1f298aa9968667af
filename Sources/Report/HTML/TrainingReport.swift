import Abstraction
import Cards
import Foundation
import Game

/// The report of a sampled training: the curve of its evaluations, and the strategies of the first street. Hands are classes (`AKs`) where the game begins without a board, since
/// suits do not matter then. There are no EVs: sampling works out none of single hands.
public struct TrainingReport {
  let tree: BettingTree
  /// The strategy of a hand at a decision of the first street: a probability an action.
  let strategy: (_ node: Int, _ hand: CardSet) -> [Double]
  public var title: String
  public var method: String
  public var program: String
  public var iterations: Int
  public var seconds: Double?
  public var evaluations: [SolveReport.Point] = []
  /// What the evaluations measured.
  public var measure = "exploitability"
  /// Lines for the table of what was trained: name, text.
  public var facts: [(String, String)] = []

  /// Decisions that a report holds; of larger first streets those that the fewest actions lead to.
  static let decisionLimit = 10_000

  public init(_ tree: BettingTree, title: String, method: String, program: String, iterations: Int, seconds: Double? = nil, strategy: @escaping (_ node: Int, _ hand: CardSet) -> [Double]) {
    self.tree = tree
    self.strategy = strategy
    self.title = title
    self.method = method
    self.program = program
    self.iterations = iterations
    self.seconds = seconds
  }

  /// A hand, or a class of hands by one of its members.
  private struct Holding {
    var text: String
    var cards: CardSet
    var weight: Double
  }

  private var holdings: [Holding] {
    let rules = tree.rules, left = rules.deck.cards.subtracting(CardSet(rules.board))
    guard rules.holeCards == 2 else { return left.map { Holding(text: "\($0)", cards: CardSet($0), weight: 1) } }
    let live = Combo.all.filter { $0.cards.isSubset(of: left) }
    guard rules.board.isEmpty else { return live.map { Holding(text: "\($0)", cards: $0.cards, weight: 1) } }
    return HandClass.all.compactMap { handClass in
      let members = live.filter { HandClass($0) == handClass }
      return members.first.map { Holding(text: "\(handClass)", cards: $0.cards, weight: Double(members.count)) }
    }
  }

  /// Writes the page from front to back.
  public func write(to sink: @escaping (String) throws -> Void) throws {
    let last = lastNode
    let (nodes, numbers) = ReportHead.Nodes.of(tree, through: 0) { node in
      let parent = Int(tree.nodes[node].parent)
      return parent < 0 || tree.nodes[parent].children.upperBound <= last
    }
    let holdings = holdings
    let page = try ReportPage(head(nodes, holdings, isCut: last < tree.nodes.count), to: sink)
    var chunk = ReportChunk(bits: 16)
    for (node, number) in numbers.enumerated() where number >= 0 && nodes.kind[number] == 0 && nodes.first[number] >= 0 {
      let rows = holdings.map { strategy(node, $0.cards) }
      chunk.add(strategy: tree.nodes[node].children.indices.map { action in rows.map { $0[action - tree.nodes[node].children.startIndex] } })
    }
    try page.add(chunk, board: 0, root: 0)
    try page.finish()
  }

  /// The end of the nodes that are written.
  private var lastNode: Int {
    var decisions = 0
    for (index, node) in tree.nodes.enumerated() where node.street == 0 && node.kind == .decision {
      decisions += 1
      if decisions > Self.decisionLimit { return index }
    }
    return tree.nodes.count
  }

  private func head(_ nodes: ReportHead.Nodes, _ holdings: [Holding], isCut: Bool) -> ReportHead {
    let rules = tree.rules, last = evaluations.last
    let hasShare = measure == "exploitability" && tree.startingPot > 0 && !tree.hasUtility
    var notes = ["Of sampled training the strategies of the \(rules.streets[0].name) are in the file, in 16 bits (steps of 0.0015 %); later streets are not, and EVs are not known."]
    if isCut { notes.append("Cut: of the \(rules.streets[0].name) the first \(countText(Self.decisionLimit)) decisions are in the file.") }
    if measure != "exploitability" { notes.append("Local best response is a lower bound of the exploitability.") }
    return ReportHead(
      program: program, title: title,
      players: (0..<tree.players).map { seat in
        ReportHead.Player(
          name: tree.seatTitle(seat), stack: tree.chips(rules.stacks[seat]), hands: holdings.map(\.text), weights: holdings.map(\.weight))
      },
      board: rules.board.map(\.description), pot: tree.startingPot, bigBlind: rules.bigBlind > 0 ? tree.chips(rules.bigBlind) : nil,
      isUtility: tree.hasUtility, noun: rules.handNoun, method: method, iterations: iterations, seconds: seconds, exploitability: last?.exploitability,
      exploitabilityShare: hasShare ? last.map { $0.exploitability / tree.startingPot } : nil, measure: measure == "exploitability" ? nil : measure,
      facts: facts.map { ReportHead.Fact(name: $0.0, text: $0.1) }, notes: notes,
      streets: rules.streets.map { ReportHead.Street(name: $0.name, cards: $0.boardCards) }, through: 0, bits: 16, hasValues: false,
      symmetry: [[0, 1, 2, 3]], boards: ReportHead.Boards(parent: [-1], cards: [""]), nodes: nodes,
      evaluations: evaluations.map { ReportHead.Evaluation(iteration: $0.iteration, seconds: $0.seconds, exploitability: $0.exploitability) })
  }
}
