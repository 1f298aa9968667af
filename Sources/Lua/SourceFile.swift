#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why a file cannot be read, in the system's words.
struct FileFailure: Error {
  let reason: String

  init(_ code: Int32) { reason = String(cString: strerror(code)) }
  init(_ reason: String) { self.reason = reason }
}

/// More than any script has: a file without end is not read for ever.
private let sizeLimit = 64 << 20

/// A whole file.
func readFile(_ path: String) -> Result<[UInt8], FileFailure> {
  guard let file = fopen(path, "rb") else { return .failure(FileFailure(errno)) }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&block, 1, block.count, file)
    bytes += block[..<count]
    if count < block.count { break }
    if bytes.count > sizeLimit { return .failure(FileFailure("it has more than \(sizeLimit >> 20) MiB")) }
  }
  return ferror(file) != 0 ? .failure(FileFailure(errno)) : .success(bytes)
}

/// A script's file, read once: a pipe has no more to give.
public struct LuaFile: Sendable {
  public let path: String
  let bytes: [UInt8]

  /// - Throws: ``LuaError/unreadable(path:reason:)``.
  public init(_ path: String) throws(LuaError) {
    self.path = path
    switch readFile(path) {
    case .success(let bytes): self.bytes = bytes
    case .failure(let failure): throw .unreadable(path: path, reason: failure.reason)
    }
  }

  /// The text, as it was.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Everything before a path's last slash: empty for a file in the current folder.
func folder(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "" }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// A script's text without a byte order mark and without a first line that starts with `#`. The line's end stays, so
/// that lines keep their numbers.
func withoutShebang(_ source: [UInt8]) -> ArraySlice<UInt8> {
  var text = source[...]
  if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
  if text.first == UInt8(ascii: "#") { text = text.drop { $0 != UInt8(ascii: "\n") } }
  return text
}
