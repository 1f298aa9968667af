// Working the table out takes seconds in release and minutes in debug.
#if !DEBUG
  import CFR
  import Cards
  import Testing

  /// All-ins before the flop, for all pairs of hands.
  @Suite struct PreflopEdgesTests {
    private let edges = Preflop.edges

    @Test func whatOneWinsTheOtherLoses() {
      #expect(edges.count == PreflopEdges.count)
      var possible = 0, wrong = 0
      for h in 0..<Combo.count {
        let mine = Combo(index: h).cards
        for o in 0...h {
          let edge = edges[h * Combo.count + o]
          let isPossible = mine.isDisjoint(with: Combo(index: o).cards)
          possible += isPossible ? 1 : 0
          if edge != -edges[o * Combo.count + h] || abs(Int(edge)) > PreflopEdges.boards || (!isPossible && edge != 0) { wrong += 1 }
        }
      }
      #expect(wrong == 0)
      #expect(possible == 1326 * 1225 / 2)
    }

    @Test func suitsDoNotMatter() {
      for permutation in SuitPermutation.all {
        let image = Combo.all.map { permutation($0).index }
        var differ = 0
        for h in 0..<Combo.count {
          for o in 0..<Combo.count where edges[h * Combo.count + o] != edges[image[h] * Combo.count + image[o]] { differ += 1 }
        }
        #expect(differ == 0, "\(permutation)")
      }
    }

    @Test(arguments: [
      ("AsAh", "KsKh"), ("AsAh", "KdKc"), ("AsAh", "KsKd"), ("AsKs", "QhQd"), ("7h2d", "AcAs"), ("JsTs", "2c2d"), ("AsKd", "AhKc"), ("3h2h", "3d2d"),
    ])
    func theSameAsAllBoardsCompared(_ hand: String, _ other: String) throws {
      let first = try Combo(hand), second = try Combo(other)
      let deck = Array(CardSet.fullDeck.subtracting(first.cards).subtracting(second.cards)).map { HandAccumulator($0) }
      let mine = HandAccumulator(first), theirs = HandAccumulator(second), evaluator = HandEvaluator.shared
      var edge = 0, ties = 0, boards = 0
      for a in 0..<44 {
        for b in a + 1..<45 {
          for c in b + 1..<46 {
            let three = deck[a] + deck[b] + deck[c]
            for d in c + 1..<47 {
              let four = three + deck[d]
              for e in d + 1..<48 {
                let board = four + deck[e]
                let x = evaluator.strength(of: board + mine), y = evaluator.strength(of: board + theirs)
                edge += x > y ? 1 : x < y ? -1 : 0
                ties += x == y ? 1 : 0
                boards += 1
              }
            }
          }
        }
      }
      #expect(boards == PreflopEdges.boards)
      #expect(Int(edges[first.index * Combo.count + second.index]) == edge)
      for (h, o) in [(first, second), (second, first)] { #expect(Int(Preflop.ties[h.index * Combo.count + o.index]) == ties) }
    }

    /// The equities against a random hand that every table of starting hands prints.
    @Test(arguments: [
      ("AsAh", 85.20), ("KsKh", 82.40), ("QsQh", 79.93), ("JsJh", 77.47), ("2s2h", 50.33), ("AsKs", 67.04), ("AsKh", 65.32), ("7s2h", 34.58),
      ("3s2h", 32.30),
    ])
    func againstARandomHand(_ hand: String, _ percent: Double) throws {
      #expect(abs(try Preflop.equityAgainstAll(hand) * 100 - percent) < 0.006)
    }

    @Test func wellKnownRaces() throws {
      #expect(try Preflop.equity("AsAh", "AdAc") == 0.5)
      #expect(try Preflop.equity("AsKs", "AhKh") == 0.5)
      #expect((0.81...0.83).contains(try Preflop.equity("AsAh", "KsKh")))
      #expect(try Preflop.equity("AsAh", "KsKh") > Preflop.equity("AsAh", "KdKc"), "shared suits take away the kings' flushes")
      #expect((0.56...0.58).contains(try Preflop.equity("QhQd", "AsKc")))
    }
  }
#endif
