import Foundation
import Testing

/// The definitions for editors name what the program knows, and nothing else.
struct EditorTests {
  /// Units of time, which are written inside texts.
  private static let units: Set = ["h", "hour", "m", "minute", "s", "second"]

  @Test func theDefinitionsAreThoseOfTheProgram() throws {
    let text = try Checkout.text("editor/holdem.lua")
    let known = try VocabularyTests.words().subtracting(Self.units)
    let declared = Set(
      text.matches(of: /(?m)^---@field ([a-z_]+)\??/).map { String($0.1) } + text.matches(of: /(?m)^function \w+[.:]([a-z_]+)\(/).map { String($0.1) })
    let quoted = Set(text.matches(of: /"([^"\n]+)"/).map { String($0.1) })
    #expect(known.subtracting(declared).subtracting(quoted).sorted() == [], "not declared")
    let streets: Set = ["all", "preflop", "flop", "turn", "river"]
    let hooks = Set(try Checkout.text("Sources/Scripting/Solvers/RunSettings.swift").matches(of: /"(on_[a-z_]+)"/).map { String($0.1) })
    let limitKeys = Set(try Checkout.text("Sources/Scripting/Games/GameObject+Tables.swift").matches(of: /"([a-z_]+)"/).map { String($0.1) })
    #expect(declared.subtracting(known).subtracting(streets).subtracting(hooks).subtracting(limitKeys).sorted() == [], "not known to the program")
    #expect(hooks.subtracting(declared).sorted() == [], "hooks that are not declared")
  }

  /// Methods stand with the object that has them.
  @Test(arguments: [
    ("Solver", ["SolverObject", "SampledSolverObject"]), ("Run", ["RunObject"]), ("Strategy", ["StrategyObject"]), ("Cards", ["CardsObject"]),
    ("Database", ["DatabaseObject"]), ("Aggregate", ["AggregateObject"]),
  ])
  func methods(_ name: String, _ sources: [String]) throws {
    let text = try Checkout.text("editor/holdem.lua")
    let declared = Set(try text.matches(of: Regex("(?m)^function \(name):([a-z_]+)\\(")).compactMap { $0.output[1].substring.map { String($0) } })
    var known: Set<String> = []
    for source in sources {
      let file = try #require(Checkout.files(in: "Sources/Scripting", extension: "swift").first { $0.hasSuffix("/\(source).swift") })
      let body = try #require(try Checkout.text(file).firstMatch(of: /methods: \[(?s)(.*?)\](?:,\n|\))/))
      known.formUnion(body.1.matches(of: /"([a-z_]+)": \{/).map { String($0.1) })
    }
    #expect(!known.isEmpty)
    #expect(declared == known)
  }

  @Test func theModulesFunctions() throws {
    let text = try Checkout.text("editor/holdem.lua")
    let declared = Set(text.matches(of: /(?m)^function holdem\.([a-z_]+)\(/).map { String($0.1) })
    let known = Set(try Checkout.text("Sources/Scripting/HoldemModule.swift").matches(of: /"([a-z]+)": \{/).map { String($0.1) })
    #expect(declared == known)
  }

  /// What every editor must be able to load.
  @Test func theDefinitionsAreLua() throws {
    let outcome = try Program().run(["--quiet", Checkout.url("editor/holdem.lua").path])
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
  }

  @Test func theSettingsPointAtTheDefinitions() throws {
    let settings = try JSONSerialization.jsonObject(with: Data(contentsOf: Checkout.url(".luarc.json"))) as? [String: Any]
    #expect(settings?["workspace.library"] as? [String] == ["editor"])
    #expect(settings?["runtime.version"] as? String == "Lua 5.4")
  }
}
