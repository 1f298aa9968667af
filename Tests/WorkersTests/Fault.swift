#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What ends whoever does it, for real.
enum Fault: CaseIterable {
  case noMemory, noStack, noFile, trap, abort, breakpoint, division

  /// What it may end by.
  var signals: [Int32] {
    switch self {
    // A page that is no longer part of a file is SIGBUS; a page that may not be read, or lies below the stack, is SIGBUS on some systems.
    case .noMemory, .noStack, .noFile: [SIGSEGV, SIGBUS]
    // Swift's traps: an instruction that is none on x86, a breakpoint on ARM.
    case .trap: [SIGILL, SIGTRAP]
    case .abort: [SIGABRT]
    case .breakpoint: [SIGTRAP]
    case .division: [SIGFPE]
    }
  }

  func strike() {
    switch self {
    case .noMemory: read(mmap(nil, 1 << 16, PROT_NONE, MAP_PRIVATE | MAP_ANON, -1, 0))
    case .noStack: print(sink(1))
    case .noFile:
      var name = Array("/tmp/fault-XXXXXX".utf8CString)
      let file = mkstemp(&name)
      unlink(name)
      read(mmap(nil, 1 << 16, PROT_READ, MAP_SHARED, file, 0))
    case .trap: print([Int](repeating: 0, count: Int(getpid()))[Int(getpid())])
    case .abort: Self.abort()
    case .breakpoint: raise(SIGTRAP)
    case .division: raise(SIGFPE)
    }
  }

  private static func abort() {
    #if canImport(Glibc)
      Glibc.abort()
    #elseif canImport(Musl)
      Musl.abort()
    #else
      Darwin.abort()
    #endif
  }

  private func read(_ page: UnsafeMutableRawPointer?) {
    if page?.load(as: UInt8.self) == 1 { print("read") }
  }

  /// Goes deeper and deeper.
  @inline(never)
  private func sink(_ depth: Int) -> Int {
    let row = [depth, depth &+ 1, depth &+ 2]
    return depth < 0 ? 0 : sink(depth &+ 1) &* 3 ^ row[depth % 3]
  }
}
