import Cards

/// The rules of a poker game as one value: Kuhn, Leduc, limit and no-limit Hold'em, and a spot in the middle of a hand.
///
/// Seats are numbered from the left of the button, which is the order of acting after the flop: with three players or more
/// seat 0 posts the small blind and the last seat is the button; heads-up seat 0 posts the big blind and seat 1, the button,
/// posts the small blind and acts first before the flop. In a spot seat 0 is out of position.
///
/// Amounts are whole units, `unitsPerChip` to the chip. A value made by a builder (`noLimit`, `spot`, ...) or by `ACPCGame` has
/// been checked; check one that was put together by hand with `validated()` before playing it.
public struct GameRules: Hashable, Sendable, Codable {
  /// The cards the game is played with.
  public var deck: Deck
  /// The private cards of each player, 1 or 2.
  public var holeCards: Int
  /// The betting rounds still to be played, in order: four in Hold'em, two in a spot that starts on the turn.
  public var streets: [Street]
  /// How large bets and raises may be.
  public var betting: BettingStructure
  /// What each seat has before antes and blinds are posted.
  public var stacks: [Chips]
  /// What each seat posts as a live bet before the first street, straddles included; zero for most seats. A stack that is
  /// too short posts what it has.
  public var blinds: [Chips]
  /// What each seat adds to the pot before the blinds are posted, as far as its stack goes.
  ///
  /// Antes do not count as bets. Of a player who cannot post a whole ante, everyone's antes are matched only as far as it went.
  public var antes: [Chips]
  /// Chips in the pot before anyone posts, which belong to nobody: the pot a spot begins with.
  public var deadMoney: Chips
  /// The board cards on the table before the first street, in the order they were dealt.
  public var board: [Card]
  /// What the house takes.
  public var rake: Rake
  /// How pots that do not divide evenly are shared.
  public var oddChips: OddChips
  /// How many units make one chip as people write it: 1 where chips are whole, 100 for cents.
  public var unitsPerChip: Int

  public init(
    deck: Deck, holeCards: Int, streets: [Street], betting: BettingStructure, stacks: [Chips], blinds: [Chips],
    antes: [Chips], deadMoney: Chips = 0, board: [Card] = [], rake: Rake = .none, oddChips: OddChips = .toFirstSeat,
    unitsPerChip: Int = 1
  ) {
    self.deck = deck
    self.holeCards = holeCards
    self.streets = streets
    self.betting = betting
    self.stacks = stacks
    self.blinds = blinds
    self.antes = antes
    self.deadMoney = deadMoney
    self.board = board
    self.rake = rake
    self.oddChips = oddChips
    self.unitsPerChip = unitsPerChip
  }

  /// How many seats are dealt in.
  public var players: Int { stacks.count }

  /// The largest blind or straddle, whether or not its seat could post all of it: the bet to call before anyone has acted.
  public var largestBlind: Chips { blinds.max() ?? 0 }

  /// The big blind, which straddles do not change: the largest blind, but no more than the first street's bets; 0 where there are no blinds.
  public var bigBlind: Chips { min(largestBlind, streets[0].betSize) }

  /// How many board cards lie on the table while `street` is bet.
  public func boardCards(onStreet street: Int) -> Int {
    streets[...street].reduce(board.count) { $0 + $1.boardCards }
  }

  /// The ante that a seat really posts.
  func postedAnte(_ seat: Int) -> Chips { min(antes[seat], stacks[seat]) }

  /// The blind that a seat really posts, out of what its ante left.
  func postedBlind(_ seat: Int) -> Chips { min(blinds[seat], stacks[seat] - postedAnte(seat)) }
}
