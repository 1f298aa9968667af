import Cards

extension GameRules {
  /// The most units a hand may have in play, so that amounts and their doubles are exact: 2^50.
  public static let mostUnits: Chips = 1 << 50

  /// Checks that these rules make a game that can be dealt and played.
  ///
  /// - Returns: the rules themselves, so that a builder can end with it.
  /// - Throws: `GameError.invalidRules`, which names the field and says what it should have been.
  @discardableResult
  public func validated() throws(GameError) -> GameRules {
    try checkPlayers()
    try checkAmounts()
    try checkStreets()
    try checkCards()
    return self
  }

  private func checkPlayers() throws(GameError) {
    try require(
      2...PerSeat<Chips>.capacity ~= players, "stacks",
      "a game needs 2 to \(PerSeat<Chips>.capacity) players, one stack each; there are \(players)")
    for (field, values) in [("blinds", blinds), ("antes", antes)] {
      try require(
        values.count == players, field,
        "one amount a seat is needed, 0 for a seat that posts nothing: \(players) amounts, not \(values.count)")
    }
  }

  private func checkAmounts() throws(GameError) {
    for (field, values, least) in [("stacks", stacks, 1), ("blinds", blinds, 0), ("antes", antes, 0)] {
      for (seat, value) in values.enumerated() {
        try require(
          least...Self.mostUnits ~= value, field,
          "seat \(seat) has \(value) units; \(least) to \(Self.mostUnits) are possible")
      }
    }
    try require(
      0...Self.mostUnits ~= deadMoney, "deadMoney",
      "the pot starts with \(deadMoney) units; 0 to \(Self.mostUnits) are possible")
    let total = stacks.reduce(deadMoney, +)
    try require(
      total <= Self.mostUnits, "stacks",
      "pot and stacks make \(total) units; more than \(Self.mostUnits) cannot be counted exactly: use larger units")
    try require(unitsPerChip >= 1, "unitsPerChip", "a chip is at least one unit, not \(unitsPerChip)")
    try require(rake.rate >= 0 && rake.rate <= 1, "rake", "the rate is a share from 0 to 1 (5 % is 0.05), not \(rake.rate)")
    try require(rake.cap >= 0, "rake", "the cap is 0 or more units, not \(rake.cap)")
  }

  private func checkStreets() throws(GameError) {
    try require(!streets.isEmpty, "streets", "a game has at least one street")
    try require(streets.count <= 10, "streets", "a game has at most 10 streets, not \(streets.count)")
    for street in streets {
      let field = "street '\(street.name)'"
      try require(
        0...5 ~= street.boardCards, field, "it deals \(street.boardCards) board cards; 0 to 5 are possible")
      try require(
        1...Self.mostUnits ~= street.betSize, field,
        "its bet size is \(street.betSize) units; it is 1 or more, the smallest bet where bets have no fixed size")
      try require(
        street.firstToAct >= 0 && street.firstToAct < players, field,
        "seat \(street.firstToAct) acts first; the seats are 0 to \(players - 1)")
      if let most = street.maxRaises {
        try require(most >= 0, field, "its cap on raises is \(most); it is 0 or more, or nil for none")
      }
    }
  }

  private func checkCards() throws(GameError) {
    try require(
      deck.ranks.lowerBound >= 0 && deck.ranks.upperBound <= 12, "deck",
      "ranks run from 0 (deuce) to 12 (ace), not \(deck.ranks)")
    try require(1...4 ~= deck.suits, "deck", "there are 1 to 4 suits, not \(deck.suits)")
    try require(1...2 ~= holeCards, "holeCards", "a player gets 1 or 2 cards, not \(holeCards)")
    var seen: Set<Card> = []
    for card in board {
      try require(deck.cards.contains(card), "board", "the game's deck has no \(card)")
      try require(seen.insert(card).inserted, "board", "\(card) is there twice")
    }
    let boardCards = boardCards(onStreet: streets.count - 1)
    try require(boardCards <= 5, "streets", "a board has at most 5 cards; this one would grow to \(boardCards)")
    let needed = boardCards + players * holeCards
    try require(
      needed <= deck.count, "deck",
      "\(players) players with \(holeCards) hole cards each and \(boardCards) board cards need \(needed) cards; "
        + "the deck has \(deck.count)")
  }

  private func require(_ holds: Bool, _ field: String, _ problem: @autoclosure () -> String) throws(GameError) {
    guard holds else { throw .invalidRules(field: field, problem: problem()) }
  }
}
