import Abstraction
import CFR
import Cards
import Foundation
import Testing

@testable import Training

/// What other programs read: a row an information set, with the solve's own strategies.
@Suite struct ExportTests {
  private let scratch: Scratch
  private let trainer: VectorTrainer

  init() throws {
    scratch = try Scratch()
    trainer = try TestGame.leduc.trainer()
    try trainer.iterate(40)
  }

  private func write(_ name: String, _ trainer: VectorTrainer, streets: [String]? = nil) throws -> String {
    try #require(PolicyFile(scratch.path(name))).write(trainer, PolicySelection(streets: streets))
    return try String(contentsOfFile: scratch.path(name), encoding: .utf8)
  }

  private struct Row: Decodable {
    var player: String
    var hand: String
    var board: String
    var line: String
    var actions: [String: Double]
  }

  private func rows(_ json: String) throws -> [Row] {
    struct Policy: Decodable { var rows: [Row] }
    return try JSONDecoder().decode(Policy.self, from: Data(json.utf8)).rows
  }

  @Test func leducHas936Rows() throws {
    #expect(try rows(write("p.json", trainer)).count == 936)
    #expect(try write("p.csv", trainer).split(separator: "\n").count == 937)
    // 6 cards at 6 decisions of the first round; 5 cards on 6 boards at 6 decisions after each of 5 ways to close it.
    #expect(try rows(write("first.json", trainer, streets: ["round 1"])).count == 36)
    #expect(try rows(write("second.json", trainer, streets: ["round 2"])).count == 900)
    #expect(try rows(write("none.json", trainer, streets: [])).isEmpty)
  }

  @Test func kuhnHasTwelveRows() throws {
    let rows = try rows(write("p.json", TestGame.kuhn.trainer()))
    #expect(rows.count == 12)
    #expect(Set(rows.map(\.line)) == ["", "x", "b1", "x-b1"])
    #expect(Set(rows.map(\.hand)).count == 3)
    #expect(rows.allSatisfy { $0.actions.values.allSatisfy { $0 == 0.5 } }, "play begins uniform")
  }

  @Test(arguments: [TestGame.leduc, .turn])
  func everyRowIsTheSolvesStrategy(_ game: TestGame) throws {
    let trainer = try game.trainer(), tree = trainer.job.tree
    try trainer.iterate(25)
    let exported = try rows(write("p.json", trainer))
    var csv = try write("p.csv", trainer).split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    #expect(csv.removeFirst() == ["player", "hand", "board", "line", "actions", "probabilities"])
    #expect(csv.removeLast() == [""])
    try #require(csv.count == exported.count)
    var known: [PublicPlace: NodeStrategy] = [:]
    for (row, cells) in zip(exported, csv) {
      let line = row.line
      // Leduc's board and the turn spot's river are one card, the last of the board.
      let dealt = line.contains("/") ? [[try #require(Card(row.board.suffix(2)))]] : []
      let path = line.split(separator: "/", omittingEmptySubsequences: false)
      let place = try PublicPlace(dealt.isEmpty ? line : "\(path[0])/\(dealt[0][0])/\(path[1])", in: tree)
      let strategy = try known[place] ?? trainer.solver.strategy(at: place)
      known[place] = strategy
      let index = try #require(trainer.solver.hands[strategy.player].cards.firstIndex { $0.description == row.hand })
      let expected = try #require(strategy.probabilities[index])
      let labels = strategy.children.map(tree.label)
      #expect(row.player == ["oop", "ip"][strategy.player])
      #expect(labels.map { row.actions[$0] } == expected.map { $0 } && row.actions.count == labels.count)
      #expect(cells[0..<4] == [row.player, row.hand, row.board, line])
      #expect(cells[4].split(separator: " ").map(String.init) == labels)
      #expect(cells[5].split(separator: " ").map { Double($0) } == expected)
    }
    // Every decision on every board has as many rows as the player has hands there.
    #expect(exported.count == known.values.reduce(0) { $0 + $1.probabilities.count { $0 != nil } })
  }

  @Test func onlyKnownEndingsAreWritten() {
    #expect(PolicyFile("policy.txt") == nil)
    #expect(PolicyFile("policy") == nil)
  }

  @Test(.enabled(if: python != nil, "needs python3"))
  func aFewLinesOfPythonReadIt() throws {
    _ = try write("p.json", trainer)
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../examples/read_policy.py").standardized.path
    let run = try execute(try #require(python), [script, scratch.path("p.json")])
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("936 information sets after 40 iterations of dcfr"))
    let text = try String(contentsOfFile: scratch.path("p.json"), encoding: .utf8)
    let damaged = text.replacing(/"x":0\.\d+/, with: "\"x\":7", maxReplacements: 1)
    try damaged.write(toFile: scratch.path("damaged.json"), atomically: false, encoding: .utf8)
    #expect(try execute(try #require(python), [script, scratch.path("damaged.json")]).status == 1)
  }
}

/// The path of python3, if it is there.
private let python: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/python3" }
  .first { FileManager.default.isExecutableFile(atPath: $0) }
