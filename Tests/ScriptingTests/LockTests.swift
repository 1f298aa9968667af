import Testing

@Suite("Locks")
struct LockTests {
  @Test("the known answers of a player who folds too little, and too much")
  func knownAnswers() {
    let outcome = run(
      """
      local function solve(fold)
        local s = holdem.solver { workers = 0, bets = "a", method = holdem.cfr { precision = "f64" },
          game = holdem.spot { board = "2c3d7h8sTc", ranges = { oop = "AA,QQ", ip = "KK" }, pot = 20, stack = 10 },
          locks = { b10 = { f = fold, c = 1 - fold } } }
        s:run { iterations = 500 }
        return s
      end
      local tight, loose = solve(0.25), solve(0.5)
      near(tight:ev("oop", "QhQc"), 0, 0.01) near(tight:ev("oop", "AhAc"), 27.5, 0.01) near(tight:ev("ip"), 6.25, 0.01)
      near(tight:strategy("", "QhQc").probabilities.x, 1, 1e-3) assert(tight:strategy("b10", "KhKc").probabilities.f == 0.25)
      near(loose:ev("oop", "QhQc"), 5, 0.01) near(loose:ev("oop", "AhAc"), 25, 0.01) near(loose:ev("ip"), 5, 0.01)
      near(loose:strategy("", "QhQc").probabilities.b10, 1, 1e-3)
      """)
    #expect(outcome.message == "")
  }

  @Test("rake: a hand that always wins, and one that always shares")
  func rake() {
    let outcome = run(
      """
      local function ev(board, oop, ip)
        local s = holdem.solver { workers = 0, bets = "", method = holdem.cfr { precision = "f64" },
          game = holdem.spot { board = board, ranges = { oop = oop, ip = ip }, pot = 60, stack = 100, rake = { rate = 0.05, cap = 10 } } }
        s:run { iterations = 1 }
        return s:ev().oop, s:ev().ip
      end
      local won, lost = ev("AcAdKh", "AA", "QQ-22")
      near(won, 57, 1e-9) near(lost, 0, 1e-9)
      local first, second = ev("2c3d7h8sTc", "AA", "AA")
      near(first, 28.5, 1e-9) near(second, 28.5, 1e-9)
      """)
    #expect(outcome.message == "")
  }

  @Test("tables by hand, labels alone, functions, any card and a definite one")
  func forms() {
    let outcome = run(
      """
      local boards, calls = {}, 0
      local s = holdem.solver { workers = 0, bets = "50%, a",
        game = holdem.spot { board = "Td9d6hQh", ranges = { oop = "TT,A8s", ip = "JJ,KQs" }, pot = 100, stack = 200 },
        locks = {
          [""]             = { TT = "x", AhKh = nil, ["A8s"] = { x = 0.5, b50 = 0.5 } },
          ["x"]            = function(hand, board)
            assert(board == "Td9d6hQh")
            if hand == "JsJh" then return nil end
            return hand:sub(1, 1) == "J" and "a" or { x = 0.25, a = 0.75 }
          end,
          ["x-x/*/x"]      = { b50 = 1 },
          ["x-x/*/"]       = function(hand, board) calls = calls + 1 boards[board] = true return board:sub(-1) == "c" and "x" or { x = 0.5, b50 = 0.5 } end,
          ["b50-c/2c/x-b100"] = "f",
        } }
      s:run { iterations = 3 }
      local count = 0
      for board in pairs(boards) do count = count + 1 assert(#board == 10 and board:sub(1, 8) == "Td9d6hQh") end
      assert(count == 48 and calls > 48)
      local function shows(line, hand, text) local found = tostring(s:strategy(line, hand)) if found ~= text then error(line .. ": " .. found, 2) end end
      shows("", "TsTh", "x 100.0%  b50 0.0%  b200 0.0%") shows("", "As8s", "x 50.0%  b50 50.0%  b200 0.0%")
      shows("x", "JsJc", "x 0.0%  b50 0.0%  b200 100.0%") shows("x", "KsQs", "x 25.0%  b50 0.0%  b200 75.0%")
      shows("x-x/2c/x", "KsQs", "x 0.0%  b50 100.0%  b200 0.0%") shows("x-x/Ah/x", "JsJc", "x 0.0%  b50 100.0%  b200 0.0%")
      shows("x-x/2c/", "TsTc", "x 100.0%  b50 0.0%  b200 0.0%") shows("x-x/2s/", "TsTc", "x 50.0%  b50 50.0%  b200 0.0%")
      shows("b50-c/2c/x-b100", "TsTc", "f 100.0%  c 0.0%  r150 0.0%")
      assert(tostring(s:strategy("x", "JsJh")) ~= "x 0.0%  b50 0.0%  b200 100.0%")
      """)
    #expect(outcome.message == "")
  }

