import Abstraction
import CFR
import Cards
import Foundation

/// Average strategies for other programs: one row an information set, in JSON or CSV.
///
/// JSON: `{"format":"holdem-lua policy","version":1,"game":...,"rows":[` and then, each on a line of its own,
/// `{"player":"oop","hand":"AhKh","board":"Td9d6h","line":"x-b120","actions":{"f":0.5,"c":0.5}}`. CSV: the columns player, hand, board, line,
/// actions, probabilities, the last two with a space between entries. Every deal has its rows, also those that suits make alike.
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

  /// Writes the strategies on some streets.
  ///
  /// - Parameter streets: names of streets; nil for all.
  public func write(_ trainer: VectorTrainer, streets: [String]? = nil) throws {
    try trainer.checkWhole()
    let solver = trainer.solver, tree = trainer.job.tree
    var file = try AtomicFile(path)
    if form == .json {
      let header = String(decoding: try SolveHeader(trainer, format: Self.format).json(), as: UTF8.self)
      try file.write(String(header.dropLast()) + ",\"rows\":[")
    } else {
      try file.write("player,hand,board,line,actions,probabilities\n")
    }
    var isFirst = true
    for (level, street) in tree.rules.streets.prefix(solver.game.levelStart.count - 1).enumerated() where streets?.contains(street.name) ?? true {
      let nodes = tree.decisions(street: level)
      guard !nodes.isEmpty else { continue }
      for dealt in solver.deals(street: level) {
        for node in nodes { try write(PublicPlace(node: node, dealt: dealt), solver, tree, to: &file, &isFirst) }
      }
    }
    if form == .json { try file.write("\n]}\n") }
    try file.commit()
  }

  private func write(
    _ place: PublicPlace, _ solver: VectorSolver, _ tree: BettingTree, to file: inout AtomicFile, _ isFirst: inout Bool
  ) throws {
    let strategy = try solver.strategy(at: place)
    let labels = strategy.children.map(tree.label)
    let board = place.board(root: tree.rules.board).map(\.description).joined()
    let player = tree.rules.seatName(strategy.player), line = tree.line(place.node)
    for (cards, mixed) in zip(solver.hands[strategy.player].cards, strategy.probabilities) {
      guard let mixed else { continue }
      switch form {
      case .json:
        let actions = zip(labels, mixed).map { "\"\($0)\":\($1)" }.joined(separator: ",")
        try file.write("\(isFirst ? "" : ",")\n{\"player\":\"\(player)\",\"hand\":\"\(cards)\",\"board\":\"\(board)\",\"line\":\"\(line)\",\"actions\":{\(actions)}}")
      case .csv:
        try file.write("\(player),\(cards),\(board),\(line),\(labels.joined(separator: " ")),\(mixed.map { "\($0)" }.joined(separator: " "))\n")
      }
      isFirst = false
    }
  }
}
