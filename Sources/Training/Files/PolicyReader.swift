import Abstraction
import CFR
import Cards
import Foundation

/// Brings an exported JSON policy back, to be asked and evaluated. It holds strategies only, so regrets start from nothing.
///
/// Every row is checked: a file that lacks one, has one too many, or gives deals that suits make alike different strategies is refused.
public struct PolicyReader {
  public let path: String

  public init(_ path: String) { self.path = path }

  private struct Row: Decodable {
    var player: String
    var hand: String
    var board: String
    var line: String
    var actions: [String: Double]

    /// What the row is of, for messages.
    var name: String { "\(player) \(hand) at \"\(line)\" on \(board.isEmpty ? "no board" : board)" }
  }

  private struct Rows: Decodable {
    var rows: [Row]
    /// What the file holds, if that is not all.
    var part: PolicyPart?
  }

  /// What a row is of.
  private struct Key: Hashable {
    var line: String
    var board: CardSet
    var hand: CardSet
  }

  public func load(crew: WorkerCrew, workers: Int, memoryLimit: Int? = nil) throws -> VectorTrainer {
    let data: Data
    do { data = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
      throw FileError.system(path: path, action: "read", reason: systemReason(error))
    }
    let header = try SolveHeader(json: data, format: PolicyFile.format, path: path)
    let file: Rows
    do { file = try JSONDecoder().decode(Rows.self, from: data) } catch let error as DecodingError {
      throw damaged("it cannot be read: \(error.text)")
    }
    if let part = file.part {
      throw FileError.partial(path: path, part: part.line.map { "the line \"\($0)\"" } ?? "the streets \((part.streets ?? []).joined(separator: ", "))")
    }
    var job = try header.job(path: path, workers: workers, memoryLimit: memoryLimit, discount: nil)
    if job.discount.variant == nil { job.discount = DiscountSchedule(.vanilla, name: "cfr") }
    let found = try index(file.rows)
    let trainer = try SolveHeader.trainer(job, crew: crew, path: path)
    try fill(trainer.solver, found)
    try compare(trainer.solver, found)
    trainer.holdsPolicy = true
    return trainer
  }

  private func damaged(_ problem: String) -> FileError { .damaged(path: path, problem: problem) }

  private func index(_ rows: [Row]) throws(FileError) -> [Key: Row] {
    var found: [Key: Row] = [:]
    for row in rows {
      let actions = row.actions.sorted { $0.key < $1.key }
      let total = actions.reduce(0) { $0 + $1.value }
      if let (label, value) = actions.first(where: { !($0.value >= 0) }) {
        throw damaged("the row of \(row.name): the probability of \(label) is \(value)")
      }
      guard abs(total - 1) < 1e-6 else { throw damaged("the row of \(row.name): its probabilities sum to \(total), not 1") }
      guard let hand = try? Card.list(row.hand), let board = try? Card.list(row.board) else { throw damaged("the row of \(row.name): unreadable cards") }
      let key = Key(line: row.line, board: CardSet(board), hand: CardSet(hand))
      guard found.updateValue(row, forKey: key) == nil else { throw damaged("the row of \(row.name) is there twice") }
    }
    return found
  }

  /// The probabilities of a row in the order of the actions, after its player and actions were compared with the game's.
  private func probabilities(_ key: Key, player: String, labels: [String], in rows: [Key: Row]) throws(FileError) -> [Double] {
    guard let row = rows[key] else {
      throw damaged("no row of \(player) \(key.hand) at \"\(key.line)\" on \(key.board.isEmpty ? "no board" : "\(key.board)")")
    }
    guard row.player == player else { throw damaged("the row of \(row.name): \(player) acts there") }
    guard row.actions.count == labels.count, labels.allSatisfy({ row.actions[$0] != nil }) else {
      throw damaged("the row of \(row.name) has the actions \(row.actions.keys.sorted().joined(separator: ", ")); the game has \(labels.joined(separator: ", "))")
    }
    return labels.map { row.actions[$0] ?? 0 }
  }

  private func fill(_ solver: VectorSolver, _ rows: [Key: Row]) throws(FileError) {
    let tree = solver.tree
    for level in 0..<solver.game.levelStart.count - 1 {
      let nodes = tree.decisions(street: level)
      for (boards, dealt) in solver.representativeBoards(street: level) where !nodes.isEmpty {
        let board = CardSet(tree.rules.board + dealt.joined())
        for node in nodes {
          let labels = tree.nodes[node].children.map(tree.label), line = tree.line(node)
          let player = Int(tree.nodes[node].player)
          var table = labels.map { _ in [Double]() }
          for hand in solver.hands(player, board: boards[boards.count - 1]) {
            let row = try probabilities(
              Key(line: line, board: board, hand: hand), player: tree.rules.seatName(player), labels: labels, in: rows)
            for (i, probability) in row.enumerated() { table[i].append(probability) }
          }
          solver.setAverage(node, boards: boards, table)
        }
      }
    }
  }

  /// Compares every row with what the solve now plays.
  private func compare(_ solver: VectorSolver, _ rows: [Key: Row]) throws {
    let tree = solver.tree
    var rest = rows
    for level in 0..<solver.game.levelStart.count - 1 {
      let nodes = tree.decisions(street: level)
      for dealt in solver.deals(street: level) where !nodes.isEmpty {
        let board = CardSet(tree.rules.board + dealt.joined())
        for node in nodes {
          let strategy = try solver.strategy(at: PublicPlace(node: node, dealt: dealt))
          let labels = strategy.children.map(tree.label), line = tree.line(node), player = tree.rules.seatName(strategy.player)
          for (hand, played) in zip(solver.hands[strategy.player].cards, strategy.probabilities) {
            guard let played else { continue }
            let key = Key(line: line, board: board, hand: hand)
            let row = try probabilities(key, player: player, labels: labels, in: rows)
            guard zip(row, played).allSatisfy({ abs($0 - $1) < 1e-5 }) else {
              throw damaged("the row of \(player) \(hand) at \"\(line)\" on \(board) differs from that of a deal that suits make the same")
            }
            rest[key] = nil
          }
        }
      }
    }
    if let row = rest.values.min(by: { $0.name < $1.name }) { throw damaged("the row of \(row.name) is of no decision of the game") }
  }
}

extension BettingTree {
  /// The decisions of a street, in node order.
  func decisions(street: Int) -> [Int] { nodes.indices.filter { nodes[$0].kind == .decision && Int(nodes[$0].street) == street } }
}
