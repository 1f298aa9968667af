import CFR
import CKernels
import Testing

/// The row kernels against the formulas, hand by hand in f64.
@Suite struct RowKernelTests {
  private static let n = 32
  private static let actions = 3

  /// Rows of numbers in -1...1, or of all zeros in the first three hands, as at the start of a solve.
  private func rows<Value: KernelScalar>(_ count: Int, _ random: inout SplitMix, from low: Double = -1, _: Value.Type) -> [Value] {
    (0..<count * Self.n).map { $0 % Self.n < 3 ? 0 : Value(Double.random(in: low...1, using: &random)) }
  }

  private func column<Value: KernelScalar>(_ rows: [Value], _ hand: Int) -> [Double] {
    stride(from: hand, to: rows.count, by: Self.n).map { Double(rows[$0]) }
  }

  /// Regret matching: in proportion to what is above 0, else uniform.
  private func matched(_ regrets: [Double]) -> [Double] {
    let positive = regrets.map { max($0, 0) }
    let sum = positive.reduce(0, +)
    return positive.map { sum > 0 ? $0 / sum : 1 / Double(positive.count) }
  }

  private func expectClose(_ found: some BinaryFloatingPoint, _ wanted: Double, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(abs(Double(found) - wanted) < 2e-6, sourceLocation: sourceLocation)
  }

  /// What a hand plays from: its regrets, moved by the prediction where there is one.
  private func played(_ update: hl_update, _ regrets: [Double], _ last: [Double]?) -> [Double] {
    guard let last else { return regrets }
    return zip(regrets, last).map { $0 * update.play + $1 * update.prediction }
  }

  private func trainOpponent<Value: KernelScalar>(_: Value.Type, predicts: Bool) {
    var random = SplitMix(state: 1)
    var update = hl_update(positive: 1, negative: 1, average: 0.75, play: 0.5, prediction: 0.25, floors: 0)
    let regret = rows(Self.actions, &random, Value.self), instant = rows(Self.actions, &random, Value.self)
    let average = rows(Self.actions, &random, from: 0, Value.self), reach = rows(1, &random, from: 0, Value.self)
    var averageOut = [Value](repeating: .nan, count: average.count), reachOut = averageOut
    instant.withUnsafeBufferPointer {
      Value.trainOpponent(
        Self.actions, Self.n, &update, regret: regret, instant: predicts ? $0.baseAddress : nil, averageIn: average, averageOut: &averageOut,
        reach: reach, reachOut: &reachOut)
    }
    for hand in 0..<Self.n {
      let sigma = matched(played(update, column(regret, hand), predicts ? column(instant, hand) : nil))
      for action in 0..<Self.actions {
        let out = Double(reach[hand]) * sigma[action]
        expectClose(column(reachOut, hand)[action], out)
        expectClose(column(averageOut, hand)[action], column(average, hand)[action] * 0.75 + out)
      }
    }
  }

  private func trainOwn<Value: KernelScalar>(_: Value.Type, floors: Bool, predicts: Bool) {
    var random = SplitMix(state: 2)
    var update = hl_update(positive: 0.75, negative: floors ? 0.75 : 0.25, average: 1, play: 0.5, prediction: 0.25, floors: floors ? 1 : 0)
    let regret = rows(Self.actions, &random, Value.self), instant = rows(Self.actions, &random, Value.self)
    let values = rows(Self.actions, &random, Value.self)
    var regretOut = [Value](repeating: .nan, count: regret.count), instantOut = regretOut
    var value = [Value](repeating: .nan, count: Self.n)
    instant.withUnsafeBufferPointer { instant in
      instantOut.withUnsafeMutableBufferPointer { instantOut in
        Value.trainOwn(
          Self.actions, Self.n, &update, regretIn: regret, regretOut: &regretOut, instantIn: predicts ? instant.baseAddress : nil,
          instantOut: predicts ? instantOut.baseAddress : nil, childValues: values, value: &value)
      }
    }
    for hand in 0..<Self.n {
      let sigma = matched(played(update, column(regret, hand), predicts ? column(instant, hand) : nil))
      let children = column(values, hand)
      let mean = zip(sigma, children).reduce(0) { $0 + $1.0 * $1.1 }
      expectClose(value[hand], mean)
      for action in 0..<Self.actions {
        let old = column(regret, hand)[action], gain = children[action] - mean
        let new = old * (old > 0 ? update.positive : update.negative) + gain
        expectClose(column(regretOut, hand)[action], floors ? max(new, 0) : new)
        if predicts { expectClose(column(instantOut, hand)[action], gain) }
      }
    }
  }

  @Test func opponentsTraining() {
    for predicts in [false, true] {
      trainOpponent(Float.self, predicts: predicts)
      trainOpponent(Double.self, predicts: predicts)
    }
  }

