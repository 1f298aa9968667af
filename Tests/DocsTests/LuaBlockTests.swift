import Testing

/// The Lua of the pages runs, and prints what the pages say.
@Suite(.serialized) struct LuaBlockTests {
  @Test func thePagesHaveScripts() throws {
    #expect(try LuaBlock.all(in: "README.md").contains { !$0.isFragment })
    #expect(try LuaBlock.all(in: "SCRIPTING.md").count { !$0.isFragment } >= 5)
  }

  @Test(arguments: LuaBlock.all.filter { !$0.isFragment })
  func runs(_ block: LuaBlock) throws {
    let outcome = try Program().run(script: block.text)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    guard !block.expected.isEmpty else { return }
    #expect(outcome.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(trimmed) == block.expected)
  }

  @Test(arguments: LuaBlock.all.filter(\.isFragment))
  func compiles(_ block: LuaBlock) throws {
    let outcome = try Program().run(script: "do return end\n" + block.text)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
  }
}
