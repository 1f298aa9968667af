import Testing

@testable import Lua

@Suite("The order of pairs and next")
struct OrderTests {
  @Test(arguments: ["for k in pairs(t)", "for k in next, t"])
  func contentsAloneDecide(loop: String) throws {
    let source = """
      local t = {[true] = 1, [false] = 1, b = 1, a = 1, ab = 1, [-2] = 1, [2.5] = 1, 10, 20, 30, [7] = 1, [5] = 1}
      local seen = {}
      \(loop) do seen[#seen + 1] = tostring(k) end
      return table.concat(seen, ' ')
      """
    #expect(try makeState().run(source: source) == ["1 2 3 -2 2.5 5 7 a ab b false true"])
  }

  @Test func insertionAndHashSeedsDoNotMatter() throws {
    let walk = "local s = {} for k, v in pairs(t) do s[#s + 1] = k .. v end return table.concat(s)"
    let up = "local t = {} for i = 1, 300 do t['k' .. i] = i end " + walk
    let down = "local t = {} for i = 300, 1, -1 do t['k' .. i] = i; t['x' .. i] = 1; t['x' .. i] = nil end " + walk
    let first = try makeState().run(source: up)
    #expect(try makeState().run(source: down) == first)
    #expect(try makeState().run(source: up) == first)
  }

  @Test func keysMayBeClearedDuringTheWalk() throws {
    let source = """
      local t, n = {1, 2, 3, a = 1, b = 2, c = 3}, 0
      for k in %@ do n = n + 1; t[k] = nil; t.b = nil; t[2] = nil end
      return n, next(t)
      """
    for walk in ["pairs(t)", "next, t"] {
      let results = try makeState().run(source: source.split(separator: "%@").joined(separator: walk))
      #expect(results == [4, .nil], "\(walk)")
    }
  }

  @Test func nextServesAsAnEmptinessTest() throws {
    #expect(try makeState().run(source: "return next({}), next({5}), (next({x = 1}))") == [.nil, 1, "x"])
    let source =
      "local t, n = {}, 0 for i = 1, 50 do t['k' .. i] = i end while next(t) do t[next(t)] = nil n = n + 1 end return n"
    #expect(try makeState().run(source: source) == [50])
    #expect(try failure(of: "next({}, 'x')", in: makeState()).description.contains("did not hold"))
  }

  @Test func nestedWalksDoNotDisturbEachOther() throws {
    let source =
      "local t, s = {a = 1, b = 2, c = 3}, '' for k in next, t do for j in next, t do s = s .. k .. j .. ' ' end end return s"
    #expect(try makeState().run(source: source) == ["aa ab ac ba bb bc ca cb cc "])
  }

  @Test func pairsHonoursItsMetamethod() throws {
    let source =
      "local s = '' for k in pairs(setmetatable({}, {__pairs = function() return next, {z = 1} end})) do s = s .. k end return s"
    #expect(try makeState().run(source: source) == ["z"])
  }

  @Test func sortIsStableAndTakesAnyComparison() throws {
    let source = """
      local t = {} for i = 1, 100 do t[i] = {i % 3, i} end
      table.sort(t, function(a, b) return a[1] < b[1] end)
      for i = 2, 100 do if t[i][1] == t[i - 1][1] and t[i][2] < t[i - 1][2] then return false end end
      local u = {3, 1, 2} table.sort(u) table.sort(u, function() return true end)
      local w = {'b', 'a'} table.sort(w)
      return t[1][2], t[100][2], #u, w[1]
      """
    #expect(try makeState().run(source: source) == [3, 98, 3, "a"])
  }
}
