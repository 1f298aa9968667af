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
  private let output = Terminal(STDOUT_FILENO)
  private let errors = Terminal(STDERR_FILENO)
  private let environment = ProcessInfo.processInfo.environment
  private let crew: WorkerCrew
  private var progress: ProgressDisplay
  private var buckets: BucketDisplay

  init(isQuiet: Bool = false, checking: CheckForm? = nil, resumes: Bool = false, isInterrupted: @escaping () -> Bool = { false }) {
    self.isQuiet = isQuiet
    self.checking = checking
    self.resumes = resumes
    self.isInterrupted = isInterrupted
    LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
    var logger = Logger(label: "holdem-lua")
    logger.logLevel = isQuiet ? .warning : .notice
    crew = WorkerCrew(launch: WorkerLaunch(arguments: [HoldemLua.workerArgument]), logger: logger)
    progress = ProgressDisplay(STDERR_FILENO)
    buckets = BucketDisplay(terminal: errors)
    self.logger = logger
  }

  private let logger: Logger

  /// Runs the script and returns the exit status: 0, or 1 after an error, which is printed.
  func run(_ script: ScriptArguments) -> Int32 {
    defer { crew.shutdown() }
    do {
      var host = host
      if !script.trust { host.writable = writableFolders(script: script.script) }
      try ScriptRunner(host: host, options: options(trust: script.trust)).run(file: script.script, arguments: script.arguments)
      return finish()
    } catch {
      show(error)
      return 1
    }
  }

  /// Runs the lines of standard input, and returns the exit status.
  func repl(trust: Bool, _ interrupts: EntryInterrupts) throws -> Int32 {
    defer { crew.shutdown() }
    var options = options(trust: trust)
    options.searchFolders.insert(FileManager.default.currentDirectoryPath, at: 0)
    let repl: Repl
    var host = host
    if !trust { host.writable = writableFolders(script: nil) }
    do { repl = try Repl(host: host, options: options) } catch {
      show(error)
      return 1
    }
    let isTerminal = isatty(STDIN_FILENO) == 1
    var prompt = "> "
    while true {
      if isTerminal { write(prompt, to: STDOUT_FILENO) }
      guard let line = readLine() else { break }
      let answer = try interrupts.during { repl.enter(line) }
      if case .failed(let error) = answer { show(error) }
      if case .unfinished = answer { prompt = ">> " } else { prompt = "> " }
    }
    if isTerminal { write("\n", to: STDOUT_FILENO) }
    return 0
  }

  /// The current folder, the script's, and those of `HOLDEM_OUTPUT`.
  private func writableFolders(script: String?) -> WritableFolders {
    let named = (environment["HOLDEM_OUTPUT"] ?? "").split(separator: ":").map(String.init)
    let own = script.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }
    return WritableFolders([FileManager.default.currentDirectoryPath] + (own.map { [$0] } ?? []) + named)
  }

  private func options(trust: Bool) -> LuaOptions {
    var options = LuaOptions()
    options.trusted = trust
    options.searchFolders = LibraryFolders(environment: environment).folders
    options.print = { [self] text in
      write(progress.makeRoom(), to: STDERR_FILENO)
      if checking == .json { write(text, to: STDERR_FILENO) } else { put(text) }
    }
    if trust { logger.warning("--trust: the script has Lua's standard libraries, files and programs included") }
    return options
  }

  private func show(_ error: LuaError) {
    if case .host(let cause, _, _) = error, case TrainingError.interrupted = cause { return }
    write(progress.makeRoom() + "holdem-lua: \(error)\n", to: STDERR_FILENO)
    if !error.traceback.isEmpty, !error.isMisuse { write(error.traceback + "\n", to: STDERR_FILENO) }
  }

  /// Prints what was kept for the end, and returns the exit status.
  private func finish() -> Int32 {
    if checking == .json {
      do { put(try checkReport(checks, available: MachineMemory.current().available)) } catch {
        write("holdem-lua: \(error)\n", to: STDERR_FILENO)
        return 1
      }
    }
    guard let outputFault else { return 0 }
    write("holdem-lua: cannot write to standard output: \(outputFault)\n", to: STDERR_FILENO)
    return 1
  }

  /// Prints what the script has to say.
  private func put(_ text: String) { outputFault = write(text, to: STDOUT_FILENO) ?? outputFault }

  private func show(_ check: any ScriptCheck, _ form: CheckForm) {
    checks.append(check)
    guard form == .text else { return }
    let style = TextStyle.forTerminal(isTerminal: output.isTerminal, environment: environment)
    put(check.text(number: checks.count, known: &listed, style: style, width: output.width, available: MachineMemory.current().available))
  }

  /// Evaluates a Lua file that returns cards, and prints what `body` makes of them. Returns the exit status.
  func buckets(_ file: String, _ body: (CardsObject) throws -> String) -> Int32 {
    defer { crew.shutdown() }
    var options = LuaOptions()
    options.searchFolders = LibraryFolders(environment: environment).folders
    do {
      guard let text = try ScriptRunner(host: host, options: options).cards(file: file, body) else {
        write("holdem-lua: \"\(file)\" does not return holdem.cards { ... }\n", to: STDERR_FILENO)
        return 1
      }
      write(text, to: STDOUT_FILENO)
      return 0
    } catch {
      write(buckets.finish(), to: STDERR_FILENO)
      if case TrainingError.interrupted = error { return 1 }
      write("holdem-lua: \(error)\n", to: STDERR_FILENO)
      return 1
    }
  }

  private var host: ScriptHost {
    let style = TextStyle.forTerminal(isTerminal: output.isTerminal, environment: environment)
    let errorStyle = TextStyle.forTerminal(isTerminal: errors.isTerminal, environment: environment)
    var host = ScriptHost(
      check: checking.map { form in { [self] check in show(check, form) } },
      onPrice: { [self] price in
        if !isQuiet, !progress.isInBatch { write(price.text(style: errorStyle, width: errors.width) + "\n", to: STDERR_FILENO) }
      },
      onProgress: { [self] status, pot in
        if !isQuiet { write(progress.update(status, pot: pot), to: STDERR_FILENO) }
      },
      onRunEnd: { [self] in
        if !isQuiet { write(progress.finish() + buckets.finish(), to: STDERR_FILENO) }
      },
      isInterrupted: isInterrupted, style: style, width: output.width, processors: ProcessInfo.processInfo.activeProcessorCount, crew: crew,
      logger: logger)
    host.resumes = resumes
    if !isQuiet { host.onBatch = { [self] in write(progress.enter($0), to: STDERR_FILENO) } }
    if !isQuiet { host.onPlan = { [self] in if !progress.isInBatch { write($0.text(style: errorStyle, width: errors.width) + "\n", to: STDERR_FILENO) } } }
    if !isQuiet { host.onBuckets = { [self] in write(buckets.update($0), to: STDERR_FILENO) } }
    return host
  }
}

extension LuaError {
  /// Whether the script used the module wrongly: the place and the message say it all, without a traceback.
  var isMisuse: Bool {
    if case .host(let cause, _, _) = self { return cause is ScriptError || cause is TrainingError || cause is FileError || cause is WorkerError || cause is AbstractionError }
    return false
  }
}
