import CFR
import Foundation
import Testing

@testable import Training

/// An exported policy comes back as it was, or not at all.
@Suite struct LoadedPolicyTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func export(_ game: TestGame, iterations: Int, _ discount: Discount = .dcfr(alpha: 1.5, beta: 0, gamma: 2)) throws -> (VectorTrainer, text: String) {
    let trainer = try game.trainer(discount)
    try trainer.iterate(iterations)
    try #require(PolicyFile(scratch.path("policy.json"))).write(trainer)
    return (trainer, try String(contentsOfFile: scratch.path("policy.json"), encoding: .utf8))
  }

  private func load(_ text: String) throws -> VectorTrainer {
    try text.write(toFile: scratch.path("changed.json"), atomically: false, encoding: .utf8)
    return try PolicyReader(scratch.path("changed.json")).load(crew: makeCrew(), workers: 0)
  }

  private func problem(_ text: String) -> String? { message { _ = try load(text) } }

  private func refusal(_ problem: String) -> String { "\"\(scratch.path("changed.json"))\" cannot be used: \(problem)" }

  /// Changes the first row that begins in a certain way.
  private func changing(_ text: String, _ row: String, _ change: (String) -> String?) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let index = lines.firstIndex(where: { $0.hasPrefix(row) }) else { return text }
    if let new = change(lines[index]) { lines[index] = new } else { lines.remove(at: index) }
    return lines.joined(separator: "\n")
  }

  private let firstRow = "{\"player\":\"oop\",\"hand\":\"Jc\",\"board\":\"\",\"line\":\"\""

  @Test(arguments: TestGame.allCases)
  func aLoadedPolicyIsWorthTheSame(_ game: TestGame) throws {
    let (trainer, _) = try export(game, iterations: 30)
    let loaded = try PolicyReader(scratch.path("policy.json")).load(crew: makeCrew(), workers: 0)
    let before = try trainer.evaluate(), after = try loaded.evaluate()
    let tolerance = game.storage == .f32 ? 1e-5 : 1e-12
    for player in 0..<2 {
      #expect(abs(before.values[player] - after.values[player]) < tolerance)
      #expect(abs(before.bestResponses[player] - after.bestResponses[player]) < tolerance)
    }
    #expect(loaded.solver.iterations == 0)
    // A run begins anew: nothing of the policy is in what it makes.
    let fresh = try game.trainer()
    for trainer in [loaded, fresh] { try trainer.iterate(50) }
    #expect(loaded.solver.fingerprint == fresh.solver.fingerprint)
  }

  @Test func aPolicyOfAPredictingOrScriptedSolve() throws {
    let (trainer, _) = try export(.leduc, iterations: 20, .pcfrPlus(gamma: 2, step: 1))
    let loaded = try PolicyReader(scratch.path("policy.json")).load(crew: makeCrew(), workers: 0)
    #expect(abs(try loaded.evaluate().exploitability - trainer.evaluate().exploitability) < 1e-12)
    var job = try TestGame.kuhn.job()
    job.discount = DiscountSchedule(name: "a function", predicts: false) { _ in DiscountFactors() }
    try #require(PolicyFile(scratch.path("f.json"))).write(try VectorTrainer(job, crew: makeCrew()))
    let scripted = try PolicyReader(scratch.path("f.json")).load(crew: makeCrew(), workers: 0)
    #expect(scripted.discount.variant == .vanilla)
    try scripted.iterate(2)
  }

  @Test func cutShort() throws {
    let (_, text) = try export(.leduc, iterations: 3)
    for length in stride(from: 0, to: text.utf8.count - 3, by: 997) {
      #expect(problem(String(decoding: text.utf8.prefix(length), as: UTF8.self))?.contains("it cannot be read: ") == true, "\(length)")
    }
    #expect(problem(text + "{}")?.contains("it cannot be read: ") == true)
  }

  @Test func rowsThatAreMissingOrTooMany() throws {
    let (_, text) = try export(.leduc, iterations: 3)
    #expect(problem(changing(text, firstRow) { _ in nil }) == refusal("no row of oop Jc at \"\" on no board"))
    let second = "{\"player\":\"ip\",\"hand\":\"Kd\",\"board\":\"Kc\",\"line\":\"x-x/b4\""
    #expect(problem(changing(text, second) { _ in nil }) == refusal("no row of ip Kd at \"x-x/b4\" on Kc"))
    // The king of diamonds on the board is a likeness of the king of clubs; its rows must be there all the same.
    let likeness = "{\"player\":\"ip\",\"hand\":\"Kc\",\"board\":\"Kd\",\"line\":\"x-x/b4\""
    #expect(problem(changing(text, likeness) { _ in nil }) == refusal("no row of ip Kc at \"x-x/b4\" on Kd"))
    #expect(problem(changing(text, firstRow) { $0 + "\n" + $0 }) == refusal("the row of oop Jc at \"\" on no board is there twice"))
    let stranger = firstRow.replacing("\"line\":\"\"", with: "\"line\":\"x-x-x\"") + ",\"actions\":{\"x\":1}},\n"
    #expect(problem(changing(text, firstRow) { stranger + $0 }) == refusal("the row of oop Jc at \"x-x-x\" on no board is of no decision of the game"))
    let rows = text.replacing(/"rows":\[(.|\n)*/, with: "\"rows\":[]}")
    #expect(problem(rows) == refusal("no row of oop Jc at \"\" on no board"))
  }

  @Test(arguments: [
    ("{\"x\":0.5,\"b2\":0.25}", "the row of oop Jc at \"\" on no board: its probabilities sum to 0.75, not 1"),
    ("{\"x\":0.5,\"b2\":0.50001}", "the row of oop Jc at \"\" on no board: its probabilities sum to 1.00001, not 1"),
    ("{\"x\":1.5,\"b2\":-0.5}", "the row of oop Jc at \"\" on no board: the probability of b2 is -0.5"),
    ("{\"x\":0.5,\"b4\":0.5}", "the row of oop Jc at \"\" on no board has the actions b4, x; the game has x, b2"),
    ("{\"x\":1}", "the row of oop Jc at \"\" on no board has the actions x; the game has x, b2"),
    ("{\"x\":0.5,\"b2\":0.25,\"f\":0.25}", "the row of oop Jc at \"\" on no board has the actions b2, f, x; the game has x, b2"),
    ("{}", "the row of oop Jc at \"\" on no board: its probabilities sum to 0.0, not 1"),
  ])
  func actionsThatCannotBe(_ actions: String, _ expected: String) throws {
    let (_, text) = try export(.leduc, iterations: 3)
    let changed = changing(text, firstRow) { _ in "\(firstRow),\"actions\":\(actions)}," }
    #expect(problem(changed) == refusal(expected))
  }

  @Test func numbersThatAreNone() throws {
    let (_, text) = try export(.leduc, iterations: 3)
    for number in ["null", "\"1\"", "NaN", "Infinity", "1e999", "--1", "[1]"] {
      let changed = changing(text, firstRow) { _ in "\(firstRow),\"actions\":{\"x\":\(number),\"b2\":0}}," }
      #expect(problem(changed)?.contains("cannot be used") == true, "\(number)")
    }
  }

  @Test func cardsAndPlayersThatDoNotFit() throws {
    let (_, text) = try export(.leduc, iterations: 3)
    for (found, other, expected) in [
      ("\"hand\":\"Jc\"", "\"hand\":\"Jx\"", "the row of oop Jx at \"\" on no board: unreadable cards"),
      ("\"board\":\"\"", "\"board\":\"KcKc\"", "the row of oop Jc at \"\" on KcKc: unreadable cards"),
      ("\"board\":\"\"", "\"board\":\"Kc\"", "no row of oop Jc at \"\" on no board"),
      ("\"player\":\"oop\"", "\"player\":\"ip\"", "the row of ip Jc at \"\" on no board: oop acts there"),
    ] {
      #expect(problem(changing(text, firstRow) { $0.replacing(found, with: other) }) == refusal(expected))
    }
  }

  @Test func alikeDealsPlayAlike() throws {
    let (_, text) = try export(.leduc, iterations: 3)
    let row = "{\"player\":\"oop\",\"hand\":\"Jc\",\"board\":\"Kd\",\"line\":\"x-x/\""
    let changed = changing(text, row) { _ in "\(row),\"actions\":{\"x\":0.125,\"b4\":0.875}}," }
    #expect(changed != text)
    #expect(problem(changed) == refusal("the row of oop Jc at \"x-x/\" on Kd differs from that of a deal that suits make the same"))
  }

  @Test func ofAnotherGameOrVersion() throws {
    let (_, leduc) = try export(.leduc, iterations: 3), (_, kuhn) = try export(.kuhn, iterations: 3)
    let ofLeduc = leduc.components(separatedBy: "\"rows\":["), ofKuhn = kuhn.components(separatedBy: "\"rows\":[")
    #expect(problem(ofKuhn[0] + "\"rows\":[" + ofLeduc[1])?.contains("the row of oop Jc at \"\" on no board has the actions b2, x; the game has x, b1") == true)
    #expect(problem(ofLeduc[0] + "\"rows\":[" + ofKuhn[1])?.contains("the row of oop Jc at \"\" on no board has the actions b1, x; the game has x, b2") == true)
    #expect(problem(leduc.replacing("\"version\":1", with: "\"version\":2"))?.hasSuffix("has format version 2; this program knows version 1") == true)
    #expect(problem(leduc.replacing("holdem-lua policy", with: "holdem-lua solve")) == refusal("its format is \"holdem-lua solve\", not \"holdem-lua policy\""))
    #expect(problem("{\"rows\":[]}")?.contains("` is missing") == true)
    #expect(message { _ = try PolicyReader(scratch.path("none.json")).load(crew: makeCrew(), workers: 0) }?.hasPrefix("cannot read") == true)
  }
}
