#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Seconds since a moment, those in which the machine slept included. `ContinuousClock` tells the same ten times more slowly, which an iteration of ten microseconds would notice.
struct Stopwatch {
  private let start = now

  var seconds: Double { Double(Self.now &- start) * 1e-9 }

  #if canImport(Glibc)
    private static let clock = CLOCK_BOOTTIME
  #else
    private static let clock = CLOCK_MONOTONIC_RAW
  #endif

  private static var now: UInt64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
