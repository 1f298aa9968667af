import CShims

@testable import Workers
@testable import workers_fixture

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The path of the test worker: it is built into the folder of the test program, or one above the bundle's.
let fixturePath: String = {
  var folder = testProgramPath().split(separator: "/", omittingEmptySubsequences: false).dropLast()
  while !folder.isEmpty {
    let path = (folder + ["workers-fixture"]).joined(separator: "/")
    if access(path, X_OK) == 0 { return path }
    folder = folder.dropLast()
  }
  return "workers-fixture"
}()

private func testProgramPath() -> String {
  #if os(Linux)
    var bytes = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &bytes, bytes.count)
    return String(decoding: bytes[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  #else
    var info = Dl_info()
    guard dladdr(#dsohandle, &info) != 0, let name = info.dli_fname else { return "" }
    return String(cString: name)
  #endif
}

func launch(_ mode: String = "__worker") -> WorkerLaunch {
  WorkerLaunch(executable: fixturePath, arguments: [mode])
}

/// A pool over segments of results and attempts, and a record of what it did.
final class Rig {
  let pool: WorkerPool
  let results: SharedMemory
  let attempts: SharedMemory
  let tasks: Int
  private(set) var losses: [WorkerLoss] = []
  /// How often each task's result arrived.
  private(set) var arrivals: [Int]

  init(workers: Int, tasks: Int, options: WorkerPoolOptions = WorkerPoolOptions()) throws {
    self.tasks = tasks
    pool = try WorkerPool(count: workers, launch: launch(), options: options)
    results = try SharedMemory(size: tasks * 8)
    attempts = try SharedMemory(size: tasks * 8)
    arrivals = Array(repeating: 0, count: tasks)
    try pool.share(results, id: FixtureSegment.results)
    try pool.share(attempts, id: FixtureSegment.attempts)
    pool.onWorkerLost = { [weak self] in self?.losses.append($0) }
  }

  func run(
    _ task: FixtureTask, _ argument: UInt64 = 0, own: OwnTask? = nil, then: (UInt32, TaskPayload) -> Void = { _, _ in },
    admits: ((Int, Int) -> Bool)? = nil
  ) throws {
    arrivals = Array(repeating: 0, count: tasks)
    results.base.initializeMemory(as: UInt8.self, repeating: 0, count: results.size)
    attempts.base.initializeMemory(as: UInt8.self, repeating: 0, count: attempts.size)
    let order = (0..<tasks).map { UInt32($0) }
    try pool.run(Batch(kind: task.rawValue, argument: argument, order: order, admits: admits), own: own) { index, payload in
      arrivals[Int(index)] += 1
      then(index, payload)
    }
  }

  /// True when every task's result arrived once and its bytes are right.
  var isComplete: Bool {
    let values = results.base.assumingMemoryBound(to: UInt64.self)
    return (0..<tasks).allSatisfy { arrivals[$0] == 1 && values[$0] == fixtureValue(UInt32($0)) }
  }

  func attempts(_ index: Int) -> UInt64 {
    attempts.base.assumingMemoryBound(to: UInt64.self)[index]
  }
}

/// True when no such process exists; a child that has ended but was not waited for counts as existing.
func isGone(_ pid: Int32) -> Bool { kill(pid, 0) != 0 && errno == ESRCH }

/// True when a process is gone or only waits for its parent to notice.
func hasEnded(_ pid: Int32) -> Bool {
  if isGone(pid) { return true }
  return text(ofFile: "/proc/\(pid)/stat").split(separator: ")").last?.hasPrefix(" Z") ?? false
}

/// True when the other end of a socket is closed. A process that ends is a zombie a little before that.
func hasHungUp(_ socket: Int32) -> Bool {
  var polled = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
  return poll(&polled, 1, 0) == 1 && polled.revents & Int16(POLLHUP) != 0
}

/// True when something waits to be read from a socket.
func hasNews(_ socket: Int32) -> Bool {
  var polled = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
  return poll(&polled, 1, 0) == 1 && polled.revents & Int16(POLLIN) != 0
}

/// The state of each thread of a process as the system writes it: `R` runs or would like to, `S` sleeps, `T` is stopped.
func states(_ pid: Int32) -> [Character] {
  names(in: "/proc/\(pid)/task").compactMap { text(ofFile: "/proc/\(pid)/task/\($0)/stat").split(separator: ")").last?.dropFirst().first }
}

func names(in folder: String) -> [String] {
  guard let handle = opendir(folder) else { return [] }
  defer { closedir(handle) }
  var names: [String] = []
  while let entry = readdir(handle) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if !name.hasPrefix(".") { names.append(name) }
  }
  return names.sorted()
}

/// The beginning of a file.
func text(ofFile path: String) -> String {
  guard let file = fopen(path, "r") else { return "" }
  defer { fclose(file) }
  var bytes = [UInt8](repeating: 0, count: 1 << 14)
  let count = fread(&bytes, 1, bytes.count, file)
  return String(decoding: bytes[..<count], as: UTF8.self)
}

/// A whole number in an environment variable.
func environment(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }

/// Polls until `condition` holds; false when it does not within `seconds`, which are many, since other work may hold up whoever is waited for.
func eventually(within seconds: Double = 120, _ condition: () -> Bool) -> Bool {
  let end = ContinuousClock.now.advanced(by: .seconds(seconds))
  while !condition() {
    if ContinuousClock.now > end { return condition() }
    usleep(5000)
  }
  return true
}

/// Waits for a child to end, and returns its status; one that does not end in time is killed, and has none.
func ended(_ pid: pid_t, within seconds: Double = 120) -> Int32? {
  var status: Int32 = 0
  if eventually(within: seconds, { waitpid(pid, &status, WNOHANG) != 0 }) { return status }
  kill(pid, SIGKILL)
  _ = shims_wait(pid)
  return nil
}

/// The error that `body` throws.
func caught(_ body: () throws -> Void) -> WorkerError? {
  do {
    try body()
    return nil
  } catch {
    return error as? WorkerError
  }
}

/// A program of the fixture that runs beside the test.
final class Bystander {
  let pid: pid_t
  /// The end of a pipe to its standard output and standard error.
  private let output: Int32
  private var text = ""
  private var isReaped = false

  init(_ mode: String, _ more: String...) throws {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw WorkerError.stopped }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The threads that tests run on block signals; a program of its own must not inherit that.
    var attributes = posix_spawnattr_t()
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_init(&attributes)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    posix_spawnattr_setsigmask(&attributes, &none)
    defer { posix_spawnattr_destroy(&attributes) }
    var arguments: [UnsafeMutablePointer<CChar>?] = ([fixturePath, mode] + more).map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var child: pid_t = -1
    let error = posix_spawn(&child, fixturePath, &actions, &attributes, &arguments, environ)
    close(ends[1])
    guard error == 0 else { throw WorkerError.spawnFailed(executable: fixturePath, action: "test", errno: error) }
    pid = child
    output = ends[0]
    _ = fcntl(output, F_SETFL, O_NONBLOCK)
  }

  deinit {
    if !isReaped {
      kill(pid, SIGKILL)
      _ = shims_wait(pid)
    }
    close(output)
  }

  /// Waits for its end, and returns how it exited; nil if it had to be killed.
  func exitStatus() -> Int32? {
    isReaped = true
    return ended(pid).map(shims_exit_status)
  }

  /// What it has written so far.
  var written: String {
    var bytes = [UInt8](repeating: 0, count: 4096)
    while case let count = read(output, &bytes, bytes.count), count > 0 {
      text += String(decoding: bytes[..<count], as: UTF8.self)
    }
    return text
  }

  func waits(for line: String) -> Bool {
    eventually { written.contains(line + "\n") }
  }
}
