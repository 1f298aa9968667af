import Testing

@Suite("Slips in the other games and in loading")
struct GameSlipTests {
  static let slips = [
    Slip(
      "holdem.nolimit {}",
      "holdem.nolimit: stack: missing: expected the chips of each player, such as `stack = 100` or `stacks = { 100, 80 }`"),
    Slip(
      "holdem.nolimit(table_stakes { stack = 0 })",
      "holdem.nolimit: stack: 0 is out of range: expected chips above 0"),
    Slip(
      "holdem.nolimit(table_stakes { players = 1 })",
      "holdem.nolimit: players: 1 is out of range: expected 2 to 10 players"),
    Slip(
      "holdem.nolimit(table_stakes { players = 11 })",
      "holdem.nolimit: players: 11 is out of range: expected 2 to 10 players"),
    Slip(
      "holdem.nolimit(table_stakes { stack = none, stacks = { 100 }, players = 2 })",
      "holdem.nolimit: stacks: 1 stacks for 2 players"),
    Slip(
      #"holdem.nolimit(table_stakes { stack = none, stacks = { 100, "x" } })"#,
      #"holdem.nolimit: stacks: expected a list of chips, one a seat from the left of the button, found "x" in it"#),
    Slip(
      "holdem.nolimit(table_stakes { big_blind = none })",
      "holdem.nolimit: big_blind: missing: expected chips, such as `small_blind = 0.5, big_blind = 1`"),
    Slip(
      "holdem.nolimit(table_stakes { big_blind = 0 })",
      "holdem.nolimit: big_blind: 0 is out of range: expected chips above 0"),
    Slip(
      "holdem.nolimit(table_stakes { small_blind = 3 })",
      "holdem.nolimit: small_blind: 3 is more than the big blind, 1"),
    Slip(
      "holdem.nolimit(table_stakes { straddles = { 4 } })",
      "holdem.nolimit: straddles: 2 players leave 0 seats to straddle after the blinds, not 1"),
    Slip(
      "holdem.nolimit(table_stakes { straddles = 4 })",
      "holdem.nolimit: straddles: expected a list of chips such as { 4 }, found 4"),
    Slip(
      "holdem.nolimit(table_stakes { ante = -1 })",
      "holdem.nolimit: ante: -1 is out of range: expected chips from 0"),
    Slip(
      "holdem.limit(table_stakes { max_raises = { 3, 4 } })",
      "holdem.limit: max_raises: expected a list of caps on bets and raises, one a street, such as { 3, 4, 4, 4 }, found 2 of them"),
    Slip(
      "holdem.limit(table_stakes { max_raises = { 3, 4, 4, 1.5 } })",
      "holdem.limit: max_raises: expected a list of caps on bets and raises, one a street, such as { 3, 4, 4, 4 }, found 1.5 in it"),
    Slip(
      "holdem.limit(table_stakes { small_bet = 0 })",
      "holdem.limit: small_bet: 0 is out of range: expected chips above 0"),
    Slip(
      "holdem.limit(table_stakes { big_blind_ante = 1 })",
      "holdem.limit: unknown key `big_blind_ante` (known: players, stack, stacks, small_blind, big_blind, straddles, ante, rake, chip, small_bet, big_bet, max_raises)"),
    Slip(
      "holdem.kuhn { players = 3 }",
      "holdem.kuhn: unknown key `players` (known: rake)"),
    Slip(
      "holdem.kuhn(3)",
      "holdem.kuhn: expected a table { rake = }, found 3"),
    Slip("holdem.kuhn { rake = { cap = 1 } }", "holdem.kuhn: rake.rate: missing: expected a share from 0 to 1, such as 0.05"),
    Slip("holdem.leduc { rake = { rate = 0.1, cap = 0.5 } }", "holdem.leduc: rake.cap: 0.5 is no multiple of the game's smallest chip, 1"),
    Slip(
      "holdem.acpc()",
      "holdem.acpc: expected the path of a .game file, found nil"),
    Slip(
      #"holdem.solver { game = holdem.nolimit(table_stakes { players = 3 }), bets = "a" }"#,
      "holdem.solver: holdem.cfr solves games of 2 players; this one has 3"),
    Slip(
      #"holdem.solver { game = holdem.nolimit(table_stakes()), bets = "a" }"#,
      "holdem.solver: the river has more than 400000 distinct boards: holdem.cfr enumerates all boards; start on a later street, or end the betting on an earlier one (`last_street`)"),
    Slip(
      #"holdem.solver { game = holdem.kuhn(), bets = "50%" }"#,
      "holdem.solver: bets: the game fixes the size of every bet: leave `bets` out"),
    Slip(
      #"holdem.solver { game = holdem.kuhn() }:strategy("", "AhKh")"#,
      #"solver:strategy: "AhKh" is no hand: expected one card such as "Kh""#),
    Slip(
      "holdem.load()",
      #"holdem.load: expected a path such as "runs/spot.hls", found nil"#),
    Slip(
      #"holdem.load("nothing.solve", { worker = 1 })"#,
      "holdem.load: unknown key `worker`; did you mean `workers`? (known: workers, memory, schedule, folder, keep_checkpoints, resume, on_start, on_iteration_begin, on_worker_lost, on_evaluate, on_iteration, on_checkpoint, on_stop)"
    ),
    Slip(
      #"holdem.load("nothing.solve")"#,
      #"cannot read "nothing.solve": No such file or directory"#),
  ]

  @Test("the message names the place, the key, what was found and what was expected", arguments: slips)
  func message(_ slip: Slip) { #expect(run(slip.script).message == slip.expected) }
}
