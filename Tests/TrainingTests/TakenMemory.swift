#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Pages that are taken from this process, so that whoever touches them here dies. Workers have mappings of their own.
final class TakenMemory {
  private let pages: UnsafeMutableRawBufferPointer

  /// - Parameter access: what is left of it, such as `PROT_READ`.
  init(_ memory: UnsafeRawBufferPointer, leaving access: Int32 = PROT_NONE) {
    let size = Int(sysconf(Int32(_SC_PAGESIZE)))
    let start = (Int(bitPattern: memory.baseAddress) + size - 1) / size * size, end = (Int(bitPattern: memory.baseAddress) + memory.count) / size * size
    precondition(start < end, "not one whole page")
    pages = UnsafeMutableRawBufferPointer(start: UnsafeMutableRawPointer(bitPattern: start), count: end - start)
    mprotect(pages.baseAddress, pages.count, access)
  }

  deinit { giveBack() }

  func giveBack() { mprotect(pages.baseAddress, pages.count, PROT_READ | PROT_WRITE) }
}
