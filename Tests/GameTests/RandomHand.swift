import Cards
import Game

/// A random hand to be played: the twin of `Oracle/hands.py`.
struct RandomHand {
  var rules: GameRules
  var strengths: [HandStrength]
  private var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(state: seed)
    let players = 2 + random.below(5)
    let share = random.below(10)
    let betting: BettingStructure = share < 7 ? .noLimit : share < 9 ? .potLimit : .fixedLimit
    let smallBlind = 1 + random.below(10)
    var bigBlind = smallBlind + random.below(smallBlind + 1)
    if players == 2 && bigBlind == smallBlind { bigBlind += 1 }
    let maxRaises = 3 + random.below(2)

    let hasBlinds = random.below(8) > 0
    let anteKind = random.below(4)
    let ante = 1 + random.below(bigBlind)
    let straddleDraw = random.below(12)
    let straddles = 1...2 ~= straddleDraw ? min(straddleDraw, players - 2) : 0
    let headsUp = players == 2
    var blinds = Array(repeating: 0, count: players)
    var antes = blinds
    if hasBlinds {
      blinds.replaceSubrange(0...1, with: headsUp ? [bigBlind, smallBlind] : [smallBlind, bigBlind])
      for straddle in 0..<straddles { blinds[2 + straddle] = bigBlind * (2 << straddle) }
      if anteKind == 2 { antes[headsUp ? 0 : 1] = ante }
    }
    if anteKind == 1 || !hasBlinds { antes = Array(repeating: ante, count: players) }

    var stacks: [Chips] = []
    for _ in 0..<players {
      switch random.below(4) {
      case 0: stacks.append(1 + random.below(3 * bigBlind))
      case 1: stacks.append(1 + random.below(20 * bigBlind))
      case 2: stacks.append(bigBlind * (20 + random.below(81)))
      default: stacks.append(bigBlind * 5 * (1 + random.below(4)))
      }
    }
    let largest = blinds.max() ?? 0
    let posted = (0..<players).map { min(blinds[$0], max(0, stacks[$0] - antes[$0])) }.max() ?? 0
    if posted < largest, let seat = blinds.firstIndex(of: largest) { stacks[seat] += antes[seat] + largest }

    var deck = Array(0..<24)
    for seat in 0..<players { deck.swapAt(seat, seat + random.below(24 - seat)) }
    strengths = deck.prefix(players).map { HandStrength(rawValue: UInt16($0 / 4)) }

    rules = Self.rules(
      betting: betting, bigBlind: bigBlind, stacks: stacks, blinds: blinds, antes: antes,
      firstToAct: !hasBlinds ? 0 : headsUp ? 1 : (2 + straddles) % players,
      maxRaises: betting == .fixedLimit ? maxRaises : nil)
  }

  /// Four streets of Hold'em, each player with one card.
  static func rules(
    betting: BettingStructure, bigBlind: Chips, stacks: [Chips], blinds: [Chips], antes: [Chips], firstToAct: Int,
    maxRaises: Int?
  ) -> GameRules {
    let isLimit = betting == .fixedLimit
    let streets = (0..<4).map { street in
      Street(
        name: "round \(street + 1)", boardCards: street == 0 ? 0 : 1, betSize: bigBlind * (isLimit && street > 1 ? 2 : 1),
        maxRaises: maxRaises, firstToAct: street == 0 ? firstToAct : 0)
    }
    return GameRules(
      deck: .standard, holeCards: 1, streets: streets, betting: betting, stacks: stacks, blinds: blinds, antes: antes)
  }

  /// What the player to act does, given what is legal.
  mutating func action(_ legal: LegalActions) -> Action {
    let choice = random.below(100)
    if let raise = legal.raise, choice < 35 {
      let low = raise.lowerBound
      let width = raise.upperBound - low
      switch random.below(8) {
      case 0...2: return .raise(to: low)
      case 3: return .raise(to: raise.upperBound)
      case 4...6: return .raise(to: low + random.below(min(width, 2 * low) + 1))
      default: return .raise(to: low + random.below(width + 1))
      }
    }
    return legal.canFold && choice >= 82 ? .fold : .call
  }
}
