#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Processor time: what speeds are compared by where other programs take part of the machine.
enum ProcessorTime {
  /// Seconds of this process, of its children that have ended, and, on Linux, of some children that run.
  static func seconds(running children: [Int32]) -> Double {
    var ended = rusage()
    #if canImport(Glibc)
      getrusage(RUSAGE_CHILDREN.rawValue, &ended)
    #else
      getrusage(RUSAGE_CHILDREN, &ended)
    #endif
    let rest = seconds(ended.ru_utime) + seconds(ended.ru_stime)
    return children.reduce(seconds(of: CLOCK_PROCESS_CPUTIME_ID) + rest) { $0 + child($1) }
  }

  private static func child(_ pid: Int32) -> Double {
    #if canImport(Glibc)
      var clock = clockid_t()
      return clock_getcpuclockid(pid, &clock) == 0 ? seconds(of: clock) : 0
    #else
      return 0
    #endif
  }

  private static func seconds(of clock: clockid_t) -> Double {
    var time = timespec()
    return clock_gettime(clock, &time) == 0 ? Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9 : 0
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
}
