import Foundation

/// A terminal that a program writes to or is typed at, and what is to be seen on it.
final class PseudoTerminal: @unchecked Sendable {
  private let master: Int32
  /// What programs write to.
  let slave: FileHandle
  private let lock = NSLock()
  private var bytes: [UInt8] = []

  struct Failure: Error {}

  init(columns: Int) throws {
    var master: Int32 = -1, slave: Int32 = -1
    guard openpty(&master, &slave, nil, nil, nil) == 0 else { throw Failure() }
    self.master = master
    self.slave = FileHandle(fileDescriptor: slave, closeOnDealloc: true)
    resize(columns: columns)
    Thread.detachNewThread { [self] in listen() }
  }

  /// Takes down what is written, until nobody can write any more.
  private func listen() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(master, &buffer, buffer.count)
      guard count > 0 else { break }
      lock.withLock { bytes += buffer[..<count] }
    }
    close(master)
  }

  func resize(columns: Int) {
    var size = winsize(ws_row: 24, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// The file by which programs find it.
  var path: String { String(cString: ttyname(slave.fileDescriptor)) }

  /// Whether programs get lines that the terminal itself lets people edit, and keys are shown and sent as signals: how a shell leaves it.
  var isAsItWas: Bool {
    var settings = termios()
    let expected = tcflag_t(ICANON | ECHO | ISIG)
    return tcgetattr(slave.fileDescriptor, &settings) == 0 && settings.c_lflag & expected == expected
  }

  /// Types keys.
  func type(_ keys: String) {
    var rest = Array(keys.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }

  /// All that was written so far, with lines that end as the program ended them, and not as terminals do.
  var written: String { lock.withLock { String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n") } }
}
