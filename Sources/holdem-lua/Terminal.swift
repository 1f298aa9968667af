import Foundation
import Report

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
    return text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        #if canImport(Glibc)
          let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        #else
          let count = Darwin.write(descriptor, rest.baseAddress, rest.count)
        #endif
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return String(cString: strerror(errno)) }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
      return nil
    }
  }

  static let output = Terminal(STDOUT_FILENO)
  static let errors = Terminal(STDERR_FILENO)
}

/// Keeps the numbers of the standard streams taken. One that was closed would be that of the next file that is opened, and what is printed would go there.
func openStandardStreams() {
  for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 { _ = open("/dev/null", O_RDWR) }
}
