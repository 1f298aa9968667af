import Foundation

/// A file in memory, to be read only: its pages are those of the page cache, which all processes share.
///
/// On Linux in huge pages where the file system keeps its files in such (ext4 from 6.16 on, XFS): a table of the river then takes 60 entries of a processor's
/// translation buffer instead of 30,000, and no more memory. Where it does not, in pages of the usual size.
final class MappedFile: @unchecked Sendable {
  /// Why a file could not be mapped.
  struct Failure: Error {
    let reason: String
  }

  let bytes: UnsafeRawBufferPointer
  /// What is given back: the mapping, and the addresses around it that only keep its place.
  private let reserved: UnsafeMutableRawPointer
  private let reservedSize: Int

  init(path: String) throws(Failure) {
    func check(_ succeeded: Bool) throws(Failure) { if !succeeded { throw Failure(reason: String(cString: strerror(errno))) } }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    try check(file >= 0)
    defer { close(file) }
    var status = stat()
    try check(fstat(file, &status) == 0)
    let size = Int(status.st_size)
    guard size > 0 else { throw Failure(reason: "it has only 0 bytes") }
    #if os(Linux)
      // A huge page lies at a multiple of its size, in the file and in memory.
      let hugePage = 2 << 20
      let room = mmap(nil, size + hugePage, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
      guard let room, room != MAP_FAILED else { throw Failure(reason: String(cString: strerror(errno))) }
      let place = room.alignedUp(toMultipleOf: hugePage)
      guard mmap(place, size, PROT_READ, MAP_SHARED | MAP_FIXED, file, 0) != MAP_FAILED else {
        let reason = String(cString: strerror(errno))
        munmap(room, size + hugePage)
        throw Failure(reason: reason)
      }
      // Before the first page is read; a kernel that cannot says so, and nothing is lost.
      madvise(place, size, MADV_HUGEPAGE)
      (reserved, reservedSize) = (room, size + hugePage)
    #else
      let mapping = mmap(nil, size, PROT_READ, MAP_SHARED, file, 0)
      guard let place = mapping, place != MAP_FAILED else { throw Failure(reason: String(cString: strerror(errno))) }
      (reserved, reservedSize) = (place, size)
    #endif
    bytes = UnsafeRawBufferPointer(start: place, count: size)
  }

  deinit { munmap(reserved, reservedSize) }
}
