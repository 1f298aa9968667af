import CShims

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that appears whole or not at all: written aside, flushed to the disk, put in its place, and the folder flushed. Until `commit`
/// succeeds, what was there before stays as it was.
///
/// Where the system allows (Linux, on most file systems) the file has no name until it is complete, so that a writer that is killed leaves
/// nothing. Elsewhere it is `path.<process id>.part` until then.
struct AtomicFile: ~Copyable {
  private let path: String
  private let beside: String
  private var descriptor: Int32
  /// Whether there is a file beside the place.
  private var isBeside: Bool
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 20
  /// How the names of files end that are not in their place yet.
  static let partSuffix = ".part"

  /// Creates the missing folders and the file beside.
  init(_ path: String) throws(FileError) {
    let beside = "\(path).\(getpid())\(Self.partSuffix)"
    try Self.makeFolders(for: path)
    var descriptor = shims_unnamed_file(Self.folder(of: path))
    let isBeside = descriptor < 0
    if isBeside { descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644) }
    guard descriptor >= 0 else { throw .system(path: path, action: "write", reason: Self.reason()) }
    self.path = path
    self.beside = beside
    self.isBeside = isBeside
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
    try putInPlace()
    let folder = open(Self.folder(of: path), O_RDONLY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  deinit {
    close(descriptor)
    if isBeside { unlink(beside) }
  }

  private mutating func putInPlace() throws(FileError) {
    if !isBeside {
      // A new name needs nothing beside it; one that is taken can only be replaced by a rename.
      if shims_name_file(descriptor, path) == 0 { return }
      unlink(beside)
      errno = shims_name_file(descriptor, beside)
      guard errno == 0 else { throw .system(path: path, action: "replace", reason: Self.reason()) }
      isBeside = true
    }
    guard rename(beside, path) == 0 else { throw .system(path: path, action: "replace", reason: Self.reason()) }
    isBeside = false
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
    let error = writeAll(bytes, to: descriptor)
    guard error == 0 else { throw .system(path: path, action: "write", reason: String(cString: strerror(error))) }
  }

  static func makeFolders(for path: String) throws(FileError) {
    let folder = folder(of: path)
    // Only what is missing can be made: a folder that may not be searched hides whether it is there.
    guard access(folder, F_OK) != 0 else { return }
    guard errno == ENOENT, folder != path, folder != "." else { throw .system(path: folder, action: "create", reason: reason()) }
    try makeFolders(for: folder)
    guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw .system(path: folder, action: "create", reason: reason()) }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func reason(_ code: Int32 = errno) -> String { String(cString: strerror(code)) }
}
