import CFR
import CKernels
import Cards
import Testing

/// The kernels of decisions against the formulas, hand by hand in f64, for every number type of tables.
@Suite struct DecisionKernelTests {
  private static let n = 32
  private static let actions = 3

  /// Rows of numbers in `low`...1, or of all zeros in the first three hands, as at the start of a solve.
  private func rows(_ count: Int, _ random: inout SplitMix, from low: Double = -1) -> [Double] {
    (0..<count * Self.n).map { $0 % Self.n < 3 ? 0 : Double.random(in: low...1, using: &random) }
  }

  private func column(_ rows: some Collection<Double>, _ hand: Int) -> [Double] {
    stride(from: hand, to: rows.count, by: Self.n).map { rows[rows.index(rows.startIndex, offsetBy: $0)] }
  }

  /// Regret matching: in proportion to what is above 0, else uniform.
  private func matched(_ regrets: [Double]) -> [Double] {
    let positive = regrets.map { max($0, 0) }
    let sum = positive.reduce(0, +)
    return positive.map { sum > 0 ? $0 / sum : 1 / Double(positive.count) }
  }

  private func expectClose(_ found: Double, _ wanted: Double, within more: Double = 0, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(abs(found - wanted) < 2e-6 + more, sourceLocation: sourceLocation)
  }

  /// What a hand plays from: its regrets, moved by the prediction where there is one.
  private func played(_ update: hl_update, _ regrets: [Double], _ last: [Double]?) -> [Double] {
    guard let last else { return regrets }
    return zip(regrets, last).map { $0 * update.play + $1 * update.prediction }
  }

  /// The mean of what a kernel stores over some iterations, from the same rows each time: cells of 16 bits go up as often as their fraction says.
  private func mean<Number: TableNumber>(_ table: Tables<Number>, _ update: inout hl_update, _ run: (inout hl_update) -> Void) -> [Double] {
    let turns: UInt32 = Number.storage == .bits16 ? 64 : 1
    var sums = table.values.map { _ in 0.0 }
    for turn in 1...turns {
      update.turn = turn &* 0x9E37_79B9
      run(&update)
      sums = zip(sums, table.values).map { $0 + $1 }
    }
    return sums.map { $0 / Double(turns) }
  }

  private func trainOpponent<Number: TableNumber>(_: Number.Type, predicts: Bool, streams: Bool) {
    var random = SplitMix(state: 1)
    var update = hl_update(positive: 1, negative: 1, average: 0.75, play: 0.5, prediction: 0.25, opponent_play: 0.5, opponent_prediction: 0.25, floors: 0, turn: 0, streams: streams ? 1 : 0)
    let regret = Tables<Number>(rows(Self.actions, &random), isSigned: true), instant = Tables<Number>(rows(Self.actions, &random), isSigned: true)
    let average = Tables<Number>(rows(Self.actions, &random, from: 0), isSigned: false), averageOut = Tables<Number>(rows(Self.actions, &random, from: 0), isSigned: false)
    let reach = rows(1, &random, from: 0).map { Number.Value($0) }
    var reachOut = [Number.Value](repeating: .nan, count: Self.actions * Self.n)
    let new = mean(averageOut, &update) {
      Number.trainOpponent(
        Self.actions, Self.n, &$0, regret: regret.rows, instant: predicts ? instant.rows : nil, averageIn: average.rows,
        averageOut: averageOut.rows, reach: reach, reachOut: &reachOut)
    }
    let old = average.values, out = reachOut.map { Double($0) }
    for hand in 0..<Self.n {
      let sigma = matched(played(update, column(regret.values, hand), predicts ? column(instant.values, hand) : nil))
      for action in 0..<Self.actions {
        let share = Double(reach[hand]) * sigma[action]
        expectClose(column(out, hand)[action], share)
        expectClose(column(new, hand)[action], column(old, hand)[action] * 0.75 + share, within: averageOut.rounding)
      }
    }
  }

