import Cards
import Testing

@testable import Game

/// A line of `Oracle/hands.txt`; the head of that file explains it.
struct RecordedHand {
  private let rules: GameRules
  private let strengths: [HandStrength?]
  private let streets: [[Decision]]
  private let payoffs: [Double]

  private struct Decision {
    let seat: Int
    let legal: LegalActions
    let action: Action

    init(_ text: Substring) throws {
      let fields = text.split(separator: ":", omittingEmptySubsequences: false)
      try #require(fields.count == 4)
      seat = try #require(Int(fields[0]))
      let call = try #require(Int(fields[1]))
      let raise = try fields[2].split(separator: "-").map { try #require(Int($0)) }
      legal = LegalActions(canFold: call > 0, call: call, raise: raise.isEmpty ? nil : raise[0]...raise[1])
      action = fields[3] == "f" ? .fold : fields[3] == "c" ? .call : .raise(to: try #require(Int(fields[3])))
    }
  }

  init(_ line: Substring) throws {
    let fields = line.split(separator: "|", omittingEmptySubsequences: false)
    try #require(fields.count == 9)
    func numbers(_ field: Int) throws -> [Int] {
      try fields[field].split(separator: ",").map { try #require(Int($0)) }
    }
    let structures: [Character: BettingStructure] = ["n": .noLimit, "p": .potLimit, "f": .fixedLimit]
    let structure = try #require(fields[0].first)
    rules = RandomHand.rules(
      betting: try #require(structures[structure]), bigBlind: try #require(Int(fields[1])),
      stacks: try numbers(2), blinds: try numbers(3), antes: try numbers(4), firstToAct: try #require(Int(fields[5])),
      maxRaises: Int(fields[0].dropFirst()))
    strengths = try numbers(6).map { HandStrength(rawValue: UInt16($0)) }
    streets = try fields[7].split(separator: "/", omittingEmptySubsequences: false).map {
      try $0.split(separator: " ").map { try Decision($0) }
    }
    payoffs = try numbers(8).map { Double($0) }
  }

  /// Plays the hand. Returns what differs from the record, or nil.
  func replay() throws -> String? {
    try rules.validated()
    var state = BettingState(rules)
    for (street, decisions) in streets.enumerated() {
      if street > 0 {
        guard state.phase == .deal(street: street) else { return "street \(street) is not next: \(state.phase)" }
        state = state.dealing(rules)
      }
      for decision in decisions {
        guard state.actor == decision.seat else { return "\(state.phase) instead of seat \(decision.seat)" }
        let legal = state.legalActions(rules)
        guard legal == decision.legal else { return "seat \(decision.seat) may \(legal), not \(decision.legal)" }
        state = state.applying(decision.action, rules)
      }
    }
    switch state.phase {
    case .decision, .deal: return "the hand goes on: \(state.phase)"
    case .fold, .showdown: break
    }
    let utilities = state.utilities(strengths: strengths, rules)
    return utilities == payoffs ? nil : "pay-offs \(utilities) instead of \(payoffs)"
  }
}
