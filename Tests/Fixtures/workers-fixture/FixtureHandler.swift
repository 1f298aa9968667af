import CShims
import Workers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct FixtureError: Error, CustomStringConvertible {
  let description: String
}

#if canImport(Glibc)
  private let addressSpace = __rlimit_resource_t(RLIMIT_AS.rawValue), coreSize = __rlimit_resource_t(RLIMIT_CORE.rawValue)
#else
  private let addressSpace = RLIMIT_AS, coreSize = RLIMIT_CORE
#endif

/// The time in ns, the same for all processes.
func nanoseconds() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// A worker that misbehaves on request.
struct FixtureHandler: WorkerHandler {
  private var segments: [UInt32: SharedMemory] = [:]

  mutating func attach(_ segment: SharedMemory, id: UInt32) throws {
    if id == FixtureSegment.unwanted { throw FixtureError(description: "segment \(id) is not wanted") }
    segments[id] = segment
  }

  mutating func detach(id: UInt32) throws {
    if segments.removeValue(forKey: id) == nil { throw FixtureError(description: "segment \(id) is not there") }
  }

  mutating func run(_ task: WorkerTask) throws -> TaskPayload {
    let attempt = countAttempt(task.index)
    let isMarked = UInt64(task.index) == task.argument
    switch FixtureTask(rawValue: task.kind) {
    case .compute: break
    case .sleep: usleep(UInt32(task.argument) * 1000)
    case .abort:
      // Swift's own handler would print a page about it.
      signal(SIGABRT, SIG_DFL)
      if isMarked { abort() }
    // Every other attempt is safe: no task dies three times by chance, which would rightly stop the batch.
    case .roulette: if !attempt.isMultiple(of: 2) { maybeDie(task) }
    // A call in the loop, or the optimizer takes the loop away.
    case .loop: while isMarked { _ = getpid() }
    case .freezeOnce: if isMarked, attempt == 1 { kill(getpid(), SIGSTOP) }
    case .fail:
      if UInt64(task.index) >= task.argument { throw FixtureError(description: "task \(task.index) does not want to") }
    case .failAtLength: throw FixtureError(description: String(repeating: "ä", count: Int(task.argument) / 2))
    case .babble: babble(Int(task.argument))
    case .lie: lie(task)
    case .hide:
      if isMarked, attempt == 1 {
        shutdown(Int32(shims_worker_socket), Int32(SHUT_WR))
        pause()
      }
    case .describe: return describeProcess()
    case .spin: spin(microseconds: task.argument)
    case .segfault: if isMarked, attempt == 1 { readNowhere() }
    case .devour: if isMarked, attempt == 1 { devour() }
    case .dieOnTheClock:
      if isMarked, attempt == 1 {
        slot(FixtureSegment.results, task.index)?.pointee = nanoseconds()
        kill(getpid(), SIGKILL)
      }
    case .await: while slot(FixtureSegment.results, task.index)?.pointee == 0 { usleep(1000) }
    case nil: throw FixtureError(description: "unknown kind \(task.kind)")
    }
    let value = fixtureValue(task.index)
    slot(FixtureSegment.results, task.index)?.pointee = value
    return [value, UInt64(getpid()), task.job, attempt]
  }

  private func slot(_ id: UInt32, _ index: UInt32) -> UnsafeMutablePointer<UInt64>? {
    guard let segment = segments[id], (Int(index) + 1) * 8 <= segment.size else { return nil }
    return segment.base.assumingMemoryBound(to: UInt64.self) + Int(index)
  }

  private func countAttempt(_ index: UInt32) -> UInt64 {
    guard let slot = slot(FixtureSegment.attempts, index) else { return 0 }
    slot.pointee += 1
    return slot.pointee
  }

  private func maybeDie(_ task: WorkerTask) {
    guard UInt64.random(in: 0..<1000) < task.argument else { return }
    if Bool.random() { slot(FixtureSegment.results, task.index)?.pointee = 0xBAD }
    kill(getpid(), SIGKILL)
  }

  private func babble(_ count: Int) {
    let noise = (0..<count).map { _ in UInt8.random(in: .min ... .max) }
    _ = noise.withUnsafeBytes { write(Int32(shims_worker_socket), $0.baseAddress, $0.count) }
  }

  /// A well-formed result for a task that this worker was not given.
  private func lie(_ task: WorkerTask) {
    var message = shims_message()
    message.magic = 0x6B72_6F77
    message.version = 1
    message.kind = 8
    message.index = task.index == 0 ? 1 : 0
    message.count = UInt32.max
    message.task_kind = task.kind
    message.batch = 1
    message.job = task.job
    _ = withUnsafeBytes(of: &message) { write(Int32(shims_worker_socket), $0.baseAddress, $0.count) }
  }

  private func describeProcess() -> TaskPayload {
    let open = (0..<1024).count { fcntl($0, F_GETFD, 0) >= 0 }
    var blocked = sigset_t()
    sigprocmask(SIG_BLOCK, nil, &blocked)
    let count = (1..<32).count { sigismember(&blocked, Int32($0)) == 1 }
    var byte: UInt8 = 0
    let input = read(STDIN_FILENO, &byte, 1)
    return [UInt64(open), UInt64(count), getpgrp() == getpid() ? 1 : 0, input == 0 ? 1 : 0]
  }

  /// Swift's own handlers would print a page about a crash.
  private func dieQuietly() {
    for number in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT] { signal(number, SIG_DFL) }
    var noCore = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(coreSize, &noCore)
  }

  private func readNowhere() {
    dieQuietly()
    let nowhere = mmap(nil, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    if nowhere?.load(as: UInt8.self) == 1 { exit(99) }
  }

  private func devour() {
    dieQuietly()
    // Less than the process has already: no new page is given.
    var limit = rlimit(rlim_cur: 16 << 20, rlim_max: 16 << 20)
    setrlimit(addressSpace, &limit)
    var eaten: [[UInt8]] = []
    while true { eaten.append([UInt8](repeating: UInt8(eaten.count & 7), count: 1 << 20)) }
  }

  private func spin(microseconds: UInt64) {
    let end = ContinuousClock.now.advanced(by: .microseconds(Int64(microseconds)))
    while ContinuousClock.now < end {}
  }
}