  private func trainOwn<Number: TableNumber>(_: Number.Type, floors: Bool, predicts: Bool, streams: Bool) {
    var random = SplitMix(state: 2)
    var update = hl_update(
      positive: 0.75, negative: floors ? 0.75 : 0.25, average: 1, play: 0.5, prediction: 0.25, opponent_play: 0.5, opponent_prediction: 0.25, floors: floors ? 1 : 0, turn: 0, streams: streams ? 1 : 0)
    let regret = Tables<Number>(rows(Self.actions, &random), isSigned: true), instant = Tables<Number>(rows(Self.actions, &random), isSigned: true)
    let regretOut = Tables<Number>(rows(Self.actions, &random), isSigned: true), instantOut = Tables<Number>(rows(Self.actions, &random), isSigned: true)
    let values = rows(Self.actions, &random).map { Number.Value($0) }
    var value = [Number.Value](repeating: .nan, count: Self.n)
    let stored = mean(regretOut, &update) {
      Number.trainOwn(
        Self.actions, Self.n, &$0, regretIn: regret.rows, regretOut: regretOut.rows, instantIn: predicts ? instant.rows : nil,
        instantOut: predicts ? instantOut.rows : nil, childValues: values, value: &value)
    }
    for hand in 0..<Self.n {
      let sigma = matched(played(update, column(regret.values, hand), predicts ? column(instant.values, hand) : nil))
      let children = column(values.map { Double($0) }, hand)
      let mean = zip(sigma, children).reduce(0) { $0 + $1.0 * $1.1 }
      expectClose(Double(value[hand]), mean)
      for action in 0..<Self.actions {
        let old = column(regret.values, hand)[action], gain = children[action] - mean
        let new = old * (old > 0 ? update.positive : update.negative) + gain
        expectClose(column(stored, hand)[action], floors ? max(new, 0) : new, within: regretOut.rounding)
        if predicts { expectClose(column(instantOut.values, hand)[action], gain) }
      }
    }
  }

  @Test(arguments: [false, true]) func opponentsTraining(streams: Bool) {
    trainOpponent(Int16.self, predicts: false, streams: streams)
    for predicts in [false, true] {
      trainOpponent(Float.self, predicts: predicts, streams: streams)
      trainOpponent(Double.self, predicts: predicts, streams: streams)
    }
  }

  @Test(arguments: [false, true]) func ownTraining(streams: Bool) {
    for floors in [false, true] {
      trainOwn(Int16.self, floors: floors, predicts: false, streams: streams)
      for predicts in [false, true] {
        trainOwn(Float.self, floors: floors, predicts: predicts, streams: streams)
        trainOwn(Double.self, floors: floors, predicts: predicts, streams: streams)
      }
    }
  }

