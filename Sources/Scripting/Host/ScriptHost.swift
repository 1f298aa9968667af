import CFR
import Logging
import Report
import Training

/// What a script runs in: where its words go, who its workers are, whether it is only checked.
public struct ScriptHost {
  /// What `holdem-lua check` prints instead of solving; nil to solve.
  public var check: ((any ScriptCheck) -> Void)?
  /// Hears of each sampled training before its first iteration.
  public var onPlan: (SampledPlan) -> Void = { _ in }
  /// Hears of each solve before its first iteration.
  public var onPrice: (SolvePrice) -> Void
  /// Hears of each iteration.
  public var onProgress: (RunStatus, _ pot: Double) -> Void
  /// Hears how far a table of buckets is.
  public var onBuckets: ((BucketProgress) -> Void)?
  /// Hears how far a measurement of best responses is; nil at its end.
  public var onResponse: (ResponseProgress?) -> Void = { _ in }
  /// Hears that a run, or the building of tables, ended.
  public var onRunEnd: () -> Void
  /// Hears where a loop of `holdem.batch` is; nil at its end.
  public var onBatch: (BatchProgress?) -> Void = { _ in }
  /// Whether a signal has asked to stop.
  public let isInterrupted: () -> Bool
  /// The same for the script itself.
  let interrupts: ScriptInterrupts
  /// The files that scripts may write; nil for all.
  public var writable: WritableFolders?
  /// How far a check is.
  let checkState = CheckState()
  /// Whether runs that have a folder go on from their newest checkpoint (`--resume`).
  public var resumes = false
  /// The script that runs, to be kept in the folders of its runs.
  public var script: (text: String, arguments: [String])?
  /// Where help goes: to what the script prints.
  var print: (String) -> Void = { _ in }
  /// Colours of what `solver:grid` and the like return.
  public var style: TextStyle
  private let columns: () -> Int
  /// Columns of the terminal as it is now.
  var width: Int { columns() }
  /// How many workers `workers = "all"` means.
  public var processors: Int
  public var crew: WorkerCrew
  public var logger: Logger

  public init(
    check: ((any ScriptCheck) -> Void)? = nil, onPrice: @escaping (SolvePrice) -> Void = { _ in },
    onProgress: @escaping (RunStatus, _ pot: Double) -> Void = { _, _ in }, onRunEnd: @escaping () -> Void = {},
    isInterrupted: @escaping () -> Bool = { false }, style: TextStyle, width: @autoclosure @escaping () -> Int, processors: Int, crew: WorkerCrew, logger: Logger
  ) {
    self.check = check
    self.onPrice = onPrice
    self.onProgress = onProgress
    self.onRunEnd = onRunEnd
    self.isInterrupted = isInterrupted
    interrupts = ScriptInterrupts(isInterrupted)
    self.style = style
    columns = width
    self.processors = processors
    self.crew = crew
    self.logger = logger
  }
}
