import Testing

@testable import Cards

@Suite struct CardTests {
  @Test func everyCardIsReadBack() {
    for index in 0..<52 {
      let card = Card(index: index)
      #expect(Card(card.description) == card)
      #expect(Int(card.rank.rawValue) * 4 + Int(card.suit.rawValue) == index)
      #expect(Card(rawValue: UInt8(index)) == card)
    }
    #expect(Card("As") == Card(.ace, .spades))
    #expect(Card("2c")?.rawValue == 0)
    #expect(Card(rawValue: 52) == nil)
  }

  @Test(arguments: ["", "A", "as", "AS", "1s", "Asd", "10s", "sA", "A♠"])
  func otherTextsAreNoCards(text: String) { #expect(Card(text) == nil) }

  @Test func setsBehaveLikeSets() {
    var random = SplitMix(state: 1)
    for _ in 0..<200 {
      let (a, b) = (random.cards(5), random.cards(9))
      let (left, right) = (Set(a), Set(b))
      let (x, y) = (CardSet(a), CardSet(b))
      #expect(Set(x.union(y)) == left.union(right))
      #expect(Set(x.intersection(y)) == left.intersection(right))
      #expect(Set(x.subtracting(y)) == left.subtracting(right))
      #expect(x.isDisjoint(with: y) == left.isDisjoint(with: right))
      #expect(x.isSubset(of: y) == left.isSubset(of: right))
      #expect(Array(x) == a.sorted() && x.count == 5)
    }
    #expect(CardSet.fullDeck.count == 52)
  }

  @Test(arguments: ["Td9d6h", "Td 9d 6h", "Td,9d,6h", " Td , 9d,6h\n"])
  func boardsKeepTheirOrder(text: String) throws {
    #expect(try Card.list(text).map(\.description) == ["Td", "9d", "6h"])
    #expect(try CardSet(text).description == "Td9d6h")
  }

  @Test(arguments: [
    ("Td9x6h", 3, "\"x\" is no suit in \"9x\" at character 4: expected one of s h d c"),
    ("Td9D6h", 3, "\"D\" is no suit in \"9D\" at character 4: expected d, in lower case"),
    ("td", 0, "\"t\" is no rank in \"td\" at character 1: expected T, in upper case"),
    ("Td9", 3, "the end where a suit should be in \"9\" at character 4: expected one of s h d c"),
    ("Td 9d Td", 6, "Td a second time in \"Td\" at character 7: expected each card once"),
    ("Td,,9d", 3, "a stray comma at character 4: expected a card on both sides of a comma"),
    (",Td", 0, "a stray comma at character 1: expected a card on both sides of a comma"),
    ("Td,", 2, "a stray comma at character 3: expected a card on both sides of a comma"),
    (
      "1d", 0,
      "\"1\" is no rank in \"1d\" at character 1: expected one of A K Q J T 9 8 7 6 5 4 3 2 (T is the ten)"
    ),
  ])
  func badBoardsPointAtTheFault(text: String, offset: Int, message: String) {
    let error = #expect(throws: CardsError.self) { try Card.list(text) }
    #expect(error?.description == "cards: " + message)
    #expect(error?.fault?.offset == offset)
  }

  @Test func combosAndClasses() throws {
    var seen = Set<Combo>()
    for high in 1..<52 {
      for low in 0..<high {
        let combo = Combo(Card(index: low), Card(index: high))
        #expect(combo.index == high * (high - 1) / 2 + low)
        #expect(Combo(index: combo.index) == combo)
        #expect(try Combo(combo.description) == combo)
        #expect(Array(combo.cards) == [combo.low, combo.high])
        seen.insert(combo)
      }
    }
    #expect(seen.count == 1326)
    #expect(Combo.all.map(\.index) == Array(0..<1326))
    #expect(try Combo("KhAh").description == "AhKh")

    var dealt = Set<Combo>()
    for hand in HandClass.all {
      #expect(hand.combos.count == (hand.isPair ? 6 : hand.isSuited ? 4 : 12))
      #expect(hand.combos.allSatisfy { HandClass($0) == hand })
      #expect(try HandClass(hand.description) == hand)
      #expect(HandClass(row: hand.row, column: hand.column) == hand)
      dealt.formUnion(hand.combos)
    }
    #expect(dealt.count == 1326)
    #expect(HandClass(row: 0, column: 1).description == "AKs")
    #expect(HandClass(row: 1, column: 0).description == "AKo")
    #expect(HandClass(row: 12, column: 12).description == "22")
  }

  @Test(arguments: ["", "A", "AK", "KAs", "AAs", "AKx", "AKss", "AhKh"])
  func badClasses(text: String) { #expect(throws: CardsError.self) { try HandClass(text) } }

  @Test(arguments: ["", "Ah", "AhK", "AhAh", "AhKhQh", "AKs"])
  func badCombos(text: String) { #expect(throws: CardsError.self) { try Combo(text) } }
}
