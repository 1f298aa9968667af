import Testing

@testable import CFR

/// Means and their intervals.
@Suite struct EstimateTests {
  private func interval(_ numbers: [Double]) -> Double {
    var sums = Assessment.Sums()
    for x in numbers { sums.add(x) }
    return Estimate(sums).interval
  }

  /// Quantiles of Student's distribution from a printed table, by the number of samples.
  @Test(arguments: [(2, 12.706), (3, 4.303), (6, 2.571), (11, 2.228), (12, 2.201), (16, 2.131), (31, 2.042), (61, 2.000), (1001, 1.962)])
  func quantiles(_ count: Int, _ quantile: Double) {
    let numbers = (0..<count).map { Double($0 % 7) }, mean = numbers.reduce(0, +) / Double(count)
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)
    #expect(abs(interval(numbers) / (variance / Double(count)).squareRoot() - quantile) < 0.003)
  }

  /// Of samples of 3 numbers with one deviation, 95 % of the intervals hold the mean.
  @Test func coverage() {
    var random = RandomStream(seed: 4)
    let held = (0..<20_000).count { _ in
      var sums = Assessment.Sums()
      for _ in 0..<3 {
        // Nearly normal: the sum of 12.
        sums.add((0..<12).reduce(-6) { sum, _ in sum + Double(random.unit()) })
      }
      let found = Estimate(sums)
      return abs(found.mean) <= found.interval
    }
    #expect(abs(Double(held) / 20_000 - 0.95) < 0.01)
  }
}
