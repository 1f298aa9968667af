import Foundation
import Testing

/// `scripts/install`: an installed copy works from any folder, and goes away again. And `holdem-lua plot` on the metrics of a real run.
@Suite("Install and plot", .serialized)
struct InstallTests {
  private static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Runs a program to its end.
  private func execute(_ program: String, _ arguments: [String], in folder: URL, environment: [String: String] = [:]) throws -> (status: Int32, text: String) {
    let process = Process(), pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  private func install(_ arguments: [String], in folder: URL) throws -> (status: Int32, text: String) {
    try execute("/bin/bash", [Self.checkout.appendingPathComponent("scripts/install").path] + arguments, in: folder)
  }

  private func files(below folder: URL) -> [String] {
    (FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []).sorted()
  }

  @Test("a copy that was installed runs from any folder, and is removed without a trace")
  func installed() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("install-\(UUID().uuidString)")
    let elsewhere = folder.appendingPathComponent("else where"), prefix = folder.appendingPathComponent("pre fix")
    try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let made = try install(["--program", Program.executable.path, "--prefix", prefix.path], in: folder)
    #expect(made.status == 0, "\(made.text)")
    let found = Set(files(below: prefix))
    for name in [
      "bin/holdem-lua", "share/man/man1/holdem-lua.1", "share/holdem-lua/abstractions/bets/simple.lua", "share/holdem-lua/editor/holdem.lua",
      "share/holdem-lua/NOTICE", "share/holdem-lua/LICENSE", "share/holdem-lua/examples/kuhn.lua",
    ] { #expect(found.contains(name), "\(name)") }
    try """
    local holdem = require "holdem"
    local solver = holdem.solver {
      game = holdem.spot { board = "Td9d6hQc2s", ranges = { oop = "AA", ip = "KK" }, pot = 10, stack = 10 }, bets = require "abstractions.bets.simple",
    }
    solver:run { iterations = 2 }
    print(solver.iterations)
    """.write(to: elsewhere.appendingPathComponent("script.lua"), atomically: true, encoding: .utf8)
    let program = prefix.appendingPathComponent("bin/holdem-lua").path
    let ran = try execute(program, ["-q", "script.lua"], in: elsewhere, environment: ["HOLDEM_PATH": ""])
    #expect(ran.status == 0 && ran.text == "2\n", "\(ran.text)")
    // An abstraction is its own, not that of the checkout that the tests were built in.
    try FileManager.default.removeItem(at: prefix.appendingPathComponent("share/holdem-lua/abstractions/bets/simple.lua"))
    let missing = try execute(program, ["-q", "script.lua"], in: elsewhere, environment: ["HOLDEM_PATH": ""])
    #expect(missing.status == 1 && missing.text.contains("pre fix/share/holdem-lua/abstractions/bets/simple.lua"), "\(missing.text)")
    // A file of somebody else's stays, and so do the folders that it needs.
    try Data().write(to: prefix.appendingPathComponent("bin/other"))
    let removed = try install(["--uninstall", "--prefix", prefix.path], in: folder)
    #expect(removed.status == 0 && files(below: prefix) == ["bin", "bin/other"], "\(removed.text)")
    #expect(try install(["--uninstall", "--prefix", prefix.path], in: folder).status == 1)
    #expect(try install(["--prefxi", "x"], in: folder).status == 64)
  }

  /// The page of metrics, on a real run: every line has what it must have, and nothing that SCRIPTING.md does not name.
  @Test("metrics have the documented fields; plot draws them")
  func metrics() throws {
    let script =
      turnSpot + """
        for _, name in ipairs { "one", "two" } do
          turn({ workers = 0, folder = name, on_iteration = function(run) if run.iteration == 10 then run:log { bluffs = 0.25, note = "half way" } end end }):run { iterations = 30 }
        end
        local training = holdem.solver { game = holdem.leduc(), method = holdem.mccfr { sampling = "external" }, workers = 0, folder = "three", schedule = { evaluate = 500 } }
        training:run { iterations = 1000 }
        """
    let (status, program) = try finished(["-q", "script.lua"], script: script)
    #expect(status == 0, "\(program.errors)")
    let page = try String(contentsOf: Self.checkout.appendingPathComponent("SCRIPTING.md"), encoding: .utf8)
    let section = try #require(page.range(of: "### Metrics").map { page[$0.upperBound...].prefix { _ in true } }?.components(separatedBy: "\n## ").first)
    let documented = Set(section.matches(of: /`([a-z_]+)`/).map { String($0.1) })
    for (name, isSampled) in [("one", false), ("two", false), ("three", true)] {
      let text = try String(contentsOf: program.folder.appendingPathComponent("\(name)/metrics.jsonl"), encoding: .utf8)
      let lines = try text.split(separator: "\n").map { try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) }
      #expect(lines.count == (isSampled ? 2 : 4))
      for line in lines {
        #expect(line["iteration"] is Int && (line["seconds"] as? Double ?? -1) >= 0)
        let isLog = line["bluffs"] != nil
        #expect((line["iterations_per_second"] != nil) != isLog)
        if isLog {
          #expect(line.count == 4 && line["note"] as? String == "half way")
        } else {
          #expect(line.keys.allSatisfy { key in documented.contains(key) || documented.contains(String(key.dropLast("_interval".count))) }, "\(line.keys)")
          #expect((line["exploitability"] as? Double ?? 0) > 0 && (line["workers_lost"] as? Int) == 0)
          #expect((line["traversals"] != nil && line["nodes"] != nil) == isSampled)
          if !isSampled { #expect(abs((line["exploitability_percent"] as? Double ?? 0) * 2 - (line["exploitability"] as? Double ?? 0)) < 1e-9, "the pot is 200") }
        }
      }
      #expect(lines.filter { $0["bluffs"] == nil }.map { $0["iteration"] as? Int } == (isSampled ? [500, 1000] : [10, 20, 30]))
    }
    let drawn = try execute(Program.executable.path, ["plot", "one", "two/metrics.jsonl", "-o", "c.svg"], in: program.folder)
    #expect(drawn.status == 0 && drawn.text == "", "\(drawn.text)")
    let svg = try String(contentsOf: program.folder.appendingPathComponent("c.svg"), encoding: .utf8)
    #expect(svg.contains("% of the starting pot") && svg.contains(">one — ") && svg.contains(">two/metrics.jsonl — ") && svg.contains(">seconds</text>"))
    let mixed = try execute(Program.executable.path, ["plot", "one", "three", "--by", "iterations", "-o", "d.svg"], in: program.folder)
    let other = try String(contentsOf: program.folder.appendingPathComponent("d.svg"), encoding: .utf8)
    #expect(mixed.status == 0 && other.contains("Exploitability, % of the starting pot") && other.contains(">iterations</text>"))
    let none = try execute(Program.executable.path, ["plot", "nothing", "-o", "e.svg"], in: program.folder)
    #expect(none.status == 1 && none.text.hasPrefix("holdem-lua: cannot read \"nothing\""), "\(none.text)")
    #expect(!FileManager.default.fileExists(atPath: program.folder.appendingPathComponent("e.svg").path))
  }
}