  @Test("one solver's strategy, locked in another")
  func copies() {
    let outcome = run(
      """
      local kuhn = holdem.solver { game = holdem.kuhn(), workers = 0 }
      kuhn:run { iterations = 50 }
      local function copy(line) return function(hand) return kuhn:strategy(line, hand).probabilities end end
      local best = holdem.solver { game = holdem.kuhn(), workers = 0, locks = { x = copy "x", b1 = copy "b1" } }
      best:run { iterations = 3000 }
      near(best:ev("oop"), kuhn:best_response().oop, 1e-3)
      near(best:best_response().ip, best:ev("ip"), 1e-9)
      """)
    #expect(outcome.message == "")
  }

  static let slips = [
    Slip("holdem.solver(job { locks = 3 })", "holdem.solver: locks: expected a table by line such as { [\"x-b120\"] = { f = 0.25, c = 0.75 } }, found 3"),
    Slip("holdem.solver(job { locks = { { f = 1 } } })", "holdem.solver: locks: expected a table by line such as { [\"x-b120\"] = { f = 0.25, c = 0.75 } }, found a table"),
    Slip(
      "holdem.solver(job { locks = { x = { 'x' } } })",
      "holdem.solver: locks[\"x\"]: expected probabilities by action, or mixes by hand, found \"x\" without a name"),
    Slip("holdem.solver(job { locks = { x = { ['AA:0.5'] = 'x' } } })", "holdem.solver: locks[\"x\"]: `AA:0.5`: a lock has hands, and no weights"),
    Slip("holdem.solver(job { locks = { b60 = { f = 1 } } })", "holdem.solver: locks: line \"b60\": no action `b60` for oop; there are x, b50, b100"),
    Slip("holdem.solver(job { locks = { [\"x-x\"] = { f = 1 } } })", "holdem.solver: locks[\"x-x\"]: nobody acts there: the hand is over"),
    Slip(
      "holdem.solver(job { game = holdem.spot(spot { board = \"Ks7d2c4h\" }), locks = { [\"x-x\"] = { x = 1 } } })",
      "holdem.solver: locks[\"x-x\"]: nobody acts there: add the river's cards, or `/*` for any"),
    Slip("holdem.solver(job { locks = { b50 = { f = 0.25, c = 0.7 } } })", "holdem.solver: locks[\"b50\"]: the probabilities sum to 0.95, not 1"),
    Slip("holdem.solver(job { locks = { b50 = { f = 1.25 } } })", "holdem.solver: locks[\"b50\"].f: 1.25 is out of range: expected a probability from 0 to 1"),
    Slip("holdem.solver(job { locks = { b50 = {} } })", "holdem.solver: locks[\"b50\"]: expected probabilities such as { f = , c = , r100 =  }, found an empty table"),
    Slip(
      "holdem.solver(job { locks = { b50 = { f = 0.5, raise = 0.5 } } })",
      "holdem.solver: locks[\"b50\"]: unknown key `raise` (known: f, c, r100, a)"),
    Slip("holdem.solver(job { locks = { b50 = { fold = 1 } } })", "holdem.solver: locks[\"b50\"]: `fold` is neither an action (f, c, r100) nor a hand"),
    Slip("holdem.solver(job { locks = { b50 = \"call\" } })", "holdem.solver: locks[\"b50\"]: unknown key `call` (known: f, c, r100, a)"),
    Slip("holdem.solver(job { locks = { b50 = { AA = \"f\" } } })", "holdem.solver: locks[\"b50\"]: ip can hold no hand of `AA`"),
    Slip("holdem.solver(job { locks = { b50 = { KK = \"f\", KhKc = \"c\" } } })", "holdem.solver: locks[\"b50\"]: KhKc is in both `KK` and `KhKc`"),
    Slip("holdem.solver(job { locks = { b50 = { KK = 1 } } })", "holdem.solver: locks[\"b50\"]: KK: expected probabilities such as { f = , c = , r100 =  }, found 1"),
    Slip("holdem.solver(job { locks = { b50 = { a = 0.5, r100 = 0.5 } } })", "holdem.solver: locks[\"b50\"].a: `a` and `r100` are the same action: give one of them"),
    Slip(
      "holdem.solver(job { locks = { b50 = function(hand) return 1 end } })",
      "holdem.solver: locks[\"b50\"](\"JdJc\", \"Ks7d2c4h9s\"): expected probabilities such as { f = , c = , r100 =  }, found 1"),
    Slip("holdem.solver(job { locks = { b50 = function(hand) return hand.suit.x end } })", "attempt to index a nil value (field 'suit')"),
  ]

  @Test("wrong locks say what is wrong", arguments: slips)
  func message(_ slip: Slip) { #expect(run(slip.script).message == slip.expected) }
}
