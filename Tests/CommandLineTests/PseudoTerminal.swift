import Foundation

/// A terminal that a program writes to, and what is to be seen on it.
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

  /// All that was written so far, with lines that end as the program ended them, and not as terminals do.
  var written: String { lock.withLock { String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n") } }
}
