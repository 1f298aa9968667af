import Testing

@Suite("Declared options")
struct OptionTests {
  static let declaration = """
    local opt = holdem.options { board = { "Td9d6h", "the flop" }, minutes = { 5, "time to solve", min = 0, max = 60, position = 2 },
      street = { "flop", "where to stop", choices = { "flop", "turn" }, position = 1 }, max_raises = { 3, "raises", whole = true }, grid = { true, "print the grid" } }

    """

  @Test(
    "what is given, and what is left as declared",
    arguments: [
      ([], "Td9d6h 5 flop 3 true"),
      (["--board", "Ks7h2d"], "Ks7h2d 5 flop 3 true"),
      (["--board=Ks 7h 2d", "--minutes=0.5", "--no-grid"], "Ks 7h 2d 0.5 flop 3 false"),
      (["turn", "--max-raises", "2", "10", "--grid"], "Td9d6h 10 turn 2 true"),
      (["--max_raises", "0", "--street", "turn"], "Td9d6h 5 turn 0 true"),
      (["--board="], " 5 flop 3 true"),
    ] as [([String], String)])
  func values(_ arguments: [String], _ printed: String) {
    let outcome = run(Self.declaration + "print(opt.board, opt.minutes, opt.street, opt.max_raises, opt.grid)", arguments: arguments)
    #expect(outcome.message == "")
    #expect(outcome.printed.replacing("\t", with: " ") == printed + "\n")
  }

  @Test("--help prints and ends the script", arguments: [["--help"], ["-h"], ["--board", "x", "--help"], ["--nonsense", "--help"]])
  func help(_ arguments: [String]) {
    let outcome = run(Self.declaration + "error('not reached')", arguments: arguments)
    #expect(outcome.message == "")
    #expect(
      outcome.printed == """
        usage: holdem-lua script.lua [street] [minutes] [options]

          --board <a text>                   the flop (default: Td9d6h)
          --[no-]grid                        print the grid (default: yes)
          --max-raises <a whole number>      raises (default: 3)
          --minutes <a number from 0 to 60>  time to solve (default: 5)
          --street <flop | turn>             where to stop (default: flop)
          --help                             this text

        """)
  }

  @Test(
    "wrong arguments say what is wrong",
    arguments: [
      (["--bord", "x"], "unknown option --bord; did you mean --board? (known: --board, --grid, --max-raises, --minutes, --street, --help)"),
      (["--minutes", "soon"], "--minutes: expected a number from 0 to 60, found \"soon\""),
      (["--minutes", "-1"], "--minutes: -1 is out of range: expected a number from 0 to 60"),
      (["--minutes", "nan"], "--minutes: expected a number from 0 to 60, found nan (not a number)"),
      (["--minutes"], "--minutes: no value follows: expected a number from 0 to 60"),
      (["--board", "--grid"], "--board: no value follows: expected a text"),
      (["--max-raises", "1.5"], "--max-raises: expected a whole number, found 1.5"),
      (["--street", "trun"], "--street: \"trun\" is not known; did you mean \"turn\"? (known: \"flop\", \"turn\")"),
      (["--grid=yes"], "--grid: takes no value: write --grid or --no-grid"),
      (["--no-board"], "unknown option --no-board (known: --board, --grid, --max-raises, --minutes, --street, --help)"),
      (["--board", "x", "--board", "y"], "--board: given twice"),
      (["flop", "--street", "turn"], "--street: given twice"),
      (["-board", "x"], "unknown option -board: names have two dashes (known: --board, --grid, --max-raises, --minutes, --street, --help)"),
      (["turn", "-1"], "--minutes: -1 is out of range: expected a number from 0 to 60"),
      (["flop", "5", "6"], "unexpected argument \"6\"; options are --board, --grid, --max-raises, --minutes, --street, --help"),
    ] as [([String], String)])
  func slips(_ arguments: [String], _ message: String) {
    #expect(run(Self.declaration, arguments: arguments).message == "script.lua:2: " + message)
  }

  static let declarations = [
    Slip("holdem.options()", "holdem.options: expected a table such as { board = { \"Td9d6h\", \"the flop\" } }, found nil"),
    Slip("holdem.options { a = 3 }", "holdem.options: a: expected a table { min =, max =, whole =, choices =, position = }, found 3"),
    Slip("holdem.options { a = { 3 } }", "holdem.options: a: expected a default and a line of help, such as { 5, \"minutes to solve\" }"),
    Slip("holdem.options { a = { {}, 'x' } }", "holdem.options: a: expected a number, a text, true or false as the default, found a table"),
    Slip("holdem.options { A = { 3, 'x' } }", "holdem.options: A: a name has small letters, digits and _, such as max_time"),
    Slip("holdem.options { a = { 3, 'x', min = 4 } }", "holdem.options: a: the default: 3 is out of range: expected a number from 4"),
    Slip("holdem.options { a = { 3, 'x', mn = 4 } }", "holdem.options: a: unknown key `mn`; did you mean `min`? (known: min, max, whole, choices, position)"),
    Slip("holdem.options { a = { 'b', 'x', min = 4 } }", "holdem.options: a.min: not for a text"),
    Slip("holdem.options { a = { true, 'x', position = 1 } }", "holdem.options: a.position: not for an option that is true or false"),
    Slip("holdem.options { a = { 'b', 'x', choices = { 'c' } } }", "holdem.options: a: the default: \"b\" is not known; did you mean \"c\"? (known: \"c\")"),
    Slip("holdem.options { a = { 1, 'x', position = 1 }, b = { 1, 'x', position = 1 } }", "holdem.options: two options have the position 1"),
    Slip("print(holdem.options { board = { 'x', 'y' } }.bord)", "options has no member 'bord'; did you mean 'board'? (its members: board)"),
  ]

  @Test("wrong declarations say what is wrong", arguments: declarations)
  func message(_ slip: Slip) { #expect(run(slip.script).message == slip.expected) }
}
