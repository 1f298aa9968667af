import Testing

@Suite("Slips in questions to a solver")
struct QuerySlipTests {
  static let slips = [
    Slip(
      "solver():strategy()",
      #"solver:strategy: expected a line such as "" (the root) or "x-b120-c/Qc/x", found nil"#),
    Slip(
      "solver():strategy(3)",
      #"solver:strategy: expected a line such as "" (the root) or "x-b120-c/Qc/x", found 3"#),
    Slip(
      #"solver():strategy("b75")"#,
      #"solver:strategy: line "b75": no action `b75` for oop; there are x, b50, b100"#),
    Slip(
      #"solver():strategy("x-x")"#,
      #"solver:strategy: line "x-x": the hand is over there"#),
    Slip(
      #"solver():strategy("x-x-x")"#,
      #"solver:strategy: line "x-x-x": the hand is over here, before `x`"#),
    Slip(
      #"solver { bets = "a", game = holdem.spot(spot { board = "Ks7d2c" }) }:strategy("x-x/Kc/x-x")"#,
      #"solver:strategy: line "x-x/Kc/x-x": the river is dealt there: add its cards, as in "x-x/Qc""#),
    Slip(
      #"solver { bets = "a", game = holdem.spot(spot { board = "Ks7d2c" }) }:strategy("x-x/x-x")"#,
      #"solver:strategy: line "x-x/x-x": expected the card of the turn here, such as `x-x/Qc`, not `x-x`"#),
    Slip(
      #"solver { bets = "a", game = holdem.spot(spot { board = "Ks7d2c" }) }:strategy("x-x/Ks")"#,
      #"solver:strategy: line "x-x/Ks": Ks is already on the board"#),
    Slip(
      #"solver { bets = "a", game = holdem.spot(spot { board = "Ks7d2c" }) }:strategy("x-x/As", "AsAh")"#,
      #"solver:strategy: the board blocks "AsAh""#),
    Slip(
      #"solver():strategy("", "KhKd")"#,
      #"solver:strategy: "KhKd" is not in the range of oop on this board"#),
    Slip(
      #"solver():strategy("", "AhAh")"#,
      #"""
      solver:strategy: Ah a second time in "Ah" at character 3: expected each card once
          AhAh
            ^ expected each card once
      """#),
    Slip(
      #"solver():strategy("", "Ah")"#,
      #"solver:strategy: "Ah" is no hand: expected two cards such as "AhKh""#),
    Slip(
      #"solver():strategy("", "")"#,
      #"solver:strategy: "" is no hand: expected two cards such as "AhKh""#),
    Slip(
      #"solver():strategy("", "AA")"#,
      #"""
      solver:strategy: "A" is no suit in "AA" at character 2: expected one of s h d c
          AA
           ^ expected one of s h d c
      """#),
    Slip(
      #"solver():strategy("", 12)"#,
      #"solver:strategy: expected a hand such as "AhKh", found 12"#),
    Slip(
      #"solver():strategy("", "AhAd", 3)"#,
      "solver:strategy: takes 2 arguments; 3 is too many"),
    Slip(
      #"solver():ev("button")"#,
      #"solver:ev: expected "oop" or "ip", found "button""#),
    Slip(
      #"solver():ev("oop", "2s2d")"#,
      #"solver:ev: "2s2d" is not in the range of oop on this board"#),
    Slip(
      #"solver():equity("IP")"#,
      #"solver:equity: expected "oop" or "ip", found "IP""#),
    Slip(
      #"solver():exploitability("%")"#,
      #"solver:exploitability: takes no arguments; "%" is too many"#),
    Slip(
      #"solver():actions("", "20")"#,
      #"solver:actions: expected a number of hands, found "20""#),
    Slip(
      "solver():tree(-1)",
      "solver:tree: expected a depth from 0, found -1"),
    Slip(
      "solver():report()",
      #"solver:report: expected a name that ends in .html, such as "spot.html", found nil"#),
    Slip(
      #"solver():report("x.htm")"#,
      #"solver:report: expected a name that ends in .html, such as "spot.html", found "x.htm""#),
    Slip(
      #"solver():report("x.html", { trough = "river" })"#,
      #"solver:report: unknown key `trough`; did you mean `through`? (known: title, through)"#),
    Slip(
      #"solver():report("x.html", { through = "flop" })"#,
      #"solver:report: through: "flop" is not known (known: "river")"#),
    Slip(
      "solver():save()",
      #"solver:save: expected a path such as "runs/spot.hls", found nil"#),
    Slip(
      #"solver():export("x.txt")"#,
      #"solver:export: "x.txt": expected a name that ends in .json or .csv"#),
    Slip(
      #"solver():export("x.json", { streets = { "flop" } })"#,
      #"solver:export: streets: "flop" is no street of the game (known: river)"#),
  ]

  @Test("the message names the place, the key, what was found and what was expected", arguments: slips)
  func message(_ slip: Slip) { #expect(run(slip.script).message == slip.expected) }
}