  private func evaluation<Number: TableNumber>(_: Number.Type) {
    var random = SplitMix(state: 3)
    let average = Tables<Number>(rows(Self.actions, &random, from: 0), isSigned: false)
    let reach = rows(1, &random, from: 0), children = rows(2 * Self.actions, &random)
    var reachOut = [Double](repeating: .nan, count: Self.actions * Self.n), value = [Double](repeating: .nan, count: 2 * Self.n)
    Number.evaluateOpponent(Self.actions, Self.n, average: average.rows, reach: reach, reachOut: &reachOut)
    Number.evaluateOwn(Self.actions, Self.n, average: average.rows, childValues: children, value: &value)
    for hand in 0..<Self.n {
      // A scale cancels out, so that no number but the cells counts.
      let sigma = matched(column((0..<Self.actions * Self.n).map { average.rows.cells[$0].weight }, hand))
      let below = column(children, hand)
      let best = stride(from: 0, to: below.count, by: 2).map { below[$0] }
      let mean = stride(from: 1, to: below.count, by: 2).map { below[$0] }
      #expect(value[hand] == best.max(), "the best response is the largest, exactly")
      #expect(abs(value[Self.n + hand] - zip(sigma, mean).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-12)
      for action in 0..<Self.actions { #expect(abs(column(reachOut, hand)[action] - reach[hand] * sigma[action]) < 1e-12) }
    }
  }

  @Test func averagesAndBestResponses() {
    evaluation(Int16.self)
    evaluation(Float.self)
    evaluation(Double.self)
  }

  private func unseen<Number: TableNumber>(_: Number.Type) {
    var update = hl_update(positive: 1, negative: 1, average: 0, play: 1, prediction: 0, opponent_play: 1, opponent_prediction: 0, floors: 0, turn: 0, streams: 0)
    let ones = [Number.Value](repeating: 1, count: Self.n)
    for regret in [0.0, -5.0] {
      let regrets = Tables<Number>([Double](repeating: regret, count: Self.actions * Self.n), isSigned: true)
      let average = Tables<Number>([Double](repeating: 0, count: Self.actions * Self.n), isSigned: false)
      var out = [Number.Value](repeating: .nan, count: Self.actions * Self.n)
      Number.trainOpponent(
        Self.actions, Self.n, &update, regret: regrets.rows, instant: nil, averageIn: average.rows, averageOut: average.rows, reach: ones, reachOut: &out)
      #expect(out.allSatisfy { $0 == Number.Value(1) / 3 })
      #expect(average.values.allSatisfy { abs($0 - 1.0 / 3) < 1e-4 })
      for hand in 0..<Self.n { #expect(Set(column(average.values, hand)).count == 1) }
    }
  }

  @Test func unseenHandsPlayUniformly() {
    unseen(Int16.self)
    unseen(Float.self)
    unseen(Double.self)
  }

  /// A discount that nothing is added to moves the unit, not the cells: a small cell fades like a large one.
  @Test func discountsDoNotRound() {
    var random = SplitMix(state: 5)
    let average = Tables<Int16>(rows(Self.actions, &random, from: 0), isSigned: false), regret = Tables<Int16>(rows(Self.actions, &random), isSigned: true)
    let cells = average.bytes, before = average.values
    let nobody = [Float](repeating: 0, count: Self.n)
    var out = [Float](repeating: 0, count: Self.actions * Self.n)
    for iteration in 1...2000 {
      var update = hl_update(positive: 1, negative: 1, average: 0.999, play: 1, prediction: 0, opponent_play: 1, opponent_prediction: 0, floors: 0, turn: 0, streams: 0)
      Int16.trainOpponent(
        Self.actions, Self.n, &update, regret: regret.rows, instant: nil, averageIn: average.rows, averageOut: average.rows, reach: nobody, reachOut: &out)
      #expect(iteration > 1 || average.bytes == cells)
    }
    let faded = power(0.999, 2000)
    for (old, new) in zip(before, average.values) { #expect(abs(new - old * faded) <= 1e-3 * old * faded) }
  }

  /// What is added and is less than half a cell counts in full: a hundred thousand updates of which each is lost if it is rounded to the nearest cell.
  @Test func smallAdditionsCount() {
    var values = [Double](repeating: 0, count: Self.actions * Self.n)
    for hand in 0..<Self.n { values[hand] = 1 }
    let average = Tables<Int16>(values, isSigned: false), before = average.values
    let regret = Tables<Int16>((0..<Self.actions * Self.n).map { $0 < Self.n ? 0 : 1 }, isSigned: true)
    let reach = (0..<Self.n).map { Float($0 + 1) * 1e-8 }
    var out = [Float](repeating: 0, count: Self.actions * Self.n)
    for iteration in 1...100_000 {
      var update = hl_update(
        positive: 1, negative: 1, average: 1, play: 1, prediction: 0, opponent_play: 1, opponent_prediction: 0, floors: 0, turn: UInt32(iteration) &* 0x9E37_79B9, streams: 0)
      Int16.trainOpponent(
        Self.actions, Self.n, &update, regret: regret.rows, instant: nil, averageIn: average.rows, averageOut: average.rows, reach: reach, reachOut: &out)
    }
    for (place, (old, new)) in zip(before, average.values).enumerated() {
      let added = place < Self.n ? 0 : Double(reach[place % Self.n]) / Double(Self.actions - 1) * 1e5
      #expect(abs(new - old - added) < 2 * Double(average.rows.scale.pointee.unit), "\(place)")
    }
  }

  /// Rows that have grown beyond all numbers say so, and an evaluation hears of it.
  @Test func overflowIsSeen() {
    let zeros = [Double](repeating: 0, count: Self.actions * Self.n)
    let average = Tables<Int16>(zeros, isSigned: false), regret = Tables<Int16>(zeros, isSigned: true)
    var update = hl_update(positive: 2, negative: 2, average: 1, play: 1, prediction: 0, opponent_play: 1, opponent_prediction: 0, floors: 0, turn: 0, streams: 0)
    var out = [Float](repeating: 0, count: Self.actions * Self.n), value = [Float](repeating: 0, count: Self.n)
    for _ in 0..<200 {
      Int16.trainOwn(
        Self.actions, Self.n, &update, regretIn: regret.rows, regretOut: regret.rows, instantIn: nil, instantOut: nil,
        childValues: (0..<Self.actions * Self.n).map { Float($0 % 5) }, value: &value)
      Int16.trainOpponent(
        Self.actions, Self.n, &update, regret: regret.rows, instant: nil, averageIn: average.rows, averageOut: average.rows,
        reach: [Float](repeating: 1, count: Self.n), reachOut: &out)
    }
    #expect(regret.rows.scale.pointee.unit.isNaN)
    var reached = [Double](repeating: 0, count: Self.actions * Self.n)
    Int16.evaluateOpponent(Self.actions, Self.n, average: average.rows, reach: [Double](repeating: 1, count: Self.n), reachOut: &reached)
    #expect(reached.allSatisfy { $0.isNaN })
  }

  private func power(_ base: Double, _ exponent: Int) -> Double { (0..<exponent).reduce(1) { product, _ in product * base } }

  /// Thousands of updates of growing and shrinking rows stay as near to f64 as roundings to nearest let them.
  @Test func manyUpdatesKeepNearToDoubles() {
    var random = SplitMix(state: 6)
    let zeros = [Double](repeating: 0, count: Self.actions * Self.n)
    let short = Tables<Int16>(zeros, isSigned: true), long = Tables<Double>(zeros, isSigned: true)
    var value = [Float](repeating: 0, count: Self.n), value64 = [Double](repeating: 0, count: Self.n)
    for iteration in 1...3000 {
      let size = iteration < 1000 ? 1.0 : iteration < 2000 ? 1000 : 0.01
      let values = rows(Self.actions, &random).map { $0 * size }
      var update = hl_update(positive: 0.99, negative: 0.5, average: 1, play: 1, prediction: 0, opponent_play: 1, opponent_prediction: 0, floors: 0, turn: 0, streams: 0)
      Int16.trainOwn(
        Self.actions, Self.n, &update, regretIn: short.rows, regretOut: short.rows, instantIn: nil, instantOut: nil,
        childValues: values.map { Float($0) }, value: &value)
      Double.trainOwn(
        Self.actions, Self.n, &update, regretIn: long.rows, regretOut: long.rows, instantIn: nil, instantOut: nil, childValues: values, value: &value64)
      #expect(short.rows.scale.pointee.unit * 32767 >= short.rows.scale.pointee.largest)
    }
    let largest = long.values.map(abs).max() ?? 0
    for (a, b) in zip(short.values, long.values) { #expect(abs(a - b) < largest * 0.02) }
  }

  /// Rows that next to nobody reaches, and rows that are reached for certain after them.
  @Test func extremesStayFinite() {
    for size in [1e-38, 1e-30, 1e-20, 1e20, 1e30] as [Float] {
      let average = Tables<Int16>([Double](repeating: 0, count: Self.actions * Self.n), isSigned: false)
      let regret = Tables<Int16>([Double](repeating: 0, count: Self.actions * Self.n), isSigned: true)
      var update = hl_update(positive: 0.9, negative: 0.5, average: 0.9, play: 1, prediction: 0, opponent_play: 1, opponent_prediction: 0, floors: 0, turn: 0, streams: 0)
      var out = [Float](repeating: 0, count: Self.actions * Self.n), value = [Float](repeating: 0, count: Self.n)
      for step in 0..<50 {
        let now = step == 25 ? 1 : size
        let values = (0..<Self.actions * Self.n).map { Float($0 % 7) * now }
        Int16.trainOpponent(
          Self.actions, Self.n, &update, regret: regret.rows, instant: nil, averageIn: average.rows, averageOut: average.rows,
          reach: [Float](repeating: now, count: Self.n), reachOut: &out)
        Int16.trainOwn(
          Self.actions, Self.n, &update, regretIn: regret.rows, regretOut: regret.rows, instantIn: nil, instantOut: nil, childValues: values, value: &value)
      }
      for table in [average, regret] {
        #expect(table.values.allSatisfy(\.isFinite) && table.rows.scale.pointee.unit.isFinite && table.rows.scale.pointee.largest.isFinite, "\(size)")
      }
    }
  }
}