  @Test func ownTraining() {
    for floors in [false, true] {
      for predicts in [false, true] {
        trainOwn(Float.self, floors: floors, predicts: predicts)
        trainOwn(Double.self, floors: floors, predicts: predicts)
      }
    }
  }

  private func evaluation<Value: KernelScalar>(_: Value.Type) {
    var random = SplitMix(state: 3)
    let average = rows(Self.actions, &random, from: 0, Value.self)
    let reach = rows(1, &random, from: 0, Double.self), children = rows(2 * Self.actions, &random, Double.self)
    var reachOut = [Double](repeating: .nan, count: average.count), value = [Double](repeating: .nan, count: 2 * Self.n)
    Value.evaluateOpponent(Self.actions, Self.n, average: average, reach: reach, reachOut: &reachOut)
    Value.evaluateOwn(Self.actions, Self.n, average: average, childValues: children, value: &value)
    for hand in 0..<Self.n {
      let sigma = matched(column(average, hand))
      let below = column(children, hand)
      let best = stride(from: 0, to: below.count, by: 2).map { below[$0] }
      let mean = stride(from: 1, to: below.count, by: 2).map { below[$0] }
      #expect(value[hand] == best.max(), "the best response is the largest, exactly")
      #expect(abs(value[Self.n + hand] - zip(sigma, mean).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-12)
      for action in 0..<Self.actions { #expect(abs(column(reachOut, hand)[action] - reach[hand] * sigma[action]) < 1e-12) }
    }
  }

  @Test func averagesAndBestResponses() {
    evaluation(Float.self)
    evaluation(Double.self)
  }

  @Test func unseenHandsPlayUniformly() {
    let zeros = [Float](repeating: 0, count: Self.actions * Self.n), ones = [Float](repeating: 1, count: Self.n)
    var out = [Float](repeating: .nan, count: zeros.count), average = out
    var update = hl_update(positive: 1, negative: 1, average: 0, play: 1, prediction: 0, floors: 0)
    Float.trainOpponent(Self.actions, Self.n, &update, regret: zeros, instant: nil, averageIn: zeros, averageOut: &average, reach: ones, reachOut: &out)
    #expect(out.allSatisfy { $0 == Float(1) / 3 } && average == out)
    let negative = [Float](repeating: -5, count: zeros.count)
    Float.trainOpponent(Self.actions, Self.n, &update, regret: negative, instant: nil, averageIn: zeros, averageOut: &average, reach: ones, reachOut: &out)
    #expect(out.allSatisfy { $0 == Float(1) / 3 })
  }

  private func plainRows<Value: KernelScalar>(_: Value.Type) {
    var random = SplitMix(state: 4)
    let input = rows(6, &random, Value.self)
    var out = [Value](repeating: .nan, count: Self.n)
    Value.sumRows(3, Self.n, input, step: 2 * Self.n, &out)
    for hand in 0..<Self.n {
      let all = column(input, hand)
      expectClose(out[hand], all[0] + all[2] + all[4])
    }
    let mass = Array(input[..<Self.n]), edge = Array(input[Self.n..<2 * Self.n])
    Value.payoff(Self.n, middle: 2, half: 0.5, mass: mass, edge: edge, &out)
    for hand in 0..<Self.n { expectClose(out[hand], 2 * Double(mass[hand]) + 0.5 * Double(edge[hand])) }
    Value.payoff(Self.n, middle: -3, half: 0.5, mass: mass, edge: nil, &out)
    for hand in 0..<Self.n { expectClose(out[hand], -3 * Double(mass[hand])) }

    let index: [UInt16] = [31, 4, 4, 17, 9]
    out = [Value](repeating: .nan, count: Self.n)
    Value.gather(index.count, Self.n, index, mass, &out)
    #expect(Array(out[..<5]) == index.map { mass[Int($0)] } && out[5...].allSatisfy { $0 == 0 })
    var sums = [Double](repeating: 1, count: Self.n)
    Value.scatterAdd(index.count, index, mass, &sums)
    #expect(sums[4] == 1 + Double(mass[1]) + Double(mass[2]) && sums[31] == 1 + Double(mass[0]) && sums[0] == 1)

    let matrix = rows(5, &random, Float.self)
    Value.matrix(5, Self.n, matrix, mass, &out)
    for hand in 0..<Self.n {
      expectClose(out[hand], (0..<5).reduce(0.0) { $0 + Double(matrix[$1 * Self.n + hand]) * Double(mass[$1]) })
    }
  }

  @Test func sumsPayoffsAndIndices() {
    plainRows(Float.self)
    plainRows(Double.self)
  }
}
