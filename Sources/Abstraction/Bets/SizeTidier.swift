import Game

/// Rounds, forces and merges the sizes of one decision into totals to bet to.
struct SizeTidier {
  let context: BetContext
  let options: BetOptions
  private(set) var notes: [String] = []
  private var chosen: [Chips] = []

  init(context: BetContext, options: BetOptions) {
    self.context = context
    self.options = options
  }

  private var allIn: Chips { context.allIn }
  private var called: Chips { context.bet + context.toCall }
  private var potAfterCall: Chips { context.pot + context.toCall }

  mutating func add(_ size: BetSize) {
    let wanted = size.total(in: context)
    let largest = context.legal.upperBound
    guard wanted < Double(largest) else { return chosen.append(largest) }
    var total = Chips(wanted.rounded())
    if total < context.legal.lowerBound {
      notes.append("\(size) is under the minimum and was raised to it")
      total = context.legal.lowerBound
    }
    chosen.append(forced(min(total, largest)))
  }

  /// The final totals, ascending and distinct.
  mutating func totals() -> [Chips] {
    if options.addAllIn > 0, context.legal.contains(allIn), Double(allIn - called) <= options.addAllIn * Double(potAfterCall) { chosen.append(allIn) }
    let distinct = Set(chosen).sorted()
    guard options.merge > 0 else { return distinct }
    var kept: [Chips] = []
    for total in distinct.reversed() {
      if let larger = kept.last, (1 + share(larger)) / (1 + share(total)) < 1 + options.merge {
        notes.append("\(percent(total)) was merged into \(percent(larger))")
      } else {
        kept.append(total)
      }
    }
    return kept.reversed()
  }

  /// All-in instead, where little would be left behind after a call.
  private func forced(_ total: Chips) -> Chips {
    let potIfCalled = Double(potAfterCall + 2 * (total - called))
    return options.forceAllIn > 0 && context.legal.contains(allIn) && Double(allIn - total) <= options.forceAllIn * potIfCalled ? allIn : total
  }

  /// A total as a share of the pot after the call.
  private func share(_ total: Chips) -> Double { Double(total - called) / Double(max(1, potAfterCall)) }

  private func percent(_ total: Chips) -> String { "\(Int((share(total) * 100).rounded())) % of the pot" }
}
