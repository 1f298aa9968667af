#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that appears whole or not at all: written beside its place, flushed to the disk, renamed, and the folder flushed. Until `commit`
/// succeeds, what was there before stays as it was.
struct AtomicFile: ~Copyable {
  private let path: String
  private let beside: String
  private var descriptor: Int32
  private var isInPlace = false
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 20

  /// Creates the missing folders and the file beside.
  init(_ path: String) throws(FileError) {
    let beside = "\(path).\(getpid()).part"
    try Self.makeFolders(for: path)
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .system(path: path, action: "write", reason: Self.reason()) }
    self.path = path
    self.beside = beside
    self.descriptor = descriptor
  }

  mutating func write(_ text: String) throws(FileError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  mutating func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    try flush()
    try put(bytes)
  }

  /// Makes the file appear in its place.
  mutating func commit() throws(FileError) {
    try flush()
    guard fsync(descriptor) == 0 else { throw .system(path: path, action: "flush", reason: Self.reason()) }
    close(descriptor)
    descriptor = -1
    guard rename(beside, path) == 0 else { throw .system(path: path, action: "replace", reason: Self.reason()) }
    isInPlace = true
    let folder = open(Self.folder(of: path), O_RDONLY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isInPlace { unlink(beside) }
  }

  private mutating func flush() throws(FileError) {
    guard !buffer.isEmpty else { return }
    let full = buffer
    buffer.removeAll(keepingCapacity: true)
    var failure: FileError?
    full.withUnsafeBytes { bytes in
      do throws(FileError) { try put(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  private func put(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var rest = bytes
    while !rest.isEmpty {
      #if canImport(Glibc)
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      #else
        let count = Darwin.write(descriptor, rest.baseAddress, rest.count)
      #endif
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .system(path: path, action: "write", reason: Self.reason()) }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  private static func makeFolders(for path: String) throws(FileError) {
    let folder = folder(of: path)
    guard access(folder, F_OK) != 0 else { return }
    try makeFolders(for: folder)
    guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw .system(path: folder, action: "create", reason: reason()) }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func reason() -> String { String(cString: strerror(errno)) }
}
