import Testing

@testable import Report

@Suite struct ProgressTests {
  private static let status = ProgressStatus(
    iteration: 120, seconds: 31, exploitabilityChips: 0.62, exploitabilityShareOfPot: 0.0031, iterationsPerSecond: 3.9, etaSeconds: 42)

  private static var limited: ProgressStatus {
    var status = status
    status.targetShare = 0.003
    status.limitIterations = 1000
    status.limitSeconds = 300
    return status
  }

  @Test func lineSaysItAll() {
    #expect(ProgressLine(Self.status).text(width: 80) == "  120 it   0.31 % of the pot (0.62 chips)   3.9 it/s   ETA 0:42")
  }

  @Test(arguments: [
    (120, "120/1000 it   0.31 % of the pot (0.62 chips), target 0.3 %   3.9 it/s   0:31 of 5:00   ETA 0:42"),
    (80, "  120 it   0.31 % of the pot (0.62 chips)   3.9 it/s   ETA 0:42"),
    (60, "  120 it   0.31 % of the pot   3.9 it/s   ETA 0:42"),
    (40, "  120 it   0.31 % of the pot   ETA 0:42"),
    (20, "  120 it   0.31 %"), (10, "  120 i..."), (0, ""),
  ])
  func theLeastImportantGoesFirst(width: Int, expected: String) { #expect(ProgressLine(Self.limited).text(width: width) == expected) }

  @Test func stagesSayHowFarTheyAre() {
    let buckets = StageProgress(stage: "buckets of the turn: clusters", share: 0.318, secondsLeft: 75)
    #expect(buckets.text == "buckets of the turn: clusters 31 %, 1:15 left")
    let flops = StageProgress(stage: "best response", done: 12.9, of: 50, "flops", secondsLeft: nil)
    #expect(flops.text == "best response: 12 of 50 flops" && flops.share == 12.9 / 50)
  }

  @Test func unknownsAreLeftOut() {
    #expect(ProgressLine(ProgressStatus(iteration: 3, seconds: 1, iterationsPerSecond: 0.25)).text(width: 80) == "    3 it   4.0 s/it")
  }

  @Test func theFirstLimitCounts() {
    #expect(Self.status.secondsLeft(secondsToTarget: nil) == nil)
    #expect(Self.limited.secondsLeft(secondsToTarget: 50) == 50)
    #expect(Self.limited.secondsLeft(secondsToTarget: nil) == 880 / 3.9)
    #expect(Self.limited.secondsLeft(secondsToTarget: 1e6) == 880 / 3.9)
    var late = Self.limited
    late.seconds = 301
    #expect(late.secondsLeft(secondsToTarget: nil) == 0)
  }

  private func status(_ iteration: Int, at seconds: Double, isEvaluation: Bool = false) -> ProgressStatus {
    ProgressStatus(iteration: iteration, seconds: seconds, iterationsPerSecond: 10, isEvaluation: isEvaluation)
  }

  @Test func terminalsGetOneLineTenTimesASecond() {
    var painter = ProgressPainter(isTerminal: true, width: 80)
    #expect(painter.update(status(1, at: 0)) == "\r    1 it   10.0 it/s\u{1B}[K")
    #expect(painter.update(status(2, at: 0.05)) == "")
    #expect(painter.update(status(3, at: 0.15)) == "\r    3 it   10.0 it/s\u{1B}[K")
    #expect(painter.finish(status(4, at: 0.16)) == "\r    4 it   10.0 it/s\u{1B}[K\n")
    let updates = (0..<1000).reduce(into: 0) { count, i in
      if !painter.update(status(i, at: 1 + Double(i) / 500)).isEmpty { count += 1 }
    }
    #expect(updates <= 20 && updates >= 18)
  }

  @Test func otherTextFindsRoom() {
    var painter = ProgressPainter(isTerminal: true, width: 80)
    #expect(painter.makeRoom() == "")
    _ = painter.update(status(1, at: 5))
    #expect(painter.makeRoom() == "\r\u{1B}[K")
    #expect(painter.makeRoom() == "")
    #expect(painter.update(status(2, at: 5.01)) != "")
  }

  @Test func aLineNeverFillsTheTerminal() {
    for width in 0...130 {
      var painter = ProgressPainter(isTerminal: true, width: width)
      let line = painter.update(Self.limited).dropFirst().prefix { $0 != "\u{1B}" }
      #expect(line.count <= max(0, width - 1))
    }
  }

  @Test func filesGetEvaluationsAndTheLastLine() {
    var painter = ProgressPainter(isTerminal: false, width: 80)
    #expect(painter.update(status(1, at: 0)) == "")
    #expect(painter.update(status(2, at: 0.1, isEvaluation: true)) == "    2 it   10.0 it/s\n")
    #expect(painter.update(status(3, at: 0.5, isEvaluation: true)) == "")
    #expect(painter.update(status(4, at: 1.2, isEvaluation: true)) == "    4 it   10.0 it/s\n")
    #expect(painter.update(status(5, at: 9)) == "")
    #expect(painter.finish(status(6, at: 9.1)) == "    6 it   10.0 it/s\n")
    #expect(painter.makeRoom() == "")
  }

  @Test func theLastLineIsNotSaidTwice() {
    var painter = ProgressPainter(isTerminal: false, width: 80)
    _ = painter.update(status(7, at: 2, isEvaluation: true))
    #expect(painter.finish(status(7, at: 2.01)) == "")
  }

  @Test("the next run's line is shown from its beginning, however long the last one took")
  func nextRun() {
    var painter = ProgressPainter(isTerminal: true, width: 80)
    _ = painter.update(ProgressStatus(iteration: 100, seconds: 50, iterationsPerSecond: 2))
    _ = painter.finish(ProgressStatus(iteration: 100, seconds: 50, iterationsPerSecond: 2))
    #expect(!painter.update(ProgressStatus(iteration: 1, seconds: 0.2, iterationsPerSecond: 5)).isEmpty)
    painter.beginRun()
    #expect(!painter.update(ProgressStatus(iteration: 1, seconds: 0.1, iterationsPerSecond: 5)).isEmpty)
  }

  @Test("the entry of a batch stands in front")
  func batch() {
    var status = ProgressStatus(iteration: 12, seconds: 3, exploitabilityChips: 2, exploitabilityShareOfPot: 0.01, iterationsPerSecond: 4)
    status.batch = "7/20 Td9d6h"
    #expect(ProgressLine(status).text(width: 100).hasPrefix("7/20 Td9d6h      12 it   1.00 % of the pot"))
    #expect(ProgressLine(status).text(width: 30).hasPrefix("7/20 Td9d6h "))
  }
}
