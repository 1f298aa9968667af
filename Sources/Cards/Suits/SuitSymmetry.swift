/// The renamings of suits that change nothing in a situation: a group of suit permutations.
///
/// Future cards that one of them maps onto each other lead to the same subgame with renamed suits, so a solver
/// needs to visit only one of each orbit.
public struct SuitSymmetry: Sendable {
  /// The permutations of the group, in the order of `SuitPermutation.all`; the identity is the first.
  public let permutations: [SuitPermutation]

  /// The cards that the group maps onto each other.
  public struct Orbit: Equatable, Sendable {
    /// A card of the orbit, and a permutation of the group that maps it onto the representative.
    public struct Member: Equatable, Sendable {
      public let card: Card
      public let toRepresentative: SuitPermutation
    }

    /// The lowest card of the orbit.
    public let representative: Card
    /// All cards of the orbit in ascending order; the first is the representative with the identity.
    public let members: [Member]
  }

  /// The permutations that map the deck, the board (as a set) and each range onto itself.
  ///
  /// Of a range only the combos that can be dealt count: those in the deck and not on the board.
  public init(deck: CardSet = .fullDeck, board: CardSet = CardSet(), ranges: [HandRange] = []) {
    let live = deck.subtracting(board)
    let combos = Combo.all.filter { $0.cards.isSubset(of: live) }
    permutations = SuitPermutation.all.filter { permutation in
      permutation(deck) == deck && permutation(board) == board
        && ranges.allSatisfy { range in combos.allSatisfy { range[$0] == range[permutation($0)] } }
    }
  }

  private init(permutations: [SuitPermutation]) { self.permutations = permutations }

  /// The subgroup that is left when a further card is dealt: the permutations that map it onto itself.
  public func fixing(_ card: Card) -> SuitSymmetry {
    SuitSymmetry(permutations: permutations.filter { $0(card) == card })
  }

  /// Divides cards into orbits, in ascending order of their representatives.
  ///
  /// The cards are usually those left in the deck, which the group maps onto themselves; of other sets the
  /// orbits have the members that are in the set.
  public func orbits(of cards: CardSet) -> [Orbit] {
    var rest = cards
    var orbits: [Orbit] = []
    for card in cards where rest.contains(card) {
      var members: [Orbit.Member] = []
      for permutation in permutations where rest.contains(permutation(card)) {
        rest.remove(permutation(card))
        members.append(.init(card: permutation(card), toRepresentative: permutation.inverse))
      }
      orbits.append(Orbit(representative: card, members: members.sorted { $0.card < $1.card }))
    }
    return orbits
  }
}
