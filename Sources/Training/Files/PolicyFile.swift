import Abstraction
import CFR
import Cards
import Foundation

/// Average strategies for other programs: one row an information set, in JSON or CSV.
///
/// JSON: `{"format":"holdem-lua policy","version":1,"game":...,"rows":[` and then, each on a line of its own,
/// `{"player":"oop","hand":"AhKh","board":"Td9d6h","line":"x-b120","actions":{"f":0.5,"c":0.5}}`. CSV: the columns player, hand, board, line,
/// actions, probabilities, the last two with a space between entries. Every deal has its rows, also those that suits make alike.
///
/// With values a row also has `reach`, `equity`, `ev`, and `evs`, the EV of each action (`DecisionValues`; EVs count from the decision on, so that
/// folding is worth 0); where a hand meets no opposing hand they are `null` in JSON and empty in CSV.
///
/// Rows are written as the game is walked, street by street, board by board; nothing is kept but the rows of one decision.
public struct PolicyFile {
  public enum Form: Sendable { case json, csv }
  static let format = "holdem-lua policy"
  public let path: String
  public let form: Form

  /// - Returns: nil if the name ends neither in `.json` nor in `.csv`.
  public init?(_ path: String) {
    self.path = path
    if path.hasSuffix(".json") { form = .json } else if path.hasSuffix(".csv") { form = .csv } else { return nil }
  }

  /// Writes the strategies that are selected.
  public func write(_ trainer: VectorTrainer, _ selection: PolicySelection = PolicySelection()) throws {
    try trainer.checkWhole()
    let solver = trainer.solver
    var file = try AtomicFile(path)
    try file.write(try head(trainer, selection))
    var rows = PolicyRows(solver, form, isValued: selection.isValued)
    for level in selection.levels(solver) where !solver.tree.decisions(street: level).isEmpty {
      let deals = solver.deals(byBoardOf: level).mapValues { $0.filter(selection.has) }
      try solver.forEachDecision(through: level) { decision in
        guard Int(solver.tree.nodes[decision.node].street) == level, selection.place.map({ $0.node == decision.node }) ?? true else { return }
        for deal in deals[decision.boards[level]] ?? [] { try file.write(rows.text(decision, deal)) }
      }
    }
    if form == .json { try file.write("\n]}\n") }
    try file.commit()
  }

  private func head(_ trainer: VectorTrainer, _ selection: PolicySelection) throws -> String {
    switch form {
    case .csv: return "player,hand,board,line,actions,probabilities\(selection.isValued ? ",reach,equity,ev,evs" : "")\n"
    case .json:
      var head = String(decoding: try SolveHeader(trainer, format: Self.format).json(), as: UTF8.self).dropLast()
      if let part = selection.rest(trainer.job.tree) {
        head += ",\"part\":" + String(decoding: try JSONEncoder().encode(part), as: UTF8.self)
      }
      return head + ",\"rows\":["
    }
  }
}

/// Makes the text of rows. Keeps what decisions on one board have in common.
private struct PolicyRows {
  private let solver: VectorSolver
  private let form: PolicyFile.Form
  private let isValued: Bool
  private var isFirst = true
  /// By player, for each root hand: its place among them.
  private let places: [[CardSet: Int]]
  /// For the players and the deals of the board seen last: the text of each root hand that the deal leaves, and its place in the rows of a decision.
  private var hands: [Key: [(text: String, place: Int)]] = [:]
  private var board = -1

  private struct Key: Hashable {
    var player: Int
    var dealt: [[Card]]
  }

  init(_ solver: VectorSolver, _ form: PolicyFile.Form, isValued: Bool) {
    self.solver = solver
    self.form = form
    self.isValued = isValued
    places = solver.hands.map { Dictionary(uniqueKeysWithValues: $0.cards.enumerated().map { ($0.element, $0.offset) }) }
  }

  /// The rows of a decision on one of the deals that its board stands for, in the order of the root's hands.
  mutating func text(_ decision: DecisionValues, _ deal: SolvedDeal) -> String {
    let tree = solver.tree, player = decision.player
    let board = PublicPlace(node: decision.node, dealt: deal.dealt).board(root: tree.rules.board).map(\.description).joined()
    let labels = tree.nodes[decision.node].children.map(tree.label)
    let names = (player: tree.rules.seatName(player), line: tree.line(decision.node))
    // A utility is no sum that what was paid could be added to.
    let paid = tree.hasUtility ? 0 : tree.paid(by: player, at: decision.node)
    var text = ""
    for (hand, place) in rows(decision, deal) {
      switch form {
      case .json:
        text += isFirst ? "\n" : ",\n"
        text += "{\"player\":\"\(names.player)\",\"hand\":\"\(hand)\",\"board\":\"\(board)\",\"line\":\"\(names.line)\",\"actions\":{"
        text += zip(labels, decision.strategy).map { "\"\($0)\":\($1[place])" }.joined(separator: ",") + "}"
        if isValued {
          text += ",\"reach\":\(Float(decision.reach[player][place])),\"equity\":\(number(decision.equities[player][place]))"
          text += ",\"ev\":\(number(decision.values[player][place] + paid)),\"evs\":{"
          text += zip(labels, decision.actionValues).map { "\"\($0)\":\(number($1[place] + paid))" }.joined(separator: ",") + "}"
        }
        text += "}"
      case .csv:
        text += "\(names.player),\(hand),\(board),\(names.line),\(labels.joined(separator: " ")),"
        text += decision.strategy.map { "\($0[place])" }.joined(separator: " ")
        if isValued {
          let value = decision.values[player][place] + paid
          text += ",\(Float(decision.reach[player][place])),\(number(decision.equities[player][place])),\(number(value)),"
          if value.isFinite { text += decision.actionValues.map { number($0[place] + paid) }.joined(separator: " ") }
        }
        text += "\n"
      }
      isFirst = false
    }
    return text
  }

  /// As many digits as an f32 needs, since values come from tables that have no more; and none after the seventh place, where sums that should be 0 are not.
  private func number(_ value: Double) -> String {
    guard value.isFinite else { return form == .json ? "null" : "" }
    let rounded = (value * 1e7).rounded() / 1e7
    return "\(Float(rounded == 0 ? 0 : rounded))"
  }

  /// The root hands that a deal leaves, with the places of their likenesses in the rows of a decision.
  private mutating func rows(_ decision: DecisionValues, _ deal: SolvedDeal) -> [(text: String, place: Int)] {
    let current = decision.boards[decision.boards.count - 1], player = decision.player
    if current != board { (board, hands) = (current, [:]) }
    let key = Key(player: player, dealt: deal.dealt)
    if let known = hands[key] { return known }
    var place: [Int: Int] = [:]
    for (i, hand) in decision.hands[player].enumerated() { place[hand] = i }
    let found = solver.hands[player].cards.compactMap { cards in
      places[player][deal.toSolved(cards)].flatMap { place[$0] }.map { (text: "\(cards)", place: $0) }
    }
    hands[key] = found
    return found
  }
}
