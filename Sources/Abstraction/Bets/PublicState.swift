import Cards
import Game

/// What everybody at the table knows at a decision: what a bet abstraction may depend on. Amounts are in the game's units.
public struct PublicState: Sendable {
  /// "preflop", "flop", "turn", "river", or the name the game gives the street.
  public var street: String
  /// 0-based index of the street among those still to be played.
  public var streetIndex: Int
  /// Seat to act, from 0.
  public var seat: Int
  /// Heads-up after the flop: "oop" or "ip"; else "seat1"...
  public var position: String
  /// Players who have not folded.
  public var playersIn: Int
  /// Whether the player to act is the last of them to act on later streets.
  public var isInPosition: Bool
  public var pot: Chips
  public var toCall: Chips
  /// Chips behind, by seat.
  public var stacks: [Chips]
  /// The most that the player to act can still lose in the hand.
  public var effectiveStack: Chips
  /// Bets and raises on this street; blinds are not counted.
  public var raises: Int
  /// Seat of the last bet or raise on this street, or else on the street before.
  public var lastAggressor: Int?
  /// Whether the player to act may lead into the player who was the aggressor on the street before.
  public var isDonk: Bool
  /// The line so far, as `BettingTree` writes it.
  public var line: String
  /// The board when the first street starts.
  public var board: [Card]
  public var bigBlind: Chips
  public var unitsPerChip: Int

  /// Whether the player to act can raise rather than bet.
  var facesBet: Bool { toCall > 0 || raises > 0 }

  /// Stack-to-pot ratio: effective stack over the pot.
  public var stackToPotRatio: Double { pot > 0 ? Double(effectiveStack) / Double(pot) : .infinity }
}
