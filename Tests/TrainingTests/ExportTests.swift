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

  /// Reach, equity and EV of rows are what questions answer.
  @Test(arguments: [TestGame.leduc, .turn])
  func valuesAreThoseOfTheSolve(_ game: TestGame) throws {
    struct Valued: Decodable {
      var player, hand, line: String
      var actions: [String: Double]
      var reach: Double
      var equity, ev: Double?
      var evs: [String: Double?]
    }
    struct Policy: Decodable { var rows: [Valued] }
    let trainer = try game.trainer(), solver = trainer.solver
    try trainer.iterate(25)
    let values = try trainer.evaluate().handValues, equities = solver.game.equities()
    // Leduc begins with an ante of 1, which the EV of a decision no longer counts as spent.
    let ante = game == .leduc ? 1.0 : 0
    let file = try #require(PolicyFile(scratch.path("v.json")))
    try file.write(trainer, PolicySelection(isValued: true))
    let rows = try JSONDecoder().decode(Policy.self, from: Data(contentsOf: URL(fileURLWithPath: scratch.path("v.json")))).rows
    #expect(rows.count == (try self.rows(write("p.json", trainer))).count)
    for row in rows {
      if let ev = row.ev {
        let mean = row.actions.reduce(0) { $0 + $1.value * ((row.evs[$1.key] ?? nil) ?? .nan) }
        #expect(abs(mean - ev) < 1e-4)
        if let fold = row.evs["f"] { #expect(fold == 0) }
      }
      guard row.line == "" else { continue }
      let h = try #require(solver.hands[0].cards.firstIndex { $0.description == row.hand })
      #expect(row.player == "oop" && abs(row.reach - solver.hands[0].weights[h]) < 1e-7)
      #expect(abs(try #require(row.ev) - ante - (values[0][h] ?? .nan)) < 1e-5)
      #expect(abs(try #require(row.equity) - (equities[0][h] ?? .nan)) < 1e-6)
    }
    // What has values can be loaded like what has none.
    let loaded = try PolicyReader(scratch.path("v.json")).load(crew: makeCrew(), workers: 0)
    #expect(abs(try loaded.evaluate().exploitability - trainer.evaluate().exploitability) < 1e-5)
    // CSV has the same numbers in its last columns.
    try #require(PolicyFile(scratch.path("v.csv"))).write(trainer, PolicySelection(isValued: true))
    let lines = try String(contentsOfFile: scratch.path("v.csv"), encoding: .utf8).split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(lines[0].suffix(4).elementsEqual(["reach", "equity", "ev", "evs"]))
    for (cells, row) in zip(lines.dropFirst(), rows) {
      #expect(Double(cells[6]) == row.reach && Double(cells[7]) == row.equity && Double(cells[8]) == row.ev)
      #expect(cells[9].split(separator: " ").compactMap { Double($0) } == (row.ev == nil ? [] : cells[4].split(separator: " ").map { (row.evs[String($0)] ?? nil) ?? .nan }))
    }
  }

  /// One decision on one deal, or on all; and why neither can be loaded.
  @Test func oneLine() throws {
    let trainer = try TestGame.turn.trainer(), tree = trainer.job.tree
    try trainer.iterate(5)
    func export(_ line: String) throws -> [Row] {
      let file = try #require(PolicyFile(scratch.path("l.json")))
      try file.write(trainer, PolicySelection(place: try tree.findPattern(line)))
      return try rows(String(contentsOfFile: scratch.path("l.json"), encoding: .utf8))
    }
    let all = try rows(write("p.json", trainer))
    let root = try export("x")
    #expect(root.count == all.count { $0.line == "x" } && Set(root.map(\.line)) == ["x"])
    #expect(message { _ = try PolicyReader(scratch.path("l.json")).load(crew: makeCrew(), workers: 0) }?.contains("holds the strategies of the line \"x\" only, and a policy is loaded whole") == true)
    let river = try export("x-x/2s/x")
    #expect(Set(river.map(\.board)) == ["Td9d6hQc2s"] && river.count == all.count { $0.line == "x-x/x" && $0.board.hasSuffix("2s") })
    let rivers = try export("x-x/*/x")
    #expect(rivers.count == all.count { $0.line == "x-x/x" } && Set(rivers.map(\.board)).count == 48)
    _ = try write("s.json", trainer, streets: ["turn"])
    #expect(message { _ = try PolicyReader(scratch.path("s.json")).load(crew: makeCrew(), workers: 0) }?.contains("holds the strategies of the streets turn only") == true)
    // All streets by name are all there is.
    _ = try write("s.json", trainer, streets: ["river", "turn"])
    _ = try PolicyReader(scratch.path("s.json")).load(crew: makeCrew(), workers: 0)
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
