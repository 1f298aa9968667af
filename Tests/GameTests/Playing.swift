import Cards
import Game

/// Plays a line of actions from a state, dealing the streets between them.
func play(_ rules: GameRules, _ actions: [Action], from start: BettingState? = nil) -> BettingState {
  var state = start ?? BettingState(rules)
  for action in actions {
    if case .deal = state.phase { state = state.dealing(rules) }
    state = state.applying(action, rules)
  }
  return state
}

/// Hand strengths from small numbers, larger is better; nil for a folded seat.
func strengths(_ values: Int?...) -> [HandStrength?] {
  values.map { $0.map { HandStrength(rawValue: UInt16($0)) } }
}

/// A flop for spots.
let flop = ["Td", "9d", "6h"].compactMap { Card($0) }

/// What the player to act may do, in one line: `fold call:50 raise:200...1000`.
func options(_ state: BettingState, _ rules: GameRules) -> String {
  let legal = state.legalActions(rules)
  let raise = legal.raise.map { " raise:\($0.lowerBound)...\($0.upperBound)" } ?? ""
  return "\(legal.canFold ? "fold " : "")call:\(legal.call)\(raise)"
}
