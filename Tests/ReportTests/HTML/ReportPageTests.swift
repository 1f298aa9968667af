import Abstraction
import CFR
import Cards
import Foundation
import Game
import Testing

@testable import Report

/// What a report's file holds.
struct ReportPageTests {
  static func report(_ game: SolvedGame, title: String? = nil, through: Int? = nil) -> SolveReport {
    let summary = SolveSummary(game.evaluation, tree: game.solver.tree, iterations: game.solver.iterations, seconds: 1.5)
    return SolveReport(
      game.solver, summary: summary, ranges: nil, title: title, method: "CFR (dcfr)", program: "holdem-lua",
      evaluations: [.init(iteration: 10, seconds: 0.5, exploitability: 4), .init(iteration: 30, seconds: 1.5, exploitability: 1)], through: through)
  }

  @Test func theFileNeedsNothingElse() throws {
    let html = try EmbeddedReport(Self.report(DecisionValuesTests.turn(iterations: 2)).write).html
    #expect(html.hasPrefix("<!doctype html>") && html.hasSuffix("</html>\n"))
    let page = html.replacing(/<script type="[a-z\/]+" id="[a-z0-9-]+">[^<]*<\/script>/, with: "").replacing("http://www.w3.org/2000/svg", with: "")
    for outside in ["http:", "https:", "src=", "@import", "url(", "fetch(", "XMLHttpRequest", "WebSocket", "import("] { #expect(!page.contains(outside), "\(outside)") }
    #expect(html.utf8.count < 600_000)
  }

  @Test func textsCannotLeaveTheirElement() throws {
    let html = try EmbeddedReport(Self.report(SolvedGame(Games.river(), ranges: Games.ranges(), iterations: 1), title: "</script><b>&").write).html
    #expect(!html.contains("</script><b>"))
    #expect(html.contains("<title>&lt;/script&gt;&lt;b&gt;&amp;</title>"))
    #expect(try EmbeddedReport { try $0(html) }.head()["title"] as? String == "</script><b>&")
  }

  /// Every number of every chunk, to the precision that the format has.
  @Test func whatIsEmbeddedIsWhatTheSolverSays() throws {
    let game = try DecisionValuesTests.turn(), tree = game.solver.tree
    let report = try EmbeddedReport(Self.report(game).write)
    var readers: [String: ChunkReader] = [:]
    for (id, _) in report.elements where id != "head" { readers[id] = ChunkReader(try report.bytes(id)) }
    var decisions: [(id: String, values: DecisionValues)] = []
    try game.solver.forEachDecision(through: 9) { decisions.append(("d\($0.boards.last!)-\(tree.streetRoot($0.node))", $0)) }
    for (id, values) in decisions.sorted(by: { ($0.id, $0.values.node) < ($1.id, $1.values.node) }) {
      var reader = try #require(readers[id])
      let player = values.player, other = 1 - player, actions = values.strategy.count
      let count = values.hands.map(\.count)
      func same(_ read: Double, _ known: Double?, _ slack: Double) { #expect(known.map { abs(read - $0) <= slack } ?? read.isNaN, "\(id) \(values.node)") }
      for seat in 0..<2 { same(reader.float(), values.combos(seat), 1e-4) }
      for seat in 0..<2 { same(reader.float(), values.mean(values.values[seat], seat), 1e-4) }
      for seat in 0..<2 { same(reader.float(), values.mean(values.equities[seat], seat), 1e-6) }
      for action in 0..<actions { same(reader.float(), values.combos(choosing: action), 1e-4) }
      for action in 0..<actions { same(reader.float(), values.mean(values.actionValues[action], choosing: action), 1e-4) }
      let low = reader.float(), step = reader.float()
      func shares(_ row: [Double?], _ known: [Double]) { for (x, y) in zip(row, known) { same(x ?? .nan, y.isFinite ? y : nil, 0.51 / 65_534) } }
      func chips(_ row: [Double?], _ known: [Double]) { for (x, y) in zip(row, known) { same(x.map { low + $0 * 65_534 * step } ?? .nan, y.isFinite ? y : nil, 0.6 * step + 1e-4) } }
      for action in 0..<actions - 1 { shares(reader.row(count[player], bits: 16), values.strategy[action]) }
      for action in 0..<actions { chips(reader.row(count[player], bits: 16), values.actionValues[action]) }
      chips(reader.row(count[other], bits: 16), values.values[other])
      shares(reader.row(count[player], bits: 16), values.equities[player])
      shares(reader.row(count[other], bits: 16), values.equities[other])
      readers[id] = reader
    }
    let leftOver = readers.filter { !$0.value.isAtEnd }.map(\.key)
    #expect(readers.count > 20 && leftOver == [])
  }

  @Test func aStreetThatIsCutIsNamed() throws {
    let game = try DecisionValuesTests.turn(iterations: 2)
    let whole = try EmbeddedReport(Self.report(game).write), cut = try EmbeddedReport(Self.report(game, through: 0).write)
    #expect(cut.elements.keys.sorted() == ["d0-0", "head"])
    #expect(cut.elements["d0-0"] == whole.elements["d0-0"], "values count what was cut")
    let notes = try #require(try cut.head()["notes"] as? [String])
    #expect(notes[0].contains("the river of this solve is not in the file"))
    #expect(try whole.head()["notes"].map { "\($0)" }?.contains("not in the file") == false)
    #expect(try cut.head()["through"] as? Int == 0)
  }

  /// Codes of 8 bits, their rounding, and the one for none.
  @Test func eightBits() throws {
    var chunk = ReportChunk(bits: 8)
    chunk.add(strategy: [[0, 1, 0.5, .nan], [1, 0, 0.5, .nan]])
    #expect(chunk.bytes == [0, 254, 127, 255])
    var wide = ReportChunk(bits: 16)
    wide.add(strategy: [[0, 1, 0.5, .nan], [1, 0, 0.5, .nan]])
    #expect(wide.bytes == [0x00, 0xFE, 0xFF, 0xFF, 0x00, 0xFF, 0x7F, 0xFF])
  }

  /// Games of one hole card, and games before the flop, where no board is dealt.
  @Test func otherGames() throws {
    let kuhn = try EmbeddedReport(Self.report(SolvedGame(Games.kuhn(), iterations: 10)).write)
    let players = try #require(try kuhn.head()["players"] as? [[String: Any]])
    #expect(players.map { $0["hands"] as? [String] } == [["Jc", "Qc", "Kc"], ["Jc", "Qc", "Kc"]])
    #expect(kuhn.elements.count == 2)
    let leduc = try EmbeddedReport(Self.report(SolvedGame(BettingTreeBuilder.build(.leduc(), BetAbstraction(.none)), iterations: 10)).write)
    #expect(leduc.elements.count > 10)
  }

  /// Classes stand for their combos; a chunk has the rows of all decisions; the measure is named.
  @Test func sampledTraining() throws {
    let tree = try Games.preflop()
    var report = TrainingReport(tree, title: "t", method: "MCCFR", program: "p", iterations: 5) { node, hand in
      let count = tree.nodes[node].children.count
      return (0..<count).map { $0 == 0 ? Double(hand.first { _ in true }!.rawValue) / 52 : $0 == 1 ? 1 - Double(hand.first { _ in true }!.rawValue) / 52 : 0 }
    }
    report.evaluations = [.init(iteration: 1, seconds: 1, exploitability: 3)]
    report.measure = "local best response"
    let read = try EmbeddedReport(report.write)
    let head = try read.head()
    #expect(head["measure"] as? String == "local best response" && head["hasValues"] as? Bool == false)
    let hands = try #require((head["players"] as? [[String: Any]])?[0]["weights"] as? [Double])
    #expect(hands.count == 169 && hands.reduce(0, +) == 1326)
    let decisions = tree.nodes.filter { $0.street == 0 && $0.kind == .decision }
    let bytes = try read.bytes("d0-0")
    #expect(bytes.count == decisions.reduce(0) { $0 + (Int($1.childCount) - 1) * 169 * 2 })
  }
}
