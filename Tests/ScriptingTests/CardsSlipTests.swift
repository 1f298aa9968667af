import Abstraction
import Lua
import Testing
import Training

@testable import Scripting

/// What can be wrong with `holdem.cards`, and what a plan without buckets answers.
@Suite struct CardsSlipTests {
  static let slips = [
    Slip("holdem.cards { flopp = \"lossless\" }", "holdem.cards: unknown key `flopp`; did you mean `flop`? (known: preflop, flop, turn, river, seed, restarts, recall)"),
    Slip("holdem.cards { flop = \"lossles\" }", "holdem.cards: flop: expected \"lossless\", or a table such as { buckets = 200, feature = \"equity\" }, found \"lossles\""),
    Slip("holdem.cards { flop = { buckets = 0, feature = \"equity\" } }", "holdem.cards: flop.buckets: 0 is out of range: expected a whole number from 1 to 65535"),
    Slip("holdem.cards { preflop = { buckets = 170, feature = \"equity\" } }", "holdem.cards: preflop: cards on the preflop: 170 buckets are more than its 169 hands"),
    Slip("holdem.cards { river = { buckets = 10, feature = \"equity-histogram\" } }", "holdem.cards: river: cards on the river: no card is to come, so there is no histogram: take the equity"),
    Slip(
      "holdem.cards { preflop = { buckets = 10, feature = \"texture-percentile\" } }",
      "holdem.cards: preflop: cards on the preflop: there is no board, whose texture could tell hands apart: take the percentile"),
    Slip("holdem.cards { river = { buckets = 10, feature = \"potential\" } }", "holdem.cards: river: cards on the river: the potential feature is for the flop and the turn"),
    Slip("holdem.cards { flop = { buckets = 10, feature = \"potential\" } }", "holdem.cards: flop: cards on the flop: the potential feature needs buckets on the next street"),
    Slip("holdem.cards { flop = { buckets = 10, feature = \"equity\", clusters = 3 } }", "holdem.cards: flop.clusters: only the feature \"ochs\" has clusters of opponents"),
    Slip("holdem.cards { turn = { feature = \"equity\" } }", "holdem.cards: turn.buckets: missing: expected a whole number from 1"),
    Slip("holdem.cards { turn = { buckets = 2.5, feature = \"equity\" } }", "holdem.cards: turn.buckets: expected a whole number from 1 to 65535, found 2.5"),
    Slip(
      "holdem.cards { flop = { buckets = 3, feature = function() end } }",
      "holdem.cards: flop.name: missing: expected a name for the function, by which its table is kept; another one for another function"),
    Slip("holdem.cards { flop = { buckets = 3, feature = \"equity\", name = \"x\" } }", "holdem.cards: flop.name: only a function has a name"),
    Slip("holdem.cards { recall = \"perfekt\" }", "holdem.cards: recall: \"perfekt\" is not known; did you mean \"perfect\"? (known: \"imperfect\", \"perfect\")"),
    Slip("holdem.cards { flop = { buckets = 3, feature = \"equity\", histogram = true } }", "holdem.cards: flop.histogram: only a function is given a histogram"),
    Slip("holdem.cards { flop = { buckets = 3, feature = print, name = \"x\", histogram = 1 } }", "holdem.cards: flop.histogram: expected true or false, found 1"),
    Slip(
      "holdem.cards { river = { buckets = 3, feature = print, name = \"x\", histogram = true } }",
      "holdem.cards: river: cards on the river: no card is to come, so there is no histogram: take the equity"),
    Slip("holdem.cards {}:bucket(\"AhKh\", \"AhTd9d\")", "cards: AhKh and AhTd9d share a card"),
    Slip("holdem.cards {}:bucket(\"AhKh\", \"Td9d\")", "cards: the board \"Td9d\" has 2 cards: expected 0, 3, 4 or 5"),
    Slip("holdem.cards {}:bucket(3)", "cards:bucket: expected a hand such as \"AhKh\", found 3"),
    Slip("holdem.cards {}:quality(\"showdown\")", "cards:quality: expected one of \"preflop\", \"flop\", \"turn\", \"river\", found \"showdown\""),
  ]

