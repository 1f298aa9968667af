import Benchmark
import CFR
import CKernels

/// Rows of one decision, filled.
final class DecisionRows<Number: TableNumber> {
  let actions = 3
  let hands = 272
  let regret, regretOut, average, averageOut: TableRows<Number>
  let reach, reachOut, values, value: UnsafeMutablePointer<Number.Value>
  let reach64, reachOut64, values64, value64: UnsafeMutablePointer<Double>
  let update = UnsafeMutablePointer<hl_update>.allocate(capacity: 1)

  init() {
    let cells = actions * hands
    func tables() -> TableRows<Number> {
      let scale = UnsafeMutablePointer<hl_scale>.allocate(capacity: 1)
      scale.initialize(to: Number.shareScale)
      return TableRows(cells: filled(cells) { Number(share: $0) }, scale: scale)
    }
    (regret, regretOut, average, averageOut) = (tables(), tables(), tables(), tables())
    reach = filled(hands) { Number.Value($0) }
    reachOut = filled(cells) { Number.Value($0) }
    values = filled(cells) { Number.Value($0 - 0.5) }
    value = filled(hands) { Number.Value($0) }
    reach64 = filled(hands) { $0 }
    reachOut64 = filled(cells) { $0 }
    values64 = filled(2 * cells) { $0 - 0.5 }
    value64 = filled(2 * hands) { $0 }
    update.initialize(to: hl_update(positive: 0.99, negative: 0.5, average: 0.98, play: 1, prediction: 0, opponent_play: 1, opponent_prediction: 0, floors: 0, turn: 1, streams: 0))
  }
}

/// Memory on a boundary of a cache line, with numbers from 0 to 1; it lives as long as the program.
func filled<Number>(_ count: Int, _ make: (Double) -> Number) -> UnsafeMutablePointer<Number> {
  let memory = UnsafeMutableRawPointer.allocate(byteCount: max(64, count * MemoryLayout<Number>.stride), alignment: 64)
    .bindMemory(to: Number.self, capacity: count)
  var state: UInt64 = 88_172_645_463_325_252
  for place in 0..<count {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    memory[place] = make(Double(state >> 11) / Double(1 << 53))
  }
  return memory
}

/// Regret matching with what goes with it, at a decision of the traverser, of the opponent, and of both in an evaluation.
func decisions<Number: TableNumber>(_: Number.Type, _ name: String) -> BenchmarkSuite {
  let rows = DecisionRows<Number>()
  return BenchmarkSuite(name: "decision, \(name)") { suite in
    suite.benchmark("own regrets and value") {
      Number.trainOwn(
        rows.actions, rows.hands, rows.update, regretIn: rows.regret, regretOut: rows.regretOut, instantIn: nil, instantOut: nil,
        childValues: rows.values, value: rows.value)
    }
    suite.benchmark("opponent's reach and average") {
      Number.trainOpponent(
        rows.actions, rows.hands, rows.update, regret: rows.regret, instant: nil, averageIn: rows.average, averageOut: rows.averageOut,
        reach: rows.reach, reachOut: rows.reachOut)
    }
    suite.benchmark("best response and value") {
      Number.evaluateOwn(rows.actions, rows.hands, average: rows.average, childValues: rows.values64, value: rows.value64)
    }
    suite.benchmark("opponent's average reach") {
      Number.evaluateOpponent(rows.actions, rows.hands, average: rows.average, reach: rows.reach64, reachOut: rows.reachOut64)
    }
  }
}
