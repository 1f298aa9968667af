import Testing

@testable import Report

/// Pictures of convergence.
@Suite struct PlotTests {
  @Test func ticksAreWhatPeopleExpect() {
    let wide = LogScale([1, 100_000], from: 0, to: 100)
    #expect(wide.ticks.filter(\.isMajor).map(\.value).map { LogScale.label($0) } == ["1", "10", "100", "1,000", "10,000", "100,000"])
    let usual = LogScale([0.05, 4], from: 0, to: 100)
    #expect(usual.ticks.filter(\.isMajor).map(\.value).map { LogScale.label($0) } == ["0.05", "0.1", "0.2", "0.5", "1", "2"])
    let narrow = LogScale([3, 3], from: 0, to: 100)
    #expect(narrow.ticks.filter(\.isMajor).map { LogScale.label($0.value) } == ["3", "4"])
    #expect(LogScale.label(0.00001) == "1e-05" && LogScale.label(0.003) == "0.003" && LogScale.label(3e7) == "3e+07")
  }

  /// A factor is a distance, wherever it is.
  @Test func placesAreLogarithmic() {
    let scale = LogScale([1, 10_000], from: 600, to: 40)
    let steps = [1.0, 10, 100, 1000, 10_000].map(scale.place)
    for (one, other) in zip(steps, steps.dropFirst()) { #expect(abs((one - other) - (steps[0] - steps[1])) < 1e-9) }
    #expect(abs(scale.place(scale.low) - 600) < 1e-9 && abs(scale.place(scale.high) - 40) < 1e-9)
  }

  @Test func aPictureHasItsRuns() throws {
    let runs = [
      ConvergencePlot.Run(name: "runs/<a> & b", points: [(1, 10), (10, 1), (100, 0.1)]), ConvergencePlot.Run(name: "runs/c", points: [(0, 5), (5, 0), (20, 2)]),
      ConvergencePlot.Run(name: "empty", points: []),
    ]
    let svg = try #require(ConvergencePlot(runs, by: .iterations, unit: "chips")).svg
    #expect(svg.contains("runs/&lt;a&gt; &amp; b — 0.10 after 100 iterations"))
    #expect(svg.contains("runs/c — 2.0 after 20 iterations") && svg.contains("empty — no evaluation"))
    #expect(svg.contains(">iterations</text>") && svg.contains("Exploitability, chips"))
    // Points with a 0 have no place on a logarithmic axis. A dot a point, and a larger one at the end of each curve.
    #expect(svg.components(separatedBy: "<circle").count - 1 == 3 + 1 + 1 + 1)
    #expect(ConvergencePlot([ConvergencePlot.Run(name: "a", points: [(0, 1)])], by: .seconds, unit: "chips") == nil)
  }

  /// A file of metrics may hold any number.
  @Test func numbersThatCannotBeDrawnAreLeftOut() throws {
    let absurd: [(x: Double, y: Double)] = [1e300, 1e16, 1e-300, .infinity, .nan, 0, -1].flatMap { [(x: $0, y: 1), (x: 1, y: $0)] }
    for axis in ConvergencePlot.Axis.allCases {
      #expect(ConvergencePlot([ConvergencePlot.Run(name: "a", points: absurd)], by: axis, unit: "chips") == nil)
      let svg = try #require(ConvergencePlot([ConvergencePlot.Run(name: "a", points: absurd + [(x: 1e15, y: 1e-15), (x: 7, y: 0.3)])], by: axis, unit: "chips")).svg
      #expect(svg.components(separatedBy: "<circle").count - 1 == 2 + 1)
    }
  }

  /// Every number of the picture is one.
  @Test func onePointIsEnough() throws {
    let svg = try #require(ConvergencePlot([ConvergencePlot.Run(name: "a", points: [(7, 0.3)])], by: .cpu, unit: "% of the starting pot")).svg
    #expect(!svg.contains("nan") && !svg.contains("inf"))
  }
}
