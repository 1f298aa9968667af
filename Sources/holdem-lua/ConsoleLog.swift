import Foundation
import Logging
import Report

/// Warnings and notices for people, on standard error: `holdem-lua: warning: ...`. On a terminal they take the place of the line of progress, which comes
/// back below them with its next update.
struct ConsoleLog: LogHandler {
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let kind = event.level >= .warning ? "\(event.level): " : ""
    Terminal.errors.write((Terminal.errors.isTerminal ? StatusLine.wiped : "") + "holdem-lua: \(kind)\(event.message)\n")
  }

  /// A logger that hears of warnings, and of notices unless it is quiet.
  static func logger(isQuiet: Bool) -> Logger { Logger(label: "holdem-lua") { _ in ConsoleLog(logLevel: isQuiet ? .warning : .notice) } }
}
