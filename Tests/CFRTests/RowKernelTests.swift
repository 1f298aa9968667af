import CFR
import CKernels
import Cards
import Testing

/// The kernels of value rows against the formulas, hand by hand in f64.
@Suite struct RowKernelTests {
  private static let n = 32

  /// Rows of numbers in -1...1, or of all zeros in the first three hands, as at the start of a solve.
  private func rows<Value: KernelScalar>(_ count: Int, _ random: inout SplitMix, from low: Double = -1, _: Value.Type) -> [Value] {
    (0..<count * Self.n).map { $0 % Self.n < 3 ? 0 : Value(Double.random(in: low...1, using: &random)) }
  }

  private func column<Value: KernelScalar>(_ rows: [Value], _ hand: Int) -> [Double] {
    stride(from: hand, to: rows.count, by: Self.n).map { Double(rows[$0]) }
  }

  private func expectClose(_ found: some BinaryFloatingPoint, _ wanted: Double, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(abs(Double(found) - wanted) < 2e-6, sourceLocation: sourceLocation)
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
    out = mass
    Value.addScaled(Self.n, 0.5, edge, &out)
    for hand in 0..<Self.n { expectClose(out[hand], Double(mass[hand]) + 0.5 * Double(edge[hand])) }

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
