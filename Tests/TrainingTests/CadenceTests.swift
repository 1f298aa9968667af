import Testing

@testable import Training

/// Something is due when a multiple was crossed, met or not.
@Suite struct CadenceTests {
  /// The iterations after which a cadence is due, when each takes `step` iterations and `seconds`.
  private func due(_ cadence: Cadence, from start: (iteration: Int, seconds: Double) = (0, 0), steps: Int, by step: Int = 1, seconds: Double = 0) -> [Int] {
    var cadence = cadence
    cadence.start(iteration: start.iteration, seconds: start.seconds)
    return (1...steps).filter { cadence.isDue(iteration: start.iteration + $0 * step, seconds: start.seconds + Double($0) * seconds) }
  }

  @Test func everyMultipleOfIterations() {
    #expect(due(.iterations(1), steps: 4) == [1, 2, 3, 4])
    #expect(due(.iterations(6), steps: 20) == [6, 12, 18])
    #expect(due(.iterations(100), steps: 99) == [])
  }

  @Test func multiplesThatAreSteppedOverAreNotLost() {
    // After 7, 14, 21, 28, 35 iterations: 10, 20 and 30 were crossed by the second, third and fifth step.
    #expect(due(.iterations(10), steps: 5, by: 7) == [2, 3, 5])
    #expect(due(.iterations(10), steps: 3, by: 25) == [1, 2, 3], "several at once are one")
  }

  @Test func everyMultipleOfSeconds() {
    #expect(due(.seconds(10), steps: 10, seconds: 3) == [4, 7, 10])
    #expect(due(.seconds(0.5), steps: 3, seconds: 2) == [1, 2, 3])
  }

  @Test func whatLiesBehindIsNotDueAgain() {
    #expect(due(.iterations(10), from: (10, 0), steps: 10) == [10])
    #expect(due(.iterations(10), from: (15, 0), steps: 10) == [5])
    #expect(due(.seconds(60), from: (0, 119), steps: 3, seconds: 1) == [1], "120 s of training, of which 119 came before a resume")
    var cadence = Cadence.iterations(5)
    let answers = [cadence.isDue(iteration: 5, seconds: 0), cadence.isDue(iteration: 5, seconds: 0)]
    #expect(answers == [true, false], "asked twice")
  }

  @Test(arguments: [Cadence.iterations(0), .iterations(-3), .seconds(0), .seconds(-1), .seconds(.nan), .seconds(.infinity)])
  func senselessIntervals(_ cadence: Cadence) {
    #expect(message { try cadence.check("a checkpoint") }?.hasPrefix("a checkpoint every ") == true)
  }
}