  @Test(arguments: slips) func slip(_ slip: Slip) { #expect(run(slip.script).message == "script.lua:2: " + slip.message) }

  /// What a script's function answers for each hand, counted from 0.
  @Test func functions() throws {
    let state = try LuaState(options: LuaOptions())
    func make(_ body: String) throws -> CardsFunction {
      guard case .function(let function) = try state.run(source: "return function(hand) \(body) end").first ?? .nil else { throw CancellationError() }
      return try CardsFunction(function, street: "flop", buckets: 4, state: state)
    }
    let batch = try Self.batch()
    #expect(try make("return math.floor(hand.equity * 4) + 1").evaluate(batch) == [0, 1, 3])
    #expect(try make("return math.floor(hand.equity_squared * 4 + 0.5)").evaluate(batch) == [0, 1, 2])
    #expect(try make("return hand.percentile < 0.75 and 2 or 1").evaluate(batch) == [0, 1, 1])
    #expect(try make("return hand.deals").evaluate(batch) == [0, 1, 2])
    #expect(
      try make("assert(#hand.hand == 4 and hand.board == '' and hand.board_class == nil and hand.pair == nil) return hand.hand == '3c2c' and hand.class == 'high card' and 1 or 2").evaluate(batch) == [
        0, 1, 1,
      ])
    #expect(try make("local h = hand.histogram assert(#h == 16) return h[1] > 0.9 and 1 or h[16] > 0.9 and 2 or 3").evaluate(batch) == [0, 1, 2])
    for (answer, shown) in [("0/0", "nan"), ("0", "0"), ("5", "5"), ("1.5", "1.5"), ("nil", "nothing"), ("'x'", "\"x\"")] {
      do {
        _ = try make("return \(answer)").evaluate(batch)
        Issue.record("\(answer) was taken for a bucket")
      } catch let error as ScriptError {
        #expect("\(error)".hasPrefix("holdem.cards: flop: the function returned \(shown)"))
        #expect("\(error)".hasSuffix("for 3c2c: expected a whole number from 1 to 4"), "\(error)")
      }
    }
    // What the function itself does wrong is told where it stands.
    for (body, message) in [
      (
        "return hand.equty",
        "holdem.cards: flop: a hand has no field \"equty\"; did you mean `equity`? (known: backdoor_flush_draw, board, board_class, board_suits, class, deals, equity, equity_squared, flush_draw, hand, histogram, overcards, pair, percentile, straight_outs)"
      ),
      ("hand.equity = 1", "a hand is read-only: it has no field `equity` to be set"),
      ("return hand.equity + nothing", "attempt to perform arithmetic on a nil value (global 'nothing')"),
    ] {
      do {
        _ = try make(body).evaluate(batch)
        Issue.record("no error from \(body)")
      } catch let error as LuaError { #expect("\(error)" == "script:1: \(message)") }
    }
    let plain = try Self.batch(hasHistograms: false)
    #expect { _ = try make("return #hand.histogram").evaluate(plain) } throws: { "\($0)".hasSuffix("histograms are worked out with `histogram = true` beside the function") }
  }

  /// The first three hands before the flop with features that are made up.
  private static func batch(hasHistograms: Bool = true) throws -> HandBatch {
    let parts = FeatureParts(row: hasHistograms ? .riverHistogram : .none, squares: true)
    let base = UnsafeMutableRawPointer.allocate(byteCount: HandFeatures.byteCount(count: 3, parts: parts), alignment: 64)
    let features = HandFeatures(count: 3, parts: parts, base: base)
    for (hand, (equity, squares)) in [(0.0, 0.25), (0.3, 0.5), (0.9, 0.75)].enumerated() {
      features.equity[hand] = UInt16(equity * 65535)
      features.squares[hand] = UInt16(squares * 65535)
      features.deals[hand] = UInt8(hand + 1)
      // All below a sixteenth, all in the last, all in the middle; cumulative.
      for bin in 0..<parts.dims { features.rows[hand * parts.dims + bin] = bin >= [0, 63, 32][hand] ? 255 : 0 }
    }
    var percentile = [Double](repeating: 0, count: 65536)
    for (hand, share) in [1, 0.5, 0].enumerated() { percentile[Int(features.equity[hand])] = share }
    return HandBatch(0..<3, features: features, parts: parts, percentile: percentile, numbering: HandNumbering(holdemBoardCards: 0))
  }

  @Test func featuresAreNamed() {
    let message = run("holdem.cards { flop = { buckets = 5, feature = \"equity-histogramm\" } }").message
    #expect(message.contains("did you mean \"equity-histogram\"?"))
  }

  /// A lossless plan needs no table: hands that differ in suits alone share a bucket.
  @Test func lossless() {
    let outcome = run(
      """
      local cards = holdem.cards {}
      print(cards)
      print(cards:bucket("AhKh") == cards:bucket("AsKs"), cards:bucket("AhKh") == cards:bucket("AhKd"), cards:quality("flop"))
      print(cards:bucket("AhKh", "Td9d6h") == cards:bucket("AsKs", "Tc6s9c"), cards:bucket("AhKh", "Td9d6h") == cards:bucket("AsKs", "Tc6c9c"))
      """)
    #expect(outcome.message == "")
    #expect(outcome.printed == "holdem.cards { preflop lossless, flop lossless, turn lossless, river lossless }\ntrue\tfalse\tnil\ntrue\tfalse\n")
  }

  /// With perfect recall a row is a path of buckets, and `check` prices it; in Leduc, where a hand tells its path, play is the same.
  @Test func perfectRecall() {
    let outcome = run(
      """
      local function train(recall)
        local solver = holdem.solver {
          game = holdem.leduc(), method = holdem.mccfr { traversals = 50 }, cards = holdem.cards { recall = recall }, seed = 3,
        }
        solver:run { iterations = 100 }
        return solver
      end
      local plain, paths = train "imperfect", train "perfect"
      print(plain:exploitability() == paths:exploitability(), plain:fingerprint() == paths:fingerprint())
      print(tostring(plain:strategy("x-x/Kd", "Qc")) == tostring(paths:strategy("x-x/Kd", "Qc")))
      print(holdem.cards { recall = "perfect" })
      """)
    #expect(outcome.message == "")
    #expect(
      outcome.printed
        == "true\tfalse\ntrue\nholdem.cards { preflop lossless, flop lossless, turn lossless, river lossless, perfect recall }\n")
  }

  /// A spot is trained by sampling, in buckets or without, and met by exact best responses with its ranges.
  @Test func spotBySampling() {
    let outcome = run(
      """
      local solver = holdem.solver {
        game = holdem.spot { board = "Td9d6h2c5s", ranges = { oop = "QQ+,T9s", ip = "JJ-99,87s" }, pot = 20, stack = 40 }, bets = "50%, a",
        method = holdem.mccfr { sampling = "public-chance", traversals = 2 }, evaluation = { against = { "uniform" } },
      }
      solver:run { iterations = 1000 }
      local chips, percent = solver:exploitability()
      print(chips < 0.5, math.abs(percent - 5 * chips) < 1e-9, solver:measures().against_uniform.mean > 0)
      print(solver:strategy("", "AhAs").player)
      """)
    #expect(outcome.message == "")
    #expect(outcome.printed == "true\ttrue\ttrue\noop\n")
  }
}
