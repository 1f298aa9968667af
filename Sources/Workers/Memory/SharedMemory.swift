import CShims

/// A block of zeroed memory that the coordinator and its workers see alike.
///
/// It has no name in any file system: when the last process that maps it is gone, however it went, the system frees
/// it. All pages have their memory when `init(size:)` returns, so that a lack of memory is an error there and not a
/// crash later. On Linux it can neither shrink nor grow.
///
/// The object may be handed between threads. What its bytes mean, and who may write them when, is for the owner to
/// arrange; a batch of tasks is the usual fence.
public final class SharedMemory: @unchecked Sendable {
  /// The first byte; aligned to a page.
  public let base: UnsafeMutableRawPointer
  /// Bytes.
  public let size: Int
  /// What workers are given to attach the segment, or -1 for a segment that was attached.
  let descriptor: Int32

  /// Makes a segment of `size` bytes, all zero.
  ///
  /// Throws `badSize`, `notEnoughMemory` with the figures, or `memory` with the refusal of the system.
  public init(size: Int) throws(WorkerError) {
    guard size > 0 else { throw .badSize(size) }
    let memory = MachineMemory.current()
    guard size <= memory.available else {
      throw .notEnoughMemory(wanted: size, available: memory.available, limit: memory.limit)
    }
    var descriptor: Int32 = -1
    try Self.check(shims_memory_create(size, &descriptor), "make", size)
    do throws(WorkerError) {
      base = try Self.map(descriptor, size)
    } catch {
      close(descriptor)
      throw error
    }
    self.size = size
    self.descriptor = descriptor
    // From here on deinit cleans up.
    try Self.check(shims_memory_reserve(descriptor, base, size), "reserve", size)
  }

  /// Maps a segment that another process made. The descriptor stays with the caller, who may close it.
  ///
  /// Throws `segmentMismatch` when the segment does not have exactly `size` bytes, else as `init(size:)`.
  public init(attaching descriptor: Int32, size: Int) throws(WorkerError) {
    guard size > 0 else { throw .badSize(size) }
    var found = 0
    try Self.check(shims_memory_size(descriptor, &found), "measure", size)
    guard found == size || found == Self.wholePages(size) else {
      throw .segmentMismatch(expected: size, found: found)
    }
    base = try Self.map(descriptor, size)
    self.size = size
    self.descriptor = -1
  }

  deinit {
    munmap(base, size)
    if descriptor >= 0 { close(descriptor) }
  }

  /// The size that systems which count segments in pages report.
  private static func wholePages(_ size: Int) -> Int {
    let page = Int(getpagesize())
    let (rounded, overflow) = size.addingReportingOverflow(page - 1)
    return overflow ? size : rounded / page * page
  }

  private static func map(_ descriptor: Int32, _ size: Int) throws(WorkerError) -> UnsafeMutableRawPointer {
    var base: UnsafeMutableRawPointer?
    try check(shims_memory_map(descriptor, size, &base), "map", size)
    guard let base else { throw .memory(action: "map", size: size, errno: EINVAL) }
    return base
  }

  private static func check(_ errno: Int32, _ action: String, _ size: Int) throws(WorkerError) {
    guard errno == 0 else { throw .memory(action: action, size: size, errno: errno) }
  }
}
