import Foundation
import Testing

/// `holdem-lua repl` at a terminal of its own, which its keys that are signals belong to, and someone who types.
final class TypedRepl {
  static let left = "\u{1B}[D", up = "\u{1B}[A", home = "\u{1B}[H", backspace = "\u{7F}", tab = "\t"
  static let controlC = "\u{3}", controlD = "\u{4}", controlR = "\u{12}", controlZ = "\u{1A}"

  let terminal: PseudoTerminal
  private(set) var pid: pid_t = 0
  private var ended: Int32?
  /// What was written when the last wait ended.
  private var seen = 0

  /// `POSIX_SPAWN_SETSID`, which glibc keeps from Swift.
  #if canImport(Glibc)
    private static let newSession: Int16 = 0x80
  #else
    private static let newSession = Int16(POSIX_SPAWN_SETSID)
  #endif

  struct Failure: Error { let reason: Int32 }

  /// - Parameter history: the file of its history; none if left out.
  init(columns: Int = 100, history: URL? = nil, environment: [String: String] = [:]) throws {
    terminal = try PseudoTerminal(columns: columns)
    let own = ["TERM": "xterm", "NO_COLOR": "1", "HOLDEM_HISTORY": history?.path ?? "", "EDITRC": "/dev/null"]
    let all = ProcessInfo.processInfo.environment.merging(own) { $1 }.merging(environment) { $1 }
    try spawn(arguments: [Program.executable.path, "repl"], environment: all.map { "\($0)=\($1)" })
  }

  deinit {
    if pid > 0, status(within: 0) == nil {
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
    }
  }

  /// A session of its own, of which the terminal that it opens first becomes the controlling one.
  private func spawn(arguments: [String], environment: [String]) throws {
    var actions = posix_spawn_file_actions_t(), attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, terminal.path, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
    posix_spawnattr_setflags(&attributes, Self.newSession)
    let words = arguments.map { strdup($0) } + [nil], variables = environment.map { strdup($0) } + [nil]
    defer { (words + variables).forEach { free($0) } }
    let error = posix_spawn(&pid, arguments[0], &actions, &attributes, words, variables)
    guard error == 0 else { throw Failure(reason: error) }
  }

  /// Waits for a text that was not there at the end of the last wait; false if it does not come in time, which is ample.
  func sees(_ text: String, within seconds: Double = 60) -> Bool {
    let end = Date(timeIntervalSinceNow: seconds)
    while true {
      let written = terminal.written
      if let range = written.dropFirst(seen).range(of: text) {
        seen = written.distance(from: written.startIndex, to: range.upperBound)
        return true
      }
      if Date() > end { return false }
      usleep(5000)
    }
  }

  /// Types an entry when there is a prompt, and waits for what it prints, which comes on lines of its own.
  func answers(_ entry: String, _ answer: String) -> Bool {
    guard sees("> ") else { return false }
    terminal.type(entry + "\r")
    return sees("\n\(answer)\n")
  }

  /// The exit status, 128 + the signal that ended it; nil if it goes on.
  func status(within seconds: Double = 60) -> Int32? {
    let end = Date(timeIntervalSinceNow: seconds)
    while ended == nil {
      var status: Int32 = 0
      if waitpid(pid, &status, WNOHANG) == pid {
        ended = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
      } else if Date() > end {
        return nil
      } else {
        usleep(5000)
      }
    }
    return ended
  }
}
