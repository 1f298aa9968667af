extension GameRules {
  /// Kuhn poker (Kuhn 1950): two players ante one, get one of three cards, and may bet one, once.
  public static func kuhn() -> GameRules {
    GameRules(
      deck: .kuhn, holeCards: 1, streets: [Street(name: "round 1", boardCards: 0, betSize: 1, maxRaises: 1)],
      betting: .fixedLimit, stacks: [2, 2], blinds: [0, 0], antes: [1, 1])
  }

  /// Leduc Hold'em (Southey et al. 2005): two players ante one, get one of six cards, and bet twos before and fours after
  /// one board card, at most a bet and a raise a round.
  public static func leduc() -> GameRules {
    GameRules(
      deck: .leduc, holeCards: 1,
      streets: [
        Street(name: "round 1", boardCards: 0, betSize: 2, maxRaises: 2),
        Street(name: "round 2", boardCards: 1, betSize: 4, maxRaises: 2),
      ],
      betting: .fixedLimit, stacks: [13, 13], blinds: [0, 0], antes: [1, 1])
  }
}
