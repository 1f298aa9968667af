import Testing

@Suite("Slips in holdem.spot")
struct SpotSlipTests {
  static let slips = [
    Slip(
      #"holdem.spot(spot { bord = "Ks7d2c" })"#,
      "holdem.spot: unknown key `bord`; did you mean `board`? (known: board, ranges, pot, stack, stacks, rake, minimum_bet, chip)"),
    Slip(
      "holdem.spot(spot { board = none })",
      #"holdem.spot: board: missing: expected 3 to 5 cards such as "Td9d6h""#),
    Slip(
      "holdem.spot(spot { board = 12 })",
      #"holdem.spot: board: expected 3 to 5 cards such as "Td9d6h", found 12"#),
    Slip(
      #"holdem.spot(spot { board = { "Ks", "7d", "2c" } })"#,
      #"holdem.spot: board: expected 3 to 5 cards such as "Td9d6h", found a table"#),
    Slip(
      #"holdem.spot(spot { board = "Ks7d" })"#,
      #"holdem.spot: board: "Ks7d" has 2 cards: expected 3 (flop), 4 (turn) or 5 (river), such as "Td9d6h""#),
    Slip(
      #"holdem.spot(spot { board = "" })"#,
      #"holdem.spot: board: "" has 0 cards: expected 3 (flop), 4 (turn) or 5 (river), such as "Td9d6h""#),
    Slip(
      #"holdem.spot(spot { board = "Ks7d2c4h9s3s" })"#,
      #"holdem.spot: board: "Ks7d2c4h9s3s" has 6 cards: expected 3 (flop), 4 (turn) or 5 (river), such as "Td9d6h""#),
    Slip(
      #"holdem.spot(spot { board = "Ks7dKs" })"#,
      #"""
      holdem.spot: board: Ks a second time in "Ks" at character 5: expected each card once
          Ks7dKs
              ^ expected each card once
      """#),
    Slip(
      #"holdem.spot(spot { board = "Ks7x2c" })"#,
      #"""
      holdem.spot: board: "x" is no suit in "7x" at character 4: expected one of s h d c
          Ks7x2c
             ^ expected one of s h d c
      """#),
    Slip(
      #"holdem.spot(spot { board = "10s7d2c" })"#,
      #"""
      holdem.spot: board: "1" is no rank in "10" at character 1: expected one of A K Q J T 9 8 7 6 5 4 3 2 (T is the ten)
          10s7d2c
          ^ expected one of A K Q J T 9 8 7 6 5 4 3 2 (T is the ten)
      """#),
    Slip(
      "holdem.spot(spot { ranges = none })",
      #"holdem.spot: ranges: missing: expected `{ oop = "QQ+,AKs", ip = "22+" }`"#),
    Slip(
      #"holdem.spot(spot { ranges = "AA" })"#,
      #"holdem.spot: ranges: expected a table { oop =, ip = }, found "AA""#),
    Slip(
      #"holdem.spot(spot { ranges = { "AA", "KK" } })"#,
      #"holdem.spot: ranges: expected `key = value` entries, found "AA" without a key (known: oop, ip)"#),
    Slip(
      #"holdem.spot(spot { ranges = { oop = "AA" } })"#,
      #"holdem.spot: ranges.ip: missing: expected a range such as "QQ+,AKs,A5s-A2s:0.5""#),
    Slip(
      #"holdem.spot(spot { ranges = { oop = "AA", button = "KK" } })"#,
      "holdem.spot: ranges: unknown key `button` (known: oop, ip)"),
    Slip(
      #"holdem.spot(spot { ranges = { oop = "AA", ip = "" } })"#,
      #"holdem.spot: ranges.ip: the range is empty: expected hands such as "QQ+,AKs,A5s-A2s:0.5""#),
    Slip(
      #"holdem.spot(spot { ranges = { oop = "AA", ip = "AA:0" } })"#,
      "holdem.spot: ranges.ip: the range is empty"),
    Slip(
      #"holdem.spot(spot { ranges = { oop = "AA", ip = "KsKd,KsQs" } })"#,
      "holdem.spot: ranges.ip: the board blocks every combo of the range"),
    Slip(
      #"holdem.spot(spot { ranges = { oop = "AA", ip = "QQ+,AKx" } })"#,
      #"""
      holdem.spot: ranges.ip: "x" after AK in "AKx" at character 7: expected s, o, +, - or a weight
          QQ+,AKx
                ^ expected s, o, +, - or a weight
      """#),
    Slip(
      #"holdem.spot(spot { ranges = { oop = "AA", ip = "AA:1.5" } })"#,
      #"""
      holdem.spot: ranges.ip: weight 1.5 out of 0...1 in "AA:1.5" at character 4: expected a weight in 0...1, such as 0.5
          AA:1.5
             ^ expected a weight in 0...1, such as 0.5
      """#),
    Slip(
      #"holdem.spot(spot { ranges = { oop = "AA", ip = "AhAh" } })"#,
      #"""
      holdem.spot: ranges.ip: Ah a second time in "AhAh" at character 3: expected two distinct cards
          AhAh
            ^ expected two distinct cards
      """#),
    Slip(
      #"holdem.spot(spot { ranges = { oop = "AA", ip = "AA,,KK" } })"#,
      """
      holdem.spot: ranges.ip: an empty entry at character 4: expected a hand such as QQ+ or AKs (no hands at all is random:0)
          AA,,KK
             ^ expected a hand such as QQ+ or AKs (no hands at all is random:0)
      """),
    Slip(
      #"holdem.spot(spot { ranges = { oop = "AA", ip = "A5s-A2o" } })"#,
      #"""
      holdem.spot: ranges.ip: a span between hands that do not belong together in "A5s-A2o" at character 5: expected ends that share the high card (A5s-A2s) or slide together (T9o-76o, 88-55)
          A5s-A2o
              ^ expected ends that share the high card (A5s-A2s) or slide together (T9o-76o, 88-55)
      """#),
    Slip(
      #"holdem.spot(spot { ranges = { oop = "AA", ip = { 1, 0, 1 } } })"#,
      "holdem.spot: ranges.ip: range: 3 weights: expected exactly 1326, one for each combo"),
    Slip(
      #"holdem.spot(spot { ranges = { oop = "AA", ip = { 1, "x" } } })"#,
      #"holdem.spot: ranges.ip[2]: expected a weight from 0 to 1, found "x""#),
    Slip(
      #"holdem.spot(spot { ranges = { oop = "AA", ip = true } })"#,
      #"holdem.spot: ranges.ip: expected a range such as "QQ+,AKs,A5s-A2s:0.5" or 1,326 weights, found true"#),
    Slip(
      #"holdem.solver { game = holdem.spot(spot { ranges = { oop = "AsAh", ip = "AsAd" } }), bets = "50%" }"#,
      "holdem.solver: no deal is possible: every hand of one range shares a card with every hand of the other"),
    Slip(
      "holdem.spot(spot { pot = none })",
      "holdem.spot: pot: missing: expected the chips in the pot, such as 200"),
    Slip(
      #"holdem.spot(spot { pot = "200" })"#,
      #"holdem.spot: pot: expected chips from 0, found "200""#),
    Slip(
      "holdem.spot(spot { pot = -1 })",
      "holdem.spot: pot: -1 is out of range: expected chips from 0"),
    Slip(
      "holdem.spot(spot { pot = 0/0 })",
      "holdem.spot: pot: expected chips from 0, found nan (not a number)"),
    Slip(
      "holdem.spot(spot { pot = 1/0 })",
      "holdem.spot: pot: expected chips from 0, found inf"),
    Slip(
      "holdem.spot(spot { pot = 1e13 })",
      "holdem.spot: pot: 10000000000000 is out of range: expected chips from 0, at most 1000000000000"),
    Slip(
      "holdem.spot(spot { pot = 100.12345 })",
      "holdem.spot: 100.12345 chips: an amount has at most three decimals"),
    Slip(
      "holdem.spot(spot { stack = none })",
      "holdem.spot: stack: missing: expected the chips behind, such as `stack = 900`, or `stacks = { oop = 900, ip = 700 }`"),
    Slip(
      "holdem.spot(spot { stack = -100 })",
      "holdem.spot: stack: -100 is out of range: expected chips above 0"),
    Slip(
      "holdem.spot(spot { stack = 0 })",
      "holdem.spot: stack: 0 is out of range: expected chips above 0"),
    Slip(
      #"holdem.spot(spot { stack = "100bb" })"#,
      #"holdem.spot: stack: expected chips above 0, found "100bb""#),
    Slip(
      "holdem.spot(spot { stacks = { oop = 100, ip = 100 } })",
      "holdem.spot: stacks: there is a `stack` too: give one of them"),
    Slip(
      "holdem.spot(spot { stack = none, stacks = { oop = 100 } })",
      "holdem.spot: stacks.ip: missing: expected the chips behind, such as 900"),
    Slip(
      "holdem.spot(spot { stack = none, stacks = { oop = 100, ip = 0 } })",
      "holdem.spot: stacks.ip: 0 is out of range: expected chips above 0"),
    Slip(
      "holdem.spot(spot { stack = none, stacks = { 100, 100 } })",
      "holdem.spot: stacks: expected `key = value` entries, found 100 without a key (known: oop, ip)"),
    Slip(
      "holdem.spot(spot { stack = none, stacks = 100 })",
      "holdem.spot: stacks: expected a table { oop =, ip = }, found 100"),
    Slip(
      "holdem.spot(spot { rake = 0.05 })",
      "holdem.spot: rake: expected a table { rate =, cap =, no_flop_no_drop = }, found 0.05"),
    Slip(
      "holdem.spot(spot { rake = { cap = 3 } })",
      "holdem.spot: rake.rate: missing: expected a share from 0 to 1, such as 0.05"),
    Slip(
      "holdem.spot(spot { rake = { rate = 5, cap = 3 } })",
      "holdem.spot: rake.rate: 5 is out of range: expected a share from 0 to 1, such as 0.05"),
    Slip(
      #"holdem.spot(spot { rake = { rate = "5%", cap = 3 } })"#,
      #"holdem.spot: rake.rate: expected a share from 0 to 1, such as 0.05, found "5%""#),
    Slip(
      "holdem.spot(spot { rake = { rate = 0.05, cap = -3 } })",
      "holdem.spot: rake.cap: -3 is out of range: expected chips from 0"),
    Slip(
      "holdem.spot(spot { rake = { rate = 0.05, max = 3 } })",
      "holdem.spot: rake: unknown key `max` (known: rate, cap, no_flop_no_drop)"),
    Slip(
      "holdem.spot(spot { minimum_bet = 0 })",
      "holdem.spot: minimum_bet: 0 is out of range: expected chips above 0, such as the big blind"),
    Slip(
      "holdem.spot(spot { chip = 3 })",
      "holdem.spot: chip: expected a whole part of 1, such as 1, 0.5, 0.1 or 0.01, found 3"),
    Slip(
      "holdem.spot(spot { chip = 0.3 })",
      "holdem.spot: chip: expected a whole part of 1, such as 1, 0.5, 0.1 or 0.01, found 0.3"),
    Slip(
      "holdem.spot(spot { chip = 0.5, pot = 100.25 })",
      "holdem.spot: 100.25 is no multiple of the smallest chip, 0.5"),
    Slip(
      #"holdem.spot(spot { [2.5] = "x" })"#,
      "holdem.spot: unexpected key 2.5"),
    Slip(
      "holdem.spot()",
      "holdem.spot: expected a table { board =, ranges =, pot =, stack =, stacks =, rake =, minimum_bet =, chip = }, found nil"),
    Slip(
      #"holdem.spot("Ks7d2c")"#,
      #"holdem.spot: expected a table { board =, ranges =, pot =, stack =, stacks =, rake =, minimum_bet =, chip = }, found "Ks7d2c""#),
    Slip(
      "holdem.spot(spot(), spot())",
      "holdem.spot: takes one argument; a table is too many"),
    Slip(
      "holdem.spott(spot())",
      "holdem has no member 'spott'; did you mean 'spot'? (its members: acpc, aggregate, batch, cards, cfr, database, kuhn, leduc, limit, load, mccfr, nolimit, options, potlimit, solver, spot, version)"
    ),
  ]

  @Test("the message names the place, the key, what was found and what was expected", arguments: slips)
  func message(_ slip: Slip) { #expect(run(slip.script).message == slip.expected) }
}
