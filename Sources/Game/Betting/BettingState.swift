/// The public state of the betting: who has what, who is in, whose turn it is. Cards are no part of it.
///
/// A value of fixed size without references: a tree is built by copying it. Every amount is in units. The rules are passed
/// to its methods and must be the ones it began with.
public struct BettingState: Hashable, Sendable {
  /// What happens next.
  public enum Phase: Hashable, Sendable {
    /// This seat is to act.
    case decision(seat: Int)
    /// The betting of a street is closed; `street` comes next, after its board cards.
    case deal(street: Int)
    /// Everyone but this seat folded.
    case fold(winner: Int)
    /// No decisions remain. If all but one player are all-in, board cards of later streets may be missing.
    case showdown
  }

  /// What happens next.
  public internal(set) var phase: Phase
  /// The street being bet, or last bet, as an index into `GameRules.streets`.
  public internal(set) var street: Int
  /// What each seat has behind.
  public internal(set) var stacks: PerSeat<Chips>
  /// What each seat has bet on this street, blinds included and antes not.
  public internal(set) var bets: PerSeat<Chips>
  /// What each seat has put in during the whole hand: antes, blinds, all streets.
  public internal(set) var contributed: PerSeat<Chips>
  /// Who has folded.
  public internal(set) var folded: PerSeat<Bool>
  /// Who has acted on this street. Posting a blind is not acting.
  public internal(set) var acted: PerSeat<Bool>
  /// Everything in the middle: dead money, antes, and all bets up to now, this street's included.
  public internal(set) var pot: Chips
  /// The total on this street that everyone is asked to match. Before the flop that is at least the largest blind, even if
  /// its seat was too short to post all of it.
  public internal(set) var currentBet: Chips
  /// The size of the largest bet or raise of the street so far, and so of the smallest next one. At the start it is the
  /// largest blind or the street's bet size. An all-in for less does not lower it.
  public internal(set) var lastRaise: Chips
  /// The bets and raises on this street, all-ins for less included and blinds not.
  public internal(set) var raises: Int
  /// Who made the last bet or raise on this street.
  public internal(set) var lastAggressor: Int?
  /// Who made the last bet or raise on the street before; nil if nobody did.
  public internal(set) var previousAggressor: Int?

  /// The start of a hand: antes posted, then blinds.
  public init(_ rules: GameRules) {
    let players = rules.players
    phase = .showdown
    street = 0
    stacks = PerSeat(rules.stacks)
    bets = PerSeat(repeating: 0, count: players)
    contributed = PerSeat(repeating: 0, count: players)
    folded = PerSeat(repeating: false, count: players)
    acted = PerSeat(repeating: false, count: players)
    pot = rules.deadMoney
    currentBet = rules.largestBlind
    lastRaise = max(rules.largestBlind, rules.streets[0].betSize)
    raises = 0
    for seat in stacks.indices {
      pay(rules.postedAnte(seat), from: seat)
      let blind = rules.postedBlind(seat)
      pay(blind, from: seat)
      bets[seat] = blind
    }
    advance(from: rules.streets[0].firstToAct, rules)
  }

  /// How many seats were dealt in.
  public var players: Int { stacks.count }

  /// The seat to act, or nil when it is nobody's turn.
  public var actor: Int? {
    if case .decision(let seat) = phase { seat } else { nil }
  }

  /// What the player to act must add to stay in; 0 when a check is free or it is nobody's turn.
  public var toCall: Chips { actor.map(priceToCall) ?? 0 }

  /// How many seats have not folded.
  public var playersIn: Int { folded.count { !$0 } }

  /// The most a seat's total on this street can be: its bet and everything behind it.
  public func allIn(_ seat: Int) -> Chips { bets[seat] + stacks[seat] }

  /// The largest total on this street that matters for a seat: its own all-in, or the largest total that an opponent who is
  /// still in can match, whichever is less. Anything bet beyond it comes back uncalled.
  public func effectiveAllIn(_ seat: Int) -> Chips { min(allIn(seat), largestAllIn(against: seat)) }

  /// The largest total on this street that any opponent still in can reach.
  func largestAllIn(against seat: Int) -> Chips {
    var largest = 0
    for other in stacks.indices where other != seat && !folded[other] { largest = max(largest, allIn(other)) }
    return largest
  }

  /// What a seat must add to match the current bet, as far as its stack goes and as far as anyone can contest it.
  func priceToCall(_ seat: Int) -> Chips { max(0, min(currentBet, effectiveAllIn(seat)) - bets[seat]) }

  /// Moves chips from a seat's stack to the pot.
  mutating func pay(_ amount: Chips, from seat: Int) {
    stacks[seat] -= amount
    contributed[seat] += amount
    pot += amount
  }
}
