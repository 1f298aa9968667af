extension PublicDeal {
  /// By hand: the sum over opposing hands that share no card with it of reach times payoff. Masses of hands below, equal and above come from
  /// prefix sums over the order of strength, less those that hold one of its cards; a hand that holds both is the hand itself.
  func payoffs(
    _ node: SampledNode, _ reach: UnsafeMutablePointer<Float>, _ seat: Int, _ game: SampledGame, into out: UnsafeMutablePointer<Float>
  ) {
    let first = Int(node.first)
    let byCard = masses, below = masses + 52, upTo = masses + 104
    masses.update(repeating: 0, count: 156)
    var total = 0.0
    let isPair = rules.holeCards == 2, count = count
    for h in 0..<count {
      let r = Double(reach[h])
      total += r
      byCard[Int(low[h])] += r
      if isPair { byCard[Int(high[h])] += r }
    }
    func mass(_ sum: Double, _ cards: UnsafeMutablePointer<Double>, _ h: Int, own: Double) -> Double {
      isPair ? sum - cards[Int(low[h])] - cards[Int(high[h])] + own : sum - cards[Int(low[h])]
    }
    guard node.kind == .showdown else {
      let payoff = Double(game.values[first + seat])
      for h in 0..<count { out[h] = Float(payoff * mass(total, byCard, h, own: Double(reach[h]))) }
      return
    }
    let win = Double(game.values[first + 3 * seat]), tie = Double(game.values[first + 3 * seat + 1]), lose = Double(game.values[first + 3 * seat + 2])
    var sumBelow = 0.0, sumUpTo = 0.0
    var h = 0
    while h < count {
      // Hands of one strength together.
      let end = Int(firstAbove[h])
      for o in h..<end {
        let r = Double(reach[o])
        sumUpTo += r
        upTo[Int(low[o])] += r
        if isPair { upTo[Int(high[o])] += r }
      }
      for i in h..<end {
        let own = Double(reach[i])
        let beaten = mass(sumBelow, below, i, own: 0)
        let notAbove = mass(sumUpTo, upTo, i, own: own)
        let all = mass(total, byCard, i, own: own)
        out[i] = Float(win * beaten + tie * (notAbove - beaten) + lose * (all - notAbove))
      }
      sumBelow = sumUpTo
      below.update(from: upTo, count: 52)
      h = end
    }
  }
}
