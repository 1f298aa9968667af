/// How far a stage of something long is, as one line of a terminal says it: `best response: 12 of 50 flops, 40 s left`.
public struct StageProgress: Sendable {
  /// Tells a stage from the next.
  public let stage: String
  /// What is done, behind the name of the stage: ` 31 %`, `: 12 of 50 flops`.
  let done: String
  /// The share that is done, 0 to 1.
  public let share: Double
  let secondsLeft: Double?

  private init(stage: String, done: String, share: Double, secondsLeft: Double?) {
    (self.stage, self.done, self.share, self.secondsLeft) = (stage, done, share, secondsLeft)
  }

  /// A stage that is measured in %.
  public init(stage: String, share: Double, secondsLeft: Double?) {
    self.init(stage: stage, done: " \(Int(share * 100)) %", share: share, secondsLeft: secondsLeft)
  }

  /// A stage that goes through some things; some may be done in part.
  public init(stage: String, done: Double, of total: Int, _ things: String, secondsLeft: Double?) {
    self.init(stage: stage, done: ": \(Int(done)) of \(total) \(things)", share: done / Double(max(1, total)), secondsLeft: secondsLeft)
  }

  public var text: String { stage + done + (secondsLeft.map { ", \(durationText($0)) left" } ?? "") }
}
