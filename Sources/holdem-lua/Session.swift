import Abstraction
import Foundation
import Logging
import Lua
import Report
import Scripting
import Training
import Workers

/// How `check` prints what it finds.
enum CheckForm { case text, json }

/// One run of the program: a script, where its words go, and what its end means for the exit code.
final class Session {
  let output = Terminal.output
  private let errors = Terminal.errors
  private let isQuiet: Bool
  /// How a check is printed; nil to solve.
  private let checking: CheckForm?
  /// The solvers of the script so far, and the trees that were printed.
  private var checks: [any ScriptCheck] = []
  private var listed: Set<String> = []
  /// Why something that was printed did not arrive.
  private var outputFault: String?
  private let resumes: Bool
  private let isInterrupted: () -> Bool
  private let environment = ProcessInfo.processInfo.environment
  private let logger: Logger
  let crew: WorkerCrew
  private var progress = ProgressDisplay(.errors)
  private var buckets = StageDisplay(terminal: .errors)
  private var responses = StageDisplay(terminal: .errors)

  init(isQuiet: Bool = false, checking: CheckForm? = nil, resumes: Bool = false, isInterrupted: @escaping () -> Bool = { false }) {
    self.isQuiet = isQuiet
    self.checking = checking
    self.resumes = resumes
    self.isInterrupted = isInterrupted
    logger = ConsoleLog.logger(isQuiet: isQuiet)
    crew = WorkerCrew(launch: WorkerLaunch(arguments: [HoldemLua.workerArgument]), logger: logger)
  }

  /// Runs the script and returns the exit status: 0, or 1 after an error, which is printed.
  func run(_ script: ScriptArguments) -> Int32 {
    defer { crew.shutdown() }
    do {
      try ScriptRunner(host: host(trust: script.trust, script: script.script), options: options(trust: script.trust))
        .run(file: script.script, arguments: script.arguments)
      if checking == .json { put(try checkReport(checks, available: MachineMemory.current().available)) }
      return statusOfEnd()
    } catch {
      show(error)
      return 1
    }
  }

  /// The exit status where nothing else went wrong: 0, or 1 if something that was printed did not arrive, which is told.
  func statusOfEnd() -> Int32 {
    guard let outputFault else { return 0 }
    // Whoever read it has seen enough, as `head` has.
    if outputFault == String(cString: strerror(EPIPE)) { return 128 + SIGPIPE }
    errors.write("holdem-lua: cannot write to standard output: \(outputFault)\n")
    return 1
  }

  // MARK: What a script runs in

  func options(trust: Bool) -> LuaOptions {
    var options = LuaOptions()
    options.trusted = trust
    options.searchFolders = LibraryFolders(environment: environment).folders
    options.print = { [self] text in
      makeRoom()
      if checking == .json { errors.write(text) } else { put(text) }
    }
    if trust { logger.warning("--trust: the script has Lua's standard libraries, files and programs included") }
    return options
  }

  /// - Parameters:
  ///   - trust: whether the script may write everywhere, and not only below the current folder, its own, and those of `HOLDEM_OUTPUT`.
  ///   - script: its path, if it has one.
  func host(trust: Bool, script: String?) -> ScriptHost {
    var host = ScriptHost(
      check: checking.map { form in { [self] check in show(check, form) } }, isInterrupted: isInterrupted, style: output.style, width: self.output.width,
      processors: ProcessInfo.processInfo.activeProcessorCount, crew: crew, logger: logger)
    host.resumes = resumes
    if !trust {
      let named = (environment["HOLDEM_OUTPUT"] ?? "").split(separator: ":").map(String.init)
      let own = script.map { [URL(fileURLWithPath: $0).deletingLastPathComponent().path] } ?? []
      host.writable = WritableFolders([FileManager.default.currentDirectoryPath] + own + named)
    }
    if !isQuiet { hear(&host) }
    return host
  }

  /// Shows what goes on: prices, progress.
  private func hear(_ host: inout ScriptHost) {
    func show(price: (TextStyle, Int) -> String) {
      // Prices of single games would be too much.
      if !progress.isInBatch { errors.write(price(errors.style, errors.width) + "\n") }
    }
    host.onPrice = { price in show { price.text(style: $0, width: $1) } }
    host.onPlan = { plan in show { plan.text(style: $0, width: $1) } }
    host.onProgress = { [self] status, pot in errors.write(progress.update(status, pot: pot)) }
    host.onBatch = { [self] in errors.write(progress.enter($0)) }
    host.onBuckets = { [self] in
      let stage = StageProgress(stage: "buckets of the \($0.street): \($0.stage)", share: $0.share, secondsLeft: $0.secondsLeft)
      errors.write(buckets.update(stage, width: errors.width))
    }
    host.onResponse = { [self] in showResponse($0) }
    host.onRunEnd = { [self] in errors.write(progress.finish() + buckets.finish()) }
  }

  // MARK: Words

  /// Measurements of best responses are seen on a terminal only, while they last.
  private func showResponse(_ progress: ResponseProgress?) {
    guard errors.isTerminal else { return }
    guard let progress else {
      errors.write(responses.makeRoom())
      return
    }
    let stage = StageProgress(stage: progress.measure, done: progress.done, of: progress.total, progress.deals, secondsLeft: progress.secondsLeft)
    let text = responses.update(stage, width: errors.width)
    if !text.isEmpty { errors.write(self.progress.makeRoom() + text) }
  }

  /// Before other text goes to the terminal: lines of progress are wiped, and come back.
  func makeRoom() { errors.write(progress.makeRoom() + buckets.makeRoom() + responses.makeRoom()) }

  /// Prints why a script ended, unless it was asked to.
  func show(_ error: any Error) {
    makeRoom()
    var cause = error
    if let error = error as? LuaError, case .host(let thrown, _, _) = error { cause = thrown }
    if case TrainingError.interrupted = cause { return }
    errors.write("holdem-lua: \(error)\n")
    if let error = error as? LuaError, !error.traceback.isEmpty, !error.saysItAll { errors.write(error.traceback + "\n") }
  }

  /// Prints what the script has to say.
  private func put(_ text: String) { outputFault = output.write(text) ?? outputFault }

  private func show(_ check: any ScriptCheck, _ form: CheckForm) {
    checks.append(check)
    guard form == .text else { return }
    put(check.text(number: checks.count, known: &listed, style: output.style, width: output.width, available: MachineMemory.current().available))
  }
}

extension LuaError {
  /// Whether the script used the module wrongly: the place and the message say it all, and no traceback is wanted.
  fileprivate var saysItAll: Bool {
    guard case .host(let cause, _, _) = self else { return false }
    return cause is ScriptError || cause is TrainingError || cause is FileError || cause is WorkerError || cause is AbstractionError
  }
}
