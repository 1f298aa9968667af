import Testing

@Suite("Slips in bet abstractions")
struct BetSlipTests {
  static let slips = [
    Slip(
      "holdem.solver(job { bets = none })",
      #"holdem.solver: bets: expected sizes such as "33%, 75%, a / 2.5x", a table by street, or a function of the public state, found nil"#),
    Slip(
      "holdem.solver(job { bets = 50 })",
      #"holdem.solver: bets: expected sizes such as "33%, 75%, a / 2.5x", a table by street, or a function of the public state, found 50"#),
    Slip(
      #"holdem.solver(job { bets = "50" })"#,
      #"""
      holdem.solver: bets: bet sizes "50": `50` has no unit: write `50%` of the pot, `50x` the bet faced, `50bb` or `50c` chips
          50
          ^
      """#),
    Slip(
      #"holdem.solver(job { bets = "0%" })"#,
      #"""
      holdem.solver: bets: bet sizes "0%": `0%`: a bet is more than 0
          0%
          ^
      """#),
    Slip(
      #"holdem.solver(job { bets = "33%, -50%" })"#,
      #"""
      holdem.solver: bets: bet sizes "33%, -50%": `-50%`: a bet is more than 0
          33%, -50%
               ^
      """#),
    Slip(
      #"holdem.solver(job { bets = "50%, 50%" })"#,
      #"""
      holdem.solver: bets: bet sizes "50%, 50%": `50%` is there twice
          50%, 50%
               ^
      """#),
    Slip(
      #"holdem.solver(job { bets = "50%,, a" })"#,
      #"""
      holdem.solver: bets: bet sizes "50%,, a": an empty size between commas
          50%,, a
              ^
      """#),
    Slip(
      #"holdem.solver(job { bets = "50%, a / 2.5x / 3x" })"#,
      #"""
      holdem.solver: bets: bet sizes "50%, a / 2.5x / 3x": a second `/`: sizes are written `bets / raises`
          50%, a / 2.5x / 3x
                        ^
      """#),
    Slip(
      #"holdem.solver(job { bets = "2.5x / 3x" })"#,
      #"""
      holdem.solver: bets: bet sizes "2.5x / 3x": `2.5x` is a multiple of the bet faced, so it belongs after the `/`, among the raises
          2.5x / 3x
          ^
      """#),
    Slip(
      #"holdem.solver(job { bets = "50% / 1x" })"#,
      #"""
      holdem.solver: bets: bet sizes "50% / 1x": `1x`: a raise is more than 1x the bet faced
          50% / 1x
                ^
      """#),
    Slip(
      #"holdem.solver(job { bets = "pot" })"#,
      #"""
      holdem.solver: bets: bet sizes "pot": `pot` is no bet size: expected `33%` of the pot, `2.5x` the bet faced, `2.5bb`, `120c` chips, `e`, `2e` or `3e200%` geometric, `min`, or `a` for all-in
          pot
          ^
      """#),
    Slip(
      #"holdem.solver(job { bets = "11e" })"#,
      #"""
      holdem.solver: bets: bet sizes "11e": `11e`: the number of streets before `e` is from 1 to 10
          11e
          ^
      """#),
    Slip(
      #"holdem.solver(job { bets = "e200" })"#,
      #"""
      holdem.solver: bets: bet sizes "e200": `e200`: after `e` comes nothing, or a cap such as `200%`
          e200
          ^
      """#),
    Slip(
      #"holdem.solver(job { bets = "3x" })"#,
      "holdem.solver: bets: bet size `3x` can never be used: nobody bets, so there is nothing to raise; write bets before a slash, as in `50% / 3x`"),
    Slip(
      #"holdem.solver(job { bets = "2.5bb" })"#,
      "holdem.solver: bets: bet size `2.5bb` can never be used: this game has no big blind; write chips, such as `120c`, or a share of the pot, such as `50%`"),
    Slip(
      #"holdem.solver(job { bets = "0.001%" })"#,
      "holdem.solver: bets: bet size `0.001%` can never be used: it is less than the least that may be bet; write `min` for that"),
    Slip(
      #"holdem.solver(job { bets = "500c" })"#,
      "holdem.solver: bets: bet size `500c` can never be used: it is more than there is to bet; write `a` for all-in"),
    Slip(
      #"holdem.solver(job { bets = { flop = "50%" } })"#,
      #"holdem.solver: bets: no sizes for the river: add `river = "..."` ("" for no bets), or `all = "..."`"#),
    Slip(
      #"holdem.solver(job { bets = { rivr = "50%" } })"#,
      "holdem.solver: bets: unknown key `rivr`; did you mean `river`? (known: river, all, preflop, flop, turn)"),
    Slip(
      "holdem.solver(job { bets = {} })",
      #"holdem.solver: bets: no sizes for the river: add `river = "..."` ("" for no bets), or `all = "..."`"#),
    Slip(
      #"holdem.solver(job { bets = { "50%" } })"#,
      #"holdem.solver: bets: expected `key = value` entries, found "50%" without a key (known: river, all, preflop, flop, turn)"#),
    Slip(
      "holdem.solver(job { bets = { river = 50 } })",
      #"holdem.solver: bets.river: expected sizes such as "33%, 75% / 2.5x", or a table such as { oop = "33%", ip = "75%" }, found 50"#),
    Slip(
      #"holdem.solver(job { bets = { river = { oop = "50%" } } })"#,
      #"holdem.solver: bets.river: no sizes for ip: give `oop`, `ip`, or a list for all others as in { "33%, 75%", donk = "50%" }"#),
    Slip(
      #"holdem.solver(job { bets = { river = { oop = "50%", ip = "0%" } } })"#,
      #"""
      holdem.solver: bets.river.ip: bet sizes "0%": `0%`: a bet is more than 0
          0%
          ^
      """#),
    Slip(
      #"holdem.solver(job { bets = { river = { oop = "50%", ip = 3 } } })"#,
      #"holdem.solver: bets.river.ip: expected sizes such as "33%, 75% / 2.5x", found 3"#),
    Slip(
      #"holdem.solver(job { bets = { river = { "50%", "75%" } } })"#,
      #"holdem.solver: bets.river: expected one list of sizes, such as { "33%, 75% / 2.5x", donk = "50%" }, found 2"#),
    Slip(
      "holdem.solver(job { bets = { river = { 50 } } })",
      #"holdem.solver: bets.river[1]: expected sizes such as "33%, 75%", found 50"#),
    Slip(
      #"holdem.solver(job { bets = { river = { "50%", donkey = "30%" } } })"#,
      "holdem.solver: bets.river: unknown key `donkey`; did you mean `donk`? (known: oop, ip, donk)"),
    Slip(
      #"holdem.solver(job { bets = { river = { "50%", oop = "30%", ip = "40%" } } })"#,
      "holdem.solver: bets.river: sizes for `oop`, `ip` and a list for all: nobody is left for the list; leave out one of them"),
    Slip(
      "holdem.solver(job { bets = function() end })",
      #"holdem.solver: bets at the root: expected sizes such as "33%, 75% / 2.5x" ("" for no bets), chips such as 120, or a list of these, the function returned nil"#),
    Slip(
      "holdem.solver(job { bets = function() return true end })",
      #"holdem.solver: bets at the root: expected sizes such as "33%, 75% / 2.5x" ("" for no bets), chips such as 120, or a list of these, the function returned true"#),
    Slip(
      "holdem.solver(job { bets = function() return { 50, { 60 } } end })",
      #"holdem.solver: bets at the root: expected sizes such as "33%, 75% / 2.5x" ("" for no bets), chips such as 120, or a list of these, the function returned a table with a table in it"#),
    Slip(
      "holdem.solver(job { bets = function() return { 50, -1 } end })",
      #"""
      holdem.solver: bets at the root: bet sizes "50c, -1c": `-1c`: a bet is more than 0
          50c, -1c
               ^
      """#),
    Slip(
      #"holdem.solver(job { bets = function() return "50" end })"#,
      #"""
      holdem.solver: bets at the root: bet sizes "50": `50` has no unit: write `50%` of the pot, `50x` the bet faced, `50bb` or `50c` chips
          50
          ^
      """#),
    Slip(
      #"holdem.solver(job { bets = function() return { bets = "50%" } end })"#,
      #"holdem.solver: bets at the root: expected sizes such as "33%, 75% / 2.5x" ("" for no bets), chips such as 120, or a list of these, the function returned a table"#),
    Slip(
      #"holdem.solver(job { bets = function() error("no sizes today") end })"#,
      "no sizes today"),
    Slip(
      "holdem.solver(job { bets = function(state) return state.street.size.small end })",
      "attempt to index a nil value (field 'size')"),
    Slip(
      #"holdem.solver(job { bets = function(state) return state.to_call > 0 and "" or "2bb" end })"#,
      "holdem.solver: bets: bet size `2bb` can never be used: this game has no big blind; write chips, such as `120c`, or a share of the pot, such as `50%`"),
    Slip(
      #"holdem.solver(job { bet_options = { mrge = "10%" } })"#,
      "holdem.solver: bet_options: unknown key `mrge`; did you mean `merge`? (known: add_all_in, force_all_in, merge, raise_cap, limp, last_street, flop_players)"),
    Slip(
      #"holdem.solver(job { bet_options = { merge = "10" } })"#,
      #"holdem.solver: bet_options.merge: expected a share such as "10%" or 0.1, found "10""#),
    Slip(
      "holdem.solver(job { bet_options = { merge = 10 } })",
      #"holdem.solver: bet_options.merge: 10 is out of range: expected a share such as "10%" or 0.1, at most 100%"#),
    Slip(
      #"holdem.solver(job { bet_options = { add_all_in = "-5%" } })"#,
      #"holdem.solver: bet_options.add_all_in: expected a share such as "10%" or 0.1, found "-5%""#),
    Slip(
      "holdem.solver(job { bet_options = { raise_cap = 1.5 } })",
      "holdem.solver: bet_options.raise_cap: expected a whole number from 0, found 1.5"),
    Slip(
      #"holdem.solver(job { bet_options = { last_street = "turn" } })"#,
      #"holdem.solver: bet_options.last_street: "turn" is not known (known: "river")"#),
  ]

  @Test("the message names the place, the key, what was found and what was expected", arguments: slips)
  func message(_ slip: Slip) { #expect(run(slip.script).message == slip.expected) }
}
