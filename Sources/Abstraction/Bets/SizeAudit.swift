/// Remembers which sizes of a table of rules were ever legal as they are written, so that a slip such as `0.001%` or `5000c` does not pass
/// for a bet that it is not.
struct SizeAudit {
  private enum Fit { case legal, tooSmall, tooLarge }

  private struct Use: Hashable {
    var rule: Int
    var size: BetSize
  }

  private var fits: [Use: Fit] = [:]
  private var rulesWithRaises: Set<Int> = []

  /// Notes a size that a rule offers at a decision.
  mutating func add(_ size: BetSize, rule: Int, isRaise: Bool, in context: BetContext) {
    if isRaise { rulesWithRaises.insert(rule) }
    let use = Use(rule: rule, size: size)
    guard fits[use] != .legal else { return }
    let total = size.total(in: context)
    if total.rounded() < Double(context.legal.lowerBound) {
      fits[use] = fits[use] ?? .tooSmall
    } else if total > Double(context.legal.upperBound) {
      // A share or a multiple beyond the stack is all-in, as everywhere in the field: no slip, but no proof of the contrary either.
      if size.isAbsolute { fits[use] = fits[use] ?? .tooLarge }
    } else {
      fits[use] = .legal
    }
  }

  /// Throws for the first size that was asked for and legal nowhere, neither as a bet nor as a raise.
  func check(_ rules: [MenuRule], hasRaiseCap: Bool) throws(AbstractionError) {
    for (index, rule) in rules.enumerated() {
      let place = rule == MenuRule(menu: rule.menu) ? "" : " (\(rule))"
      for size in rule.menu.bets + rule.menu.raises {
        switch fits[Use(rule: index, size: size)] {
        case nil, .legal: break
        case .tooSmall: throw .neverLegal(size: "\(size)", reason: "it is less than the least that may be bet\(place); write `min` for that")
        case .tooLarge: throw .neverLegal(size: "\(size)", reason: "it is more than there is to bet\(place); write `a` for all-in")
        }
      }
      if rule.menu.bets.isEmpty, let raise = rule.menu.raises.first, !rulesWithRaises.contains(index), !hasRaiseCap {
        throw .neverLegal(size: "\(raise)", reason: "nobody bets, so there is nothing to raise\(place); write bets before a slash, as in `50% / \(raise)`")
      }
    }
  }
}

extension BetSize {
  /// Whether the size is an amount, whatever the pot and the bet faced.
  var isAbsolute: Bool {
    switch self {
    case .chips, .bigBlinds: true
    default: false
    }
  }
}
