import Abstraction
import Testing

@Suite struct BetMenuTests {
  @Test(arguments: [
    ("33%, 75%, a / 2.5x", "33%, 75%, a / 2.5x"),
    ("33%,75%", "33%, 75%"),
    ("  50% ,a/3x ", "50%, a / 3x"),
    ("2.5x", " / 2.5x"),
    ("33%, 2.5x", "33% / 33%, 2.5x"),
    ("50% / 50%", "50%"),
    ("50% /", "50% / "),
    ("/ a", " / a"),
    ("", ""),
    (" / ", ""),
    ("e, 2e, 3e200%, e80%", "e, 2e, 3e200%, e80%"),
    ("min, 2.5bb, 120c", "min, 2.5bb, 120c"),
    ("allin / all-in", "a"),
    (".5%, 0.50bb, 007c", "0.5%, 0.5bb, 7c"),
    ("33.3333%, 66.66666667%", "33.3333%, 66.66666667%"),
  ])
  func readsAndPrints(text: String, normal: String) throws {
    let menu = try BetMenu(parsing: text)
    #expect(menu.description == normal)
    #expect(try BetMenu(parsing: normal) == menu)
  }

  @Test func sizesMean() throws {
    let menu = try BetMenu(parsing: "33%, 2.5bb, 120c, e, 2e, 3e200%, min, a / 2.5x")
    #expect(
      menu.bets == [
        .pot(0.33), .bigBlinds(2.5), .chips(120), .geometric(streets: nil, cap: nil), .geometric(streets: 2, cap: nil),
        .geometric(streets: 3, cap: 2), .minimum, .allIn,
      ])
    #expect(menu.raises == [.multiple(2.5)])
    #expect(try BetMenu(parsing: "a") == BetMenu(bets: [.allIn], raises: [.allIn]))
    #expect(try BetMenu(parsing: "") == BetMenu.none)
  }

  @Test(arguments: [
    ("33", 0, "`33` has no unit: write `33%` of the pot, `33x` the bet faced, `33bb` or `33c` chips"),
    ("33%, 75% / 2x / a", 14, "a second `/`: sizes are written `bets / raises`"),
    ("33%,,75%", 4, "an empty size between commas"),
    ("33%,", 4, "an empty size between commas"),
    (", a", 0, "an empty size between commas"),
    ("a / 2x,", 7, "an empty size between commas"),
    ("50%, 2.50x / a", 5, "`2.5x` is a multiple of the bet faced, so it belongs after the `/`, among the raises"),
    ("33%, 33.0%", 5, "`33%` is there twice"),
    ("a / 2x, 2x", 8, "`2x` is there twice"),
    ("a / 0.5x", 4, "`0.5x`: a raise is more than 1x the bet faced"),
    ("a / 1x", 4, "`1x`: a raise is more than 1x the bet faced"),
    ("0%", 0, "`0%`: a bet is more than 0"),
    ("-5%", 0, "`-5%`: a bet is more than 0"),
    ("1.2.3%", 0, "`1.2.3%`: `1.2.3` is not a number"),
    ("infinity%", 0, "`infinity%`: `infinity` is not a number"),
    ("0e", 0, "`0e`: the number of streets before `e` is from 1 to 10"),
    ("11e", 0, "`11e`: the number of streets before `e` is from 1 to 10"),
    ("99999999999999999999e", 0, "`99999999999999999999e`: the number of streets before `e` is from 1 to 10"),
    ("e200", 0, "`e200`: after `e` comes nothing, or a cap such as `200%`"),
    ("e0%", 0, "`e0%`: a bet is more than 0"),
    (
      "75%, pot", 5,
      "`pot` is no bet size: expected `33%` of the pot, `2.5x` the bet faced, `2.5bb`, `120c` chips, `e`, `2e` or `3e200%` geometric, `min`, or `a` for all-in"
    ),
  ])
  func saysWhatIsWrong(text: String, offset: Int, problem: String) throws {
    let error = #expect(throws: AbstractionError.self) { try BetMenu(parsing: text) }
    #expect(error == .menu(text: text, offset: offset, problem: problem))
  }

  @Test func errorsPointAtThePlace() throws {
    let error = #expect(throws: AbstractionError.self) { try BetMenu(parsing: "50%, 20") }
    #expect(
      error?.description == """
        bet sizes "50%, 20": `20` has no unit: write `20%` of the pot, `20x` the bet faced, `20bb` or `20c` chips
            50%, 20
                 ^
        """)
  }

  /// Whatever is typed, the answer is a menu that prints and reads back, or an error.
  @Test func anyTextIsAnswered() throws {
    let alphabet = Array("0123456789.,/ %xbcean-+½é")
    var state: UInt64 = 1
    func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var read = 0
    for _ in 0..<5000 {
      let text = String((0..<draw(9)).map { _ in alphabet[draw(alphabet.count)] })
      guard let menu = try? BetMenu(parsing: text) else { continue }
      read += 1
      #expect(try BetMenu(parsing: menu.description) == menu, "\(text)")
    }
    #expect(read > 50)
  }
}
