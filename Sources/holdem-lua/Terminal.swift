import Foundation
import Report
import Training

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the words of a stream go.
struct Terminal {
  let descriptor: Int32
  /// Whether it is a terminal that knows escape sequences.
  let isTerminal: Bool
  let style: TextStyle

  init(_ descriptor: Int32, environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1 && !["", "dumb"].contains(environment["TERM"] ?? "")
    style = .forTerminal(isTerminal: isTerminal, environment: environment)
  }

  /// Columns as they are now; 80 where unknown.
  var width: Int {
    var size = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return isKnown ? Int(size.ws_col) : 80
  }

  /// Writes text at once. The system's reason if it could not.
  @discardableResult
  func write(_ text: String) -> String? {
    var text = text
    let error = text.withUTF8 { writeAll(UnsafeRawBufferPointer($0), to: descriptor) }
    return error == 0 ? nil : String(cString: strerror(error))
  }

  static let output = Terminal(STDOUT_FILENO)
  static let errors = Terminal(STDERR_FILENO)
}

/// Keeps the numbers of the standard streams taken. One that was closed would be that of the next file that is opened, and what is printed would go there.
func openStandardStreams() {
  for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 { _ = open("/dev/null", O_RDWR) }
}
