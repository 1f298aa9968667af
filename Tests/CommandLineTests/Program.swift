import Foundation

/// A run of the built `holdem-lua`, in a folder of its own. Its output goes to files, so that nobody waits for a pipe.
final class Program {
  let process = Process()
  /// Where it runs; its scripts lie here.
  let folder: URL
  /// In the environment of the program and of all processes that it starts.
  private let mark = UUID().uuidString

  /// The executable beside the tests' own bundle.
  static let executable: URL = {
    var folder = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent() ?? URL(fileURLWithPath: "/")
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("holdem-lua")
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder), !isFolder.boolValue { return candidate }
      folder.deleteLastPathComponent()
    }
    return URL(fileURLWithPath: "holdem-lua")
  }()

  /// Starts the program.
  ///
  /// - Parameters:
  ///   - script: the text of `script.lua`, which the arguments may name.
  ///   - input: what it reads from standard input; nothing if left out.
  ///   - terminal: where it writes; files if left out.
  init(_ arguments: [String], script: String? = nil, input: String? = nil, environment: [String: String] = [:], terminal: PseudoTerminal? = nil) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("holdem-\(mark)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    if let script { try script.write(to: folder.appendingPathComponent("script.lua"), atomically: true, encoding: .utf8) }
    process.executableURL = Self.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }.merging(["HOLDEM_TEST": mark]) { $1 }
    process.standardInput = FileHandle.nullDevice
    if let input {
      let url = folder.appendingPathComponent("input")
      try Data(input.utf8).write(to: url)
      process.standardInput = try FileHandle(forReadingFrom: url)
    }
    process.standardOutput = try terminal?.slave ?? file("output")
    process.standardError = try terminal?.slave ?? file("errors")
    try process.run()
  }

  deinit {
    // A test that failed half way may leave it running.
    if process.isRunning { kill(pid, SIGKILL) }
    try? FileManager.default.removeItem(at: folder)
  }

  private func file(_ name: String) throws -> FileHandle {
    let url = folder.appendingPathComponent(name)
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }

  func text(_ name: String) -> String {
    String(decoding: (try? Data(contentsOf: folder.appendingPathComponent(name))) ?? Data(), as: UTF8.self)
  }

  var output: String { text("output") }
  var errors: String { text("errors") }
  var pid: pid_t { process.processIdentifier }

  /// Waits until something holds; false if it did not in time, which is ample: other work may hold up whoever is waited for.
  func wait(_ seconds: Double = 120, until holds: () -> Bool) -> Bool {
    let end = Date(timeIntervalSinceNow: seconds)
    while !holds() {
      if Date() > end { return false }
      usleep(5000)
    }
    return true
  }

  /// Waits for the end and gives the exit status, 128 + the signal that ended it; nil if it had to be killed for taking too long.
  func status(within seconds: Double = 300) -> Int32? {
    guard wait(seconds, until: { !process.isRunning }) else {
      kill(pid, SIGKILL)
      _ = wait(until: { !process.isRunning })
      return nil
    }
    return process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
  }

  /// The worker processes that the program runs now, children of its own.
  var workers: [pid_t] { processes.filter { $0 != pid && parent(of: $0) == pid } }

  /// Whether every process that it ever started is gone, or goes within the seconds.
  func isAllGone(within seconds: Double = 20) -> Bool { wait(seconds, until: { processes.isEmpty }) }

  /// Processes that carry the mark and have not ended.
  private var processes: [pid_t] {
    let wanted = Data("HOLDEM_TEST=\(mark)".utf8)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }.filter { pid in
      guard let environment = FileManager.default.contents(atPath: "/proc/\(pid)/environ") else { return false }
      return environment.range(of: wanted) != nil
    }
  }

  private func parent(of pid: pid_t) -> pid_t? {
    guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { return nil }
    let afterName = String(decoding: data, as: UTF8.self).split(separator: ")").last ?? ""
    let fields = afterName.split(separator: " ")
    return fields.count > 1 ? pid_t(fields[1]) : nil
  }
}

/// Runs the program to its end.
func finished(_ arguments: [String], script: String? = nil, environment: [String: String] = [:]) throws -> (status: Int32?, program: Program) {
  let program = try Program(arguments, script: script, environment: environment)
  return (program.status(), program)
}

/// A turn spot whose iterations take some hundredths of a second, as a function of the changes to its solver.
let turnSpot = """
  local holdem = require "holdem"
  local function turn(changes)
    local settings = {
      game = holdem.spot { board = "Td9d6h2c", pot = 200, stack = 900,
        ranges = { oop = "66+,A8s+,AJo+,KTs+,QTs+,JTs", ip = "22+,A2s+,ATo+,K9s+,Q9s+,J9s+,T8s+" } },
      bets = "50%, a / 2.5x",
    }
    for key, value in pairs(changes or {}) do settings[key] = value end
    return holdem.solver(settings)
  end

  """
