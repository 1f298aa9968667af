import Abstraction
import CFR
import Cards
import Foundation

/// Brings an exported JSON policy back, to be asked and evaluated. It holds strategies only, so regrets start from nothing.
public struct PolicyReader {
  public let path: String

  public init(_ path: String) { self.path = path }

  private struct Row: Decodable {
    var player: String
    var hand: String
    var board: String
    var line: String
    var actions: [String: Double]
  }

  private struct Rows: Decodable { var rows: [Row] }

  /// What a row is of.
  private struct Key: Hashable {
    var line: String
    var board: UInt64
    var hand: UInt64
  }

  public func load(crew: WorkerCrew, workers: Int, memoryLimit: Int? = nil, evaluateEvery: Int = 10) throws -> VectorTrainer {
    let data: Data
    do { data = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
      throw FileError.system(path: path, action: "read", reason: systemReason(error))
    }
    let header: SolveHeader, rows: [Row]
    do {
      header = try JSONDecoder().decode(SolveHeader.self, from: data)
      rows = try JSONDecoder().decode(Rows.self, from: data).rows
    } catch { throw FileError.damaged(path: path, problem: "it is no policy of holdem-lua, or was cut short: \(Self.text(error))") }
    guard header.format == "holdem-lua policy" else { throw FileError.damaged(path: path, problem: "its format is \"\(header.format)\", not \"holdem-lua policy\"") }
    var job = try header.job(path: path, workers: workers, memoryLimit: memoryLimit, evaluateEvery: evaluateEvery, discount: nil)
    job.discount = job.discount.variant == nil ? DiscountSchedule(.vanilla, name: "cfr") : job.discount
    let trainer = try VectorTrainer(job, crew: crew)
    try fill(trainer.solver, try index(rows, job.tree))
    return trainer
  }

  private static func text(_ error: any Error) -> String {
    if case DecodingError.dataCorrupted(let context) = error { return context.debugDescription }
    if case DecodingError.keyNotFound(let key, _) = error { return "`\(key.stringValue)` is missing" }
    return "\(error)"
  }

  private func index(_ rows: [Row], _ tree: BettingTree) throws -> [Key: [String: Double]] {
    var found: [Key: [String: Double]] = [:]
    for row in rows {
      let place = "the row of \(row.player) \(row.hand) at \"\(row.line)\" on \(row.board.isEmpty ? "no board" : row.board)"
      let total = row.actions.values.reduce(0, +)
      guard row.actions.values.allSatisfy({ $0 >= 0 && $0.isFinite }), abs(total - 1) < 1e-6 else {
        throw FileError.damaged(path: path, problem: "\(place): its probabilities sum to \(total), not 1")
      }
      guard let hand = try? Card.list(row.hand), row.board.isEmpty || (try? Card.list(row.board)) != nil else {
        throw FileError.damaged(path: path, problem: "\(place): unreadable cards")
      }
      let board = row.board.isEmpty ? [] : (try? Card.list(row.board)) ?? []
      found[Key(line: row.line, board: CardSet(board).rawValue, hand: CardSet(hand).rawValue)] = row.actions
    }
    return found
  }

  private func fill(_ solver: VectorSolver, _ rows: [Key: [String: Double]]) throws {
    let tree = solver.tree
    for level in 0..<solver.game.levelStart.count - 1 {
      let nodes = tree.nodes.indices.filter { tree.nodes[$0].kind == .decision && Int(tree.nodes[$0].street) == level }
      for (boards, dealt) in solver.representativeBoards(street: level) where !nodes.isEmpty {
        let board = CardSet(tree.rules.board + dealt.joined()).rawValue
        for node in nodes {
          let labels = tree.nodes[node].children.map(tree.label), line = tree.line(node)
          let player = Int(tree.nodes[node].player)
          var table = labels.map { _ in [Double]() }
          for hand in solver.hands(player, board: boards[boards.count - 1]) {
            guard let actions = rows[Key(line: line, board: board, hand: hand.rawValue)] else {
              throw FileError.damaged(path: path, problem: "no row of \(tree.rules.seatName(player)) \(hand) at \"\(line)\" on \(CardSet(rawValue: board))")
            }
            guard Set(actions.keys) == Set(labels) else {
              throw FileError.damaged(path: path, problem: "the row of \(hand) at \"\(line)\" has the actions \(actions.keys.sorted().joined(separator: ", ")); the game has \(labels.joined(separator: ", "))")
            }
            for (i, label) in labels.enumerated() { table[i].append(actions[label] ?? 0) }
          }
          solver.setAverage(node, boards: boards, table)
        }
      }
    }
  }
}
