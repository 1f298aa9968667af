#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes bytes to a descriptor, all of them, however many calls that takes.
///
/// - Returns: 0, or the `errno` of the call that failed.
public func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
  var rest = bytes
  while !rest.isEmpty {
    let count = write(descriptor, rest.baseAddress, rest.count)
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return errno }
    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
  }
  return 0
}
