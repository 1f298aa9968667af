/// What a player does when it is their turn.
public enum Action: Hashable, Sendable {
  /// Give up the hand. Only offered when there is something to call.
  case fold
  /// Call, or check where calling costs nothing.
  case call
  /// Bet or raise, making the player's total on this street `to`.
  case raise(to: Chips)
}
