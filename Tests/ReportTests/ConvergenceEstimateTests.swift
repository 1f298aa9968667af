import Report
import Testing

@Suite struct ConvergenceEstimateTests {
  /// 10 / t with half a second an iteration reaches 0.02 at iteration 500.
  @Test func powersAreFollowedExactly() throws {
    var estimate = ConvergenceEstimate()
    for iteration in stride(from: 10, through: 100, by: 10) {
      estimate.add(iteration: iteration, seconds: Double(iteration) / 2, exploitability: 10 / Double(iteration))
    }
    let seconds = try #require(estimate.secondsToTarget(0.02))
    #expect(abs(seconds - 200) < 1e-6)
    #expect(estimate.secondsToTarget(0.1) == 0)
    #expect(estimate.secondsToTarget(0.5) == 0)
  }

  /// The first evaluations are forgotten: the fall from iteration 200 on is much slower than at first.
  @Test func onlyTheLastEvaluationsCount() throws {
    var estimate = ConvergenceEstimate()
    for i in 1...8 { estimate.add(iteration: i, seconds: Double(i), exploitability: 1e6 / Double(i * i * i)) }
    for i in 1...8 {
      let iteration = 100 + 25 * i
      estimate.add(iteration: iteration, seconds: Double(iteration), exploitability: 30 / Double(iteration))
    }
    let seconds = try #require(estimate.secondsToTarget(0.03))
    #expect(abs(seconds - 700) < 1e-6)
  }

  @Test func nothingIsSaidBeforeThreeEvaluations() {
    var estimate = ConvergenceEstimate()
    #expect(estimate.secondsToTarget(0.1) == nil)
    estimate.add(iteration: 10, seconds: 1, exploitability: 2)
    estimate.add(iteration: 20, seconds: 2, exploitability: 1)
    #expect(estimate.secondsToTarget(0.1) == nil)
    estimate.add(iteration: 20, seconds: 2, exploitability: 1)
    #expect(estimate.secondsToTarget(0.1) == nil)
    estimate.add(iteration: 40, seconds: 4, exploitability: 0.5)
    #expect(estimate.secondsToTarget(0.1) != nil)
  }

  @Test func whatDoesNotFallHasNoEnd() {
    var estimate = ConvergenceEstimate()
    for i in 1...5 { estimate.add(iteration: i, seconds: Double(i), exploitability: 1 + Double(i)) }
    #expect(estimate.secondsToTarget(0.5) == nil)
  }

  @Test func targetsOutOfSightAreNotPromised() {
    var estimate = ConvergenceEstimate()
    for i in 1...8 { estimate.add(iteration: i * 10, seconds: Double(i), exploitability: 1 / (1 + Double(i) / 1000)) }
    #expect(estimate.secondsToTarget(1e-6) == nil)
    #expect(estimate.secondsToTarget(0) == nil)
    #expect(estimate.secondsToTarget(-1) == nil)
  }

  @Test func nonsenseIsNotCounted() {
    var estimate = ConvergenceEstimate()
    for (iteration, value) in [(1, Double.nan), (2, .infinity), (3, 0), (4, -1), (0, 1)] {
      estimate.add(iteration: iteration, seconds: 1, exploitability: value)
    }
    #expect(estimate == ConvergenceEstimate())
  }
}
